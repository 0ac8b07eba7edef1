"""How surely an event stands and who says so."""

from __future__ import annotations

import datetime

import pytest

from herdline.record.certainty import judge, speaker_span
from herdline.record.events import Unit, code
from herdline.record.parsed.parsing import parse


def judged(text, word):
    (doc,) = parse([text])
    token = next(t for t in doc if t.text == word)
    span = speaker_span(doc, token.i)
    return judge(doc, token.i), doc.text[slice(*span)] if span else ""


@pytest.mark.parametrize(
    ("text", "word", "certainty", "aux", "speaker"),
    [
        ("Russian troops crossed the river.", "crossed", "asserted", (), ""),
        ("Ukraine said Russian troops crossed the river.", "crossed", "reported", (), "Ukraine"),
        ("Troops allegedly crossed the river.", "crossed", "alleged", (), ""),
        ("Moscow denied shelling the town.", "shelling", "denied", (), "Moscow"),
        ("Medvedev purportedly wrote the post.", "wrote", "purported", (), ""),
        ("The troops will cross the river.", "cross", "asserted", ("future",), ""),
        ("If forces were to cross the river, war would follow.", "cross", "asserted", ("hypothetical",), ""),
        ("The troops have not crossed the river.", "crossed", "asserted", ("negation",), ""),
        ("The troops failed to cross the river.", "cross", "asserted", ("negation",), ""),
        ("The tribes fought the settlers in 1876.", "fought", "asserted", ("historical",), ""),
        ("According to the minister, troops crossed the river.", "crossed", "reported", (), "the minister"),
    ],
)
def test_certainty_and_auxiliary_modes(text, word, certainty, aux, speaker):
    found, source = judged(text, word)
    assert (found.certainty, found.aux, source) == (certainty, aux, speaker)


@pytest.mark.parametrize(
    ("text", "word", "certainty", "aux", "speaker"),
    [
        ("The two sides tried to reach a deal.", "deal", "asserted", ("hypothetical",), ""),
        ("Norway called for talks with Sudan.", "talks", "reported", ("hypothetical",), "Norway"),
        ("Such a step could lead to an attack on Chad.", "attack", "asserted", ("hypothetical",), ""),
        ("The premier said the attack on Chad was a mistake.", "attack", "asserted", (), "The premier"),
        ("The premier said an attack on Chad had begun.", "attack", "reported", (), "The premier"),
        ("Norway wants to sign a treaty with Sudan.", "sign", "asserted", ("hypothetical",), ""),
        ("Gunmen reportedly attacked the convoy.", "attacked", "purported", (), ""),
        ("The president is to visit Chad.", "visit", "asserted", ("future",), ""),
        ("The two sides have plans to hold talks.", "hold", "asserted", ("future",), ""),
        ("The planned attack on Chad was called off.", "attack", "asserted", ("future",), ""),
        ("The senate passed a bill to ban the party.", "ban", "asserted", ("hypothetical",), ""),
        ("He was the first president to visit Chad.", "visit", "asserted", (), ""),
        ("The envoys met again once more.", "met", "asserted", (), ""),
        ("The army shelled the town during the Vietnam War.", "shelled", "asserted", ("historical",), ""),
        ('"They shelled the village," the mayor said.', "shelled", "reported", (), "the mayor"),
    ],
)
def test_what_is_wished_possible_hedged_or_quoted(text, word, certainty, aux, speaker):
    found, source = judged(text, word)
    assert (found.certainty, found.aux, source) == (certainty, aux, speaker)


@pytest.mark.parametrize(("year", "aux"), [(2022, ("historical",)), (2014, ()), (None, ("historical",))])
def test_a_year_is_history_when_it_is_ahead_of_the_paper(year, aux):
    (doc,) = parse(["The two countries signed the treaty in 2014."])
    assert judge(doc, 3, year).aux == aux


@pytest.mark.parametrize(("word", "aux"), [("invaded", ("historical",)), ("signed", ())])
def test_a_year_dates_the_clause_it_stands_in(word, aux):
    (doc,) = parse(["Germany, which invaded Poland in 1939, signed a treaty with Chad on Monday."])
    assert judge(doc, next(t.i for t in doc if t.text == word), 2019, []).aux == aux


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("China ruled out that it would meet the Philippines", True),
        ("Iran ruled out that it will attack Israel", True),
        ("Norway rules out sending troops to Ukraine", True),
        ("Turkey called off meeting Greece", True),
        ("Putin rules out talks as he meets Xi", False),
        ("Turkey said that it will attack Syria", False),
    ],
)
def test_what_is_ruled_out_in_a_clause_is_negated_by_parse_and_by_coder(text, negated):
    verbs = ("meet", "attack", "sending", "meeting", "meets")
    (found,) = code([Unit(text, "", datetime.date(2023, 6, 10))])
    told = [event for event in found.events if text[event.start : event.end] in verbs]
    assert told
    assert {"negation" in event.aux for event in told} == {negated}
