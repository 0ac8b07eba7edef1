"""Draws facts that few texts of a story tell, for readers who say how much each matters (RULES.md).

    python -m benchmarks.weights.draw STORE... > FILE

STORE: full texts, built first where it is not (``gold.built`` makes that of ``articles.json``: the stories of at least
five outlets that the program found in the full texts of 2017 to 2020). Of up to ``STORIES`` stories of a store at
random, with at least ``OUTLETS`` outlets: the first ``TOP`` of the list of what few carry, and ``OTHERS`` of the rest
at even distances. The rows of a story come in random order, so that a reader cannot tell the program's. Built-in
stories are left out.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import herdline

OUTLETS = 4
STORIES = 60
TOP, OTHERS = 5, 9
BEGINNING = 500  # characters of each text
COMMON = 10
SEED = 53


def drawn(path: Path, rng: random.Random) -> list[dict[str, Any]]:
    """A row for each story: what a reader gets."""
    found = []
    with herdline.open(path) as store:
        given = {r["id"]: r["given_id"] for r in store.sql("select id, given_id from articles").to_pylist()}
        stories = [s for s in store.stories() if s.outlets >= OUTLETS]
        rng.shuffle(stories)
        for story in stories:
            texts = store.sql(
                "select a.* from articles a join story_articles s on a.id = s.article where s.story = ? "
                "and a.extent = 'full' order by a.id",
                [story.story],
            ).to_pylist()
            missing = store.missing(story.story)
            few = list(missing.left_out)
            if len(found) == STORIES or len(few) < TOP + OTHERS or any(t["outlet"].endswith(".example") for t in texts):
                continue
            rest = few[TOP:]
            step = len(rest) / OTHERS
            asked = few[:TOP] + [rest[int(step * (i + rng.random()))] for i in range(OTHERS)]
            rng.shuffle(asked)
            found.append({
                "story": story.title,
                "texts": [
                    {"outlet": t["outlet"], "title": t["title"], "begins": t["text"][:BEGINNING]} for t in texts
                ],
                "most_tell": [fact.sentence for fact in missing.common[:COMMON]],
                "candidates": [
                    {"n": n, "sentence": fact.sentence, "place": [given[fact.article], fact.start, fact.end]}
                    for n, fact in enumerate(asked)
                ],
            })  # fmt: skip
    return found


def main() -> None:
    """Print the draw."""
    rng = random.Random(SEED)
    for path in sys.argv[1:]:
        for row in drawn(Path(path), rng):
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
