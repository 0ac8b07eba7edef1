"""Running the pipeline on a store and publishing its tables at once, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from herdline import schema
from herdline.engines import memory
from herdline.engines.base import Progress, PublishingEngine
from herdline.engines.cluster import Cluster
from herdline.engines.local import LocalEngine
from herdline.steps import Step
from herdline.store.layout import BUILT, first_row, transaction


def fingerprint(connection: duckdb.DuckDBPyConnection, pipeline_version: str) -> str:
    """What the derived tables depend on: all articles and outlets as they are, and the steps' version."""
    row = first_row(
        connection,
        "select count(*), coalesce(sum(cast(text_hash as hugeint)), 0), coalesce(sum(cast(id as hugeint)), 0) "
        "from articles",
    )
    outlets = first_row(connection, "select count(*), coalesce(sum(length(unit)), 0) from outlets")
    leads = first_row(
        connection, "select count(*), coalesce(sum(cast(article as hugeint)), 0) from depths where not whole"
    )
    by_leads = f":{leads}" if leads and leads[0] else ""
    return f"{pipeline_version}:{row}:{outlets}{by_leads}"


def is_built(connection: duckdb.DuckDBPyConnection, pipeline_version: str) -> bool:
    """Whether the derived tables belong to the articles that are in the store now."""
    row = first_row(connection, "select value from meta where key = ?", [BUILT])
    return row is not None and row[0] == fingerprint(connection, pipeline_version)


def build(
    connection: duckdb.DuckDBPyConnection,
    path: Path | None,
    steps: Sequence[Step],
    schemas: Mapping[str, pa.Schema],
    pipeline_version: str,
    progress: Progress,
    threads: int,
    cluster: Cluster | None = None,
    *,
    afresh: bool = False,
    since: str = "",
) -> dict[str, int]:
    """Run all steps, here or on a cluster, and publish the derived tables in one transaction.

    A work file or folder beside the store holds what is not finished; one left behind by a process that died is
    removed. On the embedded engine steps with a ``Memo`` keep their results in the store's schema ``kept`` and work
    only on what is new (not in a store in memory); ``afresh`` forgets these first. ``since`` names the first step to
    run: the tables of those ahead of it are taken as they are in the store.

    Returns:
        Rows of each derived table.
    """
    if path is not None:
        for stale in path.parent.glob(f".{path.name}.*.work*"):
            shutil.rmtree(stale) if stale.is_dir() else stale.unlink(missing_ok=True)
    mark = fingerprint(connection, pipeline_version)
    rows: dict[str, int] = {}
    if afresh:
        memory.clear(connection)
    keep = None if path is None else pipeline_version
    opened = (
        cluster.engine(connection, path, progress)
        if cluster
        else _local(connection, path, progress, threads, keep, [step.writes for step in steps])
    )
    first = next((number for number, step in enumerate(steps) if step.name == since), 0)
    with opened as engine:
        for number, step in enumerate(steps[first:], first):
            progress(f"step {number + 1}/{len(steps)}: {step.name}", 0, 0)
            rows[step.writes] = engine.run(step, schemas[step.writes])
        _publish(connection, engine, rows.keys(), mark)
    return {name: count for name, count in rows.items() if name in schema.TABLES}


@contextmanager
def _local(
    connection: duckdb.DuckDBPyConnection,
    path: Path | None,
    progress: Progress,
    threads: int,
    keep: str | None,
    tables: Sequence[str],
) -> Iterator[LocalEngine]:
    work = None if path is None else path.with_name(f".{path.name}.{os.getpid()}.work")
    engine = LocalEngine(connection, work, threads, progress, keep)
    try:
        yield engine
        engine.prune(tables)
    finally:
        engine.close()


def _publish(connection: duckdb.DuckDBPyConnection, engine: PublishingEngine, made: Collection[str], mark: str) -> None:
    with transaction(connection):
        for table in schema.TABLES.values():
            if table.derived and table.name in made:
                columns = ", ".join(f'"{c}"' for c in table.schema.names)
                connection.execute(f'delete from "{table.name}"')
                connection.execute(
                    f'insert into "{table.name}" ({columns}) select {columns} from {engine.relation(table.name)}'
                )
        connection.execute("delete from meta where key = ?", [BUILT])
        connection.execute("insert into meta values (?, ?)", [BUILT, mark])
