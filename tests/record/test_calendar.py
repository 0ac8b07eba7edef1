"""When an event happened, in languages without a grammar of times."""

import datetime

import pytest

from herdline.record.dating.calendar import event_day

FRIDAY = datetime.date(2022, 9, 16)


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("ru", "Переговоры прошли в четверг.", "2022-09-15"),
        ("ru", "15 сентября стороны подписали договор.", "2022-09-15"),
        ("de", "Am Donnerstag trafen sich beide.", "2022-09-15"),
        ("de", "Gestern reiste der Minister ab.", "2022-09-15"),
        ("fr", "Ils se sont vus le 1er septembre.", "2022-09-01"),
        ("es", "El lunes firmaron un acuerdo.", "2022-09-12"),
        ("ar", "عقد الاجتماع يوم الخميس.", "2022-09-15"),
        ("zh", "双方9月15日举行会谈。", "2022-09-15"),
        ("zh", "外长21日抵达。", "2022-08-21"),
        ("zh", "代表团31日离开。", "2022-08-31"),
        ("zh", "两国今天签署协议。", "2022-09-16"),
        ("kk", "Тараптар 15 қыркүйекте келісімге қол қойды.", "2022-09-15"),
        ("kk", "Бейсенбі күні екі президент кездесті.", "2022-09-15"),
        ("kk", "Министр кеше елден кетті.", "2022-09-15"),
        ("kk", "Ұшақ 2014 жылғы 17 шілдеде атып түсірілді.", "2014-07-17"),
    ],
)
def test_what_has_happened_is_dated_at_or_before_the_article(lang, text, day):
    assert event_day(text, FRIDAY, False, lang) == (day, "day")


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [("zh", "双方将于21日会晤。", "2022-09-21"), ("ru", "Встреча состоится в четверг.", "2022-09-22")],
)
def test_what_is_to_come_is_dated_after_it(lang, text, day):
    assert event_day(text, FRIDAY, True, lang) == (day, "day")


def test_words_that_begin_like_a_day_are_none():
    assert event_day("Кешенді шаралар бүгінде іске асуда.", FRIDAY, False, "kk") == ("2022-09-16", "about")


def test_without_an_expression_the_day_is_about_that_of_the_article():
    assert event_day("Стороны подписали договор.", FRIDAY, False, "ru") == ("2022-09-16", "about")
    assert event_day("Стороны подпишут договор.", FRIDAY, True, "ru") == ("", "")
    assert event_day("Стороны подписали договор в четверг.", None, False, "ru") == ("", "")
    assert event_day("Partijele au semnat joi.", FRIDAY, False, "ro") == ("2022-09-16", "about")


def test_a_day_that_no_calendar_has_is_no_date():
    assert event_day("2019年2月29日签署。", FRIDAY, False, "zh") == ("2022-09-16", "about")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Am Morgen griffen sie an."),
        ("es", "Por la mañana firmaron un acuerdo."),
        ("zh", "今日俄罗斯电视台报道。"),
        ("zh", "须在30日内撤军。"),
        ("zh", "0月3日签署。"),
    ],
)
def test_what_only_looks_like_a_date_dates_nothing(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("2022-09-16", "about")


def test_the_first_expression_that_can_be_read_counts():
    assert event_day("2月30日之后，双方9月15日会晤。", FRIDAY, False, "zh") == ("2022-09-15", "day")
    assert event_day("周四举行会谈。", FRIDAY, False, "zh") == ("2022-09-15", "day")
    assert event_day("وأمس عقد الاجتماع.", FRIDAY, False, "ar") == ("2022-09-15", "day")


def test_the_ends_of_the_calendar_are_no_error():
    assert event_day("Встреча прошла в четверг.", datetime.date(9999, 12, 31), False, "ru") == ("9999-12-31", "about")
    assert event_day("双方21日会晤。", datetime.date(9999, 12, 31), True, "zh")[1] in ("", "day")
    assert event_day("双方21日会晤。", datetime.date(1, 1, 1), False, "zh")[1] in ("about", "day")
