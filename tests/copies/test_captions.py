"""Captions of photographs are standing text: reports under one photograph are no copies of one another."""

from __future__ import annotations

import pyarrow as pa
import pytest

from herdline.copies.captions import captions
from tests.copies.helpers import found as pairs_found
from tests.copies.helpers import pile, prose, standing

PROSE = "The council met on Tuesday and put the vote off for a week, its speaker said."


def found(text: str) -> list[str]:
    return [text[a:b] for a, b in captions(pa.array([text]))[0]]


@pytest.mark.parametrize(
    "caption",
    [
        "Soldiers stand on a tank near the bridge in Harbour Town on June 24, 2023. (Stringer/Reuters)",
        "Soldiers stand on a tank near the bridge in Harbour Town on June 24, 2023. (Stringer/Reuters",
        "The mayor waves from the steps of the town hall. (AP Photo/Jane Invented)",
        "Workers mend the bridge. Photo: Jan Wymyślony / PAP",
        "Burmistrz na schodach ratusza (Fot. PAP/Jan Wymyślony)",
        "Мэр на ступенях ратуши. Фото: ТАСС",
        "市长在市政厅台阶上（图：新华社）",
        "العمدة على درج البلدية (صورة: رويترز)",
    ],
)
def test_a_paragraph_that_ends_with_a_photographs_credit_is_a_caption(caption):
    assert found(caption) == [caption]
    assert found(f"{PROSE}\n{caption}\n{PROSE}") == [caption]


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Three in five back the plan, a Reuters/Ipsos poll says, and two in five are against it.",
        "The photo shows the mayor on the steps; Reuters could not tell when it was taken.",
        "The firm makes buses and/or lorries (AP said the count was unclear) in two towns.",
        "Rywale (Reuters podał tę wiadomość w sobotę) milczą.",
        "据路透社报道，市长周二发表讲话，呼吁推迟投票。",
        "По данным ТАСС, мэр выступил во вторник и попросил отложить голосование.",
        "",
    ],
)
def test_prose_that_names_an_agency_or_a_photograph_is_none(text):
    assert found(text) == []


def test_texts_without_words_have_no_caption():
    assert captions(pa.array(["", None], pa.large_string())) == [[], []]


def test_two_reports_under_one_photograph_are_no_copies_and_its_caption_is_standing_text():
    caption = "Soldiers stand on a tank near the bridge in Harbour Town, and people watch, in June. (Stringer/Reuters)"
    table = pile(
        {"text": f"{caption}\n{prose(80, 1)}"},
        {"text": f"{caption}\n{prose(80, 2)}"},
        {"text": caption},
        {"text": caption},
    )
    assert pairs_found(table) == []
    assert [texts[0] for texts in standing(table).values()] == [caption.rstrip(")")] * 4


def test_a_lead_that_ends_like_a_credit_is_no_caption():
    poll = "Two in three voters want the bridge to be built again before winter, a poll found (Reuters/Ipsos)."
    lead = (
        "The mayor of Harbour Town said on Friday that the old bridge would be closed for good. " * 3
        + "Photo: Jane Roe"
    )
    for text in (poll, lead):
        assert captions(pa.array([text])) == [[]]
