"""How much a reader would miss what a sentence tells."""

from __future__ import annotations

import numpy as np
import pytest

from herdline.check.matching import vectors_of
from herdline.check.told import Told
from herdline.check.worth import SIGNS, grades, signs

LEAD = {
    "en": "The parliament of Ordavia voted on Tuesday to close the northern border after two guards were shot dead.",
    "ru": "Парламент Ордавии во вторник проголосовал за закрытие северной границы после гибели двух пограничников.",
    "zh": "奥尔达维亚议会星期二投票决定关闭北部边界，此前两名边防人员被枪杀。",
    "kk": "Ордавия парламенті сейсенбі күні екі шекарашы қаза тапқаннан кейін солтүстік шекараны жабуға дауыс берді.",
}
DEED = {
    "en": "The defence minister told the chamber that 1,200 reservists had already been sent to the northern border.",
    "ru": "Министр обороны сообщил палате, что к северной границе уже отправлены 1200 резервистов.",
    "zh": "国防部长告诉议会，1200名预备役人员已经被派往北部边界。",
    "kk": "Қорғаныс министрі палатаға солтүстік шекараға 1200 сақтағы әскери жіберілгенін айтты.",
}
CHATTER = {
    "en": "Well, who knows what comes next?",
    "ru": "Ну, кто знает, что будет дальше.",
    "zh": "唉，谁知道接下来会怎样。",
    "kk": "Қайдан білейік, бәрі болуы мүмкін.",
}


def made(lang, *texts):
    places = [0]
    for text in texts:
        places.append(places[-1] + len(text) + 1)
    none = frozenset()
    return [
        Told(text, lang, none, none, none, ((1, at, at + len(text)),), frozenset({1}), True, True)
        for text, at in zip(texts, places, strict=False)
    ]


def graded(told):
    vectors = vectors_of([t.text for t in told], [t.lang for t in told], exact=True)
    return grades(told, [0.0] * len(told), vectors)


@pytest.mark.parametrize("lang", LEAD)
def test_a_deed_is_missed_and_chatter_is_not_in_any_language(lang):
    _, deed, chatter = graded(made(lang, LEAD[lang], DEED[lang], CHATTER[lang]))
    assert 2 >= deed > chatter >= 0


def test_grades_do_not_hang_on_the_order_in_which_texts_come():
    told = made("en", LEAD["en"], DEED["en"], CHATTER["en"])
    assert np.allclose(graded(told)[::-1], graded(told[::-1]), atol=1e-6)


def test_every_sign_is_a_number_also_of_one_empty_or_odd_sentence():
    for text in ("", " ", "\u200f«»", "…", "5"):
        seen = signs(made("en", text), [0.0], np.zeros((1, 512), np.float32))
        assert seen.shape == (1, len(SIGNS)) and np.isfinite(seen).all()
