"""Streams, recurring phrases and candidate lines: what recurs over independent texts, in any script."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herdline.line.candidates import candidates
from herdline.line.phrases import find, fold, recurring
from herdline.line.streams import BREAKS, SLOT, streams


def shown(text: str, lang: str) -> list[str]:
    s = streams(pa.array([text]), [lang])
    parts = []
    for start, end, flag in zip(s.starts, s.ends, s.flags, strict=True):
        word = f"<{text[start:end]}>" if flag & SLOT else text[start:end]
        parts.append(f"|{word}" if flag & BREAKS else word)
    return parts


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Talks with Narendra Modi began at 9. Modi left early.",
            "en",
            ["|Talks", "with", "<Narendra Modi>", "began", "at", "<9>", "|<Modi>", "left", "early"],
        ),
        ("Der Gipfel der Staaten", "de", ["|Der", "Gipfel", "der", "Staaten"]),
        ("Все взгляды — к Си Цзиньпину", "ru", ["|Все", "взгляды", "|к", "<Си Цзиньпину>"]),
        ("目光聚焦2022年。会议", "zh", ["|目", "光", "聚", "焦", "<2022>", "年", "|会", "议"]),
        ("وصل الرئيس؟ ثم غادر", "ar", ["|وصل", "الرئيس", "|ثم", "غادر"]),
        (
            "Rostov-on-Don fell; from Rostov-on-Don and Kara‑Balta a pro-Orvane man in mid-June",
            "en",
            [
                "|<Rostov-on-Don>",
                "fell",
                "|from",
                "<Rostov-on-Don>",
                "and",
                "<Kara‑Balta>",
                "a",
                "pro",
                "<Orvane>",
                "man",
                "in",
                "mid",
                "<June>",
            ],
        ),
        ("он взял Ростов-на-Дону -на- Дону", "ru", ["|он", "взял", "<Ростов-на-Дону>", "на", "<Дону>"]),
        ("die Stadt Bad-am-See", "de", ["|die", "Stadt", "Bad", "am", "See"]),
        ("in the U.S. market, prices", "en", ["|in", "the", "<U.S>", "|market", "prices"]),
    ],
)
def test_names_and_numbers_are_slots_and_sentences_break(text, lang, expected):
    assert shown(text, lang) == expected


def test_standing_text_is_masked():
    text = "News here. Sign up for our letter today."
    s = streams(pa.array([text]), ["en"], [(0, 11, len(text))])
    assert len(s.hashes) == 2


def arrays(texts: list[str], lang: str = "en"):
    s = streams(pa.array(texts), [lang] * len(texts))
    return s, s.text_of


def words_of(phrase, s, texts) -> str:
    p = phrase.places[0]
    return texts[s.text_of[p]][s.starts[p] : s.ends[p + len(phrase.tokens) - 1]].lower()


def test_a_phrase_of_three_texts_is_found_whole():
    texts = [
        "Nobody doubts it: the long road home is closed for winter, say drivers.",
        "We heard the long road home is closed for good.",
        "Again the long road home is closed for repair works.",
        "An entirely different report on fishing quotas in the north.",
    ]
    s, t = arrays(texts)
    found = recurring(s.hashes, s.flags, t.astype(np.int64), t, 3)
    assert [words_of(p, s, texts) for p in found] == ["the long road home is closed for"]
    assert found[0].support == 3


def test_groups_count_once():
    texts = ["the long road home is closed"] * 5
    s, t = arrays(texts)
    assert recurring(s.hashes, s.flags, np.zeros(len(t), np.int64), t, 3) == []


def test_a_phrase_never_crosses_a_sentence():
    texts = [f"{x} went home early. The road was wet." for x in ("he", "she", "they", "we")]
    s, t = arrays(texts)
    found = recurring(s.hashes, s.flags, t.astype(np.int64), t, 3)
    assert {words_of(p, s, texts) for p in found} <= {"the road was wet"}


def naive(texts: list[list[str]], least: int, low: int = 4, high: int = 12) -> dict[tuple[str, ...], int]:
    counts: dict[tuple[str, ...], set[int]] = {}
    for i, words in enumerate(texts):
        for n in range(low, high + 1):
            for j in range(len(words) - n + 1):
                counts.setdefault(tuple(words[j : j + n]), set()).add(i)
    return {p: len(c) for p, c in counts.items() if len(c) >= least}


@given(st.lists(st.lists(st.sampled_from("abcde"), min_size=0, max_size=14), min_size=3, max_size=6))
@settings(max_examples=150, deadline=None)
def test_phrases_are_those_a_naive_count_finds_maximal(texts):
    every = naive(texts, 3)
    expected = {
        p: n
        for p, n in every.items()
        if not any(m >= 0.8 * n and len(q) == len(p) + 1 and p in (q[:-1], q[1:]) for q, m in every.items())
    }
    joined = [" ".join(w * 2 for w in words) for words in texts]
    s, t = arrays(joined)
    found = recurring(s.hashes, s.flags, t.astype(np.int64), t, 3)
    got = {tuple(w[0] for w in words_of(p, s, joined).split()): p.support for p in found}
    # a naive phrase that ends a text cannot be told apart by the greedy rule; sets must agree
    assert got == expected


def test_find_gives_every_place():
    texts = ["one two three four five", "one two three four one two three four"]
    s, _t = arrays(texts)
    order = np.argsort(s.hashes, kind="stable")
    run = np.cumsum((s.flags & BREAKS) != 0)
    places = find(tuple(int(h) for h in s.hashes[:4]), s.hashes, run, order, s.hashes[order])
    assert places.tolist() == [0, 5, 9]


def test_fold_depends_on_order_and_length():
    a = np.array([1, 2, 3], np.uint64)
    assert len({fold(a), fold(a[::-1]), fold(a[:2])}) == 3


def story(texts: list[str], lang: str = "en") -> pa.Table:
    rows = [
        {"story": 7, "article": i, "unit": f"o{i}.example", "family": i, "original": i, "lang": lang, "text": text,
         "masked_start": None, "masked_end": None} for i, text in enumerate(texts)
    ]  # fmt: skip
    schema = pa.schema(
        [("story", pa.int64()), ("article", pa.int64()), ("unit", pa.string()), ("family", pa.int64()),
         ("original", pa.int64()), ("lang", pa.string()), ("text", pa.string()), ("masked_start", pa.int32()),
         ("masked_end", pa.int32())]
    )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schema)


FILLER = [
    "Boats waited outside the harbour while crews argued about pay and weather.",
    "The mayor had promised a bridge years ago, yet nobody believed him any more.",
    "Shops closed early because the market moved to another square this season.",
    "Her brother keeps goats on the hill and sells cheese to passing hikers.",
    "Snow fell in the night, so the school bus took the lower road instead.",
    "An old cinema reopened with a silent film and a nervous piano player.",
]


def test_an_open_template_is_shown_with_its_slot():
    ends = ["Amara Diallo", "the harbour gate", "Boris Petrov", "a quiet clerk", "three empty chairs", "Lena Vogt"]
    texts = [f"{f} For the whole week all ears will listen to {e} in town." for f, e in zip(FILLER, ends, strict=True)]
    rows = candidates(story(texts)).to_pylist()
    assert any(r["kind"] == "template" and "all ears will listen to" in r["text"] for r in rows)


def test_a_shared_quotation_is_a_speakers_line():
    texts = [f"{f} The captain said “we shall sail before the ice comes back” and left." for f in FILLER]
    rows = candidates(story(texts)).to_pylist()
    assert {r["kind"] for r in rows if "before the ice comes" in r["text"]} == {"quoted"}


def test_names_and_numbers_alone_are_no_line():
    texts = [f"{f} Only Council Of Northern Harbour Towns 15 September 2022 came." for f in FILLER]
    rows = candidates(story(texts)).to_pylist()
    assert not any("northern harbour towns" in r["text"].lower() for r in rows)


def test_a_line_in_chinese_is_found_without_spaces():
    texts = [f"{a}所有目光都将投向湖边的小屋{b}。" for a, b in
             zip("春夏秋冬雨", ["昨天下雨", "今天放晴", "孩子唱歌", "老人钓鱼", "商店开门"], strict=True)]  # fmt: skip
    rows = candidates(story(texts, "zh")).to_pylist()
    assert any("目光都将投向湖边的小屋" in r["text"] for r in rows)


def test_too_few_families_make_no_line():
    texts = [f"{f} all ears will listen to the quiet clerk tonight." for f in FILLER[:2]]
    assert candidates(story(texts)).num_rows == 0


SAID = [
    "The army must expect an attack from the north - warned former chief of the general staff Jane Roe on Sunday.",
    "Former chief of the general staff of the army Jane Roe sees a danger in the north and asks for more men.",
    "A retired soldier speaks out: Jane Roe, former chief of the general staff, fears for the capital.",
]
OTHERS = [
    "Two bridges over the river were closed in the night and trucks wait on the road to Harbour.",
    "Shops in Harbour sold out of bread before noon, their owners told a reporter of the paper.",
    "Ministers met in Harbour until the evening and left without a word to those who waited outside.",
    "Trains to the coast run an hour late, the railway says, and schools there stay closed.",
]


def beside(texts: list[str], lang: str = "en") -> set[tuple[str, str]]:
    return {(r["text"], r["beside"]) for r in candidates(story(texts, lang)).to_pylist()}


def test_wording_that_always_stands_beside_a_name_which_the_others_lack_tells_the_name():
    assert beside([*SAID, *OTHERS]) == {("former chief of the general staff {...}", "Jane Roe")}


def test_a_name_that_the_storys_other_texts_have_too_is_the_storys_own():
    named = [f"{text} Jane Roe was not there." for text in OTHERS]
    assert {name for _, name in beside([*SAID, *named])} == {""}


def test_wording_beside_different_names_is_everybodys():
    texts = [SAID[0], SAID[1].replace("Jane Roe", "Max Poe"), SAID[2].replace("Jane Roe", "Ada Low"), *OTHERS]
    assert {name for _, name in beside(texts)} == {""}


def test_where_most_texts_carry_the_wording_no_name_is_told():
    assert {name for _, name in beside([*SAID, *OTHERS[:2]])} == {""}


def test_a_name_inside_the_wording_is_no_speaker():
    texts = [f"{f} Shells hit Westland's largest power plant near the river again today." for f in FILLER[:3]]
    assert {name for _, name in beside([*texts, *OTHERS])} == {""}


def test_a_name_in_several_cases_is_one():
    texts = [
        "Бывший начальник главного штаба армии Пётр Выдуманский предупредил об опасности на севере.",
        "Опасность видит на севере бывший начальник главного штаба армии Пётр Выдуманский.",
        "По словам Петра Выдуманского, а он бывший начальник главного штаба армии, войск мало.",
        "Два моста через реку закрыли ночью, и грузовики ждут на дороге.",
        "Магазины распродали хлеб до полудня, рассказали их владельцы.",
        "Министры совещались до вечера и уехали молча.",
    ]
    assert any(name.startswith("Пётр Выдуманск") for _, name in beside(texts, "ru"))
