"""Fights that are none, weapons and places, talks that are refused: what the parse says against the words.

All news is invented.
"""

from __future__ import annotations

import datetime

import pytest

from herdline.record.events import Unit, code

DAY = datetime.date(2023, 6, 10)


def events(text):
    return code([Unit(text, "", DAY)])[0].events


@pytest.mark.parametrize(
    "text",
    [
        "Food fight breaks out between France and Italy over cheese",
        "Argentina and France fight for the title in Doha",
        "Germany beat Poland in the final of the tournament",
        "Spain battles Croatia in the Nations League final",
        "Japan thrashes Mexico in a World Cup shootout",
        "England fight back to beat Australia in the third Test match",
        "France and Italy in a battle for the trophy",
        "Brazil defeats Chile in the semi-final",
        "Norway and Sweden in price war over salmon",
        "Germany joins the fight against inflation in Europe",
    ],
)
def test_games_and_figures_of_speech_are_no_assaults(text):
    assert "ASSAULT" not in {event.type for event in events(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops fight Ukrainian forces near Bakhmut",
        "Armenia and Azerbaijan are fighting for the control of Karabakh",
        "Russia bombed a football stadium in Ukraine",
        "The Sudanese army attacked rebels in a battle for the airport",
    ],
)
def test_fights_with_weapons_are_assaults(text):
    assert "ASSAULT" in {event.type for event in events(text)}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Russia shelled a village near the nuclear power plant in Zaporizhzhia", "heavy-weapons"),
        ("Russian troops attacked Ukrainian soldiers near the nuclear plant", ""),
        ("Ukraine attacked a chemical plant in Russia", ""),
        ("Israel attacked Iranian nuclear sites", ""),
        ("Syria attacked rebels with chemical weapons", "unconventional"),
        ("Russia attacked Ukraine with a nuclear weapon", "unconventional"),
        ("Syria attacked the rebels with sarin", "unconventional"),
    ],
)
def test_only_weapons_are_unconventional_not_places(text, mode):
    told = [event for event in events(text) if event.type == "ASSAULT"]
    assert told
    assert {event.mode for event in told} == {mode}


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("Russia will not hesitate to use nuclear weapons against NATO", False),
        ("Iran would not hesitate to attack Israel, the general said", False),
        ("Israel did not hesitate to bomb Syria", False),
        ("Israel did not bomb Syria", True),
        ("Israel refused to bomb Syria", True),
    ],
)
def test_who_does_not_hesitate_does_it(text, negative):
    told = [event for event in events(text) if event.type == "ASSAULT"]
    assert told
    assert all((event.polarity == "negative") == negative for event in told)


@pytest.mark.parametrize(
    "text",
    [
        "NATO jets scrambled to escort Russian planes over the Baltic",
        "Britain scrambled fighters to escort Russian bombers",
        "Turkish fighters escorted two Russian bombers over the Black Sea",
    ],
)
def test_who_escorts_foreign_warplanes_does_not_aid_them(text):
    assert "AID" not in {event.type for event in events(text)}


def test_an_escort_of_convoys_of_food_stays_what_it_was():
    assert "MOBILIZE" not in {event.type for event in events("Kenya escorted a food convoy to Somalia")}


@pytest.mark.parametrize(
    "text",
    [
        "Zelensky rules out talks with Russia",
        "Zelensky ruled out holding talks with Russia this year",
        "No talks with Iran, says Israel",
        "There will be no talks with Russia, Zelensky said",
        "Zelensky refuses to meet Putin",
        "Biden has no plans to meet Putin",
        "Biden will not meet Putin in Geneva",
        "China calls off talks with the United States",
        "Armenia cancels a meeting with Azerbaijan",
        "Pakistan declines to hold talks with India",
        "The Kremlin denied that Putin had met Zelensky",
        "Serbia scraps talks with Kosovo",
        "Norway postponed talks with Denmark",
        "Talks between Norway and Denmark were put off until May.",
    ],
)
def test_talks_that_are_refused_or_denied_are_no_meetings(text):
    for event in events(text):
        held = event.type == "CONSULT" and event.polarity == "positive" and event.certainty != "denied"
        assert not held, event


@pytest.mark.parametrize(
    "text",
    [
        "Zelensky holds talks with Biden",
        "Biden met Putin in Geneva",
        "Putin and Xi met in Moscow",
        "Zelensky rules out talks with Russia as he meets African leaders in Kyiv",
    ],
)
def test_talks_that_took_place_are_meetings(text):
    assert any(event.type == "CONSULT" and event.polarity == "positive" for event in events(text))


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Putin shrugs off criticism of Russia as he meets African leaders", {"RUS", "XXX"}),
        ("Zelensky condemns Russia as he meets African leaders in Kyiv", {"UKR", "XXX"}),
        ("Blinken warned Russia as he met the Saudi minister in Riyadh", {"USA", "SAU"}),
        ("Ramaphosa condemned Russia and Ukraine when he met Xi in Beijing", {"ZAF", "CHN"}),
        ("Macron met with Xi as Russia attacked Ukraine", {"FRA", "CHN"}),
        ("Biden, who had criticised China, met Modi in Washington", {"USA", "IND"}),
    ],
)
def test_who_stands_behind_met_is_the_partner(text, partners):
    for event in events(text):
        if event.type == "CONSULT":
            assert {who.code for who in (*event.actors, *event.recipients)} <= partners, event


@pytest.mark.parametrize(
    "text", ["Chile delayed sanctions on Peru after the landslide.", "Chile is delaying sanctions on Peru"]
)
def test_what_is_delayed_has_not_been_done(text):
    (sanction,) = [event for event in events(text) if event.type == "SANCTION"]
    assert "negation" in sanction.aux


@pytest.mark.parametrize(
    "text",
    [
        "French railway workers plan a strike over wages",
        "Teamsters in the United States authorize a strike as contract talks stall",
        "Security guards at a British airport expected to announce fresh strikes",
        "EU strikes deal on bank capital rules",
        "White House lightning strike injures nobody",
    ],
)
def test_strikes_of_workers_deals_that_are_struck_and_lightning_are_no_assaults(text):
    assert "ASSAULT" not in {event.type for event in events(text)}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A Russian strike on Kharkiv killed two workers", "UKR"),
        ("Ukraine struck a Russian oil depot where crews worked", "RUS"),
        ("US strikes on Houthi targets in Yemen continue", "YEM"),
    ],
)
def test_strikes_that_fall_on_something_stay_assaults(text, target):
    found = [event for event in events(text) if event.type == "ASSAULT"]
    assert target in {who.code.split(":")[-1] for event in found for who in event.recipients}
