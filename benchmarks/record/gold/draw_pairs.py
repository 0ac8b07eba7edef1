"""Draws the later lots of sentences to learn pairs from, for readers who do not see the coder.

    python -m benchmarks.record.gold.draw_pairs {train_pairs2,...,train_pairs11,fresh} [COUNT]

Two in three sentences are of the full-text set, one in three of the feeds of June 2023; no article of another gold
set, one sentence an article, each lot without the articles of those before it (``train_pairs11``, the largest, only
without those that are measured on); those of ``train_pairs10`` and 11 all name two states or bodies; those of ``fresh``
(1,725) are measured on. A pool that names somebody of the actor tables is parsed;
of it two in five have a predicate that the event model gives an even chance or more, two in five a tenth to a half
(what it misses), one in five less but two known codes. Prints place and sentence as JSON Lines, in random order.
Rules: RULES.md.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
from collections.abc import Container, Iterator
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from benchmarks import data
from benchmarks.record.gold.draw_more import digest
from herdline.record.actors import find
from herdline.record.lexicon import event_nouns
from herdline.record.models import eventmodel
from herdline.record.parsed import features
from herdline.record.parsed.arguments import frames
from herdline.record.parsed.parsing import parse
from herdline.text.sentences import sentences

HERE = Path(__file__).parent
SEEDS = {
    "train_pairs2": 11909,
    "train_pairs3": 12011,
    "train_pairs4": 13033,
    "train_pairs5": 14057,
    "train_pairs6": 15061,
    "train_pairs7": 16063,
    "train_pairs8": 17067,
    "train_pairs9": 18077,
    "train_pairs10": 19079,
    "fresh": 20089,
    "train_pairs11": 21089,
}
SHARES = (0.4, 0.4, 0.2)
TWO = ("train_pairs10", "train_pairs11")
"""Lots whose sentences all name two: what happens between states is what is missed most."""
AGAIN = ("train_pairs11",)
"""Lots that may take another sentence of an article that is learnt from."""
POOL = 4


def taken(lot: str, but: Container[str] = ()) -> set[str]:
    """Articles of every other gold set that was there before, those of files ``but`` left out."""
    found: set[str] = set()
    for path in HERE.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["article"] for row in csv.DictReader(file)}
    for path in HERE.glob("*.jsonl"):
        if lot in AGAIN and path.stem.startswith(("train_", "frames")):
            continue
        if path.stem not in but and (
            path.stem not in (*SEEDS, "settings", "fresh_titles") or _number(path.stem) < _number(lot)
        ):
            found |= {json.loads(line)["article"] for line in path.open(encoding="utf-8")}
    return found


def learnt() -> set[str]:
    """Hashes of the sentences that are learnt from already."""
    paths = [path for path in HERE.glob("*.jsonl") if path.stem.startswith(("train_", "frames"))]
    return {row["sha1"] for path in paths for row in map(json.loads, path.open(encoding="utf-8")) if "sha1" in row}


def _number(lot: str) -> int:
    """The place of a lot in the order of the draws; what is no such lot comes after all."""
    lot = {"settings": "train_pairs9", "fresh_titles": "fresh"}.get(lot, lot)  # the end of that draw; drawn beside it
    return list(SEEDS).index(lot) if lot in SEEDS else len(SEEDS)


def articles(seed: int) -> Iterator[tuple[str, str, str]]:
    """(id, text, day) of English articles in random order, two of the full-text set for each item of the feeds."""
    rng = random.Random(seed)
    table = pq.read_table(
        data.folder() / "fulltext" / "news_2012-2020.parquet", columns=["id", "lang", "text", "published"]
    )
    full = [(r["id"], r["text"], str(r["published"])[:10]) for r in table.to_pylist() if r["lang"] == "en"]
    with gzip.open(data.folder() / "rss" / "feeds_2023-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [r for r in map(json.loads, lines) if r.get("text") and r.get("lang") == "en"]
    fed = [(r["id"], r["text"], str(r["published"])[:10]) for r in rows]
    rng.shuffle(full)
    rng.shuffle(fed)
    for number, item in enumerate(fed):
        yield from full[2 * number : 2 * number + 2]
        yield item


def pool(lot: str, count: int) -> list[dict[str, object]]:
    """One sentence each of so many articles, such as name somebody of the tables."""
    rng, banned, made = random.Random(SEEDS[lot] + 1), taken(lot), []
    seen = learnt() if lot in AGAIN else set()
    for article, text, day in articles(SEEDS[lot]):
        if article in banned:
            continue
        held = [s for s in sentences(text) if 40 < len(s.text) < 320 and _ENGLISH.search(s.text)]
        rng.shuffle(held)
        for one in held[:6]:
            codes = {who.code for who in find(one.text)} - {"", "XXX"}
            wanted = len(codes) > 1
            if lot not in TWO:
                wanted = wanted or (codes - {"USA"}) or (codes and rng.random() < 0.3)
            if wanted and digest(one.text) not in seen:
                seen.add(digest(one.text))
                made.append(
                    {"article": article, "start": one.start, "end": one.end, "sha1": digest(one.text), "day": day,
                     "codes": sorted(codes), "text": one.text}
                )  # fmt: skip
                break
        if len(made) == count:
            break
    return made


_ENGLISH = re.compile(r"\b(?:the|and|of|has|with)\b")


def chances(texts: list[str]) -> np.ndarray:
    """The likeliest predicate's probability of telling an event, float (texts,)."""
    best = np.zeros(len(texts))
    for number, (text, doc) in enumerate(zip(texts, parse(texts), strict=True)):
        found, mentions = frames(doc, event_nouns()), find(text)
        told = eventmodel.probabilities(
            [features.names(doc, f, mentions) for f in found], [features.words(doc, f) for f in found]
        )
        best[number] = max((1 - told[:, -1]).tolist(), default=0.0)
    return best


def drawn(lot: str, count: int) -> list[dict[str, object]]:
    """The sentences, in random order."""
    rows = pool(lot, POOL * count)
    best = chances([str(row["text"]) for row in rows])
    two = np.array([len(row["codes"]) > 1 for row in rows])  # type: ignore[arg-type]
    lots = (best >= 0.5, (best >= 0.1) & (best < 0.5), (best < 0.1) & two)
    rng = random.Random(SEEDS[lot] + 2)
    made: list[dict[str, object]] = []
    for lot, share in zip(lots, SHARES, strict=True):
        here = np.flatnonzero(lot).tolist()
        made += [rows[i] for i in rng.sample(here, min(len(here), round(share * count)))]
    rng.shuffle(made)
    return made


def main() -> None:
    """Print the draw."""
    for row in drawn(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2400):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
