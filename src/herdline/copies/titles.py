"""Items of which only the title was read: one with another's title, word for word, is that one's text.

Aggregators' feeds give headlines alone. That nothing of them is shared but the title is no sign that they wrote their
own. A title counts from five words on (twelve characters where no spaces part them), within three days, letters and
figures only, in any script; the name of an outlet behind it is left off. The earliest item with a text is the one it
was taken from, else the earliest of all. An item with a text of its own is judged by that text.
"""

from __future__ import annotations

import datetime
import math
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Sequence
from typing import NamedTuple

import pyarrow as pa

from herdline.engines.base import Engine
from herdline.schema import COPIES
from herdline.text.survey import hash64

BARE = "text is null or length(text) < 40"
"""SQL over articles: only the title is known. More than ``extent`` tells: some feeds give "undefined" as their text."""
_SQL = f"select id, title, published, {BARE} as bare from articles where title is not null"
_WORDS, _CHARACTERS, _LONGEST = 5, 12, 300
_DAYS = 3.0
_UNSPACED = (("\u0e00", "\u0eff"), ("\u2e80", "\u9fff"), ("\uf900", "\ufaff"))
"""Thai and Lao, Chinese and Japanese."""


class Item(NamedTuple):
    """An article with a title that a bare one has; ``day`` since 1970, infinite where the time is not known."""

    day: float
    id: int
    bare: bool


def copies_of_titles(engine: Engine) -> pa.RecordBatch:
    """Rows of ``copies``, without passages. Memory: 8 bytes for each bare item, 200 for each title that one has."""
    told = engine.table("select name from outlets where name is not null")["name"].to_pylist()
    names = {name.casefold() for name in told}
    wanted: set[int] = set()
    for batch in engine.batches(f"select * from ({_SQL}) x where bare"):
        wanted.update(_hashes(batch, names))
    groups: dict[int, list[Item]] = defaultdict(list)
    for batch in engine.batches(_SQL) if wanted else ():
        columns = (batch.column(name).to_pylist() for name in ("published", "id", "bare"))
        for k, published, number, bare in zip(_hashes(batch, names), *columns, strict=True):
            if k and k in wanted:
                groups[k].append(Item(days(published), number, bare))
    found = [link for members in groups.values() if len(members) > 1 for link in sources(sorted(members))]
    rows = [
        [a for a, _ in found], [b for _, b in found], ["syndicated"] * len(found), [1.0] * len(found),
        [0.0] * len(found), [0] * len(found), [0] * len(found), [False] * len(found), [False] * len(found),
    ]  # fmt: skip
    arrays = [pa.array(c, f.type) for c, f in zip(rows, COPIES.schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=COPIES.schema)


def sources(members: Sequence[Item]) -> list[tuple[int, int]]:
    """(copy, source) of items with one title, in order of time: bare ones go to the earliest near one with a text."""
    whole = [item for item in members if not item.bare]
    times = [item.day for item in whole]
    found, root = [], None
    for item in members:
        if not item.bare:
            continue
        near = bisect_left(times, item.day - _DAYS if math.isfinite(item.day) else -math.inf)
        if near < len(whole) and _is_near(whole[near], item):
            found.append((item.id, whole[near].id))
        elif root is not None and _is_near(root, item):
            found.append((item.id, root.id))
        else:
            root = item
    return found


def days(published: datetime.datetime | None) -> float:
    """Days since 1970 of a stored time (UTC without a zone)."""
    return math.inf if published is None else (published - _EPOCH).total_seconds() / 86_400


_EPOCH = datetime.datetime(1970, 1, 1)


def _is_near(one: Item, other: Item) -> bool:
    """Within ``_DAYS``, or one of the two times is not known."""
    return math.inf in (one.day, other.day) or abs(one.day - other.day) <= _DAYS


def _hashes(batch: pa.RecordBatch, names: Container[str]) -> list[int]:
    """Hash of each title's key; 0 where it says too little to tell."""
    keys = [key(title or "", names) for title in batch.column("title").to_pylist()]
    return [k if told else 0 for k, told in zip(hash64(pa.array(keys, pa.string())).tolist(), keys, strict=True)]


def key(title: str, names: Container[str] = ()) -> str:
    """What makes two titles one, "" where it says too little to tell; ``names`` of outlets, folded, are left off."""
    if len(title) > _LONGEST:
        return ""
    for mark in (" - ", " – ", " — ", " | "):
        told, found, tail = title.rpartition(mark)
        if found and tail.strip().casefold() in names:
            title = told
    words = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in _folded(title)).split()
    told = " ".join(words)
    unspaced = any(low <= c <= high for c in told for low, high in _UNSPACED)
    return told if len(words) >= _WORDS or (unspaced and len(told) >= _CHARACTERS) else ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())
