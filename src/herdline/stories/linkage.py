"""Average linkage over a sparse graph: two groups become one while the mean evidence over all their pairs is positive.

The mean runs over every pair of the two groups, also those that share no word, so one misleading pair cannot chain two
stories together, as single linkage does. What each pair says is split in two: evidence that only pairs with common
words have (stored on the edges of a sparse graph), and a part linear in the vectors' cosine, which for two groups is
the product of their sums and needs no pairs at all. The result is that of exact average linkage (Sokal and Michener
1958) on the full matrix of pair scores, for all groups that are connected by at least one edge.
"""

from __future__ import annotations

import heapq

import numpy as np
from numba import njit
from scipy import sparse
from scipy.sparse import csgraph

_ROUNDING = 1e-3
"""What sums of evidence may differ by in another order."""


def link(
    groups: np.ndarray,
    frozen: np.ndarray,
    meaning: np.ndarray,
    edges: tuple[np.ndarray, np.ndarray, np.ndarray],
    weights: np.ndarray,
    least: float,
    bulk: tuple[float, float] = (0.0, 0.0),
    days: np.ndarray | None = None,
    apart: float = np.inf,
) -> np.ndarray:
    """Join groups of items.

    Args:
        groups: int (items,), the group that each item is in at first, numbered from 0.
        frozen: bool (groups,), groups that must not be joined with each other.
        meaning: float32 (items, dimensions).
        edges: rows a, b (ints, each pair once) and evidence (float).
        weights: float32 (dimensions,); every pair has the evidence sum(weights * meaning[a] * meaning[b]).
        least: two groups are joined while their mean evidence is above this.
        bulk: what is added for groups of n and m items times 1 - 1/sqrt(n m): a constant, and a weight of column 1
            of ``meaning`` (shortness): a mean over many pairs can be believed at a lower value than one pair.
        days: float (items,) or (items, 2), first and last day of each item, NaN where unknown.
        apart: groups with more days than this between the last of one and the first of the other are not joined.

    Returns:
        int (items,), group of each item; a joined group has the smallest number of its parts.
    """
    count = int(groups.max()) + 1 if len(groups) else 0
    sums = np.zeros((count, meaning.shape[1]), np.float32)
    np.add.at(sums, groups, meaning)
    near = _neighbours(groups, _hopeful(groups, meaning, edges, weights, least, bulk), count)
    times = spans(np.full(len(groups), np.nan) if days is None else days, groups, count)
    state = _Groups(np.bincount(groups, minlength=count), frozen.copy(), sums, near, weights, bulk, times, apart)
    state.join_all(least)
    return np.asarray(state.root()[groups])


def spans(days: np.ndarray, groups: np.ndarray, count: int) -> np.ndarray:
    """Float (groups, 2): first and last known day of each group, NaN where none is known; ``days`` as in ``link``."""
    found = np.full((count, 2), np.nan)
    np.fmin.at(found[:, 0], groups, days if days.ndim == 1 else days[:, 0])
    np.fmax.at(found[:, 1], groups, days if days.ndim == 1 else days[:, 1])
    return found


def gaps(these: np.ndarray, those: np.ndarray) -> np.ndarray:
    """Days between spans: below 0 where they overlap, NaN where one of them is unknown."""
    return np.asarray(np.maximum(these[..., 0] - those[..., 1], those[..., 0] - these[..., 1]))


def _hopeful(
    groups: np.ndarray, meaning: np.ndarray, edges: tuple[np.ndarray, np.ndarray, np.ndarray], weights: np.ndarray,
    least: float, bulk: tuple[float, float],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Edges inside the parts of the graph that hang together by pairs that could be joined for themselves.

    A mean exceeds what the best of its pairs says by no more than ``bulk`` gives: groups of different parts are never
    joined, so what speaks against it need not be held; four in five edges go so among 30,000 articles. Only a pair
    without an edge could speak for it by its vectors alone: in 10,000 and 30,000 made articles and 8,000 real ones no
    story differed by that.
    """
    one, other, evidence = edges
    most = max(0.0, bulk[0] + bulk[1] * float(meaning[:, 1].max(initial=0)) ** 2)
    good = evidence + _products(one, other, meaning, weights) > least - most - _ROUNDING
    ends = np.concatenate([one[good], np.arange(len(groups))]), np.concatenate([other[good], groups + len(groups)])
    size = len(groups) + int(groups.max(initial=0)) + 1
    graph = sparse.csr_matrix((np.ones(len(ends[0]), np.bool_), ends), (size, size))
    part = csgraph.connected_components(graph, directed=False)[1]
    held = part[one] == part[other]
    return one[held], other[held], evidence[held]


@njit(cache=True, nogil=True, fastmath=True)
def _products(one, other, meaning, weights):  # type: ignore[no-untyped-def]
    found = np.empty(len(one), np.float32)
    for at in range(len(one)):
        a, b, total = meaning[one[at]], meaning[other[at]], np.float32(0)
        for i in range(len(weights)):
            total += a[i] * weights[i] * b[i]
        found[at] = total
    return found


def _neighbours(
    groups: np.ndarray, edges: tuple[np.ndarray, np.ndarray, np.ndarray], count: int
) -> dict[int, dict[int, float]]:
    """Summed evidence between groups, both ways."""
    a, b = groups[edges[0]].astype(np.int64), groups[edges[1]].astype(np.int64)
    held = a != b
    low, high = np.minimum(a, b)[held], np.maximum(a, b)[held]
    keys, back = np.unique(low * count + high, return_inverse=True)
    sums = np.bincount(back, edges[2][held], len(keys))
    found: dict[int, dict[int, float]] = {}
    for u, v, value in zip((keys // count).tolist(), (keys % count).tolist(), sums.tolist(), strict=True):
        found.setdefault(u, {})[v] = value
        found.setdefault(v, {})[u] = value
    return found


class _Groups:
    """The groups while they are being joined."""

    def __init__(
        self,
        sizes: np.ndarray,
        frozen: np.ndarray,
        sums: np.ndarray,
        near: dict[int, dict[int, float]],
        weights: np.ndarray,
        bulk: tuple[float, float],
        times: np.ndarray,
        apart: float,
    ) -> None:
        self.sizes, self.frozen, self.sums, self.near, self.weights = (
            sizes.astype(np.float64),
            frozen,
            sums,
            near,
            weights,
        )
        self.bulk, self.times, self.apart = bulk, times, apart
        self.parent = np.arange(len(sizes))
        self.stamps = [0] * len(sizes)

    def join_all(self, least: float) -> None:
        """Join the best pair until none is left; ties go to the smaller numbers."""
        heap: list[tuple[float, int, int, int, int]] = []
        for group in sorted(self.near):
            self._push(heap, group, [g for g in self.near[group] if g > group], least)
        heapq.heapify(heap)
        while heap:
            _, a, b, stamp_a, stamp_b = heapq.heappop(heap)
            if self.stamps[a] == stamp_a and self.stamps[b] == stamp_b:
                self._join(a, b)
                fresh: list[tuple[float, int, int, int, int]] = []
                self._push(fresh, a, list(self.near[a]), least)
                for entry in fresh:
                    heapq.heappush(heap, entry)

    def _push(self, heap: list[tuple[float, int, int, int, int]], group: int, others: list[int], least: float) -> None:
        if self.frozen[group]:
            others = [g for g in others if not self.frozen[g]]
        if not others:
            return
        index = np.array(others)
        index = index[~(gaps(self.times[index], self.times[group]) > self.apart)]
        others, near = index.tolist(), self.near[group]
        pairs = self.sizes[group] * self.sizes[index]
        evidence = np.array([near[g] for g in others])
        mean = (evidence + self.sums[index] @ (self.weights * self.sums[group])) / pairs
        mean += (1 - 1 / np.sqrt(pairs)) * (
            self.bulk[0] + self.bulk[1] * self.sums[index, 1] * self.sums[group, 1] / pairs
        )
        mean = np.round(mean, 9)  # a sum that is nought but for its last digits joins nobody
        for at in np.flatnonzero(mean > least).tolist():
            other = others[at]
            a, b = (group, other) if group < other else (other, group)
            heap.append((-float(mean[at]), a, b, self.stamps[a], self.stamps[b]))

    def _join(self, a: int, b: int) -> None:
        """Put b into a."""
        self.parent[b] = a
        self.stamps[a] += 1
        self.stamps[b] = -1
        self.sizes[a] += self.sizes[b]
        self.sums[a] += self.sums[b]
        self.times[a] = np.fmin(self.times[a, 0], self.times[b, 0]), np.fmax(self.times[a, 1], self.times[b, 1])
        self.frozen[a] |= self.frozen[b]
        mine, theirs = self.near[a], self.near.pop(b)
        for other, value in theirs.items():
            if other != a:
                mine[other] = mine.get(other, 0.0) + value
                self.near[other][a] = mine[other]
                del self.near[other][b]
        mine.pop(b, None)

    def root(self) -> np.ndarray:
        """Final group of each group."""
        found = self.parent.copy()
        while True:
            further = found[found]
            if np.array_equal(further, found):
                return found
            found = further
