"""Lists that a reader narrows down: stories by filters, outlets, pairs of actors, counts of the whole store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from herdline.results import Listed, Outlet, Rows, Tie
from herdline.views.actors import actor_name
from herdline.views.independent import SOURCES, independent_of
from herdline.views.line import COPIED_ORDER, ECHO_ORDER, HERD_ORDER, stories_of_rows

ORDERS = {
    "outlets": "s.outlets desc, s.families desc",
    "herd": f"{HERD_ORDER}, s.outlets desc",
    "echo": f"{ECHO_ORDER}, s.outlets desc",
    "copied": f"{COPIED_ORDER}, s.outlets desc",
    "overlooked": "reach, s.families desc",
    "new": "s.last desc nulls last, s.outlets desc",
}
"""Ways to rank stories. Overlooked: told by three independent texts or more in the fewest of the store's languages."""
LEAST_OVERLOOKED = 3
_LANGUAGE_OUTLETS = 3  # a language counts among those of the store from this many outlets on

_READ_LANGUAGES = f"""
select lang from (select distinct lang, outlet from articles where lang <> 'und') t group by lang
having count(*) >= {_LANGUAGE_OUTLETS}
"""
_STORIES = """
with wanted as (
    select s.*, (select count(*) from unnest(string_split(coalesce(s.languages, ''), ',')) as u(lang)
                 where u.lang in (select lang from read_languages))
                / greatest((select count(*) from read_languages), 1) as reach
    from stories s where {where}
)
"""


@dataclass(frozen=True)
class StoryFilter:
    """Which stories: all conditions must hold; empty asks for nothing. Dates are ISO 8601 of any precision."""

    words: str = ""
    lang: str = ""
    country: str = ""
    outlet: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""
    min_outlets: int = 2
    order: str = "outlets"


def listed(
    connection: duckdb.DuckDBPyConnection, wanted: StoryFilter, limit: int, offset: int = 0
) -> tuple[list[Listed], int]:
    """Stories that answer a filter, ranked, and how many there are in all."""
    where, values = _conditions(wanted)
    if wanted.order == "overlooked":
        where.append(f"s.families >= {LEAST_OVERLOOKED}")
    head = f"with read_languages as ({_READ_LANGUAGES}), " + _STORIES.format(where=" and ".join(where)).lstrip()[5:]
    (total,) = connection.execute(head + "select count(*) from wanted", values).fetchall()[0]
    rows = connection.sql(
        head + f"select s.* from wanted s order by {ORDERS[wanted.order]}, s.story limit ? offset ?",
        params=[*values, limit, offset],
    ).to_arrow_table()
    found = rows.to_pylist()
    lines, countries = _lines_of(connection, found), _countries_of(connection, found)
    told = stories_of_rows(connection, found, matters=True)
    return [
        Listed(story, *lines.get(r["story"], ("", 0)), countries.get(r["story"], ()), r["reach"])
        for story, r in zip(told, found, strict=True)
    ], int(total)


def ties(connection: duckdb.DuckDBPyConnection, limit: int) -> list[Tie]:
    """Pairs of which both closeness and refusals are told in sentences that name both, most told first."""
    rows = connection.execute(
        f"select r.a, r.b, {SOURCES} filter (r.kind = 'close'), {SOURCES} filter (r.kind <> 'close')"
        " from relation_words r join families f on f.article = r.article"
        " join articles a on a.id = r.article left join outlets o on o.outlet = a.outlet"
        " where r.basis = 'named' and r.a <> 'XXX' and r.b <> 'XXX' group by r.a, r.b"
    ).fetchall()
    told = [(a, b, independent_of(close), independent_of(limits)) for a, b, close, limits in rows]
    told = sorted((t for t in told if t[2] and t[3]), key=lambda t: (-min(t[2:]), -sum(t[2:]), t[:2]))[:limit]
    return [Tie(a, actor_name(a), b, actor_name(b), close, limits) for a, b, close, limits in told]


def outlets(connection: duckdb.DuckDBPyConnection) -> Rows[Outlet]:
    """Outlets of the store, those with most articles first."""
    table = connection.sql(
        "select a.outlet, coalesce(any_value(o.name), a.outlet) as name, coalesce(any_value(o.country), '') as country,"
        " coalesce(mode(a.lang) filter (where a.lang <> 'und'), any_value(o.lang)) as lang,"
        " coalesce(any_value(o.ownership), '') as ownership,"
        " count(*) as articles, count(*) filter (where a.extent = 'full') as full,"
        " count(distinct s.story) as stories,"
        " count(*) filter (where f.kind not in ('original', 'independent')) as copies, max(a.published) as last"
        " from articles a left join outlets o on o.outlet = a.outlet left join story_articles s on s.article = a.id"
        " left join families f on f.article = a.id where a.outlet is not null"
        " group by a.outlet order by articles desc, a.outlet"
    ).to_arrow_table()
    return Rows([Outlet(**row) for row in table.to_pylist()], table)


def choices(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """What filters can be set to: languages and countries of the store, most frequent first."""
    langs = connection.execute(
        "select lang from articles where lang is not null group by lang order by count(*) desc, lang limit 60"
    ).fetchall()
    countries = connection.execute(
        "select o.country from outlets o where o.country <> '' group by o.country order by count(*) desc, o.country"
    ).fetchall()
    return {"languages": [r[0] for r in langs], "countries": [r[0] for r in countries]}


def feeds(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Addresses of feeds and lists of feeds that were read."""
    rows = connection.execute(
        "select source from sources where kind in ('feed', 'list') and regexp_matches(source, '^https?://')"
        " order by source"
    ).fetchall()
    return [row[0] for row in rows]


def _conditions(wanted: StoryFilter) -> tuple[list[str], list[Any]]:
    parts, values = ["s.outlets >= ?"], list[Any]([wanted.min_outlets])
    for word in wanted.words.split():
        parts.append("contains(lower(s.title), lower(?))")
        values.append(word)
    if wanted.lang:
        parts.append("list_contains(string_split(s.languages, ','), ?)")
        values.append(wanted.lang)
    within = "s.story in (select m.story from story_articles m join articles a on a.id = m.article {join} where {test})"
    if wanted.country:
        parts.append(within.format(join="join outlets o on o.outlet = a.outlet", test="o.country = ?"))
        values.append(wanted.country)
    if wanted.outlet:
        parts.append(within.format(join="", test="a.outlet = ?"))
        values.append(wanted.outlet)
    if wanted.actor:
        parts.append(within.format(join="join actor_mentions n on n.article = a.id", test="n.code = ?"))
        values.append(wanted.actor)
    if wanted.since:
        parts.append("cast(cast(s.last as date) as varchar) >= ?")
        values.append(wanted.since)
    if wanted.until:
        parts.append('left(cast(cast(s."first" as date) as varchar), length(?)) <= ?')
        values += [wanted.until, wanted.until]
    return parts, values


def _lines_of(connection: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> dict[int, tuple[str, int]]:
    found = connection.execute(
        "select story, text, families from lines where rank = 1 and story in (select unnest(?))",
        [[r["story"] for r in rows]],
    ).fetchall()
    return {story: (text, families) for story, text, families in found}


def _countries_of(connection: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> dict[int, tuple[str, ...]]:
    found = connection.execute(
        "select s.story, o.country, count(distinct a.outlet) as n from story_articles s"
        " join articles a on a.id = s.article join outlets o on o.outlet = a.outlet"
        " where s.story in (select unnest(?)) and o.country <> '' group by s.story, o.country"
        " order by s.story, n desc, o.country",
        [[r["story"] for r in rows]],
    ).fetchall()
    countries: dict[int, tuple[str, ...]] = {}
    for story, country, _ in found:
        countries[story] = (*countries.get(story, ()), country)
    return countries


def rejected(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """What was not stored, and why, in the order of the places in each source: "line 9996" ahead of "line 10593"."""
    number = "try_cast(regexp_extract(place, '(\\d+)$', 1) as bigint)"
    query = f"select * from rejected order by source, {number} nulls first, place"
    return connection.sql(query).to_arrow_table()
