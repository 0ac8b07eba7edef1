"""Hits: every place of every candidate phrase in all texts, as a plain search finds them."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.line.candidates import CANDIDATES
from herdline.line.phrases import PREFIX, fold
from herdline.line.streams import streams
from tests.line.helpers import run, store


def hits(texts: list[str], phrases: list[str], lang: str = "en", standing=()) -> list[dict]:
    engine = store([{"id": i, "story": i, "text": t, "lang": lang} for i, t in enumerate(texts)], standing=standing)
    rows = []
    for phrase in phrases:
        hashes = streams(pa.array([phrase]), [lang]).hashes
        rows.append({"story": 0, "line": 1, "phrase": fold(hashes), "prefix": fold(hashes[:PREFIX]),
                     "length": len(hashes), "lang": lang, "text": phrase, "kind": "wording",
                     "telling": 1.0})  # fmt: skip
    engine.write("line_candidates", CANDIDATES, pa.Table.from_pylist(rows, CANDIDATES).to_batches())
    run(engine, "hits")
    return engine.table("select * from line_hits order by article, start, phrase").to_pylist()


@given(
    st.lists(st.lists(st.sampled_from(["aa", "bb", "cc"]), max_size=15), min_size=1, max_size=5),
    st.lists(
        st.lists(st.sampled_from(["aa", "bb", "cc"]), min_size=4, max_size=6), min_size=1, max_size=3, unique_by=tuple
    ),
)
@settings(max_examples=20, deadline=None)
def test_every_place_is_found_overlapping_ones_too(texts, phrases):
    texts, phrases = [" ".join(t) for t in texts], [" ".join(p) for p in phrases]
    found = {(h["article"], h["start"], h["end"]) for h in hits(texts, phrases)}
    expected = {
        (i, m.start(), m.start() + len(p))
        for i, t in enumerate(texts)
        for p in phrases
        for m in re.finditer(rf"(?={p}\b)", t)
    }
    assert found == expected


@pytest.mark.parametrize(
    ("lang", "text", "phrase"),
    [
        ("en", "So all eyes will be on him.", "all eyes will be on"),
        ("ru", "Теперь все взгляды будут прикованы к нему.", "все взгляды будут прикованы к"),
        ("zh", "现在所有目光都将聚焦到他。", "所有目光都将聚焦到"),
        ("ar", "اليوم ستتجه كل الأنظار إلى القمة", "ستتجه كل الأنظار إلى"),
    ],
)
def test_a_phrase_is_found_in_any_script_at_its_characters(lang, text, phrase):
    (hit,) = hits([text], [phrase], lang)
    assert text[hit["start"] : hit["end"]].casefold() == phrase


def test_a_sentence_end_parts_what_stands_on_both_sides():
    assert hits(["all eyes will. be on him", "all eyes (will be) on"], ["all eyes will be"]) == []


def test_a_quoted_use_says_so():
    quoted = [
        h["quoted"]
        for h in hits(['"all eyes will be on us", he said', "all eyes will be on us"], ["all eyes will be on"])
    ]
    assert quoted == [True, False]


def test_standing_text_is_passed_over():
    text = "all eyes will be on him. all eyes will be on her"
    standing = [{"article": 0, "start": 25, "end": len(text)}]
    assert [h["start"] for h in hits([text], ["all eyes will be on"], standing=standing)] == [0]


def test_no_phrase_no_hit():
    assert hits(["some text of five words"], []) == []
