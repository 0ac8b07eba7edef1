"""Private persons, firms and third parties are not the state that they are called after. All news is invented."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from herdline.record.actors import find
from herdline.record.events import Unit, code
from herdline.record.parsed import private
from herdline.record.spans import Actor

DAY = datetime.date(2023, 6, 10)


def codes(text):
    """Codes of the actors and of the recipients of all that a sentence tells."""
    events = code([Unit(text, "", DAY)])[0].events
    return {who.code for event in events for who in (*event.actors, *event.recipients)}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("China and the U.S. ally Singapore agreed to open a hotline", "USA"),
        ("China, US ally Singapore agree to establish defense hotline", "USA"),
        ("Russia's neighbours condemned the attack", "RUS"),
        ("Iran's rival Saudi Arabia met China in Beijing", "IRN"),
        ("A Russian-born businessman was arrested in Cyprus", "RUS"),
        ("Chinese-made drones attacked a village in Ukraine", "CHN"),
        ("A US-based institute said that Ukraine attacked Russia", "USA"),
        ("The London-based exile group condemned Iran", "GBR"),
        ("The French-speaking province of Quebec met Canada's government", "FRA"),
    ],
)
def test_what_comes_from_a_state_or_stands_by_it_is_not_the_state(text, state):
    assert state not in {who.code for who in find(text, "en", DAY)}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The US condemned Russia", "USA"),
        ("Iran-backed militias attacked Israel", "IRN"),
        ("Russian-led troops attacked Ukraine", "RUS"),
        ("The US allied itself with Japan", "USA"),
        ("Russia and its allies attacked Ukraine", "RUS"),
        ("Putin ally Medvedev threatened Poland", "RUS"),
    ],
)
def test_states_themselves_stay(text, state):
    assert state in {who.code for who in find(text, "en", DAY)}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The Department of Justice charged two Russian nationals with fraud", "RUS"),
        ("A Chinese company sued the government of Canada", "CHN"),
        ("An Indian student attacked a police officer in Canada", "IND"),
        ("Canada charged two Chinese businessmen with fraud", "CHN"),
    ],
)
def test_private_persons_and_firms_do_not_have_the_code_of_their_state(text, state):
    found = codes(text)
    assert state not in found
    assert found  # the event stays, theirs


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The Bank of Russia accused Ukraine of an attack on its servers", {"RUS", "UKR"}),
        ("The Bank of Japan criticized China", {"JPN", "CHN"}),
        ("China's bank regulator criticized the United States", {"CHN", "USA"}),
        ("Germany sent brand new Russian tanks to Ukraine", {"DEU", "UKR", "RUS"}),
        ("Israel raided the West Bank city of Jenin", {"ISR", "PSE"}),
        ("Palestinian West Bank leaders condemned Israel", {"PSE", "ISR"}),
    ],
)
def test_river_banks_central_banks_and_what_only_sounds_like_a_firm_are_none(text, states):
    found = codes(text)
    assert states <= found
    assert not any(code.startswith("BUS") for code in found)


@pytest.mark.parametrize(
    "phrase",
    ["the occupied West Bank", "Russian company commander", "Chinese giant pandas", "brand new Russian tanks"],
)
def test_a_phrase_with_a_word_of_firms_that_means_none_keeps_its_state(phrase):
    assert private.settled(spoken(phrase), phrase).actors[0].code == "RUS"


@pytest.mark.parametrize(
    "phrase",
    ["Chinese tech giant Huawei", "two Iranian firms", "Russian company executives", "Bank of America", "US airlines"],
)
def test_a_firm_by_any_name_is_one(phrase):
    assert private.settled(spoken(phrase), phrase).actors[0].code == "BUS:RUS"


def test_a_businessman_of_a_title_in_capitals_is_a_private_person():
    assert "FRA" not in codes("A French Businessman Criticizes China")


def spoken(phrase):
    """Something said by whom a phrase means."""
    (event,) = code([Unit("Russia condemned Poland", "", DAY)])[0].events
    who = Actor(0, len(phrase), phrase, phrase, "RUS")
    return replace(event, actors=(who,), recipients=())


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The United States imposed sanctions on two Chinese companies", {"USA", "CHN"}),
        ("Russian troops attacked Ukraine", {"RUS", "UKR"}),
        ("The Chinese central bank threatened Japan with a boycott", {"CHN", "JPN"}),
        ("A Russian general threatened Poland", {"RUS", "POL"}),
        ("The Russian state bank lent money to Belarus", {"BLR"}),
        ("Two American soldiers were killed by Iran", {"USA", "IRN"}),
        ("Iran killed four Israelis near the border", {"IRN", "ISR"}),
        ("Iran detained two French tourists in Shiraz", {"IRN", "FRA"}),
    ],
)
def test_troops_offices_and_whoever_a_state_kills_arrests_or_bans_stand_for_their_state(text, states):
    assert states <= codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "US targets two Russian banks with new sanctions",
        "Britain hits two Iranian firms with an asset freeze",
        "US targets two Russian spies over election meddling",
    ],
)
def test_measures_against_somebody_are_no_assault(text):
    events = code([Unit(text, "", DAY)])[0].events
    assert "ASSAULT" not in {event.type for event in events}


def test_a_missile_that_targets_a_firm_is_an_assault():
    (found,) = code([Unit("Russian missiles targeted a company in Ukraine and killed two", "", DAY)])
    assert "ASSAULT" in {event.type for event in found.events}


def test_a_meeting_that_passes_off_without_a_deal_harms_nobody():
    (found,) = code([Unit("The meeting of the Russian and Chinese presidents passed off with no deal.", "", DAY)])
    assert {"SANCTION", "REJECT", "COERCE"}.isdisjoint({event.type for event in found.events})


def test_a_deed_is_not_done_to_whom_it_concerns():
    text = "Russia condemns the provocations of individual countries on questions concerning China's core interests."
    assert "CHN" not in {who.code for event in code([Unit(text, "", DAY)])[0].events for who in event.recipients}


@pytest.mark.parametrize(
    "text",
    [
        "Man, 52, and woman, 49, detained on suspicion of theft",
        "A judge banned a man from the park",
        "Judge jails barrister who tried to buy drugs",
        "Workers accepted an improved pay offer",
    ],
)
def test_crime_and_business_of_nobody_known_is_not_told(text):
    assert code([Unit(text, "", DAY)])[0].events == ()


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two protesters",
        "Court jails activist for ten years",
        "Police arrested a journalist",
        "Prime minister accused of bribery",
        "Iranian police arrested a man",
    ],
)
def test_what_befalls_protesters_journalists_and_politicians_is_told_though_no_state_is_named(text):
    assert code([Unit(text, "", DAY)])[0].events
