"""Quotes as a user asks a store for them: by whole words of a name, some or all, in any script."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import herdline
from herdline.record.quoting.quoted import read, read_all
from herdline.views.quotes import _CREDIT, _called, _is_said_by

TEXTS = [
    ("en", 'Mayor Ilan Orr said on Monday that the ferry would sail again in spring. "We need it," said Orr.'),
    ("en", "The oratory was full. A teacher said that Tom Orrwell had left the island years ago. Orr did not come."),
    ("ru", "Мэр Илан Орр заявил: «Паром снова пойдёт весной, и мы этого ждём». Орров в городе много."),
    ("ar", "قال إيلان أور: «ستبحر العبارة من جديد في الربيع المقبل»."),
    ("zh", "市长奥尔兰表示：“渡船将在春天重新启航，我们都在等待。”"),
]


@pytest.mark.parametrize(
    ("speaker", "asked", "answers"),
    [
        ("Ilan Orr", "orr", True), ("Mayor Ilan Orr, who met Tom Venn", "Orr", True),
        ("Mayor Ilan Orr, who met Tom Venn", "Venn", False), ("a man whom Tom Venn hired", "Venn", False),
        ("Venn's guards", "Venn", False), ("Tom Venn’s decree", "Tom Venn", False), ("Venn", "Venn", True),
        ("a spokesman for Tom Venn", "Venn", False), ("critics of Venn", "Venn", False),
        ("Mayor of Tarn Ilan Orr", "Orr", True), ("Tarn's mayor, Ilan Orr", "Orr", True),
        ("the Ministry of Health", "ministry health", True), ("Tarn's Health Ministry", "Tarn Health", True),
        ("Илан Орр, который видел Веннова", "Веннова", False), ("Илан Орр, который видел Веннова", "Орр", True),
        ("Ilan Orr, der Tom Venn kennt", "Venn", False), ("奥尔兰", "奥尔", True), ("إيلان أور", "أور", True),
        ("the WHO", "WHO", True), ("WHO", "who", True), ("Li Que", "Li Que", True),
        ("a man who met Li Que", "Que", False),
        ("Ambassador to China Nicholas Burns", "Burns", True), ("Ambassador to China Nicholas Burns", "China", False),
        ("the ambassador to the United States Xie Feng", "Xie Feng", True),
        ("the ambassador to the United States Xie Feng", "States", False),
        ("spokesman for Tarnoil Ilan Orr", "Ilan Orr", True), ("spokesman for Tarnoil Ilan Orr", "Tarnoil", False),
        ("a spokesman for President Joe Biden", "Biden", False), ("spokesman for Joe Biden", "Biden", False),
        ("a spokesman for Russian President Vladimir Putin", "Putin", False),
        ("spokesman for Russian President Vladimir Putin", "Putin", False),
        ("Vladimir Medinsky, an aide to Putin", "Vladimir Putin", False),
        ("Vladimir Medinsky, an aide to Putin", "Vladimir Medinsky", True),
        ("Vladimir Medinsky, an aide of Putin", "Vladimir Putin", False),
        ("Putin's aide Vladimir Medinsky", "Vladimir Putin", False),
        ("a friend of Putin, Vladimir Venn", "Vladimir Putin", False),
        ("the President of Russia Vladimir Putin", "President of Russia", True),
        ("Mayor of Tarn Ilan Orr", "Tarn Orr", True), ("Ilan Orr, the mayor of Tarn", "Orr mayor", True),
        ("Joe Biden, the US president", "president Biden", True), ("Health Ministry of Tarn", "Health Ministry", True),
    ],
)  # fmt: skip
def test_a_name_that_is_said_beside_the_speaker_does_not_answer(speaker, asked, answers):
    assert _is_said_by(speaker, [_called(word) for word in asked.split()]) is answers


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    lines = "".join(
        json.dumps({"id": str(n), "title": f"T{n}", "lang": lang, "published": f"2023-06-0{n + 1}", "text": text})
        + "\n"
        for n, (lang, text) in enumerate(TEXTS)
    )
    file = tmp_path_factory.mktemp("quotes") / "t.jsonl"
    file.write_text(lines, encoding="utf-8")
    with herdline.open(None) as held:
        held.read(file)
        held._as_it_stands = True  # quotes without a story need no analysis
        yield held


@pytest.mark.parametrize(
    ("speaker", "quotes"),
    [("orr", 2), ("ORR", 2), ("Ilan Orr", 2), ("or", 0), ("Орр", 1), ("орр", 1), ("Ор", 0), ("أور", 1), ("أو", 0),
     ("奥尔兰", 1), ("奥尔", 1), ("o.r", 0)],
)  # fmt: skip
def test_a_speaker_is_whole_words_of_a_name_and_in_chinese_a_part(store, speaker, quotes):
    assert len(store.quotes(speaker=speaker)) == quotes


def test_only_texts_that_hold_the_name_are_read(store):
    read_of: list[tuple[int, int]] = []
    found = store.quotes(speaker="Orr", progress=lambda _, done, total: read_of.append((done, total)))
    assert {q.article for q in found} and read_of == [(0, 2), (2, 2)]


def test_a_limit_keeps_the_newest_and_says_what_was_not_read(store):
    whole, unread = store.newest_quotes(None, None, None, None)
    few, left = store.newest_quotes(None, None, None, 1)
    assert unread == 0 and left == 4
    assert list(few) == list(whole)[-1:]
    assert [q.published for q in whole] == sorted(q.published for q in whole)


def test_texts_read_together_give_what_each_gives_alone():
    alone = [read(text, lang) for lang, text in TEXTS]
    together = read_all([(text, lang) for lang, text in TEXTS])

    def rounded(found):
        return [[(replace(a, probability=round(a.probability, 3)), who) for a, who in quotes] for quotes in found]

    assert rounded(together) == rounded(alone)
    assert all(together[n] for n in (0, 2, 3, 4))


def test_the_end_of_a_pictures_credit_is_no_part_of_the_speakers_name():
    for name in ("Images Anna Reed", "Getty Images Anna Reed", "AFP / Photos Anna Reed"):
        assert _CREDIT.sub("", name) == "Anna Reed"
    for name in ("Anna Reed", "Images", "Images of Tarn", "Photo Editor Anna Reed", "Анна Рид", "安娜"):
        assert _CREDIT.sub("", name) == name
