"""Published times: what a string says, and how exactly."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

EARLIEST = datetime(1990, 1, 1)
"""No time before this is believed: there was no news on the Web."""
When = tuple[datetime | None, str]

_NONE: When = (None, "none")
_NO_DATE = frozenset(("", "-", "none", "null", "nan", "nat", "n/a", "na", "undefined"))
"""What programs write where there is no date."""
_YEAR = re.compile(r"^(\d{4})(?:[-/.](0?[1-9]|1[0-2]))?$")
_LOOSE = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:[T ,]|,\s)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(Z|UTC|GMT|[A-Z]{3,4}|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?Z?$")
_RFC822 = re.compile(r"^(?:[a-z]{3,9},?\s+)?\d{1,2}[\s-][a-z]{3,9}[\s-]\d{2,4}(?:\s+\d{1,2}:\d{2}|\s*$)", re.IGNORECASE)
_EPOCH = re.compile(r"^(?:\d{9,10}(?:\.\d+)?|\d{13}|\d{16})$")
_FORMS = (
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d.%m.%Y",
    "%Y年%m月%d日",
    "%a %b %d %Y",
    "%d/%m/%Y",
    "%m/%d/%Y",
)
_CLOCK = re.compile(r"(?:,|\bat\b|\s|^|日)\s*(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?(m\b)?\.?", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)\b")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+", re.IGNORECASE)
_LABEL = re.compile(r"^(?:published|posted|updated|date)(?:\s+on)?:?\s+", re.IGNORECASE)
_ZONE = re.compile(r"\s*\(?\b(UTC|GMT|Z|[A-Z]{2,4}T|MSK|[+-]\d{2}:?\d{2})\)?\s*$")
_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "ET": -5, "PT": -8,
          "CT": -6, "MSK": 3, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "IST": 5.5, "JST": 9, "KST": 9,
          "HKT": 8,
          "SGT": 8, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13}  # fmt: skip
_MONTHS = {
    "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "ма": 5, "июн": 6, "июл": 7, "август": 8, "сентябр": 9,
    "октябр": 10, "ноябр": 11, "декабр": 12, "janvier": 1, "février": 2, "mars": 3, "avril": 4, "mai": 5,
    "juin": 6, "juillet": 7,
    "août": 8, "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "januar": 1, "februar": 2, "märz": 3,
    "juni": 6, "juli": 7, "oktober": 10, "dezember": 12, "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5,
    "junio": 6, "julio": 7, "agosto": 8, "septiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12, "gennaio": 1,
    "febbraio": 2, "aprile": 4, "maggio": 5, "giugno": 6, "luglio": 7, "settembre": 9, "ottobre": 10, "dicembre": 12,
    "janeiro": 1, "fevereiro": 2, "março": 3, "maio": 5, "junho": 6, "julho": 7, "setembro": 9, "outubro": 10,
    "dezembro": 12, "қаңтар": 1, "ақпан": 2, "наурыз": 3, "сәуір": 4, "мамыр": 5, "маусым": 6, "шілде": 7, "тамыз": 8,
    "қыркүйек": 9, "қазан": 10, "қараша": 11, "желтоқсан": 12,
}  # fmt: skip
_FOREIGN = re.compile(r"^(\d{1,2})\.?\s+(?:de\s+)?([^\W\d]+)\.?,?\s+(?:de\s+)?(\d{4})")


@lru_cache(maxsize=100_000)
def parse(text: str) -> When:
    """Time (UTC, no zone) and its precision: second, minute, day, month, year, or (None, "none").

    Reads ISO 8601, RFC 822, Unix time in seconds to microseconds, and written dates ("September 23, 2019 4:05 pm EDT",
    "15 сентября 2022", "2019年9月23日"). A time of exactly midnight is a day: that is how feeds and tables write dates
    without a time; the day is then the one written, whatever the zone. Times without a zone are taken as UTC.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _slowly(text)
    if len(text) > 10 and "-" in text[:8]:
        return _utc(moment, "second" if len(text) > 16 else "minute")
    return _slowly(text) if len(text) != 10 or text[4] != "-" else (moment, "day")


def refused(text: str, found: datetime | None, earliest: datetime, latest: datetime) -> str:
    """Why a date that was given is not kept, in words; "" where it is, or where the text says that there is none."""
    if found is not None and earliest <= found <= latest:
        return ""
    shown = f"{' '.join(text.split())[:80]!r}"
    if found is None:
        return "" if text.strip().casefold() in _NO_DATE else f"{shown} is no date that can be read: kept undated"
    return f"{shown} is not between {earliest:%Y-%m-%d} and {latest:%Y-%m-%d}: kept undated"


def _slowly(text: str) -> When:
    text = _LABEL.sub("", text.strip().strip("\"'").strip())
    if not text or len(text) > 80:
        return _NONE
    try:
        return _loose(text) or _number(text) or _mail(text) or _words(text) or _NONE
    except (ValueError, OverflowError, OSError):
        return _NONE


def _utc(moment: datetime, precision: str) -> When:
    """Without a zone; at midnight a day."""
    if not (moment.hour or moment.minute or moment.second):
        return datetime(moment.year, moment.month, moment.day), "day"
    if moment.tzinfo is not None:
        if moment.tzinfo is not UTC:
            moment = moment.astimezone(UTC)
        moment = moment.replace(tzinfo=None, microsecond=0)
    return (moment.replace(microsecond=0) if moment.microsecond else moment), precision


def _loose(text: str) -> When | None:
    """ISO 8601 as people write it, whole years and months."""
    if found := _YEAR.match(text):
        year, month = found.groups()
        return datetime(int(year), int(month or 1), 1), "month" if month else "year"
    found = _LOOSE.match(text) or _COMPACT.match(text)
    if found is None or not 1900 <= int(found.group(1)) <= 2200:
        return None
    year, month, day, hour, minute, second = (int(g) if g else 0 for g in found.groups()[:6])
    zone = found.group(7) if found.re is _LOOSE else None
    moment = datetime(year, month, day, hour, minute, second)
    if not found.group(4) or (hour, minute, second) == (0, 0, 0):
        return moment.replace(hour=0, minute=0, second=0), "day"
    return moment - _offset(zone), "second" if found.group(6) else "minute"


def _offset(zone: str | None) -> timedelta:
    if not zone:
        return timedelta()
    if zone[0] in "+-":
        size = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        return -size if zone[0] == "-" else size
    return timedelta(hours=_HOURS.get(zone.upper(), 0))


def _number(text: str) -> When | None:
    """Unix time: its length tells seconds from milliseconds and microseconds."""
    if not _EPOCH.match(text):
        return None
    seconds = float(text) / {13: 1e3, 16: 1e6}.get(len(text) if "." not in text else 0, 1)
    return datetime.fromtimestamp(int(seconds), UTC).replace(tzinfo=None), "second"


def _mail(text: str) -> When | None:
    """RFC 822, as RSS has it."""
    if not _RFC822.match(text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if ":" not in text:
        return datetime(moment.year, moment.month, moment.day), "day"
    when, precision = _utc(
        moment, "second" if text.count(":") - text.count("+0") > 1 or text.count(":") > 1 else "minute"
    )
    zone = text.rsplit(" ", 1)[-1]
    if when is not None and moment.tzinfo is None and precision != "day":  # a zone that RFC 822 does not know
        when -= _offset(zone if zone in _HOURS else None)
    return when, precision


def _words(text: str) -> When | None:
    """A date in words, with or without a time."""
    zone = _ZONE.search(text)
    if zone:
        text = text[: zone.start()]
    text = _ORDINAL.sub(r"\1", _WEEKDAY.sub("", text))
    clock = _CLOCK.search(text)
    hour, minute, second, precision = 0, 0, 0, "day"
    if clock:
        hour, minute, second = int(clock.group(1)), int(clock.group(2)), int(clock.group(3) or 0)
        if clock.group(4) and clock.group(5):
            hour = hour % 12 + (12 if clock.group(4).lower() == "p" else 0)
        precision = "second" if clock.group(3) else "minute"
        keep = "日" if clock.group().startswith("日") else " "
        text = text[: clock.start()] + keep + text[clock.end() :]
    day = _day(" ".join(text.replace(",", " ").replace("|", " ").split()).removesuffix(" at").removesuffix(" г."))
    if day is None:
        return None
    if (hour, minute, second) == (0, 0, 0):
        return day, "day"
    return day.replace(hour=hour, minute=minute, second=second) - _offset(zone.group(1) if zone else None), precision


def _day(text: str) -> datetime | None:
    text = text.replace(". ", " ").replace("Sept ", "Sep ")
    for form in _FORMS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            continue
    found = _FOREIGN.match(text)
    if found:
        name = found.group(2).lower()
        month = _MONTHS.get(name) or _MONTHS.get(name.rstrip("ьяйа"))
        if month:
            return datetime(int(found.group(3)), month, int(found.group(1)))
    return None
