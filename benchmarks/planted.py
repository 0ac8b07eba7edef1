"""Copies planted among real articles: does the program find each, and is what it reports there?

    python -m benchmarks.planted [--quick] [--each 250] [--seed N]

Four kinds, ``--each`` of every one, from real articles of 150 words and more drawn by chance (a fresh seed each run,
printed): 3 % of the words replaced by words of other articles; first or second half kept under a new 40-word lead of
shuffled words; 12 % of the words replaced; an 80-word stretch put into the middle of another real article. Each planted
copy stands in an outlet of its own, one day later. Recall: the pair (planted, its origin) is a row of ``copies``.

Precision: of the pairs reported between different outlets, 1,000 by chance; a pair is right when, by Python's own
regular expressions and sets (words lower-cased, no part of the program), the words that lie in five-word sequences that
both texts have number 15 or more in either text; a second figure asks for one unbroken run of 15 words.
"""

from __future__ import annotations

import argparse
import random
import re
import secrets
import time
from datetime import timedelta

import pyarrow as pa

from benchmarks.copies import run_steps
from benchmarks.real_articles import articles, engine, real

KINDS = ("3 % edits", "cut by half, new lead", "12 % edits", "80-word passage")
WORD = re.compile(r"\w+")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="among 5,000 articles")
    parser.add_argument("--each", type=int, default=250)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = secrets.randbelow(10**9) if options.seed is None else options.seed
    table = real(5_000 if options.quick else None, seed)
    planted, truth = plant(table, options.each, random.Random(seed))
    joined = pa.concat_tables([table, planted])
    held = engine(joined)
    before = time.process_time()
    run_steps(held)
    seconds = time.process_time() - before
    pairs = held.table("select a, b from copies").to_pylist()
    found = {frozenset((p["a"], p["b"])) for p in pairs}
    print(f"seed {seed}, {len(joined):,} articles, {seconds:.1f} core-seconds")
    print("| measure | data | figure | of | wanted | peer |\n|---|---|---|---|---|---|")
    for kind in KINDS:
        wanted = [pair for pair, k in truth.items() if k == kind]
        hits = sum(pair in found for pair in wanted)
        print(f"| recall, {kind} | real + planted | {hits / len(wanted):.4f} | {len(wanted)} | >= .99 | |")
    _precision(joined, pairs, random.Random(seed))


def plant(table: pa.Table, each: int, rng: random.Random) -> tuple[pa.Table, dict[frozenset[int], str]]:
    """Planted articles and the pairs they make with their origins."""
    rows = table.select(["id", "title", "text", "published"]).to_pylist()
    long = [row for row in rows if len(WORD.findall(row["text"] or "")) >= 150]
    pool = [word for row in rng.sample(long, 300) for word in row["text"].split()]
    columns: dict[str, list] = {name: [] for name in ("id", "title", "text", "published")}
    truth: dict[frozenset[int], str] = {}
    for number, row in enumerate(rng.sample(long, 4 * each)):
        kind = KINDS[number % 4]
        new = 10_000_000 + number
        columns["id"].append(new)
        columns["title"].append(" ".join(rng.sample(pool, 8)))
        columns["text"].append(_copy(kind, row["text"], rng.choice(long)["text"], pool, rng))
        columns["published"].append(row["published"] + timedelta(days=1) if row["published"] else None)
        truth[frozenset((new, row["id"]))] = kind
    count = len(columns["id"])
    return articles(
        {
            "id": pa.array(columns["id"]), "title": pa.array(columns["title"]), "text": pa.array(columns["text"]),
            "published": pa.array(columns["published"], pa.timestamp("us")), "lang": pa.array(["en"] * count),
            "outlet": pa.array([f"planted-{i}.example" for i in range(count)]),
            "published_precision": pa.array(["day"] * count),
        }
    ), truth  # fmt: skip


def _copy(kind: str, text: str, host: str, pool: list[str], rng: random.Random) -> str:
    parts = re.split(r"(\s+)", text)
    words = [i for i, part in enumerate(parts) if part and not part.isspace()]
    if kind.endswith("edits"):
        share = 0.03 if kind.startswith("3") else 0.12
        for place in rng.sample(words, max(1, round(share * len(words)))):
            parts[place] = rng.choice(pool)
        return "".join(parts)
    if kind.startswith("cut"):
        half = words[len(words) // 2]
        kept = "".join(parts[:half] if rng.random() < 0.5 else parts[half:])
        return " ".join(rng.choice(pool) for _ in range(40)) + ".\n\n" + kept
    start = rng.randrange(len(words) - 80)
    passage = "".join(parts[words[start] : words[start + 80]])
    lines = host.split("\n\n")
    lines.insert(len(lines) // 2, passage)
    return "\n\n".join(lines)


def _precision(table: pa.Table, pairs: list[dict[str, int]], rng: random.Random) -> None:
    rows = {i: n for n, i in enumerate(table["id"].to_pylist())}
    outlets = table["outlet"].to_pylist()
    across = [p for p in pairs if outlets[rows[p["a"]]] != outlets[rows[p["b"]]]]
    sample = rng.sample(across, min(1_000, len(across)))
    shared = [_shared(table["text"][rows[p["a"]]].as_py(), table["text"][rows[p["b"]]].as_py()) for p in sample]
    for name, right in (
        ("15 words in common five-word sequences", sum(total >= 15 for total, _ in shared)),
        ("one run of 15 words", sum(longest >= 15 for _, longest in shared)),
    ):
        wanted = ">= .95" if name.startswith("15") else ""
        print(
            f"| pair precision, {name} | real + planted | {right / len(sample):.4f} | {len(sample)} of {len(across):,} "
            f"| {wanted} | |"
        )


def _shared(one: str, other: str) -> tuple[int, int]:
    """Words in five-word sequences common to both (the lesser of the two texts), and the longest stretch of them."""
    a, b = (WORD.findall(text.lower()) for text in (one, other))
    both = {tuple(a[i : i + 5]) for i in range(len(a) - 4)} & {tuple(b[i : i + 5]) for i in range(len(b) - 4)}
    covered, longest = [], 0
    for words in (a, b):
        marks = [False] * len(words)
        for i in range(len(words) - 4):
            if tuple(words[i : i + 5]) in both:
                marks[i : i + 5] = [True] * 5
        covered.append(sum(marks))
        stretch = 0
        for mark in marks:
            stretch = stretch + 1 if mark else 0
            longest = max(longest, stretch)
    return min(covered), longest


if __name__ == "__main__":
    main()
