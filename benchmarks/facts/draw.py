"""Draws pairs of sentences of texts on one event for readers, evenly over what the program holds for evidence.

    python -m benchmarks.facts.draw STORE [feeds | kazakh] > FILE

English: BASIL dev and same-story dev; others: pairs of SemEval-2022 task 8 that are one story or close to it, in one
language but English or in two. ``feeds``: leads of the widest stories of June 2023 as the program grouped them on the
day of the draw (``feed_stories.json``: their articles), English and Polish, by the chances learnt from the others.
``kazakh``: the built-in sample's sentences in Kazakh, invented ones, each with one of its other languages or Kazakh,
stories as planted, evenly over the chance of the second look, those below its glance among them; there ``evidence`` is
the chance held before, by weights set by hand. The first draw can't be made again: it was even over a sum of cosines
that the program has no more, and the labels hold what was drawn. Reads and builds STORE first where it is not there
(some minutes). No two sentences of one text or of copies of each other, none that are alike word for word, at most
``A_STORY`` pairs of a story in each class of evidence. ``weight`` is how many pairs of the set stand for each that is
drawn. Rules: RULES.md.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

import herdline
from benchmarks import data
from herdline import check
from herdline.check.matching import by_weights_set, evidence
from herdline.check.told import Told, told_in
from herdline.config import CheckSettings

BINS = np.arange(0.45, 1.36, 0.1)
"""Classes of the sum of cosines that was the evidence at the first draw; above the last there is one more. Its code is
gone: the labels hold it."""
CHANCES = np.array([0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
"""Classes of chance for the draw of feeds."""
A_STORY = 4
COUNTS = {"en": 640, "other": 320, "across": 640}
FEEDS = {"feeds": 330, "feeds across": 130}
KAZAKH = {"kazakh": 220}
SAMPLE = Path(str(resources.files("herdline") / "data" / "sample"))
SEED = 47
HERE = Path(__file__).parent
CLOSE = 2.0
"""SemEval's score from 1, the same story, to 4: up to this two texts are taken to tell one event."""


def articles() -> Iterator[dict[str, Any]]:
    """Articles of all sets with the ``story`` that they tell."""
    folder = data.folder() / "stories"
    for name in ("basil_dev", "same_story_dev"):
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield row | {"id": f"{name}/{row['id']}", "story": f"{name}/{row['story']}"}
    with gzip.open(folder / "pairs_multilingual_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["overall"] <= CLOSE and (row["lang1"], row["lang2"]) != ("en", "en"):
                for side in "12":
                    yield {
                        "id": f"{row['pair_id']}/{side}", "story": f"pair/{row['pair_id']}", "text": row[f"text{side}"],
                        "lang": row[f"lang{side}"], "outlet": f"side{side}.example", "title": "",
                    }  # fmt: skip
    told_in = {article: story for story, held in feed_stories().items() for article in held}
    with gzip.open(data.folder() / "rss" / "feeds_2023-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in told_in:
                yield row | {"story": f"feeds/{told_in[row['id']]}"}
    planted = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))["articles"]
    for line in (SAMPLE / "articles.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        yield row | {"story": f"sample/{planted[row['id']]['story']}"}


def feed_stories() -> dict[str, list[str]]:
    """Articles of each story of the feeds that is drawn from."""
    held: dict[str, list[str]] = json.loads((HERE / "feed_stories.json").read_text(encoding="utf-8"))
    return held


def stories(path: Path) -> Iterator[tuple[str, list[Told], dict[int, str]]]:
    """(story, its sentences, given id of each of its articles) of each story."""
    given = {row["id"]: row for row in articles()}
    fresh = not path.exists()
    with herdline.open(path) as store:
        if fresh:
            source = path.with_suffix(".jsonl")
            with source.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in given.values())
            store.read(source)
            store.build()
        ids = {r["id"]: r["given_id"] for r in store.sql("select id, given_id from articles").to_pylist()}
        number = {name: n for n, name in enumerate(sorted({row["story"] for row in given.values()}))}
        name_of = {n: name for name, n in number.items()}
        connection = store._connection
        connection.execute("begin")
        connection.execute("delete from story_articles")
        rows = pa.table({
            "article": list(ids), "story": [number[given[held]["story"]] for held in ids.values()],
        })  # fmt: skip
        connection.register("told", rows)
        connection.execute("insert into story_articles by name select story, article from told")
        table = connection.sql(check.STEPS[0].reads).to_arrow_table()
        connection.execute("rollback")
    order = [(name, "ascending") for name in table.column_names]
    table = table.sort_by(order)
    held = table["story"].to_numpy()
    for n in np.unique(held):
        at = np.flatnonzero(held == n)
        yield name_of[int(n)], told_in(table.slice(at[0], len(at)), CheckSettings()), ids


def _set(story: str) -> str:
    return {"feeds": "feeds", "sample": "kazakh"}.get(story.split("/")[0], "")


def pairs(path: Path, lot: str) -> dict[str, list[dict[str, Any]]]:
    """Every pair of sentences that may be drawn, by set."""
    least = 0.0 if lot == "kazakh" else CHANCES[0] if lot else BINS[0]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    settings = CheckSettings()
    for story, told, ids in stories(path):
        if len(told) < 2 or _set(story) != lot:
            continue
        texts, langs = [t.text for t in told], [t.lang for t in told]
        named, about = [t.about for t in told], [t.about or t.ahead for t in told]
        strength, how = evidence(texts, langs, named, about, settings, lot != "feeds")
        if lot == "kazakh":
            by_hand = by_weights_set(texts, langs, named, about, settings)
        for i, j in zip(*np.triu_indices(len(told), 1), strict=True):
            one, other = told[i], told[j]
            if strength[i, j] < least or one.families & other.families or not (one.is_fact or other.is_fact):
                continue
            kind = "across" if one.lang != other.lang else "en" if one.lang == "en" else "other"
            if lot == "feeds":
                kind = "feeds across" if kind == "across" else "feeds"
            if lot == "kazakh":
                kind = "kazakh"
                if "kk" not in (one.lang, other.lang):
                    continue
            found[kind].append(
                {"story": story, "kind": kind, "evidence": round(float(strength[i, j]), 3), "how": int(how[i, j]),
                 "a": _place(one, ids), "b": _place(other, ids), "text_a": one.text, "text_b": other.text,
                 "lang_a": one.lang, "lang_b": other.lang}
            )  # fmt: skip
            if lot == "kazakh":
                found[kind][-1] |= {"by": round(float(strength[i, j]), 3), "evidence": round(float(by_hand[i, j]), 3)}
    return found


def _place(told: Told, ids: dict[int, str]) -> list[Any]:
    article, start, end = told.places[0]
    return [ids[article], start, end]


def drawn(path: Path, lot: str) -> list[dict[str, Any]]:
    """The pairs for readers, in random order."""
    rng, made = random.Random(SEED), []
    bins, counts = {"feeds": (CHANCES, FEEDS), "kazakh": (CHANCES, KAZAKH)}.get(lot, (BINS, COUNTS))
    a_story = KAZAKH["kazakh"] if lot == "kazakh" else A_STORY
    text_of = {row["id"]: row["text"] for row in articles()}
    for kind, held in pairs(path, lot).items():
        classes: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for row in held:
            classes[int(np.searchsorted(bins, row.get("by", row["evidence"]), "right"))].append(row)
        each = counts[kind] // len(classes)
        for _, rows in sorted(classes.items()):
            rng.shuffle(rows)
            count: dict[str, int] = defaultdict(int)
            taken = []
            for row in rows:
                if count[row["story"]] < a_story and len(taken) < each:
                    count[row["story"]] += 1
                    taken.append(row)
            for row in taken:
                row["weight"] = round(len(rows) / len(taken), 2)
                row["sha1"] = hashlib.sha1(f"{row['text_a']}\x1f{row['text_b']}".encode()).hexdigest()[:12]
                for side in "ab":
                    article, start, _ = row[side]
                    row[f"before_{side}"] = " ".join(text_of[article][max(0, start - 250) : start].split())
                    if rng.random() < 0.5 and side == "b":
                        for name in ("", "text_", "lang_", "before_"):
                            row[f"{name}a"], row[f"{name}b"] = row[f"{name}b"], row[f"{name}a"]
                made.append(row)
    rng.shuffle(made)
    return made


def main() -> None:
    """Print the draw."""
    for row in drawn(Path(sys.argv[1]), "".join(sys.argv[2:])):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
