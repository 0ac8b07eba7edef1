"""Standing text: what one outlet prints under or over unrelated articles.

Four of five overlapping pairs of a real collection share only footers, sign-ups and section names of one outlet. They
are learnt first, per outlet (or owner), and masked, so that they count for nothing later.

A run of words is standing text when it stands in at least three articles of the outlet that have nothing else in
common (two are enough where it opens or ends both). "Nothing else in common" is judged on what is left of the articles
without any repeated text: their rarer words, as a bottom-k sketch (Broder 1997). A whole piece run twice, or the
background paragraphs of a running story, therefore do not become boilerplate.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numba import njit

from herdline.config import CopySettings
from herdline.copies.corpus import FLAG_IDEOGRAPH, FLAG_QUOTED, IDEOGRAPH_WEIGHT, WORD_WEIGHT, Corpus
from herdline.copies.prints import Recurring
from herdline.copies.topics import alike, sketches_of

_POSTINGS_AT_ONCE = 4_000_000
_SLACK, _PAIR_LEAST = 3, 12  # two articles tell only when they begin or end alike, for so many tokens
_EDGE = 80  # tokens from the beginning or the end of a text that count as its edge


def find_standing(corpus: Corpus, prints: Recurring, settings: CopySettings) -> np.ndarray:
    """Bool (tokens,): part of standing text.

    Args:
        corpus: the texts.
        prints: fingerprints that recur.
        settings: thresholds.
    """
    mask = np.zeros(len(corpus.tokens), np.bool_)
    if len(prints.groups) < 2:
        return mask
    repeated = np.zeros(len(corpus.tokens), np.bool_)
    _cover(prints.places, prints.articles, prints.groups, corpus.units, repeated, settings.gram)
    sketches, sizes = sketches_of(corpus.tokens, corpus.flags, corpus.bounds, repeated)
    del repeated
    specific = np.zeros(len(corpus.tokens), np.bool_)
    for part in _parts(prints):
        order, runs, around, shares = _runs_of_units(corpus, part)
        _mask(
            part.places[order], part.articles[order], runs, around, shares, corpus.tokens, corpus.bounds,
            corpus.titles, corpus.title_bounds, sketches, sizes, settings.related, settings.own_share, mask, specific,
        )  # fmt: skip
    _clean(
        mask, specific, corpus.flags, corpus.bounds, settings.standing * WORD_WEIGHT,
        settings.standing_edge * WORD_WEIGHT, settings.standing_common * WORD_WEIGHT,
    )  # fmt: skip
    return mask


def intervals(mask: np.ndarray, corpus: Corpus) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Maximal masked stretches as (article, first token, one past the last), cut at the ends of articles."""
    edge = np.zeros(len(mask) + 1, np.bool_)
    edge[corpus.bounds] = True
    padded = np.concatenate([[False], mask, [False]])
    begins = np.flatnonzero(mask & (~padded[:-2] | edge[:-1]))
    ends = np.flatnonzero(mask & (~padded[2:] | edge[1:])) + 1
    return np.searchsorted(corpus.bounds, begins, "right") - 1, begins, ends


def _runs_of_units(corpus: Corpus, prints: Recurring) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Postings by group, then unit.

    Returns:
        Their order; (first, last) of each stretch of one group and unit with two articles or more; (first, last) of
        its whole group; the stretch's share of the group.
    """
    group_of = np.repeat(np.arange(len(prints.groups) - 1), np.diff(prints.groups))
    units = corpus.units[prints.articles]
    known = np.flatnonzero(units >= 0)
    span = np.int64(units.max(initial=0)) + 1
    keys = group_of[known] * span + units[known]
    order = known[np.argsort(keys, kind="stable")]
    keys = group_of[order] * span + units[order]
    if not len(keys):
        return order, np.empty((0, 2), np.int64), np.empty((0, 2), np.int64), np.empty(0)
    cuts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1], [True]]))
    first, last = cuts[:-1], cuts[1:]
    articles = prints.articles[order]
    several = articles[first] != articles[last - 1]
    first, last = first[several], last[several]
    group = group_of[order[first]]
    in_group = group_of[order]
    around = np.stack([np.searchsorted(in_group, group), np.searchsorted(in_group, group, "right")], 1)
    shares = (last - first) / (around[:, 1] - around[:, 0])
    return order, np.stack([first, last], 1).astype(np.int64), around.astype(np.int64), shares


def _parts(prints: Recurring) -> Iterator[Recurring]:
    """Whole groups, about ``_POSTINGS_AT_ONCE`` postings at a time."""
    first = 0
    while first < len(prints.groups) - 1:
        reach = prints.groups[first] + _POSTINGS_AT_ONCE
        last = max(first + 1, int(np.searchsorted(prints.groups, reach, "right")) - 1)
        held = slice(prints.groups[first], prints.groups[last])
        yield Recurring(
            prints.places[held], prints.articles[held], prints.groups[first : last + 1] - prints.groups[first]
        )
        first = last


@njit(cache=True, nogil=True)
def _cover(places, articles, groups, units, repeated, length):  # type: ignore[no-untyped-def]
    """Mark what an outlet prints in two articles. In large groups all is marked: some outlet is in them twice."""
    for group in range(len(groups) - 1):
        first, last = groups[group], groups[group + 1]
        for index in range(first, last):
            found = last - first > 64
            other = first
            while not found and other < last:
                found = articles[other] != articles[index] and units[articles[other]] == units[articles[index]]
                other += 1
            if found:
                repeated[np.int64(places[index]) : np.int64(places[index]) + length] = True


@njit(cache=True, nogil=True)
def _mask(  # type: ignore[no-untyped-def]
    places, articles, runs, around, shares, tokens, bounds, titles, title_bounds, sketches, sizes, related, own_share,
    mask, specific,
):  # fmt: skip
    chosen = np.empty(6, np.int64)  # postings of articles that have nothing in common with each other
    for run in range(len(runs)):
        first, last = runs[run, 0], runs[run, 1]
        used, edges = 0, 0
        step = max(1, (last - first) // 40)  # an outlet's footer stands in thousands: forty tell enough
        index = first
        while index < last and used < 6:
            fits = True
            for other in range(used):
                if articles[chosen[other]] == articles[index] or alike(
                    articles[chosen[other]], articles[index], bounds, sketches, sizes, titles, title_bounds, related
                ):
                    fits = False
                    break
            if fits:
                chosen[used] = index
                used += 1
                edges += _at_edge(places[index], articles[index], bounds)
            index += step
        standing = used >= 3
        if used == 2 and edges == 2:
            one, other = chosen[0], chosen[1]
            standing = _opens_or_ends_both(places[one], articles[one], places[other], articles[other], tokens, bounds)
        if standing:
            if used >= 3 and edges >= used - 1:  # a frame, also where a sister outlet or a guest column carries it
                for index in range(around[run, 0], around[run, 1]):
                    if (index < first or index >= last) and _at_edge(places[index], articles[index], bounds):
                        _extend(places, articles, index, index + 1, chosen, used, tokens, bounds, mask)
            _extend(places, articles, first, last, chosen, used, tokens, bounds, mask)
            if shares[run] >= own_share:
                for index in range(first, last):
                    specific[places[index]] = True


@njit(cache=True, nogil=True)
def _at_edge(place, article, bounds):  # type: ignore[no-untyped-def]
    """Within the first or last tokens of a text, at most a quarter of it."""
    reach = min(_EDGE, (bounds[article + 1] - bounds[article]) // 4)
    return np.int64(place) < bounds[article] + reach or np.int64(place) + 5 >= bounds[article + 1] - reach


@njit(cache=True, nogil=True)
def _opens_or_ends_both(place, article, there, owner, tokens, bounds):  # type: ignore[no-untyped-def]
    """Whether the common run at two places reaches the very beginning or the very end of both texts."""
    left, right = np.int64(place), np.int64(place)
    shift = np.int64(there) - left
    low, high = max(bounds[article], bounds[owner] - shift), min(bounds[article + 1], bounds[owner + 1] - shift)
    while left > low and tokens[left - 1] == tokens[left - 1 + shift]:
        left -= 1
    while right < high and tokens[right] == tokens[right + shift]:
        right += 1
    opens = left - bounds[article] <= _SLACK and left + shift - bounds[owner] <= _SLACK
    ends = bounds[article + 1] - right <= _SLACK and bounds[owner + 1] - right - shift <= _SLACK
    return (opens or ends) and right - left >= _PAIR_LEAST


@njit(cache=True, nogil=True)
def _extend(places, articles, first, last, chosen, used, tokens, bounds, mask):  # type: ignore[no-untyped-def]
    """Mask, round each place, what it shares with the second best of the chosen (the best where there is but one)."""
    for index in range(first, last):
        place, article = np.int64(places[index]), articles[index]
        if mask[place] and mask[min(place + 4, bounds[article + 1] - 1)]:
            continue
        left_best, left_next, right_best, right_next = 0, 0, 0, 0
        others = 0
        for number in range(used):
            other = chosen[number]
            if articles[other] == article:
                continue
            others += 1
            there, owner = np.int64(places[other]), articles[other]
            left = 0
            limit = min(place - bounds[article], there - bounds[owner])
            while left < limit and tokens[place - left - 1] == tokens[there - left - 1]:
                left += 1
            right = 0
            limit = min(bounds[article + 1] - place, bounds[owner + 1] - there)
            while right < limit and tokens[place + right] == tokens[there + right]:
                right += 1
            if left > left_best:
                left_best, left_next = left, left_best
            elif left > left_next:
                left_next = left
            if right > right_best:
                right_best, right_next = right, right_best
            elif right > right_next:
                right_next = right
        if others < 2:
            left_next, right_next = left_best, right_best
        mask[place - left_next : place + right_next] = True


@njit(cache=True, nogil=True)
def _clean(mask, specific, flags, bounds, least, least_edge, least_common):  # type: ignore[no-untyped-def]
    """Close gaps of one or two tokens (a changing date or number), then drop what is too short.

    Short runs must be the outlet's own ("specific"): stock phrases and names of offices stand everywhere. What stands
    in quotation marks is a saying that the outlet comes back to, not its frame.
    """
    for text in range(len(bounds) - 1):
        first, last = bounds[text], bounds[text + 1]
        end = first - 3
        for place in range(first, last):
            if mask[place]:
                if 0 < place - end <= 2:
                    mask[end:place] = True
                end = place + 1
        place = first
        while place < last:
            if not mask[place]:
                place += 1
                continue
            begin, weight = place, 0
            own, quoted = False, 0
            while place < last and mask[place]:
                own |= specific[place]
                quoted += (flags[place] & FLAG_QUOTED) != 0
                weight += IDEOGRAPH_WEIGHT if flags[place] & FLAG_IDEOGRAPH else WORD_WEIGHT
                place += 1
            edge = begin < first + _EDGE or place > last - _EDGE
            if 2 * quoted > place - begin or weight < (
                (least_edge if edge else least) if own else (least if edge else least_common)
            ):
                mask[begin:place] = False
