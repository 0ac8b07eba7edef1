"""Counts over time with exact Poisson intervals, and where their rate changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from scipy.stats import binom, chi2


@cache
def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of the rate behind a count (Garwood 1936)."""
    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * count) / 2) if count else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * count + 2) / 2)


def change_points(counts: Sequence[int], exposure: Sequence[float], level: float = 0.05) -> list[int]:
    """Places at which a new rate begins, in order: binary segmentation (Scott, Knott 1974).

    A cut is kept when, given the sum, the counts on its two sides are unlikely to come of one rate (exact binomial,
    Przyborowski and Wilenski 1940), Bonferroni over the cuts that were possible. In a year of months one or
    two events give no change points.

    Args:
        counts: events of each interval.
        exposure: how much could have been seen in each (articles, say); intervals without any are passed over.
        level: chance of a false change.
    """
    held = [place for place, seen in enumerate(exposure) if seen > 0]
    found: list[int] = []
    open_parts = [(0, len(held))]
    while open_parts:
        begin, end = open_parts.pop()
        tests = [(_unlike(counts, exposure, held[begin:cut], held[cut:end]), cut) for cut in range(begin + 1, end)]
        if not tests:
            continue
        p, cut = min(tests)
        if p * len(tests) <= level:
            found.append(held[cut])
            open_parts += [(begin, cut), (cut, end)]
    return sorted(found)


def _unlike(counts: Sequence[int], exposure: Sequence[float], left: Sequence[int], right: Sequence[int]) -> float:
    first, total = sum(counts[i] for i in left), sum(counts[i] for i in (*left, *right))
    seen, all_seen = sum(exposure[i] for i in left), sum(exposure[i] for i in (*left, *right))
    return _two_sided(first, total, seen / all_seen) if total else 1.0


def _two_sided(count: int, trials: int, share: float) -> float:
    """Exact binomial p: all outcomes that are no likelier than the one seen.

    What scipy.stats.binomtest gives, from one vector of probabilities: a page asks for hundreds of them.
    """
    chances = binom.pmf(np.arange(trials + 1), trials, share)
    return min(1.0, float(chances[chances <= chances[count] * (1 + 1e-7)].sum()))
