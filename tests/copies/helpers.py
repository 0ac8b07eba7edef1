"""Small piles of articles for the tests of copies."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

import pyarrow as pa

from herdline.copies.passages import passages

VOCABULARY = [
    a + b + c
    for a in ("ka", "lo", "mi", "ter", "sun")
    for b in ("ban", "rel", "dos", "vi")
    for c in ("", "n", "st", "ry")
]


def prose(words: int, seed: int) -> str:
    """Words by chance, in sentences; two seeds share no run of five words but by a miracle."""
    rng = random.Random(seed)
    picked = [rng.choice(VOCABULARY) + rng.choice(VOCABULARY) for _ in range(words)]
    for place in range(0, words, 12):
        picked[place] = picked[place].capitalize()
        if place:
            picked[place - 1] += "."
    return " ".join(picked)


def pile(*rows: dict[str, Any]) -> pa.Table:
    """A table of articles; ids count from 1, outlets differ unless given."""
    complete = []
    for number, row in enumerate(rows, 1):
        base: dict[str, Any] = {
            "id": number, "outlet": f"outlet{number}.example", "unit": None, "lang": "en",
            "title": f"Title {prose(4, number)}",
            "text": "", "published": datetime(2022, 9, 15, number % 24), "published_precision": "minute",
        }  # fmt: skip
        complete.append(base | row)
    names = {"id": pa.int64(), "published": pa.timestamp("us")}
    columns = {
        k: pa.array([r.get(k) for r in complete], names.get(k, pa.string())) for k in {k for r in complete for k in r}
    }
    return pa.table(columns)


def found(table: pa.Table) -> list[dict[str, Any]]:
    """Passages between articles."""
    return [row for row in _rows(table) if row["b"] is not None]


def standing(table: pa.Table) -> dict[int, list[str]]:
    """Standing text of each article."""
    texts = dict(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))
    result: dict[int, list[str]] = {}
    for row in _rows(table):
        if row["b"] is None:
            result.setdefault(row["a"], []).append(texts[row["a"]][row["a0"] : row["a1"]])
    return result


def _rows(table: pa.Table) -> list[dict[str, Any]]:
    wanted = ["id", "outlet", "unit", "lang", "title", "text", "published"]
    return [row for batch in passages(table.select(wanted).to_batches(3)) for row in batch.to_pylist()]
