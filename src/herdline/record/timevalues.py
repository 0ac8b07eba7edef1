"""Patterns of English time expressions and the TimeML values they stand for (TIMEX3, Pustejovsky et al. 2003).

A rule is a pattern and a function of the match, the day of publication and the tense around it ("past", "future" or
""); the function gives kind and value, or None where the words mean something else after all.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], datetime.date, str], tuple[str, str] | None]]

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3].lower(): n for name, n in list(_MONTHS.items())} | {"sept": 9}
_DAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_DAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_NUMBERS = {
    word: n
    for n, words in enumerate(
        "zero;one|a|an;two|a couple of|couple of|couple;three;four;five;six;seven;eight;nine;ten;eleven;twelve|dozen;"
        "thirteen;fourteen;fifteen;sixteen;seventeen;eighteen;nineteen;twenty".split(";")
    )
    for word in words.split("|")
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "half a": 0}
_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y",
          "quarter": "Q", "decade": "DE", "century": "CE", "weekend": "WE"}  # fmt: skip
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "midday": "TMI"}
_SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SEASON_ENDS = {"spring": 6, "summer": 9, "fall": 12, "autumn": 12, "winter": 3}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

_M = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|" \
     r"Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"  # fmt: skip
_D = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.)"
_N = r"(?P<number>\d+(?:\.\d+)?|" + "|".join(sorted(map(re.escape, _NUMBERS), key=len, reverse=True)) + ")"
_U = r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?|months?|years?|quarters?|decades?|centur(?:y|ies)|weekends?)"
_SOON = 2
"""Months ahead that a bare month is taken to lie even beside a past tense: "delayed it to January" in November."""
_MOST = 1500
"""No duration counts more; "the 1988 quarter" is a year's."""


def _month_number(word: str) -> int:
    return _MONTHS[word.lower().rstrip(".")]


def _year_of_month(month: int, published: datetime.date, tense: str) -> int:
    """The nearest one; the tense decides where both lie some months away."""
    ahead = (month - published.month) % 12
    if ahead == 0:
        return published.year
    coming = {"future": ahead < 11, "past": ahead <= _SOON}.get(tense, ahead <= 6)
    return published.year + (month < published.month) - (not coming)


def _full_date(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    month, day = _month_number(m["month"]), int(m["day"])
    if not 1 <= day <= 31:
        return None
    year = int(m["year"]) if m["year"] else _year_of_month(month, published, tense)
    return "DATE", f"{year:04d}-{month:02d}-{day:02d}"


def _month(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    month = _month_number(m["month"])
    if m["month"] == "May" and not m["year"] and not m["before"]:
        return None
    if m["year"]:
        return "DATE", f"{m['year']}-{month:02d}"
    if m["which"]:
        return "DATE", f"{_named_year(m, published):04d}-{month:02d}"
    before = (m["before"] or "").lower()
    if "last" in before:
        return "DATE", f"{published.year - (month >= published.month):04d}-{month:02d}"
    if "next" in before:
        return "DATE", f"{published.year + (month <= published.month):04d}-{month:02d}"
    return "DATE", f"{_year_of_month(month, published, tense):04d}-{month:02d}"


def _weekday(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    key = m["weekday"].lower().rstrip(".")
    number = _DAYS[key]
    back = (published.weekday() - number) % 7
    before = (m["before"] or "").lower()
    if "last" in before or "past" in before:
        day = published - datetime.timedelta(back or 7)
    elif "next" in before:
        day = published + datetime.timedelta((-back) % 7 or 7)
    elif (tense == "future" and back) or back == 6:  # nobody calls tomorrow's day when six days ago is meant
        day = published + datetime.timedelta(7 - back)
    else:
        day = published - datetime.timedelta(back)
    clock = _clock(m["clock"])
    if clock:
        return "TIME", f"{day.isoformat()}T{clock}"
    part = _PARTS.get((m["part"] or "").strip().lower())
    return ("TIME", f"{day.isoformat()}{'T' + part[1:] if part else ''}") if part else ("DATE", day.isoformat())


def _clock(words: str | None) -> str:
    """HH:MM of "noon", "10 p.m.", "6:30 a.m."; "" where it is none."""
    named = {"noon": "12:00", "midnight": "24:00"}.get((words or "").lower())
    match = re.match(r"(\d{1,2})(?::(\d\d))?\s?([ap])", words or "", re.IGNORECASE)
    if named or match is None:
        return named or ""
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour:02d}:{match[2] or '00'}"


def _near_day(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    word = m["word"].lower()
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "last night": -1, "overnight": 0}
    if word in ("tonight", "last night", "overnight"):
        return "TIME", f"{(published + datetime.timedelta(shift[word])).isoformat()}TNI"
    part = _PARTS.get((m["part"] or "").strip().lower())
    day = (published + datetime.timedelta(shift[word])).isoformat()
    return ("TIME", day + part) if part else ("DATE", day)


def _this_part(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    return "TIME", published.isoformat() + _PARTS[m["part"].lower()]


def _relative(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}[
        m["which"].lower()
    ]
    unit = m["unit"].lower()
    if unit in _SEASONS:
        if shift < 0 and published.month > _SEASON_ENDS[unit]:
            shift = 0  # "last spring", said in October
        return "DATE", f"{published.year + shift:04d}-{_SEASONS[unit]}"
    if unit == "weekend":
        iso = (published + datetime.timedelta(7 * shift)).isocalendar()
        return "DATE", f"{iso.year:04d}-W{iso.week:02d}-WE"
    return "DATE", _shifted(published, _UNITS[unit], shift)


def _shifted(day: datetime.date, unit: str, count: int) -> str:
    """The day moved by a number of units, as a value cut to the unit."""
    if unit == "D":
        return (day + datetime.timedelta(count)).isoformat()
    if unit == "W":
        iso = (day + datetime.timedelta(7 * count)).isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}"
    if unit == "M":
        months = day.year * 12 + day.month - 1 + count
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit == "Q":
        quarters = day.year * 4 + (day.month - 1) // 3 + count
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    if unit == "DE":
        return f"{day.year + 10 * count:04d}"[:3]
    if unit == "CE":
        return f"{day.year + 100 * count:04d}"[:2]
    return f"{day.year + count:04d}"


def _weekend(day: datetime.date) -> str:
    iso = (day - datetime.timedelta(2)).isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}-WE"


def _count(word: str) -> float:
    return float(word) if word[0].isdigit() else float(_NUMBERS[word.lower()])


def _unit(word: str) -> str:
    word = word.lower()
    return _UNITS["century" if word.startswith("centur") else word.rstrip("s")]


def _ago(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    count, unit = int(_count(m["number"])), _unit(m["unit"])
    if unit in ("S", "H") or m["unit"].lower().startswith("minute"):
        return "DATE", published.isoformat()
    if unit == "WE":
        return None
    sign = -1 if m["side"].lower() in ("ago", "earlier", "before") else 1
    return "DATE", _shifted(published, unit, sign * count)


def _duration(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    unit, number = _unit(m["unit"]), m["number"]
    time = unit in ("S", "H") or m["unit"].lower().startswith("minute")
    if number is None:
        return "DURATION", f"P{'T' if time else ''}X{unit}"
    count = _count(number)
    if not count or count > _MOST or number.lower() == "second":
        return None
    if (number.lower() in ("a", "an") and m["before"] is None and unit not in ("W", "M", "Y")) or unit == "WE":
        return None
    text = f"{count:g}"
    return "DURATION", f"P{'T' if time else ''}{text}{unit}"


def _year(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    return "DATE", m["year"]


def _decade(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    year = m["year"] if m["year"] else "19" + m["short"]
    return "DATE", year[:3]


def _quarter(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    return "DATE", f"{_named_year(m, published):04d}-Q{_ORDINALS[m['nth'].lower()]}"


def _half(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    if " " not in m.group().removeprefix("the ").partition("half")[2]:
        return None  # "the second half" of a match
    return "DATE", f"{_named_year(m, published):04d}-H{1 if m['nth'].lower() == 'first' else 2}"


def _named_year(m: re.Match[str], published: datetime.date) -> int:
    named = m.groupdict()
    if named.get("year"):
        return int(named["year"])
    return published.year + {"last": -1, "next": 1}.get((named.get("which") or "").lower(), 0)


def _iso(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    return "DATE", m.group()


def _set(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    if m["adverb"]:
        value = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "annually": "P1Y", "yearly": "P1Y"}[
            m["adverb"].lower()
        ]
        return "SET", value
    return "SET", f"P1{_unit(m['unit'])}"


def _fuzzy(value: str) -> Callable[[re.Match[str], datetime.date, str], tuple[str, str] | None]:
    return lambda m, published, tense: ("DATE", value)


def _rule(pattern: str, value: Callable[[re.Match[str], datetime.date, str], tuple[str, str] | None]) -> Rule:
    flags = re.IGNORECASE if "?P<month>" not in pattern else re.NOFLAG  # "may" and "march" are verbs
    return re.compile(rf"\b(?:{pattern})(?!\w)", flags), value


_BEFORE = r"(?P<before>(?:last|next|this|past|early|late|mid|in|of|since|until|by|during|coming|the end of)[ -]){0,2}"
RULES: tuple[Rule, ...] = (
    _rule(rf"{_M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?(?!\d|,\d)", _full_date),
    _rule(rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_M}(?:,? (?P<year>(?:19|20)\d\d))?", _full_date),
    _rule(rf"{_BEFORE}{_M}(?:,? (?P<year>(?:1[89]|20)\d\d)|,?(?: of)? (?P<which>last|this|next) year)?", _month),
    _rule(rf"{_D},? {_M} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d\d))?(?!\d|,\d)", _full_date),
    _rule(rf"(?:(?P<clock>noon|midnight|\d{{1,2}}(?::\d\d)?\s?[ap]\.?m\.?)(?: [A-Z]{{2,3}}T)?(?:,? on)? )?"
          rf"(?P<before>(?:last|next|this|past|this coming) )?{_D}(?P<part> (?:morning|afternoon|evening|night))?",
          _weekday),
    _rule(r"(?P<word>yesterday|today|tomorrow|tonight|last night|overnight)(?P<part> (?:morning|afternoon|evening))?",
          _near_day),
    _rule(r"this (?P<part>morning|afternoon|evening)", _this_part),
    _rule(r"(?:earlier |later |late |early )?(?P<which>last|past|previous|this|current|next|coming|following) "
          r"(?P<unit>week|month|year|quarter|decade|century|weekend|spring|summer|fall|autumn|winter)", _relative),
    _rule(rf"{_N}(?:-|\s){_U} (?P<side>ago|earlier|later|before|from now)", _ago),
    _rule(rf"(?P<before>for |in |within |over |the last |the past |the next |nearly |about |more than |at least |a )?"
          rf"{_N}[- ]{_U}(?:-long)?(?!-old)", _duration),
    _rule(rf"(?P<before>for |over |in )?(?:several|some|many|few|a few|the past few|the last few)"
          rf" (?P<number>\d{{99}})?{_U}", _duration),
    _rule(r"(?:in|since|by|of|from|until|during|late|early|mid)[ -](?P<year>(?:1[5-9]|20)\d\d)(?!\d|[,.]\d)", _year),
    _rule(r"(?<![\d$€£.,])(?P<year>(?:19[5-9]|20[0-4])\d)(?![\d%]|[,.]\d| (?:people|troops|soldiers|feet))", _year),
    _rule(r"(?:the )?(?:early |late |mid-?)?(?:(?P<year>(?:1[5-9]|20)\d0)s|'(?P<short>\d0)s)", _decade),
    _rule(r"(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter(?: of (?P<year>(?:19|20)\d\d))?",
          _quarter),
    _rule(r"(?:19|20)\d\d-[01]\d-[0-3]\d", _iso),
    _rule(rf"(?:every|each) (?P<adverb>\d{{99}})?{_U}|(?P<adverb2>\d{{99}})?a (?:day|week|month|year)(?P<x>\d{{99}})",
          lambda m, published, tense: ("SET", f"P1{_unit(m['unit'])}") if m["unit"] else None),
    _rule(r"(?P<adverb>daily|weekly|monthly|annually|yearly)", _set),
    _rule(r"(?:for|in|of|over|within|many|several) (?P<number>\d{99})?(?P<unit>years|months|weeks|decades|days|hours)",
          _duration),
    _rule(r"the (?P<number>\d{99})?(?P<unit>weekend)", lambda m, day, tense: ("DATE", _weekend(day))),
    _rule(r"(?:right )?now|currently|at the moment|nowadays|these days", _fuzzy("PRESENT_REF")),
    _rule(rf"recently|(?:in )?the past(?! (?:\w+[- ])?(?:\w+ )?{_U})|lately|formerly", _fuzzy("PAST_REF")),
    _rule(rf"(?:in )?recent {_U}", _fuzzy("PAST_REF")),
    _rule(r"(?:in )?(?:the )?coming (?:days|weeks|months|years|decades|quarters)", _fuzzy("FUTURE_REF")),
    _rule(r"(?:the )?(?P<nth>first|second|last) half"
          r"(?: of (?:(?P<year>(?:19|20)\d\d)|the year|(?P<which>this|last|next) year))?", _half),
    _rule(r"(?P<which>this|last|next) year's (?P<nth>first|second|third|fourth)[- ]quarter", _quarter),
    _rule(r"(?:the )?(?P<year>(?:19|20)\d\d) (?P<nth>first|second|third|fourth)[- ]quarter", _quarter),
    _rule(r"in the future|the near future", _fuzzy("FUTURE_REF")),
)  # fmt: skip
