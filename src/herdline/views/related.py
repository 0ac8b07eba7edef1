"""Stories of one matter: beside a story those of the same matter, in a list which rows are of one.

A matter of weeks (a submarine lost, a mutiny) is many stories: the search, the find, the inquiry. A story stays what
was told at one time; what belongs to the same matter is listed beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import duckdb
import pyarrow as pa

from herdline.results import Related, Rows
from herdline.views.nearness import held, likeness

NEAR = 0.65
"""Nearness from which two stories are taken for one matter: nine in ten that were judged (benchmarks.related)."""
DAYS = 30
"""Stories that ended this much before a story began, or began this much after it, are another matter."""
MOST = 100
"""Rows of a list, from its top, of which is said which are of one matter; a reader sees fewer at a time."""
_FOUND = """
select story, title, "first", last, outlets, families from stories where story in (select unnest(?))
and coalesce(last >= ? and "first" <= ?, true)
"""


def related(
    connection: duckdb.DuckDBPyConnection, number: int, limit: int | None = None, least: float = NEAR
) -> Rows[Related]:
    """Stories of the same matter as a story, nearest first (``nearness.likeness`` says how).

    Args:
        connection: an open store.
        number: the story.
        limit: most rows, None for all.
        least: nearness from which a story is listed.
    """
    span = connection.execute('select "first", last from stories where story = ?', [number]).fetchall()[0]
    begun, ended = (span[0] - timedelta(DAYS), span[1] + timedelta(DAYS)) if span[0] and span[1] else (None, None)
    like = likeness(connection, [number])
    stories = held(connection).words.stories
    near = zip(stories[like.col].tolist(), like.data.tolist(), strict=True)
    nearness = {story: round(value, 3) for story, value in near if value >= least}
    told = connection.sql(_FOUND, params=[list(nearness), begun, ended]).to_arrow_table()
    told = told.append_column("nearness", pa.array([nearness[s] for s in told["story"].to_pylist()], pa.float64()))
    told = told.sort_by([("nearness", "descending"), ("story", "ascending")]).slice(0, limit)
    return Rows([Related(**row) for row in told.to_pylist()], told)


def matters(connection: duckdb.DuckDBPyConnection, listed: Sequence[int]) -> dict[int, int]:
    """Which stories of a list are of one matter: each of these to the first of them in the list, which stands for all.

    A story joins the nearest of those that stand for a matter, or stands for one itself; it need not be near to the
    others, but two that are both near to a third are never joined by it alone.

    Args:
        connection: an open store.
        listed: stories in the order of the list; only the first ``MOST`` are compared.
    """
    asked = list(listed[:MOST])
    if len(asked) < 2:
        return {}
    like = likeness(connection, asked, asked).tocsr()
    heads: list[int] = []
    found: dict[int, int] = {}
    for place, story in enumerate(asked):
        row = like[[place]].toarray().ravel()
        best = max(heads, key=lambda head: float(row[head]), default=None)
        if best is not None and row[best] >= NEAR:
            found[story] = found[asked[best]] = asked[best]
        else:
            heads.append(place)
    return found
