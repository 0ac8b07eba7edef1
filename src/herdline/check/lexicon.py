"""Word lists of the check, from data/lexicon/: one entry a line, '#' starts a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_UNSPACED = re.compile(r"[\u3040-\u9fff]")


@cache
def lines(name: str) -> tuple[str, ...]:
    """Lines of a list that hold something, in its order."""
    text = files("herdline").joinpath(f"data/lexicon/{name}").read_text(encoding="utf-8")
    return tuple(line for line in (line.split("#", 1)[0].strip() for line in text.splitlines()) if line)


@cache
def classes(name: str) -> dict[str, tuple[str, ...]]:
    """Entries by language and class, of lines such as ``ru.said: сообщил*, сказал*``."""
    found = {}
    for line in lines(name):
        head, _, listed = line.partition(":")
        found[head] = tuple(filter(None, (entry.strip() for entry in listed.split(","))))
    return found


def any_of(entries: Iterable[str]) -> str:
    """A pattern of whole words and phrases, the longest first, without a way back; what nothing matches for none.

    A star stands for any letters, ``^`` for the beginning of the text; scripts without spaces have no whole words.
    """
    parts = [_part(entry) for entry in sorted(entries, key=len, reverse=True)]
    return f"(?>{'|'.join(parts)})" if parts else "(?!)"


def _part(entry: str) -> str:
    word = re.escape(entry.lstrip("^")).replace(r"\*", r"[\w-]*").replace(r"\ ", r"\s+")
    start = r"^\W*" if entry.startswith("^") else ""
    return start + (word if _UNSPACED.search(entry) else rf"(?<![\w-]){word}(?![\w-])")
