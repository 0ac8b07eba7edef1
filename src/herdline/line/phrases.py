"""Recurring wording of one story: maximal phrases over independent texts, found level by level.

A phrase of n + 1 tokens can recur only where both its phrases of n tokens do (Agrawal, Srikant 1994), so each
level looks
only at the places the last one left. A phrase is maximal when no longer one keeps four fifths of its support.
Slots (names, numbers) are tokens like others but do not count as words: a line has at least four words of its own, six
characters in scripts without spaces.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from herdline.line.streams import BREAKS, IDEO, SLOT

_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)
PREFIX = 4
"""Tokens of the prefix by which a phrase is looked up in other texts."""
_KEPT = 0.8


@dataclass(frozen=True)
class Phrase:
    """One recurring phrase.

    Attributes:
        tokens: uint64 hashes, slots included.
        support: independent groups (families, an owner once) that carry it.
        places: index of its first token in the streams, each use in the texts searched.
    """

    tokens: tuple[int, ...]
    support: int
    places: np.ndarray

    @property
    def key(self) -> int:
        """63-bit hash of the whole phrase."""
        return fold(np.array(self.tokens, np.uint64))

    @property
    def prefix(self) -> int:
        """63-bit hash of its first tokens."""
        return fold(np.array(self.tokens[:PREFIX], np.uint64))


def fold(tokens: np.ndarray) -> int:
    """63-bit hash of a token sequence."""
    value = np.uint64(0)
    with np.errstate(over="ignore"):
        for token in tokens:
            value = value * _BASE + token
    return int(value >> np.uint64(1))


def recurring(
    hashes: np.ndarray, flags: np.ndarray, groups: np.ndarray, texts: np.ndarray, least: int, longest: int = 12
) -> list[Phrase]:
    """Maximal phrases that at least ``least`` groups carry.

    Args:
        hashes: uint64 (n,), stream of the texts, one after the other.
        flags: uint8 (n,), see ``streams``.
        groups: int (n,), independent group of each token's text.
        texts: int (n,), text of each token.
        least: fewest groups.
        longest: most tokens; ideographs count 0.6 of one, so their phrases may be longer.

    Returns:
        Phrases, widest support first.
    """
    size = len(hashes)
    if size < PREFIX:
        return []
    broken = (flags & BREAKS) != 0
    broken[1:] |= texts[1:] != texts[:-1]
    run = np.cumsum(broken)
    ideographs = np.cumsum(np.concatenate([[0], (flags & IDEO) != 0]))
    words = np.cumsum(np.concatenate([[0], (flags & SLOT) == 0]))
    most = longest if not ideographs[-1] else round(longest / 0.6)
    alive, value = np.arange(size), hashes.copy()
    support = np.zeros(size, np.int32)
    found: list[tuple[int, np.ndarray, np.ndarray, np.ndarray]] = []
    for length in range(2, most + 1):
        reach = alive + length - 1
        inside = reach < size
        inside[inside] &= run[alive[inside]] == run[reach[inside]]
        alive, value = alive[inside], value[inside]
        if not len(alive):
            break
        with np.errstate(over="ignore"):
            value = value * _BASE + hashes[alive + length - 1]
        if length < 3:
            continue
        counts = _support(value, groups[alive])
        kept = counts >= least
        alive, value, counts = alive[kept], value[kept], counts[kept]
        found.append((length, alive, value, counts))
        # a longer phrase at i needs one of this length at i + 1 too
        support[:] = 0
        support[alive] = counts
        follows = np.zeros(len(alive), np.bool_)
        near = alive + 1 < size
        follows[near] = support[alive[near] + 1] >= least
        alive, value = alive[follows], value[follows]
    return _maximal(found, hashes, words, ideographs)


def find(
    tokens: tuple[int, ...], hashes: np.ndarray, run: np.ndarray, order: np.ndarray, ordered: np.ndarray
) -> np.ndarray:
    """Places of a phrase in a stream; ``order`` sorts the stream's hashes, ``ordered`` are they sorted."""
    first = np.uint64(tokens[0])
    low, high = np.searchsorted(ordered, first), np.searchsorted(ordered, first, "right")
    places = np.sort(order[low:high])
    places = places[places + len(tokens) <= len(hashes)]
    for step, token in enumerate(tokens[1:], 1):
        places = places[hashes[places + step] == np.uint64(token)]
    whole: np.ndarray = places[run[places] == run[places + len(tokens) - 1]]
    return whole


def distinct(hashes: np.ndarray, flags: np.ndarray, texts: np.ndarray) -> int:
    """Number of different runs of ``PREFIX`` tokens that no break parts: the phrases that could recur.

    Args:
        hashes: uint64 (n,), see ``recurring``.
        flags: uint8 (n,).
        texts: int (n,).
    """
    n = len(hashes) - PREFIX + 1
    if n <= 0:
        return 0
    broken = (flags & BREAKS) != 0
    broken[1:] |= texts[1:] != texts[:-1]
    run = np.cumsum(broken)
    value = np.zeros(n, np.uint64)
    with np.errstate(over="ignore"):
        for i in range(PREFIX):
            value = value * _BASE + hashes[i : n + i]
    return len(np.unique(value[run[:n] == run[PREFIX - 1 :]]))


def _support(values: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Distinct groups of each value, given back at each place."""
    order = np.lexsort((groups, values))
    v, g = values[order], groups[order]
    new_value = np.concatenate([[True], v[1:] != v[:-1]])
    new_pair = new_value | np.concatenate([[True], g[1:] != g[:-1]])
    number = np.cumsum(new_value) - 1
    counts = np.bincount(number, weights=new_pair).astype(np.int32)
    result = np.empty(len(values), np.int32)
    result[order] = counts[number]
    return result


def _maximal(
    found: list[tuple[int, np.ndarray, np.ndarray, np.ndarray]],
    hashes: np.ndarray,
    words: np.ndarray,
    ideographs: np.ndarray,
) -> list[Phrase]:
    phrases = []
    longer = np.zeros(len(hashes) + 1, np.int32)
    for length, alive, value, counts in reversed(found):
        if not len(alive):
            continue
        own = words[alive + length] - words[alive]
        signs = ideographs[alive + length] - ideographs[alive]
        enough = np.where(signs > length // 2, own >= 6, own >= 4)
        # best support of a phrase one longer that holds this one, at any of its places
        extended = np.maximum(longer[alive], np.where(alive > 0, longer[alive - 1], 0))
        order = np.argsort(value, kind="stable")
        starts = np.flatnonzero(np.concatenate([[True], value[order][1:] != value[order][:-1]]))
        for begin, end in zip(starts, [*starts[1:], len(order)], strict=True):
            places = order[begin:end]
            if enough[places[0]] and extended[places].max() < _KEPT * counts[places[0]]:
                first = alive[places[0]]
                tokens = tuple(int(t) for t in hashes[first : first + length])
                phrases.append(Phrase(tokens, int(counts[places[0]]), np.sort(alive[places])))
        longer[:] = 0
        longer[alive] = counts
    phrases.sort(key=lambda p: (-p.support, -len(p.tokens), p.tokens))
    return phrases
