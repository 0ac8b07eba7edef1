"""Events, positions, quotes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from herdline.results.base import Record


@dataclass(frozen=True)
class Participant(Record):
    """An actor or recipient: ``text`` as written, ``name`` whom it means, ``code`` and ``sector`` of docs/record.md."""

    text: str
    name: str
    code: str
    sector: str
    id: str


@dataclass(frozen=True)
class Event(Record):
    """An event of the record; see schema.record.EVENTS for meanings."""

    id: int
    type: str
    mode: str
    context: tuple[str, ...]
    aux: tuple[str, ...]
    quad: str
    score: float
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    date: str
    date_precision: str
    place: str
    certainty: str
    speaker: str
    polarity: str
    factuality: float
    probability: float
    article: int
    outlet: str
    published: datetime | None
    start: int
    end: int
    sentence: str
    reports: int
    mentions: int


@dataclass(frozen=True)
class Position(Record):
    """A standing position: who is for or against what, since when, by which sentences."""

    holder: str
    holder_name: str
    kind: str
    target: str
    target_name: str
    stance: str
    since: str
    conflicting: bool
    reports: int
    changes: tuple[str, ...]
    article: int
    outlet: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True)
class Quote(Record):
    """Words ascribed to somebody: ``content`` as written, ``kind`` direct, mixed or indirect.

    ``start`` and ``end`` span the content in the article's text; ``speaker`` is the full name where the article gives
    one, ``speaker_text`` what stands at this place.
    """

    speaker: str
    speaker_text: str
    cue: str
    content: str
    kind: str
    article: int
    outlet: str
    published: datetime | None
    start: int
    end: int
