"""Draws coded events of real news for readers who say whether each is right (RULES.md).

    python -m benchmarks.events_read.draw STORE [--known labels.jsonl] > FILE

STORE is made where it is not there (some minutes): feed items in English and Polish, Russian and Chinese items, full
English texts, chosen at random. Of each group as many events as ``GROUPS`` says, of a chance of at least ``LEAST``,
in the order of a hash, so that another program's events of the same sentences come up again. ``--known`` leaves out
what has been read already, the same sentence with the same answer.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

import herdline
from benchmarks import data

LEAST = 0.5
"""Chance of an event from which it is drawn: those below are not shown by default."""
GROUPS = {"feeds en": 60, "full en": 60, "feeds pl": 30, "ru": 30, "zh": 20}
SIZES = {"feeds en": 2500, "feeds pl": 700, "ru": 450, "zh": 120, "full en": 160}
SEED = 20261201
AROUND = 250
"""Characters ahead of the sentence and behind it that a reader gets."""

_EVENTS = """
select e.event, e.type, e.aux, e.certainty, e.date, e.date_precision, e.actor_codes, e.recipient_codes, e.probability,
       a.outlet, a.title, cast(a.published as varchar) as published, a.lang, a.text, a.extent, e.start, e."end",
       e.trigger_start, e.trigger_end
from events e join articles a on a.id = e.article where e.probability >= ?
"""


def articles(folder: Path) -> list[dict[str, Any]]:
    """The chosen articles."""
    rng = random.Random(SEED)

    def lines(name: str) -> list[dict[str, Any]]:
        with gzip.open(folder / name, "rt", encoding="utf-8") as held:
            return [json.loads(line) for line in held]

    feeds = lines("rss/feeds_2023-06.jsonl.gz")
    made = []
    for lang in ("en", "pl"):
        made += rng.sample([row for row in feeds if row.get("lang") == lang], SIZES[f"feeds {lang}"])
    made += rng.sample(lines("languages/ru_channel_one_2022.jsonl.gz"), SIZES["ru"])
    made += rng.sample(lines("languages/zh_cctv.jsonl.gz"), SIZES["zh"])
    full = pq.read_table(folder / "fulltext/news_2012-2020.parquet").to_pylist()
    return made + rng.sample(full, SIZES["full en"])


def built(path: Path) -> None:
    """Make the store, unless it is there."""
    if path.exists():
        return
    rows = path.with_suffix(".jsonl")
    with rows.open("w", encoding="utf-8") as out:
        for row in articles(data.folder()):
            out.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")
    with herdline.open(path) as store:
        store.read(str(rows))
        store.build()
    rows.unlink()


def group_of(row: dict[str, Any]) -> str:
    """Which of ``GROUPS`` an event is of."""
    if row["lang"] == "en":
        return "full en" if row["extent"] == "full" else "feeds en"
    return "feeds pl" if row["lang"] == "pl" else str(row["lang"])


def coded(path: Path) -> Iterator[dict[str, Any]]:
    """Events of the store that are shown, by group and in the order of a hash of their sentence and word."""
    with herdline.open(path, read_only=True) as store:
        found = store.sql(_EVENTS, [LEAST]).to_pylist()
        people: dict[int, dict[str, list[str]]] = {}
        for row in store.sql(
            "select event, side, text, code from participants order by event, side, position"
        ).to_pylist():
            people.setdefault(row["event"], {}).setdefault(row["side"], []).append(f"{row['text']} [{row['code']}]")
    for row in found:
        text = row.pop("text")
        whole = text if row["end"] else row["title"]
        sentence = text[row["start"] : row["end"]] if row["end"] else row["title"]
        word = whole[row["trigger_start"] : row["trigger_end"]]
        key = f"{sentence}|{row['trigger_start'] - row['start']}"
        answer = [
            row["type"],
            *(
                sorted(row[k]) if isinstance(row[k], list) else row[k]
                for k in ("aux", "certainty", "date", "date_precision", "actor_codes", "recipient_codes")
            ),
        ]
        sides = people.get(row["event"], {})
        yield {
            "group": group_of(row), "sha1": hashlib.sha1(key.encode()).hexdigest(),
            "answer": hashlib.sha1(json.dumps(answer).encode()).hexdigest()[:12],
            "lang": row["lang"], "type": row["type"], "aux": row["aux"], "certainty": row["certainty"],
            "date": row["date"], "precision": row["date_precision"], "probability": round(row["probability"], 3),
            "who": next((v for k, v in sides.items() if k.startswith("a")), []),
            "whom": next((v for k, v in sides.items() if not k.startswith("a")), []),
            "word": word, "sentence": " ".join(sentence.split()), "title": row["title"], "outlet": row["outlet"],
            "published": row["published"],
            "around": " ".join(text[max(0, row["start"] - AROUND) : row["end"] + AROUND].split()),
        }  # fmt: skip


def main() -> None:
    """Print the events drawn."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("store", type=Path)
    asked.add_argument("--known", type=Path, help="labels of what has been read")
    chosen = asked.parse_args()
    built(chosen.store)
    known = set()
    if chosen.known:
        known = {(row["sha1"], row["answer"]) for row in map(json.loads, chosen.known.open(encoding="utf-8"))}
    rows = sorted(coded(chosen.store), key=lambda row: row["sha1"])
    for group, most in GROUPS.items():
        for row in [row for row in rows if row["group"] == group][:most]:
            if (row["sha1"], row["answer"]) not in known:
                print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
