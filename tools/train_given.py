"""Trains the type of an event whose participants are given (``herdline/data/given.npz``).

    python -m tools.train_given

Learns from the development sentences with marked source and target, the project's own sentences and its lexicon.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import data
from herdline.record.given import TYPES, dense, evidence
from herdline.record.hashing import BUCKETS, Weights, save
from herdline.record.parsing import parse
from tools import hashed
from tools.train_events import TARGET as EVENTS
from tools.train_events import merged, own_sentences, plv, predicate_sentences, spans_of

TARGET = EVENTS.with_name("given.npz")
C = 0.6
OWN_WEIGHT = 0.25


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
    pairs = [evidence(doc, *ends) for doc, ends in zip(parse(texts), spans, strict=True)]
    return Examples([pair.names for pair in pairs], dense(pairs), labels, np.array(weights), np.array(folds))


def _found(text: str, event: dict[str, str]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where source and target first stand in the text; (0, 0) for what is not in it."""
    places = []
    for key in ("source", "target"):
        at = text.find(event[key])
        places.append((at, at + len(event[key])) if at >= 0 else (0, 0))
    return places[0], places[1]


def matrix(made: Examples) -> sparse.csr_matrix:
    """Hashed features and vectors."""
    hashed_part = hashed.matrix(made.names)
    return sparse.hstack([hashed_part, sparse.csr_matrix(made.vectors)]).tocsr()


def fit(made: Examples, x: sparse.csr_matrix, chosen: NDArray[np.bool_]) -> Weights:
    """Learn from the chosen rows."""
    used = np.flatnonzero(np.asarray((x[chosen] != 0).sum(axis=0)).ravel() > 0)
    model = LogisticRegression(C=C, max_iter=300)
    model.fit(x[chosen][:, used], np.array(made.label)[chosen], sample_weight=made.weight[chosen])
    order = [list(model.classes_).index(kind) for kind in TYPES]
    coefficients = np.zeros((x.shape[1], len(order)), np.float32)
    coefficients[used] = model.coef_[order].T
    bias = model.intercept_[order].astype(np.float32)
    return Weights(coefficients[:BUCKETS], coefficients[BUCKETS:], bias)


def main() -> None:
    """Train on everything and write the weights."""
    made = examples(data.folder())
    weights = fit(made, matrix(made), np.ones(len(made.names), bool))
    size = save(TARGET, weights, 0.01)
    print(f"{len(made.names)} examples -> {TARGET.name}, {size >> 10} KB")


if __name__ == "__main__":
    main()
