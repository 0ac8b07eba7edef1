"""Time expressions of English text with their TimeML values, against the day of publication.

The rules of ``rules`` find them; the tense of the nearest verb decides whether "in June" or "on Thursday" lies
behind or ahead (the idea of HeidelTime, Strötgen and Gertz 2013, without its rule language). What is told from another
time ("the next day") is resolved by ``anchoring``. Other languages give nothing here; see ``calendar``.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence

from herdline.record.dating.anchoring import anchored, clocked
from herdline.record.dating.rules import RULES
from herdline.record.dating.values import ENGLISH, calendar_date
from herdline.record.spans import TimeExpression

_FUTURE = re.compile(
    r"\b(?:will|shall|'ll|’ll|scheduled|due|upcoming|going to|expect(?:s|ed)? to|plans? to|intends? to|hopes? to|"
    r"(?:is|are) to|to be|would(?! have)|may|might|should(?! have)|set to|plann(?:ed|ing) (?:to|for)|ready to|"
    r"as (?:soon|early|late) as|through(?=\s*$))\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|said|told|(?<!be )(?:\w+ed|came|became|went|met|left|began|took|held|won|"
    r"lost|rose|fell|gave|made|saw|spoke|sent|led|brought|built|bought|sold|paid|kept|found|got|ran|sat|stood|struck|shot|flew|"
    r"drove|wrote|broke|chose|drew|withdrew|grew|knew|threw|fought|caught|sought|sank|fled|spent|dealt|heard|stole|swept|swore|laid))\b"
)

_STOP = re.compile(r"[.!?][”\"’']*\s+(?=\W*[A-Z])")
_LEAD = re.compile(
    r"(?:in|of|on|since|until|by|during|for|from|within|over)[ -](?!the (?:past|last|next))", re.IGNORECASE
)

_COMPARED = re.compile(
    r"\b(?:first|second|third|last|only)\s+(?:such\s|time\b)[^.;:]{0,60}\bsince\s+(?:the\s+)?$", re.IGNORECASE
)
_LIKENED = re.compile(
    r"\b(?:version of|echo(?:es|ed|ing)?|repeat|replay|rerun|memories|parallels?|reminiscent|remind(?:s|ed|ing)?|"
    r"compar(?:ed?|es|ing|isons?)|liken(?:ed|s|ing)?|similar to|(?:just|much) (?:as|like)|as in|like in|not since)\b"
    r"(?:(?!\b(?:and|but|or|who|which)\b)[^.;,]){0,60}$",
    re.IGNORECASE,
)
"""Ahead of a date with its year: "the Russian version of 20 July 1944", "compared it to the revolution of 1917"."""
_AHEAD = 90
_LIKENED_AHEAD = 140
_OF_A_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_NAMES = re.compile(
    r"\s(?!and\b|or\b|to\b|when\b|after\b|by\b|with\b|as\b|that\b|but\b|for\b|in\b|on\b|at\b|over\b)[A-Za-z]"
)
"""A word behind a year that it names: a noun, mostly."""
_SET = re.compile(
    r"\b(?:around|about|circa|between|in|of|during|since|until|by|from|early|late|mid|before|after|to|and)[ -]$",
    re.IGNORECASE,
)
"""What sets an event into a year."""


def expressions(text: str, published: datetime.date, lang: str = "en") -> list[TimeExpression]:
    """Time expressions in reading order; the earliest and longest match wins where two overlap.

    Args:
        text: any text.
        published: the day against which "Thursday" or "last year" is read.
        lang: only "en" is read here; other languages give an empty list.
    """
    if lang != "en" or not text:
        return []
    found: list[tuple[int, int, str, str]] = []
    plain = text if text.isascii() else text.translate(ENGLISH)
    for pattern, value in RULES:
        for match in pattern.finditer(plain):
            try:
                answer = value(match, published, _tense(plain, match.start(), match.end()))
            except (OverflowError, ValueError):  # beyond the year 9999 or before 1: no date of news
                continue
            if answer is not None:
                lead = _LEAD.match(match.group())  # the preposition is no part of the expression
                found.append((match.start() + (lead.end() if lead else 0), match.end(), *answer))
    kept = [e for e in _kept(text, found) if e.kind]
    told = _kept(text, anchored(plain, kept))
    starts = [t.start for t in told]  # they do not overlap: the last that begins before an end is the one to ask
    alone = [e for e in kept if not (n := bisect_left(starts, e.end)) or told[n - 1].end <= e.start]
    return clocked(plain, sorted(alone + told, key=lambda e: e.start))


def _kept(text: str, found: list[tuple[int, int, str, str]]) -> list[TimeExpression]:
    """The first and longest of those that overlap, with their calendar dates."""
    kept: list[TimeExpression] = []
    for start, end, kind, value in sorted(found, key=lambda f: (f[0], -f[1])):
        if not kept or start >= kept[-1].end:
            kept.append(TimeExpression(start, end, text[start:end], kind, value, *calendar_date(value)))
    return kept


def event_date(
    found: Sequence[TimeExpression], start: int, end: int, published: datetime.date, tense: str
) -> tuple[str, str, str]:
    """Date of an event whose predicate stands at [start, end): (ISO date cut to precision, precision, basis).

    The nearest expression that names a calendar date within 80 characters dates it (basis "text"); a past event with
    none is dated by the article, "about" that day (basis "article"); a future one cannot be dated.
    """
    date, precision = near_date(found, start, end)
    if date:
        return date, precision, "text"
    if tense == "future":
        return "", "", "none"
    return published.isoformat(), "about", "article"


def datable(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Those that may date an event.

    Not what it is compared with ("for the first time since 2005", "the Russian version of 20 July 1944"), nor the name
    of something ("the 2024 election").
    """
    return [
        e for e in found
        if not _COMPARED.search(text[max(0, e.start - _AHEAD) : e.start])
        and not (_OF_A_YEAR.search(e.text) and _LIKENED.search(text[max(0, e.start - _LIKENED_AHEAD) : e.start]))
        and not (e.precision == "year" and _NAMES.match(text, e.end) and not _SET.search(text[: e.start]))
    ]  # fmt: skip


def near_date(found: Sequence[TimeExpression], start: int, end: int) -> tuple[str, str]:
    """(date, precision) of the nearest expression that names one within 80 characters; ("", "") without one.

    A day with its year that is the only date of all dates what stands farther off too: so captions are written.
    """
    named = [e for e in found if e.date and e.kind in ("DATE", "TIME")]
    dated = [e for e in named if _gap(e, start, end) <= 80]
    best = min(dated, key=lambda e: (_gap(e, start, end), e.start), default=None)
    if best is None and len(named) == 1 and named[0].precision == "day" and _OF_A_YEAR.search(named[0].text):
        (best,) = named
    return (best.date, best.precision) if best else ("", "")


def _gap(e: TimeExpression, start: int, end: int) -> int:
    return max(0, e.start - end, start - e.end)


def _tense(text: str, start: int, end: int) -> str:
    """Whether the clause around an expression speaks of what is to come or what was."""
    before, after = text[max(0, start - 80) : start], text[end : end + 50]
    before, after = _STOP.split(before)[-1], _STOP.split(after, maxsplit=1)[0]
    ahead = max((m.end() for m in _FUTURE.finditer(before)), default=-1)
    behind = max((m.end() for m in _PAST.finditer(before)), default=-1)
    if ahead < 0 and behind < 0:
        ahead = -min((m.start() for m in _FUTURE.finditer(after)), default=99)
        behind = -min((m.start() for m in _PAST.finditer(after)), default=99)
        if ahead == behind:
            return ""
    return "future" if ahead > behind else "past"
