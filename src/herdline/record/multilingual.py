"""The encoder of languages without a parser: any script in, a vector for each piece of a sentence out.

Multilingual E5 (Wang et al. 2024; small: twelve layers of 384, the pieces of XLM-R) trained further by
tools/train_languages.py on sentences read in English and eight other languages. Weights in eight bits, vectors of
pieces in four, those of pieces that our languages do not use left out. Heads are read by ``encoder``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.encoder import LONGEST, Pieces, Read, Vectors, cut, graph

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

GRAPH, WEIGHTS = "languages.onnx", "languages.npz"
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE",
)  # fmt: skip
"""What a piece may tell."""
_FIRST, _LAST, _UNKNOWN = 0, 2, 3


@dataclass(frozen=True)
class Multilingual:
    """The graph, its heads, and the vectors of ``kept`` pieces (their numbers in XLM-R, rising)."""

    session: InferenceSession
    heads: dict[str, Vectors]
    kept: NDArray[np.int64]
    nibbles: NDArray[np.uint8]
    scales: NDArray[np.float16]


@lru_cache(maxsize=1)
def trained() -> Multilingual:
    """The encoder that comes with the package."""
    with as_file(files("herdline").joinpath("data")) as folder:
        return load(Path(folder))


def load(folder: Path) -> Multilingual:
    """An encoder from the folder it was written to."""
    with np.load(folder / WEIGHTS) as held:
        heads = {name[5:]: held[name].astype(np.float32) for name in held.files if name.startswith("head.")}
        kept = held["kept"].astype(np.int64)
        return Multilingual(graph(folder / GRAPH), heads, kept, held["nibbles"], held["scales"])


def pieces(text: str) -> Pieces:
    """SentencePieces as XLM-R cuts them, without the space that begins one; any script."""
    held = cut(text, "xlm_roberta_base.bin", (_FIRST, _LAST, _UNKNOWN))
    for place in range(len(held.starts)):
        while held.starts[place] < held.ends[place] - 1 and text[held.starts[place]].isspace():
            held.starts[place] += 1
    return held


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
        asked = {"words": words(cut.ids, model), "places_of": np.arange(len(cut.ids), dtype=np.int64)}
        found.append(Read(cut, model.session.run(["vectors"], asked)[0], model.heads))
    return found


def words(ids: Sequence[int], model: Multilingual) -> Vectors:
    """Float32 (pieces, dimensions): vectors of pieces; one that was left out is unknown."""
    asked = np.asarray(ids, np.int64)
    at = np.minimum(np.searchsorted(model.kept, asked), len(model.kept) - 1)
    at = np.where(model.kept[at] == asked, at, _UNKNOWN)
    packed = model.nibbles[at]
    both = np.stack([packed & 15, packed >> 4], axis=2).astype(np.float32) - 8  # (pieces, blocks, 2, 16)
    result: Vectors = (both * model.scales[at].astype(np.float32)[:, :, None, None]).reshape(len(asked), -1)
    return result
