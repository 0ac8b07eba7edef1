"""Quotations and their speakers in languages that are not parsed; all sentences are our own."""

from __future__ import annotations

import time

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.record.quoting.marks import marked
from herdline.record.quoting.quoted import quoted, read
from herdline.record.quoting.quotes import is_sure
from herdline.record.quoting.saying import CLASSES, LANGUAGES, saying
from herdline.views import quotes

BEHIND = [
    ("ru", "«Мы построим новый мост», — сказал мэр города Иван Лосев в среду.", "мэр города Иван Лосев"),
    ("ru", "«Дорога закрыта до весны», — сообщили в министерстве транспорта.", "министерстве транспорта"),
    ("zh", "“我们今年要修一座新桥。”市长王芳说。", "市长王芳"),
    ("de", "„Wir bauen eine neue Brücke“, sagte Bürgermeisterin Anna Vogel am Montag.", "Bürgermeisterin Anna Vogel"),
    ("de", "»Das wird schwer genug«, so die Trainerin.", "die Trainerin"),
    ("de", "„Die Brücke bleibt gesperrt“, heißt es in einer Mitteilung der Stadt.", "einer Mitteilung der Stadt"),
    ("fr", "« Nous construirons un nouveau pont », a déclaré la maire Anne Lebrun mardi.", "la maire Anne Lebrun"),
    ("fr", '"Nous ne partirons pas d\'ici", a-t-elle ajouté.', "elle"),
    ("fr", "« Le pont sera rouvert », selon le préfet.", "le préfet"),
    ("ar", '"لن نغادر هذه المدينة أبدا"، قال عمر ناصر في بيان.', "عمر ناصر"),
    ("es", "«Construiremos un puente nuevo», dijo la alcaldesa Ana Robles el lunes.", "la alcaldesa Ana Robles"),
    ("es", "“El río ha vuelto a subir”, según el portavoz de la ciudad.", "el portavoz de la ciudad"),
    ("es", "“El puente aguanta bien”, sintetizó Marta Gil.", "Marta Gil"),
    ("pl", "„Zbudujemy nowy most” – powiedział w środę burmistrz Jan Lis.", "burmistrz Jan Lis"),
    ("pl", '"Droga jest zamknięta do wiosny" - czytamy w komunikacie urzędu.', "komunikacie urzędu"),
]
AHEAD = [
    ("ru", "Премьер-министр Анна Котова заявила: «Мы готовы к переговорам с соседями».", "Премьер-министр Анна Котова"),
    ("zh", "外交部发言人李明1日在记者会上表示，“我们将继续推动对话。”", "外交部发言人李明"),
    ("zh", "王芳说：「我们不会离开这座城市。」", "王芳"),
    ("zh", "据新华社报道，“桥梁已经正式通车运行。”", "新华社"),
    ("de", "Am Montag sagte die Kanzlerin: „Wir schaffen das auch diesmal.“", "die Kanzlerin"),
    ("fr", "Le ministre Paul Morel a expliqué : « La porte reste grande ouverte. »", "Le ministre Paul Morel"),
    ("ar", 'وقال الوزير سامي حداد في مؤتمر صحفي: "سنبني جسرا جديدا هذا العام".', "الوزير سامي حداد"),
    ("ar", "وأضاف عمر ناصر قائلا: «لن نغادر هذه المدينة أبدا».", "عمر ناصر"),
    ("es", "El ministro Pablo Mora aseguró: “No vamos a subir los impuestos”.", "El ministro Pablo Mora"),
]
MIXED = [
    (
        "ru",
        "По словам губернатора Петра Зимина, жители «давно и терпеливо ждали этого решения».",
        "губернатора Петра Зимина",
    ),
    ("zh", "欧盟主席安娜20日称，这一决定“既不合理也不合法，必须尽快取消”。", "欧盟主席安娜"),
    ("de", "Minister Kurt Lang betonte, dass „niemand im Stich gelassen wird“.", "Minister Kurt Lang"),
    ("fr", "Le maire a dit que « la porte reste grande ouverte ».", "Le maire"),
    ("ar", 'وأكد المتحدث أن "الطريق مغلق حتى إشعار آخر".', "المتحدث"),
    ("es", "Según el portavoz Luis Gil, la carretera está “cerrada hasta nuevo aviso”.", "el portavoz Luis Gil"),
    ("pl", "Minister Ewa Sowa twierdzi, że droga będzie „zamknięta aż do wiosny”.", "Minister Ewa Sowa"),
]


def told(text, lang):
    return [
        (*(" .. ".join(text[s:e] for s, e in pieces) for pieces in (a.source, a.content)), a.kind)
        for a in quoted(text, lang)
    ]


@pytest.mark.parametrize(("lang", "text", "speaker"), BEHIND + AHEAD)
def test_a_quotation_and_its_speaker(lang, text, speaker):
    ((source, content, kind),) = told(text, lang)
    assert source == speaker
    assert content[0] in '«„“"「»' and content[-1] in '»“”"」«'
    assert kind == "direct"
    assert is_sure(quoted(text, lang)[0])


@pytest.mark.parametrize(("lang", "text", "speaker"), MIXED)
def test_words_in_marks_within_a_sentence_are_mixed(lang, text, speaker):
    ((source, _, kind),) = told(text, lang)
    assert (source, kind) == (speaker, "mixed")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "«Газпром» и «Единая Россия» промолчали, сказал эксперт."),
        ("ru", "На экраны выходит фильм «Дорога через старый лес», рассказал режиссёр."),
        ("zh", "会议强调，要落实“一带一路”倡议和“两个毫不动摇”。"),
        ("de", "Die Zeitung „Neue Welt“ berichtete darüber."),
        ("fr", "Il a parlé du « grand soir »."),
        ("es", "Dijo que la “nueva normalidad” había llegado."),
        ("ar", 'قال إن شركة "النور" أغلقت أبوابها.'),
    ],
)
def test_names_and_scare_quotes_are_no_quotations(lang, text):
    assert told(text, lang) == []


def test_what_has_no_speaker_says_so_and_is_not_sure():
    text = "«Мы не знаем, когда откроется дорога»."
    ((found, who),) = read(text, "ru")
    assert (found.source, found.cue, who) == ((), (), "")
    assert not is_sure(found)


def test_a_quotation_goes_on_behind_its_cue():
    text = "„Wir fangen morgen an“, sagte Anna Vogel. „Der Bau dauert zwei Jahre.“"
    assert told(text, "de") == [("Anna Vogel", "„Wir fangen morgen an“ .. „Der Bau dauert zwei Jahre.“", "direct")]


def test_a_verb_without_subject_and_a_pronoun_mean_the_one_before():
    text = "“El puente aguanta bien”, dijo Marta Gil. Más tarde llovió mucho. “No hay peligro alguno”, agregó."
    assert [who for _, who in read(text, "es")] == ["Marta Gil", "Marta Gil"]
    text = "«Мост выдержит всё», — заявила Анна Котова. Пошёл дождь. «Ремонт начнётся весной», — добавила она."
    assert [who for _, who in read(text, "ru")] == ["Анна Котова", "Анна Котова"]


def test_a_title_takes_the_name_behind_its_comma():
    text = "“El río ha vuelto a subir”, dijo el presidente del club, Juan Soler, en la radio."
    assert told(text, "es")[0][0] == "el presidente del club, Juan Soler"


def test_a_colon_that_ends_a_line_leads_to_the_next():
    text = "Le ministre Paul Morel a écrit :\n« Nous n'avons rien à cacher. »"
    assert told(text, "fr") == [("Le ministre Paul Morel", "« Nous n'avons rien à cacher. »", "direct")]


def test_inner_marks_belong_to_the_outer_quotation():
    text = "«Мы любим театр «Волна» и наш город», — сказала Анна Котова."
    assert told(text, "ru")[0][1] == "«Мы любим театр «Волна» и наш город»"


def test_one_mark_closes_two_names():
    text = "«Завод «Волна» молчит. «Мы начнём работу в срок», — сказал Иван Лосев."
    assert [text[m.start : m.end] for m in marked(text)] == ["«Завод «Волна»", "«Мы начнём работу в срок»"]


def test_an_unclosed_mark_ends_with_its_sentence_where_another_begins():
    text = '"Nous partirons demain matin. "Nous reviendrons bientôt", a dit Anne Lebrun.'
    assert [text[m.start : m.end] for m in marked(text)] == [
        '"Nous partirons demain matin.',
        '"Nous reviendrons bientôt"',
    ]


def test_a_quotation_that_is_not_closed_ends_with_its_line():
    text = "Anna Vogel sagte: „Wir bauen eine neue Brücke\nEs regnete."
    assert told(text, "de")[0][1] == "„Wir bauen eine neue Brücke"


def test_other_languages_have_none():
    assert quoted("“Köprü yakında açılacak”, dedi Ayşe.", "tr") == []
    assert read("", "en") == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "text", ["", "   ", "“", "”", "«»", "« « «", "» »", '"' * 7, "\x00" * 50, "：“", ": «", '\u202b"أ"\u202c']
)
def test_dirty_text_is_survived(text, lang):
    assert quoted(text, lang) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=st.text(alphabet="«»„“”\"'—:,. \nаА说：قلaAsagtdijoó", max_size=120))
@settings(max_examples=40, deadline=None)
def test_spans_lie_in_the_text(lang, text):
    for a in quoted(text, lang):
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("lang", "unit"),
    [
        ("es", '"a" '),
        ("ru", "«"),
        ("fr", "« a « b »"),
        ("zh", "王芳说：“我们不会离开这座城市。”"),
        ("de", "sagte „Wir sind da. "),
    ],
)
def test_a_huge_line_takes_time_in_proportion(lang, unit):
    def seconds(size):
        begun = time.process_time()
        quoted(unit * (size // len(unit)), lang)
        return time.process_time() - begun

    seconds(20_000)
    assert seconds(800_000) < 12 * max(seconds(200_000), 0.05)


def test_every_language_has_its_words():
    for lang in LANGUAGES:
        words = saying(lang)
        assert words.verb.search({"zh": "他说"}.get(lang, "")) or lang != "zh"
        assert all(getattr(words, name) is not None for name in CLASSES)
        assert words.verb.pattern != "(?!)" and words.pronoun.pattern != "(?!)"


def test_the_view_reads_all_languages_shows_the_sure_ones_and_names_who_is_known():
    held = duckdb.connect()
    held.sql("create table articles (id bigint, lang text, outlet text, published timestamp, text text)")
    texts = {
        "es": "“El puente aguanta bien”, dijo Marta Gil. “No hay peligro alguno”, agregó.",
        "zh": "王芳说：“我们不会离开这座城市。”",
        "ru": "«Мы не знаем, когда откроется дорога».",
        "tr": "“Köprü yakında açılacak”, dedi Ayşe.",
    }
    for number, (lang, text) in enumerate(texts.items()):
        held.execute("insert into articles values (?, ?, 'lantern.example', null, ?)", [number, lang, text])
    found = quotes(held, None, None, 10)[0]
    assert [(q.speaker, q.cue) for q in found] == [("Marta Gil", "dijo"), ("Marta Gil", "agregó"), ("王芳", "说")]
    assert [q.speaker for q in quotes(held, "王芳", None, 10)[0]] == ["王芳"]
    assert all(texts[list(texts)[q.article]][q.start : q.end] == q.content for q in found)


DASHED = [
    ("pl", "- Zbudujemy nowy most - powiedziała burmistrz Ewa Lis.", ["Zbudujemy nowy most"]),
    ("pl", "Most runął. – Nie było ofiar – dodał z kolei rzecznik policji.", ["Nie było ofiar"]),
    (
        "pl",
        "- Zostaniemy tutaj. Nikt nas nie wygoni! - mówi Jan Lis. - To jest nasz dom.",
        ["Zostaniemy tutaj. Nikt nas nie wygoni!", "To jest nasz dom."],
    ),
    ("pl", "- To miasto - moje miasto - nie zginie - stwierdził mer.", ["To miasto - moje miasto - nie zginie"]),
    ("ru", "— Мы построим новый мост, — сказал мэр Иван Лосев.", ["Мы построим новый мост"]),
]
NO_SPEECH = [
    ("pl", "Warszawa - Kraków - Gdańsk to trasa pociągu."),
    ("pl", "Jan Lis - burmistrz miasta - otworzył nowy most."),
    ("pl", "Most runął - poinformował rzecznik policji."),
    ("ru", "Москва — столица, и она растёт — говорят все."),
    ("es", "— Construiremos un puente — dijo la alcaldesa."),
]


@pytest.mark.parametrize(("lang", "text", "speech"), DASHED)
def test_speech_between_dashes_is_quoted(lang, text, speech):
    assert [text[s:e] for a in quoted(text, lang) for s, e in a.content] == speech


@pytest.mark.parametrize(("lang", "text"), NO_SPEECH)
def test_dashes_that_open_no_speech_quote_nothing(lang, text):
    assert quoted(text, lang) == []


def test_a_long_line_of_dashes_is_read_in_time():
    began = time.process_time()
    quoted("- Tak - nie " * 4000, "pl")
    assert time.process_time() - began < 5
