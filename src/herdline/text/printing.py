"""Names of files as text that can be stored and shown.

An operating system lets a file be called by any bytes. Python keeps those that are no UTF-8 as lone surrogates, which
neither Arrow nor DuckDB nor a terminal takes.
"""

from __future__ import annotations

import re

_LONE = re.compile(r"[\ud800-\udfff]")


def printable(name: str) -> str:
    r"""The name with every byte that is no UTF-8 written as ``\xff``; all other names, of any script, as they are."""
    return _LONE.sub(_written, name)


def _written(found: re.Match[str]) -> str:
    number = ord(found.group())
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\\u{number:04x}"
