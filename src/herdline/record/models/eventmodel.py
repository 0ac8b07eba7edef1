"""Does a frame tell an event, and of which type: a linear model over the frame's features and its words' vector.

Multinomial logistic regression; names of features are hashed (Weinberger et al. 2009), the words of the predicate
and its complements come as a static multilingual vector, so that verbs never seen in training are placed by meaning.
Trained by tools/train_events.py; loading and running need NumPy alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from herdline.record.models.hashing import Weights, load, softmax, sums
from herdline.text.vectors import static_vectors

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The 16 event types, in the order of PLOVER's manual."""
YIELD = "YIELD"
"""CONCEDE or RETREAT, where gold does not part them; ``events`` parts them by tense and words."""
NONE = "-"
CLASSES = (*(t for t in TYPES if t not in ("CONCEDE", "RETREAT")), YIELD, NONE)
"""What the model tells apart."""
VECTOR_WEIGHT = 3.0
"""A vector (length 1) counts as much as nine features; 1 and 6 gave .01 less F1 in the folds."""


@lru_cache(maxsize=1)
def trained() -> Weights:
    """The weights that come with the package."""
    return load("events.npz")


def probabilities(
    names: Sequence[Sequence[str]], words: Sequence[str], weights: Weights | None = None
) -> NDArray[np.float32]:
    """Float32 (frames, classes): how likely each frame tells an event of each class (or none).

    Args:
        names: features of each frame, see ``features.names``.
        words: the words of each frame, see ``features.words``.
        weights: the package's own when not given.
    """
    weights = weights or trained()
    if not names:
        return np.zeros((0, len(CLASSES)), np.float32)
    scores = np.float32(VECTOR_WEIGHT) * static_vectors(list(words)) @ weights.dense + weights.bias
    return softmax(scores + sums(names, weights))
