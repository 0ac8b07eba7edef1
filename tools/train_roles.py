"""Trains the model of who does it to whom (``herdline/data/roles.npz``).

    python -m tools.train_roles

Learns from the development sentences with marked source and target (events/plv_dev.jsonl) and from sentences of real
news read for their pairs (benchmarks/record/gold/train_pairs*.jsonl): every ordered pair of candidates of a frame that
tells an event is an example. Five folds by sentence are reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import data
from herdline.record.actors import find
from herdline.record.lexicon import event_nouns
from herdline.record.models import roles
from herdline.record.models.hashing import Weights, save, sums
from herdline.record.parsed.arguments import Frame, frames
from herdline.record.parsed.parsing import parse
from herdline.record.parsed.sides import MUTUAL, sides
from herdline.record.parsed.tree import Doc
from herdline.record.participants import UNKNOWN
from herdline.record.spans import Actor
from tools import hashed
from tools import train_events as training

TARGET = training.TARGET.with_name("roles.npz")
C = 0.2
READ_WEIGHT = 2.0
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """An ordered pair of candidates of a frame that tells an event; ``pair`` numbers the gold pair it would give."""

    names: list[str]
    told: bool
    pair: tuple[int, str]
    sentence: str
    weight: float
    places: tuple[int, int, int]
    """First characters of the predicate and of the two candidates' heads."""


def examples(folder: Path) -> list[Example]:
    """All there are."""
    made: list[Example] = []
    banned = training.reported()
    rows = training.plv(folder)
    for row, doc in zip(rows, parse(r["text"] for r in rows), strict=True):
        spans = [(s, training.merged(e["plover"])) for e in row["events"] if (s := training.spans_of(e)) is not None]
        made += _marked(doc, spans, len(made))
    told = [held for held in training.read_pairs(folder) if training.digest(held.text) not in banned]
    for held, doc in zip(told, parse(h.text for h in told), strict=True):
        made += _read(doc, held, len(made))
    return made


def _marked(doc: Doc, spans: list[tuple[tuple[Span, Span], str]], start: int) -> list[Example]:
    mentions = find(doc.text)
    made: list[Example] = []
    for frame in frames(doc, event_nouns()) if mentions else []:
        others = [c.phrase.chars(doc) for c in frame.complements]
        kind, basis = training.label_of([p.chars(doc) for p in frame.actors], others, frame.nominal, spans)
        if basis != "gold":
            continue
        source, target = next(ends for ends, told in spans if told == kind)
        at = doc[frame.predicate].idx
        for one, other, names in _pairs(doc, frame, kind, mentions):
            both = kind in MUTUAL and _meets(one.who, target) and _meets(other.who, source)
            told = both or (_meets(one.who, source) and _meets(other.who, target))
            made.append(
                Example(names, told, (start + frame.predicate, "marked"), doc.text, 1.0, _places(doc, at, one, other))
            )
    return made


def _read(doc: Doc, held: training.Told, start: int) -> list[Example]:
    mentions = find(doc.text)
    made: list[Example] = []
    for frame in frames(doc, event_nouns()) if mentions else []:
        at = doc[frame.predicate].idx
        if at not in held.types:
            continue
        gold = {pair.replace("=", ">") for pair in held.pairs[at]}
        gold |= {">".join(reversed(pair.split("="))) for pair in held.pairs[at] if "=" in pair}
        for one, other, names in _pairs(doc, frame, training.merged(held.types[at]), mentions):
            mine = f"{_label(one.who, other.who)}>{_label(other.who, one.who)}"
            made.append(
                Example(
                    names,
                    mine in gold,
                    (start + frame.predicate, mine),
                    doc.text,
                    READ_WEIGHT,
                    _places(doc, at, one, other),
                )
            )
    return made


def _places(doc: Doc, predicate: int, one: roles.Candidate, other: roles.Candidate) -> tuple[int, int, int]:
    return predicate, doc[one.head].idx, doc[other.head].idx


def at_home(folder: Path) -> Iterator[tuple[str, int, int, bool]]:
    """(sentence, predicate's first character, that of a named actor's head, whether it acts within its own state)."""
    banned = training.reported()
    told = [held for held in training.read_pairs(folder) if held.types and training.digest(held.text) not in banned]
    for held, doc in zip(told, parse(h.text for h in told), strict=True):
        named = [(training.read_code(who.code), who) for who in find(held.text) if who.code != UNKNOWN]
        heads = [(code, doc[roles.head_of(doc, who)].idx) for code, who in named]
        for frame in frames(doc, event_nouns()) if heads else []:
            at = doc[frame.predicate].idx
            if at in held.types:
                gold = {pair.replace("=", ">") for pair in held.pairs[at]}
                yield from ((held.text, at, place, f"{code}>{code}" in gold) for code, place in heads)


def _label(who: Actor, partner: Actor) -> str:
    """A candidate's code as readers write it; somebody unknown is of the partner's state."""
    return training.read_code(partner.code if who.code == UNKNOWN else who.code)


def _pairs(
    doc: Doc, frame: Frame, kind: str, mentions: list[Actor]
) -> Iterator[tuple[roles.Candidate, roles.Candidate, list[str]]]:
    held = roles.candidates(doc, mentions, *sides(doc, frame, kind, mentions, []))
    single = roles.names(doc, frame, kind, held)
    for i, one in enumerate(held):
        for j, other in enumerate(held):
            if i != j and roles.may_pair(one, other):
                row = [f"A {name}" for name in single[i]] + [f"R {name}" for name in single[j]]
                yield one, other, row + roles.together(doc, frame, kind, held, i, j)


def _meets(mention: Actor, span: Span) -> bool:
    return mention.start < span[1] and span[0] < mention.end


def fit(made: list[Example], chosen: NDArray[np.bool_], rounds: int = 2) -> Weights:
    """A yes-or-no model over the chosen examples; of several that would give one gold pair, the likeliest counts."""
    rows = np.flatnonzero(chosen)
    x = hashed.matrix([made[i].names for i in rows])
    told = np.array([made[i].told for i in rows])
    weight = np.array([made[i].weight for i in rows])
    places: dict[tuple[int, str], list[int]] = {}
    for place, i in enumerate(rows):
        if told[place]:
            places.setdefault(made[i].pair, []).append(place)
    for held in places.values():
        weight[held] /= len(held)
    for number in range(rounds):
        model = LogisticRegression(C=C, max_iter=300).fit(x, told, sample_weight=weight)
        if number < rounds - 1:
            chance = model.predict_proba(x)[:, 1]
            for held in places.values():
                best = max(chance[held])
                for place in held:
                    weight[place] = made[rows[place]].weight if chance[place] == best else 0.0
    return Weights(model.coef_.T.astype(np.float32), np.zeros((0, 1), np.float32), model.intercept_.astype(np.float32))


def folds(made: list[Example]) -> NDArray[np.int64]:
    """Fold of each example, by its sentence."""
    return np.array([training.fold_of(example.sentence) for example in made])


def main() -> None:
    """Report on folds, train on everything, write."""
    made = examples(data.folder())
    fold = folds(made)
    chance = np.zeros(len(made), np.float32)
    for number in range(5):
        held = np.flatnonzero(fold == number)
        weights = fit(made, fold != number)
        scores = sums([made[i].names for i in held], weights)[:, 0] + weights.bias[0]
        chance[held] = 1 / (1 + np.exp(-scores))
    told: dict[tuple[int, str], tuple[bool, float]] = {}
    for example, likely in zip(made, chance, strict=True):
        before = told.get(example.pair, (False, 0.0))
        told[example.pair] = (before[0] or example.told, max(before[1], float(likely)))
    there = sum(right for right, _ in told.values())
    for least in (0.3, 0.5, 0.7):
        right = sum(gold for gold, likely in told.values() if likely >= least)
        found = sum(likely >= least for _, likely in told.values())
        print(f"pairs at {least}: precision {right / found:.3f}, recall {right / there:.3f} of {there}")
    size = save(TARGET, fit(made, np.ones(len(made), bool)), 0.01)
    print(f"{len(made)} pairs of candidates -> {TARGET.name}, {size >> 10} KB")


if __name__ == "__main__":
    main()
