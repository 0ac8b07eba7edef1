"""An outlet whose clock is hours ahead is not called first."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from herdline.line.baserates import earliest
from herdline.line.clocks import LEAST_ERROR, Clock, ahead
from herdline.line.spread import _arrivals

NOON = datetime(2023, 6, 2, 12)


def copies(delays: dict[str, float], offsets: dict[str, float], count: int, seed: int = 1):
    """Each agency text by each outlet: its own delay and a few minutes of chance, then what its clock says."""
    draw = random.Random(seed)
    found = []
    for _ in range(count):
        told = {o: delay + draw.uniform(-10, 10) - offsets.get(o, 0.0) for o, delay in delays.items()}
        names = sorted(told)
        found += [(a, b, told[a] - told[b]) for i, a in enumerate(names) for b in names[i + 1 :]]
    return found


DELAYS = {"agency": 0.0, "daily": 12.0, "portal": 40.0, "evening": 25.0}


def test_a_clock_four_hours_ahead_is_found_and_no_other():
    found = ahead(copies(DELAYS, {"daily": 240.0}, 20))
    assert set(found) == {"daily"}
    assert 200 < found["daily"].ahead < 280 and found["daily"].error == LEAST_ERROR


def test_who_is_quick_or_late_has_no_wrong_clock():
    assert ahead(copies(DELAYS | {"slow": 300.0}, {}, 20)) == {}


def test_a_habit_that_scatters_is_no_clock():
    draw = random.Random(3)
    pairs = copies(DELAYS, {}, 20) + [
        ("early", other, -draw.uniform(10, 600)) for other in ("daily", "portal") for _ in range(20)
    ]
    assert ahead(pairs) == {}


def test_of_few_copies_nothing_is_said():
    assert ahead(copies(DELAYS, {"daily": 240.0}, 7)) == {}
    assert ahead([]) == {}


def test_the_order_is_told_by_clocks_set_right():
    rows = [
        {"story": 1, "article": n, "outlet": o, "unit": o, "published": NOON + timedelta(minutes=m), "family": n,
         "published_precision": "minute", "published_basis": "record", "kind": "independent", "original": n,
         "agency": None, "original_outlet": None}
        for n, (o, m) in enumerate([("daily", -200), ("agency", 0), ("portal", 50)])
    ]  # fmt: skip
    plain = _arrivals(rows)
    assert [(r["outlet"], r["lag_minutes"]) for r in plain] == [("daily", 0.0), ("agency", 200.0), ("portal", 250.0)]
    right = _arrivals(rows, {"daily": Clock(240.0, 30.0)})
    assert [(r["outlet"], r["lag_minutes"], r["clock_error_minutes"]) for r in right] == [
        ("agency", 0.0, 1.0), ("daily", 40.0, 30.0), ("portal", 50.0, 1.0)
    ]  # fmt: skip
    assert right[1]["published"] == NOON - timedelta(minutes=200)


def test_first_is_who_surely_was():
    assert earliest([(5.0, 1.0, 1), (6.0, 1.0, 2)]) == 1
    assert earliest([(5.0, 1.0, 1), (20.0, 30.0, 2)]) is None
    assert earliest([(5.0, 1.0, 1), (60.0, 30.0, 2)]) == 1
    assert earliest([(5.0, 30.0, 1), (20.0, 1.0, 2)]) is None
