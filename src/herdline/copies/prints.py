"""Fingerprints: the few word runs of each text that stand for all of it, and where they recur.

Winnowing (Schleimer, Wilkerson, Aiken 2003): of every ``window`` neighbouring k-grams the one with the smallest hash is
kept. Two texts that share a run of k + window - 1 tokens are then certain to share a kept k-gram. With k = 5 and
window 4 that is 8 words, so one index serves near-duplicates, cut or edited copies and passages alike.
In scripts without spaces a k-gram is 9 characters, about five words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from herdline.config import CopySettings
from herdline.copies.corpus import FLAG_IDEOGRAPH, Corpus

_PARTITION_TOKENS = 40_000_000  # postings sorted at once: 16 million, 0.25 GB


@dataclass(frozen=True)
class Recurring:
    """Fingerprints found in at least two articles.

    Group ``g`` owns ``places[groups[g]:groups[g + 1]]``, in order of place: global token numbers (uint32), one or
    more an article. Articles of the places stand in ``articles`` (int32).
    """

    places: np.ndarray
    articles: np.ndarray
    groups: np.ndarray


def recurring(corpus: Corpus, settings: CopySettings) -> Recurring:
    """All fingerprints that stand in two or more articles.

    Memory: 16 bytes a posting of one hash partition (chosen so that about 16 million are held) and 8 bytes for each
    place that recurs.
    """
    parts = max(1, -(-len(corpus.tokens) // _PARTITION_TOKENS))
    places, groups = [], [np.zeros(1, np.int64)]
    base = 0
    given = (corpus.tokens, corpus.flags, corpus.bounds, settings.gram, settings.gram_ideographs, settings.window)
    for part in range(parts):
        keys = np.empty(len(corpus.tokens) // (settings.window + 1) * 2 // parts * 5 // 4 + 4096, np.uint64)
        count = _winnow(*given, parts, part, keys)
        if count > len(keys):  # an unusual text can keep more than its share; the count is exact
            keys = np.empty(count, np.uint64)
            _winnow(*given, parts, part, keys)
        keys = keys[:count]
        keys.sort()
        kept = np.empty(count, np.uint32)
        sizes = np.empty(count // 2 + 1, np.int64)
        used, found = _recurring(keys, corpus.bounds, kept, sizes)
        places.append(kept[:used].copy())
        groups.append(base + np.cumsum(sizes[:found]))
        base += used
    joined = np.concatenate(places)
    articles = _articles(joined, corpus.bounds)
    return Recurring(joined, articles, np.concatenate(groups))


@njit(cache=True, nogil=True)
def _gram(tokens, place, length):
    """Hash of the run at ``place``; 0 when a masked token is in it."""
    value = np.uint64(length)
    for step in range(length):
        token = tokens[place + step]
        if token == 0:
            return np.uint64(0)
        value = (value ^ np.uint64(token)) * np.uint64(0x9E3779B97F4A7C15)
        value ^= value >> np.uint64(32)
    return value | np.uint64(1)


@njit(cache=True, nogil=True)
def _winnow(tokens, flags, bounds, gram, gram_ideographs, window, parts, part, keys):
    """Write keys (32 bits of hash, 32 bits of place) of one hash partition; returns how many there are."""
    used = 0
    ring = np.zeros(64, np.uint64)
    none = np.uint64(0xFFFFFFFFFFFFFFFF)
    for text in range(len(bounds) - 1):
        first, last = bounds[text], bounds[text + 1]
        least_at = np.int64(-1)
        kept_at = np.int64(-1)
        for place in range(first, last):
            length = gram_ideographs if flags[place] & FLAG_IDEOGRAPH else gram
            value = none
            if place + length <= last:
                value = _gram(tokens, place, length)
                if value == 0:
                    value = none
            ring[place & 63] = value
            if least_at < 0 or value <= ring[least_at & 63]:
                least_at = place
            elif least_at <= place - window:  # the least left the window: look again
                least_at = place - window + 1
                for other in range(place - window + 2, place + 1):
                    if ring[other & 63] <= ring[least_at & 63]:
                        least_at = other
            full = place - first + 1 >= window or place == last - 1
            if full and least_at != kept_at and ring[least_at & 63] != none:
                kept_at = least_at
                kept = ring[least_at & 63]
                if parts == 1 or (kept >> np.uint64(1)) % np.uint64(parts) == np.uint64(part):
                    if used < len(keys):
                        keys[used] = (kept & np.uint64(0xFFFFFFFF00000000)) | np.uint64(least_at)
                    used += 1
    return used


@njit(cache=True, nogil=True)
def _recurring(keys, bounds, kept, sizes):
    used, found = 0, 0
    start = 0
    total = len(keys)
    while start < total:
        head = keys[start] >> np.uint64(32)
        end = start + 1
        while end < total and keys[end] >> np.uint64(32) == head:
            end += 1
        if end - start > 1:
            first = np.int64(keys[start] & np.uint64(0xFFFFFFFF))
            last = np.int64(keys[end - 1] & np.uint64(0xFFFFFFFF))
            # places are in order: one article only if both ends lie in it
            if np.searchsorted(bounds, first, "right") != np.searchsorted(bounds, last, "right"):
                for index in range(start, end):
                    kept[used] = np.uint32(keys[index] & np.uint64(0xFFFFFFFF))
                    used += 1
                sizes[found] = end - start
                found += 1
        start = end
    return used, found


@njit(cache=True, nogil=True)
def _articles(places, bounds):
    articles = np.empty(len(places), np.int32)
    for index in range(len(places)):
        articles[index] = np.searchsorted(bounds, np.int64(places[index]), "right") - 1
    return articles
