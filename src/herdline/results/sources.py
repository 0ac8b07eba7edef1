"""What was read into a store, and what leaves it when a source is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from herdline.results.base import Record


@dataclass(frozen=True)
class SourceRead(Record):
    """A source that was read.

    Attributes:
        source: path or address, as it was given.
        kind: feed, page, jsonl, csv, parquet, warc, html, list, stdin.
        state: done, partial, failed.
        records: records seen when it was last read.
        articles: articles that stand under its name now.
        rejects: its rows of table ``rejected``.
        read_at: when it was last read, UTC.
    """

    source: str
    kind: str
    state: str
    records: int
    articles: int
    rejects: int
    read_at: datetime | None


@dataclass(frozen=True)
class Forgotten(Record):
    """What left a store with its sources, or would leave it (``dry_run``).

    Attributes:
        sources: their names, as the store had them.
        articles: articles that stood under them.
        versions: earlier versions of these.
        rejects: rows of table ``rejected``.
        left: articles that stay.
        shared: other sources that may hold some of the articles too; reading them again brings those back.
        dry_run: only counted.
    """

    sources: tuple[str, ...]
    articles: int
    versions: int
    rejects: int
    left: int
    shared: tuple[str, ...]
    dry_run: bool
