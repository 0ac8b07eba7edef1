"""How well stories are grouped: ``python -m benchmarks.stories [--set NAME] [--quick | --filter]``.

One Markdown row a measure. ``--filter`` measures the command ``herdline group`` itself, with fields missing.

Two figures a set. "shipped": the weights in ``herdline.stories.model``, learnt on all these sets, so optimistic.
"held out": three folds of whole topics; for each fold the weights are learnt on the other sets and on the other folds
of this one, all articles are grouped, and BCubed is averaged over the fold's articles only. What cross-validation does
not cover: the feature settings of ``StorySettings``, the shifts in ``benchmarks.train_stories`` (three numbers for all
sets) were chosen by looking at these development sets. One set of settings and no threshold of a set's own.

ECB+: "all" groups the documents of all topics together, "topics" each topic apart, as is customary.
ITN: the bar is the best threshold (chosen on the answers, in its favour) of average or single linkage on full vectors.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from unittest.mock import patch

import numpy as np
import orjson
import pyarrow as pa
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from benchmarks import story_sets, train_stories
from herdline.stories import assign, crossing, grouping, model
from herdline.text.vectors import full_vectors

WANTED = {"ecbplus": 0.93, "basil": 0.96, "same_story": 0.90, "uci": 0.86}
FOLDS = 3
MISSING: tuple[tuple[str, ...], ...] = ((), ("title",), ("published",), ("lang", "outlet", "url"))
"""Fields taken out of the records that ``--filter`` gives to the command; at last all but the title."""


def labels(table: pa.Table) -> np.ndarray:
    """Story found for each row."""
    found = assign(table)
    order = np.argsort(table["id"].to_numpy(), kind="stable")
    result = np.empty(len(order), np.int64)
    result[order] = found["story"].to_numpy()
    return result


def by_topic(table: pa.Table) -> np.ndarray:
    """The same, each topic grouped on its own."""
    topics, result = train_stories.topics_of(table), np.empty(table.num_rows, np.int64)
    for topic in np.unique(topics):
        rows = np.flatnonzero(topics == topic)
        result[rows] = labels(table.take(rows))
    return result


def row(measure: str, data: str, figure: str, count: int, wanted: str = "", peers: str = "") -> None:
    """One row of the report."""
    print(f"| {measure} | {data} | {figure} | {count} | {wanted} | {peers} |", flush=True)


def held_out(table: pa.Table, grouped: Callable[[pa.Table], np.ndarray], models: Callable[[np.ndarray], dict]) -> str:
    """Precision, recall, F1 over folds of topics."""
    topics, truth = train_stories.topics_of(table), np.array(table["story"].to_pylist())
    fold = np.random.default_rng(1).integers(0, FOLDS, topics.max() + 1)
    sums = np.zeros(3)
    for number in range(FOLDS):
        chosen = (fold == number)[topics]
        found = models(fold == number)
        with (
            patch.object(grouping, "SAME_LANGUAGE", found.get("same", model.SAME_LANGUAGE)),
            patch.object(crossing.join_stories, "__defaults__", (found.get("across", model.ACROSS),)),
        ):
            p, r, _ = story_sets.bcubed(truth, grouped(table), chosen)
        sums += np.array([p, r, 1]) * chosen.sum()
    p, r = sums[:2] / sums[2]
    return f"{2 * p * r / (p + r):.3f} (P {p:.2f}, R {r:.2f})"


def shipped(table: pa.Table, grouped: Callable[[pa.Table], np.ndarray]) -> str:
    """Precision, recall, F1 with the weights as shipped."""
    p, r, f = story_sets.bcubed(np.array(table["story"].to_pylist()), grouped(table))
    return f"{f:.3f} (P {p:.2f}, R {r:.2f})"


def sets(names: list[str], quick: bool) -> None:
    """BCubed on the sets within a language."""
    examples = [] if quick else [train_stories.within_examples(name) for name in train_stories.SETS]
    for name in names:
        table = story_sets.load(name)
        units = {"all": labels, "topics": by_topic} if name == "ecbplus" else {"all": labels}
        at = train_stories.SETS.index(name)
        for unit, grouped in units.items():
            wanted = str(WANTED.get(name, "")) if (name, unit) != ("ecbplus", "all") else ""
            row("BCubed F1, shipped", f"{name} ({unit})", shipped(table, grouped), table.num_rows, wanted)
            if not quick:
                figure = held_out(
                    table, grouped, lambda out, at=at: {"same": train_stories.same_language(examples, (at, out))}
                )
                row("BCubed F1, held out", f"{name} ({unit})", figure, table.num_rows, wanted)


def itn(quick: bool) -> None:
    """BCubed across languages, beside the best single threshold."""
    table = story_sets.load("itn")
    examples = [] if quick else train_stories.all_across()
    learnt: dict[bytes, dict] = {}

    def models(out: np.ndarray) -> dict:
        if out.tobytes() not in learnt:
            learnt[out.tobytes()] = {"across": train_stories.across(examples, out)}
        return learnt[out.tobytes()]

    for name, one in (("titles and texts", table), ("texts only", train_stories.without_titles(table))):
        bar, how = best_threshold(one)
        row(
            "BCubed F1, shipped",
            f"itn, {name}",
            shipped(one, labels),
            one.num_rows,
            f"{bar + 0.05:.3f}",
            f"{how} {bar:.3f}",
        )
        if not quick:
            figure = held_out(one, labels, models)
            row(
                "BCubed F1, held out (across)",
                f"itn, {name}",
                figure,
                one.num_rows,
                f"{bar + 0.05:.3f}",
                f"{how} {bar:.3f}",
            )


def best_threshold(table: pa.Table) -> tuple[float, str]:
    """Best BCubed F1 of one threshold on full vectors, and of which linkage."""
    texts = [f"{t or ''} {x or ''}" for t, x in zip(table["title"].to_pylist(), table["text"].to_pylist(), strict=True)]
    made = full_vectors(texts)
    distance = np.clip(1 - made @ made.T, 0, 2)
    np.fill_diagonal(distance, 0)
    truth = np.array(table["story"].to_pylist())
    flat = squareform((distance + distance.T) / 2, checks=False)
    return max(
        (story_sets.bcubed(truth, fcluster(linkage(flat, how), cut, "distance"))[2], f"{how} linkage, best cut")
        for how in ("average", "single")
        for cut in np.arange(0.1, 1, 0.02)
    )


def scored_pairs() -> None:
    """Pairs scored by people: correlation of the evidence (1 = same story, so the sign is turned)."""
    corpus, within, across, scores = train_stories.scored_pairs()
    same = corpus.langs[::2] == corpus.langs[1::2]
    weights = np.array([model.ACROSS.weights.get(name, 0.0) for name in crossing.FEATURES])
    for name, held, evidence in (
        ("one language", same, model.SAME_LANGUAGE.logit(within)),
        ("two languages (in training)", ~same, across @ weights),
    ):
        figure = -np.corrcoef(np.clip(evidence[held], -6, 6), scores[held])[0, 1]
        row(
            "Pearson r", f"pairs_multilingual, {name}", f"{figure:.3f}", int(held.sum()), "", ".70 en, .51 all (TF-IDF)"
        )
    records = list(story_sets.lines(story_sets.folder() / "stories" / "pairs_ru_en_dev.jsonl"))
    table = story_sets.table(
        [{"lang": r["lang"], "title": r[f"title{k}"], "text": r[f"text{k}"]} for r in records for k in "12"]
    )
    found = train_stories.read(table, train_stories.SETTINGS)
    articles = train_stories.pairs.weigh(found, np.arange(table.num_rows), train_stories.SETTINGS)
    a = np.arange(0, table.num_rows, 2)
    evidence = model.SAME_LANGUAGE.logit(train_stories.pairs.describe(articles, a, a + 1))
    right = (evidence > 0) == np.array([r["label"] == "OK" for r in records])
    row("accuracy", "pairs_ru_en", f"{right.mean():.3f}", len(records))


def feeds(limit: int | None) -> None:
    """Speed, and the size of groups, on the feeds of a month."""
    table = story_sets.feeds(limit)
    assign(table.slice(0, 50))
    begin = time.process_time()
    found = labels(table)
    seconds = time.process_time() - begin
    sizes = np.unique(found, return_counts=True)[1]
    data = f"feeds June 2023, {len(sizes)} groups, {(sizes > 1).sum()} of several"
    row("items per core-second", data, f"{table.num_rows / seconds:.0f}", table.num_rows, "500")
    row("largest group", data, f"{100 * sizes.max() / table.num_rows:.2f} %", table.num_rows, "1 %")


def filtered(names: list[str]) -> None:
    """BCubed of the command, whole and with fields missing: what a user of the filter gets, weights as shipped."""
    for name in names:
        records = list(story_sets.lines(story_sets.folder() / "stories" / story_sets.SETS[name]))
        truth = np.array([r["story"] for r in records])
        for missing in (*MISSING, tuple(sorted({f for fields in MISSING for f in fields} - {"title"}))):
            given = [_record(number, r, missing) for number, r in enumerate(records)]
            with tempfile.TemporaryFile() as lines:
                lines.writelines(orjson.dumps(g) + b"\n" for g in given)
                lines.seek(0)
                done = subprocess.run([sys.executable, "-m", "herdline", "group"], stdin=lines, capture_output=True)
            done.check_returncode()
            found = [orjson.loads(line) for line in done.stdout.splitlines()]
            if [f["id"] for f in found] != [g["id"] for g in given]:
                raise RuntimeError("the filter lost or turned round records")
            p, r, f = story_sets.bcubed(truth, np.array([f["story"] for f in found]))
            data = f"{name}, without {', '.join(missing)}" if missing else f"{name}, as it is"
            row("BCubed F1 of the command", data, f"{f:.3f} (P {p:.2f}, R {r:.2f})", len(records))


def _record(number: int, record: dict, missing: tuple[str, ...]) -> dict:
    """A record for the filter; one with no text keeps its title."""
    given = {f: record.get(f) for f in ("title", "text", "published", "outlet", "lang", "url") if record.get(f)}
    kept = {f: v for f, v in given.items() if f not in missing}
    if "text" not in kept and "title" in given:
        kept["title"] = given["title"]
    return {"id": str(number), **kept}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", choices=[*train_stories.SETS, "pairs", "feeds"])
    parser.add_argument("--quick", action="store_true", help="shipped weights only, 5,000 feed items")
    parser.add_argument("--filter", action="store_true", help="the command herdline group itself, fields missing")
    chosen = parser.parse_args()
    print("| measure | data | figure | count | wanted | peers |\n|---|---|---|---|---|---|")
    if chosen.filter:
        filtered([n for n in train_stories.SETS if chosen.set in (None, n)])
        return
    names = [n for n in train_stories.SETS if n != "itn" and chosen.set in (None, n)]
    if names:
        sets(names, chosen.quick)
    if chosen.set in (None, "itn"):
        itn(chosen.quick)
    if chosen.set in (None, "pairs"):
        scored_pairs()
    if chosen.set in (None, "feeds"):
        feeds(5000 if chosen.quick else None)


if __name__ == "__main__":
    main()
