"""The graded facts with what the program sees of them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

import herdline
from benchmarks import data
from herdline import check
from herdline.check.matching import vectors_of
from herdline.check.named import shares_named
from herdline.check.told import told_in
from herdline.check.worth import signs
from herdline.config import CheckSettings

HERE = Path(__file__).parent
MOST = 2
"""The highest grade that is learnt: 3 is too rare to be told from 2."""


@dataclass(frozen=True)
class Cases:
    """The graded facts, a row each."""

    signs: NDArray[np.float32]
    vectors: NDArray[np.float32]
    grade: NDArray[np.int64]
    story: NDArray[np.int64]
    before: NDArray[np.float64]
    """The weight by which the program ordered its list when they were drawn."""


def labels() -> list[dict[str, Any]]:
    """The file of labels: the story's number, the place of the sentence, a digit, and a second reader's for some."""
    return [json.loads(line) for line in (HERE / "labels.jsonl").open(encoding="utf-8")]


def built(path: Path) -> herdline.Store:
    """The store of the articles drawn from, read and built where it is not there (some minutes)."""
    fresh = not path.exists()
    store = herdline.open(path)
    if fresh:
        wanted = set(json.loads((HERE / "articles.json").read_text(encoding="utf-8")))
        table = pq.read_table(data.folder() / "fulltext" / "news_2012-2020.parquet").to_pylist()
        source = path.with_suffix(".jsonl")
        with source.open("w", encoding="utf-8") as file:
            for row in table:
                if row["id"] in wanted:
                    file.write(json.dumps({k: v and str(v) for k, v in row.items()}) + "\n")
        store.read(source)
    store.build()
    return store


def cases(path: Path) -> Cases:
    """Every graded fact.

    Args:
        path: the store, see ``built``.
    """
    with built(path) as store:
        given = {r["given_id"]: r["id"] for r in store.sql("select id, given_id from articles").to_pylist()}
        of = {r["article"]: r["story"] for r in store.sql("select * from story_articles").to_pylist()}
        table = store.sql(check.STEPS[0].reads)
    asked: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in labels():
        asked[of[given[row["place"][0]]]].append(row)
    table = table.sort_by([(name, "ascending") for name in table.column_names])
    number, found = table["story"].to_numpy(), []
    for story, rows in sorted(asked.items()):
        at = np.flatnonzero(number == story)
        told = told_in(table.slice(at[0], len(at)), CheckSettings())
        place = {(a, start): n for n, item in enumerate(told) for a, start, _ in item.places}
        vectors = vectors_of([t.text for t in told], [t.lang for t in told], exact=True)
        seen = signs(told, shares_named(told, range(len(told))), vectors)
        for row in rows:
            n = place[given[row["place"][0]], row["place"][1]]
            found.append((seen[n], vectors[n], row["grade"], row["story"], row["before"]))
    return Cases(*(np.array(part) for part in zip(*found, strict=True)))
