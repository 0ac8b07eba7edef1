"""Events of Spanish sentences."""

from __future__ import annotations

import pytest

from herdline import code_sentences


def events(text, published="2023-06-14"):
    (found,) = code_sentences([{"text": text, "lang": "es", "published": published}])
    return found


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Miles de obreros protestaron el lunes contra el gobierno de Bolivia.", "PROTEST", "", "BOL"),
        ("Rusia exige a Ucrania la entrega de los prisioneros.", "REQUEST", "RUS", "UKR"),
        ("Brasil acusó a Argentina de espionaje.", "ACCUSE", "BRA", "ARG"),
        ("Xi Jinping se reunió con Putin en Moscú.", "CONSULT", "CHN", "RUS"),
        ("Chile rechazó la propuesta presentada por el gobierno de Perú.", "REJECT", "CHL", "PER"),
    ],
)
def test_type_and_sides_are_found(text, kind, actor, recipient):
    found = [event for event in events(text) if event["type"] == kind]
    assert found
    assert [a["code"][:3] for a in found[0]["actors"]] == ([actor] if actor else [])
    if recipient:
        assert [r["code"][:3] for r in found[0]["recipients"]] == [recipient]


def test_a_weekday_is_dated_against_the_article():
    (found, *_) = events("Los obreros protestaron el lunes en las calles de la capital.")
    assert (found["date"], found["date_precision"]) == ("2023-06-12", "day")


def test_negation_is_told():
    found = events("El sindicato no protestó contra el gobierno de Bolivia.")
    assert all("negation" in event["aux"] for event in found)


@pytest.mark.parametrize("text", ["", "La receta lleva arroz, tomate y un poco de sal.", "¿¡", "a" * 5000])
def test_what_tells_no_event_has_none(text):
    assert events(text) == []
