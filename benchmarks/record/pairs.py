"""Who did what to whom, end to end: country pairs with types on hand-labelled sentences of real news.

    python -m benchmarks.record.pairs [--show] [--before]

An event counts as right when actor, recipient and type all agree; mutual events in any order; events with an unnamed
actor (XXX) do not count on either side. False events are those coded in sentences that the reader found empty.
Precision and recall have Wilson intervals, F1 the percentiles of a bootstrap over sentences, false events an exact
Poisson interval (Garwood 1936), all 95 %. ``--show`` prints the answers on the first two draws; those on the third draw
and on the empty sentences are never printed. The reader labelled each sentence alone, so the coder gets it alone;
``--before`` gives it the 300 characters ahead as well, as in an article.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.intervals import wilson
from herdline.check.series import poisson_interval
from herdline.record.events import Coded, Unit, code
from tools.train_events import read_code, read_pairs

GOLD = Path(__file__).parent / "gold"
Triple = tuple[str, str, str]
FRESH = ("fresh.jsonl", "fresh_titles.jsonl")
"""Drawn as what is learnt from (the titles as those that are measured on), labelled blind; answers never read."""
MUTUAL = {"CONSULT", "COOPERATE", "AGREE"}


def by_state(code: str) -> str:
    """A code as the first three draws have it: an armed group counts for its state, XXX where it has none."""
    return code.split(":")[-1]


def triples(found: Coded, coded_as: Callable[[str], str] = by_state) -> set[Triple]:
    """(actor, recipient, type) of everything coded, known codes only.

    Args:
        found: what was coded.
        coded_as: code as the gold has it; GUIDE.md calls every armed group REB (``train_events.read_code``).
    """
    made: set[Triple] = set()
    for event in found.events:
        actors = [coded_as(a.code) for a in event.actors]
        recipients = [coded_as(a.code) for a in event.recipients]
        together = list(combinations(actors, 2)) if event.type in MUTUAL and not recipients else []
        pairs = [(a, r) for a in actors for r in recipients] or together
        made |= {_ordered(a, r, event.type) for a, r in pairs if "XXX" not in (a, r)}
    return made


def _ordered(one: str, other: str, kind: str) -> Triple:
    return (*sorted((one, other)), kind) if kind in MUTUAL else (one, other, kind)  # type: ignore[return-value]


def wanted(text: str) -> set[Triple]:
    """The same of a gold cell."""
    told = (part.split(":") for part in text.split())
    return as_compared((kind, [pair]) for pair, kind in told)


def as_compared(told: Iterable[tuple[str, Iterable[str]]]) -> set[Triple]:
    """The same of (type, pairs as readers write them, "USA>RUS" or "CHN=USA")."""
    pairs = ((*pair.replace("=", ">").split(">"), kind) for kind, held in told for pair in held)
    return {_ordered(*triple) for triple in pairs if "XXX" not in triple}


def main() -> None:
    """Print the rows."""
    lots = {name: _rows(f"{name}.csv") for name in ("events", "events3", "empty")}
    lots["events4"] = _read("events4")
    table = pq.read_table(data.folder() / "fulltext" / "news_2012-2020.parquet", columns=["id", "text"])
    asked = {row["article"] for rows in lots.values() for row in rows}
    texts = {k: t for k, t in zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True) if k in asked}
    every = [row for rows in lots.values() for row in rows]
    units = []
    for row in every:
        text, start = texts[row["article"]], int(row["start"])
        before = text[max(0, start - 300) : start] if "--before" in sys.argv else ""
        units.append(Unit(text[start : int(row["end"])], before))
    answers = iter(zip(units, code(units), strict=True))
    coded = {name: [(row, *next(answers)) for row in rows] for name, rows in lots.items()}
    first = [c for c in coded["events"] if c[0]["part"] != "second"]
    second = [c for c in coded["events"] if c[0]["part"] == "second"]
    third = coded["events3"]
    _report("first draw, read since", first, show=True)
    _report("second draw, labelled blind, read since", second, show=True)
    _report("third draw, labelled blind", third)
    _report("third draw, two states or bodies", [c for c in third if c[0]["part"] == "rich"])
    _report("third draw, any", [c for c in third if c[0]["part"] == "any"])
    _report("third draw, events another reader would see too", [c for c in third if c[0]["doubt"] == "0"])
    _second(third, {row["number"]: wanted(row["events"]) for row in _rows("events3_second.csv")})
    for name, parts in (("labelled blind", ("rich", "any")), ("two states or bodies", ("rich",)), ("any", ("any",))):
        chosen = [case for case in coded["events4"] if case[0]["part"] in parts]
        _report(f"fourth draw, {name}", chosen, coded_as=read_code)
    _second(coded["events4"], {row["number"]: wanted(row["events"]) for row in _read("events4_second")}, "fourth draw")
    for name in FRESH:
        _fresh(name)
    _false("sentences without an event, labelled blind", coded["empty"])
    _false("the same, nothing doubtful", [c for c in coded["empty"] if c[0]["doubt"] == "0"])


def _fresh(name: str) -> None:
    """Sentences rich in events, drawn as the training sentences are: all, those of two codes, those of one."""
    told = read_pairs(data.folder(), [name])
    units = [Unit(held.text, held.before if "--before" in sys.argv else "") for held in told]
    events = [" ".join(f"{pair}:{held.raw[at]}" for at in held.raw for pair in held.pairs[at]) for held in told]
    cases = [({"events": own}, *both) for own, both in zip(events, zip(units, code(units), strict=True), strict=True)]
    _report(name, cases, coded_as=read_code)
    _report(f"{name}, pairs of two codes", cases, coded_as=read_code, keep=lambda triple: triple[0] != triple[1])
    _report(f"{name}, pairs of one code", cases, coded_as=read_code, keep=lambda triple: triple[0] == triple[1])


def _rows(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read(name: str) -> list[dict[str, str]]:
    """Rows of a file of labels in JSON Lines, as those of the tables."""
    held = [json.loads(line) for line in (GOLD / f"{name}.jsonl").open(encoding="utf-8")]
    return [
        {
            **{key: str(row[key]) for key in ("article", "start", "end", "part")}, "number": row["sha1"],
            "doubt": str(row.get("doubt", 0)),
            "events": " ".join(f"{pair}:{event['label']}" for event in row["events"] for pair in event["pairs"]),
        }
        for row in held
    ]  # fmt: skip


Case = tuple[dict[str, str], Unit, Coded]


def _report(
    name: str, cases: Sequence[Case], show: bool = False, coded_as: Callable[[str], str] = by_state,
    keep: Callable[[Triple], bool] | None = None,
) -> None:  # fmt: skip
    counts = []
    for row, unit, answer in cases:
        gold, mine = (set(filter(keep, told)) for told in (wanted(row["events"]), triples(answer, coded_as)))
        counts.append((len(gold & mine), len(mine), len(gold)))
        if show and "--show" in sys.argv and (gold or answer.events):
            told = [(e.type, [a.code for a in e.actors], [a.code for a in e.recipients]) for e in answer.events]
            print(f"{row['number']}\n  {unit.text}\n  gold {sorted(gold)}\n  mine {told}")
    table = np.array(counts)
    right, found, there = (int(n) for n in table.sum(axis=0))
    middle, low, high = f1(table)
    print(
        f"| country pair and type, end to end: F1, precision, recall |"
        f" {name}: {len(cases)} sentences, {there} gold, {found} coded |"
        f" {middle:.3f} ({low:.2f}-{high:.2f}), {share(right, found)},"
        f" {share(right, there)} | .50, .65 | PETRARCH2 .27 |"
    )
    if keep is None:
        _false(name, [case for case in cases if not case[0]["events"]])


def _second(cases: list[Case], read: dict[str, set[Triple]], draw: str = "third draw") -> None:
    """How far a second blind reader of the same sentences agrees with the first: what a program can reach."""
    for name, chosen in (("all", cases), ("the first had no doubt", [c for c in cases if c[0]["doubt"] == "0"])):
        pairs = [(wanted(row["events"]), read[row["number"]]) for row, _, _ in chosen]
        middle, low, high = f1(np.array([(len(a & b), len(b), len(a)) for a, b in pairs]))
        print(
            f"| a second blind reader, the first as gold: F1 | {draw}, {name}: {len(pairs)} sentences |"
            f" {middle:.3f} ({low:.2f}-{high:.2f}) | | |"
        )


def f1(table: NDArray[np.int64]) -> tuple[float, float, float]:
    """F1 of (right, found, there) a sentence, and its bootstrap interval over sentences."""
    right, found, there = (int(n) for n in table.sum(axis=0))
    drawn = table[np.random.default_rng(5).integers(len(table), size=(2000, len(table)))].sum(axis=1)
    low, high = np.percentile(2 * drawn[:, 0] / np.maximum(1, drawn[:, 1] + drawn[:, 2]), [2.5, 97.5])
    return 2 * right / max(1, found + there), float(low), float(high)


def share(part: int, whole: int) -> str:
    if not whole:
        return "-"
    low, high = wilson(part, whole)
    return f"{part / whole:.3f} ({low:.2f}-{high:.2f})"


def _false(name: str, cases: list[Case]) -> None:
    false = sum(len(answer.events) for _, _, answer in cases)
    share, bottom, top = (100 * n / max(1, len(cases)) for n in (false, *poisson_interval(false)))
    print(
        f"| events coded in 100 sentences without any | {name}: {len(cases)} sentences |"
        f" {share:.1f} ({bottom:.1f}-{top:.1f}) | <= 5 | |"
    )


if __name__ == "__main__":
    main()
