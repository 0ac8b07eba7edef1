"""Draws titles of the feeds of June 2023, in English, for a reader who does not see the coder; none is learnt from.

    python -m benchmarks.record.gold.draw_titles

Half name two actors of the tables, a third one, the others none; no article of another gold set, each title once.
Prints article and title as JSON Lines, in random order. Rules: GUIDE.md.
"""

from __future__ import annotations

import gzip
import json
import random
from typing import Any

from benchmarks import data
from benchmarks.record.gold.draw_more import digest
from benchmarks.record.gold.draw_pairs import taken
from herdline.record.actors import find

SEED, COUNT = 31013, 240
SHARES = ((2, 0.5), (1, 0.35), (0, 0.15))
"""Of those that name so many actors or more."""
LOT = "titles"


def titles() -> dict[str, str]:
    """Title of each English item of the feeds, by its id."""
    with gzip.open(data.folder() / "rss" / "feeds_2023-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["title"] for row in map(json.loads, lines) if row.get("lang") == "en" and row["title"]}


def drawn() -> list[dict[str, Any]]:
    """The titles, in random order."""
    rng, banned = random.Random(SEED), taken("zzz", but=LOT)
    pools: dict[int, list[dict[str, Any]]] = {2: [], 1: [], 0: []}
    seen: set[str] = set()
    for article, title in titles().items():
        key = " ".join(title.lower().split())
        if article in banned or key in seen or not 25 < len(title) < 200:
            continue
        seen.add(key)
        codes = {who.code for who in find(title)} - {"", "XXX"}
        pools[min(2, len(codes))].append({"article": article, "sha1": digest(title), "text": title})
    made = [row for names, share in SHARES for row in rng.sample(pools[names], round(share * COUNT))]
    rng.shuffle(made)
    return made


def main() -> None:
    """Print the draw."""
    for row in drawn():
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
