"""Lines that a reader judged: how many of those shown are a choice of wording, how many the matter's own words.

    python -m benchmarks.lines_read week=STORE month=STORE texts=STORE [--half tuned|unseen]

``labels.csv`` holds 428 lines of three stores: a week and the whole month of June 2023 feeds, and the full texts of
2019 and 2020 (each read and built; the month's lines are of stories that lie outside the week and have eight
independent texts). The language model that made the base by topic read each line with its story's headline by
RULES.md, not its base, lift or rank; no text is kept, but an article of the story by its id, the line's number, a hash
of its wording, its kind and its rank at the time. All lines of a story that was drawn were read. Stories are halved by
a hash of the article's id: thresholds were chosen on one half ("tuned"), figures to believe are of the other.

"Before" is as they were read; "after" is what STORE shows now. Chosen wording lost is counted beside forced wording
that went. Intervals: Wilson's as if lines were independent, and a bootstrap over stories, which also gives the one of
the gain. Speakers' words (``quoted``) are never dropped, so that some of the gain over all lines is theirs: "not
quoted" is what outlets chose themselves.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from pathlib import Path

import numpy as np

import herdline
from benchmarks.intervals import wilson

LABELS = Path(__file__).with_name("labels.csv")
STORES = ("week", "month", "texts")
HALVES = ("tuned", "unseen")
_FIRST = 3
_SHOWN = """
select l.line, l.rank from lines l join story_articles s on s.story = l.story join articles a on a.id = s.article
where a.given_id = ?
"""


def main() -> None:
    """Print the shares for each half and store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stores", nargs="+", help="NAME=STORE, name one of " + ", ".join(STORES))
    parser.add_argument("--half", choices=HALVES)
    options = parser.parse_args()
    files = dict(part.split("=", 1) for part in options.stores)
    with LABELS.open(encoding="utf-8", newline="") as file:
        labels = [row for row in csv.DictReader(file) if row["store"] in files]
    ranks: dict[tuple[str, str], dict[int, int]] = {}
    for name, path in files.items():
        with herdline.open(path, read_only=True) as store:
            for article in {row["article"] for row in labels if row["store"] == name}:
                found = store._connection.execute(_SHOWN, [article]).fetchall()  # any version's store may be asked
                ranks[name, article] = dict(found)
    print("| half, store | lines | before | after | gain | chosen lost | forced gone |\n|---|---|---|---|---|---|---|")
    for half in (options.half,) if options.half else HALVES:
        for name in (*files, "all"):
            rows = [r for r in labels if name in (r["store"], "all") and half_of(r["article"]) == half]
            for what, chosen in (
                ("all", rows),
                ("first three", rows),
                ("not quoted", [r for r in rows if r["kind"] != "quoted"]),
                ("not quoted, first three", [r for r in rows if r["kind"] != "quoted"]),
            ):
                _row(f"{half}, {name}", what, chosen, ranks, _FIRST if "first" in what else 10**9)


def half_of(article: str) -> str:
    """Which half an article's story belongs to."""
    return HALVES[int(hashlib.sha256(article.encode()).hexdigest(), 16) % 2]


def _row(
    where: str, what: str, rows: list[dict[str, str]], ranks: dict[tuple[str, str], dict[int, int]], most: int
) -> None:
    before, after, lost, gone = [], [], [0, 0], [0, 0]
    for row in rows:
        chosen, story = row["label"] == "b", (row["store"], row["article"])
        rank = ranks[story].get(int(row["line"]))
        if int(row["rank"]) <= most:
            before.append((story, chosen))
        if rank is not None and rank <= most:
            after.append((story, chosen))
        tally = lost if chosen else gone
        tally[0] += rank is None
        tally[1] += 1
    told = (_share(before), _share(after), _gain(before, after), f"{lost[0]} of {lost[1]}", f"{gone[0]} of {gone[1]}")
    print(f"| {where} | {what} | {' | '.join(told)} |", flush=True)


_Lines = list[tuple[tuple[str, str], bool]]


def _share(lines: _Lines) -> str:
    """Share of chosen wording with both intervals."""
    if not lines:
        return "none"
    hits = sum(chosen for _, chosen in lines)
    least, most = wilson(hits, len(lines))
    (shares,) = _drawn(lines)
    low, high = np.nanquantile(shares, (0.025, 0.975))
    told = f"{hits} of {len(lines)}: {hits / len(lines):.3f}"
    return f"{told} ({least:.3f}-{most:.3f}; stories {low:.3f}-{high:.3f})"


def _gain(before: _Lines, after: _Lines) -> str:
    """Share after less share before, the same stories drawn for both."""
    if not before or not after:
        return "none"
    was, now = _drawn(before, after)
    low, high = np.nanquantile(now - was, (0.025, 0.975))
    means = [sum(chosen for _, chosen in lines) / len(lines) for lines in (before, after)]
    return f"{means[1] - means[0]:+.3f} ({low:+.3f} to {high:+.3f})"


def _drawn(*sets: _Lines) -> list[np.ndarray]:
    """Shares of chosen wording in 4,000 draws of stories, the same stories for each set."""
    place = {story: i for i, story in enumerate(sorted({story for lines in sets for story, _ in lines}))}
    drawn = np.random.default_rng(1).integers(0, len(place), (4000, len(place)))
    found = []
    for lines in sets:
        counts = np.zeros((len(place), 2))
        for story, chosen in lines:
            counts[place[story]] += (chosen, 1)
        with np.errstate(invalid="ignore"):
            found.append(counts[drawn, 0].sum(axis=1) / counts[drawn, 1].sum(axis=1))
    return found


if __name__ == "__main__":
    main()
