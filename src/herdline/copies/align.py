"""Exact alignment of two articles that are known to share text.

All common runs of at least five words are found, and runs that follow each other in both texts with only a few words
between become one passage: so an edited copy is one aligned passage with its edits, not thirty fragments.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from herdline.config import CopySettings
from herdline.copies.corpus import FLAG_IDEOGRAPH, FLAG_QUOTED, IDEOGRAPH_WEIGHT, WORD_WEIGHT, Corpus
from herdline.copies.prints import run_hash

_TRIES = 12  # places of the other text tried for one run


@dataclass(frozen=True)
class Passages:
    """Aligned passages. Token numbers are global (into the corpus), ends are one past the last.

    Attributes:
        places: int64 (passages, 4), a0, a1, b0, b1; a is the pair's first article.
        articles: int32 (passages, 2).
        measures: int32 (passages, 5): matched tokens, exact runs, tokens left out or changed between them, matched
            tokens of a inside quotation marks, those of b.
    """

    places: np.ndarray
    articles: np.ndarray
    measures: np.ndarray


def align(corpus: Corpus, pairs: np.ndarray, settings: CopySettings) -> Passages:
    """Align pairs of articles.

    Args:
        corpus: the texts, standing text masked.
        pairs: int32 (pairs, 2), sorted by the first column (its index is built once for all its pairs).
        settings: thresholds.
    """
    sizes = np.diff(corpus.bounds)
    longest = int(sizes.max(initial=1))
    table = np.full(1 << max(6, int(longest * 2).bit_length()), -1, np.int32)
    before = np.empty(longest, np.int32)
    room = max(1024, 6 * len(pairs))
    while True:
        places, articles = np.empty((room, 4), np.int64), np.empty((room, 2), np.int32)
        measures = np.empty((room, 5), np.int32)
        used = _align(
            corpus.tokens, corpus.flags, corpus.bounds, pairs, settings.gram, settings.gram_ideographs,
            settings.least_run * WORD_WEIGHT, settings.least * WORD_WEIGHT, settings.gap, table, before,
            places, articles, measures,
        )  # fmt: skip
        if used <= room:
            return Passages(places[:used], articles[:used], measures[:used])
        room = used
        table[:] = -1


@njit(cache=True, nogil=True)
def _align(  # type: ignore[no-untyped-def]
    tokens,
    flags,
    bounds,
    pairs,
    gram,
    gram_ideographs,
    least_run,
    least_pair,
    gap,
    table,
    before,
    places,
    articles,
    measures,
):
    used = 0
    built = -1
    size = 64
    runs = np.empty((len(before) // 2 + 8, 3), np.int64)
    taken = np.zeros(len(before) + 1, np.bool_)
    for pair in range(len(pairs)):
        one, other = pairs[pair, 0], pairs[pair, 1]
        first, last = bounds[one], bounds[one + 1]
        if built != one:
            table[:size] = -1
            size = 64
            while size < 2 * (last - first):
                size *= 2
            for place in range(last - 1, first - 1, -1):  # backwards: chains then run forwards
                key = run_hash(tokens, flags, place, last, gram, gram_ideographs)
                if key:
                    slot = key >> np.uint64(20) & np.uint64(size - 1)
                    before[place - first] = table[slot]
                    table[slot] = place - first
            built = one
        count = _runs(tokens, flags, bounds, one, other, gram, gram_ideographs, table, size, before, taken, runs)
        taken[: last - first] = False
        if _too_little(flags, runs, count, least_pair):
            continue
        least = least_run if _enough(flags, runs, count, least_run, least_pair) else 0
        used = _passages(flags, runs, count, least, gap, one, other, used, places, articles, measures)
    return used


@njit(cache=True, nogil=True)
def _too_little(flags, runs, count, least_pair):  # type: ignore[no-untyped-def]
    """Ten common runs of nine characters can be 18 characters in a row: less than the 14 words asked for elsewhere."""
    weight, ideographs = 0, 0
    for number in range(count):
        for place in range(runs[number, 1], runs[number, 1] + runs[number, 2]):
            ideographs += (flags[place] & FLAG_IDEOGRAPH) != 0
            weight += IDEOGRAPH_WEIGHT if flags[place] & FLAG_IDEOGRAPH else WORD_WEIGHT
    return ideographs > 0 and weight < least_pair + 4 * WORD_WEIGHT


@njit(cache=True, nogil=True)
def _enough(flags, runs, count, least_run, least_pair):  # type: ignore[no-untyped-def]
    """Whether the long runs alone make the pair; if not, it was found for many short ones and all are kept."""
    shared = 0
    for number in range(count):
        weight = 0
        for place in range(runs[number, 1], runs[number, 1] + runs[number, 2]):
            weight += IDEOGRAPH_WEIGHT if flags[place] & FLAG_IDEOGRAPH else WORD_WEIGHT
        if weight >= least_run:
            shared += weight - 4 * WORD_WEIGHT
    return shared >= least_pair


@njit(cache=True, nogil=True)
def _runs(tokens, flags, bounds, one, other, gram, gram_ideographs, table, size, before, taken, runs):  # type: ignore[no-untyped-def]
    """Common runs in order of the second article: (place in first, place in second, length)."""
    first, last = bounds[one], bounds[one + 1]
    place, end = bounds[other], bounds[other + 1]
    count = 0
    expected = np.int64(-1)
    while place < end and count < len(runs):
        key = run_hash(tokens, flags, place, end, gram, gram_ideographs)
        best, where = np.int64(0), np.int64(-1)
        if key:
            spot = table[key >> np.uint64(20) & np.uint64(size - 1)]
            tries = 0
            while spot >= 0 and tries < _TRIES:
                there = first + spot
                length = np.int64(0)
                while (
                    there + length < last and place + length < end and tokens[there + length] == tokens[place + length]
                    and tokens[place + length] != 0 and not taken[there + length - first]
                ):  # fmt: skip
                    length += 1
                # of equally long runs the one that goes on from the last run is the copy
                near = abs(there - expected) < abs(where - expected)
                if length > best or (length == best and near):
                    best, where = length, there
                tries += 1
                spot = before[spot]
        least = gram_ideographs if flags[place] & FLAG_IDEOGRAPH else gram
        if best >= least:
            runs[count, 0], runs[count, 1], runs[count, 2] = where, place, best
            taken[where - first : where - first + best] = True
            count += 1
            place += best
            expected = where + best
        else:
            place += 1
    return count


@njit(cache=True, nogil=True)
def _passages(flags, runs, count, least_run, gap, one, other, used, places, articles, measures):  # type: ignore[no-untyped-def]
    """Join runs into passages and write those that hold at least one long run."""
    index = 0
    while index < count:
        end = index + 1
        while end < count:
            skip_a = runs[end, 0] - (runs[end - 1, 0] + runs[end - 1, 2])
            skip_b = runs[end, 1] - (runs[end - 1, 1] + runs[end - 1, 2])
            if skip_a < 0 or skip_a > gap or skip_b > gap:
                break
            end += 1
        matched, edits, quoted_a, quoted_b, weight = 0, 0, 0, 0, 0
        for number in range(index, end):
            a, b, length = runs[number, 0], runs[number, 1], runs[number, 2]
            matched += length
            for step in range(length):
                weight += IDEOGRAPH_WEIGHT if flags[b + step] & FLAG_IDEOGRAPH else WORD_WEIGHT
                quoted_a += (flags[a + step] & FLAG_QUOTED) != 0
                quoted_b += (flags[b + step] & FLAG_QUOTED) != 0
            if number > index:
                skip_a = a - (runs[number - 1, 0] + runs[number - 1, 2])
                edits += max(skip_a, b - (runs[number - 1, 1] + runs[number - 1, 2]))
        if weight >= least_run:
            if used < len(places):
                places[used, 0], places[used, 2] = runs[index, 0], runs[index, 1]
                places[used, 1] = runs[end - 1, 0] + runs[end - 1, 2]
                places[used, 3] = runs[end - 1, 1] + runs[end - 1, 2]
                articles[used, 0], articles[used, 1] = one, other
                measures[used, 0], measures[used, 1], measures[used, 2] = matched, end - index, edits
                measures[used, 3], measures[used, 4] = quoted_a, quoted_b
            used += 1
        index = end
    return used
