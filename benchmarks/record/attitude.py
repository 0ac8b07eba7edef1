"""Who is for or against whom, on pairs of two folds of five that nothing has learnt from.

    python -m tools.train_encoder --unseen DIR
    python -m benchmarks.record.attitude DIR

Macro F1 over the five answers, of the linear model and the encoder together as in the program. The weights of the
answers are chosen on one half of the pairs for the other. The penalty of the linear model was chosen in folds of all
pairs, among four values that differ by .01.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score

from benchmarks import data
from herdline.record.models import encoder
from herdline.record.models.attitude import ANSWERS
from tools.train_attitude import examples, odds, unseen


def main() -> None:
    """Print the row."""
    scores, answer = unseen(examples(data.folder()), encoder.load(Path(sys.argv[1])))
    half = np.random.default_rng(1).random(len(answer)) < 0.5
    told = np.zeros(len(answer), np.int64)
    for part in (half, ~half):
        told[part] = (scores[part] * odds(scores[~part], answer[~part])).argmax(axis=1)
    each = f1_score(answer, told, average=None)
    rng = np.random.default_rng(2)
    drawn = [rng.integers(len(answer), size=len(answer)) for _ in range(500)]
    low, high = np.quantile([f1_score(answer[d], told[d], average="macro") for d in drawn], [0.025, 0.975])
    parts = ", ".join(f"{name} {value:.2f}" for name, value in zip(ANSWERS, each, strict=True))
    print(
        f"| who is for or against whom, macro F1 | directed sentiment dev, {len(answer)} pairs of two folds in five "
        f"| {each.mean():.3f} ({low:.3f}-{high:.3f}; {parts}) | .55 | logistic regression .38 |"
    )


if __name__ == "__main__":
    main()
