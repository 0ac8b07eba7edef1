"""Reading on many machines: one file, one task, by the same reader; chunks travel as rows.

A file's chunks keep their order, places and states, so the store is written as if the files had been read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import pyarrow as pa

from herdline.batches import packed, unpacked
from herdline.config import ReadSettings
from herdline.reading.chunks import Chunk, SourceState, left_alone
from herdline.reading.outlets import OutletTable, load_outlets
from herdline.reading.reader import Reader
from herdline.reading.sources import expand

ITEMS = pa.schema([("source", pa.string()), ("state", pa.string()), ("place", pa.string()), ("stamp", pa.string())])
"""Files to read, and how far each was read before."""
CHUNKS = pa.schema(
    [
        ("source", pa.string()), ("kind", pa.string()), ("place", pa.string()), ("stamp", pa.string()),
        ("state", pa.string()), ("records", pa.int64()), ("resumed", pa.bool_()), ("articles", pa.binary()),
        ("rejects", pa.binary()),
    ]
)  # fmt: skip
"""One row a chunk; ``articles`` and ``rejects`` are Arrow streams."""


def items(names: Sequence[str], known: Mapping[str, SourceState]) -> tuple[pa.RecordBatch, list[str], dict[str, Chunk]]:
    """Rows of ``ITEMS`` for every file behind these names, the names that are no files, and what is left alone.

    No files are addresses, lists, and what cannot be read: the reader here says why.
    """
    rows: dict[str, dict[str, str]] = {}
    rest: list[str] = []
    left: dict[str, Chunk] = {}
    for name in names:
        for source in expand(name):
            if isinstance(source, tuple) or source.kind in ("url", "stdin", "list"):
                rest.append(source[0] if isinstance(source, tuple) else source.name)
                continue
            if source.kind == "other":
                left[source.name] = left_alone(source.name)
                continue
            before = known.get(source.name, SourceState("", "", ""))
            rows[source.name] = {
                "source": source.name, "state": before.state, "place": before.place, "stamp": before.stamp,
            }  # fmt: skip
    left = {name: chunk for name, chunk in left.items() if name not in rows}  # named by itself it is looked into
    return pa.RecordBatch.from_pylist(list(rows.values()), schema=ITEMS), rest, left


def reader(settings: ReadSettings, outlets: str | None) -> Callable[[pa.RecordBatch], Iterator[pa.RecordBatch]]:
    """A function that reads the files of rows of ``ITEMS`` into rows of ``CHUNKS``, one page process beside it."""
    alone = replace(settings, workers=1)

    def read(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
        for item in batch.to_pylist():
            before = SourceState(item["state"], item["place"], item["stamp"])
            known = {item["source"]: before} if item["state"] else {}
            for chunk in Reader(alone, known, _outlets(outlets)).read([item["source"]]):
                yield _packed(chunk)

    return read


def chunks(batch: pa.RecordBatch) -> Iterator[Chunk]:
    """The chunks in rows of ``CHUNKS``."""
    for row in batch.to_pylist():
        yield Chunk(
            row["source"], row["kind"], unpacked(row["articles"]), unpacked(row["rejects"]), row["place"],
            row["stamp"], row["state"], row["records"], row["resumed"],
        )  # fmt: skip


@lru_cache(maxsize=2)
def _outlets(path: str | None) -> OutletTable:
    return load_outlets(path)


def _packed(chunk: Chunk) -> pa.RecordBatch:
    row = {
        "source": chunk.source, "kind": chunk.kind, "place": chunk.place, "stamp": chunk.stamp, "state": chunk.state,
        "records": chunk.records, "resumed": chunk.resumed, "articles": packed(chunk.articles),
        "rejects": packed(chunk.rejects),
    }  # fmt: skip
    return pa.RecordBatch.from_pylist([row], schema=CHUNKS)
