"""`herdline rejected`: what was not stored, counted by reason and source before it is listed."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from herdline.commands.show import aligned, csv_text, json_text
from herdline.results import plain

_KINDS = 30  # rows of the summary


def chosen(table: pa.Table, source: str, reason: str) -> pa.Table:
    """Rows of ``rejected`` whose source holds some letters and that are of a reason; "" asks nothing."""
    if source:
        table = table.filter(pc.match_substring(table.column("source"), source))
    return table.filter(pc.equal(table.column("reason"), reason)) if reason else table


def json_of(table: pa.Table) -> str:
    """All rows as JSON."""
    return json_text([{k: plain(v) for k, v in row.items()} for row in table.to_pylist()])


def csv_of(table: pa.Table) -> str:
    """All rows as CSV."""
    return csv_text(table)


def text(table: pa.Table, limit: int) -> str:
    """How many of each reason and source, most first; then the first ``limit`` rows, 0 for all."""
    if not table.num_rows:
        return "nothing rejected\n"
    counted = table.group_by(["reason", "source"]).aggregate([("read_at", "count")])
    groups = counted.sort_by([("read_at_count", "descending"), ("source", "ascending"), ("reason", "ascending")])
    kinds = [(f"{g['read_at_count']:,}", g["reason"], g["source"] or "-") for g in groups.to_pylist()]
    told = aligned(("records", "reason", "source"), kinds[:_KINDS], right={0}, widest={2: 100})
    if len(kinds) > _KINDS:
        told += f"and {len(kinds) - _KINDS:,} more reasons and sources\n"
    rows = table.slice(0, limit or None).to_pylist()
    told += "\n" + aligned(
        ("reason", "source", "place", "detail"),
        [(r["reason"], r["source"] or "-", r["place"] or "-", r["detail"] or "") for r in rows],
        widest={1: 60, 3: 80},
    )
    if table.num_rows > len(rows):
        told += f"{len(rows):,} of {table.num_rows:,} rejects; --limit 0 lists all, --source and --reason choose\n"
    return told
