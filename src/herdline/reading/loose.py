"""Records without a store: what the filters and ``herdline.find_copies`` work on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from herdline.config import ReadSettings
from herdline.reading.articles import Assembler, Context
from herdline.reading.outlets import load_outlets, outlet_rows
from herdline.reading.records import table_of


def loose_articles(records: Iterable[dict[str, Any]]) -> tuple[pa.Table, list[Any]]:
    """Articles of records, with everything that reading finds out about them.

    Args:
        records: objects with id and a title or text; other fields as in sources.

    Returns:
        Table with the columns of ``articles`` and ``unit``; ``id`` is the record's place, from 1, and ``text`` is
        as given,
        so that offsets count in it. Records without any text are left out. And the ids as given, by place.
    """
    held = list(records)
    raw = table_of(held)
    numbers = pa.array([str(n) for n in range(1, len(held) + 1)], pa.string())
    raw = raw.set_column(raw.schema.get_field_index("place"), "place", numbers)
    outlets = load_outlets()
    batch = raw.combine_chunks().to_batches()
    if not batch:
        return pa.table({}), []
    articles, _ = Assembler(outlets, ReadSettings())(batch[0], Context("records"))
    places = [int(source.rsplit("#", 1)[1]) for source in articles.column("source").to_pylist()]
    table = pa.Table.from_batches([articles])
    given = raw.column("text").to_pylist()
    table = _with(table, "id", pa.array(places, pa.int64()))
    table = _with(table, "text", pa.array([given[p - 1] or "" for p in places], pa.string()))
    keys, langs = table.column("outlet").to_pylist(), table.column("lang").to_pylist()
    known = sorted({(k, lang) for k, lang in zip(keys, langs, strict=True) if k})
    rows = outlet_rows(outlets, [k for k, _ in known], [lang for _, lang in known])
    units = dict(zip(rows.column("outlet").to_pylist(), rows.column("unit").to_pylist(), strict=True))
    table = table.append_column("unit", pa.array([units.get(k) for k in keys], pa.string()))
    return table, [record.get("id") for record in held]


def _with(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, column)
