"""Type of an event whose participants are given: accuracy and macro F1 in five folds by sentence.

    python -m benchmarks.record.given

Own sentences and the lexicon are in every training; the development sentences only in the folds that are not tested.
"""

from __future__ import annotations

import numpy as np
from sklearn.metrics import f1_score

from benchmarks import data
from herdline.record.models.given import TYPES, probabilities
from tools import train_given as training


def main() -> None:
    """Print the rows."""
    made = training.examples(data.folder())
    x = training.matrix(made)
    label = np.array(made.label)
    answer = np.full(len(label), "", dtype=object)
    for number in range(5):
        held = made.fold == number
        weights = training.fit(made, x, ~held)
        rows = np.flatnonzero(held)
        chances = probabilities([made.names[i] for i in rows], made.vectors[rows], weights)
        answer[rows] = [TYPES[i] for i in chances.argmax(axis=1)]
    tested = made.fold >= 0
    right = (answer == label)[tested]
    spread = 1.96 * np.sqrt(right.mean() * (1 - right.mean()) / len(right))
    macro = f1_score(label[tested], answer[tested].astype(str), average="macro")
    print(
        f"| type, spans given: accuracy / macro F1 | plv_dev, {len(right)} events, 5 folds |"
        f" {right.mean():.3f} (± {spread:.3f}) / {macro:.3f} | .82 / .80 | GPU zero-shot .760 / .743 |"
    )


if __name__ == "__main__":
    main()
