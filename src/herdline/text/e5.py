"""Sentence vectors of multilingual E5: what two wordings of one fact have in common, in any of a hundred languages.

E5 small (Wang et al. 2024; twelve layers of 384) with its own weights in eight bits, made by tools/e5_sentences.py. It
was taught to bring together what means the same and does so better than the model of ``vectors``, at four to five
times the cost. A sentence is the mean of its pieces, less the mean of its language: what all sentences of a language
have in common tells nothing. The vectors of pieces are those of the encoder of languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from herdline.text.subwords import Pieces, cut, graph

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

DIMENSIONS = 384
GRAPH, MEANS, PIECES = "e5.onnx", "e5.npz", "languages.npz"
_FIRST, _LAST, _UNKNOWN = 0, 2, 3
_PREFIX = "query: "
"""What the model was taught to find ahead of each of two texts of one kind."""
Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class PieceVectors:
    """The vectors of ``kept`` pieces (their numbers in XLM-R, rising), in four bits and a scale for each 32."""

    kept: NDArray[np.int64]
    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float16]

    @staticmethod
    def of(held: Any) -> PieceVectors:
        """Those of an open ``languages.npz``."""
        return PieceVectors(held["kept"].astype(np.int64), held["nibbles"], held["scales"])

    def words(self, ids: Sequence[int]) -> Vectors:
        """Float32 (pieces, dimensions): vectors of pieces; one that was left out is unknown."""
        asked = np.asarray(ids, np.int64)
        at = np.minimum(np.searchsorted(self.kept, asked), len(self.kept) - 1)
        at = np.where(self.kept[at] == asked, at, _UNKNOWN)
        packed = self.nibbles[at]
        both = np.stack([packed & 15, packed >> 4], axis=2).astype(np.float32) - 8  # (pieces, blocks, 2, 16)
        result: Vectors = (both * self.scales[at].astype(np.float32)[:, :, None, None]).reshape(len(asked), -1)
        return result


@dataclass(frozen=True)
class _Model:
    session: InferenceSession
    pieces: PieceVectors
    means: dict[str, Vectors]


def pieces(text: str) -> Pieces:
    """SentencePieces as XLM-R cuts them, without the space that begins one; any script."""
    held = cut(text, "xlm_roberta_base.bin", (_FIRST, _LAST, _UNKNOWN))
    for place in range(len(held.starts)):
        while held.starts[place] < held.ends[place] - 1 and text[held.starts[place]].isspace():
            held.starts[place] += 1
    return held


def sentence_vectors(texts: Sequence[str], langs: Sequence[str]) -> Vectors:
    """Float32 (texts, 384), rows of length 1: the meaning of each sentence, its language's mean taken off.

    Each alone, so that its vector never depends on its neighbours; some eight milliseconds each on one core. A
    language whose mean is not known has that of all.
    """
    model = _trained()
    means = np.stack([model.means.get(lang, model.means[""]) for lang in langs]) if texts else 0
    found = plain_vectors(texts, model.session, model.pieces) - means
    result: Vectors = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
    return result


def plain_vectors(texts: Sequence[str], session: InferenceSession, held: PieceVectors) -> Vectors:
    """Float32 (texts, 384), rows of length 1, as the model gives them."""
    found = np.zeros((len(texts), DIMENSIONS), np.float32)
    for row, text in enumerate(texts):
        ids = cut(_PREFIX + text, "xlm_roberta_base.bin", (_FIRST, _LAST, _UNKNOWN)).ids
        asked = {"words": held.words(ids), "places_of": np.arange(len(ids), dtype=np.int64)}
        found[row] = session.run(["vectors"], asked)[0].mean(axis=0)
    result: Vectors = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-6)
    return result


@lru_cache(maxsize=1)
def piece_vectors() -> PieceVectors:
    """Those of the package, once for all that read them."""
    with as_file(files("herdline").joinpath("data")) as folder, np.load(Path(folder) / PIECES) as held:
        return PieceVectors.of(held)


@lru_cache(maxsize=1)
def _trained() -> _Model:
    with as_file(files("herdline").joinpath("data")) as folder:
        with np.load(Path(folder) / MEANS) as held:
            means = {str(lang): mean for lang, mean in zip(held["langs"], held["means"], strict=True)}
        return _Model(graph(Path(folder) / GRAPH), piece_vectors(), means)
