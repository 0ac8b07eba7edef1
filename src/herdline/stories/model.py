"""What makes a pair of groups one story: weights learnt from labelled stories, printed by ``benchmarks.train_stories``.

A logistic regression on the mean features of pairs of groups (parts of one story, or of two neighbouring stories, of
one article up to all), because that is what is asked when groups are joined: not whether two articles match, but
whether two groups do on average.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from herdline.stories.pairs import FEATURES, Weighted

_EVERY_PAIR = ("short", "unknown", "meaning", "short_meaning")
"""Features that are products of something of each article: their mean over all pairs needs no pairs."""


@dataclass(frozen=True)
class Model:
    """Weights by feature (of ``pairs.FEATURES`` or ``crossing.FEATURES``); ``bulk`` and ``bulk_short`` as in ``linkage.link``."""

    intercept: float
    weights: dict[str, float]
    bulk: tuple[float, float] = (0.0, 0.0)
    vector: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        """Lay the weights out in the order of ``FEATURES``."""
        object.__setattr__(self, "vector", np.array([self.weights.get(name, 0.0) for name in FEATURES]))

    def logit(self, described: np.ndarray) -> np.ndarray:
        """Evidence of pairs (or mean evidence of groups), from columns ``FEATURES``."""
        result: np.ndarray = described @ self.vector + self.intercept
        return result

    def beyond(self, described: np.ndarray) -> np.ndarray:
        """Evidence of pairs beyond what ``spread`` gives to every pair."""
        vector = self.vector.copy()
        vector[[FEATURES.index(name) for name in _EVERY_PAIR]] = 0
        result: np.ndarray = described @ vector
        return result

    def spread(self, articles: Weighted) -> tuple[np.ndarray, np.ndarray]:
        """Matrix and weights for ``linkage.link``: evidence that every pair has, with common words or without."""
        flat = np.column_stack([np.ones(len(articles.rows)), articles.short, articles.unknown]).astype(np.float32)
        matrix = np.hstack([flat, articles.meaning, articles.meaning * articles.short[:, None]])
        size = articles.meaning.shape[1]
        short, unknown, meaning, short_meaning = (self.weights.get(name, 0.0) for name in _EVERY_PAIR)
        weights = [self.intercept, short, unknown, *[meaning] * size, *[short_meaning] * size]
        return matrix, np.array(weights, np.float32)


SAME_LANGUAGE = Model(
    -7.69,
    {"body": 11.13, "title": 4.16, "names": 1.72, "meaning": 7.33, "days": -0.49, "numbers_differ": -0.41,
     "short": 3.31, "short_body": -3.29, "short_title": -6.54, "short_names": -2.57, "short_meaning": 2.03,
     "unknown": -1.84, "unknown_meaning": -2.9, "unknown_names": -0.68},
    (-0.27, 2.55),
)  # fmt: skip

ACROSS = Model(-6.0, {"full": 10.0, "names": 4.0})
