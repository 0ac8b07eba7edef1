"""Which events a limited listing shows."""

from __future__ import annotations

import herdline


def test_a_limit_keeps_the_most_reported_events_in_order_of_date(sample_path):
    with herdline.open(sample_path, read_only=True) as store:
        whole = list(store.record())
        few = list(store.record(limit=5))
    assert len(few) == 5
    assert sorted(e.reports for e in few) == sorted(e.reports for e in whole)[-5:]
    assert [e.date for e in few] == sorted(e.date for e in few)
