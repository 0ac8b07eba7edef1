"""Reading: sources of every kind -> articles and rejects.

How a source becomes articles, and where:

1. ``sources``     tells what a path or URL is (folder, list, feed, page, table, archive), by content before name.
2. ``fetch``       gets what lies behind an address (``guard``: no private networks; ``together``: many hosts at once).
3. readers         turn each kind into raw records, columns of strings as found: ``records`` (JSON Lines, CSV, Parquet),
                   ``feeds``, ``pages`` (HTML, WARC) with ``extraction`` in worker processes (``workers``, ``worker``).
4. ``articles``    makes rows of tables ``articles`` and ``rejected`` of them, a batch at a time: ``cleaning``,
                   ``urls``, ``outlets``, ``dates``, ``language``, ``agency``.
5. ``reader``      cuts all this into chunks. The store commits each chunk with the place it reached, so that a process
                   killed at any moment goes on behind its last chunk.

``changes`` tells how much of an article changed when it is read again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from io import BufferedIOBase
from typing import TYPE_CHECKING, Any, BinaryIO

from herdline.config import ReadSettings

if TYPE_CHECKING:
    from herdline.reading.chunks import Chunk, SourceState
    from herdline.reading.outlets import OutletTable, load_outlets, outlet_rows
    from herdline.reading.records import table_of as records_table

__all__ = ["Chunk", "OutletTable", "SourceState", "load_outlets", "outlet_rows", "read", "records_table"]

_HOMES = {
    "Chunk": ("chunks", "Chunk"), "SourceState": ("chunks", "SourceState"), "OutletTable": ("outlets", "OutletTable"),
    "load_outlets": ("outlets", "load_outlets"), "outlet_rows": ("outlets", "outlet_rows"),
    "records_table": ("records", "table_of"),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Public names are loaded when asked for: a worker process needs the extraction of pages and nothing else."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, inner = _HOMES[name]
    return getattr(import_module(f"{__name__}.{module}"), inner)


def read(
    sources: Sequence[str],
    settings: ReadSettings,
    known: Mapping[str, SourceState],
    stdin: BinaryIO | BufferedIOBase | None,
    outlets: OutletTable,
) -> Iterator[Chunk]:
    """Read sources into chunks of articles.

    Args:
        sources: paths, folders, URLs, lists of URLs, or "-" for JSON Lines on ``stdin``.
        settings: limits and manners.
        known: earlier states of sources: a file that is done and unchanged is passed over, a partial one is resumed
            behind its place, an address is asked conditionally.
        stdin: stream for "-"; the process's own when None.
        outlets: see ``load_outlets``.

    Yields:
        Chunks. The last one of each source has state done, failed or unchanged. What goes wrong with one source is a
        reject in a chunk of state failed; nothing is raised for it.
    """
    from herdline.reading.reader import Reader

    return Reader(settings, known, outlets, stdin).read(sources)
