"""Synthetic articles for growth: Zipf words, four in ten near-copies, planted passages. All from the seed.

Each original has about 434 words drawn by Zipf's law from a vocabulary of 50,000; a near-copy changes 3 to 12 % of the
words of an original; one article in twenty gets an 80-word passage of another put into it.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from benchmarks.real_articles import articles

WORDS, VOCABULARY, COPIES, PASSAGES = 434, 50_000, 0.4, 0.05


def synthetic(count: int, seed: int) -> pa.Table:
    """A table ``articles`` of ``count`` synthetic articles by 500 outlets over a month."""
    rng = np.random.default_rng(seed)
    weights = 1.0 / np.arange(1, VOCABULARY + 1)
    cumulated = np.cumsum(weights / weights.sum())
    words = np.array([_word(i) for i in range(VOCABULARY)], dtype=object)
    originals: list[np.ndarray] = []
    texts: list[str] = []
    for _ in range(count):
        if originals and rng.random() < COPIES:
            body = originals[rng.integers(len(originals))].copy()
            changed = rng.random(len(body)) < rng.uniform(0.03, 0.12)
            body[changed] = np.searchsorted(cumulated, rng.random(changed.sum()))
        else:
            body = np.searchsorted(cumulated, rng.random(max(60, int(rng.normal(WORDS, 120)))))
            originals.append(body)
        if originals and rng.random() < PASSAGES:
            other = originals[rng.integers(len(originals))]
            if len(other) > 80:
                start = rng.integers(len(other) - 80)
                at = rng.integers(len(body))
                body = np.concatenate([body[:at], other[start : start + 80], body[at:]])
        texts.append(" ".join(words[np.minimum(body, VOCABULARY - 1)]))
    days = rng.integers(0, 30 * 86_400, count) * 1_000_000 + 1_650_000_000_000_000
    return articles(
        {
            "id": pa.array(np.arange(count)), "text": pa.array(texts), "lang": pa.array(["en"] * count),
            "title": pa.array([" ".join(t.split(" ", 6)[:6]) for t in texts]),
            "outlet": pa.array([f"outlet-{i}.example" for i in rng.integers(0, 500, count)]),
            "published": pa.array(days).cast(pa.timestamp("us")), "published_precision": pa.array(["minute"] * count),
        }
    )  # fmt: skip


def _word(number: int) -> str:
    """A pronounceable word for a number."""
    syllables = []
    number += 40
    while number:
        number, rest = divmod(number, 40)
        syllables.append("bdfgklmnprstvzbcdfgh"[rest // 2] + "aeiou"[(rest + number) % 5])
    return "".join(syllables)
