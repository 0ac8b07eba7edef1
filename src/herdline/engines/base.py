"""What an engine can do: six methods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import pyarrow as pa

from herdline.steps import Step

Progress = Callable[[str, int, int], None]
"""Called with (step's name, rows or steps done, all of them or 0 when unknown)."""


def quiet(*_: object) -> None:
    """Progress to nowhere."""


class Engine(Protocol):
    """Runs steps over named tables."""

    def run(self, step: Step, schema: pa.Schema) -> int:
        """Run one step into its table (replaced), columns cast to ``schema``; returns the rows written."""
        ...

    def batches(self, sql: str, rows: int = 10_000) -> Iterator[pa.RecordBatch]:
        """Stream the rows of a SELECT."""
        ...

    def table(self, sql: str) -> pa.Table:
        """All rows of a SELECT."""
        ...

    def write(self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
        """Replace table ``name`` by these batches; returns the rows written."""
        ...

    def tables(self) -> set[str]:
        """Names of the tables there are."""
        ...

    def drop(self, name: str) -> None:
        """Remove a table if it is there."""
        ...


class PublishingEngine(Engine, Protocol):
    """An engine whose tables a store can take over."""

    def relation(self, name: str) -> str:
        """What DuckDB can select a table from that was made here."""
        ...
