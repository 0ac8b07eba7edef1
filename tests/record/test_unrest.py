"""Who protests, riots or rises, and who is only named beside it. All news is invented."""

from __future__ import annotations

import datetime

import pytest

from herdline.record.events import Unit, code

DAY = datetime.date(2023, 6, 28)


def told(text, before=""):
    """(type, names and texts of actors, codes of actors, codes of recipients) of each event."""
    return [
        (
            event.type,
            {part for who in event.actors for part in (who.text, who.name) if part},
            {who.code.split(":")[-1] for who in event.actors},
            {who.code.split(":")[-1] for who in event.recipients},
        )
        for event in code([Unit(text, before, DAY)])[0].events
    ]


def unrest(text):
    return [found for found in told(text) if found[0] in ("PROTEST", "ASSAULT")]


NOT_DOERS = [
    ("Protests erupt across France over the killing of Karim Benali by police", "Benali"),
    ("Protests in Pakistan after the arrest of Imran Khan", "Khan"),
    ("Riots in Senegal over the jailing of Ousmane Sonko leave nine dead", "Sonko"),
    ("Mass protests against Netanyahu continue in Israel", "Netanyahu"),
    ("Police put down the riot in Honduras", "Police"),
    ("Biden condemned the riots in Brazil", "Biden"),
    ("Macron skips a summit as riots rage across France", "Macron"),
    ("Scholz warns of unrest in France", "Scholz"),
    ("Trudeau praises protests in Iran", "Trudeau"),
    ("Erdogan watched the demonstrations in Georgia with worry", "Erdogan"),
    ("Israeli police dispersed protests in Jerusalem", "police"),
    ("President Vucic was the target of protests in Serbia", "Vucic"),
    ("Putin tries to contain the fallout from a mutiny", "Putin"),
    ("Vladimir Putin spoke to the nation after a mutiny", "Putin"),
    ("Biden was asked about the mutiny in Russia", "Biden"),
    ("Zelensky warns of trouble at the plant after mutiny", "Zelensky"),
    ("Washington fears a coup in Niger", "Washington"),
    ("Blinken commented on the aborted uprising in Russia", "Blinken"),
    ("Macron condemned the coup in Niger", "Macron"),
    ("Germany reported a rebellion in Russia", "Germany"),
    ("Russia's president survived a mutiny", "president"),
    ("Xi Jinping watched the insurrection in Russia closely", "Xi"),
    ("Lavrov reassures African allies after a mutiny", "Lavrov"),
    ("Morawiecki met his generals because of the uprising in Belarus", "Morawiecki"),
]
"""Cause, target, suppressor, reporter and commentator."""


@pytest.mark.parametrize(("text", "name"), NOT_DOERS)
def test_whoever_is_beside_unrest_does_not_act_in_it(text, name):
    acting = set().union(*(names for _, names, _, _ in unrest(text)))
    assert not any(name in words for words in acting)


DOERS = [
    ("Protesters in Paris clashed with police", "Protesters"),
    ("French farmers staged protests in Brussels", "farmers"),
    ("Wagner launched a mutiny against Moscow", "Wagner"),
    ("Yevgeny Prigozhin led a mutiny against the Russian army", "Prigozhin"),
    ("The mutiny by Wagner shook Russia", "Wagner"),
    ("Wagner's mutiny shook the Kremlin", "Wagner"),
    ("The Wagner rebellion alarmed Belarus", "Wagner"),
    ("Prigozhin called off the mutiny after a day", "Prigozhin"),
    ("Wagner took part in the rebellion against Russia", "Wagner"),
    ("A mutiny led by Yevgeny Prigozhin shook Russia", "Prigozhin"),
    ("Russia accused Prigozhin of leading an armed mutiny", "Prigozhin"),
    ("Sudan's army attacked rebels in Khartoum", "army"),
    ("Iranian students held protests against the government in Iran", "students"),
    ("Greenpeace staged a protest outside the Russian embassy", "Greenpeace"),
    ("Israelis rally against Netanyahu for the tenth week", "Israelis"),
    ("Polish women plan protests against the government in Poland", "women"),
    ("Russian soldiers attacked a village in Ukraine", "soldiers"),
    ("Protesters in Tbilisi threw stones at the parliament of Georgia", "Protesters"),
]


@pytest.mark.parametrize(("text", "name"), DOERS)
def test_whoever_does_it_by_the_grammar_acts(text, name):
    acting = set().union(*(names for _, names, _, _ in unrest(text)))
    assert any(name in words for words in acting)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Riots raged across France after a police shooting", "PROTEST", "FRA", "FRA"),
        ("Protests hit Nairobi as Kenya debates a finance bill", "PROTEST", "KEN", "KEN"),
        ("Riots erupted in Senegal on Friday", "PROTEST", "SEN", "SEN"),
        ("Protests erupt in Paris after police shoot a driver", "PROTEST", "FRA", "FRA"),
        ("French riots escalate as Macron struggles to respond", "PROTEST", "FRA", "FRA"),
        ("Mass protests against Netanyahu continue in Israel", "PROTEST", "ISR", "ISR"),
        ("Protests in Pakistan against Israel drew thousands", "PROTEST", "PAK", "ISR"),
        ("Wagner launched a mutiny against Moscow", "ASSAULT", "RUS", "RUS"),
        ("Blinken calls the Wagner group rebellion a distraction for Putin", "ASSAULT", "RUS", "RUS"),
        ("Ukraine responds to the Wagner mutiny with caution", "ASSAULT", "RUS", "RUS"),
        ("Belarus leader sees no heroes in the Wagner mutiny", "ASSAULT", "RUS", "RUS"),
        ("Greenpeace staged a protest outside the Russian embassy", "PROTEST", "IGO", "RUS"),
    ],
)
def test_the_sides_of_unrest_are_the_people_of_the_place_and_whom_it_is_against(text, kind, actor, recipient):
    assert [(kind, {actor}, {recipient})] == [(t, a, r) for t, _, a, r in unrest(text) if t == kind]


BEFORE_EMBASSIES = [
    ("Thousands of people rallied outside the Israeli embassy in London", "PROTEST", "GBR", "ISR"),
    ("Protesters gathered outside the US embassy in Baghdad", "PROTEST", "IRQ", "USA"),
    ("Demonstrators marched to the Russian embassy in Warsaw", "PROTEST", "POL", "RUS"),
    ("Crowds marched on the French embassy in Niamey", "PROTEST", "NER", "FRA"),
    ("Hundreds of demonstrators protested in front of the Chinese consulate in Almaty", "PROTEST", "KAZ", "CHN"),
    ("Protesters gathered at the gates of the Israeli embassy in Amman", "PROTEST", "JOR", "ISR"),
    ("Protesters in Baghdad marched toward the Swedish embassy", "PROTEST", "IRQ", "SWE"),
    ("Dozens protested outside the Israeli embassy", "PROTEST", "XXX", "ISR"),
    ("Israeli protesters rallied outside the US embassy in Jerusalem", "PROTEST", "ISR", "USA"),
    ("Armenians protested outside the Azerbaijani embassy in Paris", "PROTEST", "ARM", "AZE"),
    ("Protesters stormed the Swedish embassy in Baghdad", "ASSAULT", "IRQ", "SWE"),
    ("Gunmen attacked the Iranian embassy in Kabul", "ASSAULT", "AFG", "IRN"),
]


@pytest.mark.parametrize(("text", "kind", "actor", "recipient"), BEFORE_EMBASSIES)
def test_a_crowd_before_an_embassy_is_of_the_land_it_stands_in_and_against_whose_embassy_it_is(
    text, kind, actor, recipient
):
    assert [(kind, {actor}, {recipient})] == [(t, a, r) for t, _, a, r in unrest(text)]


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Protesters marched to the parliament in Nairobi", {"KEN"}, {"KEN"}),
        ("Thousands protested in London against the war in Ukraine", {"GBR"}, {"GBR"}),
        ("Protesters rallied against the French army in Niger", {"NER"}, {"FRA"}),
        ("Anti-Israel protesters marched in London", {"GBR"}, {"ISR"}),
        ("Pro-Palestinian protesters marched in London", {"GBR"}, {"GBR"}),
        ("Anti-American protests spread across Iraq", {"IRQ"}, {"USA"}),
    ],
)
def test_a_crowd_is_of_the_land_it_stands_in_and_neither_a_war_nor_a_stance_tells_its_state(text, actor, recipient):
    assert [("PROTEST", actor, recipient)] == [(t, a, r) for t, _, a, r in unrest(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Blinken's trip was a propaganda coup for Beijing",
        "Hong Kong seeks to ban a protest song",
        "A diplomatic coup for Modi in Washington",
    ],
)
def test_coups_that_are_none_and_songs_of_protest_tell_no_unrest(text):
    assert not unrest(text)


def test_a_mutiny_does_not_reach_whoever_only_reacts_to_it():
    for text in (
        "The White House reacted to the Wagner mutiny",
        "Germany was surprised by Prigozhin's rebellion",
        "Lukashenko put his army on alert because of the Wagner Group revolt",
    ):
        assert all(recipients <= {"RUS"} for kind, _, _, recipients in told(text) if kind == "ASSAULT")


@pytest.mark.parametrize(
    "text", ["", "mutiny", "Riots", "Протесты", "فتنة riot 骚乱", "riot " * 200, "\u202e coup in \u202d"]
)
def test_odd_texts_are_read_without_an_error(text):
    told(text)
