"""Who is for or against whom: what a sentence shows of one participant's attitude toward another.

One multinomial logistic regression reads the pair in one direction, from holder to target, and is trained on both
directions of each pair: the features of ``given`` (frames that hold both, the dependency path, words between), again
with the order of the two, and their names. Of the five answers of Park et al. (2021: neither, one toward the other
positive or negative) the one with the highest chance is told, after weights that give the rare ones their due. The
sentence encoder was tried and adds nothing beyond chance (.47 to .47). English only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.given import Span, evidence
from herdline.record.hashing import Weights, load, softmax, sums
from herdline.record.parsing import parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

CLASSES = ("none", "positive", "negative")
"""Of a holder toward a target."""
ANSWERS = ("neither", "first positive", "second positive", "first negative", "second negative")
"""Of a pair: "second negative" is the second, negative toward the first."""
ODDS = np.array([1.0, 3.04, 9.7, 2.28, 8.39], np.float32)
"""Weight of each answer, those that tools/train_attitude.py prints; the benchmark chooses them anew in each fold."""
_ORDERED = ("w=", "ww=", "b=", "bb=")


def toward(texts: Sequence[str], holders: Sequence[Span], targets: Sequence[Span]) -> NDArray[np.float32]:
    """Float32 (texts, ``CLASSES``): how likely each attitude of the holder toward the target is.

    Args:
        texts: English sentences.
        holders: characters [start, end) of who holds the attitude.
        targets: of whom it is held toward.
    """
    docs = parse(texts)
    return chances([names(d, h, t) for d, h, t in zip(docs, holders, targets, strict=True)], _trained())


def attitudes(texts: Sequence[str], firsts: Sequence[Span], seconds: Sequence[Span]) -> list[str]:
    """One of ``ANSWERS`` for each sentence and its two participants."""
    docs = list(parse(texts))
    there = [names(d, a, b) for d, a, b in zip(docs, firsts, seconds, strict=True)]
    back = [names(d, b, a) for d, a, b in zip(docs, firsts, seconds, strict=True)]
    both = joint(chances(there, _trained()), chances(back, _trained()))
    return [ANSWERS[i] for i in (both * ODDS).argmax(axis=1)]


def joint(there: NDArray[np.float32], back: NDArray[np.float32]) -> NDArray[np.float32]:
    """Float32 (pairs, ``ANSWERS``) from the chances of both directions: an attitude one way and none the other."""
    none = CLASSES.index("none")
    columns = [there[:, none] * back[:, none]]
    for attitude in ("positive", "negative"):
        held = CLASSES.index(attitude)
        columns += [there[:, held] * back[:, none], back[:, held] * there[:, none]]
    return np.stack(columns, axis=1)


def chances(rows: Sequence[Sequence[str]], weights: Weights) -> NDArray[np.float32]:
    """Float32 (rows, ``CLASSES``) of features, see ``names``."""
    return softmax(sums(rows, weights) + weights.bias)


def names(doc: Doc, holder: Span, target: Span) -> list[str]:
    """Names of the features of a pair in a parsed sentence."""
    found = evidence(doc, holder, target).names
    order = "first" if holder[0] < target[0] else "second"
    one, other = (doc.text[start:end].lower().strip() for start, end in (holder, target))
    told = [f"holder={one}", f"target={other}", f"pair={one}|{other}", f"order={order}"]
    return [*found, *told, *(f"{order}|{name}" for name in found if name.startswith(_ORDERED))]


@lru_cache(maxsize=1)
def _trained() -> Weights:
    return load("attitude.npz")
