"""Base rates, outlets' habits and false discovery: which candidates become lines."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.config import LineSettings
from herdline.line.background import background_rate, by_chance
from herdline.line.baserates import discovery
from tests.line.helpers import at, run, store

SAID = "the lantern burns for nobody"
WORDS = [f"{a}{b}" for a in ("bo", "ka", "mi", "ru", "ta", "ve") for b in ("lan", "dor", "sel", "nik", "pur", "zot")]


def text(rng: random.Random, said: str = "") -> str:
    words = [rng.choice(WORDS) for _ in range(30)]
    return " ".join([*words[:15], said, *words[15:]]) if said else " ".join(words)


def news(inside: int, of: int, elsewhere: int = 0, others: int = 600, outlets: int = 40, seed: int = 1) -> list[dict]:
    """One story of so many outlets of which ``inside`` say it, and others' texts of which ``elsewhere`` say it."""
    rng = random.Random(seed)
    rows = [
        {"id": i, "story": 1, "outlet": f"o{i}", "text": text(rng, SAID if i < inside else ""), "published": at(6, i)}
        for i in range(of)
    ]
    return rows + [
        {"id": 1000 + i, "story": 1000 + i, "outlet": f"o{i % outlets}",
         "text": text(rng, SAID if i < elsewhere else "")}
        for i in range(others)
    ]  # fmt: skip


def lines(rows: list[dict], **tables) -> list[dict]:
    engine = store(rows, **tables)
    run(engine, "candidates", "hits", "lines", "uses")
    return engine.table("select * from lines order by story, rank").to_pylist()


def test_wording_that_nobody_uses_elsewhere_is_a_line():
    (found,) = lines(news(8, 20))
    assert found["text"].startswith(SAID)
    assert (found["families"], found["share"]) == (8, 0.4)
    # nobody elsewhere, and the built-in table's cut-off for what it does not know
    assert LineSettings().base_floor <= found["base"] <= 0.001
    assert found["lift"] == pytest.approx(found["share"] / found["base"])
    assert found["q"] <= 0.05


@pytest.mark.parametrize("elsewhere", [60, 300])
def test_base_is_the_share_of_texts_elsewhere(elsewhere):
    found = [r for r in lines(news(20, 20, elsewhere, 600)) if r["text"].startswith(SAID)]
    if elsewhere == 300:
        assert found == []  # twice as frequent as elsewhere is habit
    else:
        assert found[0]["base"] == pytest.approx(60 / 600, rel=0.01)


def test_what_everybody_says_anyway_is_no_line():
    assert lines(news(8, 20, elsewhere=200)) == []


def test_a_habit_of_the_storys_outlets_is_no_line():
    rows = news(8, 20)
    for row in rows[20:]:  # the eight outlets say it in all their other texts, nobody else ever does
        if int(row["outlet"][1:]) < 8:
            row["text"] += f" {SAID} always"
    assert lines(rows) == []


def test_one_owners_outlets_count_once():
    owned = [{"outlet": f"o{i}", "unit": "owner"} for i in range(6)]
    (found,) = lines(news(8, 20), outlets=owned)
    assert (found["families"], found["outlets"]) == (3, 3)
    assert lines(news(7, 20), outlets=owned) == []


def test_copies_of_one_text_count_once():
    rows = news(8, 20)
    for row in rows[:8]:
        row["family"] = 0
    assert lines(rows) == []


@given(st.randoms(use_true_random=False))
@settings(max_examples=2, deadline=None)
def test_names_of_outlets_and_order_of_articles_change_nothing(shuffle):
    rows = news(8, 20)
    names = [f"o{i}" for i in range(40)]
    other = dict(zip(names, shuffle.sample(names, 40), strict=True))
    renamed = [{**r, "outlet": other[r["outlet"]]} for r in shuffle.sample(rows, len(rows))]
    for one, two in zip(lines(rows), lines(renamed), strict=True):
        assert {**one, "line": 0} == {**two, "line": 0}


@pytest.mark.parametrize(("precision", "first"), [("minute", 0), ("day", None)])
def test_the_first_is_named_only_where_clocks_allow(precision, first):
    rows = [{**r, "published_precision": precision} for r in news(8, 20)]
    assert lines(rows)[0]["first_article"] == first


def test_chance_texts_of_few_words_make_no_line():
    # 36 words in all: four-word runs recur now and then, and are tested among all runs
    assert sum(bool(lines(news(0, 30, seed=s))) for s in range(3)) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20), st.integers(0, 500))
def test_discovery_is_benjamini_hochberg_over_all_tested(p, more):
    found = discovery(p, len(p) + more)
    total, ordered = len(p) + more, np.sort(p)
    for value, q in zip(p, found, strict=True):
        steps = [ordered[i] * total / (i + 1) for i in range(len(p)) if ordered[i] >= value]
        assert q == pytest.approx(min(1.0, *steps, 1.0))


@given(st.integers(1, 30), st.integers(1, 60), st.floats(10, 2000))
@settings(max_examples=60, deadline=None)
def test_fewer_carriers_more_texts_and_longer_ones_are_likelier_by_chance(carriers, texts, words):
    expected = by_chance(carriers, texts, words)
    assert expected >= by_chance(carriers + 1, texts, words)
    assert expected <= by_chance(carriers, texts + 1, words) + 1e-9
    assert expected <= by_chance(carriers, texts, 2 * words) + 1e-9


@pytest.mark.parametrize(
    ("phrase", "low", "high"), [("in the wake of", 0.03, 0.06), ("purple lantern burns for", 0.0, 0.001)]
)
def test_the_built_in_table_knows_everyday_english(phrase, low, high):
    assert low <= background_rate(phrase, "en") <= high
    assert background_rate(phrase, "ru") is None


def test_a_small_foreign_store_is_not_mute():
    # five Russian texts elsewhere tell nothing; three of six short texts with one wording still are more than chance
    assert LineSettings().least_families == 3
    assert by_chance(3, 6, 40) < 0.05 < by_chance(3, 30, 900)
