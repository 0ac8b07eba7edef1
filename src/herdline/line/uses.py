"""Where lines stand: hits of a line's phrases that overlap are one use."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from herdline import schema
from herdline.engines.base import Engine

_READS = """
select l.story, l.line, h.article, a.outlet, h.start, h."end", h.quoted
from lines l join line_candidates c on c.story = l.story and c.line = l.line join line_hits h on h.phrase = c.phrase
join story_articles s on s.article = h.article and s.story = l.story join articles a on a.id = h.article
order by l.story, l.line, h.article, h.start, h."end"
"""


def find_uses(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Table ``line_uses``, a batch at a time."""
    held: dict | None = None
    out: list[dict] = []
    for batch in engine.batches(_READS, 50_000):
        for row in batch.to_pylist():
            same = held is not None and all(held[k] == row[k] for k in ("story", "line", "article"))
            if held is not None and same and row["start"] <= held["end"]:
                held["end"] = max(held["end"], row["end"])
                held["quoted"] = held["quoted"] or row["quoted"]
                continue
            if held is not None:
                out.append(held)
            held = row
        yield from pa.Table.from_pylist(out, schema=schema.LINE_USES.schema).to_batches()
        out = []
    if held is not None:
        yield from pa.Table.from_pylist([held], schema=schema.LINE_USES.schema).to_batches()
