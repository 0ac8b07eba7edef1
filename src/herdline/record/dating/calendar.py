"""When an event happened, in languages without a grammar of times, by the calendar expressions of its sentence.

Spanish, Russian, Polish, Kazakh, German, French, Chinese and Arabic; the words stand in ``words``. The first day that
is named dates an event, else the first week, month or year that stands in the event's own part of the sentence;
without one it is of "about" the article's day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from herdline.record.dating import counting, words
from herdline.record.dating.values import DIGITS, calendar_date, shifted, shifted_by

_Read = Callable[[re.Match[str], datetime.date, bool], str]
"""A TimeML value of a match against the article's day, "" where it is none; the flag says that it is to come."""

_SAID = {lang: re.compile(rf"(?:{verbs})\W+(?:\w{{1,3}}\W+)?$", re.IGNORECASE) for lang, verbs in words.SAID.items()}
_LIKENED = {
    lang: re.compile(rf"(?:{listed})[^.;,،，]*$", re.IGNORECASE)
    for lang, listed in {
        "pl": r"\b(?:wersj[aąęi]|powtórk\w+|echo|echem|przypomina\w*|porówn\w+|niczym|jak w)\b",
        "ru": r"\b(?:верси[яейюи]+|повторени\w+|напомина\w+|напомнил\w*|сравни\w+|подобно|как в)\b",
        "de": r"\b(?:version|wiederholung|erinner\w+|vergl\w+|vergleich\w*|ähnlich|wie (?:im|am))\b",
        "fr": r"\b(?:version|répétition|rappel\w+|compar\w+|comme en)\b",
        "es": r"\b(?:versión|repetición|record\w+|compar\w+|como en)\b",
        "kk": r"(?:нұсқасы|салыстыр\w*|ұқсас\w*)",
        "zh": r"(?:版|重演|让人想起|相比|如同|比作)",
        "ar": r"(?:نسخة|تكرار|يذكر|مقارنة|شبه|كما في)",
    }.items()
}
"""Words that liken what is told to something of another year."""
_LIKENED_AHEAD = 60
"""Characters ahead in which such words are looked for."""
_YEARS = re.compile(r"(?:1[0-9]|20)\d\d")
_NEAR_VERB = 30
_BREAK = re.compile(r"[,;:—–，；：、،؛]")
"""What parts an event from a month or year that is another's."""
_FRAME = 3
"""A time that begins a sentence is that of all of it, beyond a comma too."""
_VAGUE = "vague"
_RANKS = {"day": 0, "about": 1, "month": 2, "year": 3, _VAGUE: 4}
_CHINESE = re.compile(r"(?<![星期周週第几幾数數])[一二三四五六七八九十两兩]{1,3}(?=[月日号號天周週个個年小])")
_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_HAN = {mark: n for n, mark in enumerate("零一二三四五六七八九十")} | {"两": 2, "兩": 2, "〇": 0}
_ONE_ARABIC = frozenset("أسبوع شهر عام سنة ساعة دقيقة".split())
_ONE_SLAVIC = frozenset("день неделю месяц год час минуту dzień tydzień miesiąc rok godzinę minutę".split())
_DOTTED = frozenset(("de", "ru", "pl", "kk"))
_BEYOND = 100
"""Years after the article's from which a year is a slip of the pen."""
_QUOTED = re.compile(r"[«„“\"'‘「《](?:[^\s«„“\"]+\s)?$")
_UNQUOTED = re.compile(r"[»“”\"'’」》]")
"""Around the name of a paper or a programme: «Сегодня»."""
_MOST_YEARS = 1500
"""No event of news is more years away: "2014年前" is before 2014."""
_FIGURES = {
    "dots": re.compile(r"(?<![\d.])(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>(?:19|20)\d\d)(?!\d)"),
    "short": re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>0\d|1[0-2])\.(?P<year>\d\d)(?!\.?\d)"),
    "points": re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)\.(?P<month>\d{1,2})\.(?P<day>\d{1,2})(?!\.?\d)"),
    "slashes": re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)"),
    "iso": re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
}


def event_day(
    text: str, published: datetime.date | None, future: bool, lang: str, at: int | None = None
) -> tuple[str, str]:
    """ISO date, cut to its precision, and precision ("day", "month", "year", "about") of what a sentence tells.

    Both are empty where nobody can say.

    Args:
        text: the sentence.
        published: the article's day; without it nothing is resolved.
        future: whether the event is yet to come; days of the week are then looked for ahead.
        lang: one of those of ``words``; in others no expression is known.
        at: where the event's word begins; a month or a year beyond a comma then does not date it.
    """
    if published is None:
        return "", ""
    found = list(_found(_plain(text, lang), published, future, lang)) if lang in words.NEAR else []
    near = [
        (_RANKS[precision], start, date, precision)
        for start, end, date, precision in found
        if precision == "day" or at is None or start < _FRAME or not _BREAK.search(text[min(end, at) : max(start, at)])
    ]
    if near:
        _, _, date, precision = min(near)
        return date, precision if date else ""
    return ("", "") if future else (published.isoformat(), "about")


def _plain(text: str, lang: str) -> str:
    """The same with European digits; in Chinese with numbers in digits, of the same length."""
    text = text.translate(DIGITS)
    if lang == "zh":
        text = _YEAR.sub(lambda m: "".join(str(_HAN[mark]) for mark in m.group()), text)
    return _CHINESE.sub(lambda m: str(_han(m.group())).rjust(len(m.group()), "0"), text) if lang == "zh" else text


def _han(marks: str) -> int:
    tens, ten, ones = marks.rpartition("十")
    return (10 * (_HAN[tens] if tens in _HAN else 1) if ten else 0) + (
        _HAN.get(ones, 0) if ten else _HAN.get(marks[-1], 0)
    )


def _found(text: str, published: datetime.date, future: bool, lang: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, date, precision) of what can be read and lies on the side of the event."""
    if published.year in (1, 9999):  # the ends of the calendar: a date of dirt
        return
    taken = 0
    for start, end, told, read in sorted(_matches(text, lang), key=lambda f: (f[0], -f[1])):
        if start < taken:
            continue
        if _is_name(text, start, end, told, lang) or _is_likened(text, start, end, lang):
            taken = end
            continue
        if future and lang in _SAID and _SAID[lang].search(text[max(0, start - _NEAR_VERB) : start]):
            continue  # "said on Tuesday that it will": that Tuesday is over
        try:
            value = read(told, published, future)
            date, precision = ("", _VAGUE) if value == _VAGUE else calendar_date(value)
        except (OverflowError, ValueError):
            continue
        if not precision or not _on_side(date, precision, published, future):
            continue
        taken = end
        yield start, end, date, precision


def _is_likened(text: str, start: int, end: int, lang: str) -> bool:
    """Whether a year is what something is likened to: "the Russian version of 20 July 1944" dates nothing."""
    likened = _LIKENED.get(lang)
    return bool(
        likened and _YEARS.search(text[start:end]) and likened.search(text[max(0, start - _LIKENED_AHEAD) : start])
    )


def _is_name(text: str, start: int, end: int, told: re.Match[str], lang: str) -> bool:
    """Whether a day is part of a name: a street's ("улица 9 Мая"), a paper's in quotation marks («Сегодня»)."""
    if "day" not in told.groupdict():
        return _QUOTED.search(text, max(0, start - 20), start) is not None and _UNQUOTED.match(text, end) is not None
    ahead, behind = words.NAMED_AHEAD.get(lang), words.NAMED_BEHIND.get(lang)
    return bool(
        (ahead and re.search(ahead, text[max(0, start - 20) : start], re.IGNORECASE))
        or (behind and re.match(behind, text[end : end + 16], re.IGNORECASE))
    )


def _on_side(date: str, precision: str, published: datetime.date, future: bool) -> bool:
    """Whether a date may be of what has happened, or of what is to come.

    A day ahead is believed of what was not seen to be to come: "tomorrow" says it.
    """
    if precision == _VAGUE:
        return not future
    if precision == "about":  # a week, by its Monday
        monday = datetime.date.fromisoformat(date)
        return monday + datetime.timedelta(6) >= published if future else monday <= published
    if int(date[:4]) > published.year + _BEYOND:
        return False
    today = published.isoformat()[: len(date)]
    return date >= today if future else precision == "day" or date <= today


def _matches(text: str, lang: str) -> Iterator[tuple[int, int, re.Match[str], _Read]]:
    for pattern, read in _patterns(lang):
        for told in pattern.finditer(text):
            yield told.start(), told.end(), told, read


@lru_cache
def _patterns(lang: str) -> list[tuple[re.Pattern[str], _Read]]:
    """What a language says, each with its reading; a date in words stands before the day of the week it explains."""
    number = counting.number(lang)
    unit = "(?P<unit>" + "|".join(words.UNITS[lang].values()) + ")"
    months = "|".join(words.MONTHS[lang])
    day = words.DAYS[lang].replace("{}", months)
    frame, weekdays = words.WEEKDAYS[lang]
    explained = "" if lang == "zh" else "(?!" + re.sub(r"\?P<\w+>", "?:", day) + ")"
    told: list[tuple[str, _Read]] = [
        (
            rf"(?:{frame.replace('{}', '(?:' + '|'.join(weekdays) + ')')},? (?:den |dem )?)?{day}"
            if lang != "zh"
            else day,
            _day(lang),
        ),
        (words.IN_MONTH[lang].replace("{}", months), _month(lang)),
        (words.LONG_AGO[lang], lambda m, published, future: _VAGUE),
        (words.IN_YEAR[lang], lambda m, published, future: m["year"]),
        (words.AGO[lang].replace("{number}", number).replace("{unit}", unit), _counted(lang, -1)),
        (words.COMING[lang].replace("{number}", number).replace("{unit}", unit), _counted(lang, 1)),
        *((near, _near(shift)) for near, shift in words.NEAR[lang].items()),
        *((said, _running(code)) for code, said in words.RUNNING[lang].items()),
        *((rf"{explained}{frame.replace('{}', name)}", _weekday(n)) for n, name in enumerate(weekdays)),
    ]
    if lang == "zh":
        told += [
            (r"(?P<which_week>[上下本这這])(?:个|個)?(?:周|週|星期|礼拜|禮拜)" + name, _of_week(n))
            for n, name in enumerate(weekdays)
        ]
    figures = [
        "iso",
        *(["points"] if lang == "zh" else ["dots", "short"] if lang in _DOTTED else ["slashes"]),
    ]
    clitic = "و?" if lang == "ar" else ""  # "and" is written with its word
    before, behind = ("", "") if lang == "zh" else (rf"\b{clitic}(?:", r")(?!\w)")
    return [(re.compile(before + one + behind, re.IGNORECASE), read) for one, read in told] + [
        (_FIGURES[name], _figures) for name in figures
    ]


def _near(shift: int) -> _Read:
    return lambda m, published, future: (published + datetime.timedelta(shift)).isoformat()


def _running(code: str) -> _Read:
    return lambda m, published, future: shifted(published, code[0], int(code[1:]))


def _figures(m: re.Match[str], published: datetime.date, future: bool) -> str:
    year = int(m["year"]) + (0 if len(m["year"]) > 2 else published.year // 100 * 100)
    return datetime.date(year, int(m["month"]), int(m["day"])).isoformat()


def _counted(lang: str, sign: int) -> _Read:
    """Of "three days ago" (-1) and "in three days" (1)."""
    units = {code: re.compile(words_, re.IGNORECASE) for code, words_ in words.UNITS[lang].items()}

    def read(m: re.Match[str], published: datetime.date, future: bool) -> str:
        count: float
        if sign > 0 and not future:
            return ""  # of what was: some days after another time
        unit = next(code for code, names in units.items() if names.fullmatch(m["unit"]))
        said = m["number"]
        if said is None:
            count = 2 if lang == "ar" and m["unit"].endswith("ين") and m["unit"] != "سنين" else 1
            if count == 1 and not _alone(lang, unit, m):
                return ""
        else:
            count = counting.count(said, lang)
        if unit == "Y" and count > _MOST_YEARS:
            return ""
        return published.isoformat() if unit == "H" else shifted_by(published, unit, sign * count)

    return read


def _alone(lang: str, unit: str, m: re.Match[str]) -> bool:
    """Whether a unit without a number is one: "a week ago", not "some weeks ago", "before the day of"."""
    if lang == "ar":
        return unit != "D" and m["unit"] in _ONE_ARABIC and not m.string.startswith(" ال", m.end())
    return m["unit"].lower() in _ONE_SLAVIC


def _weekday(number: int) -> _Read:
    """The last such day, or the next where it is to come or said to be."""

    def read(m: re.Match[str], published: datetime.date, future: bool) -> str:
        back = (published.weekday() - number) % 7
        ahead = (future or re.search(words.AHEAD, m.group(), re.IGNORECASE)) and not re.search(
            words.BEHIND, m.group(), re.IGNORECASE
        )
        if ahead:
            return (published + datetime.timedelta((7 - back) % 7 or (0 if future else 7))).isoformat()
        return (
            published - datetime.timedelta(back or (7 if re.search(words.BEHIND, m.group(), re.IGNORECASE) else 0))
        ).isoformat()

    return read


def _of_week(number: int) -> _Read:
    """Tuesday of last, this or next week, as Chinese counts them."""

    def read(m: re.Match[str], published: datetime.date, future: bool) -> str:
        weeks = {"上": -1, "下": 1}.get(m["which_week"], 0)
        return (published + datetime.timedelta(7 * weeks + number - published.weekday())).isoformat()

    return read


def _day(lang: str) -> _Read:
    """A day of a month; without a year or a month the nearest such day on the right side."""
    number = _month_number(lang)

    def read(m: re.Match[str], published: datetime.date, future: bool) -> str:
        named = m.groupdict()
        day, month = int(m["day"]), number(m["month"]) if m["month"] else None
        year = _year(named, published)
        at = published.year * 12 + published.month - 1
        if named.get("which_month"):
            at += {"上": -1, "下": 1}.get(named["which_month"], 0)
            return datetime.date(at // 12, at % 12 + 1, day).isoformat()
        if year and month:
            return datetime.date(year, month, day).isoformat()
        for back in range(13):
            then = at + (back if future else -back)
            if month not in (None, then % 12 + 1):
                continue
            try:
                found = datetime.date(then // 12, then % 12 + 1, day)
            except ValueError:
                continue
            if found >= published if future else found <= published:
                return found.isoformat()
        return ""

    return read


def _month(lang: str) -> _Read:
    number = _month_number(lang)

    def read(m: re.Match[str], published: datetime.date, future: bool) -> str:
        month, year = number(m["month"]), _year(m.groupdict(), published)
        if not 1 <= month <= 12:
            return ""
        if not year:
            year = published.year + (month < published.month if future else -(month > published.month))
        return f"{year:04d}-{month:02d}"

    return read


def _year(named: dict[str, str | None], published: datetime.date) -> int:
    """The year that is written or said ("last year's"), 0 for none."""
    if named.get("year"):
        return int(named["year"] or 0)
    which = named.get("which")
    return published.year + {"去": -1, "明": 1}.get(which[0], 0) if which else 0


def _month_number(lang: str) -> Callable[[str], int]:
    names = [re.compile(name, re.IGNORECASE) for name in words.MONTHS[lang]]

    def number(word: str) -> int:
        return int(word) if word.isdigit() else 1 + next(n for n, name in enumerate(names) if name.fullmatch(word))

    return number
