"""Listing by the herd index: what is stated stands first, and how much is stated is said."""

import duckdb
import pytest

from herdline import schema
from herdline.commands.show import stated_herds
from herdline.views.line import stories
from herdline.views.lists import ORDERS

# story: percentile, low, high
MEASURED = {1: (97.0, 40.0, 99.0), 2: (20.0, 5.0, 30.0), 3: None, 4: (88.0, 60.0, 95.0), 5: (70.0, 65.0, 80.0)}


def listed(chosen: dict):
    connection = duckdb.connect()
    for name in ("stories", "articles", "story_articles", "outlets"):
        connection.register("empty", schema.TABLES[name].schema.empty_table())
        connection.execute(f"create table {name} as select * from empty")
    for story, herd in chosen.items():
        connection.execute(
            "insert into stories (story, title, languages, outlets, articles, families, herd_percentile, herd_low,"
            " herd_high) values (?, 'Bridge of Orvane', 'en', 30, 30, 25, ?, ?, ?)",
            [story, *(herd or (None, None, None))],
        )
    web = connection.execute(f"select story from stories s order by {ORDERS['herd']}, s.story").fetchall()
    found = stories(connection, 1, None, "herd")
    assert [s.story for s in found] == [row[0] for row in web]
    return found


def test_stories_stand_by_their_index_and_those_that_cannot_say_behind():
    assert [s.story for s in listed(MEASURED)] == [4, 5, 2, 1, 3]


def test_how_many_say_and_how_many_cannot_is_said():
    said = stated_herds(listed(MEASURED))
    assert "stated for 3 of 5" in said and "2 that cannot say" in said and "none is more herded" not in said


def test_a_low_index_that_alone_is_stated_is_not_passed_off_as_the_most_herded():
    said = stated_herds(listed({2: MEASURED[2], 3: None}))
    assert "stated for 1 of 2" in said and "none is more herded than stories usually are" in said


@pytest.mark.parametrize("chosen", [{3: None}, {1: MEASURED[1]}])
def test_where_nothing_is_stated_no_story_is_called_the_most_herded(chosen):
    assert "stated for none of 1" in stated_herds(listed(chosen))
