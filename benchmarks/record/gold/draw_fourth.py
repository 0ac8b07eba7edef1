"""Draws a fourth set of English sentences to measure pairs on, as the third was drawn; none is learnt from.

    python -m benchmarks.record.gold.draw_fourth

150 sentences that name two states or bodies, 150 any, of the full-text set; no article of another gold set, one
sentence an article. Prints part, article, place and sentence as JSON Lines, in random order. Rules: GUIDE.md.
"""

from __future__ import annotations

import json
import random
from typing import Any

import pyarrow.parquet as pq

from benchmarks import data
from benchmarks.record.gold.draw_more import PARTS, digest, sentences_of
from benchmarks.record.gold.draw_pairs import taken

SEED, EACH, LOT = 33037, 150, "events4"


def drawn() -> list[dict[str, Any]]:
    """The sentences, in random order."""
    table = pq.read_table(data.folder() / "fulltext" / "news_2012-2020.parquet", columns=["id", "lang", "text"])
    order = [i for i, lang in enumerate(table["lang"].to_pylist()) if lang == "en"]
    rng, banned = random.Random(SEED), taken("zzz", (LOT, f"{LOT}_second"))
    rng.shuffle(order)
    rows, texts = iter(order), (table["id"].to_pylist(), table["text"].to_pylist())
    made = [
        one
        for name, _, fits in PARTS["third"]
        for one in sentences_of(name, EACH, fits, rows, rng, texts, set(), banned)
    ]
    rng.shuffle(made)
    return [{**one._asdict(), "sha1": digest(one.text)} for one in made]


def main() -> None:
    """Print the draw."""
    for row in drawn():
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
