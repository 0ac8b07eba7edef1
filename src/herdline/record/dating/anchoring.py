"""Times told from another time: "the next day", "two days before Monday's vote", "three weeks later", "June 3 and 5".

They are resolved against an expression that has been found already: the one they touch, else the last one before them
of which the date is known to the day (or to the month, for months and years). Without one "the next day" says nothing
and "three weeks later" stays the duration it was.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from herdline.record.dating.numbers import NUMBER, NUMBERS, is_part
from herdline.record.dating.values import shifted, unit_code
from herdline.record.spans import TimeExpression

_NUMBER = rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}|{NUMBER})"
_CUT = re.compile(r"(?: or | to |[\d.,$€£#–-])$", re.IGNORECASE)
"""Ahead of a number that is the end of another ("1.5 years later") or of a range ("two or three years later")."""
_TOUCHING = re.compile(
    rf"\b(?:the (?P<one>day|week|month|year)|{_NUMBER} (?P<unit>days?|weeks?|months?|years?))"
    r" (?P<side>before|after|following|prior to|preceding|from)(?: the)? $",
    re.IGNORECASE,
)
_WEEK_OF = re.compile(r"\bthe (?P<unit>week|month|weekend) of (?:the )?$", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:(?<!within )(?<!over )(?P<which>the next(?= day| morn| aft| even| night)|the following|the previous|"
    r"that same|the same|that very|that) (?P<one>day|morning|afternoon|evening|night|week|month|year)(?! (?:or|and) )"
    r"(?! (?:(?:after|by) (?P=one)|care|labou?r\w*|trips?|shifts?|jobs?|schools?|traders?|vision|clubs?|end|round)\b)"
    rf"|the (?P<day>day|night|week|month|year) (?P<beside>before|after)(?=[.,;:!?”\"]| that\b)"
    rf"|{_NUMBER} (?P<unit>days?|weeks?|months?|years?)"
    r" (?P<side>later|earlier|afterwards|(?:before|after)(?=[.,;:!?”\"])))"
    r"(?!\w|-\w)",
    re.IGNORECASE,
)
"""Not "that day-to-day work", "that day after day", "that day care"."""
_SHIFTS = {"next": 1, "following": 1, "previous": -1}
_BACK = ("before", "prior to", "preceding", "earlier")
_PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_MEET = r"(?: ?[-–—] ?|,? (?:and|or|to|through|until) )"
_BEHIND_DAY = (
    r"(?=\W*$|[.,;:)!?\n”\"-]| [A-Z\d(]|"
    r" (?:in|at|to|for|and|or|of|with|by|when|that|is|was|were|will|are|on|as|after|before|from|near|between|during)\b)"
    r"(?![.,]\d)"
)
_ALSO = re.compile(
    rf"(?:{_MEET}|, (?=(?:\d{{1,2}}, )*\d{{1,2}},? (?:and|or) \d{{1,2}}{_BEHIND_DAY}))"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_BEHIND_DAY}"
)
"""Further days of a month: "June 3 and 5"."""
_THING = re.compile(
    r" (?:[A-Z](?![A-Z]{1,3}T\b)|(?:is|are|was|were|has|have|had|will|would|that|who|more|others?)\b|"
    r"of (?!(?:(?:this|last|next|that|the same|each|every) (?:month|year)|\d{4})\b)|"
    r"(?:on|in) (?:the |early |late |mid-)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|"
    r"Oct|Nov|Dec))"
)
"""Behind "and 12": they are counted, as the ones who were wounded."""
_TOLL = re.compile(
    r"\b(?:kill|wound|injur|hurt|di(?:ed|es)\b|dead|death|arrest|detain|captur|abduct|shot\b|hit\b|down(?:ed|ing)|destroy|"
    r"fir(?:ed|ing)|launch|seiz|sank|sunk|los[te]|los(?:es|ing)|infect|jail|sentenc|expel|evacuat|rescu)",
    re.IGNORECASE,
)
"""Words beside which a bare number counts people or things."""
_CLAUSE = re.compile(r"[.;:!?\n]")
_YEAR = re.compile(r",? (?:19|20)\d\d\b")
_ALREADY = re.compile(rf"(?<![\d:.,$€£])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_MEET}$")
"""Earlier days of one: "3 to 5 June"."""
_CLOCK = re.compile(r"\d|noon|midnight", re.IGNORECASE)
_ON = re.compile(r"(?: \([^)]{3,14}\)| [A-Z]{2,4})?,? \(?(?:on )?(?:the )?")
_AT = re.compile(r",? (?:at|by|around|about|at about|at around|from|until|before|after|shortly before|shortly after) ")
"""Between a clock time and the day behind it, and between a day and the clock time behind it."""
_FAR = 400
"""Letters before "the next day" in which the day is looked for that it follows."""
_MANY = 40
"""Expressions before one that are looked through."""
_NEAR = 150
"""The same for "three weeks later", which must follow in one sentence or the next."""
_SENTENCE = re.compile(r"[.!?][”\"’']*\s+(?=\W*[A-Z]).*[.!?][”\"’']*\s+(?=\W*[A-Z])", re.DOTALL)


def anchored(text: str, found: Sequence[TimeExpression]) -> list[tuple[int, int, str, str]]:
    """(start, end, kind, value) of expressions told from those found, which are sorted by start.

    Where one overlaps with what was found it stands in its place: "two days before Monday" for "Monday".
    """
    days = [e for e in found if e.precision == "day" and e.kind in ("DATE", "TIME")]
    more: list[tuple[int, int, str, str]] = []
    for e in days:
        day = datetime.date.fromisoformat(e.date)
        if m := _TOUCHING.search(text, max(0, e.start - 40), e.start):
            if m["number"] and not _is_whole(m):
                continue
            count = 1 if m["one"] else _count(m["number"])
            back = m["side"].lower() in _BACK
            if value := _moved(day, unit_code(m["one"] or m["unit"]), -count if back else count):
                more.append((m.start(), e.end, "DATE", value))
        elif m := _WEEK_OF.search(text, max(0, e.start - 24), e.start):
            iso = day.isocalendar()
            value = {"w": f"{iso.year:04d}-W{iso.week:02d}", "m": e.date[:7]}[m["unit"][0].lower()]
            more.append((m.start(), e.end, "DATE", value + ("-WE" if m["unit"].lower() == "weekend" else "")))
        if e.kind == "DATE":
            more += [
                (start, end, "DATE", f"{e.date[:8]}{number:02d}") for start, end, number in _days(text, e, day.day)
            ]
    starts = [e.start for e in found]
    more += [told for m in _TOLD.finditer(text) if (told := _told(m, found, bisect_left(starts, m.start())))]
    return more


def _days(text: str, e: TimeExpression, known: int) -> list[tuple[int, int, int]]:
    """(start, end, day of the month) of further days that share the month of a date."""
    more = []
    if e.text[-1].isdigit() and e.text[0].isalpha():
        end, last = e.end, known
        while (m := _ALSO.match(text, end)) and last < int(m["day"]) <= 31 and not _is_count(text, e.start, m):
            year = _YEAR.match(text, m.end())
            end, last = year.end() if year else m.end(), int(m["day"])
            more.append((m.start("day"), end, last))
    elif e.text[0].isdigit() and "-" not in e.text and (m := _ALREADY.search(text, max(0, e.start - 12), e.start)):
        if 0 < int(m["day"]) < known:
            more.append((m.start(), m.end("day"), int(m["day"])))
    return more


def _is_count(text: str, start: int, m: re.Match[str]) -> bool:
    """Whether "and 12" behind a date that begins at a place counts something: "on June 3 and 12 were wounded"."""
    if not re.search(r"\b(?:and|or) ", m.string[m.start() : m.start("day")]):
        return False
    if _THING.match(text, m.end()):
        return True
    clause = _CLAUSE.split(text[max(0, start - _NEAR) : start])[-1]
    return text[m.end() : m.end() + 2].strip().isalpha() and _TOLL.search(clause) is not None


def clocked(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The same with the day of a clock time that stands beside one: "June 3 at 5 p.m.", "at noon on June 3"."""
    timed = list(found)
    for place, e in enumerate(found):
        if e.kind != "TIME" or not _CLOCK.match(e.text):
            continue
        ahead, behind = found[place + 1 : place + 2], found[max(0, place - 1) : place]
        near = [d for d in ahead if _ON.fullmatch(text[e.end : d.start])] + [
            d for d in behind if _AT.fullmatch(text[d.end : e.start])
        ]
        if day := next((d.date for d in near if d.precision == "day"), ""):
            timed[place] = replace(e, value=day + e.value[10:], date=day)
    return timed


def _told(m: re.Match[str], found: Sequence[TimeExpression], at: int) -> tuple[int, int, str, str] | None:
    """The expression of "the next day", by the last date before it; ``at`` counts the expressions that begin before."""
    named = (m["unit"] or m["one"] or m["day"]).lower()
    unit = "D" if named in _PARTS else unit_code(named)
    exact = ("day",) if unit in ("D", "W") else ("day", "month") if unit == "M" else ("day", "month", "year")
    near = [e for e in found[max(0, at - _MANY) : at] if e.end <= m.start() and m.start() - e.end < _FAR]
    anchor = next((e for e in reversed(near) if e.precision in exact), None)
    touched = [e for e in found[max(0, at - 1) : at + 2] if e.start < m.end() and m.start() < e.end]
    if anchor is None or any("Q" in e.value[5:] for e in touched):
        return None  # a report's quarter is known better
    between = m.string[anchor.end : m.start()]
    if m["number"] and (not _is_whole(m) or len(between) > _NEAR or _SENTENCE.search(between)):
        return None
    if m["unit"]:
        count = _count(m["number"]) * (-1 if m["side"].lower() in _BACK else 1)
    elif m["day"]:
        count = -1 if m["beside"].lower() == "before" else 1
    else:
        count = _SHIFTS.get(m["which"].lower().split()[-1], 0)
    day = datetime.date.fromisoformat((anchor.date + "-01-01")[:10])
    value = _moved(day, unit, count)
    part = _PARTS.get(named, "")
    return (m.start(), m.end(), "TIME" if part else "DATE", value + part) if value else None


def _moved(day: datetime.date, unit: str, count: int) -> str:
    """As ``shifted``, but "" beyond the ends of the calendar: one article of the year 9999 must not stop the others."""
    try:
        return shifted(day, unit, count)
    except OverflowError:
        return ""


def _is_whole(m: re.Match[str]) -> bool:
    at = m.start("number")
    return not is_part(m) and _CUT.search(m.string[max(0, at - 4) : at]) is None


def _count(word: str) -> int:
    return int(word.replace(",", "")) if word[0].isdigit() else NUMBERS[word.lower()]
