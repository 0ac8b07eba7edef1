"""Pairs of articles that share enough, from the fingerprints they have in common.

Fingerprints in few articles give every pair; a fingerprint in many gives each article only its link to the earliest
and to its neighbours in time, so that the work grows with the number of articles, never with its square.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numba import njit

from herdline.config import CopySettings
from herdline.copies.corpus import FLAG_IDEOGRAPH, IDEOGRAPH_WEIGHT, WORD_WEIGHT, Corpus
from herdline.copies.prints import Recurring

_HITS_AT_ONCE = 12_000_000  # 16 bytes each, twice while sorting


def candidate_pairs(corpus: Corpus, prints: Recurring, settings: CopySettings) -> Iterator[np.ndarray]:
    """Yield int32 (pairs, 2) arrays of articles (first < second), sorted, each pair once over all arrays.

    A pair passes when one exact run has ``settings.least`` words, or its runs of ``settings.least_run`` words and more
    together have. Memory: 16 bytes for each of at most 12 million hits held at once, twice while sorting.

    Args:
        corpus: the texts, standing text masked.
        prints: fingerprints that recur.
        settings: thresholds.
    """
    empty = np.empty(0, np.uint64)
    none = np.empty(0, np.uint32)
    given = (
        prints.places, prints.articles, prints.groups, corpus.tokens, corpus.ranks, settings.gram,
        settings.most_articles, settings.neighbours,
    )  # fmt: skip
    total = _hits(*given, 1, 0, empty, none, none)
    parts = max(1, -(-total // _HITS_AT_ONCE))
    for part in range(parts):
        count = total if parts == 1 else _hits(*given, parts, part, empty, none, none)
        keys, here, there = np.empty(count, np.uint64), np.empty(count, np.uint32), np.empty(count, np.uint32)
        _hits(*given, parts, part, keys, here, there)
        order = np.argsort(keys, kind="stable")
        keys, here, there = keys[order], here[order], there[order]
        kept = _confirm(
            keys, here, there, corpus.tokens, corpus.flags, corpus.bounds, settings.least * WORD_WEIGHT,
            settings.least_run * WORD_WEIGHT,
        )  # fmt: skip
        pairs = np.empty((len(kept), 2), np.int32)
        pairs[:, 0], pairs[:, 1] = kept >> np.uint64(32), kept & np.uint64(0xFFFFFFFF)
        yield pairs


@njit(cache=True, nogil=True)
def _hits(places, articles, groups, tokens, ranks, gram, most, neighbours, parts, part, keys, here, there):
    """Write one hit for each fingerprint that two articles share; returns how many (arrays may be empty to count)."""
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
            members[count] = index
            count += 1
        if count < 2:
            continue
        hot = count > most
        if hot:
            order = np.argsort(ranks[articles[members[:count]]])
            members[:count] = members[:count][order]
        for j in range(1, count):
            low = max(1, j - neighbours) if hot else 0
            for step in range(low - 1 if hot else 0, j):
                i = 0 if hot and step == low - 1 else step
                one, other = members[i], members[j]
                if articles[one] > articles[other]:
                    one, other = other, one
                if parts > 1 and articles[one] % parts != part:
                    continue
                if write:
                    keys[used] = (np.uint64(articles[one]) << np.uint64(32)) | np.uint64(articles[other])
                    here[used], there[used] = places[one], places[other]
                used += 1
    return used


@njit(cache=True, nogil=True)
def _confirm(keys, here, there, tokens, flags, bounds, least, least_run):
    kept = np.empty(len(keys) // 2 + 1, np.uint64)
    used = 0
    start = 0
    total = len(keys)
    while start < total:
        end = start + 1
        while end < total and keys[end] == keys[start]:
            end += 1
        if end - start > 1:  # a run of `least` words holds two fingerprints at the least
            one = np.int64(keys[start] >> np.uint64(32))
            other = np.int64(keys[start] & np.uint64(0xFFFFFFFF))
            shared, diagonal, reached = 0, np.int64(0), np.int64(-1)
            for index in range(start, end):
                i, j = np.int64(here[index]), np.int64(there[index])
                if j - i == diagonal and i < reached:
                    continue
                left, right = i, i
                shift = j - i
                low = max(bounds[one], bounds[other] - shift)
                high = min(bounds[one + 1], bounds[other + 1] - shift)
                while left > low and tokens[left - 1] == tokens[left - 1 + shift] and tokens[left - 1] != 0:
                    left -= 1
                while right < high and tokens[right] == tokens[right + shift] and tokens[right] != 0:
                    right += 1
                weight = 0
                for place in range(left, right):
                    weight += IDEOGRAPH_WEIGHT if flags[place] & FLAG_IDEOGRAPH else WORD_WEIGHT
                if weight >= least_run:
                    shared += weight
                    if shared >= least:
                        break
                diagonal, reached = shift, right
            if shared >= least:
                kept[used] = keys[start]
                used += 1
        start = end
    return kept[:used]
