"""Quotations and speakers in Russian, Chinese, German, French, Arabic, Spanish and Polish, labelled blind.

    python -m benchmarks.record.quoted [half]

Polish has its own two draws (quotes_polish.jsonl, leads of feeds, labelled by who wrote the rules: *seen* before these
were written, *blind* after, and both before any answer was seen) and stands in rows of its own.

Gold: benchmarks/record/gold/quotes_languages.jsonl, 25 passages a language, one reader by RULES.md. The rules and word
lists were written on other articles. A quotation is an unbroken piece of content; one is right when four fifths of
the characters (letters and digits) of each lie in the other, or when all pieces of an attribution together do so. A
speaker is right when the words of one hold the other's (what stands beside the cue, or the name that
``speakers`` finds behind it), or when there is none in both. Intervals: Wilson, 95 %.
``half`` reports the passages that no errors were looked at in. Passages are never printed.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.intervals import wilson
from benchmarks.record.gold import draw_polish
from benchmarks.record.gold.draw_languages import LANGUAGES, labelled
from herdline.record.quoting.quoted import quoted
from herdline.record.quoting.quotes import is_sure
from herdline.record.quoting.speakers import speakers
from herdline.record.spans import Attribution

GOLD = Path(__file__).parent / "gold" / "quotes_languages.jsonl"
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


def looked_at(row: dict[str, Any]) -> bool:
    """Whether errors in a passage may be looked into."""
    return zlib.crc32(row["sha1"].encode()) % 2 == 0


def characters(text: str, pieces: Any) -> frozenset[int]:
    """Places of the letters and digits of pieces of a text."""
    return frozenset(n for start, end in pieces for n in range(start, end) if text[n].isalnum())


def alike(one: frozenset[int], other: frozenset[int]) -> bool:
    """Four fifths of each in the other."""
    return len(one & other) >= 0.8 * max(len(one), len(other), 1)


def held(one: str, other: str) -> bool:
    """Whether the words of one speaker hold the other's; nobody holds nobody only."""
    first, second = (set(_WORD.findall(words.lower())) for words in (one, other))
    return first == second or bool(first and second and (first <= second or second <= first))


def compared(row: dict[str, Any], found: list[Attribution]) -> Counter[str]:
    """Counts of one passage."""
    text, count = row["text"], Counter[str]()
    mine = [
        (characters(text, [piece]), characters(text, a.content), is_sure(a), (_words(text, a), who))
        for a, who in zip(found, speakers(text, found, row["lang"]), strict=True)
        for piece in a.content
    ]
    gold = [
        (characters(text, [piece]), "" if q["speaker"] is None else text[slice(*q["speaker"])])
        for q in row["quotes"]
        for piece in q["content"]
    ]
    for content, speaker in gold:
        hits = [m for m in mine if alike(m[0], content) or alike(m[1], content)]
        count["gold"] += 1
        for part, chosen in (("", hits), (" sure", [m for m in hits if m[2]])):
            count["found" + part] += bool(chosen)
            count["speaker" + part] += bool(chosen) and any(held(name, speaker) for name in chosen[0][3])
    for piece, whole, sure, _ in mine:
        true = any(alike(piece, content) or alike(whole, content) for content, _ in gold)
        count["claimed"] += 1
        count["true"] += true
        count["claimed sure"] += sure
        count["true sure"] += true and sure
    return count


def _words(text: str, found: Attribution) -> str:
    return " ".join(text[start:end] for start, end in found.source)


def share(part: int, of: int, wanted: float) -> str:
    """A share with its interval, bold where it falls short."""
    if not of:
        return "none"
    low, high = wilson(part, of)
    mark = "**" if part / of < wanted else ""
    return f"{mark}{part / of:.3f}{mark} ({low:.2f}-{high:.2f}) of {of}"


def main() -> None:
    """Print the table."""
    chosen = [row for row in labelled(data.folder(), GOLD) if "half" not in sys.argv or not looked_at(row)]
    each = [(row["lang"], compared(row, quoted(row["text"], row["lang"]))) for row in chosen]
    print("| passages | recall | precision | speaker right | sure: recall | precision | speaker right |")
    print("|---|---|---|---|---|---|---|")
    for lang in ("all", *LANGUAGES):
        print(_row(lang, [count for its, count in each if lang in ("all", its)]))
    polish = draw_polish.labelled("quotes_polish")
    for part in ("seen", "blind") if "half" not in sys.argv else ():
        print(_row(f"pl, {part}", [compared(row, quoted(row["text"], "pl")) for row in polish if row["part"] == part]))


def _row(name: str, held: list[Counter[str]]) -> str:
    c = sum(held, Counter[str]())
    cells = [
        cell
        for part in ("", " sure")
        for cell in (
            share(c["found" + part], c["gold"], 0.85),
            share(c["true" + part], c["claimed" + part], 0.95),
            share(c["speaker" + part], c["found" + part], 0.92),
        )
    ]
    return f"| {name}, {len(held)} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
