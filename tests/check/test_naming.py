"""What camps call the same thing: names of things count, function words, numbers and parts of names do not."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from herdline.check.logodds import telling
from herdline.record.parsed.parsing import parse
from herdline.views.contested import Uses, contested
from herdline.views.epithets import beside
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
    assert "random deals of the same texts" in found.note
    assert all(t.of >= 3 and t.uses >= t.texts >= 2 and t.z >= 1.96 for t in found.terms)


def _dealt(seed: int, texts: int, words: int = 60) -> list[Counter[str]]:
    """Invented texts of one event: each says some of its words twice."""
    rng = random.Random(seed)
    event = [f"w{n}" for n in range(400)]
    return [Counter({word: rng.choice((1, 1, 1, 2)) for word in rng.sample(event, words)}) for _ in range(texts)]


def test_camps_that_texts_are_dealt_to_by_chance_have_hardly_a_term():
    camps = ["one"] * 8 + ["other"] * 8
    found = [telling(_dealt(seed, 16), camps, 3, seed)["one"] for seed in range(40)]
    assert sum(map(bool, found)) <= 6  # two are to be expected, seven come one time in 300


def test_a_name_that_a_camp_has_is_found_among_what_chance_gives():
    texts = _dealt(1, 45)
    for text in texts[:12]:
        text["special operation"] = 3
    told = telling(texts, ["one"] * 15 + ["other"] * 30, 3, 1)
    term = told["one"][0]
    assert (term.term, term.uses, term.texts, term.elsewhere) == ("special operation", 36, 12, 0) and term.z > 1.96
    assert telling(texts, ["one"] * 15 + ["other"] * 30, 3, 1) == told


def test_terms_of_no_texts_and_of_one_camp_are_none():
    assert telling([], [], 3, 1) == {} and telling(_dealt(1, 5), ["one"] * 5, 3, 1) == {}
    assert telling([Counter()] * 6, ["one"] * 3 + ["other"] * 3, 3, 1) == {"one": [], "other": []}


def _named(*texts: tuple[str, str, str]) -> tuple[dict[tuple[str, str], tuple[int, int]], str]:
    uses = Uses()
    for number, (camp, lang, text) in enumerate(texts):
        uses.families[camp, lang].add(number)
        uses.add(camp, lang, "", text, number, "Invented Courier", number, set())
    return {(n.term, n.camp): (n.texts, n.of) for n in uses.named()}, uses.note()


def test_a_text_is_asked_for_the_words_of_its_own_language_only():
    found, note = _named(
        ("GBR", "en", "The rebels spoke of war."), ("GBR", "en", "A conflict."),
        ("POL", "pl", "Wojna trwa, rebels mówią."), ("CZE", "cs", "Konflikt a rebel, war."), ("CZE", "cs", "Válka."),
    )  # fmt: skip
    assert found[("war", "GBR")] == (1, 2) and found[("war", "POL")] == (1, 1)
    assert not any(camp == "CZE" for _, camp in found) and ("rebels", "POL") not in found
    assert "Contested names have no list in cs (2 texts): not looked for, not counted." in note


def test_a_name_without_a_word_in_a_language_is_not_counted_there():
    found, note = _named(
        ("KAZ", "ru", "Боевики ушли."), ("KAZ", "kk", "Лаңкестер кетті."), ("KAZ", "ru", "Повстанцы ушли."),
    )  # fmt: skip
    assert found[("militants", "KAZ")] == (1, 2)  # the text in Kazakh is not among those asked
    assert "the list has no word: militants in kk" in note


@pytest.mark.parametrize(
    ("lang", "text", "term"),
    [
        ("pl", "Bunt najemników trwał dobę.", "mutiny"), ("ar", "تمرد", ""), ("zh", "叛亂持續", "rebellion"),
        ("ru", "мятежники ушли", "mutiny"), ("de", "Rebellion im Osten", "rebellion"),
        ("en", "a rebellion", "rebellion"),
    ],
)  # fmt: skip
def test_contested_names_are_known_in_their_scripts(lang, text, term):
    found = {name for name, words in contested().items() if lang in words and words[lang].search(text)}
    assert {t for referent, t in found if referent == "uprising"} == ({term} if term else set())
    assert ("fighters", "rebels") not in found


@pytest.mark.parametrize(
    ("text", "name", "of_state", "words"),
    [
        ("Antony Vale, the savage attack dog of the palace, spoke.", "Antony Vale", False, "dog"),
        ("The strongman Antony Vale spoke.", "Antony Vale", False, "strongman"),
        ("They condemned Antony Vale's call to arms.", "Antony Vale", False, ""),
        ("Antony Vale spoke of one thing: the incompetence of the ministry.", "Antony Vale", False, ""),
        ("Floods hit southern Orvane.", "Orvane", True, ""),
        ("They fear an isolated Orvane.", "Orvane", True, "isolated"),
        ("He will retire quietly to Orvane, a spokesperson said.", "Orvane", True, ""),
    ],
)
def test_only_what_describes_an_actor_stands_beside_it(text, name, of_state, words):
    (doc,) = parse([text])
    start = text.index(name)
    found = [word for word, _, _ in beside(doc, start, start + len(name), of_state)]
    assert [word.split()[-1] for word in found] == ([words] if words else [])


def test_a_noun_stands_with_those_that_narrow_it():
    text = "Antony Vale, the attack dog of the palace, spoke."
    (doc,) = parse([text])
    ((word, start, end),) = beside(doc, 0, len("Antony Vale"), False)
    assert word == text[start:end] == "attack dog"
