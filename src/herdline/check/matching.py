"""Whether two sentences tell the same fact: evidence, and what it allows to say.

Evidence is the cosine of multilingual sentence vectors (Yang et al. 2020), plus the cosine of rare anchors (numbers,
and the beginnings of longer words in one Latin spelling, weighted by their rarity in the story), plus a little for the
actors named. The first hears a paraphrase, the second a name or figure that a paraphrase keeps. Between languages the
cosine of the matters that the two speak of (``matters``: recognition, evasion of sanctions ...) is added where they may
be about the same actors: what a sentence says comes before how it sounds, and Kazakh has no vectors. Three answers:
carried, not carried, and between them none, because a claim that something is left out must not rest on a missed
paraphrase.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from herdline.check.matters import matters
from herdline.config import CheckSettings
from herdline.text.anchors import anchors
from herdline.text.nearvectors import near_vectors
from herdline.text.vectors import KNOWN, full_vectors, static_vectors

SAME, ACROSS, UNKNOWN = 0, 1, 2
"""How two sentences are compared: in one language, across languages the vectors know, by anchors and matters alone."""
COMPARED = ("same", "across", "unknown")
_NEAR_OFFSET = np.float32(-0.004)
"""Full cosine less the near one, mean over all pairs of 40 stories of BASIL dev (standard deviation .016)."""
_SLOPE, _OFFSET = 1.08, -0.07
"""Full cosine by the static one: least squares over 48,523 pairs of BASIL dev, correlation .91."""


def evidence(
    texts: Sequence[str],
    langs: Sequence[str],
    named: Sequence[frozenset[str]],
    about: Sequence[frozenset[str]],
    settings: CheckSettings,
    exact: bool,
) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Evidence float32 (n, n) that sentences tell one fact, and how each pair is compared, int8 (n, n).

    Memory grows with the square of n: 4,000 sentences take 64 MB and 16 MB.

    Args:
        texts: sentences.
        langs: their languages.
        named: actors that each names.
        about: the same or, where it names none, those ahead of it.
        settings: weights and thresholds.
        exact: full vectors where several languages meet, near ones in one language; else static ones, four times as
            fast as near ones, which do where nothing is claimed to be left out.
    """
    likeness = _cosines([anchors(text) for text in texts])[0] + settings.actors * _cosines(about)[0]
    known = np.array([lang in KNOWN for lang in langs])
    codes = np.unique(np.array(langs, dtype=object).astype(str), return_inverse=True)[1]
    same = codes[:, None] == codes[None, :]
    both = known[:, None] & known[None, :]
    how = np.where(same & both, SAME, np.where(both, ACROSS, UNKNOWN)).astype(np.int8)
    if not same.all() or not known.all():
        likeness += _said(texts, langs, named) * np.array([0, settings.matters, settings.matters_unknown])[how]
    if exact and len({lang for lang in langs if lang in KNOWN}) > 1:
        vectors = full_vectors(
            list(texts)
        )  # between languages little but the vectors tells, and the thresholds are near
        meaning = vectors @ vectors.T
    elif exact:
        vectors = near_vectors(list(texts))
        meaning = vectors @ vectors.T + _NEAR_OFFSET
    else:
        vectors = static_vectors(list(texts))
        meaning = np.asarray(_SLOPE * (vectors @ vectors.T) + _OFFSET, np.float32)
    meaning[~both] = 0
    return meaning + likeness, how


def _said(texts: Sequence[str], langs: Sequence[str], named: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """Cosine of the matters of sentences that share an actor, or of which one names none; one matter counts half."""
    held = [matters(text, lang) for text, lang in zip(texts, langs, strict=True)]
    found = _cosines(held)[0]
    found[_shared(held) < 2] *= 0.5
    alike, is_named = _cosines(named)
    found[is_named[:, None] & is_named[None, :] & ~(alike > 0)] = 0
    return found


def _shared(sets: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """How many members two sets have in common, (n, n)."""
    rows, words, _ = _numbered(sets)
    found = np.zeros((len(sets), len(sets)), np.float32)
    _add_shared(rows, words, np.ones(len(rows), np.float32), found)
    return found


def limits(how: NDArray[np.int8], settings: CheckSettings) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each pair the evidence from which a fact is carried, and below which it is absent."""
    carried = np.array([settings.carried, settings.carried_across, settings.carried_unknown], np.float32)
    absent = np.array([settings.absent, settings.absent_across, settings.absent_unknown], np.float32)
    return carried[how], absent[how]


def _cosines(sets: Sequence[frozenset[str]]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Cosines (n, n) of sets whose members weigh by inverse frequency (Spärck Jones 1972), and which are not empty."""
    rows, words, counts = _numbered(sets)
    weights = np.maximum(np.log((len(sets) + 1) / (counts + 0.5)), 0).astype(np.float32)[words]
    length = np.sqrt(np.bincount(rows, weights * weights, minlength=len(sets)))
    weights /= np.maximum(length, 1e-6).astype(np.float32)[rows]
    found = np.zeros((len(sets), len(sets)), np.float32)
    _add_shared(rows, words, weights, found)
    return found, np.bincount(rows, minlength=len(sets)) > 0


def _numbered(sets: Sequence[frozenset[str]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(row, number of the word) of each member, by word then by row, and in how many sets each word is."""
    number = {word: i for i, word in enumerate(sorted(frozenset().union(*sets)))}
    rows = np.repeat(np.arange(len(sets)), [len(s) for s in sets])
    words = np.fromiter((number[word] for s in sets for word in s), np.int64, len(rows))
    order = np.lexsort((rows, words))
    return rows[order], words[order], np.bincount(words, minlength=len(number))


@njit(cache=True, nogil=True)
def _add_shared(rows, words, weights, found):  # type: ignore[no-untyped-def]
    """An inverted index: all pairs of rows that have a word get the product of its weights in them."""
    first = 0
    while first < len(rows):
        last = first + 1
        while last < len(rows) and words[last] == words[first]:
            last += 1
        if weights[first] > 0:
            for one in range(first, last):
                for other in range(first, last):
                    found[rows[one], rows[other]] += weights[one] * weights[other]
        first = last
