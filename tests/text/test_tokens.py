"""Tokens: any script, exact offsets, equal for equal words however they are written."""

from __future__ import annotations

import unicodedata

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from herdline.text.tokens import CAPITAL, IDEOGRAPH, NUMBER, WORD, hash_word, tokenize


def words(text: str) -> list[str]:
    t = tokenize([text])
    return [text[a:b] for a, b in zip(t.starts, t.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop: Xi’s 21st visit", ["Don't", "stop", "Xi’s", "21st", "visit"]),
        ("все взгляды — на саммит", ["все", "взгляды", "на", "саммит"]),
        ("习近平2022年访问", ["习", "近", "平", "2022", "年", "访", "问"]),
        ("كَتَبَ الرئيسُ رسالة", ["كَتَبَ", "الرئيسُ", "رسالة"]),
        ("qo'shma Өзбекстан", ["qo'shma", "Өзбекстан"]),
        ("'quoted' rock 'n' roll", ["quoted", "rock", "n", "roll"]),
        ("", []),
        (" \n\t…!?", []),
    ],
)
def test_words_of_many_scripts_are_cut_where_they_end(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉTÉ", "e\u0301te\u0301"), ("ёлка", "Елка"), ("مُحَمَّد", "محمد"), ("ＡＢＣ", "abc"), ("٢٠٢٢", "2022"),
        ("co\u00adoperate", "cooperate"), ("Don’t", "don't"), ("أحمد", "احمد"),
    ],
)  # fmt: skip
def test_forms_of_one_word_are_equal(one, other):
    assert hash_word(one) == hash_word(other)


@pytest.mark.parametrize(("one", "other"), [("21", "2"), ("мир", "міру"), ("か", "が"), ("가", "각"), ("कि", "की")])
def test_different_words_stay_different(one, other):
    assert tokenize([one]).hashes.tolist() != tokenize([other]).hashes.tolist()


def test_kinds_tell_numbers_ideographs_and_capitals():
    kinds = tokenize(["Xi met 2 leaders 习"]).kinds
    assert kinds.tolist() == [WORD | CAPITAL, WORD, NUMBER, WORD, IDEOGRAPH]


def test_null_and_empty_texts_have_no_tokens():
    t = tokenize(pa.array(["one two", None, "", "three"]))
    assert t.offsets.tolist() == [0, 2, 2, 2, 3]


def test_a_slice_of_a_column_is_read_as_that_slice():
    column = pa.array(["zero", "one two", "three"])
    assert tokenize(column.slice(1, 2)).offsets.tolist() == [0, 2, 3]


def test_broken_surrogates_do_no_harm():
    assert words("a\ud800b c")[-1] == "c"


@given(st.text(max_size=200))
def test_offsets_lie_in_the_text_in_order_and_cover_every_letter(text):
    text = text.encode("utf-8", "replace").decode()
    t = tokenize([text])
    assert np.all(t.starts < t.ends)
    assert np.all(t.ends[:-1] <= t.starts[1:])
    covered = np.zeros(len(text), bool)
    for a, b in zip(t.starts, t.ends, strict=True):
        covered[a:b] = True
    missed = [c for c, inside in zip(text, covered, strict=True) if not inside]
    assert not any(unicodedata.category(c) in ("Lu", "Ll", "Lo", "Nd") and ord(c) < 0x20000 for c in missed)


@given(st.lists(st.text(max_size=40), max_size=8))
def test_a_batch_is_its_texts_one_by_one(texts):
    texts = [t.encode("utf-8", "replace").decode() for t in texts]
    together = tokenize(texts)
    assert together.hashes.tolist() == [h for t in texts for h in tokenize([t]).hashes.tolist()]
