"""Draws Polish sentences and titles of the feeds of June 2023 for blind readers.

    python -m benchmarks.record.gold.draw_polish {polish,train_polish,train_polish2}

``polish`` (160) is measured on, ``train_polish`` (1,500) and ``train_polish2`` (2,640) may be learnt from: no item of
the first is in them and no sentence in two of them. One an item: three in four name a state, a body or an office, the
others do not. Prints article, place (0 to 0: the title) and text as JSON Lines, in random order. Rules: GUIDE.md.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.record.gold.draw_more import digest
from herdline.text.sentences import sentences

HERE = Path(__file__).parent
LOT = "polish"
LOTS = {LOT: (34039, 160), "train_polish": (35051, 1500), "train_polish2": (36067, 2640)}
"""Seed and sentences."""
_POLITICAL = re.compile(
    r"\b(?:Ros(?:j|yj)|Ukrai|USA|Stan\w* Zjednoczon|Chin|Niem|Franc|Brytyj|Wielk\w* Brytan|Biało|Łukaszen|Putin|Biden|"
    r"Zełensk|NATO|UE\b|Uni\w* Europejsk|Sejm|Senat|PiS|Tusk|Kaczyńsk|Moraw|Dud[ayę]|prezydent|premier|minist|rząd|"
    r"Wagner|Prigożyn|Izrael|Iran|Turc|Węg|Litw|Kazach|ONZ|wojsk|armi)",
)


def articles() -> Iterator[tuple[str, str, str]]:
    """(id, title, text) of Polish items."""
    with gzip.open(data.folder() / "rss" / "feeds_2023-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["lang"] == "pl":
                yield row["id"], row["title"] or "", row["text"] or ""


def labelled(name: str = LOT) -> list[dict[str, Any]]:
    """Rows of a file of labels, each with its ``text``."""
    held = [json.loads(line) for line in (HERE / f"{name}.jsonl").open(encoding="utf-8")]
    texts = {article: (title, text) for article, title, text in articles()}
    for row in held:
        title, text = texts[row["article"]]
        row["text"] = text[row["start"] : row["end"]] if row["end"] else title
        assert digest(row["text"]) == row["sha1"]
    return held


def drawn(lot: str) -> list[dict[str, Any]]:
    """The sentences, in random order."""
    seed, count = LOTS[lot]
    rng = random.Random(seed)
    held = list(articles())
    rng.shuffle(held)
    pools: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    measured = labelled() if lot != LOT else []
    banned, seen = {row["article"] for row in measured}, {row["sha1"] for row in measured}
    if lot == "train_polish2":
        seen |= {row["sha1"] for row in labelled("train_polish")}
    for article, title, text in held:
        if article in banned:
            continue
        places = [(0, 0, title), *((s.start, s.end, s.text) for s in sentences(text))]
        start, end, chosen = rng.choice(places)
        if 30 < len(chosen) < 320 and digest(chosen) not in seen:
            seen.add(digest(chosen))
            row = {"article": article, "lang": "pl", "start": start, "end": end, "sha1": digest(chosen), "text": chosen}
            pools[_POLITICAL.search(chosen) is not None].append(row)
    made = pools[True][: count * 3 // 4] + pools[False][: count // 4]
    rng.shuffle(made)
    return made


def main() -> None:
    """Print the draw."""
    for row in drawn(sys.argv[1]):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
