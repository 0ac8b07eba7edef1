"""What a clause denies, or only passes on, without a parse."""

import datetime

import pytest

from herdline.record.coding import code
from herdline.record.events import Unit
from herdline.record.unparsed.denial import denied, is_light
from herdline.record.unparsed.hearsay import is_claim
from tests.record.denials import DENIALS, MORE

DAY = datetime.date(2023, 6, 10)
SENTENCES = [line.split(" ", 2) for line in (DENIALS + MORE).split("\n") if line]


def unmarked(text: str) -> tuple[str, int, int]:
    """A sentence without its brackets, and where the word in them stands."""
    return text.replace("[", "").replace("]", ""), text.index("["), text.index("]") - 1


@pytest.fixture(scope="module")
def told():
    units = [Unit(unmarked(text)[0], published=DAY, lang=lang) for lang, _, text in SENTENCES]
    return {(unit.lang, unit.text): found.events for unit, found in zip(units, code(units), strict=True)}


@pytest.mark.parametrize(("lang", "sign", "text"), SENTENCES)
def test_a_denial_reaches_the_word_that_its_light_verb_carries_and_no_other_clause(lang, sign, text):
    assert denied(lang, *unmarked(text)) == (sign == "-")


@pytest.mark.parametrize(("lang", "sign", "text"), [row for row in SENTENCES if row[1] == "-"])
def test_what_is_denied_is_coded_as_denied_or_not_at_all(told, lang, sign, text):
    plain, _, _ = unmarked(text)
    said = [event for event in told[lang, plain] if event.type != "REJECT"]
    assert [event.type for event in said if "negation" not in event.aux and event.certainty != "denied"] == []


@pytest.mark.parametrize(("lang", "sign", "text"), [row for row in SENTENCES if row[1] == "+"])
def test_a_denial_of_something_else_leaves_a_deed_a_deed(told, lang, sign, text):
    plain, start, end = unmarked(text)
    at_the_word = [event for event in told[lang, plain] if event.start < end and start < event.end]
    assert [event.type for event in at_the_word if event.type != "REJECT" and "negation" in event.aux] == []


def test_both_halves_of_the_sentences_are_coded(told):
    for sign, least in (("-", 80), ("+", 80)):
        coded = [1 for lang, s, text in SENTENCES if s == sign and told[lang, unmarked(text)[0]]]
        assert len(coded) >= least


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Россия не вводила санкций против Молдавии."),
        ("fr", "La France n'a pas imposé de sanctions à la Russie."),
        ("kk", "Қазақстан Ресейге санкция салмады."),
        ("de", "Polen hat Sanktionen gegen Belarus verhängt, aber die Grenze nicht geschlossen."),
    ],
)
def test_one_sentence_tells_of_sanctions_and_of_no_refusal_beside_them(lang, text):
    (found,) = code([Unit(text, published=DAY, lang=lang)])
    assert [event.type for event in found.events] == ["SANCTION"]


def test_who_refuses_to_impose_sanctions_refuses_and_imposes_none():
    (found,) = code([Unit("塞尔维亚拒绝对俄罗斯实施制裁。", published=DAY, lang="zh")])
    assert {event.type: event.aux for event in found.events} == {"REJECT": (), "SANCTION": ("negation",)}


def test_a_denied_deed_has_a_negative_sign():
    (found,) = code([Unit("Polska nie nałożyła sankcji na Węgry.", published=DAY, lang="pl")])
    assert [(event.polarity, event.factuality < 0) for event in found.events] == [("negative", True)]


@pytest.mark.parametrize("lang", ["ru", "zh", "de", "fr", "ar", "pl", "kk", "es", "en", "tr", ""])
@pytest.mark.parametrize("text", ["x", "не не не", "没有没有没有", "n'n'n' pas pas", "не " * 3000, "и " * 2000 + "не"])
def test_odd_texts_deny_without_an_error_and_in_short_time(lang, text):
    assert denied(lang, text, len(text) - 1, len(text)) in (True, False)


def test_languages_without_words_of_denial_deny_nothing():
    assert not denied("tr", "Ankara yaptırım uygulamadı.", 7, 15)
    assert not is_light("tr", "yapmak")


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Россия якобы [атаковала] Польшу.", True),
        ("ru", "Россия [обвинила] Украину в том, что та якобы обстреляла город.", False),
        ("ru", "Россия [атаковала] Польшу, якобы по ошибке.", False),
        ("zh", "据称，俄罗斯[袭击]了乌克兰。", True),
        ("zh", "俄罗斯[袭击]了乌克兰。", False),
        ("de", "Russland [griff] angeblich Polen an.", True),
        ("de", "Russland [griff] Polen an, angeblich aus Versehen.", False),
        ("pl", "Rosja rzekomo [zaatakowała] Polskę.", True),
        ("pl", "Rosja [zaatakowała] Polskę.", False),
        ("kk", "Ресей Украинаға [шабуыл] жасаған көрінеді.", True),
        ("kk", "Ресей Украинаға [шабуыл] жасапты-мыс.", True),
        ("kk", "Ресей Қытайға [көмек] ретінде мыс жеткізді.", False),
        ("fr", "La Russie a prétendument [attaqué] la Pologne.", True),
        ("fr", "La Russie a [attaqué] la Pologne.", False),
        ("ar", "[الهجوم] المزعوم على بولندا", True),
        ("ar", "[الهجوم] على بولندا", False),
        ("tr", "Rusya sözde [saldırdı].", False),
    ],
)
def test_a_word_of_hearsay_counts_in_its_clause(lang, text, expected):
    assert is_claim(lang, *unmarked(text)) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Россия якобы обстреляла польскую территорию."),
        ("zh", "据称，俄罗斯袭击了乌克兰。"),
        ("de", "Russland hat angeblich die Ukraine angegriffen."),
        ("pl", "Rosja rzekomo zaatakowała Ukrainę."),
        ("kk", "Ресей Украинаға шабуыл жасаған көрінеді."),
    ],
)
def test_an_alleged_deed_is_coded_as_alleged(lang, text):
    (found,) = code([Unit(text, published=DAY, lang=lang)])
    assert [(event.type, event.certainty) for event in found.events] == [("ASSAULT", "alleged")]
