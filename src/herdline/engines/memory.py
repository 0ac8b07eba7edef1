"""Results of steps kept from build to build, so that a build works only on what is new.

They stand in the schema ``kept`` of the store's own file: for each step that has a ``steps.Memo`` the rows it made
(``rows_TABLE``) and what they were made from (``from_TABLE``: key, stamp). What is kept is committed while the step
runs, rows and stamps together, so a build that is killed goes on where it stopped. A step of another version finds
nothing; rows whose key is gone or whose stamp differs are deleted before anything is read. Dropping the schema only
costs time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence

import duckdb
import numpy as np
import pyarrow as pa

from herdline.steps import GroupStep, MapStep, Memo
from herdline.text.survey import hash64

SCHEMA = "kept"
_MADE_FROM = pa.schema([("key", pa.int64()), ("stamp", pa.int64())])

Remembered = MapStep | GroupStep
Batches = Callable[[str], Iterator[pa.RecordBatch]]


class Memory:
    """The kept results in one database.

    Args:
        connection: connection of the store.
        home: name of its database.
        version: version of the pipeline; with another one nothing that was kept is used.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, home: str, version: str) -> None:
        self._connection = connection
        self._place = f'"{home}"."{SCHEMA}"'
        self._version = version
        self._run(f"create schema if not exists {self._place}")
        self._run(f"create table if not exists {self._place}.versions (step varchar, version varchar)")

    def open(self, step: Remembered, schema: pa.Schema, memo: Memo) -> None:
        """Make the step's tables; empty ones where the step, its SQL or the columns are not those of what was kept."""
        said = f"{self._version}\x1f{memo.version}\x1f{memo.stamp}\x1f{step.reads}\x1f{schema}"
        version = hashlib.sha256(said.encode()).hexdigest()
        held = self._run(f"select version from {self._place}.versions where step = ?", [step.writes]).fetchall()
        if held == [(version,)]:
            return
        cursor = self._connection.cursor()
        try:
            cursor.execute("begin")
            cursor.execute(f"delete from {self._place}.versions where step = ?", [step.writes])
            cursor.execute(f"insert into {self._place}.versions values (?, ?)", [step.writes, version])
            for name, columns in ((self._rows(step), schema), (self._from(step), _MADE_FROM)):
                cursor.register("rows_in", columns.empty_table())
                cursor.execute(f"create or replace table {name} as select * from rows_in")
            cursor.execute("commit")
        finally:
            cursor.close()

    def lacking(self, step: Remembered, memo: Memo, batches: Batches) -> tuple[np.ndarray, np.ndarray]:
        """Keys whose results are not kept, and the stamps of these; forgets what belongs to nothing any more."""
        keys, stamps = _stamps(batches(memo.stamp))
        held = pa.Table.from_batches(batches(f"select key, stamp from {self._from(step)}"), _MADE_FROM)
        old, old_stamps = held["key"].to_numpy(), held["stamp"].to_numpy()
        if not len(keys):  # every text is gone
            self._forget(step, memo, old)
            return keys, stamps
        at = np.minimum(np.searchsorted(keys, old), len(keys) - 1)
        valid = (keys[at] == old) & (stamps[at] == old_stamps)
        if not valid.all():
            self._forget(step, memo, old[~valid])
        fresh = np.ones(len(keys), np.bool_)
        fresh[at[valid]] = False
        return keys[fresh], stamps[fresh]

    def add(self, step: Remembered, made: pa.Table, keys: np.ndarray, stamps: np.ndarray) -> None:
        """Keep results (already of the step's columns) and what they were made from, both or neither."""
        cursor = self._connection.cursor()
        try:
            cursor.execute("begin")
            cursor.register("rows_in", made)
            cursor.execute(f"insert into {self._rows(step)} select * from rows_in")
            cursor.register("from_in", pa.table([keys, stamps], schema=_MADE_FROM))
            cursor.execute(f"insert into {self._from(step)} select * from from_in")
            cursor.execute("commit")
        finally:
            cursor.close()

    def select(self, step: Remembered, columns: Sequence[str]) -> str:
        """SELECT of all rows kept of a step."""
        return "select " + ", ".join(f'"{c}"' for c in columns) + f" from {self._rows(step)}"

    def prune(self, steps: Iterable[str]) -> None:
        """Drop what is kept of other steps than those that write these tables."""
        known = set(steps)
        for (name,) in self._run(f"select step from {self._place}.versions").fetchall():
            if name not in known:
                self._run(f'drop table if exists {self._place}."rows_{name}"')
                self._run(f'drop table if exists {self._place}."from_{name}"')
                self._run(f"delete from {self._place}.versions where step = ?", [name])

    def _forget(self, step: Remembered, memo: Memo, keys: np.ndarray) -> None:
        cursor = self._connection.cursor()
        try:
            cursor.register("gone", pa.table({"key": keys}))
            cursor.execute("begin")
            cursor.execute(f'delete from {self._rows(step)} where "{memo.of}" in (select key from gone)')
            cursor.execute(f"delete from {self._from(step)} where key in (select key from gone)")
            cursor.execute("commit")
        finally:
            cursor.close()

    def _rows(self, step: Remembered) -> str:
        return f'{self._place}."rows_{step.writes}"'

    def _from(self, step: Remembered) -> str:
        return f'{self._place}."from_{step.writes}"'

    def _run(self, sql: str, values: Sequence[object] = ()) -> duckdb.DuckDBPyConnection:
        return self._connection.execute(sql, list(values))


def clear(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget all that was kept."""
    connection.execute(f"drop schema if exists {SCHEMA} cascade")


def _stamps(batches: Iterator[pa.RecordBatch]) -> tuple[np.ndarray, np.ndarray]:
    """Distinct keys ascending, and for each the sum of the hashes of its rows, int64 both."""
    all_keys, all_values = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for batch in batches:
        all_keys.append(batch.column(0).to_numpy(zero_copy_only=False).astype(np.int64))
        all_values.append(hash64(*(_text(column) for column in batch.columns)))
    keys, values = np.concatenate(all_keys), np.concatenate(all_values)
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.empty(0, np.int64)
    return keys[starts], np.add.reduceat(values, starts) if len(keys) else values


def _text(column: pa.Array) -> pa.Array:
    """A column as text; null is told from empty."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column.fill_null("\x00") if column.null_count else column
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.int64())
    return column.cast(pa.string()).fill_null("\x00")
