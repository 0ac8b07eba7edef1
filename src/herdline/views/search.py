"""Search over everything: stories, actors, outlets, and the full text of articles in every script.

A word is found wherever its letters stand, also inside a longer word, so that Chinese needs no word boundaries and
Russian or Arabic no endings. Case is ignored, but capitals inside a word ("iPhone") must be typed as printed. Words in
quotation marks are looked for as they stand together.
"""

from __future__ import annotations

import re
from typing import Any

import duckdb
import pyarrow as pa

from herdline.results import Hit, Rows
from herdline.views.actors import actor_name, actors_like

_PHRASE = re.compile(r'"([^"]+)"|(\S+)')
_AROUND = 90
_HITS = pa.schema(
    [
        ("kind", pa.string()), ("key", pa.string()), ("title", pa.string()), ("about", pa.string()),
        ("start", pa.int64()), ("end", pa.int64()), ("excerpt", pa.string()), ("story", pa.string()),
    ]
)  # fmt: skip
LONGEST = 200
"""Characters of a search that are used."""


def search(connection: duckdb.DuckDBPyConnection, words: str, limit: int = 30, offset: int = 0) -> Rows[Hit]:
    """What answers: stories by title, actors, outlets, then articles, those with all words in the title first.

    From the second page on (``offset`` counts articles) articles alone.
    """
    wanted, found = _wanted(words), list[Hit]()
    if wanted and not offset:
        few = max(3, limit // 5)
        plain = " ".join(wanted)
        found += _actors(connection, plain, few)
        found += _stories(connection, wanted, few)
        found += _outlets(connection, plain, few)
    if wanted:
        found += _articles(connection, wanted, limit, offset)
    return Rows(found, pa.Table.from_pylist([hit.record() for hit in found], schema=_HITS))


def articles_found(connection: duckdb.DuckDBPyConnection, words: str) -> int:
    """How many articles hold all of the words."""
    wanted = _wanted(words)
    if not wanted:
        return 0
    test, values = _holding(wanted)
    return int(connection.execute(f"select count(*) from articles a where {test}", values).fetchall()[0][0])


def suggestions(connection: duckdb.DuckDBPyConnection, words: str, limit: int = 8) -> list[Hit]:
    """What a search that is still being typed may mean: actors, outlets and stories."""
    wanted = _wanted(words)
    if not wanted:
        return []
    found = [*_actors(connection, words, 3), *_outlets(connection, words, 2), *_stories(connection, wanted, limit)]
    return found[:limit]


def _wanted(words: str) -> list[str]:
    return [phrase or word for phrase, word in _PHRASE.findall(words[:LONGEST])][:8]


def _actors(connection: duckdb.DuckDBPyConnection, words: str, limit: int) -> list[Hit]:
    near = actors_like(words.strip(), 40)
    rows = connection.execute(
        "select code, count(*) as n, count(distinct article) as articles from actor_mentions"
        " where code in (select unnest(?)) group by code order by n desc, code limit ?",
        [near, limit],
    ).fetchall()
    return [Hit("actor", code, actor_name(code), f"named in {n:,} articles", 0, 0, "") for code, _, n in rows]


def _outlets(connection: duckdb.DuckDBPyConnection, words: str, limit: int) -> list[Hit]:
    rows = connection.execute(
        "select a.outlet, coalesce(any_value(o.name), a.outlet) as name, coalesce(any_value(o.country), ''),"
        " count(*) as n from articles a left join outlets o on o.outlet = a.outlet"
        " where contains(lower(a.outlet), lower(?)) or contains(lower(coalesce(o.name, '')), lower(?))"
        " group by a.outlet order by n desc, a.outlet limit ?",
        [words.strip(), words.strip(), limit],
    ).fetchall()
    return [
        Hit("outlet", outlet, name, f"outlet{', ' + country if country else ''}, {n:,} articles", 0, 0, "")
        for outlet, name, country, n in rows
    ]


def _stories(connection: duckdb.DuckDBPyConnection, wanted: list[str], limit: int) -> list[Hit]:
    test = " and ".join("contains(lower(title), lower(?))" for _ in wanted)
    rows = connection.execute(
        f"select story, title, outlets, families from stories where outlets >= 2 and {test}"
        " order by outlets desc, families desc, story limit ?",
        [*wanted, limit],
    ).fetchall()
    return [
        Hit("story", str(story), title or "(no title)", f"{n} outlets, {families} independent texts", 0, 0, "")
        for story, title, n, families in rows
    ]


def _holding(wanted: list[str]) -> tuple[str, list[Any]]:
    """SQL that an article ``a`` holds all words in title or text, and its values."""
    inside, values = [], list[Any]()
    for word in wanted:
        forms = _forms(word)
        inside.append(f"(contains(lower(a.title), lower(?)) or {' or '.join('contains(a.text, ?)' for _ in forms)})")
        values += [word, *forms]
    return " and ".join(inside), values


def _articles(connection: duckdb.DuckDBPyConnection, wanted: list[str], limit: int, offset: int) -> list[Hit]:
    inside, values = _holding(wanted)
    titled = " and ".join("contains(lower(a.title), lower(?))" for _ in wanted)
    rows = connection.sql(
        "select a.id, a.title, a.text, a.published, coalesce(o.name, a.outlet, '?') as name, a.lang, s.story from ("
        f" select a.id, {titled} as titled from articles a where {inside}"
        " order by titled desc nulls last, a.published desc nulls last, a.id limit ? offset ?"
        ") n join articles a on a.id = n.id left join outlets o on o.outlet = a.outlet"
        " left join story_articles s on s.article = a.id"
        " order by n.titled desc nulls last, a.published desc nulls last, a.id",
        params=[*wanted, *values, limit, offset],
    ).to_arrow_table()
    return [_hit(row, wanted) for row in rows.to_pylist()]


def _forms(word: str) -> list[str]:
    """Ways to print a word: as typed, small, capital, all capitals. Making all texts small takes ten times as long."""
    return list(dict.fromkeys([word, word.lower(), word.capitalize(), word.title(), word.upper()]))


def _hit(row: dict[str, Any], wanted: list[str]) -> Hit:
    text = row["text"] or ""
    lower = text.lower()
    # lower() keeps the length of nearly every text; where it does not, the beginning is shown
    place = next((p for w in wanted if (p := lower.find(w.lower())) >= 0), -1) if len(lower) == len(text) else -1
    start = max(place, 0)
    end = start + len(wanted[0]) if place >= 0 else 0
    low, high = max(0, start - _AROUND), min(len(text), max(end, start) + _AROUND)
    excerpt = ("… " if low else "") + " ".join(text[low:high].split()) + (" …" if high < len(text) else "")
    told = f"{row['name']} · {row['lang']}" + (f" · {row['published']:%Y-%m-%d}" if row["published"] else "")
    told_in = "" if row["story"] is None else str(row["story"])
    return Hit("article", str(row["id"]), row["title"] or "(no title)", told, start, end, excerpt, told_in)
