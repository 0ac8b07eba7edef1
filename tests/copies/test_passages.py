"""Shared passages: found, exact, in any script, whatever the order of rows."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.copies.helpers import found, pile, prose

ZH = (
    "上海合作组织成员国领导人在撒马尔罕举行会谈就能源运输粮食安全以及跨境贸易问题交换看法"
    "会后没有发表共同文件只公布了各自的新闻稿"
)
RU = (
    "Главы государств встретились в Самарканде и говорили о поставках зерна, о дорогах через Каспий и о том, "
    "как торговать без посредников в условиях новых ограничений"
)
AR = (
    "التقى قادة الدول في سمرقند وتحدثوا عن نقل الحبوب وعن الطرق عبر بحر قزوين "
    "وعن التجارة بلا وسطاء في ظل القيود الجديدة على المصارف"
)


def test_a_passage_is_found_with_exact_offsets():
    passage = prose(80, 7)
    one, other = prose(200, 1) + " " + passage + " " + prose(50, 2), prose(30, 3) + " " + passage + " " + prose(300, 4)
    (row,) = found(pile({"text": one}, {"text": other}))
    assert (row["a"], row["b"]) == (2, 1)
    assert other[row["a0"] : row["a1"]].strip(".") == passage.strip(".")
    assert one[row["b0"] : row["b1"]].strip(".") == passage.strip(".")
    assert (row["tokens"], row["edits"], row["own_a"], row["own_b"]) == (80, 0, 410, 330)


@pytest.mark.parametrize("text", [ZH, RU, AR], ids=["zh", "ru", "ar"])
def test_scripts_other_than_latin(text):
    lead = {
        "zh": "本报记者今日从当地发回报道。",
        "ru": "Наш корреспондент передаёт с места. ",
        "ar": "أفاد مراسلنا اليوم. ",
    }
    before = lead["zh" if text is ZH else "ru" if text is RU else "ar"]
    (row,) = found(pile({"text": text}, {"text": before + text}))
    assert (before + text)[row["a0"] : row["a1"]] == text
    assert text[row["b0"] : row["b1"]] == text


def test_an_edited_copy_is_one_aligned_passage_with_its_edits():
    words = prose(200, 5).split()
    edited = [("changed" + w if i % 20 == 10 else w) for i, w in enumerate(words)]
    (row,) = found(pile({"text": " ".join(words)}, {"text": " ".join(edited)}))
    assert row["edits"] == 10
    assert row["tokens"] == 190
    assert row["runs"] == 11


def test_fourteen_words_make_a_pair_and_thirteen_do_not():
    def pair(shared: int) -> int:
        run = prose(shared, 9)
        return len(
            found(
                pile({"text": f"{prose(40, 1)} {run} {prose(40, 2)}"}, {"text": f"{prose(40, 3)} {run} {prose(40, 4)}"})
            )
        )

    assert pair(14) == 1
    assert pair(13) == 0


def test_words_inside_quotation_marks_are_counted_in_every_style():
    speech = prose(30, 11)
    for opening, closing in ("“”", "«»", "„“", '""', "「」"):
        text = f"{prose(20, 1)} {opening}{speech}{closing} {prose(20, 2)}"
        (row,) = found(pile({"text": text}, {"text": f"{prose(25, 3)} {speech} {prose(20, 4)}"}))
        assert (row["quoted_b"], row["quoted_a"]) == (30, 0), opening


def test_an_unclosed_quotation_ends_with_its_line():
    speech = prose(30, 11)
    (row,) = found(pile({"text": f"He said: “no\n\n{speech}"}, {"text": f"{prose(25, 3)} {speech}"}))
    assert row["quoted_b"] == 0


def test_order_of_rows_does_not_matter():
    texts = [prose(120, n % 7) + " " + prose(60, 20 + n % 3) for n in range(12)]
    table = pile(*({"text": t} for t in texts))
    shuffled = table.take(random.Random(3).sample(range(12), 12))
    key = lambda row: tuple(row.values())  # noqa: E731
    assert sorted(found(table), key=key) == sorted(found(shuffled), key=key)


def test_dirty_input_is_no_error():
    table = pile(
        {"text": None, "title": None, "outlet": None, "published": None}, {"text": ""},
        {"text": "\U0001f600 \u202e !!!"},
        {"text": "a"}, {"text": "\x00\x01" * 50}, {"text": "word " * 3000}, {"text": "word " * 2500},
    )  # fmt: skip
    for row in found(table):
        assert row["a0"] < row["a1"]
    assert found(pile()) == [] if pile().num_columns else True


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from("abcdefgh"), min_size=0, max_size=80),
    st.lists(st.sampled_from("abcdefgh"), max_size=80),
    st.data(),
)
def test_reported_passages_hold_what_they_say(first, second, data):
    cut = data.draw(st.integers(0, len(first)))
    one = " ".join(first)
    other = " ".join(second + first[cut : cut + 40] + second)
    for row in found(pile({"text": one}, {"text": other})):
        a, b = other[row["a0"] : row["a1"]].split(), one[row["b0"] : row["b1"]].split()
        assert row["tokens"] <= min(len(a), len(b))
        assert row["runs"] == 1 or row["edits"] > 0 or a != b or row["runs"] > 1
        if row["runs"] == 1:
            assert a == b
            assert len(a) == row["tokens"]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(15, 60), st.integers(0, 50), st.integers(0, 50))
def test_every_planted_run_of_fifteen_words_is_found(seed, size, before, after):
    run = prose(size, 100_000 + seed)
    rows = found(
        pile(
            {"text": prose(60, seed) + " " + run}, {"text": f"{prose(before, seed + 1)} {run} {prose(after, seed + 2)}"}
        )
    )
    assert sum(row["tokens"] for row in rows) >= size


def test_chinese_needs_twenty_four_characters():
    def pair(shared: int) -> int:
        one, other = "今年秋收早于往年果农忙着采摘运输", "图书馆昨日开门读者排队借阅新书册"
        return len(found(pile({"text": one + ZH[:shared]}, {"text": other + ZH[:shared]})))

    assert pair(25) == 1
    assert pair(20) == 0
