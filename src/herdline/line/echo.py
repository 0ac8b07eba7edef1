"""Echo: the chance that two random outlets ran the same text, with an interval that holds its coverage.

Estimator: the unbiased form of Simpson's concentration (Simpson 1949), theta = sum n_i(n_i - 1) / (n(n - 1)), with
n_i the
number of outlets whose first text belongs to family i. It is a U-statistic of order two (Hoeffding 1948).

Interval: the number of coincident pairs C = theta n(n-1)/2 is treated as an overdispersed count. For a
hypothetical theta its variance follows from Hoeffding's decomposition, given the third moment of the family
probabilities; C is then referred to a Poisson distribution scaled to that variance (a gamma tail with mid-P
correction) and the test is inverted (as Clopper, Pearson 1934 do for proportions). A plain bootstrap covers .55-.86
here, because with few families it rarely redraws a pair that was not seen. Where one big family stands beside smaller
ones the shape of the families is known too badly from few outlets and that upper end alone lies too low (it covers
.83-.88 of twenty outlets); so it is never below the end of a normal interval on the square root's scale, with the
jackknife's error over outlets (Arvesen 1969).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammainc
from scipy.stats import norm

_SHAPE_WEIGHT = 0.3
"""Weight of the plug-in shape in the upper bound. Chosen by benchmarks/coverage.py, seed 4: 0 undercovers when many
small families hide (.89), 0.5 overcovers (.98)."""
_JACKKNIFE_Z = 2.1
"""Jackknife errors from the estimate to the upper end: Student's 97.5 % point of twenty outlets, the fewest there is
an interval for. No other value was tried."""


@dataclass(frozen=True)
class Echo:
    """Echo of one story.

    Attributes:
        theta: probability that two random outlets ran the same text; None below two outlets.
        low: lower end of the interval.
        high: upper end.
        voices: 1/theta, the Hill number of order 2 (Hill 1973); None when it is above n, as it is when theta is 0: then
            n texts say no more than "more than n".
        copied_share: 1 - K/n.
    """

    theta: float | None
    low: float | None
    high: float | None
    voices: float | None
    copied_share: float | None


def echo(counts: Sequence[int] | np.ndarray, min_outlets: int = 20, confidence: float = 0.95) -> Echo:
    """Echo of a story whose families have these sizes.

    Args:
        counts: outlets a family, each at least 1; their sum is n.
        min_outlets: no interval below this many outlets.
        confidence: nominal coverage of the interval.

    Raises:
        ValueError: a count below 1.
    """
    sizes = np.asarray(counts, np.float64)
    if len(sizes) and sizes.min() < 1:
        raise ValueError("a family has at least one outlet")
    n = float(sizes.sum())
    if n < 2:
        return Echo(None, None, None, None, None)
    theta = simpson(sizes)
    low = high = None
    if n >= min_outlets:
        low, high = interval(sizes, confidence)
    return Echo(theta, low, high, 1 / theta if theta * n >= 1 else None, 1 - len(sizes) / n)


def simpson(sizes: np.ndarray) -> float:
    """Unbiased chance that two of the n outlets, drawn without replacement, are of one family."""
    n = sizes.sum()
    return float((sizes * (sizes - 1)).sum() / (n * (n - 1)))


def interval(counts: Sequence[int] | np.ndarray, confidence: float = 0.95) -> tuple[float, float]:
    """Interval for theta at the given confidence. Needs at least three outlets.

    Coverage measured by benchmarks/coverage.py for n = 20 to 100 without herd, with one big family, with many small
    ones and with one big family beside small ones; see benchmarks/RESULTS.md.
    """
    sizes = np.asarray(counts, np.float64)
    n = sizes.sum()
    pairs = n * (n - 1) / 2
    coincident = (sizes * (sizes - 1)).sum() / 2
    tail = (1 - confidence) / 2
    shape_low, shape_high = _shapes(sizes)

    def exceeds(theta: float, shape: float) -> float:
        """Mid-P probability of at least so many coincident pairs under theta."""
        mean = pairs * theta
        spread = max(pairs * pairs * _variance(theta, shape, n) / mean, 0.05)
        seen, expected = coincident / spread, mean / spread
        at_least = gammainc(seen, expected) if seen > 0 else 1.0
        return float(at_least + gammainc(seen + min(1.0, 1 / spread) if spread < 1 else seen + 1, expected)) / 2

    tiny = 1e-12
    low = 0.0 if coincident == 0 else brentq(lambda t: exceeds(t, shape_low) - tail, tiny, 1 - 1e-9)
    if coincident >= pairs or exceeds(1 - 1e-9, shape_high) < 1 - tail:
        return float(low), 1.0
    high = brentq(lambda t: exceeds(t, shape_high) - (1 - tail), tiny, 1 - 1e-9)
    z = _JACKKNIFE_Z * float(norm.ppf(1 - tail) / norm.ppf(0.975))
    reached = (np.sqrt(simpson(sizes)) + z * _root_error(sizes)) ** 2
    return float(low), float(min(1.0, max(high, reached)))


def _root_error(sizes: np.ndarray) -> float:
    """Jackknife standard error of the square root of theta, over outlets; 0 where no two share a text."""
    n, theta = sizes.sum(), simpson(sizes)
    if theta == 0:
        return 0.0
    # theta without one outlet of each family, which happens as often as the family has outlets
    without = ((sizes * (sizes - 1)).sum() - 2 * (sizes - 1)) / ((n - 1) * (n - 2))
    mean = (sizes * without).sum() / n
    return float(np.sqrt((n - 1) / n * (sizes * (without - mean) ** 2).sum()) / (2 * np.sqrt(theta)))


def _variance(theta: float, shape: float, n: float) -> float:
    """Variance of the U-statistic: (4 (n-2) zeta_1 + 2 zeta_2) / (n (n-1)), third moment = shape * theta^1.5."""
    first = max(shape * theta**1.5 - theta * theta, 0.0)
    return float((4 * (n - 2) * first + 2 * theta * (1 - theta)) / (n * (n - 1)))


def _shapes(sizes: np.ndarray) -> tuple[float, float]:
    """Sum p^3 / (sum p^2)^1.5, for the lower and the upper bound: 1 for one family, 1/sqrt(k) for k equal ones.

    The unbiased third moment is too small exactly where theta is, so the upper bound takes part of the
    plug-in value; with at most one family seen twice, a single big one cannot be excluded.
    """
    several = sizes[sizes >= 2]
    if not len(several):
        return 1.0, 1.0
    n = sizes.sum()
    third = (sizes * (sizes - 1) * (sizes - 2)).sum() / (n * (n - 1) * (n - 2)) if n > 2 else 0.0
    unbiased = min(1.0, third / simpson(sizes) ** 1.5)
    if len(several) == 1:
        return unbiased, 1.0
    q = several / several.sum()
    plugin = float((q**3).sum() / (q**2).sum() ** 1.5)
    return unbiased, _SHAPE_WEIGHT * plugin + (1 - _SHAPE_WEIGHT) * unbiased
