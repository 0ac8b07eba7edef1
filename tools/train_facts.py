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

from benchmarks.facts.gold import TOLD, cases
from herdline.check.matching import FEATURES
from tools.train_events import TARGET

PATH = TARGET.with_name("facts.json")
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
    held = cases(Path(sys.argv[1]))
    intercept, weights = fitted(held.x, held.label == TOLD)
    told = {name: round(float(w), 3) for name, w in zip(FEATURES, weights, strict=True)}
    PATH.write_text(json.dumps({"intercept": round(intercept, 3), "weights": told}, indent=1) + "\n", encoding="utf-8")
    print(f"{len(held.label)} pairs: {told}")


if __name__ == "__main__":
    main()
