"""What a whole sentence says of its events: a small transformer, beside the models that read words and parse alone.

MiniLM (Wang et al. 2020) trained further by tools/train_encoder.py, its weights in eight bits. It gives each piece of a
sentence a vector that knows the other pieces; seven heads read from them what a predicate tells, who does it to whom or
at home, how surely and when, who is for or against whom, and who is said to have said what. Each sentence is read
alone, so that its answers never depend on what it was batched with. English only: other scripts would fall to single
letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.models.hashing import softmax
from herdline.text.subwords import Pieces, cut, graph

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from threadpoolctl import ThreadpoolController

GRAPH, WEIGHTS = "encoder.onnx", "encoder.npz"
AUX = ("historical", "future", "hypothetical", "negation")
CERTAINTY = ("asserted", "reported", "alleged", "denied", "purported")
HIDDEN = 128
"""Units of the heads of two layers."""
_FIRST, _LAST, _UNKNOWN = 101, 102, 100
_TINY = 1e-6
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Encoder:
    """A graph that gives vectors and the heads that read them."""

    session: InferenceSession
    heads: dict[str, Vectors]


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence as it was read: ``vectors`` float32 (pieces, dimensions), ``heads`` the weights to read them with."""

    cut: Pieces
    vectors: Vectors
    heads: dict[str, Vectors]


@lru_cache(maxsize=1)
def trained() -> Encoder:
    """The encoder that comes with the package."""
    with as_file(files("herdline").joinpath("data")) as folder:
        return load(Path(folder))


def load(folder: Path) -> Encoder:
    """An encoder from the folder it was written to."""
    with np.load(folder / WEIGHTS) as held:
        return Encoder(graph(folder / GRAPH), {name: held[name].astype(np.float32) for name in held.files})


def one_thread() -> AbstractContextManager[object]:
    """A context in which NumPy's products run on one core: shared out over several, small ones take longer."""
    return _threads().limit(limits=1, user_api="blas")  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def pieces(text: str) -> Pieces:
    """WordPieces as BERT cuts them (lower case, accents off)."""
    return cut(text, "bert_base_tok.bin", (_FIRST, _LAST, _UNKNOWN))


def read(texts: Iterable[str], encoder: Encoder | None = None) -> list[Read]:
    """Each text alone through the encoder; the package's own when none is given."""
    encoder = encoder or trained()
    found = []
    for text in texts:
        cut = pieces(text)
        asked = {"pieces": np.array(cut.ids, np.int64), "places_of": np.arange(len(cut.ids), dtype=np.int64)}
        found.append(Read(cut, encoder.session.run(["vectors"], asked)[0], encoder.heads))
    return found


def events(held: Read, places: Sequence[int]) -> Vectors:
    """Float32 (places, ``eventmodel.CLASSES``): what the predicate that begins at each character tells; NaN beyond."""
    found = np.full((len(places), len(held.heads["event.bias"])), np.nan, np.float32)
    known, at = _known(held, places)
    if known:
        whole = np.repeat(held.vectors[:1], len(known), axis=0)
        found[known] = softmax(_linear(np.hstack([held.vectors[at], whole]), held.heads, "event"))
    return found


def judged(held: Read, place: int) -> tuple[Vectors, Vectors]:
    """Chances of each of ``AUX`` and of ``CERTAINTY`` for the event at a character; NaN beyond what was read."""
    at = held.cut.at(place)
    if at is None:
        return np.full(len(AUX), np.nan, np.float32), np.full(len(CERTAINTY), np.nan, np.float32)
    scores = _linear(np.concatenate([held.vectors[at], held.vectors[0]]), held.heads, "judged")
    modes = (1 / (1 + np.exp(-scores[: len(AUX)]))).astype(np.float32)
    return modes, _softmax(scores[len(AUX) :])


def pairs(held: Read, predicate: int, ends: Sequence[int]) -> Vectors:
    """Float32 (ends, ends): how likely the participant whose head begins at one character acts toward another.

    NaN where a place lies beyond what was read.
    """
    at = held.cut.at(predicate)
    chance = np.full((len(ends), len(ends)), np.nan, np.float32)
    known, places = _known(held, ends)
    if at is not None and known:
        chance[np.ix_(known, known)] = between(held, at, places)
    return chance


def between(held: Read, predicate: int, places: Sequence[int]) -> Vectors:
    """Float32 (places, places): the same for pieces by their numbers, piece 0 standing for the whole sentence."""
    first, width = held.heads["pair.0.weight"], held.vectors.shape[1]
    inside = held.vectors[list(places)]
    acting, given = inside @ first[:, width : 2 * width].T, inside @ first[:, 2 * width :].T
    base = first[:, :width] @ held.vectors[predicate] + held.heads["pair.0.bias"]
    inner = np.maximum(0, acting[:, None] + given[None] + base)
    scores = inner @ held.heads["pair.2.weight"][0] + held.heads["pair.2.bias"][0]
    result: Vectors = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return result


def home(held: Read, predicate: int, ends: Sequence[int]) -> Vectors:
    """Float32 (ends,): how likely the participant whose head begins there does it within its own state; NaN beyond."""
    at, chance = held.cut.at(predicate), np.full(len(ends), np.nan, np.float32)
    known, places = _known(held, ends)
    if at is not None and known:
        predicates, whole = (np.repeat(held.vectors[[piece]], len(known), axis=0) for piece in (at, 0))
        three = np.hstack([predicates, held.vectors[places], whole])
        chance[known] = 1 / (1 + np.exp(-_two_layers(three, held.heads, "home")[:, 0]))
    return chance


def attitude(held: Read, first: tuple[int, int], second: tuple[int, int]) -> Vectors:
    """Float32 (5,): chances of ``attitude.ANSWERS`` for two participants' spans; NaN beyond what was read."""
    ends = held.cut.last(first), held.cut.last(second)
    if ends[0] is None or ends[1] is None:
        return np.full(5, np.nan, np.float32)
    one, other, whole = held.vectors[ends[0]], held.vectors[ends[1]], held.vectors[0]
    there, back = (
        _two_layers(np.concatenate([*order, whole]), held.heads, "attitude") for order in ((one, other), (other, one))
    )
    return _softmax(np.array([0.0, there[0], back[0], there[1], back[1]], np.float32))


def cues(held: Read, starts: Sequence[int]) -> Vectors:
    """Float32 (tokens, ``cuemodel.CUE_LABELS``): logarithms of chances; 0 where a token lies beyond what was read."""
    found = np.zeros((len(starts), len(held.heads["cue.bias"])), np.float32)
    known, at = _known(held, starts)
    if known:
        found[known] = np.log(softmax(_linear(held.vectors[at], held.heads, "cue")) + _TINY)
    return found


def spans(held: Read, starts: Sequence[int], cue: Sequence[int]) -> Vectors:
    """Float32 (tokens, ``cuemodel.SPAN_LABELS`` but the last): the same of source and content of a cue.

    Args:
        held: the sentence.
        starts: first character of each of its tokens.
        cue: numbers of the tokens of the cue.
    """
    found = np.zeros((len(starts), len(held.heads["span.2.bias"])), np.float32)
    known, at = _known(held, starts)
    inside = [piece for number, piece in zip(known, at, strict=True) if number in cue]
    if inside:
        token = held.vectors[at]
        said = np.repeat(held.vectors[inside].mean(axis=0)[None], len(at), axis=0)
        scores = _two_layers(np.hstack([token, said, token * said]), held.heads, "span")
        found[known] = np.log(softmax(scores) + _TINY)
    return found


def _known(held: Read, places: Sequence[int]) -> tuple[list[int], list[int]]:
    """Which characters lie in what was read, and their pieces."""
    at = held.cut.pieces_at(places)
    known = np.flatnonzero(at)
    return known.tolist(), at[known].tolist()


def _linear(x: Vectors, heads: dict[str, Vectors], name: str) -> Vectors:
    result: Vectors = x @ heads[f"{name}.weight"].T + heads[f"{name}.bias"]
    return result


def _two_layers(x: Vectors, heads: dict[str, Vectors], name: str) -> Vectors:
    return _linear(np.maximum(0, _linear(x, heads, f"{name}.0")), heads, f"{name}.2")


def _softmax(scores: Vectors) -> Vectors:
    result: Vectors = softmax(scores[None])[0]
    return result
