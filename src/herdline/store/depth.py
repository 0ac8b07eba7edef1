"""How far texts are read for events, positions and facts: whole, or by their leads until somebody asks for a story.

Reading sentences is most of the work on a large pile (docs/how-big.md), and most of its stories are never opened. In a
store that is analysed by leads every article has a row in ``depths``: not whole, until ``deepen`` makes it so. Copies,
stories, lines, actors and words about relations come of whole texts in any case.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import duckdb

from herdline.store.layout import first_row

Depth = Literal["whole", "leads"]
_KEY = "depth"
STEP = "record.sentences"
"""The first step that reads texts to their depth; what stands ahead of it does not depend on any."""


def chosen(connection: duckdb.DuckDBPyConnection) -> Depth:
    """How this store is analysed."""
    row = first_row(connection, "select value from meta where key = ?", [_KEY])
    return "leads" if row is not None and row[0] == "leads" else "whole"


def by_leads(connection: duckdb.DuckDBPyConnection) -> int:
    """How many texts are not read whole."""
    row = first_row(connection, "select count(*) from depths where not whole")
    return int(row[0]) if row else 0


def choose(connection: duckdb.DuckDBPyConnection, depth: Depth) -> None:
    """Analyse so from the next build on; ``whole`` forgets which stories were read whole, as all are then."""
    connection.execute("delete from meta where key = ?", [_KEY])
    if depth == "leads":
        connection.execute("insert into meta values (?, ?)", [_KEY, depth])
    else:
        connection.execute("delete from depths")


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Give what was read since its row, and take those of articles that are gone."""
    if chosen(connection) == "leads":
        connection.execute(
            "insert into depths select id, false from articles where id not in (select article from depths)"
        )
        connection.execute("delete from depths where article not in (select id from articles)")


def deepen(connection: duckdb.DuckDBPyConnection, stories: Sequence[int]) -> int:
    """Have the texts of these stories read whole by the next run of the steps from ``STEP`` on; how many are new."""
    told = "select article from story_articles where story in (select unnest(?::bigint[]))"
    (count,) = first_row(
        connection, f"select count(*) from depths where not whole and article in ({told})", [list(stories)]
    ) or (0,)
    connection.execute(f"update depths set whole = true where not whole and article in ({told})", [list(stories)])
    return int(count)
