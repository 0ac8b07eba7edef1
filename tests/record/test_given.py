"""The type of an event whose participants are given."""

from __future__ import annotations

import pytest

from herdline import type_given
from herdline.record.models.eventmodel import TYPES


@pytest.mark.parametrize(
    ("text", "actor", "recipient", "kind"),
    [
        ("Kenya accused Somalia of moving the border stones.", "Kenya", "Somalia", "ACCUSE"),
        ("The rebels were bombed by the Sudanese air force.", "Sudanese air force", "The rebels", "ASSAULT"),
        ("Norway's envoy held talks with her Finnish colleague.", "Norway's envoy", "Finnish", "CONSULT"),
        ("Chile imposed sanctions on Nicaragua.", "Chile", "Nicaragua", "SANCTION"),
        ("Ghana asked the IMF for a loan.", "Ghana", "the IMF", "REQUEST"),
        ("Peru pardoned two Bolivian smugglers.", "Peru", "two Bolivian smugglers", "CONCEDE"),
        ("Chad withdrew its troops from Mali.", "Chad", "Mali", "RETREAT"),
    ],
)  # fmt: skip
def test_plain_cases(text, actor, recipient, kind):
    (answer,) = type_given([{"id": 1, "text": text, "actor": actor, "recipient": recipient}])
    assert answer["type"] in ({kind} if kind != "SANCTION" else {"SANCTION", "COERCE"})
    assert set(answer["probabilities"]) == set(TYPES)
    assert sum(answer["probabilities"].values()) == pytest.approx(1, abs=0.01)


def test_spans_may_be_offsets():
    text = "Kenya accused Somalia."
    words = type_given([{"id": 1, "text": text, "actor": "Kenya", "recipient": "Somalia"}])
    offsets = type_given([{"id": 1, "text": text, "actor": [0, 5], "recipient": [14, 21]}])
    assert words == offsets


@pytest.mark.parametrize(
    "record",
    [
        {"id": 1},
        {"id": 1, "text": "", "actor": "a", "recipient": "b"},
        {"id": 1, "text": "Kenya slept.", "actor": "Kenya", "recipient": "Somalia"},
        {"id": 1, "text": "Kenya slept.", "actor": [5, 2], "recipient": [0, 99]},
        {"id": 1, "text": 7, "actor": None, "recipient": {}},
    ],
)
def test_what_cannot_be_answered_says_why(record):
    (answer,) = type_given([record])
    assert answer["type"] is None
    assert answer["reason"]
