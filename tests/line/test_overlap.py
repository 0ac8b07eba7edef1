"""Independent echo: mean cosine over pairs of independent texts, jackknifed; what is not own wording stays out."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.line.overlap import overlap

SCHEMA = pa.schema(
    [("story", pa.int64()), ("article", pa.int64()), ("unit", pa.string()), ("family", pa.int64()),
     ("original", pa.int64()), ("lang", pa.string()), ("text", pa.string()), ("masked_start", pa.int32()),
     ("masked_end", pa.int32())]
)  # fmt: skip


def group(texts: list[str], **columns: list) -> pa.Table:
    rows = [
        {"story": 1, "article": i, "unit": f"o{i}", "family": i, "original": i, "lang": "en", "text": t,
         **{k: v[i] for k, v in columns.items()}} for i, t in enumerate(texts)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, SCHEMA)


def measured(texts: list[str], **columns: list) -> dict:
    rows = overlap(group(texts, **columns)).to_pylist()
    assert len(rows) == 1
    return rows[0]


def cosines(texts: list[list[str]]) -> np.ndarray:
    sets = [{tuple(t[i : i + 4]) for i in range(len(t) - 3)} for t in texts]
    return np.array([len(a & b) / np.sqrt(len(a) * len(b)) if a and b else 0.0 for a, b in combinations(sets, 2)])


WORDS = st.lists(st.lists(st.sampled_from(["aa", "bb", "cc", "dd"]), max_size=20), min_size=3, max_size=6)


@given(WORDS)
@settings(max_examples=100, deadline=None)
def test_overlap_is_the_mean_cosine_of_four_word_runs(texts):
    found = measured([" ".join(t) for t in texts])
    assert found["overlap"] == pytest.approx(cosines(texts).mean())
    assert found["coincident"] == (cosines(texts) > 0).sum()
    assert found["pairs"] == len(texts) * (len(texts) - 1) / 2


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_the_error_is_the_jackknife_over_texts(texts):
    m = len(texts)
    without = np.array([cosines([t for j, t in enumerate(texts) if j != i]).mean() for i in range(m)])
    expected = np.sqrt((m - 1) / m * ((without - without.mean()) ** 2).sum())
    assert measured([" ".join(t) for t in texts])["error"] == pytest.approx(expected, abs=1e-12)


@given(WORDS, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_which_outlet_has_which_text_changes_nothing(texts, random):
    joined = [" ".join(t) for t in texts]
    one, other = measured(joined), measured(random.sample(joined, len(joined)))
    for name in ("overlap", "error", "words", "coincident"):
        assert one[name] == pytest.approx(other[name])


@pytest.mark.parametrize(
    "shared",
    [
        "“we will never leave this quiet harbour again”",
        "Council Of Northern Harbour Towns And Villages",
        "15 16 17 18 19 20 21",
    ],
)
def test_quotations_names_and_numbers_are_nobodys_own_wording(shared):
    texts = [f"Crews waited and {shared} while others slept.", f"He heard that {shared} before noon came."]
    assert measured(texts)["overlap"] == 0


def test_standing_text_does_not_count():
    footer = "sign up for our letter and read more every morning"
    texts = [f"Crews waited for pay. {footer}", f"Snow fell in the night. {footer}"]
    cut = [len(t) - len(footer) for t in texts]
    assert measured(texts)["overlap"] > 0.5
    assert measured(texts, masked_start=cut, masked_end=[len(t) for t in texts])["overlap"] == 0


def test_an_owner_and_a_family_speak_once():
    text = "boats waited outside the harbour while crews argued about pay and weather"
    other = "an old cinema reopened with a silent film and a nervous piano player"
    assert measured([text, text, other], unit=["a", "a", "b"])["families"] == 2
    assert measured([text, text, other], family=[0, 0, 2], original=[0, 0, 2])["overlap"] == 0


def test_languages_are_measured_apart_and_chinese_needs_no_spaces():
    zh = "所有目光都将投向湖边的小屋"
    texts = [zh + "昨天下雨", zh + "老人钓鱼", "boats waited outside the harbour", "snow fell in the night again"]
    rows = overlap(group(texts, lang=["zh", "zh", "en", "en"])).to_pylist()
    assert [(r["lang"], r["overlap"] > 0.5) for r in rows] == [("en", False), ("zh", True)]


def test_texts_too_short_for_a_run_overlap_with_nothing():
    assert measured(["", "two words", "three words here"])["overlap"] == 0
