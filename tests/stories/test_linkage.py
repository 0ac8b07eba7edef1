"""Average linkage over a sparse graph gives what average linkage over all pairs gives, and forgets no group's edge."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.config import StorySettings
from herdline.stories import linkage
from herdline.stories.linkage import link
from herdline.stories.pairs import Weighted, candidates, describe, evidence
from herdline.stories.sparse import Sparse

BULKS = st.sampled_from([(0.0, 0.0), (1.5, 0.0), (-0.3, 3.8)])


def plain(meaning: np.ndarray, edges: dict[tuple[int, int], float], weights: np.ndarray, bulk: tuple[float, float]):
    """The same by the full matrix: the best pair of groups that an edge joins, again and again."""
    score = (meaning * weights) @ meaning.T
    for (a, b), value in edges.items():
        score[a, b] += value
        score[b, a] += value
    groups = [[i] for i in range(len(meaning))]
    while True:
        best, chosen = 0.0, None
        for x in range(len(groups)):
            for y in range(x + 1, len(groups)):
                a, b = groups[x], groups[y]
                if not any((min(i, j), max(i, j)) in edges for i in a for j in b):
                    continue
                size = len(a) * len(b)
                short = meaning[a, 1].sum() * meaning[b, 1].sum() / size
                mean = score[np.ix_(a, b)].mean() + (1 - 1 / np.sqrt(size)) * (bulk[0] + bulk[1] * short)
                if mean > best + 1e-6:
                    best, chosen = mean, (x, y)
        if chosen is None:
            return {frozenset(group) for group in groups}
        groups[chosen[0]] += groups.pop(chosen[1])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 9), st.floats(0.1, 0.9), BULKS)
def test_groups_are_those_of_average_linkage_on_all_pairs(seed, count, filled, bulk):
    draw = np.random.default_rng(seed)
    meaning = np.column_stack([np.ones(count), draw.random(count) * 0.4]).astype(np.float32)
    weights = np.array([-draw.random() * 2 - 0.5, 0.0], np.float32)  # what pairs without an edge say: against
    edges = {
        (a, b): float(draw.normal(1.5, 2.0))
        for a in range(count)
        for b in range(a + 1, count)
        if draw.random() < filled
    }
    one, other = (np.array([pair[i] for pair in edges], np.int64) for i in (0, 1))
    found = link(
        np.arange(count), np.zeros(count, np.bool_), meaning, (one, other, np.array(list(edges.values()))), weights,
        0.0, bulk,
    )  # fmt: skip
    told = {frozenset(np.flatnonzero(found == group).tolist()) for group in np.unique(found)}
    assert told == plain(meaning.astype(np.float64), edges, weights.astype(np.float64), bulk)


def test_edges_of_what_can_never_be_joined_are_not_held():
    groups, meaning = np.arange(4), np.ones((4, 2), np.float32)
    edges = np.array([0, 2, 1]), np.array([1, 3, 2]), np.array([3.0, 3.0, 0.5])
    kept = linkage._hopeful(groups, meaning, edges, np.array([-1.0, 0.0], np.float32), 0.0, (0.0, 0.0))
    assert kept[0].tolist() == [0, 2]
    # two groups that stand together already hold all edges of both
    kept = linkage._hopeful(np.array([0, 1, 1, 2]), meaning, edges, np.array([-1.0, 0.0], np.float32), 0.0, (0.0, 0.0))
    assert kept[0].tolist() == [0, 2, 1]


def articles(rows: list[list[int]]) -> Weighted:
    """Texts of these words, all of one weight."""
    sizes = [len(row) for row in rows]
    ids = np.array([word for row in rows for word in sorted(row)], np.int64)
    weights = np.concatenate([np.full(n, 1 / np.sqrt(max(1, n)), np.float32) for n in sizes])
    words = Sparse(np.cumsum([0, *sizes]), ids, weights)
    ones, count = np.ones(40, np.float32), len(rows)
    return Weighted(
        np.arange(count), np.zeros(count), np.full(count, np.nan), words, words, words, ones, ones,
        np.zeros(len(ids), np.bool_), np.ones((count, 4), np.float32), np.zeros(count, np.float32),
        np.zeros(count, np.bool_),
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 39), min_size=1, max_size=8, unique=True), min_size=2, max_size=30))
def test_candidates_are_the_pairs_that_share_words_each_once(rows):
    held, langs = articles(rows), np.zeros(len(rows), np.int64)
    a, b = candidates(held, np.ones(len(rows), np.bool_), langs, StorySettings(least_cap=100, cap=1.0, partners=100))
    told = set(zip(a.tolist(), b.tolist(), strict=True))
    assert len(told) == len(a) and all(x < y for x, y in told)
    assert told == {(i, j) for i in range(len(rows)) for j in range(i + 1, len(rows)) if set(rows[i]) & set(rows[j])}


def test_of_many_partners_the_likeliest_are_kept():
    rows = [[0, 1, 2, 3], *([0, n + 4] for n in range(5)), [0, 1, 2, 30], [0, 1, 31, 32]]
    held, langs = articles(rows), np.zeros(len(rows), np.int64)
    new = np.array([True, *[False] * 7])
    a, b = candidates(held, new, langs, StorySettings(least_cap=100, cap=1.0, partners=3))
    assert set(zip(a.tolist(), b.tolist(), strict=True)) == {(0, 6), (0, 7), (0, 1)}


def test_evidence_of_pairs_is_that_of_their_descriptions():
    held = articles([[0, 1], [1, 2], [2, 0], [3]])
    a, b = np.array([0, 0, 1], np.int32), np.array([1, 2, 3], np.int32)
    assert evidence(held, a, b, lambda d: d.sum(axis=1)).tolist() == describe(held, a, b).sum(axis=1).tolist()
    assert evidence(held, a[:0], b[:0], lambda d: d.sum(axis=1)).tolist() == []
