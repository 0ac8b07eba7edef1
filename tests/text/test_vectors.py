from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from herdline.text import vectors


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
    assert vectors._pieces(text) == vectors._model()._model.sp.encode(text, out_type=int)


def test_full_vectors_are_the_package_s_own():
    texts = ["Mr. O’Neill’s 1,000th visit — 习近平抵达撒马尔罕", "и Токаев тоже", "x", "long " * 900, "\u00ad?"]
    assert np.allclose(vectors.full_vectors(texts), vectors._model().encode(texts), atol=1e-5)


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
