"""Country pairs with types on the read sentences of real news that the models have not seen, by threshold.

    python -m benchmarks.record.thresholds
    python -m tools.train_encoder --unseen DIR; python -m benchmarks.record.thresholds DIR

The 641 sentences of settings.jsonl, read as those that are learnt from and never learnt from, by the program as it is;
or two folds in five of the sentences read for their pairs, by models that have not seen them. Two codes and one apart,
for readers see more events within a state than the reader of the blind draws. Then modes and certainty of the events on
these sentences, by what certainty makes of the encoder's answers. The settings of the program are those marked.
"""

from __future__ import annotations

import itertools
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from benchmarks import data
from benchmarks.record.events import models
from benchmarks.record.pairs import Triple, as_compared, f1, share, triples
from herdline.record import certainty
from herdline.record.events import Models, Unit, code, trained
from herdline.record.lexicon import event_nouns
from herdline.record.models import encoder, roles
from herdline.record.parsed.arguments import frames
from herdline.record.parsed.parsing import parse
from herdline.record.spans import Judgement
from tools import train_events as training

GRID = [(both, home) for both in (0.2, 0.25, 0.3, 0.35, 0.4) for home in (0.4, 0.5, 0.6)]


def unseen() -> list[training.Told]:
    """The read sentences of the folds reported on."""
    banned = training.reported()
    return [
        held
        for held in training.read_pairs(data.folder())
        if training.fold_of(held.text) in training.UNSEEN and training.digest(held.text) not in banned
    ]


def gold_of(held: training.Told) -> set[Triple]:
    """What the reader saw, as benchmarks.record.pairs compares it."""
    return as_compared((held.raw[at], pairs) for at, pairs in held.pairs.items())


def report(told: list[training.Told], units: list[Unit], asked: Models) -> None:
    """F1, precision, recall of all pairs, of two codes, of one, for each setting; 95 % intervals as in ``pairs``."""
    gold = [gold_of(held) for held in told]
    shipped = (roles.BOTH, roles.HOME)
    for both, home in GRID:
        roles.BOTH, roles.HOME = both, home
        mine = [triples(found, training.read_code) for found in code(units, asked)]
        cells = []
        for keep in (lambda t: True, lambda t: t[0] != t[1], lambda t: t[0] == t[1]):
            sets = [({t for t in a if keep(t)}, {t for t in b if keep(t)}) for a, b in zip(mine, gold, strict=True)]
            table = np.array([(len(a & b), len(a), len(b)) for a, b in sets])
            right, found, there = (int(n) for n in table.sum(axis=0))
            middle, low, high = f1(table)
            precision, recall = share(right, found), share(right, there)
            cells.append(f"{middle:.3f} ({low:.2f}-{high:.2f}; {precision}; {recall} of {there})")
        mark = " (the program)" if (both, home) == shipped else ""
        print(f"| BOTH {both}, HOME {home}{mark} | {' | '.join(cells)} |", flush=True)
    roles.BOTH, roles.HOME = shipped


def judgements(told: list[training.Told], asked: Models) -> None:
    """Macro F1 of modes and of certainty, events given, by the weights of ``certainty.weighed``."""
    assert asked.reader is not None
    rows = [held for held in told if held.judged]
    cases = []
    for held, doc in zip(rows, parse(h.text for h in rows), strict=True):
        (read,) = encoder.read([held.text], asked.reader)
        for frame in frames(doc, event_nouns()):
            at = doc[frame.predicate].idx
            if at in held.judged:
                gold = Judgement(held.judged[at][1], tuple(held.judged[at][0]))
                cases.append((gold, certainty.judge(doc, frame.predicate, None), *encoder.judged(read, at)))
    names = ("LEAST", "BESIDE_CERTAINTY", "RARE")
    shipped = tuple(getattr(certainty, name) for name in names)
    rules = dict(certainty.BESIDE)
    print(f"| {len(cases)} events | modes, macro F1 | each | certainty, macro F1 | each |")
    grid = (0.5, 1.0, 1.5), (0.4, 0.5, 0.6, 0.7), (0.3, 0.5), (1.0, 2.0, 3.0)
    for scale, least, beside, rare in itertools.product(*grid):
        certainty.BESIDE = {mode: scale * weight for mode, weight in rules.items()}
        for name, value in zip(names, (least, beside, rare), strict=True):
            setattr(certainty, name, value)
        mine = [certainty.weighed(by_rules, modes, sure) for _, by_rules, modes, sure in cases]
        modes = [_f1([m in g.aux for g, *_ in cases], [m in j.aux for j in mine]) for m in certainty.AUX]
        sure = [
            _f1([g.certainty == c for g, *_ in cases], [j.certainty == c for j in mine]) for c in certainty.CERTAINTY
        ]
        mark = " (the program)" if (scale, least, beside, rare) == (1.0, *shipped) else ""
        print(
            f"| rules {scale}, least {least}; {beside}, rare {rare}{mark} | {np.mean(modes):.3f} |"
            f" {' '.join(f'{x:.2f}' for x in modes)} | {np.mean(sure):.3f} | {' '.join(f'{x:.2f}' for x in sure)} |"
        )
    certainty.BESIDE = rules
    for name, value in zip(names, shipped, strict=True):
        setattr(certainty, name, value)


def _f1(gold: list[bool], mine: list[bool]) -> float:
    seen = Counter(zip(gold, mine, strict=True))
    return 2 * seen[True, True] / max(1, 2 * seen[True, True] + seen[True, False] + seen[False, True])


def main() -> None:
    """Print the tables."""
    if len(sys.argv) > 1:
        asked, told = models(training.material(data.folder()), Path(sys.argv[1])), unseen()
    else:
        asked, told = trained(), training.read_pairs(data.folder(), [training.SETTINGS])
    units = [Unit(held.text, held.before) for held in told]
    print(f"| {len(told)} sentences | all: F1 (interval; precision; recall) | two codes | one |")
    report(told, units, asked)
    judgements(told, asked)


if __name__ == "__main__":
    main()
