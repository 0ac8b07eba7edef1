"""A timeline as text: events one by one, each with where it stands and its sentence."""

from __future__ import annotations

from herdline.results import Rows, TimelineEvent

UNKNOWN = "XXXX-XX-XX"


def chosen(found: Rows[TimelineEvent], limit: int) -> Rows[TimelineEvent]:
    """The events that most independent families report, dated ones first, in order of time; all with ``limit`` 0."""
    if not limit or len(found) <= limit:
        return found
    best = sorted(range(len(found)), key=lambda n: (-found[n].reports, found[n].order == 0, n))[:limit]
    kept = sorted(best)
    return Rows([found[n] for n in kept], found.arrow().take(kept))


def text(shown: Rows[TimelineEvent], total: int) -> str:
    """Events one by one: date, word, how they are known, where they stand, the sentence."""
    if not len(shown):
        return "no events: the articles that name it tell none in which it takes part, or none between these dates\n"
    parts = [_entry(event) for event in shown]
    if len(shown) < total:
        parts.append(f"{len(shown)} of {total} events; --limit 0 shows all\n")
    return "".join(parts)


def _entry(event: TimelineEvent) -> str:
    date = event.date + "-XX" * (2 - event.date.count("-")) if event.date else UNKNOWN
    notes = [
        event.side,
        *event.types,
        *event.aux,
        *(["dated by the article"] if event.basis == "article" else []),
        f"{event.reports} independent report{'s' if event.reports != 1 else ''}",
        event.outlet or "?",
        f"article {event.article}, {event.start}-{event.end}",
    ]
    return f"{date}  {event.word}\n      {', '.join(notes)}\n      {' '.join(event.sentence.split())}\n"
