"""Counts everyday four-word runs in a body of English news and writes src/herdline/data/background_en.npz.

    python tools/background.py ARTICLES.parquet [--cutoff 0.001]

The table holds hashes and shares only, no text. Runs below the cut-off are left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from herdline.line.phrases import _BASE, PREFIX
from herdline.line.streams import BREAKS, streams

TARGET = Path(__file__).parent.parent / "src" / "herdline" / "data" / "background_en.npz"


def runs(texts) -> tuple[np.ndarray, np.ndarray]:
    """Distinct (run, article) pairs of a batch."""
    s = streams(texts, ["en"] * len(texts))
    n = len(s.hashes) - PREFIX + 1
    value = np.zeros(n, np.uint64)
    broken = (s.flags & BREAKS) != 0
    whole = np.ones(n, np.bool_)
    with np.errstate(over="ignore"):
        for i in range(PREFIX):
            value = value * _BASE + s.hashes[i : n + i]
            if i:
                whole &= ~broken[i : n + i]
    text_of = s.text_of
    whole &= text_of[:n] == text_of[PREFIX - 1 :]
    pairs = np.unique(np.stack([(value[whole] >> np.uint64(1)).astype(np.int64), text_of[:n][whole]], 1), axis=0)
    return np.unique(pairs[:, 0], return_counts=True)


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--cutoff", type=float, default=0.001)
    options = parser.parse_args()
    keys, counts, articles = np.empty(0, np.int64), np.empty(0, np.int64), 0
    for batch in pq.ParquetFile(options.articles).iter_batches(2000, columns=["text"]):
        articles += batch.num_rows
        new_keys, new_counts = runs(batch.column("text"))
        both = np.concatenate([keys, new_keys])
        keys, place = np.unique(both, return_inverse=True)
        counts = np.bincount(place, np.concatenate([counts, new_counts]), len(keys)).astype(np.int64)
        # what was seen once in many batches will not reach the cut-off: keeps memory bounded
        if len(keys) > 30_000_000:
            kept = counts > 1
            keys, counts = keys[kept], counts[kept]
    kept = counts >= options.cutoff * articles
    shares = (counts[kept] / articles).astype(np.float16)
    np.savez_compressed(TARGET, keys=keys[kept], shares=shares, cutoff=np.float64(options.cutoff))
    print(f"{kept.sum():,} runs of {articles:,} articles, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
