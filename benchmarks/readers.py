"""What both readers of the sample found that few of a story's texts tell, beside the program's list of it.

The truth: facts that two readers wrote down alike, each without the other, the program's answers or what was planted
(facts/RULES.md, ``sample_readers.jsonl``; reader 1 of S6 has nothing, so it is not among them). Which of them are alike
was read off the two lists and stands, by lines, in ``sample_matches.csv``. Articles are grouped as planted; a fact of
which fewer than two texts stand in its story is left out.

An entry of the list is such a fact when it has, in a text that either reader gives for it, the sentence that is of all
sentences there the nearest to one of the two wordings (cosine of sentence vectors, at least ``NEAR``); of several facts
it is the nearest that no earlier entry was, and an entry that tells one again is wrong. Texts of a fact: those that
both readers gave must be found, those that neither gave must not. A text is called silent where the page would say
"read in full and does not" of an outlet that has no other (``views.outcomes.outcome``): not what is unclear, what was
printed before anybody told it, nor what cannot be compared. Wrong are those that both readers gave, told as a share of
what is called silent and of what both gave, and by story: one story has most of the claims. That a text tells a fact
which one reader alone gave is not counted, so shares of claims are the least.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.intervals import wilson
from herdline.results import Fact
from herdline.text.sentences import sentences
from herdline.views import outcomes

FOLDER = Path(__file__).parent / "facts"
NEAR = 0.35
WORTH = 2
"""Weight from which a fact is worth a sentence; of two readers the lesser counts."""

_TEXTS = """
select a.id, a.given_id, a.text, a.extent = 'full' as whole, a.lang, f.family, cast(a.published as date) as published
from articles a join families f on f.article = a.id
"""
Vectors = Callable[[list[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Text:
    """An article of the store."""

    given: str
    text: str
    whole: bool
    lang: str
    family: int
    published: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """A fact of two readers: its two wordings, the texts of its story that either and that both gave, its weight."""

    story: str
    wordings: tuple[str, str]
    either: frozenset[str]
    both: frozenset[str]
    weight: int


def found_by_both(story_of: Mapping[str, str]) -> dict[str, list[Found]]:
    """Facts of each story, by the planted story of each article."""
    rows = [json.loads(line) for line in (FOLDER / "sample_readers.jsonl").open(encoding="utf-8")]
    held: dict[str, list[Found]] = {}
    with (FOLDER / "sample_matches.csv").open(encoding="utf-8") as file:
        for match in csv.DictReader(file):
            one, other = rows[int(match["first"]) - 1], rows[int(match["second"]) - 1]
            texts = [{a for a in row["carried_by"] if story_of.get(a) == one["story"]} for row in (one, other)]
            if len(texts[0] | texts[1]) >= 2:
                held.setdefault(one["story"], []).append(
                    Found(
                        one["story"],
                        (one["text"], other["text"]),
                        frozenset(texts[0] | texts[1]),
                        frozenset(texts[0] & texts[1]),
                        min(one["weight"], other["weight"]),
                    )
                )
    return held


def hits(entries: Sequence[Fact], truth: Sequence[Found], texts: Mapping[int, Text], vectors: Vectors) -> list[int]:
    """For each entry the place of the fact that it is, -1 where it is none or one that an earlier entry is."""
    nearest: dict[int, list[tuple[float, int, int, int]]] = {}  # (likeness, start, end, fact) of each article
    for number, text in texts.items():
        asked = [place for place, fact in enumerate(truth) if text.given in fact.either]
        held = list(sentences(text.text))
        if not asked or not held:
            continue
        there = vectors([item.text for item in held])
        for place in asked:
            likeness = (vectors(list(truth[place].wordings)) @ there.T).max(axis=0)
            at = int(likeness.argmax())
            if likeness[at] >= NEAR:
                nearest.setdefault(number, []).append((float(likeness[at]), held[at].start, held[at].end, place))
    answer: list[int] = []
    for entry in entries:
        fits = [
            (likeness, place)
            for carrier in entry.carriers
            for likeness, start, end, place in nearest.get(carrier.article, ())
            if carrier.start < end and carrier.end > start and place not in answer
        ]
        answer.append(max(fits, default=(0.0, -1))[1])
    return answer


def share(part: int, whole: int) -> str:
    """A share with Wilson's interval."""
    if not whole:
        return "none"
    low, high = wilson(part, whole)
    return f"{part / whole:.3f} ({low:.2f}-{high:.2f}; {part} of {whole})"


@dataclass
class _Count:
    """Sums over stories."""

    facts: int = 0
    top: int = 0
    worth: int = 0
    worth_top: int = 0
    worth_listed: int = 0
    called: int = 0
    called_right: int = 0
    due: int = 0
    due_found: int = 0
    silent: Counter[str] = field(default_factory=Counter)
    """Texts called silent, by story; those of them that both readers have; all that both have."""
    silent_wrong: Counter[str] = field(default_factory=Counter)
    due_of: Counter[str] = field(default_factory=Counter)


def report(store, planted: Mapping[int, int], story_of: Mapping[str, str], vectors: Vectors) -> None:  # type: ignore[no-untyped-def]
    """Print the rows.

    Args:
        store: with articles grouped as planted.
        planted: story of each article by their numbers in the store.
        story_of: the planted story of each article, both as truth.json calls them.
        vectors: of sentences.
    """
    truth, total, by_story = found_by_both(story_of), _Count(), []
    given = {row["id"]: row["given_id"] for row in store.sql("select id, given_id from articles").to_pylist()}
    for name, facts in truth.items():
        number = next(planted[a] for a, known in given.items() if story_of.get(known) == name)
        entries = store.missing(number).left_out
        texts = {
            row["id"]: Text(*(row[name] for name in ("given_id", "text", "whole", "lang", "family", "published")))
            for row in store.sql(_TEXTS).to_pylist()
            if planted.get(row["id"]) == number
        }
        found = hits(entries, facts, texts, vectors)
        _count(total, facts, found)
        _carriers(total, store, name, number, entries, facts, found, texts)
        by_story.append(f"{name} {sum(hit >= 0 for hit in found[: len(facts)])} of {len(facts)}")
    data = f"sample as planted, {total.facts} facts of {len(truth)} stories that both readers wrote down"
    print(
        "| the first k entries of each list that both readers wrote down, k as many as they wrote down of the story "
        f"({', '.join(by_story)}) | {data} | {share(total.top, total.facts)} | | |"
    )
    print(
        f"| those of weight {WORTH} and more for both: found by k; anywhere in the list | {total.worth} of them "
        f"| {share(total.worth_top, total.worth)}; {share(total.worth_listed, total.worth)} | | |"
    )
    print(
        "| texts of the facts found: called carriers that a reader has; both readers' texts that are called so "
        f"| same | {share(total.called_right, total.called)}; {share(total.due_found, total.due)} | | |"
    )
    wrong, claims = total.silent_wrong.total(), total.silent.total()
    each = ", ".join(f"{name} {total.silent_wrong[name]} of {n}" for name, n in total.silent.items())
    due = ", ".join(f"{name} {total.silent_wrong[name]} of {n}" for name, n in total.due_of.items())
    print(
        f"| silence wrongly claimed: of all claims ({each}); of both readers' texts ({due}) | same "
        f"| {share(wrong, claims)}; {share(wrong, total.due)} | | |"
    )


def _count(total: _Count, facts: Sequence[Found], found: Sequence[int]) -> None:
    top, listed = ({hit for hit in part if hit >= 0} for part in (found[: len(facts)], found))
    worth = {place for place, fact in enumerate(facts) if fact.weight >= WORTH}
    total.facts += len(facts)
    total.top += len(top)
    total.worth += len(worth)
    total.worth_top += len(top & worth)
    total.worth_listed += len(listed & worth)


def _carriers(  # type: ignore[no-untyped-def]
    total: _Count, store, name: str, number: int, entries: Sequence[Fact], facts: Sequence[Found], found: Sequence[int],
    texts: Mapping[int, Text],
) -> None:  # fmt: skip
    """What is said of each text of the story about the facts found: carried, silent, or nothing."""
    told = store.sql("select distinct fact, article, state from fact_texts where story = ?", [number]).to_pylist()
    for entry, hit in zip(entries, found, strict=True):
        if hit < 0:
            continue
        state = {row["article"]: row["state"] for row in told if row["fact"] == entry.fact}
        carried = {texts[a].given for a, how in state.items() if how == "carried"}
        told_by = [texts[a] for a, how in state.items() if how == "carried"]
        langs, first = {t.lang for t in told_by}, min((t.published for t in told_by if t.published), default=None)
        silent = {text.given for a, text in texts.items() if _outcome(a, text, state, langs, first) == "not seen"}
        total.called += len(carried)
        total.called_right += len(carried & facts[hit].either)
        total.due += len(facts[hit].both)
        total.due_found += len(carried & facts[hit].both)
        total.silent[name] += len(silent)
        total.silent_wrong[name] += len(silent & facts[hit].both)
        total.due_of[name] += len(facts[hit].both)


def _outcome(number: int, text: Text, state: dict[int, str], langs: set[str], first: date | None) -> str:
    """What the view would say of an outlet that has this text only."""
    alone = outcomes.Text(number, text.lang, text.whole, "", "", "", "", text.family, text.published)
    return outcomes.outcome([alone], state, langs, first)
