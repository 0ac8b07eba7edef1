"""Type of an event whose actor and recipient are given: what happens between two marked spans.

Kernel ridge regression (one against the rest, a linear kernel) over the frames that hold both spans (as in
``features``), the dependency path between their heads, the words around and between them with both masked, and a
static multilingual vector of that path; words are hashed (Weinberger et al. 2009), weighted by their rarity, and count
less the more of them there are. The masked sentence and its middle also go through the whole sentence encoder: 2.6 ms
a pair, worth .01 of macro F1. Trained by tools/train_given.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.lexicon import event_nouns
from herdline.record.models import eventmodel
from herdline.record.models.hashing import Weights, load, softmax, sums
from herdline.record.parsed import features
from herdline.record.parsed.arguments import Frame, frames
from herdline.record.parsed.parsing import parse
from herdline.text.vectors import full_vectors, static_vectors

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

TYPES = tuple(kind for kind in eventmodel.CLASSES if kind != eventmodel.NONE)
"""What is told apart: 15 types, CONCEDE and RETREAT as YIELD, as in the development sentences."""
Span = tuple[int, int]
VECTOR_SHARE = 0.45
"""Length of each of the three vectors, where the hashed features together have one: the middle of .39 to .71 tried."""
_STAND_INS = {"<s>": "Alpha", "<t>": "Beta", "<name>": "Gamma", "<number>": "five"}
"""What the encoder reads for a mask."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a pair: ``names`` of features, ``words`` that tell, the masked ``middle`` and ``sentence``."""

    names: list[str]
    words: str
    middle: str
    sentence: str


def given(texts: Sequence[str], actors: Sequence[Span], recipients: Sequence[Span]) -> NDArray[np.float32]:
    """Float32 (texts, ``TYPES``): how likely each type is.

    Args:
        texts: English sentences.
        actors: characters [start, end) of who acts.
        recipients: of whom it is done to.
    """
    docs = parse(texts)
    pairs = [evidence(doc, a, r) for doc, a, r in zip(docs, actors, recipients, strict=True)]
    return probabilities([pair.names for pair in pairs], dense(pairs), trained())


def dense(pairs: Sequence[Evidence]) -> NDArray[np.float32]:
    """Float32 (pairs, 1536): static vector of the telling words, whole encoder on middle and sentence, weighted."""
    if not pairs:
        return np.zeros((0, 1536), np.float32)
    whole: NDArray[np.float32] = np.hstack(
        [
            VECTOR_SHARE * static_vectors([pair.words for pair in pairs]),
            VECTOR_SHARE * full_vectors([pair.middle for pair in pairs]),
            VECTOR_SHARE * full_vectors([pair.sentence for pair in pairs]),
        ]
    ).astype(np.float32)
    return whole


def probabilities(
    names: Sequence[Sequence[str]], vectors: NDArray[np.float32], weights: Weights
) -> NDArray[np.float32]:
    """Float32 (rows, ``TYPES``) of rows of features and vectors, see ``evidence`` and ``dense``."""
    if not names:
        return np.zeros((0, len(TYPES)), np.float32)
    scores = vectors @ weights.dense + weights.bias
    lengths = np.sqrt([max(1, len(row)) for row in names])
    return softmax((scores + sums(names, weights) / lengths[:, None]).astype(np.float32))


@lru_cache(maxsize=1)
def trained() -> Weights:
    """The weights that come with the package."""
    return load("given.npz")


def evidence(doc: Doc, actor: Span, recipient: Span) -> Evidence:
    """What a parsed sentence holds on its two spans."""
    names: list[str] = []
    telling: list[str] = []
    for frame in frames(doc, event_nouns()):
        role = _role(doc, frame, actor, recipient)
        if role:
            found = features.names(doc, frame)
            names += [f"{role}|{name}" for name in found] + [f"f|{name}" for name in found]
            telling.append(features.words(doc, frame))
    path = _path(doc, actor, recipient)
    names += [f"path={token.lemma_.lower()}" for token in path]
    names += [f"paths={a.lemma_.lower()}>{b.lemma_.lower()}" for a, b in pairwise(path)]
    masked = _masked(doc, actor, recipient)
    names += [f"w={word}" for word in set(masked)]
    names += [f"ww={a} {b}" for a, b in pairwise(masked)]
    between = _between(masked)
    names += [f"b={word}" for word in set(between)]
    names += [f"bb={a} {b}" for a, b in pairwise(between)]
    vector_words = " ".join(telling) or " ".join(token.lower_ for token in path) or " ".join(between)
    return Evidence(sorted(set(names)), vector_words, _readable(between), _readable(masked))


def _readable(words: Sequence[str]) -> str:
    return " ".join(_STAND_INS.get(word, word) for word in words)


def _role(doc: Doc, frame: Frame, actor: Span, recipient: Span) -> str:
    """How a frame holds the two spans: both in their places, crossed, both on one side, one of them, none."""
    acts = [_touch(item.chars(doc), actor) for item in frame.actors]
    acted = [_touch(item.chars(doc), recipient) for item in frame.actors]
    gets = [_touch(c.phrase.chars(doc), recipient) for c in frame.complements]
    got = [_touch(c.phrase.chars(doc), actor) for c in frame.complements]
    if any(acts) and any(gets):
        return "both"
    if any(acted) and any(got):
        return "crossed"
    if (any(acts) and any(acted)) or (any(gets) and any(got)):
        return "side"
    if any(acts):
        return "actor"
    return "recipient" if any(gets) else ""


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def head(doc: Doc, span: Span) -> Token | None:
    """The token of a span whose head lies outside it."""
    inside = [token for token in doc if token.idx < span[1] and span[0] < token.idx + len(token.text)]
    numbers = {token.i for token in inside}
    return next((token for token in inside if token.head.i not in numbers or token.head.i == token.i), None)


def _path(doc: Doc, actor: Span, recipient: Span) -> list[Token]:
    """Tokens on the way from one head up and down to the other, the heads left out."""
    start, end = head(doc, actor), head(doc, recipient)
    if start is None or end is None:
        return []
    ups = [start, *start.ancestors]
    downs = [end, *end.ancestors]
    shared = next((token for token in ups if any(token.i == other.i for other in downs)), None)
    if shared is None:
        return []
    rising = ups[: [u.i for u in ups].index(shared.i) + 1]
    falling = downs[: [d.i for d in downs].index(shared.i)]
    return [t for t in [*rising, *reversed(falling)] if t.i not in (start.i, end.i)]


def _masked(doc: Doc, actor: Span, recipient: Span) -> list[str]:
    words: list[str] = []
    for token in doc:
        span = (token.idx, token.idx + len(token.text))
        mark = "<s>" if _touch(span, actor) else "<t>" if _touch(span, recipient) else ""
        if not mark and token.tag_ in ("NNP", "NNPS"):
            mark = "<name>"
        if not mark and token.tag_ == "CD":
            mark = "<number>"
        word = mark or token.lemma_.lower()
        if not (mark and words and words[-1] == mark):
            words.append(word)
    return words


def _between(masked: list[str]) -> list[str]:
    """Words from one mask to the other with three on either side."""
    places = [i for i, word in enumerate(masked) if word in ("<s>", "<t>")]
    if len(places) < 2:
        return masked[:12]
    return masked[max(0, places[0] - 1) : places[-1] + 4]
