"""One pass over the bytes of many texts: words, what needs cleaning, and a stable 64-bit hash.

Works on Arrow's buffers, so that reading costs no Python object per text. Counts are those of ``tokens.tokenize``
(a property test holds the two together), at several times its speed because nothing is folded or hashed.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
from numba import njit

from herdline.text.tokens import _tables

CONTROL, ANGLE, ENTITY, NEWLINE, PARAGRAPH, LOOSE = 1, 2, 4, 8, 16, 32
"""Flags: control characters; something like a tag; something like an entity; a line break; a blank line;
white space at an end, before a line break, or more than one blank line in a row."""

_APOSTROPHE, _IDEOGRAPH, _SKIP = 5, 3, 4
_RUN, _MARK, _THINK = 1, 2, 3
_ONES, _HIGHS = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_ONE, _TOP, _BYTE = np.uint64(1), np.uint64(7), np.uint64(8)


def survey(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Count the words of each text and flag what needs a closer look.

    Args:
        texts: Arrow strings; nulls count as empty.

    Returns:
        int32 words and uint8 flags, one each per text.
    """
    data, offsets = buffers(texts)
    words, flags = np.zeros(len(texts), np.int32), np.zeros(len(texts), np.uint8)
    classes, _ = _tables()
    _survey(data, offsets, classes, _plain(), words, flags)
    return words, flags


@cache
def _plain() -> np.ndarray:
    """Class of each byte that needs no thought: ASCII letters and digits, the apostrophe, and what parts words."""
    table = np.zeros(256, np.uint8)
    table[[c for c in range(128) if chr(c).isalnum()]] = _RUN
    table[ord("'")] = _MARK
    table[[*(c for c in range(32) if c != 9), ord("<"), ord("&"), *range(127, 256)]] = _THINK
    return table


def hash64(*columns: pa.Array) -> np.ndarray:
    """63-bit hash, never negative, of each row over string columns (MurmurHash64A, Appleby 2008), nulls as empty.

    The hash of a column is the seed of the next, so ("ab", "c") and ("a", "bc") differ.
    """
    seeds = np.full(len(columns[0]), np.uint64(0x5AD1E5), np.uint64)
    for column in columns:
        data, offsets = buffers(column)
        _murmur(data, offsets, seeds)
    return (seeds >> np.uint64(1)).view(np.int64)  # ids stand in commands, file names and JSON: no minus sign


def buffers(texts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """UTF-8 bytes (uint8) and offsets (int64, one more than texts) of a column of strings."""
    if texts.null_count:
        texts = texts.fill_null("")
    kind = np.int64 if texts.type == pa.large_string() else np.int32
    parts = texts.buffers()
    if len(texts) == 0 or parts[2] is None:
        return np.zeros(1, np.uint8), np.zeros(len(texts) + 1, np.int64)
    offsets = np.frombuffer(parts[1], kind)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    return np.frombuffer(parts[2], np.uint8), offsets


@njit(cache=True, nogil=True)
def _survey(data, offsets, classes, plain, words, flags):  # type: ignore[no-untyped-def]
    """Words are counted where they begin, by the classes of a character and the two before it, almost without branches.

    A letter begins a word unless a letter stands before it, or an apostrophe with a letter before that. ASCII goes
    eight bytes at a time, from and up to a byte that needs thought.
    """
    for text in range(len(offsets) - 1):
        begin, end = offsets[text], offsets[text + 1]
        position = begin
        count, flag, careful = 0, 0, begin
        last, before = 0, 0  # classes of the previous two characters: _RUN, _MARK (apostrophe) or 0
        if end > begin and (data[begin] <= 0x20 or data[end - 1] <= 0x20):
            flag |= LOOSE
        while position < end:
            byte = data[position]
            kind = plain[byte]
            if kind != _THINK and position >= careful and position + 8 <= end:
                careful = position + 8
                runs, mark = np.uint64(last == _RUN) << _TOP, np.uint64(last == _MARK) << _TOP
                earlier = np.uint64(before == _RUN) << _TOP
                start = position
                while position + 8 <= end:
                    odd, letters, marks = _eight(data, position)
                    if odd:
                        careful = position + 8
                        break
                    one, two = (letters << _BYTE) | runs, (letters << _BYTE << _BYTE) | (runs << _BYTE) | earlier
                    begun = letters & ~one & ~(((marks << _BYTE) | mark) & two)
                    count += int(((begun >> _TOP) * _ONES) >> np.uint64(56))
                    runs, earlier = (letters >> np.uint64(63)) << _TOP, ((letters >> np.uint64(55)) & _ONE) << _TOP
                    mark = (marks >> np.uint64(63)) << _TOP
                    position += 8
                if position > start:
                    last = _RUN if runs else (_MARK if mark else 0)
                    before = _RUN if earlier else 0
                    continue
            if kind != _THINK:
                count += (kind == _RUN) & (last != _RUN) & ((last != _MARK) | (before != _RUN))
                before, last = last, kind
                position += 1
                continue
            if byte < 0x80:
                flag |= _byte_flags(data, position, begin, end)
                before, last = last, 0
                position += 1
                continue
            if byte < 0xE0:
                code = (np.uint32(byte & 0x1F) << 6) | np.uint32(data[position + 1] & 0x3F)
                position += 2
                if code < 0xA0:
                    flag |= CONTROL
            elif byte < 0xF0:
                code = (
                    (np.uint32(byte & 0x0F) << 12)
                    | (np.uint32(data[position + 1] & 0x3F) << 6)
                    | np.uint32(data[position + 2] & 0x3F)
                )
                position += 3
                if code == 0xFEFF or code == 0x2028 or code == 0x2029:
                    flag |= CONTROL
            else:
                code = (
                    (np.uint32(byte & 0x07) << 18)
                    | (np.uint32(data[position + 1] & 0x3F) << 12)
                    | (np.uint32(data[position + 2] & 0x3F) << 6)
                    | np.uint32(data[position + 3] & 0x3F)
                )
                position += 4
            if code < 0x20000:
                sort = classes[code] & 7
            else:
                sort = _IDEOGRAPH if code < 0x40000 else 0
            if sort == _SKIP:
                continue
            kind = _RUN if sort == 1 or sort == 2 else (_MARK if sort == _APOSTROPHE else 0)
            count += (kind == _RUN) & (last != _RUN) & ((last != _MARK) | (before != _RUN))
            count += sort == _IDEOGRAPH
            before, last = last, kind
        words[text] = count
        flags[text] = flag


@njit(cache=True, nogil=True)
def _eight(data, position):  # type: ignore[no-untyped-def]
    """Whether one of eight bytes needs thought; if none, the high bit of each letter or digit, and of each apostrophe.

    What needs thought is told by ``_plain``; tabs are taken so too. Below 128 adding 128 - n to a byte sets its
    high bit where it is n or more, and never reaches the next byte.
    """
    word, place = np.uint64(0), np.uint64(position)  # unsigned: see _murmur
    for i in range(8):
        word |= np.uint64(data[place + np.uint64(i)]) << np.uint64(8 * i)
    odd = word | ~(word + _ONES * np.uint64(0x80 - 0x20)) | (word + _ONES)
    odd |= ~((word ^ (_ONES * np.uint64(0x3C))) + _ONES * np.uint64(0x7F))
    odd |= ~((word ^ (_ONES * np.uint64(0x26))) + _ONES * np.uint64(0x7F))
    small = word | (_ONES * np.uint64(0x20))
    letters = (small + _ONES * np.uint64(0x80 - 0x61)) & ~(small + _ONES * np.uint64(0x80 - 0x7B))
    letters |= (word + _ONES * np.uint64(0x80 - 0x30)) & ~(word + _ONES * np.uint64(0x80 - 0x3A))
    marks = ~((word ^ (_ONES * np.uint64(0x27))) + _ONES * np.uint64(0x7F))
    return odd & _HIGHS, letters & _HIGHS, marks & _HIGHS


@njit(cache=True, nogil=True)
def _byte_flags(data, position, begin, end):  # type: ignore[no-untyped-def]
    """Flags of one ASCII character that may need cleaning."""
    byte = data[position]
    if byte == 10:
        flag = NEWLINE
        if position > begin:
            previous = data[position - 1]
            if previous == 32 or previous == 9:
                flag |= LOOSE
            elif previous == 10:
                flag |= PARAGRAPH
                if position > begin + 1 and data[position - 2] == 10:
                    flag |= LOOSE
        return flag
    after = data[position + 1] if position + 1 < end else 0
    if byte == 0x3C:
        return ANGLE if after >= 0x41 or after == 0x2F or after == 0x21 else 0
    if byte == 0x26:
        return ENTITY if after == 0x23 or (0x41 <= after <= 0x7A) else 0
    return CONTROL


@njit(cache=True, nogil=True)
def _murmur(data, offsets, seeds):  # type: ignore[no-untyped-def]
    m = np.uint64(0xC6A4A7935BD1E995)
    r = np.uint64(47)
    for text in range(len(offsets) - 1):
        position, end = offsets[text], offsets[text + 1]
        h = seeds[text] ^ (np.uint64(end - position) * m)
        while position + 8 <= end:
            k, place = np.uint64(0), np.uint64(position)  # unsigned: one load instead of eight with their checks
            for i in range(8):
                k |= np.uint64(data[place + np.uint64(i)]) << np.uint64(8 * i)
            k *= m
            k ^= k >> r
            k *= m
            h = (h ^ k) * m
            position += 8
        if position < end:
            k = np.uint64(0)
            for i in range(end - position):
                k |= np.uint64(data[position + i]) << np.uint64(8 * i)
            h = (h ^ k) * m
        h ^= h >> r
        h *= m
        h ^= h >> r
        seeds[text] = h


def edges(texts: pa.Array, head: int, tail: int) -> tuple[pa.Array, pa.Array]:
    """Beginning and end of each text, at most ``head`` and ``tail`` bytes, cut between characters.

    A text no longer than ``head`` has no end of its own (""): nothing is handed out twice.
    """
    data, offsets = buffers(texts)
    starts, ends = offsets[:-1], offsets[1:]
    first_end = np.minimum(ends, starts + head)
    last_start = np.where(ends - starts > head, np.maximum(first_end, ends - tail), ends)
    _between(data, first_end, ends, -1)
    _between(data, last_start, ends, 1)
    return _cut(data, starts, first_end), _cut(data, last_start, ends)


def _cut(data: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> pa.Array:
    offsets = np.zeros(len(starts) + 1, np.int32)
    np.cumsum(ends - starts, out=offsets[1:])
    out = np.empty(int(offsets[-1]), np.uint8)
    _copy(data, starts, offsets, out)
    return pa.StringArray.from_buffers(len(starts), pa.py_buffer(offsets), pa.py_buffer(out))


@njit(cache=True, nogil=True)
def _between(data, positions, ends, step):  # type: ignore[no-untyped-def]
    """Move each position that points into a character to its first byte (step -1) or behind it (step 1)."""
    for i in range(len(positions)):
        while positions[i] < ends[i] and (data[positions[i]] & 0xC0) == 0x80:
            positions[i] += step


@njit(cache=True, nogil=True)
def _copy(data, starts, offsets, out):  # type: ignore[no-untyped-def]
    for i in range(len(starts)):
        size = offsets[i + 1] - offsets[i]
        out[offsets[i] : offsets[i + 1]] = data[starts[i] : starts[i] + size]
