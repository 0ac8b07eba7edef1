"""Sentences, anchors and order-keeping alignment: what translated copies rest on."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from herdline.copies.monotone import align_in_order
from herdline.copies.notices import find_notices
from herdline.copies.sentences import sentences
from herdline.text.anchors import anchors, folded, numbers


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The first sentence ends here. The second one is longer! Is this the third?", 3),
        ("Первое предложение кончается здесь. Второе немного длиннее… Третье ли это предложение?", 3),
        ("第一句话到这里结束。第二句话稍微长一点！第三句是问句吗？", 3),
        ("Бірінші сөйлем осында аяқталады. Екінші сөйлем сәл ұзағырақ.", 2),
        ("انتهت الجملة الأولى هنا. هل هذه هي الجملة الثانية؟ نعم إنها الثانية.", 3),
        ("A line without a full stop\n\nAnother line of its own", 2),
        ("", 0),
    ],
)
def test_sentences_in_all_scripts(text, count):
    assert len(sentences(text)) == count


@given(st.text())
def test_sentences_lie_in_the_text_in_order(text):
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        last = end


def test_names_are_folded_alike_across_scripts():
    assert folded("Тоқаевтың") == folded("Токаева") == folded("Tokayev")
    assert folded("Самарқандта") == folded("Samarkand") == folded("Самарканд")


def test_anchors_and_numbers():
    assert "2022" in anchors("15 қыркүйек 2022 жылы")
    assert numbers("٢٠٢٢ and 7 and ２１") == {"2022", "21"}


@given(hnp.arrays(np.float32, st.tuples(st.integers(0, 12), st.integers(0, 12)), elements=st.floats(0, 1, width=16)))
def test_alignment_keeps_the_order_and_uses_each_sentence_once(likeness):
    pairs = align_in_order(likeness, 0.3)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(pairs))
    assert all(likeness[p] > 0.3 for p in pairs)


def test_alignment_finds_the_diagonal():
    assert align_in_order(np.eye(5, dtype=np.float32), 0.3) == [(n, n) for n in range(5)]


def test_notices_of_republication():
    import pyarrow as pa

    texts = [
        "Text.\n\nThis column first appeared in The Barometer.", "Текст.\n\nВпервые опубликовано в «Барометре».",
        "正文。\n\n转载自晴雨表网。", "Nothing of the kind stands here.", None,
    ]  # fmt: skip
    batch = pa.record_batch({"id": pa.array(range(5), pa.int64()), "text": pa.array(texts)})
    found = {row["article"]: row["notice"] for row in find_notices(batch).to_pylist()}
    assert set(found) == {0, 1, 2}
    assert "barometer" in found[0]
