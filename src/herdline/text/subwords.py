"""Pieces of words as transformers are fed with them, and their graphs, ready to run on one core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

LONGEST = 256
"""Pieces of a sentence that are read; what stands beyond is left to the other models."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of a text: ``ids`` with the marks of its two ends, ``starts`` the first character of each."""

    ids: list[int]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def at(self, character: int) -> int | None:
        """The piece that holds a character; None where none does."""
        place = int(np.searchsorted(self.starts, character, side="right"))
        return place if place and character < self.ends[place - 1] and place <= LONGEST - 2 else None

    def pieces_at(self, characters: Sequence[int]) -> NDArray[np.int64]:
        """The piece that holds each character; 0 where none does."""
        asked = np.asarray(characters, np.int64)
        places = np.searchsorted(self.starts, asked, side="right")
        held = (places > 0) & (places <= LONGEST - 2)
        held &= asked < self.ends[np.maximum(places, 1) - 1] if len(self.ends) else False
        return np.where(held, places, 0)

    def last(self, span: tuple[int, int]) -> int | None:
        """The last piece that begins in a span of characters [start, end): of a name, mostly its head."""
        place = int(np.searchsorted(self.starts, span[1], side="left"))
        return place if place and self.starts[place - 1] >= span[0] and place <= LONGEST - 2 else None


def graph(path: Path) -> InferenceSession:
    """An ONNX graph ready to run on one core: callers share out the cores."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def cut(text: str, cutter: str, marks: tuple[int, int, int]) -> Pieces:
    """Pieces of a text by one of blingfire's models; ``marks`` are the first, the last and the unknown piece."""
    import blingfire

    first, last, unknown = marks
    raw = text.encode("utf-8", "replace")
    ids, begun, ended = blingfire.utf8text_to_ids_with_offsets(_cutter(cutter), raw, max(1, len(raw)), unknown, True)
    # a piece may begin a byte ahead of the text, with the space that SentencePiece puts there
    starts, ends = np.maximum(np.array(begun, np.int64), 0), np.array(ended, np.int64) + 1
    if len(raw) != len(text):  # places count bytes
        begins = np.cumsum((np.frombuffer(raw, np.uint8) & 0xC0) != 0x80)
        starts, ends = begins[np.minimum(starts, len(raw) - 1)] - 1, begins[np.clip(ends, 1, len(raw)) - 1]
    return Pieces([first, *ids[: LONGEST - 2].tolist(), last], starts, ends)


@lru_cache(maxsize=2)
def _cutter(name: str) -> object:
    import blingfire

    return blingfire.load_model(str(Path(blingfire.__file__).with_name(name)))
