"""Texts as streams of abstract tokens: what recurs is looked for in these.

A stream is a text's tokens with names and numbers collapsed into slots, so that "all eyes will be on Xi" and "all eyes
will be on Modi" are one template, and a name alone never makes a line. Standing text and sentence ends break it.

Names are runs of capitalised words inside a sentence (and the same words at its beginning), with what hyphens tie in
between them (Rostov-on-Don). German and Luxembourgish capitalise every noun, Chinese, Japanese, Arabic, Hebrew, Thai
... have no capitals: there only numbers are slots, and that a line is more than a name is judged by how topical its
words are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numba import njit

from herdline.text.quotation import quoted_tokens
from herdline.text.tokens import CAPITAL, IDEOGRAPH, NUMBER, Tokens, tokenize

NAME_SLOT, NUMBER_SLOT = np.uint64(0x6E616D65), np.uint64(0x6E756D62)
"""Hashes of the two slots."""

_NOUN_CAPITALS = ("de", "lb")
_BREAK = 1  # a sentence, clause in brackets, or standing text ends before this token
_QUOTED = 2  # inside quotation marks
_SLOT = 4
_IDEO = 8


@dataclass(frozen=True)
class Streams:
    """Abstract tokens of a batch of texts, text after text; text ``i`` owns ``offsets[i]:offsets[i + 1]``.

    Attributes:
        hashes: uint64, the token's hash or a slot's.
        starts: int32, first character.
        ends: int32, one past the last.
        flags: uint8, see BREAKS, QUOTED, SLOT, IDEO.
        offsets: int64 (texts + 1,).
    """

    hashes: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    flags: np.ndarray
    offsets: np.ndarray

    @property
    def text_of(self) -> np.ndarray:
        """Int32: which text each token belongs to."""
        return np.repeat(np.arange(len(self.offsets) - 1, dtype=np.int32), np.diff(self.offsets))


BREAKS, QUOTED, SLOT, IDEO = _BREAK, _QUOTED, _SLOT, _IDEO


def streams(texts: pa.Array, langs: list[str | None], masked: list[tuple[int, int, int]] | None = None) -> Streams:
    """Streams of a batch.

    Args:
        texts: Arrow strings; nulls count as empty.
        langs: language of each text.
        masked: (text, first character, one past the last) of standing text; nothing in it recurs.
    """
    texts = texts.cast(pa.large_string()).fill_null("")
    tokens = tokenize(texts)
    breaks, tied = _breaks(texts, tokens)
    quoted = quoted_tokens(texts, tokens)
    hidden = np.zeros(len(tokens.hashes), np.bool_)
    for text, start, end in masked or ():
        part = slice(tokens.offsets[text], tokens.offsets[text + 1])
        hidden[part] |= (tokens.starts[part] >= start) & (tokens.ends[part] <= end)
    capitals = np.array([(lang or "")[:2] not in _NOUN_CAPITALS for lang in langs], np.bool_)
    size = len(tokens.hashes)
    out = (np.empty(size, np.uint64), np.empty(size, np.int32), np.empty(size, np.int32), np.empty(size, np.uint8))
    bounds = np.zeros(len(texts) + 1, np.int64)
    used = _collapse(
        tokens.hashes,
        tokens.starts,
        tokens.ends,
        tokens.kinds,
        tokens.offsets,
        breaks,
        tied,
        quoted,
        hidden,
        capitals,
        *out,
        bounds,
    )
    hashes, starts, ends, flags = (a[:used] for a in out)
    return Streams(hashes, starts, ends, flags, bounds)


def _breaks(texts: pa.Array, tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """What stands between each token and the one before it, two bool (tokens,).

    Whether a sentence or bracket ends, or a line breaks; whether a hyphen and nothing else ties the two.
    """
    buffers = texts.buffers()
    result, tied = np.zeros(len(tokens.hashes), np.bool_), np.zeros(len(tokens.hashes), np.bool_)
    if buffers[2] is None or not len(texts):
        return result, tied
    offsets = np.frombuffer(buffers[1], np.int64)[texts.offset : texts.offset + len(texts) + 1]
    _mark_breaks(np.frombuffer(buffers[2], np.uint8), offsets, tokens.starts, tokens.ends, tokens.offsets, result, tied)
    return result, tied


@njit(cache=True, nogil=True)
def _mark_breaks(data, offsets, starts, ends, bounds, result, tied):  # type: ignore[no-untyped-def]
    """A full stop breaks only before white space ("U.S." does not); commas and quotation marks never do."""
    for text in range(len(offsets) - 1):
        position, end = offsets[text], offsets[text + 1]
        token, last = bounds[text], bounds[text + 1]
        char, broken, stop, between, hyphens = 0, True, False, 0, 0
        while position < end and token < last:
            byte = data[position]
            width = 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            if char == starts[token]:
                result[token] = broken
                tied[token] = token > bounds[text] and between == 1 and hyphens == 1
                broken, stop, between, hyphens = False, False, 0, 0
                while char < ends[token]:
                    byte = data[position]
                    position += 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                    char += 1
                token += 1
                continue
            between += 1
            if width == 1:
                if byte == 0x2D:
                    hyphens += 1
                elif byte == 0x2E:
                    stop = True
                elif byte == 0x20 and stop:
                    broken = True
                elif (
                    byte == 0x0A
                    or byte == 0x21
                    or byte == 0x3F
                    or byte == 0x3A
                    or byte == 0x3B
                    or byte == 0x28
                    or byte == 0x29
                ):
                    broken = True
            elif width == 2:
                if (byte == 0xD8 and data[position + 1] == 0x9F) or (byte == 0xD8 and data[position + 1] == 0x9B):
                    broken = True  # Arabic question mark and semicolon
            elif width == 3:
                second, third = data[position + 1], data[position + 2]
                if byte == 0xE2 and second == 0x80 and (third == 0x90 or third == 0x91):
                    hyphens += 1
                elif byte == 0xE2 and second == 0x80 and (third == 0x93 or third == 0x94 or third == 0xA6):
                    broken = True  # dashes, ellipsis
                elif byte == 0xE3 and second == 0x80 and third == 0x82:
                    broken = True  # 。
                elif (
                    byte == 0xEF
                    and second == 0xBC
                    and (
                        third == 0x81
                        or third == 0x9F
                        or third == 0x9A
                        or third == 0x9B
                        or third == 0x88
                        or third == 0x89
                        or third == 0x8C
                    )
                ):
                    broken = True  # full-width ! ? : ; ( ) and the Chinese comma, which parts clauses
            position += width
            char += 1


@njit(cache=True, nogil=True)
def _collapse(  # type: ignore[no-untyped-def]
    hashes,
    starts,
    ends,
    kinds,
    offsets,
    breaks,
    tied,
    quoted,
    hidden,
    capitals,
    out_hash,
    out_start,
    out_end,
    out_flag,
    bounds,
):
    used = 0
    for text in range(len(offsets) - 1):
        first, last = offsets[text], offsets[text + 1]
        # words seen capitalised inside a sentence of this text are names at its beginning too
        named = np.empty(last - first, np.uint64)
        count = 0
        if capitals[text]:
            for i in range(first, last):
                if kinds[i] & CAPITAL and not breaks[i]:
                    named[count] = hashes[i]
                    count += 1
        names = np.sort(named[:count])
        # what hyphens tie from one capital to another is one name: Rostov-on-Don
        in_name = np.zeros(last - first, np.bool_)
        run = first
        for i in range(first, last):
            if not tied[i]:
                run = i
            if capitals[text] and i - run >= 2 and kinds[run] & CAPITAL and kinds[i] & CAPITAL:
                in_name[run - first : i - first + 1] = True
        pending = True  # the next token begins a new run
        for i in range(first, last):
            if hidden[i]:
                pending = True
                continue
            kind = kinds[i] & 3
            slot = np.uint64(0)
            if kind == NUMBER:
                slot = NUMBER_SLOT
            elif in_name[i - first]:
                slot = NAME_SLOT
            elif capitals[text] and kind != IDEOGRAPH and kinds[i] & CAPITAL:
                if not breaks[i]:
                    slot = NAME_SLOT
                else:
                    place = np.searchsorted(names, hashes[i])
                    if place < count and names[place] == hashes[i]:
                        slot = NAME_SLOT
            broken = breaks[i] or pending
            if (
                slot != 0
                and not broken
                and used > bounds[text]
                and out_hash[used - 1] == slot
                and out_flag[used - 1] & _SLOT
            ):
                out_end[used - 1] = ends[i]
                continue
            out_hash[used] = slot if slot != 0 else hashes[i]
            out_start[used], out_end[used] = starts[i], ends[i]
            flag = 0
            if broken:
                flag |= _BREAK
            if quoted[i]:
                flag |= _QUOTED
            if slot != 0:
                flag |= _SLOT
            if kind == IDEOGRAPH:
                flag |= _IDEO
            out_flag[used] = flag
            pending = False
            used += 1
        bounds[text + 1] = used
    return used
