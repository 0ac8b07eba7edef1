"""Deals a draw out to readers and makes a file of labels of what they write.

    python -m benchmarks.record.gold.lots deal DRAW.jsonl PREFIX COUNT     PREFIX_0.txt, ...: number, TAB, sentence
    python -m benchmarks.record.gold.lots gather DRAW.jsonl ANSWERS.jsonl...  > labels.jsonl

What readers see and what they answer: GUIDE.md. Labels hold the place of a sentence, its hash and its events, no text.
An answer that names no word of its sentence, no type or no pair is left out with a line on standard error, and its
sentence with it: a sentence that is labelled in part would teach that the rest tells nothing.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from herdline.record.unparsed.multilingual import TYPES

PAIR = re.compile(r"[A-Z]{3,4}[>=][A-Z]{3,4}")
MODES = {"negation", "future", "hypothetical", "historical"}
CERTAINTIES = {"asserted", "reported", "alleged", "denied", "purported"}


def deal(draw: Path, prefix: str, count: int) -> None:
    """Write the sentences of a draw to so many files of about one size."""
    rows = [json.loads(line) for line in draw.open(encoding="utf-8")]
    size = -(-len(rows) // count)
    for lot in range(count):
        here = range(lot * size, min((lot + 1) * size, len(rows)))
        lines = [f"{number}\t{' '.join(rows[number]['text'].split())}\n" for number in here]
        Path(f"{prefix}_{lot}.txt").write_text("".join(lines), encoding="utf-8")


def event(text: str, told: dict[str, Any]) -> dict[str, Any]:
    """An event as the files of labels hold it.

    Raises:
        ValueError: a predicate that the sentence lacks, an unknown type or certainty, no pair.
    """
    word, nth = str(told["p"]).strip(), int(told.get("k") or 1)
    places = [m.start() for m in re.finditer(r"\s+".join(map(re.escape, word.split())), text)] if word else []
    whole = [p for p in places if not (text[p - 1 : p].isalnum() or text[p + len(word) : p + len(word) + 1].isalnum())]
    places = whole or places
    if not word or not places:
        raise ValueError(f"no {word!r} in it")
    pairs = [pair for pair in told["pairs"] if PAIR.fullmatch(pair)]
    label, certainty = told["type"], told.get("certainty", "asserted")
    if label not in TYPES[:-1] or certainty not in CERTAINTIES or not pairs:
        raise ValueError(f"type {label!r}, certainty {certainty!r}, pairs {told['pairs']!r}")
    modes = [mode for mode in told.get("aux", []) if mode in MODES]
    place = places[min(nth, len(places)) - 1]
    return {"predicate": place, "label": label, "pairs": pairs, "aux": modes, "certainty": certainty}


def gather(draw: Path, answers: list[Path]) -> list[dict[str, Any]]:
    """Labels of the sentences that were answered, in the order of the draw."""
    rows = [json.loads(line) for line in draw.open(encoding="utf-8")]
    held: dict[int, dict[str, Any]] = {}
    for path in answers:
        for line in path.open(encoding="utf-8"):
            try:
                told = json.loads(line)
                held[int(told["n"])] = told
            except (ValueError, KeyError, TypeError) as error:
                print(f"{path}: {line[:60]!r}: {error}", file=sys.stderr)
    made = []
    for number, row in enumerate(rows):
        if number not in held:
            print(f"{number}: not answered", file=sys.stderr)
            continue
        try:
            events = [event(row["text"], told) for told in held[number]["events"]]
        except (ValueError, KeyError, TypeError) as error:
            print(f"{number}: {error}", file=sys.stderr)
            continue
        kept = {key: row[key] for key in ("article", "lang", "start", "end", "sha1") if key in row}
        made.append({**kept, "events": events} | ({"doubt": 1} if held[number].get("doubt") else {}))
    return made


def main() -> None:
    """Deal or gather."""
    match sys.argv[1:]:
        case ["deal", draw, prefix, count]:
            deal(Path(draw), prefix, int(count))
        case ["gather", draw, *answers]:
            for row in gather(Path(draw), [Path(path) for path in answers]):
                print(json.dumps(row, ensure_ascii=False))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
