"""Sentences of a text with their places, datelines taken off.

Split by blingfire (10,000 articles a second; rules for Latin, Cyrillic, Arabic and CJK marks), line by line, since a
line end in news text always ends a sentence. A closing quotation mark that starts a sentence (blingfire leaves it
behind a CJK full stop) goes to the sentence before.
"""

from __future__ import annotations

import ctypes
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import blingfire
import numpy as np

LONGEST = 1500
"""Characters; longer "sentences" are lists, tables or code and are passed over (0.1 % of the full-text set)."""
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’\- ]{2,40}(?:, [A-Z][\w.'’\- ]{2,30})?(?: \([^)]{2,30}\))?|[A-Z][\w.'’\- ]{2,30}, \w+ \d{1,2})"
    r"\s?(?:--|[–—]|\s-)\s+"
)
_STOP_INSIDE = re.compile(r"[。！？](?=[^\s”」』）])")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufeff]")
_INTEGERS = ctypes.POINTER(ctypes.c_int32)
_CLOSERS = "”»’\"'」』）)"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``text`` stands at [start, end) of the text it comes from."""

    start: int
    end: int
    text: str


def sentences(text: str) -> Iterator[Sentence]:
    """Sentences in order; empty for empty text. Control characters count as spaces, offsets stay as they are."""
    clean = _CONTROLS.sub(" ", text)
    position = 0
    for line in clean.split("\n"):
        if line.strip():
            yield from _line(line, position)
        position += len(line) + 1


def _line(line: str, position: int) -> Iterator[Sentence]:
    spans = [(0, len(line))]
    if len(line) > 40 or _STOP_INSIDE.search(line):  # a short line of Latin script is one sentence, or a heading
        spans = _closers_back(line, [(start, end) for start, end in _split(line) if end > start]) or spans
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


class _Room(threading.local):
    """Where blingfire writes: kept, since making it anew takes longer than the cutting."""

    size = 0

    def least(self, size: int) -> None:
        if size > self.size:
            self.size = size
            self.out = ctypes.create_string_buffer(size)
            self.starts, self.ends = np.empty(size, np.int32), np.empty(size, np.int32)
            self.first, self.last = (a.ctypes.data_as(_INTEGERS) for a in (self.starts, self.ends))


_room = _Room()
_ROOM_KEPT = 1 << 17


def _split(line: str) -> list[tuple[int, int]]:
    """(first character, one past the last) of the sentences of a line.

    The package's own function walks over every byte in Python to find the characters; this takes a tenth of its time.
    """
    data = line.encode()
    size = 2 * len(data) + 2
    room = _room if size <= _ROOM_KEPT else _Room()
    room.least(size)
    found = blingfire.blingfire.TextToSentencesWithOffsets(data, len(data), room.out, room.first, room.last, size)
    if found < 0 or found > size:
        return []
    if not room.out.value:  # only marks that are not seen
        return [(0, len(line))]
    count = room.out.value.count(b"\n") + 1
    first, last = room.starts[:count], room.ends[:count] + 1
    if not line.isascii():
        begun = np.concatenate([[0], np.cumsum((np.frombuffer(data, np.uint8) & 0xC0) != 0x80)])
        first, last = begun[first], begun[last]
    return list(zip(first.tolist(), last.tolist(), strict=True))


def _closers_back(line: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    moved: list[tuple[int, int]] = []
    for start, end in spans:
        if moved and line[start] in _CLOSERS and start == moved[-1][1]:
            moved[-1] = (moved[-1][0], start + 1)
            start += 1
        if start < end:
            moved.append((start, end))
    return moved
