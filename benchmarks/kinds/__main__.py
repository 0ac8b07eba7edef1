"""Kinds of shared text against 400 pairs labelled by hand (benchmarks/kinds/RULES.md).

    python -m benchmarks.kinds [--store F] [--labels FILE ...] [--show]

The whole collection is read and analysed as a user would; a labelled pair then is of the kind that ``copies`` says. A
pair that is not there is ``boilerplate`` when both articles have standing text, else ``none``.
Pairs 0-179 were looked at while the rules of ``herdline.copies.kinds`` were written, 180-299 were not; of the second
draw (300-399) about half is held out, by the rule in RULES.md: the held-out figures count. Macro F1 is over the labels
that occur in the part. The interval is a bootstrap over pairs (2.5-97.5 %).
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

import herdline
from benchmarks.copies import run_steps
from benchmarks.data import folder
from herdline.engines.local import LocalEngine

LABELS = ("boilerplate", "agency", "syndicated", "quoted", "rewritten", "none")
HELD_OUT_FROM, SECOND_DRAW = 180, 300
_PAIRS_SQL = """
select x.given_id as x, y.given_id as y, c.kind from copies c
join articles x on x.id = c.a join articles y on y.id = c.b
"""
_STANDING_SQL = "select distinct a.given_id from boilerplate p join articles a on a.id = p.article"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, help="keep the store of the collection here and use it again")
    parser.add_argument("--labels", type=Path, nargs="+", default=[Path(__file__).with_name("labels.csv")])
    parser.add_argument("--show", action="store_true", help="list the development pairs that come out wrong")
    options = parser.parse_args()
    rows = read_labels(options.labels)
    predicted = predict(options.store, [(row["a"], row["b"]) for row in rows])
    truth = [row["label"] for row in rows]
    numbers = np.array([int(row["n"]) for row in rows])
    away = held_out(rows)
    print("| measure | data | figure | interval | of | wanted |\n|---|---|---|---|---|---|")
    for name, part in (
        ("held out", away),
        ("held out, first draw", away & (numbers < SECOND_DRAW)),
        ("held out, second draw", away & (numbers >= SECOND_DRAW)),
        ("development", ~away),
        ("all", numbers >= 0),
    ):
        at = np.flatnonzero(part)
        if len(at):
            real, told = [truth[i] for i in at], [predicted[i] for i in at]
            low, high = _interval(real, told)
            right = np.mean([r == t for r, t in zip(real, told, strict=True)])
            print(
                f"| kinds, macro F1 (accuracy {right:.3f}) | real pairs, {name} | {macro_f1(real, told):.3f} "
                f"| {low:.3f}-{high:.3f} | {len(at)} | {'>= .85' if name == 'held out' else ''} |"
            )
    held = np.flatnonzero(away).tolist() or list(range(len(rows)))
    _matrix([truth[i] for i in held], [predicted[i] for i in held])
    if options.show:
        for row, told, hidden in zip(rows, predicted, away, strict=True):
            if not hidden and told != row["label"]:
                print(row["n"], row["a"], row["b"], row["label"], "->", told, "sure" if row["sure"] == "1" else "")


def read_labels(files: list[Path]) -> list[dict[str, str]]:
    """Rows n, a, b, label, sure; of a pair in two files the first counts."""
    rows: dict[str, dict[str, str]] = {}
    for path in files:
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["n"], row)
    return sorted(rows.values(), key=lambda row: int(row["n"]))


def held_out(rows: list[dict[str, str]]) -> np.ndarray:
    """Bool (rows,): pairs 180-299, and those of the second draw whose chain of shared articles is on that side."""
    root: dict[str, str] = {}

    def find(article: str) -> str:
        while root.setdefault(article, article) != article:
            article = root[article]
        return article

    for row in rows:
        root[find(row["a"])] = find(row["b"])
    first: dict[str, int] = {}
    for row in rows:
        chain = find(row["a"])
        first[chain] = min(first.get(chain, int(row["n"])), int(row["n"]))
    sides = []
    for row in rows:
        number = int(row["n"]) if int(row["n"]) < SECOND_DRAW else first[find(row["a"])]
        sides.append(number % 2 == 1 if number >= SECOND_DRAW else number >= HELD_OUT_FROM)
    return np.array(sides, np.bool_)


def predict(store: Path | None, pairs: list[tuple[str, str]]) -> list[str]:
    """Kind of each pair of the collection's own ids."""
    with tempfile.TemporaryDirectory() as temporary:
        place = store or Path(temporary) / "news.duckdb"
        known = place.exists()
        with herdline.open(place) as opened:
            if not known:
                opened.read(_every_record(Path(temporary)))
            engine = LocalEngine(opened._connection, Path(temporary) / "work.duckdb")
            run_steps(engine)
            kinds = {frozenset((r["x"], r["y"])): r["kind"] for r in engine.table(_PAIRS_SQL).to_pylist()}
            standing = set(engine.table(_STANDING_SQL)["given_id"].to_pylist())
            engine.close()
    return [kinds.get(frozenset(pair)) or ("boilerplate" if standing.issuperset(pair) else "none") for pair in pairs]


def _every_record(place: Path) -> Path:
    """The collection with repeated URLs told apart: reading would keep one article of each, a pair needs both."""
    table = pq.read_table(folder() / "fulltext/news_2012-2020.parquet")
    seen: dict[str, int] = {}
    links: list[str | None] = []
    for url in table["url"].to_pylist():
        page = (url or "").split("#")[0]
        seen[page.lower()] = seen.get(page.lower(), 0) + 1
        times = seen[page.lower()]
        links.append(url if times == 1 else f"{page}{'&' if '?' in page else '?'}record={times}")
    table = table.set_column(table.schema.get_field_index("url"), "url", pa.array(links))
    pq.write_table(table, place / "news.parquet")
    return place / "news.parquet"


def macro_f1(truth: list[str], told: list[str]) -> float:
    """Mean F1 over the labels that occur in ``truth``."""
    scores = []
    for label in sorted(set(truth)):
        both = sum(r == t == label for r, t in zip(truth, told, strict=True))
        scores.append(2 * both / (truth.count(label) + told.count(label)))
    return float(np.mean(scores))


def _interval(truth: list[str], told: list[str]) -> tuple[float, float]:
    rng = np.random.default_rng(0)
    draws = [rng.integers(0, len(truth), len(truth)) for _ in range(500)]
    scores = [macro_f1([truth[i] for i in d], [told[i] for i in d]) for d in draws]
    return float(np.quantile(scores, 0.025)), float(np.quantile(scores, 0.975))


def _matrix(truth: list[str], told: list[str]) -> None:
    print("\n| labelled \\ told | " + " | ".join(LABELS) + " |\n|" + "---|" * (len(LABELS) + 1))
    for label in LABELS:
        counts = [sum(r == label and t == other for r, t in zip(truth, told, strict=True)) for other in LABELS]
        if sum(counts):
            print(f"| {label} | " + " | ".join(map(str, counts)) + " |")


if __name__ == "__main__":
    main()
