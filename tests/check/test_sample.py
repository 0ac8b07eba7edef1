"""The check on the sample: what was planted is found, what fools a naive reader is not called a limit."""

from __future__ import annotations

import json

import pytest

import herdline
from herdline.check.abouttext import is_about_text
from herdline.commands.check import missing_text
from herdline.errors import BadQuestion, NotFound


@pytest.fixture(scope="module")
def summit(sample_path):
    with herdline.open(sample_path, read_only=True) as store:
        yield store.missing("Xi and Putin hold talks")


def test_kazakhstans_promise_of_integrity_is_left_out_by_most(summit, given_ids):
    facts = [f for f in summit.left_out if any(given_ids[c.article] == "s1-en-008" for c in f.carriers)]
    assert facts
    assert all(f.carried <= (f.carried + f.not_seen) / 3 for f in summit.left_out)


def test_outlets_read_in_full_and_by_their_lead_alone_add_up(summit, sample):
    leads = sample.sql("select count(distinct outlet) as n from articles where extent <> 'full'").to_pylist()[0]["n"]
    # the outlet of the sample's lead also ran a column on the summit in full, so it counts as read there
    assert leads and summit.read >= 40
    for fact in summit.left_out:
        total = fact.carried + fact.not_seen + fact.unclear + fact.leads + fact.incomparable + fact.earlier
        assert total == summit.read + summit.leads
        assert all(g.carried <= g.read <= summit.read + summit.leads for g in fact.groups)


def test_actors_that_few_name_are_those_of_which_a_deed_or_position_is_told(summit):
    telling = {a.name for a in summit.telling}
    assert {"Türkiye", "Kassym-Jomart Tokayev"} <= telling and not {"Pakistan", "G20", "United Kingdom"} & telling
    assert {"Pakistan", "G20"} <= {a.name for a in summit.actors} and len(summit.telling) <= 12 < len(summit.actors)
    text = missing_text(summit, 50)
    assert f"and {len(summit.actors) - len(summit.telling)} more" in text and "Pakistan [PAK]" not in text


def test_common_ground_is_about_the_world_and_carried_by_half_of_those_that_can_be_judged(sample):
    shared = [fact for story in sample.stories(min_outlets=3) for fact in sample.missing(story.story).common]
    assert shared and not any(is_about_text(fact.sentence) for fact in shared)
    for fact in shared:
        assert any(c.sentence == fact.sentence and c.article == fact.article for c in fact.carriers)
        assert fact.carried >= 3 and 2 * fact.carried >= fact.carried + fact.not_seen + fact.leads


def test_a_story_of_one_article_claims_nothing(sample):
    alone = next(s.story for s in sample.stories() if s.articles == 1)
    found = sample.missing(alone)
    assert found.left_out == () and "nothing can be said" in found.note


def test_limits_of_a_friendship_without_limits(sample, given_ids):
    found = sample.check("China", "RUS")
    assert any("without limits" in t.sentence for t in found.declared)
    told = {given_ids[a] for x in found.limits for a in (x.told.article, *(c.article for c in x.told.more))}
    assert {"s1-en-030", "s1-en-002"} <= told  # no arms, no recognition


def test_hypotheses_and_jokes_are_no_limits(sample, truth):
    sentences = {x["sentence"] for x in truth["traps"] if x["kind"] in ("hypothetical", "joke")}
    for pair in (("CHN", "RUS"), ("KAZ", "RUS"), ("CHN", "USA"), ("IND", "CHN")):
        assert not sentences & {x.told.sentence for x in sample.check(*pair).limits}


def test_a_pair_without_events_is_told_so(sample):
    found = sample.check("BRA", "NOR")
    assert found.limits == () and "nothing can be concluded" in found.note


def test_an_empty_period_is_told_so(sample):
    assert sample.check("CHN", "RUS", since="2031").note == (
        "Nothing sure between China and Russia is recorded in this period: nothing can be concluded, not even coolness."
        " No text names both (titles are not counted here)."
    )


def test_an_unknown_actor_gets_near_names(sample):
    with pytest.raises(NotFound, match="Kazakhstan"):
        sample.check("Kasachstann", "RUS")


def test_an_actor_beside_itself_and_a_date_that_is_none_are_refused(sample):
    with pytest.raises(BadQuestion, match="no date"):
        sample.check("CHN", "RUS", since="٢٠٢٢-٠٩")
    with pytest.raises(BadQuestion, match="give two actors"):
        sample.check("China", "Beijing")
    with pytest.raises(BadQuestion, match="no date"):
        sample.check("CHN", "RUS", since="last May")
    with pytest.raises(BadQuestion, match="no date"):
        sample.record(until="2022-13")


def test_a_table_without_rows_keeps_its_header(sample):
    from herdline.results.tables import missing_table, pair_table

    assert "sentence" in pair_table(sample.check("BRA", "NOR")).schema.names
    alone = next(s.story for s in sample.stories() if s.articles == 1)
    assert "carried" in missing_table(sample.missing(alone)).schema.names


def test_neither_nor_is_no_recognition(sample):
    stands = {s.target: s.stances[0] for s in sample.compare("KAZ", "CHN").stands if s.kind == "recognition"}
    assert stands.get("XKX") == "against"


def test_camps_call_the_war_by_different_names(sample):
    found = sample.naming("Xi and Putin hold talks").named
    used = {(n.term, n.camp): n.texts for n in found if n.referent == "armed conflict"}
    assert used["special military operation", "RUS"] >= 1 and used["invasion", "USA"] >= 2
    assert ("special military operation", "USA") not in used


def test_ties_of_one_actor(sample):
    found = sample.relations("Kazakhstan")
    assert {"RUS", "CHN"} <= {p.code for p in found.partners}
    assert all(p.tone is None or p.low <= p.tone <= p.high for p in found.partners)


@pytest.mark.parametrize("pair", [("CHN", "RUS"), ("KGZ", "TJK"), ("KAZ", "RUS")])
def test_every_event_that_is_counted_stands_in_a_list_or_beside_a_row_that_tells_the_same(sample, pair):
    found = sample.check(*pair)
    rows = [*found.declared, *found.meetings, *found.deeds, *(x.told for x in found.limits), *found.others]
    read = {" ".join(text.split()) for t in rows for text in (t.sentence, *(c.sentence for c in t.more))}
    counted = [sample.event(number) for count in found.counts for number in count.ids]
    assert counted and len(counted) == sum(count.events for count in found.counts)
    assert {" ".join(event.sentence.split()) for event in counted} <= read
    coded = [t for t in rows if t.event is not None]
    assert all(t.parties and t.certainty and t.probability is not None for t in coded)


def test_an_assault_that_one_text_tells_in_a_language_without_a_parse_is_not_counted_and_that_is_said(tmp_path):
    told = ["Rosja zaatakowała Ukrainę rakietami.", "W nocy Rosja zaatakowała Ukrainę pociskami, są ranni."]
    for texts in (1, 2):
        rows = [
            {"id": str(n), "title": "Wiadomości", "text": text, "outlet": f"sona{n}.example", "lang": "pl",
             "published": "2023-06-13T10:00:00Z"}
            for n, text in enumerate(told[:texts])
        ]  # fmt: skip
        file = tmp_path / f"{texts}.jsonl"
        file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        with herdline.open(tmp_path / f"{texts}.duckdb") as store:
            store.read(file)
            found = store.check("RUS", "UKR")
        if texts == 1:
            assert not found.counts and not found.limits
            assert "Not counted: 1 assault that one text alone tells" in found.note
    assert sum(count.events for count in found.counts) == len(found.limits) == 1 and "Not counted" not in found.note
