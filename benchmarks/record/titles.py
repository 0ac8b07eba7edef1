"""Events of titles: pairs with types on titles of the feeds of June 2023, labelled blind; none is learnt from.

    python -m benchmarks.record.titles

Gold: benchmarks/record/gold/titles.jsonl, by GUIDE.md; a second reader read the same titles. Then the same with titles
parsed as they are written, in capitals. Intervals: bootstrap over titles, 95 %. Answers are never printed.
"""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.record.gold.draw_more import digest
from benchmarks.record.gold.draw_titles import measured, titles
from benchmarks.record.languages import counts, f1, wanted
from benchmarks.record.pairs import triples
from herdline.record import events
from herdline.record.events import Unit
from tools.train_events import read_code

GOLD = Path(__file__).parent / "gold"


def main() -> None:
    """Print the rows."""
    held = measured()
    second = [json.loads(line) for line in (GOLD / "titles_second.jsonl").open(encoding="utf-8")]
    texts = titles()
    assert all(digest(texts[row["article"]]) == row["sha1"] for row in held)
    units, gold = [Unit(texts[row["article"]]) for row in held], [wanted(row) for row in held]
    empty = [i for i, row in enumerate(held) if not row["events"]]
    print("| titles | pairs with types: F1 (precision, recall) | false in 100 empty |")

    def report(name: str) -> None:
        found = events.code(units)
        false = 100 * sum(len(found[i].events) for i in empty) / max(1, len(empty))
        mine = [triples(told, read_code) for told in found]
        print(f"| {name} | {f1(counts(gold, mine))} | {false:.1f} of {len(empty)} |")

    report(f"all, {len(held)}")
    lowered = events.in_lower_case
    events.in_lower_case = lambda text, _: text
    report("parsed as written")
    events.in_lower_case = lowered
    again = {row["sha1"]: wanted(row) for row in second}
    print(f"| a second blind reader, the first as gold | {f1(counts(gold, [again[row['sha1']] for row in held]))} | |")


if __name__ == "__main__":
    main()
