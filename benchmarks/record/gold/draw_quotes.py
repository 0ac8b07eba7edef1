"""Draws passages with quotation marks in six languages, for a reader who does not see the program.

    python -m benchmarks.record.gold.draw_quotes

Twenty-five passages a language, of the articles of ``draw_languages``, one an article: up to three sentences around one
that holds a mark of quotation. The reader writes down who is quoted saying what (RULES.md). JSON Lines, random order.
"""

from __future__ import annotations

import json
import random
import re

from benchmarks import data
from benchmarks.record.gold.draw_languages import LANGUAGES, articles
from benchmarks.record.gold.draw_more import digest
from herdline.text.sentences import sentences

COUNT, SEED = 25, 30161
_MARK = re.compile('[«»„“”「」"]')


def passages() -> list[dict[str, object]]:
    """The draw."""
    rng = random.Random(SEED)
    held = [row for row in articles(data.folder()) if row[1] in LANGUAGES and _MARK.search(row[2])]
    rng.shuffle(held)
    made: list[dict[str, object]] = []
    for lang in LANGUAGES:
        count = 0
        for article, _, text in (row for row in held if row[1] == lang):
            here = list(sentences(text))
            marked = [n for n, one in enumerate(here) if _MARK.search(one.text)]
            if not marked or count == COUNT:
                continue
            n = rng.choice(marked)
            start, end = here[max(0, n - 1)].start, here[min(len(here) - 1, n + 1)].end
            passage = text[start:end]
            if 60 < len(passage) < 900:
                count += 1
                made.append(
                    {"article": article, "lang": lang, "start": start, "end": end, "sha1": digest(passage),
                     "text": passage}
                )  # fmt: skip
    rng.shuffle(made)
    return made


def main() -> None:
    """Print it."""
    for row in passages():
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
