"""Draws the sentences of the gold set of events, before anybody looks at what the coder says of them.

    python -m benchmarks.record.gold.draw {first,second}

Half hold the names of two different states or bodies and a verb in the past or present, so that enough events come
up; half are any sentences. Prints number, article, place and sentence; labels are written to events.csv by hand.
"""

from __future__ import annotations

import random
import re
import sys

import pyarrow.parquet as pq

from benchmarks import data
from herdline.text.sentences import sentences

DRAWS = {"first": (2023, 70), "second": (3031, 60)}
"""Seed and count of each half."""
STATES = re.compile(
    r"\b(?:Russia|China|Iran|Israel|Syria|Ukraine|North Korea|South Korea|Japan|India|Pakistan|Turkey|France|Germany|"
    r"Britain|Saudi Arabia|Iraq|Afghanistan|Egypt|Libya|Mexico|Canada|Cuba|Venezuela|Europe|European Union|NATO|"
    r"United Nations|U\.N\.|Taliban|Palestinian|Russian|Chinese|Iranian|Israeli|Syrian|Ukrainian|Turkish|American|"
    r"United States|U\.S\.|Moscow|Beijing|Tehran|Kremlin|Washington)"
)


def drawn(seed: int, count: int) -> list[tuple[str, int, int, str]]:
    """(article, start, end, sentence), first the rich ones, then any."""
    table = pq.read_table(data.folder() / "fulltext" / "news_2012-2020.parquet", columns=["id", "lang", "text"])
    rng = random.Random(seed)
    order = [i for i, lang in enumerate(table["lang"].to_pylist()) if lang == "en"]
    rng.shuffle(order)
    rich: list[tuple[str, int, int, str]] = []
    plain: list[tuple[str, int, int, str]] = []
    for row in order:
        article, text = table["id"][row].as_py(), table["text"][row].as_py()
        found = [(article, s.start, s.end, s.text) for s in sentences(text) if 40 < len(s.text) < 320]
        two = [f for f in found if len({m.group() for m in STATES.finditer(f[3])}) >= 2]
        if two and len(rich) < count:
            rich.append(rng.choice(two))
        elif found and len(plain) < count:
            plain.append(rng.choice(found))
        if len(rich) == len(plain) == count:
            break
    return rich + plain


def main() -> None:
    """Print them."""
    for number, (article, start, end, text) in enumerate(drawn(*DRAWS[sys.argv[1]])):
        print(f"{number}\t{article}\t{start}\t{end}\t{text}")


if __name__ == "__main__":
    main()
