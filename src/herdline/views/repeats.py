"""The lists of a pair with the rows joined that tell one thing (``check.repeats``), as they are read from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log2
from typing import Any

import duckdb

from herdline.check.polarity import denies
from herdline.check.repeats import LEAST_BESIDE, Beside, Row, heads_of
from herdline.record.parsed.sides import MUTUAL
from herdline.record.participants import is_state
from herdline.results import Carrier, Limit, Told
from herdline.views.happened import SENTENCE
from herdline.views.independent import UNIT, independent

MOST_MORE = 20
"""Carriers of a row that are shown."""
_CONTEXT = 0.7
"""What a sentence counts that names only one of the two."""
_MOST_COMPARED = 100
"""Rows of a list that are compared, best first: readers see no more, and time grows with the square."""
_EVENTS = """
select event, type, mode, quad, actor_codes, recipient_codes, date_precision = 'day' as stated from events
where event in (select unnest(?))
"""
_PLACES = """
select p.article, p.start, p."end", any_value(a.lang) as lang, coalesce(any_value(o.country), '') as country,
       any_value(s.story) as story, list(distinct t.fact) filter (t.fact is not null) as facts,
       list(distinct m.code) filter (m.code <> '' and m.code <> 'XXX') as codes,
       list(distinct m.person) filter (m.person <> '' and m.code <> 'XXX') as persons,
       list(distinct substr(a.text, m.start + 1, m."end" - m.start)) filter (m.code <> '' and m.code <> 'XXX') as called
from (select distinct unnest(?) as article, unnest(?) as start, unnest(?) as "end") p
join articles a on a.id = p.article left join outlets o on o.outlet = a.outlet
left join story_articles s on s.article = p.article
left join fact_texts t on t.article = p.article and t.start = p.start and t."end" = p."end" and t.state = 'carried'
left join actor_mentions m on m.article = p.article and m.start >= p.start and m."end" <= p."end"
group by p.article, p.start, p."end"
"""
_BESIDE = f"""
select {SENTENCE.format("e")} as sentence, a.lang, e.actor_codes, e.recipient_codes from (
    select * from events where list_has_any(string_split(actor_codes || ',' || recipient_codes, ','), [?, ?])
    order by event limit {LEAST_BESIDE}
) e join articles a on a.id = e.article order by e.event
"""
_SOURCES = f"""
select e.event, null as article, f.family, {UNIT} as unit
from events e join story_articles s on s.article = e.article
join story_articles t on t.story = s.story
join event_mentions m on m.event = e.event and m.article = t.article join families f on f.article = m.article
join articles a on a.id = m.article left join outlets o on o.outlet = a.outlet where e.event in (select unnest(?))
union select null, f.article, f.family, {UNIT} from families f
join articles a on a.id = f.article left join outlets o on o.outlet = a.outlet where f.article in (select unnest(?))
"""


def rank(severity: float, told: Told) -> float:
    """What orders limits: severity, corroboration, and how sure it is that the two are meant."""
    return round(severity * (1 + log2(max(told.families, 1))) * (1.0 if told.named else _CONTEXT), 3)


def without_repeats(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, told: Mapping[str, Sequence[Told]], limits: Sequence[Limit]
) -> tuple[dict[str, tuple[Told, ...]], tuple[Limit, ...]]:
    """Lists of the pair ``a`` and ``b``, best first, with the rows that tell one thing joined; best first again."""
    lists = {name: held[:_MOST_COMPARED] for name, held in told.items()}
    listed = [(name, "", t) for name, held in lists.items() for t in held]
    first_limit = len(listed)
    listed += [("limits", x.kind, x.told) for x in limits[:_MOST_COMPARED]]
    rows = _rows(connection, a, b, listed)
    heads = heads_of(rows, lambda: _beside(connection, a, b))
    joined = _joined(connection, rows, heads)
    result: dict[str, tuple[Told, ...]] = {}
    first = 0
    for name, held in lists.items():
        kept = [joined[i] for i in range(first, first + len(held)) if i in joined]
        result[name] = tuple(sorted([*kept, *told[name][len(held) :]], key=lambda t: -t.families))
        first += len(held)
    strains = [
        replace(limit, told=joined[i], rank=rank(limit.severity, joined[i]))
        for i, limit in enumerate(limits[:_MOST_COMPARED], first_limit) if i in joined
    ]  # fmt: skip
    return result, tuple(sorted([*strains, *limits[_MOST_COMPARED:]], key=lambda x: -x.rank))


def _beside(connection: duckdb.DuckDBPyConnection, a: str, b: str) -> list[Beside]:
    """Sentences of any events of the two."""
    held = connection.execute(_BESIDE, [a, b]).fetchall()
    return [(sentence, lang, _states(actors) | _states(recipients)) for sentence, lang, actors, recipients in held]


def _joined(connection: duckdb.DuckDBPyConnection, rows: Sequence[Row], heads: Sequence[int]) -> dict[int, Told]:
    """The row at each head, with what repeats it as carriers and the independent texts of all."""
    groups: dict[int, list[Row]] = defaultdict(list)
    for row, head in zip(rows, heads, strict=True):
        groups[head].append(row)
    several = [row.told for group in groups.values() if len(group) > 1 for row in group]
    if not several:
        return {head: rows[head].told for head in groups}
    events = [t.event for t in several if t.event is not None]
    articles = [place for t in several if t.event is None for place in (t.article, *(c.article for c in t.more))]
    sources: dict[tuple[int | None, int | None], set[tuple[int, str]]] = defaultdict(set)
    for event, article, *source in connection.execute(_SOURCES, [events, articles]).fetchall():
        sources[event, article].add(tuple(source))
    return {head: _as_one(group, sources) for head, group in groups.items()}


def _as_one(group: list[Row], sources: Mapping[tuple[int | None, int | None], set[tuple[int, str]]]) -> Told:
    """A group's first row with the others as carriers; copies and texts of one owner count once, as in an event."""
    first = group[0].told
    if len(group) == 1:
        return first
    told: set[tuple[int, str]] = set()
    carriers = {(c.article, c.start, c.end): c for c in first.more}
    for row in group:
        t = row.told
        own = [(t.event, None)] if t.event is not None else [(None, t.article), *((None, c.article) for c in t.more)]
        told.update(*(sources.get(key, ()) for key in own))
        if t is not first:
            carrier = Carrier(t.outlet, row.country, row.lang, t.article, t.start, t.end, t.sentence)
            for c in (carrier, *t.more):
                carriers.setdefault((c.article, c.start, c.end), c)
    carriers.pop((first.article, first.start, first.end), None)
    most = max(row.told.families for row in group)  # carriers that are not shown have families too
    return replace(first, families=max(most, independent(told)), more=tuple(carriers.values())[:MOST_MORE])


def _rows(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, listed: Sequence[tuple[str, str, Told]]
) -> list[Row]:  # fmt: skip
    """Rows of (list, kind of limit, what is told)."""
    if not listed:
        return []
    coded = [t.event for *_, t in listed if t.event is not None]
    events = {row["event"]: row for row in _read(connection, _EVENTS, [coded])}
    spots = [[getattr(t, name) for *_, t in listed] for name in ("article", "start", "end")]
    places = {(row["article"], row["start"], row["end"]): row for row in _read(connection, _PLACES, spots)}
    found: list[Row] = []
    for name, kind, t in listed:
        place = places[t.article, t.start, t.end]
        event = events.get(t.event, {})
        named = frozenset((*(place["codes"] or ()), *(place["persons"] or ())))
        named = named or _states(event.get("actor_codes", "")) | _states(event.get("recipient_codes", ""))
        found.append(
            Row(
                told=t, group=_group(name, kind, t, event), type=event.get("type", t.topic),
                toward=_toward(event, a, b), mode=event.get("mode", ""), stated=event.get("stated", False),
                denies=denies(t.sentence, place["lang"]), lang=place["lang"], country=place["country"], named=named,
                facts=frozenset(place["facts"] or ()), story=place["story"],
                called=frozenset(word for words in place["called"] or () for word in words.split()),
            )
        )  # fmt: skip
    return found


def _read(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = connection.sql(sql, params=values).to_arrow_table().to_pylist()
    return found


def _group(name: str, kind: str, told: Told, event: Mapping[str, Any]) -> tuple[str, ...]:
    """What two rows must have in common to be one; () for a position, which is one matter already."""
    if told.kind == "position":
        return ()
    if kind and event and event["quad"].endswith("conflict"):
        return name, event["quad"]
    return (name, kind) if kind else (name, told.kind, event.get("type", told.topic))


def _toward(event: Mapping[str, Any], a: str, b: str) -> str:
    """Who toward whom, bodies and third parties left out; "" for words, which have no direction.

    An agreement, a meeting or a common work has two sides, whichever of them a text names first.
    """
    if not event:
        return ""
    actors, recipients = _states(event["actor_codes"]), _states(event["recipient_codes"])
    if not recipients or event["type"] in MUTUAL:
        return "with"
    ways = [f"{one} > {other}" for one, other in ((a, b), (b, a)) if one in actors and other in recipients]
    return ", ".join(ways or [f"{min(actors, default='')} > {min(recipients)}"])


def _states(codes: str) -> frozenset[str]:
    return frozenset(code for code in codes.split(",") if is_state(code))
