"""Sentence vectors of E5: one meaning in several languages, each sentence alone, odd input."""

from __future__ import annotations

import numpy as np
import pytest

from herdline.text.e5 import DIMENSIONS, pieces, sentence_vectors

BRIDGE = "The mayor of Orvane closed the old bridge after the flood."


@pytest.mark.parametrize(
    ("lang", "same", "other"),
    [
        ("ru", "После наводнения мэр Орвана закрыл старый мост.", "Учёные нашли новый вид бабочек на островах."),
        ("zh", "洪水过后,奥尔万市长关闭了旧桥。", "科学家在岛上发现了一种新的蝴蝶。"),
        ("ar", "أغلق رئيس بلدية أورفان الجسر القديم بعد الفيضان.", "اكتشف العلماء نوعا جديدا من الفراشات في الجزر."),
        (
            "kk",
            "Су тасқынынан кейін Орван әкімі ескі көпірді жапты.",
            "Ғалымдар аралдардан көбелектің жаңа түрін тапты.",
        ),
        ("uk", "Після повені мер Орвана закрив старий міст.", "Вчені знайшли новий вид метеликів на островах."),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(lang, same, other):
    vectors = sentence_vectors([BRIDGE, same, other], ["en", lang, lang])
    near, far = vectors[0] @ vectors[1], vectors[0] @ vectors[2]
    assert near > far + 0.15


def test_a_vector_does_not_depend_on_its_neighbours():
    alone = sentence_vectors([BRIDGE], ["en"])
    beside = sentence_vectors(["洪水过后。", BRIDGE], ["zh", "en"])
    assert np.array_equal(alone[0], beside[1])


def test_odd_input_has_a_vector_of_length_one():
    odd = ["", " ", "\ud800", "a" * 100_000, "👍" * 50, "\x00"]
    vectors = sentence_vectors(odd, ["en"] * len(odd))
    assert vectors.shape == (len(odd), DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert sentence_vectors([], []).shape == (0, DIMENSIONS)


def test_pieces_keep_their_places_in_the_text():
    text = "Мост закрыт."
    cut = pieces(text)
    assert "".join(text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)).replace(" ", "") == "Мостзакрыт."
