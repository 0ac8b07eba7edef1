"""Whether two articles are about the same thing, at a glance: the words they have of their own.

A bottom-k sketch (Broder 1997) of the rarer words that are left when all repeated text is taken away.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from herdline.copies.corpus import FLAG_IDEOGRAPH

SKETCH = 48
_COUNTERS = 1 << 22
_LONG = 120  # tokens from which a text has words of its own


@njit(cache=True, nogil=True)
def _word(tokens, flags, place, last):  # type: ignore[no-untyped-def]
    """A word, or two characters of a script without spaces: one character says too little of what a text is about."""
    if flags[place] & FLAG_IDEOGRAPH and place + 1 < last:
        return np.uint32(tokens[place] * np.uint32(0x9E3779B1)) ^ tokens[place + 1]
    return tokens[place]


@njit(cache=True, nogil=True)
def sketches_of(tokens, flags, bounds, repeated):  # type: ignore[no-untyped-def]
    """The ``SKETCH`` smallest hashes of each article's rarer words (in at most 2 % of the articles, at least 3)."""
    count = len(bounds) - 1
    seen = np.zeros(_COUNTERS, np.uint32)  # article (plus one) that last held the word
    spread = np.zeros(_COUNTERS, np.uint32)  # articles that hold it
    for text in range(count):
        for place in range(bounds[text], bounds[text + 1]):
            slot = _word(tokens, flags, place, bounds[text + 1]) & np.uint32(_COUNTERS - 1)
            if seen[slot] != text + 1:
                seen[slot] = text + 1
                spread[slot] += 1
    most = max(3, count // 50)
    sketches = np.full((count, SKETCH), 0xFFFFFFFF, np.uint32)
    sizes = np.zeros(count, np.int32)
    for text in range(count):
        row = sketches[text]
        for place in range(bounds[text], bounds[text + 1]):
            word = _word(tokens, flags, place, bounds[text + 1])
            if repeated[place] or spread[word & np.uint32(_COUNTERS - 1)] > most:
                continue
            value = np.uint32((np.uint64(word) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32))
            if value >= row[SKETCH - 1]:
                continue
            at = np.searchsorted(row, value)
            if row[at] == value:
                continue
            for other in range(SKETCH - 1, at, -1):
                row[other] = row[other - 1]
            row[at] = value
            sizes[text] = min(sizes[text] + 1, SKETCH)
    return sketches, sizes


@njit(cache=True, nogil=True)
def alike(one, other, bounds, sketches, sizes, titles, title_bounds, limit):  # type: ignore[no-untyped-def]
    """Whether two articles are about the same thing."""
    if sizes[one] < 5 or sizes[other] < 5:
        for text in (one, other):
            if sizes[text] < 5 and bounds[text + 1] - bounds[text] > _LONG:
                return True  # little is left of a long text: a piece run twice says nothing about standing text
        title = _title_overlap(one, other, titles, title_bounds)
        return title > 0.2 or title_bounds[one] == title_bounds[one + 1]
    common, i, j, seen = 0, 0, 0, 0
    least = min(sizes[one], sizes[other])
    while i < sizes[one] and j < sizes[other] and seen < least:
        seen += 1
        if sketches[one, i] == sketches[other, j]:
            common += 1
            i += 1
            j += 1
        elif sketches[one, i] < sketches[other, j]:
            i += 1
        else:
            j += 1
    return common >= limit * seen


@njit(cache=True, nogil=True)
def _title_overlap(one, other, titles, title_bounds):  # type: ignore[no-untyped-def]
    a0, a1 = title_bounds[one], title_bounds[one + 1]
    b0, b1 = title_bounds[other], title_bounds[other + 1]
    if a0 == a1 or b0 == b1:
        return 0.0
    common = 0
    for i in range(a0, a1):
        for j in range(b0, b1):
            if titles[i] == titles[j]:
                common += 1
                break
    return common / min(a1 - a0, b1 - b0)
