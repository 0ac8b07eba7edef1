"""When: expressions against the day of publication."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herdline.record.dating.numbers import NUMBER, NUMBERS
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
        ("She will be named chief in December.", "2022-12", "2022-12", "month"),
        ("He said it would meet on Tuesday.", "2022-09-20", "2022-09-20", "day"),
        ("It was signed on the eighth of March.", "2022-03-08", "2022-03-08", "day"),
        ("It was signed on 17.06.2022.", "2022-06-17", "2022-06-17", "day"),
        ("It was signed on 6/17/2022.", "2022-06-17", "2022-06-17", "day"),
        ("He prays every morning.", "XXXX-XX-XXTMO", "", ""),
        ("They meet every other week.", "P2W", "", ""),
        ("He calls twice a day.", "P1D", "", ""),
        ("It lasted half an hour.", "PT30M", "", ""),
        ("It took a year and a half.", "P18M", "", ""),
        ("They were held for twenty-five days.", "P25D", "", ""),
        ("The siege lasted 1,200 days.", "P1200D", "", ""),
        ("It came after a several-year delay.", "PXY", "", ""),
        ("Shots were heard at 15:30 GMT.", "2022-09-16T15:30", "2022-09-16", "day"),
        ("He spoke at ten o'clock in the evening.", "2022-09-16T22:00", "2022-09-16", "day"),
        ("Later in the day he left.", "2022-09-16", "2022-09-16", "day"),
        ("They will vote by the end of the month.", "2022-09", "2022-09", "month"),
        ("They met on Easter Monday.", "2022-04-18", "2022-04-18", "day"),
        ("He was shot on Christmas Day 2019.", "2019-12-25", "2019-12-25", "day"),
        ("He was shot on Memorial Day last year.", "2021-05-31", "2021-05-31", "day"),
        ("A weeks-long strike ended.", "PXW", "", ""),
        ("It will happen in the near future.", "FUTURE_REF", "", ""),
        ("He left two days before Monday's vote.", "2022-09-10", "2022-09-10", "day"),
        ("He left the day after Christmas.", "2021-12-26", "2021-12-26", "day"),
        ("It was lost in the week of March 7.", "2022-W10", "2022-03-07", "about"),
    ],
)
def test_values(text, value, date, precision):
    (found,) = expressions(text, DAY)
    assert (found.value, found.date, found.precision) == (value, date, precision)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They met on June 3 and 5.", ["2022-06-03", "2022-06-05"]),
        ("They met from 3 to 5 June 2021.", ["2021-06-03", "2021-06-05"]),
        ("They met on June 3, 5 and 7, 2021.", ["2021-06-03", "2021-06-05", "2021-06-07"]),
        ("On June 3, 5 people met.", ["2022-06-03"]),
        ("Flights leave on Monday and Tuesday nights.", ["XXXX-WXX-1TNI", "XXXX-WXX-2TNI"]),
        ("They met on June 3. The next morning he left.", ["2022-06-03", "2022-06-04TMO"]),
        ("They met on June 3 and signed that same day.", ["2022-06-03", "2022-06-03"]),
        ("They agreed on Sept. 1; three days later they did not.", ["2022-09-01", "2022-09-04"]),
        ("It was annexed in 2014; two years later it voted.", ["2014", "2016"]),
        ("In May 2015 he won. The following month he left.", ["2015-05", "2015-06"]),
        ("They met on June 3 at noon.", ["2022-06-03", "2022-06-03T12:00"]),
        ("He waited ten days before the attack.", ["P10D"]),
    ],
)
def test_times_told_from_another_time(text, values):
    assert [e.value for e in expressions(text, DAY)] == values


def test_the_next_day_without_a_day_before_it_is_none():
    assert expressions("The next day he left.", DAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Rebel March ended near Moscow.",
        "A March on Moscow!",
        "The March of the Mothers began.",
        "They lost 3:15.",
        "It hides Easter eggs.",
    ],
)
def test_a_march_of_people_and_a_score_are_no_times(text):
    assert expressions(text, DAY) == []


def test_march_the_month_is_one_in_any_place_of_a_sentence():
    for text in ("March inflation was high.", "He came in March to Kyiv.", "Xi's March visit was short."):
        assert [e.value[-3:] for e in expressions(text, DAY)] == ["-03"]


def test_figures_that_are_day_or_month_are_no_date():
    assert [e.value for e in expressions("It was signed on 6/7/2022.", DAY)] == ["2022"]


def test_the_quarter_of_a_report_is_the_one_named_most_or_first():
    text = (
        "Third-quarter profit rose after a flat second quarter. Sales were $5 million, up from $3 million a year ago."
    )
    assert [e.value for e in expressions(text, datetime.date(2022, 11, 2))] == ["2022-Q3", "2022-Q2", "2021-Q3"]


def test_a_period_of_which_no_quarter_is_named_is_the_year_that_is_said():
    assert [e.value for e in expressions("Sales fell in the same period last year.", DAY)] == ["2021"]


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


def test_the_ends_of_the_calendar_are_no_error():
    for day in (datetime.date.min, datetime.date.max):
        assert [e.text for e in expressions("They met on Christmas and on Thursday, a year later in June.", day)]


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


@pytest.mark.parametrize(
    "text",
    [
        "Five people died on June 3 and 12 were wounded.",
        "On June 3 and 7 of the injured later died.",
        "Shells killed nine on June 3 and 11 in an air raid.",
        "Five people died on June 3 and 12 Norwegians were hurt.",
        "On June 3, 5 and 7 people died.",
    ],
)
def test_a_count_behind_a_date_is_no_further_day(text):
    assert [e.value for e in expressions(text, DAY)] == ["2022-06-03"]


def test_further_days_stay_days():
    for text in ("They met on June 3 and 5 in Oslo.", "They met June 3 and 5 to talk.", "They met on June 3 or 5."):
        assert [e.value for e in expressions(text, DAY)] == ["2022-06-03", "2022-06-05"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He was jailed on June 3, 2020; 1.5 years later he left.", ["2020-06-03", "P1.5Y"]),
        ("He was jailed on June 3, 2019; 1,200 days later he left.", ["2019-06-03", "2022-09-15"]),
        ("He left 1.5 days before Monday.", ["P1.5D", "2022-09-12"]),
        ("On June 3 he fell ill; 10-15 days later he died.", ["2022-06-03", "P15D"]),
        ("On June 3 he fell ill; two or three days later he died.", ["2022-06-03", "P3D"]),
        ("He was born one hundred and five years ago.", ["1917"]),
        ("It fell two hundred years ago.", ["1822"]),
        ("It fell a few hundred years ago.", ["PXY"]),
        ("It fell 1.5 years ago.", ["2021"]),
    ],
)
def test_a_number_counts_whole_or_not_at_all(text, values):
    assert [e.value for e in expressions(text, DAY)] == values


@pytest.mark.parametrize(
    "text",
    [
        "He was shot on June 3. That day-to-day operations go on matters.",
        "On June 3 it began. That night-time raids failed is known.",
        "He said on June 3 that year after year they lose.",
        "He said on June 3 that day care is dear.",
    ],
)
def test_a_day_within_a_compound_is_not_told_from_another(text):
    assert [e.value for e in expressions(text, DAY)] == ["2022-06-03"]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed 12 in the morning raid.",
        "They shot 12 in the evening.",
        "Police arrested 20 in the morning.",
        "Police killed about 12 in the morning.",
    ],
)
def test_a_count_in_the_morning_is_no_time_of_day(text):
    assert expressions(text, DAY) == []


def test_an_hour_in_the_morning_is_a_time_of_day():
    for text in ("They came at 4 in the morning.", "It was 4 in the morning.", "They came about 4 in the morning."):
        assert [e.value for e in expressions(text, DAY)] == ["2022-09-16T04:00"]


@pytest.mark.parametrize(
    ("day", "text", "values"),
    [
        ((9999, 12, 31), "He left today; the next day he died.", ["9999-12-31"]),
        ((1, 1, 1), "He left today; two days earlier he spoke.", ["0001-01-01", "P2D"]),
        ((1, 1, 2), "He left two days before Monday's vote.", ["P2D", "0001-01-01"]),
        ((500, 5, 5), "He left today; 900 years earlier it fell.", ["0500-05-05", "P900Y"]),
        ((9999, 5, 5), "It ends next year or next month.", ["9999-06"]),
        ((1, 5, 5), "It began last summer.", []),
    ],
)
def test_what_lies_beyond_the_calendar_is_left_out(day, text, values):
    found = expressions(text, datetime.date(*day))
    assert [e.value for e in found if e.date or e.kind == "DURATION"] == values


@given(
    st.sampled_from([datetime.date.min, datetime.date.max, datetime.date(1, 1, 8), datetime.date(9999, 12, 25)]),
    st.lists(
        st.sampled_from(
            (
                "today;yesterday;Monday;the next day;two days earlier;three weeks later;900 years earlier;in June;"
                "last week;the week of;two days before Monday;June 3 and 5;next year;a century ago;the following month"
            ).split(";")
        ),
        max_size=6,
    ),
)
def test_any_times_at_the_ends_of_the_calendar_are_survived(day, told):
    assert all(len(e.date) <= 10 for e in expressions(", ".join(told), day))


@pytest.mark.parametrize(
    "text",
    [
        "He lives at 10 March Street.",
        "The April 6 Youth Movement met.",
        "The September 11 attacks changed it.",
        "Bloody Sunday was told again.",
        "The Good Friday Agreement holds.",
        "USA Today said so.",
        "Mr. March came.",
        "Call 555-2022.",
        "Resolution 1973 passed.",
        "It cost 1999 euros.",
        "Some 2014 vehicles burned.",
        "It began at 99 p.m. sharp.",
    ],
)
def test_streets_papers_prices_and_numbers_are_no_times(text):
    assert expressions(text, DAY) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It began at 1.30 p.m. sharp.", "2022-09-16T13:30"),
        ("They met on ١٥ June 2022.", "2022-06-15"),
        ("It fell in １９９９.", "1999"),
    ],
)
def test_points_in_clock_times_and_other_digits_are_read(text, value):
    (found,) = expressions(text, DAY)
    assert found.value == value and text[found.start : found.end] == found.text


@given(st.from_regex(NUMBER, fullmatch=True, alphabet=st.characters(codec="ascii")))
def test_every_number_that_is_found_counts(words):
    assert words in NUMBERS
    assert expressions(f"They met {words} days ago.", DAY)


def test_letters_that_only_look_english_are_read_like_them():
    for text in ("They met fıve days ago.", "They met ﬁve days ago on ſunday.", "They met on SUNDAY, sıx daysſ later."):
        found = expressions(text, DAY)
        assert all(text[e.start : e.end] == e.text for e in found)
    assert [e.value for e in expressions("They met fıve days ago.", DAY)] == ["2022-09-11"]
