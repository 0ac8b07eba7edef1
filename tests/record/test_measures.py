"""Which deeds are done by sanctions, and which stand beside sanctions of somebody else. All news is invented."""

from __future__ import annotations

import datetime

import pytest

from herdline.record.events import Unit, code

DAY = datetime.date(2023, 6, 28)


def types(text, word):
    """Types of what the word of a sentence tells."""
    events = code([Unit(text, "", DAY)])[0].events
    return {event.type for event in events if text[event.start : event.end] == word}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Russian missiles hit Kharkiv on Friday as the European Union weighed new sanctions.", "hit"),
        ("Israel hit Damascus airport with missiles, a day after the United States revoked visas", "hit"),
        ("Iranian drones targeted an Israeli tanker hours after Washington announced fresh sanctions", "targeted"),
        ("Russian missiles hit Odesa and Britain announced new sanctions", "hit"),
        ("Ukrainian drones hit Moscow, and the EU sanctions Russian banks", "hit"),
    ],
)
def test_an_attack_stays_one_beside_sanctions_of_somebody_else(text, word):
    assert types(text, word) == {"ASSAULT"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Russia detained an American reporter, days after Washington imposed new sanctions", "detained"),
        ("China detained two Canadians as the United States announced fresh tariffs", "detained"),
    ],
)
def test_an_arrest_is_no_sanction_because_sanctions_came_before_it(text, word):
    assert types(text, word) == {"COERCE"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("US targets two Russian banks with new sanctions", "targets"),
        ("US hits China with tariffs as Russian missiles hit Kyiv", "hits"),
        ("EU targets Russia in new sanctions package", "targets"),
        ("US targeted Iran by imposing new sanctions on its oil trade", "targeted"),
        ("Japan punished Russia with export controls", "punished"),
        ("Washington slapped tariffs on Chinese steel", "slapped"),
        ("The European Union hit Belarus with a new round of sanctions", "hit"),
    ],
)
def test_whoever_is_hit_by_sanctions_themselves_is_sanctioned(text, word):
    assert types(text, word) == {"SANCTION"}


@pytest.mark.parametrize(
    "text", ["hit", "sanctions hit", "Sanctions, sanctions, tariffs hit hit", "打击 sanctions hit 俄罗斯"]
)
def test_odd_texts_are_read_without_an_error(text):
    types(text, "hit")
