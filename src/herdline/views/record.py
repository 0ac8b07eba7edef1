"""Events and positions out of the store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from herdline.errors import BadQuestion, NotFound
from herdline.record.positions import KINDS
from herdline.record.scores import TYPES
from herdline.results import Event, Participant, Position, Rows, Telling
from herdline.views.actors import ALIKE, code_of, hint, is_code
from herdline.views.happened import SENTENCE

_EVENT_COLUMNS = f"e.*, {SENTENCE.format('e')} as sentence"
_IS_CALLED = """
(upper({code}) = upper(?) or upper({code}) like '%:' || upper(?) or (?
 and (contains(' ' || translate(lower({name}), '-(', '  '), ' ' || lower(?)) or lower({person}) = lower(?))))
"""
"""Whether somebody has a code, the state's own name for one, or a name with a word that begins so."""
_NAMES_LIKE = f"""
select distinct name from (
    select name, unnest(list_append(string_split(name, ' '), name)) as word from (
        select name from participants union select holder_name from positions
    )
) where jaro_similarity(lower(word), lower(?)) >= {ALIKE}
"""
"""Names in the record that are worth a closer look because they, or a word of theirs, look like the one asked for."""
_PARTICIPANT = _IS_CALLED.format(code="p.code", name="p.name", person="p.person")


@dataclass(frozen=True)
class RecordFilter:
    """Which events: all conditions must hold; None asks for nothing."""

    story: int | None = None
    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    least_reports: int = 1


def events(connection: duckdb.DuckDBPyConnection, wanted: RecordFilter, limit: int | None) -> Rows[Event]:
    """Events in order of their date (those without one last), most reported first on a day.

    Raises:
        BadQuestion: there is no such type.

    A limit keeps the events that most independent families report, of these the ones nearest to their article, then
    the likeliest: the oldest date in a pile of news is mostly a look back ("since the coup of 1991").
    """
    where, values = _conditions(wanted)
    told = f"select {_EVENT_COLUMNS} from events e join articles a on a.id = e.article where {where}"
    if limit:
        told += (
            " order by e.reports desc, coalesce(left(e.date, 4) = cast(year(e.published) as varchar), false) desc,"
            " e.probability desc, e.event limit ?"
        )
    sql = f"select * from ({told}) order by nullif(date, '') nulls last, reports desc, event"
    table = connection.sql(sql, params=values + ([limit] if limit else [])).to_arrow_table()
    return Rows(_objects(connection, table), table)


def events_of(connection: duckdb.DuckDBPyConnection, wanted: RecordFilter, limit: int | None) -> Rows[Event]:
    """The same; where none answers because nobody is called so, that is said.

    Raises:
        BadQuestion: there is no such type.
        NotFound: no event answers, and nobody in the record is called as is asked for.
    """
    found = events(connection, wanted, limit)
    unknown = "" if len(found) else nobody(connection, wanted.actor, wanted.recipient)
    if unknown:
        raise NotFound(unknown)
    return found


def event(connection: duckdb.DuckDBPyConnection, number: int) -> Event:
    """One event.

    Raises:
        NotFound: there is none with this id.
    """
    sql = f"select {_EVENT_COLUMNS} from events e join articles a on a.id = e.article where e.event = ?"
    table = connection.sql(sql, params=[number]).to_arrow_table()
    if not table.num_rows:
        raise NotFound(f"no event {number}; see: herdline record")
    return _objects(connection, table)[0]


ORDERS = {
    "date": "nullif(e.date, '') desc nulls last, e.reports desc, e.event",
    "reports": "e.reports desc, nullif(e.date, '') desc nulls last, e.event",
    "probability": "e.probability desc, e.event",
    "score": "e.score, e.reports desc, e.event",
    "published": "e.published desc nulls last, e.event",
}
"""Ways to sort the record as a page shows it."""


def event_page(
    connection: duckdb.DuckDBPyConnection, wanted: RecordFilter, order: str, limit: int, offset: int
) -> tuple[Rows[Event], int]:
    """One page of the record in the order asked for, and the number of events that answer in all."""
    where, values = _conditions(wanted)
    (total,) = connection.execute(f"select count(*) from events e where {where}", values).fetchall()[0]
    # the page is cut first: joining all texts for fifty rows would read the whole store
    chosen = f"select e.event from events e where {where} order by {ORDERS[order]} limit ? offset ?"
    sql = (
        f"select {_EVENT_COLUMNS} from events e join articles a on a.id = e.article "
        f"where e.event in ({chosen}) order by {ORDERS[order]}"
    )
    table = connection.sql(sql, params=[*values, limit, offset]).to_arrow_table()
    return Rows(_objects(connection, table), table), int(total)


def tellings(connection: duckdb.DuckDBPyConnection, number: int) -> Rows[Telling]:
    """Every sentence that tells an event, in order of publication."""
    table = connection.sql(
        "select m.article, a.outlet, coalesce(o.name, a.outlet, '?') as outlet_name, a.lang, a.published, m.start,"
        f' m."end", {SENTENCE.format("m")} as sentence, m.certainty, m.speaker, m.probability,'
        " f.family from event_mentions m join articles a on a.id = m.article"
        " join families f on f.article = m.article left join outlets o on o.outlet = a.outlet"
        " where m.event = ? order by a.published nulls last, m.article, m.start",
        params=[number],
    ).to_arrow_table()
    return Rows([Telling(**row) for row in table.to_pylist()], table)


def positions(connection: duckdb.DuckDBPyConnection, holder: str | None, about: str | None) -> Rows[Position]:
    """Standing positions, one row for a holder, kind and target; the evidence most reported first.

    The stance shown is the one with the most independent families behind it; ``conflicting`` says that another has at
    least half as many, ``changes`` lists each stance with its first date and its families.

    Raises:
        NotFound: nobody in the record is called as is asked for, and ``about`` is no kind either.
    """
    unknown = nobody(connection, holder, about if about and about.lower() not in KINDS else None)
    if unknown:
        raise NotFound(unknown)
    parts, values = ["p.certainty <> 'denied'"], list[Any]()  # "denies that it recognises" is no recognition
    if holder:
        parts.append(_IS_CALLED.format(code="p.holder", name="p.holder_name", person="p.holder_name"))
        values += _called(holder)
    if about:
        called = _IS_CALLED.format(code="p.target", name="p.target_name", person="p.target_name")
        parts.append(f"(p.kind = lower(?) or {called})")
        values += [about, *_called(about)]
    rows = connection.sql(
        f"select p.*, f.family, a.outlet, {SENTENCE.format('p')} as sentence from positions p "
        "join articles a on a.id = p.article join families f on f.article = p.article "
        f"where {' and '.join(parts)} order by p.published nulls last, p.article, p.start",
        params=values,
    ).to_arrow_table()
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows.to_pylist():
        groups[row["holder"], row["kind"], row["target"]].append(row)
    found = sorted(
        (_standing(held) for held in groups.values()), key=lambda p: (p.holder, -p.reports, p.kind, p.target)
    )
    flat = [{**p.record(), "changes": "; ".join(p.changes)} for p in found]
    return Rows(found, pa.Table.from_pylist(flat) if flat else pa.table({"holder": pa.array([], pa.string())}))


def _standing(rows: list[dict[str, Any]]) -> Position:
    families: dict[str, set[int]] = defaultdict(set)
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        families[row["stance"]].add(row["family"])
        first.setdefault(row["stance"], row)
    order = sorted(families, key=lambda stance: (-len(families[stance]), stance))
    best, shown = order[0], first[order[0]]
    since = {
        stance: min((r["since"] for r in rows if r["stance"] == stance and r["since"]), default="") for stance in order
    }
    return Position(
        holder=shown["holder"], holder_name=shown["holder_name"], kind=shown["kind"], target=shown["target"],
        target_name=shown["target_name"], stance=best, since=since[best],
        conflicting=len(order) > 1 and 2 * len(families[order[1]]) >= len(families[best]),
        reports=len(families[best]),
        changes=tuple(f"{stance} {since[stance] or 'undated'} ({len(families[stance])})" for stance in order),
        article=shown["article"], outlet=shown["outlet"], start=shown["start"], end=shown["end"],
        sentence=shown["sentence"],
    )  # fmt: skip


def _called(text: str) -> list[Any]:
    """Values of ``_IS_CALLED``: a code means nothing but itself, "POL" is in "police" too."""
    code = code_of(text)
    return [code or text, code or text, not is_code(text), text, text]


def is_nobody(connection: duckdb.DuckDBPyConnection, text: str) -> bool:
    """Whether it is no code of a known actor, and nobody in the record is called so or has or meets a position."""
    if is_code(text):
        return False
    tables = [f"select 1 from participants p where {_PARTICIPANT}"]
    for side in ("holder", "target"):
        called = _IS_CALLED.format(code=f"p.{side}", name=f"p.{side}_name", person=f"p.{side}_name")
        tables.append(f"select 1 from positions p where {called}")
    return not any(connection.execute(f"{asked} limit 1", _called(text)).fetchall() for asked in tables)


def nobody(connection: duckdb.DuckDBPyConnection, *asked: str | None) -> str:
    """Who of those asked for is nobody in the record, in words with near names; "" where all are somebody."""
    for text in asked:
        if not text or not is_nobody(connection, text):
            continue
        rows = connection.execute(_NAMES_LIKE, [text.strip()]).fetchall()
        return f"nobody in the record has the code or the name {text!r}; {hint(text, (row[0] for row in rows))}"
    return ""


def _conditions(wanted: RecordFilter) -> tuple[str, list[Any]]:
    parts, values = ["e.reports >= ?"], list[Any]([wanted.least_reports])
    if wanted.story is not None:
        parts.append(
            "e.event in (select m.event from event_mentions m join story_articles s on s.article = m.article"
            " where s.story = ?)"
        )
        values.append(wanted.story)
    for side, text in (("actor", wanted.actor), ("recipient", wanted.recipient)):
        if text:
            parts.append(
                "e.event in (select p.event from participants p where"
                f" (p.side = '{side}' or e.recipient_codes = '')"
                f" and {_PARTICIPANT})"
            )
            values += _called(text)
    if wanted.type:
        if wanted.type.upper() not in TYPES:
            raise BadQuestion(f"no event has the type {wanted.type!r}; types: {', '.join(TYPES)}")
        parts.append("e.type = upper(?)")
        values.append(wanted.type)
    if wanted.since:
        parts.append("e.date >= ?")
        values.append(wanted.since)
    if wanted.until:
        parts.append("e.date <> '' and substr(e.date, 1, length(?)) <= ?")
        values += [wanted.until, wanted.until]
    return " and ".join(parts), values


def _objects(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> list[Event]:
    people: dict[tuple[int, str], list[Participant]] = defaultdict(list)
    ids = table.column("event").to_pylist()
    if ids:
        rows = connection.sql(
            "select p.* from participants p join (select unnest(?) as event) w on w.event = p.event "
            "order by p.event, p.side, p.position",
            params=[ids],
        ).to_arrow_table()
        for r in rows.to_pylist():
            people[r["event"], r["side"]].append(Participant(r["text"], r["name"], r["code"], r["sector"], r["person"]))
    return [
        Event(
            id=r["event"], type=r["type"], mode=r["mode"], context=_parts(r["contexts"]), aux=_parts(r["aux"]),
            quad=r["quad"], score=r["score"], actors=tuple(people[r["event"], "actor"]),
            recipients=tuple(people[r["event"], "recipient"]), date=r["date"], date_precision=r["date_precision"],
            place=r["place"], certainty=r["certainty"], speaker=r["speaker"], polarity=r["polarity"],
            factuality=r["factuality"], probability=r["probability"], article=r["article"], outlet=r["outlet"],
            published=r["published"], start=r["start"], end=r["end"], sentence=r["sentence"], reports=r["reports"],
            mentions=r["mentions"],
        )
        for r in table.to_pylist()
    ]  # fmt: skip


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)
