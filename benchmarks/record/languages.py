"""Events of sentences in Russian, Chinese, German, French, Arabic and Spanish, labelled blind; none is learnt from.

    python -m benchmarks.record.languages [DIR]
    python -m benchmarks.record.languages --known

Gold: benchmarks/record/gold/languages.jsonl, polish.jsonl and, for want of news in Kazakh, the invented sentences of
kazakh.jsonl; one reader by GUIDE.md, a second one read the same sentences. Three
figures: pairs with types (as benchmarks.record.pairs counts them); the same where the actor tables know both; types
alone, and sentences without an event in which one is coded. Intervals: bootstrap over sentences, 95 %. DIR holds
another encoder (tools.train_languages --english). Answers are never printed. ``--known``: of how many pairs in the
sentences to learn from the actor tables find both.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import data
from benchmarks.record.gold import draw_polish
from benchmarks.record.gold.draw_languages import LANGUAGES, LEARNT, labelled
from benchmarks.record.gold.others import invented
from benchmarks.record.pairs import Triple, as_compared, share, triples
from benchmarks.record.pairs import f1 as f1_of
from herdline.record import unparsed
from herdline.record.actors import find
from herdline.record.events import Coded, Unit
from herdline.record.unparsed import multilingual
from herdline.record.unparsed.spanish import code as by_words
from tools.train_events import read_code

GOLD = Path(__file__).parent / "gold"


def wanted(row: dict[str, Any]) -> set[Triple]:
    """The pairs with types that the reader saw."""
    return as_compared((event["label"], event["pairs"]) for event in row["events"])


def f1(table: NDArray[np.int64]) -> str:
    """F1, its interval, precision and recall of (right, found, there) a sentence."""
    right, found, there = table.sum(axis=0)
    middle, low, high = f1_of(table)
    return (
        f"{middle:.3f} ({low:.2f}-{high:.2f}; {right / max(1, found):.3f} of {found},"
        f" {right / max(1, there):.3f} of {there})"
    )


def counts(gold: list[set[Any]], mine: list[set[Any]]) -> NDArray[np.int64]:
    """(right, found, there) a sentence."""
    return np.array([(len(a & b), len(b), len(a)) for a, b in zip(gold, mine, strict=True)]).reshape(-1, 3)


def report(name: str, held: list[dict[str, Any]], found: list[Coded]) -> None:
    """Print one row."""
    gold, mine = [wanted(row) for row in held], [triples(told, read_code) for told in found]
    known = [{read_code(who.code) for who in find(row["text"], row["lang"])} for row in held]
    within = [{t for t in told if {t[0], t[1]} <= codes} for told, codes in zip(gold, known, strict=True)]
    types = [{event["label"] for event in row["events"]} for row in held]
    told = [{event.type for event in coded.events} for coded in found]
    empty = [i for i, row in enumerate(held) if not row["events"]]
    print(
        f"| {name}, {len(held)} | {f1(counts(gold, mine))} | {f1(counts(within, mine))} | {f1(counts(types, told))} |"
        f" {100 * sum(len(found[i].events) for i in empty) / max(1, len(empty)):.1f} of {len(empty)} |"
    )


def known() -> None:
    """How many of the pairs in the sentences to learn from have both their codes found by the actor tables."""
    held = labelled(data.folder(), *LEARNT)
    for lang in LANGUAGES:
        told = [
            {one, other} <= codes
            for row in held
            if row["lang"] == lang
            for codes in [{read_code(who.code) for who in find(row["text"], lang)}]
            for one, other, _ in wanted(row)
        ]
        print(
            f"| pairs both of whose codes the actor tables find | {lang}, {len(told)} | {share(sum(told), len(told))} |"
        )


def main() -> None:
    """Print the table."""
    asked = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    model = multilingual.load(Path(asked[0])) if asked else multilingual.trained()
    if "--known" in sys.argv:
        known()
        return
    held = labelled(data.folder(), GOLD / "languages.jsonl")
    found = unparsed.code([Unit(row["text"], lang=row["lang"]) for row in held], model)
    print("| sentences | pairs with types: F1 (precision, recall) | known actors | types | false in 100 empty |")
    report("all", held, found)
    for lang in LANGUAGES:
        chosen = [i for i, row in enumerate(held) if row["lang"] == lang]
        report(lang, [held[i] for i in chosen], [found[i] for i in chosen])
    spanish = [row for row in held if row["lang"] == "es"]
    report("es, by words (record.unparsed.spanish)", spanish, by_words([Unit(r["text"], lang="es") for r in spanish]))
    for lang, name, read in (("pl", "polish", draw_polish.labelled), ("kk, invented sentences", "kazakh", invented)):
        first, second = read(name), {row["sha1"]: row for row in read(f"{name}_second")}
        report(lang, first, unparsed.code([Unit(row["text"], lang=row["lang"]) for row in first], model))
        both = counts([wanted(row) for row in first], [wanted(second[row["sha1"]]) for row in first])
        print(f"| {lang[:2]}, a second blind reader, the first as gold | {f1(both)} | | | |")
    second = {row["sha1"]: row for row in labelled(data.folder(), GOLD / "languages_second.jsonl")}
    pairs = [wanted(row) for row in held], [wanted(second[row["sha1"]]) for row in held]
    types = [[{e["label"] for e in row["events"]} for row in (one, second[one["sha1"]])] for one in held]
    print(
        f"| a second blind reader, the first as gold | {f1(counts(*pairs))} | |"
        f" {f1(counts(*map(list, zip(*types, strict=True))))} | |"  # type: ignore[arg-type]
    )


if __name__ == "__main__":
    main()
