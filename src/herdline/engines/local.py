"""The embedded engine: DuckDB for sets, threads for functions.

Derived tables are built in a work database beside the store (same folder, removed at the end), so that a
build which dies leaves the store as it was. Table names in a step's SQL resolve to the work database first and to the
store second.

Functions run in threads: their loops are NumPy or Numba and release the interpreter lock.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from herdline.engines.base import Progress, quiet
from herdline.engines.memory import Memory
from herdline.engines.processes import Workers
from herdline.errors import StepError
from herdline.steps import GroupStep, MapStep, Memo, SetStep, Step, WholeStep

log = logging.getLogger(__name__)

_KEPT_AFTER = 5.0  # seconds of work that a kill may cost
_KEPT_BATCHES = 2_000
UNSORTED = ("text", "title")
"""Long columns, which never decide the order of a group."""


class LocalEngine:
    """Runs steps on a DuckDB connection, results in an attached work database.

    Args:
        connection: the store's connection; the engine works on cursors of it.
        work: file of the work database, made here; ``None`` keeps it in memory.
        threads: how many batches are worked on at once.
        progress: called with (step, done, total).
        keep: version of the pipeline: steps with a ``Memo`` keep their results in the store under it, and work only on
            rows whose results are not kept. ``None``: nothing is kept.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        work: Path | None = None,
        threads: int = 2,
        progress: Progress = quiet,
        keep: str | None = None,
    ) -> None:
        self._connection = connection
        self._work = work
        self._threads = max(1, threads)
        self._progress = progress
        ((self._home,),) = connection.execute("select current_database()").fetchall()
        target = ":memory:" if work is None else str(work).replace("'", "''")
        connection.execute(f"attach '{target}' as work")
        self._memory = None if keep is None else Memory(connection, self._home, keep)

    def close(self) -> None:
        """Detach the work database and remove its file."""
        self._connection.execute("detach work")
        if self._work is not None:
            for file in (self._work, self._work.with_name(self._work.name + ".wal")):
                file.unlink(missing_ok=True)

    def run(self, step: Step, schema: pa.Schema) -> int:
        """Run one step into its table, see ``engines.base.Engine``.

        Raises:
            StepError: with the step's table, its SQL and the cause.
        """
        try:
            if isinstance(step, SetStep):
                return self._select(step, schema)
            if isinstance(step, WholeStep):
                return self.write(step.writes, schema, step.function(self))
            if self._memory is not None and step.memo is not None:
                return self._remembered(step, schema, self._memory, step.memo)
            return self.write(step.writes, schema, _flat(made for _, made in self._worked(step)))
        except (duckdb.Error, pa.ArrowException) as error:
            sql = step.sql if isinstance(step, SetStep) else "" if isinstance(step, WholeStep) else step.reads
            raise StepError(f"step {step.name} -> table {step.writes}: {error}\n{sql}".rstrip()) from error

    def batches(self, sql: str, rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """Stream the rows of a SELECT."""
        cursor = self._cursor()
        try:
            yield from cursor.sql(sql).to_arrow_reader(rows)
        finally:
            cursor.close()

    def table(self, sql: str) -> pa.Table:
        """All rows of a SELECT."""
        cursor = self._cursor()
        try:
            return cursor.sql(sql).to_arrow_table()
        finally:
            cursor.close()

    def write(self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
        """Replace a table of the work database by these batches."""
        cursor = self._cursor()
        written = 0
        try:
            cursor.register("rows_in", schema.empty_table())
            cursor.execute(f'create or replace table work.main."{name}" as select * from rows_in')
            for batch in batches:
                if batch.num_rows:
                    cursor.register("rows_in", pa.Table.from_batches([conform(batch, schema)]))
                    cursor.execute(f'insert into work.main."{name}" select * from rows_in')
                    written += batch.num_rows
        finally:
            cursor.close()
        return written

    def relation(self, name: str) -> str:
        """What DuckDB can select a table from that was made here."""
        return f'work.main."{name}"'

    def tables(self) -> set[str]:
        """Names of the tables in the work database and the store."""
        sql = f"select table_name from duckdb_tables() where database_name in ('work', '{self._home}')"
        return set(self.table(sql).column("table_name").to_pylist())

    def drop(self, name: str) -> None:
        """Remove a table of the work database if it is there."""
        self._connection.execute(f'drop table if exists work.main."{name}"')

    def prune(self, tables: Iterable[str]) -> None:
        """Forget what was kept of steps that write none of these tables."""
        if self._memory is not None:
            self._memory.prune(tables)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        cursor.execute(f"set search_path = 'work.main,{self._home}.main'")
        return cursor

    def _select(self, step: SetStep, schema: pa.Schema) -> int:
        cursor = self._cursor()
        try:
            cursor.register("rows_in", schema.empty_table())
            cursor.execute(f'create or replace table work.main."{step.writes}" as select * from rows_in')
            columns = ", ".join(f'"{c}"' for c in schema.names)
            cursor.execute(f'insert into work.main."{step.writes}" select {columns} from ({step.sql})')
            ((count,),) = cursor.execute(f'select count(*) from work.main."{step.writes}"').fetchall()
            return int(count)
        finally:
            cursor.close()

    def _remembered(self, step: MapStep | GroupStep, schema: pa.Schema, memory: Memory, memo: Memo) -> int:
        """Work on what is not kept, keep it, and answer from all that is kept."""
        memory.open(step, schema, memo)
        keys, stamps = memory.lacking(step, memo, self.batches)
        self.write("memo_todo", pa.schema([("key", pa.int64())]), pa.table({"key": keys}).to_batches())
        filtered = f'select r.* from ({step.reads}) r where r."{memo.key}" in (select key from memo_todo)'
        worked: list[np.ndarray] = []
        made: list[pa.RecordBatch] = []
        since = time.monotonic()

        def keep() -> None:
            nonlocal since, worked, made
            done = np.unique(np.concatenate(worked)) if worked else np.empty(0, np.int64)
            table = pa.Table.from_batches([conform(batch, schema) for batch in made], schema)
            memory.add(step, table, done, stamps[np.searchsorted(keys, done)])
            worked, made, since = [], [], time.monotonic()

        if len(keys):
            for own, result in self._worked(replace(step, reads=filtered), memo.key):
                worked.append(own)
                made += [result] if isinstance(result, pa.RecordBatch) else result.to_batches()
                if time.monotonic() - since > _KEPT_AFTER or len(made) > _KEPT_BATCHES:
                    keep()
            keep()
        self.drop("memo_todo")
        columns = schema.names
        return self._select(SetStep(step.name, memory.select(step, columns), step.writes), schema)

    def _worked(
        self, step: MapStep | GroupStep, key: str = ""
    ) -> Iterator[tuple[np.ndarray, pa.RecordBatch | pa.Table]]:
        """The function's answers in order, each with the keys of the rows it was given."""
        total = self._count(step.reads)
        if isinstance(step, GroupStep):
            groups = self._sorted_groups(step)
            yield from self._parallel(step.name, _keyed(step.function, step.key), groups, total)
            return
        batches = self.batches(step.reads, step.batch_rows)
        if not step.processes:
            yield from self._parallel(step.name, _keyed(step.function, key), batches, total)
        elif total <= step.batch_rows or self._threads == 1:  # a process takes a second to start
            function, done = _keyed(step.function, key), 0
            for batch in batches:
                yield function(batch)
                done += batch.num_rows
                self._progress(step.name, done, total)
        else:
            with Workers(step.function, self._threads) as workers:
                yield from self._parallel(step.name, _keyed(workers, key), batches, total)

    def _parallel(self, name: str, function: Callable, items: Iterable, total: int) -> Iterator:
        """Apply ``function`` to items in order, a few at a time; never more than two per thread in memory."""
        waiting: deque[tuple[int, Future]] = deque()
        done = 0
        with ThreadPoolExecutor(self._threads) as pool:
            for item in items:
                waiting.append((item.num_rows, pool.submit(function, item)))
                while len(waiting) > 2 * self._threads:
                    rows, future = waiting.popleft()
                    yield future.result()
                    done += rows
                    self._progress(name, done, total)
            for rows, future in waiting:
                yield future.result()
                done += rows
                self._progress(name, done, total)

    def _sorted_groups(self, step: GroupStep) -> Iterator[pa.Table]:
        names = self.table(f"select * from ({step.reads}) limit 0").schema.names
        order = [step.key, *(n for n in names if n != step.key and n not in UNSORTED)]
        sql = f"select * from ({step.reads}) order by " + ", ".join(f'"{n}" nulls first' for n in order)
        held: list[pa.RecordBatch] = []
        for batch in self.batches(sql):
            keys = batch.column(step.key)
            if held and held[-1].column(step.key)[0] != keys[0]:
                yield pa.Table.from_batches(held)
                held = []
            start = 0
            for end in _changes(keys):
                yield pa.Table.from_batches([*held, batch.slice(start, end - start)])
                held, start = [], end
            held.append(batch.slice(start))
        if held:
            yield pa.Table.from_batches(held)

    def _count(self, sql: str) -> int:
        return int(self.table(f"select count(*) as n from ({sql})").column("n")[0].as_py())


def _keyed(function: Callable, key: str) -> Callable:
    """The function's answer together with the keys of what it was given (none where no key is asked for)."""

    def answer(rows: pa.RecordBatch | pa.Table) -> tuple[np.ndarray, pa.RecordBatch | pa.Table]:
        return np.array(rows.column(key), np.int64) if key else np.empty(0, np.int64), function(rows)

    return answer


def _flat(made: Iterable[pa.RecordBatch | pa.Table]) -> Iterator[pa.RecordBatch]:
    for part in made:
        if isinstance(part, pa.RecordBatch):
            yield part
        else:
            yield from part.to_batches()


def conform(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """The batch with exactly the columns of ``schema``, in its order and types (a missing column is null)."""
    columns = [
        batch.column(f.name).cast(f.type) if f.name in batch.schema.names else pa.nulls(batch.num_rows, f.type)
        for f in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _changes(keys: pa.Array) -> list[int]:
    """Positions at which a new key starts, without 0."""
    if len(keys) < 2:
        return []
    differs = pc.not_equal(keys.slice(1), keys.slice(0, len(keys) - 1))
    return [i + 1 for i, changed in enumerate(differs.to_pylist()) if changed]
