"""Draws Polish sentences and titles of the feeds of June 2023 for blind readers; none is learnt from.

    python -m benchmarks.record.gold.draw_polish

160, one an item: three in four name a state, a body or an office, the others do not. Prints article, place (0 to 0: the
title) and text as JSON Lines, in random order. Rules: GUIDE.md.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.record.gold.draw_more import digest
from herdline.text.sentences import sentences

HERE = Path(__file__).parent
SEED, COUNT, LOT = 34039, 160, "polish"
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


def drawn() -> list[dict[str, Any]]:
    """The sentences, in random order."""
    rng = random.Random(SEED)
    held = list(articles())
    rng.shuffle(held)
    pools: dict[bool, list[dict[str, Any]]] = {True: [], False: []}
    seen: set[str] = set()
    for article, title, text in held:
        places = [(0, 0, title), *((s.start, s.end, s.text) for s in sentences(text))]
        start, end, chosen = rng.choice(places)
        if 30 < len(chosen) < 320 and digest(chosen) not in seen:
            seen.add(digest(chosen))
            row = {"article": article, "lang": "pl", "start": start, "end": end, "sha1": digest(chosen), "text": chosen}
            pools[_POLITICAL.search(chosen) is not None].append(row)
    made = pools[True][: COUNT * 3 // 4] + pools[False][: COUNT // 4]
    rng.shuffle(made)
    return made


def main() -> None:
    """Print the draw."""
    for row in drawn():
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
