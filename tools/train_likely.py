"""Trains how likely it is that a coded pair is right (``herdline/data/likely.json``), on what the models had not seen.

    python -m tools.train_languages WHEEL --unseen DIR; python -m tools.train_likely DIR

From the read sentences, in seven languages, of one fold in five of the articles, as an encoder answers that has not
seen them (DIR). Prints what the answers alone reach and what weighed ones do, each article by weights that have not
seen it (ten folds): log loss, the best F1 of pairs with its threshold, F1 at a precision of .6 and more. Then what is
coded with the weights by ``unparsed.SURE``; these have seen the sentences.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import GroupKFold

from benchmarks import data
from benchmarks.record.gold.others import is_aside, learnt
from benchmarks.record.languages import counts, f1, wanted
from benchmarks.record.pairs import as_compared, triples
from herdline.record import unparsed
from herdline.record.events import Unit
from herdline.record.models import encoder
from herdline.record.unparsed import multilingual
from tools.train_events import TARGET, read_code

PATH = TARGET.parent / "likely.json"
LEAST_CASES = 150
"""Pairs of a language from which it has a weight of its own."""
STRENGTH = 0.3
"""Inverse of the regularisation; .1 to 1 are as good."""


class Case(NamedTuple):
    """A pair that the models see some chance for: its features, what it was held for, whether the reader has it."""

    features: dict[str, float]
    chance: float
    right: bool
    article: str


def cases_of(rows: Sequence[dict[str, Any]], model: multilingual.Multilingual) -> tuple[list[Case], int]:
    """Cases of read sentences, and how many pairs their readers saw."""
    cases: list[Case] = []
    there = 0
    with encoder.one_thread():
        for row in rows:
            told = [(event["label"], event["pairs"]) for event in row["events"]]
            gold, sides = as_compared(told), _sides(told)
            there += len(gold)
            mentions = unparsed.named(Unit(row["text"], lang=row["lang"]))
            if not mentions:
                continue
            (held,) = multilingual.read([row["text"]], model)
            best: dict[tuple[str, ...], Case] = {}
            for _, kind, pairs, features in unparsed.answers(row["lang"], row["text"], mentions, held):
                for pair, told_of in zip(pairs, features, strict=True):
                    actor, recipient = (
                        "XXX" if n is None else read_code(mentions[n].code) for n in (pair.actor, pair.recipient)
                    )
                    if "XXX" in (actor, recipient):
                        key, right = (actor, recipient, kind), (actor, recipient, kind) in sides
                    else:
                        (key,) = as_compared([(kind, [f"{actor}>{recipient}"])])
                        right = key in gold
                    case = Case(told_of, _product(told_of), right, row["article"])
                    best[key] = max(best.get(key, case), case, key=lambda c: c.chance)
            cases += best.values()
    return cases, there


def _sides(told: Iterable[tuple[str, Sequence[str]]]) -> set[tuple[str, str, str]]:
    """Every actor and every recipient that the reader saw, the other side left open."""
    found = set()
    for kind, pairs in told:
        for pair in pairs:
            one, other = pair.replace("=", ">").split(">")
            found |= {(one, "XXX", kind), ("XXX", other, kind)}
            if "=" in pair:
                found |= {(other, "XXX", kind), ("XXX", one, kind)}
    return found


def _product(features: dict[str, float]) -> float:
    """The chance of the event times that of the pair, as the models answer."""
    return float(np.prod([1 / (1 + np.exp(-features[name])) for name in ("event", "pair")]))


def without_rare_languages(cases: Sequence[Case]) -> list[Case]:
    """The cases, those of languages with few of them as of no language: thirty pairs say little of one."""
    count = Counter(lang for case in cases for lang in case.features if lang.startswith("lang="))
    rare = {lang for lang, number in count.items() if number < LEAST_CASES}
    return [c._replace(features={name: x for name, x in c.features.items() if name not in rare}) for c in cases]


def fitted(cases: Sequence[Case]) -> tuple[DictVectorizer, LogisticRegression]:
    """The features' columns and their weights."""
    columns = DictVectorizer()
    x = columns.fit_transform([case.features for case in cases])
    return columns, LogisticRegression(C=STRENGTH, max_iter=5000).fit(x, [case.right for case in cases])


def report(name: str, chance: NDArray[np.float64], cases: Sequence[Case], there: int) -> None:
    """Print one row: how far chances of pairs reach, those with one side only left out."""
    both = np.array([not case.features.get("alone") for case in cases])
    right = np.array([case.right for case in cases])
    loss = log_loss(right[both], np.clip(chance[both], 0.001, 0.999))
    order = np.argsort(-chance[both], kind="stable")
    hits, found = np.cumsum(right[both][order]), np.arange(1, both.sum() + 1)
    f1, precision = 2 * hits / (found + there), hits / found
    best = int(f1.argmax())
    sure = np.flatnonzero(precision >= 0.6)
    at = int(sure[f1[sure].argmax()])
    where = chance[both][order]
    print(
        f"| {name} | {both.sum()} pairs, {there} read | log loss {loss:.3f} | F1 {f1[best]:.3f} at {where[best]:.2f}"
        f" (precision {precision[best]:.3f}) | F1 {f1[at]:.3f} at {where[at]:.2f} (precision {precision[at]:.3f}) |"
    )


def thresholds(rows: Sequence[dict[str, Any]], model: multilingual.Multilingual) -> None:
    """Pairs with types and false events by the least probability."""
    gold, shipped = [wanted(row) for row in rows], unparsed.SURE
    units = [Unit(row["text"], lang=row["lang"]) for row in rows]
    empty = [number for number, row in enumerate(rows) if not row["events"]]
    for sure in (0.3, 0.35, 0.4, 0.45):
        unparsed.SURE = sure
        found = unparsed.code(units, model)
        false = 100 * sum(len(found[number].events) for number in empty) / len(empty)
        mine = [triples(coded, read_code) for coded in found]
        print(f"| SURE {sure} | {f1(counts(gold, mine))} | {false:.1f} in 100 empty |", flush=True)
    unparsed.SURE = shipped


def main() -> None:
    """Fit, print, write."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    model = multilingual.load(Path(sys.argv[1]))
    rows = [row for row in learnt(data.folder()) if is_aside(row)]
    cases, there = cases_of(rows, model)
    cases = without_rare_languages(cases)
    groups = np.unique([case.article for case in cases], return_inverse=True)[1]
    weighed = np.zeros(len(cases))
    for learnt_from, asked in GroupKFold(10).split(groups, groups=groups):
        columns, fit = fitted([cases[i] for i in learnt_from])
        weighed[asked] = fit.predict_proba(columns.transform([cases[i].features for i in asked]))[:, 1]
    report("answers alone", np.array([case.chance for case in cases]), cases, there)
    report("weighed", weighed, cases, there)
    columns, fit = fitted(cases)
    weights = dict(zip(columns.get_feature_names_out(), fit.coef_[0].round(3).tolist(), strict=True))
    held = {"": round(float(fit.intercept_[0]), 3), **weights}
    PATH.write_text(json.dumps(held, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    thresholds(rows, model)


if __name__ == "__main__":
    main()
