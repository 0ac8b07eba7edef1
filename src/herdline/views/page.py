"""All views of one story together, as its page shows them."""

from __future__ import annotations

import duckdb

from herdline.results import StoryParts
from herdline.views.line import story, story_line
from herdline.views.missing import missing
from herdline.views.naming import naming
from herdline.views.record import RecordFilter, events
from herdline.views.related import related


def story_parts(connection: duckdb.DuckDBPyConnection, number: int) -> StoryParts:
    """What a story's page shows.

    Args:
        connection: a store that is built.
        number: the story's id.
    """
    return StoryParts(
        story(connection, number),
        story_line(connection, number),
        events(connection, RecordFilter(number), None),
        missing(connection, number),
        naming(connection, number, "country", epithets=False),
        related(connection, number),
    )
