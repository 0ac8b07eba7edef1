"""Are planted lines found, where they stand, and does nothing become a line by chance or habit?

    python -m benchmarks.lines [--quick] [--seed N] [--corpus NAME]

Each of ``sets`` stories (32 related real articles of as many outlets, see ``line_plants``) gets four lines, one in 3,
5, 10 and 20 of its independent texts: templates with changing names ("all eyes will be on {}", once each, then chance
words around a slot), or fixed wording of chance words, half and half, in a sentence of chance words at a chance
sentence's end. Recall: some line of the story stands in at least half of the
planted texts. Uses: of the planted places, those that this line covers by half or more; and of its places, those that
were planted (the others may be real ones). A fresh seed each run, printed; texts are never stored.

Null: stories of 10, 32 and 100 articles drawn by chance from the same corpus, one an outlet where there are enough, so
that nothing but chance, habit and topic makes wording recur: every line found there is a false one, but for texts
that really belong together. Habit: phrases planted in 40 % of all texts of ten outlets, in every story: lines made of
them are false.

Base rates: of four everyday phrases in 37,554 articles, by a plain regular expression over texts; as
``line.baserates`` has them from a store of these articles, and as the table that comes with the program has them.
"""

from __future__ import annotations

import argparse
import random
import re
import secrets
from collections import Counter, defaultdict

import numpy as np
import pyarrow as pa

from benchmarks.intervals import wilson
from benchmarks.line_plants import DAYS, SIZE, Plant, Planter, corpus, related
from benchmarks.real_articles import engine, real
from herdline import copies, line, schema
from herdline.check.series import poisson_interval
from herdline.config import LineSettings
from herdline.engines.local import LocalEngine
from herdline.line.background import background_rate
from herdline.line.baserates import _Rates
from herdline.line.candidates import CANDIDATES
from herdline.line.phrases import PREFIX, fold
from herdline.line.streams import streams
from herdline.pipeline import SCHEMAS

FAMILIES = (3, 5, 10, 20)
HABIT_OUTLETS, HABIT_SHARE, HABITS = 10, 0.4, 5
EVERYDAY = {
    "all eyes will be on": "13 of 37,554",
    "remains to be seen": ".87 %",
    "declined to comment": "1.97 %",
    "in the wake of": "4.2 %",
}
LINE_STEPS = ("line.candidates", "line.hits", "line.clocks", "line.lines", "line.uses")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="full texts only, half the sets, no base rates")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--corpus", choices=[*DAYS, "base"])
    options = parser.parse_args()
    seed = secrets.randbelow(10**9) if options.seed is None else options.seed
    print(f"seed {seed}\n\n| measure | data | figure | of | wanted |\n|---|---|---|---|---|")
    for name in ("fulltext",) if options.quick else DAYS:
        if options.corpus in (None, name):
            measure(name, 20 if options.quick else 40, random.Random(seed))
    if options.corpus == "base" or (options.corpus is None and not options.quick):
        base_rates()


def measure(name: str, sets: int, rng: random.Random) -> None:
    """Planted lines, habits and null stories of one corpus."""
    table = corpus(name, rng)
    families = _families(table)
    stories = related(table, DAYS[name], sets, rng)
    planter = Planter(table, rng)
    outlets = table["outlet"].to_pylist()
    habits = _habits(planter, outlets, rng)
    plants = [p for s, rows in enumerate(stories) for p in _plant(s, rows, families, planter, rng)]
    place = table.schema.get_field_index("text")
    planted = table.set_column(place, "text", pa.array(planter.texts, pa.string()))
    ids = table["id"].to_pylist()
    held = engine(planted)
    for step in copies.STEPS:
        held.run(step, SCHEMAS[step.writes])
    _run_lines(held, [[ids[r] for r in rows] for rows in stories])
    _report(f"{name}, {len(stories)} stories", held, plants, ids)
    made = _lines_of(held)
    wrong = sum(any(h in text.casefold() or text.casefold() in h for h in habits) for _, _, text in made)
    row("lines made of an outlet's habit", f"{name}, {HABITS} habits", f"{wrong}", f"{len(made)} lines", "0")
    for size in (10, SIZE, 100):
        drawn = _chance(outlets, size, max(4, sets * SIZE // size // 2), rng)
        _run_lines(held, [[ids[r] for r in rows] for rows in drawn])
        false = [x for x in _lines_of(held) if not any(h in x[2].casefold() for h in habits)]
        low, high = poisson_interval(len(false))
        told = f"{len(false) / len(drawn):.3f} ({low / len(drawn):.3f}-{high / len(drawn):.3f})"
        row(f"false lines a null story of {size}", name, told, f"{len(drawn)} stories", "")
        with_any = share(len({s for s, _, _ in false}), len(drawn))
        row(f"null stories of {size} with any line", name, with_any, f"{len(drawn)} stories", "<= .05")
    held.close()


def row(measure: str, data: str, figure: str, of: str, wanted: str) -> None:
    print(f"| {measure} | {data} | {figure} | {of} | {wanted} |", flush=True)


def share(hits: int, of: int) -> str:
    """A share with its 95 % Wilson interval."""
    if not of:
        return "none"
    low, high = wilson(hits, of)
    return f"{hits / of:.3f} ({low:.3f}-{high:.3f})"


def _families(table: pa.Table) -> list[int]:
    """Family of each row before anything is planted."""
    held = engine(table)
    for step in copies.STEPS:
        held.run(step, SCHEMAS[step.writes])
    found = dict(zip(*held.table("select article, family from families").to_pydict().values(), strict=True))
    held.close()
    return [found[i] for i in table["id"].to_pylist()]


def _habits(planter: Planter, outlets: list[str], rng: random.Random) -> list[str]:
    """Phrases that the largest outlets use all the time."""
    largest = [o for o, _ in Counter(outlets).most_common(HABIT_OUTLETS)]
    lines = [planter.line("wording") for _ in range(HABITS)]
    for number, outlet in enumerate(outlets):
        if outlet in largest:
            for said in lines:
                if rng.random() < HABIT_SHARE:
                    planter.put(number, said)
    return [x.casefold() for x in lines]


def _plant(story: int, rows: list[int], families: list[int], planter: Planter, rng: random.Random) -> list[Plant]:
    """Four lines in one story, each in texts of different families."""
    first: dict[int, int] = {}
    for r in rows:
        first.setdefault(families[r], r)
    plants = []
    for k in FAMILIES:
        if len(first) < k:
            continue
        kind = rng.choice(("template", "wording"))
        said = planter.line(kind)
        places = {r: planter.put(r, said) for r in rng.sample(list(first.values()), k)}
        plants.append(Plant(story, kind, k, places))
    return plants


def _run_lines(held: LocalEngine, stories: list[list[int]]) -> None:
    """The line's steps with these stories (numbers from 0); every other article is a story of its own."""
    inside = {a: s for s, members in enumerate(stories) for a in members}
    ids = held.table("select id from articles order by id")["id"].to_pylist()
    rows = {"story": [inside.get(a, 10_000_000 + a) for a in ids], "article": ids}
    held.write(
        "story_articles", schema.STORY_ARTICLES.schema, pa.table(rows, schema.STORY_ARTICLES.schema).to_batches()
    )
    for step in line.STEPS:
        if step.name in LINE_STEPS:
            held.run(step, SCHEMAS[step.writes])


def _lines_of(held: LocalEngine) -> list[tuple[int, int, str]]:
    return [tuple(r.values()) for r in held.table("select story, families, text from lines").to_pylist()]


def _report(data: str, held: LocalEngine, plants: list[Plant], ids: list[int]) -> None:
    uses: dict[int, dict[int, dict[int, list[tuple[int, int]]]]] = defaultdict(lambda: defaultdict(dict))
    for u in held.table("select * from line_uses").to_pylist():
        uses[u["story"]][u["line"]].setdefault(u["article"], []).append((u["start"], u["end"]))
    told = {(r["story"], r["line"]): r for r in held.table("select * from lines").to_pylist()}
    found: dict[tuple[str, int], list[bool]] = defaultdict(list)
    covered = planted = right = reported = 0
    off, ranks = [], []
    for plant in plants:
        places = {ids[r]: p for r, p in plant.places.items()}
        best, best_hits = None, 0
        for number, by_article in uses[plant.story].items():
            hits = sum(_covers(by_article.get(a, ()), p) for a, p in places.items())
            if hits > best_hits:
                best, best_hits = number, hits
        ok = best is not None and best_hits >= max(2, plant.families / 2)
        found["any", plant.families].append(ok)
        found[plant.kind, 0].append(ok)
        planted += plant.families
        if ok:
            covered += best_hits
            by_article = uses[plant.story][best]
            reported += sum(len(v) for v in by_article.values())
            right += sum(_covers([u], places[a], 0.2) for a, v in by_article.items() if a in places for u in v)
            off.append(told[plant.story, best]["families"] - plant.families)
            ranks.append(told[plant.story, best]["rank"])
    for k in FAMILIES:
        hits = found["any", k]
        row(f"planted lines found, {k} families", data, share(sum(hits), len(hits)), str(len(hits)), "")
    for kind in ("template", "wording"):
        hits = found[kind, 0]
        row(f"planted lines found, {kind}", data, share(sum(hits), len(hits)), str(len(hits)), "")
    row("planted uses covered by the line found", data, share(covered, planted), f"{planted} places", "")
    row("its uses that were planted", data, share(right, reported), f"{reported} uses", "")
    off_share = share(sum(abs(x) == 0 for x in off), len(off))
    row("families counted as planted", data, off_share, f"{len(off)} lines, off by {min(off)} to {max(off)}", "")
    row("planted lines found that stand among the first ten", data, share(sum(r <= 10 for r in ranks), len(ranks)),
        f"{len(ranks)}", "")  # fmt: skip


def _covers(uses: object, place: tuple[int, int], least: float = 0.5) -> bool:
    start, end = place
    return any(min(b, end) - max(a, start) >= least * (end - start) for a, b in uses)  # type: ignore[attr-defined]


def _chance(outlets: list[str], size: int, count: int, rng: random.Random) -> list[list[int]]:
    """Stories by chance, no article twice, one an outlet while there are outlets left."""
    order = rng.sample(range(len(outlets)), len(outlets))
    drawn: list[list[int]] = []
    while len(drawn) < count and len(order) >= size:
        seen: set[str] = set()
        once = [r for r in order if not (outlets[r] in seen or seen.add(outlets[r]))][:size]
        again = set(once)
        once += [r for r in order if r not in again][: size - len(once)]
        again = set(once)
        order = [r for r in order if r not in again]
        drawn.append(once)
    return drawn


def base_rates() -> None:
    """Four everyday phrases, by regular expression, by the store and by the built-in table."""
    table = real()
    texts, ids = table["text"].to_pylist(), table["id"].to_pylist()
    held = engine(table)
    every = pa.table({"story": ids, "article": ids}, schema.STORY_ARTICLES.schema)
    held.write("story_articles", schema.STORY_ARTICLES.schema, every.to_batches())
    alone = {
        "article": ids,
        "family": ids,
        "original": ids,
        "kind": ["independent"] * len(ids),
        "agency": [None] * len(ids),
    }
    held.write("families", SCHEMAS["families"], pa.table(alone, SCHEMAS["families"]).to_batches())
    for none in ("boilerplate", "copies"):
        held.write(none, SCHEMAS[none], [])
    rows = []
    for number, phrase in enumerate(EVERYDAY):
        hashes = streams(pa.array([phrase]), ["en"]).hashes
        rows.append(
            {"story": ids[0], "line": number, "phrase": fold(hashes), "prefix": fold(hashes[:PREFIX]),
             "length": len(hashes), "lang": "en", "text": phrase, "kind": "wording", "telling": 1.0}
        )  # fmt: skip
    short = [r for r in rows if r["length"] < PREFIX]
    held.write(
        "line_candidates",
        CANDIDATES,
        pa.Table.from_pylist([r for r in rows if r not in short], CANDIDATES).to_batches(),
    )
    step = next(s for s in line.STEPS if s.name == "line.hits")
    held.run(step, SCHEMAS[step.writes])
    rates = _Rates(held, LineSettings())
    for item, (phrase, known) in zip(rows, EVERYDAY.items(), strict=True):
        seen = sum(re.search(rf"\b{phrase}\b", t, re.IGNORECASE) is not None for t in texts)
        shipped = background_rate(phrase, "en")
        own = "no phrase (too short)" if item in short else f"{100 * rates.of(item)[0]:.3f} %"
        low, high = poisson_interval(seen)
        row(f"base rate of {phrase!r}: regular expression", "37,554 full texts",
            f"{seen} ({100 * seen / len(texts):.3f} %, {100 * low / len(texts):.3f}-{100 * high / len(texts):.3f})",
            f"{len(texts):,}", known)  # fmt: skip
        row(
            f"base rate of {phrase!r}: the store; the built-in table",
            "same",
            f"{own}; {'none' if shipped is None else f'{100 * shipped:.3f} %'}",
            "",
            "",
        )
    held.close()


if __name__ == "__main__":
    np.seterr(all="warn")
    main()
