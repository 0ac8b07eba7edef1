"""Sparse rows of features, and their weights by rarity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from herdline.config import StorySettings


@dataclass(frozen=True)
class Sparse:
    """Rows of (feature, weight), features ascending within a row: ``bounds`` int64 (rows + 1), ``ids``, ``weights``."""

    bounds: np.ndarray
    ids: np.ndarray
    weights: np.ndarray

    def take(self, rows: np.ndarray) -> Sparse:
        """The chosen rows, in that order."""
        sizes = np.diff(self.bounds)[rows]
        bounds = np.concatenate([[0], np.cumsum(sizes)])
        at = np.repeat(self.bounds[rows] - bounds[:-1], sizes) + np.arange(bounds[-1])
        return Sparse(bounds, self.ids[at], self.weights[at])


def add_up(parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> Sparse:
    """Add up the weights of each feature in a row, on a logarithmic scale."""
    rows = np.concatenate([np.repeat(np.arange(len(o) - 1), np.diff(o)) for o, _, _ in parts])
    ids = np.concatenate([i for _, i, _ in parts]).astype(np.int64)
    weights = np.concatenate([w for _, _, w in parts])
    held = (ids >= 0) & (weights > 0)
    order = rows[held] << 32 | ids[held]
    keys, back = np.unique(order, return_inverse=True)
    sums = np.log1p(np.bincount(back, weights[held], len(keys)))
    bounds = np.searchsorted(keys >> 32, np.arange(len(parts[0][0])))
    return Sparse(bounds, (keys & 0xFFFFFFFF).astype(np.int32), sums.astype(np.float32))


def by_rarity(rows: Sparse, common: np.ndarray, settings: StorySettings) -> tuple[Sparse, np.ndarray]:
    """TF-IDF with unit length, and the rarity of each feature.

    Frequencies among these rows are steadied by what is common in general: the logarithm is taken of
    (articles with it + k general share) / (articles + k).
    """
    count = len(rows.bounds) - 1
    spread = np.bincount(rows.ids, minlength=len(common))
    share = (spread + settings.steady * common) / (count + settings.steady)
    rarity = -np.log(np.minimum(share, 0.999)).astype(np.float32)
    weights = rows.weights * rarity[rows.ids]
    norms = np.sqrt(np.maximum(np.bincount(np.repeat(np.arange(count), np.diff(rows.bounds)), weights**2, count), 1e-9))
    weights = (weights / np.repeat(norms, np.diff(rows.bounds))).astype(np.float32)
    return Sparse(rows.bounds, rows.ids, weights), rarity
