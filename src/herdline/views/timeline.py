"""The timeline of an entity: read from the English articles that name it when asked, and from the record's events."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import duckdb
import pyarrow as pa

from herdline.engines.base import Progress
from herdline.errors import NotFound
from herdline.record.timeline import Line, Text, timeline, when
from herdline.results import Event, Participant, Rows, TimelineEvent, TimelineMention
from herdline.text.sentences import LONGEST, sentences
from herdline.views.actors import actor_name
from herdline.views.record import RecordFilter, events

_SCHEMA = pa.schema(
    [
        ("order", pa.int32()), ("date", pa.string()), ("precision", pa.string()), ("basis", pa.string()),
        ("word", pa.string()), ("side", pa.string()), ("source", pa.string()), ("aux", pa.string()),
        ("types", pa.string()), ("reports", pa.int32()), ("mentions", pa.int32()), ("article", pa.int64()),
        ("outlet", pa.string()), ("published", pa.timestamp("us")), ("start", pa.int32()), ("end", pa.int32()),
        ("sentence", pa.string()),
    ]
)  # fmt: skip
_BASIS = {"text": 0, "article": 1, "none": 2}


def timeline_of(
    connection: duckdb.DuckDBPyConnection, name: str, since: str, until: str, most: int, progress: Progress
) -> Rows[TimelineEvent]:
    """Events of an entity in order of time, those without a date last (left out where ``since`` or ``until`` asks).

    Args:
        connection: to a store that is built.
        name: of any entity as articles write it, or the code of an actor (KAZ).
        since: first date, ISO 8601 of any precision.
        until: last date, included.
        most: articles read, the newest that name it.
        progress: called with (what is done, articles read, all of them).

    Raises:
        NotFound: no English article names it and the record has no event of it.
    """
    wanted = actor_name(name.strip().upper()) if name.isupper() else name.strip()
    articles = _articles(connection, wanted, most) if wanted else {}
    wanted = _as_written(wanted, [row["text"] for row in articles.values()])
    texts = [_text(row) for row in articles.values()]
    lines = timeline(wanted, texts, lambda done: progress("reading articles", done, len(texts)))
    found = [_event(line, articles) for line in lines]
    recorded = _recorded(connection, name.strip(), wanted)
    if not articles and not recorded:
        raise NotFound(_why(connection, name, wanted))
    told = _in_order(_joined(found, recorded), since, until)
    table = pa.Table.from_pylist([_flat(event) for event in told], schema=_SCHEMA)
    return Rows(told, table)


def _articles(connection: duckdb.DuckDBPyConnection, name: str, most: int) -> dict[str, dict[str, Any]]:
    rows = connection.sql(
        "select a.id, a.outlet, a.published, a.text, f.family from articles a join families f on f.article = a.id "
        "where a.lang = 'en' and contains(lower(a.text), lower(?)) and regexp_matches(a.text, ?, 'i') "
        "order by a.published desc nulls last, a.id limit ?",
        params=[name, rf"(^|\W){re.escape(name)}(s?\W|s?$)", most],
    ).to_arrow_table()
    return {str(row["id"]): row for row in reversed(rows.to_pylist())}


def _as_written(name: str, texts: Iterable[str]) -> str:
    """The name with the capitals that texts mostly give it, where it was asked for without any."""
    if name != name.lower():
        return name
    sought = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    written = Counter(surface for text in texts for surface in sought.findall(text))
    return written.most_common(1)[0][0] if written else name


def _text(row: dict[str, Any]) -> Text:
    spans = tuple((s.start, s.end) for s in sentences(row["text"]) if len(s.text) <= LONGEST)
    return Text(str(row["id"]), row["text"], row["published"].date() if row["published"] else None, spans)


def _event(line: Line, articles: dict[str, dict[str, Any]]) -> TimelineEvent:
    held = sorted(line.mentions, key=lambda m: (_BASIS[m.basis], not m.by_name))  # dated by the text, by name
    told = []
    for m in held:
        row = articles[m.key]
        first, last = m.span
        told.append(
            TimelineMention(row["id"], row["outlet"], row["published"], m.start, m.end, m.word, row["text"][first:last])
        )
    best, shown = held[0], told[0]
    return TimelineEvent(
        order=0, date=line.date, precision=line.precision, basis=best.basis, word=best.word, side=best.side,
        source="text", aux=best.aux, types=(), reports=len({articles[m.key]["family"] for m in held}),
        mentions=len(told), article=shown.article, outlet=shown.outlet, published=shown.published, start=shown.start,
        end=shown.end, sentence=shown.sentence, told=tuple(told),
    )  # fmt: skip


def _recorded(connection: duckdb.DuckDBPyConnection, name: str, wanted: str) -> list[tuple[str, Event]]:
    """(side, event) of the record's events that happened with the entity on a side; by code where one was given."""
    if wanted.islower():
        return []  # a common word, no name
    by_code = name.isupper() and wanted != name
    asked = name if by_code else wanted
    whole = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")  # "Oman" is not "Romania"

    def means(who: Participant) -> bool:
        if by_code:
            return asked in (who.code, who.code.split(":")[-1])
        return who.id == asked or whole.search(who.name) is not None

    found: dict[int, tuple[str, Event]] = {}
    for side, chosen in (("agent", RecordFilter(actor=asked)), ("patient", RecordFilter(recipient=asked))):
        for event in events(connection, chosen, None):
            if event.id not in found and any(map(means, event.actors if side == "agent" else event.recipients)):
                found[event.id] = side, event
    return [told for told in found.values() if not {"hypothetical", "negation"} & set(told[1].aux)]


def _joined(found: Sequence[TimelineEvent], recorded: Sequence[tuple[str, Event]]) -> list[TimelineEvent]:
    """The lines with the record's types, and lines for events that only the record has."""
    by_sentence: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for number, event in enumerate(found):
        for mention in event.told:
            by_sentence[mention.article].append((mention.start, mention.end, number))
    types: dict[int, set[str]] = defaultdict(set)
    alone: list[TimelineEvent] = []
    for side, coded in recorded:
        lines = {n for start, end, n in by_sentence[coded.article] if coded.start <= start and end <= coded.end}
        if not coded.end and coded.date:  # told by the title: the article's own line of that day is the same
            lines |= {n for _, _, n in by_sentence[coded.article] if found[n].date == coded.date}
        for number in lines:
            types[number].add(coded.type)
        if not lines:
            alone.append(_of_record(side, coded))
    return [replace(event, types=tuple(sorted(types[n]))) for n, event in enumerate(found)] + alone


def _of_record(side: str, event: Event) -> TimelineEvent:
    told = TimelineMention(
        event.article, event.outlet, event.published, event.start, event.end, event.type, event.sentence
    )
    basis = "none" if not event.date else "article" if event.date_precision == "about" else "text"
    return TimelineEvent(
        order=0, date=event.date, precision=event.date_precision, basis=basis, word=event.type, side=side,
        source="record", aux=event.aux, types=(event.type,), reports=event.reports, mentions=event.mentions,
        article=event.article, outlet=event.outlet, published=event.published, start=event.start, end=event.end,
        sentence=event.sentence, told=(told,),
    )  # fmt: skip


def _in_order(found: Iterable[TimelineEvent], since: str, until: str) -> list[TimelineEvent]:
    kept = [
        event
        for event in found
        if not (since and event.date < since) and not (until and (not event.date or event.date[: len(until)] > until))
    ]
    order = {date: n for n, date in enumerate(sorted({e.date for e in kept if e.date}, key=when), 1)}
    numbered = [replace(event, order=order.get(event.date, 0)) for event in kept]
    return sorted(numbered, key=lambda e: (e.order == 0, e.order, -e.reports, e.article, e.start))


def _why(connection: duckdb.DuckDBPyConnection, name: str, wanted: str) -> str:
    (others,) = connection.execute(
        "select count(*) from articles where lang <> 'en' and contains(lower(text), lower(?))", [wanted]
    ).fetchall()[0]
    if wanted and others:
        return f"no English article names {name!r}; {others} in other languages do, but timelines are read from English"
    names = [row[0] for row in connection.execute("select distinct name from actor_mentions").fetchall()]
    by_word = {word.casefold(): full for full in names for word in (full, *full.split()) if len(word) > 3}
    near = [by_word[word] for word in get_close_matches(wanted.casefold(), by_word, n=3, cutoff=0.8)]
    hint = f"; did you mean {', '.join(dict.fromkeys(near))}?" if near else "; try the name as articles write it"
    return f"no English article names {name!r}{hint}"


def _flat(event: TimelineEvent) -> dict[str, Any]:
    row = {field: getattr(event, field) for field in _SCHEMA.names}
    return {**row, "aux": ",".join(event.aux), "types": ",".join(event.types)}
