"""Reading tables of articles: records per core-second, into Arrow chunks and into a store; languages; agencies.

    python -m benchmarks.reading [--quick]

Inputs: 68,244 feed items (JSON Lines, gzip) and 37,554 full articles of 968 words on average (Parquet, zstd), read
through ``reading.read`` with one thread everywhere, after the compiled loops were loaded; "into store" adds
``store.writer`` and closing the file, which compresses it. Full text is read from JSON Lines as well (its first 12,000
articles, written out beforehand). "DuckDB alone" copies the columns of the Parquet file into a table, with the store's
settings and without any of the program's work: no reader into such a store can be faster. Core-seconds are CPU
seconds of the process, user and system. Agencies: PolNeAR articles labelled with the wire they came from; "NA" labels
count as none. The rules are the agencies' house styles, looked over on this set: no part of it was held out, so a fresh
set may score lower.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from pathlib import Path

import duckdb
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.data import folder
from herdline import reading
from herdline.config import ReadSettings
from herdline.reading import language
from herdline.reading.agency import CreditFinder
from herdline.reading.changes import changed_share
from herdline.store import layout, writer
from herdline.text.survey import edges

_FULL, _LINES = "full text (Parquet)", "full text (JSON Lines)"
_FILES = {"feeds (JSON Lines)": "rss/feeds_2023-06.jsonl.gz", _FULL: "fulltext/news_2012-2020.parquet"}
_WIRES = {"ap", "afp", "reuters", "upi"}


def speed(path: Path, settings: ReadSettings, connection: duckdb.DuckDBPyConnection | None) -> tuple[int, float]:
    """Records read, and core-seconds; into the store where one is given (it is closed)."""
    table = reading.load_outlets()
    started = time.process_time()
    records = 0
    for chunk in reading.read([str(path)], settings, {}, None, table):
        if connection is not None:
            writer.write_chunk(connection, chunk, changed_share, settings.large_change, settings.tiny_change)
        records += chunk.records
    if connection is not None:
        connection.close()
    return records, time.process_time() - started


def alone(path: Path, file: Path, compression: str) -> float:
    """Core-seconds that DuckDB takes to copy a Parquet file into a table, compression and closing included."""
    started = time.process_time()
    with duckdb.connect(str(file)) as connection:
        connection.execute("set threads = 1; set checkpoint_threshold = '1GB'")
        connection.execute(f"set force_compression = '{compression}'")
        connection.execute(f"create table copied as select * from '{path}'")
    return time.process_time() - started


def as_lines(path: Path, file: Path, most: int) -> Path:
    """The first articles of a Parquet file as JSON Lines."""
    batch = next(pq.ParquetFile(path).iter_batches(most))
    file.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in batch.to_pylist()))
    return file


def agencies() -> tuple[float, int]:
    """F1 of the agency credited, and articles."""
    with gzip.open(folder() / "attribution/polnear_dev.jsonl.gz") as stream:
        articles = [orjson.loads(line) for line in stream]
    finder = CreditFinder(reading.load_outlets())
    head, tail = edges(pa.array([a["text"] for a in articles]), 560, 640)
    bylines = ["" if a["author"] in (None, "None") else a["author"] for a in articles]
    found, _ = finder.find(head, tail, bylines, [None] * len(articles))
    right = wrong = missed = 0
    for article, agency in zip(articles, found, strict=True):
        gold = article["wire"].lower() if article["wire"].lower() in _WIRES else None
        same = agency is not None and gold is not None and agency.split(".")[0].removesuffix("news") == gold
        right += same
        wrong += agency is not None and not same
        missed += gold is not None and not same
    return 2 * right / max(1, 2 * right + wrong + missed), len(articles)


def languages(articles: int) -> tuple[int, int]:
    """Articles whose stated language function words confirm, and how many the model would have called another."""
    table = reading.load_outlets()
    confirmed = other = 0
    guess = language._model()
    for chunk in reading.read([str(folder() / _FILES[_FULL])], ReadSettings(), {}, None, table):
        for row in chunk.articles.filter(pa.compute.equal(chunk.articles["lang_basis"], "record")).to_pylist():
            found, score = guess(row["text"][: language._SAMPLE])
            confirmed += 1
            other += found != row["lang"] and score >= language._SURE
        if confirmed >= articles:
            break
    return confirmed, other


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="feeds only")
    options = parser.parse_args()
    settings = ReadSettings()
    print("| measure | data | figure | wanted |")
    print("|---|---|---|---|")
    totals = {"Arrow": [0, 0.0], "store": [0, 0.0]}
    speed(folder() / "stories/itn_dev.jsonl", settings, None)
    pa.set_cpu_count(1)
    with tempfile.TemporaryDirectory() as temporary:
        inputs = {name: folder() / file for name, file in _FILES.items()}
        if not options.quick:
            inputs[_LINES] = as_lines(inputs[_FULL], Path(temporary) / "full.jsonl", 12_000)
        for number, (name, path) in enumerate(list(inputs.items())[: 1 if options.quick else 3]):
            for goal in totals:
                connection = None
                if goal == "store":
                    connection = layout.connect(Path(temporary) / f"news{number}.duckdb")
                    connection.execute("set threads = 1")
                count, seconds = speed(path, settings, connection)
                if name != _LINES:
                    totals[goal][0] += count
                    totals[goal][1] += seconds
                print(
                    f"| records per core-second, into {goal} | {name}, {count:,} | {count / seconds:,.0f} | >= 20,000 |"
                )
        if not options.quick:
            for compression in ("auto", "uncompressed"):
                file = Path(temporary) / f"{compression}.duckdb"
                seconds = alone(inputs[_FULL], file, compression)
                told = f"{_FULL}, compression {compression}, {file.stat().st_size >> 20} MB"
                rows = pq.ParquetFile(inputs[_FULL]).metadata.num_rows
                print(f"| records per core-second, DuckDB alone | {told} | {rows / seconds:,.0f} | |")
    if not options.quick:
        for goal, (count, seconds) in totals.items():
            print(f"| records per core-second, into {goal} | both, {count:,} | {count / seconds:,.0f} | >= 20,000 |")
        confirmed, other = languages(20_000)
        print(
            f"| stated language confirmed by function words, called another by the model | {confirmed:,} | {other} | |"
        )
    f1, articles = agencies()
    print(f"| agency credited, F1 | PolNeAR, {articles} | {f1:.3f} | >= .97 |")


if __name__ == "__main__":
    main()
