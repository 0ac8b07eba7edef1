"""The herd index: where a story's independent echo stands among matched stories, with an honest interval.

Matched stories are those of the same language whose texts are most alike in length and number; the mean pairwise
overlap
does not depend on a story's size in expectation, so smaller stories can be compared. What is estimated is the
story's rank among *true* overlaps: the spread that the matched stories' own sampling errors add is taken out first
(shrinkage towards their mean so that the variance is the true one; Efron, Morris 1973). The interval joins the
story's error
(jackknife), the matched stories' errors and their finite number (Beta, Jeffreys), by simulation.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_DRAWS = 2000
_MOST_MATCHED = 150


@dataclass(frozen=True)
class Herd:
    """Where a story stands among matched stories.

    Attributes:
        percentile: 0 to 100.
        low: lower end of its 95 % interval.
        high: upper end.
        matched: how many stories it was matched with.
    """

    percentile: float
    low: float
    high: float
    matched: int


def index(
    overlap: float, error: float, others: np.ndarray, others_error: np.ndarray, seed: int, confidence: float = 0.95
) -> Herd | None:
    """Herd index of one story.

    Args:
        overlap: its mean overlap.
        error: standard error of that.
        others: overlaps of its matched stories (k,).
        others_error: their standard errors (k,), nan where unknown (then the mean of the known ones counts).
        seed: of the simulation; the story's id, so that results repeat.
        confidence: of the interval.

    Returns:
        The index; None without a matched story.
    """
    k = len(others)
    if k == 0:
        return None
    random = np.random.default_rng(seed & 0xFFFFFFFF)
    known = others_error[np.isfinite(others_error)]
    noise = np.where(np.isfinite(others_error), others_error, known.mean() if len(known) else 0.0)
    # overlaps are counts in disguise: on the square root's scale errors hardly depend on the value
    centre, own, own_error = np.sqrt(others), np.sqrt(max(overlap, 0.0)), _root_error(overlap, error)
    noise = _root_error(others, noise)
    spread = centre.var(ddof=1) if k > 1 else 0.0
    true = max(spread - float((noise**2).mean()), 0.1 * spread)
    shrunk = centre.mean() + (centre - centre.mean()) * np.sqrt(true / spread if spread > 0 else 0.0)
    mine = own + own_error * random.standard_normal(_DRAWS)
    # the mean of the matched stories is itself uncertain
    shift = np.sqrt(spread / k) * random.standard_normal(_DRAWS) * float(np.sqrt((noise**2).mean()) > 0)
    below = (shrunk[None, :] + shift[:, None] < mine[:, None]).sum(1)
    below = below + 0.5 * (shrunk[None, :] + shift[:, None] == mine[:, None]).sum(1)
    ranks = 100 * random.beta(below + 0.5, k - below + 0.5)
    tail = 50 * (1 - confidence)
    low, middle, high = np.percentile(ranks, [tail, 50, 100 - tail])
    return Herd(float(middle), float(low), float(high), k)


def matched(
    words: float, families: int, all_words: np.ndarray, all_families: np.ndarray, most: int = _MOST_MATCHED
) -> np.ndarray:
    """Which stories to compare with: indices of the nearest ones by length of text (log) and, less, by size (log)."""
    distance = np.abs(np.log(np.maximum(all_words, 1)) - np.log(max(words, 1))) + 0.25 * np.abs(
        np.log(all_families) - np.log(families)
    )
    return np.argsort(distance, kind="stable")[:most]


def _root_error(value: float | np.ndarray, error: float | np.ndarray) -> np.ndarray:
    """Standard error on the square root's scale (delta method), finite at zero."""
    root: np.ndarray = np.asarray(error) / (2 * np.sqrt(np.maximum(value, np.maximum(np.asarray(error), 1e-9))))
    return root
