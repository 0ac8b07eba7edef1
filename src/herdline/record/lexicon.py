"""Word lists of the record, from data/lexicon/: one entry a line, '#' starts a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_UNSPACED = re.compile(r"[\u3040-\u9fff]")


@cache
def entries(name: str) -> tuple[str, ...]:
    """Entries of a list, in its order."""
    text = files("herdline").joinpath(f"data/lexicon/{name}").read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def event_nouns() -> frozenset[str]:
    """Lemmas of nouns that can tell an event by themselves ("annexation")."""
    return frozenset(entries("event_nouns.txt"))


def any_of(words: str) -> re.Pattern[str]:
    """Words and phrases parted by commas; a star at the end of a word stands for any ending."""
    parts = [re.escape(word.strip()).replace(r"\*", r"\w*") for word in words.split(",") if word.strip()]
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b", re.IGNORECASE)


def pattern_of(listed: Iterable[str]) -> re.Pattern[str]:
    """Entries in any script, any case: whole words in scripts with spaces, a star for any ending (or beginning)."""
    return re.compile("|".join(map(_part, listed)), re.IGNORECASE)


def _part(entry: str) -> str:
    word = re.escape(entry.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    if _UNSPACED.search(entry):
        return word
    return rf"{word}\b" if word.startswith(r"\w*") else rf"\b{word}\b"
