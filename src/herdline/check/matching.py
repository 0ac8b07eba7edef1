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
from numpy.typing import NDArray
from scipy import sparse

from herdline.check.matters import matters
from herdline.config import CheckSettings
from herdline.text.anchors import anchors
from herdline.text.vectors import KNOWN, full_vectors, static_vectors

SAME, ACROSS, UNKNOWN = 0, 1, 2
"""How two sentences are compared: in one language, across languages the vectors know, by anchors and matters alone."""
COMPARED = ("same", "across", "unknown")
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
        exact: full vectors; else static ones, forty times as fast, which do where nothing is claimed to be left out.
    """
    rare, who = _weighted([anchors(text) for text in texts]), _weighted(about)
    likeness = _dense(rare @ rare.T + settings.actors * (who @ who.T))
    known = np.array([lang in KNOWN for lang in langs])
    codes = np.unique(np.array(langs, dtype=object).astype(str), return_inverse=True)[1]
    same = codes[:, None] == codes[None, :]
    both = known[:, None] & known[None, :]
    how = np.where(same & both, SAME, np.where(both, ACROSS, UNKNOWN)).astype(np.int8)
    if not same.all() or not known.all():
        likeness += _said(texts, langs, named) * np.array([0, settings.matters, settings.matters_unknown])[how]
    if exact:
        vectors = full_vectors(list(texts))
        meaning = vectors @ vectors.T
    else:
        vectors = static_vectors(list(texts))
        meaning = np.asarray(_SLOPE * (vectors @ vectors.T) + _OFFSET, np.float32)
    meaning[~both] = 0
    return meaning + likeness, how


def _said(texts: Sequence[str], langs: Sequence[str], named: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """Cosine of the matters of sentences that share an actor, or of which one names none; one matter counts half."""
    held = [matters(text, lang) for text, lang in zip(texts, langs, strict=True)]
    rare = _weighted(held)
    once = rare.copy()
    once.data[:] = 1
    common = _dense(once @ once.T)
    found = _dense(rare @ rare.T) * np.where(common >= 2, 1, 0.5)
    who = _weighted(named)
    unnamed = np.diff(who.indptr) == 0
    found[~((_dense(who @ who.T) > 0) | unnamed[:, None] | unnamed[None, :])] = 0
    return found


def _dense(matrix: sparse.csr_matrix) -> NDArray[np.float32]:
    return np.asarray(matrix.todense(), np.float32)


def limits(how: NDArray[np.int8], settings: CheckSettings) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """For each pair the evidence from which a fact is carried, and below which it is absent."""
    carried = np.array([settings.carried, settings.carried_across, settings.carried_unknown], np.float32)
    absent = np.array([settings.absent, settings.absent_across, settings.absent_unknown], np.float32)
    return carried[how], absent[how]


def _weighted(sets: Sequence[frozenset[str]]) -> sparse.csr_matrix:
    """Rows of unit length, one a sentence: what is in its set, weighted by inverse frequency (Spärck Jones 1972)."""
    place = {word: i for i, word in enumerate(sorted(frozenset().union(*sets)))}
    rows = np.repeat(np.arange(len(sets)), [len(s) for s in sets])
    columns = np.array([place[word] for s in sets for word in sorted(s)], np.int64)
    matrix = sparse.csr_matrix(
        (np.ones(len(columns), np.float32), (rows, columns)), shape=(len(sets), max(len(place), 1))
    )
    frequency = np.asarray(matrix.sum(axis=0)).ravel()
    weights = np.maximum(np.log((len(sets) + 1) / (frequency + 0.5)), 0).astype(np.float32)
    weighted = sparse.csr_matrix(matrix @ sparse.diags(weights))
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-6)) @ weighted)
