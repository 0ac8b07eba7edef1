from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from herdline.text import nearvectors, pieces, vectors


def test_translations_are_near_and_other_news_is_far():
    texts = ["The president arrived in Samarkand.", "Президент прибыл в Самарканд.", "总统抵达撒马尔罕。"]
    for made in (vectors.static_vectors(texts), vectors.full_vectors(texts)):
        other = vectors.full_vectors(["Cheese prices rise in Vermont"])[0]
        assert (made @ made.T).min() > 0.4
        assert (made @ other).max() < 0.3


def test_rows_have_length_one_and_empty_texts_are_zero():
    texts = pa.array(["Қазақстан президенті", "", None, "  \n", "día 21 / ۲۱"])
    for made in (vectors.static_vectors(texts), vectors.full_vectors(texts)):
        assert made.shape == (5, vectors.DIMENSIONS)
        assert made.dtype == np.float32
        assert np.allclose(np.linalg.norm(made, axis=1), [1, 0, 0, 0, 1], atol=1e-3)


def test_words_cut_one_by_one_give_the_model_s_own_pieces():
    text = "Mr. O’Neill’s 1,000th visit — 习近平抵达撒马尔罕 и\u00a0Токаев\tтоже\n"
    assert pieces.pieces(text) == pieces.model()._model.sp.encode(text, out_type=int)


def test_odd_words_are_cut_as_the_package_cuts_them():
    cutter = pieces.model()._model.sp
    for word in ("a\x00b", "\x7f", "ﬁnance", "e\u0301te\u0301", "ก็ไม่", "😀😀", "\u200b", "١٢٣", "qqqq" * 40, "$%&/",
                 "，。ｶﾞ", "か\u3099", "각", "\ufdfa", "\u2581a\u2581", "\u200b\u200b"):  # fmt: skip
        assert pieces.pieces(word) == cutter.encode(word, out_type=int), repr(word)


def test_near_vectors_are_near_the_full_ones_whatever_stands_beside_them():
    texts = [
        "The president arrived in Samarkand.", "Президент прибыл в Самарканд.", "总统抵达撒马尔罕。", "", None, "x",
        "Cheese prices rise in Vermont, farmers say, as a dry summer ends.", "وصل الرئيس إلى سمرقند", "long " * 700,
    ]  # fmt: skip
    near, full = nearvectors.near_vectors(texts), vectors.full_vectors(texts)
    assert np.abs(near @ near.T - full @ full.T).max() < 0.12
    assert np.linalg.norm(near, axis=1) == pytest.approx([1, 1, 1, 0, 0, 1, 1, 1, 1], abs=1e-3)
    assert np.allclose(near[1], nearvectors.near_vectors(texts[1:2])[0], atol=1e-5)


def test_near_vectors_are_the_same_from_several_threads():
    texts = [
        f"{word} {n} talks on the border" for n in range(40) for word in ("Переговоры", "国境の話し合い", "um acordo")
    ]
    with ThreadPoolExecutor(4) as pool:
        each = np.concatenate(list(pool.map(lambda text: nearvectors.near_vectors([text]), texts)))
    assert np.allclose(each, nearvectors.near_vectors(texts), atol=1e-5)


@pytest.mark.parametrize("state", ["absent", "damaged", "unwritable"])
def test_table_is_made_anew_where_the_cache_does_not_serve(state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    small = np.ones((3, 4), np.int8), np.ones(3, np.float32)
    monkeypatch.setattr(vectors, "_distil", lambda: small)
    file = tmp_path / "herdline" / vectors._TABLE_NAME
    if state == "damaged":
        file.parent.mkdir()
        file.write_bytes(b"PK\x03\x04 cut off")
    if state == "unwritable":
        (tmp_path / "herdline").write_text("a file where the folder should be")
    table, scales = vectors._table.__wrapped__()
    assert np.array_equal(table, small[0]) and np.array_equal(scales, small[1])
    assert file.exists() == (state != "unwritable")
    vectors._table.__wrapped__()
