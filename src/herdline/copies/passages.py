"""The step that finds all shared text: standing text of outlets first, then passages between articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from numba import njit

from herdline.config import CopySettings
from herdline.copies.align import Passages, align
from herdline.copies.candidates import candidate_pairs
from herdline.copies.corpus import FLAG_CAPTION, QUERY, Corpus, load
from herdline.copies.opinion import first_person
from herdline.copies.prints import recurring
from herdline.copies.standing import find_standing, intervals
from herdline.engines.base import Engine

PASSAGES = pa.schema(
    [
        ("a", pa.int64()),  # the later article
        ("b", pa.int64()),  # the earlier one; null: the row is standing text of a
        ("a0", pa.int32()),  # first character in a
        ("a1", pa.int32()),
        ("b0", pa.int32()),
        ("b1", pa.int32()),
        ("tokens", pa.int32()),  # matched, counted in a
        ("tokens_b", pa.int32()),  # counted in b: differs in translations only
        ("runs", pa.int32()),  # exact runs in it
        ("edits", pa.int32()),  # tokens changed or left out between them
        ("quoted_a", pa.int32()),  # matched tokens inside quotation marks in a
        ("quoted_b", pa.int32()),
        ("own_a", pa.int32()),  # tokens of a without standing text
        ("own_b", pa.int32()),
        ("at_a", pa.int32()),  # first token's number in a
        ("at_b", pa.int32()),
        ("first_a", pa.int32()),  # words of the first person singular in a outside quotation marks ("I", "мой")
        ("first_b", pa.int32()),
    ]
)
"""One row a passage, or a stretch of standing text (b is null)."""

_ROWS = 50_000


def find_passages(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Step: all shared passages of the table ``articles``, and the standing text of its outlets.

    Memory: 11 bytes a token (in temporary files above 80 million tokens), 8 for each place of a fingerprint that
    recurs, 32 for each of at most 12 million hits. Time grows with the number of tokens.
    """
    yield from passages(engine.batches(QUERY, 2_000))


def passages(articles: Iterable[pa.RecordBatch], settings: CopySettings | None = None) -> Iterator[pa.RecordBatch]:
    """The same for batches with the columns of ``corpus.QUERY``; yields batches of ``PASSAGES``."""
    settings = settings or CopySettings()
    corpus = load(articles)
    if len(corpus) == 0:
        return
    prints = recurring(corpus, settings)
    standing = find_standing(corpus, prints, settings) | ((corpus.flags & FLAG_CAPTION) > 0)
    yield from _standing_rows(corpus, standing)
    corpus.tokens[standing] = 0
    own, first = _own_sizes(corpus.bounds, standing), first_person(corpus)
    del standing
    for pairs in candidate_pairs(corpus, prints, settings):
        yield from _passage_rows(corpus, align(corpus, pairs, settings), own, first)


@njit(cache=True, nogil=True)
def _own_sizes(bounds, standing):  # type: ignore[no-untyped-def]
    """Int32, tokens of each article without standing text; running sums over all tokens would take 16 bytes each."""
    sizes = np.zeros(len(bounds) - 1, np.int32)
    for text in range(len(sizes)):
        for place in range(bounds[text], bounds[text + 1]):
            sizes[text] += not standing[place]
    return sizes


def _ends(corpus: Corpus, last: np.ndarray) -> np.ndarray:
    """One past the last character of the token before ``last``."""
    ends: np.ndarray = corpus.starts[last - 1] + corpus.lengths[last - 1].astype(np.int32)
    return ends


def _standing_rows(corpus: Corpus, standing: np.ndarray) -> Iterator[pa.RecordBatch]:
    article, first, last = intervals(standing, corpus)
    for start in range(0, len(article), _ROWS):
        part = slice(start, start + _ROWS)
        one, begin, end = article[part], first[part], last[part]
        columns = {
            "a": corpus.ids[one], "a0": corpus.starts[begin], "a1": _ends(corpus, end), "tokens": end - begin,
            "at_a": begin - corpus.bounds[one],
        }  # fmt: skip
        yield _batch(columns, len(one))


def _passage_rows(corpus: Corpus, found: Passages, own: np.ndarray, first: np.ndarray) -> Iterator[pa.RecordBatch]:
    for start in range(0, len(found.places), _ROWS):
        part = slice(start, start + _ROWS)
        places, articles, measures = found.places[part], found.articles[part], found.measures[part]
        later = corpus.ranks[articles[:, 0]] >= corpus.ranks[articles[:, 1]]
        side = np.where(later, 0, 1)
        rows = np.arange(len(places))
        a, b = articles[rows, side], articles[rows, 1 - side]
        a0, a1 = places[rows, 2 * side], places[rows, 2 * side + 1]
        b0, b1 = places[rows, 2 - 2 * side], places[rows, 3 - 2 * side]
        columns = {
            "a": corpus.ids[a], "b": corpus.ids[b],
            "a0": corpus.starts[a0], "a1": _ends(corpus, a1), "b0": corpus.starts[b0], "b1": _ends(corpus, b1),
            "tokens": measures[:, 0], "tokens_b": measures[:, 0], "runs": measures[:, 1], "edits": measures[:, 2],
            "quoted_a": measures[rows, 3 + side], "quoted_b": measures[rows, 4 - side],
            "own_a": own[a], "own_b": own[b], "at_a": a0 - corpus.bounds[a], "at_b": b0 - corpus.bounds[b],
            "first_a": first[a], "first_b": first[b],
        }  # fmt: skip
        yield _batch(columns, len(places))


def _batch(columns: dict[str, np.ndarray], rows: int) -> pa.RecordBatch:
    arrays = [pa.array(columns[f.name]).cast(f.type) if f.name in columns else pa.nulls(rows, f.type) for f in PASSAGES]
    return pa.RecordBatch.from_arrays(arrays, schema=PASSAGES)
