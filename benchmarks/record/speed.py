"""What the record costs: core-milliseconds an article, by stage, on full text and on feed items.

    python -m benchmarks.record.speed [COUNT]

Articles are drawn at random (1,000 unless said otherwise), split and filtered, equal sentences coded once, in one
process and one thread; loading the models is not counted. Rows name what the stages take, so that the price of the
filter's threshold (``record.filter``) can be seen.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import datetime
import gzip
import json
import random
import sys
import time

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import data
from herdline.record.coding import code_batch, split
from herdline.schema import TIME
from herdline.text.sentences import sentences

_BATCH = 1000
Article = tuple[str, str, str]


def articles(count: int) -> dict[str, list[Article]]:
    """(text, day, title) of English articles drawn at random from both sets."""
    columns = ["lang", "title", "text", "published"]
    table = pq.read_table(data.folder() / "fulltext" / "news_2012-2020.parquet", columns=columns)
    full = [(r["text"], str(r["published"])[:10], r["title"] or "") for r in table.to_pylist() if r["lang"] == "en"]
    with gzip.open(data.folder() / "rss" / "feeds_2023-06.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row.get("text")]
    feeds = [(row["text"], str(row["published"])[:10], row["title"] or "") for row in rows]
    rng = random.Random(5)
    return {"full text": rng.sample(full, count), "feed items": rng.sample(feeds, count)}


def batch(chosen: list[Article]) -> pa.RecordBatch:
    """What the first step reads."""
    days = [_moment(day) for _, day, _ in chosen]
    return pa.RecordBatch.from_pydict(
        {
            "id": list(range(len(chosen))),
            "lang": ["en"] * len(chosen),
            "published": pa.array(days, TIME),
            "title": [title for *_, title in chosen],
            "text": [text for text, *_ in chosen],
        }
    )


def unique(rows: pa.RecordBatch) -> pa.RecordBatch:
    """Each sentence once."""
    return rows.take(pa.array(list({key: n for n, key in enumerate(rows["sentence"].to_pylist())}.values())))


def _moment(day: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(day)
    except ValueError:
        return None


def main() -> None:
    """Print the rows."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    sets = articles(count)
    code_batch(split(batch(sets["feed items"][:50])))  # loads and compiles
    for name, chosen in sets.items():
        started = time.process_time()
        rows = split(batch(chosen))
        filtered = time.process_time()
        once = unique(rows)
        events = sum(len(code_batch(once.slice(at, _BATCH))) for at in range(0, len(once), _BATCH))
        ended = time.process_time()
        total = sum(1 for text, *_ in chosen for _ in sentences(text))
        print(
            f"| record, core-milliseconds an article (split and filter, coding) | {name}, {count} articles,"
            f" {total} sentences, {len(rows)} parsed, {events} events |"
            f" {1000 * (ended - started) / count:.1f} ({1000 * (filtered - started) / count:.1f},"
            f" {1000 * (ended - filtered) / count:.1f}) | 5 | full parse of each: 1,440 |"
        )


if __name__ == "__main__":
    main()
