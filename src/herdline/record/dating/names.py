"""TimeML values of times with a name: seasons, holidays, years in words, the quarter that a report is about."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import Counter

from herdline.record.dating.numbers import NUMBERS
from herdline.record.dating.values import MONTHS, ORDINALS, SEASONS

_SPELLED = ["", "ten", *"twenty thirty forty fifty sixty seventy eighty ninety".split()]
_ELECTION = 9
"""In place of a weekday: the Tuesday after the first Monday."""
_HOLIDAYS = {
    "thanksgiving": (11, 4, 3), "christmas": (12, 25, -1), "christmas eve": (12, 24, -1), "new year's day": (1, 1, -1),
    "new year's eve": (12, 31, -1), "independence day": (7, 4, -1), "labor day": (9, 1, 0), "memorial day": (5, 0, 0),
    "veterans day": (11, 11, -1), "valentine's day": (2, 14, -1), "halloween": (10, 31, -1), "election day": (11, 1, 9),
    "columbus day": (10, 2, 0), "presidents day": (2, 3, 0), "martin luther king day": (1, 3, 0),
    "st. patrick's day": (3, 17, -1), "may day": (5, 1, -1), "victory day": (5, 9, -1), "bastille day": (7, 14, -1),
    "international women's day": (3, 8, -1), "boxing day": (12, 26, -1), "easter": (0, 0, -1),
    "easter sunday": (0, 0, -1), "easter monday": (0, 1, -1), "good friday": (0, -2, -1), "palm sunday": (0, -7, -1),
    "ash wednesday": (0, -46, -1),
}  # fmt: skip
"""Month and day (-1), or month, how many-th of a weekday (0: the last), weekday: those of the United States.

Month 0: days from Easter.
"""
_REPORT = 1500
"""Letters before an expression in which the quarter that a report is about is looked for."""
_QUARTER = re.compile(r"\b(first|second|third|fourth)[- ]quarter|quarter ended (\w{3})", re.IGNORECASE)
_ENDED = re.compile(r"^ ended (\w{3})")
_FIGURES = re.compile(r"[$#£€]\s?\d|\d%|\bcents\b|\bcompared\b|\bsales\b|\bearn", re.IGNORECASE)


def season_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "The summer of 1998", "over the winter"."""
    season, year = m["season"].lower(), m["year"]
    if year is None and (season in ("fall", "spring") and m.group().lower() in ("the fall", "the spring")):
        return None  # of a wall, in a coil
    return "DATE", f"{year or published.year}-{SEASONS[season]}"


def holiday_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Thanksgiving": the one behind or ahead by the tense, else the nearest."""
    name = re.sub(r"['’](?= )|,? jr\.?", "", (m["name"] or m["feast"]).lower())
    rule = _HOLIDAYS[name]
    if year := m["year"] or m["feast_year"]:
        return "DATE", _holiday(int(year), rule).isoformat()
    if which := (m["which"] or m["feast_which"] or "").lower():
        return "DATE", _holiday(published.year + {"last": -1, "next": 1}.get(which, 0), rule).isoformat()
    days = sorted(_holiday(published.year + shift, rule) for shift in (-1, 0, 1))
    behind = [day for day in days if day <= published][-1]
    ahead = next(day for day in days if day > published)
    if tense in ("past", "future"):
        return "DATE", (behind if tense == "past" else ahead).isoformat()
    return "DATE", min((behind, ahead), key=lambda day: abs((day - published).days)).isoformat()


def _holiday(year: int, rule: tuple[int, int, int]) -> datetime.date:
    """Day of a (month, day, -1), or of a (month, nth, weekday) where nth 0 is the last one."""
    month, number, weekday = rule
    if not month:
        return _easter(year) + datetime.timedelta(number)
    if weekday < 0:
        return datetime.date(year, month, number)
    if weekday == _ELECTION:
        return datetime.date(year, month, 8 - datetime.date(year, month, 7).weekday())
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
    return days[number - 1]


def _easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    shift = (8 * century + 13) // 25
    moon = (19 * (year % 19) + century - century // 4 - shift + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return datetime.date(year, month, day + 1)


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
    """Value of "a year ago", "the latest period" and "the quarter" where a quarter's results are told: that quarter.

    "A year ago" is it only beside figures or close behind the quarter's name; a "year-ago quarter" is one always, and
    where none is named the last that was over.
    """
    named = m.groupdict()
    before = m.string[max(0, m.start() - _REPORT) : m.start()]
    quarter = _reported_quarter(before, m.string[m.end() : m.end() + 20], published)
    year = published.year - (quarter > _quarter(published.month))
    if named.get("sure") is None and named.get("year") is None:
        close = before[-120:]
        if not quarter or not (_FIGURES.search(close) or _QUARTER.search(close)):
            return None
    elif not quarter and (named.get("year") or named["sure"].lower() == "period"):
        return None
    elif not quarter:
        over = published.year * 4 + _quarter(published.month) - 2
        year, quarter = over // 4, over % 4 + 1
    if named.get("year"):
        return "DATE", f"{named['year']}-Q{quarter}"
    return "DATE", f"{year - (named.get('now') is None)}-Q{quarter}"


def _reported_quarter(before: str, after: str, published: datetime.date) -> int:
    """The quarter named most often in what was said so far, of equals one that is over, then the first; 0 for none."""
    told = [_quarter_of(*names) for names in _QUARTER.findall(before)] + [
        _quarter_of("", e) for e in _ENDED.findall(after)
    ]
    count, now = Counter(filter(None, told)), _quarter(published.month)
    first = {quarter: -place for place, quarter in reversed(list(enumerate(told)))}
    return max(count, key=lambda quarter: (count[quarter], quarter < now, first[quarter]), default=0)


def _quarter_of(nth: str, month: str) -> int:
    ended = MONTHS.get(month[:3].lower(), 0)
    return ORDINALS[nth.lower()] if nth else _quarter(ended) if ended else 0


def _quarter(month: int) -> int:
    return (month + 2) // 3
