"""The local engine runs every kind of step and leaves nothing behind."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.engines.local import LocalEngine, conform
from herdline.errors import StepError
from herdline.steps import GroupStep, MapStep, SetStep, WholeStep

COUNTS = pa.schema([("k", pa.int64()), ("n", pa.int64())])


@pytest.fixture
def connection():
    with duckdb.connect() as c:
        c.execute("create table numbers as select i % 7 as k, i as v, 'word ' || i as text from range(25000) r(i)")
        yield c


def doubled(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.record_batch({"n": pa.array([2 * v for v in batch.column("v").to_pylist()]), "k": batch.column("k")})


def size(group: pa.Table) -> pa.Table:
    return pa.table({"k": [group["k"][0].as_py()], "n": [group.num_rows]})


def test_map_keeps_every_row_and_orders_columns_by_the_schema(connection):
    engine = LocalEngine(connection)
    rows = engine.run(MapStep("double", "select k, v from numbers", "doubles", doubled, batch_rows=1000), COUNTS)
    assert rows == 25000
    table = engine.table("select k, n from doubles order by n")
    assert table.schema.names == ["k", "n"]
    assert table["n"].to_pylist() == list(range(0, 50000, 2))


def test_group_hands_over_each_group_whole(connection):
    engine = LocalEngine(connection)
    engine.run(GroupStep("size", "select k, v from numbers", "k", "sizes", size), COUNTS)
    found = dict(zip(*engine.table("select k, n from sizes order by k").to_pydict().values(), strict=True))
    assert found == {k: len(range(k, 25000, 7)) for k in range(7)}


@given(st.lists(st.integers(0, 5), min_size=0, max_size=60))
@settings(max_examples=30, deadline=None)
def test_groups_equal_counting_whatever_the_keys(keys):
    with duckdb.connect() as c:
        c.register("given_keys", pa.table({"k": pa.array(keys, pa.int64())}))
        c.execute("create table given as select * from given_keys")
        engine = LocalEngine(c)
        engine.run(GroupStep("size", "select k from given", "k", "sizes", size), COUNTS)
        found = {r["k"]: r["n"] for r in engine.table("select * from sizes").to_pylist()}
    assert found == {k: keys.count(k) for k in set(keys)}


def test_set_and_whole_steps_see_earlier_tables(connection):
    engine = LocalEngine(connection)
    engine.run(SetStep("count", "select k, count(*) as n from numbers group by k", "counts"), COUNTS)
    engine.run(WholeStep("copy", "again", lambda e: e.batches("select * from counts where k < 3")), COUNTS)
    assert engine.table("select count(*) as n from again")["n"][0].as_py() == 3


def test_a_failed_step_names_its_table_and_its_sql(connection):
    engine = LocalEngine(connection)
    with pytest.raises(StepError, match=r"(?s)step bad -> table out.*select nothing_such from numbers"):
        engine.run(SetStep("bad", "select nothing_such from numbers", "out"), COUNTS)


def test_the_work_file_is_gone_after_closing(connection, tmp_path):
    work = tmp_path / "w.work"
    engine = LocalEngine(connection, work)
    engine.run(SetStep("count", "select k, count(*) as n from numbers group by k", "counts"), COUNTS)
    assert work.exists()
    engine.close()
    assert list(tmp_path.iterdir()) == []


def test_conform_fills_missing_columns_with_null():
    batch = conform(pa.record_batch({"n": pa.array([1], pa.int32())}), COUNTS)
    assert batch.to_pylist() == [{"k": None, "n": 1}]
