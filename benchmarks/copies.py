"""Speed, memory, growth and recall of the search for shared text.

    python -m benchmarks.copies [--quick] [--peers] [--seed N]

* Speed: all steps of ``herdline.copies`` (standing text, near-duplicates and passages in one index, translations,
  kinds, families) on the real articles, from a store file; core-seconds of the process, compiled code warm. Peak memory
  is that of a process that does nothing else.
* Growth: the same on synthetic articles (``benchmarks.synthetic``); exponent of core-seconds between the smallest and
  the largest.
* Recall: all pairs of 5,000 real articles of different sites that have ten or more different five-grams in common, by
  an exact join of all five-grams, no cap. A pair counts as found when it is in ``copies``, or when in both articles the
  common five-grams left after ``boilerplate`` are fewer than ten, that is, when the program shows the shared text as
  standing text. Both parts are printed.
* Peers (--peers): datasketch and rensa in the same run, see ``benchmarks.peers``. passim was measured before at 84
  articles a core-second on 5,000 of these articles, recall .888.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks.real_articles import engine, real
from herdline import copies
from herdline.engines.local import LocalEngine
from herdline.schema import TABLES
from herdline.text.tokens import tokenize

SCHEMAS = {name: table.schema for name, table in TABLES.items()} | copies.SCHEMAS
PASSIM = 84.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="5,000 real articles, growth to 20,000")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure", nargs=2, metavar=("KIND", "COUNT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(_measure(options.measure[0], int(options.measure[1]), options.seed)))
        return
    _child("real", 500, options.seed)  # compile
    print("| measure | data | figure | of | wanted | peer |\n|---|---|---|---|---|---|")
    whole = _child("real", 5_000 if options.quick else 0, options.seed)
    rate = whole["articles"] / whole["seconds"]
    print(
        f"| near-duplicates and passages, articles per core-second | real | {rate:,.0f} | {whole['articles']:,} "
        "| >= 2,500 | |"
    )
    print(f"| peak memory, GB | real | {whole['memory']:.2f} | {whole['articles']:,} | <= 2 | |")
    sizes = (5_000, 20_000) if options.quick else (10_000, 50_000, 200_000)
    runs = [_child("synthetic", n, options.seed) for n in sizes]
    for run in runs:
        speed = run["articles"] / run["seconds"]
        print(
            f"| articles per core-second | synthetic | {speed:,.0f} | {run['articles']:,} ({run['memory']:.2f} GB) "
            "| | |"
        )
    exponent = math.log(runs[-1]["seconds"] / runs[0]["seconds"]) / math.log(sizes[-1] / sizes[0])
    print(f"| growth exponent | synthetic | {exponent:.3f} | {sizes[0]:,} to {sizes[-1]:,} | <= 1.1 | |")
    _recall(5_000, options.seed)
    if options.peers:
        from benchmarks import peers  # which imports this module

        peers.compare(4_000, 250, options.seed)


def _child(kind: str, count: int, seed: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.copies", "--measure", kind, str(count), "--seed", str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def run_steps(held: LocalEngine) -> None:
    """All steps of the part."""
    for step in copies.STEPS:
        held.run(step, SCHEMAS[step.writes])


def _measure(kind: str, count: int, seed: int) -> dict[str, float]:
    """In a process of its own: prepare the store in another, then time and weigh the steps alone."""
    with tempfile.TemporaryDirectory() as place:
        script = (
            "import sys, pathlib; from benchmarks.real_articles import real, engine; "
            "from benchmarks.synthetic import synthetic; n, seed = int(sys.argv[2]), int(sys.argv[3]); "
            "t = synthetic(n, seed) if sys.argv[1] == 'synthetic' else real(n or None, seed); "
            "e = engine(t, pathlib.Path(sys.argv[4])); e.close(); e._connection.close()"
        )
        subprocess.run([sys.executable, "-c", script, kind, str(count), str(seed), place], check=True)
        import duckdb

        connection = duckdb.connect(str(Path(place) / "store.duckdb"), config={"threads": 1, "memory_limit": "400MB"})
        (articles,) = connection.execute("select count(*) from articles").fetchone() or (0,)
        held = LocalEngine(connection, Path(place) / "work.duckdb", threads=1)
        before = time.process_time()
        run_steps(held)
        seconds = time.process_time() - before
    return {
        "articles": articles,
        "seconds": seconds,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
    }


def _recall(count: int, seed: int) -> None:
    table = real(count, seed)
    sites = np.unique(table["outlet"].to_pylist(), return_inverse=True)[1]
    before = time.process_time()
    held = engine(table)
    run_steps(held)
    seconds = time.process_time() - before
    pairs = held.table("select a, b from copies")
    row = {i: r for r, i in enumerate(table["id"].to_pylist())}
    found = {frozenset((row[a], row[b])) for a, b in zip(pairs["a"].to_pylist(), pairs["b"].to_pylist(), strict=True)}
    standing = held.table('select article, start, "end" from boilerplate').to_pylist()
    masked: dict[int, list[tuple[int, int]]] = {}
    for piece in standing:
        masked.setdefault(row[piece["article"]], []).append((piece["start"], piece["end"]))
    grams = _five_grams(table["text"], {})
    left = _five_grams(table["text"], masked)
    truth = [p for p in _common(grams, sites) if len(np.intersect1d(grams[p[0]], grams[p[1]])) >= 10]
    shown = sum(frozenset(p) in found for p in truth)
    explained = sum(frozenset(p) not in found and len(np.intersect1d(left[p[0]], left[p[1]])) < 10 for p in truth)
    share = (shown + explained) / max(1, len(truth))
    print(
        f"| recall of pairs with >= 10 common five-grams | real, across sites | {share:.4f} | {len(truth)} pairs of "
        f"{count:,} articles: {shown} as copies, {explained} as standing text | >= .97 | passim .888 |"
    )
    rate = count / seconds
    print(
        f"| aligned passages, articles per core-second | real | {rate:,.0f} | {count:,} | >= {15 * PASSIM:,.0f} | "
        f"passim {PASSIM:.0f}: {rate / PASSIM:.0f} times |"
    )


def _five_grams(texts: pa.ChunkedArray, masked: dict[int, list[tuple[int, int]]]) -> list[np.ndarray]:
    """Different five-grams of each text (sorted uint64), those that touch a masked stretch left out."""
    tokens = tokenize(texts)
    result = []
    for text in range(len(texts)):
        hashes, starts, _, _ = tokens.of(text)
        if len(hashes) < 5:
            result.append(np.empty(0, np.uint64))
            continue
        grams = hashes[:-4].copy()
        for step in range(1, 5):
            grams = grams * np.uint64(0x9E3779B97F4A7C15) ^ hashes[step : len(hashes) - 4 + step]
        free = np.ones(len(hashes), np.bool_)
        for start, end in masked.get(text, ()):
            free &= (starts < start) | (starts >= end)
        whole = np.logical_and.reduce([free[step : len(hashes) - 4 + step] for step in range(5)])
        result.append(np.unique(grams[whole]))
    return result


def _common(grams: list[np.ndarray], sites: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of different sites with any common five-gram that could reach ten, by sorting all postings."""
    owner = np.repeat(np.arange(len(grams)), [len(g) for g in grams])
    joined = np.concatenate(grams)
    order = np.argsort(joined, kind="stable")
    joined, owner = joined[order], owner[order]
    cuts = np.flatnonzero(np.concatenate([[True], joined[1:] != joined[:-1], [True]]))
    keys = []
    for first, last in itertools.pairwise(cuts):
        if last - first > 1:
            i, j = np.triu_indices(last - first, 1)
            a, b = owner[first + i], owner[first + j]
            other = sites[a] != sites[b]
            keys.append(a[other].astype(np.int64) * len(grams) + b[other])
    pairs, counts = np.unique(np.concatenate(keys), return_counts=True)
    return [(int(p) // len(grams), int(p) % len(grams)) for p in pairs[counts >= 10]]


if __name__ == "__main__":
    main()
