"""How much of an article changed between two readings.

Tokens are compared as a bag: moving a paragraph, re-wrapping lines, other quotation marks or spaces change nothing,
while every word or number that comes or goes counts. Works in any script (a Chinese character is a token).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numba import njit

from herdline.text.tokens import tokenize


def changed_share(older: pa.RecordBatch, newer: pa.RecordBatch) -> pa.Array:
    """Share of tokens that the newer version changed.

    Args:
        older: columns ``title`` and ``text``.
        newer: the same columns, rows aligned with ``older``.

    Returns:
        float64 from 0 (same words) to 1 (no word in common): 1 - common / tokens of the longer version.
    """
    before, after = _bags(older), _bags(newer)
    shares = np.zeros(older.num_rows)
    _shares(*before, *after, shares)
    return pa.array(shares)


def _bags(batch: pa.RecordBatch) -> tuple[np.ndarray, np.ndarray]:
    """Sorted token hashes of title and text of each row, and their bounds."""
    joined = [
        f"{title or ''}\n{text or ''}"
        for title, text in zip(*(batch.column(c).to_pylist() for c in _FIELDS), strict=True)
    ]
    tokens = tokenize(joined)
    hashes = tokens.hashes.copy()
    _sort(hashes, tokens.offsets)
    return hashes, tokens.offsets


_FIELDS = ("title", "text")


@njit(cache=True, nogil=True)
def _sort(hashes, offsets):  # type: ignore[no-untyped-def]
    for row in range(len(offsets) - 1):
        hashes[offsets[row] : offsets[row + 1]].sort()


@njit(cache=True, nogil=True)
def _shares(a, a_bounds, b, b_bounds, shares):  # type: ignore[no-untyped-def]
    for row in range(len(shares)):
        i, j = a_bounds[row], b_bounds[row]
        common = 0
        while i < a_bounds[row + 1] and j < b_bounds[row + 1]:
            if a[i] == b[j]:
                common += 1
                i += 1
                j += 1
            elif a[i] < b[j]:
                i += 1
            else:
                j += 1
        longer = max(a_bounds[row + 1] - a_bounds[row], b_bounds[row + 1] - b_bounds[row])
        shares[row] = 1.0 - common / longer if longer else 0.0
