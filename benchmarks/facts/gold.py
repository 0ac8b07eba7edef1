"""The judged pairs with what the program sees of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.facts.draw import stories
from herdline.check.matching import AGAIN, FEATURES, features, second_look

HERE = Path(__file__).parent
COLUMNS = (*FEATURES, *AGAIN)
TOLD = 2


@dataclass(frozen=True)
class Cases:
    """The judged pairs, a row each: ``x`` has the columns ``COLUMNS``."""

    x: NDArray[np.float32]
    label: NDArray[np.int64]
    story: list[str]
    kind: NDArray[np.str_]
    weight: NDArray[np.float64]
    before: NDArray[np.float64]
    """What the sum of cosines by which they were drawn gave."""


def labels() -> list[dict[str, Any]]:
    """The file of labels."""
    return [json.loads(line) for line in (HERE / "labels.jsonl").open(encoding="utf-8")]


def cases(store: Path) -> Cases:
    """Every judged pair.

    Args:
        store: of ``draw``; read and built where it is not there.
    """
    asked: dict[str, list[dict[str, Any]]] = {}
    for row in labels():
        asked.setdefault(row["story"], []).append(row)
    rows, x = [], []
    for story, told, ids in stories(store):
        if story not in asked:
            continue
        at = {(ids[a], s, e): n for n, item in enumerate(told) for a, s, e in item.places}
        texts, langs = [t.text for t in told], [t.lang for t in told]
        pairs = [(at[tuple(row["a"])], at[tuple(row["b"])]) for row in asked[story]]
        one, other = map(np.array, zip(*pairs, strict=True))
        about = [t.about or t.ahead for t in told]
        found = {
            name: values[one, other]
            for name, values in features(texts, langs, [t.about for t in told], about, not story.startswith("feeds/"))
        }
        rows_of = np.unique(np.concatenate([one, other]))
        place = np.searchsorted(rows_of, np.stack([one, other]))
        deep = second_look([texts[row] for row in rows_of], [langs[row] for row in rows_of])
        found |= {name: values[place[0], place[1]] for name, values in deep}
        x.append(np.column_stack([found[name] for name in COLUMNS]))
        rows += asked[story]
    return Cases(
        np.vstack(x), np.array([row["label"] for row in rows]), [row["story"] for row in rows],
        np.array([row["kind"] for row in rows]), np.array([row["weight"] for row in rows]),
        np.array([row["evidence"] for row in rows]),
    )  # fmt: skip
