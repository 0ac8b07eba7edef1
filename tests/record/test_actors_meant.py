"""Whom a user means: one way to suggest names, whoever asks."""

import pytest

from herdline.errors import NotFound
from herdline.views.actors import actor_code, hint


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Kazakstan", "KAZ"),
        ("Казахстн", "KAZ"),
        ("قازاخستان", "KAZ"),
        ("Puttin", "RUS"),
        ("KZA", "KAZ"),
        ("CHM", "CHN"),
    ],
)
def test_a_slip_in_a_name_or_a_code_gets_the_same_hint_wherever_it_is_asked(slip, meant):
    assert f"[{meant}]" in hint(slip)
    with pytest.raises(NotFound) as told:
        actor_code(slip)
    assert hint(slip) in str(told.value)


def test_what_is_like_nobody_is_told_what_codes_are():
    assert hint("Zzyzx") == hint("") == "codes are ISO 3166's (KAZ, POL)"


def test_names_of_the_record_are_suggested_too():
    assert "Wirtanov" in hint("Wirtanow", ["Wirtanov", "Ivo Brandel"])
    assert "Ivo Brandel" in hint("Brandl", ["Wirtanov", "Ivo Brandel"])
