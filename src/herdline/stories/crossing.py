"""Groups of different languages that tell one story."""

from __future__ import annotations

import numpy as np

from herdline.config import StorySettings
from herdline.stories.features import Corpus
from herdline.stories.pairs import Weighted


def join_stories(
    corpus: Corpus,
    articles: Weighted,
    fresh: np.ndarray,
    langs: np.ndarray,
    parts: np.ndarray,
    stories: np.ndarray,
    settings: StorySettings,
) -> np.ndarray:
    """Story of each article, as a place in ``articles``."""
    owner = stories.copy()
    for part in np.unique(parts):
        rows = np.flatnonzero(parts == part)
        old = stories[rows][stories[rows] >= 0]
        owner[rows] = old[0] if len(old) else rows[0]
    return owner
