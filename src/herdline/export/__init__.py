"""Taking results along: all tables of a store as files, events in the columns of GDELT 2.0 and of POLECAT.

Every export comes with manifest.json: program, store versions, rows and SHA-256 of each file, so that two people can
say whether they look at the same thing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

import orjson
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from herdline import pipeline, schema
from herdline.api import Store
from herdline.errors import HerdlineError
from herdline.export import gdelt, polecat
from herdline.results import plain

_ROWS = 5000


def write(store: Store, folder: Path, form: str) -> list[Path]:
    """Write a store into ``folder``; files of the same name are replaced, others left alone.

    Args:
        store: an analysed store.
        folder: made if it is not there.
        form: parquet, csv or jsonl for all tables; gdelt for events in the columns of GDELT 2.0 (tab-separated, no
            header, as GDELT has it) and of POLECAT (tab-separated with a header).

    Returns:
        The files, the manifest last.

    Raises:
        HerdlineError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = list(_events(store, folder) if form == "gdelt" else _tables(store, folder, form))
        manifest = folder / "manifest.json"
        manifest.write_bytes(orjson.dumps(_manifest(form, files), option=orjson.OPT_INDENT_2) + b"\n")
    except OSError as error:
        raise HerdlineError(f"{folder}: cannot write the export ({error.strerror})") from error
    return [file for file, _ in files] + [manifest]


def write_rows(table: pa.Table, out: BinaryIO, form: str) -> None:
    """One table as Parquet (zstd), CSV with a header, or JSON Lines (times as ISO 8601 with Z)."""
    if form == "parquet":
        pq.write_table(table, out, compression="zstd")
    elif form == "csv":
        pyarrow.csv.write_csv(table, out)
    else:
        for batch in table.to_batches(max_chunksize=_ROWS):
            for row in batch.to_pylist():
                out.write(orjson.dumps({k: plain(v) for k, v in row.items()}, option=orjson.OPT_APPEND_NEWLINE))


def _tables(store: Store, folder: Path, form: str) -> Iterator[tuple[Path, int]]:
    for name in schema.TABLES:
        table, file = store.table(name), folder / f"{name}.{form}"
        with file.open("wb") as out:
            write_rows(table, out, form)
        yield file, table.num_rows


def _events(store: Store, folder: Path) -> Iterator[tuple[Path, int]]:
    for name, table, header in (
        ("events.export.CSV", gdelt.events(store.sql), False),  # GDELT's own name for its tab-separated files
        ("events.plover.tsv", polecat.events(store.sql), True),
    ):
        file = folder / name
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        head = [tuple(table.schema.names)] if header else []
        # neither format quotes: tabs and line ends were taken out of every value
        file.write_text("".join("\t".join(row) + "\n" for row in (*head, *rows)), encoding="utf-8", newline="\n")
        yield file, table.num_rows


def _manifest(form: str, files: list[tuple[Path, int]]) -> dict[str, object]:
    return {
        "program": f"herdline {version('herdline')}", "format": form, "store_version": schema.SCHEMA_VERSION,
        "pipeline_version": pipeline.VERSION,
        "files": [
            {"name": file.name, "rows": rows, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
            for file, rows in files
        ],
    }  # fmt: skip
