"""Types of events in Spanish sentences, end to end, in five folds by sentence.

    python -m benchmarks.record.spanish

Recall and precision of (sentence, type). The annotation follows an older draft in which strikes and marches are often
MOBILIZE; the first row reads those as PROTEST, as PLOVER 2021 does, the second counts them as they stand.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks import data
from herdline.record.unparsed.spanish import THRESHOLD, probabilities
from tools.train_spanish import TODAY, examples, fit

FOLDS = 5


def main() -> None:
    """Print the rows."""
    made = examples(data.folder())
    fold = np.random.default_rng(1).permutation(len(made.sentences)) % FOLDS
    chances = np.zeros(len(made.items), np.float32)
    for number in range(FOLDS):
        held = fold[made.owner] == number
        chosen = np.flatnonzero(held)
        weights = fit(made, ~held)
        chances[held] = probabilities([made.names[i] for i in chosen], [made.windows[i] for i in chosen], weights)
    told = {(int(n), item.type) for n, item, p in zip(made.owner, made.items, chances, strict=True) if p > THRESHOLD}
    readings: dict[str, Callable[[str], str]] = {
        "strikes and marches read as PROTEST": lambda kind: TODAY.get(kind, kind),
        "as annotated": lambda kind: kind if kind == "MOBILIZE" else TODAY.get(kind, kind),
    }
    for name, reading in readings.items():
        gold = {
            (n, reading(event["plover"]))
            for n, row in enumerate(made.sentences)
            for event in row["events"]  # type: ignore[attr-defined]
        }
        right = len(gold & told)
        print(
            f"| Spanish types end to end: recall, precision | spanish_dev, {len(made.sentences)} sentences, "
            f"{FOLDS} folds, {name} "
            f"| {right / len(gold):.3f} (of {len(gold)}; precision {right / len(told):.3f} of {len(told)}) | .50, .60 "
            f"| UniversalPetrarch .44, .15 |"
        )


if __name__ == "__main__":
    main()
