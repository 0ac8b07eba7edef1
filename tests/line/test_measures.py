"""A story's figures: counts of outlets and families, echo of first texts, index only with enough outlets."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.line.echo import echo
from tests.line.helpers import at, run, store


def measured(rows: list[dict], **tables) -> dict[int, dict]:
    engine = store(rows, **tables)
    run(engine, "overlap", "measures")
    return {r["story"]: r for r in engine.table("select * from stories").to_pylist()}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5)), min_size=1, max_size=25))
@settings(max_examples=8, deadline=None)
def test_each_outlet_counts_with_its_first_text(told):
    rows = [
        {"id": i, "story": 1, "text": "some words", "outlet": f"o{outlet}", "family": 100 + family,
         "published": at(1, i)}
        for i, (outlet, family) in enumerate(told)
    ]  # fmt: skip
    firsts: dict[int, int] = {}
    for outlet, family in told:
        firsts.setdefault(outlet, family)
    sizes = [list(firsts.values()).count(f) for f in set(firsts.values())]
    found, expected = measured(rows)[1], echo(sizes)
    assert (found["articles"], found["outlets"], found["families"]) == (len(told), len(firsts), len(sizes))
    assert found["echo"] == pytest.approx(expected.theta)
    assert found["copied_share"] == pytest.approx(expected.copied_share)
    assert found["effective_voices"] == pytest.approx(expected.voices)


def test_an_owners_outlets_are_one():
    rows = [{"id": i, "story": 1, "text": "some words", "outlet": f"o{i}", "published": at(1, i)} for i in range(5)]
    owned = [{"outlet": f"o{i}", "unit": "owner"} for i in range(3)]
    assert measured(rows, outlets=owned)[1]["outlets"] == 3


def many(stories: int, size: int, seed: int = 3) -> list[dict]:
    rng = random.Random(seed)
    words = [f"{a}{b}{c}" for a in "bkmr" for b in "aeio" for c in "lnst"]
    rows = []
    for story in range(stories):
        for _ in range(size):
            text = " ".join(rng.choice(words) for _ in range(60))
            rows.append({"id": len(rows), "story": story, "text": text, "published": at(1 + story % 20)})
    return rows


def test_below_twenty_outlets_there_is_no_index_and_no_interval():
    found = measured(many(3, 19))[0]
    assert found["herd_percentile"] is None
    assert found["echo_low"] is None
    assert found["echo"] == 0
    assert found["effective_voices"] is None


def test_a_story_of_one_wording_ranks_above_stories_without():
    rows = many(30, 20)
    for row in rows:
        if row["story"] == 7:
            row["text"] += " the lantern burns for nobody in this quiet town tonight and all the boats stay home"
    found = measured(rows)
    assert found[7]["herd_percentile"] > 90
    assert found[7]["herd_low"] <= found[7]["herd_percentile"] <= found[7]["herd_high"]
    # the others share nothing at all, which says nothing of their rank
    assert all(r["herd_percentile"] is None for s, r in found.items() if s != 7)


def test_where_most_texts_are_leads_no_echo_is_claimed_but_copies_seen_are_told():
    rows = [{"id": i, "story": 1, "text": "t", "published": at(1, i), "extent": "lead"} for i in range(25)]
    found = measured(rows)[1]
    assert (found["outlets"], found["echo"], found["copied_share"], found["echo_high"]) == (25, None, None, None)
    rows[3]["family"] = rows[4]["family"] = 3
    assert measured(rows)[1]["echo"] == pytest.approx(1 / 300)
    assert measured([{**r, "family": r["id"], "extent": "full"} for r in rows])[1]["echo"] == 0


def test_a_story_in_which_no_two_texts_share_wording_has_no_index():
    # texts of six words hardly ever share four: that nothing is seen to be shared says little of the rank
    rows = many(30, 20)
    for row in rows:
        row["text"] = " ".join(row["text"].split()[:6])
    found = measured(rows)[3]
    assert (found["herd_texts"], found["herd_shared"], found["herd_percentile"]) == (20, 0, None)


SHARED = " the lantern burns for nobody in this quiet town tonight and all the boats stay home"


def test_many_outlets_of_few_independent_texts_in_a_language_have_no_index():
    rows = many(30, 20)
    for row in rows:
        if row["story"] == 7:
            row["text"] += SHARED
            if row["id"] % 20 >= 11:
                row["family"] = row["id"] - row["id"] % 20  # copies of the story's first text
    found = measured(rows)
    assert (found[7]["outlets"], found[7]["herd_texts"], found[7]["herd_percentile"]) == (20, 11, None)
    assert found[7]["herd_shared"] == 55


def test_stories_too_small_to_share_anything_are_nothing_to_rank_against():
    # a hundred stories of three short texts share nothing; two of twenty such texts share what chance gives
    small = many(100, 3, seed=4)
    large = [{**r, "id": 1000 + r["id"], "story": 1000 + r["story"]} for r in many(2, 20, seed=5)]
    for row in [*small, *large]:
        row["text"] = " ".join(row["text"].split()[:9])
    for row in large[:2]:
        row["text"] += SHARED
    found = measured([*small, *large])[1000]
    assert found["herd_shared"] > 0
    assert found["herd_percentile"] is None or found["herd_high"] - found["herd_low"] > 50


def test_times_and_languages_are_those_of_its_articles():
    rows = [
        {"id": 1, "story": 1, "text": "a", "lang": "en", "published": at(9)},
        {"id": 2, "story": 1, "text": "b", "lang": "ru", "published": at(7)},
        {"id": 3, "story": 1, "text": "c", "lang": "ru"},
    ]
    found = measured(rows)[1]
    assert (found["first"], found["last"], found["languages"]) == (at(7), at(9), "ru,en")
