"""Spread: in which order outlets came to a story, and who follows whom over many stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.stats import false_discovery_control

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


def followers(
    stories: Sequence[Sequence[tuple[str, float]]], *, least: int = 5, draws: int = 2000, seed: int = 0
) -> list[tuple[str, str, int, int, float]]:
    """Which outlet comes after which other more often than chance, over many stories.

    For each pair, the stories in which the second outlet came after the first one are counted and compared with the
    same count when times are permuted among a story's outlets (permutation test; Good 2005). Ties count half.

    Args:
        stories: for each story the (outlet, time) of its first texts.
        least: fewest stories that both outlets ran.
        draws: permutations.
        seed: of the permutations.

    Returns:
        (leader, follower, stories in which it followed, stories both ran, q), smallest q first.
    """
    together: dict[tuple[str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for number, arrivals in enumerate(stories):
        names = [o for o, _ in arrivals]
        for i, a in enumerate(names):
            for j, b in enumerate(names):
                if i != j:
                    together[a, b].append((number, i, j))
    pairs = {pair: places for pair, places in together.items() if len(places) >= least}
    if not pairs:
        return []
    random = np.random.default_rng(seed)
    times = [np.array([t for _, t in arrivals], np.float64) for arrivals in stories]
    observed = {pair: _followed(places, times) for pair, places in pairs.items()}
    at_least = dict.fromkeys(pairs, 1)
    for _ in range(draws):
        shuffled = [random.permutation(t) for t in times]
        for pair, places in pairs.items():
            at_least[pair] += _followed(places, shuffled) >= observed[pair]
    keys = list(pairs)
    q = false_discovery_control([at_least[p] / (draws + 1) for p in keys])
    rows = [(a, b, int(observed[a, b]), len(pairs[a, b]), float(v)) for (a, b), v in zip(keys, q, strict=True)]
    return sorted(rows, key=lambda r: (r[4], -r[2], r[0], r[1]))


def _followed(places: list[tuple[int, int, int]], times: list[np.ndarray]) -> float:
    return sum(float(times[n][j] > times[n][i]) + 0.5 * float(times[n][j] == times[n][i]) for n, i, j in places)
