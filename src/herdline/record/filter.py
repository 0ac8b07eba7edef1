"""Which sentences are worth a parse: a linear model over words, then a glance at what it lets pass.

Both are taught by the coder itself (distillation, Hinton et al. 2015): whether anything came of random news sentences
after a full parse. The linear model counts words and word pairs, a million sentences a minute; words come from the
shared tokenizer, so any script passes through, and what was never seen counts nothing. The glance reads the two lower
layers of the encoder, which leaves early where there is nothing to see (DeeBERT, Xin et al. 2020); English only, as the
encoder. Trained by tools/train_filter.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numba import njit
from numpy.typing import NDArray

from herdline.record import encoder
from herdline.text.tokens import tokenize

BUCKETS = 1 << 18
THRESHOLD = 0.1474
"""Probability from which a sentence is parsed: .30 of random sentences and .90 of those in which the coder finds
something (tools.train_filter)."""
SHORT, SHORT_THRESHOLD = 80, 0.06
"""Characters below which a sentence needs less: few words add up to little ("Chad expelled two French diplomats." has
.118), and a short sentence costs little to parse."""
GLANCE, SHORT_GLANCE = 0.05, 0.02
"""The same for the glance."""
_RECOGNITION = re.compile(r"\brecogni[sz]|\brecognition\b", re.IGNORECASE)


def event_probability(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Float32 (sentences,): how likely the event model would find an event in each."""
    if not sentences:
        return np.zeros(0, np.float32)
    weights, bias = _trained()
    tokens = tokenize(list(sentences))
    scores = sums(tokens.hashes, tokens.offsets, weights) + bias
    result: NDArray[np.float32] = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return result


def worth_parsing(sentences: Sequence[str]) -> NDArray[np.bool_]:
    """Bool (sentences,); a sentence about recognition always is: positions on it are few and weigh much."""
    kept = np.array([_RECOGNITION.search(text) is not None for text in sentences], bool)
    short = np.array([len(text) < SHORT for text in sentences], bool)
    passed = np.flatnonzero(~kept & (event_probability(sentences) >= np.where(short, SHORT_THRESHOLD, THRESHOLD)))
    chance = glance([sentences[i] for i in passed])
    kept[passed] = chance >= np.where(short[passed], SHORT_GLANCE, GLANCE)
    return kept


def glance(sentences: Sequence[str], model: encoder.Encoder | None = None) -> NDArray[np.float32]:
    """Float32 (sentences,): the same probability by the lower layers of the encoder, each sentence read alone."""
    if not sentences:
        return np.zeros(0, np.float32)
    model = model or encoder.trained()
    with encoder.one_thread():
        scores = [seen(encoder.lower(encoder.pieces(text), model), _looking()) for text in sentences]
    result: NDArray[np.float32] = (1 / (1 + np.exp(-np.array(scores)))).astype(np.float32)
    return result


def seen(vectors: NDArray[np.float32], head: dict[str, NDArray[np.float32]]) -> float:
    """Score of a sentence: the soft maximum (log of summed exponentials) of what its pieces score."""
    inner = np.maximum(0, vectors @ head["first.weight"].T + head["first.bias"])
    scores = inner @ head["second.weight"][0]
    top = float(scores.max())
    return top + float(np.log(np.exp(scores - top).sum())) + float(head["second.bias"][0])


@njit(cache=True, nogil=True)
def sums(hashes, bounds, weights):  # type: ignore[no-untyped-def]
    """Sum of the weights of a text's words and pairs of words, float32 (texts,)."""
    out = np.zeros(len(bounds) - 1, np.float32)
    for text in range(len(bounds) - 1):
        total = np.float32(0)
        before = np.uint64(0)
        for i in range(bounds[text], bounds[text + 1]):
            word = np.uint64(hashes[i])
            total += weights[word % np.uint64(BUCKETS)]
            pair = (before * np.uint64(0x9E3779B97F4A7C15)) ^ word
            pair ^= pair >> np.uint64(29)
            total += weights[pair % np.uint64(BUCKETS)]
            before = word
        out[text] = total
    return out


@lru_cache(maxsize=1)
def _looking() -> dict[str, NDArray[np.float32]]:
    with files("herdline").joinpath("data/glance.npz").open("rb") as file, np.load(file) as held:
        return {name: held[name].astype(np.float32) for name in held.files}


@lru_cache(maxsize=1)
def _trained() -> tuple[NDArray[np.float32], float]:
    with files("herdline").joinpath("data/sentence_filter.npz").open("rb") as file, np.load(file) as held:
        weights = np.zeros(BUCKETS, np.float32)
        weights[held["columns"]] = held["weights"]
        return weights, float(held["bias"])
