"""Linear models over hashed features: the form that the record's models share, and how it is kept.

A feature is a name; its column is a hash of it (the hashing trick, Weinberger et al. 2009), so no model needs a list of
the names it has seen. Loading and running need NumPy alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 17


@dataclass(frozen=True)
class Weights:
    """``hashed`` float32 (buckets, classes), ``dense`` (features, classes; may have none), ``bias`` (classes,)."""

    hashed: NDArray[np.float32]
    dense: NDArray[np.float32]
    bias: NDArray[np.float32]


def buckets(names: Sequence[str]) -> list[int]:
    """Column of each name."""
    return [zlib.crc32(name.encode()) % BUCKETS for name in names]


def sums(rows: Sequence[Sequence[str]], weights: Weights) -> NDArray[np.float32]:
    """Float32 (rows, classes): the weights of each row's names, added up."""
    out = np.zeros((len(rows), weights.hashed.shape[1]), np.float32)
    for number, row in enumerate(rows):
        out[number] = weights.hashed[buckets(row)].sum(axis=0)
    return out


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Float32 of the same shape: each row as probabilities."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float32] = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def load(name: str) -> Weights:
    """Weights of one of the package's linear models."""
    with files("herdline").joinpath(f"data/{name}").open("rb") as file, np.load(file) as held:
        hashed = np.zeros((BUCKETS, len(held["bias"])), np.float32)
        hashed[held["rows"]] = held["hashed"]
        return Weights(hashed, held["dense"].astype(np.float32), held["bias"].astype(np.float32))


def save(path: Path, weights: Weights, least: float) -> int:
    """Write them in half precision, without rows of which no weight exceeds ``least``; bytes written."""
    rows = np.flatnonzero(np.abs(weights.hashed).max(axis=1) > least)
    np.savez_compressed(
        path, rows=rows.astype(np.int32), hashed=weights.hashed[rows].astype(np.float16),
        dense=weights.dense.astype(np.float16), bias=weights.bias,
    )  # fmt: skip
    return path.stat().st_size
