"""PLOVER modes and contexts from words (manual draft 0.8, 2021): the first mode of the type whose words stand near.

Lists are ours; "no mode" is an answer. Contexts hold for the whole sentence, several may.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from herdline.record.lexicon import any_of, entries

_NEAR = 90
"""Characters on either side of the predicate within which words of a mode count."""


@cache
def _mode_patterns() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    held: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for line in entries("modes.txt"):
        key, words = line.split(":", 1)
        kind, mode = key.split(".")
        held.setdefault(kind, []).append((mode, any_of(words)))
    return {kind: tuple(found) for kind, found in held.items()}


@cache
def _context_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, any_of(words)) for name, words in (line.split(":", 1) for line in entries("contexts.txt")))


def modes(texts: Sequence[str], spans: Sequence[tuple[int, int]], types: Sequence[str]) -> list[str]:
    """Mode of each event ("" where none is told); ``spans`` are the characters of the predicates."""
    return [_mode(text, span, kind) for text, span, kind in zip(texts, spans, types, strict=True)]


def _mode(text: str, span: tuple[int, int], kind: str) -> str:
    start, end = max(0, span[0] - _NEAR), span[1] + _NEAR
    best: tuple[int, str] | None = None
    for mode, pattern in _mode_patterns().get(kind, ()):
        for match in pattern.finditer(text, start, min(end, len(text))):
            gap = max(0, match.start() - span[1], span[0] - match.end())
            if best is None or gap < best[0]:
                best = gap, mode
    return best[1] if best else ""


def contexts(texts: Sequence[str]) -> list[list[str]]:
    """PLOVER contexts of each sentence, in the manual's order."""
    return [[name for name, pattern in _context_patterns() if pattern.search(text)] for text in texts]
