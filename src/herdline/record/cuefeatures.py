"""A parsed sentence as a table of numbers, for the chains of ``cuemodel``; its features stand in ``cuekernels``.

One row a token: its words as checksums, where it hangs in the parse, whether it is quoted. The table is filled from
``Doc.to_array`` and from what is remembered of each word, label and tag, without an object a token.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record import cuekernels
from herdline.record.cuekernels import COLUMNS
from herdline.record.lexicon import entries

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FUNCTION = frozenset("aux auxpass neg prep prt mark advmod agent det poss".split())
_HELD = "ccomp xcomp dobj nsubj nsubjpass prep agent attr acomp poss parataxis oprd dative".split()
_SUBJECTS, _SHARING = frozenset(("nsubj", "nsubjpass")), frozenset(("conj", "xcomp", "advcl", "pcomp"))
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
    held = doc.to_array(["ORTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "LENGTH", "SPACY"])
    text = doc.vocab.strings
    table = np.zeros((len(held), COLUMNS), np.int64)
    table[:, :4] = _remembered("word", _word, held[:, 0], text)
    lemmas = np.array(_remembered("lemma", _lemma, held[:, 1], text))
    table[:, 4] = lemmas[:, 0]
    table[:, 5] = np.array(_remembered("tag", _plain, held[:, 2], text))[:, 0]
    table[:, 6:8] = _remembered("pos", _pos, held[:, 3], text)
    table[:, 8:11] = _remembered("dep", _dep, held[:, 4], text)
    table[:, 11] = np.arange(len(held)) + held[:, 5].astype(np.int64)
    table[:, 12] = lemmas[:, 1] & (table[:, 7] & 1)
    ends = np.cumsum(held[:, 6] + held[:, 7]).astype(np.int64)
    starts = ends - (held[:, 6] + held[:, 7]).astype(np.int64)
    for start, end in quotations:
        table[:, 13] |= (starts >= start) & (starts < end)
    long_words = table[table[:, 3] & 2 > 0, 3]
    table[:, 14] = len(long_words) > 2 and np.count_nonzero(long_words & 4) > 0.8 * len(long_words)
    cuekernels.hang(table)
    return table


def cue_features(table: Table) -> Features:
    """Features of each token as a part of a cue."""
    return cuekernels.cue_features(table)  # type: ignore[no-any-return]


def span_features(table: Table, cue: Sequence[int]) -> Features:
    """Features of each token as a part of the source or the content of a cue (numbers of its tokens)."""
    return cuekernels.span_features(table, np.array(cue, np.int64))  # type: ignore[no-any-return]


_memory: dict[str, dict[int, tuple[int, ...]]] = {}


def _remembered(
    name: str, told: Callable[[str], tuple[int, ...]], ids: NDArray[np.uint64], text: Callable[[int], str]
) -> list[tuple[int, ...]]:
    """What is told of each string; each is looked at once."""
    known = _memory.setdefault(name, {})
    if len(known) > _REMEMBERED:
        known.clear()
    rows = []
    for key in ids.tolist():
        row = known.get(key)
        if row is None:
            row = known[key] = told(text[key] if key else "")  # type: ignore[index]
        rows.append(row)
    return rows


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
    """Code; a bit of its own for what a cue may hold; bits: 1 function word, 2 subject, 4 shares its subject, 8 inner
    clause, 16 passive."""
    held = 1 << _HELD.index(word) if word in _HELD else 0
    kind = (word in _FUNCTION) | (word in _SUBJECTS) << 1 | (word in _SHARING) << 2 | (word in _INNER) << 3
    return _code(word), held, kind | (word in ("auxpass", "agent")) << 4
