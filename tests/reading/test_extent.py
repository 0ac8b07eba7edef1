"""What ends a text tells a lead from a full article."""

import random

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import herdline
from herdline.reading import extent, load_outlets
from herdline.reading.cleaning import clean_texts
from herdline.reading.extent import HINT, LONGEST_LIKELY, cut_short, without_links

LONG = "The council of Orvane met on Monday and spoke of the bridge. "
RUSSIAN = "Совет Орване собрался в понедельник и говорил о мосте. "
CHINESE = "奥尔瓦内市议会星期一开会讨论桥梁问题。"
ARABIC = "اجتمع مجلس أورفانه يوم الاثنين وتحدث عن الجسر. "


def cut(*texts: str) -> list[bool]:
    return [bool(found) for found in cut_short(*clean_texts(pa.array(texts)))]


@pytest.mark.parametrize(
    "end",
    [
        "Continue reading...", "Continue Reading at The Barometer", "Read the full story on barometer.example",
        "To read this article in full, please click here", "Click here to read the rest of the story",
        "Weiterlesen", "Den ganzen Artikel lesen", "Lire la suite", "Lire la suite de l’article »", "Seguir leyendo",
        "Leer el artículo completo", "Czytaj dalej", "Przeczytaj cały artykuł", "Читать далее →", "Читать полностью",
        "阅读全文", "……全文", "点击阅读全文>", "تابع القراءة", "لقراءة المزيد",
    ],
)  # fmt: skip
def test_the_words_of_a_link_to_the_whole_mark_a_lead_of_any_length(end: str):
    assert cut(LONG * 5 + end, LONG * 200 + end) == [True, True]


@pytest.mark.parametrize(
    "end",
    ["Read more", "Read More »", "…", "[…]", "and then the bridge...", "Mehr lesen", "En savoir plus", "Leer más",
     "Czytaj więcej", "Więcej", "Подробнее", "更多", "اقرأ المزيد", "المزيد"],
)  # fmt: skip
def test_what_stands_under_whole_articles_too_marks_a_lead_up_to_a_length(end: str):
    assert cut(LONG * 20 + end, LONG * (LONGEST_LIKELY // 5) + end) == [True, False]


@pytest.mark.parametrize(
    "end",
    [
        "He told the pupils to read more.", "They could not continue reading.", "She asked for much more",
        "Der Rat will mehr.", "Совет обсудил вопрос подробнее.", "议员要求知道更多", "议员阅读了全文。",
        "طلب المجلس المزيد", "Rada chce wiedzieć więcej", "It was... the bridge.", "To join the club, click here.",
        "Click here to read more by our critics and to see what else is new in Orvane this week and in the next",
    ],
)  # fmt: skip
def test_a_sentence_that_uses_such_words_is_no_mark(end: str):
    assert cut(LONG * 20 + end) == [False]


def test_every_mark_is_hinted_at():
    ends = ["Continue reading", "Keep reading", "Zum ganzen Artikel", "Lire l'article complet", "Leia mais", "More",
            "Leggi tutto", "Continuar lendo", "Детальніше", "继续阅读", "繼續閱讀", "أكمل القراءة", "查看详情",
            "Más"]  # fmt: skip
    assert cut(*(LONG + end for end in ends)) == [True] * len(ends), HINT


@pytest.mark.parametrize(
    ("sentence", "end"),
    [(LONG, "Continue reading..."), (RUSSIAN, "Читать далее"), (CHINESE, "阅读全文"), (ARABIC, "[…]")],
    ids=["en", "ru", "zh", "ar"],
)
def test_a_record_that_ends_in_a_mark_is_read_as_a_lead_and_a_broadcaster_s_brief_is_not(
    tmp_path, sentence: str, end: str
):
    brief = sentence * (1 + 130 // int(clean_texts(pa.array([sentence]))[1][0]))
    source = tmp_path / "brief.jsonl"
    records = [{"id": "brief", "text": brief}, {"id": "cut", "text": brief + end}, {"id": "short", "text": sentence}]
    source.write_bytes(b"\n".join(orjson.dumps(record) for record in records))
    with herdline.open(None) as store:
        store.read(source)
        rows = store.sql("select given_id, extent, text from articles").to_pylist()
    assert {row["given_id"]: row["extent"] for row in rows} == {"brief": "full", "cut": "lead", "short": "lead"}
    assert not any(row["text"].endswith("全文") or row["text"].endswith("reading...") for row in rows)


def test_a_page_that_was_read_whole_stays_full_whatever_button_is_left_under_it(tmp_path):
    paragraphs = "".join(f"<p>{LONG * 3}</p>" for _ in range(6))
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><head><title>Bridge of Orvane</title></head><body><article><h1>Bridge of Orvane</h1>{paragraphs}"
        "<p>Read more</p></article></body></html>",
        encoding="utf-8",
    )
    with herdline.open(None) as store:
        store.read(page)
        assert [row["extent"] for row in store.sql("select extent from articles").to_pylist()] == ["full"]


def test_no_texts_are_no_trouble():
    assert cut_short(pa.array([], pa.string()), np.zeros(0, np.int32)).tolist() == []
    assert cut("", "Continue reading") == [False, True]


@pytest.mark.parametrize("name", ["CCTV", "CCTV Xinwen Lianbo", "xinwen lianbo", "新闻联播"])
def test_programmes_of_one_broadcaster_are_one_outlet(name: str):
    assert load_outlets().resolve(None, name, None)[0] == "cctv.com"


def test_links_go_from_the_end_as_a_search_of_the_whole_text_would_take_them():
    chance = random.Random(3)
    parts = ["Continue reading", "Read more", "MORE", " at The Barometer", " on x.example", " ", "\n", "\n\n", ".", "!",
             "。", "»", "→", "...", "…", ">", "阅读全文", "Читать далее", "bridge", "The council met", ",", "Mehr", "ſ",
             "\u00a0", "[…]", "(More)", " " * 50, "لقراءة المزيد", "”"]  # fmt: skip
    texts = ["".join(chance.choices(parts, k=chance.choice([1, 2, 3, 5, 8, 40]))).strip() for _ in range(5000)]
    left = pa.array(texts)
    for pattern in (
        rf"(?is)({extent._ENDED}|^)\s*(?:(?:{extent._ANY})\s*(?:{extent._SIGN})?\s*)+$",
        rf"(?s)(\s)(?:{extent._LINKS})\s*(?:{extent._SIGN})\s*$",
    ):
        left = pc.replace_substring_regex(left, pattern, r"\1")
    found = [without_links(text) for text in texts]
    assert found == pc.utf8_trim_whitespace(left).to_pylist()
    assert 500 < sum(a != b for a, b in zip(found, texts, strict=True)) < 4500
