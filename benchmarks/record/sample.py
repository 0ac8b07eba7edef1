"""The events planted in the built-in sample: which of them the coder finds, by type.

    python -m benchmarks.record.sample

A planted event is found when one of its articles gives an event of its type with the same participants: every planted
actor and recipient on its side, or, where the event is mutual, on either; what two do to each other when it is coded in
both directions. Dates are counted apart. Articles are coded
sentence by sentence as a store would (filter included); languages without a coder can give none. The sample is
invented and small: the figure shows what a newcomer sees, it says nothing about real news.
"""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from importlib.resources import files
from typing import Any

import pyarrow as pa

from herdline.record.coding import code_batch, split
from herdline.record.languages import CODED
from herdline.schema import TIME

MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})


def coded() -> dict[str, list[dict[str, Any]]]:
    """Events of each article of the sample, by its id."""
    home = files("herdline").joinpath("data/sample")
    rows = [json.loads(line) for line in home.joinpath("articles.jsonl").read_text(encoding="utf-8").splitlines()]
    moments = [datetime.datetime.fromisoformat(row["published"]).replace(tzinfo=None) for row in rows]
    batch = pa.RecordBatch.from_pydict(
        {
            "id": list(range(len(rows))),
            "lang": [row["lang"] for row in rows],
            "published": pa.array(moments, TIME),
            "title": [row["title"] for row in rows],
            "text": [row["text"] for row in rows],
        }
    )
    kept = split(batch)
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    places: dict[int, set[int]] = defaultdict(set)
    for sentence, article in zip(kept["sentence"].to_pylist(), kept["article"].to_pylist(), strict=True):
        places[sentence].add(article)
    for row in code_batch(kept).to_pylist():
        if row["type"]:
            for article in places[row["sentence"]]:
                held[rows[article]["id"]].append(row)
    return held


def matches(planted: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether a coding is the planted event."""
    if row["type"] != planted["type"]:
        return False
    actors, recipients = (_plain(row[key].split(",")) for key in ("actor_codes", "recipient_codes"))
    wanted, given = _plain(planted["actors"]), _plain(planted["recipients"])
    if planted["type"] in MUTUAL:
        return wanted | given <= actors | recipients
    return wanted <= actors and given <= recipients


def to_each_other(planted: dict[str, Any], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The two codings of what two do to each other: either is the actor of one, and the other its recipient."""
    wanted = _plain(planted["actors"])
    if planted["type"] in MUTUAL or planted["recipients"] or len(wanted) != 2:
        return []
    sides = [(_plain(row["actor_codes"].split(",")), _plain(row["recipient_codes"].split(","))) for row in rows]
    told = [
        (row, tuple(sorted(actors)))
        for row, (actors, recipients) in zip(rows, sides, strict=True)
        if row["type"] == planted["type"] and len(actors) == 1 and actors | recipients == wanted
    ]
    return [row for row, _ in told] if len({who for _, who in told}) == 2 else []


def _plain(codes: list[str]) -> set[str]:
    return {code.split(":")[-1] for code in codes} - {"", "XXX"}


def main() -> None:
    """Print the rows."""
    truth = json.loads(files("herdline").joinpath("data/sample/truth.json").read_text(encoding="utf-8"))
    languages = {
        row["id"]: row["lang"]
        for row in map(
            json.loads,
            files("herdline").joinpath("data/sample/articles.jsonl").read_text(encoding="utf-8").splitlines(),
        )
    }
    held = coded()
    found: dict[str, list[bool]] = defaultdict(list)
    dated = readable = 0
    missed = []
    for planted in truth["events"]:
        rows = [row for article in planted["articles"] for row in held.get(article, [])]
        hits = [row for row in rows if matches(planted, row)] or to_each_other(planted, rows)
        found[planted["type"]].append(bool(hits))
        dated += any(row["date"] == planted["date"] for row in hits)
        can = any(languages[article] in CODED for article in planted["articles"])
        readable += can
        if not hits:
            sides = "+".join(planted["actors"]) + (
                ">" + "+".join(planted["recipients"]) if planted["recipients"] else ""
            )
            missed.append(f"{planted['id']} {planted['type']} {sides}{'' if can else ' (no language that is coded)'}")
    total = sum(map(len, found.values()))
    right = sum(map(sum, found.values()))
    print(
        f"| planted events found (with the right date) | sample, {total}, {readable} in a coded language |"
        f" {right} ({dated}) | | |"
    )
    print("| by type | same | " + ", ".join(f"{k} {sum(v)}/{len(v)}" for k, v in sorted(found.items())) + " | | |")
    print("\nMissed: " + "; ".join(missed))


if __name__ == "__main__":
    main()
