"""When: expressions against the day of publication."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herdline.record.dating.times import event_date, expressions

DAY = datetime.date(2022, 9, 16)  # a Friday


@pytest.mark.parametrize(
    ("text", "value", "date", "precision"),
    [
        ("They met on Thursday.", "2022-09-15", "2022-09-15", "day"),
        ("They will meet on Tuesday.", "2022-09-20", "2022-09-20", "day"),
        ("He said so in June.", "2022-06", "2022-06", "month"),
        ("It will open in March.", "2023-03", "2023-03", "month"),
        ("It was signed on September 14, 2022.", "2022-09-14", "2022-09-14", "day"),
        ("It was signed on the 17th of June.", "2022-06-17", "2022-06-17", "day"),
        ("They talked last month.", "2022-08", "2022-08", "month"),
        ("It happened two years ago.", "2020", "2020", "year"),
        ("They met yesterday.", "2022-09-15", "2022-09-15", "day"),
        ("Crimea was annexed in 2014.", "2014", "2014", "year"),
        ("Prices rose for three days.", "P3D", "", ""),
        ("Output grew in the third quarter of 2021.", "2021-Q3", "2021", "year"),
        ("They delayed the vote to Oct. 20.", "2022-10-20", "2022-10-20", "day"),
        ("It was closed in February of last year.", "2021-02", "2021-02", "month"),
        ("They spoke at 10 p.m. Wednesday.", "2022-09-14T22:00", "2022-09-14", "day"),
        ("They met on Friday, Aug. 26.", "2022-08-26", "2022-08-26", "day"),
        ("Sales fell in the first half of 2020.", "2020-H1", "2020", "year"),
        ("Prices doubled in the past two months.", "P2M", "", ""),
        ("The vote on Saturday decides.", "2022-09-17", "2022-09-17", "day"),
        ("It happened about two years ago.", "2020", "2020", "year"),
        ("They will meet this coming Sunday.", "2022-09-18", "2022-09-18", "day"),
        ("He was shot last Oct. 23.", "2021-10-23", "2021-10-23", "day"),
        ("The trend of recent years is plain.", "PXY", "", ""),
        ("It will stay for two more weeks.", "P2W", "", ""),
        ("The trip took 5 1/2 hours.", "PT5H30M", "", ""),
        ("Flights leave each Thursday.", "XXXX-WXX-4", "", ""),
        ("She was found on Thanksgiving Day.", "2021-11-25", "2021-11-25", "day"),
        ("They will vote on Election Day.", "2022-11-08", "2022-11-08", "day"),
        ("He was convicted in nineteen ninety-one.", "1991", "1991", "year"),
        ("It was the worst storm of the 20th century.", "19", "", ""),
        ("The play opened in the summer of 1998.", "1998-SU", "1998", "year"),
        ("It was dated February 30, 2020.", "2020-02-30", "", ""),
        ("He arrived three days later.", "P3D", "", ""),
        ("They are planning to meet on Monday.", "2022-09-19", "2022-09-19", "day"),
        ("The train leaves at 6 a.m. and no sooner.", "2022-09-16T06:00", "2022-09-16", "day"),
        ("They hope to sign it by year-end.", "2022", "2022", "year"),
        ("They will one day be forgotten.", "FUTURE_REF", "", ""),
        ("The loan runs through January.", "2023-01", "2023-01", "month"),
    ],
)
def test_values(text, value, date, precision):
    (found,) = expressions(text, DAY)
    assert (found.value, found.date, found.precision) == (value, date, precision)
    assert text[found.start : found.end] == found.text


def test_a_year_ago_in_a_report_of_a_quarter_is_that_quarter():
    text = "Profit in the second quarter rose to $7 million from $5 million a year ago."
    assert [e.value for e in expressions(text, DAY)] == ["2022-Q2", "2021-Q2"]


@pytest.mark.parametrize("text", ["He is 37 years old.", "It imports three-quarters of its food.", "Jan Kavan came."])
def test_ages_shares_and_names_are_no_times(text):
    assert expressions(text, DAY) == []


def test_may_and_march_are_verbs_too():
    assert expressions("They may march on the capital.", DAY) == []


def test_the_nearest_expression_dates_an_event():
    text = "In June he refused; on Thursday he met the envoy."
    found = expressions(text, DAY)
    assert event_date(found, text.index("refused"), text.index("refused") + 7, DAY, "past") == (
        "2022-06",
        "month",
        "text",
    )
    assert event_date(found, text.index("met"), text.index("met") + 3, DAY, "past")[0] == "2022-09-15"


def test_a_past_event_without_a_date_is_about_the_articles_and_a_future_one_is_open():
    assert event_date([], 0, 3, DAY, "past") == ("2022-09-16", "about", "article")
    assert event_date([], 0, 3, DAY, "future") == ("", "", "none")


@given(st.text(max_size=200), st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 1, 1)))
def test_any_text_and_day_is_survived(text, day):
    found = expressions(text, day)
    assert all(text[e.start : e.end] == e.text for e in found)


@pytest.mark.parametrize(
    "text",
    [
        "Wagner Mercenary Chief to Move to Belarus, Not Face Prosecution for Rebel March: Kremlin",
        "Protest March in Lyon Draws Thousands",
        "Opposition Holds March Against Government in Warsaw",
        "The March on Moscow Ends",
        "Thousands joined the Pride March in Kyiv",
    ],
)
def test_a_march_that_is_walked_is_no_month(text):
    assert not [found for found in expressions(text, datetime.date(2023, 6, 28)) if "March" in found.text]


@pytest.mark.parametrize(
    "text",
    [
        "Inflation Fell in March, Report Says",
        "March Talks Between Norway and Chile Failed",
        "Minister Was Indicted Last March",
        "Bank Raises Rates After March Meeting",
        "Attack of March 14 Killed Ten",
        "Since March, the town has waited for help",
        "The talks broke down in early March",
    ],
)
def test_the_month_stays_a_month_in_titles(text):
    assert [found for found in expressions(text, datetime.date(2023, 6, 28)) if "March" in found.text]
