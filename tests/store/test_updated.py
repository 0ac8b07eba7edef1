"""A store that grew in parts and was analysed after each equals the same store analysed all anew.

``python -m benchmarks.updates`` does the same with real articles.
"""

from __future__ import annotations

import random
from pathlib import Path

import herdline
from herdline import schema
from tests.conftest import SAMPLE

DERIVED = [t for t in schema.TABLES.values() if t.derived]


def tables(store):
    """All derived tables as sorted lists of rows; floats to nine digits, for sums depend on the order of rows."""
    found = {}
    for table in DERIVED:
        rows = store.sql(f'select * from "{table.name}"').to_pylist()
        found[table.name] = sorted(
            repr([round(v, 9) if isinstance(v, float) else v for v in row.values()]) for row in rows
        )
    return found


def assert_same(store):
    grown = tables(store)
    store.build(force=True)
    anew = tables(store)
    for name, rows in grown.items():
        assert rows == anew[name], name


def test_the_sample_read_in_two_parts(tmp_path: Path):
    lines = (SAMPLE / "articles.jsonl").read_bytes().splitlines(keepends=True)
    random.Random(3).shuffle(lines)
    (tmp_path / "a.jsonl").write_bytes(b"".join(lines[:70]))
    (tmp_path / "b.jsonl").write_bytes(b"".join(lines[70:]))
    with herdline.open(tmp_path / "news.duckdb") as store:
        for name in ("a", "b"):
            store.read(tmp_path / f"{name}.jsonl", outlets=SAMPLE / "outlets.csv")
            store.build(threads=2)
        kept = store.sql("select count(*) as n from kept.from_record_codings").to_pylist()
        assert kept[0]["n"] > 0
        assert_same(store)
