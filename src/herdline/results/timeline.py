"""Timelines: what an entity did and what was done to it, in order of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from herdline.results.base import Record


@dataclass(frozen=True)
class TimelineMention(Record):
    """A word that tells an event: [start, end) are its characters in the article's text."""

    article: int
    outlet: str
    published: datetime | None
    start: int
    end: int
    word: str
    sentence: str


@dataclass(frozen=True)
class TimelineEvent(Record):
    """One event of a timeline.

    ``order`` counts dates from 1, 0 without a date. ``date`` is ISO 8601 cut to ``precision`` (day, month, year,
    about); ``basis`` is text where a time expression gives it, article where it is the day of publication, none.
    ``side`` is what the entity is in it, agent or patient. ``types`` are PLOVER types that the record codes in the same
    sentence, ``reports`` counts independent families. ``told`` are the mentions; the first stands for the event:
    ``article``, ``start``, ``end`` are its own. ``source`` is text, or record for an event that only the record has;
    its [start, end) then spans the sentence and ``word`` is its type.
    """

    order: int
    date: str
    precision: str
    basis: str
    word: str
    side: str
    source: str
    aux: tuple[str, ...]
    types: tuple[str, ...]
    reports: int
    mentions: int
    article: int
    outlet: str
    published: datetime | None
    start: int
    end: int
    sentence: str
    told: tuple[TimelineMention, ...]
