"""Pairs of articles that may tell one story, and what speaks for and against it.

Candidates come from an inverted index over words that are not too frequent; every candidate pair is then described by
a few numbers (``FEATURES``), which ``model`` turns into a score.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numba import njit

from herdline.config import StorySettings
from herdline.stories.features import Corpus
from herdline.stories.sparse import Sparse, by_rarity

FEATURES = (
    "body", "title", "names", "meaning", "shared", "days", "no_date", "numbers_differ", "short",
    "short_body", "short_title", "short_names", "short_meaning", "unknown", "unknown_meaning", "unknown_names",
    "names_shared", "numbers_agree",
)  # fmt: skip
"""Columns of ``describe``: cosines of all words, of headlines, of names and numbers (across scripts), of vectors;
logarithm of the rarity that shared words sum up to; logarithm of days apart; a date is missing; both have numbers in
front and none in common; 1 for headlines alone falling to 0 for long texts, and its products; the vector model lacks
a language, and products; logarithm of the rarity of shared names; some number in common in front."""

MOST_DAYS = 3.0
"""Days beyond the first that count; more say no more, as dates far off are mostly wrong ones."""
_ROWS, _PAIRS = 2_000, 200_000
"""Articles that look for partners, and pairs that are described, in one thread at a time."""
_FRONT = 0.69  # weight in ``names`` from which a number stands in the title or lead


@dataclass(frozen=True)
class Weighted:
    """Articles of one window with weights by the rarities of that window; rows as in ``rows`` of the corpus."""

    rows: np.ndarray
    days: np.ndarray
    sure: np.ndarray
    body: Sparse
    title: Sparse
    names: Sparse
    body_rarity: np.ndarray
    names_rarity: np.ndarray
    front: np.ndarray
    meaning: np.ndarray
    short: np.ndarray
    unknown: np.ndarray


def weigh(corpus: Corpus, rows: np.ndarray, settings: StorySettings) -> Weighted:
    """Lay the weights on the chosen rows of a corpus."""
    body, title, names = (part.take(rows) for part in (corpus.body, corpus.title, corpus.names))
    body_w, body_rarity = by_rarity(body, corpus.common_stems, settings)
    title_w, _ = by_rarity(title, corpus.common_stems, settings)
    names_w, names_rarity = by_rarity(names, corpus.common_keys, settings)
    front = corpus.numeric[names.ids] & (names.weights > _FRONT - 0.01)
    return Weighted(
        rows, corpus.days[rows], corpus.sure[rows], body_w, title_w, names_w, body_rarity, names_rarity, front,
        corpus.meaning[rows],
        np.sqrt(1 / (1 + corpus.sizes[rows] / settings.short)).astype(np.float32), corpus.unknown[rows],
    )  # fmt: skip


def candidates(
    articles: Weighted, new: np.ndarray, group: np.ndarray, settings: StorySettings, *, across: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (i, j) with i new, of the same ``group`` (language), not too far apart in time, sharing rare words.

    Args:
        articles: the articles.
        new: bool (articles,), rows that look for partners.
        group: int (articles,).
        settings: how many partners at most, how many days.
        across: of different groups instead, sharing rare names.

    Returns:
        Two int32 arrays, rows of ``articles``; each pair once.
    """
    count = len(articles.rows)
    cap = max(settings.least_cap, int(settings.cap * count))
    rarity = articles.names_rarity if across else articles.body_rarity
    if count > settings.whole:
        days, window = articles.days, settings.window_days
    else:
        days, window = articles.sure, settings.apart_days if across else np.inf
    body = articles.names if across else articles.body
    index, groups = _invert(body, len(rarity)), group.astype(np.int32)
    partners = settings.partners_across if across else settings.partners

    def of(part: slice) -> np.ndarray:
        found = _candidates(
            part.start, part.stop, body.bounds, body.ids, body.weights, *index, days, new, groups, cap, window,
            partners, settings.least_likeness, across,
        )  # fmt: skip
        return np.asarray(found.min(axis=1) * np.int64(count) + found.max(axis=1))

    keys = np.unique(np.concatenate([np.empty(0, np.int64), *_in_threads(of, count, _ROWS)]))
    return (keys // max(1, count)).astype(np.int32), (keys % max(1, count)).astype(np.int32)


def evidence(
    articles: Weighted, a: np.ndarray, b: np.ndarray, weighed: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """What ``weighed`` makes of the description of each pair, float64 (pairs,), without holding that of all."""
    found = _in_threads(lambda part: weighed(describe(articles, a[part], b[part])), len(a), _PAIRS)
    return np.concatenate([np.empty(0), *found])


def _in_threads(work: Callable[[slice], np.ndarray], count: int, size: int) -> list[np.ndarray]:
    """Answers for each part of ``size``; the loops below leave the interpreter lock to others."""
    parts = [slice(start, min(start + size, count)) for start in range(0, count, size)]
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        return list(pool.map(work, parts))


def describe(articles: Weighted, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Float32 (pairs, FEATURES)."""
    out = np.zeros((len(a), len(FEATURES)), np.float32)
    body, title, names = articles.body, articles.title, articles.names
    _describe(
        a, b, body.bounds, body.ids, body.weights, title.bounds, title.ids, title.weights,
        names.bounds, names.ids, names.weights, articles.body_rarity, articles.names_rarity,
        articles.front, articles.meaning, articles.days, articles.short, articles.unknown, out,
    )  # fmt: skip
    return out


def _invert(rows: Sparse, features: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Postings: bounds (features + 1), rows, weights."""
    order = np.argsort(rows.ids, kind="stable")
    owner = np.repeat(np.arange(len(rows.bounds) - 1, dtype=np.int32), np.diff(rows.bounds))
    bounds = np.searchsorted(rows.ids[order], np.arange(features + 1))
    return bounds, owner[order], rows.weights[order]


@njit(cache=True, nogil=True)
def _candidates(  # type: ignore[no-untyped-def]
    begin, end, bounds, ids, weights, post_bounds, post_rows, post_weights, days, new, group, cap, window, partners,
    least, across,
):  # fmt: skip
    count = len(bounds) - 1
    sums, values = np.zeros(count, np.float32), np.empty(count, np.float32)
    near = np.empty(count, np.int32)
    out = np.empty((max(16, (end - begin) * 4), 2), np.int32)
    used = 0
    for row in range(begin, end):
        if not new[row]:
            continue
        for at in range(bounds[row], bounds[row + 1]):
            feature = ids[at]
            first, last = post_bounds[feature], post_bounds[feature + 1]
            if last - first > cap or last - first < 2:
                continue
            weight = weights[at]
            for place in range(first, last):  # nothing is asked here: it is gone through most often
                sums[post_rows[place]] += weight * post_weights[place]
        sums[row] = 0
        kept = 0
        for other in range(count):
            if sums[other] >= least and (group[other] != group[row]) == across:
                apart = abs(days[other] - days[row])
                if not (apart > window):
                    near[kept], values[kept] = other, sums[other]
                    kept += 1
        sums[:] = 0
        lowest, equal = np.float32(0), kept
        if kept > partners:  # the likeliest, of equal ones the first
            lowest = np.partition(values[:kept], kept - partners)[kept - partners]
            equal = partners - (values[:kept] > lowest).sum()
        if used + kept > len(out):
            grown = np.empty((2 * len(out) + kept, 2), np.int32)
            grown[:used] = out[:used]
            out = grown
        for at in range(kept):
            if values[at] > lowest or (values[at] == lowest and equal > 0):
                equal -= values[at] == lowest
                out[used, 0], out[used, 1] = row, near[at]
                used += 1
    return out[:used]


@njit(cache=True, nogil=True)
def _overlap(bounds, ids, weights, rarity, a, b):  # type: ignore[no-untyped-def]
    """Cosine of two rows, and the rarity that their common features sum up to."""
    i, j = bounds[a], bounds[b]
    cosine, shared = 0.0, 0.0
    while i < bounds[a + 1] and j < bounds[b + 1]:
        if ids[i] < ids[j]:
            i += 1
        elif ids[i] > ids[j]:
            j += 1
        else:
            cosine += weights[i] * weights[j]
            shared += rarity[ids[i]]
            i += 1
            j += 1
    return cosine, shared


@njit(cache=True, nogil=True)
def _numbers(bounds, ids, front, a, b):  # type: ignore[no-untyped-def]
    """Numbers in front of a, of b, and common to both."""
    here, there, both = 0, 0, 0
    j = bounds[b]
    for i in range(bounds[a], bounds[a + 1]):
        if front[i]:
            here += 1
            while j < bounds[b + 1] and ids[j] < ids[i]:
                j += 1
            if j < bounds[b + 1] and ids[j] == ids[i] and front[j]:
                both += 1
    for j in range(bounds[b], bounds[b + 1]):
        there += front[j]
    return here, there, both


@njit(cache=True, nogil=True, fastmath=True)
def _dot(a, b):  # type: ignore[no-untyped-def]
    total = np.float32(0)
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


@njit(cache=True, nogil=True)
def _describe(  # type: ignore[no-untyped-def]
    first, second, body_bounds, body_ids, body, title_bounds, title_ids, title, names_bounds, names_ids, names,
    body_rarity, names_rarity, front, meaning, days, short, unknown, out,
):  # fmt: skip
    for at in range(len(first)):
        a, b = first[at], second[at]
        row = out[at]
        row[0], shared = _overlap(body_bounds, body_ids, body, body_rarity, a, b)
        row[1], _ = _overlap(title_bounds, title_ids, title, body_rarity, a, b)
        row[2], shared_names = _overlap(names_bounds, names_ids, names, names_rarity, a, b)
        row[3] = _dot(meaning[a], meaning[b])
        row[4] = np.log1p(shared)
        apart = abs(days[a] - days[b])
        if np.isnan(apart):
            row[6] = 1
        else:
            row[5] = np.log1p(min(max(apart - 1.0, 0.0), MOST_DAYS))
        here, there, both = _numbers(names_bounds, names_ids, front, a, b)
        row[7] = here > 0 and there > 0 and both == 0
        row[8] = short[a] * short[b]
        for k in range(4):
            row[9 + k] = row[8] * row[k]
        row[13] = unknown[a] and unknown[b]
        row[14], row[15] = row[13] * row[3], row[13] * row[2]
        row[16] = np.log1p(shared_names)
        row[17] = both > 0
