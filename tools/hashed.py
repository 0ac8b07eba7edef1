"""Rows of named features as a sparse matrix, in the columns that ``record.models.hashing`` reads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sparse

from herdline.record.models.hashing import BUCKETS, buckets


def matrix(rows: Sequence[Sequence[str]]) -> sparse.csr_matrix:
    """Float32 (rows, ``BUCKETS``): how often each column's names stand in a row, as models count them."""
    held = [buckets(row) for row in rows]
    places = np.repeat(np.arange(len(rows)), [len(row) for row in held])
    columns = np.concatenate([np.array(row, np.int64) for row in held])
    return sparse.csr_matrix((np.ones(len(columns), np.float32), (places, columns)), (len(rows), BUCKETS))
