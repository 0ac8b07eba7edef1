"""Copies among articles in memory, without a store: what the filter ``herdline copies`` runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from herdline.copies import kinds, pairs, passages, translations
from herdline.copies.mentions import MENTIONS, mentions
from herdline.copies.notices import NOTICES, find_notices
from herdline.schema import ARTICLES, COPIES, SPANS


def copies_of(articles: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Tables ``copies`` and ``spans`` of the articles.

    Args:
        articles: columns id (int64) and text; title, outlet, unit, lang, byline, published, published_precision,
            agency, agency_basis where there are any. Of several rows with one id the first counts; a null id, text or
            anything else is no error.
    """
    articles = _complete(articles)
    held = articles.to_batches(2_000)
    shared = pa.Table.from_batches(passages.passages(held), passages.PASSAGES)
    shared = shared.filter(pc.is_valid(shared["b"]))
    translated = pa.Table.from_batches(_translations(articles), passages.PASSAGES)
    measures = pa.concat_tables([_measures(shared), _measures(translated, passages=0)])
    if not len(measures):
        return COPIES.schema.empty_table(), SPANS.schema.empty_table()
    notices = pa.Table.from_batches((find_notices(batch) for batch in held), NOTICES)
    concerned = _described(articles, measures, notices)
    described, _ = pairs.describe(measures, concerned, _mentions(articles, concerned))
    copies = pa.Table.from_batches([kinds.copies_rows(described)])
    return copies, _spans(copies, pa.concat_tables([shared, translated]))


def _translations(articles: pa.Table) -> Iterator[pa.RecordBatch]:
    told = pc.and_(pc.is_valid(articles["text"]), pc.not_equal(pc.fill_null(articles["lang"], "und"), "und"))
    if len(pc.unique(articles["lang"].filter(told))) > 1:
        yield from translations.translations(articles.filter(told))


def _mentions(articles: pa.Table, concerned: pa.Table) -> pa.Table:
    table = articles.filter(pc.is_in(articles["id"], concerned["id"]))
    outlets = articles.group_by(["outlet", "name", "outlet_kind"]).aggregate([])
    outlets = outlets.filter(pc.not_equal(pc.fill_null(outlets["outlet_kind"], ""), "agency"))
    found = mentions(table.to_batches(2_000), outlets["outlet"].to_pylist(), outlets["name"].to_pylist())
    return pa.Table.from_batches(found, MENTIONS)


def _described(articles: pa.Table, measures: pa.Table, notices: pa.Table) -> pa.Table:
    """The articles in the pairs, as ``pairs.ARTICLES_SQL`` has them."""
    concerned = pa.chunked_array([*measures["a"].chunks, *measures["b"].chunks])
    table = articles.filter(pc.is_in(articles["id"], concerned)).drop_columns("text")
    at = pc.index_in(table["id"], notices["article"])
    return table.append_column("notice", pc.take(notices["notice"], at))


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
    wanted = {f.name: f.type for f in ARTICLES.schema} | {name: pa.string() for name in ("unit", "outlet_kind", "name")}
    for name, kind in wanted.items():
        if name in articles.schema.names:
            columns[name] = articles[name].cast(kind)
        else:
            columns[name] = pa.nulls(len(articles), kind)
    table = pa.table(columns).append_column("row", pa.array(range(len(articles)), pa.int64()))
    table = table.filter(pc.is_valid(table["id"]))
    first = table.group_by("id").aggregate([("row", "min")])["row_min"]
    return table.filter(pc.is_in(table["row"], first)).drop_columns("row")


def _measures(shared: pa.Table, passages: int | None = None) -> pa.Table:
    """What ``pairs.PAIRS_SQL`` says, in Arrow; ``passages`` 0 for translations."""
    begins = pc.and_(pc.less(shared["at_a"], 60), pc.less(shared["at_b"], 60))
    table = shared.append_column("opening", pc.if_else(begins, shared["tokens"], 0))
    table = table.append_column("longest", table["tokens"])
    sums = ("tokens", "tokens_b", "runs", "edits", "quoted_a", "quoted_b", "opening")
    most = ("own_a", "own_b", "first_a", "first_b", "longest")
    wanted = [*((name, "sum") for name in sums), *((name, "max") for name in most), ("a0", "count")]
    grouped = table.group_by(["a", "b"]).aggregate(wanted)
    counts = grouped["a0_count"] if passages is None else pa.array([passages] * len(grouped), pa.int64())
    columns = {"a": grouped["a"], "b": grouped["b"], "passages": counts}
    columns |= {name: grouped[f"{name}_sum"] for name in sums} | {name: grouped[f"{name}_max"] for name in most}
    if passages is not None:
        columns["opening"] = pa.array([0] * len(grouped), pa.int64())
    return pa.table({name: pc.cast(column, pa.int64()) for name, column in columns.items()})


def _spans(copies: pa.Table, shared: pa.Table) -> pa.Table:
    names = SPANS.schema.names
    forward = shared.select(names)
    turned = shared.select(["b", "a", "b0", "b1", "a0", "a1", "tokens"]).rename_columns(names)
    keys = copies.select(["a", "b"])
    parts = [part.join(keys, ["a", "b"], join_type="inner").select(names) for part in (forward, turned)]
    return pa.concat_tables(parts).cast(SPANS.schema)
