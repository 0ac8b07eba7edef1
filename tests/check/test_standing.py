"""Sentences that tell nothing by themselves, and counts and names that keep two sentences apart."""

from __future__ import annotations

import time

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
        ("The mayor spoke on Monday.", "en"),
        ("The minister announced late on Monday at a news conference.", "en"),
        ("It was announced on Monday.", "en"),
        ("It feels like a long winter.", "en"),
        ("Let us be honest about the ferry.", "en"),
        ("Of course, the mayor knows this.", "en"),
        ("Об этом сообщили в среду.", "ru"),
        ("Увы, паром опять опоздал.", "ru"),
        ("Le maire a déclaré lundi.", "fr"),
        ("La porte-parole a indiqué également mardi.", "fr"),
        ("El alcalde también dijo ayer.", "es"),
        ("Der Bürgermeister erklärte am Montag.", "de"),
        ("Leider kam die Fähre zu spät.", "de"),
        ("Менің ойымша, олар қателесті.", "kk"),
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
        ("Mira Valt and Ulf Oran spoke by phone on Monday.", "en"),
        ("The ministers spoke on Monday.", "en"),
        ("A truce between Orvane and Tarn was announced on Monday.", "en"),
        ("New rules for 12 dairies of Tarn were announced today.", "en"),
        ("The death of Queen Mira II was announced on Thursday.", "en"),
        ("Twelve miners died in the blast near Orvane the ministry said.", "en"),
        ("Miners died in the blast near Orvane the ministry said.", "en"),
        ("Of course, 300 people were arrested in Orvane.", "en"),
        ("Needless to say, guards arrested the mayor.", "en"),
        ("No one could leave the town.", "en"),
        ("It killed twelve people.", "en"),
        ("О смерти королевы сообщили в четверг.", "ru"),
        ("Увы, задержали двадцать водителей.", "ru"),
        ("L'accord a été annoncé lundi.", "fr"),
        ("Hélas, douze personnes sont mortes.", "fr"),
        ("Doce mineros murieron dijo ayer.", "es"),
        ("Por desgracia, murieron doce personas.", "es"),
        ("Leider starben 12 Menschen in Orvane.", "de"),
        ("Leider starben zwölf Menschen in Orvane.", "de"),
        ("可惜有12人死亡。", "zh"),
    ],
)
def test_a_statement_stands_however_short(sentence, lang):
    assert stands_alone(sentence, lang)


def test_of_a_coded_deed_neither_who_said_it_nor_an_opinion_makes_nothing():
    for sentence in ("The mayor announced on Monday.", "I think that the guards held the envoy."):
        assert not stands_alone(sentence, "en") and stands_alone(sentence, "en", is_coded=True)


def test_a_long_row_of_words_behind_a_word_of_saying_takes_no_time():
    started = time.process_time()
    assert stands_alone(f"The mayor said {'on monday late ' * 3000} nothing", "en")
    assert time.process_time() - started < 2


def test_the_things_that_are_counted_and_their_numbers():
    held = counted("The two guilds signed dozens of barrels and 14 letters.", "en")
    assert held == {"guild": {(2, 2)}, "barre": {(20, 199)}, "lette": {(14, 14)}}
    assert counted("Three lorries hit four lorries.", "en") == {"lorri": {(3, 3), (4, 4)}}
    assert counted("六艘船离开了港口。", "zh") == counted("غادرت ٦ سفن الميناء.", "ar") == {}


@pytest.mark.parametrize(
    ("lang", "told", "number"),
    [
        ("en", "1,000 melons", 1000), ("en", "1000 melons", 1000), ("en", "1.5 million melons", 1_500_000),
        ("en", "two hundred melons", 200), ("en", "two hundred and fifty melons", 250),
        ("en", "half a dozen melons", 6),
        ("en", "twenty-five melons", 25), ("en", "two million three thousand melons", 2_003_000),
        ("de", "1.000 Melonen", 1000), ("de", "zwei Millionen Melonen", 2_000_000), ("fr", "1 000 melons", 1000),
        ("fr", "deux cents melons", 200), ("es", "dos mil millones de melones", 2_000_000_000),
        ("it", "due meloni", 2), ("pt", "duas mil melancias", 2000), ("pl", "dwadzieścia pięć melonów", 25),
        ("ru", "две тысячи дынь", 2000), ("ru", "сто двадцать дынь", 120), ("kk", "он қауын", 10),
        ("kk", "он үш қауын", 13),
    ],
)  # fmt: skip
def test_a_number_is_the_same_however_it_is_written(lang, told, number):
    (found,) = counted(told, lang).values()
    assert found == {(number, number)}


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "between 20 and 30 melons"), ("en", "20 to 30 melons"), ("en", "twenty or thirty melons"),
        ("de", "zwischen 20 und 30 Melonen"), ("de", "zwanzig bis dreißig Melonen"), ("fr", "entre 20 et 30 melons"),
        ("es", "de 20 a 30 melones"), ("pt", "entre 20 e 30 melancias"), ("it", "tra 20 e 30 meloni"),
        ("pl", "od 20 do 30 melonów"), ("ru", "от двадцати до тридцати дынь"), ("ru", "между 20 и 30 дынями"),
    ],
)  # fmt: skip
def test_a_range_is_one_number_between_its_ends(lang, told):
    (found,) = counted(told, lang).values()
    assert found == {(20, 30)}


@pytest.mark.parametrize("told", ["20 and 30 melons", "from 30 to 20 melons", "30 melons to 20 guests"])
def test_two_numbers_beside_each_other_are_no_range(told):
    assert (20, 30) not in {value for values in counted(told, "en").values() for value in values}


@pytest.mark.parametrize(
    ("lang", "told"),
    [("en", "500 miles north"), ("en", "the due melons"), ("ru", "он купил дыни"), ("pl", "ten melon spadł")],
)
def test_a_word_that_is_a_number_in_another_language_is_none(lang, told):
    assert {value for values in counted(told, lang).values() for value in values} <= {(500, 500)}


@pytest.mark.parametrize(
    ("lang", "one", "other", "apart"),
    [
        ("en", "They signed three charters.", "They signed dozens of charters.", True),
        ("en", "They signed three charters.", "They signed three letters.", False),
        ("en", "The blast killed 3 people and injured 20 people.", "The blast killed 3 people.", False),
        ("en", "The blast killed 3 people and injured 20 people.", "The blast killed 4 people.", True),
        ("en", "Guards held 1,000 people.", "Guards held 1000 people.", False),
        ("en", "Guards held two hundred people.", "Guards held 200 people.", False),
        ("en", "Guards held two hundred people.", "Guards held 300 people.", True),
        ("en", "Guards held dozens of people.", "Guards held 35 people.", False),
        ("en", "Guards held dozens of people.", "Guards held hundreds of people.", True),
        ("en", "Guards held more than 200 people.", "Guards held 215 people.", False),
        ("de", "In Orvane starben 12 Menschen.", "In Orvane starben dreizehn Menschen.", True),
        ("de", "In Orvane starben 12 Menschen.", "In Orvane starben zwölf Menschen.", False),
        ("ru", "Задержали две тысячи человек.", "Задержали 2 000 человек.", False),
        ("ru", "Задержали две тысячи человек.", "Задержали 3 000 человек.", True),
        ("fr", "Des dizaines de milliers de personnes marchent.", "Quelque 30 000 personnes marchent.", False),
        ("kk", "Он үш құжатқа қол қойылды.", "Бірнеше ондаған құжатқа қол қойылды.", True),
        ("es", "Miles de personas marcharon.", "Doce mil personas marcharon.", False),
    ],
)
def test_another_count_of_the_same_things_keeps_two_sentences_apart(lang, one, other, apart):
    assert count_apart([one, other], [lang] * 2).tolist() == [[False, apart], [apart, False]]
    assert not count_apart([one, other], [lang, "pt"]).any(), "only within a language"


def apart_by_name(texts: list[str], lang: str, *actors: str, called: str = "") -> bool:
    held = [frozenset(codes.split()) for codes in actors] or [EMPTY] * 2
    return bool(names_apart(texts, [lang] * 2, held, [frozenset(called.split())] * 2)[0, 1])


def test_names_that_differ_are_seen_where_a_language_shows_them():
    texts = ["The sister of Mira Valt was held.", "The sister of Ulf Oran was held."]
    assert apart_by_name(texts, "en") and not apart_by_name(texts, "de")
    assert not apart_by_name([texts[0], "The sister was held."], "en")
    assert not names_apart([], [], [], []).any()


def test_two_names_of_one_actor_are_no_other_name_and_two_strangers_beside_it_are():
    talks = ["He came for talks with Moscow.", "He came for talks with Russia."]
    assert not apart_by_name(talks, "en", "RUS", "RUS", called="Moscow Russia")
    assert not apart_by_name(
        ["Снаряд упал на Киев.", "Снаряд упал на Україну."], "ru", "UKR", "UKR", called="Киев Україну"
    )
    assert apart_by_name(talks, "en", "RUS", "RUS BLR", called="Moscow Russia"), "other actors"
    assert apart_by_name(talks, "en")
    held = ["The envoys of Moscow met Mira Valt.", "The envoys of Russia met Ulf Oran."]
    assert apart_by_name(held, "en", "RUS", "RUS", called="Moscow Russia")


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
