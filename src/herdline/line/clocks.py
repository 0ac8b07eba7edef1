"""Clocks that may be ahead: outlets that seem to print hours before those they share their texts with.

A feed that gives local time for universal time makes its outlet first in every story. A partner that takes an outlet's
texts over hours later each time looks the same from here. So nothing is set right: such an outlet's text may have been
printed at the time stated or that much later, and who was first is not claimed in between. Only being ahead is looked
for: who prints late is late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from herdline.config import LineSettings
from herdline.engines.base import Engine

CLOCKS = pa.schema([("outlet", pa.string()), ("ahead_minutes", pa.float64()), ("spread_minutes", pa.float64())])
"""Outlets whose clock may be ahead: by how much at the median, and half of the range of nineteen in twenty copies."""
_PAIRS = """
select a.id as id, b.id as id_other, a.outlet as one, b.outlet as other, a.published as published,
       b.published as published_other
from copies c join articles a on a.id = c.a join articles b on b.id = c.b
where a.outlet <> b.outlet and a.published is not null and b.published is not null
and c.share >= 0.5 and not c.translated
and c.kind in ('agency', 'syndicated', 'rewritten')
and a.published_precision in ('second', 'minute') and b.published_precision in ('second', 'minute')
order by a.id, b.id
"""
_DAY = 1440.0
LEAST_COPIES = 12
"""Texts of an outlet that others share."""
LEAST_TOGETHER = 8
"""Copies that two outlets share, so that the minutes between them are usual ones."""
LEAST_AHEAD = 60.0
WIDEST = 60.0
"""Minutes in which the middle half of an outlet's copies must lie: a habit scatters, a clock does not."""
HALF_MINUTES = {"second": 1.0, "minute": 1.0, "hour": 30.0, "day": 720.0, "month": 21900.0, "year": 262800.0}
"""Half width in minutes of what a time of each precision may be off."""
_FEED_MINUTES = 30.0
"""Feeds often give the time of crawling, in full seconds."""


@dataclass(frozen=True)
class Clock:
    """By how many minutes a clock may be ahead, and how far off that is."""

    ahead: float
    error: float

    @property
    def most(self) -> float:
        """Minutes by which a text may have been printed later than stated."""
        return self.ahead + self.error


def clock_error(precision: str | None, basis: str | None) -> float:
    """Half width in minutes of what a published time may be off."""
    half = HALF_MINUTES.get(precision or "", LineSettings.date_only)
    return max(half, _FEED_MINUTES) if basis == "feed" else half


def is_coarse(minutes: float) -> bool:
    """Whether a clock error means that no time of day is known."""
    return minutes >= LineSettings.date_only


def find_clocks(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Table ``clocks``. Memory grows with the pairs of copies."""
    pairs = [
        Pair(
            row["id"],
            row["id_other"],
            row["one"],
            row["other"],
            (row["published"] - row["published_other"]).total_seconds() / 60,
        )
        for row in engine.table(_PAIRS).to_pylist()
    ]
    rows = [
        {"outlet": outlet, "ahead_minutes": clock.ahead, "spread_minutes": clock.error}
        for outlet, clock in sorted(ahead(pairs).items())
    ]
    yield from pa.Table.from_pylist(rows, schema=CLOCKS).to_batches()


class Pair(NamedTuple):
    """Two articles that share a text, their outlets, and by how many minutes the first one is later."""

    article: int
    other_article: int
    outlet: str
    other: str
    minutes: float


def ahead(pairs: Iterable[Pair]) -> dict[str, Clock]:
    """Outlets that print more than an hour ahead of where their partners' other texts let expect, by about as much.

    Whoever syndicates, the minutes between two outlets' prints of one text are about the same each time, and each
    partner has a usual place among its other partners.
    """
    between: dict[tuple[str, str], list[float]] = defaultdict(list)
    shared: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        if abs(pair.minutes) < _DAY:
            between[pair.outlet, pair.other].append(pair.minutes)
            between[pair.other, pair.outlet].append(-pair.minutes)
            shared[pair.outlet].add(pair.article)
            shared[pair.other].add(pair.other_article)
    usual = {pair: float(np.median(found)) for pair, found in between.items() if len(found) >= LEAST_TOGETHER}
    partners: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(usual):
        partners[one].append(other)
    found: dict[str, Clock] = {}
    for outlet, others in partners.items():
        late: list[float] = []
        if max(usual[outlet, other] for other in others) > -LEAST_AHEAD:
            continue  # it comes behind somebody, or at the same time
        for other in others:
            # where the partner's texts stand among those of everybody else
            places = [usual[other, third] for third in partners[other] if third != outlet]
            if places:
                late += [minutes + float(np.median(places)) for minutes in between[outlet, other]]
        if not late or len(shared[outlet]) < LEAST_COPIES:
            continue
        least, low, middle, high, most = np.quantile(late, (0.025, 0.25, 0.5, 0.75, 0.975)).tolist()
        if -middle >= LEAST_AHEAD and high - low <= WIDEST:
            found[outlet] = Clock(-middle, max(middle - least, most - middle))
    return found


def known(engine: Engine) -> dict[str, Clock]:
    """The table as a dictionary."""
    rows = engine.table("select outlet, ahead_minutes, spread_minutes from clocks order by outlet").to_pylist()
    return {row["outlet"]: Clock(row["ahead_minutes"], row["spread_minutes"]) for row in rows}
