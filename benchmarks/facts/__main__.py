"""Do two sentences tell one fact: chances by story folds against readers.

    python -m benchmarks.facts STORE

STORE is that of ``benchmarks.facts.draw``. Ten folds of whole stories: area under the curve (Hanley and McNeil 1982)
and average precision of "told", beside what the pairs were drawn by: the sum of cosines that the program had before,
for feeds the chances learnt from the others; for Kazakh, by chances from all others, beside the weights set by hand of
before. Then what the cuts of ``CheckSettings`` call carried and absent (before: those of the sum). Pairs were drawn
evenly over that, so shares are of the judged pairs, among which such as are much alike are more frequent than in a
story; 95 % intervals by a bootstrap over stories.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from benchmarks.facts.gold import COLUMNS, TOLD, Cases, cases, labels
from herdline.check.matching import ALONE, FIRST, SECOND
from herdline.config import CheckSettings
from tools.train_facts import LOOKS, fitted

BEFORE = {
    "en": (0.85, 0.58), "other": (0.85, 0.58), "across": (0.82, 0.50), "feeds": (0.4, 0.1), "feeds across": (0.4, 0.1),
    "kazakh": (0.4, 0.1),
}  # fmt: skip
"""Sets of pairs: cuts of what they were drawn by, as the program had them."""
KAZAKH = "kazakh"
"""The sample's sentences: invented, so nothing is learnt from them."""
DRAWS = 1000


def held_out(held: Cases) -> NDArray[np.float64]:
    """Chance of each pair as the program gives it, by weights that have not seen its story."""
    settings = CheckSettings()
    first, second, alone = (_by_folds(held, look) for look in (FIRST, SECOND, ALONE))
    again = np.isin(held.kind, ("other", "across")) & (first >= settings.glance)
    by_hand = np.where(held.before >= settings.carried, held.before, 0)
    return np.where(held.kind == KAZAKH, np.maximum(alone, by_hand), np.where(again, second, first))


def _by_folds(held: Cases, look: str) -> NDArray[np.float64]:
    x, chance = held.x[:, [COLUMNS.index(name) for name in LOOKS[look]]], np.zeros(len(held.label))
    for seen, asked in GroupKFold(10).split(x, groups=held.story):
        seen = seen[held.kind[seen] != KAZAKH]
        intercept, weights = fitted(x[seen], held.label[seen] == TOLD)
        chance[asked] = 1 / (1 + np.exp(-(intercept + x[asked] @ weights)))
    return chance


def interval(held: Cases, figure: Callable[[NDArray[np.int64]], float]) -> str:
    """The figure of all and its interval, "cannot say" where a draw has one answer only."""
    rng, story = np.random.default_rng(0), np.array(held.story)
    names = np.unique(story)
    of = {name: np.flatnonzero(story == name) for name in names}
    drawn = [figure(np.concatenate([of[n] for n in rng.choice(names, len(names))])) for _ in range(DRAWS)]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return f"{figure(np.arange(len(story))):.3f} ({low:.2f}-{high:.2f})"


def main() -> None:
    """Print the rows."""
    held = cases(Path(sys.argv[1]))
    chance, told, settings = held_out(held), held.label == TOLD, CheckSettings()
    print("| measure | pairs | learnt, held out | what they were drawn by |\n|---|---|---|---|")
    for kind in BEFORE:
        here = held.kind == kind
        cut = settings.absent if kind in ("en", "other", "feeds") else settings.absent_across
        carried, absent = chance >= settings.carried, chance < cut
        old_carried, old_absent = held.before >= BEFORE[kind][0], held.before < BEFORE[kind][1]

        def area(values: NDArray[np.float64], here: NDArray[np.bool_] = here) -> str:
            return interval(held, lambda at: _or_nan(roc_auc_score, told[at][here[at]], values[at][here[at]]))

        def share(of: NDArray[np.bool_], among: NDArray[np.bool_], here: NDArray[np.bool_] = here) -> str:
            return interval(held, lambda at: _mean(of[at][(among & here)[at]]))

        def weighed(of: NDArray[np.bool_], among: NDArray[np.bool_]) -> str:
            return interval(held, lambda at: _mean(of[at][among[at]], held.weight[at][among[at]]))

        older = {id(carried): old_carried, id(absent): old_absent}

        count = f"{kind}, {here.sum()}, {told[here].sum()} told"
        precision = [average_precision_score(told[here], values[here]) for values in (chance, held.before)]
        print(f"| area under the curve | {count} | {area(chance)} | {area(held.before)} |")
        print(f"| average precision | {count} | {precision[0]:.3f} | {precision[1]:.3f} |")
        for name, of, new, old in (
            ("told among those called carried", told, carried, old_carried),
            ("told or told in part among them", held.label > 0, carried, old_carried),
            ("told ones that are called carried", carried, told, told),
            ("told among those called absent", told, absent, old_absent),
            ("untold ones that are called absent", absent, ~told, ~told),
        ):
            print(f"| {name} | {count} | {share(of, new)} | {share(older.get(id(of), of), old)} |")
            if of is told or of is carried:  # as pairs occur, not as they were drawn
                parts = [weighed(values, among & here) for values, among in ((of, new), (older.get(id(of), of), old))]
                print(f"| {name}, weighted as pairs occur | {count} | {parts[0]} | {parts[1]} |")
    twice = [(row["label"], row["second"]) for row in labels() if "second" in row]
    same = np.mean([one == other for one, other in twice])
    alike = np.mean([(one == TOLD) == (other == TOLD) for one, other in twice])
    print(f"| a second reader: the same of three answers; of told or not | {len(twice)} | {same:.3f}; {alike:.3f} | |")


def _or_nan(of: Callable[..., float], told: NDArray[np.bool_], values: NDArray[np.float64]) -> float:
    return float(of(told, values)) if 0 < told.sum() < len(told) else float("nan")


def _mean(values: NDArray[np.bool_], weights: NDArray[np.float64] | None = None) -> float:
    return float(np.average(values, weights=weights)) if len(values) else float("nan")


if __name__ == "__main__":
    main()
