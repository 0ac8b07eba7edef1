"""Signs of a column: somebody writes "I" outside quotation marks. Agencies never do."""

from __future__ import annotations

from functools import cache

import numpy as np
from numba import njit

from herdline.copies.corpus import FLAG_QUOTED, Corpus
from herdline.text.tokens import hash_word

_WORDS = (
    "i im ive my myself "  # en
    "я мне меня мной мой моя мою моей моего моих "  # ru
    "je jai mon mes moi "  # fr
    "ich mir mich mein meine meinen meiner "  # de
    "yo mi mis conmigo "  # es
    "мен менің маған "  # kk
    "eu meu minha io mio mia ja mnie ben benim أنا"  # pt, it, pl, tr, ar
)
_SLOTS = 1 << 12


def first_person(corpus: Corpus) -> np.ndarray:
    """Int32 (articles,): words of the first person singular outside quotation marks and standing text.

    Chinese, Japanese, Korean and Thai are left out: their tokens are characters, and 我 begins "we" and "our" too.
    """
    counts = np.zeros(len(corpus), np.int32)
    _count(corpus.tokens, corpus.flags, corpus.bounds, _table(), counts)
    return counts


@cache
def _table() -> np.ndarray:
    """Token by its lowest bits, 0 where there is none: one look tells nearly every token."""
    table = np.zeros(_SLOTS, np.uint32)
    for word in _WORDS.split():
        token = np.uint32(hash_word(word) >> 32)
        table[token & (_SLOTS - 1)] = token
    return table


@njit(cache=True, nogil=True)
def _count(tokens, flags, bounds, table, counts):  # type: ignore[no-untyped-def]
    for text in range(len(counts)):
        for place in range(bounds[text], bounds[text + 1]):
            token = tokens[place]
            if table[token & np.uint32(_SLOTS - 1)] == token and token != 0 and not flags[place] & FLAG_QUOTED:
                counts[text] += 1
