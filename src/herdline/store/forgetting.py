"""Taking a source that was read out of a store again: its articles, their versions, its rejects, its row of sources.

The derived tables are emptied with them, and the next build fills them from what is left: the store is then as if the
source had never been read, its stories too, which otherwise keep the articles that they had. An article stands under
the source that brought its newest text, and under no other; a source that told of it before or after leaves no trace
of that. Sources that saw more records than articles stand under their name may be such ones: they lose their stamp, so
that they are looked into when they are read again, and not skipped as unchanged.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from difflib import get_close_matches

import duckdb

from herdline import schema
from herdline.errors import NotFound
from herdline.results import Forgotten, SourceRead
from herdline.store.layout import BUILT, first_row, transaction

_HELD = """
    create or replace temp table held as
    select a.id, coalesce(s.source, regexp_replace(a.source, '#[^#]*$', '')) as source
    from articles a left join sources s on s.source = a.source
"""
"""Articles and the source of each, without the record's place, which stands behind the last '#'."""
_NAMED = 5
_STDIN = ("-", "stdin")
"""What standard input is called among sources."""


def held_sources(connection: duckdb.DuckDBPyConnection) -> list[SourceRead]:
    """Every source that was read or has articles, the newest first."""
    connection.execute(_HELD)
    rows = connection.execute(
        "with h as (select source, count(*) as articles from held group by source)"
        " select coalesce(s.source, h.source) as name, coalesce(s.kind, ''), coalesce(s.state, ''),"
        " coalesce(s.records, 0), coalesce(h.articles, 0), coalesce(s.rejects, 0), s.read_at"
        " from sources s full join h on h.source = s.source where name is not null"
        " order by s.read_at desc nulls last, name"
    ).fetchall()
    return [SourceRead(*row) for row in rows]


def forget(connection: duckdb.DuckDBPyConnection, names: Sequence[str], *, dry_run: bool = False) -> Forgotten:
    """Take sources out of the store, all or nothing.

    Args:
        connection: of a store open for writing; to count only, one open for reading is enough.
        names: sources as they were given when they were read, or the paths of the same files, or of a folder: all that
            was read out of it.
        dry_run: only count.

    Raises:
        NotFound: no source of this name was read; near names are suggested.
        StoreError: the disk or the memory is full.
    """
    known = [held.source for held in held_sources(connection)]
    leaving = sorted({source for name in names for source in _meant(name, known)})
    connection.execute("create or replace temp table leaving as select unnest(?::varchar[]) as source", [leaving])
    connection.execute("create or replace temp table gone as select id from held semi join leaving using (source)")
    gone = _counted(connection, leaving, dry_run)
    if not dry_run:
        with transaction(connection):
            _remove(connection, gone.shared, derived=gone.articles > 0)
    return gone


def _meant(name: str, known: Sequence[str]) -> list[str]:
    """Sources that a name given means.

    Raises:
        NotFound: there is none.
    """
    if name in known:
        return [name]
    path = os.path.abspath(os.path.expanduser(name))
    files = [k for k in known if "://" not in k and k not in _STDIN]  # what is read otherwise is in no folder
    if name.strip() and (same := [k for k in files if os.path.abspath(k) == path]):
        return same
    is_folder = name.strip(". " + os.sep) != ""  # not all that was read, for a slip of the pen
    if is_folder and (within := [k for k in files if os.path.abspath(k).startswith(path.rstrip(os.sep) + os.sep)]):
        return within
    ends = [k for k in known if k.endswith("/" + os.path.basename(name))]
    near = (ends + get_close_matches(name, known, n=_NAMED, cutoff=0.6))[:_NAMED]
    hint = f"; did you mean {' or '.join(dict.fromkeys(near))}?" if near else "; herdline sources lists what was read"
    raise NotFound(f"no source {name!r} was read into this store{hint}")


def _counted(connection: duckdb.DuckDBPyConnection, leaving: Sequence[str], dry_run: bool) -> Forgotten:
    row = first_row(
        connection,
        "select (select count(*) from gone), (select count(*) from versions semi join gone using (id)),"
        " (select count(*) from rejected semi join leaving using (source)),"
        " (select count(*) from articles anti join gone using (id))",
    )
    articles, versions, rejects, left = row or (0, 0, 0, 0)
    shared = connection.execute(
        "with own as (select source, count(*) as n from held group by source), refused as"
        " (select source, count(*) as n from rejected where reason <> ? group by source)"  # of bad_date it is stored
        " select s.source from sources s left join own on own.source = s.source"
        " left join refused r on r.source = s.source anti join leaving l on l.source = s.source"
        " where ? > 0 and s.records - coalesce(r.n, 0) > coalesce(own.n, 0) order by s.source",
        [schema.articles.BAD_DATE, articles],
    ).fetchall()
    return Forgotten(tuple(leaving), articles, versions, rejects, left, tuple(name for (name,) in shared), dry_run)


def _remove(connection: duckdb.DuckDBPyConnection, shared: Sequence[str], *, derived: bool) -> None:
    connection.execute("update sources set stamp = '' where source in (select unnest(?::varchar[]))", [list(shared)])
    for name in (t.name for t in schema.TABLES.values() if t.derived and derived):
        connection.execute(f'delete from "{name}"')
    connection.execute("delete from meta where key = ?", [BUILT])  # read again, the articles would be as they were
    for table in ("articles", "versions"):
        connection.execute(f"delete from {table} where id in (select id from gone)")
    connection.execute("delete from depths where article in (select id from gone)")
    for table in ("rejected", "sources"):
        connection.execute(f"delete from {table} where source in (select source from leaving)")
    connection.execute("delete from outlets where outlet not in (select outlet from articles where outlet is not null)")
