"""Trains the filter before the parse: which sentences the event model would find an event in.

    python -m tools.train_filter [SENTENCES]

Teachers: the shipped coder with a full parse, on random sentences of the full-text set, titles of the feeds and the
development sentences, and the readers of train_pairs*.jsonl and train_titles*.jsonl. A quarter of the articles is held
out and reported on: what counts is whether the coder gives an event or a position. So are the sentences of
settings.jsonl, by what readers saw.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import scipy.sparse as sparse
from numba import njit
from sklearn.linear_model import LogisticRegression

from benchmarks import data
from benchmarks.record.gold.draw_titles import titles
from herdline.record.actors import find
from herdline.record.events import Unit, code
from herdline.record.lexicon import event_nouns
from herdline.record.models import eventmodel
from herdline.record.models.filter import BUCKETS
from herdline.record.parsed import features
from herdline.record.parsed.arguments import frames
from herdline.record.parsed.parsing import parse
from herdline.text.sentences import sentences
from herdline.text.tokens import tokenize
from tools.train_events import SETTINGS, digest, plv, read_pairs, reported
from tools.train_events import TARGET as EVENTS

TARGET = EVENTS.with_name("sentence_filter.npz")
LEAST_WEIGHT = 0.01
HALF = 0.5
READ, TITLES = 0.9, 15_000
"""How sure readers are of what they saw; titles that are coded."""
C = 1.0
""".03, .1 and .3 let through .05, .02 and .01 fewer of the held-out events at a fifth of the sentences."""


def taught(texts: list[str]) -> np.ndarray:
    """What a parse would bring of each sentence, float32 (texts,).

    .5 to 1 for an event, 1 for a position, half of the likeliest predicate's probability where nothing came of it.
    """
    best = np.zeros(len(texts), np.float32)
    for start in range(0, len(texts), 2000):
        part = texts[start : start + 2000]
        names, words, owner = [], [], []
        for number, doc in enumerate(parse(part), start):
            mentions = find(texts[number])
            for frame in frames(doc, event_nouns()):
                names.append(features.names(doc, frame, mentions))
                words.append(features.words(doc, frame))
                owner.append(number)
        np.maximum.at(best, owner, HALF * (1 - eventmodel.probabilities(names, words)[:, -1]))
        for number, told in enumerate(code([Unit(text) for text in part]), start):
            found = [1.0] if told.positions else [HALF + HALF * event.probability for event in told.events]
            best[number] = max([float(best[number]), *found])
    return best


@njit(cache=True)
def columns(hashes, offsets, out, rows):  # type: ignore[no-untyped-def]
    """Column and row of every word and pair of words, as ``filter.sums`` counts them."""
    used = 0
    for text in range(len(offsets) - 1):
        before = np.uint64(0)
        for i in range(offsets[text], offsets[text + 1]):
            word = np.uint64(hashes[i])
            out[used] = word % np.uint64(BUCKETS)
            pair = (before * np.uint64(0x9E3779B97F4A7C15)) ^ word
            pair ^= pair >> np.uint64(29)
            out[used + 1] = pair % np.uint64(BUCKETS)
            rows[used] = rows[used + 1] = text
            used += 2
            before = word
    return used


def matrix(texts: list[str]) -> sparse.csr_matrix:
    """Counts of words and pairs, (texts, BUCKETS)."""
    tokens = tokenize(texts)
    out, rows = np.empty(2 * len(tokens.hashes), np.int64), np.empty(2 * len(tokens.hashes), np.int64)
    used = columns(tokens.hashes, tokens.offsets, out, rows)
    return sparse.csr_matrix((np.ones(used, np.float32), (rows[:used], out[:used])), shape=(len(texts), BUCKETS))


def drawn(folder: Path, count: int, seed: int = 5) -> list[tuple[int, str]]:
    """(article's row, sentence): four sentences of each of random English articles."""
    table = pq.read_table(folder / "fulltext" / "news_2012-2020.parquet", columns=["lang", "text"])
    rng = random.Random(seed)
    order = [i for i, lang in enumerate(table["lang"].to_pylist()) if lang == "en"]
    rng.shuffle(order)
    found: list[tuple[int, str]] = []
    for row in order:
        here = [s.text for s in sentences(table["text"][row].as_py()) if 20 < len(s.text) < 600]
        found += [(row, text) for text in rng.sample(here, min(4, len(here)))]
        if len(found) >= count:
            break
    return found


def main() -> None:
    """Teach, report, write."""
    folder = data.folder()
    pairs = drawn(folder, int(sys.argv[1]) if len(sys.argv) > 1 else 40_000)
    texts = [text for _, text in pairs]
    gold = [row["text"] for row in plv(folder)] + random.Random(6).sample(sorted(set(titles().values())), TITLES)
    told, unseen = read_pairs(folder), read_pairs(folder, [SETTINGS])
    banned = reported()
    told = [one for one in told if digest(one.text) not in banned]
    held = np.array([row % 4 == 0 for row, _ in pairs])
    x = matrix(texts)
    soft = taught(texts)
    answer = soft > HALF
    train = sparse.vstack([x[~held], matrix(gold), matrix([one.text for one in told])])
    lesson = np.concatenate([soft[~held], taught(gold), [READ if one.types else 1 - READ for one in told]])
    # the teacher's probability as a soft label: each sentence once as yes, once as no, weighted by it
    model = LogisticRegression(C=C, max_iter=200)
    model.fit(
        sparse.vstack([train, train]),
        np.concatenate([np.ones(len(lesson)), np.zeros(len(lesson))]),
        sample_weight=np.concatenate([lesson, 1 - lesson]),
    )
    chance, there = model.predict_proba(x[held])[:, 1], np.array([bool(one.types) for one in unseen])
    read = model.predict_proba(matrix([one.text for one in unseen]))[:, 1]
    for share in (0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4):
        threshold = float(np.quantile(chance, 1 - share))
        passed = chance >= threshold
        print(
            f"threshold {threshold:.4f}: {passed.mean():.3f} of held-out sentences pass,"
            f" {passed[answer[held]].mean():.3f} of those with an event ({answer[held].mean():.3f} of all),"
            f" {(read >= threshold)[there].mean():.3f} of read ones with one, {(read >= threshold).mean():.3f} of all"
        )
    weights = model.coef_[0].astype(np.float32)
    kept = np.flatnonzero(np.abs(weights) > LEAST_WEIGHT)
    np.savez_compressed(
        TARGET, columns=kept.astype(np.int32), weights=weights[kept].astype(np.float16), bias=model.intercept_[0]
    )
    print(f"{len(kept)} weights -> {TARGET.name}, {TARGET.stat().st_size >> 10} KB")


if __name__ == "__main__":
    main()
