"""How near the titles of two stories are: in words, in meaning, in time.

Words alone do not do. In a week whose every tenth story is about one mutiny, the mutiny's own words are common and
weigh little, while a story of ninety texts is called ninety ways, so that the two share few words for their number.
Meaning alone takes all rulings of a court for one matter. Together, and with the days between them, they find more than
words alone at the same precision (benchmarks.related).
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

import duckdb
import numpy as np
from scipy import sparse

from herdline.text.nearvectors import near_vectors
from herdline.text.tokens import joined, tokenize

LEAST = 2
"""Independent texts that a story needs to be compared: of single articles there are ten times as many."""
ALIKE = 0.1
"""Cosine of words below which two stories are not looked at: with the nearest meaning they would not reach the cut."""
WEIGHTS = (8.54, 5.96, -0.55, -5.07)
"""Of the cosine of words, that of meaning, log(1 + days between), and 1: logistic regression (Cox 1958) on the pairs of
benchmarks.related, which prints them."""
_READ = 16
"""Titles of a story whose meaning is read, evenly over its time: of 4, 8, 16 and all the least that loses nothing."""
_TITLES = """
select s.story, a.title from story_articles s join articles a on a.id = s.article join stories t on t.story = s.story
join families f on f.article = a.id where f.original = a.id and a.title <> '' and {which}
order by s.story, a.published nulls last, a.id
"""
_SPANS = 'select story, "first", last from stories where story in (select unnest(?))'
_KEPT = 2


@dataclass(frozen=True)
class Words:
    """Stories (int64, sorted), the words they use (uint64, sorted), what a word weighs, and their vectors."""

    stories: np.ndarray
    words: np.ndarray
    weights: np.ndarray
    vectors: sparse.csr_matrix


@dataclass(frozen=True)
class Held:
    """What is known of a state of a store: the words of its stories, and the meanings that were asked for."""

    words: Words
    meanings: dict[int, np.ndarray] = field(default_factory=dict)


def likeness(
    connection: duckdb.DuckDBPyConnection, asked: list[int], among: list[int] | None = None
) -> sparse.coo_array:
    """How likely two stories are of one matter, for pairs that share words at all.

    Words: a story is a vector over words, the root of the share of its independent texts' titles that have the word
    times its inverse document frequency (Sparck Jones 1972) over the store. Words are those of the shared tokenizer;
    where no spaces part them, pairs of characters. Meaning: mean of the titles' sentence vectors. Stories of one matter
    in two languages have few words in common and are as a rule not found.

    Args:
        connection: an open store.
        asked: stories to ask about.
        among: stories to compare them with, None for all of ``LEAST`` texts.

    Returns:
        Float64 (asked, among or all as ``held(connection).words.stories``), only where not 0.
    """
    store = held(connection)
    known = store.words
    own = _vectors(connection, asked, known)
    others, numbers = (known.vectors, known.stories.tolist()) if among is None else (
        own if among == asked else _vectors(connection, among, known), among
    )  # fmt: skip
    found = (own @ others.T).tocoo()
    looked = (found.data >= ALIKE) & (np.array(asked)[found.row] != np.array(numbers)[found.col])
    rows, columns = found.row[looked], found.col[looked]
    left, right = [asked[i] for i in rows.tolist()], [numbers[j] for j in columns.tolist()]
    total = _features(connection, store, left, right, found.data[looked]) @ np.array(WEIGHTS)
    return sparse.coo_array((1 / (1 + np.exp(-total)), (rows, columns)), shape=(len(asked), len(numbers)))


def pair_features(connection: duckdb.DuckDBPyConnection, left: list[int], right: list[int]) -> np.ndarray:
    """What ``WEIGHTS`` weigh, of pairs of stories: float64 (pairs, 4)."""
    store = held(connection)
    first, second = (_vectors(connection, stories, store.words) for stories in (left, right))
    words = np.asarray(first.multiply(second).sum(axis=1)).ravel()
    return _features(connection, store, left, right, words)


def _features(
    connection: duckdb.DuckDBPyConnection, store: Held, left: list[int], right: list[int], words: np.ndarray
) -> np.ndarray:
    _read(connection, store, sorted({*left, *right}))
    meaning = np.array([float(store.meanings[a] @ store.meanings[b]) for a, b in zip(left, right, strict=True)])
    days = np.log1p(_days_between(connection, left, right))
    return np.column_stack([words, meaning, days, np.ones(len(words))])


def word_vectors(titles: list[str], of: np.ndarray, count: int) -> Words:
    """Vectors of length one (or zero) for ``count`` stories.

    Args:
        titles: all titles.
        of: int (titles,), the story of each.
        count: number of stories.
    """
    shares, words = _counted(titles, of, count)
    weights = np.log(count / np.maximum(np.asarray((shares > 0).sum(axis=0)).ravel(), 1))
    return Words(np.arange(count), words, weights, _weighed(shares, words, words, weights))


_made: OrderedDict[tuple[str, str], Held] = OrderedDict()
_lock = Lock()
"""A served store is asked by several threads at once: one makes the vectors, the others wait for them."""


def held(connection: duckdb.DuckDBPyConnection) -> Held:
    """Vectors of all stories of ``LEAST`` texts, kept as long as the store is the one they were made of."""
    key = _state(connection)
    with _lock:
        if known := _made.get(key):
            return known
        rows = connection.execute(_TITLES.format(which="t.families >= ?"), [LEAST]).fetchall()
        stories, of = np.unique(np.array([row[0] for row in rows], np.int64), return_inverse=True)
        found = word_vectors([row[1] for row in rows], of, len(stories))
        made = _made[key] = Held(Words(stories, found.words, found.weights, found.vectors))
        while len(_made) > _KEPT:
            _made.popitem(last=False)
    return made


def _state(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """File of a store and what tells its states apart."""
    file = connection.execute(
        "select coalesce(path, '') from duckdb_databases() where database_name = current_catalog()"
    )
    sums = connection.execute("select count(*), sum(hash(story, title, families, last)) from stories")
    return str(file.fetchall()), str(sums.fetchall())


def _titles(connection: duckdb.DuckDBPyConnection, stories: list[int]) -> list[tuple[int, str]]:
    """(story, title) of the independent texts of stories, by story and in order of time."""
    return connection.execute(_TITLES.format(which="s.story in (select unnest(?))"), [stories]).fetchall()


def _vectors(connection: duckdb.DuckDBPyConnection, stories: list[int], known: Words) -> sparse.csr_matrix:
    """Words of stories as those of the store weigh them; also of stories too small to be among these."""
    rows = _titles(connection, stories)
    own = np.unique(np.array(stories, np.int64))
    of = np.searchsorted(own, np.array([story for story, _ in rows], np.int64))
    found = _weighed(*_counted([title for _, title in rows], of, len(own)), known.words, known.weights)
    return found[np.searchsorted(own, np.array(stories, np.int64))]


def _read(connection: duckdb.DuckDBPyConnection, store: Held, stories: list[int]) -> None:
    """Meanings of stories, float32 (512,) of length one, into the store's; only of those that are not there yet."""
    new = [story for story in stories if story not in store.meanings]
    own: dict[int, list[str]] = {story: [] for story in new}
    for story, title in _titles(connection, new) if new else ():
        own[story].append(title)
    chosen = [(story, title) for story, titles in own.items() for title in titles[:: -(-len(titles) // _READ) or 1]]
    vectors = near_vectors([title for _, title in chosen])
    sums = {story: np.zeros(vectors.shape[1], np.float32) for story in new}
    for (story, _), vector in zip(chosen, vectors, strict=True):
        sums[story] += vector
    store.meanings.update({story: total / max(float(np.linalg.norm(total)), 1e-9) for story, total in sums.items()})


def _days_between(connection: duckdb.DuckDBPyConnection, left: list[int], right: list[int]) -> np.ndarray:
    """Days from the end of the earlier story to the start of the later one, 0 if they overlap or times are unknown."""
    rows = connection.execute(_SPANS, [sorted({*left, *right})]).fetchall()
    spans: dict[int, tuple[datetime | None, datetime | None]] = {story: (first, last) for story, first, last in rows}
    days = np.zeros(len(left))
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        (a_first, a_last), (b_first, b_last) = spans[a], spans[b]
        if a_first and a_last and b_first and b_last:
            days[i] = max(0.0, (max(a_first, b_first) - min(a_last, b_last)).total_seconds() / 86400)
    return days


def _counted(titles: list[str], of: np.ndarray, count: int) -> tuple[sparse.csr_matrix, np.ndarray]:
    """Root of the share of each story's titles that have a word, float (stories, words), and the words.

    The root is what a story of ninety titles needs, which is called ninety ways: its few words that all have would
    drown the rest, and two such stories would be near by these alone.
    """
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
    shares = sparse.csr_matrix((each[story], (story, word)), shape=(count, len(words)))
    shares.sum_duplicates()
    return shares.sqrt(), words


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
