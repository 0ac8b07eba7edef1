"""What is measured on is learnt from nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2] / "benchmarks" / "record" / "gold"


def column(name: str, key: str) -> set[str]:
    with (GOLD / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return {json.loads(line)[key] for line in lines}


@pytest.mark.parametrize("measured", ["titles", "fresh_titles"])
@pytest.mark.parametrize("taught", ["train_titles", "train_titles2", "train_titles3"])
def test_no_title_that_is_measured_on_is_taught(measured, taught):
    assert not column(measured, "article") & column(taught, "article")


@pytest.mark.parametrize("measured", ["events4", "settings", "fresh", "titles", "fresh_titles"])
def test_the_last_lot_has_no_article_that_is_measured_on(measured):
    assert not column(measured, "article") & column("train_pairs11", "article")
