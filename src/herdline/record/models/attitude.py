"""Who is for or against whom: what a sentence shows of one participant's attitude toward another.

Five answers (Park et al. 2021: neither, one toward the other positive or negative) share one softmax: both directions
are scored by the same weights, with the roles swapped, and compete. Features are those of ``given`` (frames that hold
both, words between), again with the order of the two, their names, and the path between them with roles put right for
passives and reported speech (``pairpath``). The answer with the highest chance is told, after weights that give the
rare ones their due. The chances are means of this model's and of those of ``encoder``. English only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.models import encoder
from herdline.record.models.given import Span, evidence, head
from herdline.record.models.hashing import Weights, load, softmax, sums
from herdline.record.models.pairpath import path_names
from herdline.record.parsed.parsing import parse

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc

CLASSES = ("none", "positive", "negative")
"""Of a holder toward a target."""
ANSWERS = ("neither", "first positive", "second positive", "first negative", "second negative")
"""Of a pair: "second negative" is the second, negative toward the first."""
ODDS = np.array([1.0, 2.28, 3.04, 1.71, 3.52], np.float32)
"""Weight of each answer, those that tools/train_attitude.py prints; the benchmark chooses them anew in each fold."""
_ORDERED = ("w=", "ww=", "b=", "bb=")


def toward(texts: Sequence[str], holders: Sequence[Span], targets: Sequence[Span]) -> NDArray[np.float32]:
    """Float32 (texts, ``CLASSES``): how likely each attitude of the holder toward the target is.

    Args:
        texts: English sentences.
        holders: characters [start, end) of who holds the attitude.
        targets: of whom it is held toward.
    """
    chances = _chances(texts, holders, targets)
    return np.stack([chances[:, [0, 2, 4]].sum(axis=1), chances[:, 1], chances[:, 3]], axis=1)


def attitudes(texts: Sequence[str], firsts: Sequence[Span], seconds: Sequence[Span]) -> list[str]:
    """One of ``ANSWERS`` for each sentence and its two participants."""
    return [ANSWERS[i] for i in (_chances(texts, firsts, seconds) * ODDS).argmax(axis=1)]


def _chances(texts: Sequence[str], firsts: Sequence[Span], seconds: Sequence[Span]) -> NDArray[np.float32]:
    """Float32 (texts, ``ANSWERS``): means of the linear model's chances and the encoder's."""
    docs = list(parse(texts))
    there = [names(d, a, b) for d, a, b in zip(docs, firsts, seconds, strict=True)]
    back = [names(d, b, a) for d, a, b in zip(docs, firsts, seconds, strict=True)]
    linear = joint(there, back, _trained())
    with encoder.one_thread():
        read = zip(encoder.read(texts), firsts, seconds, strict=True)
        whole = np.array([encoder.attitude(*each) for each in read], np.float32).reshape(len(texts), len(ANSWERS))
    return np.where(np.isnan(whole), linear, (linear + whole) / 2)


def joint(there: Sequence[Sequence[str]], back: Sequence[Sequence[str]], weights: Weights) -> NDArray[np.float32]:
    """Float32 (pairs, ``ANSWERS``): chances, from features of both directions (see ``names``)."""
    one, other = (sums(rows, weights) + weights.bias for rows in (there, back))
    none = np.zeros(len(one), np.float32)
    return softmax(np.stack([none, one[:, 0], other[:, 0], one[:, 1], other[:, 1]], axis=1))


def names(doc: Doc, holder: Span, target: Span) -> list[str]:
    """Names of the features of a pair in a parsed sentence."""
    found = evidence(doc, holder, target).names
    order = "first" if holder[0] < target[0] else "second"
    one, other = (doc.text[start:end].lower().strip() for start, end in (holder, target))
    told = [f"holder={one}", f"target={other}", f"pair={one}|{other}", f"order={order}"]
    told += path_names(head(doc, holder), head(doc, target))
    return sorted({*found, *told, *(f"{order}|{name}" for name in found if name.startswith(_ORDERED))})


@lru_cache(maxsize=1)
def _trained() -> Weights:
    return load("attitude.npz")
