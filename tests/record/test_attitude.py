"""Who is for or against whom."""

from __future__ import annotations

import pytest

from herdline import type_given
from herdline.record.models.attitude import CLASSES, attitudes, toward


def told(text, first, second):
    spans = [(text.index(name), text.index(name) + len(name)) for name in (first, second)]
    return attitudes([text], [spans[0]], [spans[1]])[0]


@pytest.mark.parametrize(
    ("text", "first", "second", "expected"),
    [
        ("Senator Orlova praised Governor Batten.", "Orlova", "Batten", "first positive"),
        ("Senator Orlova accused Governor Batten of lying to voters.", "Orlova", "Batten", "first negative"),
        ("Governor Batten was denounced by Senator Orlova.", "Batten", "Orlova", "second negative"),
        ("Orlova was born in a town twenty miles from Batten.", "Orlova", "Batten", "neither"),
    ],
)
def test_the_attitude_and_its_direction_are_told(text, first, second, expected):
    assert told(text, first, second) == expected


def test_chances_of_an_attitude_sum_to_one():
    text = "Orlova thanked Batten."
    (row,) = toward([text], [(0, 6)], [(15, 21)])
    assert row.sum() == pytest.approx(1, abs=1e-5)
    assert row[CLASSES.index("positive")] > row[CLASSES.index("negative")]


def test_marked_sentences_carry_it_and_missing_spans_say_why():
    sentence = {"id": 1, "text": "Kenya condemned Somalia.", "actor": "Kenya", "recipient": "Somalia"}
    good, bad = type_given([sentence, {**sentence, "recipient": "Chad"}])
    assert good["attitude"] == "first negative"
    assert bad["attitude"] is None and bad["reason"]
