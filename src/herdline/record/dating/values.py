"""TimeML values of English time expressions (TIMEX3, Pustejovsky et al. 2003); the patterns stand in ``rules``.

A rule is a pattern and a function of the match, the day of publication and the tense around it ("past", "future" or
""); the function gives kind and value, or None where the words mean something else after all.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable

from herdline.record.dating.numbers import is_part, number_of

Rule = tuple[re.Pattern[str], Callable[[re.Match[str], datetime.date, str], tuple[str, str] | None]]

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3) | {ord("٫"): ".", ord("٬"): ","}
"""Arabic, Persian and wide digits to European ones, of the same length."""
ENGLISH = DIGITS | {ord("ı"): "i", ord("İ"): "I", ord("ſ"): "s", ord("\u212a"): "K"}
"""And the letters that a pattern without regard to case takes for English ones: "fıve days" is none of the numbers."""
NO_TIME = ("", "")
"""Kind and value of words that name something else with a time's words, the times within them too."""
MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3].lower(): n for name, n in list(MONTHS.items())} | {"sept": 9}
WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
WEEKDAYS |= {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_UNITS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y",
          "quarter": "Q", "decade": "DE", "century": "CE", "weekend": "WE"}  # fmt: skip
_MIDWEEK = 3
"""Number of Thursday: from Monday on "this weekend" is that behind, later that ahead."""
_THIS = re.compile(r"\bthis $", re.IGNORECASE)
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "midday": "TMI"}
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
_SEASON_ENDS = {"spring": 6, "summer": 9, "fall": 12, "autumn": 12, "winter": 3}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

DAYS_OF_MONTH = (
    "thirty-first thirtieth twenty-ninth twenty-eighth twenty-seventh twenty-sixth twenty-fifth twenty-fourth "
    "twenty-third twenty-second twenty-first twentieth nineteenth eighteenth seventeenth sixteenth fifteenth "
    "fourteenth thirteenth twelfth eleventh tenth ninth eighth seventh sixth fifth fourth third second first"
).split()
"""From the last to the first, so that the longest stands first in a pattern."""

_WALK = re.compile(
    r" (?:(?:on|against|towards?|for|into) (?:the )?[A-Z]|of the? ?[A-Z]|"
    r"(?:to|through) (?!January|February|April|May\b|June|July|August|September|October|November|December)"
    r"(?:the )?[A-Z])"
)
"""What follows on a March of people; that "in March" is a month is seen before it."""
_NAMED = re.compile(r"(?:^|[^.!?:;”\"] )((?:Women|People|Workers|Mothers)['’]s?|[A-Z][a-z]+(?<!day)) $")
_NO_NAMES = frozenset(
    "In On Since By Until Till Last Next This From During Early Late Mid To And Of Or The After Before Every Each "
    "Between Through For At As When If While But Around About Throughout Past".split()
)
"""Words before the month that are capital in a title or at the start of a sentence."""

_NAMED_AFTER = re.compile(
    r" (?:Street|Square|Avenue|Road|Bridge|Stadium|Boulevard|Park|Youth|Movement|Revolution|Brigade|Battalion|Group|"
    r"[Cc]ommittee|[Pp]anel|[Rr]ioters?|[Ii]nsurrection)\b|[- ]movement\b|th of July"
)
"""What is named after a day: "9 May Street", "the April 6 Youth Movement", "the Jan. 6 committee"."""
_ATTACKED = re.compile(r"Sep(?:t\.?|tember) 11(?:th)?,? (?:(?:terror|terrorist) )?(?:attack|hijack)")
"""Of 2001, whenever they are spoken of."""
_CALLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Lt|Col|Judge|Lady|Sir)\.? $")
_NAMED_DAYS = re.compile(r"\b(?:Black|Bloody|Cyber|Maundy|Shrove|Ruby|Freaky|Man|Good|Girl|Holy|Spy|Blue) $")
_PAPERS = re.compile(r"\b(?:USA|Russia|India|Pakistan|Africa|Turkey) $")
_SOON = 2
"""Months ahead that a bare month is taken to lie even beside a past tense: "delayed it to January" in November."""
_LENGTHS = {"D": 1, "W": 7, "M": 30.44, "Q": 91.31, "Y": 365.25, "DE": 3652.5, "CE": 36525}
"""Days of a unit."""
_MOST = 1500
"""No duration counts more; "the 1988 quarter" is a year's."""


def _month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def _year_of_month(month: int, published: datetime.date, tense: str) -> int:
    """The nearest one; the tense decides where both lie some months away."""
    ahead = (month - published.month) % 12
    if ahead == 0:
        return published.year
    coming = {"future": ahead < 11, "past": ahead <= _SOON}.get(tense, ahead <= 6)
    return published.year + (month < published.month) - (not coming)


def full_date_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "June 17", "17 June 2022"."""
    month, said = _month_number(m["month"]), m["day"].removeprefix("the ")
    day = int(said) if said.isdigit() else 31 - DAYS_OF_MONTH.index(said)
    if not 1 <= day <= 31:
        return None
    if not m["year"] and (_NAMED_AFTER.match(m.string, m.end()) or _ATTACKED.match(m.string, m.start("month"))):
        return NO_TIME
    told = m["year"] or m.groupdict().get("year_of_both")
    year = int(told) if told else _year_of_month(month, published, tense)
    if not told and (m.groupdict().get("before") or "").lower().startswith("last"):
        year = published.year - ((month, day) >= (published.month, published.day))
    return "DATE", f"{year:04d}-{month:02d}-{day:02d}"


def month_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "June", "last June", "June of last year"."""
    month = _month_number(m["month"])
    if not m["before"] and _CALLED.search(m.string[max(0, m.start() - 7) : m.start()]):
        return None
    if m["month"] in ("May", "March") and not m["year"] and not m["which"] and not m["before"]:
        if m["month"] == "May" or _walked(m):
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


def _walked(m: re.Match[str]) -> bool:
    """Whether "March" is people walking: "the Rebel March", "the March of the Mothers", "a March on Moscow"."""
    ahead, behind = m.string[m.end() : m.end() + 30], m.string[max(0, m.start() - 30) : m.start()]
    named = _NAMED.search(behind)
    return _WALK.match(ahead) is not None or (named is not None and named[1] not in _NO_NAMES)


def weekday_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Thursday", "next Friday night", "noon Saturday"."""
    key = m["weekday"].lower().rstrip(".")
    if not m["before"] and _NAMED_DAYS.search(m.string[max(0, m.start("weekday") - 8) : m.start("weekday")]):
        return None
    number = WEEKDAYS[key]
    back = (published.weekday() - number) % 7
    before = (m["before"] or "").lower()
    if "last" in before or "past" in before:
        day = published - datetime.timedelta(back or 7)
    elif "next" in before or "coming" in before:
        day = published + datetime.timedelta((-back) % 7 or 7)
    elif (tense == "future" and back) or back == 6:  # nobody calls tomorrow's day when six days ago is meant
        day = published + datetime.timedelta(7 - back)
    else:
        day = published - datetime.timedelta(back)
    clock = clock_time(m["clock"])
    if clock:
        return "TIME", f"{day.isoformat()}T{clock}"
    part = PARTS.get((m["part"] or "").strip().lower())
    return ("TIME", f"{day.isoformat()}{'T' + part[1:] if part else ''}") if part else ("DATE", day.isoformat())


def clock_time(words: str | None) -> str:
    """HH:MM of "noon", "10 p.m.", "6:30 a.m."; "" where it is none."""
    named = {"noon": "12:00", "midnight": "24:00"}.get((words or "").lower())
    match = re.match(r"(\d{1,2})(?:[:.](\d\d))?\s?([ap])", words or "", re.IGNORECASE)
    if named or match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return named or ""
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour:02d}:{match[2] or '00'}"


def near_day_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Yesterday", "tonight"."""
    word = m["word"].lower()
    if m["word"] == "Today" and _PAPERS.search(m.string[max(0, m.start() - 9) : m.start()]):
        return None
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "last night": -1, "overnight": 0}
    if word in ("tonight", "last night", "overnight"):
        return "TIME", f"{(published + datetime.timedelta(shift[word])).isoformat()}TNI"
    part = PARTS.get((m["part"] or "").strip().lower())
    day = (published + datetime.timedelta(shift[word])).isoformat()
    return ("TIME", day + part) if part else ("DATE", day)


def this_part_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "This morning"."""
    return "TIME", published.isoformat() + PARTS[m["part"].lower()]


def relative_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Last week", "next summer"."""
    shift = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}[
        m["which"].lower()
    ]
    unit = m["unit"].lower()
    if unit in SEASONS:
        if shift < 0 and published.month > _SEASON_ENDS[unit]:
            shift = 0  # "last spring", said in October
        return "DATE", f"{published.year + shift:04d}-{SEASONS[unit]}"
    if shift < 0 and unit == "week" and published.weekday() > _MIDWEEK and _THIS.search(m.string[: m.start()]):
        shift = 0  # "this past week", said at its end
    if unit == "weekend":
        if m["which"].lower() == "this" and tense != "future" and published.weekday() < _MIDWEEK:
            shift = -1  # the one just gone, said on Monday
        iso = (published + datetime.timedelta(7 * shift)).isocalendar()
        return "DATE", f"{iso.year:04d}-W{iso.week:02d}-WE"
    return "DATE", shifted(published, _UNITS[unit], shift)


def shifted(day: datetime.date, unit: str, count: int) -> str:
    """The day moved by a number of units, as a value cut to the unit; OverflowError beyond the years 1 to 9999."""
    if unit == "D":
        return (day + datetime.timedelta(count)).isoformat()
    if unit == "W":
        iso = (day + datetime.timedelta(7 * count)).isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}"
    if unit == "M":
        year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
        return f"{_written(year)}-{month + 1:02d}"
    if unit == "Q":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + count, 4)
        return f"{_written(year)}-Q{quarter + 1}"
    if unit == "DE":
        return _written(day.year + 10 * count)[:3]
    if unit == "CE":
        return _written(day.year + 100 * count)[:2]
    return _written(day.year + count)


def _written(year: int) -> str:
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR:
        raise OverflowError("a year that no calendar has")
    return f"{year:04d}"


def shifted_by(day: datetime.date, unit: str, count: float) -> str:
    """As ``shifted``; a fraction ("2.5 years ago") is counted in days and the value is cut to the unit all the same."""
    if count == int(count):
        return shifted(day, unit, int(count))
    return shifted(day + datetime.timedelta(round(count * _LENGTHS[unit])), unit, 0)


def weekend_value(day: datetime.date) -> str:
    """The weekend that a bare "the weekend" means."""
    iso = (day - datetime.timedelta(2)).isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}-WE"


def unit_code(word: str) -> str:
    """TimeML's letter of a unit."""
    word = word.lower()
    return _UNITS["century" if word.startswith("centur") else word.rstrip("s")]


def ago_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Two years ago", "a week from now"; "three days later" counts from what was told before: a duration."""
    if is_part(m):
        return None
    count, unit = number_of(m["number"]), unit_code(m["unit"])
    if m["side"].lower() in ("later", "before"):
        return duration_value(m, published, tense)
    if unit in ("S", "H") or m["unit"].lower().startswith("minute"):
        return "DATE", published.isoformat()
    if unit == "WE" or not count:
        return None
    sign = -1 if m["side"].lower() in ("ago", "earlier") else 1
    return "DATE", shifted_by(published, unit, sign * count)


def duration_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "Three days", "recent years", "two more weeks"."""
    unit, number = unit_code(m["unit"]), m["number"]
    time = unit in ("S", "H") or m["unit"].lower().startswith("minute")
    if number is None:
        return "DURATION", f"P{'T' if time else ''}X{unit}"
    if number.lower() in ("a", "an") and m["unit"].lower().endswith("s"):
        return "DURATION", f"P{'T' if time else ''}X{unit}"  # "a weeks-long strike"
    count = number_of(number)
    if is_part(m) or not count or count > _MOST or number.lower() == "second":
        return None
    if (
        number.lower() in ("a", "an") and m.groupdict().get("before") is None and unit not in ("W", "M", "Y")
    ) or unit == "WE":
        return None
    if unit == "Q" and (count == 1 or m.string[m.end() : m.end() + 3] == " of"):
        return None  # a share, no time
    if m.groupdict().get("half"):
        if unit == "H":
            return "DURATION", f"PT{count:g}H30M"
        count += 0.5
    text = f"{count:g}"
    return "DURATION", f"P{'T' if time else ''}{text}{unit}"


def this_year_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "the year", "year-end"."""
    return "DATE", f"{published.year:04d}"


def year_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "In 1999"."""
    return "DATE", m["year"]


def decade_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "The 1990s"."""
    year = m["year"] if m["year"] else "19" + m["short"]
    return "DATE", year[:3]


def quarter_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "The third quarter of 2021"."""
    return "DATE", f"{_named_year(m, published):04d}-Q{ORDINALS[m['nth'].lower()]}"


def half_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "The first half of 2020"."""
    if " " not in m.group().removeprefix("the ").partition("half")[2]:
        return None  # "the second half" of a match
    return "DATE", f"{_named_year(m, published):04d}-H{1 if m['nth'].lower() == 'first' else 2}"


def _named_year(m: re.Match[str], published: datetime.date) -> int:
    named = m.groupdict()
    if named.get("year"):
        return int(named["year"])
    return published.year + {"last": -1, "next": 1}.get((named.get("which") or "").lower(), 0)


def iso_value(m: re.Match[str], published: datetime.date, tense: str) -> tuple[str, str] | None:
    """Value of "2022-06-17"."""
    return "DATE", m.group()


def fixed_value(value: str) -> Callable[[re.Match[str], datetime.date, str], tuple[str, str] | None]:
    """A function that gives the same value always."""
    return lambda m, published, tense: ("DATE", value)


def calendar_date(value: str) -> tuple[str, str]:
    """(ISO date cut to its precision, precision) of a TimeML value; ("", "") where it is no calendar date."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d(?:T.*)?", value):
        return (value[:10], "day") if _exists(value[:10]) else ("", "")
    if value.startswith("0000"):  # "last summer", said in the year 1
        return "", ""
    if re.fullmatch(r"\d{4}-\d\d", value):
        return value, "month"
    if re.fullmatch(r"\d{4}", value):
        return value, "year"
    week = re.fullmatch(r"(\d{4})-W(\d\d)(?:-WE)?", value)
    if week:
        try:
            day = datetime.date.fromisocalendar(int(week[1]), int(week[2]), 6 if value.endswith("WE") else 1)
        except ValueError:
            return "", ""
        return day.isoformat(), "about"
    part = re.fullmatch(r"(\d{4})-(?:Q\d|SP|SU|FA|WI|H\d)", value)
    return (part[1], "year") if part else ("", "")


def _exists(day: str) -> bool:
    """Whether the calendar has that day ("February 30" is somebody's slip)."""
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True
