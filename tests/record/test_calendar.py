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


@pytest.mark.parametrize(
    ("lang", "text", "date", "precision"),
    [
        ("de", "Vor drei Tagen trafen sich die Minister.", "2022-09-13", "day"),
        ("de", "Der Minister reiste vor zwei Wochen ab.", "2022-08-29", "about"),
        ("de", "Vor einem Monat trafen sie sich.", "2022-08", "month"),
        ("de", "Vor zwei Jahren griffen sie an.", "2020", "year"),
        ("de", "Letzte Woche trafen sie sich.", "2022-09-05", "about"),
        ("de", "Im vergangenen Monat trafen sie sich.", "2022-08", "month"),
        ("de", "Am vergangenen Dienstag trafen sie sich.", "2022-09-13", "day"),
        ("de", "Im Juni trafen sie sich.", "2022-06", "month"),
        ("de", "Im März 2021 trafen sie sich.", "2021-03", "month"),
        ("de", "Im Jahr 2014 wurde die Krim annektiert.", "2014", "year"),
        ("de", "Am 3.6.2022 trafen sie sich.", "2022-06-03", "day"),
        ("de", "Letztes Jahr trafen sie sich.", "2021", "year"),
        ("de", "In der Nacht zum Donnerstag griffen sie an.", "2022-09-15", "day"),
        ("ru", "Они встретились в прошлый вторник.", "2022-09-13", "day"),
        ("ru", "Три дня назад министры встретились.", "2022-09-13", "day"),
        ("ru", "Две недели назад министр уехал.", "2022-08-29", "about"),
        ("ru", "На прошлой неделе они встретились.", "2022-09-05", "about"),
        ("ru", "В прошлом месяце они встретились.", "2022-08", "month"),
        ("ru", "В прошлом году они встретились.", "2021", "year"),
        ("ru", "В июне они встретились.", "2022-06", "month"),
        ("ru", "В марте 2021 года они встретились.", "2021-03", "month"),
        ("ru", "В 2014 году Крым был аннексирован.", "2014", "year"),
        ("ru", "03.06.2022 они встретились.", "2022-06-03", "day"),
        ("ru", "Позавчера они встретились.", "2022-09-14", "day"),
        ("ru", "Год назад они встретились.", "2021", "year"),
        ("zh", "昨天双方举行会谈。", "2022-09-15", "day"),
        ("zh", "三天前双方举行会谈。", "2022-09-13", "day"),
        ("zh", "两周前双方举行会谈。", "2022-08-29", "about"),
        ("zh", "上周双方举行会谈。", "2022-09-05", "about"),
        ("zh", "上周二双方举行会谈。", "2022-09-06", "day"),
        ("zh", "上个月双方举行会谈。", "2022-08", "month"),
        ("zh", "去年双方举行会谈。", "2021", "year"),
        ("zh", "今年6月双方举行会谈。", "2022-06", "month"),
        ("zh", "2014年俄罗斯吞并克里米亚。", "2014", "year"),
        ("zh", "2021年3月双方举行会谈。", "2021-03", "month"),
        ("zh", "前天双方举行会谈。", "2022-09-14", "day"),
        ("zh", "两年前双方举行会谈。", "2020", "year"),
        ("ar", "أمس التقى الوزيران.", "2022-09-15", "day"),
        ("ar", "قبل ثلاثة أيام التقى الوزيران.", "2022-09-13", "day"),
        ("ar", "التقى الوزيران أول أمس.", "2022-09-14", "day"),
        ("ar", "التقى الوزيران الأسبوع الماضي.", "2022-09-05", "about"),
        ("ar", "التقى الوزيران الشهر الماضي.", "2022-08", "month"),
        ("ar", "التقى الوزيران العام الماضي.", "2021", "year"),
        ("ar", "التقى الوزيران يوم الثلاثاء الماضي.", "2022-09-13", "day"),
        ("ar", "قبل أسبوعين التقى الوزيران.", "2022-08-29", "about"),
        ("ar", "في يونيو التقى الوزيران.", "2022-06", "month"),
        ("ar", "في عام 2014 ضمت روسيا القرم.", "2014", "year"),
        ("ar", "في 15 أيلول التقى الوزيران.", "2022-09-15", "day"),
        ("ar", "في ١٥ سبتمبر التقى الوزيران.", "2022-09-15", "day"),
        ("fr", "Il y a deux semaines, ils se sont rencontrés.", "2022-08-29", "about"),
        ("fr", "Ils se sont rencontrés il y a trois jours.", "2022-09-13", "day"),
        ("fr", "Il y a un an, ils se sont rencontrés.", "2021", "year"),
        ("fr", "Ils se sont rencontrés mardi dernier.", "2022-09-13", "day"),
        ("fr", "Ils se sont rencontrés la semaine dernière.", "2022-09-05", "about"),
        ("fr", "Ils se sont rencontrés le mois dernier.", "2022-08", "month"),
        ("fr", "Ils se sont rencontrés l'année dernière.", "2021", "year"),
        ("fr", "Ils se sont rencontrés en juin.", "2022-06", "month"),
        ("fr", "Ils se sont rencontrés en mars 2021.", "2021-03", "month"),
        ("fr", "En 2014, la Crimée a été annexée.", "2014", "year"),
        ("fr", "Ils se sont rencontrés avant-hier.", "2022-09-14", "day"),
        ("es", "Hace tres días se reunieron.", "2022-09-13", "day"),
        ("es", "Se reunieron hace dos semanas.", "2022-08-29", "about"),
        ("es", "Se reunieron la semana pasada.", "2022-09-05", "about"),
        ("es", "Se reunieron el mes pasado.", "2022-08", "month"),
        ("es", "Se reunieron el año pasado.", "2021", "year"),
        ("es", "Se reunieron el martes pasado.", "2022-09-13", "day"),
        ("es", "Se reunieron en junio.", "2022-06", "month"),
        ("es", "Se reunieron en marzo de 2021.", "2021-03", "month"),
        ("es", "En 2014 Crimea fue anexada.", "2014", "year"),
        ("es", "Se reunieron anteayer.", "2022-09-14", "day"),
        ("pl", "Wczoraj ministrowie się spotkali.", "2022-09-15", "day"),
        ("pl", "Trzy dni temu ministrowie się spotkali.", "2022-09-13", "day"),
        ("pl", "Dwa tygodnie temu minister wyjechał.", "2022-08-29", "about"),
        ("pl", "W zeszłym tygodniu się spotkali.", "2022-09-05", "about"),
        ("pl", "W ubiegłym miesiącu się spotkali.", "2022-08", "month"),
        ("pl", "W zeszłym roku się spotkali.", "2021", "year"),
        ("pl", "W zeszły wtorek się spotkali.", "2022-09-13", "day"),
        ("pl", "W czerwcu się spotkali.", "2022-06", "month"),
        ("pl", "W marcu 2021 roku się spotkali.", "2021-03", "month"),
        ("pl", "W 2014 roku Krym został zaanektowany.", "2014", "year"),
        ("pl", "Przedwczoraj się spotkali.", "2022-09-14", "day"),
        ("kk", "Кеше министрлер кездесті.", "2022-09-15", "day"),
        ("kk", "Үш күн бұрын министрлер кездесті.", "2022-09-13", "day"),
        ("kk", "Екі апта бұрын министрлер кездесті.", "2022-08-29", "about"),
        ("kk", "Өткен аптада министрлер кездесті.", "2022-09-05", "about"),
        ("kk", "Өткен айда министрлер кездесті.", "2022-08", "month"),
        ("kk", "Былтыр министрлер кездесті.", "2021", "year"),
        ("kk", "Өткен жылы министрлер кездесті.", "2021", "year"),
        ("kk", "Өткен сейсенбіде министрлер кездесті.", "2022-09-13", "day"),
        ("kk", "Маусымда министрлер кездесті.", "2022-06", "month"),
        ("kk", "2014 жылы Қырым аннексияланды.", "2014", "year"),
        ("kk", "Алдыңғы күні министрлер кездесті.", "2022-09-14", "day"),
    ],
)
def test_ordinary_words_for_what_was_date_it(lang, text, date, precision):
    assert event_day(text, FRIDAY, False, lang) == (date, precision)


@pytest.mark.parametrize(
    ("lang", "text", "date", "precision"),
    [
        ("de", "In drei Tagen treffen sie sich.", "2022-09-19", "day"),
        ("de", "Nächste Woche treffen sie sich.", "2022-09-19", "about"),
        ("de", "Übermorgen treffen sie sich.", "2022-09-18", "day"),
        ("ru", "Через три дня они встретятся.", "2022-09-19", "day"),
        ("ru", "На следующей неделе они встретятся.", "2022-09-19", "about"),
        ("ru", "В октябре они встретятся.", "2022-10", "month"),
        ("zh", "三天后双方将举行会谈。", "2022-09-19", "day"),
        ("zh", "下周双方将举行会谈。", "2022-09-19", "about"),
        ("zh", "下周二双方将举行会谈。", "2022-09-20", "day"),
        ("zh", "后天双方将举行会谈。", "2022-09-18", "day"),
        ("ar", "سيلتقي الوزيران الأسبوع المقبل.", "2022-09-19", "about"),
        ("ar", "سيلتقي الوزيران غدا.", "2022-09-17", "day"),
        ("ar", "سيلتقي الوزيران يوم الثلاثاء المقبل.", "2022-09-20", "day"),
        ("fr", "Ils se rencontreront dans trois jours.", "2022-09-19", "day"),
        ("fr", "Ils se rencontreront la semaine prochaine.", "2022-09-19", "about"),
        ("fr", "Ils se rencontreront mardi prochain.", "2022-09-20", "day"),
        ("es", "Se reunirán dentro de tres días.", "2022-09-19", "day"),
        ("es", "Se reunirán la próxima semana.", "2022-09-19", "about"),
        ("es", "Se reunirán pasado mañana.", "2022-09-18", "day"),
        ("pl", "Za trzy dni się spotkają.", "2022-09-19", "day"),
        ("pl", "W przyszłym tygodniu się spotkają.", "2022-09-19", "about"),
        ("pl", "Pojutrze się spotkają.", "2022-09-18", "day"),
        ("kk", "Үш күннен кейін министрлер кездеседі.", "2022-09-19", "day"),
        ("kk", "Келесі аптада министрлер кездеседі.", "2022-09-19", "about"),
        ("kk", "Ертең министрлер кездеседі.", "2022-09-17", "day"),
    ],
)
def test_ordinary_words_for_what_is_to_come_date_it(lang, text, date, precision):
    assert event_day(text, FRIDAY, True, lang) == (date, precision)


@pytest.mark.parametrize(
    ("lang", "text", "date", "precision"),
    [
        ("ru", "Двадцать лет назад они встретились.", "2002", "year"),
        ("ru", "Переговоры прошли во вторник, 6 сентября.", "2022-09-06", "day"),
        ("de", "Am Dienstag, 6. September, trafen sie sich.", "2022-09-06", "day"),
        ("de", "Am Dienstag, den 6. September trafen sie sich.", "2022-09-06", "day"),
        ("de", "Am Dienstagabend trafen sie sich.", "2022-09-13", "day"),
        ("fr", "Le mardi 6 septembre, ils se sont rencontrés.", "2022-09-06", "day"),
        ("es", "El martes 6 de septiembre se reunieron.", "2022-09-06", "day"),
        ("es", "El 6 de septiembre de 2021 se reunieron.", "2021-09-06", "day"),
        ("pl", "We wtorek, 6 września, się spotkali.", "2022-09-06", "day"),
        ("zh", "九月六日双方举行会谈。", "2022-09-06", "day"),
        ("zh", "二十一日双方举行会谈。", "2022-08-21", "day"),
        ("zh", "双方9月6日（周二）举行会谈。", "2022-09-06", "day"),
        ("zh", "上月15日双方举行会谈。", "2022-08-15", "day"),
        ("ar", "التقى الوزيران يوم الثلاثاء 6 سبتمبر.", "2022-09-06", "day"),
        ("kk", "2021 жылғы наурызда министрлер кездесті.", "2021-03", "month"),
    ],
)
def test_a_date_in_words_or_figures_goes_before_the_day_of_the_week(lang, text, date, precision):
    assert event_day(text, FRIDAY, False, lang) == (date, precision)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Несколько лет назад они встретились."),
        ("de", "Vor einigen Jahren trafen sie sich."),
        ("ar", "قبل سنوات التقى الوزيران."),
        ("kk", "Бірнеше жыл бұрын министрлер кездесті."),
    ],
)
def test_some_years_ago_is_no_day_and_not_the_articles(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("", "")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Выбросы попали в окружающую среду."),
        ("ru", "Несколько дней назад они встретились."),
        ("de", "Seit 2014 greift Russland die Ukraine an."),
        ("fr", "Depuis 2014, la Russie occupe la Crimée."),
        ("pl", "Kilka dni temu się spotkali."),
        ("pl", "Od 2014 roku Rosja okupuje Krym."),
        ("zh", "目前天气炎热，双方举行会谈。"),
        ("zh", "自2014年以来俄罗斯占领克里米亚。"),
        ("zh", "一周三次举行会谈。"),
        ("ar", "منذ عام 2014 تحتل روسيا القرم."),
        ("ar", "قبل يوم من الانتخابات التقى الوزيران."),
        ("ar", "قبل أسبوع الموضة التقى الوزيران."),
        ("es", "Dijo que hace dos años que no se reúnen."),
    ],
)
def test_what_names_another_span_or_no_time_dates_nothing(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("2022-09-16", "about")


def test_the_year_of_a_clause_does_not_date_the_event_beyond_the_comma():
    text = "Министр, который в 2014 году возглавил армию, встретился с послом."
    assert event_day(text, FRIDAY, False, "ru", text.index("встретился")) == ("2022-09-16", "about")
    assert event_day(text, FRIDAY, False, "ru", text.index("возглавил")) == ("2014", "year")


def test_arabic_figures_and_chinese_numbers_are_read():
    assert event_day("في ١٥ سبتمبر التقى الوزيران.", FRIDAY, False, "ar") == ("2022-09-15", "day")
    assert event_day("二〇一四年俄罗斯吞并克里米亚。", FRIDAY, False, "zh") == ("2014", "year")


def test_what_is_to_come_is_of_no_day_that_is_over():
    assert event_day("Gestern sagte er, sie werden kommen.", FRIDAY, True, "de") == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "Esta mañana firmaron un acuerdo.",
        "Se reunieron esta misma mañana.",
        "Esta madrugada atacaron el puerto.",
        "Firmaron el acuerdo esta noche.",
    ],
)
def test_this_morning_in_spanish_is_today(text):
    assert event_day(text, FRIDAY, False, "es") == ("2022-09-16", "day")


@pytest.mark.parametrize(
    "text",
    [
        "Cada mañana protestan ante la puerta.",
        "Toda la mañana bombardearon el puerto.",
        "Una mañana firmaron.",
        "A media mañana firmaron.",
        "El mañana es de ellos.",
        "Muy de mañana salieron.",
    ],
)
def test_a_morning_in_spanish_is_not_tomorrow(text):
    assert event_day(text, FRIDAY, False, "es") == ("2022-09-16", "about")


def test_tomorrow_in_spanish_stays_tomorrow():
    for text in ("Mañana se reunirán.", "A partir de mañana debatirán.", "Se reunirán mañana por la tarde."):
        assert event_day(text, FRIDAY, True, "es") == ("2022-09-17", "day")


@pytest.mark.parametrize(
    "text",
    [
        "北溪2号管道被炸。", "北溪-2号管道被炸。", "北溪二号管道被炸。", "“北溪2号”被炸。", "北溪 2号被炸。",
        "神舟15号升空。", "嫦娥五号返回。", "7号楼遭袭。", "袭击发生在7号公路。", "6号和7号机组停机。",
        "12号台风登陆。", "2号人物被捕。", "第15号决议通过。", "冲突第10日，双方会谈。", "连续三日炮击。",
        "有朝一日双方会谈。", "赔偿30日元。",
    ],
)  # fmt: skip
def test_a_number_that_names_something_in_chinese_is_no_day(text):
    assert event_day(text, FRIDAY, False, "zh") == ("2022-09-16", "about")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15号双方会谈。", "2022-09-15"), ("本月15号双方会谈。", "2022-09-15"), ("上个月15号双方会谈。", "2022-08-15"),
        ("双方于15号会谈。", "2022-09-15"), ("会议结束，15號雙方會談。", "2022-09-15"),
        ("周四15号双方会谈。", "2022-09-15"),
        ("9月3号和5号会谈。", "2022-09-03"), ("15号机场遭袭。", "2022-09-15"),
        ("双方于 9 月 15 日会谈。", "2022-09-15"),
    ],
)  # fmt: skip
def test_a_number_of_the_day_in_chinese_is_one_behind_a_month_or_in_front(text, day):
    assert event_day(text, FRIDAY, False, "zh") == (day, "day")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "2,5 года назад они встретились."),
        ("pl", "2,5 roku temu się spotkali."),
        ("kk", "2,5 жыл бұрын министрлер кездесті."),
        ("de", "Vor 2,5 Jahren trafen sie sich."),
        ("fr", "Il y a 2,5 ans, ils se sont rencontrés."),
        ("es", "Hace 2,5 años se reunieron."),
        ("ar", "قبل 2.5 سنوات التقى الوزيران."),
        ("zh", "2.5年前双方举行会谈。"),
    ],
)
def test_a_fraction_of_a_number_is_no_number_of_its_own(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("2020", "year")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "1 200 дней назад они встретились."),
        ("ru", "1200 дней назад они встретились."),
        ("de", "Vor 1.200 Tagen trafen sie sich."),
        ("es", "Hace 1.200 días se reunieron."),
        ("zh", "1200天前双方举行会谈。"),
    ],
)
def test_thousands_are_one_number(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("2019-06-04", "day")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Двадцать пять лет назад они встретились."),
        ("pl", "Dwadzieścia pięć lat temu się spotkali."),
        ("kk", "Жиырма бес жыл бұрын министрлер кездесті."),
        ("de", "Vor fünfundzwanzig Jahren trafen sie sich."),
        ("fr", "Il y a vingt-cinq ans, ils se sont rencontrés."),
        ("es", "Hace veinticinco años se reunieron."),
        ("ar", "قبل خمسة وعشرين عاما التقى الوزيران."),
        ("zh", "二十五年前双方举行会谈。"),
    ],
)
def test_numbers_of_two_words_count_whole(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("1997", "year")


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Сто двадцать лет назад они встретились."), ("ru", "2-3 дня назад они встретились."),
     ("zh", "2014年前双方举行会谈。")],
)  # fmt: skip
def test_the_end_of_a_greater_number_or_range_counts_nothing(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("2022-09-16", "about")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("zh", "几十年前双方举行会谈。"),
        ("ru", "Полгода назад они встретились."),
        ("de", "Vor anderthalb Jahren trafen sie sich."),
    ],
)
def test_halves_and_dozens_of_years_ago_are_not_the_articles_day(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("", "")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "La Plaza 25 de Mayo fue ocupada."),
        ("ru", "Улица 9 Мая обстреляна."),
        ("pl", "Aleja 3 Maja została zamknięta."),
        ("kk", "1 мамыр көшесі жабылды."),
        ("de", "Die Straße des 17. Juni war gesperrt."),
        ("fr", "La rue du 4 septembre était bloquée."),
        ("ar", "أغلق جسر 6 أكتوبر."),
    ],
)
def test_a_street_named_after_a_day_dates_nothing(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("2022-09-16", "about")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Газета «Завтра» сообщила о встрече."),
        ("ar", "التقى الوزيران، بحسب روسيا اليوم."),
        ("de", "Das Magazin „heute“ meldete ein Treffen."),
        ("ru", "Каждый понедельник они встречаются."),
        ("pl", "Co wtorek się spotykają."),
        ("de", "Jeden Montag trafen sie sich."),
        ("fr", "Chaque lundi, ils se sont rencontrés."),
        ("es", "En 2000 metros de altura se reunieron."),
    ],
)
def test_papers_habits_and_measures_date_nothing(lang, text):
    assert event_day(text, FRIDAY, False, lang) == ("2022-09-16", "about")


@pytest.mark.parametrize(
    ("lang", "text", "date"),
    [
        ("ar", "أمس الأول التقى الوزيران.", "2022-09-14"),
        ("ar", "التقى الوزيران في 15 أيلول/سبتمبر 2014.", "2014-09-15"),
        ("ar", "في ١٥/٠٩/٢٠٢٢ التقى الوزيران.", "2022-09-15"),
        ("de", "Am 11. 9. 2001 trafen sie sich.", "2001-09-11"),
        ("ru", "15.09.22 они встретились.", "2022-09-15"),
        ("zh", "双方２０２２年９月１５日会谈。", "2022-09-15"),
        ("zh", "双方2022.9.15会谈。", "2022-09-15"),
        ("zh", "双方今晚会谈。", "2022-09-16"),
    ],
)
def test_dates_in_other_digits_marks_and_words_are_read(lang, text, date):
    assert event_day(text, FRIDAY, False, lang) == (date, "day")


@pytest.mark.parametrize("day", [datetime.date(1, 1, 1), datetime.date(2, 1, 1), datetime.date(9998, 12, 31)])
@pytest.mark.parametrize("future", [True, False])
def test_no_number_and_no_day_is_an_error(day, future):
    for lang, text in (
        ("es", "Hace 1499 años, el 29 de febrero, en 3 días."), ("ru", "1200 лет назад, через 900 месяцев, 31 июня."),
        ("zh", "1400年前，0月0日，99月99日，三百年后。"), ("ar", "قبل ٩٩٩ سنة، في ٣٠ فبراير ٠٠٠٠."),
        ("de", "In 9999 Tagen, am 00.00.2000."),
    ):  # fmt: skip
        date, precision = event_day(text, day, future, lang)
        assert precision in ("", "day", "month", "year", "about") and len(date) <= 10


def test_a_year_far_beyond_the_article_is_a_slip():
    assert event_day("Se reunirán el 15 de mayo de 9999.", FRIDAY, True, "es") == ("", "")
