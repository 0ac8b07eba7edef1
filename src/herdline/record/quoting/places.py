"""Quotations long enough to be somebody's words, with the stretches of text ahead and behind that may tell whose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from herdline.record.quoting.dashes import dashed
from herdline.record.quoting.marks import Marked, marked
from herdline.record.quoting.saying import Saying

Span = tuple[int, int]
WORDS, CHARACTERS = 3, 5
"""Least words of a quotation; least characters where words are not parted."""
BACK, ON = 400, 300
"""Characters looked at ahead of a quotation and behind it."""
TERM, TERM_BEHIND = 14, ("的", "等", "之", "为", "是", "作")
"""Chinese: characters from which words in marks within a sentence are no mere term, and what follows terms."""
_BOUNDARY = re.compile(r"(?<=[.!?…؟])[»”\"“]?\s+(?=[^a-zа-яёąćęłńóśźż])|(?<=[。！？])|\n")
_SHORT = re.compile(
    r"(?:^|[\s.(])(?:[^\W\d_]{1,2}|Prof|Sra|Mgr|Abg|etc|bzw|Mio|Mrd|prof|abp|gen|proc|тыс|млн|млрд|руб)\.$"
)
_BETWEEN = re.compile(r"[\s,.;…!?،。，—–-]*$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Place:
    """Quotations with nothing but marks between them; the cue may stand from ``head`` on, or up to ``tail``."""

    pieces: tuple[Span, ...]
    head: int
    tail: int
    closed: bool


def places(text: str, words: Saying) -> list[Place]:
    """Quotations long enough, with the stretch before them (to the sentence's start) and behind them.

    Words in marks inside of speech between dashes are a part of it.
    """
    speech = dashed(text, words)
    held = [m for m in marked(text) if _long_enough(text[m.start : m.end], words.lang)]
    held = [m for m in held if not any(one.start < m.end and m.start < one.end for one in speech)]
    held = sorted([*held, *speech], key=lambda m: m.start)
    groups: list[list[Marked]] = []
    for m in held:
        between = text[groups[-1][-1].end : m.start] if groups else "\n"
        if "\n" not in between and len(between) < 8 and _BETWEEN.match(between):
            groups[-1].append(m)
        else:
            groups.append([m])
    made = []
    for n, group in enumerate(groups):
        before = groups[n - 1][-1].end if n else 0
        after = groups[n + 1][0].start if n + 1 < len(groups) else len(text)
        start, end = group[0].start, group[-1].end
        line_end = text.find("\n", end, end + ON)
        tail = min(after, line_end if line_end >= 0 else end + ON, len(text))
        pieces = tuple((m.start, m.end) for m in group)
        made.append(Place(pieces, sentence_start(text, before, start), tail, all(m.closed for m in group)))
    return made


def _long_enough(content: str, lang: str) -> bool:
    if lang == "zh" and len(_HAN.findall(content)) >= CHARACTERS:
        return True
    return sum(any(c.isalpha() for c in m.group()) for m in _WORD.finditer(content)) >= WORDS


def sentence_start(text: str, before: int, place: int) -> int:
    """Where the sentence begins that leads up to a quotation; a line that ends with a colon leads to the next."""
    low, high = max(before, place - BACK), place
    line = text.rfind("\n", low, high) + 1
    if line and text[low:line].strip() and not text[line:high].strip():
        high = low + len(text[low:high].rstrip())
        if text[high - 1] not in ":：":
            return place
    start = low
    for m in _BOUNDARY.finditer(text, low, high + 1):  # one more, as what follows decides
        if m.end() <= high and not _SHORT.search(text[max(low, m.start() - 6) : m.start()]):
            start = m.end()
    return start


def sentence_end(text: str, start: int, end: int) -> int:
    """Where the sentence that goes on at ``start`` ends, at most ``end``."""
    for m in _BOUNDARY.finditer(text, start, end):
        if not _SHORT.search(text[max(start, m.start() - 6) : m.start()]):
            return m.start()
    return end


def is_term(text: str, place: Place) -> bool:
    """Whether Chinese marks hold a term that the sentence goes on with rather than something said."""
    start, end = place.pieces[-1]
    return text[end : end + 1] in TERM_BEHIND and end - start < TERM


def is_name(text: str, place: Place, words: Saying) -> bool:
    """Whether the marks hold a title or a name: right behind a noun for such things, or capital within the sentence."""
    start = place.pieces[0][0]
    low = max(place.head, start - 40)
    before = text[low:start].rstrip()
    near = names_behind(text, low, start, words)
    first = text[start + 1 : start + 3].strip()[:1]
    if near and not first.islower():
        return True
    opened = before.endswith((",", ":")) or any(
        m.end() >= low + len(before) for m in words.that.finditer(text, low, start)
    ) or any(m.end() >= low + len(before) for m in words.verb.finditer(text, low, start))  # fmt: skip
    return first.isupper() and words.lang in ("ru", "fr", "es", "pl") and not opened


def names_behind(text: str, start: int, end: int, words: Saying) -> bool:
    """Whether a stretch ends with a noun for what has a name ("the film") and a word at most."""
    return any(len(text[m.end() : end].split()) <= 1 for m in words.work.finditer(text, start, end))
