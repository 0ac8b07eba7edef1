"""Items of which only the title was read: one with another's title, word for word, is that one's text.

Aggregators' feeds give headlines alone. That nothing of them is shared but the title is no sign that they wrote their
own. A title counts from five words on (twelve characters where no spaces part them), within three days, letters and
figures only, in any script; the earliest item with the title is the one it was taken from, one with a text before
one without. An item with a text of its own is judged by that text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import pyarrow as pa

from herdline.engines.base import Engine
from herdline.schema import COPIES

_BARE = 40
"""Characters of text below which only the title is known."""
_SQL = f"""
select id, title, published, text is null or length(text) < {_BARE} as bare from articles where title is not null
"""
_WORDS, _CHARACTERS = 5, 12
_DAYS = 3
_KEPT = re.compile(r"\w+")
_SOURCE = re.compile(r"\s+[-–—|]\s+(?=\S)(?![a-zа-яё])(?:[^\s|–—]+\s*){1,4}$")
"""The outlet's name behind the title: a few words of which the first is no small one."""


def copies_of_titles(engine: Engine) -> pa.RecordBatch:
    """Rows of ``copies``, without passages. Memory: titles of all articles, one at a time; those of bare ones kept."""
    rows = engine.table(_SQL)
    keys = [key(title) for title in rows["title"].to_pylist()]
    bare = rows["bare"].to_pylist()
    wanted = {k for k, alone in zip(keys, bare, strict=True) if alone and k}
    groups: dict[str, list[int]] = defaultdict(list)
    for row, k in enumerate(keys):
        if k in wanted:
            groups[k].append(row)
    ids, published = rows["id"].to_pylist(), rows["published"].to_pylist()
    found = []
    for k, members in groups.items():
        members.sort(key=lambda r: (bare[r], published[r] is None, published[r], ids[r]))
        for row in members if len(members) > 1 else ():
            source = _source(row, members, published) if bare[row] else None
            if source is not None:
                found.append((ids[row], ids[source], len(k.split())))
    columns = [
        [a for a, _, _ in found], [b for _, b, _ in found], ["syndicated"] * len(found), [1.0] * len(found),
        [0.0] * len(found), [tokens for *_, tokens in found], [0] * len(found), [False] * len(found),
        [False] * len(found),
    ]  # fmt: skip
    arrays = [pa.array(c, f.type) for c, f in zip(columns, COPIES.schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=COPIES.schema)


def key(title: str) -> str:
    """What makes two titles one; "" where it says too little to tell."""
    words = _KEPT.findall(_SOURCE.sub("", title).casefold())
    told = " ".join(words)
    unspaced = any(word[0] >= "\u2e80" for word in words)
    return told if len(words) >= _WORDS or (unspaced and len(told) >= _CHARACTERS) else ""


def _source(row: int, members: Sequence[int], published: Sequence[object]) -> int | None:
    """The first of the members, best first, that is near enough in time; None where the row itself comes first."""
    for other in members:
        if other == row:
            return None
        one, two = published[row], published[other]
        if one is None or two is None or abs((one - two).days) <= _DAYS:  # type: ignore[operator]
            return other
    return None
