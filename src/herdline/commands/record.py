"""The record as text: events as an aligned table or one by one with their sentences; the filter ``code``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import pyarrow.parquet
from rich.console import Console

from herdline.commands.filters import records_of
from herdline.results import Event, Position, Quote, Rows
from herdline.results.tables import events_table, people_text


def events_text(found: Rows[Event], total: int) -> str:
    """Events one by one: date, type, who, whom, how sure, and the sentence."""
    if not len(found):
        return "no events answer; fewer conditions find more (herdline record --help)\n"
    parts = [f"{_head(event)}\n      {_sentence(event)}\n" for event in found]
    if total > len(found):
        parts.append(f"{len(found)} of {total} events; --limit 0 shows all\n")
    return "".join(parts)


def positions_text(found: Rows[Position]) -> str:
    """Positions one by one: who, where it stands, since when, how well supported, and the sentence."""
    if not len(found):
        return "no positions answer\n"
    parts = []
    for p in found:
        reports = f"{p.reports} independent report{'s' if p.reports != 1 else ''}"
        notes = [f"since {p.since}" if p.since else "undated", reports, p.outlet]
        notes += ["conflicting: " + ", ".join(p.changes)] if p.conflicting else []
        target = p.target_name if p.target in ("XXX", "") else f"{' '.join(p.target_name.split())} [{p.target}]"
        parts.append(
            f"{' '.join(p.holder_name.split())} [{p.holder}]  {p.kind} {p.stance}: {target}\n"
            f"      {', '.join(notes)}\n      {' '.join(p.sentence.split())}\n"
        )
    return "".join(parts)


def quotes_text(found: Rows[Quote]) -> str:
    """Quotes one by one: speaker, cue, where, and the words."""
    if not len(found):
        return "no quotes found (read: English; words in quotation marks in ar, de, es, fr, ru, zh)\n"
    parts = []
    for q in found:
        when = f" {q.published:%Y-%m-%d}" if q.published else ""
        parts.append(f"{q.speaker or 'unnamed'}  ({q.cue}, {q.kind}; {q.outlet}{when})\n      {q.content}\n")
    return "".join(parts)


def write_parquet(found: Rows[Event], path: Path) -> None:
    """Events as a Parquet file, columns as in CSV."""
    pyarrow.parquet.write_table(events_table(found), path)


def coded_lines(stream: BinaryIO, notes: Console) -> Iterator[str]:
    """Filter: sentences in, their events out, one JSON object a line, as the sentences come."""
    import herdline

    for part in _parts(records_of(stream, notes), 200):
        for record, events in zip(part, herdline.code_sentences(part), strict=True):
            yield orjson.dumps({"id": record["id"], "events": events}).decode() + "\n"


def given_lines(stream: BinaryIO, notes: Console) -> Iterator[str]:
    """Filter: sentences with actor and recipient given in, type and probabilities out."""
    import herdline

    for part in _parts(records_of(stream, notes), 200):
        for answer in herdline.type_given(part):
            yield orjson.dumps(answer).decode() + "\n"


def _parts(records: list[dict[str, Any]], size: int) -> Iterable[list[dict[str, Any]]]:
    return (records[start : start + size] for start in range(0, len(records), size))


def _head(event: Event) -> str:
    who, whom = people_text(event.actors) or "somebody", people_text(event.recipients)
    kind = event.type + (f"/{event.mode}" if event.mode else "")
    told = ", ".join(
        [
            *event.aux,
            event.certainty + (f" by {event.speaker}" if event.speaker else ""),
            f"{event.reports} independent report{'s' if event.reports != 1 else ''}",
            event.outlet,
        ]
    )
    when = f"about {event.date}" if event.date_precision == "about" else event.date or "?"
    return f"{when:<16}  {kind:<20} {who}{' -> ' + whom if whom else ''}\n      {told}"


def _sentence(event: Event) -> str:
    return " ".join(event.sentence.split())
