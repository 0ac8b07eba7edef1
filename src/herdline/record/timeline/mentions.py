"""What the rooms of a timeline hand to one another."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A dated text: ``key`` tells it from others, ``sentences`` are [start, end) characters.

    ``headings`` is how many of the sentences stand ahead of the running text (heading, day).
    """

    key: str
    text: str
    published: datetime.date | None
    sentences: tuple[tuple[int, int], ...]
    headings: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that tells an event of the entity: [start, end) are its characters in the text ``key``.

    ``date`` is ISO 8601 cut to ``precision`` (day, month, year, about), "" where it is not known; ``basis`` says
    whether the text or the day of publication ("article") gives it. ``span`` holds the sentence's characters.
    ``side`` is agent or patient; ``by_name`` whether
    the entity is named there rather than meant by a pronoun; ``others`` the heads of the other participants.
    """

    key: str
    sentence: int
    span: tuple[int, int]
    token: int
    start: int
    end: int
    word: str
    lemma: str
    date: str
    precision: str
    basis: str
    side: str
    by_name: bool
    aux: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One event of a timeline; ``order`` counts dates from 1, and is 0 where the event has none."""

    order: int
    date: str
    precision: str
    mentions: tuple[Mention, ...]
