"""The herd index: a rank with an interval, against matched stories."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline import results
from herdline.line.herd import Herd, index, matched
from herdline.results.line import why_not_stated

OVERLAPS = st.lists(st.floats(0.0, 0.2), min_size=1, max_size=60)


def of(overlap: float, others: list[float], error: float = 0.002, seed: int = 1) -> Herd:
    found = index(overlap, error, np.array(others), np.full(len(others), error), seed)
    assert found is not None
    return found


@given(st.floats(0, 0.3), OVERLAPS)
@settings(max_examples=60, deadline=None)
def test_the_percentile_lies_in_its_interval(overlap, others):
    found = of(overlap, others)
    assert 0 <= found.low <= found.percentile <= found.high <= 100
    assert found.matched == len(others)


@given(st.floats(0, 0.2), st.floats(0.001, 0.1), st.lists(st.floats(0.001, 0.2), min_size=5, max_size=60))
@settings(max_examples=60, deadline=None)
def test_more_overlap_never_ranks_clearly_lower(overlap, more, others):
    low, high = of(overlap, others), of(overlap + more, others)
    assert high.percentile >= low.percentile - 5  # both are simulated


@given(st.floats(0, 0.2), st.lists(st.floats(0.001, 0.2), min_size=3, max_size=40), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_matched_stories_changes_nothing_but_the_simulation(overlap, others, random):
    one, other = of(overlap, others), of(overlap, random.sample(others, len(others)))
    assert one.percentile == pytest.approx(other.percentile, abs=4)


def test_the_same_seed_gives_the_same_index():
    others = list(np.linspace(0.01, 0.05, 50))
    assert of(0.03, others, seed=7) == of(0.03, others, seed=7)


def test_a_story_like_the_others_stands_in_the_middle_and_one_far_above_at_the_top():
    others = list(np.random.default_rng(1).normal(0.02, 0.004, 150).clip(0.001))
    assert 25 < of(0.02, others).percentile < 75
    assert of(0.2, others).low > 95


def test_against_few_matched_stories_the_interval_stays_wide():
    found = of(0.5, list(np.linspace(0.01, 0.02, 12)))
    assert found.low < 85


def test_without_matched_stories_there_is_no_index():
    assert index(0.1, 0.01, np.array([]), np.array([]), 1) is None


def test_unknown_errors_of_others_count_as_their_mean():
    others = np.linspace(0.01, 0.05, 40)
    known = np.full(40, 0.002)
    holes = known.copy()
    holes[::4] = np.nan
    assert index(0.03, 0.002, others, known, 3) == index(0.03, 0.002, others, holes, 3)


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_matched_stories_are_the_nearest_in_length(seed):
    random = np.random.default_rng(seed)
    words, families = random.uniform(20, 1000, 300), np.full(300, 10.0)
    chosen = matched(300.0, 10, words, families, 50)
    distance = np.abs(np.log(words / 300))
    assert len(set(chosen.tolist())) == 50
    assert distance[chosen].max() <= np.delete(distance, chosen).min()


def test_a_wide_interval_is_shown_without_its_middle() -> None:
    assert str(results.Herd(76.0, 0.0, 87.0)) == "0-87: cannot say"
    assert str(results.Herd(88.0, 71.0, 96.0)) == "88 (71-96)"
    assert results.Herd(76.0, 0.0, 87.0).record() == {"percentile": 76.0, "low": 0.0, "high": 87.0}


def test_a_settled_index_is_not_called_unstated_in_a_store_built_with_fewer_outlets():
    settled, wide = results.Herd(88.0, 71.0, 96.0), results.Herd(50.0, 5.0, 95.0)
    assert why_not_stated(settled, 12, 12, 12, 3) == ""
    assert why_not_stated(wide, 12, 12, 12, 3) == "more outlets or comparable stories needed"
    assert why_not_stated(None, 12, 12, 12, 3) == "20 outlets needed, 12 here"
