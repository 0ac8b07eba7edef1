"""What strings say about the time of publishing."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herdline.reading.dates import parse

DAY = datetime(2022, 9, 15)


@pytest.mark.parametrize(
    ("text", "moment", "precision"),
    [
        ("2022-09-15", DAY, "day"),
        ("2022-09-15T00:00:00+00:00", DAY, "day"),
        ("2022-09-15T00:00:00+05:00", DAY, "day"),
        ("2022-09-15T10:30:05+05:00", datetime(2022, 9, 15, 5, 30, 5), "second"),
        ("2022-09-15T10:30:05.123Z", datetime(2022, 9, 15, 10, 30, 5), "second"),
        ("2022-09-15 10:30", datetime(2022, 9, 15, 10, 30), "minute"),
        ("2022-9-5 8:05:00 UTC", datetime(2022, 9, 5, 8, 5), "second"),
        ("2022/09/15", DAY, "day"),
        ("20220915", DAY, "day"),
        ("20220915T103005Z", datetime(2022, 9, 15, 10, 30, 5), "second"),
        ("2022-09", datetime(2022, 9, 1), "month"),
        ("2022", datetime(2022, 1, 1), "year"),
        ("Thu, 15 Sep 2022 10:30:05 +0500", datetime(2022, 9, 15, 5, 30, 5), "second"),
        ("Thu, 15 Sep 2022 10:30:05 EDT", datetime(2022, 9, 15, 14, 30, 5), "second"),
        ("15 Sep 2022 10:30 GMT", datetime(2022, 9, 15, 10, 30), "minute"),
        ("September 15, 2022", DAY, "day"),
        ("Sept. 15, 2022", DAY, "day"),
        ("Published September 15th, 2022 at 4:05 p.m. EDT", datetime(2022, 9, 15, 20, 5), "minute"),
        ("Thursday, September 15, 2022 4:05 PM", datetime(2022, 9, 15, 16, 5), "minute"),
        ("15.09.2022 10:30", datetime(2022, 9, 15, 10, 30), "minute"),
        ("15 сентября 2022", DAY, "day"),
        ("15 сентября 2022 г., 10:30", datetime(2022, 9, 15, 10, 30), "minute"),
        ("15 қыркүйек 2022", DAY, "day"),
        ("15 de septiembre de 2022", DAY, "day"),
        ("15. September 2022", DAY, "day"),
        ("15 septembre 2022", DAY, "day"),
        ("2022年9月15日", DAY, "day"),
        ("2022年9月15日 10:30", datetime(2022, 9, 15, 10, 30), "minute"),
        ("1663236605", datetime(2022, 9, 15, 10, 10, 5), "second"),
        ("1663236605000", datetime(2022, 9, 15, 10, 10, 5), "second"),
    ],
)
def test_times_as_sources_write_them(text, moment, precision):
    assert parse(text) == (moment, precision)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2022-13-45", "12", "0000-00-00", "99999999999999999999", "2 hours ago"]
)
def test_what_is_no_time_is_none(text):
    assert parse(text) == (None, "none")


@given(st.text(max_size=40))
def test_nothing_raises(text):
    moment, precision = parse(text)
    assert (moment is None) == (precision == "none")


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))
def test_iso_is_read_back(moment):
    moment = moment.replace(microsecond=0)
    precision = "day" if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else "second"
    assert parse(moment.isoformat() + "Z") == (moment, precision)
