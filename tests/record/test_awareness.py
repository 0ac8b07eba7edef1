"""The score of timelines, on timelines whose relations one counts by hand."""

from __future__ import annotations

import pytest

from benchmarks.record.timeline_texts import in_gold_form, plain, split
from benchmarks.record.timelines import ANCHORED, INCLUDED, WHOLE, Counts, Line, awareness, reduced

GOLD = [
    Line(1, "2001-01-01", ("1-2-met",)),
    Line(2, "2002-XX-XX", ("1-3-signed",)),
    Line(3, "2003-05-XX", ("2-2-left",)),
]


@pytest.mark.parametrize("reading", [ANCHORED, INCLUDED])
def test_a_timeline_agrees_with_itself(reading):
    # three dates and two steps from one order number to the next
    assert awareness(GOLD, GOLD, reading) == Counts(right=5, told=5, found=5, gold=5)


@pytest.mark.parametrize("reading", [ANCHORED, INCLUDED])
def test_what_follows_over_a_missing_event_is_right(reading):
    # met 2001, left 2003, met before left: all three follow from the gold; of its five, only the two dates are found
    system = [GOLD[0], Line(2, "2003-05-XX", ("2-2-left",))]
    assert awareness(GOLD, system, reading) == Counts(right=3, told=3, found=2, gold=5)


def test_a_wrong_date_leaves_the_order_right():
    system = [Line(1, "2001-01-01", ("1-2-met",)), Line(2, "2009-XX-XX", ("1-3-signed",))]
    gold = GOLD[:2]
    counts = awareness(gold, system)
    assert counts == Counts(right=2, told=3, found=2, gold=3)
    assert counts.scores() == pytest.approx((2 / 3, 2 / 3, 2 / 3))


def test_mentions_of_one_date_are_bound_once():
    line = [Line(1, "2001-01-01", ("1-0-meet", "1-2-met"))]
    # anchored: each holds to its date, and what is simultaneous with one date is simultaneous
    assert [kind for _, kind, _ in reduced(line, ANCHORED)[0]] == ["simultaneous", "simultaneous"]
    # included: bound to each other, and one of them to the date
    assert [kind for _, kind, _ in reduced(line, INCLUDED)[0]] == ["simultaneous", "within"]


def test_a_mention_too_many_costs_more_where_mentions_are_bound_to_each_other():
    gold, system = [Line(1, "2001-01-01", ("1-2-met",))], [Line(1, "2001-01-01", ("1-2-rained", "1-2-met"))]
    assert awareness(gold, system, ANCHORED) == Counts(right=1, told=2, found=1, gold=1)
    assert awareness(gold, system, INCLUDED) == Counts(right=0, told=2, found=1, gold=1)


def test_lines_of_one_order_are_simultaneous_also_without_a_date():
    gold = [Line(1, "XXXX-XX-XX", ("1-2-met", "1-3-talked")), Line(2, "2002-XX-XX", ("1-4-left",))]
    system = [Line(4, "XXXX-XX-XX", ("1-2-met",)), Line(4, "XXXX-XX-XX", ("1-3-talked",))]
    assert awareness(gold, system) == Counts(right=1, told=1, found=1, gold=3)


def test_what_is_not_ordered_says_nothing():
    assert awareness(GOLD, [Line(0, "XXXX-XX-XX", ("1-2-met",))]) == Counts(right=0, told=0, found=0, gold=5)
    assert awareness([], GOLD).scores() == (0.0, 0.0, 0.0)


def test_a_contradiction_is_left_out():
    # both hold to one date, so one cannot come before the other
    assert len(reduced([Line(1, "2001-XX-XX", ("1-2-met",)), Line(2, "2001-XX-XX", ("1-3-left",))])[0]) == 2
    # left before met, after met before left
    twice = [Line(1, "", ("a",)), Line(2, "", ("b",)), Line(3, "", ("a",))]
    assert [r for r in reduced(twice, INCLUDED)[0] if r[1] == "before"] == [("a", "before", "b")]


def test_the_whole_counts_every_pair():
    # three dates and three pairs; without the middle: two dates and one pair
    assert awareness(GOLD, GOLD, WHOLE) == Counts(right=6, told=6, found=6, gold=6)
    system = [GOLD[0], Line(2, "2003-05-XX", ("2-2-left", "2-2-slept"))]
    # dates of met, left, slept; met before left, met before slept, left with slept: three of the six are so
    assert awareness(GOLD, system, WHOLE) == Counts(right=3, told=6, found=3, gold=6)


def test_counts_of_timelines_add_up():
    assert Counts(1, 2, 3, 4) + Counts(10, 20, 30, 40) == Counts(11, 22, 33, 44)


def test_sentences_are_numbered_from_the_heading():
    text = "Ferry line closesMay 3 , 2011The council closed it .`` A pity , '' said U.S. guests .It cost $ 4.2 m ."
    assert split(text) == [
        "Ferry line closes", "May 3 , 2011", "The council closed it .", "`` A pity , '' said U.S. guests .",
        "It cost $ 4.2 m .",
    ]  # fmt: skip


def test_words_are_written_as_one_writes_them_and_keep_their_places():
    written, starts = plain("`` It 's late , '' he said .".split())
    assert written == "“It's late,” he said."
    assert [written[start] for start in starts] == ["“", "I", "'", "l", ",", "”", "h", "s", "."]


def test_dates_are_written_as_the_gold_writes_them():
    assert [in_gold_form(date) for date in ("2001", "2001-02", "2001-02-03", "")] == [
        "2001-XX-XX", "2001-02-XX", "2001-02-03", "XXXX-XX-XX",
    ]  # fmt: skip
