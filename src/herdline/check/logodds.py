"""Words that tell two piles of texts apart: log-odds with a Dirichlet prior (Monroe, Colaresi, Quinn 2008)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log, sqrt


def log_odds(
    inside: Mapping[str, int], outside: Mapping[str, int], prior: float = 200.0
) -> list[tuple[str, float, int, int]]:
    """(word, z, count inside, count outside), the most telling of ``inside`` first.

    The prior gives each word its share of both piles together, worth ``prior`` words in all; z above 1.96 is what
    chance would give one word in forty. Few words give a small z by themselves.
    """
    both = Counter(inside)
    both.update(outside)
    total = sum(both.values())
    n, m = sum(inside.values()), sum(outside.values())
    found: list[tuple[str, float, int, int]] = []
    for word, count in inside.items():
        weight = prior * both[word] / total
        here, there = count + weight, outside.get(word, 0) + weight
        delta = log(here / (n + prior - here)) - log(there / (m + prior - there))
        found.append((word, delta / sqrt(1 / here + 1 / there), count, outside.get(word, 0)))
    return sorted(found, key=lambda row: (-row[1], row[0]))
