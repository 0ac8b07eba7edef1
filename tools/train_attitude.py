"""Trains who is for or against whom (``herdline/data/attitude.npz``).

    python -m tools.train_attitude [DIR of tools.train_encoder --unseen]

Learns from the development part of the directed sentiment data (news sentences with two marked participants; Park et
al. 2021). Each pair teaches both directions.
"""

from __future__ import annotations

import gzip
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp
from sklearn.metrics import f1_score

from benchmarks import data
from herdline.record.models import encoder
from herdline.record.models.attitude import ANSWERS, joint, names
from herdline.record.models.encoder import Encoder
from herdline.record.models.given import Span
from herdline.record.models.hashing import BUCKETS, Weights, save
from herdline.record.parsed.parsing import parse
from tools.hashed import matrix
from tools.train_events import TARGET as EVENTS
from tools.train_events import UNSEEN, fold_of

TARGET = EVENTS.with_name("attitude.npz")
C = 0.01
ROUNDS = 80
"""Of L-BFGS."""
_LABELS = {"0": "neither", "1": "first positive", "2": "second positive", "3": "first negative", "4": "second negative"}


@dataclass
class Examples:
    """Pairs of participants: features from first to second and back, the answer, the sentence, the two spans."""

    there: list[list[str]]
    back: list[list[str]]
    answer: NDArray[np.int64]
    text: list[str]
    spans: list[tuple[Span, Span]]


def marked(folder: Path) -> list[tuple[str, Span, Span, int]]:
    """(sentence, first participant, second, number of the answer) of the development data."""
    found = []
    with gzip.open(folder / "attribution" / "directed_sentiment_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            text, spans = unmarked(row["text"])
            first, second = (next(s for s in spans if text[s[0] : s[1]].strip() == row[key].strip()) for key in "pq")
            found.append((text, first, second, ANSWERS.index(_LABELS[row["label"]])))
    return found


def examples(folder: Path) -> Examples:
    """Pairs of the development data."""
    rows = marked(folder)
    made = Examples([], [], np.array([r[3] for r in rows]), [r[0] for r in rows], [(r[1], r[2]) for r in rows])
    for (_, first, second, _), doc in zip(rows, parse(text for text, *_ in rows), strict=True):
        made.there.append(names(doc, first, second))
        made.back.append(names(doc, second, first))
    return made


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its brackets, and what stood in them."""
    plain, spans, start = "", [], 0
    for character in text:
        if character == "[":
            start = len(plain)
        elif character == "]":
            spans.append((start, len(plain)))
        else:
            plain += character
    return plain, spans


def fit(made: Examples, chosen: NDArray[np.bool_]) -> Weights:
    """Learn from the chosen pairs: both directions by the same weights, in one softmax, by L-BFGS."""
    there, back = (
        matrix([row for row, keep in zip(rows, chosen, strict=True) if keep]) for rows in (made.there, made.back)
    )
    used = np.flatnonzero(np.asarray((there + back != 0).sum(axis=0)).ravel() > 1)
    one, other = (sparse.csr_matrix(x[:, used], dtype=np.float64) for x in (there, back))
    one_turned, other_turned = sparse.csr_matrix(one.T), sparse.csr_matrix(other.T)
    truth = np.eye(len(ANSWERS))[made.answer[chosen]]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = flat[:-2].reshape(-1, 2), flat[-2:]
        first, second = one @ weights + bias, other @ weights + bias
        scores = np.stack([np.zeros(len(truth)), first[:, 0], second[:, 0], first[:, 1], second[:, 1]], axis=1)
        logs = scores - logsumexp(scores, axis=1, keepdims=True)
        miss = np.exp(logs) - truth
        down = one_turned @ miss[:, [1, 3]] + other_turned @ miss[:, [2, 4]] + weights / C
        tilt = miss[:, [1, 3]].sum(axis=0) + miss[:, [2, 4]].sum(axis=0)
        return float(-(truth * logs).sum() + (weights**2).sum() / (2 * C)), np.concatenate([down.ravel(), tilt])

    start = np.zeros(2 * len(used) + 2)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    hashed = np.zeros((BUCKETS, 2), np.float32)
    hashed[used] = best[:-2].reshape(-1, 2)
    return Weights(hashed, np.zeros((0, 2), np.float32), best[-2:].astype(np.float32))


def unseen(made: Examples, reader: Encoder) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Chances of the answers of the pairs of ``train_events.UNSEEN``, means as in ``attitude``, and those answers.

    ``reader`` is one that has not seen these pairs either (``tools.train_encoder --unseen``).
    """
    hidden = np.isin([fold_of(text) for text in made.text], UNSEEN)
    weights, held = fit(made, ~hidden), np.flatnonzero(hidden)
    linear = joint([made.there[i] for i in held], [made.back[i] for i in held], weights)
    read = encoder.read([made.text[i] for i in held], reader)
    whole = np.array([encoder.attitude(one, *made.spans[i]) for one, i in zip(read, held, strict=True)])
    return np.where(np.isnan(whole), linear, (linear + whole) / 2), made.answer[held]


def odds(scores: NDArray[np.float32], answer: NDArray[np.int64]) -> NDArray[np.float32]:
    """Weights of the answers that give the highest macro F1, found one after the other."""
    weights = np.ones(len(ANSWERS), np.float32)
    best = f1_score(answer, scores.argmax(axis=1), average="macro")
    for _ in range(3):
        for column in range(1, len(ANSWERS)):
            for factor in np.geomspace(0.3, 20, 30):
                tried = weights.copy()
                tried[column] = factor
                value = f1_score(answer, (scores * tried).argmax(axis=1), average="macro")
                if value > best:
                    best, weights = value, tried
    return weights


def main() -> None:
    """Train on everything, write the weights; with an encoder that has not seen all, print the odds for attitude.py."""
    made = examples(data.folder())
    size = save(TARGET, fit(made, np.ones(len(made.answer), bool)), 0.004)
    print(f"{len(made.answer)} pairs -> {TARGET.name}, {size >> 10} KB")
    if len(sys.argv) > 1:
        print(f"odds {odds(*unseen(made, encoder.load(Path(sys.argv[1])))).round(2)}")


if __name__ == "__main__":
    main()
