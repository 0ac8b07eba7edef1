"""Which tokens stand inside quotation marks, in the marks of all scripts."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numba import njit

from herdline.text.tokens import Tokens

# opening mark -> the marks that close it
_PAIRS = {
    0x201C: (0x201D,),  # “ ”
    0x201E: (0x201C, 0x201D),  # „ “ and „ ”
    0x201D: (0x201D,),  # ” ” (Swedish, Finnish)
    0x00AB: (0x00BB,),  # « »
    0x00BB: (0x00AB,),  # » «
    0x300C: (0x300D,),  # 「 」
    0x300E: (0x300F,),  # 『 』
    0xFF02: (0xFF02,),  # full-width straight mark
    0x0022: (0x0022,),
}
_OPENERS = np.array([o for o, closers in _PAIRS.items() if closers], np.uint32)
_CLOSERS = np.array([(c + c)[:2] for c in _PAIRS.values() if c], np.uint32)


def quoted_tokens(texts: pa.Array, tokens: Tokens) -> np.ndarray:
    """Bool (tokens,): inside quotation marks. An unclosed quotation ends with its paragraph line.

    Speech over several paragraphs repeats the opening mark on each, so closing at the line's end loses none of it.
    Han and Kana marks, guillemets and the German low mark count; single marks do not (they are apostrophes too).

    Args:
        texts: large_string array without nulls.
        tokens: what ``tokenize`` made of it.
    """
    buffers = texts.buffers()
    inside = np.zeros(len(tokens.hashes), np.bool_)
    if buffers[2] is None or not len(texts):
        return inside
    offsets = np.frombuffer(buffers[1], np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(buffers[2], np.uint8)
    _mark(data, offsets, tokens.starts, tokens.offsets, _OPENERS, _CLOSERS, inside)
    return inside


@njit(cache=True, nogil=True)
def _mark(data, offsets, starts, bounds, openers, closers, inside):  # type: ignore[no-untyped-def]
    for text in range(len(offsets) - 1):
        position, end = offsets[text], offsets[text + 1]
        token, last = bounds[text], bounds[text + 1]
        char = 0
        mark = -1  # which opener is open
        while position < end and token < last:
            byte = data[position]
            if token < last and starts[token] == char:
                inside[token] = mark >= 0
                token += 1
            if byte < 0x80:
                position += 1
                if byte == 0x0A:
                    mark = -1
                elif byte != 0x22:
                    char += 1
                    continue
                code = np.uint32(byte)
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
                code = np.uint32(0)
                position += 4
            char += 1
            if mark >= 0:
                if code == closers[mark, 0] or code == closers[mark, 1]:
                    mark = -1
            else:
                for opener in range(len(openers)):
                    if code == openers[opener]:
                        mark = opener
                        break
