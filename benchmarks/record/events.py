"""Events end to end, from plain sentences: types on the development sentences, false events on random news.

    python -m tools.train_encoder --unseen DIR
    python -m benchmarks.record.events DIR

Two folds in five of everything that is learnt from; the models asked have not seen them. The development sentences hold
at least one event each; PETRARCH2 reaches F1 .447 on all of them, types alone.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from benchmarks import data
from herdline.record.events import Models, Unit, code
from herdline.record.models import encoder
from tools import train_events as training
from tools import train_roles


def models(made: training.Material, home: Path) -> Models:
    """What the coder asks, without the folds reported on."""
    group, seen = np.array(made.group), ~np.isin(training.folds(made), training.UNSEEN)
    pairs = train_roles.examples(data.folder())
    chosen = np.array([training.fold_of(pair.sentence) not in training.UNSEEN for pair in pairs])
    return Models(
        training.fit(made, training.matrix(made), seen[group]), train_roles.fit(pairs, chosen), encoder.load(home)
    )


def _as_in_gold(kind: str) -> str:
    """The development sentences merge CONCEDE and RETREAT, and call sanctions COERCE."""
    return training.merged(kind)


def main() -> None:
    """Print the table."""
    made = training.material(data.folder())
    held = np.flatnonzero(np.isin(training.folds(made), training.UNSEEN)).tolist()
    found = code([Unit(made.texts[i]) for i in held], models(made, Path(sys.argv[1])))
    types = {i: {_as_in_gold(event.type) for event in told.events} for i, told in zip(held, found, strict=True)}
    source = np.array(made.source)
    plv, news, feeds = ([i for i in held if source[i] == name] for name in ("plv", "random", "feed"))
    right = sum(len(types[i] & made.gold[i]) for i in plv)
    found, there = sum(len(types[i]) for i in plv), sum(len(made.gold[i]) for i in plv)
    print(
        f"| types end to end, F1 | plv_dev, {len(plv)} sentences of two folds in five |"
        f" {2 * right / (found + there):.3f} (precision {right / found:.3f}, recall {right / there:.3f}) |"
        " .65 | PETRARCH2 .447 |"
    )
    for name, rows in (("full text", news), ("feeds", feeds)):
        share = 100 * sum(len(types[i]) for i in rows) / len(rows)
        print(f"| events in 100 random sentences, true ones among them | {name}, {len(rows)} | {share:.1f} | | |")


if __name__ == "__main__":
    main()
