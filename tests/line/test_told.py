"""What a story's figures say in words: nothing is stated that cannot be, and the reason is told."""

from __future__ import annotations

import dataclasses

import pytest

from herdline.results import Herd, Story
from herdline.results.line import told, why_not_stated

STORY = Story(1, "t", None, None, ("en",), 12, 9, 9, None, None, None, None, None, None, 0, "")


@pytest.mark.parametrize(
    ("herd", "outlets", "full", "texts", "shared", "said"),
    [
        (None, 12, 12, 12, 9, "20 outlets needed, 12 here"),
        (Herd(60, 40, 80), 25, 25, 25, 9, ""),
        (None, 25, 25, 7, 3, "12 independent texts of different outlets in one language needed, 7 here"),
        (None, 25, 25, 25, 0, "no two of 25 independent texts share four words in a row"),
        (None, 25, 2, 25, 0, "too little text: 2 of 25 outlets read in full"),
        (None, 25, 25, 25, 9, "too few stories to compare with"),
        (Herd(60, 5, 95), 25, 25, None, None, "more outlets or comparable stories needed"),
    ],
)
def test_why_the_herd_index_says_nothing_is_told(herd, outlets, full, texts, shared, said):
    why = why_not_stated(herd, outlets, full, texts, shared)
    assert said in why if said else not why


def test_copies_among_later_texts_are_not_denied():
    assert "3 of all the articles are copies" in told(STORY, 9)
    assert "are copies)" not in told(dataclasses.replace(STORY, articles=9), 9)
    assert "No two outlets' first texts here are copies" in told(STORY, 9)
