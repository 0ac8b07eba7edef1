"""Families: all texts that are one text once copies are collapsed.

Each article, from the earliest on, joins the family of the earliest original that it shares more than half of the
shorter one's own text with. Likeness is always to the original, never to another member, so that chains of
half-copies cannot grow into a blob. Quotations and small passages join nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from herdline.copies.titles import BARE
from herdline.engines.base import Engine
from herdline.schema import FAMILIES

LINKS_SQL = """
select a, b, kind, share, share_b, directed from copies
where kind in ('agency', 'syndicated', 'rewritten') and (share > 0.5 or share_b > 0.5)
"""
ARTICLES_SQL = f"select id, published, agency, agency_basis, {BARE} as bare from articles"


def find_families(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Step: the table ``families``. Memory: 60 bytes an article, 30 a link."""
    yield family_rows(engine.table(LINKS_SQL), engine.table(ARTICLES_SQL))


def family_rows(links: pa.Table, articles: pa.Table) -> pa.RecordBatch:
    """Rows of ``families`` from the strong links and all articles."""
    ids = np.unique(articles["id"].to_numpy()) if len(articles) else np.empty(0, np.int64)
    stamps, agencies, own = _facts(articles, ids)
    order = np.lexsort((ids, stamps, _bare(articles, ids)))  # what has no text founds no family over what has
    rank = np.empty(len(ids), np.int64)
    rank[order] = np.arange(len(ids))
    neighbours = _neighbours(links, ids, rank)
    original = np.arange(len(ids))
    for place in order.tolist():
        for other, _ in neighbours.get(place, ()):  # earliest first
            if rank[other] < rank[place] and original[other] == other:
                original[place] = other
                break
    return _rows(ids, _credited_first(original, own, stamps), neighbours, agencies, original)


def _bare(articles: pa.Table, ids: np.ndarray) -> np.ndarray:
    """Of which only the title is known, in the order of ``ids``."""
    found = np.zeros(len(ids), np.bool_)
    if len(articles):
        found[np.searchsorted(ids, articles["id"].to_numpy())] = articles["bare"].to_numpy(zero_copy_only=False)
    return found


def _facts(articles: pa.Table, ids: np.ndarray) -> tuple[np.ndarray, list[str | None], np.ndarray]:
    """Time stamp (seconds, inf when unknown), agency, whether an agency's own article; in the order of ``ids``."""
    stamps, own = np.full(len(ids), np.inf), np.zeros(len(ids), np.bool_)
    agencies: list[str | None] = [None] * len(ids)
    if not len(ids):
        return stamps, agencies, own
    rows = np.searchsorted(ids, articles["id"].to_numpy())
    times = articles["published"].cast(pa.timestamp("us")).cast(pa.int64()).to_numpy(zero_copy_only=False) / 1e6
    stamps[rows] = np.where(np.isnan(times), np.inf, times)
    for row, agency, basis in zip(
        rows.tolist(), articles["agency"].to_pylist(), articles["agency_basis"].to_pylist(), strict=True
    ):
        agencies[row], own[row] = agency, basis == "outlet"
    return stamps, agencies, own


def _neighbours(links: pa.Table, ids: np.ndarray, rank: np.ndarray) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = {}
    a = np.searchsorted(ids, links["a"].to_numpy()).tolist()
    b = np.searchsorted(ids, links["b"].to_numpy()).tolist()
    for i, j, kind in zip(a, b, links["kind"].to_pylist(), strict=True):
        found.setdefault(i, []).append((j, kind))
        found.setdefault(j, []).append((i, kind))
    for linked in found.values():
        linked.sort(key=lambda pair: rank[pair[0]])
    return found


def _credited_first(original: np.ndarray, own: np.ndarray, stamps: np.ndarray) -> np.ndarray:
    """Head of each family: an agency's own article where it is within two days of the earliest, else the earliest."""
    head = np.arange(len(original))
    for member in np.flatnonzero(own & (original != np.arange(len(original)))).tolist():
        founder = original[member]
        near = not np.isfinite(stamps[member]) or stamps[member] - stamps[founder] <= 2 * 86_400
        if near and not own[founder] and head[founder] == founder:
            head[founder] = member
    heads: np.ndarray = head[original]
    return heads


def _rows(
    ids: np.ndarray, heads: np.ndarray, neighbours: dict[int, list[tuple[int, str]]], agencies: list[str | None],
    founders: np.ndarray,
) -> pa.RecordBatch:  # fmt: skip
    sizes = np.bincount(heads, minlength=len(ids)) if len(ids) else np.empty(0, np.int64)
    agency_of: dict[int, str] = {}
    for place in np.flatnonzero(sizes[heads] > 1).tolist() if len(ids) else ():
        agency = agencies[place]
        if agency and (int(heads[place]) not in agency_of or place == heads[place]):
            agency_of[int(heads[place])] = agency
    kinds: list[str] = []
    named: list[str | None] = []
    for place, head in enumerate(heads.tolist()):
        agency = agency_of.get(head, agencies[place])
        named.append(agency)
        if sizes[head] == 1:
            kinds.append("independent")
        elif place == head:
            kinds.append("original")
        elif agency_of.get(head):
            kinds.append("agency")
        else:
            wanted = founders[place] if founders[place] != place else head
            kinds.append(next((k for other, k in neighbours.get(place, ()) if other == wanted), "rewritten"))
    columns = [pa.array(ids), pa.array(ids[heads]), pa.array(ids[heads]), pa.array(kinds), pa.array(named, pa.string())]
    arrays = [c.cast(f.type) for c, f in zip(columns, FAMILIES.schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=FAMILIES.schema)
