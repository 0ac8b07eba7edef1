"""From sources into a store: what ``reading`` makes of them, ``store.writer`` commits, chunk by chunk.

Reading knows nothing of stores and the writer nothing of sources; they meet here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BufferedIOBase
from pathlib import Path

import duckdb

from herdline import reading
from herdline.config import ReadSettings
from herdline.engines.cluster import Cluster
from herdline.reading.changes import changed_share
from herdline.results import ReadSummary
from herdline.store import writer

_NAMED = 10
"""Files left alone that are named; a folder of pictures may hold any number."""
ReadProgress = Callable[[str, int, writer.Written], None]
"""Called after each chunk with (source, records of this chunk, what it did)."""


def read(
    connection: duckdb.DuckDBPyConnection,
    path: Path | None,
    sources: Sequence[str | os.PathLike[str]],
    settings: ReadSettings,
    outlets: str | os.PathLike[str] | None,
    stdin: BufferedIOBase | None,
    progress: ReadProgress,
    cluster: Cluster | None,
) -> ReadSummary:
    """Read sources into a store that may be written; ``Store.read`` says how and with what."""
    started = time.monotonic()
    table = reading.load_outlets(outlets)
    known = _known_sources(connection)
    total, failed, begun, skipped = writer.Written(), set[str](), set[str](), set[str]()
    left: list[str] = []
    names = [os.path.abspath(s) if cluster and os.path.exists(s) else os.fspath(s) for s in sources]
    for chunk in _chunks(path, names, settings, known, stdin, table, outlets, cluster):
        if chunk.state == "unchanged":
            skipped.add(chunk.source)
            continue
        if chunk.state == "other":
            left.append(chunk.source)
            continue
        if chunk.source not in begun and not chunk.resumed:
            writer.begin_source(connection, chunk.source)
        begun.add(chunk.source)
        done = writer.write_chunk(connection, chunk, changed_share, settings.large_change, settings.tiny_change)
        if chunk.state == "failed":
            failed.add(chunk.source)
        total += done
        progress(chunk.source, chunk.records, done)
    _note_outlets(connection, table)
    return ReadSummary(
        total.new, total.changed, total.known, total.rejected, len(begun | skipped), len(failed), len(skipped),
        round(time.monotonic() - started, 3), total.undated, len(left), tuple(left[:_NAMED]),
    )  # fmt: skip


def _chunks(
    path: Path | None,
    names: list[str],
    settings: ReadSettings,
    known: Mapping[str, reading.SourceState],
    stdin: BufferedIOBase | None,
    table: reading.OutletTable,
    outlets: str | os.PathLike[str] | None,
    cluster: Cluster | None,
) -> Iterator[reading.Chunk]:
    """Files from Spark's workers where there is a cluster; all else is read here."""
    if cluster is not None:
        from herdline.reading import spread

        items, names, left = spread.items(names, known)
        yield from left.values()
        if items.num_rows:
            with cluster.engine(None, path, lambda *_: None) as engine:
                work = spread.reader(settings, None if outlets is None else os.path.abspath(outlets))
                for batch in engine.spread(work, items, spread.CHUNKS):
                    yield from spread.chunks(batch)
    if names:
        yield from reading.read(names, settings, known, stdin, table)


def _known_sources(connection: duckdb.DuckDBPyConnection) -> dict[str, reading.SourceState]:
    rows = connection.execute("select source, state, place, stamp from sources").fetchall()
    return {source: reading.SourceState(state, place, stamp) for source, state, place, stamp in rows}


def _note_outlets(connection: duckdb.DuckDBPyConnection, table: reading.OutletTable) -> None:
    """Renew the rows of table ``outlets`` for every outlet that has articles."""
    rows = connection.execute(
        "select outlet, mode(lang) from articles where outlet is not null group by outlet order by outlet"
    ).fetchall()
    if rows:
        writer.write_outlets(connection, reading.outlet_rows(table, [r[0] for r in rows], [r[1] for r in rows]))
