"""Pages of what is left out, of ties, of positions and of names: whole, escaped, without a network."""

from __future__ import annotations

import pytest

from herdline.errors import HerdlineError
from herdline.report import write_plain
from herdline.results import Comparison, Fact, Missing, Stand

FACT = Fact(
    fact=1, kind="event", sentence="Guards <b>closed</b> the bridge.", article=7, outlet="gazette.example", start=0,
    end=30, actors=("KAZ",), weight=1.0, families=2, single_source=False, carried=2, not_seen=6, unclear=1, leads=0,
    incomparable=0, earlier=0, groups=(), carriers=(), event=None,
)  # fmt: skip


def test_a_page_of_what_is_left_out_escapes_texts_and_counts_what_it_does_not_show(tmp_path):
    found = Missing(1, "Bridge & border", 9, 0, (), (FACT,) * 70, (), "9 outlets were read in full.")
    write_plain(tmp_path / "page.html", found)
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Bridge &amp; border" in text and "Guards &lt;b&gt;closed&lt;/b&gt; the bridge." in text
    assert "2 of 8 outlets" in text and "1 unclear" in text and "and 10 more" in text
    assert "http://" not in text and "https://" not in text and "<script" not in text


def test_nothing_recorded_is_shown_as_a_dash_and_an_empty_page_says_so(tmp_path):
    stand = Stand("recognition", "XKX", "Kosovo", ("against", ""), (2, 0))
    write_plain(tmp_path / "a.html", Comparison(("KAZ", "UZB"), (stand,), (), "1 matters."))
    assert '<td dir="auto">-</td>' in (tmp_path / "a.html").read_text(encoding="utf-8")
    write_plain(tmp_path / "b.html", Comparison(("KAZ", "UZB"), (), (), "No position is recorded."))
    assert "Nothing is recorded." in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_an_error(tmp_path):
    with pytest.raises(HerdlineError, match="cannot write the page"):
        write_plain(tmp_path / "none" / "page.html", Comparison((), (), (), ""))
