"""Who did what to whom, end to end: country pairs with types on hand-labelled sentences of real news.

    python -m benchmarks.record.pairs [--show]

An event counts as right when actor, recipient and type all agree; mutual events in any order; events with an unnamed
actor (XXX) do not count on either side. False events are those coded in sentences that the reader found empty.
"""

from __future__ import annotations

import csv
import sys
from itertools import combinations
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks import data
from herdline.record.events import Coded, Unit, code

GOLD = Path(__file__).parent / "gold" / "events.csv"
Triple = tuple[str, str, str]
MUTUAL = {"CONSULT", "COOPERATE", "AGREE"}


def triples(found: Coded) -> set[Triple]:
    """(actor, recipient, type) of everything coded, known codes only."""
    made: set[Triple] = set()
    for event in found.events:
        actors = [a.code.split(":")[-1] for a in event.actors]
        recipients = [a.code.split(":")[-1] for a in event.recipients]
        pairs = [(a, r) for a in actors for r in recipients] or list(combinations(actors, 2))
        made |= {_ordered(a, r, event.type) for a, r in pairs if "XXX" not in (a, r)}
    return made


def _ordered(one: str, other: str, kind: str) -> Triple:
    return (*sorted((one, other)), kind) if kind in MUTUAL else (one, other, kind)  # type: ignore[return-value]


def wanted(text: str) -> set[Triple]:
    """The same of a gold cell."""
    made: set[Triple] = set()
    for part in text.split():
        pair, kind = part.split(":")
        if "=" in pair:
            one, other = pair.split("=")
            made.add(_ordered(one, other, kind) if kind in MUTUAL else (one, other, kind))
        else:
            one, other = pair.split(">")
            made.add(_ordered(one, other, kind))
    return {t for t in made if "XXX" not in t}


def main() -> None:
    """Print the rows."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = pq.read_table(data.folder() / "fulltext" / "news_2012-2020.parquet", columns=["id", "text"])
    asked = {row["article"] for row in rows}
    texts = {k: t for k, t in zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True) if k in asked}
    units = []
    for row in rows:
        text, start = texts[row["article"]], int(row["start"])
        units.append(Unit(text[start : int(row["end"])], text[max(0, start - 300) : start]))
    coded = code(units)
    second = [i for i, row in enumerate(rows) if row["part"] == "second"]
    first = [i for i in range(len(rows)) if i not in set(second)]
    for name, chosen in (("first draw, read since", first), ("second draw, labelled blind, read since", second)):
        _report(name, [rows[i] for i in chosen], [units[i] for i in chosen], [coded[i] for i in chosen])


def _report(name: str, rows: list[dict[str, str]], units: list[Unit], coded: list[Coded]) -> None:
    right = found = there = false = 0
    for row, unit, answer in zip(rows, units, coded, strict=True):
        gold, mine = wanted(row["events"]), triples(answer)
        right, found, there = right + len(gold & mine), found + len(mine), there + len(gold)
        false += 0 if row["events"] else len(answer.events)
        if "--show" in sys.argv and (gold or answer.events):
            told = [(e.type, [a.code for a in e.actors], [a.code for a in e.recipients]) for e in answer.events]
            print(f"{row['number']}\n  {unit.text}\n  gold {sorted(gold)}\n  mine {told}")
    empty = sum(not row["events"] for row in rows)
    precision, recall = right / max(1, found), right / max(1, there)
    print(
        f"| country pair and type, end to end: F1, precision, recall |"
        f" {name}: {len(rows)} sentences, {there} gold, {found} coded |"
        f" {2 * right / max(1, found + there):.3f}, {precision:.3f}, {recall:.3f} | .50, .65 | PETRARCH2 .27 |"
    )
    share = 100 * false / empty
    print(f"| events coded in 100 sentences without any | {name}: {empty} sentences | {share:.1f} | <= 5 | |")


if __name__ == "__main__":
    main()
