"""Rows of a pair that tell one thing are one row; what only looks alike stays apart. All outlets are invented."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace

import pytest

import herdline
from herdline.check.polarity import denies
from herdline.check.repeats import Row, heads_of
from herdline.commands.check import pair_text
from herdline.report import write_pair
from herdline.results import Told
from herdline.results.tables import pair_table
from herdline.views.repeats import _as_one, _toward
from tests.check.test_left_out import own_sentence

NEWS = [
    # one deed: a text of the day after looks back at it, another states another day for it and tells it twice
    ("gazette", "2022-09-14", "Chile expelled two Peruvian diplomats over a forged melon licence."),
    ("courier", "2022-09-15", "Two diplomats of Peru were expelled by Chile over a forged licence for melons."),
    (
        "herald",
        "2022-09-16",
        "On 10 September Chile expelled two Peruvian diplomats over the licence for melons. "
        "Chile has expelled two diplomats of Peru over a forged melon licence.",
    ),
    ("gazette", "2022-09-15", "Chile seized a Peruvian trawler off Arica."),
    # strikes on two towns on two days, told by their day of publication
    ("gazette", "2022-09-12", "Kenyan jets bombed the Ugandan town of Mbale, killing four people."),
    ("courier", "2022-09-13", "Kenyan jets bombed the Ugandan town of Soroti, killing six people."),
    # the same words of two days that are stated
    ("gazette", "2022-09-14", "Norway expelled two Danish diplomats on Monday."),
    ("courier", "2022-09-15", "Norway expelled two Danish diplomats on Wednesday."),
    # a deed and its refusal
    ("gazette", "2022-09-14", "Brazil returned two seized ships to Portugal."),
    ("courier", "2022-09-15", "Brazil refused to return two seized ships to Portugal."),
    # to and fro
    ("gazette", "2022-09-14", "Japanese police arrested two Mexican sailors over smuggled melons."),
    ("courier", "2022-09-15", "Mexican police arrested two Japanese sailors over smuggled melons."),
    # the same words more than a week on
    ("gazette", "2022-09-14", "Finland imposed sanctions on three Swedish dairies."),
    ("courier", "2022-09-26", "Finland imposed sanctions on three Swedish dairies, the ministry said."),
    # sentences of several events
    ("gazette", "2022-09-14", "Egypt praised Sudan and asked Sudan for wheat."),
    ("courier", "2022-09-14", "Egypt condemned Sudan, cut its aid to Sudan and recalled its ambassador from Sudan."),
]


def _open(news: list[tuple[str, str, str]]) -> herdline.Store:
    lines = []
    for n, (outlet, day, told) in enumerate(news):
        draw = random.Random(n)
        text = "\n\n".join([told, *(own_sentence(draw) for _ in range(6))])
        lines.append(
            json.dumps({"id": f"{n}", "url": f"https://{outlet}.example/{n}", "outlet": f"{outlet}.example",
                        "title": f"Notes of the week {n}", "text": text, "published": f"{day}T08:00:00Z", "lang": "en"})
        )  # fmt: skip
    store = herdline.open(None)
    store.read("-", stdin=io.BytesIO("\n".join(lines).encode()))
    store.build()
    return store


@pytest.fixture(scope="module")
def news():
    with _open(NEWS) as store:
        yield store


def test_one_deed_told_by_other_texts_is_one_row_with_their_sentences(news):
    expelled, seized = (x.told for x in news.check("CHL", "PER").limits)
    assert "expelled" in expelled.sentence and "seized" in seized.sentence
    told = {expelled.outlet, *(t.outlet for t in news.tellings(expelled.event)), *(c.outlet for c in expelled.more)}
    assert told == {f"{o}.example" for o in ("gazette", "courier", "herald")}
    assert [c.outlet for c in expelled.more] == ["herald.example"]
    assert all((c.lang, c.end > c.start) == ("en", True) for c in expelled.more)
    assert seized.more == ()


def test_a_text_that_tells_it_twice_is_one_independent_text(news):
    expelled = news.check("CHL", "PER").limits[0]
    assert expelled.told.families == 3 and len(expelled.told.more) == 1
    assert expelled.rank == pytest.approx(expelled.severity * (1 + 1.585), abs=0.01)


def test_counts_keep_apart_what_the_lists_join(news):
    found = news.check("CHL", "PER")
    assert [(c.events, c.reports) for c in found.counts] == [(3, 5)]
    assert [m.material_conflict for m in found.months] == [3]
    assert "3 recorded events" in found.note


@pytest.mark.parametrize(("a", "b", "events"), [("EGY", "SDN", 4), ("CHL", "PER", 3), ("BRA", "PRT", 2)])
def test_each_event_that_is_counted_has_one_row_or_its_sentence_stands_behind_one(news, a, b, events):
    found = news.check(a, b)
    rows = [*found.declared, *found.meetings, *found.deeds, *(x.told for x in found.limits), *found.others]
    shown = [told.event for told in rows if told.event is not None]
    more = {(c.article, c.start, c.end) for told in rows for c in told.more}
    counted = {event for count in found.counts for event in count.ids}
    places = {
        row["event"]: (row["article"], row["start"], row["end"])
        for row in news.sql('select event, article, start, "end" from events').to_pylist()
    }
    assert len(shown) == len(set(shown)) and len(counted) == events
    assert all(event in shown or places[event] in more for event in counted)
    assert not any((told.article, told.start, told.end) in more for told in found.others)


def test_an_event_whose_sides_no_words_stand_for_still_says_how_sure_it_is(news, tmp_path):
    found = news.check("JPN", "MEX")
    limit = replace(found.limits[0], told=replace(found.limits[0].told, parties="", probability=0.7))
    found = replace(found, limits=(limit,), declared=(replace(limit.told, probability=None),))
    text = pair_text(found, 9)
    assert text.count("probability") == 1 and "      asserted, probability 0.70\n" in text
    write_pair(tmp_path / "pair.html", found)
    page = (tmp_path / "pair.html").read_text(encoding="utf-8")
    assert page.count("probability") == 1 and "<br>asserted · probability 0.70" in page


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param("KEN", "UGA", id="strikes on two towns on two days"),
        pytest.param("NOR", "DNK", id="two days that are stated"),
        pytest.param("JPN", "MEX", id="two directions"),
        pytest.param("FIN", "SWE", id="more than a week apart"),
    ],
)
def test_two_deeds_in_like_words_are_two_rows(news, a, b):
    limits = news.check(a, b).limits
    assert [x.told.more for x in limits] == [(), ()]


def test_two_outlets_of_one_owner_are_one_independent_text_when_rows_are_joined():
    told = row("Chile expelled two Peruvian diplomats."), row("Chile expelled two diplomats of Peru.")
    group = [replace(r, told=replace(r.told, event=event)) for event, r in enumerate(told)]
    sources = {(0, None): {(1, "Melon Press")}, (1, None): {(2, "Melon Press")}}
    assert _as_one(group, sources).families == 1
    assert _as_one(group, {**sources, (1, None): {(2, "Kite Press")}}).families == 2


def test_an_agreement_has_no_direction_and_a_deed_has():
    def toward(kind: str, actor: str, recipient: str) -> str:
        return _toward({"type": kind, "actor_codes": actor, "recipient_codes": recipient}, "ESP", "ITA")

    assert toward("AGREE", "ESP", "ITA") == toward("AGREE", "ITA", "ESP") == toward("AGREE", "ESP,ITA", "")
    assert toward("AID", "ESP", "ITA") != toward("AID", "ITA", "ESP")


def test_a_refusal_stays_apart_from_the_deed(news):
    found = news.check("BRA", "PRT")
    assert [t.sentence for t in found.deeds] == ["Brazil returned two seized ships to Portugal."]
    assert [x.told.sentence for x in found.limits] == ["Brazil refused to return two seized ships to Portugal."]


def test_order_and_carriers_are_the_same_each_time_and_in_whatever_order_texts_were_read(news):
    with _open(NEWS) as again:
        for pair in (("CHL", "PER"), ("NOR", "DNK")):
            assert news.check(*pair).record() == news.check(*pair).record() == again.check(*pair).record()


def test_json_and_csv_keep_their_shape(news):
    (first, second) = (x.record() for x in news.check("CHL", "PER").limits)
    assert first.keys() == second.keys() and first["told"].keys() == second["told"].keys()
    assert first["told"]["more"][0].keys() == {"outlet", "country", "lang", "article", "start", "end", "sentence"}
    joined, alone = pair_table(news.check("CHL", "PER")), pair_table(news.check("JPN", "MEX"))
    assert joined.schema.names == alone.schema.names and joined.num_rows == 2


def test_the_text_shows_the_other_sentences(news):
    assert "3 independent texts" in pair_text(news.check("CHL", "PER"), 10)
    assert "herald.example (en): On 10 September Chile expelled two" in pair_text(news.check("CHL", "PER"), 10)


BESIDE = [(own_sentence(random.Random(n)), "en", frozenset({"KEN"})) for n in range(40)]


def row(sentence: str, day: str = "2022-09-14", lang: str = "en", **other: object) -> Row:
    said = day if len(day) == 10 else "2022-09-14"
    told = Told("event", "", day, said, sentence, "", False, True, 1, 1, "", 0, 0, 1, "", ())
    held = {"group": ("limits", "material conflict"), "type": "SANCTION", "toward": "CHL > PER", "mode": "",
            "story": None, "stated": False, "facts": frozenset(), "named": frozenset({"CHL", "PER"}),
            "country": ""}  # fmt: skip
    return Row(told=told, lang=lang, denies=denies(sentence, lang), **(held | other))  # type: ignore[arg-type]


def heads(*rows: Row) -> list[int]:
    return heads_of(rows, lambda: BESIDE)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("ru", "Чили выслала двух перуанских дипломатов.", "Двух дипломатов Перу выслали из Чили, сообщили в МИД."),
        ("pl", "Chile wydaliło dwóch peruwiańskich dyplomatów.", "Dwóch peruwiańskich dyplomatów wydalono z Chile."),
    ],
)
def test_one_deed_is_one_row_in_other_languages(lang, one, other):
    assert heads(row(one, lang=lang), row(other, "2022-09-15", lang)) == [0, 0]


def test_in_chinese_one_deed_is_one_row():
    one, other = "智利关闭与秘鲁的边境口岸", "智利宣布关闭同秘鲁的边境口岸"
    assert heads(row(one, lang="zh", story=5), row(other, "2022-09-15", "zh", story=5)) == [0, 0]
    assert heads(row(one, lang="zh"), row(other, "2022-09-15", "zh")) == [0, 0]


def test_one_deed_is_one_row_across_languages():
    english = row("Chile expelled two Peruvian diplomats over melons.")
    polish = row("Chile wydaliło dwóch peruwiańskich dyplomatów z powodu melonów.", "2022-09-15", "pl")
    assert heads(english, polish) == [0, 0]


def test_a_row_joins_the_first_and_no_chain():
    """The second repeats the first; the third is told in one fact with the second alone."""
    rows = [row(text, facts=frozenset(facts)) for text, facts in (("a", {1}), ("b", {1, 2}), ("c", {2}))]
    assert heads(*rows) == [0, 0, 2]


def test_one_fact_of_the_store_joins_whatever_the_words_and_a_denial_does_not():
    fact = frozenset({7})
    deed, again = row("The envoys of Lima left Santiago.", facts=fact), row("Two must pack in Chile.", facts=fact)
    assert heads(deed, again, row("The envoys of Lima did not leave Santiago.", facts=fact)) == [0, 0, 2]


def test_of_one_story_less_likeness_is_enough_but_not_with_other_figures():
    one, other = (
        "Chile shut 12 Peruvian dairies after an inspection.",
        "In Arica 12 dairies of Peru stood idle, drivers said.",
    )
    assert heads(row(one), row(other)) == [0, 1]
    assert heads(row(one, story=5), row(other, story=5)) == [0, 0]
    assert heads(row(one, story=5), row(other.replace("12", "35"), story=5)) == [0, 1]


def test_of_one_stated_day_less_likeness_is_enough():
    one, other = (
        "Chile shut 12 Peruvian dairies after an inspection.",
        "In Arica 12 dairies of Peru stood idle, drivers said.",
    )
    assert heads(row(one, stated=True), row(other, stated=True)) == [0, 0]
    assert heads(row(one, stated=True), row(other)) == [0, 1]


def test_meetings_of_a_day_in_one_story_are_one_and_of_two_days_are_two():
    def meeting(sentence: str, day: str) -> Row:
        return row(sentence, day, group=("meetings", "event", "CONSULT"), type="CONSULT", toward="with", story=5)

    arrived, spoke = (
        meeting("The minister landed in Lima.", "2022-09-14"),
        meeting("They spoke of melons.", "2022-09-14"),
    )
    assert heads(arrived, spoke, meeting("The minister landed in Lima.", "2022-09-15")) == [0, 0, 2]


def test_limits_of_two_types_are_one_only_on_one_day():
    barred, blocked = (
        "Chile bars Peru from the flooded port of Orvane.",
        "Chile blocks Peru at the flooded port of Orvane.",
    )
    assert heads(row(barred, type="COERCE"), row(blocked)) == [0, 0]
    assert heads(row(barred, type="COERCE"), row(blocked, "2022-09-15")) == [0, 1]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2022-09-14", "2022-09-21", True),
        ("2022-09-14", "2022-09-22", False),
        ("", "2022-09-14", True),
        ("2022", "2022-09-14", True),
        ("2021", "2022-09-14", False),
    ],
)
def test_rows_are_of_one_time(one, other, alike):
    sentence = "Chile expelled two Peruvian diplomats."
    assert heads(row(sentence, one), row(sentence, other)) == [0, 0 if alike else 1]


def test_a_position_repeats_nothing():
    assert heads(row("Chile claims Arica.", group=()), row("Chile claims Arica.", group=())) == [0, 1]


def test_without_candidates_no_sentence_is_read():
    assert heads_of([row("a"), row("b", toward="PER > CHL")], pytest.fail) == [0, 1]
