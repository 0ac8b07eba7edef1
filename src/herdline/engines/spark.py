"""The cluster engine: the same steps on Apache Spark (Zaharia et al. 2016), for archives that one machine is slow for.

Where each kind of step runs:

- ``MapStep``: its function on the workers (``mapInArrow``), as many batches at a time as there are cores.
- ``SetStep``: Spark SQL, the same text as on the embedded engine; nothing is transpiled.
- ``GroupStep``: its function on the workers, one call a group (``applyInArrow``).
- ``WholeStep``: its function **on the driver**; its SELECTs run on the workers and their rows are streamed to it. What
  such a step needs in memory, the driver needs.

Every table is a folder of Parquet files in one work folder that driver and workers share. So nothing is computed
twice, a worker that dies costs only its tasks, and loops need no checkpoints.
"""

from __future__ import annotations

import logging
import math
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from herdline.engines.base import Progress
from herdline.engines.local import UNSORTED, conform
from herdline.errors import StepError
from herdline.steps import GroupStep, MapStep, SetStep, Step, WholeStep

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

log = logging.getLogger(__name__)

_ROW_GROUP = 4096  # rows: what one task reads of a table of the store
_TASKS = 20  # most tasks a core for one MapStep: enough to even out, few enough to schedule
BatchFunction = Callable[[pa.RecordBatch], pa.RecordBatch]


class SparkEngine:
    """Runs steps on a Spark session; tables live as Parquet in ``folder``.

    Args:
        session: see ``cluster.Cluster.session``.
        folder: an empty folder that the driver and all workers see under the same path.
        connection: a store whose tables the steps may read; each is handed over when first asked for.
        progress: called with (step, done, total).
    """

    def __init__(
        self,
        session: SparkSession,
        folder: Path,
        connection: duckdb.DuckDBPyConnection | None,
        progress: Progress,
    ) -> None:
        self._session = session
        self._folder = folder.resolve()
        self._connection = connection
        self._progress = progress
        self._numbers = count()
        self._places: dict[str, Path] = {}
        self._stored: set[str] = set()
        if connection is not None:
            found = connection.execute(
                "select table_name from duckdb_tables() where database_name = current_database() "
                "and schema_name = 'main' and not internal"
            ).fetchall()
            self._stored = {name for (name,) in found}

    def close(self) -> None:
        """Forget the tables and remove their files. The session goes on."""
        for name in self._places:
            self._session.catalog.dropTempView(name)
        shutil.rmtree(self._folder, ignore_errors=True)

    def run(self, step: Step, schema: pa.Schema) -> int:
        """Run one step into its table, see ``engines.base.Engine``.

        Raises:
            StepError: with the step's table, its SQL and the cause.
        """
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            if isinstance(step, WholeStep):
                return self.write(step.writes, schema, step.function(self))
            if isinstance(step, SetStep):
                rows = self._select(step.sql)
                columns = [rows[f.name].cast(f.dataType).alias(f.name) for f in _spark_schema(schema)]
                return self._keep(step.writes, rows.select(*columns), schema)
            if isinstance(step, MapStep):
                return self._map(step, schema)
            return self._groups(step, schema)
        except (PySparkException, Py4JError, duckdb.Error, pa.ArrowException) as error:
            sql = step.sql if isinstance(step, SetStep) else "" if isinstance(step, WholeStep) else step.reads
            raise StepError(f"step {step.name} -> table {step.writes}: {_told(error)}\n{sql}".rstrip()) from error

    def batches(self, sql: str, rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """Stream the rows of a SELECT to the driver, in its order where it has one; memory does not grow with them."""
        place = self._new("answer")
        try:
            self._select(sql).write.parquet(str(place))
            yield from _read(place, rows)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def table(self, sql: str) -> pa.Table:
        """All rows of a SELECT, on the driver."""
        place = self._new("answer")
        try:
            self._select(sql).write.parquet(str(place))
            parts = [pq.read_table(part) for part in _parts(place)]
            return pa.concat_tables(parts).combine_chunks()
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def write(self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
        """Replace a table by these batches, written by the driver."""
        place = self._new(name)
        place.mkdir(parents=True)
        written = 0
        with pq.ParquetWriter(place / "part-00000.parquet", schema, store_schema=False) as file:
            for batch in batches:
                if batch.num_rows:
                    file.write_batch(conform(batch, schema), row_group_size=_ROW_GROUP)
                    written += batch.num_rows
        self._show(name, place, _spark_schema(schema))
        return written

    def tables(self) -> set[str]:
        """Names of the tables made here and of those in the store."""
        return self._stored | set(self._places)

    def drop(self, name: str) -> None:
        """Remove a table that was made here, if it is there."""
        place = self._places.pop(name, None)
        if place is not None:
            self._session.catalog.dropTempView(name)
            shutil.rmtree(place, ignore_errors=True)

    def relation(self, name: str) -> str:
        """What DuckDB can select a table from that was made here."""
        return "read_parquet('{}/*.parquet')".format(str(self._places[name]).replace("'", "''"))

    def spread(
        self, function: Callable[[pa.RecordBatch], Iterable[pa.RecordBatch]], items: pa.RecordBatch, schema: pa.Schema
    ) -> Iterator[pa.RecordBatch]:
        """Run ``function`` on each row of ``items`` alone, on the workers, one task each.

        Yields:
            Its batches in the order of the items.
        """
        place = self._new("spread")
        context = self._session.sparkContext
        rows = [tuple(row.values()) for row in items.to_pylist()]
        try:
            tasks = context.parallelize(rows, max(1, len(rows)))
            frame = self._session.createDataFrame(tasks, _spark_schema(items.schema))
            made = frame.mapInArrow(_each(function, schema), _spark_schema(schema))
            made.write.parquet(str(place))
            yield from _read(place, 1)
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _map(self, step: MapStep, schema: pa.Schema) -> int:
        rows = self._select(step.reads)
        total = rows.count()
        self._progress(step.name, 0, total)
        tasks = min(math.ceil(total / step.batch_rows), _TASKS * self._session.sparkContext.defaultParallelism)
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(step.batch_rows))
        made = rows.repartition(max(1, tasks)).mapInArrow(_each(_one(step.function), schema), _spark_schema(schema))
        written = self._keep(step.writes, made, schema)
        self._progress(step.name, total, total)
        return written

    def _groups(self, step: GroupStep, schema: pa.Schema) -> int:
        rows = self._select(step.reads)
        made = rows.groupBy(step.key).applyInArrow(_group(step, schema), _spark_schema(schema))
        return self._keep(step.writes, made, schema)

    def _select(self, sql: str) -> DataFrame:
        self._hand_over(sql)
        return self._session.sql(sql)

    def _hand_over(self, sql: str) -> None:
        """Write the store's tables that a SELECT may name as Parquet, once each."""
        for name in sorted(self._stored & set(re.findall(r"\w+", sql)) - set(self._places)):
            place = self._new(name)
            place.mkdir(parents=True)
            assert self._connection is not None
            relation = f'(select * from "{name}")'
            file = str(place / "part-00000.parquet").replace("'", "''")
            cursor = self._connection.cursor()
            cursor.execute(f"copy {relation} to '{file}' (format parquet, row_group_size {_ROW_GROUP})")
            schema = cursor.sql(f'select * from "{name}" limit 0').to_arrow_table().schema
            cursor.close()
            self._show(name, place, _spark_schema(schema))

    def _keep(self, name: str, rows: DataFrame, schema: pa.Schema) -> int:
        place = self._new(name)
        rows.write.parquet(str(place))
        self._show(name, place, _spark_schema(schema))
        return sum(pq.read_metadata(part).num_rows for part in _parts(place))

    def _show(self, name: str, place: Path, schema: StructType) -> None:
        self.drop(name)
        self._session.read.schema(schema).parquet(str(place)).createOrReplaceTempView(name)
        self._places[name] = place

    def _new(self, name: str) -> Path:
        return self._folder / f"{name}-{next(self._numbers)}"


def _one(function: BatchFunction) -> Callable[[pa.RecordBatch], list[pa.RecordBatch]]:
    return lambda batch: [function(batch)]


def _each(
    function: Callable[[pa.RecordBatch], Iterable[pa.RecordBatch]], schema: pa.Schema
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What runs in a worker; Spark takes columns by their position, so they are put in order here."""

    def mapped(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for made in function(batch) if batch.num_rows else ():
                yield conform(made, schema)

    return mapped


def _group(step: GroupStep, schema: pa.Schema) -> Callable[[pa.Table], pa.Table]:
    """What runs in a worker on one group, rows sorted as the embedded engine sorts them."""
    function, key = step.function, step.key

    def grouped(table: pa.Table) -> pa.Table:
        names = [key, *(n for n in table.schema.names if n != key and n not in UNSORTED)]
        rows = pc.sort_indices(table, [(n, "ascending", "at_start") for n in names])
        made = function(table.take(rows))
        parts = [conform(batch, schema) for batch in made.to_batches()]
        return pa.Table.from_batches(parts, schema)

    return grouped


def _spark_schema(schema: pa.Schema) -> StructType:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema, prefer_timestamp_ntz=True)


def _parts(place: Path) -> list[Path]:
    """The Parquet files of a table; their names are in the order of Spark's partitions."""
    return sorted(place.glob("*.parquet"))


def _read(place: Path, rows: int) -> Iterator[pa.RecordBatch]:
    for part in _parts(place):
        with pq.ParquetFile(part) as file:
            yield from (batch for batch in file.iter_batches(batch_size=rows) if batch.num_rows)


def _told(error: Exception) -> str:
    """The first lines of an error: Spark's own tell the whole plan."""
    with suppress(Exception):
        lines = [line for line in str(error).splitlines() if line.strip()]
        python = [n for n, line in enumerate(lines) if "Traceback (most recent call last)" in line]
        if python:  # a worker's function failed: its last line says why
            raised = [line.strip() for line in lines[python[-1] :] if re.match(r"\s*[\w.]+(?:Error|Exception)\b", line)]
            return raised[0] if raised else lines[0]
        return lines[0]
    return type(error).__name__
