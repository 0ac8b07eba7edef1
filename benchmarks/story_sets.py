"""The development sets of story grouping in one shape, and BCubed.

Every set gives a table with the columns id (int64), given (its own id), lang, title, text, published, story, topic.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.data import folder

SETS = {
    "ecbplus": "ecbplus_dev.jsonl",
    "basil": "basil_dev.jsonl.gz",
    "same_story": "same_story_dev.jsonl.gz",
    "uci": "uci_headlines_dev.jsonl.gz",
    "newswcl50": "newswcl50.jsonl",
    "itn": "itn_dev.jsonl",
}
COLUMNS = pa.schema([
    ("id", pa.int64()), ("given", pa.string()), ("lang", pa.string()), ("title", pa.string()), ("text", pa.string()),
    ("published", pa.timestamp("us")), ("story", pa.string()), ("topic", pa.string()),
])  # fmt: skip


def load(name: str) -> pa.Table:
    """One of ``SETS``."""
    return table(list(lines(folder() / "stories" / SETS[name])))


def feeds(limit: int | None = None) -> pa.Table:
    """The feed items of June 2023."""
    return table(list(lines(folder() / "rss" / "feeds_2023-06.jsonl.gz", limit)))


def lines(file: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Records of a JSON Lines file."""
    opener: Any = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as held:
        for number, line in enumerate(held):
            if limit is not None and number >= limit:
                return
            yield json.loads(line)


def table(records: list[dict[str, Any]]) -> pa.Table:
    """Records in the common shape; ids are their order."""
    columns: dict[str, list[Any]] = {
        "id": list(range(len(records))),
        "given": [str(r.get("id")) for r in records],
        # sets without a language are English (see shared data's README)
        "lang": [(r.get("lang") or "en")[:2] if not (r.get("lang") or "").startswith("zh") else "zh" for r in records],
        "title": [r.get("title") for r in records],
        "text": [r.get("text") for r in records],
        "published": [when(r) for r in records],
        "story": [r.get("story") for r in records],
        "topic": [r.get("topic") for r in records],
    }
    return pa.table(columns, COLUMNS)


def when(record: dict[str, Any]) -> datetime | None:
    """Time of a record as UTC without a zone; None where it cannot be read."""
    if record.get("ts"):
        return datetime.fromtimestamp(float(record["ts"]), UTC).replace(tzinfo=None)
    text = str(record.get("published") or "")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        found = re.match(r"\d{4}-\d\d-\d\d", text)
        return datetime.fromisoformat(found[0]) if found else None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def bcubed(truth: np.ndarray, found: np.ndarray, chosen: np.ndarray | None = None) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping (Bagga and Baldwin 1998), averaged over the chosen items.

    Args:
        truth: label of each item.
        found: group of each item.
        chosen: bool mask of the items averaged over; all when None.
    """
    _, t = np.unique(truth, return_inverse=True)
    _, f = np.unique(found, return_inverse=True)
    _, both, counts = np.unique(t.astype(np.int64) << 32 | f, return_inverse=True, return_counts=True)
    same = counts[both].astype(float)
    precision, recall = same / np.bincount(f)[f], same / np.bincount(t)[t]
    if chosen is not None:
        precision, recall = precision[chosen], recall[chosen]
    p, r = float(precision.mean()), float(recall.mean())
    return p, r, 2 * p * r / (p + r) if p + r else 0.0
