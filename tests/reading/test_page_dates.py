"""The day of a page that states none in its head: what is shown, never what a search makes up of it."""

from __future__ import annotations

import pytest

from herdline.reading.extraction import extract

_SENTENCES = "The ministers met in the old harbour and spoke about the treaty for many hours. " * 8


def _page(body: str, head: str = "") -> tuple[str | None, str]:
    """Published time and basis of an invented page."""
    source = (
        f"<html><head><title>Ministers meet in the old harbour</title>{head}</head><body><article>"
        f"<h1>Ministers meet in the old harbour</h1>{body}<p>{_SENTENCES}</p></article></body></html>"
    )
    page = extract(source.encode(), None)
    return page.published, page.date_basis


@pytest.mark.parametrize(
    "shown",
    [
        "<p class='date'>Published: 32 Jan 2023</p>",
        "<p class='date'>30 Feb 2023</p>",
        "<p class='date'>2023-02-30</p>",
        "<p class='date'>January 2023</p>",
        "<p class='date'>Январь 2023</p>",
        "<p>In 2021 the ministers met.</p>",
        "<footer>© 2023 Invented Daily</footer>",
        "<p>Comments 1</p><p>2023 Daily</p>",
        "<time>1.<br>März<br>2023</time>",
    ],
)
def test_a_day_that_no_page_shows_is_not_made_up(shown: str):
    assert _page(shown) == (None, "none")


@pytest.mark.parametrize(
    "shown", ["1 Jan 2023", "January 1st, 2023", "2023-01-01", "01/01/2023", "1 января 2023", "1er janvier 2023"]
)
def test_the_first_of_a_month_that_is_shown_is_kept(shown: str):
    assert _page(f"<p class='date'>{shown}</p>") == ("2023-01-01", "text")


@pytest.mark.parametrize(
    "shown",
    [
        "<span>1</span> <span>March</span> <span>2023</span>",
        "<span>March</span> <b>1</b>, <i>2023</i>",
        "March 01 , 2023",
        "1 March , 2023",
        "1&nbsp;March 2023",
        "1 tháng 3, 2023",
        "Ngày 1 tháng 3 năm 2023",
        "2023년 3월 1일",
        "2023. március 1.",
        "1 Mart 2023",
        "1 مارس 2023",
    ],
)
def test_the_first_of_a_month_is_kept_however_a_page_writes_it(shown: str):
    assert _page(f"<p class='date'>{shown}</p>") == ("2023-03-01", "text")


def test_another_day_is_kept():
    assert _page("<p class='date'>12 Jan 2023</p>") == ("2023-01-12", "text")


def test_what_the_head_states_though_nobody_can_read_it_is_told():
    assert _page("", "<meta name='date' content='32 Jan 2023'>") == ("32 Jan 2023", "none")
