"""The page against the golden one."""

from __future__ import annotations

import difflib

import pytest

from tests.report.golden import FILES, TEXTS, page


def test_the_page_is_the_golden_one():
    kept, made = (FILES / "story.html").read_text(encoding="utf-8"), page()
    if kept != made:
        diff = "\n".join(difflib.unified_diff(kept.splitlines(), made.splitlines(), "golden", "now", lineterm="", n=1))
        pytest.fail(f"the page has changed; if that is wanted: python -m tests.report.golden\n{diff}")


def test_the_golden_page_shows_each_part():
    kept = (FILES / "story.html").read_text(encoding="utf-8")
    assert "all eyes will be on" in kept
    assert "<mark" in kept
    for part in ("line", "spread", "copies", "outlets", "left-out", "record", "articles"):
        assert f'id="{part}"' in kept
    assert sum(f"{key}.example" in kept for key, *_ in TEXTS) >= 8
