"""TimeML values of times that come again: "every week", "Mondays", "Friday nights", "twice a day" (see ``values``)."""

from __future__ import annotations

import datetime
import re

from herdline.record.dating.numbers import number_of
from herdline.record.dating.values import PARTS, WEEKDAYS, unit_code


def set_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Daily", "every week", "each Thursday", "Mondays"."""
    named = m.groupdict()
    if named.get("set") or named.get("set2"):
        day = (named.get("weekday") or named["set2"] + "day").lower()
        return "SET", f"XXXX-WXX-{WEEKDAYS[day.rstrip('.')] + 1}"
    if m["adverb"]:
        return "SET", {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y"}[m["adverb"].lower()]
    return "SET", f"P1{unit_code(m['unit'])}"


def set_of_parts_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Monday and Tuesday nights", each of the two."""
    day, part = (m["weekday"] or m["first"]).lower().rstrip("."), (m["part"] or m["part_of_both"]).strip().lower()
    return "SET", f"XXXX-WXX-{WEEKDAYS[day] + 1}{PARTS[part]}"


def repeated_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "every morning", "every other week", "every three months", "twice a day"."""
    if m["half_day"]:
        return "SET", f"XXXX-XX-XX{PARTS[m['half_day'].lower()]}"
    if m["per"]:
        return "SET", f"P1{unit_code(m['per'])}"
    clock = "T" if m["unit"].lower().startswith(("hour", "minute")) else ""
    return "SET", f"P{clock}{'2' if m['apart'] else format(number_of(m['number']), 'g')}{unit_code(m['unit'])}"
