"""Counts over time with exact Poisson intervals, and where their rate changes."""

from __future__ import annotations

from collections.abc import Sequence

from scipy.stats import binomtest, chi2


def poisson_interval(count: int, level: float = 0.95) -> tuple[float, float]:
    """Exact interval of the rate behind a count (Garwood 1936)."""
    tail = (1 - level) / 2
    low = float(chi2.ppf(tail, 2 * count) / 2) if count else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * count + 2) / 2)


def change_points(counts: Sequence[int], level: float = 0.05) -> list[int]:
    """Places at which a new rate begins, in order: binary segmentation (Scott, Knott 1974).

    A cut is kept when, given the sum, the counts on its two sides are unlikely to come of one rate (exact binomial,
    Przyborowski and Wilenski 1940), Bonferroni over the cuts that were possible. Few events give no change points.
    """
    found: list[int] = []
    open_parts = [(0, len(counts))]
    while open_parts:
        begin, end = open_parts.pop()
        cuts = range(begin + 1, end)
        tests = [(_unlike(counts[begin:cut], counts[cut:end]), cut) for cut in cuts]
        if not tests:
            continue
        p, cut = min(tests)
        if p * len(tests) <= level:
            found.append(cut)
            open_parts += [(begin, cut), (cut, end)]
    return sorted(found)


def _unlike(left: Sequence[int], right: Sequence[int]) -> float:
    total = sum(left) + sum(right)
    if not total:
        return 1.0
    return float(binomtest(sum(left), total, len(left) / (len(left) + len(right))).pvalue)
