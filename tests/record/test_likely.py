"""How likely it is that a coded pair is right: the weighing of answers, on numbers and on the package's own weights."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herdline.record.unparsed.likely import likely, odds, stated, trained

NUMBERS = st.floats(-50, 50)


@given(st.floats(0, 1))
def test_odds_grow_with_the_chance_and_stay_finite(chance):
    assert odds(0.0) <= odds(chance) <= odds(1.0)
    assert math.isfinite(odds(chance))
    if 0.01 <= chance <= 0.99:
        assert 1 / (1 + math.exp(-odds(chance))) == pytest.approx(chance)


@given(st.lists(st.dictionaries(st.sampled_from(["event", "pair", "lang=ru", "never weighed"]), NUMBERS), max_size=5))
def test_every_pair_gets_a_probability(told):
    assert len(likely(told)) == len(told)
    assert all(0 <= sure <= 1 for sure in likely(told))


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_told_of_an_event_keeps_the_order_of_its_answers_and_is_less_than_they(one, other):
    low, high = sorted((one, other))
    assert 0 < stated(low) <= stated(high) < 1
    if low >= 0.02:
        assert stated(low) < low


def test_one_answer_alone_is_scaled_as_platt_does():
    (sure,) = likely([{"event": 2.0}], {"": -1.0, "event": 0.5})
    assert sure == pytest.approx(0.5)


def test_what_has_no_weight_counts_for_nothing():
    assert likely([{"lang=xx": 1.0, "event": 1.0}]) == likely([{"event": 1.0}])


def test_more_certain_answers_are_likelier_and_acts_at_home_are_believed_less():
    def pair(place: str, chance: float) -> dict[str, float]:
        held = {"event": odds(0.8), "pair": odds(chance), "codes": math.log(2), "mentions": math.log(2)}
        return {
            **held, "lang=pl": 1.0, place: 1.0, f"{place} event": held["event"], f"{place} pair": held["pair"],
            f"{place} codes": math.log(2),
        }  # fmt: skip

    doubtful, sure, home = likely([pair("two", 0.3), pair("two", 0.9), pair("home", 0.9)])
    assert doubtful < sure
    assert home < sure


def test_the_weights_know_every_language_that_was_read_and_both_sides():
    assert {"", "event", "pair", "two", "home", "alone", "lang=ru", "lang=zh", "lang=pl", "lang=de"} <= set(trained())
