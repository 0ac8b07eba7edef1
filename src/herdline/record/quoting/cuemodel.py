"""Which words attribute, and how far source and content reach: two chains over the tokens of a parsed sentence.

The first marks cues ("said", "is a critic of", "according to"), whatever their part of speech; the second reads the
sentence once for each cue and marks whose words they are and what they are, on both sides of it where they stand so
(conditional random fields, as Pareti 2015 and Newell et al. 2017). Where a cue may stand, ``encoder`` reads the
sentence too, and its answers are added to the scores. Taught by PolNeAR's readers (Newell et al. 2018):
tools/train_cues.py, tools/train_encoder.py. English only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.models import chains, encoder
from herdline.record.models.chains import Chain
from herdline.record.quoting.cuefeatures import Table, cue_features, span_features, view

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc

_MARKS = re.compile(r"[“\"«„][^“”\"»«„\n]{2,2000}[”\"»“]")
_APOSTROPHES = re.compile(r"''(?:(?!'')[^\n]){2,2000}''")
"""Some agencies write two for a mark."""
CUE_LABELS = ("O", "B", "I")
"""Of the first chain: outside, first token of a cue, later token."""
SPAN_LABELS = ("O", "SB", "SI", "CB", "CI", "V")
"""Of the second chain: outside, source, content (first and later tokens of a piece), the cue itself."""
EAGER = 0.2
"""Taken off the score of "no cue": a missed cue loses an attribution, a false one may still be dropped."""
LEAST = 0.2
"""Probability, of the cue times that of its spans, below which an attribution is dropped; .15 to .3 differ by .001 of
F1, lower ones find more quotes."""
BESIDE = 0.5
"""How much the logarithm of a chance by the encoder counts beside a score of the chains."""
LOOK = 0.03
"""Probability of a cue by the chain alone from which a sentence is read whole."""
Tokens = tuple[int, ...]
"""Numbers of the tokens of a span, in order; empty for "none named"."""


@dataclass(frozen=True)
class Model:
    """The two chains, and the reader of whole sentences whose answers are added to their scores (None: neither)."""

    cues: Chain
    spans: Chain
    reader: encoder.Encoder | None


@dataclass(frozen=True, slots=True)
class Found:
    """The spans of one attribution and how likely all three are."""

    source: Tokens
    cue: Tokens
    content: Tokens
    probability: float


def marked(text: str) -> list[tuple[int, int]]:
    """[start, end) of what stands between quotation marks, marks included, within one paragraph."""
    found = [match.span() for match in _MARKS.finditer(text)]
    if "''" in text:
        found += [match.span() for match in _APOSTROPHES.finditer(text)]
    return found


@lru_cache(maxsize=1)
def trained() -> Model:
    """The weights that come with the package."""
    return Model(chains.load("cues.npz"), chains.load("cuespans.npz"), encoder.trained())


def found(
    doc: Doc,
    quoted: Sequence[tuple[int, int]] | None = None,
    model: Model | None = None,
    least: float = LEAST,
    read: encoder.Read | None = None,
) -> list[Found]:
    """Attributions of one parsed sentence, in the order of their cues.

    Args:
        doc: the sentence.
        quoted: [start, end) in its characters of what stands between quotation marks, marks included; looked for in the
            sentence when not given.
        model: the two chains; the package's own when not given.
        least: probability below which an attribution is dropped.
        read: the sentence as the model's encoder read it, where that is at hand; else read where a cue may stand.
    """
    if not len(doc):
        return []
    model = model or trained()
    looks = view(doc, marked(doc.text) if quoted is None else quoted)
    scores = chains.scores(*cue_features(looks), model.cues)
    if model.reader and read is None and _may_hold_one(scores, model.cues):
        (read,) = encoder.read([doc.text], model.reader)
    starts = [token.idx for token in doc] if read else []
    if read:
        scores += BESIDE * encoder.cues(read, starts)
    result = []
    for cue, chance in cues(scores, model.cues):
        more = BESIDE * encoder.spans(read, starts, cue) if read else None
        labels, sure = _spans(looks, cue, model.spans, more)
        source, content = (tuple(i for i, label in enumerate(labels) if label[0] == part) for part in "SC")
        if content and chance * sure >= least:
            result.append(Found(source, cue, content, chance * sure))
    return result


def _may_hold_one(scores: NDArray[np.float32], chain: Chain) -> bool:
    none = chain.labels.index("O")
    return bool(chains.marginals(scores, chain)[:, none].min() < 1 - LOOK)


def cues(scores: NDArray[np.float32], chain: Chain, eager: float = EAGER) -> list[tuple[Tokens, float]]:
    """Tokens of each cue of a sentence with the probability of its least likely token; from scores of its tokens."""
    scores = scores.copy()
    scores[:, chain.labels.index("O")] -= eager
    path, _ = chains.decode(scores, chain)
    if not any(path):
        return []
    chances = chains.marginals(scores, chain)[np.arange(len(path)), path]
    runs: list[list[int]] = []
    for i, label in enumerate(path):
        if chain.labels[label] == "I" and runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        elif chain.labels[label] != "O":
            runs.append([i])
    return [(tuple(run), float(chances[run].min())) for run in runs]


def _spans(looks: Table, cue: Tokens, chain: Chain, more: NDArray[np.float32] | None) -> tuple[list[str], float]:
    scores: NDArray[np.float32] = chains.scores(*span_features(looks, cue), chain)
    if more is not None:
        scores[:, : more.shape[1]] += more
    path, chance = chains.decode(chains.fixed(scores, chain, cue, "V"), chain)
    return [chain.labels[label] for label in path], chance
