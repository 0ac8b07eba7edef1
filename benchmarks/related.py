"""Related stories: which of those that the words of titles bring together are of one matter.

    python -m benchmarks.related STORE

STORE is the feeds of June 2023, read and analysed (``herdline read``). 327 pairs of stories were drawn from it: of
seventy stories of five independent texts and more up to two partners from each tenth of an older nearness (the cosine
of the titles' words) above .2. A language model read up to four titles of each and their days, not the nearness, and
said whether an editor who has the one on the desk would want the other in a box "more on this matter"
(``related_read.csv``: a text of each by its id in the feeds, and the answer).

``views.nearness.WEIGHTS`` were fitted on them and ``views.related.NEAR`` was chosen on them, which makes the first
table rosy. The second one asks about each pair a regression that was fitted on the pairs of other stories: ten folds of
connected components, as a story is in several pairs and on either side of them. Both are of pairs drawn evenly, no list
as a reader gets it; intervals take pairs of one story for independent.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import duckdb
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

import herdline
from benchmarks.intervals import wilson
from herdline.views import nearness
from herdline.views.related import NEAR

READ = Path(__file__).with_name("related_read.csv")
LEVELS = (0.3, 0.4, 0.5, 0.6, NEAR, 0.7, 0.8)
_STORY = "select s.story from story_articles s join articles a on a.id = s.article where a.given_id = ?"


def main() -> None:
    """Print the share of one matter by nearness, as the program has it and by weights fitted on other stories."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with READ.open(encoding="utf-8", newline="") as file:
        read = [(row["a"], row["b"], row["same"] == "1") for row in csv.DictReader(file)]
    # the store may be of an older pipeline: its stories are what is asked
    with herdline.open(sys.argv[1], read_only=True) as store:
        pairs, same = stories_of(store._connection, read)
        features = nearness.pair_features(store._connection, [a for a, _ in pairs], [b for _, b in pairs])
    given = 1 / (1 + np.exp(-features @ np.array(nearness.WEIGHTS)))
    print(f"{len(pairs)} pairs, {len(read) - len(pairs)} left out: one story now, or none\n")
    table("nearness", given, same)
    judge = LogisticRegression(C=10)
    folds = GroupKFold(10, shuffle=True, random_state=1)
    others = cross_val_predict(judge, features[:, :3], same, groups=together(pairs), cv=folds, method="predict_proba")[
        :, 1
    ]
    table("fitted on others", others, same)
    judge.fit(features[:, :3], same)
    print("weights fitted on all:", *np.round([*judge.coef_[0], judge.intercept_[0]], 2))


def together(pairs: list[tuple[int, int]]) -> np.ndarray:
    """A number for each pair, the same for pairs that share a story, directly or over other pairs."""
    stories = np.unique(pairs)
    ends = np.searchsorted(stories, pairs)
    linked = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), (len(stories), len(stories)))
    return connected_components(linked, directed=False)[1][ends[:, 0]]


def stories_of(
    connection: duckdb.DuckDBPyConnection, read: list[tuple[str, str, bool]]
) -> tuple[list[tuple[int, int]], np.ndarray]:
    """Pairs of stories that are two stories now as when the pairs were drawn, and whether they are of one matter."""
    pairs, same = [], []
    for a, b, is_same in read:
        rows = [row[0] for given in (a, b) for row in connection.execute(_STORY, [given]).fetchall()]
        if len(rows) == 2 and rows[0] != rows[1]:
            pairs.append((rows[0], rows[1]))
            same.append(is_same)
    return pairs, np.array(same)


def table(name: str, value: np.ndarray, same: np.ndarray) -> None:
    """Share of one matter among the pairs of so much nearness and more."""
    print(f"| {name} of: share of one matter | pairs | of one matter (of {int(same.sum())}) |\n|---|---|---|")
    for least in LEVELS:
        here = same[value >= least]
        right = int(here.sum())
        low, high = wilson(right, len(here))
        print(f"| {least}: {right / max(1, len(here)):.2f} ({low:.2f}-{high:.2f}) | {len(here)} | {right} |")
    print()


if __name__ == "__main__":
    main()
