"""Sentences of a text with their places, datelines taken off.

Split by blingfire (10,000 articles a second; rules for Latin, Cyrillic, Arabic and CJK marks), line by line, since a
line end in news text always ends a sentence. A closing quotation mark that starts a sentence (blingfire leaves it
behind a CJK full stop) goes to the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import blingfire

LONGEST = 1500
"""Characters; longer "sentences" are lists, tables or code and are passed over (0.1 % of the full-text set)."""
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’\- ]{2,40}(?:, [A-Z][\w.'’\- ]{2,30})?(?: \([^)]{2,30}\))?|[A-Z][\w.'’\- ]{2,30}, \w+ \d{1,2})"
    r"\s?(?:--|[–—]|\s-)\s+"
)
_STOP_INSIDE = re.compile(r"[。！？](?=[^\s”」』）])")
_CLOSERS = "”»’\"'」』）)"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``text`` stands at [start, end) of the text it comes from."""

    start: int
    end: int
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """Sentences in order; empty for empty text. Control characters count as spaces, offsets stay as they are."""
    clean = text.translate(_CONTROLS) if _has_controls(text) else text
    position = 0
    for line in clean.split("\n"):
        if line.strip():
            yield from _line(line, position)
        position += len(line) + 1


def _line(line: str, position: int) -> Iterator[Sentence]:
    spans = [(0, len(line))]
    if len(line) > 40 or _STOP_INSIDE.search(line):  # a short line of Latin script is one sentence, or a heading
        _, offsets = blingfire.text_to_sentences_and_offsets(line)
        spans = _closers_back(line, [(start, end) for start, end in offsets if end > start]) or spans
    for start, end in spans:
        piece = line[start:end]
        dateline = _DATELINE.match(piece)
        if dateline and start == 0:
            start += dateline.end()
        while start < end and line[start].isspace():
            start += 1
        while end > start and line[end - 1].isspace():
            end -= 1
        if end > start:
            yield Sentence(position + start, position + end, line[start:end])


def _closers_back(line: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    moved: list[tuple[int, int]] = []
    for start, end in spans:
        if moved and line[start] in _CLOSERS and start == moved[-1][1]:
            moved[-1] = (moved[-1][0], start + 1)
            start += 1
        if start < end:
            moved.append((start, end))
    return moved


_CONTROLS = {code: " " for code in (*range(9), 11, 12, *range(14, 32), 127, 0x2028, 0x2029, 0xFEFF)}


def _has_controls(text: str) -> bool:
    return not text.isprintable()
