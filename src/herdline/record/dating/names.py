"""TimeML values of times with a name: seasons, holidays, years in words, the quarter that a report is about."""

from __future__ import annotations

import calendar
import datetime
import re

from herdline.record.dating.values import MONTHS, NUMBERS, ORDINALS, SEASONS

_SPELLED = ["", "ten", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]
_ELECTION = 9
"""In place of a weekday: the Tuesday after the first Monday."""
_HOLIDAYS = {
    "thanksgiving": (11, 4, 3), "christmas": (12, 25, -1), "christmas eve": (12, 24, -1), "new year's day": (1, 1, -1),
    "new year's eve": (12, 31, -1), "independence day": (7, 4, -1), "labor day": (9, 1, 0), "memorial day": (5, 0, 0),
    "veterans day": (11, 11, -1), "valentine's day": (2, 14, -1), "halloween": (10, 31, -1), "election day": (11, 1, 9),
}  # fmt: skip
"""Month and day (-1), or month, how many-th of a weekday (0: the last), weekday: those of the United States."""


def season_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "The summer of 1998", "over the winter"."""
    season, year = m["season"].lower(), m["year"]
    if year is None and (season in ("fall", "spring") and m.group().lower() in ("the fall", "the spring")):
        return None  # of a wall, in a coil
    return "DATE", f"{year or published.year}-{SEASONS[season]}"


def holiday_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Thanksgiving": the one behind or ahead by the tense, else the nearest."""
    name = m["name"].lower()
    rule = _HOLIDAYS[name]
    days = sorted(_holiday(published.year + shift, rule) for shift in (-1, 0, 1))
    behind = [day for day in days if day <= published][-1]
    ahead = next(day for day in days if day > published)
    if tense in ("past", "future"):
        return "DATE", (behind if tense == "past" else ahead).isoformat()
    return "DATE", min((behind, ahead), key=lambda day: abs((day - published).days)).isoformat()


def _holiday(year: int, rule: tuple[int, int, int]) -> datetime.date:
    """Day of a (month, day, -1), or of a (month, nth, weekday) where nth 0 is the last one."""
    month, number, weekday = rule
    if weekday < 0:
        return datetime.date(year, month, number)
    if weekday == _ELECTION:
        return datetime.date(year, month, 8 - datetime.date(year, month, 7).weekday())
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
    return days[number - 1]


def spelled_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Years in words: nineteen ninety-six, the nineties."""
    if m["thousand"]:
        return "DATE", "2000"
    if m["decade"]:
        return "DATE", f"19{_SPELLED.index(m['decade'].lower().replace('ies', 'y'))}"
    parts = re.split("[- ]", m["words"].lower())
    if parts[0] in _SPELLED:
        last = 10 * _SPELLED.index(parts[0]) + (NUMBERS[parts[1]] if len(parts) > 1 else 0)
    else:
        last = NUMBERS[parts[0]]
    return "DATE", f"{19 if m['hundreds'].lower() == 'nineteen' else 18}{int(last):02d}"


def reported_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "a year ago" and "the latest period" beside figures of a quarter's results: that quarter."""
    before = m.string[max(0, m.start() - 1500) : m.start()]
    named = re.findall(r"(first|second|third|fourth)[- ]quarter|quarter ended (\w{3})", before, re.IGNORECASE)
    figures = re.search(r"[$#£€]\s?\d|\d%|\bcents\b|\bcompared\b|\bsales\b|\bearn", before[-120:])
    year_ago = m.groupdict().get("now") is None
    if not named or not figures:
        return None
    nth, month = named[-1]
    ended = MONTHS.get(month.lower())
    quarter = ORDINALS[nth.lower()] if nth else (ended + 2) // 3 if ended else 0
    if not quarter:
        return None
    year = published.year - (quarter > (published.month + 2) // 3)
    if m.groupdict().get("year"):
        return "DATE", f"{m['year']}-Q{quarter}"
    return "DATE", f"{year - year_ago}-Q{quarter}"
