"""An outlet whose clock may be hours ahead is not called first."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pyarrow as pa

from herdline.line.baserates import Printed, earliest
from herdline.line.clocks import Pair, ahead, known
from herdline.line.spread import spread
from tests.line.helpers import run, store

NOON = datetime(2023, 6, 2, 12)
DELAYS = {"agency": 0.0, "daily": 12.0, "portal": 40.0, "evening": 25.0}


def copies(delays: dict[str, float], offsets: dict[str, float], count: int, seed: int = 1, scatter: float = 10):
    """Each agency text by each outlet: its own delay and some minutes of chance, then what its clock says."""
    draw = random.Random(seed)
    found = []
    for text in range(count):
        told = {o: d + draw.uniform(-scatter, scatter) - offsets.get(o, 0.0) for o, d in delays.items()}
        names = sorted(told)
        number = {name: 100 * text + n for n, name in enumerate(names)}
        found += [
            Pair(number[a], number[b], a, b, told[a] - told[b]) for i, a in enumerate(names) for b in names[i + 1 :]
        ]
    return found


def test_a_clock_four_hours_ahead_is_found_and_no_other():
    found = ahead(copies(DELAYS, {"daily": 240.0}, 20))
    assert set(found) == {"daily"}
    assert 200 < found["daily"].ahead < 280 and found["daily"].most < 340


def test_who_is_quick_or_late_has_no_wrong_clock():
    assert ahead(copies(DELAYS | {"slow": 300.0}, {}, 20)) == {}
    assert ahead(copies({"agency": 0.0, "daily": 5.0, "portal": 95.0, "evening": 99.0}, {}, 20)) == {}


def test_a_habit_that_scatters_is_no_clock():
    assert ahead(copies(DELAYS, {"daily": 240.0}, 20, scatter=200)) == {}


def test_of_few_copies_nothing_is_said():
    assert ahead(copies(DELAYS, {"daily": 240.0}, 7)) == {}
    assert ahead(copies(DELAYS, {"daily": 240.0}, 11)) == {}
    assert ahead([]) == {}


def test_a_clock_that_may_be_ahead_widens_the_error_and_moves_no_time():
    rows = [
        {"story": 1, "article": n, "outlet": o, "unit": o, "published": NOON + timedelta(minutes=m), "family": n,
         "published_precision": "minute", "published_basis": "record", "kind": "independent", "original": n,
         "agency": None, "original_outlet": None, "original_published": None, "directed": False, "title": o,
         "text": "", "ahead": 260.0 if o == "daily" else None}
        for n, (o, m) in enumerate([("daily", -200), ("agency", 0), ("portal", 50)])
    ]  # fmt: skip
    found = spread(pa.Table.from_pylist(rows)).to_pylist()
    told = [(r["outlet"], r["lag_minutes"], r["clock_error_minutes"]) for r in found]
    assert told == [("daily", 0.0, 260.0), ("agency", 200.0, 1.0), ("portal", 250.0, 1.0)]


def printed(article: int, stated: float, earlier: float = 1.0, later: float = 1.0) -> Printed:
    return Printed(stated, stated - earlier, stated + later, article)


def test_first_is_who_surely_was():
    assert earliest([printed(1, 5), printed(2, 6)]) == 1
    assert earliest([printed(1, 5), printed(2, 5)]) is None
    assert earliest([printed(1, 5), printed(2, 20, 30, 30)]) is None
    assert earliest([printed(1, 5), printed(2, 60, 30, 30)]) == 1
    assert earliest([printed(1, 5, 30, 30), printed(2, 20)]) is None
    # a clock that is ahead hides who was first behind it, and nobody before it
    assert earliest([printed(1, 5, 1, 260), printed(2, 200)]) is None
    assert earliest([printed(1, 5), printed(2, 20, 1, 260)]) == 1
    assert earliest([printed(1, 5, 1, 260), printed(2, 300)]) == 1


def test_clocks_are_read_from_the_copies_of_a_store():
    rows = [
        {"id": 10 * n + k, "story": n, "outlet": f"{name}.example", "text": f"text {n}",
         "published": NOON + timedelta(days=n, minutes=minutes), "published_precision": precision}
        for n in range(15)
        for k, (name, minutes, precision) in enumerate(
            [("early", -230 + n % 5, "minute"), ("portal", 40 + n % 7, "minute"), ("daily", 10 + n % 3, "minute"),
             ("rough", -600, "day")]
        )
    ]  # fmt: skip
    engine = store(rows, copies=[
        {"a": 10 * n + i, "b": 10 * n + j, "kind": "agency", "share": 0.9, "share_b": 0.9, "directed": False,
         "translated": False}
        for n in range(15) for i in range(4) for j in range(i)
    ])  # fmt: skip
    run(engine, "clocks")
    assert set(known(engine)) == {"early.example"}
