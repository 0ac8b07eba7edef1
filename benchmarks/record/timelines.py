"""Timelines of actors out of raw text: SemEval-2015 task 4 (TimeLine, track A), micro F1 by temporal awareness.

    python -m benchmarks.record.timelines [--looked]

**The rule** (Minard et al. 2015, "SemEval-2015 Task 4: TimeLine: Cross-Document Event Ordering", section 5; temporal
awareness of UzZaman et al. 2013, "SemEval-2013 Task 1: TempEval-3"), as we remember the papers; neither they nor the
organisers' program were at hand:

1. A timeline becomes a graph. Nodes are event mentions (document-sentence-word) and dates. A mention holds to the date
   of its line; mentions of one order number are SIMULTANEOUS (those of one line too); those of a smaller number are
   BEFORE those of a greater. Lines of order 0 are not ordered and give no relations.
2. The reduced graph leaves out every relation that those before it in the list already entail. Closure: SIMULTANEOUS
   is an equivalence, BEFORE is transitive and carries over to what is simultaneous. A relation that contradicts those
   before it is left out, too.
3. Precision is the share of the system's reduced relations that the closure of the gold entails, recall the share of
   the gold's reduced relations that the closure of the system entails. Counts are added up over timelines (micro).

**Unsure**, so three readings are printed. (a) How a mention holds to its date: as SIMULTANEOUS with it, all such
relations listed first ("anchored"; how we remember the task paper), or INCLUDED in it, the mentions of a line bound to
each other first ("included"). Under the first each mention of a line stands for itself; under the second a wrong one
may spoil the tie to its neighbour. (b) Which pair stands for BEFORE between two neighbouring order numbers: here the
first mention of each. (c) Whether redundant relations are left out as thoroughly: the third reading ("whole") leaves
out none and counts every pair of mentions and every mention with its date, so that a wrong mention costs as much as the
timeline is long. (d) Whether a date XXXX-XX-XX is a node: here it is none.

Mentions match when their strings are equal, as the gold writes them. A simple baseline (every verb beside the name,
dated by its document) is printed too: by the first reading it comes out above the best published figure (.079, over
three corpora of which this one is probably the first), so that figure and ours may not be measured alike.

Rules were written while looking at the gold of the targets in ``LOOKED``; that of the others was only ever measured.
All targets share the same thirty documents, whose texts were read without gold; the event annotations that MEANTIME has
of one of them (145930) were seen once, and its line ends served to check where sentences are parted.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from benchmarks.record.timeline_texts import UNKNOWN, Document, documents, in_gold_form, mention_name, rows
from herdline.record.parsed.parsing import parse
from herdline.record.timeline import timeline

LOOKED = frozenset(
    ("Airbus", "Boeing 787 Dreamliner", "Ryanair", "Singapore Airlines", "Northrop Grumman",
     "United States Air Froce", "Scott Carson")
)  # fmt: skip
"""Targets whose gold was read while rules were written, chosen by name before any was read."""
_SLIPS = {"United States Air Froce": "United States Air Force"}
"""A name that the gold spells wrongly."""
ANCHORED, INCLUDED, WHOLE = READINGS = ("anchored", "included", "whole")
Relation = tuple[str, str, str]


@dataclass(frozen=True)
class Line:
    """A line of a timeline: ``order`` 0 is not ordered; ``mentions`` of one event as "document-sentence-word"."""

    order: int
    date: str
    mentions: tuple[str, ...]


@dataclass
class Graph:
    """Relations and what follows from them; nodes are strings."""

    parent: dict[str, str] = field(default_factory=dict)
    after: dict[str, set[str]] = field(default_factory=dict)
    within: dict[str, set[str]] = field(default_factory=dict)

    def top(self, node: str) -> str:
        """What stands for all that is simultaneous with a node."""
        while (above := self.parent.get(node, node)) != node:
            node = above
        return node

    def entails(self, relation: Relation) -> bool:
        """Whether a relation follows."""
        one, kind, other = relation
        one = self.top(one)
        if kind == "within":
            return other in self.within.get(one, ())
        return one == self.top(other) if kind == "simultaneous" else self._precedes(one, self.top(other))

    def add(self, relation: Relation) -> bool:
        """Take a relation in; whether it said something new and contradicted nothing."""
        one, kind, other = relation
        if self.entails(relation):
            return False
        one, other = self.top(one), other if kind == "within" else self.top(other)
        if kind == "within":
            self.within.setdefault(one, set()).add(other)
            return True
        if one == other or self._precedes(other, one) or (kind == "simultaneous" and self._precedes(one, other)):
            return False
        if kind == "before":
            self.after.setdefault(one, set()).add(other)
        else:
            self._merge(one, other)
        return True

    def _merge(self, one: str, other: str) -> None:
        self.parent[other] = one
        for held in (self.after, self.within):
            if other in held:
                held.setdefault(one, set()).update(held.pop(other))

    def _precedes(self, one: str, other: str) -> bool:
        seen, ahead = set[str](), [one]
        while ahead:
            for node in self.after.get(ahead.pop(), ()):
                later = self.top(node)
                if later == other:
                    return True
                if later not in seen:
                    seen.add(later)
                    ahead.append(later)
        return False


def relations(timeline: Sequence[Line], reading: str = ANCHORED) -> Iterator[Relation]:
    """The relations of a timeline, in the order in which redundant ones are found (step 1 above)."""
    groups: dict[int, list[Line]] = {}
    for line in timeline:
        if line.order > 0 and line.mentions:
            groups.setdefault(line.order, []).append(line)
    held = [groups[order] for order in sorted(groups)]
    holds = [
        (mention, "simultaneous" if reading == ANCHORED else "within", f"@{line.date}")
        for group in held
        for line in group
        if line.date != UNKNOWN
        for mention in line.mentions
    ]
    together = [
        (first, "simultaneous", second)
        for group in held
        for first, second in pairwise([m for line in group for m in line.mentions])
    ]
    yield from [*holds, *together] if reading == ANCHORED else [*together, *holds]
    for earlier, later in pairwise(held):
        yield earlier[0].mentions[0], "before", later[0].mentions[0]


def reduced(timeline: Sequence[Line], reading: str = ANCHORED) -> tuple[list[Relation], Graph]:
    """The relations none of which follows from those before it, and the graph that they make; by WHOLE all of them."""
    graph = Graph()
    if reading == WHOLE:
        _, graph = reduced(timeline, ANCHORED)
        told = dict.fromkeys((m, line.date, line.order) for line in timeline if line.order > 0 for m in line.mentions)
        held = [(m, "simultaneous", f"@{date}") for m, date, _ in told if date != UNKNOWN]
        for (one, _, first), (other, _, second) in combinations(sorted(told, key=lambda t: t[2]), 2):
            held.append((one, "before" if first < second else "simultaneous", other))
        return [relation for relation in held if relation[0] != relation[2] and graph.entails(relation)], graph
    return [relation for relation in relations(timeline, reading) if graph.add(relation)], graph


@dataclass
class Counts:
    """Right and all relations of the system, found and all of the gold; they add up over timelines."""

    right: int = 0
    told: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.told + other.told, self.found + other.found, self.gold + other.gold
        )

    def scores(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        precision = self.right / self.told if self.told else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def awareness(gold: Sequence[Line], system: Sequence[Line], reading: str = ANCHORED) -> Counts:
    """Temporal awareness of one timeline (steps 2 and 3 above)."""
    wanted, true = reduced(gold, reading)
    given, said = reduced(system, reading)
    return Counts(sum(true.entails(r) for r in given), len(given), sum(said.entails(r) for r in wanted), len(wanted))


def gold() -> dict[str, list[Line]]:
    """Gold timelines by target."""
    return {
        row["target"]: [Line(int(e["order"]), e["date"], tuple(e["mentions"])) for e in row["events"]]
        for row in rows("attribution/timelines_dev.jsonl")
    }


def system(target: str, held: dict[str, Document]) -> list[Line]:
    """Our timeline of a target, in the gold's form."""
    lines = timeline(_SLIPS.get(target, target), [document.text for document in held.values()])
    return [
        Line(
            line.order,
            in_gold_form(line.date, line.precision),
            tuple(dict.fromkeys(mention_name(held[m.key], m.start, m.end) for m in line.mentions)),
        )
        for line in lines
    ]


def simple(target: str, held: dict[str, Document]) -> list[Line]:
    """What one would do first: every verb of a sentence that has the full name, on the day of its document."""
    name, by_day = _SLIPS.get(target, target), dict[str, list[str]]()
    for document in held.values():
        text = document.text
        spans = [span for span in text.sentences if name in text.text[slice(*span)]]
        for doc, (start, _) in zip(parse(text.text[slice(*span)] for span in spans), spans, strict=True):
            verbs = [start + word.idx for word in doc if word.pos_ == "VERB"]
            by_day.setdefault(str(text.published), []).extend(mention_name(document, at, at + 1) for at in verbs)
    return [Line(order, day, tuple(dict.fromkeys(by_day[day]))) for order, day in enumerate(sorted(by_day), 1)]


def main() -> None:
    """Print the rows."""
    options = argparse.ArgumentParser(description="Timelines of actors: micro F1 by temporal awareness.")
    options.add_argument("--looked", action="store_true", help="only the targets whose gold was read")
    looked_only = options.parse_args().looked
    held = documents("corpus_1")
    wanted = {t: lines for t, lines in gold().items() if t in LOOKED or not looked_only}
    halves = {"half looked at": LOOKED & set(wanted)}
    if not looked_only:
        halves |= {"half not looked at": set(wanted) - LOOKED, "all": set(wanted)}
    for told, ask in (("timelines of actors, raw text", system), ("the same, every verb beside the name", simple)):
        made = {target: ask(target, held) for target in wanted}
        for name, targets in halves.items():
            (p, r, f), (*_, other), (*_, whole) = (
                sum((awareness(wanted[target], made[target], reading) for target in targets), Counts()).scores()
                for reading in READINGS
            )
            print(
                f"| {told}, micro F1 (precision, recall; F1 “included”, “whole”) | timelines_dev, {name}, "
                f"{len(targets)} targets | {f:.3f} ({p:.3f}, {r:.3f}; {other:.3f}, {whole:.3f}) | .15 | "
                f"`python -m benchmarks.record.timelines` |"
            )


if __name__ == "__main__":
    main()
