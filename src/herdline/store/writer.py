"""Writing what was read: each chunk in one transaction, so that a kill loses nothing that was reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from herdline import schema
from herdline.store.layout import first_row, transaction

ChangedShare = Callable[[pa.RecordBatch, pa.RecordBatch], pa.Array]
"""(older, newer), rows aligned -> share of tokens changed, float64 0..1."""


class ReadChunk(Protocol):
    """What a reader hands over; ``reading.Chunk`` is one."""

    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def articles(self) -> pa.RecordBatch: ...  # noqa: D102
    @property
    def rejects(self) -> pa.RecordBatch: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def stamp(self) -> str: ...  # noqa: D102
    @property
    def state(self) -> str: ...  # noqa: D102
    @property
    def records(self) -> int: ...  # noqa: D102


@dataclass(frozen=True)
class Written:
    """What one chunk did to the store, in articles; ``undated`` ones are stored, but their dates could not be."""

    new: int = 0
    changed: int = 0
    known: int = 0
    rejected: int = 0
    undated: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(
            self.new + other.new,
            self.changed + other.changed,
            self.known + other.known,
            self.rejected + other.rejected,
            self.undated + other.undated,
        )


def write_chunk(
    connection: duckdb.DuckDBPyConnection,
    chunk: ReadChunk,
    changed_share: ChangedShare,
    large_change: float,
    tiny_change: float,
) -> Written:
    """Store the articles and rejects of a chunk and the place reached in its source, all or nothing."""
    with transaction(connection):
        undated = chunk.rejects.column("reason").to_pylist().count(schema.articles.BAD_DATE)
        total = Written(rejected=chunk.rejects.num_rows - undated, undated=undated)
        for batch in _once_each(chunk.articles):
            total += _write_articles(connection, batch, changed_share, large_change, tiny_change)
        if chunk.rejects.num_rows:
            _insert(connection, "rejected", chunk.rejects)
        _note_source(connection, chunk, total)
    return total


def begin_source(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    """Forget the rejects and counts of an earlier reading of ``source`` that is now read from its start."""
    with transaction(connection):
        connection.execute("delete from rejected where source = ?", [source])
        connection.execute("delete from sources where source = ?", [source])


def write_outlets(connection: duckdb.DuckDBPyConnection, outlets: pa.Table) -> None:
    """Add or renew rows of table ``outlets``."""
    with transaction(connection):
        connection.register("rows_in", outlets)
        connection.execute("delete from outlets where outlet in (select outlet from rows_in)")
        connection.unregister("rows_in")
        for batch in outlets.to_batches():
            _insert(connection, "outlets", batch)


def _once_each(batch: pa.RecordBatch) -> list[pa.RecordBatch]:
    """Cut a batch so that no id stands twice in one part; parts keep the order of reading."""
    seen: dict[int, int] = {}
    rounds: list[list[int]] = []
    for row, key in enumerate(batch.column("id").to_pylist()):
        turn = seen.get(key, 0)
        seen[key] = turn + 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(row)
    if len(rounds) <= 1:
        return [batch] if batch.num_rows else []
    return [batch.take(pa.array(rows)) for rows in rounds]


def _write_articles(
    connection: duckdb.DuckDBPyConnection,
    batch: pa.RecordBatch,
    changed_share: ChangedShare,
    large_change: float,
    tiny_change: float,
) -> Written:
    # only ids and hashes are joined: the texts themselves are touched once, when they are inserted
    connection.register("rows_in", pa.table({"id": batch.column("id"), "text_hash": batch.column("text_hash")}))
    try:
        known = connection.sql(
            "select n.id, a.text_hash <> n.text_hash as differs from rows_in n join articles a on a.id = n.id"
        ).to_arrow_table()
        new = batch if not known.num_rows else batch.filter(pc.invert(pc.is_in(batch.column("id"), known.column("id"))))
        if new.num_rows:
            _insert(connection, "articles", new)
        if not known.num_rows:
            return Written(new=new.num_rows)
        differing = known.filter(known.column("differs")).column("id")
        newer = pa.Table.from_batches([batch.filter(pc.is_in(batch.column("id"), differing))]).sort_by("id")
        connection.register("rows_in", newer.select(["id"]))
        older = connection.sql(
            "select a.* from articles a join rows_in n on a.id = n.id order by a.id"
        ).to_arrow_table()
    finally:
        connection.unregister("rows_in")
    changed = 0
    if older.num_rows:
        changed = _renew(connection, older, newer, changed_share, large_change, tiny_change)
    return Written(new=new.num_rows, changed=changed, known=batch.num_rows - new.num_rows - changed)


def _renew(
    connection: duckdb.DuckDBPyConnection,
    older: pa.Table,
    newer: pa.Table,
    changed_share: ChangedShare,
    large_change: float,
    tiny_change: float,
) -> int:
    """Keep the older texts as versions and put the newer ones in their place, where the change counts."""
    share = changed_share(older.combine_chunks().to_batches()[0], newer.combine_chunks().to_batches()[0])
    counts = pc.greater(share, tiny_change)
    older, newer, share = older.filter(counts), newer.filter(counts), share.filter(counts)
    newer = newer.select(older.schema.names)
    if not older.num_rows:
        return 0
    versions = older.select(["id", "version", "title", "text", "text_hash", "read_at"])
    versions = versions.append_column("changed", share).append_column("flagged", pc.greater(share, large_change))
    for batch in versions.to_batches():
        _insert(connection, "versions", batch)
    place = newer.schema.get_field_index("version")
    newer = newer.set_column(place, "version", pc.add(older.column("version"), 1).cast(pa.int32()))
    connection.register("renewed", newer.select(["id"]))
    connection.execute("delete from articles where id in (select id from renewed)")
    connection.unregister("renewed")
    for batch in newer.to_batches():
        _insert(connection, "articles", batch)
    return int(older.num_rows)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, batch: pa.RecordBatch) -> None:
    names = schema.TABLES[table].schema.names
    columns = ", ".join(f'"{c}"' for c in names if c in batch.schema.names)
    connection.register("batch_in", pa.Table.from_batches([batch]))
    connection.execute(f'insert into "{table}" ({columns}) select {columns} from batch_in')
    connection.unregister("batch_in")


def _note_source(connection: duckdb.DuckDBPyConnection, chunk: ReadChunk, written: Written) -> None:
    row = first_row(connection, "select records, stored, rejects from sources where source = ?", [chunk.source])
    records, stored, rejects = row or (0, 0, 0)
    connection.execute("delete from sources where source = ?", [chunk.source])
    connection.execute(
        "insert into sources values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            chunk.source,
            chunk.kind,
            chunk.state,
            chunk.place,
            chunk.stamp,
            records + chunk.records,
            stored + written.new + written.changed,
            rejects + written.rejected + written.undated,
            datetime.now(UTC).replace(tzinfo=None),
        ],
    )
