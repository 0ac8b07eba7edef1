"""Stories of one matter: those whose titles share their telling words.

A matter of weeks (a submarine lost, a summit) is many stories: the search, the find, the inquiry. A story stays what
was told at one time; what belongs to the same matter is listed beside it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta

import duckdb
import numpy as np
import pyarrow as pa
from scipy import sparse

from herdline.results import Related, Rows
from herdline.text.tokens import joined, tokenize

NEAR = 0.45
"""Cosine from which two stories are taken for one matter: nine in ten that were judged (benchmarks.related)."""
DAYS = 30
"""Stories that ended this much before a story began, or began this much after it, are another matter."""
LEAST = 2
"""Independent texts that a story needs to be listed: of single articles there are ten times as many."""
_TITLES = """
select s.story, a.title from story_articles s join articles a on a.id = s.article join stories t on t.story = s.story
join families f on f.article = a.id where f.original = a.id and a.title <> '' and {which} order by s.story, a.id
"""
_FOUND = """
select story, title, "first", last, outlets, families from stories where story in (select unnest(?))
and coalesce(last >= ? and "first" <= ?, true)
"""
_KEPT = 2


@dataclass(frozen=True)
class Words:
    """Stories (int64, sorted), the words they use (uint64, sorted), what a word weighs, and their vectors."""

    stories: np.ndarray
    words: np.ndarray
    weights: np.ndarray
    vectors: sparse.csr_matrix


def related(
    connection: duckdb.DuckDBPyConnection, number: int, limit: int | None = None, least: float = NEAR
) -> Rows[Related]:
    """Stories of the same matter as a story, nearest first.

    Stories are vectors of the words of their independent texts' titles: share of the titles that have the word, times
    its inverse document frequency (Sparck Jones 1972) over the store; nearness is the cosine. Words are those of the
    shared tokenizer; where no spaces part them, pairs of characters. Stories of one matter in two languages have few
    words in common and are as a rule not found.

    Args:
        connection: an open store.
        number: the story.
        limit: most rows, None for all.
        least: nearness from which a story is listed.
    """
    held = _words(connection)
    own = connection.execute(_TITLES.format(which="s.story = ?"), [number]).fetchall()
    span = connection.execute('select "first", last from stories where story = ?', [number]).fetchall()[0]
    begun, ended = (span[0] - timedelta(DAYS), span[1] + timedelta(DAYS)) if span[0] and span[1] else (None, None)
    vector = _weighed(*_counted([title for _, title in own], np.zeros(len(own), np.int64), 1), held.words, held.weights)
    near = np.asarray((held.vectors @ vector.T).todense()).ravel() if len(held.stories) else np.zeros(0)
    near[held.stories == number] = 0.0
    nearness = {int(held.stories[i]): round(float(near[i]), 3) for i in np.flatnonzero(near >= least).tolist()}
    told = connection.sql(_FOUND, params=[list(nearness), begun, ended]).to_arrow_table()
    told = told.append_column("nearness", pa.array([nearness[s] for s in told["story"].to_pylist()], pa.float64()))
    told = told.sort_by([("nearness", "descending"), ("story", "ascending")]).slice(0, limit)
    return Rows([Related(**row) for row in told.to_pylist()], told)


def word_vectors(titles: list[str], of: np.ndarray, count: int) -> Words:
    """Vectors of length one (or zero) for ``count`` stories.

    Args:
        titles: all titles.
        of: int (titles,), the story of each.
        count: number of stories.
    """
    counts, words = _counted(titles, of, count)
    weights = np.log(count / np.maximum(np.asarray((counts > 0).sum(axis=0)).ravel(), 1))
    return Words(np.arange(count), words, weights, _weighed(counts, words, words, weights))


_made: OrderedDict[tuple[str, str], Words] = OrderedDict()


def _words(connection: duckdb.DuckDBPyConnection) -> Words:
    """Vectors of all stories of ``LEAST`` texts, kept as long as the store is the one they were made of."""
    key = _state(connection)
    if key not in _made:
        rows = connection.execute(_TITLES.format(which="t.families >= ?"), [LEAST]).fetchall()
        stories, of = np.unique(np.array([row[0] for row in rows], np.int64), return_inverse=True)
        found = word_vectors([row[1] for row in rows], of, len(stories))
        _made[key] = Words(stories, found.words, found.weights, found.vectors)
        while len(_made) > _KEPT:
            _made.popitem(last=False)
    return _made[key]


def _state(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """File of a store and what tells its states apart."""
    file = connection.execute(
        "select coalesce(path, '') from duckdb_databases() where database_name = current_catalog()"
    )
    sums = connection.execute("select count(*), sum(hash(story, title, families, last)) from stories")
    return str(file.fetchall()), str(sums.fetchall())


def _counted(titles: list[str], of: np.ndarray, count: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Share of each story's titles that have a word, float (stories, words), and the words."""
    tokens = tokenize(titles)
    title = np.repeat(np.arange(len(titles)), np.diff(tokens.offsets))
    hashes, ends = joined(tokens)
    pair = ends != tokens.ends
    kept = np.ones(len(hashes), np.bool_)
    kept[1:] = pair[1:] | ~pair[:-1]  # the last sign of a run stands in a pair already
    words, column = np.unique(hashes[kept], return_inverse=True)
    once = np.unique(title[kept] * np.int64(len(words) + 1) + column)
    story, word = of[once // (len(words) + 1)], once % (len(words) + 1)
    each = 1 / np.maximum(np.bincount(of, minlength=count), 1)
    return sparse.csr_matrix((each[story], (story, word)), shape=(count, len(words))), words


def _weighed(counts: sparse.csr_matrix, words: np.ndarray, known: np.ndarray, weights: np.ndarray) -> sparse.csr_matrix:
    """Vectors of length one over the known words."""
    place = np.searchsorted(known, words) if len(known) else np.zeros(len(words), np.int64)
    there = np.flatnonzero(
        (place < len(known)) & (known[np.minimum(place, len(known) - 1)] == words) if len(known) else []
    )
    columns = sparse.csr_matrix((weights[place[there]], (there, place[there])), shape=(len(words), len(known)))
    weighed = sparse.csr_matrix(counts @ columns)
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-12)) @ weighed)
