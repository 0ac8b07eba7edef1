"""How factual events are: correlation with readers' judgements.

    python -m benchmarks.record.factuality

Learnt from the train part and read on the dev part of UW, then in five folds by sentence over both. The tokens are
those of our own parser, not the corpus's.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import pearsonr

from benchmarks import data
from herdline.record.models.factuality import of_names
from tools.train_factuality import Examples, examples, fit


def held_out(made: Examples, learn: NDArray[np.bool_], ask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Values of the asked rows by what was learnt from the others."""
    weights = fit(made, learn)
    return of_names([made.names[i] for i in np.flatnonzero(ask)], weights)


def main() -> None:
    """Print the rows."""
    made = examples(data.folder())
    train, dev = made.split == "train", made.split == "dev"
    answers = held_out(made, train, dev)
    error = float(np.abs(answers - made.value[dev]).mean())
    found = pearsonr(answers, made.value[dev])
    low, high = found.confidence_interval()
    print(
        f"| how factual: Pearson's r | UW, {dev.sum()} events of the dev part |"
        f" {found.statistic:.3f} ({low:.3f}-{high:.3f}; mean error {error:.2f}) | .75 | ridge .65 |"
    )
    fold = made.sentence % 5
    answers = np.zeros(len(made.value), np.float32)
    for number in range(5):
        answers[fold == number] = held_out(made, fold != number, fold == number)
    found = pearsonr(answers, made.value)
    print(f"| how factual: Pearson's r | UW, {len(fold)} events, 5 folds | {found.statistic:.3f} | .75 | ridge .65 |")


if __name__ == "__main__":
    main()
