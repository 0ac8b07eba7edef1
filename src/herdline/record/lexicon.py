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
def by_role(name: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Entries of a list by language and role, of lines such as ``ru with: с со``; a ``~`` stands for a space in one."""
    found = {}
    for line in entries(name):
        head, listed = line.split(":", 1)
        lang, role = head.split()
        found[lang, role] = tuple(entry.replace("~", " ") for entry in listed.split())
    return found


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


def spelled(entry: str) -> str:
    """An entry as part of a pattern: a star for any letters, any space for a space."""
    return re.escape(entry.strip()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")


def _part(entry: str) -> str:
    word = spelled(entry)
    if _UNSPACED.search(entry):
        return word
    return rf"{word}\b" if word.startswith(r"\w*") else rf"\b{word}\b"
