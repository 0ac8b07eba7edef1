"""Trains how much a reader would miss what a sentence tells (``herdline/data/worth.npz``), on graded candidates.

    python -m tools.train_worth STORE

STORE is that of ``benchmarks.weights``. What folds give: ``python -m benchmarks.weights STORE``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import Ridge

from benchmarks.weights.gold import MOST, Cases, cases
from tools.train_events import TARGET

PATH = TARGET.with_name("worth.npz")
ALPHA_SIGNS, ALPHA_VECTOR = 100.0, 1000.0
"""Regularisation, on features of one spread; of four tried each, all within .01."""


def fitted(x: NDArray[np.float32], grade: NDArray[np.float64], alpha: float) -> tuple[NDArray[np.float64], float]:
    """(weights, intercept) of a ridge regression on the features as they come."""
    spread = np.maximum(x.std(axis=0), 1e-6)
    model = Ridge(alpha=alpha).fit((x - x.mean(axis=0)) / spread, grade)
    weights = model.coef_ / spread
    return weights, float(model.intercept_ - weights @ x.mean(axis=0))


def model_of(held: Cases, of: NDArray[np.bool_]) -> dict[str, NDArray[np.float32]]:
    """Weights from these rows, under the names that ``herdline.check.worth`` reads."""
    grade = np.minimum(held.grade[of], MOST).astype(float)
    seen = held.signs[of]
    alone = seen.copy()
    alone[:, -1] = 0  # beginnings take vectors
    made = {}
    for name, x, alpha in (
        ("signs", seen, ALPHA_SIGNS),
        ("alone", alone, ALPHA_SIGNS),
        ("vector", held.vectors[of], ALPHA_VECTOR),
    ):
        weights, intercept = fitted(x, grade, alpha)
        made[name], made[f"{name}_intercept"] = np.float32(weights), np.float32(intercept)
    return made


def main() -> None:
    """Train on all and write."""
    held = cases(Path(sys.argv[1]))
    made = model_of(held, np.ones(len(held.grade), np.bool_))
    np.savez_compressed(PATH, **made)
    print(f"{len(held.grade)} facts: {made['signs'].round(3).tolist()}")


if __name__ == "__main__":
    main()
