"""Trains how factual an event is (``herdline/data/factuality.npz``).

    python -m tools.train_factuality

Learns from the UW part of the development data (news read by five people each; Lee et al. 2015). The much larger part
of web reviews and letters (UDS-IH2) was tried as well: as a tenth of the weight it takes the correlation on news from
.77 to .71, since its readers were asked another question.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import Ridge

from benchmarks import data
from herdline.record.models.factuality import at, names
from herdline.record.models.hashing import Weights, save
from herdline.record.parsed.parsing import parse
from tools.hashed import matrix
from tools.train_events import TARGET as EVENTS

TARGET = EVENTS.with_name("factuality.npz")
ALPHA = 20.0


@dataclass
class Examples:
    """Rows to learn from."""

    names: list[list[str]]
    value: NDArray[np.float64]
    split: NDArray[np.str_]
    sentence: NDArray[np.int64]


def examples(folder: Path, corpus: str = "UW") -> Examples:
    """Targets of one corpus of the development data."""
    with gzip.open(folder / "attribution" / "factuality_dev.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["corpus"] == corpus]
    made = Examples([], np.zeros(0), np.zeros(0, str), np.zeros(0, np.int64))
    values, splits, sentences = [], [], []
    for number, (row, doc) in enumerate(zip(rows, parse(row["text"] for row in rows), strict=True)):
        words = row["text"].split(" ")
        starts = np.cumsum([0, *(len(word) + 1 for word in words)])
        for target in row["targets"]:
            first, last = target["tok"]
            span = (int(starts[first]), int(starts[last]) - 1)
            made.names.append(names(doc, at(doc, span)))
            values.append(target["factuality"])
            splits.append(row["split"])
            sentences.append(number)
    made.value, made.split, made.sentence = np.array(values), np.array(splits), np.array(sentences)
    return made


def fit(made: Examples, chosen: NDArray[np.bool_]) -> Weights:
    """Learn from the chosen rows."""
    x = matrix([made.names[i] for i in np.flatnonzero(chosen)])
    model = Ridge(alpha=ALPHA).fit(x, made.value[chosen])
    hashed = model.coef_.astype(np.float32)[:, None]
    return Weights(hashed, np.zeros((0, 1), np.float32), np.array([model.intercept_], np.float32))


def main() -> None:
    """Train on everything and write the weights."""
    made = examples(data.folder())
    size = save(TARGET, fit(made, np.ones(len(made.names), bool)), 0.002)
    print(f"{len(made.names)} events -> {TARGET.name}, {size >> 10} KB")


if __name__ == "__main__":
    main()
