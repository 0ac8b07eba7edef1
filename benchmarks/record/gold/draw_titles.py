"""Draws titles of the feeds of June 2023, in English, for readers who do not see the coder.

    python -m benchmarks.record.gold.draw_titles {titles,train_titles,train_titles2,fresh_titles,train_titles3}

``titles`` is measured on: half name two actors of the tables, a third one, the others none. ``train_titles``,
``train_titles2`` and ``train_titles3`` may be learnt from: .6, .7, .36 of them name two, the others one. No article of
another gold set, each title once; ``fresh_titles`` is drawn as ``titles`` and shares ten articles with ``fresh``. What
a draw takes depends on the tables of names of its day: the labels hold which it was. Prints article and title as JSON
Lines, in random order. Rules: GUIDE.md.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.record.gold.draw_more import digest
from benchmarks.record.gold.draw_pairs import taken
from herdline.record.actors import find

HERE = Path(__file__).parent
LOTS = {
    "titles": (31013, 240, {2: 0.5, 1: 0.35, 0: 0.15}),
    "train_titles": (32029, 2400, {2: 0.6, 1: 0.4, 0: 0.0}),
    "train_titles2": (33037, 1400, {2: 0.7, 1: 0.3, 0: 0.0}),
    "fresh_titles": (34043, 660, {2: 0.5, 1: 0.35, 0: 0.15}),
    "train_titles3": (35051, 2640, {2: 0.36, 1: 0.64, 0: 0.0}),
}
"""Seed, titles, shares of those that name so many actors or more."""

_LAST = ("train_pairs11", "train_titles3")
_SINCE = (*(f"train_pairs{number}" for number in range(7, 11)), "settings", "fresh", "fresh_titles", *_LAST)
LATER = {
    "titles": ("titles", "titles_second", "train_titles", "train_titles2", *_SINCE),
    "train_titles": ("train_titles", "train_titles2", *_SINCE),
    "train_titles2": ("train_titles2", "fresh", "fresh_titles", *_LAST),
    "fresh_titles": ("fresh", "fresh_titles", *_LAST),
    "train_titles3": _LAST,
}
"""Files of labels that were not there at the draw of a lot."""


def measured() -> list[dict[str, Any]]:
    """The labels of ``titles``."""
    return [json.loads(line) for line in (HERE / "titles.jsonl").open(encoding="utf-8")]


def titles() -> dict[str, str]:
    """Title of each English item of the feeds, by its id."""
    with gzip.open(data.folder() / "rss" / "feeds_2023-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["title"] for row in map(json.loads, lines) if row.get("lang") == "en" and row["title"]}


def drawn(lot: str) -> list[dict[str, Any]]:
    """The titles of a lot, in random order."""
    seed, count, shares = LOTS[lot]
    rng, banned = random.Random(seed), taken("zzz", LATER[lot])
    pools: dict[int, list[dict[str, Any]]] = {2: [], 1: [], 0: []}
    held = titles()
    seen = set() if lot == "titles" else {_key(title) for article, title in held.items() if article in banned}
    for article, title in held.items():
        if article in banned or _key(title) in seen or not 25 < len(title) < 200:
            continue
        seen.add(_key(title))
        codes = {who.code for who in find(title)} - {"", "XXX"}
        pools[min(2, len(codes))].append({"article": article, "sha1": digest(title), "text": title})
    made = [row for names, share in shares.items() for row in rng.sample(pools[names], round(share * count))]
    rng.shuffle(made)
    return made


def _key(title: str) -> str:
    return " ".join(title.lower().split())


def main() -> None:
    """Print the draw."""
    for row in drawn(sys.argv[1]):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
