"""Terms that tell a camp: how often chance gives one, and how often a term that a camp does have is found.

    python -m benchmarks.terms [STORE]

English texts of one event each (``same_story_dev``; with STORE the stories of that store, copies once) are dealt at
random into two camps of so many texts: whatever is listed is chance. Then a phrase that no text has is put into three
in four of the first camp's texts, once or twice each, and is to be listed. Up to six deals of an event; intervals take
deals for independent, which those of one event are not quite.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

import herdline
from benchmarks import data
from benchmarks.intervals import wilson
from herdline.check.logodds import telling
from herdline.views.naming import term_counts

SIZES = ((4, 4), (6, 6), (8, 8), (6, 14), (15, 30), (30, 60))
PLANTED = "quiet northern compact"
_DEALS = 6
_TEXTS = """
select s.story, a.text from story_articles s join articles a on a.id = s.article
join families f on f.article = a.id and f.original = a.id where a.lang = 'en' and a.text <> '' order by s.story, a.id
"""


def main() -> None:
    """Print the rows."""
    events: dict[str, list[Counter[str]]] = defaultdict(list)
    for story, text in _of_store(sys.argv[1]) if len(sys.argv) > 1 else _of_events():
        events[story].append(term_counts(text, "en"))
    name = Path(sys.argv[1]).stem if len(sys.argv) > 1 else "same_story_dev"
    for sizes in SIZES:
        rng = np.random.default_rng(5)
        camps = ["one"] * sizes[0] + ["other"] * sizes[1]
        false = found = asked = 0
        for number, texts in enumerate(t for t in events.values() if len(t) >= sum(sizes)):
            for deal in range(_DEALS):
                dealt = [texts[i] for i in rng.permutation(len(texts))[: sum(sizes)]]
                false += sum(map(bool, telling(dealt, camps, 3, 100 * number + deal).values()))
                for i in rng.permutation(sizes[0])[: round(0.75 * sizes[0])]:
                    dealt[i] = dealt[i] + Counter({PLANTED: int(rng.integers(1, 3))})
                told = telling(dealt, camps, 3, 100 * number + deal)
                found += any(row.term == PLANTED for row in told["one"])
                asked += 1
        if asked:
            print(
                f"| camps by chance with a term; planted term found | {name}, {sizes[0]} against {sizes[1]} texts "
                f"| {_share(false, 2 * asked)}; {_share(found, asked)} | .05; - | |"
            )


def _of_events() -> Iterator[tuple[str, str]]:
    with gzip.open(data.folder() / "stories" / "same_story_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["text"] and (row.get("lang") or "en") == "en":
                yield row["story"], row["text"]


def _of_store(store: str) -> Iterator[tuple[str, str]]:
    with herdline.open(store, read_only=True) as held:
        yield from ((row["story"], row["text"]) for row in held.sql(_TEXTS).to_pylist())


def _share(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part / max(1, whole):.2f} ({low:.2f}-{high:.2f}; {part} of {whole})"


if __name__ == "__main__":
    main()
