"""Dates that stand beside an event and are, or are not, its own."""

from __future__ import annotations

import datetime

import pytest

from herdline.record.dating.calendar import event_day
from herdline.record.dating.times import expressions
from herdline.record.events import Unit, code


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("The brief uprising this weekend underscored the risks.", "2023-06-26", "2023-06-24"),
        ("The teams will meet again this weekend.", "2023-06-26", "2023-07-01"),
        ("The teams meet this weekend.", "2023-06-30", "2023-07-01"),
        ("The ministry this past week fined the officials.", "2018-11-17", "2018-11-12"),
        ("The ministry fined the officials last week.", "2018-11-17", "2018-11-05"),
    ],
)
def test_a_weekend_or_week_just_gone_lies_behind(text: str, published: str, day: str) -> None:
    (found,) = expressions(text, datetime.date.fromisoformat(published))
    assert found.date == day


def test_a_caption_is_dated_by_its_full_date_wherever_it_stands() -> None:
    caption = (
        "The French president walks beside the German chancellor as he arrives for a visit in the old town hall and its"
        " garden in Berlin, Germany, on Feb. 20, 2023."
    )
    (told,) = code([Unit(caption, published=datetime.date(2023, 6, 26))])[0].events
    assert (told.date, told.date_precision) == ("2023-02-20", "day")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Bunt grupy jest rosyjską wersją 20 lipca 1944 roku."),
        ("ru", "Мятеж напоминает август 1991 года."),
        ("de", "Die Meuterei erinnert an den Juli 1944."),
        ("zh", "这次兵变让人想起1991年8月。"),
    ],
)
def test_what_a_deed_is_likened_to_does_not_date_it(lang: str, text: str) -> None:
    assert event_day(text, datetime.date(2023, 6, 24), False, lang, 0) == ("2023-06-24", "about")


def test_what_an_english_text_likens_a_deed_to_does_not_date_it() -> None:
    text = "Wagner's mutiny against Russia is a version of the plot of 20 July 1944."
    found = code([Unit(text, published=datetime.date(2023, 6, 24))])[0].events
    assert found and not [e for e in found if e.date.startswith("1944")]
