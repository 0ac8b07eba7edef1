"""What is planted in the sample, found by ``missing``, ``check`` and ``naming``; and the time of each.

    python -m benchmarks.check [--store FILE]

With --store only the time of each view is measured, on the largest story of that store.

Omissions: planted facts that few carry. The list of a story (facts of several texts first) is cut at the planted
number; an entry is a planted fact when it stands in one of its articles and one of its sentences is near the
description (cosine of sentence vectors at least ``NEAR``). The same once more with the articles grouped as planted, so
that the list is judged apart from the grouping. Much that was not planted is left out as well, so the largest story's
list, cut at the planted number, is also set beside what two readers wrote down who saw neither the program nor what was
planted (benchmarks/facts/RULES.md); what both readers found in every story is set beside its list by
``benchmarks.readers``. Limits: an entry of a pair's list, cut at the planted number
of the pair, is planted when one of its sentences stands in an article of a planted limit. Names: a planted name is
found when the list of its story has it for the country of one of the outlets it was planted in.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

import herdline
from benchmarks import readers
from herdline import check
from herdline.text.vectors import full_vectors
from herdline.views.contested import contested

SAMPLE = Path(str(resources.files("herdline") / "data" / "sample"))
READERS = Path(__file__).parent / "facts" / "sample_readers.jsonl"
NEAR = 0.42


def main() -> None:
    """Print the rows."""
    options = argparse.ArgumentParser()
    options.add_argument("--store", type=Path)
    given_store = options.parse_args().store
    if given_store:
        with herdline.open(given_store, read_only=True) as store:
            rows = store.sql("select * from story_articles").to_pylist()
            times(store, {r["article"]: r["story"] for r in rows}, given_store.stem)
        return
    truth = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, herdline.open(Path(folder) / "news.duckdb") as store:
        store.read(SAMPLE / "articles.jsonl", outlets=SAMPLE / "outlets.csv")
        store.build()
        given = {r["id"]: r["given_id"] for r in store.sql("select id, given_id from articles").to_pylist()}
        number = {v: k for k, v in given.items()}
        story = {r["article"]: r["story"] for r in store.sql("select * from story_articles").to_pylist()}
        omissions(store, truth, given, number, story)
        by_readers(store, truth, given, number, story)
        regroup(store, truth, number, story)
        grouped = planted_stories(truth, number, story)
        omissions(store, truth, given, number, grouped, "sample grouped as planted")
        readers.report(store, grouped, {a: held["story"] for a, held in truth["articles"].items()}, full_vectors)
        regroup(store, truth, number, story, back=True)
        limits(store, truth, given)
        names(store, truth, number, story)
        times(store, story, "sample")


def planted_stories(truth, number, story):  # type: ignore[no-untyped-def]
    """Story of each article as planted, under the numbers of stories there are."""
    free = sorted(set(story.values()))
    return {number[a]: free[int(held["story"][1:]) - 1] for a, held in truth["articles"].items()}


def regroup(store, truth, number, story, back=False) -> None:  # type: ignore[no-untyped-def]
    """Put the articles into the planted stories (or back into those found) and find the facts of these."""
    connection = store._connection
    for article, held in (story if back else planted_stories(truth, number, story)).items():
        connection.execute("update story_articles set story = ? where article = ?", [held, article])
    facts, *rest = check.STEPS
    rows = connection.sql(facts.reads).to_arrow_table()
    order = [(name, "ascending") for name in rows.column_names]
    groups = [rows.filter(pc.equal(rows["story"], s)).sort_by(order) for s in pc.unique(rows["story"]).to_pylist()]
    connection.register("fact_places", pa.concat_tables([facts.function(group) for group in groups]))
    for step in rest:
        connection.execute(f"delete from {step.writes}")
        connection.execute(f"insert into {step.writes} by name {step.sql}")
    connection.unregister("fact_places")


def omissions(store, truth, given, number, story, data="sample") -> None:  # type: ignore[no-untyped-def]
    """Planted facts of few carriers, at the planted number of each story and anywhere in its list."""
    by_story = defaultdict(list)
    for fact in truth["facts"]:
        held = Counter(story[number[a]] for a in fact["carried_by"])
        by_story[held.most_common(1)[0][0]].append(fact)
    planted = top_hits = listed = right = 0
    for which, facts in by_story.items():
        few = [f for f in facts if f["weight"] == "few"]
        if not few:
            continue
        described = full_vectors([f["text"] for f in few])
        found = store.missing(which).left_out
        hits = [told_by(entry, few, described, given) for entry in found]
        planted += len(few)
        top = [hit for hit in hits[: len(few)] if hit is not None]
        right += len(top)
        top_hits += len(set(top))
        listed += len({hit for hit in hits if hit is not None})
    print(
        f"| planted omissions at the planted number: recall | {data}, {planted} facts few carry "
        f"| {top_hits / planted:.3f} (precision {right / planted:.3f}; anywhere in the list {listed / planted:.3f}) "
        "| 1.0 / .9 | |"
    )


def by_readers(store, truth, given, number, story) -> None:  # type: ignore[no-untyped-def]
    """Entries of the largest story's list, at its planted number, that readers wrote down too."""
    largest = Counter(story.values()).most_common(1)[0][0]
    count = sum(
        f["weight"] == "few" and Counter(story[number[a]] for a in f["carried_by"]).most_common(1)[0][0] == largest
        for f in truth["facts"]
    )
    top = store.missing(largest).left_out[:count]
    rows = [json.loads(line) for line in READERS.open(encoding="utf-8")]
    for reader in sorted({row["reader"] for row in rows}):
        facts = [row for row in rows if row["reader"] == reader]
        described = full_vectors([row["text"] for row in facts])
        hits = [told_by(entry, facts, described, given) for entry in top]
        weights = [facts[hit]["weight"] for hit in hits if hit is not None]
        worth, grave = sum(w >= 2 for w in weights), sum(w == 3 for w in weights)
        print(
            f"| entries of the largest story that reader {reader} wrote down too: worth a sentence; an editor would be "
            f"embarrassed | sample, the first {count} | {worth} (of {len(top)}; {grave}) | | |"
        )


def told_by(entry, few, described, given):  # type: ignore[no-untyped-def]
    """Place of the planted fact that an entry of the list is, or None."""
    sentences = full_vectors([c.sentence for c in entry.carriers])
    likeness = (described @ sentences.T).max(axis=1)
    articles = {given[c.article] for c in entry.carriers}
    fits = [(float(likeness[i]), i) for i, f in enumerate(few) if articles & set(f["carried_by"])]
    best = max(fits, default=(0.0, -1))
    return best[1] if best[0] >= NEAR else None


def limits(store, truth, given) -> None:  # type: ignore[no-untyped-def]
    """Planted limits of each pair, at their number and anywhere in the list."""
    by_pair = defaultdict(list)
    for limit in truth["limits"]:
        by_pair[tuple(limit["pair"])].append(limit)
    planted = top_hits = right = listed = 0
    for pair, held in by_pair.items():
        told = [x.told for x in store.check(*pair).limits]
        found = [{given[t.article], *(given[c.article] for c in t.more)} for t in told]
        planted += len(held)
        right += sum(any(a & set(x["articles"]) for x in held) for a in found[: len(held)])
        top_hits += sum(any(a & set(x["articles"]) for a in found[: len(held)]) for x in held)
        listed += sum(any(a & set(x["articles"]) for a in found) for x in held)
    print(
        f"| planted limits at the planted number: recall | sample, {planted} limits of {len(by_pair)} pairs "
        f"| {top_hits / planted:.3f} (precision {right / planted:.3f}; anywhere in the list {listed / planted:.3f}) "
        "| 1.0 / .9 | |"
    )


def names(store, truth, number, story) -> None:  # type: ignore[no-untyped-def]
    """Planted names of contested things."""
    country = {
        r["id"]: r["country"]
        for r in store.sql("select a.id, o.country from articles a join outlets o on o.outlet = a.outlet").to_pylist()
    }
    hits = 0
    for name in truth["naming"]:
        which = Counter(story[number[a]] for a in name["articles"]).most_common(1)[0][0]
        camps = {country[number[a]] for a in name["articles"] if story[number[a]] == which}
        terms = {key for key, words in contested().items() if any(p.search(name["term"]) for p in words.values())}
        found = any((n.referent, n.term) in terms and n.camp in camps for n in store.naming(which).named)
        hits += found
        if not found:
            print(f"# not found: {name['term']}")
    total = len(truth["naming"])
    print(f"| planted names found: recall | sample, {total} names | {hits / total:.3f} ({hits} of {total}) | 1.0 | |")


def times(store, story, name_of_data: str) -> None:  # type: ignore[no-untyped-def]
    """Seconds of each view on the largest story."""
    largest = Counter(story.values()).most_common(1)[0][0]
    views = {
        "missing": lambda: store.missing(largest),
        "check": lambda: store.check("CHN", "RUS"),
        "compare": lambda: store.compare("CHN", "KAZ", "UZB"),
        "naming": lambda: store.naming(largest),
    }
    for name, run in views.items():
        run()
        start = time.perf_counter()
        run()
        print(f"| seconds of {name} | {name_of_data} | {time.perf_counter() - start:.3f} | 1 | |")


if __name__ == "__main__":
    main()
