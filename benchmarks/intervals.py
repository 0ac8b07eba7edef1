"""Wilson's 95 % interval of a share, as the rows of benchmarks/RESULTS.md have it; counts have ``check.series``'s."""

from __future__ import annotations

from scipy.stats import binomtest


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Interval of a share (Wilson 1927); 0 to 1 where there is nothing to have a share of."""
    if not whole:
        return 0.0, 1.0
    found = binomtest(part, whole).proportion_ci(method="wilson")
    return float(found.low), float(found.high)
