"""Copies planted among real articles: Herdline beside other programs' search for near-duplicates, in one run.

    python -m benchmarks.peers [--articles 4000] [--each 250] [--seed N]

The planted copies are those of ``benchmarks.planted``. datasketch (MinHash LSH) and rensa (the same in Rust; not in the
pinned packages: ``pip install rensa``) use 126 permutations in 42 bands of 3 over word five-grams, so that a pair of
Jaccard .3 is still found at .68. They give candidates and know no passages; Herdline's time holds all steps of copies
(standing text, passages with their places, translations, kinds, families). passim's alignment needs Spark and is no
package of PyPI: 84 articles a core-second and recall .888 on 5,000 of these articles were measured elsewhere.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable, Sequence

import pyarrow as pa

from benchmarks.copies import run_steps
from benchmarks.planted import KINDS, plant
from benchmarks.real_articles import engine, real

PERMUTATIONS, BANDS = 126, 42
Pairs = set[frozenset[int]]


def shingles(text: str) -> list[str]:
    """Different word five-grams of a text."""
    words = re.findall(r"\w+", text.lower())
    return list({" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))})


def with_datasketch(texts: Sequence[str]) -> Pairs:
    """Candidate pairs of datasketch."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(params=(BANDS, PERMUTATIONS // BANDS), num_perm=PERMUTATIONS)
    pairs: Pairs = set()
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([s.encode() for s in shingles(text)])
        pairs |= {frozenset((int(other), number)) for other in index.query(sketch)}
        index.insert(str(number), sketch)
    return pairs


def with_rensa(texts: Sequence[str]) -> Pairs:
    """Candidate pairs of rensa."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
    pairs: Pairs = set()
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(shingles(text))
        pairs |= {frozenset((int(other), number)) for other in index.query(sketch)}
        index.insert(number, sketch)
    return pairs


def compare(count: int, each: int, seed: int) -> None:
    """Print each program's recall of planted copies by kind, and its articles per core-second."""
    table = real(count, seed)
    planted, truth = plant(table, each, random.Random(seed))
    joined = pa.concat_tables([table, planted])
    row = {article: i for i, article in enumerate(joined["id"].to_pylist())}
    wanted = {kind: [frozenset(row[a] for a in pair) for pair, k in truth.items() if k == kind] for kind in KINDS}
    texts = joined["text"].to_pylist()

    def herdline(_: Sequence[str]) -> Pairs:
        held = engine(joined)
        run_steps(held)
        pairs = held.table("select a, b from copies")
        return {
            frozenset((row[a], row[b])) for a, b in zip(pairs["a"].to_pylist(), pairs["b"].to_pylist(), strict=True)
        }

    print(f"| program | {' | '.join(KINDS)} | articles a core-second | pairs given |\n|{'---|' * (len(KINDS) + 3)}")
    programs: dict[str, Callable[[Sequence[str]], Pairs]] = {
        "herdline, passages too": herdline, "datasketch": with_datasketch, "rensa": with_rensa,
    }  # fmt: skip
    herdline(texts)  # compiles
    for name, program in programs.items():
        before = time.process_time()
        try:
            found = program(texts)
        except ModuleNotFoundError:
            print(f"| {name} | not installed: pip install {name} |")
            continue
        rate = len(texts) / (time.process_time() - before)
        recall = [f"{sum(pair in found for pair in pairs) / len(pairs):.3f}" for pairs in wanted.values()]
        print(f"| {name} | {' | '.join(recall)} | {rate:,.0f} | {len(found):,} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4_000)
    parser.add_argument("--each", type=int, default=250)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    compare(given.articles, given.each, given.seed)
