"""What sentences say about the relation of two actors, without a parse."""

from __future__ import annotations

import datetime

import pyarrow as pa
import pytest

from herdline.record.relations import relation_words
from herdline.record.relations.tellings import told


@pytest.mark.parametrize(
    ("lang", "text", "kinds"),
    [
        ("en", "They promised a friendship without limits.", {"close"}),
        ("en", "No new joint statement was issued.", {"refusal"}),
        ("en", "The country will not help Moscow get around sanctions.", {"refusal"}),
        ("en", "If the two were to refuse an agreement, prices would rise.", set()),
        ("en", "There is no friendship here.", {"reserve"}),
        ("en", "The only thing that does not change is their friendship.", {"close"}),
        ("ru", "Страна отказалась признавать республики.", {"refusal"}),
        ("zh", "会晤之后没有发表新的联合声明。", {"refusal"}),
        ("de", "Peking liefert keine Waffen.", {"refusal"}),
        ("fr", "Elle n'a reconnu ni l'une ni l'autre.", {"refusal"}),
        ("es", "No hubo declaración conjunta.", {"refusal"}),
        ("ar", "لا توجد صداقة", set()),
        ("en", "He did not consider the Russian leader a friend.", {"reserve"}),
        ("en", "The country is not considered a “friend” of the other.", {"reserve"}),
        ("en", "It has no closer friend than its neighbour.", {"close"}),
        ("en", "Whether or not the country should recognise the peninsula is a question.", set()),
        ("en", "They trade with any country, friend or foe.", set()),
        ("en", "His reluctance to criticise the neighbour was noted.", set()),
        ("ru", "Он не считает соседа другом, дружба кончилась.", {"close"}),
    ],
)
def test_words_about_a_relation(lang, text, kinds):
    assert {kind for kind, *_ in told(text, lang)} == kinds


def rows(text: str, lang: str = "en") -> list[dict]:
    batch = pa.RecordBatch.from_pylist(
        [{"id": 7, "lang": lang, "published": datetime.datetime(2022, 9, 15), "text": text}],
        schema=pa.schema(
            [("id", pa.int64()), ("lang", pa.string()), ("published", pa.timestamp("us")), ("text", pa.string())]
        ),
    )
    return relation_words(batch).to_pylist()


def test_the_pair_may_stand_in_the_sentence_ahead():
    text = "Xi Jinping received Vladimir Putin. No joint statement was issued."
    (row,) = rows(text)
    assert (row["a"], row["b"], row["kind"], row["basis"]) == ("CHN", "RUS", "refusal", "context")
    assert text[row["start"] : row["end"]] == "No joint statement was issued."


def test_who_refuses_a_territory_refuses_the_state_it_is_vital_to():
    (row,) = rows("Kazakhstan has not recognised Crimea as part of its neighbour.")
    assert (row["a"], row["b"]) == ("KAZ", "RUS")


def test_one_actor_alone_is_no_pair():
    assert rows("Kazakhstan issued no joint statement.") == []


def test_the_pair_are_the_two_that_the_article_names_most():
    text = (
        "Xi Jinping received Vladimir Putin. China buys oil from Russia. The hall in Uzbekistan was cold. "
        "The pair issued no joint statement."
    )
    (row,) = rows(text)
    assert (row["a"], row["b"], row["topic"], row["basis"]) == ("CHN", "RUS", "statement", "named")


@pytest.mark.parametrize(
    "text",
    [
        "In that war the Soviet Union was an ally of the United States.",
        "In 1972 China and the United States spoke of friendship.",
        "The president accused a close American ally of being a captive of Russia.",
        "India has concerns over Chinese espionage and Russia-linked ransomware gangs alike.",
    ],
)
def test_history_and_third_parties_say_nothing_of_the_two(text):
    found = rows(text)
    assert not any({row["a"], row["b"]} in ({"RUS", "USA"}, {"CHN", "USA"}, {"CHN", "RUS"}) for row in found)


def test_whose_concern_it_is_stands_ahead_of_what_it_is_about():
    (row,) = rows("Speaking of Japan, Germany voiced concerns about China.")
    assert (row["a"], row["b"], row["topic"]) == ("CHN", "DEU", "concern")


def test_a_refusal_that_lasts_may_be_told_with_the_year_it_began():
    (row,) = rows("Kazakhstan has not recognised Crimea, annexed in 2014, as part of Russia.")
    assert (row["a"], row["b"], row["kind"]) == ("KAZ", "RUS", "refusal")


def test_where_several_could_be_meant_no_pair_is_guessed():
    text = "Germany, France and Italy met Poland. Turkey and Egypt spoke with Jordan. No joint statement was issued."
    assert rows(text) == []
