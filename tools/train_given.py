"""Trains the type of an event whose participants are given (``herdline/data/given.npz``).

    python -m tools.train_given

Learns from the development sentences with marked source and target, the project's own sentences and its lexicon, and
from sentences of real news read for their pairs (benchmarks/record/gold/train_pairs*.jsonl).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from benchmarks import data
from herdline.record.actors import find
from herdline.record.models.given import TYPES, dense, evidence
from herdline.record.models.hashing import BUCKETS, Weights, save
from herdline.record.parsed.parsing import parse
from herdline.record.participants import UNKNOWN
from tools import hashed
from tools.train_events import TARGET as EVENTS
from tools.train_events import (
    digest,
    merged,
    own_sentences,
    plv,
    predicate_sentences,
    read_code,
    read_pairs,
    reported,
    spans_of,
)

TARGET = EVENTS.with_name("given.npz")
RIDGE = 0.5
"""The middle of .3, .5 and .8, which differ by .006 of macro F1 in the folds."""
OWN_WEIGHT = 0.25
READ_WEIGHT = 0.2
"""One of .1 and .25, which differ by .0002 of macro F1 in the folds; 0 and .5 have .004 less."""
BEHIND = 40
"""Characters that an actor behind the predicate counts as farther away."""
Span = tuple[int, int]


@dataclass
class Examples:
    """Rows to learn from; ``fold`` is -1 for what is in every training."""

    names: list[list[str]]
    vectors: NDArray[np.float32]
    label: list[str]
    weight: NDArray[np.float64]
    fold: NDArray[np.int64]


def examples(folder: Path, seed: int = 1) -> Examples:
    """Development sentences in five folds by text, own sentences outside of them."""
    rng = np.random.default_rng(seed)
    texts, spans, labels, folds, weights = [], [], [], [], []
    fold_of: dict[str, int] = {}
    for row in plv(folder):
        fold = fold_of.setdefault(row["text"], int(rng.integers(5)))
        for event in row["events"]:
            ends = spans_of(event) or _found(row["text"], event)
            texts.append(row["text"])
            spans.append(ends)
            labels.append(event["plover"])
            folds.append(fold)
            weights.append(1.0)
    for kind, text, own in [*own_sentences(), *predicate_sentences()]:
        if len(own) == 2:
            texts.append(text)
            spans.append((own[0], own[1]))
            labels.append(merged(kind))
            folds.append(-1)
            weights.append(OWN_WEIGHT)
    for text, ends, kind in read_events(folder):
        if text not in fold_of:
            texts.append(text)
            spans.append(ends)
            labels.append(kind)
            folds.append(-1)
            weights.append(READ_WEIGHT)
    pairs = [evidence(doc, *ends) for doc, ends in zip(parse(texts), spans, strict=True)]
    return Examples([pair.names for pair in pairs], dense(pairs), labels, np.array(weights), np.array(folds))


def read_events(folder: Path) -> Iterator[tuple[str, tuple[Span, Span], str]]:
    """(sentence, spans of actor and recipient, type) of read events between two that are named.

    The spans are the mentions of the pair nearest to the predicate, the actor rather ahead of it.
    """
    banned = reported()
    for held in read_pairs(folder):
        mentions = find(held.text) if digest(held.text) not in banned else []
        for at, pairs in held.pairs.items():
            one, other = pairs[0].replace("=", ">").split(">")
            near = [
                (abs(a.start - at) + abs(b.start - at) + BEHIND * (a.start > at), (a.start, a.end), (b.start, b.end))
                for a in mentions
                for b in mentions
                if a.start != b.start
                and (read_code(a.code), read_code(b.code)) == (one, other)
                and UNKNOWN not in (one, other)
            ]
            if near:
                yield held.text, min(near)[1:], merged(held.raw[at])


def _found(text: str, event: dict[str, str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where source and target first stand in the text; (0, 0) for what is not in it."""
    places = []
    for key in ("source", "target"):
        at = text.find(event[key])
        places.append((at, at + len(event[key])) if at >= 0 else (0, 0))
    return places[0], places[1]


def matrix(made: Examples) -> sparse.csr_matrix:
    """Hashed features, each row divided by the root of their number as ``given.probabilities`` does, and vectors."""
    hashed_part = hashed.matrix(made.names)
    lengths = np.sqrt([max(1, len(row)) for row in made.names])
    return sparse.hstack([sparse.diags(1 / lengths) @ hashed_part, sparse.csr_matrix(made.vectors)]).tocsr()


def fit(made: Examples, x: sparse.csr_matrix, chosen: NDArray[np.bool_]) -> Weights:
    """Learn from the chosen rows.

    Ridge regression on the kernel, solved exactly; the scores left when each row is left out (in closed form) set how
    steeply scores become probabilities.
    """
    scale = _rarity(x[chosen])
    seen = sparse.csr_matrix(x[chosen] @ sparse.diags(scale))
    words, vectors = sparse.csr_matrix(seen[:, :BUCKETS]), seen[:, BUCKETS:].toarray()
    kernel = (words @ words.T).toarray() + vectors @ vectors.T
    truth = np.array([TYPES.index(kind) for kind in np.array(made.label)[chosen]])
    goal = np.where(truth[:, None] == np.arange(len(TYPES)), 1.0, -1 / (len(TYPES) - 1))
    bias = goal.mean(axis=0)
    inverse = np.linalg.inv(kernel + np.diag(RIDGE / made.weight[chosen]))
    solved = inverse @ (goal - bias)
    left_out = goal - solved / np.diag(inverse)[:, None]
    steep = min(range(2, 21), key=lambda value: _surprise(value * left_out, truth, made.weight[chosen]))
    coefficients = (steep * (scale[:, None] * (seen.T @ solved))).astype(np.float32)
    return Weights(coefficients[:BUCKETS], coefficients[BUCKETS:], (steep * bias).astype(np.float32))


def _rarity(x: sparse.csr_matrix) -> NDArray[np.float64]:
    """What each column counts: inverse document frequency, so that rows of features have length one on average."""
    held = np.asarray((x[:, :BUCKETS] != 0).sum(axis=0)).ravel()
    rare = np.where(held > 0, np.log((1 + x.shape[0]) / (1 + held)), 0.0)
    weighted = x[:, :BUCKETS] @ sparse.diags(rare)
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).mean())
    return np.concatenate([rare / length, np.ones(x.shape[1] - BUCKETS)])


def _surprise(scores: NDArray[np.float64], truth: NDArray[np.int64], weight: NDArray[np.float64]) -> float:
    logs = scores - scores.max(axis=1, keepdims=True)
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    return float(-(weight * logs[np.arange(len(truth)), truth]).sum())


def main() -> None:
    """Train on everything and write the weights."""
    made = examples(data.folder())
    weights = fit(made, matrix(made), np.ones(len(made.names), bool))
    size = save(TARGET, weights, 0.04)
    print(f"{len(made.names)} examples -> {TARGET.name}, {size >> 10} KB")


if __name__ == "__main__":
    main()
