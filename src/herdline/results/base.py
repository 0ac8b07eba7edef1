"""What all results share: a JSON form, and rows that are also a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

T = TypeVar("T", bound="Record")


def plain(value: object) -> Any:
    """JSON form: times as ISO 8601 with Z, dataclasses as objects, tuples as lists."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds") + "Z"
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value


class Record:
    """Base of result objects."""

    def record(self) -> dict[str, Any]:
        """The object as JSON-ready values."""
        result: dict[str, Any] = plain(self)
        return result


class Rows(Sequence[T], Generic[T]):
    """A list of typed objects that is also a table."""

    def __init__(self, objects: Sequence[T], table: pa.Table) -> None:
        self._objects = tuple(objects)
        self._table = table

    def __len__(self) -> int:
        return len(self._objects)

    def __getitem__(self, index: Any) -> Any:
        return self._objects[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self._objects)

    def __repr__(self) -> str:
        return f"<{len(self)} rows: {', '.join(self._table.schema.names)}>"

    def arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self._table

    def polars(self) -> pl.DataFrame:
        """The rows as a Polars frame."""
        import polars as pl

        frame = pl.from_arrow(self._table)
        if not isinstance(frame, pl.DataFrame):
            raise TypeError("a table of one column came back as a series")
        return frame

    def pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame.

        Raises:
            MissingExtra: pandas is not installed.
        """
        from herdline.errors import MissingExtra

        try:
            frame: pd.DataFrame = self._table.to_pandas()
        except ModuleNotFoundError as error:
            raise MissingExtra("pandas is not installed; run: pip install pandas") from error
        return frame

    def records(self) -> list[dict[str, Any]]:
        """The rows as JSON-ready objects."""
        return [o.record() for o in self._objects]
