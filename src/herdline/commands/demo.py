"""`herdline demo`: the built-in sample, from articles to report."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import orjson

import herdline
from herdline.engines.base import Progress
from herdline.results import Event, Rows


def run(folder: Path, progress: Progress) -> tuple[Path, Path]:
    """Read the sample into a fresh store in ``folder`` and write its report.

    Returns:
        The report's first page and the store.
    """
    store = folder / "news.duckdb"
    store.unlink(missing_ok=True)
    with resources.as_file(resources.files("herdline") / "data" / "sample") as sample, herdline.open(store) as news:
        news.read(sample / "articles.jsonl", outlets=sample / "outlets.csv")
        news.build(progress=progress)
        pages = news.report(None, folder / "report")
    return pages[0], store


def planted(store: herdline.Store) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Events planted in the sample: (found, missed). Found means: same type, same codes on both sides."""
    with resources.as_file(resources.files("herdline") / "data" / "sample") as sample:
        truth = orjson.loads((sample / "truth.json").read_bytes())
    coded = store.record()
    found: list[dict[str, Any]] = []
    missed: list[dict[str, Any]] = []
    for event in truth["events"]:
        (found if any(_same(event, other) for other in coded) else missed).append(event)
    return found, missed


def _same(event: dict[str, Any], other: Event) -> bool:
    actors, recipients = set(event["actors"]), set(event["recipients"])
    mine = {p.code for p in other.actors}, {p.code for p in other.recipients}
    sides = mine == (actors, recipients) or (not recipients and mine[0] | mine[1] == actors)
    return bool(other.type == event["type"] and sides and mine[0] | mine[1] != {"XXX"})


def record_text(events: Rows[Event], found: list[dict[str, Any]], missed: list[dict[str, Any]]) -> str:
    """What the record of the sample holds, and which planted events it misses."""
    lines = [f"\nThe record: {len(events)} events; of {len(found) + len(missed)} planted ones {len(found)} found."]
    lines += [
        f"  missed  {e['type']:<9} {','.join(e['actors'])} -> {','.join(e['recipients']) or '-'}  {e['date'] or '?'}"
        f"  ({'in other languages only' if _elsewhere(e) else e['sentence'][:70]})"
        for e in missed
    ]
    return "\n".join(lines) + "\n"


def _elsewhere(event: dict[str, Any]) -> bool:
    return not any("-en-" in article for article in event["articles"])
