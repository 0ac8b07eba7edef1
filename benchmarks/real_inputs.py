"""Reads every real input with the program as a user would and prints what came of it.

    python -m benchmarks.real_inputs [--fast] [--keep FOLDER]

Each file goes into a store of its own (no analysis), so that counts add up: records = stored + already known +
rejected.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

import herdline
from benchmarks.data import folder
from herdline.config import ReadSettings

INPUTS = (
    "rss/feeds_2023-06.jsonl.gz",
    "fulltext/news_2012-2020.parquet",
    "fulltext/wikinews_2019-2020.jsonl",
    "fulltext/whitehouse_sample.jsonl.gz",
    "languages/zh_cctv.jsonl.gz",
    "languages/ru_channel_one_2022.jsonl.gz",
    "stories/same_story_dev.jsonl.gz",
    "stories/basil_dev.jsonl.gz",
    "stories/ecbplus_dev.jsonl",
    "stories/uci_headlines_dev.jsonl.gz",
    "stories/newswcl50.jsonl",
    "stories/itn_dev.jsonl",
    "pages/news_pages_dev.warc.gz",
)


def core_seconds() -> float:
    """CPU seconds of this process and its finished children."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def main() -> None:
    """Print one row a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="fast extraction of pages")
    parser.add_argument("--keep", type=Path, help="leave the stores here")
    options = parser.parse_args()
    settings = ReadSettings(extraction="fast" if options.fast else "full")
    print("| input | new | known | changed | rejected | seconds | records a core-second |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        place = options.keep or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        for name in INPUTS:
            path = folder() / name
            store_path = place / (Path(name).name.split(".")[0] + ".duckdb")
            store_path.unlink(missing_ok=True)
            cpu, wall = core_seconds(), time.perf_counter()
            with herdline.open(store_path) as store:
                done = store.read(path, settings=settings)
                reasons = store.sql(
                    "select reason, count(*) as n from rejected group by reason order by n desc"
                ).to_pylist()
            cpu, wall = core_seconds() - cpu, time.perf_counter() - wall
            records = done.new + done.known + done.changed + done.rejected
            why = "".join(f" {r['reason']} {r['n']}" for r in reasons)
            print(
                f"| {name} | {done.new:,} | {done.known:,} | {done.changed:,} | {done.rejected:,}{why} | {wall:.1f} "
                f"| {records / cpu:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
