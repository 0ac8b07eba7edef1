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
    """Weights by feature (of ``pairs.FEATURES`` or ``crossing.FEATURES``); ``bulk`` is that of ``linkage.link``."""

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
    -8.64,
    {"body": 10.73, "title": 3.49, "names": 2.04, "meaning": 8.22, "numbers_differ": -0.34, "short": 6.71,
     "short_body": -3.41, "short_title": -5.17, "short_names": -1.54, "short_meaning": 2.45, "unknown": -2.3,
     "unknown_meaning": -3.34, "unknown_names": -2.64, "days": -0.3},
    (-0.27, 3.78),
)  # fmt: skip
"""Fitted intercept and weight of ``short`` moved by -0.6 and +2.1, and the weight of ``days`` set (the sets' dates are
too dirty to learn it), to the best BCubed on the development sets."""

ACROSS = Model(
    -2.81,
    {"body": 0.27, "names": 2.07, "meaning": 0.55, "full": 6.44, "days": -1.46, "numbers_differ": 0.19,
     "numbers_agree": 0.6, "names_shared": 0.11, "unknown": 1.09, "unknown_names": 1.92, "unknown_full": -3.96,
     "unknown_body": -1.39, "unknown_shared": 0.33, "short": 1.16, "short_full": -0.71, "no_date": -1.61},
    (1.64, 0.0),
)  # fmt: skip
"""Its intercept and bulk were fitted anew on groups as linking makes them (``train_stories.linked_groups``)."""
