"""A source that was read can be taken out again, and the store is as if it had never been read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import herdline
from herdline import pipeline, schema
from herdline.errors import NotFound, StoreError
from herdline.store.verify import verify
from tests.conftest import SAMPLE
from tests.news import ferry
from tests.store.test_updated import tables


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in two files, cut across its stories, and a feed's worth of another story."""
    folder = tmp_path_factory.mktemp("parts")
    lines = (SAMPLE / "articles.jsonl").read_bytes().splitlines(keepends=True)
    random.Random(11).shuffle(lines)
    (folder / "a.jsonl").write_bytes(b"".join(lines[:60]))
    (folder / "b.jsonl").write_bytes(b"".join(lines[60:]) + b"no json\n")
    (folder / "more").mkdir()
    (folder / "more" / "c.jsonl").write_bytes(ferry(4, "Alkmeer"))
    return folder


def test_a_store_without_a_source_is_as_if_it_had_never_been_read(parts, tmp_path):
    with herdline.open(tmp_path / "never.duckdb") as never:
        never.read(parts / "a.jsonl", outlets=SAMPLE / "outlets.csv")
        never.build(threads=2)
        expected = tables(never)
    with herdline.open(tmp_path / "news.duckdb") as store:
        for name in ("b.jsonl", "a.jsonl"):
            store.read(parts / name, outlets=SAMPLE / "outlets.csv")
            store.build(threads=2)
        gone = store.forget(parts / "b.jsonl")
        assert (gone.articles, gone.rejects, gone.left) == (33, 1, 60)
        assert not store.is_built
        store.build(threads=2)
        assert tables(store) == expected
        assert not store.rejected().num_rows
        assert [s.source for s in store.sources()] == [str(parts / "a.jsonl")]
    assert verify(tmp_path / "news.duckdb", pipeline.VERSION).whole


def test_reading_again_brings_everything_back(parts, tmp_path):
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(parts)
        before = store.sql("select id, text_hash, source from articles order by id").to_pylist()
        store.forget(parts / "b.jsonl", parts / "more" / "c.jsonl")
        assert store.sql("select count(*) as n from articles").to_pylist() == [{"n": 60}]
        store.read(parts)
        assert store.sql("select id, text_hash, source from articles order by id").to_pylist() == before


def test_read_again_without_an_analysis_between_is_analysed_again(parts, tmp_path):
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(parts / "a.jsonl")
        store.build(threads=2)
        stories = len(store.stories())
        store.forget(parts / "a.jsonl")
        store.read(parts / "a.jsonl")
        assert not store.is_built
        assert len(store.stories()) == stories > 0


@pytest.mark.parametrize("name", ["", " ", ".", "/", "./"])
def test_a_slip_of_the_pen_does_not_forget_everything(name, parts, tmp_path):
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(parts / "a.jsonl")
        with pytest.raises(NotFound):
            store.forget(name)
        assert store.sql("select count(*) as n from articles").to_pylist() == [{"n": 60}]


def test_an_article_that_another_source_told_too_comes_back_with_that_source(parts, tmp_path):
    twice = tmp_path / "twice.jsonl"
    twice.write_bytes((parts / "a.jsonl").read_bytes())
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(parts / "a.jsonl")
        store.read(twice)
        gone = store.forget(parts / "a.jsonl")
        assert gone.shared == (str(twice),)
        assert (gone.articles, gone.left) == (60, 0)
        assert store.read(twice).new == 60


def test_a_dry_run_counts_and_leaves_all_as_it_is(parts, tmp_path):
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(parts)
        store.build(threads=2)
    with herdline.open(tmp_path / "news.duckdb", read_only=True) as store:
        before = {t: store.sql(f'select count(*) as n from "{t}"').to_pylist() for t in schema.TABLES}
        gone = store.forget(parts / "b.jsonl", dry_run=True)
        assert (gone.articles, gone.left, gone.dry_run) == (33, 64, True)
        assert {t: store.sql(f'select count(*) as n from "{t}"').to_pylist() for t in schema.TABLES} == before
        with pytest.raises(StoreError, match="read-only"):
            store.forget(parts / "b.jsonl")


def test_a_folder_means_all_that_was_read_out_of_it_and_a_path_its_file_however_it_is_written(
    parts, tmp_path, monkeypatch
):
    monkeypatch.chdir(parts)
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(".")
        assert store.forget("more", dry_run=True).articles == 4
        assert store.forget(parts / "more", dry_run=True).articles == 4
        assert store.forget("a.jsonl", dry_run=True).articles == 60
        assert store.forget("a.jsonl", "more/../a.jsonl", parts, dry_run=True).articles == 97


def test_a_source_that_was_not_read_is_said_to_be_none_and_near_names_are_told(parts, tmp_path):
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(parts / "a.jsonl")
        with pytest.raises(NotFound, match=r"did you mean .*a\.jsonl"):
            store.forget("/elsewhere/a.jsonl")
        with pytest.raises(NotFound, match="herdline sources"):
            store.forget("https://feeds.example/x.xml")
        assert store.sql("select count(*) as n from articles").to_pylist() == [{"n": 60}]


def test_a_name_with_the_mark_of_places_is_not_taken_for_anothers(tmp_path):
    plain, marked = tmp_path / "day.jsonl", tmp_path / "day.jsonl#2.jsonl"
    plain.write_bytes(ferry(3, "Alkmeer"))
    marked.write_bytes(ferry(2, "Osterlyn"))
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(plain, marked)
        assert store.forget(plain, dry_run=True).articles == 3
        assert store.forget(marked, dry_run=True).articles == 2


def test_a_store_whose_only_source_is_forgotten_is_empty_and_whole(tmp_path):
    source = tmp_path / "day.jsonl"
    source.write_bytes(ferry(3, "Алькмеер"))
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(source)
        store.build(threads=2)
        store.forget(source)
        store.build(threads=2)
        assert not len(store.stories()) and not len(store.outlets()) and not store.sources()
    assert verify(tmp_path / "news.duckdb", pipeline.VERSION).whole
    with herdline.open(tmp_path / "news.duckdb") as store:
        assert store.read(source).new == 3
