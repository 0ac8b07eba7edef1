"""Trains which candidates tell an event in Spanish sentences (``herdline/data/spanish.npz``).

    python -m tools.train_spanish

Learns from the development sentences (AFP, 1994-1999, about protests; annotations of UniversalPetrarch) and, for all
else that happens, from the project's own (data/sentences/spanish.txt), which are in every fold's training. A candidate
tells an event where the sentence has one of its type and its words stand in, or next to, the annotated trigger.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import data
from herdline.record.models.hashing import BUCKETS, Weights, save
from herdline.record.unparsed.spanish import VECTOR_WEIGHT, Candidate, candidates, names, window
from herdline.text.vectors import static_vectors
from tools.hashed import matrix
from tools.train_events import TARGET as EVENTS

TARGET = EVENTS.with_name("spanish.npz")
C = 0.3
TODAY = {
    "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "SACTION": "SANCTION", "MOBILIZE": "PROTEST",
}  # fmt: skip
"""Types of the annotation under PLOVER 2021. Its MOBILIZE are strikes, marches and road blocks, which are PROTEST."""


@dataclass
class Examples:
    """Candidates: the sentence each stands in, features, window, whether it tells an event."""

    sentences: list[dict[str, object]]
    owner: NDArray[np.int64]
    items: list[Candidate]
    names: list[list[str]]
    windows: list[str]
    told: NDArray[np.bool_]


def own() -> Examples:
    """Candidates of the project's own sentences, each owned by sentence -1."""
    lines = (TARGET.parent / "sentences" / "spanish.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    held = [(kind, text, item, found) for kind, text in rows for found in [candidates(text)] for item in found]
    return Examples(
        [],
        np.full(len(held), -1),
        [item for _, _, item, _ in held],
        [names(text, item, found) for _, text, item, found in held],
        [window(text, item) for _, text, item, _ in held],
        np.array([kind == item.type for kind, _, item, _ in held]),
    )


def examples(folder: Path) -> Examples:
    """Candidates of the development sentences."""
    with (folder / "events" / "spanish_dev.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    held = [(n, item, found) for n, row in enumerate(rows) for found in [candidates(row["text"])] for item in found]
    return Examples(
        rows,
        np.array([n for n, _, _ in held]),
        [item for _, item, _ in held],
        [names(rows[n]["text"], item, found) for n, item, found in held],
        [window(rows[n]["text"], item) for n, item, _ in held],
        np.array([_tells(rows[n], item) for n, item, _ in held]),
    )


def _tells(row: dict[str, list[dict[str, str]]], item: Candidate) -> bool:
    text = str(row["text"])
    for event in row["events"]:
        at = text.find(event["trigger"])
        near = at < 0 or (at - 30 < item.end and item.start < at + len(event["trigger"]) + 30)
        if TODAY.get(event["plover"], event["plover"]) == item.type and near:
            return True
    return False


def fit(made: Examples, chosen: NDArray[np.bool_]) -> Weights:
    """Learn from the chosen candidates and our own."""
    added = own()
    kept = np.flatnonzero(chosen)
    rows = [*(made.names[i] for i in kept), *added.names]
    windows = [*(made.windows[i] for i in kept), *added.windows]
    x = sparse.hstack([matrix(rows), sparse.csr_matrix(VECTOR_WEIGHT * static_vectors(windows))]).tocsr()
    model = LogisticRegression(C=C, max_iter=300).fit(x, np.concatenate([made.told[kept], added.told]))
    held = model.coef_.astype(np.float32).T
    return Weights(held[:BUCKETS], held[BUCKETS:], model.intercept_.astype(np.float32))


def main() -> None:
    """Train on everything and write the weights."""
    made = examples(data.folder())
    size = save(TARGET, fit(made, np.ones(len(made.items), bool)), 0.002)
    print(f"{len(made.items)} candidates, {made.told.mean():.2f} tell an event -> {TARGET.name}, {size >> 10} KB")


if __name__ == "__main__":
    main()
