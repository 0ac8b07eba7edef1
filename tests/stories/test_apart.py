"""Stories end: texts whose days are known to lie far apart are not joined, in one language or two."""

from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from herdline.config import StorySettings
from herdline.stories import assign
from herdline.stories.linkage import link

START = datetime(2021, 3, 1, 9)
FAR = StorySettings().apart_days_within + 30
HEAD = "Fire in a care home in Orvane kills nine"
TEXT = "A fire in a care home in Orvane killed nine people, the mayor of Orvane said."
RUSSIAN = "Токаев встретился с Си Цзиньпином в Астане", "Президент Казахстана Токаев встретил его."
ENGLISH = "Tokayev meets Xi Jinping in Astana", "Kazakhstan's President Tokayev met Xi Jinping."
CHINESE = "奥尔瓦内养老院火灾九人遇难", "奥尔瓦内一家养老院发生火灾，九人遇难。"
ARABIC = "حريق في دار رعاية في أورفانه يقتل تسعة", "قتل حريق في دار رعاية في أورفانه تسعة أشخاص."


def stories(*articles: tuple[tuple[str, str], str, float | None], precision: str = "second", before=None):
    rows = [
        {
            "id": number, "title": told[0], "text": told[1], "lang": lang,
            "published": None if day is None else START + timedelta(days=day),
            "published_precision": "none" if day is None else precision,
        }
        for number, (told, lang, day) in enumerate(articles, 1)
    ]  # fmt: skip
    schema = pa.schema([
        ("id", pa.int64()), ("title", pa.string()), ("text", pa.string()), ("lang", pa.string()),
        ("published", pa.timestamp("us")), ("published_precision", pa.string()),
    ])  # fmt: skip
    return assign(pa.Table.from_pylist(rows, schema), before)


def of(found: pa.Table) -> list[int]:
    return found["story"].to_pylist()


TOLD = [((HEAD, TEXT), "en"), (RUSSIAN, "ru"), (CHINESE, "zh"), (ARABIC, "ar")]


@pytest.mark.parametrize(("told", "lang"), TOLD, ids=[lang for _, lang in TOLD])
def test_what_is_told_alike_a_year_later_is_another_story(told: tuple[str, str], lang: str):
    assert of(stories((told, lang, 0), (told, lang, 1))) == [1, 1]
    assert of(stories((told, lang, 0), (told, lang, FAR))) == [1, 2]


def test_two_languages_months_apart_tell_two_stories():
    assert of(stories((RUSSIAN, "ru", 0), (ENGLISH, "en", 0.5))) == [1, 1]
    assert of(stories((RUSSIAN, "ru", 0), (ENGLISH, "en", StorySettings().apart_days + 30))) == [1, 2]


def test_within_a_language_the_words_outweigh_a_date_that_is_wrong_by_months():
    assert of(stories(((HEAD, TEXT), "en", 0), ((HEAD, TEXT), "en", 300))) == [1, 1]


@pytest.mark.parametrize("precision", ["month", "year"])
def test_a_date_without_a_day_keeps_nothing_apart(precision: str):
    assert of(stories(((HEAD, TEXT), "en", 0), ((HEAD, TEXT), "en", FAR), precision=precision)) == [1, 1]


def test_an_unknown_date_keeps_nothing_apart_but_ties_no_two_stories_together():
    found = of(stories(((HEAD, TEXT), "en", 0), ((HEAD, TEXT), "en", FAR), ((HEAD, TEXT), "en", None)))
    assert found[0] != found[1] and found[2] in found[:2]


def test_a_story_told_on_and_on_stays_one_story():
    step = StorySettings().apart_days - 5
    assert of(stories(*(((HEAD, TEXT), "en", step * n) for n in range(4)))) == [1, 1, 1, 1]


def test_a_story_of_long_ago_is_not_taken_up_by_an_update():
    old = (((HEAD, TEXT), "en", 0.0), ((HEAD, TEXT), "en", 1.0))
    new = (*old, ((HEAD, TEXT), "en", FAR), (RUSSIAN, "ru", FAR))
    assert of(stories(*new, before=stories(*old))) == of(stories(*new)) == [1, 1, 3, 4]


def test_linkage_asks_for_days_between_groups_not_between_their_furthest_items():
    scores = np.ones(3)
    edges = np.array([0, 0, 1]), np.array([1, 2, 2]), scores
    flat, none = np.ones((3, 2), np.float32), np.zeros(2, np.float32)
    days = np.array([0.0, 50.0, 100.0])
    whole = link(np.arange(3), np.zeros(3, bool), flat, edges, none, 0.0, days=days, apart=60)
    parted = link(np.arange(3), np.zeros(3, bool), flat, edges, none, 0.0, days=days, apart=40)
    assert whole.tolist() == [0, 0, 0] and parted.tolist() == [0, 1, 2]
