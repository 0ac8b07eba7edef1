"""Sentences that tell nothing by themselves, and counts and names that keep two sentences apart."""

from __future__ import annotations

import numpy as np
import pytest

from herdline.check.counts import count_apart, counted, names_apart
from herdline.check.matching import evidence
from herdline.check.standing import stands_alone
from herdline.config import CheckSettings

EMPTY = frozenset[str]()


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        ("He said it would.", "en"),
        ("A spokesman told reporters on Tuesday.", "en"),
        ("The mayor said in a statement on Monday.", "en"),
        ("“Who will pay?” she asks.", "en"),
        ("However, they would reach the ford in different ways.", "en"),
        ("It is time for the council to act.", "en"),
        ("Он сообщил об этом журналистам в среду.", "ru"),
        ("我认为他们错了。", "zh"),
    ],
)
def test_bare_attributions_opinions_and_what_points_elsewhere_are_no_rows(sentence, lang):
    assert not stands_alone(sentence, lang)


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        ("He told the council that six ships had left.", "en"),
        ("Six ships left, the harbour master said on Tuesday.", "en"),
        ("It has sent no troops.", "en"),
        ("The mayor said it was time for the council to act.", "en"),
        ("Девять водителей задержали у моста.", "ru"),
        ("六艘船在黎明前离开了港口。", "zh"),
        ("غادرت ست سفن الميناء قبل الفجر.", "ar"),
    ],
)
def test_a_statement_stands_however_short(sentence, lang):
    assert stands_alone(sentence, lang)


def test_the_things_that_are_counted_and_their_number():
    held = counted("The two guilds signed dozens of barrels and 14 letters.")
    assert held == {"guild": "2", "barre": "tens", "lette": "14"}
    assert counted("六艘船离开了港口。") == {}


def test_another_count_of_the_same_things_keeps_two_sentences_apart():
    texts = ["They signed three charters.", "They signed dozens of charters.", "They signed three letters."]
    assert count_apart(texts, ["en"] * 3).tolist() == [[False, True, False], [True, False, False], [False] * 3]
    assert not count_apart(texts, ["en", "de", "en"]).any(), "only within a language"


def test_names_that_differ_are_seen_where_a_language_shows_them():
    texts = ["The sister of Mira Valt was held.", "The sister of Ulf Oran was held.", "The sister was held."]
    assert names_apart(texts, ["en"] * 3).tolist() == [[False, True, False], [True, False, False], [False] * 3]
    assert not names_apart(texts, ["de"] * 3).any()


def test_the_same_words_about_another_number_or_person_are_not_one_fact():
    pairs = [
        ("The two guilds signed three charters about wool on Monday evening.",
         "The two guilds signed dozens of charters about wool on Monday evening."),
        ("Guards at the harbour gate detained the sister of Mira Valt on Monday.",
         "Guards at the harbour gate detained the sister of Ulf Oran on Monday."),
    ]  # fmt: skip
    for one, other in pairs:
        chance, _ = evidence([one, other], ["en", "en"], [EMPTY] * 2, [EMPTY] * 2, CheckSettings(), False)
        assert chance[0, 1] < CheckSettings().carried
        chance, _ = evidence([one, one + " "], ["en", "en"], [EMPTY] * 2, [EMPTY] * 2, CheckSettings(), False)
        assert np.all(chance[0, 1] >= CheckSettings().carried)
