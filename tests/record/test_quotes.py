"""Who is said to have said what."""

from __future__ import annotations

import json
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import herdline
from herdline.record.models.chains import Chain, decode, marginals
from herdline.record.quoting.beside import beside
from herdline.record.quoting.quotes import attributions, is_sure, quotations
from herdline.record.quoting.speakers import speakers
from herdline.record.spans import Attribution


def told(text):
    return [
        (*(" .. ".join(text[s:e] for s, e in pieces) for pieces in (a.source, a.cue, a.content)), a.kind)
        for a in attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that talks would go on.", ("The minister", "said", "that talks would go on", "indirect")),
        ("“We will not move,” Ms Okoro said.", ("Ms Okoro", "said", "“We will not move,”", "direct")),
        ("According to the envoy, the border is closed.",
         ("the envoy", "According to", "the border is closed", "indirect")),
    ],
)  # fmt: skip
def test_source_cue_and_content(text, expected):
    assert expected in told(text)


def test_a_chain_is_decoded_to_the_most_likely_labels_and_their_probability():
    chain = Chain(("O", "A"), np.zeros((1, 2), np.float32), np.array([[0, 0], [0, 5]], np.float32))
    state = np.array([[0, 1], [0, 1], [3, 0]], np.float32)
    path, chance = decode(state, chain)
    odds = {
        labels: np.exp(sum(state[t, k] for t, k in enumerate(labels)) + sum(chain.moves[p] for p in pairwise(labels)))
        for labels in product((0, 1), repeat=3)
    }
    assert tuple(path) == max(odds, key=lambda labels: odds[labels])
    assert chance == pytest.approx(max(odds.values()) / sum(odds.values()), rel=1e-4)
    last = sum(value for labels, value in odds.items() if labels[2] == 1) / sum(odds.values())
    assert marginals(state, chain)[2, 1] == pytest.approx(last, rel=1e-4)


def test_a_quotation_goes_on_behind_its_cue():
    text = "“We will not move,” Ms Okoro said. “They know it well. They always did.”"
    ((_, _, content, kind),) = told(text)
    assert content == "“We will not move,” .. “They know it well. They always did.”"
    assert kind == "direct"


def test_quoted_paragraphs_go_on_and_a_colon_announces_them():
    first, second = "“We will not move an inch.”", "“We never did, and they know it well.”"
    text = f"Ms Okoro told the council:\n\n{first}\n\n{second}\n\nIt rained."
    (found,) = [a for a in told(text) if "Okoro" in a[0]]
    assert found[2] == f"{first} .. {second}"


def test_a_paragraph_whose_mark_is_not_closed_is_a_quotation_to_its_end():
    text = "“We will go on as long as it takes, she wrote\nand nobody answered."
    assert quotations(text) == [(0, text.index("\n"))]


def test_a_mark_in_the_middle_of_a_paragraph_that_is_not_closed_runs_to_its_end():
    text = "He said so. “They never came and nobody asked why.\n\n“And nobody will.”"
    assert [text[a:b] for a, b in quotations(text)] == [
        "“They never came and nobody asked why.",
        "“And nobody will.”",
    ]


def test_two_apostrophes_are_a_quotation_mark():
    text = "''We won't move,'' Ms Okoro said."
    assert told(text) == [("Ms Okoro", "said", "''We won't move,''", "direct")]


def test_a_quotation_goes_on_behind_a_second_verb_of_the_same_sentence():
    text = "“We will not move,” Ms Okoro said, pointing out that it rained. “They know it well.”"
    assert "“We will not move,” .. “They know it well.”" in [content for _, _, content, _ in told(text)]


def test_quoted_words_within_a_later_sentence_are_not_what_was_said_before():
    text = "“We will not move,” Ms Okoro said. The square is known as the “hill of the brave” to all."
    assert told(text)[0][2] == "“We will not move,”"


def test_a_title_in_marks_beside_the_cue_does_not_end_what_is_said():
    text = "“We will not move,” Ms Okoro said on “Harbour Hour” on Sunday. “They know it well.”"
    ((_, _, content, _),) = told(text)
    assert content == "“We will not move,” .. “They know it well.”"


def test_marks_within_marks_belong_to_the_outer_quotation():
    text = "“It is a shame that the “harbour men” were never asked about the new quay,” Ms Okoro said."
    ((_, _, content, _),) = told(text)
    assert content == "“It is a shame that the “harbour men” were never asked about the new quay,”"


def test_a_word_that_joins_a_quotation_to_the_one_before_is_said_too():
    text = "“We will not move,” Ms Okoro said. But “the quay will, and soon enough, I tell you.”"
    ((_, _, content, _),) = told(text)
    assert content == "“We will not move,” .. But “the quay will, and soon enough, I tell you.”"


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“The quay is ours and it stays ours.” — Ada Okoro, Lowport", "Ada Okoro, Lowport", "—"),
        ("Mayor Ada Okoro: “The quay is ours and it stays ours.”", "Mayor Ada Okoro", ":"),
        ("The mayor left.\n\nOkoro continued:\n\n“The quay is ours and it stays ours.”", "Okoro", "continued"),
        ('She left early. "Who on earth would sell a quay to them?" asked Ada Okoro, a baker.', "Ada Okoro", "asked"),
    ],
)
def test_who_stands_beside_a_quotation_said_it(text, source, cue):
    assert [(s, c, k) for s, c, _, k in told(text) if s] == [(source, cue, "direct")]


def test_a_heading_before_a_quotation_is_no_speaker():
    text = "Why the quay was sold after all these long and weary years: “It had to be.”"
    assert not any(cue == ":" for _, cue, _, _ in told(text))


def spoken_beside(text):
    return [(text[slice(*a.source[0])], text[slice(*a.cue[0])]) for a in beside(text, quotations(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Update: “We will not move.”", "It rained.\nCorrection: “He was ten.”", "Breaking News: “We will win.”",
        "Editor’s Note: “He was ten.”", "“We will win” – What We Know", "“We will win” - Live Updates",
        "“We will win” – How It Began", "Read More: “The quay at dawn.”",
    ],
)  # fmt: skip
def test_a_label_beside_a_quotation_is_no_speaker(text):
    assert spoken_beside(text) == []


def test_a_paper_whose_name_ends_like_a_label_stays_a_speaker():
    assert spoken_beside("The Lowport Evening Post: “We will win.”") == [("The Lowport Evening Post", ":")]


@pytest.mark.parametrize(
    "text",
    [
        "The Government plans one thing: “peace.”",
        "The Government wants one thing: “peace.”",
        "Okoro has written a book: “The Quay.”",
        "Okoro wears a shirt with the words: “The quay is ours.”",
        "Okoro went to a show: “The Quay.”",
    ],
)
def test_a_colon_behind_a_verb_that_says_nothing_gives_no_speaker(text):
    assert spoken_beside(text) == []


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The Government promises one thing: “peace.”", "The Government", "promises"),
        ("She went on to say: “The quay is ours.”", "She", "went on to say"),
        ("As Okoro put it: “The quay is ours.”", "Okoro", "put"),
        ("Okoro claimed the quay in a letter, saying: “The quay is ours.”", "Okoro", "saying"),
        ("Okoro issued a statement on Monday: “The quay is ours.”", "Okoro", "issued"),
        ("The mayor’s wife, Ada Okoro, shot back: “The quay is ours.”", "The mayor’s wife", "shot back"),
        ("Okoro was blunt: “The quay is ours.”", "Okoro", "was"),
    ],
)
def test_a_colon_behind_a_sentence_that_says_gives_its_subject(text, source, cue):
    assert spoken_beside(text) == [(source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "“Will you go?” The Kremlin continued shelling.",
        "“Who did it?” Police asked for help.",
        "“Who did it?” Police demanded answers.",
        "“Who did it?” Okoro wrote a book.",
        "“Who did it?” She replied to him that it was over.",
        "“Who did it?” asked for comment, the mayor left.",
    ],
)
def test_a_sentence_of_its_own_behind_a_question_does_not_say_it(text):
    assert spoken_beside(text) == []


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“Will you go?” Okoro asked on Monday.", "Okoro", "asked"),
        ("“Will you go?” the mayor asked.", "the mayor", "asked"),
        ("“Will you go?” she asked the crowd.", "she", "asked"),
        ("“Will you go?” Okoro told reporters during a visit.", "Okoro", "told"),
        ("“We go!” Okoro said of the quay.", "Okoro", "said"),
    ],
)
def test_a_question_is_said_by_whose_saying_follows_it(text, source, cue):
    assert spoken_beside(text) == [(source, cue)]


def test_a_quotation_behind_indirect_speech_goes_on_but_is_not_sure():
    text = "The mayor promised that she would stay in the race. “Let me be as clear as I can be, I never give up.”"
    found = [a for a in attributions(text) if a.kind == "mixed"]
    assert [len(a.content) for a in found] == [2]
    assert not is_sure(found[0])


def test_an_unlikely_mixed_quote_is_not_sure():
    spans = ((0, 2),), ((3, 5),), ((6, 9),)
    assert is_sure(Attribution(*spans, "mixed", 0.9))
    assert not is_sure(Attribution(*spans, "mixed", 0.5))
    assert is_sure(Attribution(*spans, "indirect", 0.3))


def test_what_something_is_called_holds_the_thing_and_the_name():
    text = "The senator called the agreement “a disaster for farmers.”"
    assert ("The senator", "called") in [a[:2] for a in told(text)]
    assert any(a[2].startswith("the agreement “a disaster") for a in told(text))


def test_contractions_stay_within_what_is_said():
    text = "The coach said they don't know when she'll return."
    assert ("The coach", "said", "they don't know when she'll return", "indirect") in told(text)


def test_what_is_said_inside_a_quotation_belongs_to_its_speaker():
    text = "“He said it was over,” the mayor recalled."
    assert [source for source, *_ in told(text)] == ["the mayor"]


def test_marks_of_several_languages_are_quotations():
    assert len(quotations('«Да» и „ja“ and "yes" and “oui”.')) == 4


def test_a_surname_and_a_pronoun_mean_the_full_name():
    text = "Ana Okoro said the bridge was safe. Okoro added that it would stay open. She said repairs would wait."
    assert speakers(text, attributions(text)) == ["Ana Okoro"] * 3


@pytest.mark.parametrize("text", ["", "   ", "“", "said", "“”said“”", "\x00" * 50, "他说：“好。”", "قال “نعم”"])
def test_dirty_text_is_survived(text):
    assert isinstance(attributions(text), list)


@given(st.text(alphabet='“”" ,.abS said\n', max_size=120))
@settings(max_examples=40, deadline=None)
def test_spans_lie_in_the_text(text):
    for a in attributions(text):
        for start, end in (*a.source, *a.cue, *a.content):
            assert 0 <= start <= end <= len(text)


def test_indirect_speech_is_more_than_a_name(tmp_path):
    text = (
        "Silvio Berlusconi ruled Italy. The minister said that the harbour would be closed. "
        '"No," the mayor said.'
    )  # fmt: skip
    row = {"id": "1", "title": "", "text": text, "lang": "en", "outlet": "harbour.example", "published": "2022-09-15"}
    (tmp_path / "one.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with herdline.open(tmp_path / "news.duckdb") as store:
        store.read(tmp_path / "one.jsonl")
        told = [(quote.speaker_text, quote.content) for quote in store.quotes()]
    assert not any(content in ("Italy", "ruled Italy") for _, content in told)
    assert any("harbour would be closed" in content for _, content in told)
