"""Clocks that are ahead: outlets that seem to print hours before those they share their texts with.

A feed that gives local time for universal time makes its outlet first in every story. Texts that two outlets share tell
it: whoever syndicates, the minutes between the two are about the same each time, and each partner has a usual place in
the order. An outlet that stands more than an hour ahead of where its partners' other texts put it, and always by about
as much, is taken to have a clock that is ahead. (Where all copies of an outlet go to one partner that treats it alone
so late, the two cannot be told apart; then too it is better not to call it first.) Only being ahead is looked for: who
prints late is late.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from herdline.engines.base import Engine

CLOCKS = pa.schema([("outlet", pa.string()), ("ahead_minutes", pa.float64()), ("spread_minutes", pa.float64())])
"""Outlets whose clock is ahead: by how much at the median, and half of the range that the middle half lies in."""
_PAIRS = """
select a.outlet as one, b.outlet as other, a.published as published, b.published as published_other
from copies c join articles a on a.id = c.a join articles b on b.id = c.b
where a.outlet <> b.outlet and c.share >= 0.5 and not c.translated
and c.kind in ('agency', 'syndicated', 'rewritten')
and a.published_precision in ('second', 'minute') and b.published_precision in ('second', 'minute')
order by a.id, b.id
"""
_DAY = 1440.0
LEAST_COPIES = 12
LEAST_TOGETHER = 8
"""Copies that two outlets share, so that the minutes between them are usual ones."""
LEAST_AHEAD = 60.0
WIDEST = 60.0
"""Minutes in which the middle half of an outlet's copies must lie: a habit scatters, a clock does not."""
LEAST_ERROR = 30.0


@dataclass(frozen=True)
class Clock:
    """How many minutes a clock is ahead, and about how surely."""

    ahead: float
    error: float


def find_clocks(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Table ``clocks``. Memory grows with the pairs of copies."""
    pairs = [
        (row["one"], row["other"], (row["published"] - row["published_other"]).total_seconds() / 60)
        for row in engine.table(_PAIRS).to_pylist()
    ]
    rows = [
        {"outlet": outlet, "ahead_minutes": clock.ahead, "spread_minutes": clock.error}
        for outlet, clock in sorted(ahead(pairs).items())
    ]
    yield from pa.Table.from_pylist(rows, schema=CLOCKS).to_batches()


def ahead(pairs: Iterable[tuple[str, str, float]]) -> dict[str, Clock]:
    """Outlets whose clock is ahead.

    Args:
        pairs: (outlet, other outlet, minutes by which the first one's copy is later).
    """
    between: dict[tuple[str, str], list[float]] = defaultdict(list)
    for one, other, minutes in pairs:
        if abs(minutes) < _DAY:
            between[one, other].append(minutes)
            between[other, one].append(-minutes)
    usual = {pair: float(np.median(found)) for pair, found in between.items() if len(found) >= LEAST_TOGETHER}
    partners: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(usual):
        partners[one].append(other)
    found: dict[str, Clock] = {}
    for outlet, others in partners.items():
        late: list[float] = []
        for other in others:
            # where the partner's texts stand among those of everybody else
            places = [usual[other, third] for third in partners[other] if third != outlet]
            if places:
                late += [minutes + float(np.median(places)) for minutes in between[outlet, other]]
        if len(late) < LEAST_COPIES:
            continue
        low, middle, high = np.quantile(late, (0.25, 0.5, 0.75)).tolist()
        if -middle >= LEAST_AHEAD and high - low <= WIDEST:
            found[outlet] = Clock(-middle, max(LEAST_ERROR, (high - low) / 2))
    return found


def known(engine: Engine) -> dict[str, Clock]:
    """The table as a dictionary."""
    rows = engine.table("select outlet, ahead_minutes, spread_minutes from clocks order by outlet").to_pylist()
    return {row["outlet"]: Clock(row["ahead_minutes"], row["spread_minutes"]) for row in rows}
