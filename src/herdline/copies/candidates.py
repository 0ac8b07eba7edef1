"""Pairs of articles that share enough, from the fingerprints they have in common.

Fingerprints in few articles give every pair; a fingerprint in many gives each article only its link to the earliest
and to its neighbours in time, so that the work grows with the number of articles, never with its square.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numba import njit

from herdline.config import CopySettings
from herdline.copies.corpus import Corpus
from herdline.copies.prints import Recurring

_HITS_AT_ONCE = 24_000_000  # 8 bytes each


def candidate_pairs(corpus: Corpus, prints: Recurring, settings: CopySettings) -> Iterator[np.ndarray]:
    """Yield int32 (pairs, 2) arrays of articles (first < second), sorted, each pair once over all arrays.

    A pair passes when it has ``settings.least`` different fingerprints in common: one run of 14 words does, or two of
    9. Memory: 8 bytes for each of at most 24 million hits held at once.

    Args:
        corpus: the texts, standing text masked.
        prints: fingerprints that recur.
        settings: thresholds.
    """
    empty = np.empty(0, np.uint64)
    given = (
        prints.places, prints.articles, prints.groups, corpus.tokens, corpus.ranks, settings.gram,
        settings.most_articles, settings.neighbours,
    )  # fmt: skip
    total = _hits(*given, 1, 0, empty)
    parts = max(1, -(-total // _HITS_AT_ONCE))
    for part in range(parts):
        keys = np.empty(total if parts == 1 else _hits(*given, parts, part, empty), np.uint64)
        _hits(*given, parts, part, keys)
        keys.sort()
        kept = _frequent(keys, settings.least)
        pairs = np.empty((len(kept), 2), np.int32)
        pairs[:, 0], pairs[:, 1] = kept >> np.uint64(32), kept & np.uint64(0xFFFFFFFF)
        yield pairs


@njit(cache=True, nogil=True)
def _hits(places, articles, groups, tokens, ranks, gram, most, neighbours, parts, part, keys):  # type: ignore[no-untyped-def]
    """Write one hit for each fingerprint that two articles share; returns how many (an empty array only counts)."""
    used = 0
    write = len(keys) > 0
    longest = 0
    for group in range(len(groups) - 1):
        longest = max(longest, groups[group + 1] - groups[group])
    members = np.empty(longest, np.int64)
    for group in range(len(groups) - 1):
        count = 0
        previous = -1
        for index in range(groups[group], groups[group + 1]):
            place = np.int64(places[index])
            if articles[index] == previous or tokens[place] == 0 or tokens[place + gram - 1] == 0:
                continue
            previous = articles[index]
            members[count] = previous
            count += 1
        hot = count > most
        if hot:
            members[:count] = members[:count][np.argsort(ranks[members[:count]])]
        for j in range(1, count):
            low = max(1, j - neighbours) if hot else 0
            for step in range(low - 1 if hot else 0, j):
                i = 0 if hot and step == low - 1 else step  # the earliest, then the neighbours
                one, other = min(members[i], members[j]), max(members[i], members[j])
                if parts > 1 and one % parts != part:
                    continue
                if write:
                    keys[used] = (np.uint64(one) << np.uint64(32)) | np.uint64(other)
                used += 1
    return used


@njit(cache=True, nogil=True)
def _frequent(keys, least):  # type: ignore[no-untyped-def]
    """Keys that stand at least so often in the sorted array."""
    kept = np.empty(len(keys) // least + 1, np.uint64)
    used, start = 0, 0
    while start < len(keys):
        end = start + 1
        while end < len(keys) and keys[end] == keys[start]:
            end += 1
        if end - start >= least:
            kept[used] = keys[start]
            used += 1
        start = end
    return kept[:used]
