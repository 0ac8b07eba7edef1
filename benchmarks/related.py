"""Related stories: which of those that the words of titles bring together are of one matter.

    python -m benchmarks.related STORE

STORE is the feeds of June 2023, read and analysed (``herdline read``). 327 pairs of stories were drawn from it: of
seventy stories of five independent texts and more up to two partners from each tenth of nearness above .2. A language
model read up to four titles of each and their days, not the nearness, and said whether an editor who has the one on the
desk would want the other in a box "more on this matter" (``related_read.csv``: a text of each by its id in the feeds,
and the answer). ``views.related.NEAR`` was chosen on them; drawn equally from each tenth they are not a list as a
reader gets it, and the intervals take pairs of one story for independent.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from scipy.stats import binomtest

import herdline
from herdline.views import related

READ = Path(__file__).with_name("related_read.csv")
_STORY = "select s.story from story_articles s join articles a on a.id = s.article where a.given_id = ?"


def main() -> None:
    """Print the share of one matter by nearness."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with READ.open(encoding="utf-8", newline="") as file:
        pairs = [(row["a"], row["b"], row["same"] == "1") for row in csv.DictReader(file)]
    found: list[tuple[float, bool]] = []
    skipped = 0
    with herdline.open(sys.argv[1], read_only=True) as store:
        held: dict[int, dict[int, float]] = {}
        connection = store._connection  # the store may be of an older pipeline: its stories are what is asked
        for a, b, same in pairs:
            stories = [
                row["story"]
                for given in (a, b)
                for row in connection.sql(_STORY, params=[given]).to_arrow_table().to_pylist()
            ]
            if len(stories) != 2 or stories[0] == stories[1]:
                skipped += 1  # grouped otherwise than when the pairs were drawn
                continue
            if stories[0] not in held:
                held[stories[0]] = {item.story: item.nearness for item in related(connection, stories[0], least=0.0)}
            found.append((held[stories[0]].get(stories[1], 0.0), same))
    near, same_matter = np.array([n for n, _ in found]), np.array([s for _, s in found])
    print(f"{len(found)} pairs, {skipped} left out: one story now, or none\n")
    print("| from a nearness of: share of one matter | pairs | of one matter |\n|---|---|---|")
    for least in (0.2, 0.3, 0.4, 0.45, 0.5, 0.6):
        here = same_matter[near >= least]
        right = int(here.sum())
        low, high = binomtest(right, max(1, len(here))).proportion_ci(method="wilson")
        print(f"| {least}: {right / max(1, len(here)):.2f} ({low:.2f}-{high:.2f}) | {len(here)} | {right} |")


if __name__ == "__main__":
    main()
