"""Spread: order of arrival with clock errors, sources of copies, and whose text surely tells the story."""

from __future__ import annotations

from datetime import timedelta

import pytest

from herdline.config import LineSettings
from herdline.line.clocks import clock_error
from herdline.results import Arrival
from herdline.results.line import is_first_known
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


DAM = "The dam on the lower river was blown up in the night and water floods towns below it"
TOLD = [
    "Dam on the lower river blown up, water floods towns below",
    "Blown-up dam on the lower river floods towns in the night",
    "Water floods towns after the dam on the lower river was blown up in the night",
    "Towns below the dam are flooded after it was blown up in the night",
]


def arrived(texts: list[tuple[int, str]], **more) -> list[dict]:
    rows = [
        {"id": i, "story": 1, "title": t, "text": t, "published": at(0) + timedelta(hours=h), **more}
        for i, (h, t) in enumerate(texts, 1)
    ]
    return spread(rows)


def test_lags_count_from_the_first_text_that_tells_the_story_not_from_a_stray_one_before_it():
    found = arrived([(0, "Ministers agree on taxes for online shops"), *((6 + h, t) for h, t in enumerate(TOLD))])
    assert [r["lag_minutes"] for r in found] == [-360.0, 0.0, 60.0, 120.0, 180.0]
    assert found[0]["likeness"] < LineSettings.tells <= min(r["likeness"] for r in found[1:])


def test_a_text_that_no_other_outlet_follows_within_a_day_is_like_none():
    found = arrived([(0, DAM), *((49 + h, t) for h, t in enumerate(TOLD))])
    assert found[0]["likeness"] is None
    assert found[0]["lag_minutes"] == -49 * 60


def test_an_outlets_own_next_text_does_not_vouch_for_its_first():
    rows = [
        {"id": i, "story": 1, "title": t, "text": t, "outlet": o, "published": at(i)}
        for i, (o, t) in enumerate([("a", "Ministers agree on taxes"), ("a", "Ministers agree on taxes"), ("b", DAM)])
    ]
    found = spread(rows)
    assert [r["outlet"] for r in found] == ["a", "b"]
    assert found[0]["likeness"] == found[1]["likeness"] or found[0]["likeness"] < LineSettings.tells


@pytest.mark.parametrize(
    "stray", ["Ministers agree on taxes for online shops", "Министры договорились о налогах", "部长们就网店税达成一致"]
)
def test_texts_in_other_scripts_are_nearer_than_one_on_another_matter_in_the_same_script(stray):
    found = arrived([
        (0, stray),
        (1, "Russian forces blew up the dam; towns are flooded"),
        (2, "Российские войска взорвали плотину; города затоплены"),
        (3, "俄军炸毁大坝，城镇被淹"),
        (4, "القوات الروسية فجرت السد وغمرت المياه المدن"),
    ])  # fmt: skip
    assert found[0]["likeness"] < min(r["likeness"] for r in found[1:])


def test_a_text_printed_before_the_familys_original_took_it_only_where_a_credit_says_so():
    rows = [
        {"id": 1, "story": 1, "text": "t", "family": 2, "original": 2, "published": at(9), "kind": "syndicated"},
        {"id": 2, "story": 1, "text": "t", "family": 2, "outlet": "paper.example", "published": at(10),
         "kind": "original"},
    ]  # fmt: skip
    assert [r["source"] for r in spread(rows)] == [None, None]
    credited = [{"a": 1, "b": 2, "kind": "syndicated", "share": 1.0, "share_b": 1.0, "directed": True}]
    assert [r["source"] for r in spread(rows, copies=credited)] == ["paper.example", None]
    assert spread([{**rows[0], "published": at(11)}, rows[1]])[1]["source"] == "paper.example"


def arrival(outlet: str, hour: int, likeness: float | None = 0.8, error: float = 1.0, lag: float | None = None):
    return Arrival(outlet, hour, at(hour), 60.0 * (hour - 9) if lag is None else lag, error, None, likeness)


def test_first_is_called_only_who_surely_tells_it_at_a_known_time_of_day():
    later = [arrival("b", 10), arrival("c", 11)]
    assert is_first_known([arrival("a", 9), *later])
    assert not is_first_known([arrival("a", 9, likeness=0.5), *later])
    assert not is_first_known([arrival("a", 9, likeness=None), *later])
    assert not is_first_known([arrival("a", 9, error=90.0), *later])
    far = [arrival("b", 9, lag=3000.0), arrival("c", 9, lag=4000.0)]
    assert not is_first_known([arrival("a", 9, error=720.0), *far])
    assert is_first_known([arrival("a", 9, error=600.0), *far])
    assert not is_first_known([])
