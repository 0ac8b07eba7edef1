"""Claims that a paper leaves a fact out, drawn for reading, and how many of those read are true.

    python -m benchmarks.left_out            # the share that was read as true
    python -m benchmarks.left_out --print    # the claims, each with the two nearest sentences of the paper it accuses
    python -m benchmarks.left_out --unread   # those without a verdict, as JSON Lines with the whole accused text

Three papers on one event each (BASIL dev): of every story that two outlets tell, the four weightiest facts, each held
against one paper drawn from those said not to carry it; then shuffled (fixed seed). Verdicts stand in left_out_read.csv
by article and fact: "true", or "false" where the paper does tell it, in whatever words and also in part. Those of
2026-11-30 come from language models that read the whole accused text and did not know the program; before, the
program's maker saw the fact and, of the accused text, the sentence nearest by vectors and the one with most words in
common.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
from pathlib import Path

import herdline
from benchmarks import data
from benchmarks.intervals import wilson
from herdline.text.anchors import anchors
from herdline.text.sentences import sentences
from herdline.text.vectors import full_vectors

READ = Path(__file__).with_name("left_out_read.csv")
EACH, SEED = 4, 11


def main() -> None:
    """Print the row, or the claims."""
    options = argparse.ArgumentParser()
    options.add_argument("--print", action="store_true", dest="shown")
    options.add_argument("--unread", action="store_true")
    asked = options.parse_args()
    with READ.open(encoding="utf-8") as file:
        verdicts = {(int(r["article"]), int(r["fact"])): r["verdict"] for r in csv.DictReader(file)}
    with tempfile.TemporaryDirectory() as folder, herdline.open(Path(folder) / "news.duckdb") as store:
        store.read(data.folder() / "stories" / "basil_dev.jsonl.gz")
        store.build()
        found = claims(store)
        if asked.shown:
            show(store, found)
            return
        if asked.unread:
            text = {r["id"]: r["text"] for r in store.sql("select id, text from articles").to_pylist()}
            for _, fact, article in found:
                if (article, fact.fact) not in verdicts:
                    row = {"article": article, "fact": fact.fact, "sentence": fact.sentence, "text": text[article]}
                    print(json.dumps(row, ensure_ascii=False))
            return
    read = [verdicts[a, f.fact] for _, f, a in found if (a, f.fact) in verdicts]
    true = read.count("true")
    low, high = wilson(true, len(read))
    print(
        f"| claims that a paper leaves a fact out, true | BASIL dev, {len(read)} of {len(found)} claims, several "
        "readers "
        f"| {true / len(read):.3f} ({low:.2f}-{high:.2f}) | .85 | |"
    )


def claims(store):  # type: ignore[no-untyped-def]
    """(story, fact, accused article), shuffled."""
    draw = random.Random(SEED)
    members: dict[int, list[int]] = {}
    for row in store.sql("select * from story_articles").to_pylist():
        members.setdefault(row["story"], []).append(row["article"])
    found = []
    for story in sorted(s.story for s in store.stories(min_outlets=2)):
        for fact in store.missing(story).left_out[:EACH]:
            near = store.sql("select article from fact_texts where story = ? and fact = ?", [story, fact.fact])
            lacking = sorted(set(members[story]) - set(near["article"].to_pylist()))
            if lacking:
                found.append((story, fact, draw.choice(lacking)))
    draw.shuffle(found)
    return found


def show(store, found) -> None:  # type: ignore[no-untyped-def]
    """Each claim with the nearest sentences of the accused text."""
    rows = store.sql("select id, outlet, text from articles").to_pylist()
    text = {r["id"]: (r["outlet"], r["text"]) for r in rows}
    for n, (_, fact, article) in enumerate(found, 1):
        outlet, whole = text[article]
        there = [item.text for item in sentences(whole)]
        likeness = (full_vectors([fact.sentence]) @ full_vectors(there).T)[0]
        near, shared = (
            int(likeness.argmax()),
            max(range(len(there)), key=lambda i: len(anchors(fact.sentence) & anchors(there[i]))),
        )
        print(f"{n}. {article} {fact.fact} [{fact.outlet}] {' '.join(fact.sentence.split())}")
        print(f"    not in {outlet}: {there[near]}")
        if shared != near:
            print(f"    words: {there[shared]}")


if __name__ == "__main__":
    main()
