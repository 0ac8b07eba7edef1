"""A parsed sentence as a table of numbers, for the chains of ``cuemodel``; its features stand in ``cuekernels``.

One row a token: its words as checksums, where it hangs in the parse, whether it is quoted, and what kind of word it is
here: the nearest centres of the vectors that the parser makes of words in their surroundings (k-means, without any
label), which tell "lambasted" from "attended" though neither was seen. The table is filled from what is remembered of
each word, label and tag.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.lexicon import entries
from herdline.record.quoting import cuekernels, spankernels
from herdline.record.quoting.cuekernels import (
    BITS,
    COLUMNS,
    DEP,
    FINE_KIND,
    HEAD,
    KIND,
    KNOWN,
    LEMMA,
    LOWER,
    POS,
    POS_BITS,
    QUOTED,
    TAG,
    TITLE,
)  # fmt: skip

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc

_FUNCTION = frozenset("aux auxpass neg prep prt mark advmod agent det poss".split())
_HELD = "ccomp xcomp dobj nsubj nsubjpass prep agent attr acomp poss parataxis oprd dative".split()
_SUBJECTS, _SHARING = frozenset(("nsubj", "nsubjpass")), frozenset(("conj", "xcomp", "advcl", "pcomp"))
_NOMINAL = frozenset(("acl", "relcl"))
_CLAUSES = frozenset("relcl advcl conj acl appos parataxis ccomp".split())
_INNER = frozenset(("xcomp", "ccomp", "conj"))
_BREAKS = frozenset((",", "–", "—", "-", "--", ";", ":", "(", ")"))
_REMEMBERED = 200_000
Table = NDArray[np.int64]
"""Int64 (tokens, ``cuekernels.COLUMNS``)."""
Features = tuple[NDArray[np.int32], NDArray[np.int64]]
"""Buckets of all tokens, one token behind the other, and where each token's begin (one more at the end)."""


@cache
def known_cues() -> frozenset[str]:
    """Lemmas of verbs that attribute."""
    return frozenset(entries("cues.txt"))


def view(doc: Doc, quotations: Sequence[tuple[int, int]]) -> Table:
    """Table of a parsed sentence; ``quotations`` are [start, end) in its characters, marks included."""
    table = np.zeros((len(doc), COLUMNS), np.int64)
    table[:, LOWER:LEMMA] = _remembered(_word, [token.text for token in doc])
    lemmas = _remembered(_lemma, [token.lemma_ for token in doc])
    table[:, LEMMA] = lemmas[:, 0]
    table[:, TAG] = _remembered(_plain, [token.tag_ for token in doc])[:, 0]
    table[:, POS:DEP] = _remembered(_pos, [token.pos_ for token in doc])
    table[:, DEP:HEAD] = _remembered(_dep, [token.dep_ for token in doc])
    table[:, HEAD] = [token.head.i for token in doc]
    table[:, KNOWN] = lemmas[:, 1] & table[:, POS_BITS] & 1
    starts = np.array([token.idx for token in doc])
    for start, end in quotations:
        table[:, QUOTED] |= (starts >= start) & (starts < end)
    long_words = table[table[:, BITS] & 2 > 0, BITS]
    table[:, TITLE] = len(long_words) > 2 and np.count_nonzero(long_words & 4) > 0.8 * len(long_words)
    if doc.tensor.size:
        wide, narrow = _centres()
        table[:, KIND], table[:, FINE_KIND] = nearest(doc.tensor, wide), nearest(doc.tensor, narrow)
    cuekernels.hang(table)
    return table


def nearest(vectors: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.int64]:
    """Number of the nearest centre of each vector."""
    result: NDArray[np.int64] = (vectors @ centres.T - (centres**2).sum(axis=1) / 2).argmax(axis=1)
    return result


@cache
def _centres() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Of few wide and of many narrow groups of words in their places."""
    with files("herdline").joinpath("data/cuekinds.npz").open("rb") as file, np.load(file) as held:
        return held["wide"].astype(np.float32), held["narrow"].astype(np.float32)


def cue_features(table: Table) -> Features:
    """Features of each token as a part of a cue."""
    return cuekernels.cue_features(table)  # type: ignore[no-any-return]


def span_features(table: Table, cue: Sequence[int]) -> Features:
    """Features of each token as a part of the source or the content of a cue (numbers of its tokens)."""
    return spankernels.span_features(table, np.array(cue, np.int64))  # type: ignore[no-any-return]


_memory: dict[str, dict[str, tuple[int, ...]]] = {}


def _remembered(told: Callable[[str], tuple[int, ...]], words: Sequence[str]) -> Table:
    """What is told of each string; each is looked at once."""
    known = _memory.setdefault(told.__name__, {})
    if len(known) > _REMEMBERED:
        known.clear()
    rows = []
    for word in words:
        row = known.get(word)
        if row is None:
            row = known[word] = told(word)
        rows.append(row)
    return np.array(rows, np.int64)


def _code(word: str) -> int:
    return zlib.crc32(word.encode())


def _plain(word: str) -> tuple[int, ...]:
    return (_code(word),)


def _word(word: str) -> tuple[int, ...]:
    """Code of the word, of its ending, of a pronoun's word; bits: 1 a comma or the like, 2 long, 4 capital."""
    lower = word.lower()
    long = word.isalpha() and len(word) > 3
    return _code(lower), _code(lower[-3:]), 0, (lower in _BREAKS) | long << 1 | (word[:1].isupper() << 2)


def _lemma(word: str) -> tuple[int, ...]:
    lower = word.lower()
    return _code(lower), int(lower in known_cues())


def _pos(word: str) -> tuple[int, ...]:
    """Code; bits: 1 a verb, 2 can head a cue, 4 a pronoun."""
    return _code(word), (word == "VERB") | (word in ("VERB", "AUX", "NOUN", "ADJ", "PROPN")) << 1 | (
        word == "PRON"
    ) << 2


def _dep(word: str) -> tuple[int, ...]:
    """Code; a bit of its own for what a cue may hold; bits of its kind.

    1 function word, 2 subject, 4 shares its subject, 8 inner clause, 16 passive, 32 clause of a noun, 64 clause.
    """
    held = 1 << _HELD.index(word) if word in _HELD else 0
    kind = (word in _FUNCTION) | (word in _SUBJECTS) << 1 | (word in _SHARING) << 2 | (word in _INNER) << 3
    kind |= (word in ("auxpass", "agent")) << 4 | (word in _NOMINAL) << 5 | (word in _CLAUSES) << 6
    return _code(word), held, kind
