"""Read sentences of other languages than English: what the encoder learns from, and the fold that is kept aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.record.gold import draw_polish
from benchmarks.record.gold.draw_languages import LEARNT, labelled
from tools.train_events import fold_of

GOLD = Path(__file__).parent
ASIDE = 4
"""The fold of articles that is kept aside."""


def invented(name: str) -> list[dict[str, Any]]:
    """Rows of a file of sentences of our own with their labels."""
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").open(encoding="utf-8")]


def learnt(folder: Path) -> list[dict[str, Any]]:
    """The read sentences of other languages than English that the encoder learns from."""
    polish = [row for name in ("train_polish", "train_polish2") for row in draw_polish.labelled(name)]
    return [*labelled(folder, *LEARNT), *polish, *invented("train_kazakh")]


def is_aside(row: dict[str, Any]) -> bool:
    """Whether ``train_languages --unseen`` keeps a sentence aside: the articles of one fold in five, none in Kazakh."""
    return fold_of(row["article"]) == ASIDE
