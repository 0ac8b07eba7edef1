"""Loops over the bytes of Arrow strings: hashes and word counts without a Python object a text."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numba import njit


def hashes(column: pa.Array) -> np.ndarray:
    """63-bit hash of each text, int64 (n,), never negative; null counts as empty. Equal in every process."""
    data, offsets = _buffers(column)
    result = np.empty(len(column), np.int64)
    _hash(data, offsets, result)
    return result


def combine(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """One 63-bit hash of two, order mattering."""
    a, b = first.astype(np.uint64), second.astype(np.uint64)
    mixed = (a * np.uint64(0x9E3779B97F4A7C15)) ^ (b + (a << np.uint64(6)) + (a >> np.uint64(2)))
    return (mixed >> np.uint64(1)).astype(np.int64)


def words(column: pa.Array) -> np.ndarray:
    """Words of each text, int32 (n,): runs between white space, each Chinese or Japanese character one."""
    data, offsets = _buffers(column)
    result = np.empty(len(column), np.int32)
    _words(data, offsets, result)
    return result


def _buffers(column: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    column = column.cast(pa.large_string()).fill_null("")
    _, offsets, data = column.buffers()
    starts = np.frombuffer(offsets, np.int64)[column.offset : column.offset + len(column) + 1]
    return (np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8)), starts


@njit(cache=True, nogil=True)
def _hash(data, offsets, result):
    """Eight bytes at a time through the splitmix64 finaliser (Steele, Lea, Flood 2014)."""
    for i in range(len(result)):
        start, end = offsets[i], offsets[i + 1]
        value = np.uint64(0x9E3779B97F4A7C15) ^ np.uint64(end - start)
        position = start
        while position < end:
            word = np.uint64(0)
            for k in range(min(8, end - position)):
                word |= np.uint64(data[position + k]) << np.uint64(8 * k)
            value ^= word
            value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            value ^= value >> np.uint64(31)
            position += 8
        result[i] = np.int64(value >> np.uint64(1))


@njit(cache=True, nogil=True)
def _words(data, offsets, result):
    for i in range(len(result)):
        count, inside = 0, False
        for position in range(offsets[i], offsets[i + 1]):
            byte = data[position]
            if byte <= 32:
                inside = False
            elif 0xE3 <= byte <= 0xE9:  # first byte of U+3000 to U+9FFF
                count += 1
                inside = False
            elif byte < 0x80 or byte >= 0xC0:
                if not inside:
                    count += 1
                inside = True
        result[i] = count
