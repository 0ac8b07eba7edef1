"""Encodings of files: byte order marks, UTF-16, and the national ones of Russian or Chinese tables."""

from __future__ import annotations

import codecs
import io
import re
from typing import IO, Any, BinaryIO, cast

from resiliparse.parse.encoding import detect_encoding

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")
"""What stands in no text of any script, but escapes and ends of lines and files do."""
_MOST_CONTROLS = 0.02
"""Random, packed or program bytes hold 0.17 to 0.65 of these, decoded as pages are; texts in ten encodings none."""
_LOOKED_AT = 100_000


def is_no_text(text: str) -> bool:
    """Whether what was decoded is not text of any language, but a picture, an archive, a program, random bytes."""
    head = text[:_LOOKED_AT]
    return len(_CONTROL.findall(head)) > _MOST_CONTROLS * len(head)


def plain_utf8(stream: BinaryIO) -> BinaryIO:
    """UTF-16 and byte order marks to plain UTF-8."""
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast(io.RawIOBase, stream))
    head = bytes(buffered.peek(4)[:4])
    if head.startswith(b"\xef\xbb\xbf"):
        buffered.read(3)
    elif head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return io.BufferedReader(_Utf16(buffered), 1 << 18)
    return cast(BinaryIO, buffered)


class _Utf16(io.RawIOBase):
    """UTF-16 as UTF-8, a piece at a time: a file that unpacks to gigabytes is never held whole."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-16")("replace").decode
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        while not self._waiting:
            part = self._stream.read(1 << 16)
            self._waiting = self._decode(part, not part).encode("utf-8", "replace")
            if not part:
                break
        count = min(len(target), len(self._waiting))
        target[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count


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
