"""The period that is asked for: dates of ISO 8601 in any precision, the first not behind the last."""

from __future__ import annotations

import re
from datetime import date as day

from herdline.errors import BadQuestion

_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


def _is_day(date: str) -> bool:
    """Whether the calendar has it; years and months of the right form always are."""
    try:
        day.fromisoformat((date + "-01-01")[:10])
    except ValueError:
        return False
    return True


def check_period(since: str | None, until: str | None) -> None:
    """Raise ``BadQuestion`` unless the first and the last date are dates, in this order."""
    for date in (since, until):
        if date and not _DATE.fullmatch(date):
            raise BadQuestion(f"{date!r} is no date; give ISO 8601: 2022, 2022-09 or 2022-09-14")
        if date and not _is_day(date):
            raise BadQuestion(f"there is no day {date}: its month is shorter")
    if since and until and since[: len(until)] > until[: len(since)]:
        raise BadQuestion(f"nothing lies between: the first date {since} is later than the last, {until}")
