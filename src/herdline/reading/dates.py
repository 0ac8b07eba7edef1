"""Published times: what a string says, how exactly, and whether it can be believed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

_ISO = re.compile(
    r"^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2}))?Z?$")
_LONG = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%Y/%m/%d",
         "%Y年%m月%d日", "%Y年%m月%d日 %H:%M", "%a %b %d %H:%M:%S %Y", "%m/%d/%Y", "%d/%m/%Y %H:%M")  # fmt: skip
EARLIEST = datetime(1990, 1, 1)
When = tuple[datetime | None, str]


@lru_cache(maxsize=200_000)
def parse(text: str) -> When:
    """Time (UTC, no zone) and its precision: second, minute, day, month, year, or (None, "none").

    A time of exactly midnight is a day: that is how feeds and tables write dates without a time.
    """
    text = text.strip().strip("\"'")
    if not text:
        return None, "none"
    found = _iso(text) or _number(text) or _mail(text) or _words(text)
    return found if found is not None else (None, "none")


def _iso(text: str) -> When | None:
    m = _ISO.match(text) or _COMPACT.match(text)
    if m is None:
        return None
    groups = m.groups()
    year, month, day, hour, minute, second = (int(g) if g and g.isdigit() else None for g in groups[:6])
    zone = groups[6] if len(groups) > 6 else None
    if year is None:
        return None
    try:
        moment = datetime(year, month or 1, day or 1, hour or 0, minute or 0, second or 0)
    except ValueError:
        return None
    if month is None:
        return moment, "year"
    if day is None:
        return moment, "month"
    if hour is None or (hour, minute, second or 0) == (0, 0, 0):
        return moment, "day"
    if zone and zone[0] in "+-":
        sign = -1 if zone[0] == "-" else 1
        moment -= sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return moment, "minute" if second is None else "second"


def _number(text: str) -> When | None:
    """Seconds or milliseconds since 1970."""
    if not re.fullmatch(r"\d{9,10}(\.\d+)?|\d{12,13}", text):
        return None
    seconds = float(text) / (1000 if len(text) > 11 and "." not in text else 1)
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None), "second"


def _mail(text: str) -> When | None:
    """RFC 822, as RSS has it."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
        return moment.replace(tzinfo=None), "day"
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment, "second"


def _words(text: str) -> When | None:
    text = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", " ".join(text.split()))
    for form in _LONG:
        try:
            moment = datetime.strptime(text, form)
        except ValueError:
            continue
        return moment, "minute" if "%H" in form and (moment.hour, moment.minute) != (0, 0) else "day"
    return None
