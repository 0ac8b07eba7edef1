"""Whom a word of meeting names as its partner, without a parse."""

import datetime

import pytest

from herdline.record.actors import find
from herdline.record.coding import code
from herdline.record.events import Unit
from herdline.record.unparsed.meeting import is_figure, partners

DAY = datetime.date(2023, 6, 20)


def codes(lang: str, text: str, word: str) -> set[str] | None:
    """Codes in the partner's place of a word."""
    mentions, start = find(text, lang, DAY), text.index(word)
    found = partners(lang, text, start, start + len(word), mentions)
    return None if found is None else {mentions[n].code for n in found}


@pytest.mark.parametrize(
    ("lang", "text", "word", "expected"),
    [
        ("pl", "Zełenski spotkał się z przywódcami państw afrykańskich, którzy polecą do Rosji.", "spotkał", set()),
        ("pl", "Duda spotkał się z prezydentem Francji Macronem w Niemczech.", "spotkał", {"FRA"}),
        ("pl", "Putin rozmawiał z Xi Jinpingiem o Ukrainie.", "rozmawiał", {"CHN"}),
        ("ru", "Путин встретился с военкорами и рассказал об Украине.", "встретился", set()),
        ("ru", "Лавров встретился с министром иностранных дел Турции в Германии.", "встретился", {"TUR"}),
        ("ru", "Путин прибыл в Турцию к Эрдогану и встретился с ним.", "встретился", None),
        ("ru", "Прошла встреча президентов России и Турции.", "встреча", None),
        ("de", "Scholz traf sich mit dem französischen Präsidenten in Polen.", "traf", {"FRA"}),
        ("de", "Scholz hat sich in Polen mit Selenskyj getroffen.", "getroffen", {"UKR"}),
        ("fr", "Macron a rencontré des étudiants en Chine.", "rencontré", set()),
        ("fr", "Macron a rencontré le président chinois en Italie.", "rencontré", {"CHN"}),
        ("fr", "La rencontre des ministres de la France et de l'Italie.", "rencontre", None),
        ("zh", "普京会见记者时谈到乌克兰。", "会见", set()),
        ("zh", "王毅会见了土耳其外长，谈到乌克兰。", "会见", {"TUR"}),
        ("zh", "习近平与法国总统马克龙举行会晤。", "会晤", None),
        ("ar", "اجتمع الرئيس المصري مع الرئيس التركي في فرنسا.", "اجتمع", {"TUR"}),
        ("ar", "التقى الرئيس المصري عددا من الصحفيين في تركيا.", "التقى", set()),
        ("kk", "Тоқаев журналистермен кездесіп, Ресей туралы айтты.", "кездесіп", set()),
        ("kk", "Тоқаев Түркия президентімен кездесті.", "кездесті", {"TUR"}),
        ("kk", "Қазақстан мен Қытай келіссөз жүргізді.", "келіссөз", None),
        ("en", "Putin met with Xi.", "met", None),
    ],
)
def test_the_partner_stands_where_the_word_puts_it(lang, text, word, expected):
    assert codes(lang, text, word) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Zełenski spotkał się z przywódcami państw afrykańskich, którzy potem polecą do Rosji."),
        ("pl", "Słowa Zełenskiego spotkały się z ostrą odpowiedzią Kremla."),
        ("ru", "Путин встретился с военкорами и рассказал об Украине."),
        ("ru", "Встретившись с журналистами, Путин рассказал о планах Польши."),
        ("zh", "普京在北京会见记者，谈到乌克兰问题。"),
        ("zh", "普京会见记者时谈到乌克兰。"),
        ("ar", "التقى الرئيس المصري عددا من الصحفيين في تركيا."),
        ("kk", "Тоқаев журналистермен кездесіп, Ресей туралы айтты."),
    ],
)
def test_who_meets_others_meets_no_state_that_the_sentence_names_elsewhere(lang, text):
    (found,) = code([Unit(text, published=DAY, lang=lang)])
    met = [{who.code for who in (*e.actors, *e.recipients)} for e in found.events if e.type == "CONSULT"]
    assert [sides for sides in met if len(sides) > 1] == []


@pytest.mark.parametrize(
    ("lang", "text", "sides"),
    [
        ("pl", "Duda spotkał się z prezydentem Francji Macronem w Warszawie.", {"POL", "FRA"}),
        ("ru", "Лавров встретился с коллегой из Турции.", {"RUS", "TUR"}),
        ("de", "Scholz hat sich in Brüssel mit Selenskyj getroffen.", {"DEU", "UKR"}),
        ("fr", "Macron a rencontré le président chinois Xi Jinping à Paris.", {"FRA", "CHN"}),
        ("zh", "王毅会见了土耳其外长。", {"CHN", "TUR"}),
        ("ar", "التقى الرئيس المصري نظيره التركي.", {"EGY", "TUR"}),
        ("kk", "Тоқаев Түркия президенті Ердоғанмен кездесті.", {"KAZ", "TUR"}),
    ],
)
def test_two_who_meet_are_coded_as_meeting(lang, text, sides):
    (found,) = code([Unit(text, published=DAY, lang=lang)])
    assert [{who.code for who in (*e.actors, *e.recipients)} for e in found.events if e.type == "CONSULT"] == [sides]


@pytest.mark.parametrize(
    ("lang", "text", "word", "expected"),
    [
        ("pl", "Słowa ministra spotkały się z ostrą krytyką Węgier.", "spotkały", True),
        ("pl", "Minister spotkał się z premierem, a krytyka ucichła.", "spotkał", False),
        ("ru", "Слова министра встретили критику Турции.", "встретили", True),
        ("ru", "Министра встретили в Турции.", "встретили", False),
        ("de", "Der Plan stieß in Ungarn auf Widerstand.", "stieß", True),
        ("fr", "Le projet s'est heurté à l'opposition de la Hongrie.", "heurté", True),
        ("zh", "王毅会见了土耳其外长。", "会见", False),
    ],
)
def test_words_that_meet_an_answer_are_no_meeting(lang, text, word, expected):
    start = text.index(word)
    assert is_figure(lang, text, start, start + len(word)) == expected
