"""What a sentence speaks of, from a small dictionary in seven languages: data/lexicon/matters.txt.

It lets sentences of a language without vectors (Kazakh) be told alike with others, and says of sentences that are not
coded as events whether they tell a deed or protocol. Languages: en ru kk zh es fr de; others give nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache

from herdline.check.lexicon import lines

DEED, RITE = "deed", "rite"
_UNSPACED = re.compile(r"[\u3040-\u9fff]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*\*?")
_SHORTEST = 2
"""Letters of the shortest beginning that stands for any ending."""


@dataclass
class _Dictionary:
    """Entries of a language by the first word, whole or its beginning: the words after it, and the matter."""

    whole: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=lambda: defaultdict(list))
    beginnings: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=lambda: defaultdict(list))
    unspaced: dict[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] = re.compile(r"(?!)")
    """Entries of scripts without spaces, longest first."""

    def add(self, entry: str, matter: str) -> None:
        if _UNSPACED.search(entry):
            self.unspaced[entry] = matter
            return
        first, *rest = _WORD.findall(entry.casefold())
        held = self.beginnings if first.endswith("*") else self.whole
        held[first.rstrip("*")].append((tuple(rest), matter))


@cache
def _listed() -> tuple[dict[str, _Dictionary], dict[str, str]]:
    """Dictionary of each language, class of each matter."""
    classes: dict[str, str] = {}
    found: dict[str, _Dictionary] = defaultdict(_Dictionary)
    for line in lines("matters.txt"):
        head, rest = line.split(":", 1)
        name, _, classes[name] = head.partition(".")
        for part in rest.split(";"):
            lang, words = part.strip().split(" ", 1)
            for entry in words.split(","):
                found[lang].add(entry.strip(), name)
    for held in found.values():
        longest = sorted(held.unspaced, key=len, reverse=True)
        held.pattern = re.compile("|".join(map(re.escape, longest)) or r"(?!)")
    return dict(found), classes


@lru_cache(maxsize=50_000)
def matters(text: str, lang: str) -> frozenset[str]:
    """Names of the matters that a sentence speaks of; empty in a language without a list."""
    held = _listed()[0].get(lang)
    if held is None:
        return frozenset()
    found = {held.unspaced[m.group()] for m in held.pattern.finditer(text)}
    words = _WORD.findall(text.casefold())
    for place, word in enumerate(words):
        near = list(held.whole.get(word, ()))
        for size in range(_SHORTEST, len(word) + 1):
            near += held.beginnings.get(word[:size], ())
        fits = [(len(rest), matter) for rest, matter in near if _goes_on(words, place + 1, rest)]
        if fits:
            found.add(max(fits)[1])  # "territorial question" before "territorial"
    return frozenset(found)


def kinds(text: str, lang: str) -> frozenset[str]:
    """Classes of the matters that a sentence speaks of: DEED, RITE."""
    classes = _listed()[1]
    return frozenset(classes[name] for name in matters(text, lang)) - {""}


def _goes_on(words: list[str], place: int, rest: tuple[str, ...]) -> bool:
    if len(words) < place + len(rest):
        return False
    pairs = zip(words[place:], rest, strict=False)
    return all(word.startswith(part[:-1]) if part.endswith("*") else word == part for word, part in pairs)
