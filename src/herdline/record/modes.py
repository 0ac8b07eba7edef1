"""PLOVER modes and contexts from words (manual draft 0.8, 2021): the first mode of the type whose words stand near.

Lists are ours; "no mode" is an answer. Contexts hold for the whole sentence, several may.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

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


_WORD = re.compile(r"\w+")
_Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _context_patterns() -> tuple[_Patterns, _Patterns]:
    """Patterns of each context: of its single words, and of its phrases where it has some."""
    singles: list[tuple[str, re.Pattern[str]]] = []
    phrases: list[tuple[str, re.Pattern[str]]] = []
    for line in entries("contexts.txt"):
        name, words = line.split(":", 1)
        listed = [word.strip() for word in words.split(",") if word.strip()]
        for held, one_word in ((singles, True), (phrases, False)):
            chosen = [word for word in listed if bool(_WORD.fullmatch(word.rstrip("*"))) == one_word]
            if chosen:
                held.append((name, any_of(",".join(chosen))))
    return tuple(singles), tuple(phrases)


@lru_cache(maxsize=100_000)
def _contexts_of(word: str) -> frozenset[str]:
    """Contexts that a word tells by itself; words come again and again."""
    return frozenset(name for name, pattern in _context_patterns()[0] if pattern.fullmatch(word))


@cache
def _in_order() -> tuple[str, ...]:
    return tuple(line.split(":", 1)[0] for line in entries("contexts.txt"))


@cache
def _phrase() -> re.Pattern[str]:
    """Any phrase of any context: most sentences hold none."""
    return re.compile("|".join(pattern.pattern for _, pattern in _context_patterns()[1]), re.IGNORECASE)


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
    return [_contexts(text) for text in texts]


def _contexts(text: str) -> list[str]:
    phrases = _context_patterns()[1] if _phrase().search(text) else ()
    told = {name for name, pattern in phrases if pattern.search(text)}
    told.update(*map(_contexts_of, _WORD.findall(text)))
    return [name for name in _in_order() if name in told]
