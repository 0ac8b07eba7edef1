"""Who is named beside a deed and has no part in it, and what a deed is by the words around it. All news is invented."""

from __future__ import annotations

import datetime

import pytest

from herdline.record.actors import find
from herdline.record.coding import code as coded
from herdline.record.events import Unit, code

DAY = datetime.date(2023, 6, 26)


def told(text, before=""):
    """(type, codes of actors, codes of recipients, aux) of each event; codes without what kind of group it is."""
    return [
        (
            event.type,
            {who.code.split(":")[-1] for who in event.actors},
            {who.code.split(":")[-1] for who in event.recipients},
            set(event.aux),
        )
        for event in code([Unit(text, before, DAY)])[0].events
    ]


def of(text, kind, before=""):
    return [(actors, recipients) for type_, actors, recipients, _ in told(text, before) if type_ == kind]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The palace issued a note in connection with Norway and the murder of the Danish reporter Lars Holm.", "NOR"),
        ("Norway's government put out a statement about the killing of Danish journalist Lars Holm.", "NOR"),
        ("Germany and Denmark cited the killing of a Saudi journalist.", "DEU"),
        ("The French president is not honest about the murder of the Turkish writer Cem Aydin, a deputy said.", "FRA"),
        ("President Macron treated the murder of a Turkish writer as a trifle.", "FRA"),
        ("Germany's foreign minister said there was no proof about the murder of the Turkish writer Cem Aydin.", "DEU"),
        ("Macron called an attack on Turkish oil tanks an act of war.", "FRA"),
        ("Macron condemned the bombing of Turkish oil tanks.", "FRA"),
    ],
)
def test_who_only_speaks_of_a_killing_or_an_attack_did_not_do_it(text, code):
    assert not any(code in actors for actors, _ in of(text, "ASSAULT"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iran ordered the murder of a Turkish journalist.", "IRN"),
        ("Turkish prosecutors say Iran was behind the killing of a Turkish journalist.", "IRN"),
        ("Iran's murder of a Turkish journalist shocked Ankara.", "IRN"),
        ("The murder of a Turkish journalist by Iranian agents shocked Ankara.", "IRN"),
        ("Iranian agents carried out the assassination of a Turkish diplomat.", "IRN"),
        ("Russia's attack on a Polish convoy was condemned in Warsaw.", "RUS"),
    ],
)
def test_who_owns_orders_or_commits_it_did(text, code):
    assert any(code in actors for actors, _ in of(text, "ASSAULT"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Macron called an attack on Turkish oil tanks an act of war.", "TUR"),
        ("Macron condemned the strike on Turkey.", "TUR"),
        ("Scholz denounced the assassination of a Polish minister.", "POL"),
    ],
)
def test_the_victim_of_what_is_condemned_is_not_accused(text, code):
    assert not any(code in recipients for _, recipients in of(text, "ACCUSE"))


@pytest.mark.parametrize(
    "text",
    [
        "Macron called Iran's attack on Turkish oil tanks an act of war.",
        "Macron condemned Iran for the strike on Turkey.",
    ],
)
def test_whose_attack_is_condemned_is_accused(text):
    assert ({"FRA"}, {"IRN"}) in of(text, "ACCUSE")


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Two countries have halted arms sales to Chad while France has stood by the kingdom.", "SANCTION", "FRA"),
        ("Zelensky visited Kherson after the Russians blew up the dam.", "CONSULT", "RUS"),
        ("Iran and China work closely together to undermine the United States.", "COOPERATE", "USA"),
        ("Modi and Biden met in Washington to counterbalance China.", "CONSULT", "CHN"),
        ("Russian Defence Minister Sergei Shoigu visited troops in Ukraine.", "CONSULT", "UKR"),
        ("Macron met soldiers in Mali.", "CONSULT", "MLI"),
    ],
)
def test_who_stands_in_another_clause_or_is_the_aim_takes_no_part(text, kind, code):
    assert not any(code in actors | recipients for actors, recipients in of(text, kind))


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("France has halted arms sales to Chad while Germany looks on.", "SANCTION", {"FRA"}, {"TCD"}),
        ("Modi and Biden met in Washington to discuss trade.", "CONSULT", {"IND", "USA"}, set()),
        ("Blinken visited Ukrainian troops near Lviv.", "CONSULT", {"USA"}, {"UKR"}),
        ("Norway sent a rescue team to Turkey.", "AID", {"NOR"}, {"TUR"}),
    ],
)
def test_whose_deed_it_is_by_the_grammar_stays_in_it(text, kind, actors, recipients):
    assert (actors, recipients) in of(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "not_kind"),
    [
        ("Turkey has pledged to retaliate against the United States for any tariffs.", "THREATEN", "AGREE"),
        ("Iran vowed to destroy Israel.", "THREATEN", "AGREE"),
        ("Poland vowed to defend Lithuania.", "AGREE", "THREATEN"),
        ("France promised to help Chad fight the rebels.", "AGREE", "THREATEN"),
        ("Chad and Niger sought closer ties with Russia and military support.", "AGREE", "REQUEST"),
        ("Kyiv won't withdraw its troops from Russia, Zelensky said.", "REJECT", "RETREAT"),
        ("Norway asked Germany for air defence systems.", "REQUEST", "AGREE"),
    ],
)
def test_what_a_promise_or_a_refusal_leads_to_decides_its_sign(text, kind, not_kind):
    kinds = [type_ for type_, *_ in told(text)]
    assert kind in kinds
    assert not_kind not in kinds


@pytest.mark.parametrize(
    "text",
    ["Nine days later, the Iranians sent a second team to Ankara.", "Iran sent agents to Turkey to clean up the flat."],
)
def test_a_team_that_is_sent_is_no_help_unless_it_is_said_to_help(text):
    assert not of(text, "AID")


@pytest.mark.parametrize(
    "text",
    [
        "The president of France spoke of the brief rebellion in Russia, threatening Putin.",
        "President Biden commented on the mutiny in Chad, threatening its leader.",
    ],
)
def test_a_mutiny_threatens_not_whoever_speaks_of_it(text):
    assert not of(text, "THREATEN")


def test_who_threatens_in_a_participle_still_does():
    assert ({"RUS"}, {"WST"}) in of(
        "Putin spoke to the generals, threatening the West with nuclear weapons.", "THREATEN"
    )
    assert ({"RUS"}, {"UKR"}) in of("Russia massed troops at the border, threatening Ukraine.", "THREATEN")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Biden says US, EU states had no part in mutiny in Russia", "EUU"),
        ("Macron says Germany, NATO allies 'not involved' in uprising in Chad", "NAT"),
        ("Norway said NATO members were not involved in the coup in Chad.", "NAT"),
    ],
)
def test_who_is_not_involved_in_a_rising_does_not_rise(text, code):
    assert not any(code in actors for actors, _ in of(text, "ASSAULT"))


def test_rebels_nobody_names_rise_not_the_state():
    text = "Russia Retreats From the Brink After Armed Mutiny Against Putin"
    (event,) = (event for event in code([Unit(text, "", DAY)])[0].events if event.type == "ASSAULT")
    assert [who.code for who in event.actors] == ["REB:RUS"]


@pytest.mark.parametrize("before", ["Putin answered on Monday. ", "Prigozhin had long complained about Putin. "])
def test_no_ruler_rises_because_he_was_named_last(before):
    events = code([Unit("Then he staged a mutiny that rattled the Kremlin.", before, DAY)])[0].events
    assert not any(who.id == "putin" for event in events for who in event.actors)


def test_somebody_unnamed_is_of_no_second_state():
    events = code([Unit("Biden says US, NATO allies 'not involved' in rebellion in Russia threatening Putin", "", DAY)])
    for event in events[0].events:
        bases = {who.code.split(":")[-1] for who in (*event.actors, *event.recipients)}
        assert len(bases) == 1 or all(who.text for who in (*event.actors, *event.recipients))


@pytest.mark.parametrize(
    "text",
    [
        "Iran is said to have ordered the murder of a Turkish journalist.",
        "Norway sanctioned two Iranians known to have been involved in the murder of a Turkish journalist.",
        "Turkey wants to punish Iran for the killing of a Turkish diplomat.",
    ],
)
def test_who_is_said_to_have_a_hand_in_it_may_have_done_it(text):
    found = of(text, "ASSAULT")
    assert all(actors <= {"IRN", "TUR"} for actors, _ in found)
    assert not any("NOR" in actors for actors, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "Macron warns about toppling Putin in Russia.",
        "Zelensky responded to the quarrel between Russian forces and Wagner, saying Russia is weak.",
    ],
)
def test_who_warns_of_a_blow_or_answers_in_words_strikes_nobody(text):
    assert not [found for found in of(text, "ASSAULT") + of(text, "COERCE") if found[0] & {"FRA", "UKR"}]


def test_who_answers_with_fire_strikes():
    assert any(
        "UKR" in actors for actors, _ in of("Ukraine responded with artillery fire on Russian positions.", "ASSAULT")
    )


def test_a_group_of_no_known_state_that_rises_is_no_states_own():
    events = code([Unit("A mercenary group launches armed rebellion in Chad.", "", DAY)])[0].events
    assert [who.code for event in events for who in event.actors] == ["REB:TCD"]


def test_a_state_and_whoever_speaks_behind_a_comma_are_two():
    found = find("He spoke of the invasion of Ukraine, Prigozhin added.", "en", DAY)
    assert [who.text for who in found] == ["Ukraine", "Prigozhin"]
    assert [who.text for who in find("Ukraine's president, Volodymyr Zelensky, spoke.", "en", DAY)][-1].endswith(
        "Zelensky"
    )


def unparsed_told(lang, text):
    return [
        (event.type, {who.text for who in event.actors}, {who.text for who in event.recipients})
        for event in coded([Unit(text, "", DAY, lang)])[0].events
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Jewgienij Prigożyn domaga się spotkania z ministrem obrony Siergiejem Szojgu."),
        ("ru", "Лавров требует встречи с Блинкеном."),
        ("de", "Scholz fordert ein Treffen mit Putin."),
    ],
)
def test_a_meeting_that_is_demanded_has_not_been(lang, text):
    assert not [event for event in unparsed_told(lang, text) if event[0] == "CONSULT"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Siergiej Szojgu spotkał się z prezydentem Białorusi Łukaszenką."),
        ("ru", "Лавров провёл встречу с Блинкеном в Москве."),
        ("de", "Scholz hatte am Montag ein Treffen mit Putin in Moskau."),
    ],
)
def test_a_meeting_that_was_held_has_been(lang, text):
    assert [event for event in unparsed_told(lang, text) if event[0] == "CONSULT"]


def test_an_institute_of_a_state_is_not_the_state():
    text = "Nie są jasne szczegóły porozumienia – zaznacza amerykański think tank."
    assert not unparsed_told("pl", text)


def test_who_stands_in_the_first_sentence_of_a_title_does_not_do_what_the_second_tells():
    text = "Bunt Prigożyna. Ramzan Kadyrow oferuje pomoc Władimirowi Putinowi"
    assert not [
        event for event in unparsed_told("pl", text) if event[0] in ("AID", "AGREE") and "Prigożyna" in event[1]
    ]


def test_what_a_mutiny_demands_its_victim_does_not():
    text = "Putin's defence minister visited a plant after a mercenary leader's mutiny demanding his chiefs' removal."
    assert not of(text, "REQUEST")


def test_a_mercenary_leader_who_rises_is_not_his_state():
    text = "Russians with ties to the Kremlin were glad that the mercenary leader's mutiny did not spark a war."
    events = [event for event in code([Unit(text, "", DAY)])[0].events if event.type == "ASSAULT"]
    assert "RUS" not in {who.code for event in events for who in event.actors}


def test_what_was_launched_and_then_called_off_was_launched():
    text = "The general said that Prigozhin called off the rebellion he launched against Russian military leaders."
    assert all("negation" not in aux for type_, _, _, aux in told(text) if type_ == "ASSAULT")


def test_who_stands_in_a_later_sentence_of_a_title_does_not_do_what_the_first_tells():
    text = "Przywódca wyspy wesprze Putina. Kadyrow pomoże stłumić bunt Prigożyna"
    assert not [
        event for event in unparsed_told("pl", text) if event[0] in ("SUPPORT", "AID") and event[1] == {"Prigożyna"}
    ]


def test_a_body_that_is_condemned_does_not_condemn_itself():
    text = "A cross-party group of MPs have condemned the Home Office's decision to block testing as dangerous."
    for event in code([Unit(text, "", DAY)])[0].events:
        assert not {who.text for who in event.actors if who.text} & {who.text for who in event.recipients}


def test_who_intends_to_remove_a_minister_concedes_nothing():
    text = "Prigozhin said the group intends to remove Russian Defense Minister Sergei Shoigu."
    assert not of(text, "CONCEDE") + of(text, "RETREAT")
