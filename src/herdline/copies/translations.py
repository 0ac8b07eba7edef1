"""Translated copies: the same text in two languages, sentence after sentence.

1. Candidates: articles in different languages, a few days apart at most, that are near in static multilingual vectors
   (or, where the model lacks one of the languages, share rare anchors, see ``anchors``).
2. Their sentences are aligned in order by static vectors: cheap, drops nine of ten.
3. What is left is aligned by the full sentence vectors. A translation has most sentences of the shorter text aligned
   above ``translated_likeness``; independent accounts of one event hardly reach a fifth. Numbers must not contradict.

Kazakh, Uzbek, Ukrainian, Persian and whatever else the vector model lacks: only anchors and the profile of sentence
lengths (Gale and Church 1993) can speak, so the thresholds there are for weaker evidence and free translations into
a language of another script are missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from herdline.config import CopySettings
from herdline.copies import lookalikes
from herdline.copies.lookalikes import Readings
from herdline.copies.monotone import align_in_order
from herdline.copies.passages import PASSAGES
from herdline.copies.sentences import sentences
from herdline.engines.base import Engine
from herdline.text.anchors import numbers
from herdline.text.tokens import tokenize
from herdline.text.vectors import full_vectors

KNOWN = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
"""Languages of the vector model."""

_PROBE = 8
_PAIRS = 500  # compared after one making of static vectors
SHORTEST = 250
"""Characters below which a text has too few sentences to be told a translation: leads of feeds are passed over."""

LANGUAGES_SQL = f"select lang, count(*) as n from articles where length(text) >= {SHORTEST} group by lang"
ARTICLES_SQL = f"""
select id, lang, title, text, published from articles
where length(text) >= {SHORTEST} and lang is not null and lang <> 'und'
"""


@dataclass(frozen=True)
class Aligned:
    """Two texts with the sentence pairs that say the same: rows of ``Readings`` and (sentence of a, of b)."""

    a: int
    b: int
    pairs: list[tuple[int, int]]


def find_translations(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Step: aligned sentences of translated copies, as rows of ``PASSAGES``.

    Does nothing in a pile of one language. Memory: the texts and 2 kB an article.
    """
    if engine.table(LANGUAGES_SQL).num_rows > 1:
        yield from translations(engine.table(ARTICLES_SQL))


def translations(articles: pa.Table, settings: CopySettings | None = None) -> Iterator[pa.RecordBatch]:
    """The same for a table with the columns id, lang, title, text, published."""
    settings = settings or CopySettings()
    readings = lookalikes.read(articles.sort_by("id"))
    pairs = list(lookalikes.candidates(readings, KNOWN, settings))
    for start in range(0, len(pairs), _PAIRS):
        part = [
            pair for pair in pairs[start : start + _PAIRS] if _least(readings, *pair) >= settings.translated_sentences
        ]
        readings.prepare([row for pair in part if _is_known(readings, *pair) for row in pair])
        for a, b in part:
            found = (_by_vectors if _is_known(readings, a, b) else _by_anchors)(readings, a, b, settings)
            if found is not None:
                yield _rows(readings, found)


def _least(readings: Readings, a: int, b: int) -> int:
    """Sentences of the shorter text."""
    return min(len(readings.sentences(a)), len(readings.sentences(b)))


def _is_known(readings: Readings, a: int, b: int) -> bool:
    return readings.langs[a] in KNOWN and readings.langs[b] in KNOWN


def _by_vectors(readings: Readings, a: int, b: int, settings: CopySettings) -> Aligned | None:
    least = _least(readings, a, b)
    rough = readings.static(a) @ readings.static(b).T
    pairs = align_in_order(rough, 0.2)
    near = [p for p in pairs if rough[p] >= settings.translated_rough]
    if len(near) < settings.translated_share / 2 * least or not _probed(readings, a, b, near, rough, settings):
        return None
    likeness = readings.full(a) @ readings.full(b).T
    pairs = [p for p in align_in_order(likeness, 0.3) if likeness[p] >= settings.translated_likeness]
    if len(pairs) < settings.translated_share * least or _contradict(readings, a, b, pairs):
        return None
    return Aligned(a, b, pairs)


def _probed(
    readings: Readings, a: int, b: int, near: list[tuple[int, int]], rough: np.ndarray, settings: CopySettings
) -> bool:
    """Whether the full model bears out a quarter of the eight best rough pairs, at least one: whole texts are dear.

    In a translation nearly all of them say the same; independent accounts seldom have two.
    """
    best = sorted(near, key=lambda pair: (-rough[pair], pair))[:_PROBE]
    here, there = readings.sentences(a), readings.sentences(b)
    made = full_vectors([here[i] for i, _ in best] + [there[j] for _, j in best])
    likeness = np.einsum("ij,ij->i", made[: len(best)], made[len(best) :])
    return bool((likeness >= settings.translated_likeness).sum() * 4 >= len(best))


def _contradict(readings: Readings, a: int, b: int, pairs: list[tuple[int, int]]) -> bool:
    """Whether the numbers of aligned sentences are mostly different (twin stories: "Day 2", "Day 21")."""
    same, other = 0, 0
    for i, j in pairs:
        here, there = numbers(readings.sentences(a)[i]), numbers(readings.sentences(b)[j])
        if here and there:
            same += bool(here & there)
            other += not here & there
    return other > max(1, 2 * same)


def _by_anchors(readings: Readings, a: int, b: int, settings: CopySettings) -> Aligned | None:
    least = _least(readings, a, b)
    likeness = readings.anchor_likeness(a, b)
    pairs = [p for p in align_in_order(likeness, 0.0) if likeness[p] >= settings.anchored_likeness]
    if len(pairs) < max(3, settings.anchored_share * least):
        return None
    lengths = np.array([(len(readings.sentences(a)[i]), len(readings.sentences(b)[j])) for i, j in pairs], np.float64)
    profile = np.corrcoef(np.log(lengths).T)[0, 1] if lengths.std(axis=0).min() > 0 else 0.0
    if not profile >= settings.anchored_profile or _contradict(readings, a, b, pairs):
        return None
    return Aligned(a, b, pairs)


def _rows(readings: Readings, found: Aligned) -> pa.RecordBatch:
    a, b = (found.a, found.b) if readings.later(found.a, found.b) else (found.b, found.a)
    pairs = found.pairs if a == found.a else [(j, i) for i, j in found.pairs]
    here, there = sentences(readings.texts[a]), sentences(readings.texts[b])
    columns = {
        "a": [readings.ids[a]] * len(pairs), "b": [readings.ids[b]] * len(pairs),
        "a0": [here[i][0] for i, _ in pairs], "a1": [here[i][1] for i, _ in pairs],
        "b0": [there[j][0] for _, j in pairs], "b1": [there[j][1] for _, j in pairs],
        "tokens": _sizes([readings.texts[a][slice(*here[i])] for i, _ in pairs]),
        "tokens_b": _sizes([readings.texts[b][slice(*there[j])] for _, j in pairs]),
        "own_a": np.repeat(_sizes([readings.texts[a]]), len(pairs)),
        "own_b": np.repeat(_sizes([readings.texts[b]]), len(pairs)),
    }  # fmt: skip
    arrays = [pa.array(columns.get(f.name, [0] * len(pairs))).cast(f.type) for f in PASSAGES]
    return pa.RecordBatch.from_arrays(arrays, schema=PASSAGES)


def _sizes(texts: list[str]) -> np.ndarray:
    return np.diff(tokenize(texts).offsets)
