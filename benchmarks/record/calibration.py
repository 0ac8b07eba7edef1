"""How often an event is right that the coder calls so likely, in English and without a parse.

    python -m benchmarks.record.calibration

English: what is coded on the sentences of settings.jsonl and of fresh*.jsonl, which nothing learns from. Other
languages: what is coded on the blind gold, and in Kazakh on the invented sentences.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from benchmarks import data
from benchmarks.record.gold import draw_polish
from benchmarks.record.gold.draw_languages import labelled
from benchmarks.record.gold.others import invented
from benchmarks.record.languages import GOLD, wanted
from benchmarks.record.pairs import FRESH, Triple, share, triples
from benchmarks.record.thresholds import gold_of
from herdline.record import unparsed
from herdline.record.events import Coded, Unit, code
from tools import train_events as training
from tools.train_events import read_code

BINS = (0.0, 0.3, 0.4, 0.5, 0.65, 0.8, 1.01)


class Said(NamedTuple):
    """A pair with a type that is coded, how likely the coder holds it, whether the reader has it."""

    chance: float
    right: bool


def said(found: Coded, gold: set[Triple]) -> list[Said]:
    """The pairs of a sentence's events, each once with the likeliest event."""
    best: dict[Triple, float] = {}
    for event in found.events:
        for triple in triples(Coded((event,), ()), read_code):
            best[triple] = max(best.get(triple, 0.0), event.probability)
    return [Said(chance, triple in gold) for triple, chance in best.items()]


def report(name: str, told: Sequence[Said]) -> None:
    """Mean probability and share that is right, in all and by bins."""
    chance, right = np.array([s.chance for s in told]), np.array([s.right for s in told])
    cells = [f"{chance.mean():.2f}: {share(int(right.sum()), len(right))}"]
    for low, high in itertools.pairwise(BINS):
        here = (chance >= low) & (chance < high)
        if here.any():
            cells.append(f"{chance[here].mean():.2f}: {right[here].mean():.2f} of {int(here.sum())}")
    print(f"| mean probability: share right | {name}, {len(told)} coded | {' / '.join(cells)} |", flush=True)


def main() -> None:
    """Print the rows."""
    held = training.read_pairs(data.folder(), [training.SETTINGS, *FRESH])
    found = code([Unit(one.text) for one in held])
    report("English", [s for h, f in zip(held, found, strict=True) for s in said(f, gold_of(h))])
    lots = {
        "six languages": labelled(data.folder(), GOLD / "languages.jsonl"), "Polish": draw_polish.labelled("polish"),
        "Kazakh, invented sentences": invented("kazakh"),
    }  # fmt: skip
    for name, rows in lots.items():
        found = unparsed.code([Unit(row["text"], lang=row["lang"]) for row in rows])
        report(name, [s for r, f in zip(rows, found, strict=True) for s in said(f, wanted(r))])


if __name__ == "__main__":
    main()
