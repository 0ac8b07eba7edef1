"""The real full texts as a table ``articles``, outlets by the site of their URL, and an engine that holds them."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.data import folder
from herdline.engines.local import LocalEngine, conform
from herdline.schema import ARTICLES, OUTLETS

NAME = "fulltext/news_2012-2020.parquet"


def site(url: str | None, name: str | None) -> str:
    """Last two labels of the host (three under co.uk and the like); the given name where there is no URL."""
    host = re.sub(r"^https?://", "", url or "").split("/")[0].lower().split(":")[0]
    labels = [x for x in host.split(".") if x]
    if len(labels) < 2:
        return name or "unknown"
    return ".".join(labels[-3 if labels[-2] in ("co", "com", "org", "ac") and len(labels[-1]) == 2 else -2 :])


def real(count: int | None = None, seed: int = 1) -> pa.Table:
    """All real articles, or ``count`` of them by chance; ids are the file's row numbers."""
    table = pq.read_table(folder() / NAME)
    rows = np.arange(len(table))
    if count is not None and count < len(table):
        rows = np.sort(np.random.default_rng(seed).choice(len(table), count, replace=False))
        table = table.take(pa.array(rows))
    published = pc.strptime(table["published"].combine_chunks(), format="%Y-%m-%d", unit="us", error_is_null=True)
    year = pc.year(published)
    believed = pc.and_(pc.greater(year, 2005), pc.less(year, 2022))
    outlets = [site(u, o) for u, o in zip(table["url"].to_pylist(), table["outlet"].to_pylist(), strict=True)]
    return articles(
        {
            "id": pa.array(rows, pa.int64()), "given_id": table["id"], "url": table["url"], "outlet": pa.array(outlets),
            "lang": table["lang"], "title": table["title"], "text": table["text"],
            "published": pc.if_else(believed, published, pa.scalar(None, published.type)),
            "published_precision": pa.array(["day"] * len(table)),
        }
    )  # fmt: skip


def articles(columns: dict[str, pa.Array | pa.ChunkedArray]) -> pa.Table:
    """A table ``articles`` from some of its columns."""
    table = pa.table(columns)
    batches = [conform(batch, ARTICLES.schema) for batch in table.to_batches(5_000)]
    return pa.Table.from_batches(batches, ARTICLES.schema)


def engine(table: pa.Table, place: Path | None = None, threads: int = 1) -> LocalEngine:
    """A local engine on a fresh store file that holds these articles and no outlets."""
    place = place or Path(tempfile.mkdtemp(prefix="herdline-bench-"))
    connection = duckdb.connect(str(place / "store.duckdb"), config={"threads": threads, "memory_limit": "600MB"})
    for name, rows in (("articles", table), ("outlets", OUTLETS.schema.empty_table())):
        connection.register("rows_in", rows)
        connection.execute(f"create table {name} as select * from rows_in")
        connection.unregister("rows_in")
    return LocalEngine(connection, place / "work.duckdb", threads=threads)
