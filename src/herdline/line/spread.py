"""Spread: in which order outlets came to a story, and which of their first texts surely tell it.

Stories are groups that a model made, and a text of another matter that slipped into one is likely to be its earliest.
So each outlet's first text is compared with what other outlets wrote within a day of it: where the nearest of these are
not near, nobody can say from it who was first, and lags do not count from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from herdline import schema
from herdline.config import LineSettings
from herdline.engines.base import Engine
from herdline.line.clocks import Clock, clock_error, known
from herdline.text.vectors import static_vectors

_HEAD = 400
"""Characters of a text read beside its title: what it is about stands in front."""
_READS = f"""
select s.story, a.id as article, a.outlet, coalesce(o.unit, a.outlet, '') as unit, a.published, a.published_precision,
       a.published_basis, f.family, f.original, f.kind, f.agency, b.outlet as original_outlet,
       b.published as original_published, coalesce(c.directed, false) as directed,
       coalesce(a.title, '') as title, substring(coalesce(a.text, ''), 1, {_HEAD}) as head
from story_articles s join articles a on a.id = s.article left join outlets o on o.outlet = a.outlet
join families f on f.article = a.id left join articles b on b.id = f.original
left join copies c on c.a = a.id and c.b = f.original
order by s.story, a.published nulls last, a.id
"""
_WINDOW = np.timedelta64(1, "D")
_NEAREST = 3
"""Texts of other outlets that likeness is the mean over: one may have slipped into the story together with it."""


def find_spread(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Table ``spread``: the first text of each counting unit in each story, in time order.

    Memory: a story's articles at a time, 3 kB each.
    """
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


def _arrivals(rows: list[dict[str, Any]], clocks: Mapping[str, Clock]) -> list[dict[str, Any]]:
    first_of: dict[str, int] = {}
    for place, r in enumerate(rows):
        first_of.setdefault(r["unit"], place)
    likeness = _likeness(rows, list(first_of.values()))
    timed = [place for place in first_of.values() if rows[place]["published"] is not None]
    surely = [place for place in timed if (likeness[place] or 0.0) >= LineSettings.tells]
    start = rows[(surely or timed)[0]]["published"] if timed else None
    result = []
    for place in first_of.values():
        r = rows[place]
        lag = None if r["published"] is None or start is None else (r["published"] - start).total_seconds() / 60
        clock = clocks.get(r["outlet"])
        error = max(clock_error(r["published_precision"], r["published_basis"]), clock.most if clock else 0.0)
        result.append(
            {
                "story": r["story"], "outlet": r["outlet"], "article": r["article"], "published": r["published"],
                "lag_minutes": lag, "clock_error_minutes": None if lag is None else error, "source": _source(r),
                "likeness": likeness[place],
            }
        )  # fmt: skip
    return result


def _likeness(rows: list[dict[str, Any]], places: list[int]) -> dict[int, float | None]:
    """How near each of these texts is to the nearest of other units within a day; None where there is none.

    Meaning vectors of title and beginning; of languages that the vectors do not know they say little, so that nothing
    is sure there.
    """
    found: dict[int, float | None] = dict.fromkeys(places)
    timed = [place for place, r in enumerate(rows) if r["published"] is not None]
    if len({rows[place]["unit"] for place in timed}) < 2:
        return found
    vectors = static_vectors([f"{rows[place]['title']}\n{rows[place]['head']}" for place in timed])
    times = np.array([rows[place]["published"] for place in timed], "datetime64[us]")
    units = np.array([rows[place]["unit"] for place in timed], object)
    begins = np.searchsorted(times, times - _WINDOW, "left")
    ends = np.searchsorted(times, times + _WINDOW, "right")
    row_of = {place: row for row, place in enumerate(timed)}
    for place in places:
        row = row_of.get(place)
        if row is None:
            continue
        around = np.arange(begins[row], ends[row])
        around = around[units[around] != units[row]]
        if len(around):
            near = np.sort(vectors[around] @ vectors[row])[-_NEAREST:]
            found[place] = round(float(near.mean()), 4)  # sums differ in the last digits between machines
    return found


def _source(row: dict[str, Any]) -> str | None:
    """Whom a copy comes from: its agency, else the outlet of its family's original.

    Of a text that was printed before that original only a credit tells so: without one it is not known who copied.
    """
    if row["kind"] in ("independent", "original") or row["article"] == row["original"]:
        return None
    if row["kind"] == "agency" and row["agency"]:
        return str(row["agency"])
    before = None not in (row["published"], row["original_published"]) and row["published"] < row["original_published"]
    if row["original_outlet"] is None or (before and not row["directed"]):
        return None
    return str(row["original_outlet"])
