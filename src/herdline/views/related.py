"""Stories of one matter: those whose titles share their telling words.

A matter of weeks (a submarine lost, a summit) is many stories: the search, the find, the inquiry. A story stays what
was told at one time; what belongs to the same matter is listed beside it.
"""

from __future__ import annotations

from datetime import timedelta

import duckdb
import numpy as np
import pyarrow as pa
from scipy import sparse

from herdline.results import Related, Rows
from herdline.text.tokens import IDEOGRAPH, tokenize

NEAR = 0.45
"""Cosine from which two stories are taken for one matter: nine in ten that a reader judged (benchmarks.related)."""
DAYS = 30
"""Stories that began and ended this much earlier or later are not compared."""
LEAST = 2
"""Independent texts that a story needs to be listed: of single articles there are ten times as many."""
_TITLES = """
select s.story, a.title from story_articles s join articles a on a.id = s.article join stories t on t.story = s.story
join families f on f.article = a.id
where f.original = a.id and a.title <> '' and (t.story = ? or (t.families >= ?
 and coalesce(t.last >= ? and t."first" <= ?, t."first" is null)))
order by s.story, a.id
"""


def related(connection: duckdb.DuckDBPyConnection, number: int, limit: int | None = None) -> Rows[Related]:
    """Stories of the same matter as a story, nearest first.

    Stories are compared as vectors of the words of their independent texts' titles: share of the titles that have the
    word, times its inverse document frequency (Sparck Jones 1972) over the stories compared; nearness is the cosine.
    Words are those of the shared tokenizer, in Chinese and Japanese pairs of characters; what has no words in common
    is not found, so stories of one matter in two languages are as a rule not.

    Args:
        connection: an open store.
        number: the story.
        limit: most rows, None for all.
    """
    span = connection.execute('select "first", last from stories where story = ?', [number]).fetchall()[0]
    first, last = (span[0] - timedelta(DAYS), span[1] + timedelta(DAYS)) if span[0] and span[1] else (None, None)
    rows = connection.execute(_TITLES, [number, LEAST, first, last]).fetchall()
    stories, of = np.unique(np.array([row[0] for row in rows], np.int64), return_inverse=True)
    here = int(np.searchsorted(stories, number))
    near = np.zeros(len(stories))
    if len(stories) and here < len(stories) and stories[here] == number:
        words = word_vectors([row[1] for row in rows], of, len(stories))
        near = np.asarray((words @ words[here].T).todense()).ravel()
        near[here] = 0.0
    chosen = [i for i in np.argsort(-near, kind="stable").tolist() if near[i] >= NEAR][:limit]
    told = connection.sql(
        'select story, title, "first", last, outlets, families from stories where story in (select unnest(?))',
        params=[[int(stories[i]) for i in chosen]],
    ).to_arrow_table()
    by_story = {row["story"]: row for row in told.to_pylist()}
    found = [Related(**by_story[int(stories[i])], nearness=round(float(near[i]), 3)) for i in chosen]
    table = told.take(pa.array([told["story"].to_pylist().index(item.story) for item in found], pa.int64()))
    return Rows(found, table.append_column("nearness", pa.array([item.nearness for item in found], pa.float64())))


def word_vectors(titles: list[str], of: np.ndarray, count: int) -> sparse.csr_matrix:
    """Vectors of length one (or zero) for ``count`` stories, float (stories, words).

    Args:
        titles: all titles.
        of: int (titles,), the story of each.
        count: number of stories.
    """
    tokens = tokenize(titles)
    title = np.repeat(np.arange(len(titles)), np.diff(tokens.offsets))
    hashes = tokens.hashes.copy()
    if len(hashes) > 1:
        signs = (tokens.kinds & 3) == IDEOGRAPH
        pair = np.flatnonzero(signs[:-1] & signs[1:] & (title[:-1] == title[1:]))
        hashes[pair] = hashes[pair] * np.uint64(0x9E3779B97F4A7C15) ^ hashes[pair + 1]
    words, column = np.unique(hashes, return_inverse=True)
    held = np.unique(np.stack([title, column]), axis=1) if len(column) else np.zeros((2, 0), np.int64)
    counts = sparse.csr_matrix((np.ones(held.shape[1]), (of[held[0]], held[1])), shape=(count, len(words)))
    frequency = np.asarray((counts > 0).sum(axis=0)).ravel()
    weighed = counts.multiply(1 / np.maximum(np.bincount(of, minlength=count), 1)[:, None])
    weighed = weighed.multiply(np.log(count / np.maximum(frequency, 1))[None, :]).tocsr()
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.maximum(length, 1e-12)) @ weighed)
