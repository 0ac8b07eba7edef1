"""Stories of one matter are listed beside each other."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import sleep

import duckdb
import numpy as np
import pytest

from herdline import schema
from herdline.errors import NotFound
from herdline.views import nearness
from herdline.views.nearness import ALIKE, pair_features, word_vectors
from herdline.views.related import NEAR, matters, related

SEARCH = "Ferry Alkonost missing off Orvane"
INQUIRY = "Missing ferry Alkonost: inquiry opens"
OTHERS = [
    "Melon growers of Tarn protest against the new tax", "Bread is dear in Orvane", "Ferry lines to close for winter",
    "Mayor of Tarn opens a bridge", "Search of a flat in the old town", "Choir wins prize", "Rain spoils the fair",
    "Two cars collide on the coast road", "Library gets a new roof", "School of Brell opens on Monday",
]  # fmt: skip
DAY = datetime(2023, 6, 2)


def test_titles_are_near_by_the_words_that_tell_them_apart():
    titles = [SEARCH, INQUIRY, *OTHERS, "渡轮失踪搜救继续", "渡轮失踪搜救结束", "瓜农抗议新税"]
    vectors = word_vectors(titles, np.arange(len(titles)), len(titles)).vectors
    near = (vectors @ vectors.T).toarray()
    assert np.allclose(np.diag(near), 1)
    assert near[0, 1] > 0.45 > near[0, 2:].max()
    assert near[-3, -2] > 0.45 > near[-3, -1] >= ALIKE or near[-3, -1] < ALIKE


def test_where_no_spaces_part_words_pairs_within_a_run_stand_for_them():
    words = word_vectors(["中国，美国", "国美", "国"], np.arange(3), 3)
    near = (words.vectors @ words.vectors.T).toarray()
    assert near[0, 1] == near[0, 2] == near[1, 2] == 0  # neither across a comma, nor a run's last sign alone
    assert len(words.words) == 4


def test_a_word_of_all_titles_makes_nothing_near():
    vectors = word_vectors(["Orvane bread", "Orvane melons", "Orvane"], np.arange(3), 3).vectors
    assert np.allclose((vectors @ vectors.T).toarray(), np.diag([1, 1, 0]))


@pytest.fixture
def tables():
    """Twelve stories of three independent texts each, and one of a single text under the title of the search."""
    connection = duckdb.connect()
    for name in ("articles", "stories", "story_articles", "families"):
        connection.register("empty", schema.TABLES[name].schema.empty_table())
        connection.execute(f"create table {name} as select * from empty")
    for story, title in enumerate([SEARCH, INQUIRY, *OTHERS, SEARCH], 1):
        texts = 1 if story > 12 else 3
        connection.execute(
            'insert into stories (story, title, "first", last, outlets, families) values (?, ?, ?, ?, ?, ?)',
            [story, title, DAY, DAY, texts, texts],
        )
        for article in range(10 * story, 10 * story + texts):
            connection.execute("insert into articles (id, title) values (?, ?)", [article, title])
            connection.execute("insert into story_articles (article, story) values (?, ?)", [article, story])
            connection.execute("insert into families (article, original) values (?, ?)", [article, article])
    return connection


def test_the_search_and_the_inquiry_are_of_one_matter(tables):
    found = related(tables, 1)
    assert [(item.story, item.title, item.outlets) for item in found] == [(2, INQUIRY, 3)]
    assert found[0].nearness >= NEAR and found.arrow()["nearness"].to_pylist() == [found[0].nearness]
    assert list(related(tables, 3)) == []


def test_rows_of_a_list_that_are_of_one_matter_are_told_by_the_first_of_them(tables):
    assert matters(tables, [3, 2, 1, 4]) == {1: 2, 2: 2}
    assert matters(tables, [1]) == matters(tables, []) == matters(tables, [3, 4]) == {}


def test_what_lies_weeks_apart_is_less_near_than_what_is_told_at_one_time(tables):
    before = related(tables, 1, least=0.0)[0].nearness
    tables.execute('update stories set "first" = ?, last = ? where story = 2', [datetime(2023, 6, 20)] * 2)
    assert 0 < related(tables, 1, least=0.0)[0].nearness < before


def test_titles_of_one_meaning_are_nearer_than_such_as_only_share_as_many_words(tables):
    words = ["Divers search the wreck of the ferry", "Choir searches the town hall of the mayor"]
    for story, title in enumerate(["Search of the ferry wreck by divers goes on", *words], 30):
        tables.execute(
            'insert into stories (story, title, "first", last, outlets, families) values (?, ?, ?, ?, 3, 3)',
            [story, title, DAY, DAY],
        )
        for article in range(10 * story, 10 * story + 3):
            tables.execute("insert into articles (id, title) values (?, ?)", [article, title])
            tables.execute("insert into story_articles (article, story) values (?, ?)", [article, story])
            tables.execute("insert into families (article, original) values (?, ?)", [article, article])
    _, meaning, _, _ = pair_features(tables, [30, 30], [31, 32]).T
    assert meaning[0] > meaning[1]


def test_a_story_of_one_text_may_ask_but_is_not_listed(tables):
    found = related(tables, 13)
    assert found[0].story == 1 and 13 not in {item.story for item in related(tables, 1)}
    assert [item.story for item in related(tables, 13, 1)] == [1]


def test_months_apart_nothing_is_one_matter(tables):
    tables.execute('update stories set "first" = ?, last = ? where story = 2', [datetime(2023, 9, 1)] * 2)
    assert list(related(tables, 1)) == []


def test_an_unknown_story_is_an_error(sample):
    with pytest.raises(NotFound):
        sample.related("no such title")


def test_what_is_near_is_near_both_ways(tables):
    assert [(item.story, item.nearness) for item in related(tables, 2)] == [(1, related(tables, 1)[0].nearness)]


def test_threads_that_ask_for_more_stores_than_are_kept_each_get_their_own(monkeypatch):
    def opened(number: int) -> duckdb.DuckDBPyConnection:
        connection = duckdb.connect()
        connection.execute("create table stories (story bigint, title varchar, families integer, last timestamp)")
        connection.execute("create table articles (id bigint, title varchar, published timestamp)")
        connection.execute("create table story_articles (story bigint, article bigint)")
        connection.execute("create table families (article bigint, family bigint, original bigint)")
        connection.execute("insert into stories values (?, ?, 3, null)", [number, f"Ferry {number}"])
        connection.execute("insert into articles values (?, ?, null)", [number, f"Ferry {number} sinks off Tarn"])
        connection.execute("insert into story_articles values (?, ?)", [number, number])
        connection.execute("insert into families values (?, ?, ?)", [number, number, number])
        return connection

    class Slow(OrderedDict[tuple[str, str], nearness.Held]):
        """Lets other threads go on between what is put in and what is taken out."""

        def __setitem__(self, key, value):
            super().__setitem__(key, value)
            sleep(0.01)

    monkeypatch.setattr(nearness, "_KEPT", 1)
    monkeypatch.setattr(nearness, "_made", Slow())
    stores = {number: opened(number) for number in range(1, 5)}

    def ask(number: int) -> set[int]:
        return {held.words.stories.item() for held in (nearness.held(stores[number]) for _ in range(3))}

    with ThreadPoolExecutor(len(stores)) as threads:
        assert list(threads.map(ask, stores)) == [{number} for number in stores]
