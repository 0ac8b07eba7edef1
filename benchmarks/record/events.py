"""Events end to end, from plain sentences: types on the development sentences, false events on random news.

    python -m tools.train_encoder --folds DIR
    python -m benchmarks.record.events DIR

Five folds by sentence over everything the model learns from; a sentence is coded by the fold that has not seen it.
The development sentences hold at least one event each; PETRARCH2 reaches F1 .447 on them, types alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from benchmarks import data
from herdline.record import encoder
from herdline.record.events import Models, Unit, code
from tools import train_events as training
from tools import train_roles


def coded(made: training.Material, home: Path) -> list[set[str]]:
    """Types that the whole coder gives each sentence, by the fold that has not seen it."""
    x, fold = training.matrix(made), training.folds(made)
    fold_of = dict(zip(made.texts, fold.tolist(), strict=True))
    pairs = train_roles.examples(data.folder())
    pair_fold = np.array([fold_of.get(example.sentence, -1) for example in pairs])
    group = np.array(made.group)
    types: list[set[str]] = [set() for _ in made.texts]
    for number in range(5):
        weights = training.fit(made, x, fold[group] != number)
        by = train_roles.fit(pairs, pair_fold != number)
            models = Models(weights, by, encoder.load(home / str(number)))
        held = [int(i) for i in np.flatnonzero(fold == number)]
        for i, found in zip(held, code([Unit(made.texts[i]) for i in held], models), strict=True):
            types[i] = {_as_in_gold(event.type) for event in found.events}
    return types


def _as_in_gold(kind: str) -> str:
    """The development sentences merge CONCEDE and RETREAT, and call sanctions COERCE."""
    return training.merged(kind)


def main() -> None:
    """Print the table."""
    made = training.material(data.folder())
    types = coded(made, Path(sys.argv[1]))
    source = np.array(made.source)
    plv, news, feeds = (np.flatnonzero(source == name) for name in ("plv", "random", "feed"))
    right = sum(len(types[i] & made.gold[i]) for i in plv)
    found, there = sum(len(types[i]) for i in plv), sum(len(made.gold[i]) for i in plv)
    print(
        f"| types end to end, F1 | plv_dev, {len(plv)} sentences, 5 folds |"
        f" {2 * right / (found + there):.3f} (precision {right / found:.3f}, recall {right / there:.3f}) |"
        " .65 | PETRARCH2 .447 |"
    )
    for name, rows in (("full text", news), ("feeds", feeds)):
        share = 100 * sum(len(types[i]) for i in rows) / len(rows)
        print(f"| events in 100 random sentences, true ones among them | {name}, {len(rows)} | {share:.1f} | | |")


if __name__ == "__main__":
    main()
