"""Stories and their lines out of the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from herdline.errors import NotFound
from herdline.results import Arrival, Copy, Family, First, Herd, Line, Member, Rows, Story, StoryLine, Use
from herdline.results.line import WIDEST, why_not_stated
from herdline.store.layout import first_row
from herdline.views.related import matters as matters_of

_STORY_ORDER = 'outlets desc, families desc, "first" nulls last, story'

HERD_ORDER = (
    f"case when herd_high - herd_low <= {WIDEST} then herd_percentile end desc nulls last, "
    "herd_low desc nulls last, herd_percentile desc nulls last"
)
"""Stories by the herd index where it is stated; those that cannot say behind, by the lower end of their interval."""

LEAST_ECHO = 20
"""Outlets from which stories are ordered by echo and copied share: of two outlets that share a text echo is 1."""
ECHO_ORDER = f"case when outlets >= {LEAST_ECHO} then echo end desc nulls last"
COPIED_ORDER = f"case when outlets >= {LEAST_ECHO} then copied_share end desc nulls last"


def stories(
    connection: duckdb.DuckDBPyConnection, min_outlets: int, limit: int | None, order: str, about: str = "",
    matters: bool = False,
) -> Rows[Story]:  # fmt: skip
    """Stories with at least ``min_outlets`` outlets.

    Args:
        connection: an open store.
        min_outlets: smallest story listed.
        limit: most rows, ``None`` for all.
        order: ``outlets`` (widest first) or ``herd`` (by the herd index where it is stated, those that cannot
            say behind) or ``echo`` (of stories with ``LEAST_ECHO`` outlets, the others behind).
        about: words that a title of its articles holds, all of them, in any case and script.
        matters: also say which of them are of one matter.
    """
    orders = {
        "outlets": _STORY_ORDER,
        "herd": f"{HERD_ORDER}, {_STORY_ORDER}",
        "echo": f"{ECHO_ORDER}, {_STORY_ORDER}",
    }
    words = about.split()
    titled = " and ".join("contains(lower(a.title), lower(?))" for _ in words)
    of_words = (
        f" and story in (select s.story from story_articles s join articles a on a.id = s.article where {titled})"
    )
    sql = f"select * from stories where outlets >= ?{of_words if words else ''} order by {orders[order]}"
    table = _table(connection, sql + " limit ?" * bool(limit), [min_outlets, *words, *([limit] if limit else [])])
    found = stories_of_rows(connection, table.to_pylist(), matters)
    for name, kind in (("full", pa.int32()), ("herd_note", pa.string()), *([("matter", pa.int64())] * matters)):
        table = table.append_column(name, pa.array([getattr(item, name) for item in found], kind))
    return Rows(found, table)


def find_story(connection: duckdb.DuckDBPyConnection, name: str | int) -> int:
    """The story that ``name`` means: its id, its rank in ``stories`` ("1" or "#1"), or words of its title.

    Raises:
        NotFound: no story, or several titles answer; says which.
    """
    text = str(name).strip().removeprefix("#")
    if text.isdecimal():
        number = int(text)
        if number < 2**63 and first_row(connection, "select 1 from stories where story = ?", [number]):
            return number
        if 0 < number < 100_000:
            row = first_row(
                connection, f"select story from stories order by {_STORY_ORDER} limit 1 offset ?", [number - 1]
            )
            if row:
                return int(row[0])
        raise NotFound(f"no story {name}; see: herdline stories")
    rows = connection.execute(
        f"select story, title from stories where contains(lower(title), lower(?)) order by {_STORY_ORDER} limit 6",
        [text],
    ).fetchall()
    if len(rows) == 1:
        return int(rows[0][0])
    if not rows:
        raise NotFound(
            f"no story has {text!r} in its title; articles may: herdline stories --about {text!r}, "
            f"herdline search {text!r}"
        )
    several = "".join(f"\n  {story}  {' '.join(title.split())}" for story, title in rows[:5])
    more = f"\nand more: herdline stories --about {text!r}" if len(rows) > 5 else ""
    raise NotFound(f"several stories have {text!r} in their title; give the number:{several}{more}")


def story(connection: duckdb.DuckDBPyConnection, number: int) -> Story:
    """One story."""
    rows = _table(connection, "select * from stories where story = ?", [number]).to_pylist()
    return stories_of_rows(connection, rows)[0]


def story_line(connection: duckdb.DuckDBPyConnection, number: int) -> StoryLine:
    """The line of one story, with its families, spread and copies."""
    measures = story(connection, number)
    return StoryLine(
        story=number,
        title=measures.title,
        measures=measures,
        lines=_lines(connection, number),
        families=_families(connection, number),
        spread=_spread(connection, number),
        copies=_copies(connection, number),
    )


def _lines(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[Line, ...]:
    uses: dict[int, list[Use]] = defaultdict(list)
    sql = "select * from line_uses where story = ? order by line, outlet, article, start"
    for u in _table(connection, sql, [number]).to_pylist():
        uses[u["line"]].append(Use(u["article"], u["outlet"], u["start"], u["end"], bool(u["quoted"])))
    rows = _table(
        connection,
        "select l.*, a.outlet as first_outlet, a.published as first_published from lines l "
        "left join articles a on a.id = l.first_article where l.story = ? order by l.rank, l.line",
        [number],
    )
    return tuple(
        Line(
            line=r["line"], text=r["text"], kind=r["kind"], lang=r["lang"], families=r["families"],
            outlets=r["outlets"], share=r["share"], base=r["base"], kin=r.get("kin") or 0.0, lift=r["lift"], q=r["q"],
            first=_first(r),
            uses=tuple(uses[r["line"]]),
            beside=r.get("beside") or "",
        )
        for r in rows.to_pylist()
    )  # fmt: skip


def _first(row: dict[str, Any]) -> First | None:
    if row["first_outlet"] is None:
        return None
    return First(row["first_outlet"], row["first_article"], row["first_published"])


def _families(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[Family, ...]:
    rows = _table(
        connection,
        "select f.*, a.outlet, a.published from families f join articles a on a.id = f.article "
        "join story_articles s on s.article = f.article where s.story = ? "
        "order by f.family, a.published nulls last, f.article",
        [number],
    ).to_pylist()
    groups: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for r in rows:
        groups[r["family"]].append(r)
    families = [
        Family(
            family=key,
            kind=_family_kind(members),
            agency=next((r["agency"] for r in members if r["agency"]), None),
            original=members[0]["original"],
            members=tuple(Member(r["article"], r["outlet"], r["published"], r["kind"]) for r in members),
        )
        for key, members in groups.items()
    ]
    return tuple(sorted(families, key=lambda f: (-len(f.members), f.family)))


def _family_kind(members: Sequence[dict[str, Any]]) -> str:
    """A family is of the kind most of its copies are; alone it is independent, of one outlet alone its own re-run."""
    counts: dict[str, int] = defaultdict(int)
    for member in members:
        if member["kind"] not in ("original", "independent"):
            counts[member["kind"]] += 1
    kind = max(sorted(counts), key=lambda k: counts[k]) if counts else "independent"
    one = len({member["outlet"] for member in members}) == 1
    return "rerun" if kind == "syndicated" and one else kind


def _spread(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[Arrival, ...]:
    sql = "select * from spread where story = ? order by published nulls last, outlet, article"
    return tuple(
        Arrival(
            r["outlet"], r["article"], r["published"], r["lag_minutes"], r["clock_error_minutes"], r["source"],
            r.get("likeness"),
        )
        for r in _table(connection, sql, [number]).to_pylist()
    )  # fmt: skip


def _copies(connection: duckdb.DuckDBPyConnection, number: int) -> tuple[Copy, ...]:
    inside = "(select article from story_articles where story = ?)"
    both = f"a in {inside} and b in {inside}"
    spans: dict[tuple[int, int], list[tuple[int, int, int, int]]] = defaultdict(list)
    for s in _table(connection, f"select * from spans where {both} order by a, b, a0", [number, number]).to_pylist():
        spans[s["a"], s["b"]].append((s["a0"], s["a1"], s["b0"], s["b1"]))
    rows = _table(connection, f"select * from copies where {both} order by a, b", [number, number]).to_pylist()
    return tuple(
        Copy(
            r["a"], r["b"], r["kind"], r["share"], r["share_b"], bool(r["directed"]), bool(r["translated"]),
            tuple(spans[r["a"], r["b"]]),
        )
        for r in rows
    )  # fmt: skip


_FULL = """
select s.story, count(distinct coalesce(o.unit, a.outlet, '')) as n from story_articles s
join articles a on a.id = s.article left join outlets o on o.outlet = a.outlet
where a.extent = 'full' and s.story in (select unnest(?)) group by s.story
"""


def stories_of_rows(
    connection: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]], matters: bool = False
) -> list[Story]:
    """Rows of table ``stories`` as objects, in their order; ``matters`` says which of them are of one matter."""
    numbers = [row["story"] for row in rows]
    full = dict(connection.execute(_FULL, [numbers]).fetchall()) if rows else {}
    same = matters_of(connection, numbers) if matters else {}
    return [_story_of_row(row, full.get(row["story"], 0), same.get(row["story"])) for row in rows]


def _story_of_row(row: dict[str, Any], full: int, matter: int | None) -> Story:
    herd = None
    if row["herd_percentile"] is not None:
        herd = Herd(row["herd_percentile"], row["herd_low"], row["herd_high"])
    own = ("story", "title", "first", "last", "articles", "outlets", "families", "copied_share", "echo")
    rest = ("echo_low", "echo_high")
    voices = row["effective_voices"]
    languages = tuple(part for part in (row["languages"] or "").split(",") if part)
    return Story(
        **{k: row[k] for k in (*own, *rest)}, languages=languages, herd=herd, full=full, matter=matter,
        effective_voices=None if voices is None or voices > row["outlets"] else voices,
        herd_note=why_not_stated(herd, row["outlets"], full, row.get("herd_texts"), row.get("herd_shared")),
    )  # fmt: skip


def _table(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> pa.Table:
    return connection.sql(sql, params=values).to_arrow_table()
