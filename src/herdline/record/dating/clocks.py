"""TimeML values of clock times, halves of units and dates in figures (see ``values``)."""

from __future__ import annotations

import datetime
import re

from herdline.record.dating.numbers import NUMBERS
from herdline.record.dating.values import clock_time, shifted, unit_code

_HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}
_QUARTERS = {"hour": "PT15M", "century": "P25Y"}
_AND_A_HALF = {"hour": "PT1H30M", "day": "P36H", "week": "P1.5W", "month": "P1.5M", "year": "P18M", "decade": "P15Y"}
_CLOCK_BEFORE = re.compile(
    r"\b(?:at|by|until|till|around|about|from|before|after|since|between|and|to|\() ?$", re.IGNORECASE
)


_HOUR_BEFORE = re.compile(
    r"(?:^|[.!?:;(“\"\n]\s*|\b(?:at|by|until|till|before|after|since|past|between|was|is|it's|it’s) |"
    r"(?<!ed )(?<!shot )(?<!hurt )(?<!hit )\b(?:around|about) |\b(?:at|by) (?:around|about) |"
    r"\b(?:came|arrived|began|started|ended|returned|left) (?:at )?(?:around |about )?|"
    r"\b(?:from|between|at) \d{1,2}(?::\d\d)?(?: to| and| or|-) )$",
    re.IGNORECASE,
)
"""Ahead of "4 in the morning", where it is no count: not "killed 12 in the morning"."""
_LASTS = re.compile(
    r" (?:raid|attack|strike|shelling|assault|shift|rush|session|trading|hour|paper|news|prayer|group|class)s?\b"
)


def clock_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "6 a.m.", "noon", "15:30", "0735 GMT" without a day: the day of publication.

    Figures of 24 hours are one only behind a preposition or before a zone: "3:15" is a score as well.
    """
    if m["hours"] is None:
        told = clock_time(m["clock"] or m["named"] or m["named2"])
        return ("TIME", f"{published.isoformat()}T{told}") if told else None
    if not m["zone"] and not m["minutes2"] and not _CLOCK_BEFORE.search(m.string[max(0, m.start() - 9) : m.start()]):
        return None
    return "TIME", f"{published.isoformat()}T{int(m['hours']):02d}:{m['minutes'] or m['minutes2']}"


def o_clock_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "ten o'clock", "4 in the morning"; without a part of the day in the small hours of an afternoon."""
    word = (m["number"] or m["number2"]).lower()
    hour = int(word) if word.isdigit() else NUMBERS[word]
    part = (m["part"] or m["part2"] or "").split(" ")[-1]
    if hour > 24 or (m["number2"] and not _is_hour(m, hour)):
        return None
    if part in ("afternoon", "evening", "night") and hour < 12:
        hour += 12
    return "TIME", f"{published.isoformat()}T{hour:02d}:00"


def _is_hour(m: re.Match[str], hour: int) -> bool:
    """Whether "4 in the morning" is a time of day rather than four of something."""
    return (
        hour <= 12
        and _HOUR_BEFORE.search(m.string[max(0, m.start() - 24) : m.start()]) is not None
        and not _LASTS.match(m.string, m.end())
    )


def part_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "half an hour", "a quarter-century", "a year and a half", "a fortnight", "yearlong"."""
    if m["half"]:
        return "DURATION", _HALVES[m["half"].lower()]
    if m["quarter"]:
        return "DURATION", _QUARTERS[m["quarter"].lower()]
    if m["one"]:
        return "DURATION", _AND_A_HALF[m["one"].lower()]
    if m["fortnight"]:
        return "DURATION", "P2W" if m["fortnight"].lower().startswith("a") else "P4W"
    return "DURATION", f"P1{unit_code(m['all'])}"


def this_unit_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "later in the week", "the end of the month": the running one."""
    unit = next(word for name, word in m.groupdict().items() if name.startswith("unit") and word)
    return "DATE", shifted(published, unit_code(unit), 0)


def figures_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "17.06.2022", "6/17/2022"; None where day and month could be either ("6/7/2022")."""
    first, second = int(m["first"]), int(m["second"])
    if m["mark"] == "." or first > 12:
        day, month = first, second
    elif second > 12 or first == second:
        day, month = second, first
    else:
        return None
    return ("DATE", f"{m['year']}-{month:02d}-{day:02d}") if 1 <= month <= 12 and 1 <= day <= 31 else None
