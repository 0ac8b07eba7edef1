"""THE MAP: how an article travels from source to page.

    sources ──reading──▶ articles, rejected, sources, outlets, versions        (written chunk by chunk, see store)
    articles ──copies──▶ boilerplate, copies, spans, families                  who copied whom
    articles, families ──stories──▶ story_articles                            what belongs together
    families, story_articles ──line──▶ lines, line_uses, spread, stories       what all say, and how herded it is
    articles, families ──record──▶ events, participants, event_mentions        who did what to whom, says who
    all of these ──check──▶ facts, fact_texts                                 what the line leaves out
    all tables ──report──▶ one page a story

Every step reads stored tables and writes one. ``STEPS`` is the whole analysis in order; an engine runs it.
"""

from __future__ import annotations

import pyarrow as pa

from herdline import check, copies, line, schema, stories
from herdline.record import steps as record
from herdline.steps import Step

VERSION = "39"
"""Raised when a step's results change, so that stores are analysed again."""

STEPS: tuple[Step, ...] = (*copies.STEPS, *stories.STEPS, *line.STEPS, *record.STEPS, *check.STEPS)

_WORK = {
    "copies": "who copied whom", "stories": "what belongs together", "line": "wording that is shared",
    "record": "who did what to whom", "check": "what each outlet tells",
    "record.actors": "actors named", "record.codings": "reading sentences, which takes longest",
}  # fmt: skip


def in_words(step: str) -> str:
    """What a step looks for, for those who wait: its own words, else those of its room, else its name."""
    return _WORK.get(step) or _WORK.get(step.partition(".")[0], step)


SCHEMAS: dict[str, pa.Schema] = {
    **{name: table.schema for name, table in schema.TABLES.items()},
    **copies.SCHEMAS,
    **stories.SCHEMAS,
    **line.SCHEMAS,
    **record.SCHEMAS,
    **check.SCHEMAS,
}
"""Columns of every table that a step writes, intermediate ones included."""
