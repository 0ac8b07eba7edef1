"""Base rates of everyday news phrases, for stores that are too small to know what is everyday.

``data/background_en.npz`` holds hashes of four-word runs (slots as in ``streams``) with the share of articles they
stand in,
counted over a large body of English news by tools/background.py: facts about words, no text. Other languages have no
table: while a store is small, it is asked how many everyday phrases chance would bring together if the language had as
many as English has.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
import pyarrow as pa
from scipy.stats import binom

from herdline.line.phrases import PREFIX, fold
from herdline.line.streams import streams

_WORDS = 968
"""Mean length of the articles that the table was counted on."""


def background_rate(text: str, lang: str) -> float | None:
    """Upper bound of the share of articles that carry ``text``: the rarest of its four-word runs.

    Args:
        text: wording as shown, slots in braces.
        lang: language; only English has a table.

    Returns:
        The share, the table's cut-off when a run is rarer than what it holds, None without a table.
    """
    if lang != "en":
        return None
    table = _table()
    if table is None:
        return None
    keys, shares, cutoff = table
    plain = text.replace("{...}", "").replace("{name}", "Xx").replace("{number}", "1")  # a name, a number: slots again
    found = streams(pa.array([f"so {plain.strip()}"]), [lang])
    hashes = found.hashes[1:]
    runs = [fold(hashes[i : i + PREFIX]) for i in range(len(hashes) - PREFIX + 1)]
    if not runs:
        return None
    places = np.searchsorted(keys, runs)
    rates = [
        float(shares[p]) if p < len(keys) and keys[p] == run else cutoff for p, run in zip(places, runs, strict=True)
    ]
    return min(rates)


def by_chance(carriers: int, texts: int, words: float) -> float | None:
    """How many everyday phrases chance would bring into so many of a story's texts.

    The sum over the table's phrases of the binomial chance that at least ``carriers`` of ``texts`` have them, rates
    taken as proportional to the length of the texts. It stands in for base rates that are not known.

    Args:
        carriers: texts that carry the phrase.
        texts: texts of the story.
        words: mean length of a text.

    Returns:
        The expected number, None without the table.
    """
    table = _table()
    if table is None:
        return None
    return float(binom.sf(carriers - 1, texts, table[1] * min(1.0, words / _WORDS)).sum())


@cache
def _table() -> tuple[np.ndarray, np.ndarray, float] | None:
    file = resources.files("herdline").joinpath("data/background_en.npz")
    if not file.is_file():
        return None
    with resources.as_file(file) as path, np.load(path) as data:
        return data["keys"], data["shares"].astype(np.float64), float(data["cutoff"])
