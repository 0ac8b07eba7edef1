"""Copies among articles in memory, without a store: what the filter ``herdline copies`` runs."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from herdline.copies import kinds, pairs, passages
from herdline.schema import ARTICLES, COPIES, SPANS


def copies_of(articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Tables ``copies`` and ``spans`` of the articles.

    Args:
        articles: columns id (int64) and text; title, outlet, unit, lang, byline, published, published_precision,
            agency, agency_basis where there are any. Of several rows with one id the first counts; a null id, text or
            anything else is no error.
    """
    articles = _complete(articles)
    found = pa.Table.from_batches(passages.passages(articles.to_batches(2_000)), passages.PASSAGES)
    shared = found.filter(pc.is_valid(found["b"]))
    if not len(shared):
        return COPIES.schema.empty_table(), SPANS.schema.empty_table()
    measures = _measures(shared)
    concerned = pc.unique(pa.chunked_array([*shared["a"].chunks, *shared["b"].chunks]))
    described, _ = pairs.describe(measures, articles.filter(pc.is_in(articles["id"], concerned)).drop_columns("text"))
    copies = pa.Table.from_batches([kinds.copies_rows(described)])
    return copies, _spans(copies, shared)


def find(articles: pa.Table) -> list[dict[str, Any]]:
    """The same as ``{"a", "b", "kind", "share", "spans": [[a0, a1, b0, b1], ...]}``, ids as they were given."""
    given = _given_ids(articles)
    copies, spans = copies_of(articles)
    places: dict[tuple[int, int], list[list[int]]] = {}
    for row in spans.to_pylist():
        places.setdefault((row["a"], row["b"]), []).append([row["a0"], row["a1"], row["b0"], row["b1"]])
    return [
        {
            "a": given.get(row["a"], row["a"]), "b": given.get(row["b"], row["b"]), "kind": row["kind"],
            "share": round(row["share"], 4), "spans": sorted(places.get((row["a"], row["b"]), [])),
        }
        for row in copies.to_pylist()
    ]  # fmt: skip


def _given_ids(articles: pa.Table) -> dict[int, Any]:
    if "given_id" not in articles.schema.names:
        return {}
    ids, given = articles["id"].to_pylist(), articles["given_id"].to_pylist()
    return {i: g for i, g in zip(ids, given, strict=True) if g is not None}


def _complete(articles: pa.Table) -> pa.Table:
    """All columns that the steps read, absent ones null; rows without an id and repeated ids left out."""
    columns: dict[str, pa.ChunkedArray | pa.Array] = {}
    wanted = {f.name: f.type for f in ARTICLES.schema} | {"unit": pa.string(), "outlet_kind": pa.string()}
    for name, kind in wanted.items():
        if name in articles.schema.names:
            columns[name] = articles[name].cast(kind)
        else:
            columns[name] = pa.nulls(len(articles), kind)
    table = pa.table(columns).append_column("row", pa.array(range(len(articles)), pa.int64()))
    table = table.filter(pc.is_valid(table["id"]))
    first = table.group_by("id").aggregate([("row", "min")])["row_min"]
    return table.filter(pc.is_in(table["row"], first)).drop_columns("row")


def _measures(shared: pa.Table) -> pa.Table:
    """What ``pairs.PAIRS_SQL`` says, in Arrow."""
    opening = pc.if_else(pc.and_(pc.less(shared["at_a"], 60), pc.less(shared["at_b"], 60)), shared["tokens"], 0)
    sums = ("tokens", "tokens_b", "runs", "edits", "quoted_a", "quoted_b", "opening")
    table = shared.append_column("opening", opening)
    grouped = table.append_column("longest", table["tokens"]).group_by(["a", "b"]).aggregate(
        [*((name, "sum") for name in sums), ("own_a", "max"), ("own_b", "max"), ("longest", "max"), ("a0", "count")]
    )  # fmt: skip
    names = {f"{name}_sum": name for name in sums} | {
        "own_a_max": "own_a", "own_b_max": "own_b", "longest_max": "longest", "a0_count": "passages",
    }  # fmt: skip
    return grouped.rename_columns([names.get(n, n) for n in grouped.schema.names])


def _spans(copies: pa.Table, shared: pa.Table) -> pa.Table:
    names = SPANS.schema.names
    forward = shared.select(names)
    turned = shared.select(["b", "a", "b0", "b1", "a0", "a1", "tokens"]).rename_columns(names)
    keys = copies.select(["a", "b"])
    parts = [part.join(keys, ["a", "b"], join_type="inner").select(names) for part in (forward, turned)]
    return pa.concat_tables(parts).cast(SPANS.schema)
