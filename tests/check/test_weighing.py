"""What makes a fact matter, and what keeps a sentence from carrying one."""

from __future__ import annotations

import datetime

import pytest

from herdline.check.matters import kinds, matters
from herdline.check.told import _is_fact
from herdline.check.weighing import (
    corroboration,
    discount,
    is_first_hand,
    is_old,
    unconnected,
    weigh,
    what_is_told,
)
from herdline.config import CheckSettings

DAY = datetime.date(2022, 9, 15)


def test_a_matter_is_the_same_in_every_language():
    told = {
        "en": "The country declined to recognise the breakaway republics.",
        "ru": "Страна отказалась признать самопровозглашённые республики.",
        "kk": "Ел жарияланған сепаратистік құрылымдарды мойындаудан бас тартты.",
        "es": "El país se negó a dar por buenas las repúblicas separatistas.",
        "zh": "该国拒绝承认分离地区。",
    }
    for lang, sentence in told.items():
        assert {"not", "recognition", "breakaway"} <= matters(sentence, lang), lang
    assert matters("किसी भी भाषा में", "hi") == frozenset()


def test_the_longest_entry_wins():
    assert "claims" in matters("Territorial questions can arise.", "en")
    assert "integrity" not in matters("Territorial questions can arise.", "en")
    assert "skipped" in matters("晚宴上没有出现他的身影。", "zh")


def test_what_is_done_comes_before_what_is_said_and_protocol_last():
    deed = what_is_told("Guards detained four men.", "en", 0.0, 0.0, False)
    order = what_is_told("He awarded the guest a medal.", "en", 0.0, 0.0, False)
    assert 1.0 > deed > order == 0.0
    assert what_is_told("x", "en", 1.0, 0.9, True) == 1.0
    assert discount("He awarded the guest a medal.", "en", DAY) == 0.5
    assert kinds("Он вручил гостю орден.", "ru") == {"rite"}
    assert discount("The comedian joked that guards had detained a camel.", "en", DAY) == 0.5


def test_a_deed_inside_a_quotation_is_only_said():
    assert what_is_told("“They arrested everybody on the hill that night,” she said.", "en", 0.0, 0.0, False) == 0.0


@pytest.mark.parametrize(
    ("sentence", "old"),
    [
        ("The two were let in together in 2017.", True),
        ("It broke off relations in 2017 and again in 2022.", False),
        ("In 2021 it had promised otherwise.", False),
        ("The bill came to $2017.", False),
        ("They met on Monday.", False),
    ],
)
def test_earlier_years_are_background(sentence, old):
    assert is_old(sentence, DAY) is old
    assert not is_old(sentence, None)


def test_two_texts_of_one_owner_are_one_source():
    assert unconnected([("a", "Gazette"), ("b", "Gazette")]) == 1
    assert unconnected([("agency", "Gazette"), ("agency", "Herald"), ("own", "Courier")]) == 2
    assert unconnected([("agency", "Gazette"), ("agency", "Herald"), ("own", "Herald")]) == 1
    assert unconnected([]) == 0


def test_a_first_hand_source_counts_as_two():
    assert corroboration(1, is_first_hand("The harbour master told this newspaper that six ships had left.")) == 0.5
    assert corroboration(1, False) == 0.0
    assert corroboration(2, False) == 0.5 and corroboration(4, False) == corroboration(40, False) == 1.0


def test_worth_comes_first_and_rarity_is_no_weight():
    assert weigh(0.0, 1.0, 1.0, 1.0, 1.0) == 0.0
    assert weigh(1.5, 0.0, 0.0, 0.0, 1.0) > weigh(1.0, 1.0, 1.0, 0.0, 1.0) > weigh(1.0, 1.0, 0.5, 0.0, 1.0)
    assert weigh(1.0, 0.5, 0.5, 1.0, 1.0) == 2 * weigh(1.0, 0.5, 0.5, 0.0, 1.0)


@pytest.mark.parametrize(
    "piece",
    [
        "Harbour workers vote on new contract",
        "The judge cited the ruling in Batson v.",
        "and the six ships left before dawn on the tide.",
        "Five questions about the harbour and its owners:",
        "Where will the six ships go after the tide?",
    ],
)
def test_headings_and_torn_sentences_are_no_facts(piece):
    assert not _is_fact(piece, CheckSettings())
    assert _is_fact("The six ships left before dawn on the tide.", CheckSettings())
    assert _is_fact("六艘船在黎明前随潮水离开了港口。", CheckSettings())
