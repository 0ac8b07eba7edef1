"""Counts over time with Poisson intervals, and where their rate changes, by as much as the counts scatter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from scipy.stats import binom, chi2


@cache
def poisson_interval(count: int, level: float = 0.95, scatter: float = 1.0) -> tuple[float, float]:
    """Interval of the rate behind a count, exact for Poisson counts (Garwood 1936).

    Args:
        count: what was counted.
        level: how often the interval holds the rate.
        scatter: variance of such counts over their mean (``scatter``): the interval is that of as many clusters.
    """
    tail = (1 - level) / 2
    clusters = count / scatter
    low = float(chi2.ppf(tail, 2 * clusters) / 2) if count else 0.0
    return low * scatter, float(chi2.ppf(1 - tail, 2 * clusters + 2) / 2) * scatter


def scatter(counts: Sequence[int], exposure: Sequence[float], begins: Sequence[int] = ()) -> float:
    """Variance over mean of counts about the rate of their part (Pearson's chi-squared by its degrees of freedom).

    1 for Poisson counts, and never less; 1 also where there are no more counts than parts, which tell nothing of it.

    Args:
        counts: events of each interval.
        exposure: how much could have been seen in each; intervals without any are passed over.
        begins: places at which a part with another rate begins.
    """
    edges = [0, *begins, len(counts)]
    parts = [[i for i in range(a, b) if exposure[i] > 0] for a, b in pairwise(edges)]
    return _scatter(counts, exposure, [part for part in parts if part])


def _scatter(counts: Sequence[int], exposure: Sequence[float], parts: Sequence[Sequence[int]]) -> float:
    total, free = 0.0, sum(map(len, parts)) - len(parts)
    for part in parts:
        rate = sum(counts[i] for i in part) / sum(exposure[i] for i in part)
        total += sum((counts[i] - rate * exposure[i]) ** 2 / (rate * exposure[i]) for i in part) if rate else 0.0
    return max(1.0, total / free) if free > 0 else 1.0


def change_points(counts: Sequence[int], exposure: Sequence[float], level: float = 0.05) -> list[int]:
    """Places at which a new rate begins, in order: binary segmentation (Scott, Knott 1974).

    A cut is kept when, given the sum, the counts on its two sides are unlikely to come of one rate (exact binomial,
    Przyborowski and Wilenski 1940), Bonferroni over the cuts that were possible. Events come in clusters, so counts
    scatter more than a Poisson variable's: they are divided by the scatter that is left inside the two sides of the
    likeliest cut (quasi-Poisson; McCullagh, Nelder 1989). In a year of months one or two events give no change points.

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
        spread = _scatter(counts, exposure, [held[begin:cut], held[cut:end]])
        if spread > 1:
            p = _unlike(counts, exposure, held[begin:cut], held[cut:end], spread)
        if p * len(tests) <= level:
            found.append(held[cut])
            open_parts += [(begin, cut), (cut, end)]
    return sorted(found)


def _unlike(
    counts: Sequence[int], exposure: Sequence[float], left: Sequence[int], right: Sequence[int], spread: float = 1.0
) -> float:
    first, total = sum(counts[i] for i in left), sum(counts[i] for i in (*left, *right))
    seen, all_seen = sum(exposure[i] for i in left), sum(exposure[i] for i in (*left, *right))
    first, total = round(first / spread), round(total / spread)
    return _two_sided(min(first, total), total, seen / all_seen) if total else 1.0


def _two_sided(count: int, trials: int, share: float) -> float:
    """Exact binomial p: all outcomes that are no likelier than the one seen.

    What scipy.stats.binomtest gives, from one vector of probabilities: a page asks for hundreds of them.
    """
    chances = binom.pmf(np.arange(trials + 1), trials, share)
    return min(1.0, float(chances[chances <= chances[count] * (1 + 1e-7)].sum()))
