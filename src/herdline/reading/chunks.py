"""What readers hand over, and what they are told of earlier readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from herdline import schema
from herdline.text.printing import printable


@dataclass(frozen=True)
class SourceState:
    """How far a source was read before: done, partial or failed; last place stored; size and time, or ETag."""

    state: str
    place: str
    stamp: str


@dataclass(frozen=True)
class Chunk:
    """Records of one source, to be stored in one transaction.

    Attributes:
        source: path or URL.
        kind: feed, page, jsonl, csv, parquet, warc, html, list, stdin.
        articles: rows of ``articles``.
        rejects: rows of ``rejected``.
        place: last record covered.
        stamp: size and time of a file, or ETag and Last-Modified of a URL.
        state: partial (more to come), done, failed, unchanged (nothing to do), other (of a folder, of no kind that
            is read).
        records: records seen in this chunk.
        resumed: this reading goes on where an earlier one stopped.
    """

    source: str
    kind: str
    articles: pa.RecordBatch
    rejects: pa.RecordBatch
    place: str = ""
    stamp: str = ""
    state: str = "partial"
    records: int = 0
    resumed: bool = False


@dataclass(frozen=True)
class Refusal:
    """One record that was refused."""

    place: str
    reason: str
    detail: str


@dataclass(frozen=True)
class RawBatch:
    """Raw records (columns of ``articles.RAW``), what was refused on the way, and the last record covered."""

    records: pa.RecordBatch
    refusals: tuple[Refusal, ...]
    place: str
    seen: int


NO_ARTICLES = pa.RecordBatch.from_pylist([], schema=schema.ARTICLES.schema)
NO_REJECTS = pa.RecordBatch.from_pylist([], schema=schema.REJECTED.schema)


def reject_rows(source: str, refusals: Iterable[Refusal]) -> pa.RecordBatch:
    """Rows of ``rejected``."""
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = [
        {"source": source, "place": r.place, "reason": r.reason, "detail": r.detail[:500], "read_at": now}
        for r in refusals
    ]
    return pa.RecordBatch.from_pylist(rows, schema=schema.REJECTED.schema)


def failure(source: str, kind: str, reason: str, detail: str) -> Chunk:
    """A source that cannot be read as a whole: one reject, the next source goes on."""
    source, refusal = printable(source), Refusal("", reason, printable(detail))
    return Chunk(source, kind, NO_ARTICLES, reject_rows(source, [refusal]), state="failed", records=0)


def left_alone(source: str) -> Chunk:
    """A file or folder inside a folder that is not read: of no known kind, hidden, or a link to a folder."""
    return Chunk(printable(source), "other", NO_ARTICLES, NO_REJECTS, state="other")


def joined(first: pa.RecordBatch, second: pa.RecordBatch) -> pa.RecordBatch:
    """Two batches of one schema as one."""
    if not first.num_rows:
        return second
    return pa.concat_batches([first, second]) if second.num_rows else first
