"""Spread: in which order outlets came to a story, and which of their first texts surely tell it.

Stories are groups that a model made, and a text of another matter that slipped into one is likely to be its earliest.
So each outlet's first text is compared with what other outlets wrote within a day of it: where the nearest of these are
not near, nobody can say from it who was first, and lags do not count from it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from herdline import schema
from herdline.config import LineSettings
from herdline.line.clocks import clock_error
from herdline.text.vectors import static_vectors

_HEAD = 400
"""Characters of a text read beside its title: what it is about stands in front."""
_TOLD = f"""coalesce(a.title, '') as title, substring(coalesce(a.text, ''), 1, {_HEAD}) as text"""
ARRIVALS = f"""
select s.story, a.id as article, a.outlet, coalesce(o.unit, a.outlet, '') as unit, a.published, a.published_precision,
       a.published_basis, f.family, f.original, f.kind, f.agency, b.outlet as original_outlet,
       b.published as original_published, coalesce(c.directed, false) as directed,
       k.ahead_minutes + k.spread_minutes as ahead, {_TOLD}
from story_articles s join articles a on a.id = s.article left join outlets o on o.outlet = a.outlet
join families f on f.article = a.id left join articles b on b.id = f.original
left join copies c on c.a = a.id and c.b = f.original left join clocks k on k.outlet = a.outlet
"""
"""The texts of every story; ``ahead`` is the most by which the outlet's clock may be, in minutes (``clocks``)."""
STAMP = ARRIVALS.replace(_TOLD, "a.text_hash")
_NEVER = datetime.max
_WINDOW = np.timedelta64(1, "D")
_NEAREST = 3
"""Texts of other outlets that likeness is the mean over: one may have slipped into the story together with it."""


def spread(group: pa.Table) -> pa.Table:
    """Rows of table ``spread`` of one story: the first text of each counting unit, in time order.

    Args:
        group: the story's texts, as ``ARRIVALS`` has them.
    """
    rows = sorted(group.to_pylist(), key=lambda r: (r["published"] is None, r["published"] or _NEVER, r["article"]))
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
        error = max(clock_error(r["published_precision"], r["published_basis"]), r["ahead"] or 0.0)
        result.append(
            {
                "story": r["story"], "outlet": r["outlet"], "article": r["article"], "published": r["published"],
                "lag_minutes": lag, "clock_error_minutes": None if lag is None else error, "source": _source(r),
                "likeness": likeness[place],
            }
        )  # fmt: skip
    return pa.Table.from_pylist(result, schema=schema.SPREAD.schema)


def _likeness(rows: list[dict[str, Any]], places: list[int]) -> dict[int, float | None]:
    """How near each of these texts is to the nearest of other units within a day; None where there is none.

    Meaning vectors of title and beginning; of languages that the vectors do not know they say little, so that nothing
    is sure there.
    """
    found: dict[int, float | None] = dict.fromkeys(places)
    timed = [place for place, r in enumerate(rows) if r["published"] is not None]
    if len({rows[place]["unit"] for place in timed}) < 2:
        return found
    vectors = static_vectors([f"{rows[place]['title']}\n{rows[place]['text']}" for place in timed])
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
