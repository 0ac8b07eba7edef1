"""Trains the model of who acts and who receives (``herdline/data/roles.npz``).

    python -m tools.train_roles

Learns from the development sentences with marked source and target (events/plv_dev.jsonl) and from sentences of real
news read for their pairs (benchmarks/record/gold/train_pairs.jsonl): every known actor of a sentence with an event is
an example, on the acting side, on the receiving side, or on none. Five folds by sentence are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc

from benchmarks import data
from herdline.record import roles
from herdline.record.actors import find
from herdline.record.arguments import Frame, frames
from herdline.record.hashing import Weights, save
from herdline.record.lexicon import event_nouns
from herdline.record.parsing import parse
from herdline.record.sides import sides
from herdline.record.spans import Actor
from tools import hashed
from tools import train_events as training

TARGET = training.TARGET.with_name("roles.npz")
C = 0.2
READ_WEIGHT = 2.0
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """A known actor of a sentence with an event: its features, whether it acts, whether it receives."""

    names: list[str]
    acts: bool
    receives: bool
    sentence: int
    weight: float


def examples(folder: Path) -> list[Example]:
    """All there are."""
    made: list[Example] = []
    banned = training.reported()
    rows = training.plv(folder)
    for number, (row, doc) in enumerate(zip(rows, parse(r["text"] for r in rows), strict=True)):
        spans = [(s, training.merged(e["plover"])) for e in row["events"] if (s := training.spans_of(e)) is not None]
        made += _marked(number, doc, spans)
    told = [held for held in training.read_pairs(folder) if training.digest(held.text) not in banned]
    for number, (held, doc) in enumerate(zip(told, parse(h.text for h in told), strict=True), len(rows)):
        made += _read(number, doc, held)
    return made


def _marked(number: int, doc: Doc, spans: list[tuple[tuple[Span, Span], str]]) -> list[Example]:
    mentions = _known(doc)
    made = []
    for frame in frames(doc, event_nouns()) if mentions else []:
        others = [c.phrase.chars(doc) for c in frame.complements]
        kind, basis = training.label_of([p.chars(doc) for p in frame.actors], others, frame.nominal, spans)
        if basis != "gold":
            continue
        source, target = next(ends for ends, told in spans if told == kind)
        for mention, row in zip(mentions, _rows(doc, frame, kind, mentions)[0], strict=True):
            made.append(Example(row, _meets(mention, source), _meets(mention, target), number, 1.0))
    return made


def _read(number: int, doc: Doc, held: training.Told) -> list[Example]:
    mentions = _known(doc)
    made = []
    for frame in frames(doc, event_nouns()) if mentions else []:
        at = doc[frame.predicate].idx
        if at not in held.types:
            continue
        pairs = [(pair.replace("=", ">").split(">"), "=" in pair) for pair in held.pairs[at]]
        acting = {one for (one, _), _ in pairs} | {other for (_, other), both in pairs if both}
        given = {other for (_, other), _ in pairs} | {one for (one, _), both in pairs if both}
        mutual = any(both for _, both in pairs)
        rows, actors, recipients = _rows(doc, frame, training.merged(held.types[at]), mentions)
        for mention, row in zip(mentions, rows, strict=True):
            code = "REB" if mention.code.startswith("REB") else mention.code.split(":")[-1]
            acts, gets = code in acting, code in given
            if acts and gets and not mutual:  # two of one state: by the rules, else by place
                ruled = any(_meets(mention, (a.start, a.end)) for a in actors)
                other = any(_meets(mention, (r.start, r.end)) for r in recipients)
                acts, gets = (ruled, other) if ruled != other else (mention.start < at, mention.start >= at)
            made.append(Example(row, acts, gets, number, READ_WEIGHT))
    return made


def _known(doc: Doc) -> list[Actor]:
    return [mention for mention in find(doc.text) if mention.code not in (roles.UNKNOWN, "IGO")]


def _rows(
    doc: Doc, frame: Frame, kind: str, mentions: list[Actor]
) -> tuple[list[list[str]], tuple[Actor, ...], tuple[Actor, ...]]:
    actors, recipients = sides(doc, frame, kind, mentions, [])
    return roles.names(doc, frame, kind, mentions, actors, recipients), actors, recipients


def _meets(mention: Actor, span: Span) -> bool:
    return mention.start < span[1] and span[0] < mention.end


def fit(made: list[Example], chosen: NDArray[np.bool_]) -> Weights:
    """Two yes-or-no models over the chosen examples."""
    rows = np.flatnonzero(chosen)
    x = hashed.matrix([made[i].names for i in rows])
    weight = np.array([made[i].weight for i in rows])
    columns, bias = [], []
    for answer in ([made[i].acts for i in rows], [made[i].receives for i in rows]):
        model = LogisticRegression(C=C, max_iter=300).fit(x, answer, sample_weight=weight)
        columns.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return Weights(np.stack(columns, 1).astype(np.float32), np.zeros((0, 2), np.float32), np.array(bias, np.float32))


def main() -> None:
    """Report on folds, train on everything, write."""
    made = examples(data.folder())
    fold = np.array([example.sentence % 5 for example in made])
    chance = np.zeros((len(made), 2), np.float32)
    for number in range(5):
        held = np.flatnonzero(fold == number)
        chance[held] = roles.chances([made[i].names for i in held], fit(made, fold != number))
    for column, name in enumerate(("acts", "receives")):
        there = np.array([(e.acts, e.receives)[column] for e in made])
        found = chance[:, column] >= roles.LIKELY
        right = int((there & found).sum())
        print(f"{name}: precision {right / found.sum():.3f}, recall {right / there.sum():.3f} of {int(there.sum())}")
    size = save(TARGET, fit(made, np.ones(len(made), bool)), 0.01)
    print(f"{len(made)} actors in events -> {TARGET.name}, {size >> 10} KB")


if __name__ == "__main__":
    main()
