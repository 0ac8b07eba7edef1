"""Do recorded events go with how states vote? Yearly scores of pairs against votes in the UN General Assembly.

    python -m benchmarks.un_votes [--articles N] [--processes 2]

The rule, fixed before the figures were seen: sentences of the full-text set of 2012-2020 that name the United States,
China or Russia and another state are coded; an event counts once (its id) in the year of its date, else of
publication; hypothetical, future and negated ones do not count. The score of a pair and year is the mean PLOVER score
of its events, for pairs and years with at least five. It is correlated (Spearman) with the share of equal votes of that
year. Baselines on the same pairs and years: the number of events, and the mean VADER valence (Hutto, Gilbert 2014) of
the same sentences where ``vaderSentiment`` is installed. The interval is a bootstrap over pairs (a pair's years stay
together).

Coding takes a quarter of an hour on two cores.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pyarrow.parquet as pq
from scipy.stats import spearmanr

from benchmarks import data
from herdline.reading.dates import parse
from herdline.record.actors.finding import find
from herdline.record.coding import code, stable_id
from herdline.record.events import Unit
from herdline.record.models.filter import worth_parsing
from herdline.record.scores import score
from herdline.text.sentences import LONGEST, sentences

GREAT = ("USA", "CHN", "RUS")
LEAST = 5
DRAWS = 2000


def main() -> None:
    """Print the rows."""
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=0)
    options.add_argument("--processes", type=int, default=2)
    asked = options.parse_args()
    table = pq.read_table(data.folder() / "fulltext" / "news_2012-2020.parquet", columns=["text", "published"])
    rows = [(t, p) for t, p in zip(*(table[c].to_pylist() for c in ("text", "published")), strict=True) if t and p]
    rows = rows[: asked.articles or len(rows)]
    parts = [rows[i : i + 400] for i in range(0, len(rows), 400)]
    events: dict[int, tuple[tuple[str, str], int, float]] = {}
    tones: dict[tuple[tuple[str, str], int], list[str]] = defaultdict(list)
    with ProcessPoolExecutor(asked.processes) as pool:
        for found, said in pool.map(coded, parts):
            events.update(found)
            for key, text in said:
                tones[key].append(text)
    report(events, tones, len(rows))


def coded(part):  # type: ignore[no-untyped-def]
    """Events {id: (pair, year, score)} and [((pair, year), sentence)] of some articles."""
    units, days = [], []
    for text, published in part:
        day = parse(str(published))[0]
        if day is None:
            continue
        for item in sentences(text):
            if len(item.text) <= LONGEST:
                codes = {who.code for who in find(item.text, "en", day.date()) if len(who.code) == 3}
                if codes & set(GREAT) and len(codes) > 1:
                    before = text[max(0, item.start - 300) : item.start]
                    units.append(Unit(item.text, before, day.date(), "en"))
                    days.append(day.date())
    keep = worth_parsing([u.text for u in units]) if units else []
    units, days = [u for u, k in zip(units, keep, strict=True) if k], [d for d, k in zip(days, keep, strict=True) if k]
    events, said = {}, []
    for unit, day, found in zip(units, days, code(units), strict=True):
        for event in found.events:
            if {"hypothetical", "future", "negation"} & set(event.aux):
                continue
            actors, recipients = ({a.code for a in side} for side in (event.actors, event.recipients))
            year = int(event.date[:4]) if event.date else day.year
            for a, b in {(x, y) for x in actors for y in (recipients or actors) if x != y}:
                pair = (a, b) if a in GREAT and (b not in GREAT or GREAT.index(a) < GREAT.index(b)) else (b, a)
                if pair[0] in GREAT:
                    number = stable_id(event.type, *pair, a, event.date or unit.text)
                    events[number] = (pair, year, score(event.type, event.mode))
                    said.append(((pair, year), unit.text))
    return events, said


def report(events, tones, articles: int) -> None:  # type: ignore[no-untyped-def]
    """Correlate and print."""
    held = defaultdict(list)
    for pair, year, value in events.values():
        held[pair, year].append(value)
    votes = agreement()
    keys = sorted(k for k, v in held.items() if len(v) >= LEAST and k in votes)
    truth = np.array([votes[k] for k in keys])
    measures = {
        "mean PLOVER score": np.array([np.mean(held[k]) for k in keys]),
        "number of events": np.array([float(len(held[k])) for k in keys]),
    }
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        judge = SentimentIntensityAnalyzer()
        measures["tone of the sentences (VADER)"] = np.array(
            [np.mean([judge.polarity_scores(t)["compound"] for t in tones[k]]) for k in keys]
        )
    except ModuleNotFoundError:
        print("# no tone baseline: vaderSentiment is not installed")
    pairs = sorted({pair for pair, _ in keys})
    for name, values in measures.items():
        low, high = interval(keys, pairs, values, truth)
        rank = spearmanr(values, truth).statistic
        print(
            f"| UN votes: Spearman of {name} | news_2012-2020, {articles} articles, {len(events)} events, {len(pairs)} "
            f"pairs, {len(keys)} pairs and years | {rank:.3f} ({low:.2f}-{high:.2f}) | | |"
        )


def interval(keys, pairs, values, truth) -> tuple[float, float]:  # type: ignore[no-untyped-def]
    """95 % of a bootstrap over pairs."""
    places = {pair: [i for i, (p, _) in enumerate(keys) if p == pair] for pair in pairs}
    draw = np.random.default_rng(1)
    found = []
    for _ in range(DRAWS):
        chosen = [i for n in draw.integers(0, len(pairs), len(pairs)) for i in places[pairs[n]]]
        found.append(spearmanr(values[chosen], truth[chosen]).statistic)
    low, high = np.nanpercentile(found, [2.5, 97.5])
    return float(low), float(high)


def agreement() -> dict[tuple[tuple[str, str], int], float]:
    """Share of equal votes by pair of ISO 3166 alpha-3 codes and year."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    three = {two[0]: code for code, two in aliases.items() if len(code) == 3 and code.isalpha() and len(two) == 1}
    found = {}
    with (data.folder() / "truth" / "un_vote_agreement_dev.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            a, b = (three.get(row[c], "") for c in ("a", "b"))
            if b in GREAT and (a not in GREAT or GREAT.index(b) < GREAT.index(a)):
                a, b = b, a
            if a and b:
                found[(a, b), int(row["year"])] = float(row["agreement"])
    return found


if __name__ == "__main__":
    main()
