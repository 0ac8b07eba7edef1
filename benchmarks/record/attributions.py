"""Attributions on PolNeAR: all three spans, direct and mixed quotes, speakers.

    python -m benchmarks.record.attributions

Five folds of documents: each is read with what was learnt from the other four. The first rules were written while
looking at a quarter of the documents (by hash of their id), which are left out of the report; the kinds of candidate
spans were mended after looking at errors on some of the reported ones, so these are folds and no untouched set.

An attribution counts when the words of source, cue and content all equal the gold's. A quote counts as found when four
fifths of the words of its content agree both ways; its speaker is right when the sources share a word.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter

import numpy as np

from benchmarks import data
from herdline.record.quotes import attributions
from tools import train_cues as training


def words(text: str, pieces: list) -> frozenset[int]:
    """Places of the words in some pieces of a text."""
    return frozenset(start + m.start() for start, end in pieces for m in re.finditer(r"\w+", text[start:end]))


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Four fifths of each in the other."""
    return len(one & other) >= 0.8 * max(len(one), len(other), 1)


def main() -> None:
    """Print the rows."""
    rows = training.documents(data.folder())
    made = training.examples(rows)
    fold = np.arange(len(rows)) % 5
    unseen = [n for n, r in enumerate(rows) if int(hashlib.sha1(r["id"].encode()).hexdigest(), 16) % 4]
    learnt = [training.fit(made, fold != number) for number in range(5)]
    count: Counter[str] = Counter()
    started = time.process_time()
    for number in unseen:
        row, weights = rows[number], learnt[fold[number]]
        text = row["text"]
        gold = [(*(words(text, a[k]) for k in ("source", "cue", "content")), a["type"]) for a in row["attributions"]]
        mine = [
            (*(words(text, p) for p in (a.source, a.cue, a.content)), a.kind)
            for a in attributions(text, weights=weights)
        ]
        count["right"] += sum((Counter(g[:3] for g in gold) & Counter(m[:3] for m in mine)).values())
        count["gold"] += len(gold)
        count["mine"] += len(mine)
        for source, _, content, kind in gold:
            if kind != "indirect":
                count["quotes"] += 1
                hits = [m for m in mine if alike(m[2], content)]
                count["found"] += bool(hits)
                count["speaker"] += any(m[0] & source or not source for m in hits)
        for _, _, content, kind in mine:
            if kind != "indirect":
                count["claimed"] += 1
                count["true"] += any(alike(g[2], content) for g in gold)
    seconds = (time.process_time() - started) / len(unseen)
    print(
        f"| attributions, all three spans, F1 (precision, recall) | PolNeAR, {len(unseen)} documents,"
        " 5 folds |"
        f" {2 * count['right'] / (count['gold'] + count['mine']):.3f} ({count['right'] / count['mine']:.3f},"
        f" {count['right'] / count['gold']:.3f}) at {seconds:.3f} s | .60 at 1 s | CRF .489, rules .437 |"
    )
    print(
        f"| direct and mixed quotes: recall, precision, speaker right | same | {count['found'] / count['quotes']:.3f},"
        f" {count['true'] / count['claimed']:.3f}, {count['speaker'] / max(1, count['found']):.3f} |"
        " .85 at .95, .92 | textacy .463 at .973, .848 |"
    )


if __name__ == "__main__":
    main()
