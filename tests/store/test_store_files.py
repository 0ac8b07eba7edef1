"""Opening and writing stores: versions, locks, wrong files, chunks."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime

import duckdb
import pyarrow as pa
import pytest

from herdline import schema
from herdline.errors import StoreError
from herdline.store import depth, layout
from herdline.store.writer import write_chunk

READ_COLUMNS = {"articles": 21, "versions": 8, "rejected": 5, "sources": 9, "outlets": 9, "depths": 2}


@dataclass
class Chunk:
    articles: pa.RecordBatch
    rejects: pa.RecordBatch
    source: str = "made.jsonl"
    kind: str = "jsonl"
    place: str = "line 2"
    stamp: str = "1"
    state: str = "done"
    records: int = 2


def empty() -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=schema.REJECTED.schema)


def articles(*rows: tuple[int, str]) -> pa.RecordBatch:
    now = datetime(2022, 9, 15, 12)
    return pa.RecordBatch.from_pylist(
        [
            {
                "id": i,
                "title": "t",
                "text": text,
                "text_hash": hash(text) % 1000,
                "version": 1,
                "read_at": now,
                "words": 3,
            }
            for i, text in rows
        ],
        schema=schema.ARTICLES.schema,
    )


def share(old: pa.RecordBatch, new: pa.RecordBatch) -> pa.Array:
    pairs = zip(old.column("text").to_pylist(), new.column("text").to_pylist(), strict=True)
    return pa.array([1.0 if a.split() != b.split() else 0.0 for a, b in pairs])


def put(connection, chunk):
    return write_chunk(connection, chunk, share, 0.3, 0.05)


def chunk_of(*rows):
    return Chunk(articles(*rows), empty())


def test_an_article_read_twice_is_stored_once():
    with layout.connect(None) as c:
        assert put(c, chunk_of((1, "a b c"), (2, "d e f"))).new == 2
        again = put(c, chunk_of((1, "a b c"), (3, "g h i")))
        assert (again.new, again.known, again.changed) == (1, 1, 0)
        assert c.execute("select count(*) from articles").fetchone() == (3,)


def test_changed_text_becomes_a_new_version_and_the_old_one_is_kept():
    with layout.connect(None) as c:
        put(c, chunk_of((1, "one two three")))
        assert put(c, chunk_of((1, "four five six"))).changed == 1
        assert c.execute("select text, version from articles").fetchall() == [("four five six", 2)]
        assert c.execute("select text, version, changed, flagged from versions").fetchall() == [
            ("one two three", 1, 1.0, True)
        ]


def test_a_change_of_white_space_counts_for_nothing():
    with layout.connect(None) as c:
        put(c, chunk_of((1, "one two three")))
        assert put(c, chunk_of((1, "one  two three"))).changed == 0
        assert c.execute("select count(*) from versions").fetchone() == (0,)


def test_the_same_id_twice_in_one_chunk_is_a_version_too():
    with layout.connect(None) as c:
        done = put(c, chunk_of((1, "one two"), (1, "three four"), (1, "three four")))
        assert (done.new, done.changed, done.known) == (1, 1, 1)


def test_a_foreign_duckdb_file_is_refused_untouched(tmp_path):
    file = tmp_path / "mine.duckdb"
    with duckdb.connect(str(file)) as c:
        c.execute("create table t as select 1 as x")
    with pytest.raises(StoreError, match="not a Herdline store"):
        layout.connect(file)
    with duckdb.connect(str(file)) as c:
        assert [r[0] for r in c.execute("show tables").fetchall()] == ["t"]


def test_a_file_that_is_no_database_says_so(tmp_path):
    file = tmp_path / "text.duckdb"
    file.write_text("hello, I am a text file that is long enough to be read as a header of something")
    with pytest.raises(StoreError, match=r"text\.duckdb"):
        layout.connect(file)


def test_a_store_of_a_newer_program_says_to_update(tmp_path):
    file = tmp_path / "n.duckdb"
    with layout.connect(file) as c:
        c.execute("update meta set value = '99' where key = 'schema_version'")
    with pytest.raises(StoreError, match=r"newer Herdline.*pip install -U"):
        layout.connect(file)


def test_derived_tables_of_an_older_shape_are_made_anew_and_what_was_read_stays(tmp_path):
    file = tmp_path / "n.duckdb"
    with layout.connect(file) as c:
        put(c, chunk_of((1, "one two"), (2, "three four")))
        c.execute("alter table lines drop column kin")
        c.execute("alter table facts alter column quoted type varchar")
        c.execute("drop table relation_words")
        c.execute("insert into meta values (?, 'once')", [layout.BUILT])
    with pytest.raises(StoreError, match=r"older program.*herdline build"):
        layout.connect(file, read_only=True)
    with layout.connect(file) as c:
        for table in (schema.TABLES["lines"], schema.TABLES["facts"], schema.TABLES["relation_words"]):
            assert c.table(table.name).columns == [column.name for column in table.columns]
        assert c.execute("select count(*) from articles").fetchall() == [(2,)]
        assert not c.execute("select 1 from meta where key = ?", [layout.BUILT]).fetchall()
    layout.connect(file, read_only=True).close()


def test_a_store_from_before_depths_is_read_whole_and_keeps_what_was_read(tmp_path):
    file = tmp_path / "n.duckdb"
    with layout.connect(file) as c:
        put(c, chunk_of((1, "one two"), (2, "three four")))
        c.execute("drop table depths")
        c.execute("update meta set value = '3' where key = 'schema_version'")
    with layout.connect(file) as c:
        assert layout.version(c) == schema.SCHEMA_VERSION
        assert c.execute("select count(*) from articles").fetchall() == [(2,)]
        assert (depth.chosen(c), depth.by_leads(c)) == ("whole", 0)


def test_what_was_read_keeps_its_shape_unless_the_version_is_raised():
    """A column more in a table of what was read needs a migration; this list is changed together with one."""
    assert schema.SCHEMA_VERSION == 4
    assert {t.name: len(t.columns) for t in schema.TABLES.values() if not t.derived} == READ_COLUMNS


def test_reading_a_store_that_is_not_there_says_how_to_make_it(tmp_path):
    with pytest.raises(StoreError, match="herdline read"):
        layout.connect(tmp_path / "no.duckdb", read_only=True)


def test_a_store_in_use_elsewhere_is_told_plainly(tmp_path):
    file = tmp_path / "n.duckdb"
    layout.connect(file).close()
    code = f"import duckdb, time; c = duckdb.connect({str(file)!r}); print('held', flush=True); time.sleep(30)"
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match="in use by another process"):
            layout.connect(file)
    finally:
        holder.kill()
        holder.wait()


def test_every_column_is_documented_in_the_file():
    with layout.connect(None) as c:
        rows = c.execute(
            "select table_name, column_name, comment from duckdb_columns() where table_name <> 'meta' and not internal"
        ).fetchall()
    assert len(rows) == sum(len(t.columns) for t in schema.TABLES.values())
    assert all(comment for _, _, comment in rows)


def test_a_file_of_no_bytes_becomes_a_store_where_something_is_written(tmp_path):
    path = tmp_path / "made by mktemp"
    path.touch(mode=0o600)
    with pytest.raises(StoreError, match="is empty; read something first"):
        layout.connect(path, read_only=True)
    assert path.stat().st_size == 0
    with layout.connect(path) as c:
        assert put(c, chunk_of((1, "a b c"))).new == 1
    assert path.stat().st_mode & 0o777 == 0o600
    with layout.connect(path, read_only=True) as c:
        assert c.execute("select id from articles").fetchall() == [(1,)]


def test_a_file_of_no_bytes_beside_the_log_of_a_store_is_left_alone(tmp_path):
    path = tmp_path / "news.duckdb"
    path.touch()
    (tmp_path / "news.duckdb.wal").write_bytes(b"what was committed last")
    with pytest.raises(StoreError, match=r"restore a backup"):
        layout.connect(path)
    assert path.stat().st_size == 0 and (tmp_path / "news.duckdb.wal").stat().st_size
