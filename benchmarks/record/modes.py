"""Auxiliary modes, certainty and speaker of marked events in real news, against one reader's labels.

    python -m benchmarks.record.modes

The coder reads each sentence as it does in the record. An event of it is the marked one when the marked predicate
lies in its predicate, whatever its type. Rows "coded" count only marked events that the coder codes at all; rows
"all" count an event it does not code as no answer, so they cannot be better than what it finds. Rows "given" hand it
the place of the predicate, so that they tell how well modes, certainty and speaker are read whether or not the event
is found. A speaker is right when the words of one hold the words of the other. Intervals (95 %) are percentiles of
2,000 bootstrap samples of sentences; a value that is neither answered nor wanted is left out of the mean, one that is
answered and never wanted counts 0. No sentence is printed, so that nothing can be tuned by them.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow.parquet as pq

from benchmarks import data
from herdline.record.certainty import judge, weighed, who_says
from herdline.record.events import Unit, code
from herdline.record.models import encoder
from herdline.record.parsed.parsing import parse
from herdline.record.parsed.tree import Doc
from herdline.record.quoting import cuemodel

GOLD = Path(__file__).parent / "gold" / "modes.csv"
AUX = ("historical", "future", "hypothetical", "negation")
CERTAINTY = ("asserted", "reported", "alleged", "denied", "purported")
SAMPLES = 2000


class Answer(NamedTuple):
    """What a reader or the coder says of one event; ``speaker`` is '' for the paper itself."""

    aux: frozenset[str]
    certainty: str
    speaker: str


class Case(NamedTuple):
    """One marked event: its part of the draw, the reader's answer, the coder's (None where it codes no event there).

    ``given`` is the answer where the place of the predicate is handed over.
    """

    part: str
    gold: Answer
    mine: Answer | None
    given: Answer


Count = tuple[int, int, int]
"""Right, answered, wanted."""


def cases() -> list[Case]:
    """All marked events with both answers."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = pq.read_table(data.folder() / "fulltext" / "news_2012-2020.parquet", columns=["id", "text", "published"])
    asked = {row["article"] for row in rows}
    held = {r["id"]: (r["text"], r["published"]) for r in table.to_pylist() if r["id"] in asked}
    units = []
    for row in rows:
        (text, published), start = held[row["article"]], int(row["start"])
        units.append(Unit(text[start : int(row["end"])], text[max(0, start - 300) : start], _day(published)))
    found = []
    docs = parse(unit.text for unit in units)
    for row, unit, coded, doc in zip(rows, units, code(units), docs, strict=True):
        place = int(row["predicate"])
        speaker = unit.text[int(row["speaker_start"]) : int(row["speaker_end"])] if row["speaker_start"] else ""
        gold = Answer(frozenset(row["aux"].split()), row["certainty"], speaker)
        hits = [e for e in coded.events if e.start <= place < max(e.end, e.start + 1)]
        mine = Answer(frozenset(hits[0].aux) & frozenset(AUX), hits[0].certainty, hits[0].speaker) if hits else None
        found.append(Case(row["part"], gold, mine, _given(doc, place, unit.published)))
    return found


def _given(doc: Doc, place: int, published: dt.date | None) -> Answer:
    token = next(t for t in doc if t.idx <= place < t.idx + len(t.text))
    (read,) = encoder.read([doc.text])
    told = cuemodel.found(doc, read=read)
    rules = judge(doc, token.i, published.year if published else None, told)
    judged = weighed(rules, *encoder.judged(read, token.idx))
    source = who_says(doc, token.i, judged, told)
    return Answer(frozenset(judged.aux) & frozenset(AUX), judged.certainty, doc.text[slice(*source)] if source else "")


def _day(published: object) -> dt.date | None:
    if isinstance(published, dt.datetime):
        return published.date()
    try:
        return published if isinstance(published, dt.date) else dt.date.fromisoformat(str(published)[:10])
    except ValueError:
        return None


def aux_count(case: Case, value: str) -> Count:
    """Of one auxiliary mode in one case; "plain" is no mode at all."""
    wanted = value in case.gold.aux if value != "plain" else not case.gold.aux
    told = case.mine is not None and (value in case.mine.aux if value != "plain" else not case.mine.aux)
    return int(wanted and told), int(told), int(wanted)


def certainty_count(case: Case, value: str) -> Count:
    """Of one value of certainty in one case."""
    wanted, told = case.gold.certainty == value, case.mine is not None and case.mine.certainty == value
    return int(wanted and told), int(told), int(wanted)


def same(one: str, other: str) -> bool:
    """The words of one lie in the other, in their order."""
    a, b = (re.findall(r"\w+", s.casefold()) for s in (one, other))
    short, long = sorted((a, b), key=len)
    return bool(short) and any(long[i : i + len(short)] == short for i in range(len(long)))


def speaker_count(case: Case, value: str) -> Count:
    """Of the speaker in one case; value "words" asks for the very words, anything else for ``same``."""
    mine = case.mine.speaker if case.mine is not None else ""
    right = mine.casefold() == case.gold.speaker.casefold() if value == "words" else same(mine, case.gold.speaker)
    return int(bool(mine) and bool(case.gold.speaker) and right), int(bool(mine)), int(bool(case.gold.speaker))


def f1(counts: np.ndarray) -> np.ndarray:
    """F1 of [..., (right, answered, wanted)]; NaN where nothing is answered or wanted."""
    below = counts[..., 1] + counts[..., 2]
    return np.divide(2 * counts[..., 0], below, out=np.full(below.shape, np.nan), where=below > 0)


def report(name: str, chosen: Sequence[Case], values: Sequence[str], count: Callable[[Case, str], Count]) -> None:
    """One row: macro F1 with its interval, F1 of each value with precision, recall and how many there are."""
    counts = np.array([[count(case, value) for value in values] for case in chosen], float)
    each = f1(counts.sum(axis=0))
    rng = np.random.default_rng(11)
    drawn = rng.integers(len(chosen), size=(SAMPLES, len(chosen)))
    sums = np.stack([counts[sample].sum(axis=0) for sample in drawn])
    scores = f1(sums)
    scores = scores[~np.isnan(scores).all(axis=1)]
    low, high = np.nanpercentile(np.nanmean(scores, axis=1), [2.5, 97.5])
    parts = []
    for value, score, (right, answered, wanted) in zip(values, each, counts.sum(axis=0), strict=True):
        shares = f"{right / max(1, answered):.2f}/{right / max(1, wanted):.2f}"
        parts.append(f"{value} {score:.2f} ({shares} of {wanted:.0f})")
    print(f"| {name} | {len(chosen)} events | {np.nanmean(each):.3f} ({low:.2f}-{high:.2f}) | {'; '.join(parts)} |")


def main() -> None:
    """Print the rows."""
    every = cases()
    coded = [case for case in every if case.mine is not None]
    print(f"marked events: {len(every)}, coded {len(coded)}")
    print("| what, which events | number | macro F1 (95 %) | of each value: F1 (precision/recall of how many) |")
    plain = [case for case in every if case.part == "plain"]
    for told, chosen in (
        ("all", every),
        ("coded", coded),
        ("plain part, all", plain),
        ("plain part, coded", [case for case in plain if case.mine is not None]),
        ("given", [case._replace(mine=case.given) for case in every]),
        ("plain part, given", [case._replace(mine=case.given) for case in plain]),
    ):
        report(f"aux, {told}", chosen, AUX, aux_count)
        report(f"no mode, {told}", chosen, ["plain"], aux_count)
        report(f"certainty, {told}", chosen, CERTAINTY, certainty_count)
        report(f"speaker, {told}", chosen, ["same"], speaker_count)
        report(f"speaker to the word, {told}", chosen, ["words"], speaker_count)


if __name__ == "__main__":
    main()
