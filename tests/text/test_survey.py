"""The quick survey of texts agrees with the tokenizer, and its hash is stable."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.text import survey as s
from herdline.text.tokens import tokenize

TEXTS = st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=60)), max_size=5)


@settings(deadline=None)
@given(TEXTS)
def test_words_are_the_tokenizers_words(texts):
    column = pa.array(texts, pa.string())
    assert s.survey(column)[0].tolist() == np.diff(tokenize(column).offsets).tolist()


@settings(deadline=None)
@given(st.lists(st.text("aZ09'\t\n <&.é中\x7f", max_size=80), max_size=5))
def test_words_of_ascii_are_the_tokenizers_wherever_what_needs_thought_stands(texts):
    column = pa.array(["'" * 3, *texts], pa.string())[1:]  # texts that begin anywhere in the bytes
    assert s.survey(column)[0].tolist() == np.diff(tokenize(column).offsets).tolist()
    one = [s.survey(pa.array([text]))[1][0] for text in texts]
    assert s.survey(column)[1].tolist() == one


def test_words_of_several_scripts():
    column = pa.array(["It's 5 o'clock", "习近平抵达", "Путин и Си", "قمة سمرقند", None])
    assert s.survey(column)[0].tolist() == [3, 5, 3, 2, 0]


def test_what_needs_cleaning_is_flagged():
    column = pa.array(["plain, 3 < 4 & 5", "<p>x", "AT&amp;T", "a\rb", "a\nb", "a\n\nb", "a \nb", " a", "a\u0085b"])
    flags = s.survey(column)[1].tolist()
    assert flags == [0, s.ANGLE, s.ENTITY, s.CONTROL, s.NEWLINE, s.NEWLINE | s.PARAGRAPH, s.NEWLINE | s.LOOSE, s.LOOSE,
                     s.CONTROL]  # fmt: skip


def test_the_hash_is_the_same_in_every_run_and_for_every_layout():
    column = pa.array(["ab", "a", "", None, "Самарканд, 15 сентября"])
    hashes = s.hash64(column)
    assert hashes.tolist()[:3] == [743933159839506101, 7454964155622380173, 284780425693187139]
    assert s.hash64(pa.concat_arrays([pa.array(["x"]), column])[1:]).tolist() == hashes.tolist()
    assert s.hash64(column.cast(pa.large_string())).tolist() == hashes.tolist()


def test_columns_are_hashed_in_order():
    a, b = pa.array(["ab", "a"]), pa.array(["c", "bc"])
    both = s.hash64(a, b)
    assert both[0] != both[1]
    assert s.hash64(b, a)[0] != both[0]
