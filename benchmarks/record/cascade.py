"""Event coding beside spaCy parsing every sentence: what the two models before the parse save, and what they lose.

    python -m benchmarks.record.cascade [COUNT]

Time: articles of the full-text set drawn at random (200 unless said otherwise), in one process and thread, processor
time, models loaded before: splitting, filtering and coding, against spaCy alone (tagger, parser, lemmatizer, the same
fast operations) over every sentence. Loss: F1 of types on the development sentences when only what passes is coded
against all, and the share of read sentences with an event that pass. The filter learns from the coder's answers on
these sentences too (without gold); random sentences that it has not seen are reported by tools.train_filter.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import sys
import time

import pyarrow as pa

from benchmarks import data
from benchmarks.record.speed import articles, batch
from herdline.record.coding import code_batch, split
from herdline.record.events import Unit, code
from herdline.record.models.filter import worth_parsing
from herdline.record.parsed.parsing import parser
from herdline.text.sentences import sentences
from tools import train_events as training


def main() -> None:
    """Print the rows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    chosen = articles(count)["full text"]
    code_batch(split(batch(articles(40)["feed items"])))  # loads and compiles
    started = time.process_time()
    rows = split(batch(chosen))
    unique = rows.take(pa.array(list({key: n for n, key in enumerate(rows["sentence"].to_pylist())}.values())))
    events = len(code_batch(unique))
    ours = time.process_time() - started
    every = [item.text for text, *_ in chosen for item in sentences(text)]
    started = time.process_time()
    for _ in parser().pipe(every, batch_size=128):
        pass
    theirs = time.process_time() - started
    print(
        f"| event coding beside spaCy parsing every sentence: articles a core-second, times as fast |"
        f" full text, {count} articles, {len(every)} sentences, {len(rows)} parsed, {events} events and positions |"
        f" {count / ours:.0f} against {count / theirs:.0f}, {theirs / ours:.1f} | 10 | spaCy 3.8, no names |"
    )
    plv = training.plv(data.folder())
    texts = [row["text"] for row in plv]
    kept = worth_parsing(texts)
    gold = [{training.merged(e["plover"]) for e in row["events"]} for row in plv]
    found = [{training.merged(e.type) for e in told.events} for told in code([Unit(text) for text in texts])]
    whole, cut = _f1(gold, found), _f1(gold, [t if k else set() for t, k in zip(found, kept, strict=True)])
    print(
        f"| F1 of types lost to the filter, points (weights have learnt on these) | plv_dev, {len(texts)},"
        f" {kept.mean():.3f} pass | {100 * (whole - cut):.1f} (.{1000 * whole:.0f} to .{1000 * cut:.0f}) | 1 | |"
    )
    read = [text for text, labels in training.read_frames(data.folder()).values() if set(labels.values()) - {"-"}]
    read += [held.text for held in training.read_pairs(data.folder()) if held.types]
    passed = worth_parsing(read)
    coded = [bool(told.events) for told in code([Unit(text) for text in read])]
    of_coded = passed[[i for i, c in enumerate(coded) if c]].mean()
    print(
        f"| read sentences of real news with an event that pass; of those in which the coder finds one |"
        f" {len(read)}; {sum(coded)} | {passed.mean():.3f}; {of_coded:.3f} | | |"
    )


def _f1(gold: list[set[str]], found: list[set[str]]) -> float:
    right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    return 2 * right / (sum(map(len, gold)) + sum(map(len, found)))


if __name__ == "__main__":
    main()
