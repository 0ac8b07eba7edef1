"""Whether a store is whole: every row readable, every id and offset meaning something, every text what was stored.

Nothing is written; the file is opened read-only, and opened again after each damaged table (DuckDB gives a connection
up when a block does not match its checksum).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from herdline import schema
from herdline.engines.memory import SCHEMA as KEPT
from herdline.errors import StoreError
from herdline.store.build import is_built
from herdline.store.layout import first_row, is_locked, version
from herdline.text.survey import hash64

_REFERENCES: tuple[tuple[str, tuple[str, ...], str, tuple[str, ...]], ...] = (
    ("lines", ("story",), "stories", ("story",)),
    ("story_articles", ("story",), "stories", ("story",)),
    ("line_uses", ("story", "line"), "lines", ("story", "line")),
    ("spans", ("a", "b"), "copies", ("a", "b")),
    ("participants", ("event",), "events", ("event",)),
    ("event_mentions", ("event",), "events", ("event",)),
    ("fact_texts", ("story", "fact"), "facts", ("story", "fact")),
    ("facts", ("story",), "stories", ("story",)),
    ("spread", ("story",), "stories", ("story",)),
)
"""(table, columns, table they must be found in, its columns), beside the articles' ids."""
_ARTICLE_IDS = {
    "versions": ("id",), "copies": ("a", "b"), "spans": ("a", "b"), "families": ("article", "original"),
    "lines": ("first_article",),
}  # fmt: skip
_OFFSETS = {"spans": (("a", "a0", "a1"), ("b", "b0", "b1"))}


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: table, rows it concerns, and a plain sentence."""

    table: str
    rows: int
    told: str


@dataclass(frozen=True)
class Verdict:
    """What was looked at, and what is wrong.

    Attributes:
        path: the file.
        version: its schema version, None where it could not be told.
        rows: rows of each table that could be read to the end.
        built: whether the analysis covers all articles; None where that could not be told.
        findings: empty for a store that is whole.
    """

    path: str
    version: int | None
    rows: dict[str, int]
    built: bool | None
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def verify(path: Path, pipeline_version: str) -> Verdict:
    """Look at everything in a store.

    Raises:
        StoreError: there is no such file, or another process is writing it.
    """
    if not path.exists():
        raise StoreError(f"{path}: no such store")
    try:
        connection = _open(path)
    except duckdb.Error as error:
        if is_locked(error):
            raise StoreError(f"{path}: is in use by another process; close it there first") from error
        return Verdict(str(path), None, {}, None, (Finding("", 0, f"the file cannot be opened: {_short(error)}"),))
    try:
        return _Check(path, connection).verdict(pipeline_version)
    except duckdb.Error as error:
        return Verdict(str(path), None, {}, None, (Finding("", 0, f"the file cannot be read: {_short(error)}"),))


class _Check:
    """One look at one file."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self._path = path
        self._connection = connection
        self._findings: list[Finding] = []
        self._rows: dict[str, int] = {}

    def verdict(self, pipeline_version: str) -> Verdict:
        found = version(self._connection)
        if found != schema.SCHEMA_VERSION:
            about = (
                "is no Herdline store"
                if found is None
                else f"has store version {found}, this program knows {schema.SCHEMA_VERSION}"
                + ("; open it once for writing: herdline build" if found < schema.SCHEMA_VERSION else "; update it")
            )
            self._connection.close()
            return Verdict(str(self._path), found, {}, None, (Finding("", 0, f"the file {about}"),))
        self._shapes()
        for name in schema.TABLES:
            self._readable(name)
        self._kept()
        if "articles" in self._rows:
            self._unique()
            self._texts()
        built = None
        if {"articles", "outlets"} <= self._rows.keys():
            built = is_built(self._connection, pipeline_version)
        self._references()
        if built:  # an older analysis may have offsets into texts that were renewed since
            self._offsets()
        self._rejects()
        self._connection.close()
        return Verdict(str(self._path), found, self._rows, built, tuple(self._findings))

    def _shapes(self) -> None:
        """Every table of the schema, with its columns."""
        rows = self._connection.execute(
            "select table_name, column_name from duckdb_columns() where not internal and schema_name = 'main'"
        )
        there: dict[str, set[str]] = {}
        for table, column in rows.fetchall():
            there.setdefault(table, set()).add(column)
        for name, table in schema.TABLES.items():
            if name not in there:
                self._findings.append(Finding(name, 0, "the table is missing"))
            elif missing := [c.name for c in table.columns if c.name not in there[name]]:
                self._findings.append(Finding(name, 0, f"columns are missing: {', '.join(missing)}"))

    def _readable(self, name: str) -> None:
        """Read every value of a table: the sum of hashes needs them all."""
        if any(f.table == name for f in self._findings):
            return
        columns = ", ".join(f'"{c.name}"' for c in schema.TABLES[name].columns)
        try:
            row = first_row(self._connection, f'select count(*), coalesce(bit_xor(hash({columns})), 0) from "{name}"')
        except duckdb.Error as error:
            self._findings.append(Finding(name, 0, f"cannot be read to the last row: {_short(error)}"))
            self._reopen()
            return
        self._rows[name] = int(row[0]) if row else 0

    def _kept(self) -> None:
        """What builds keep for the next one: read to the end, its meaning is the build's."""
        tables = self._connection.execute(
            "select table_name from duckdb_tables() where schema_name = ? order by 1", [KEPT]
        ).fetchall()
        for (name,) in tables:
            try:
                self._count(f'select coalesce(bit_xor(hash(t)), 0) from {KEPT}."{name}" t')
            except duckdb.Error as error:
                self._findings.append(Finding(f"{KEPT}.{name}", 0, f"cannot be read to the last row: {_short(error)}"))
                self._reopen()

    def _reopen(self) -> None:
        self._connection.close()
        self._connection = _open(self._path)

    def _unique(self) -> None:
        count = self._count("select count(*) - count(distinct id) from articles")
        self._note("articles", count, "share their id with another row")

    def _texts(self) -> None:
        """Hash every text again."""
        for name in ("articles", "versions"):
            if name not in self._rows:
                continue
            wrong = 0
            reader = self._connection.sql(f"select title, text, text_hash from {name}").to_arrow_reader(2_000)
            for batch in reader:
                stored = batch.column("text_hash").fill_null(-1).to_numpy()
                wrong += int(np.count_nonzero(hash64(batch.column("title"), batch.column("text")) != stored))
            self._note(name, wrong, "have a text that is not the one that was stored (hash differs)")

    def _references(self) -> None:
        for name, table in schema.TABLES.items():
            columns = _ARTICLE_IDS.get(name) or (("article",) if "article" in table.schema.names else ())
            for column in columns:
                self._found_in(name, (column,), "articles", ("id",))
        for reference in _REFERENCES:
            self._found_in(*reference)

    def _found_in(self, name: str, columns: tuple[str, ...], other: str, keys: tuple[str, ...]) -> None:
        if name not in self._rows or other not in self._rows:
            return
        same = " and ".join(f'o."{k}" = t."{c}"' for c, k in zip(columns, keys, strict=True))
        known = " and ".join(f't."{c}" is not null' for c in columns)
        count = self._count(
            f'select count(*) from "{name}" t where {known} and not exists (select 1 from "{other}" o where {same})'
        )
        self._note(name, count, f"name a {' and '.join(columns)} that is not in {other}")

    def _offsets(self) -> None:
        if "articles" not in self._rows:
            return
        for name, table in schema.TABLES.items():
            if name not in self._rows:
                continue
            usual = (("article", "start", "end"),) if {"article", "start", "end"} <= set(table.schema.names) else ()
            for article, start, end in _OFFSETS.get(name, usual):
                count = self._count(
                    f'select count(*) from "{name}" t join articles x on x.id = t."{article}" '
                    f'where t."{start}" < 0 or t."{end}" < t."{start}" or t."{end}" > length(x.text)'
                )
                self._note(name, count, f"have offsets {start}, {end} outside their text")

    def _rejects(self) -> None:
        if not {"sources", "rejected"} <= self._rows.keys():
            return
        count = self._count(
            "select count(*) from sources s "
            "where s.rejects <> (select count(*) from rejected r where r.source = s.source)"
        )
        self._note("sources", count, "count other rejects than table rejected holds")

    def _count(self, sql: str) -> int:
        row = first_row(self._connection, sql)
        return int(row[0]) if row else 0

    def _note(self, table: str, rows: int, told: str) -> None:
        if rows:
            self._findings.append(Finding(table, rows, told))


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(path), read_only=True, config={"allow_unsigned_extensions": False})
    connection.execute("set autoinstall_known_extensions = false; set enable_progress_bar = false")
    return connection


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:300]
