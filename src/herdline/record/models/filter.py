"""Which sentences are worth a parse: a linear model over words and word pairs, a million sentences a minute.

Logistic regression taught by the event model itself (distillation, Hinton et al. 2015), whose answer after a full parse
of random news sentences and titles it learns to foresee from words alone, and by readers. Trained by
tools/train_filter.py. A sentence that names two states or bodies has a lower threshold, one that names nobody a higher.
Words come from the shared tokenizer, so any script passes through; what was never seen counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.special import expit

from herdline.record.actors import find
from herdline.record.participants import UNKNOWN
from herdline.text.tokens import tokenize

BUCKETS = 1 << 18
THRESHOLD = 0.283
"""Probability from which a sentence is parsed: .30 of random sentences and .87 of those in which the coder finds
something (tools.train_filter)."""
TWO = 0.128
"""The same where it names two states or bodies: what happens between them is what the record is for. One sentence in a
hundred more, and .96 of those in which readers see an event instead of .81."""
SHORT, SHORT_THRESHOLD, SHORT_TWO = 80, 0.12, 0.05
"""Characters below which a sentence needs less: few words add up to little, and a short sentence costs little ("Norway
expelled two diplomats of Chad on Friday." has .10)."""
NAMELESS = 0.4
"""The same where it names no actor at all: a "government" or "police" of an unnamed state as a rule. On 320 random full
texts a seventh of those parsed had less, with 12 in a thousand of the events."""
_RECOGNITION = re.compile(r"\brecogni[sz]|\brecognition\b", re.IGNORECASE)


def event_probability(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Float32 (sentences,): how likely the event model would find an event in each."""
    if not sentences:
        return np.zeros(0, np.float32)
    weights, bias = _trained()
    tokens = tokenize(list(sentences))
    scores = sums(tokens.hashes, tokens.offsets, weights) + bias
    result: NDArray[np.float32] = expit(scores).astype(np.float32)  # a text of megabytes overflows the plain formula
    return result


def worth_parsing(sentences: Sequence[str]) -> NDArray[np.bool_]:
    """Bool (sentences,); a sentence about recognition always is: positions on it are few and weigh much."""
    recognition = np.array([_RECOGNITION.search(text) is not None for text in sentences], bool)
    short = np.array([len(text) < SHORT for text in sentences], bool)
    chance = event_probability(sentences)
    enough = chance >= np.where(short, SHORT_THRESHOLD, THRESHOLD)
    kept: NDArray[np.bool_] = recognition | (chance >= NAMELESS)
    for place in np.flatnonzero(~kept & (chance >= np.where(short, SHORT_TWO, TWO))).tolist():
        codes = {who.code for who in find(sentences[place])} - {"", UNKNOWN}
        kept[place] = len(codes) > (0 if enough[place] else 1)
    return kept


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
def _trained() -> tuple[NDArray[np.float32], float]:
    with files("herdline").joinpath("data/sentence_filter.npz").open("rb") as file, np.load(file) as held:
        weights = np.zeros(BUCKETS, np.float32)
        weights[held["columns"]] = held["weights"]
        return weights, float(held["bias"])
