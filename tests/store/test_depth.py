"""A store analysed by leads says what it has not read, and a story read whole is as in a store that is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import herdline
from herdline import pipeline
from herdline.errors import NotFound, StoreError
from herdline.store.verify import verify
from tests.conftest import SAMPLE
from tests.store.test_updated import tables

OF_STORY = ("facts", "fact_texts")


@pytest.fixture(scope="module")
def articles(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's second and third story."""
    with herdline.open(sample_path, read_only=True) as store:
        chosen = [story.story for story in store.stories()[1:3]]
        ids = {
            row["given_id"]
            for row in store.sql(
                "select a.given_id from articles a join story_articles s on s.article = a.id"
                " where s.story in (select unnest(?::bigint[]))", [chosen],
            ).to_pylist()
        }  # fmt: skip
    path = tmp_path_factory.mktemp("depth") / "articles.jsonl"
    with (SAMPLE / "articles.jsonl").open(encoding="utf-8") as lines:
        path.write_text("".join(line for line in lines if json.loads(line)["id"] in ids), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """These read whole."""
    path = tmp_path_factory.mktemp("whole") / "news.duckdb"
    with herdline.open(path) as store:
        store.read(articles)
        store.build(threads=2)
    return path


@pytest.fixture
def leads(articles: Path, tmp_path: Path) -> Iterator[herdline.Store]:
    """These analysed by their leads."""
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(articles)
        store.build(depth="leads", threads=2)
        yield store


def count(store: herdline.Store, table: str) -> int:
    ((number,),) = (row.values() for row in store.sql(f"select count(*) from {table}").to_pylist())
    return int(number)


def test_leads_have_fewer_events_no_facts_and_the_same_stories(leads, whole):
    with herdline.open(whole, read_only=True) as other:
        assert 0 < count(leads, "events") < count(other, "events")
        assert count(leads, "facts") == 0 < count(other, "facts")
        for table in ("stories", "story_articles", "lines", "families", "actor_mentions", "relation_words"):
            assert leads.sql(f"select * from {table} order by all").equals(
                other.sql(f"select * from {table} order by all")
            )


def test_nothing_is_claimed_to_be_left_out_by_texts_that_were_not_read_whole(leads):
    found = leads.missing(1)
    assert (found.left_out, found.common, found.read) == ((), (), 0)
    assert found.note.startswith("This store is analysed by leads")
    assert found.by_leads == leads.by_leads - leads.missing(2).by_leads > 0


def test_a_story_that_is_deepened_is_as_in_a_store_read_whole(leads, whole):
    texts = leads.deepen(1)
    story = leads.find_story(1)
    assert texts == count(leads, "depths where whole") > 0
    with herdline.open(whole, read_only=True) as other:
        for table in OF_STORY:
            query = f"select * from {table} where story = ? order by all"
            assert leads.sql(query, [story]).num_rows
            assert leads.sql(query, [story]).equals(other.sql(query, [story]))
        told = "select m.* exclude (event) from event_mentions m join story_articles s on s.article = m.article"
        query = f"{told} where s.story = ? order by all"
        assert leads.sql(query, [story]).equals(other.sql(query, [story]))
    assert not leads.missing(1).note.startswith("This store")
    assert leads.missing(2).note.startswith("This store")
    assert leads.deepen(1) == 0


def test_what_was_deepened_stays_so_when_more_is_read(leads, tmp_path):
    leads.deepen(1)
    facts = count(leads, "facts")
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"id": "m", "outlet": "quay.example", "title": "Ferries stop", "lang": "en",
        "text": "Ferries stopped on Monday. The harbour said so. Nobody was hurt, it added. It will last.",
        "published": "2022-09-20"}) + "\n", encoding="utf-8")  # fmt: skip
    leads.read(more)
    assert not leads.is_built
    leads.build(threads=2)
    assert count(leads, "facts") == facts
    assert count(leads, "depths where not whole") > 1
    assert leads.depth == "leads"


def test_a_store_made_whole_again_is_as_if_it_had_always_been(leads, whole):
    leads.build(depth="whole", threads=2)
    with herdline.open(whole, read_only=True) as other:
        assert tables(leads) == tables(other)
    assert count(leads, "depths") == 0
    assert not leads.build(depth="whole")


def test_a_deepened_store_is_whole_to_verify_and_refuses_what_it_cannot_do(leads, tmp_path):
    with pytest.raises(NotFound):
        leads.deepen("no such story at all")
    leads.forget(*[source.source for source in leads.sources()])
    assert count(leads, "depths") == 0
    leads.close()
    assert verify(tmp_path / "news.duckdb", pipeline.VERSION).whole
    with herdline.open(tmp_path / "news.duckdb", read_only=True) as read_only, pytest.raises(StoreError):
        read_only.build(depth="whole")
