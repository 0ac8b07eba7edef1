"""Small stores for the line's steps: articles told by a few words each, tables of earlier steps filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from herdline import schema
from herdline.engines.local import LocalEngine
from herdline.pipeline import SCHEMAS


def store(
    rows: Sequence[dict[str, Any]], *, outlets: Sequence[dict[str, Any]] = (), standing: Sequence[dict[str, Any]] = (),
    copies: Sequence[dict[str, Any]] = (),
) -> LocalEngine:  # fmt: skip
    """An engine on articles with story and family.

    Args:
        rows: id, text, story; family (its own id), original, kind, outlet, lang, published and others of table
            ``articles`` where they matter.
        outlets: rows of table ``outlets``.
        standing: rows of table ``boilerplate``.
        copies: rows of table ``copies``.
    """
    connection = duckdb.connect()
    full = [
        {"outlet": f"o{r['id']}.example", "lang": "en", "published": None, "published_precision": "minute",
         "published_basis": "record", **r} for r in rows
    ]  # fmt: skip
    families = [
        {"article": r["id"], "family": r.get("family", r["id"]),
         "original": r.get("original", r.get("family", r["id"])),
         "kind": r.get("kind", "independent"), "agency": r.get("agency")} for r in rows
    ]  # fmt: skip
    _table(connection, "articles", schema.ARTICLES.schema, full)
    _table(connection, "outlets", schema.OUTLETS.schema, list(outlets))
    engine = LocalEngine(connection, None, threads=1)
    stories = [{"story": r["story"], "article": r["id"]} for r in rows]
    titles = [{"story": s, "title": f"story {s}"} for s in sorted({r["story"] for r in rows})]
    for name, content in (
        ("families", families), ("story_articles", stories), ("stories_titles", titles),
        ("boilerplate", list(standing)), ("copies", list(copies)), ("clocks", []),
    ):  # fmt: skip
        made = SCHEMAS[name]
        known = [{k: v for k, v in row.items() if k in made.names} for row in content]
        engine.write(name, made, pa.Table.from_pylist(known, made).to_batches())
    return engine


def run(engine: LocalEngine, *names: str) -> None:
    """Steps of the line by name, in their order."""
    from herdline.line import STEPS

    for step in STEPS:
        if step.name in {f"line.{n}" for n in names}:
            engine.run(step, SCHEMAS[step.writes])


def at(hour: int, minute: int = 0) -> datetime:
    """A time on the day of the tests."""
    return datetime(2022, 9, 15, hour, minute)


def _table(connection: duckdb.DuckDBPyConnection, name: str, made: pa.Schema, rows: list[dict[str, Any]]) -> None:
    known = [{k: v for k, v in row.items() if k in made.names} for row in rows]
    connection.register("rows_in", pa.Table.from_pylist(known, made))
    connection.execute(f"create table {name} as select * from rows_in")
    connection.unregister("rows_in")
