"""The four kinds of step that the pipeline is made of. Steps know tables by name and no engine.

A step reads stored tables through ``reads`` (SQL in the portable subset, see docs/store.md) and fills the table
``writes``. All SQL that decides anything about texts stays in the step's function; SQL only joins, groups and
counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from herdline.engines.base import Engine


@dataclass(frozen=True)
class Memo:
    """What an engine needs to keep a step's results and to work only on what is new.

    The function must answer for each row (in a GroupStep: each group) by itself, and from nothing but the step's own
    rows. Results are kept under the row's key and a hash of all that ``stamp`` says of it; they are used again as long
    as both are the same, and forgotten when the key is gone.

    Attributes:
        key: column of ``reads`` that tells rows apart, int64 (in a GroupStep: its key).
        of: column of the output that holds the key of the row it was made from.
        stamp: SELECT of the key (first) and of whatever decides the result (a text by its hash); rows of one key count
            together, in no order.
        version: raised when the function's results change (``pipeline.VERSION`` counts too).
    """

    key: str
    of: str
    stamp: str
    version: str = "1"


@dataclass(frozen=True)
class MapStep:
    """What looks inside a text: a pure function RecordBatch -> RecordBatch, row order and batch size irrelevant.

    ``processes`` says that the function holds the interpreter lock or is not safe in threads: an engine runs it in
    processes of its own; it must be a module's function. ``memo`` lets it keep results from build to build.
    """

    name: str
    reads: str
    writes: str
    function: Callable[[pa.RecordBatch], pa.RecordBatch]
    batch_rows: int = 2000
    processes: bool = False
    memo: Memo | None = None


@dataclass(frozen=True)
class SetStep:
    """What looks across texts: one SELECT in the portable subset."""

    name: str
    sql: str
    writes: str


@dataclass(frozen=True)
class GroupStep:
    """A function over all rows that share ``key`` (say, all articles of a story): Table -> Table.

    ``reads`` must not order; the engine hands over each group whole, sorted by all columns for determinism.
    """

    name: str
    reads: str
    key: str
    writes: str
    function: Callable[[pa.Table], pa.Table]
    memo: Memo | None = None


@dataclass(frozen=True)
class WholeStep:
    """What cannot be cut into batches (loops to a fixed point, one index over all texts).

    The function gets the engine, reads what it needs through ``engine.batches`` and yields batches of ``writes``.
    Each such step says in its docstring what its memory grows with.
    """

    name: str
    writes: str
    function: Callable[[Engine], Iterable[pa.RecordBatch] | Iterator[pa.RecordBatch]]


Step = MapStep | SetStep | GroupStep | WholeStep
