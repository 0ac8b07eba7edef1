"""Script-aware tokens with exact character offsets, straight from Arrow buffers.

Every step that compares texts works on these tokens, so that a word is the same thing for copies, stories
and lines. No Python object is made per token: a batch of texts becomes five flat NumPy arrays.

What a token is
    * a run of letters, digits and marks in scripts that put spaces between words (Latin, Cyrillic, Greek,
      Arabic, Hebrew, Devanagari, Hangul ...); an apostrophe between two letters belongs to the word;
    * one character in scripts that do not (Han, Kana, Thai, Lao, Khmer, Myanmar, Tibetan): kind IDEOGRAPH.

What is folded before hashing (offsets always point into the text as stored)
    case; composed accents to the base letter (é -> e, ё -> е, й -> и) and loose combining accents dropped, so
    that both Unicode forms of a text are equal; Arabic harakat and tatweel dropped, alef/yeh/teh-marbuta
    variants joined; full-width forms and all decimal digits to ASCII; soft hyphens and joiners dropped.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
from numba import njit

WORD, NUMBER, IDEOGRAPH = 0, 1, 2
"""Values of ``Tokens.kinds``. A NUMBER starts with a decimal digit ("21", "15th", "2022")."""

CAPITAL = 4
"""Flag added to a kind when the token's first character is an upper-case letter."""

_TABLE = 0x20000  # code points above are supplementary ideographs (0x20000-0x3FFFF) or not text
_OTHER, _LETTER, _DIGIT, _IDEOGRAPH, _SKIP, _APOSTROPHE = 0, 1, 2, 3, 4, 5
_UPPER = 8
_PAIR = np.uint64(0x9E3779B97F4A7C15)

_UNSPACED = (
    (0x0E00, 0x0E7F), (0x0E80, 0x0EFF), (0x0F00, 0x0FFF), (0x1000, 0x109F), (0x1780, 0x17FF),
    (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0xFF66, 0xFF9D),
)  # fmt: skip
_DROPPED = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x200B, 0x200F))
_DROPPED_SINGLE = (0x00AD, 0x0640, 0x0670, 0x2060, 0xFEFF)
_ARABIC = {0x0622: 0x0627, 0x0623: 0x0627, 0x0625: 0x0627, 0x0671: 0x0627, 0x0649: 0x064A, 0x0629: 0x0647,
           0x06CC: 0x064A, 0x06A9: 0x0643}  # fmt: skip


@dataclass(frozen=True)
class Tokens:
    """Tokens of a batch of texts, text after text.

    Text ``i`` owns the slice ``offsets[i]:offsets[i + 1]`` of the other arrays. Null texts own nothing.

    Attributes:
        hashes: uint64 (tokens,), hash of the folded token; equal tokens have equal hashes in every process.
        starts: int32 (tokens,), first character of the token in its text.
        ends: int32 (tokens,), one past its last character.
        kinds: uint8 (tokens,), WORD, NUMBER or IDEOGRAPH, plus the flag CAPITAL.
        offsets: int64 (texts + 1,).
    """

    hashes: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    kinds: np.ndarray
    offsets: np.ndarray

    def of(self, text: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Hashes, starts, ends and kinds of one text (views)."""
        part = slice(self.offsets[text], self.offsets[text + 1])
        return self.hashes[part], self.starts[part], self.ends[part], self.kinds[part]


def tokenize(texts: pa.Array | pa.ChunkedArray | list[str]) -> Tokens:
    """Split a column of texts into folded, hashed tokens.

    Args:
        texts: Arrow strings (any string type) or a list of str; nulls count as empty.

    Returns:
        The tokens of all texts, see ``Tokens``.
    """
    if isinstance(texts, list):
        # "surrogatepass" would let half characters from broken JSON through; they become the replacement sign.
        texts = pa.array([t if t is None else t.encode("utf-8", "replace").decode() for t in texts], pa.large_string())
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    if texts.type != pa.large_string():
        texts = texts.cast(pa.large_string())
    if texts.null_count:
        texts = texts.fill_null("")
    count = len(texts)
    buffers = texts.buffers()
    offsets = np.frombuffer(buffers[1], np.int64)[texts.offset : texts.offset + count + 1]
    data = np.frombuffer(buffers[2], np.uint8) if buffers[2] is not None else np.empty(0, np.uint8)
    classes, folds = _tables()
    most = int(offsets[-1] - offsets[0]) // 2 + count + 1 if count else 1
    hashes, starts = np.empty(most, np.uint64), np.empty(most, np.int32)
    ends, kinds = np.empty(most, np.int32), np.empty(most, np.uint8)
    bounds = np.zeros(count + 1, np.int64)
    used = _tokenize(data, offsets, classes, folds, hashes, starts, ends, kinds, bounds)
    return Tokens(hashes[:used], starts[:used], ends[:used], kinds[:used], bounds)


def joined(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """Hashes and ends, where a character of a script without spaces is taken together with the one after it."""
    hashes, ends = tokens.hashes.copy(), tokens.ends.copy()
    if len(hashes) < 2:
        return hashes, ends
    pair = ((tokens.kinds[:-1] & 3) == IDEOGRAPH) & ((tokens.kinds[1:] & 3) == IDEOGRAPH)
    pair &= tokens.ends[:-1] == tokens.starts[1:]
    text_ends = tokens.offsets[1:-1]
    text_ends = text_ends[(text_ends > 0) & (text_ends < len(hashes))]
    pair[text_ends - 1] = False
    at = np.flatnonzero(pair)
    hashes[at] = hashes[at] * _PAIR ^ (hashes[at + 1] >> np.uint64(7))
    ends[at] = tokens.ends[at + 1]
    return hashes, ends


def hash_word(word: str) -> int:
    """The hash that ``tokenize`` gives to a single word, for lexicons (unsigned 64 bit)."""
    tokens = tokenize([word])
    if len(tokens.hashes) != 1:
        raise ValueError(f"not a single token: {word!r}")
    return int(tokens.hashes[0])


@cache
def _tables() -> tuple[np.ndarray, np.ndarray]:
    """Class and folded form of each code point below ``_TABLE``."""
    classes, folds = np.zeros(_TABLE, np.uint8), np.arange(_TABLE, dtype=np.uint32)
    for code in range(_TABLE):
        if 0xD800 <= code < 0xE000:
            continue
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LM":
            classes[code] = _LETTER | (_UPPER if category in ("Lu", "Lt") else 0)
        elif category[0] == "N":
            classes[code] = _DIGIT if category == "Nd" else _LETTER
        if code > 0x7F or classes[code]:
            folds[code] = _fold(code, char)
    for low, high in _UNSPACED:
        for code in range(low, high + 1):
            # vowel signs and tone marks of Thai, Khmer ... cling to the character before them
            if classes[code] and unicodedata.category(chr(code)) != "Nd":
                classes[code] = _SKIP if unicodedata.category(chr(code))[0] == "M" else _IDEOGRAPH
    for low, high in _DROPPED:
        classes[low : high + 1] = _SKIP
    classes[list(_DROPPED_SINGLE)] = _SKIP
    classes[[0x27, 0x2019, 0x02BC, 0x2018]] = _APOSTROPHE
    return classes, folds


def _fold(code: int, char: str) -> int:
    if unicodedata.category(char) == "Nd":
        return 0x30 + unicodedata.decimal(char)
    if code in _ARABIC:
        return _ARABIC[code]
    compatible = unicodedata.normalize("NFKC", char)
    if len(compatible) == 1:
        char = compatible
    if not (0xAC00 <= ord(char) <= 0xD7A3 or 0x3040 <= ord(char) <= 0x30FF):  # Hangul and Kana stay composed
        char = unicodedata.normalize("NFD", char)[0]
    lowered = char.lower()
    return ord(lowered) if len(lowered) == 1 else ord(char)


@njit(cache=True, nogil=True)
def _mix(value):  # type: ignore[no-untyped-def]
    """splitmix64 finaliser (Steele, Lea, Flood 2014)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@njit(cache=True, nogil=True)
def _tokenize(data, offsets, classes, folds, hashes, starts, ends, kinds, bounds):  # type: ignore[no-untyped-def]
    used = 0
    for text in range(len(offsets) - 1):
        position, end = offsets[text], offsets[text + 1]
        char = 0  # index of the current character
        open_word = False
        pending_apostrophe = False
        last = 0  # one past the last character that belongs to the open word
        value = np.uint64(0)
        while position < end:
            byte = data[position]
            if byte < 0x80:
                code, position = np.uint32(byte), position + 1
            elif byte < 0xE0:
                code = (np.uint32(byte & 0x1F) << 6) | np.uint32(data[position + 1] & 0x3F)
                position += 2
            elif byte < 0xF0:
                code = (
                    (np.uint32(byte & 0x0F) << 12)
                    | (np.uint32(data[position + 1] & 0x3F) << 6)
                    | np.uint32(data[position + 2] & 0x3F)
                )
                position += 3
            else:
                code = (
                    (np.uint32(byte & 0x07) << 18)
                    | (np.uint32(data[position + 1] & 0x3F) << 12)
                    | (np.uint32(data[position + 2] & 0x3F) << 6)
                    | np.uint32(data[position + 3] & 0x3F)
                )
                position += 4
            if code < _TABLE:
                sort = classes[code]
                folded = folds[code]
            else:
                sort = np.uint8(_IDEOGRAPH) if code < 0x40000 else np.uint8(_OTHER)
                folded = code
            upper = sort & _UPPER
            sort = sort & np.uint8(7)
            if sort == _LETTER or sort == _DIGIT:
                if not open_word:
                    open_word = True
                    starts[used] = char
                    kinds[used] = (NUMBER if sort == _DIGIT else WORD) | (CAPITAL if upper else 0)
                    value = np.uint64(0x9E3779B97F4A7C15)
                value = (value ^ np.uint64(folded)) * np.uint64(0x100000001B3)
                value ^= value >> np.uint64(29)
                last = char + 1
                pending_apostrophe = False
            elif sort == _SKIP:
                if open_word:
                    last = char + 1
                elif used > bounds[text] and kinds[used - 1] == IDEOGRAPH and ends[used - 1] == char:
                    ends[used - 1] = char + 1
            elif sort == _APOSTROPHE and open_word and not pending_apostrophe:
                pending_apostrophe = True
            else:
                if open_word:
                    hashes[used], ends[used] = _mix(value), last
                    used += 1
                    open_word = False
                    pending_apostrophe = False
                if sort == _IDEOGRAPH:
                    starts[used], ends[used], kinds[used] = char, char + 1, IDEOGRAPH
                    hashes[used] = _mix((np.uint64(0x9E3779B97F4A7C15) ^ np.uint64(folded)) * np.uint64(0x100000001B3))
                    used += 1
            char += 1
        if open_word:
            hashes[used], ends[used] = _mix(value), last
            used += 1
        bounds[text + 1] = used
    return used
