"""Standing positions told by single sentences."""

from __future__ import annotations

import datetime

import pytest

from herdline.record.actors import find
from herdline.record.lexicon import event_nouns
from herdline.record.parsed.arguments import frames
from herdline.record.parsed.parsing import parse
from herdline.record.positions import positions


def told(text):
    (doc,) = parse([text])
    mentions = find(text, "en", datetime.date(2022, 9, 15))
    found = positions(doc, frames(doc, event_nouns()), mentions, [])
    return [(p.holder.code, p.kind, p.target.code, p.stance) for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria recognises Abkhazia.", ("SYR", "recognition", "ABK", "for")),
        ("Kazakhstan does not recognise Kosovo.", ("KAZ", "recognition", "XKX", "against")),
        ("Tokayev said Kazakhstan would not recognise the Donetsk People's Republic.",
         ("KAZ", "recognition", "DPR", "against")),
        ("Turkey has not imposed sanctions on Russia.", ("TUR", "sanctions", "RUS", "against")),
        ("The European Union imposed sanctions on Belarus.", ("EUU", "sanctions", "BLR", "for")),
        ("The United States lifted sanctions on Myanmar.", ("USA", "sanctions", "MMR", "ended")),
        ("Finland joined NATO.", ("FIN", "membership", "NAT", "for")),
        ("Britain withdrew from the European Union.", ("GBR", "membership", "EUU", "ended")),
        ("China opposes sanctions on Russia.", ("CHN", "sanctions", "RUS", "against")),
        ("Hungary backs Serbia.", ("HUN", "support", "SRB", "for")),
        ("Norway condemned Russia's decision to leave the talks.", ("NOR", "support", "RUS", "against")),
        ("Iran expressed support for Chad.", ("IRN", "support", "TCD", "for")),
        ("Canada announced sanctions against Chadian troops.", ("CAN", "sanctions", "TCD", "for")),
        ("Finland joined NATO in April 2023.", ("FIN", "membership", "NAT", "for")),
        ("Finland joined the NATO alliance as a member.", ("FIN", "membership", "NAT", "for")),
        ("Norway recognised Kosovo's independence.", ("NOR", "recognition", "XKX", "for")),
        ("Russia annexed Crimea.", ("RUS", "claim", "UKR", "for")),
        ("The United States, which backs Chad, condemned Peru.", ("USA", "support", "PER", "against")),
        ("Iran does not recognise the existence of Israel.", ("IRN", "recognition", "ISR", "against")),
        ("Peru refuses to recognise Kosovo.", ("PER", "recognition", "XKX", "against")),
        ("Norway's government recognises Kosovo.", ("NOR", "recognition", "XKX", "for")),
        ("The Wagner group supports Chad.", ("REB:RUS", "support", "TCD", "for")),
    ],
)  # fmt: skip
def test_a_position_is_read(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Finland could join NATO.",
        "The weather supports the harvest.",
        "He joined the choir in Finland.",
        "Norway has not condemned Chad.",
        "Most Norwegians support Chad.",
        "Five Danish lawmakers endorsed the Chadian president.",
        "Norway defended a peace plan for Chad.",
        "Malta condemned a comedian born in Norway.",
        "Peru condemned Florida's new toll.",
        "A bishop in Texas supports Chad.",
        "Norway claims to have caught a Chadian spy.",
        "Kyiv recognised that NATO was far away.",
        "Norway backed down over Chad.",
        "Peru denounced Norway's enemies.",
        "Peru condemned Ukraine's invasion by pirates.",
        "Norway joined the European Union in calling for calm.",
        "Norway joined the European Union in a broad effort.",
        "Biden said he would not make it easier for Ukraine to join NATO.",
        "Biden Says Ukraine Can't Join NATO Unless It Meets the Same Standards",
        "Iceland cannot join the European Union before 2031, the commissioner said.",
        "Biden: 'I'm not going to make it easier' for Ukraine to join NATO",
        "Hungary will not allow Sweden to join NATO.",
        "Chad opposes letting Kenya join the African Union.",
        "China recognised none of Russia's territorial claims.",
        "Peru does not recognise Chad's annexation of the islands.",
        "A Russian soldier condemned Chad.",
        "A court in Oslo convicted a Russian man who supplied weapons to Chad.",
        "A Norwegian man supported Chad's rebels.",
        "",
    ],
)
def test_what_is_no_position_is_left(text):
    assert told(text) == []
