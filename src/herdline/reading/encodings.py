"""Encodings of files: byte order marks, UTF-16, and the national ones of Russian or Chinese tables."""

from __future__ import annotations

import io
from typing import IO, Any, BinaryIO, cast

from resiliparse.parse.encoding import detect_encoding


def plain_utf8(stream: BinaryIO) -> BinaryIO:
    """UTF-16 and byte order marks to plain UTF-8."""
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
    head = bytes(buffered.peek(4)[:4])
    if head.startswith(b"\xef\xbb\xbf"):
        buffered.read(3)
    elif head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return io.BytesIO(buffered.read().decode("utf-16", "replace").encode())
    return cast(BinaryIO, buffered)


def encoding_of(stream: IO[bytes]) -> str:
    """Encoding of a table, from its first 64 kB: UTF-8 where they are that, else what a detector says."""
    head = bytes(cast(Any, stream).peek(65536)[:65536]) if hasattr(stream, "peek") else b""
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        head[: max(0, len(head) - 4)].decode("utf-8")
    except UnicodeDecodeError:
        return detect_encoding(head) or "utf-8"
    return "utf-8"
