"""How many coded events are right, as readers say: by field, by language, and beside what ``probability`` says.

    python -m benchmarks.events_read [STORE]

Labels only; with STORE (``benchmarks.events_read.draw``) it also says how many of the events that the program of today
would be judged by have been read. *Right*: an event of that type with both sides, day, modes and certainty right.
*Sides*: type and both sides right. *Partly*: an event whose type or one side is right. Wilson's intervals, 95 %.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.events_read.draw import GROUPS, coded
from benchmarks.intervals import wilson

LABELS = Path(__file__).with_name("labels.jsonl")
Row = dict[str, Any]


def labels() -> list[Row]:
    """All that was read."""
    return [json.loads(line) for line in LABELS.open(encoding="utf-8")]


def sides(row: Row) -> bool:
    """Whether type and both sides are right."""
    return bool(row["event"] and row["type"] and row["actors"] == 2 and row["recipients"] == 2)


def right(row: Row) -> bool:
    """Whether all of an event is right."""
    return sides(row) and row["date"] == 2 and row["modes"] == 1 and row["certainty"] == 1


def partly(row: Row) -> bool:
    """Whether an event is there and its type or a side is right, but not all."""
    return bool(row["event"]) and not right(row) and bool(row["type"] or 2 in (row["actors"], row["recipients"]))


FIELDS: dict[str, Callable[[Row], bool]] = {
    "right": right,
    "partly": partly,
    "sides": sides,
    "an event": lambda row: bool(row["event"]),
    "type": lambda row: bool(row["event"] and row["type"]),
    "who": lambda row: row["actors"] == 2,
    "whom": lambda row: row["recipients"] == 2,
    "day": lambda row: row["date"] == 2,
    "modes": lambda row: row["modes"] == 1,
    "certainty": lambda row: row["certainty"] == 1,
}


def told(rows: Sequence[Row]) -> str:
    """A line of shares."""
    parts = []
    for name, holds in FIELDS.items():
        count = sum(map(holds, rows))
        low, high = wilson(count, len(rows))
        parts.append(f"{name} {count / max(len(rows), 1):.2f} ({low:.2f}-{high:.2f})")
    return ", ".join(parts)


def main() -> None:
    """Print the rows."""
    rows = labels()
    if len(sys.argv) > 1:
        drawn = sorted(coded(Path(sys.argv[1])), key=lambda row: str(row["sha1"]))
        asked = [row for group, most in GROUPS.items() for row in [r for r in drawn if r["group"] == group][:most]]
        read = {(row["sha1"], row["answer"]): row for row in rows}
        rows = [read[key] for row in asked if (key := (row["sha1"], row["answer"])) in read]
        print(f"{len(asked)} events of today's program, {len(rows)} of them read")
    for group in GROUPS:
        held = [row for row in rows if row["group"] == group]
        if held:
            print(f"{group} ({len(held)}): {told(held)}")
    print(f"all ({len(rows)}): {told(rows)}")
    if rows:
        mean = sum(row["probability"] for row in rows) / len(rows)
        print(f"probability says {mean:.3f}; type and sides are right in {sum(map(sides, rows)) / len(rows):.3f}")


if __name__ == "__main__":
    main()
