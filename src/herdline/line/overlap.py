"""Independent echo: how much the wording of a story's independent texts overlaps.

One text a family; direct quotations, names, numbers and standing text do not count. Each text is the set of its
four-word
runs; two texts overlap by the cosine of their sets (Salton, McGill 1983), which does not depend on their lengths
by itself.
The mean over pairs is a U-statistic (Hoeffding 1948); its error is jackknifed over families (Arvesen 1969).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
import pyarrow as pa

from herdline.line.candidates import articles_of, representatives, stream_of
from herdline.line.phrases import _BASE, PREFIX
from herdline.line.streams import BREAKS, QUOTED, SLOT, Streams

OVERLAP = pa.schema(
    [
        ("story", pa.int64()),
        ("lang", pa.string()),
        ("families", pa.int32()),
        ("pairs", pa.int32()),
        ("coincident", pa.int32()),
        ("overlap", pa.float64()),
        ("error", pa.float64()),
        ("words", pa.float64()),
    ]
)
"""families: independent texts; pairs: of them; coincident: pairs that share any run; overlap: mean cosine; error: its
jackknife standard error (null below three families); words: mean length of the texts in stream tokens."""

_MOST = 400  # texts compared in one story and language; pairs grow with the square, the mean does not need more


def overlap(group: pa.Table) -> pa.Table:
    """Overlap of one story, a row for each language with at least two independent texts."""
    by_lang: dict[str, list[dict]] = defaultdict(list)
    for row in articles_of(group):
        by_lang[row["lang"] or "und"].append(row)
    rows = []
    for lang, articles in sorted(by_lang.items()):
        chosen = _one_an_owner(representatives(articles))[:_MOST]
        if len(chosen) >= 2:
            rows.append({"story": chosen[0]["story"], "lang": lang, **_measure(stream_of(chosen))})
    return pa.Table.from_pylist(rows, schema=OVERLAP)


def _one_an_owner(rows: list[dict]) -> list[dict]:
    """The unit of counting is the outlet, collapsed to its owner: its first text speaks for it."""
    return list({r["unit"]: r for r in sorted(rows, key=lambda r: r["article"])}.values())


def _measure(stream: Streams) -> dict[str, float | int | None]:
    sets = [_runs(stream, i) for i in range(len(stream.offsets) - 1)]
    m = len(sets)
    sizes = np.array([len(s) for s in sets], np.float64)
    shared = np.zeros((m, m))
    values = np.concatenate(sets)
    owners = np.repeat(np.arange(m), [len(s) for s in sets])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    new = np.concatenate([[True], values[1:] != values[:-1], [True]]) if len(values) else np.empty(0, np.bool_)
    edges = np.flatnonzero(new).tolist()
    for begin, end in pairwise(edges):
        if end - begin > 1:
            carriers = owners[begin:end]
            shared[np.ix_(carriers, carriers)] += 1
    norm = np.sqrt(np.outer(sizes, sizes))
    cosine = np.divide(shared, norm, out=np.zeros_like(shared), where=norm > 0)
    np.fill_diagonal(cosine, 0)
    pairs = m * (m - 1) // 2
    total = cosine.sum() / 2
    mean = total / pairs
    error = None
    if m >= 3:
        without = (total - cosine.sum(1)) / ((m - 1) * (m - 2) / 2)
        error = float(np.sqrt((m - 1) / m * ((without - without.mean()) ** 2).sum()))
    np.fill_diagonal(shared, 0)
    return {
        "families": m, "pairs": pairs, "coincident": int((shared > 0).sum() // 2), "overlap": float(mean), "error":
        error,
        "words": float(np.diff(stream.offsets).mean()),
    }  # fmt: skip


def _runs(stream: Streams, text: int) -> np.ndarray:
    """Distinct four-word runs of one text that are its own wording: no slot, no quotation, no sentence end inside."""
    part = slice(stream.offsets[text], stream.offsets[text + 1])
    hashes, flags = stream.hashes[part], stream.flags[part]
    n = len(hashes) - PREFIX + 1
    if n <= 0:
        return np.empty(0, np.uint64)
    value = np.zeros(n, np.uint64)
    whole = np.ones(n, np.bool_)
    with np.errstate(over="ignore"):
        for i in range(PREFIX):
            value = value * _BASE + hashes[i : n + i]
            whole &= (flags[i : n + i] & (SLOT | QUOTED)) == 0
            if i:
                whole &= (flags[i : n + i] & BREAKS) == 0
    return np.unique(value[whole])
