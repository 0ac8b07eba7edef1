"""Words that tell one pile of texts from the others: log-odds with a Dirichlet prior, against random deals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

LEAST_Z = 1.96
LEAST_USERS = 2
"""Texts of a camp that use a term: a word of one text is its author's."""
DEALS = 39
_BY_CHANCE = 1
"""Of ``DEALS`` so many may give any term as telling as one that is listed: (1 + 1) / (39 + 1) is one in twenty."""

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Telling:
    """A term of a camp: ``uses`` of it by ``texts`` of the camp, and ``elsewhere`` texts of the others with it."""

    term: str
    z: float
    uses: int
    texts: int
    elsewhere: int


def log_odds(inside: Counts, both: Counts, of: float, all_words: float, prior: float = 200.0) -> Counts:
    """Z of each word: the log of its odds inside over those outside, by its standard error (Monroe and others 2008).

    The error takes every use
    for independent, which the words of one text are not: among thousands of words many have z above 1.96 by chance.

    Args:
        inside: uses of each word inside.
        both: inside and outside.
        of: all words inside.
        all_words: inside and outside.
        prior: words in all that give each word its share of both piles together.
    """
    weight = prior * both / all_words
    here, there = inside + weight, both - inside + weight
    odds = np.log(here / (of + prior - here)) - np.log(there / (all_words - of + prior - there))
    return np.asarray(odds / np.sqrt(1 / here + 1 / there))


def telling(
    texts: Sequence[Mapping[str, int]], camps: Sequence[str], least: int, seed: int
) -> dict[str, list[Telling]]:
    """Terms of each camp that chance does not give, the most telling first.

    The same texts are dealt ``DEALS`` times at random between camps of the same sizes, and a term is listed when its z
    is above that of any term in all deals but one (Westfall, Young 1993): a camp that is no different has a term one
    time in twenty. A text is dealt as one, however often it says a word; that an outlet writes several texts of a camp
    in one manner is not told from the manner of the camp.

    Args:
        texts: uses of each term, of each text.
        camps: the camp of each.
        least: texts of a camp, and of all others, below which it is not asked about.
        seed: of the deals.

    Returns:
        camps that were asked about, with their terms.
    """
    used = Counter(term for text in texts for term in text)
    terms = sorted(term for term, users in used.items() if users >= LEAST_USERS)
    place = {term: number for number, term in enumerate(terms)}
    found = [(row, place[term], n) for row, text in enumerate(texts) for term, n in text.items() if term in place]
    rows, columns, uses = np.array(found, np.int64).reshape(-1, 3).T  # of no terms at all: three empty columns
    counts = csr_matrix((uses.astype(float), (rows, columns)), (len(texts), len(terms)))
    words = np.array([sum(text.values()) for text in texts], float)
    both = np.asarray(counts.sum(axis=0)).ravel()
    names = sorted(set(camps))
    label = np.array([names.index(camp) for camp in camps], np.int64)
    sizes = np.bincount(label, minlength=len(names))
    asked = [n for n in range(len(names)) if sizes[n] >= least and len(texts) - sizes[n] >= least]

    def scores(camp: int, dealt: NDArray[np.int64]) -> tuple[NDArray[np.int64], Counts, Counts, Counts]:
        """Terms that several texts of a camp use: their numbers, z, uses and texts."""
        inside = dealt == camp
        own = counts[inside]
        users = np.asarray(own.getnnz(axis=0)).ravel()
        held = np.flatnonzero(users >= LEAST_USERS)
        here = np.asarray(own.sum(axis=0)).ravel()[held]
        return held, log_odds(here, both[held], words[inside].sum(), words.sum()), here, users[held]

    rng = np.random.default_rng(seed)
    deals = [rng.permutation(label) for _ in range(DEALS)]
    all_users = np.asarray(counts.getnnz(axis=0)).ravel()
    told: dict[str, list[Telling]] = {}
    for camp in asked:
        most = sorted((scores(camp, deal)[1].max(initial=0.0) for deal in deals), reverse=True)
        bar = max(LEAST_Z, most[_BY_CHANCE])
        held, z, here, users = scores(camp, label)
        told[names[camp]] = sorted(
            (
                Telling(terms[held[i]], float(z[i]), int(here[i]), int(users[i]), int(all_users[held[i]] - users[i]))
                for i in np.flatnonzero(z > bar)
            ),
            key=lambda row: (-row.z, row.term),
        )
    return told
