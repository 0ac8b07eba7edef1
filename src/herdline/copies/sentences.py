"""Sentences with character offsets, by rules that hold for every script.

A sentence ends at . ! ? … (or their Arabic, Devanagari and CJK forms), after closing marks, when what follows does not
begin with a small letter; and at every line end. Chinese and Japanese need no space after the mark. Abbreviations are
sometimes split: alignment tolerates it.
"""

from __future__ import annotations

import re

_SMALL = "a-zà-öø-ÿа-яёґєіїўәғқңөұүһ"
_END = re.compile(
    rf"(?<=[.!?…؟۔।])[\"”»’')\]]*\s+(?=[\"“„«‘'(\[—–-]*[^\s\W{_SMALL}])|(?<=[。！？])[”」』’）]*|\n+", re.UNICODE
)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u9fff]")
_LEAST, _LEAST_UNSPACED = 15, 6  # shorter pieces are headings and fragments
MOST = 80
"""Sentences of one text that are looked at; longer texts are judged by their beginning."""


def sentences(text: str) -> list[tuple[int, int]]:
    """(first character, one past the last) of the sentences of a text, at most ``MOST``."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        _add(text, start, match.end(), found)
        start = match.end()
        if len(found) >= MOST:
            return found[:MOST]
    _add(text, start, len(text), found)
    return found[:MOST]


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    least = _LEAST_UNSPACED if _UNSPACED.search(text, start, end) else _LEAST
    if end - start >= least:
        found.append((start, end))
