"""Linear-chain conditional random fields over hashed features (Lafferty et al. 2001): decoding in NumPy.

A chain is a row of tokens, each with names of features; the best row of labels is found by Viterbi's algorithm, its
probability by the forward algorithm. Weights are learnt by tools/chain_training.py.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 20
"""More than the record's other models need: features of tokens are many, and few of them are kept."""
_FORBIDDEN = -1e4


@dataclass(frozen=True)
class Chain:
    """``labels``; ``state`` float32 (buckets, labels); ``moves`` float32 (labels, labels), from row to column."""

    labels: tuple[str, ...]
    state: NDArray[np.float32]
    moves: NDArray[np.float32]


def buckets(names: Sequence[str]) -> list[int]:
    """Column of each name."""
    return [zlib.crc32(name.encode()) % BUCKETS for name in names]


def scores(rows: Sequence[Sequence[str]], chain: Chain) -> NDArray[np.float32]:
    """Float32 (tokens, labels): the weights of each token's features, added up."""
    held = [buckets(row) for row in rows]
    flat = np.array([column for row in held for column in row], np.int64)
    ends = np.cumsum([len(row) for row in held])
    added = np.add.reduceat(chain.state[flat], np.concatenate([[0], ends[:-1]]), axis=0)
    return added.astype(np.float32)


def decode(state: NDArray[np.float32], chain: Chain) -> tuple[list[int], float]:
    """Numbers of the best labels of a row of tokens, and the probability of that row.

    Args:
        state: float32 (tokens, labels), see ``scores``; at least one token.
        chain: the weights that made it.
    """
    best, total = state[0], state[0]
    back = np.zeros(state.shape, np.int64)
    for place in range(1, len(state)):
        options = best[:, None] + chain.moves
        back[place] = options.argmax(axis=0)
        best = options.max(axis=0) + state[place]
        total = _log_sum(total[:, None] + chain.moves) + state[place]
    label = int(best.argmax())
    odds = float(best[label] - _log_sum(total[:, None])[0])
    path = [label]
    for place in range(len(state) - 1, 0, -1):
        label = int(back[place, label])
        path.append(label)
    return path[::-1], float(np.exp(min(0.0, odds)))


def marginals(state: NDArray[np.float32], chain: Chain) -> NDArray[np.float32]:
    """Float32 (tokens, labels): how likely each label of each token is."""
    ahead, behind = [state[0]], [np.zeros(state.shape[1], np.float32)]
    for row in state[1:]:
        ahead.append(_log_sum(ahead[-1][:, None] + chain.moves) + row)
    for row in state[:0:-1]:
        behind.append(_log_sum((chain.moves + row + behind[-1]).T))
    logs = np.stack(ahead) + np.stack(behind[::-1])
    logs -= logs.max(axis=1, keepdims=True)
    odds = np.exp(logs)
    result: NDArray[np.float32] = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
    return result


def fixed(state: NDArray[np.float32], chain: Chain, places: Sequence[int], label: str) -> NDArray[np.float32]:
    """The same scores where these tokens must have that label and no others may."""
    result = state.copy()
    column = chain.labels.index(label)
    result[:, column] = _FORBIDDEN
    result[list(places), :] = _FORBIDDEN
    result[list(places), column] = 0.0
    return result


def load(name: str) -> Chain:
    """A chain of the package's weights."""
    with files("herdline").joinpath(f"data/{name}").open("rb") as file, np.load(file) as held:
        moves = held["moves"].astype(np.float32)
        state = np.zeros((BUCKETS, len(moves)), np.float32)
        state[held["rows"].cumsum()[:, None], held["columns"]] = held["state"].astype(np.float32) * held["step"]
        return Chain(tuple(str(label) for label in held["labels"]), state, moves)


def save(path: Path, chain: Chain, least: float) -> int:
    """Write a chain, each weight as one of 255 steps, without rows of which none exceeds ``least``; bytes written."""
    rows = np.flatnonzero(np.abs(chain.state).max(axis=1) > least)
    columns = np.flatnonzero(np.abs(chain.state[rows]).max(axis=0) > 0)  # the reference label has none
    kept = chain.state[rows][:, columns]
    step = np.float32(np.abs(kept).max() / 127)
    np.savez_compressed(
        path, labels=np.array(chain.labels), rows=np.diff(rows, prepend=0).astype(np.int32), columns=columns,
        state=np.round(kept / step).astype(np.int8), step=step, moves=chain.moves,
    )  # fmt: skip
    return path.stat().st_size


def _log_sum(values: NDArray[np.float32]) -> NDArray[np.float32]:
    top = values.max(axis=0)
    result: NDArray[np.float32] = top + np.log(np.exp(values - top).sum(axis=0))
    return result
