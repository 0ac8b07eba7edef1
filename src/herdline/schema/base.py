"""What a table and a column are."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

TIME = pa.timestamp("us")


@dataclass(frozen=True)
class Column:
    """One column: Arrow type, and what it means in one sentence (with its unit)."""

    name: str
    type: pa.DataType
    about: str


@dataclass(frozen=True)
class Table:
    """One table. ``derived`` tables are rebuilt by the pipeline from the others."""

    name: str
    about: str
    columns: tuple[Column, ...]
    derived: bool = True

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema."""
        return pa.schema([pa.field(c.name, c.type) for c in self.columns])


def table(name: str, about: str, columns: list[tuple[str, pa.DataType, str]], *, derived: bool = True) -> Table:
    """A table from (name, type, meaning) of its columns."""
    return Table(name, about, tuple(Column(*c) for c in columns), derived)


TEXT, ID, COUNT, REAL, FLAG = pa.string(), pa.int64(), pa.int32(), pa.float64(), pa.bool_()
