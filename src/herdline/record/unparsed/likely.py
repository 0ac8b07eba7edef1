"""How likely it is that two do to each other what an encoder of many languages answers: its answers weighed together.

An encoder is surer than it is right, and not everywhere alike: of what a state does within itself it is surer than of
what it does to another, in Polish surer than in Chinese, and in a sentence that names eight surer than in one that
names two. A logistic regression over its answers and their surroundings (stacking, Wolpert 1992; with one answer alone
it is Platt's scaling, 1999) comes to shares that are right. Trained by tools/train_likely.py on read sentences that the
models had not seen; the weights stand by name in likely.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from math import exp, log

Features = Mapping[str, float]
SURER = 0.9
"""Log-odds by which answers of the encoder that ships are surer than right: it has seen the sentences that its answers
were weighed on. By eighty coded events of Polish, Russian and Chinese news that were read (benchmarks.events_read)."""


@lru_cache(maxsize=1)
def trained() -> Mapping[str, float]:
    """Weight of each feature, that come with the package; "" is the constant."""
    held = resources.files("herdline") / "data" / "likely.json"
    return dict(json.loads(held.read_text(encoding="utf-8")))


def odds(chance: float) -> float:
    """Log-odds of a probability, which counts from .01 to .99."""
    held = min(max(chance, 0.01), 0.99)
    return log(held / (1 - held))


def stated(chance: float) -> float:
    """How often an event is right that the weighed answers hold for so likely."""
    return 1 / (1 + exp(SURER - odds(chance)))


def likely(told: Sequence[Features], weights: Mapping[str, float] | None = None) -> list[float]:
    """Probability that each is right; a feature without a weight (a language never weighed) counts for nothing.

    Args:
        told: the features of each, by name.
        weights: the package's own when not given.
    """
    weights = trained() if weights is None else weights
    sums = (weights.get("", 0.0) + sum(weights.get(name, 0.0) * value for name, value in one.items()) for one in told)
    return [1 / (1 + exp(-min(max(total, -30.0), 30.0))) for total in sums]
