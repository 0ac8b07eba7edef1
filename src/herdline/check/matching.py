"""Whether two sentences tell the same fact: evidence, and what it allows to say.

Evidence is the cosine of multilingual sentence vectors (Yang et al. 2020), plus the cosine of rare anchors (numbers,
and the beginnings of longer words in one Latin spelling, weighted by their rarity in the story), plus a little for the
actors named. The first hears a paraphrase, the second a name or figure that a paraphrase keeps. Three answers: carried,
not carried, and between them none, because a claim that something is left out must not rest on a missed paraphrase.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from herdline.config import CheckSettings
from herdline.text.anchors import anchors
from herdline.text.vectors import KNOWN, full_vectors

SAME, ACROSS, UNKNOWN = 0, 1, 2
"""How two sentences are compared: in one language, across languages the vectors know, by anchors alone."""
COMPARED = ("same", "across", "unknown")


def evidence(
    texts: Sequence[str], langs: Sequence[str], actors: Sequence[frozenset[str]], settings: CheckSettings
) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Evidence float32 (n, n) that sentences tell one fact, and how each pair is compared, int8 (n, n).

    Memory grows with the square of n: 4,000 sentences take 64 MB and 16 MB.
    """
    vectors = full_vectors(list(texts))
    rare, who = _weighted([anchors(text) for text in texts]), _weighted(actors)
    likeness = np.asarray((rare @ rare.T + settings.actors * (who @ who.T)).todense(), np.float32)
    known = np.array([lang in KNOWN for lang in langs])
    codes = np.unique(np.array(langs, dtype=object).astype(str), return_inverse=True)[1]
    same = codes[:, None] == codes[None, :]
    both = known[:, None] & known[None, :]
    how = np.where(same, SAME, np.where(both, ACROSS, UNKNOWN)).astype(np.int8)
    meaning = vectors @ vectors.T
    meaning[~(same | both)] = 0
    return meaning + likeness, how


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
