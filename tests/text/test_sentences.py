"""Sentences and their places."""

from __future__ import annotations

import blingfire
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.text.sentences import _split, sentences

LINES = (
    "Mr. O’Neill met Dr. Lee on Tuesday. “It was fine,” he said. Then both left for St. Louis!",
    "习近平主席抵达撒马尔罕。他将出席峰会。“我们是朋友。”他说。这是第一次访问。",
    "Президент прибыл в Самарканд 14 сентября. Он встретится с г-ном Токаевым. Потом — ужин?",
    "وصل الرئيس إلى سمرقند. سيحضر القمة غداً. هل سيتحدث؟ نعم، قال المتحدث باسمه.",
    "𝒜 letter beyond the first plane. 🙂 Another one. And é é in two forms. ¿Y así? Sí.",
)


def package(line: str) -> list[tuple[int, int]]:
    return [tuple(pair) for pair in blingfire.text_to_sentences_and_offsets(line)[1]]


def test_places_are_the_package_s_own_in_every_script():
    for line in LINES:
        assert _split(line) == package(line)


@given(st.text(st.sampled_from("abZ .!?。”“é中и🙂\u0301\u200f1"), min_size=1, max_size=60))
@settings(max_examples=200, deadline=None)
def test_places_are_the_package_s_own_whatever_the_line(line):
    if blingfire.text_to_sentences(line):  # else the package's places are its own byte count
        assert _split(line) == package(line)


def test_a_sentence_stands_where_it_says():
    text = "\n".join(LINES)
    found = list(sentences(text))
    assert len(found) > 12
    assert all(text[s.start : s.end] == s.text for s in found)
