"""A day of news from files to finished tables: time, memory and bytes of every stage, and how they grow.

    python -m benchmarks.day --sizes 10000 100000 [--update 1000] [--keep FOLDER] [--seed N]
    python -m benchmarks.day --quick              five hundred and a thousand articles, for the floors
    python -m benchmarks.day --real [full] [feeds]   the 37,554 full texts, the 68,244 feed items

Each size is a made day (``benchmarks.made_day``: what is measured and what is chosen stands there), half of it written
as Parquet, half as JSON Lines, then read into a store and analysed as ``herdline read`` and ``herdline build`` do it,
each in a process of its own. Core-seconds are CPU time of that process and its workers, peak memory is that of a stage
(its own high-water mark and the sampled sum of its workers), bytes are what a stage adds to the work file or the store.
Compiled code is warm. ``--update`` then reads so many further articles of the same day and analyses again.
``--without`` leaves the tables of some steps empty, to look at the others; ``--depth leads`` analyses by leads.

A million articles need about 25 GB of disk in the temporary folder (TMPDIR) and a quiet machine.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.data import folder

REAL = {"full": "fulltext/news_2012-2020.parquet", "feeds": "rss/feeds_2023-06.jsonl.gz"}


def main() -> None:
    """Run the sizes asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--quick", action="store_true", help="sizes 500 and 1000")
    parser.add_argument("--real", nargs="*", choices=list(REAL), help="the real collections instead")
    parser.add_argument("--update", type=int, default=0, help="then read and analyse so many more")
    parser.add_argument("--without", nargs="*", default=[], metavar="STEP", help="steps that make nothing")
    parser.add_argument("--depth", choices=("whole", "leads"), help="how far texts are read for events and facts")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="leave files and stores here")
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        kind, place, what = options.child
        _make(Path(place), json.loads(what)) if kind == "make" else _work(kind, Path(place), json.loads(what))
        return
    sizes = [500, 1000] if options.quick else options.sizes
    with contextlib.ExitStack() as stack:
        place = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        place.mkdir(parents=True, exist_ok=True)
        if options.real is not None:
            for name in options.real or list(REAL):
                print_run(name, _run(place / f"{name}.duckdb", [folder() / REAL[name]], options))
            return
        plan = {"sizes": [200, *sizes], "more": options.update, "seed": options.seed, "quick": options.quick}
        _child("make", place, plan)
        _run(place / "warm.duckdb", sorted(place.glob("day-200.*")), options)  # compiles
        runs = []
        for size in sizes:
            store = place / f"day-{size}.duckdb"
            runs.append(_run(store, sorted(place.glob(f"day-{size}.*[lt]")), options))
            print_run(f"{size:,} made", runs[-1])
            if options.update:
                more = _run(store, [place / f"more-{size}.jsonl"], options, new=False)
                print_run(f"{options.update:,} more", more)
        if len(runs) > 1:
            print_growth(runs)


def print_run(name: str, run: dict[str, Any]) -> None:
    """One table of a run: a row a stage, then the sums."""
    print(f"\n| {name}: stage | seconds | core-seconds | core-ms an article | peak, GB | MB written |")
    print("|---|---|---|---|---|---|")
    count = run["articles"]
    for row in run["stages"]:
        core, wall, peak, mb = row["core"], row["wall"], row["peak"], row["mb"]
        print(f"| {row['stage']} | {wall:.1f} | {core:.1f} | {1000 * core / count:.3f} | {peak:.2f} | {mb:.0f} |")
    core, wall = (sum(r[name] for r in run["stages"]) for name in ("core", "wall"))
    peak, mb = max(r["peak"] for r in run["stages"]), run["store"]
    print(f"| all | {wall:.1f} | {core:.1f} | {1000 * core / count:.3f} | {peak:.2f} | {mb:.0f} (store) |")
    counts = ", ".join(f"{n:,} {name}" for name, n in run["rows"].items())
    print(
        f"| read and build, core-milliseconds an article | {1000 * core / run['articles']:.2f} | {run['articles']:,} |"
    )
    print(f"\n{counts}", flush=True)


def print_growth(runs: list[dict[str, Any]]) -> None:
    """Exponent of core-seconds between the smallest and the largest run, by stage."""
    small, large = runs[0], runs[-1]
    ratio = math.log(large["articles"] / small["articles"])
    print("\n| growth exponent, stage | exponent | share of the largest run |\n|---|---|---|")
    whole = sum(r["core"] for r in large["stages"])
    for one, other in zip(small["stages"], large["stages"], strict=True):
        if other["core"] >= 0.01 * whole:
            exponent = math.log(max(other["core"], 1e-3) / max(one["core"], 1e-3)) / ratio
            print(f"| {other['stage']} | {exponent:.2f} | {other['core'] / whole:.3f} |")
    exponent = math.log(whole / sum(r["core"] for r in small["stages"])) / ratio
    print(f"| growth exponent of all | {exponent:.3f} | {small['articles']:,} to {large['articles']:,} |")


def _run(store: Path, sources: list[Path], options: argparse.Namespace, new: bool = True) -> dict[str, Any]:
    if new:
        for left in store.parent.glob(f"*{store.name}*"):
            left.unlink()
    stages = [_child("read", store, {"sources": [str(s) for s in sources]})]
    built = _child("build", store, {"threads": options.threads, "without": options.without, "depth": options.depth})
    return {**built, "stages": [*stages, *built["stages"]]}


def _child(kind: str, place: Path, what: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.day", "--child", kind, str(place), json.dumps(what)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _make(place: Path, plan: dict[str, Any]) -> None:
    """Write ``day-SIZE.parquet`` and ``.jsonl``, and ``more-SIZE.jsonl``."""
    import orjson
    import pyarrow.parquet as pq

    from benchmarks import made_day

    structure = made_day.measured(600 if plan["quick"] else None)
    well = made_day.dig(plan["seed"], max(1_500, min(37_554, max(plan["sizes"]) // 4)))
    for size in plan["sizes"]:
        writer = pq.ParquetWriter(place / f"day-{size}.parquet", made_day.SCHEMA, compression="zstd")
        with (
            writer,
            (place / f"day-{size}.jsonl").open("wb") as lines,
            (place / f"more-{size}.jsonl").open("wb") as more,
        ):
            done = 0
            for table in made_day.day(size + plan["more"], plan["seed"] + size, structure, well, rows=1_000):
                new = table.slice(max(0, size - done))
                old = table.slice(0, max(0, size - done))
                half = old.num_rows // 2
                writer.write_table(pa.table(old.slice(0, half)))
                for rows, file in ((old.slice(half), lines), (new, more)):
                    file.writelines(orjson.dumps(row) + b"\n" for row in rows.to_pylist())
                done += table.num_rows
    print(json.dumps({"copied": structure.copied}))


def _work(kind: str, store: Path, what: dict[str, Any]) -> None:
    """In a process of its own: read or build, and print what each stage took."""
    import herdline
    from herdline import pipeline

    stages: list[dict[str, Any]] = []
    rows: dict[str, int] = {}
    gauge = _Gauge(store.parent)
    with herdline.open(store) as opened:
        if kind == "read":
            opened.read(*what["sources"])
        else:

            def progress(note: str, done: int, total: int) -> None:
                if note.startswith("step "):
                    gauge.stage(note.split(": ", 1)[1], stages)

            pipeline.STEPS = tuple(_empty(s) if s.name in what["without"] else s for s in pipeline.STEPS)
            gauge.stage("start", stages)
            opened.build(progress=progress, threads=what["threads"], depth=what.get("depth"))
            rows = {
                name: opened.sql(f"select count(*) as n from {name}").to_pylist()[0]["n"]
                for name in ("articles", "copies", "families", "stories", "lines", "events", "facts")
            }
    gauge.stage("", stages)
    if kind == "read":
        print(json.dumps(stages[0] | {"stage": "read"}))
        return
    mb = store.stat().st_size / 1e6
    print(json.dumps({"stages": stages[1:], "rows": rows, "articles": rows["articles"], "store": mb}))


def _empty(step: Any) -> Any:
    """The step with a function that finds nothing."""
    from herdline import pipeline

    schema = pipeline.SCHEMAS[step.writes]
    changes: dict[str, Any] = {"memo": None}
    if hasattr(step, "batch_rows"):
        changes |= {"processes": False, "function": lambda _: pa.RecordBatch.from_pylist([], schema)}
    else:
        changes["function"] = lambda _: schema.empty_table()
    return replace(step, **changes)


class _Gauge:
    """Measures stages: each call of ``stage`` ends the one before."""

    def __init__(self, place: Path) -> None:
        self._place, self._name, self._workers = place, "", 0
        self._before = self._now()
        threading.Thread(target=self._sample, daemon=True).start()

    def stage(self, name: str, stages: list[dict[str, Any]]) -> None:
        now = self._now()
        if self._name or not name:
            peak = _status("VmHWM") + self._workers
            wall, core, size = (b - a for a, b in zip(self._before, now, strict=True))
            stages.append({"stage": self._name, "wall": wall, "core": core, "peak": peak / 1e9, "mb": size / 1e6})
        Path("/proc/self/clear_refs").write_text("5")  # the high-water mark starts anew
        self._name, self._before, self._workers = name, now, 0

    def _now(self) -> tuple[float, float, float]:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        size = sum(f.stat().st_size for f in self._place.glob("*") if f.suffix not in (".jsonl", ".parquet"))
        size += sum(f.stat().st_size for f in self._place.glob(".*"))
        return time.monotonic(), sum(u.ru_utime + u.ru_stime for u in used), size

    def _sample(self) -> None:
        page = os.sysconf("SC_PAGE_SIZE")
        while True:
            total = 0
            for file in Path("/proc/self/task").glob("*/children"):
                with contextlib.suppress(OSError):
                    for child in file.read_text().split():
                        with contextlib.suppress(OSError):
                            total += int(Path(f"/proc/{child}/statm").read_text().split()[1]) * page
            self._workers = max(self._workers, total)
            time.sleep(0.2)


def _status(name: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return float(line.split()[1]) * 1024
    return 0.0


if __name__ == "__main__":
    main()
