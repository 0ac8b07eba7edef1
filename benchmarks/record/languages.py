"""Events of sentences in Russian, Chinese, German, French, Arabic and Spanish, labelled blind; none is learnt from.

    python -m benchmarks.record.languages [DIR]
    python -m benchmarks.record.languages --thresholds [DIR]

Gold: benchmarks/record/gold/languages.jsonl, one reader by GUIDE.md; a second one read the same sentences. Three
figures: pairs with types (as benchmarks.record.pairs counts them); the same where the actor tables know both; types
alone, and sentences without an event in which one is coded. Intervals: bootstrap over sentences, 95 %. DIR holds
another encoder (tools.train_languages --english). Answers are never printed. ``--thresholds`` codes, without a parse,
the English sentences that no encoder of languages has seen, by the thresholds of ``unparsed``: there they are chosen.
"""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import data
from benchmarks.record.gold.draw_languages import LANGUAGES, articles
from benchmarks.record.gold.draw_more import digest
from benchmarks.record.pairs import MUTUAL, Triple, triples
from benchmarks.record.thresholds import gold_of, unseen
from herdline.record import multilingual, unparsed
from herdline.record.actors import find
from herdline.record.events import Coded, Unit
from herdline.record.spanish import code as by_words

GOLD = Path(__file__).parent / "gold"


def read_code(code: str) -> str:
    """An actor's code as readers write it."""
    return "REB" if code.startswith("REB") else code.split(":")[-1]


def rows(name: str) -> list[dict[str, Any]]:
    """Labelled sentences of a lot, with their text."""
    texts: dict[str, list[str]] = {}
    for article, _, text in articles(data.folder()):
        texts.setdefault(article, []).append(text)
    held = [json.loads(line) for line in (GOLD / name).open(encoding="utf-8")]
    for row in held:
        here = (text[row["start"] : row["end"]] for text in texts[row["article"]])
        row["text"] = next(sentence for sentence in here if digest(sentence) == row["sha1"])
    return held


def wanted(row: dict[str, Any]) -> set[Triple]:
    """The pairs with types that the reader saw."""
    made: set[Triple] = set()
    for event in row["events"]:
        for pair in event["pairs"]:
            one, other = pair.replace("=", ">").split(">")
            if event["label"] in MUTUAL:
                one, other = sorted((one, other))
            made.add((one, other, event["label"]))
    return {t for t in made if "XXX" not in t}


def f1(table: np.ndarray) -> str:
    """F1, its interval, precision and recall of (right, found, there) a sentence."""
    right, found, there = table.sum(axis=0)
    drawn = table[np.random.default_rng(5).integers(len(table), size=(2000, len(table)))].sum(axis=1)
    low, high = np.percentile(2 * drawn[:, 0] / np.maximum(1, drawn[:, 1] + drawn[:, 2]), [2.5, 97.5])
    return (
        f"{2 * right / max(1, found + there):.3f} ({low:.2f}-{high:.2f}; {right / max(1, found):.3f} of {found},"
        f" {right / max(1, there):.3f} of {there})"
    )


def counts(gold: list[set[Any]], mine: list[set[Any]]) -> np.ndarray:
    """(right, found, there) a sentence."""
    return np.array([(len(a & b), len(b), len(a)) for a, b in zip(gold, mine, strict=True)]).reshape(-1, 3)


def report(name: str, held: list[dict[str, Any]], found: list[Coded]) -> None:
    """Print one row."""
    gold, mine = [wanted(row) for row in held], [triples(told) for told in found]
    known = [{read_code(who.code) for who in find(row["text"], row["lang"])} for row in held]
    within = [{t for t in told if {t[0], t[1]} <= codes} for told, codes in zip(gold, known, strict=True)]
    types = [{event["label"] for event in row["events"]} for row in held]
    told = [{event.type for event in coded.events} for coded in found]
    empty = [i for i, row in enumerate(held) if not row["events"]]
    print(
        f"| {name}, {len(held)} | {f1(counts(gold, mine))} | {f1(counts(within, mine))} | {f1(counts(types, told))} |"
        f" {100 * sum(len(found[i].events) for i in empty) / max(1, len(empty)):.1f} of {len(empty)} |"
    )


def thresholds(model: multilingual.Multilingual) -> None:
    """F1 of pairs with types by the thresholds, on English sentences."""
    told = unseen()
    gold, reads = [gold_of(held) for held in told], multilingual.read([held.text for held in told], model)
    units, held_reads = [Unit(held.text) for held in told], dict(zip((h.text for h in told), reads, strict=True))
    read, unparsed.multilingual.read = multilingual.read, lambda texts, _: [held_reads[text] for text in texts]
    for both, home in itertools.product((0.25, 0.3, 0.35, 0.4), (0.35, 0.4, 0.45, 0.5)):
        unparsed.BOTH, unparsed.HOME = both, home
        mine = [triples(found) for found in unparsed.code(units, model)]
        two = [[{t for t in told if t[0] != t[1]} for told in sets] for sets in (gold, mine)]
        print(f"| BOTH {both}, HOME {home} | {f1(counts(gold, mine))} | two codes: {f1(counts(*two))} |", flush=True)
    unparsed.multilingual.read = read


def main() -> None:
    """Print the table."""
    asked = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    model = multilingual.load(Path(asked[0])) if asked else multilingual.trained()
    if "--thresholds" in sys.argv:
        thresholds(model)
        return
    held = rows("languages.jsonl")
    found = unparsed.code([Unit(row["text"], lang=row["lang"]) for row in held], model)
    print("| sentences | pairs with types: F1 (precision, recall) | known actors | types | false in 100 empty |")
    report("all", held, found)
    for lang in LANGUAGES:
        chosen = [i for i, row in enumerate(held) if row["lang"] == lang]
        report(lang, [held[i] for i in chosen], [found[i] for i in chosen])
    spanish = [row for row in held if row["lang"] == "es"]
    report("es, by words (herdline.record.spanish)", spanish, by_words([Unit(r["text"], lang="es") for r in spanish]))
    second = {row["sha1"]: row for row in rows("languages_second.jsonl")}
    pairs = [wanted(row) for row in held], [wanted(second[row["sha1"]]) for row in held]
    types = [[{e["label"] for e in row["events"]} for row in (one, second[one["sha1"]])] for one in held]
    print(
        f"| a second blind reader, the first as gold | {f1(counts(*pairs))} | |"
        f" {f1(counts(*map(list, zip(*types, strict=True))))} | |"  # type: ignore[arg-type]
    )


if __name__ == "__main__":
    main()
