"""Protests and risings in languages without a parse: who is beside them does not act. All news is invented."""

from __future__ import annotations

import datetime

import pytest

from herdline.record import unparsed
from herdline.record.events import Unit
from herdline.record.unparsed import unrest
from herdline.record.unparsed.coding import named

DAY = datetime.date(2023, 6, 28)


def sides(text, lang, word, kind, actors, recipients=()):
    """The sides of the event at a word, where an encoder guesses those of the codes; codes of states only."""
    mentions = named(Unit(text, "", DAY, lang))
    guess = tuple(tuple(w for w in mentions if w.code.split(":")[-1] in codes) for codes in (actors, recipients))
    start = text.index(word)
    found = unrest.sides(lang, text, (start, start + len(word)), kind, guess, mentions)
    return None if found is None else tuple({who.code.split(":")[-1] for who in side} for side in found)


BESIDE = [
    ("pl", "Premier Morawiecki skomentował bunt w Rosji", "bunt", "ASSAULT", "POL", "RUS", ({"RUS"}, {"RUS"})),
    ("pl", "Blinken o buncie w Rosji: obserwujemy sytuację", "buncie", "ASSAULT", "USA", "RUS", ({"RUS"}, {"RUS"})),
    ("pl", "Niemcy obawiają się buntu Prigożyna", "buntu", "ASSAULT", "DEU", "RUS", ({"RUS"}, {"RUS"})),
    ("pl", "Orban mówi o Ukrainie i wywołuje protesty", "protesty", "PROTEST", "HUN", "UKR", None),
    ("pl", "Macron potępił zamieszki we Francji", "zamieszki", "PROTEST", "FRA", "FRA", ({"FRA"}, {"FRA"})),
    ("pl", "Protesty przeciwko Netanjahu w Izraelu", "Protesty", "PROTEST", "ISR", "", ({"ISR"}, {"ISR"})),
    ("ru", "США следят за мятежом в России", "мятежом", "ASSAULT", "USA", "RUS", ({"RUS"}, {"RUS"})),
    ("ru", "Байден прокомментировал мятеж Пригожина", "мятеж", "ASSAULT", "USA", "RUS", ({"RUS"}, {"RUS"})),
    ("ru", "Китай опасается переворота в Нигере", "переворота", "ASSAULT", "CHN", "NER", ({"NER"}, {"NER"})),
    ("ru", "Протесты против Нетаньяху в Израиле", "Протесты", "PROTEST", "ISR", "", ({"ISR"}, {"ISR"})),
    ("ru", "Байден осудил беспорядки во Франции", "беспорядки", "PROTEST", "USA", "FRA", ({"FRA"}, {"FRA"})),
    ("ru", "США осудили протесты в Иране", "протесты", "PROTEST", "USA", "IRN", ({"IRN"}, {"IRN"})),
    ("es", "Estados Unidos condena las protestas en Irán", "protestas", "PROTEST", "USA", "IRN", ({"IRN"}, {"IRN"})),
    ("fr", "La Turquie condamne l'émeute en Suède", "émeute", "PROTEST", "TUR", "SWE", ({"SWE"}, {"SWE"})),
    ("pl", "Turcja potępiła protesty w Szwecji", "protesty", "PROTEST", "TUR", "SWE", ({"SWE"}, {"SWE"})),
    ("ar", "تركيا تدين الاحتجاجات في السويد", "الاحتجاجات", "PROTEST", "TUR", "SWE", ({"SWE"}, {"SWE"})),
    ("kk", "Түркия Швециядағы наразылықты айыптады", "наразылықты", "PROTEST", "TUR", "SWE", ({"SWE"}, {"SWE"})),
    ("zh", "俄罗斯发生兵变,美国密切关注", "兵变", "ASSAULT", "USA", "RUS", ({"RUS"}, {"RUS"})),
    ("zh", "拜登谴责法国境内的骚乱", "骚乱", "PROTEST", "USA", "FRA", ({"FRA"}, {"FRA"})),
    ("de", "Scholz äußert sich zum Aufstand in Russland", "Aufstand", "ASSAULT", "DEU", "RUS", ({"RUS"}, {"RUS"})),
    ("de", "Proteste gegen Netanjahu in Israel dauern an", "Proteste", "PROTEST", "ISR", "", ({"ISR"}, {"ISR"})),
    ("fr", "Washington suit la mutinerie en Russie", "mutinerie", "ASSAULT", "USA", "RUS", ({"RUS"}, {"RUS"})),
    ("fr", "Biden condamne les émeutes en France", "émeutes", "PROTEST", "USA", "FRA", ({"FRA"}, {"FRA"})),
    ("es", "Biden comentó el motín en Rusia", "motín", "ASSAULT", "USA", "RUS", ({"RUS"}, {"RUS"})),
    ("es", "Biden condena los disturbios en Francia", "disturbios", "PROTEST", "USA", "FRA", ({"FRA"}, {"FRA"})),
    ("es", "Protestas contra Netanyahu en Israel", "Protestas", "PROTEST", "ISR", "", ({"ISR"}, {"ISR"})),
    ("ar", "تراقب الولايات المتحدة التمرد في روسيا", "التمرد", "ASSAULT", "USA", "RUS", ({"RUS"}, {"RUS"})),
    ("kk", "АҚШ Ресейдегі бүлікті бақылап отыр", "бүлікті", "ASSAULT", "USA", "RUS", ({"RUS"}, {"RUS"})),
]


@pytest.mark.parametrize(("lang", "text", "word", "kind", "actor", "recipient", "wanted"), BESIDE)
def test_whoever_watches_fears_or_condemns_unrest_does_not_act_in_it(lang, text, word, kind, actor, recipient, wanted):
    assert sides(text, lang, word, kind, {actor}, {recipient} - {""}) == wanted


DOING = [
    ("pl", "Grupa Wagnera wszczęła bunt przeciwko Moskwie", "bunt", "ASSAULT", "RUS", "RUS"),
    ("pl", "Obywatelki Szwajcarii organizują protesty", "protesty", "PROTEST", "CHE", "CHE"),
    ("ru", "Пригожин поднял мятеж против министерства обороны России", "мятеж", "ASSAULT", "RUS", "RUS"),
    ("ru", "Турция начала переворот против Сирии", "переворот", "ASSAULT", "TUR", "SYR"),
    ("ru", "Белорусы провели шествие в Польше", "шествие", "PROTEST", "BLR", "POL"),
    ("ru", "Протесты россиян в Грузии продолжаются", "Протесты", "PROTEST", "RUS", "GEO"),
    ("zh", "瓦格纳集团发动兵变反对俄罗斯国防部", "兵变", "ASSAULT", "RUS", "RUS"),
    ("zh", "法国多地发生大规模示威", "示威", "PROTEST", "FRA", "FRA"),
    ("de", "Wagner-Truppen begannen einen Aufstand gegen Moskau", "Aufstand", "ASSAULT", "RUS", "RUS"),
    ("fr", "Wagner a lancé une mutinerie contre Moscou", "mutinerie", "ASSAULT", "RUS", "RUS"),
    ("ar", "احتجاجات في فرنسا بعد مقتل شاب", "احتجاجات", "PROTEST", "FRA", "FRA"),
    ("kk", "Францияда наразылық шерулері өтті", "шерулері", "PROTEST", "FRA", "FRA"),
]


@pytest.mark.parametrize(("lang", "text", "word", "kind", "actor", "recipient"), DOING)
def test_whoever_makes_it_or_lives_there_acts(lang, text, word, kind, actor, recipient):
    assert sides(text, lang, word, kind, {actor}, {recipient}) == ({actor}, {recipient})


BEFORE_EMBASSIES = [
    ("ru", "Иранцы провели протест у посольства США в Тегеране", "протест", "IRN", "IRN", ("IRN", "USA")),
    ("ru", "Протест перед зданием посольства Израиля в Лондоне", "Протест", "ISR", "ISR", ("GBR", "ISR")),
    ("ru", "В Варшаве прошёл митинг у российского посольства", "митинг", "RUS", "RUS", ("POL", "RUS")),
    ("es", "Manifestación frente a la embajada de Israel en Madrid", "Manifestación", "ISR", "ISR", ("ESP", "ISR")),
    ("es", "Protesta en la embajada de los Estados Unidos en Bagdad", "Protesta", "USA", "USA", ("IRQ", "USA")),
    ("fr", "Manifestation devant l'ambassade d'Israël à Paris", "Manifestation", "ISR", "ISR", ("FRA", "ISR")),
    ("fr", "Une mobilisation devant l'ambassade turque en Suède", "mobilisation", "TUR", "TUR", ("SWE", "TUR")),
    ("de", "Proteste vor der israelischen Botschaft in Berlin", "Proteste", "ISR", "ISR", ("DEU", "ISR")),
    ("de", "Demonstration vor der US-Botschaft in Bagdad", "Demonstration", "USA", "USA", ("IRQ", "USA")),
    ("pl", "Protest przed ambasadą Izraela w Londynie", "Protest", "ISR", "ISR", ("GBR", "ISR")),
    ("pl", "Demonstracja pod rosyjską ambasadą w Warszawie", "Demonstracja", "RUS", "RUS", ("POL", "RUS")),
    ("ar", "احتجاجات أمام السفارة الإسرائيلية في الأردن", "احتجاجات", "JOR", "JOR", ("JOR", "ISR")),
    ("ar", "مظاهرة أمام سفارة الولايات المتحدة في العراق", "مظاهرة", "USA", "IRQ", ("IRQ", "USA")),
    ("zh", "数百人在以色列驻英国使馆外举行示威", "示威", "ISR", "ISR", ("GBR", "ISR")),
    ("zh", "伊拉克民众在美国驻伊拉克大使馆前示威", "示威", "IRQ", "USA", ("IRQ", "USA")),
    ("kk", "Иранда АҚШ елшілігінің алдында наразылық шеруі өтті", "шеруі", "IRN", "IRN", ("IRN", "USA")),
    ("kk", "Польшада Ресей елшілігі алдында митинг өтті", "митинг", "RUS", "POL", ("POL", "RUS")),
]


@pytest.mark.parametrize(("lang", "text", "word", "actor", "recipient", "wanted"), BEFORE_EMBASSIES)
def test_a_protest_before_an_embassy_is_against_whose_it_is(lang, text, word, actor, recipient, wanted):
    assert sides(text, lang, word, "PROTEST", {actor}, {recipient}) == tuple({code} for code in wanted)


@pytest.mark.parametrize(
    ("lang", "text", "word", "state"),
    [
        ("ru", "Посольство США осудило протесты в Иране", "протесты", "IRN"),
        ("pl", "Ambasada Rosji potępiła protesty w Polsce", "protesty", "POL"),
        ("fr", "L'ambassade de Russie condamne la manifestation en Pologne", "manifestation", "POL"),
    ],
)
def test_an_embassy_that_speaks_of_a_protest_does_not_protest(lang, text, word, state):
    owner = {"ru": "USA", "pl": "RUS", "fr": "RUS"}[lang]
    assert sides(text, lang, word, "PROTEST", {owner}, {state}) == ({state}, {state})


def test_whoever_protests_by_a_verb_in_spanish_protests_against_whom_it_says():
    assert sides("Irán protesta ante Estados Unidos", "es", "protesta", "PROTEST", {"IRN"}, {"USA"}) == (
        {"IRN"},
        {"USA"},
    )


@pytest.mark.parametrize(
    ("text", "word", "actor", "state"),
    [
        ("Канада Ресейдегі бүлікті бақылап отыр", "бүлікті", "CAN", "RUS"),
        ("Мальта Ресейдегі бүлік туралы айтты", "бүлік", "MLT", "RUS"),
        ("Руанда Угандадағы көтерілісті айыптады", "көтерілісті", "RWA", "UGA"),
        ("Рютте Канададағы бүлік туралы айтты", "бүлік", "NLD", "CAN"),
    ],
)
def test_a_kazakh_name_is_a_place_by_an_ending_of_its_own_not_by_how_the_name_ends(text, word, actor, state):
    assert sides(text, "kk", word, "ASSAULT", {actor}, {state}) == ({state}, {state})


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "С тех пор российские компании учат китайский."),
        ("zh", "俄方坚定奉行一个中国原则，谴责个别国家的挑衅行径。"),
        ("ru", "Путин подтвердил приверженность принципу одного Китая."),
        ("zh", "俄罗斯谴责涉及中国核心利益的挑衅行径。"),
    ],
)
def test_languages_principles_and_matters_are_nobody(lang, text):
    assert "CHN" not in {who.code for who in named(Unit(text, "", DAY, lang))}


def test_papers_of_a_state_report_and_do_not_act():
    for lang, text in (("zh", "俄罗斯媒体报道,法国爆发示威"), ("ru", "Российские СМИ пишут о протестах во Франции")):
        assert {who.code for who in named(Unit(text, "", DAY, lang))} == {"FRA"}


def test_a_bank_under_sanctions_is_not_sanctioned_by_whoever_is_named():
    (found,) = unparsed.code([Unit("俄罗斯四月表示，一家中国银行卡组织与受制裁银行谈判。", "", DAY, "zh")])
    assert "SANCTION" not in {event.type for event in found.events}


@pytest.mark.parametrize("lang", ["ru", "zh", "ar", "pl", "de", "fr", "kk"])
def test_odd_words_are_no_unrest_and_no_error(lang):
    for text in ("Russia 骚乱 бунт", "\ud800 мятеж", "兵变" * 400):
        for event in unparsed.code([Unit(text, "", DAY, lang)])[0].events:
            assert event.actors or event.recipients
