"""The cluster engine equals the embedded one, row by row. Skipped where Spark cannot run, with the reason."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

import herdline
from herdline import schema
from herdline.engines.cluster import Cluster
from herdline.engines.local import LocalEngine
from herdline.errors import HerdlineError, MissingExtra, StepError
from herdline.steps import GroupStep, MapStep, SetStep, WholeStep
from tests.engines import functions, golden

SMALL = Cluster("local[2]", settings={"spark.sql.shuffle.partitions": "2"})
NUMBERS = pa.schema([("n", pa.int64())])
SIZES = pa.schema([("k", pa.int64()), ("n", pa.int64()), ("first", pa.string())])


@pytest.fixture(scope="module")
def session():
    """A session on two cores of this machine."""
    try:
        running = SMALL.session()
    except MissingExtra as error:
        pytest.skip(str(error))
    yield running
    running.stop()


@pytest.fixture(params=["local", "spark"])
def engine(request, tmp_path):
    """Each engine on the same small table."""
    with duckdb.connect() as connection:
        connection.execute(
            "create table words as select i % 3 as k, i as n, case when i % 4 = 0 then null else 'é' || i end as w, "
            "timestamp '2022-03-27 01:59:59.123456' + to_seconds(cast(i as bigint)) as t from range(50) r(i)"
        )
        connection.execute("create table nothing as select * from words where false")
        if request.param == "local":
            opened = LocalEngine(connection)
            yield opened
            opened.close()
        else:
            request.getfixturevalue("session")
            with SMALL.engine(connection, tmp_path / "s.duckdb", lambda *_: None) as spark:
                yield spark


def test_every_kind_of_step_gives_the_same_rows(engine):
    engine.run(MapStep("twice", "select n from words", "doubles", functions.doubled, batch_rows=7), NUMBERS)
    assert sorted(engine.table("select n from doubles")["n"].to_pylist()) == list(range(0, 100, 2))
    groups = GroupStep("sizes", "select k, n, w from words", "k", "sizes", functions.size_and_first)
    assert engine.run(groups, SIZES) == 3
    assert engine.table("select k, n, first from sizes order by k").to_pydict() == {
        "k": [0, 1, 2], "n": [17, 17, 16], "first": [None, "é1", "é2"],
    }  # fmt: skip
    step = SetStep("ends", 'select k as n, min(w) as "end", max(t) as t from words group by k', "ends")
    made = pa.schema([("t", schema.TIME), ("end", pa.string()), ("n", pa.int64())])
    assert engine.run(step, made) == 3
    first = engine.table('select n, "end", t from ends order by n').to_pylist()[0]
    assert first["end"] == "é15"
    assert first["t"].isoformat() == "2022-03-27T02:00:47.123456"
    whole = WholeStep("again", "again", lambda e: e.batches("select n from doubles where n > 10 order by n desc", 9))
    assert engine.run(whole, NUMBERS) == 44
    assert engine.table("select n from again order by n")["n"].to_pylist() == list(range(12, 100, 2))


def test_steps_over_nothing_make_empty_tables(engine):
    assert engine.run(MapStep("none", "select n from nothing", "none", functions.doubled), NUMBERS) == 0
    groups = GroupStep("none", "select k, n, w from nothing", "k", "none_sized", functions.size_and_first)
    assert engine.run(groups, SIZES) == 0
    assert engine.run(WholeStep("none", "none_whole", lambda e: e.batches("select n from none")), NUMBERS) == 0
    assert engine.table("select n from none_whole").schema.names == ["n"]
    assert {"none", "none_sized", "none_whole", "words"} <= engine.tables()


def test_a_failed_step_names_table_cause_and_sql(engine):
    with pytest.raises(StepError, match=r"(?s)table out.*nothing_such.*select nothing_such from words"):
        engine.run(SetStep("bad", "select nothing_such from words", "out"), NUMBERS)
    with pytest.raises((StepError, ValueError), match="not today"):
        engine.run(MapStep("bad", "select n from words", "out", functions.refusing), NUMBERS)


def rows_of(store: herdline.Store, table: str) -> list[str]:
    """Rows in one order, without the time of reading."""
    columns = [c for c in schema.TABLES[table].schema.names if c != "read_at"]
    return sorted(map(repr, store.table(table).select(columns).to_pylist()))


def both_ways(folder: Path, sources: Path, outlets: Path) -> None:
    """Read and analyse on both engines, compare every table."""
    found = {}
    for name, cluster in (("local", None), ("spark", SMALL)):
        with herdline.open(folder / f"{name}.duckdb") as store:
            store.read(sources, outlets=outlets, cluster=cluster)
            store.build(cluster=cluster)
            found[name] = {table: rows_of(store, table) for table in schema.TABLES}
    for table in schema.TABLES:
        assert found["spark"][table] == found["local"][table], table
    assert [p.name for p in folder.iterdir() if ".work" in p.name] == []


def test_reading_and_analysis_of_odd_articles_are_equal(session, tmp_path):
    (tmp_path / "in").mkdir()
    golden.write(tmp_path / "in")
    (tmp_path / "outlets.csv").write_text(golden.OUTLETS, encoding="utf-8")
    both_ways(tmp_path, tmp_path / "in", tmp_path / "outlets.csv")
    with herdline.open(tmp_path / "spark.duckdb") as store:
        assert store.sql("select count(*) as n from articles")["n"][0].as_py() == 15
        reasons = set(store.rejected()["reason"].to_pylist())
        assert {"bad_json", "bad_row", "no_text", "torn_file"} <= reasons, reasons
        assert store.sql("select count(*) as n from copies")["n"][0].as_py() >= 1
        assert store.sql("select count(*) as n from events")["n"][0].as_py() >= 1
        again = store.read(tmp_path / "in", cluster=SMALL)
        assert (again.new, again.known, again.skipped) == (0, 0, 5)


@pytest.mark.slow
def test_the_sample_is_equal(session, tmp_path):
    sample = Path(str(resources.files("herdline") / "data" / "sample"))
    both_ways(tmp_path, sample / "articles.jsonl", sample / "outlets.csv")


def test_without_java_the_error_says_what_to_install(monkeypatch, tmp_path):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(HerdlineError, match="default-jre-headless"):
        Cluster("local[1]").session()
