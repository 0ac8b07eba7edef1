"""What a store answers: frozen typed objects, and tables for Arrow, Polars and pandas users.

``record()`` of each object is its JSON form; docs/json.md documents every field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
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


@dataclass(frozen=True)
class Herd(Record):
    """Independent echo against matched stories: percentile 0-100 with its 95 % interval."""

    percentile: float
    low: float
    high: float


@dataclass(frozen=True)
class Story(Record):
    """A story and its measures; see schema.STORIES for meanings."""

    story: int
    title: str
    first: datetime | None
    last: datetime | None
    languages: tuple[str, ...]
    articles: int
    outlets: int
    families: int
    copied_share: float | None
    echo: float | None
    effective_voices: float | None
    herd: Herd | None
    echo_low: float | None
    echo_high: float | None


@dataclass(frozen=True)
class First(Record):
    """Who ran a line first, as far as the clocks allow to say."""

    outlet: str
    article: int
    published: datetime | None


@dataclass(frozen=True)
class Use(Record):
    """One place where a line stands: characters ``start:end`` of the article's stored text."""

    article: int
    outlet: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Line(Record):
    """One line: wording or template that independent families share."""

    line: int
    text: str
    kind: str
    lang: str
    families: int
    outlets: int
    share: float
    base: float
    lift: float
    q: float
    first: First | None
    uses: tuple[Use, ...]


@dataclass(frozen=True)
class Member(Record):
    """One article of a family."""

    article: int
    outlet: str
    published: datetime | None
    kind: str


@dataclass(frozen=True)
class Family(Record):
    """Texts that are one text once copies are collapsed."""

    family: int
    kind: str
    agency: str | None
    original: int
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Arrival(Record):
    """An outlet's first text on the story."""

    outlet: str
    article: int
    published: datetime | None
    lag_minutes: float | None
    clock_error_minutes: float | None
    source: str | None


@dataclass(frozen=True)
class Copy(Record):
    """Article a shares text with b; ``spans`` are [a0, a1, b0, b1] in characters."""

    a: int
    b: int
    kind: str
    share: float
    share_b: float
    directed: bool
    translated: bool
    spans: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True)
class StoryLine(Record):
    """The line of one story: what is shared, by whom, who was first, who copied whom."""

    story: int
    title: str
    lines: tuple[Line, ...]
    families: tuple[Family, ...]
    spread: tuple[Arrival, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True)
class ReadSummary(Record):
    """What one call of ``read`` did."""

    new: int
    changed: int
    known: int
    rejected: int
    sources: int
    failed: int
    skipped: int
    seconds: float


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
