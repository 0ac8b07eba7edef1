"""Alignment of sentences that keeps their order."""

from __future__ import annotations

import numpy as np
from numba import njit


def align_in_order(likeness: np.ndarray, floor: float) -> list[tuple[int, int]]:
    """The order-keeping 1:1 pairing with the greatest sum of likeness above ``floor`` (dynamic programming).

    Args:
        likeness: float (n, m).
        floor: likeness that is worth nothing.

    Returns:
        Pairs (row, column), ascending in both.
    """
    steps = _steps(np.ascontiguousarray(likeness, np.float32), np.float32(floor))
    i, j = likeness.shape
    pairs: list[tuple[int, int]] = []
    while i and j:
        if steps[i, j] == 2:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif steps[i, j] == 0:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


@njit(cache=True, nogil=True)
def _steps(likeness, floor):  # type: ignore[no-untyped-def]
    rows, columns = likeness.shape
    best = np.zeros((rows + 1, columns + 1), np.float32)
    steps = np.zeros((rows + 1, columns + 1), np.uint8)
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            best[i, j], steps[i, j] = best[i - 1, j], 0
            if best[i, j - 1] > best[i, j]:
                best[i, j], steps[i, j] = best[i, j - 1], 1
            gain = best[i - 1, j - 1] + likeness[i - 1, j - 1] - floor
            if likeness[i - 1, j - 1] > floor and gain > best[i, j]:
                best[i, j], steps[i, j] = gain, 2
    return steps
