"""Spread: order of arrival with clock errors, sources of copies, and who follows whom beyond chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.line.spread import clock_error, followers
from tests.line.helpers import at, run, store


def spread(rows, **tables) -> list[dict]:
    engine = store(rows, **tables)
    run(engine, "spread")
    return engine.table("select * from spread order by published nulls last, article").to_pylist()


def test_lags_count_from_the_first_and_untimed_texts_have_none():
    rows = [
        {"id": 1, "story": 1, "text": "a", "published": at(9)},
        {"id": 2, "story": 1, "text": "b", "published": at(9, 45)},
        {"id": 3, "story": 1, "text": "c"},
        {"id": 4, "story": 2, "text": "d", "published": at(20)},
    ]
    found = {r["article"]: r["lag_minutes"] for r in spread(rows)}
    assert found == {1: 0.0, 2: 45.0, 3: None, 4: 0.0}


def test_an_outlet_and_an_owner_arrive_once():
    rows = [{"id": i, "story": 1, "text": "t", "outlet": o, "published": at(9 + i)} for i, o in enumerate("aabc", 1)]
    owned = [{"outlet": o, "unit": "owner"} for o in "bc"]
    assert [r["outlet"] for r in spread(rows, outlets=owned)] == ["a", "b"]


def test_a_copy_names_its_agency_or_the_outlet_of_its_original():
    rows = [
        {"id": 1, "story": 1, "text": "t", "outlet": "first.example", "published": at(9), "kind": "original"},
        {"id": 2, "story": 1, "text": "t", "family": 1, "published": at(10), "kind": "rewritten"},
        {"id": 3, "story": 1, "text": "t", "family": 1, "published": at(11), "kind": "agency", "agency": "ansa"},
        {"id": 4, "story": 1, "text": "u", "published": at(12)},
    ]
    assert [r["source"] for r in spread(rows)] == [None, "first.example", "ansa", None]


@pytest.mark.parametrize(
    ("precision", "basis", "minutes"),
    [
        ("minute", "record", 1.0),
        ("second", "feed", 30.0),
        ("day", "feed", 720.0),
        ("day", "meta", 720.0),
        (None, None, 720.0),
    ],
)
def test_a_clock_is_off_by_its_precision_and_a_feeds_by_half_an_hour_at_least(precision, basis, minutes):
    assert clock_error(precision, basis) == minutes


def stories(random, number: int, lead: float) -> list[list[tuple[str, float]]]:
    """Four outlets, times by chance; "late" comes right after "early" in this share of the stories."""
    made = []
    for _ in range(number):
        times = {f"o{i}": float(random.uniform(0, 100)) for i in range(2)} | {"early": float(random.uniform(0, 100))}
        times["late"] = times["early"] + 1 if random.random() < lead else float(random.uniform(0, 100))
        made.append(list(times.items()))
    return made


def test_a_planted_follower_is_found_and_nobody_else():
    found = followers(stories(np.random.default_rng(2), 30, 0.9), draws=400)
    assert {r[:2] for r in found if r[4] <= 0.05} == {("early", "late")}


def test_without_a_leader_hardly_anybody_follows():
    wrong = sum(
        any(r[4] <= 0.05 for r in followers(stories(np.random.default_rng(seed), 12, 0.0), draws=400))
        for seed in range(8)
    )
    assert wrong <= 2


TIMES = st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=5, max_size=9)


@given(TIMES)
@settings(max_examples=30, deadline=None)
def test_of_two_outlets_one_follows_in_each_story_and_ties_count_half(times):
    made = [[(o, float(t)) for o, t in zip("abc", row, strict=True)] for row in times]
    found = {r[:2]: r for r in followers(made, draws=20)}
    for one, other in (("a", "b"), ("a", "c"), ("b", "c")):
        i, j = "abc".index(one), "abc".index(other)
        after = sum((row[j] > row[i]) + 0.5 * (row[j] == row[i]) for row in times)
        assert found[one, other][2] == int(after)
        assert found[one, other][3] == len(times)


def test_pairs_with_few_stories_in_common_are_not_judged():
    assert followers([[("a", 0.0), ("b", 1.0)]] * 4) == []
    assert followers([]) == []
