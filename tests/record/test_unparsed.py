"""Events in languages without a parser."""

import datetime

import pytest

from herdline.record.actors import find
from herdline.record.coding import coded
from herdline.record.events import Unit
from herdline.record.spans import Actor
from herdline.record.unparsed.apart import attacked
from herdline.record.unparsed.coding import Pair, code, named, sides
from herdline.record.unparsed.multilingual import beginnings
from herdline.text.e5 import pieces

DAY = datetime.date(2022, 9, 16)


def told(text: str, lang: str) -> set[tuple[str, str, str]]:
    (found,) = code([Unit(text, published=DAY, lang=lang)])
    return {
        (actor.code, event.type, recipient.code)
        for event in found.events
        for actor in event.actors
        for recipient in event.recipients
    }


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ru", "Россия ввела новые санкции против Молдавии.", ("RUS", "SANCTION", "MDA")),
        ("ru", "Украинские войска обстреляли российский город.", ("UKR", "ASSAULT", "RUS")),
        ("zh", "美国宣布对伊朗实施新的制裁。", ("USA", "SANCTION", "IRN")),
        ("de", "Die USA haben neue Sanktionen gegen den Iran verhängt.", ("USA", "SANCTION", "IRN")),
        ("fr", "La France a condamné les frappes russes.", ("FRA", "ACCUSE", "RUS")),
        ("ar", "فرضت الولايات المتحدة عقوبات جديدة على إيران.", ("USA", "SANCTION", "IRN")),
    ],
)
def test_who_does_what_to_whom_is_read_without_a_parse(lang, text, event):
    assert event in told(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В Казахстане завтра ожидается тёплая погода."),
        ("zh", "法国的葡萄酒在世界上很有名。"),
        ("de", "In Österreich wird seit Jahrhunderten Wein angebaut."),
        ("fr", "Le Maroc compte plus de trente millions d'habitants."),
    ],
)
def test_a_sentence_that_tells_nothing_has_no_event(lang, text):
    assert told(text, lang) == set()


def test_a_sentence_that_names_no_actor_has_no_event():
    assert code([Unit("Вчера двое соседей поссорились.", lang="ru")])[0].events == ()


@pytest.mark.parametrize("text", ["", " ", "。", "\u202e\u202d", "ا" * 3000, "俄" * 2000, "\ud800 Россия", "🙂" * 50])
@pytest.mark.parametrize("lang", ["ru", "zh", "ar", "pl"])
def test_odd_texts_are_coded_without_an_error(text, lang):
    (found,) = code([Unit(text, lang=lang)])
    assert isinstance(found.events, tuple)


def test_places_are_characters_of_the_text_in_any_script():
    text = "  俄罗斯谴责了美国的制裁。"
    cut = pieces(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(cut.starts, cut.ends, strict=True))
    assert all(text[start].isalpha() for start in beginnings(text, cut))
    (found,) = code([Unit(text, lang="zh")])
    assert [text[e.start : e.end] for e in found.events if e.type == "ACCUSE"] == ["谴责"]


def test_a_sentence_is_coded_alike_alone_and_among_others():
    units = [Unit("Россия ввела санкции против Молдавии.", lang="ru"), Unit("美国宣布对伊朗实施新的制裁。", lang="zh")]
    assert code(units) == [code([unit])[0] for unit in units]


def test_the_filter_of_sentences_takes_other_languages():
    (events,) = coded([{"text": "Россия ввела санкции против Молдавии.", "lang": "ru", "published": "2022-09-16"}])
    assert [(e["type"], e["actors"][0]["code"], e["recipients"][0]["code"]) for e in events] == [
        ("SANCTION", "RUS", "MDA")
    ]


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("ru", "Российские военные сообщили Зеленскому о встрече с Эрдоганом.", ["RUS", "UKR", "TUR"]),
        ("zh", "俄军打击乌军，中方敦促美方。", ["RUS", "UKR", "CHN", "USA"]),
        ("de", "Das russische Militär und die US-Regierung", ["RUS", "USA"]),
        ("ar", "قال الرئيس اللبناني", ["LBN"]),
        ("es", "El Gobierno colombiano y los rusos", ["COL", "RUS"]),
    ],
)
def test_peoples_and_adjectives_are_found_in_their_language(lang, text, codes):
    assert [who.code for who in find(text, lang)] == codes


def test_a_name_of_one_language_means_nothing_in_another():
    assert find("The damas and the russe", "en") == []
    assert find("Damas y caballeros", "es") == []


def test_half_a_character_in_english_is_no_error():
    (found,) = coded([{"text": "Russia \ud800 attacked Ukraine on Friday.", "published": "2022-09-16"}])
    assert [e["type"] for e in found] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("zh", "由于克里姆林宫拒绝", ["RUS"]),
        ("zh", "内蒙古与发展中国家", []),
        ("ru", "повстанцы", ["REB"]),
        ("ru", "встреча Игоря Сечина и Никиты Хрущёва", []),
    ],
)
def test_what_stands_around_a_name_decides(lang, text, codes):
    assert [who.code for who in find(text, lang)] == codes


def test_rebels_have_their_sector_and_a_name():
    (who,) = find("повстанцы", "ru")
    assert (who.sector, who.name) == ("REB", "повстанец")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Россия не поддержала Китай."),
        ("pl", "Chiny nie wsparły Rosji na szczycie."),
        ("zh", "中国没有支持俄罗斯的提案。"),
    ],
)
def test_what_is_denied_right_ahead_of_its_word_is_negated(lang, text):
    (found,) = code([Unit(text, lang=lang)])
    assert [event.aux for event in found.events] == [("negation",)]


def test_who_refuses_is_no_friend():
    assert ("KAZ", "REJECT", "RUS") in told("Prezydent Kazachstanu odmówił Putinowi.", "pl")


def test_who_meets_two_apart_meets_each_and_they_do_not_meet():
    (found,) = code([Unit("Erdogan rozmawiał z Putinem i Zełenskim.", lang="pl")])
    ((actors, recipients),) = [
        ({who.code for who in event.actors}, {who.code for who in event.recipients}) for event in found.events
    ]
    assert (actors, recipients) == ({"TUR"}, {"RUS", "UKR"})


def test_who_attacks_together_is_not_attacked():
    for event in code([Unit("Россия и Белоруссия атаковали Украину.", lang="ru")])[0].events:
        assert "UKR" not in {who.code for who in event.actors}


def test_a_host_of_several_visitors_stays_the_host():
    who = [Actor(n, n + 1, code, code, code, "", "") for n, code in enumerate(("RUS", "CHN", "KAZ"))]
    visits = [Pair(0, 2, 0.9), Pair(1, 2, 0.8)]
    actors, recipients = sides("CONSULT", visits, who)
    assert ([a.code for a in actors], [r.code for r in recipients]) == (["RUS", "CHN"], ["KAZ"])
    actors, recipients = sides("CONSULT", [*visits, Pair(2, 0, 0.7), Pair(2, 1, 0.7)], who)
    assert ([a.code for a in actors], {r.code for r in recipients}) == (["KAZ"], {"RUS", "CHN"})


@pytest.mark.parametrize(
    ("text", "suffer"),
    [
        ("俄方称摧毁乌方多架无人机", {"UKR"}), ("俄罗斯对乌克兰发动大规模袭击，乌军随后反击", {"UKR"}),
        ("俄乌双方互相袭击能源设施", set()), ("乌克兰遭到袭击", set()),
    ],
)  # fmt: skip
def test_the_order_of_chinese_words_tells_who_is_attacked(text, suffer):
    start = next(text.find(word) for word in ("摧毁", "袭击") if word in text)
    assert attacked(text, start, start + 2, named(Unit(text, lang="zh"))) == suffer


def test_what_one_does_to_another_is_not_done_back_in_the_same_word():
    who = [Actor(n, n + 1, code, code, code, "", "") for n, code in enumerate(("CHN", "FRA", "FRA", "CHN"))]
    actors, recipients = sides("SUPPORT", [Pair(0, 1, 0.9), Pair(2, 3, 0.6)], who)
    assert ([a.code for a in actors], [r.code for r in recipients]) == (["CHN"], ["FRA"])


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Минобороны России отвергает обвинения в ударе по школе."), ("pl", "Rosja odrzuca te zarzuty."),
        ("de", "Russland wies die Vorwürfe zurück."), ("fr", "La Russie rejette les accusations."),
        ("es", "Rusia rechaza las acusaciones."), ("zh", "俄罗斯否认有关指控。"), ("ar", "نفت روسيا الاتهامات."),
    ],
)  # fmt: skip
def test_who_denies_a_charge_makes_none(lang, text):
    assert "ACCUSE" not in {event.type for event in code([Unit(text, lang=lang)])[0].events}


def test_a_charge_that_is_made_is_told():
    found = code([Unit("США выдвинули обвинения против России.", lang="ru")])[0].events
    assert "ACCUSE" in {event.type for event in found}
