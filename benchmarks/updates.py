"""A store that grows: what an update costs beside analysing all anew, and whether both give the same tables.

    python -m benchmarks.updates [--articles 2000] [--more 100] [--seed N]

Real full texts by chance, in random order: all but ``--more`` of them are read in three parts of random size and
analysed after each, then the last ones, timed. The same store is then analysed anew (``build --force``). Rows are
compared as whole rows, numbers to nine digits. Core-seconds are those of the process and its workers.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import herdline
from benchmarks.data import folder
from benchmarks.real_inputs import core_seconds
from herdline import schema
from herdline.api import Store


def main() -> None:
    """Grow a store, time the last step, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--more", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    source = pq.read_table(folder() / "fulltext/news_2012-2020.parquet")
    chosen = rng.permutation(len(source))[: options.articles]
    first = options.articles - options.more
    cuts = [0, *np.sort(rng.choice(np.arange(1, first), 2, replace=False)).tolist(), first, options.articles]
    with tempfile.TemporaryDirectory() as place, herdline.open(Path(place) / "news.duckdb") as store:
        for number, (low, high) in enumerate(itertools.pairwise(cuts)):
            path = Path(place) / f"part-{number}.parquet"
            pq.write_table(source.take(pa.array(chosen[low:high])), path)
            cpu, wall = core_seconds(), time.monotonic()
            store.read(path)
            store.build()
            update = core_seconds() - cpu, time.monotonic() - wall
        grown = _tables(store)
        cpu, wall = core_seconds(), time.monotonic()
        store.build(force=True)
        anew = core_seconds() - cpu, time.monotonic() - wall
        other = _tables(store)
    different = {name: len(rows ^ other[name]) for name, rows in grown.items() if rows != other[name]}
    print("| measure | figure | data |\n|---|---|---|")
    print(f"| update, core-seconds | {update[0]:.1f} | {options.more:,} more on {first:,} ({update[1]:.1f} s) |")
    print(f"| all anew, core-seconds | {anew[0]:.1f} | {options.articles:,} ({anew[1]:.1f} s) |")
    print(f"| update, share of all anew | {update[0] / anew[0]:.3f} | |")
    print(f"| rows that differ | {sum(different.values())} | of {sum(map(len, grown.values())):,} {different or ''} |")


def _tables(store: Store) -> dict[str, frozenset[str]]:
    found = {}
    for table in schema.TABLES.values():
        if table.derived:
            rows = store.sql(f'select * from "{table.name}"').to_pylist()
            found[table.name] = frozenset(
                repr([round(v, 9) if isinstance(v, float) else v for v in row.values()]) for row in rows
            )
    return found


if __name__ == "__main__":
    main()
