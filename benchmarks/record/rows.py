"""Whether a change that is to cost less time leaves the record as it was, row for row.

    python -m benchmarks.record.rows FILE [COUNT]

Codes the sentences of COUNT full texts and as many feed items (300 unless said otherwise; those of
``benchmarks.record.speed``) and of the sample. Where FILE does not exist, the rows are written there; else they are
held against it, and what only one of the two has is counted and shown by its type, sides and chance, never by its text.
Run it before a change and after it, with the same data.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks.record.speed import Article, articles, batch, unique
from herdline.record.coding import code_batch, split

_BATCH = 1000
_SHOWN = ("type", "actor_codes", "recipient_codes", "date", "certainty", "aux", "probability")
_CLOSE = 3
"""Decimals of numbers that are compared: sums in another order end differently in the last ones."""


def coded(sentences: pa.RecordBatch) -> list[dict[str, Any]]:
    """Rows of the codings of unique sentences."""
    batches = (code_batch(sentences.slice(at, _BATCH)) for at in range(0, len(sentences), _BATCH))
    return [row for batch in batches for row in batch.to_pylist()]


def key(row: dict[str, Any]) -> str:
    """All that a row says, numbers rounded, as one line."""
    held = {name: round(value, _CLOSE) if isinstance(value, float) else value for name, value in row.items()}
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def sample() -> list[Article]:
    """(text, day, title) of the sample's English articles, which are invented."""
    lines = files("herdline").joinpath("data/sample/articles.jsonl").read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row.get("lang", "en") == "en"]
    return [(row["text"], str(row["published"])[:10], row["title"] or "") for row in rows]


def shown(line: str) -> str:
    """What of a row is printed."""
    row = json.loads(line)
    return " ".join(f"{name}={row[name]}" for name in _SHOWN)


def main() -> None:
    """Write or compare."""
    target, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 300
    lines = []
    for name, chosen in {"sample": sample(), **articles(count)}.items():
        sentences = unique(split(batch(chosen)))
        started = time.process_time()
        rows = coded(sentences)
        spent = 1000 * (time.process_time() - started) / len(chosen)
        print(f"{name}: {len(sentences)} sentences, {len(rows)} rows, {spent:.1f} core-milliseconds an article")
        lines += sorted(f"{name}\t{key(row)}" for row in rows)
    if not target.exists():
        target.write_text("\n".join(lines) + "\n", "utf-8")
        return
    before = Counter(target.read_text("utf-8").splitlines())
    now = Counter(lines)
    for name, left in (("gone", before - now), ("new", now - before)):
        print(f"{name}: {left.total()} of {before.total()}")
        for line in sorted(left)[:40]:
            part, row = line.split("\t", 1)
            print(f"  {part}: {shown(row)}")
    sys.exit(1 if before != now else 0)


if __name__ == "__main__":
    main()
