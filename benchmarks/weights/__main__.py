"""Does the grade of a fact's sentence say what an editor would miss: by folds of whole stories against readers.

    python -m benchmarks.weights STORE

STORE is made of the articles drawn from where it is not there (some minutes). Ten folds of whole stories, five draws of
them. *In order*: of two facts of a story with different grades, how often the better one is ahead (.5 is chance).
*First five*: of the fourteen judged facts of each story, the share of the five ahead that are worth a sentence (2 and
3), and that are nothing (0). Beside it the weight by which the program ordered its list when they were drawn, which
knew actors, deeds and sources only. 95 % intervals by a bootstrap over stories.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import bootstrap
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from benchmarks.weights.gold import Cases, cases, labels
from herdline.check.worth import LEAST, graded
from tools.train_worth import model_of

FIRST, FOLDS, DRAWS = 5, 10, 5


def held_out(held: Cases) -> NDArray[np.float64]:
    """Grade of each fact by weights that have not seen its story."""
    found, stories = np.zeros(len(held.grade)), np.unique(held.story)
    for seed in range(DRAWS):
        fold = dict(zip(stories, np.random.default_rng(seed).permutation(len(stories)) % FOLDS, strict=True))
        of = np.array([fold[story] for story in held.story])
        for number in range(FOLDS):
            here = of == number
            found[here] += graded(held.signs[here], held.vectors[here], model_of(held, ~here)) / DRAWS
    return found


def by_story(held: Cases, figure: Callable[[NDArray[np.int64]], float]) -> str:
    """Mean over stories with its interval."""
    values = [figure(np.flatnonzero(held.story == story)) for story in np.unique(held.story)]
    low, high = bootstrap((values,), np.mean, rng=np.random.default_rng(0)).confidence_interval
    return f"{np.mean(values):.3f} ({low:.2f}-{high:.2f})"


def report(held: Cases, by: NDArray[np.float64]) -> list[str]:
    """Order, first five worth a sentence, first five that are nothing."""

    def in_order(at: NDArray[np.int64]) -> float:
        one, other = np.meshgrid(at, at)
        better = held.grade[one] > held.grade[other]
        ahead = (by[one] > by[other]) + 0.5 * (by[one] == by[other])
        return float(ahead[better].mean()) if better.any() else 0.5

    def first(at: NDArray[np.int64], least: int, most: int) -> float:
        ahead = held.grade[at[np.argsort(-by[at], kind="stable")][:FIRST]]
        return float(((ahead >= least) & (ahead <= most)).mean())

    return [
        by_story(held, in_order),
        by_story(held, lambda at: first(at, 2, 3)),
        by_story(held, lambda at: first(at, 0, 0)),
    ]


def main() -> None:
    """Print the rows."""
    held, rows = cases(Path(sys.argv[1])), labels()
    learnt, before = held_out(held), held.before
    print(f"{len(rows)} facts of {len(np.unique(held.story))} stories; grades {np.bincount(held.grade).tolist()}")
    print("| measure | learnt, held out | weight before |\n|---|---|---|")
    names = ("in order", "first five worth a sentence", "first five that are nothing")
    for name, new, old in zip(names, report(held, learnt), report(held, before), strict=True):
        print(f"| {name} | {new} | {old} |")
    worth, nothing = held.grade >= 2, held.grade == 0
    print(f"| area: worth a sentence | {roc_auc_score(worth, learnt):.3f} | {roc_auc_score(worth, before):.3f} |")
    print(f"| area: not nothing | {roc_auc_score(~nothing, learnt):.3f} | {roc_auc_score(~nothing, before):.3f} |")
    dropped = learnt < LEAST
    print(
        f"| below {LEAST}, not listed: share of nothing; of what is worth a sentence; nothing among these | "
        f"{dropped[nothing].mean():.3f}; {dropped[worth].mean():.3f}; {nothing[dropped].mean():.3f} | |"
    )
    twice = [(row["grade"], row["second"]) for row in rows if "second" in row]
    one, other = zip(*twice, strict=True)
    print(
        f"| second reader, {len(twice)}: same; worth or not; weighted kappa | {np.mean(np.equal(one, other)):.3f}; "
        f"{np.mean((np.array(one) > 1) == (np.array(other) > 1)):.3f}; "
        f"{cohen_kappa_score(one, other, weights='quadratic'):.3f} | |"
    )


if __name__ == "__main__":
    main()
