"""What steps keep from build to build: used again only for rows that are the same, and never lost half."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.engines import memory
from herdline.engines.local import LocalEngine
from herdline.steps import GroupStep, MapStep, Memo

WORDS = pa.schema([("article", pa.int64()), ("word", pa.string())])
SIZES = pa.schema([("k", pa.int64()), ("n", pa.int64())])


class Splitter:
    """Rows (id, text) -> one row a word; remembers what it was given."""

    def __init__(self) -> None:
        self.seen: Counter[int] = Counter()

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        rows = batch.to_pylist()
        self.seen.update(r["id"] for r in rows)
        found = [{"article": r["id"], "word": w} for r in rows for w in (r["text"] or "").split()]
        return pa.RecordBatch.from_pylist(found, WORDS)


def step(function, version="1"):
    return MapStep(
        "words", "select id, text from texts", "words", function, 100,
        memo=Memo("id", "article", "select id, text from texts", version),
    )  # fmt: skip


def put(connection, rows):
    table = pa.table(
        {"id": pa.array([i for i, _ in rows], pa.int64()), "text": pa.array([t for _, t in rows], pa.string())}
    )
    connection.register("rows_in", table)
    connection.execute("create or replace table texts as select * from rows_in")


def run(connection, given_step, schema=WORDS, keep="1"):
    engine = LocalEngine(connection, keep=keep)
    try:
        engine.run(given_step, schema)
        return sorted(map(tuple, (r.values() for r in engine.table(f"select * from {given_step.writes}").to_pylist())))
    finally:
        engine.close()


def words(rows):
    return sorted((i, w) for i, text in rows for w in (text or "").split())


@pytest.fixture
def connection():
    with duckdb.connect() as c:
        yield c


def test_only_new_and_changed_rows_are_worked_on_and_vanished_ones_forgotten(connection):
    split = Splitter()
    first = [(i, f"a b{i}") for i in range(500)]
    put(connection, first)
    assert run(connection, step(split)) == words(first)
    second = [*first[10:], (3, "changed"), (900, "new here"), (901, None)]
    put(connection, second)
    split.seen.clear()
    assert run(connection, step(split)) == words(second)
    assert sorted(split.seen) == [3, 900, 901]
    kept = connection.execute("select count(*), count(distinct key) from kept.from_words").fetchall()
    assert kept == [(len(second), len(second))]
    assert connection.execute("select count(*) from kept.rows_words").fetchall() == [(len(words(second)),)]


def test_another_version_of_step_or_pipeline_uses_nothing_of_what_was_kept(connection):
    put(connection, [(1, "x y"), (2, "z")])
    split = Splitter()
    for given_step, keep, worked in (
        (step(split), "1", 2), (step(split), "1", 0), (step(split, "2"), "1", 2), (step(split, "2"), "2", 2),
    ):  # fmt: skip
        split.seen.clear()
        assert run(connection, given_step, keep=keep) == [(1, "x"), (1, "y"), (2, "z")]
        assert split.seen.total() == worked


def test_groups_are_made_again_when_a_row_joins_or_leaves_them(connection):
    made = []

    def size(group: pa.Table) -> pa.Table:
        made.append(group["k"][0].as_py())
        return pa.table({"k": group["k"].slice(0, 1), "n": [group.num_rows]})

    sized = GroupStep("sizes", "select k, v from pairs", "k", "sizes", size, Memo("k", "k", "select k, v from pairs"))
    connection.execute("create table pairs as select i % 5 as k, i as v from range(50) r(i)")
    assert run(connection, sized, SIZES) == [(k, 10) for k in range(5)]
    connection.execute(
        "delete from pairs where v = 7; insert into pairs values (4, 100), (9, 9); delete from pairs where k = 0"
    )
    made.clear()
    assert run(connection, sized, SIZES) == [(1, 10), (2, 9), (3, 10), (4, 11), (9, 1)]
    assert sorted(made) == [2, 4, 9]


ROWS = st.dictionaries(st.integers(-5, 12), st.one_of(st.none(), st.text("ab ж中", max_size=5)), max_size=12)


@given(st.lists(ROWS, min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_whatever_the_history_the_result_is_that_of_the_last_rows(history):
    with duckdb.connect() as c:
        for rows in history:
            put(c, list(rows.items()))
            assert run(c, step(Splitter())) == words(rows.items())


def test_what_no_step_writes_any_more_is_dropped(connection):
    put(connection, [(1, "x")])
    run(connection, step(Splitter()))
    held = memory.Memory(connection, "memory", "1")
    held.prune(["words"])
    assert connection.execute("select count(*) from kept.rows_words").fetchall() == [(1,)]
    held.prune(["others"])
    assert connection.execute("select count(*) from duckdb_tables() where schema_name = 'kept'").fetchall() == [(1,)]
    memory.clear(connection)
    assert connection.execute("select 1 from duckdb_schemas() where schema_name = 'kept'").fetchall() == []


KILLED = """
import os, sys
import duckdb, pyarrow as pa
from herdline.engines import local
from herdline.engines.local import LocalEngine
from tests.engines.test_memory import Splitter, WORDS, step
local._KEPT_AFTER = 0.0
class Dying(Splitter):
    def __call__(self, batch):
        if self.seen.total() >= 1000:
            os.kill(os.getpid(), 9)
        return super().__call__(batch)
connection = duckdb.connect(sys.argv[1])
LocalEngine(connection, threads=1, keep="1").run(step(Dying()), WORDS)
"""


def test_a_killed_build_goes_on_where_it_stopped(tmp_path):
    path = tmp_path / "store.duckdb"
    rows = [(i, f"word{i} twice{i}") for i in range(2000)]
    with duckdb.connect(str(path)) as c:
        put(c, rows)
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=root, check=False)
    assert done.returncode == -9
    split = Splitter()
    with duckdb.connect(str(path)) as c:
        assert run(c, step(split)) == words(rows)
    assert 0 < split.seen.total() < 2000
    assert max(split.seen.values()) == 1
