"""Events end to end, from plain sentences: types on the development sentences, false events on random news.

    python -m benchmarks.record.events

Five folds by sentence over everything the model learns from; a sentence is coded by the fold that has not seen it.
The development sentences hold at least one event each; PETRARCH2 reaches F1 .447 on them, types alone.
"""

from __future__ import annotations

import sys

import numpy as np

from benchmarks import data
from herdline.record import eventmodel
from tools import train_events as training

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)


def cross_validated(made: training.Material) -> np.ndarray:
    """Probabilities (frames, classes), each frame by the fold that has not seen its sentence."""
    x, fold = training.matrix(made), training.folds(made)
    group = np.array(made.group)
    chances = np.zeros((len(made.names), len(eventmodel.CLASSES)), np.float32)
    for number in range(5):
        held = fold[group] == number
        weights = training.fit(made, x, ~held)
        rows = np.flatnonzero(held)
        chances[rows] = eventmodel.probabilities([made.names[i] for i in rows], [made.words[i] for i in rows], weights)
    return chances


def main() -> None:
    """Print the table."""
    made = training.material(data.folder())
    chances = cross_validated(made)
    if len(sys.argv) > 1:
        np.save(sys.argv[1], chances)
    group = np.array(made.group)
    source = np.array(made.source)
    plv, rest = np.flatnonzero(source == "plv"), np.flatnonzero(source == "random")
    for threshold in THRESHOLDS:
        coded: list[set[str]] = [set() for _ in made.texts]
        for row in np.flatnonzero(1 - chances[:, -1] > threshold):
            coded[group[row]].add(eventmodel.CLASSES[int(chances[row, :-1].argmax())])
        right = sum(len(coded[i] & made.gold[i]) for i in plv)
        found, there = sum(len(coded[i]) for i in plv), sum(len(made.gold[i]) for i in plv)
        other = sum(len(coded[i]) for i in rest)
        print(
            f"| types end to end, F1 | plv_dev, {len(plv)} sentences, 5 folds, threshold {threshold} |"
            f" {2 * right / (found + there):.3f} (precision {right / found:.3f}, recall {right / there:.3f});"
            f" {100 * other / len(rest):.1f} events per 100 random sentences | >= .65 | PETRARCH2 .447 |"
        )


if __name__ == "__main__":
    main()
