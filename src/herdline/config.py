"""Settings, frozen. Each threshold says which measurement chose it (see benchmarks/RESULTS.md)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadSettings:
    """How sources are read."""

    large_change: float = 0.3


@dataclass(frozen=True)
class CopySettings:
    """How copies are found. Lengths are in words; a character of a script without spaces counts as 0.6 of a word.

    Measured by ``benchmarks.copies``, ``benchmarks.planted`` and ``benchmarks.kinds``.
    """

    gram: int = 5
    """Words of a fingerprint. 8 with window 8 misses a third of the pairs with ten common five-grams."""
    gram_ideographs: int = 9
    """The same in characters (Chinese words have 1.7 on average)."""
    window: int = 4
    """Winnowing window: with ``gram`` 5 every shared run of 8 words is found."""
    least: int = 15
    """Words that two articles must share in all before they are a pair."""
    least_run: int = 8
    """A run that stands alone counts from this length."""
    gap: int = 12
    """Words that may lie between two runs of one passage: 12 % edits leave gaps of 1-3, cut clauses up to 12."""
    most_articles: int = 24
    """A fingerprint in more articles links to the earliest and to neighbours only."""
    neighbours: int = 4
    """How many neighbours in time."""
    standing: int = 10
    """Shortest standing text inside an article."""
    standing_edge: int = 6
    """Shortest at its beginning or end ("Sign up for our daily newsletter")."""
    own_share: float = 0.7
    """A short standing text must be the outlet's own: this share of its occurrences is there."""
    related: float = 0.12
    """Two articles with this share of common rare words are about the same thing."""


@dataclass(frozen=True)
class StorySettings:
    """How stories are grouped."""


@dataclass(frozen=True)
class LineSettings:
    """How lines are found and the herd is measured."""
