"""Spread: in which order outlets came to a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa

from herdline import schema
from herdline.engines.base import Engine
from herdline.line.baserates import CLOCK_MINUTES
from herdline.line.clocks import Clock, known

_READS = """
select s.story, a.id as article, a.outlet, coalesce(o.unit, a.outlet, '') as unit, a.published, a.published_precision,
       a.published_basis, f.family, f.original, f.kind, f.agency, b.outlet as original_outlet
from story_articles s join articles a on a.id = s.article left join outlets o on o.outlet = a.outlet
join families f on f.article = a.id left join articles b on b.id = f.original
order by s.story, a.published nulls last, a.id
"""
_FEED_MINUTES = 30.0
"""Feeds often give the time of crawling, in full seconds."""


def find_spread(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Table ``spread``: the first text of each counting unit in each story, in time order."""
    clocks = known(engine)
    story: int | None = None
    rows: list[dict[str, Any]] = []
    out: list[dict[str, Any]] = []
    for batch in engine.batches(_READS):
        for row in batch.to_pylist():
            if row["story"] != story:
                out += _arrivals(rows, clocks)
                story, rows = row["story"], []
                if len(out) >= 20_000:
                    yield from pa.Table.from_pylist(out, schema=schema.SPREAD.schema).to_batches()
                    out = []
            rows.append(row)
    out += _arrivals(rows, clocks)
    yield from pa.Table.from_pylist(out, schema=schema.SPREAD.schema).to_batches()


def clock_error(precision: str | None, basis: str | None) -> float:
    """Half width in minutes of what a published time may be off."""
    half = CLOCK_MINUTES.get(precision or "", 720.0)
    return max(half, _FEED_MINUTES) if basis == "feed" else half


def _arrivals(rows: list[dict[str, Any]], clocks: Mapping[str, Clock]) -> list[dict[str, Any]]:
    seen: set[str] = set()
    first = next((r["published"] for r in rows if r["published"] is not None), None)
    result = []
    for r in rows:
        if r["unit"] in seen:
            continue
        seen.add(r["unit"])
        timed = r["published"] is not None and first is not None
        clock = clocks.get(r["outlet"])
        error = max(clock_error(r["published_precision"], r["published_basis"]), clock.most if clock else 0.0)
        result.append(
            {
                "story": r["story"], "outlet": r["outlet"], "article": r["article"], "published": r["published"],
                "lag_minutes": (r["published"] - first).total_seconds() / 60 if timed else None,
                "clock_error_minutes": error if timed else None, "source": _source(r),
            }
        )  # fmt: skip
    return result


def _source(row: dict[str, Any]) -> str | None:
    """Whom a copy comes from: its agency, else the outlet of its family's original."""
    if row["kind"] in ("independent", "original") or row["article"] == row["original"]:
        return None
    if row["kind"] == "agency" and row["agency"]:
        return str(row["agency"])
    return None if row["original_outlet"] is None else str(row["original_outlet"])
