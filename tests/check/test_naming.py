"""What camps call the same thing: names of things count, function words, numbers and parts of names do not."""

from __future__ import annotations

import pytest

from herdline.views.naming import _cuts_a_name, _is_function_word, _phrases


@pytest.mark.parametrize(
    ("lang", "word"),
    [
        ("en", "amid"), ("en", "top"), ("en", "five"), ("en", "began"), ("en", "during"), ("en", "sunday"),
        ("ru", "среди"), ("ru", "заявил"), ("fr", "parmi"), ("es", "durante"), ("de", "angesichts"), ("kk", "кейін"),
    ],
)  # fmt: skip
def test_function_words_and_numbers_name_nothing(lang, word):
    assert _is_function_word(word, lang)


@pytest.mark.parametrize(("lang", "word"), [("en", "invasion"), ("en", "regime"), ("ru", "вторжение"), ("fr", "otage")])
def test_words_for_things_are_kept(lang, word):
    assert not _is_function_word(word, lang)


def test_a_possessive_is_the_name_itself():
    terms = {term for term, _, _ in _phrases("Orvane's militants and Orvane’s militants", "en")}
    assert "orvane militants" in terms and not any("'" in term or "’" in term for term in terms)


@pytest.mark.parametrize(
    ("text", "phrase", "cuts"),
    [
        ("He met Secretary of State Antony Vale there.", "State Antony", True),
        ("He met Secretary of State Antony Vale there.", "Vale", True),
        ("The strongman Antony Vale spoke.", "strongman Antony", True),
        ("The regime in Orvane fell.", "regime", False),
        ("The regime in Orvane fell.", "Orvane", False),
        ("Many call it a special operation today.", "special operation", False),
    ],
)
def test_parts_of_names_are_no_terms(text, phrase, cuts):
    start = text.index(phrase)
    assert _cuts_a_name(text, "en", start, start + len(phrase), ()) == cuts


def test_an_actors_name_is_not_cut_and_a_person_is_no_term():
    text = "the people of new orvane and antony vale"
    place, person = text.index("new orvane"), text.index("antony vale")
    mentions = [(place, place + 10, False), (person, person + 11, True)]
    assert _cuts_a_name(text, "en", place + 4, place + 10, mentions)
    assert not _cuts_a_name(text, "en", place, place + 10, mentions)
    assert _cuts_a_name(text, "en", person, person + 11, mentions)


def test_chinese_runs_do_not_cut_a_name():
    text = "习近平主席访问"
    assert _cuts_a_name(text, "zh", 1, 3, [(0, 5, True)]) and not _cuts_a_name(text, "zh", 5, 7, [(0, 5, True)])


def test_camps_of_few_texts_are_not_contrasted(sample):
    found = sample.naming("Xi and Putin hold talks", epithets=False)
    assert "Fewer than 3 independent texts on a side, no terms contrasted" in found.note
    assert found.terms and all(t.of >= 3 and t.uses >= t.texts >= 2 and t.z >= 1.96 for t in found.terms)
