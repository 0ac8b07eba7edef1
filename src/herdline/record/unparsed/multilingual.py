"""The encoder of languages without a parser: any script in, a vector for each piece of a sentence out.

Multilingual E5 (Wang et al. 2024; small: twelve layers of 384, the pieces of XLM-R) trained further by
tools/train_languages.py on sentences read in English and eight other languages. Weights in eight bits, vectors of
pieces in four, those of pieces that our languages do not use left out. Heads are read by ``encoder``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from herdline.record.models.encoder import Read, Vectors
from herdline.text.e5 import PieceVectors, piece_vectors, pieces
from herdline.text.subwords import LONGEST, Pieces, graph

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

GRAPH, WEIGHTS = "languages.onnx", "languages.npz"
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE",
)  # fmt: skip
"""What a piece may tell."""


@dataclass(frozen=True)
class Multilingual:
    """The graph, its heads, and the vectors of pieces."""

    session: InferenceSession
    heads: dict[str, Vectors]
    pieces: PieceVectors


@lru_cache(maxsize=1)
def trained() -> Multilingual:
    """The encoder that comes with the package."""
    with as_file(files("herdline").joinpath("data")) as folder:
        return load(Path(folder), piece_vectors())


def load(folder: Path, pieces: PieceVectors | None = None) -> Multilingual:
    """An encoder from the folder it was written to; ``pieces`` are those of its file if they were read before."""
    with np.load(folder / WEIGHTS) as held:
        heads = {name[5:]: held[name].astype(np.float32) for name in held.files if name.startswith("head.")}
        return Multilingual(graph(folder / GRAPH), heads, pieces or PieceVectors.of(held))


def beginnings(text: str, cut: Pieces) -> list[int]:
    """First characters of the pieces that may be a predicate: those that begin a word, in Chinese all."""
    found = []
    for start, end in zip(cut.starts[: LONGEST - 2].tolist(), cut.ends.tolist(), strict=False):
        inside = text[start:end]
        if inside[:1].isalpha() and (start == 0 or not text[start - 1].isalpha() or inside[0] >= "\u2e80"):
            found.append(start)
    return list(dict.fromkeys(found))  # the mark of a beginning may stand alone ahead of its word


def read(texts: Iterable[str], model: Multilingual | None = None) -> list[Read]:
    """Each text alone through the encoder; the package's own when none is given."""
    model = model or trained()
    found = []
    for text in texts:
        cut = pieces(text)
        asked = {"words": model.pieces.words(cut.ids), "places_of": np.arange(len(cut.ids), dtype=np.int64)}
        found.append(Read(cut, model.session.run(["vectors"], asked)[0], model.heads))
    return found
