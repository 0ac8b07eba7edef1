"""From a sentence to its events."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline import code_sentences
from herdline.record import coding
from herdline.record.actors import find
from herdline.record.dating.wars import began
from herdline.record.events import Unit, code
from herdline.record.models.eventmodel import TYPES
from herdline.record.models.filter import NAMELESS, THRESHOLD, event_probability, worth_parsing
from herdline.record.modes import contexts, modes
from herdline.record.scores import quad_class, score
from herdline.text.sentences import sentences

DAY = datetime.date(2022, 9, 16)


def events(text, before="", on=DAY):
    return list(code([Unit(text, before, on)])[0].events)


def one(text, before=""):
    found = events(text, before)
    assert len(found) == 1, found
    return found[0]


def sides(event):
    return [a.code for a in event.actors], [r.code for r in event.recipients]


def test_who_did_what_to_whom():
    event = one("Russian forces shelled the Ukrainian city of Kharkiv overnight, officials said.")
    assert (event.type, sides(event)) == ("ASSAULT", (["RUS"], ["UKR"]))
    assert (event.certainty, event.speaker) == ("reported", "officials")


def test_a_passive_turns_the_sides():
    event = one("Two Polish journalists were arrested by Belarusian police on Tuesday.")
    assert (event.type, sides(event)) == ("COERCE", (["BLR"], ["POL"]))
    assert (event.date, event.date_precision) == ("2022-09-13", "day")


def test_everybody_in_a_meeting_is_an_actor():
    event = one("Kazakhstan's President Kassym-Jomart Tokayev met Chinese President Xi Jinping on Wednesday.")
    assert (event.type, sides(event), event.date) == ("CONSULT", (["KAZ", "CHN"], []), "2022-09-14")


def test_a_refusal_to_recognise_is_a_rejection_not_a_negated_support():
    event = one("In June, Tokayev said Kazakhstan would not recognise the Donetsk People's Republic.")
    assert (event.type, sides(event), event.date) == ("REJECT", (["KAZ"], ["DPR"]), "2022-06")
    assert "negation" not in event.aux


def test_a_visit_to_come_is_an_agreement():
    event = one("Putin will visit Beijing next month.")
    assert (event.type, event.aux, event.date) == ("AGREE", ("future",), "2022-10")


def test_sanctions_are_sanctions():
    assert one("The United States imposed sanctions on Russia's central bank in February 2022.").type == "SANCTION"


def test_a_joint_exercise_is_cooperation_of_both():
    event = one("China and Kazakhstan held joint military exercises.")
    assert (event.type, sorted(sides(event)[0])) == ("COOPERATE", ["CHN", "KAZ"])


@pytest.mark.parametrize(
    "text",
    [
        "The summit's weather was mild and the hotels were full.",
        "All eyes will be on the handshake.",
        "Japan's population has been shrinking for years.",
        "",
        "   ",
        "\x00\x01\x02",
        "0101 1100 ...",
    ],
)
def test_nothing_happens_where_nothing_is_told(text):
    assert events(text) == []


def test_a_pronoun_means_the_actor_before_it():
    event = one("It imposed sanctions on Iran last week.", before="The European Union acted. ")
    assert sides(event) == (["EUU"], ["IRN"])


def test_without_a_date_of_publication_no_date_is_made_up():
    assert events("Russia annexed Crimea.", on=None)[0].date == ""


def test_a_sentence_of_two_thousand_words_is_survived():
    assert isinstance(events("Russia and " * 2000 + "China met."), list)


def test_the_filter_gives_back_ids_types_and_offsets_in_the_text_given():
    text = "It rained. Russia annexed Crimea in 2014. Nothing else."
    ((event,),) = code_sentences([{"id": "a", "text": text, "published": "2022-09-16"}])
    assert event["type"] in TYPES
    assert text[event["start"] : event["end"]] == "annexed"
    assert event["actors"][0]["code"] == "RUS"


def test_what_is_no_text_has_no_events():
    assert code_sentences([{"text": None}, {"text": 5}, {}, {"text": "俄罗斯", "lang": "zh"}]) == [[], [], [], []]


def test_modes_and_contexts_come_from_words_near_the_predicate():
    text = "Turkish drones hit Kurdish fighters near an oil field."
    assert modes([text], [(15, 18)], ["ASSAULT"]) == ["drone"]
    assert "natural_resource" in contexts([text])[0]
    assert modes(["They met."], [(5, 8)], ["CONSULT"]) == [""]


def test_every_type_has_a_class_and_a_score_of_its_sign():
    for kind in TYPES:
        assert (score(kind) > 0) == quad_class(kind).endswith("cooperation")


def test_datelines_are_no_part_of_a_sentence():
    (first, second) = sentences("MOGADISHU, Somalia -- A strike has killed a worker there. He was 40.")
    assert first.text.startswith("A strike")
    assert second.text == "He was 40."


@given(st.text(max_size=400))
@settings(max_examples=60)
def test_sentences_stand_where_they_say(text):
    last = 0
    for item in sentences(text):
        assert last <= item.start < item.end <= len(text)
        last = item.end


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_text_is_survived(text):
    for event in events(text):
        assert event.type in TYPES


def test_handing_on_speech_is_no_event_of_its_own():
    assert events("Xi stressed that China is a large country.") == []
    assert events("The Chinese president had come by train.") == []


def test_the_owner_of_an_offer_is_whom_its_rejection_meets():
    event = one("The United States rejected China's offer.")
    assert (event.type, sides(event)) == ("REJECT", (["USA"], ["CHN"]))


def test_the_two_sides_are_the_two_named_before():
    found = events("The two sides held talks on Friday.", before="Putin received Xi Jinping. ")
    assert sorted(sides(found[0])[0]) == ["CHN", "RUS"]


def test_what_two_talk_about_takes_no_part_in_their_talk():
    event = one("Russia and China held talks on Syria on Friday.")
    assert (event.type, sorted(sides(event)[0]), sides(event)[1]) == ("CONSULT", ["CHN", "RUS"], [])


@pytest.mark.parametrize(
    "text",
    [
        "Chile expelled a Peruvian diplomat.",
        "Russia annexed Crimea.",
        "The EU sanctioned Belarus.",
        "The US will send tanks to Ukraine.",
    ],
)
def test_a_short_plain_sentence_passes_the_filter(text):
    assert worth_parsing([text, "He scored two goals."]).tolist() == [True, False]


def test_no_sentences_give_no_codings():
    assert code([]) == []


def test_the_donbas_republics_are_two_and_none_of_them_is_ukraine() -> None:
    text = "Tokayev said Kazakhstan would not recognise the breakaway republics of Luhansk and Donetsk."
    (found,) = coding.code([Unit(text)])
    (event,) = found.events
    assert (event.type, {who.code for who in event.recipients}) == ("REJECT", {"DPR", "LPR"})
    assert {(p.stance, p.target.code) for p in found.positions} == {("against", "DPR"), ("against", "LPR")}


def test_to_recognise_neither_is_to_reject_both() -> None:
    (found,) = code([Unit("Kazakhstan recognises neither Kosovo nor Abkhazia.")])
    refused = {who.code for event in found.events if event.type == "REJECT" for who in event.recipients}
    assert refused == {"XKX", "ABK"}


def test_what_the_event_model_codes_is_no_second_refusal() -> None:
    (found,) = code([Unit("Serbia does not recognise Kosovo.")])
    assert len([event for event in found.events if event.type == "REJECT"]) == 1


def test_militants_are_of_no_state() -> None:
    (found,) = code([Unit("Militants killed 12 Nigerian soldiers on Friday.")])
    assert [who.code for who in found.events[0].actors] == ["REB:XXX"]


@pytest.mark.parametrize(
    "text",
    [
        "Tajik and Kyrgyz forces have shelled each other for days.",
        "Armenia and Azerbaijan accused each other of violating the ceasefire.",
        "India and Pakistan exchanged fire across the border on Sunday.",
    ],
)
def test_what_two_do_to_each_other_is_two_events(text: str) -> None:
    (found,) = code([Unit(text)])
    directed = {(e.actors[0].code, e.recipients[0].code) for e in found.events if e.actors and e.recipients}
    assert any(one != two and (two, one) in directed for one, two in directed)


def test_who_is_not_helped_to_do_something_is_refused() -> None:
    (found,) = code([Unit("Kazakhstan will not help Moscow get around sanctions, senior officials have said.")])
    assert ("REJECT", "KAZ", "RUS") in {
        (e.type, a.code, r.code) for e in found.events for a in e.actors for r in e.recipients
    }


def _ids(*texts: str) -> list[int]:
    return [coding._row(0, 0, one(text), DAY)["event"] for text in texts]


def test_within_one_state_an_event_is_told_apart_by_who_does_it() -> None:
    mine = "Senator Ted Cruz accused President Joe Biden of lying on Monday."
    other, again = mine.replace("Ted Cruz", "Rand Paul"), "On Monday Ted Cruz accused Joe Biden of lying to voters."
    one, two, three = _ids(mine, other, again)
    assert one != two and one == three


def test_within_one_state_wordings_of_one_deed_are_one_event() -> None:
    assert (
        len({*_ids("North Korea tested a missile on Monday.", "North Korea tested a missile on Monday in Wonsan.")})
        == 1
    )


def test_between_two_states_an_event_is_told_apart_by_their_codes() -> None:
    one, two = _ids(
        "China accused the United States of lying on Monday.", "On Monday Beijing accused Washington of lies."
    )
    assert one == two


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Russia's invasion of Ukraine has led to a sharp rise in defence spending.", "2022-02-24"),
        ("Israel deployed helicopter gunships over Jenin for the first time since 2005.", "2022-09-16"),
        ("China condemned the 2024 election in Taiwan.", "2022-09-16"),
        ("The United States imposed sanctions on Iran in 2019 over its missiles.", "2019"),
        ("Iran has held the Swedish diplomat under house arrest since April 2022.", "2022-04"),
        ("China condemned Taiwan over a plan for elections in January 2024.", ""),
    ],
)
def test_a_date_is_that_of_the_deed(text: str, date: str) -> None:
    assert [event.date for event in events(text)] == [date]


def test_who_does_something_to_himself_by_the_codes_alone_is_somebody_unnamed() -> None:
    (event,) = events("Lawmakers backed a report that slammed Boris Johnson.")[-1:]
    assert [(a.text, a.name, a.code) for a in event.actors] == [("", "United Kingdom", "GBR")]
    assert [r.name for r in event.recipients] == ["Boris Johnson"]


def test_names_that_english_does_not_have_are_no_countries_in_it() -> None:
    assert not find("Rescued from a flooded Island, an Indie film maker said.")
    assert [a.code for a in find("Island i Polska podpisały umowę.", "de")][:1] == ["ISL"]


@pytest.mark.parametrize(
    "text",
    [
        "Since Moscow invaded Ukraine, the price of bread has doubled.",
        "After Russia invaded Ukraine, the boy was the only child left in his village.",
        "It was the gravest crisis for Vladimir Putin since his full-scale invasion of Ukraine.",
    ],
)
def test_a_war_that_is_only_spoken_of_has_the_day_it_began(text: str) -> None:
    assert {event.date for event in events(text) if event.type == "ASSAULT"} == {"2022-02-24"}


def test_what_is_invaded_of_a_state_is_no_beginning_of_a_war() -> None:
    for text in (
        "Russia invaded Ukraine's Kharkiv region.",
        "Russia invaded Ukrainian airspace.",
        "US jets invaded Iraqi airspace.",
        "Argentine fans invaded the British embassy.",
    ):
        assert not {"2022-02-24", "2003-03-20", "1982-04-02"} & {
            event.date for told in code([Unit(text, published=datetime.date(2024, 5, 12))]) for event in told.events
        }


def test_plain_deeds_of_officers_and_courts_stay_told() -> None:
    for text, kind in (
        ("Russia responded with missiles against Ukraine.", "ASSAULT"),
        ("Iran sent officers to Syria.", "AID"),
        ("A Moscow court jailed a journalist for criticising the war.", "COERCE"),
    ):
        assert kind in {event.type for event in events(text)}, text


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("ru", "вторжения"),
        ("pl", "inwazji"),
        ("de", "Angriffskrieg"),
        ("fr", "invasion"),
        ("zh", "入侵"),
        ("ar", "غزو"),
    ],
)
def test_a_war_is_known_by_its_words_in_other_languages(lang: str, word: str) -> None:
    assert began("RUS", "UKR", word, lang, datetime.date(2023, 6, 1)) == "2022-02-24"
    assert began("RUS", "UKR", word, lang, datetime.date(2022, 3, 1)) == "", "still news"
    assert began("RUS", "KAZ", word, lang, datetime.date(2023, 6, 1)) == ""


def test_an_attack_of_a_war_has_its_own_day() -> None:
    for text in ("Russia attacked Ukraine on Thursday.", "Russian missiles hit Ukraine, killing four."):
        assert "2022-02-24" not in {event.date for event in events(text)}


def test_a_war_that_may_come_is_not_the_one_that_goes_on() -> None:
    found = events("A second Russian invasion of Ukraine is unlikely, Ukraine said.")
    assert all(event.date != "2022-02-24" for event in found)


def test_a_day_behind_a_leaders_name_is_no_surname() -> None:
    for text in (
        "President Petro Wednesday ordered troops.",
        "Xi Jinping met them. Xi Urges calm in talks with others.",
    ):
        assert {a.code for a in find(text)} & {"COL", "CHN"}


def test_a_first_name_is_nobodys_surname() -> None:
    assert not find("Judge Jonathan Goodman ruled on Tuesday.")
    assert [a.code for a in find("Goodluck Jonathan spoke; Jonathan left.")] == ["NGA", "NGA"]


def test_who_is_out_of_an_international_office_is_of_his_state() -> None:
    assert [a.code for a in find("Donald Tusk said so.", "en", datetime.date(2023, 6, 14))] == ["POL"]
    assert [a.code for a in find("Donald Tusk said so.", "en", datetime.date(2016, 6, 14))] == ["EUU"]
    former = find("Former European Council president Donald Tusk said so.", "en", datetime.date(2023, 6, 14))
    assert [a.code for a in former if "Tusk" in a.text] == ["POL"]


def test_a_sentence_that_names_nobody_needs_more_to_be_parsed_than_one_that_names_a_state():
    text = "The {} official offered the villagers new houses on higher ground after the flood had taken the old ones."
    nameless, named = (text.format(word) for word in ("senior", "Norwegian"))
    chances = event_probability([nameless, named])
    assert (chances > THRESHOLD).all() and (chances < NAMELESS).all()
    assert worth_parsing([nameless, named]).tolist() == [False, True]
