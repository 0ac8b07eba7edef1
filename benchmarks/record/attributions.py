"""Attributions on PolNeAR: all three spans, direct and mixed quotes, speakers.

    python -m tools.train_encoder --unseen DIR
    python -m benchmarks.record.attributions DIR [--tuning]

Two folds in five of the documents are read with what was learnt from the other three, one process a fold. A quarter of
the documents (by hash of their id) is left out of the report: thresholds, features, settings of the training and the
rules for quotations that go on over sentences were chosen on it. The kinds of words (k-means of the parser's vectors,
without labels) are the package's, made of all documents.

``--tuning`` reports that quarter instead.

An attribution counts when the words of source, cue and content all equal the gold's. A quote counts as found when four
fifths of the words of its content agree both ways; its speaker is right when the sources share a word.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import re
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import data
from herdline.record.models import encoder
from herdline.record.quoting.quotes import attributions, is_sure
from herdline.record.spans import Attribution
from tools import train_cues as training
from tools.train_events import FOLDS, UNSEEN


def words(text: str, pieces: Any) -> frozenset[int]:
    """Places of the words in some pieces of a text."""
    return frozenset(start + m.start() for start, end in pieces for m in re.finditer(r"\w+", text[start:end]))


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Four fifths of each in the other."""
    return len(one & other) >= 0.8 * max(len(one), len(other), 1)


def reported(row: dict[str, Any]) -> bool:
    """Whether a document is one of the three quarters that nothing was chosen on."""
    return int(hashlib.sha1(row["id"].encode()).hexdigest(), 16) % 4 > 0


def compared(row: dict[str, Any], found: list[Attribution]) -> Counter[str]:
    """Counts of one document."""
    text, count = row["text"], Counter[str]()
    gold = [(*(words(text, a[k]) for k in ("source", "cue", "content")), a["type"]) for a in row["attributions"]]
    mine = [(*(words(text, p) for p in (a.source, a.cue, a.content)), a.kind, is_sure(a)) for a in found]
    count["right"] = sum((Counter(g[:3] for g in gold) & Counter(m[:3] for m in mine)).values())
    count["cue"] = sum((Counter(g[1] for g in gold) & Counter(m[1] for m in mine)).values())
    count["gold"], count["mine"] = len(gold), len(mine)
    for source, _, content, kind in gold:
        if kind != "indirect":
            count["quotes"] += 1
            hits = [m for m in mine if alike(m[2], content)]
            count["found"] += bool(hits)
            count["found surely"] += any(m[4] for m in hits if m[3] != "indirect")
            count["speaker"] += any(m[0] & source or not source for m in hits)
    for _, _, content, kind, sure in mine:
        if kind != "indirect":
            true = any(alike(g[2], content) for g in gold)
            count["claimed"] += 1
            count["true"] += true
            count["claimed surely"] += sure
            count["true surely"] += true and sure
    return count


def main() -> None:
    """Print the rows."""
    home = Path(sys.argv[1])
    rows = training.documents(data.folder())
    started = time.process_time()
    docs = list(training.parsed(rows))
    parsing = (time.process_time() - started) / len(rows)
    made = training.examples(rows, docs)
    own: list[list[Any]] = [[] for _ in rows]
    for number, _, doc in docs:
        own[number].append(doc)
    fold = np.arange(len(rows)) % FOLDS
    chains = training.train(made, ~np.isin(fold, UNSEEN))

    def read(number: int) -> tuple[list[Counter[str]], float]:
        model = replace(chains, reader=encoder.load(home))
        begun = time.process_time()
        here = [n for n in np.flatnonzero(fold == number) if reported(rows[n]) != ("--tuning" in sys.argv)]
        counts = [compared(rows[n], attributions(rows[n]["text"], own[n], model)) for n in here]
        return counts, (time.process_time() - begun) / len(here)

    answers = _forked(read)
    each = [count for counts, _ in answers for count in counts]
    report(each, parsing + float(np.mean([seconds for _, seconds in answers])))


def _forked(read: Any) -> list[Any]:
    """Answers of each fold, read in processes that share what was made before them."""
    context = multiprocessing.get_context("fork")
    pipes = []
    for number in UNSEEN:
        receive, send = context.Pipe(duplex=False)
        context.Process(target=lambda to=send, n=number: to.send(read(n))).start()
        pipes.append(receive)
    return [pipe.recv() for pipe in pipes]


def report(each: list[Counter[str]], seconds: float) -> None:
    """Print the rows of counts of documents; the interval is of documents drawn with replacement."""
    count = sum(each, Counter[str]())
    rng = np.random.default_rng(1)
    table = np.array([[c["right"], c["gold"] + c["mine"]] for c in each])
    drawn = [table[rng.integers(len(each), size=len(each))].sum(axis=0) for _ in range(1000)]
    low, high = np.quantile([2 * right / both for right, both in drawn], [0.025, 0.975])
    both = count["gold"] + count["mine"]
    print(
        f"| attributions, all three spans, F1 (95 %; precision, recall) | PolNeAR, {len(each)} documents,"
        f" two folds in five |"
        f" {2 * count['right'] / both:.3f} ({low:.3f}-{high:.3f}; {count['right'] / count['mine']:.3f},"
        f" {count['right'] / count['gold']:.3f}; cue alone {2 * count['cue'] / both:.3f}) at {seconds:.3f} s |"
        " .60 at 1 s | CRF .489, rules .437 |"
    )
    print(
        f"| direct and mixed quotes: recall, precision, speaker right | same | {count['found'] / count['quotes']:.3f},"
        f" {count['true'] / count['claimed']:.3f}, {count['speaker'] / max(1, count['found']):.3f} |"
        " .85 at .95, .92 | textacy .463 at .973, .848 |"
    )
    print(
        "| those that count as sure, which `herdline quotes` shows: recall, precision | same |"
        f" {count['found surely'] / count['quotes']:.3f},"
        f" {count['true surely'] / count['claimed surely']:.3f} | .95 | |"
    )


if __name__ == "__main__":
    main()
