"""Opening a store: the file, its tables, its version.

A store is one DuckDB file. Table ``meta`` holds its schema version and the fingerprint of the articles from which the
derived tables were built. Column and table comments are written into the file, so that ``describe`` tools show them.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from herdline import schema
from herdline.errors import OlderStore, StoreError
from herdline.text.printing import printable


def _add_record(connection: duckdb.DuckDBPyConnection) -> None:
    """Version 2 brought the record's first tables; they are derived, the next build fills them."""
    for table in (
        schema.record.EVENTS,
        schema.record.PARTICIPANTS,
        schema.record.EVENT_MENTIONS,
        schema.record.POSITIONS,
    ):
        connection.execute(create_sql(table))
        comment(connection, table)


def _add_check(connection: duckdb.DuckDBPyConnection) -> None:
    """Version 3 brought the check's tables and the actors named, likewise derived."""
    for table in (schema.record.ACTOR_MENTIONS, schema.record.RELATION_WORDS, *schema.check.TABLES):
        connection.execute(create_sql(table))
        comment(connection, table)


def _add_depths(connection: duckdb.DuckDBPyConnection) -> None:
    """Version 4 brought how far texts are read; without a row, whole."""
    connection.execute(create_sql(schema.DEPTHS))
    comment(connection, schema.DEPTHS)


MIGRATIONS: dict[int, Callable[[duckdb.DuckDBPyConnection], None]] = {1: _add_record, 2: _add_check, 3: _add_depths}
"""From version n to n + 1."""

BUILT = "built_from"
"""Key of the fingerprint in ``meta``."""
_READ_FIRST = "is empty; read something first: herdline read SOURCE --store {}"
_MAGIC, _MAGIC_AT = b"DUCK", 8
"""With what a DuckDB file begins, behind its checksum."""
_TYPES = {
    pa.string(): "varchar",
    pa.int64(): "bigint",
    pa.int32(): "integer",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    schema.TIME: "timestamp",
}


def connect(path: Path | None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open or create the store at ``path`` (``None``: in memory) at the current schema version.

    Raises:
        StoreError: the file is no store, is locked by another process, is damaged, or of a newer program.
    """
    if path is not None and printable(str(path)) != str(path):
        raise StoreError(f"{printable(str(path))}: has bytes in its name that are no UTF-8; choose another --store")
    if read_only and path is not None:
        need(path)
    if path is not None and not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist")
    if path is not None:
        refuse_other(path)
        if _is_blank(path):
            if read_only:
                raise StoreError(f"{path}: {_READ_FIRST.format(path)}")
            _begin(path)
    try:
        connection = duckdb.connect(
            ":memory:" if path is None else str(path), read_only=read_only, config={"allow_unsigned_extensions": False}
        )
    except duckdb.IOException as error:
        raise StoreError(_why(path, error)) from error
    except duckdb.Error as error:
        raise StoreError(f"{path}: cannot be opened as a store ({str(error).splitlines()[0]})") from error
    if not read_only:
        # small checkpoints would rewrite the last row group of texts again and again; the log keeps what is committed
        connection.execute("set checkpoint_threshold = '1GB'")
    # nothing is ever fetched by the database itself: the program works offline
    connection.execute("set autoinstall_known_extensions = false")
    with contextlib.suppress(
        duckdb.InvalidInputException
    ):  # in a notebook without ipywidgets there is none to switch off
        connection.execute("set enable_progress_bar = false")
    connection.execute("set timezone = 'UTC'") if _has_zones(connection) else None
    try:
        _bring_up(connection, path, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def need(path: Path) -> None:
    """Raise ``StoreError`` where there is no file: whoever asks is not to get an empty store for a slip of the pen."""
    if not path.exists():
        raise StoreError(f"{path}: no such store. Make one with: herdline read SOURCE --store {path}")


def version(connection: duckdb.DuckDBPyConnection) -> int | None:
    """Schema version of an open file; ``None`` where there is no table ``meta``."""
    if not first_row(connection, "select 1 from duckdb_tables() where table_name = 'meta'"):
        return None
    row = first_row(connection, "select value from meta where key = 'schema_version'")
    return int(row[0]) if row else None


def create_sql(table: schema.Table) -> str:
    """CREATE TABLE of one table of the schema."""
    columns = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in table.columns)
    return f'create table if not exists "{table.name}" ({columns})'


def _bring_up(connection: duckdb.DuckDBPyConnection, path: Path | None, read_only: bool) -> None:
    found = version(connection)
    if found is None:
        if first_row(connection, "select 1 from duckdb_tables() where not internal"):
            raise StoreError(f"{path}: is a DuckDB file but not a Herdline store; choose another --store")
        if read_only:
            raise StoreError(f"{path}: {_READ_FIRST.format(path)}")
        _create(connection)
        return
    if found > schema.SCHEMA_VERSION:
        raise StoreError(
            f"{path}: was written by a newer Herdline (store version {found}, this program knows "
            f"{schema.SCHEMA_VERSION}). Update the program: pip install -U herdline"
        )
    if found < schema.SCHEMA_VERSION and read_only:
        connection.close()
        raise OlderStore(
            f"{path}: is of store version {found}; open it once for writing (herdline build) to upgrade it"
        )
    for step in range(found, schema.SCHEMA_VERSION):
        with transaction(connection):
            MIGRATIONS[step](connection)
            connection.execute("update meta set value = ? where key = 'schema_version'", [str(step + 1)])
    other = _of_other_shape(connection)
    if other and read_only:
        raise OlderStore(f"{path}: is of an older program; open it once for writing (herdline build) to upgrade it")
    if other:
        _make_anew(connection, other)


def _of_other_shape(connection: duckdb.DuckDBPyConnection) -> list[schema.Table]:
    """Derived tables whose columns are not those of this program, or that are not there."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(
        "select table_name, column_name, data_type from duckdb_columns() where not internal"
    ).fetchall():
        found.setdefault(table, {})[column] = kind.lower()
    return [
        table
        for table in schema.TABLES.values()
        if table.derived and found.get(table.name) != {c.name: _TYPES[c.type] for c in table.columns}
    ]


def _make_anew(connection: duckdb.DuckDBPyConnection, tables: Sequence[schema.Table]) -> None:
    """No migration is needed: nothing that was read stands in derived tables, and the next build fills them."""
    with transaction(connection):
        for table in tables:
            connection.execute(f'drop table if exists "{table.name}"')
            connection.execute(create_sql(table))
            comment(connection, table)
        connection.execute("delete from meta where key = ?", [BUILT])


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    with transaction(connection):
        connection.execute("create table meta (key varchar primary key, value varchar)")
        connection.execute("insert into meta values ('schema_version', ?)", [str(schema.SCHEMA_VERSION)])
        for table in schema.TABLES.values():
            connection.execute(create_sql(table))
            comment(connection, table)


def comment(connection: duckdb.DuckDBPyConnection, table: schema.Table) -> None:
    """Write the meaning of a table and its columns into the file."""
    connection.execute(f'comment on table "{table.name}" is {_quoted(table.about)}')
    for column in table.columns:
        connection.execute(f'comment on column "{table.name}"."{column.name}" is {_quoted(column.about)}')


def first_row(connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
    """First row of a query, or None. Fetches to the end: an open result would block the connection."""
    rows = connection.execute(sql, list(values)).fetchall()
    return rows[0] if rows else None


class transaction:
    """Commit at the end of the block, roll back when it raises.

    Raises:
        StoreError: the disk or the memory is full; what was committed before stays.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("begin")

    def __exit__(self, kind: type[BaseException] | None, cause: BaseException | None, _: object) -> None:
        if kind is None:
            try:
                self._connection.execute("commit")
            except duckdb.Error as error:
                self._undo()
                raise StoreError(_full(error)) from error
            return
        self._undo()
        if issubclass(kind, duckdb.IOException | duckdb.OutOfMemoryException | MemoryError):
            raise StoreError(_full(cause)) from cause

    def _undo(self) -> None:
        with contextlib.suppress(duckdb.Error):  # a connection that failed has nothing to roll back
            self._connection.execute("rollback")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _has_zones(connection: duckdb.DuckDBPyConnection) -> bool:
    row = first_row(connection, "select 1 from duckdb_settings() where name = 'TimeZone'")
    return row is not None


def _full(error: BaseException | None) -> str:
    told = " ".join(str(error).split())[:240]
    return (
        f"the store could not be written ({told}); what was reported is in it: "
        "where the disk or the memory is full make room, then run the same command again"
    )


def is_locked(error: Exception) -> bool:
    """Whether another process holds the file; a damaged "block" is something else."""
    return re.search(r"\block\b", str(error), re.IGNORECASE) is not None


def refuse_other(path: Path) -> None:
    """DuckDB opens tables of text as databases of its own making, and says of them what no user can understand.

    Raises:
        StoreError: the file does not begin as a DuckDB file does, is a folder, or cannot be opened.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_MAGIC_AT + len(_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        told = "is a folder" if path.is_dir() else f"cannot be opened ({error.strerror})"
        raise StoreError(f"{path}: {told}; --store takes the file of a store") from error
    if head[_MAGIC_AT:] != _MAGIC and not _is_blank(path):
        raise StoreError(
            f"{path}: is not a Herdline store (not a DuckDB file). If it holds articles, read them into one:"
            f" herdline read {path} --store news.duckdb; else choose another --store or restore a backup"
        )


def _is_blank(path: Path) -> bool:
    """Whether it is a file of no bytes, as ``mktemp`` leaves it; beside a log it is what is left of a store."""
    return path.is_file() and path.stat().st_size == 0 and not path.with_name(path.name + ".wal").exists()


def _begin(path: Path) -> None:
    """Fill a file of no bytes, which DuckDB refuses to open, with a database of none; its rights stay as they are.

    Raises:
        StoreError: it cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        blank = Path(folder) / "blank"
        duckdb.connect(blank).close()
        try:
            path.write_bytes(blank.read_bytes())
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({error.strerror}); choose another --store") from error


def _why(path: Path | None, error: Exception) -> str:
    text = str(error)
    if is_locked(error):
        return f"{path}: is in use by another process; close it there or work on a copy"
    if "not a valid DuckDB" in text or "magic" in text:
        return f"{path}: is not a DuckDB file; choose another --store or restore a backup"
    return f"{path}: cannot be opened ({text.splitlines()[0]})"
