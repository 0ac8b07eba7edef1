"""`herdline demo`: the built-in sample, from articles to report."""

from __future__ import annotations

from collections import defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

import orjson

import herdline
from herdline.engines.base import Progress
from herdline.record.parsed.sides import MUTUAL
from herdline.results import Event, Rows

MISSED = "planted-and-missed.txt"


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
    """Events planted in the sample: (found, missed). Found means: in one of its texts, of its type, with its sides."""
    with resources.as_file(resources.files("herdline") / "data" / "sample") as sample:
        truth = orjson.loads((sample / "truth.json").read_bytes())
    coded = store.record()
    texts: dict[int, set[str]] = defaultdict(set)
    for row in store.sql(
        "select m.event, a.given_id from event_mentions m join articles a on a.id = m.article"
    ).to_pylist():
        texts[row["event"]].add(row["given_id"])
    found: list[dict[str, Any]] = []
    missed: list[dict[str, Any]] = []
    for event in truth["events"]:
        told = any(_same(event, other) and texts[other.id] & set(event["articles"]) for other in coded)
        (found if told else missed).append(event)
    return found, missed


def _same(event: dict[str, Any], other: Event) -> bool:
    """Whether a coded event has the type and all sides of a planted one; what two do together has no direction."""
    actors, recipients = ({p.code.split(":")[-1] for p in side} for side in (other.actors, other.recipients))
    wanted, given = ({code.split(":")[-1] for code in event[side]} for side in ("actors", "recipients"))
    if other.type != event["type"]:
        return False
    if other.type in MUTUAL:
        return wanted | given <= actors | recipients
    return wanted <= actors and given <= recipients


def record_text(events: Rows[Event], found: list[dict[str, Any]], missed: list[dict[str, Any]], file: Path) -> str:
    """What the record of the sample holds, in a line; the planted events that it misses are written to ``file``."""
    planted = len(found) + len(missed)
    lines = [f"Of {planted} events planted in the sample's texts the record has {len(found)}, with type and both sides"]
    lines[0] += f" as planted. It misses {len(missed)}:\n"
    lines += [
        f"{e['type']:<9} {','.join(e['actors'])} -> {','.join(e['recipients']) or '-'}  {e['date'] or '?'}"
        f"  {e['sentence']}{'  (told in other languages than English only)' if _elsewhere(e) else ''}"
        for e in missed
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = f"of {planted} planted ones {len(found)} found, {len(missed)} missed: {file}"
    return f"\nThe record: {len(events)} events; {told}\n"


def _elsewhere(event: dict[str, Any]) -> bool:
    return not any("-en-" in article for article in event["articles"])
