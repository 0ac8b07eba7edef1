"""Kinds and directions of pairs, from articles to rows of ``copies`` and ``spans``."""

from __future__ import annotations

from datetime import datetime

import pytest

from herdline.copies import copies_of, find
from tests.copies.helpers import pile, prose


def _row(*articles: dict) -> dict:
    copies, _ = copies_of(pile(*articles))
    (row,) = copies.to_pylist()
    return row


def test_credited_agency_copy_and_its_direction():
    text = prose(200, 1)
    row = _row(
        {"text": text, "published": datetime(2022, 9, 15, 8)},
        {
            "text": text,
            "outlet": "wire.example",
            "agency": "wire",
            "agency_basis": "outlet",
            "published": datetime(2022, 9, 15, 9),
        },
    )
    assert (row["kind"], row["a"], row["b"], row["directed"]) == ("agency", 1, 2, True)
    assert row["share"] == row["share_b"] == 1.0


def test_whole_text_of_two_outlets_on_one_day_is_agency_copy_without_a_credit():
    text = prose(200, 1)
    assert _row({"text": text}, {"text": text})["kind"] == "agency"


def test_one_outlet_that_runs_its_piece_again_is_syndication():
    text = prose(200, 1)
    row = _row({"text": text, "outlet": "x.example"}, {"text": text + " Updated.", "outlet": "x.example"})
    assert row["kind"] == "syndicated"


def test_a_column_is_syndicated_and_its_notice_names_the_source():
    text = (
        "I wrote this for my friends and I mean it. "
        + prose(60, 1)
        + " I said to my wife that I am right. "
        + prose(60, 2)
    )
    row = _row(
        {"text": f"{text}\n\nThis column first appeared in The Barometer.", "published": datetime(2022, 9, 15, 8)},
        {"text": text, "outlet": "barometer.example", "published": datetime(2022, 9, 15, 9)},
    )
    assert (row["kind"], row["a"], row["b"], row["directed"]) == ("syndicated", 1, 2, True)


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("«", "»"), ("「", "」")])
def test_the_same_statement_in_two_texts_is_quoted_and_has_no_direction(opening, closing):
    speech = f"{opening}{prose(40, 50)}{closing}"
    row = _row({"text": f"{prose(100, 1)} {speech}"}, {"text": f"{prose(100, 2)} {speech} {prose(50, 3)}"})
    assert (row["kind"], row["directed"]) == ("quoted", False)


def test_direction_needs_time_beyond_the_width_of_the_stamps():
    background = prose(60, 9)
    first, second = (f"{prose(120, n)} {background} {prose(120, n + 10)}" for n in (1, 2))
    day = {"published_precision": "day", "outlet": "x.example"}
    here = {"text": first, "published": datetime(2022, 9, 15)} | day
    same = _row(here, {"text": second, "published": datetime(2022, 9, 15)} | day)
    later = _row(here, {"text": second, "published": datetime(2022, 9, 17)} | day)
    assert (same["kind"], same["directed"]) == ("rewritten", False)
    assert (later["kind"], later["a"], later["directed"]) == ("rewritten", 2, True)


def test_spans_fit_the_orientation_of_the_pair():
    text = prose(200, 1)
    table = pile(
        {"text": text, "published": datetime(2022, 9, 15, 8)},
        {
            "text": "Lead. " + text,
            "outlet": "w.example",
            "agency": "w",
            "agency_basis": "outlet",
            "published": datetime(2022, 9, 15, 9),
        },
    )
    copies, spans = copies_of(table)
    (span,) = spans.to_pylist()
    assert copies["a"].to_pylist() == [span["a"]] == [1]
    assert (span["a0"], span["b0"]) == (0, 6)


def test_find_gives_the_ids_as_they_came():
    text = prose(100, 1)
    (row,) = find(pile({"text": text, "given_id": "x1"}, {"text": text, "given_id": "x2"}))
    assert {row["a"], row["b"]} == {"x1", "x2"}
    assert row["spans"] == [[0, len(text), 0, len(text)]] or row["spans"][0][1] >= len(text) - 1


def test_repeated_ids_nulls_and_single_articles():
    text = prose(100, 1)
    assert copies_of(pile({"text": text}))[0].num_rows == 0
    assert copies_of(pile({"text": text, "id": 1}, {"text": text, "id": 1}))[0].num_rows == 0
    assert copies_of(pile({"text": text, "id": None}, {"text": None}, {"text": ""}))[0].num_rows == 0


def test_prose_taken_from_an_outlet_that_is_named_is_rewritten_and_directed():
    passage = prose(100, 9)
    row = _row(
        {
            "text": f"The Barometer reports today: {passage}",
            "name": "The Ledger",
            "published": datetime(2022, 9, 15, 8),
        },
        {"text": f"{passage} {prose(60, 2)}", "name": "The Barometer", "published": datetime(2022, 9, 15, 9)},
    )
    assert (row["kind"], row["a"], row["b"], row["directed"]) == ("rewritten", 1, 2, True)


def test_a_new_lead_over_the_last_report_s_paragraphs_is_rewritten_and_a_changed_ending_is_a_version():
    old, outlet = prose(300, 1), {"outlet": "x.example"}
    kept = " ".join(old.split()[60:260])
    new_lead = f"{prose(80, 2)} {kept} {prose(20, 4)}"
    assert _row({"text": old} | outlet, {"text": new_lead} | outlet)["kind"] == "rewritten"
    assert _row({"text": old} | outlet, {"text": f"{old} {prose(60, 3)}"} | outlet)["kind"] == "syndicated"


def test_a_testimony_printed_without_quotation_marks_is_quoted():
    testimony = f"I am here today and I remember it. {prose(60, 9)} I could not sleep, and I told my mother."
    row = _row({"text": f"{prose(150, 1)} {testimony}"}, {"text": f"{prose(120, 2)} {testimony} {prose(60, 3)}"})
    assert row["kind"] == "quoted"


def test_speech_inside_a_block_that_was_lifted_is_the_block_s():
    block = f"{prose(40, 7)} “{prose(70, 8)}” {prose(30, 9)}"
    row = _row({"text": f"{prose(200, 1)} {block} {prose(100, 2)}"}, {"text": f"{prose(150, 3)} {block}"})
    assert row["kind"] == "rewritten"
