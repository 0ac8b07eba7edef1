"""Linear-chain conditional random fields over hashed features (Lafferty et al. 2001): decoding, compiled.

A chain is a row of tokens, each with its features; the best row of labels is found by Viterbi's algorithm, its
probability by the forward algorithm. Weights are learnt by tools/chain_training.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numba import njit
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


def scores(features: NDArray[np.int32], ends: NDArray[np.int64], chain: Chain) -> NDArray[np.float32]:
    """Float32 (tokens, labels): the weights of each token's features, added up.

    Args:
        features: buckets of all tokens, one token behind the other.
        ends: where each token's begin, and one more for the end.
        chain: the weights.
    """
    return _scores(features, ends, chain.state)  # type: ignore[no-any-return]


def decode(state: NDArray[np.float32], chain: Chain) -> tuple[list[int], float]:
    """Numbers of the best labels of a row of tokens, and the probability of that row.

    Args:
        state: float32 (tokens, labels), see ``scores``; at least one token.
        chain: the weights that made it.
    """
    path, odds = _best(state, chain.moves)
    return path.tolist(), float(np.exp(min(0.0, odds)))


def marginals(state: NDArray[np.float32], chain: Chain) -> NDArray[np.float32]:
    """Float32 (tokens, labels): how likely each label of each token is."""
    return _marginals(state, chain.moves)  # type: ignore[no-any-return]


@njit(cache=True)
def _scores(features, ends, state):  # type: ignore[no-untyped-def]
    out = np.zeros((len(ends) - 1, state.shape[1]), np.float32)
    for t in range(len(out)):
        for at in range(ends[t], ends[t + 1]):
            for k in range(state.shape[1]):
                out[t, k] += state[features[at], k]
    return out


@njit(cache=True)
def _ahead(state, moves):  # type: ignore[no-untyped-def]
    """Logarithm of the sum over all rows of labels up to each token and label."""
    length, size = state.shape
    out = np.zeros((length, size), np.float64)
    out[0] = state[0]
    for t in range(1, length):
        for k in range(size):
            top = -1e300
            for j in range(size):
                top = max(top, out[t - 1, j] + moves[j, k])
            total = 0.0
            for j in range(size):
                total += np.exp(out[t - 1, j] + moves[j, k] - top)
            out[t, k] = top + np.log(total) + state[t, k]
    return out


@njit(cache=True)
def _best(state, moves):  # type: ignore[no-untyped-def]
    length, size = state.shape
    best, back = np.zeros((length, size), np.float64), np.zeros((length, size), np.int64)
    best[0] = state[0]
    for t in range(1, length):
        for k in range(size):
            here = 0
            for j in range(1, size):
                if best[t - 1, j] + moves[j, k] > best[t - 1, here] + moves[here, k]:
                    here = j
            back[t, k] = here
            best[t, k] = best[t - 1, here] + moves[here, k] + state[t, k]
    last = _ahead(state, moves)[length - 1]
    path = np.zeros(length, np.int64)
    path[length - 1] = best[length - 1].argmax()
    for t in range(length - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    top = last.max()
    return path, best[length - 1].max() - top - np.log(np.exp(last - top).sum())


@njit(cache=True)
def _marginals(state, moves):  # type: ignore[no-untyped-def]
    ahead, behind = _ahead(state, moves), np.zeros(state.shape, np.float64)
    length, size = state.shape
    for t in range(length - 2, -1, -1):
        for j in range(size):
            top = -1e300
            for k in range(size):
                top = max(top, moves[j, k] + state[t + 1, k] + behind[t + 1, k])
            total = 0.0
            for k in range(size):
                total += np.exp(moves[j, k] + state[t + 1, k] + behind[t + 1, k] - top)
            behind[t, j] = top + np.log(total)
    out = np.zeros(state.shape, np.float32)
    for t in range(length):
        row = np.exp(ahead[t] + behind[t] - (ahead[t] + behind[t]).max())
        out[t] = row / row.sum()
    return out


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
