"""Trains how likely two sentences tell one fact (``herdline/data/facts.json``), on pairs that readers judged.

    python -m tools.train_facts STORE

STORE is that of ``benchmarks.facts.draw``, read and built where it is not there. What folds give:
``python -m benchmarks.facts STORE``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.facts.gold import COLUMNS, TOLD, cases
from herdline.check.matching import ALONE, FEATURES, FIRST, SECOND
from tools.train_events import TARGET

PATH = TARGET.with_name("facts.json")
LOOKS = {
    FIRST: FEATURES,
    SECOND: COLUMNS,
    ALONE: tuple(name for name in COLUMNS if name not in ("meaning", "meaning_across")),
}
"""What each model sees."""
C = 0.3
"""Inverse of the regularisation, on features of one spread; not tuned."""


def fitted(x: NDArray[np.float32], told: NDArray[np.bool_]) -> tuple[float, NDArray[np.float64]]:
    """(intercept, weights) of a logistic regression on the features as they come."""
    spread = np.maximum(x.std(axis=0), 1e-6)
    model = LogisticRegression(C=C, max_iter=3000).fit((x - x.mean(axis=0)) / spread, told)
    weights = model.coef_[0] / spread
    return float(model.intercept_[0] - weights @ x.mean(axis=0)), weights


def main() -> None:
    """Train on all and write."""
    held, models = cases(Path(sys.argv[1])), {}
    real = held.kind != "kazakh"  # invented sentences, to measure on
    for look, seen in LOOKS.items():
        intercept, weights = fitted(held.x[real][:, [COLUMNS.index(name) for name in seen]], held.label[real] == TOLD)
        told = {name: round(float(w), 3) for name, w in zip(seen, weights, strict=True)}
        models[look] = {"intercept": round(intercept, 3), "weights": told}
        print(f"{look}, {real.sum()} pairs: {told}")
    PATH.write_text(json.dumps(models, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
