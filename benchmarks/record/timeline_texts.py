"""The documents of the timelines' development data as texts, with the words that the gold numbers.

Sentences are numbered as the gold does: 0 the heading, 1 the date, 2 the first of the text. The words stand parted by
spaces, quotation marks as two accents; here they are put together as one writes them, and each word keeps its place.
"""

from __future__ import annotations

import bisect
import datetime
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import data
from herdline.record.timeline import Text

UNKNOWN = "XXXX-XX-XX"
"""A date that nobody knows, as the gold writes it."""
_DAY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2} , \d{4}"
)
_GLUED = re.compile(
    r"(?<=[ \])][.!?])(?=[^\s.!?'\"])|(?<=[.!?] '')(?=\S)|(?<=[.!?] \")(?=\S)|(?<=[a-z0-9)][.!?])(?=[A-Z`])"
    r"|(?<= \d{4})(?=[A-Z])"
)
"""Sentences stand in one line of words parted by spaces; where one ends the space is missing."""


def split(text: str) -> list[str]:
    """Sentences of a document, numbered as the gold does: 0 the heading, 1 the date, then the text."""
    text = html.unescape(text)
    day = _DAY.search(text)
    if day is None:
        raise ValueError(f"no date in {text[:80]!r}")
    return [text[: day.start()], day.group(), *_GLUED.split(text[day.end() :])]


_CLOSING = re.compile(r"^(?:[.,;:!?%)\]]|'s|'|n't|'re|'ve|'ll|'d|'m)$")
_WRITTEN = {"``": "“", "''": "”", "&amp;": "&"}


def plain(tokens: Sequence[str]) -> tuple[str, list[int]]:
    """Words put together as one writes them, and the character at which each begins."""
    text, starts, glue = "", list[int](), True
    for token in tokens:
        written = _WRITTEN.get(token, token)
        if not glue and not _CLOSING.match(written) and written != "”":
            text += " "
        starts.append(len(text))
        text += written
        glue = written in ("(", "[", "“", "$", "£", "€", "#")
    return text, starts


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Rows of a file of the development data."""
    with (data.folder() / name).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


@dataclass(frozen=True)
class Document:
    """A document with its words: ``words`` holds (first character, sentence, word) in order."""

    text: Text
    words: list[tuple[int, int, str]]


def documents(corpus: str) -> dict[str, Document]:
    """Documents of a corpus by the number in front of their names."""
    held: dict[str, Document] = {}
    for row in rows("attribution/timelines_docs_dev.jsonl"):
        if row["corpus"] != corpus:
            continue
        key = re.split("[_-]", row["id"])[0]
        text, spans, words = "", list[tuple[int, int]](), list[tuple[int, int, str]]()
        for number, sentence in enumerate(split(row["text"])):
            tokens = sentence.split()
            written, starts = plain(tokens)
            words += [(len(text) + start, number, token) for start, token in zip(starts, tokens, strict=True)]
            spans.append((len(text), len(text) + len(written)))
            text += written + "\n"
        published = datetime.date.fromisoformat(row["dct"][:10])
        held[key] = Document(Text(key, text, published, tuple(spans), headings=2), words)
    return held


def in_gold_form(date: str, precision: str = "day") -> str:
    """A date as the gold writes it: 2007-XX-XX where only the year is known, the month of a week."""
    date = date[:7] if precision == "about" else date
    return date + "-XX" * (2 - date.count("-")) if date else UNKNOWN


def mention_name(document: Document, start: int, end: int) -> str:
    """The words of a document that characters [start, end) touch, as the gold writes them."""
    starts = [word[0] for word in document.words]
    first = bisect.bisect_right(starts, start) - 1
    last = max(first, bisect.bisect_left(starts, end) - 1)
    held = document.words[first : last + 1]
    return f"{document.text.key}-{held[0][1]}-{'_'.join(word for _, _, word in held)}"
