"""Who is for or against whom, in five folds by sentence.

    python -m tools.train_encoder --folds DIR
    python -m benchmarks.record.attitude DIR

Macro F1 over the five answers, of the linear model and the encoder together as in the program. The weights of the
answers are chosen on the other folds each time. The penalty ``C`` of the linear model was chosen on these folds, among
four values that differ by .01.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

from benchmarks import data
from herdline.record.attitude import ANSWERS
from tools.train_attitude import FOLDS, examples, folds, odds


def main() -> None:
    """Print the row."""
    made = examples(data.folder())
    scores, fold = folds(made, Path(sys.argv[1]))
    told = np.zeros(len(fold), np.int64)
    for number in range(FOLDS):
        held = fold == number
        told[held] = (scores[held] * odds(scores[~held], made.answer[~held])).argmax(axis=1)
    each = f1_score(made.answer, told, average=None)
    spread = np.std([f1_score(made.answer[fold == n], told[fold == n], average="macro") for n in range(FOLDS)])
    parts = ", ".join(f"{name} {value:.2f}" for name, value in zip(ANSWERS, each, strict=True))
    print(
        f"| who is for or against whom, macro F1 | directed sentiment dev, {len(fold)} pairs, {FOLDS} folds "
        f"| {f1_score(made.answer, told, average='macro'):.3f} (sd of folds {spread:.3f}; {parts}) | .55 "
        f"| logistic regression .38 |"
    )


if __name__ == "__main__":
    main()
