"""What the rooms of the record hand to one another. Offsets are characters into the text that was given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Actor:
    """A mention of a political actor: ``text`` is what stands at [start, end), ``name`` whom it means.

    ``code`` is an ISO 3166 alpha-3 state or one of the codes in docs/record.md (EUU, NAT, DPR, "REB:COL", XXX);
    ``sector`` a PLOVER sector (GOV, MIL ...) or ""; ``id`` the key of the person or body in our tables, or "". A name
    that means two has both codes ("DPR+LPR": the Donbas republics) until ``each`` takes them apart.
    """

    start: int
    end: int
    text: str
    name: str
    code: str
    sector: str = ""
    id: str = ""


def each(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Actors with one code each."""
    return tuple(replace(who, code=code) for who in actors for code in who.code.split("+"))


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TimeML value (TIMEX3, Pustejovsky et al. 2003).

    ``date`` is ISO 8601 cut to ``precision`` (2022-06-17, 2022-06, 2022), "" where it names no calendar date;
    ``precision`` is day, month, year or about; ``kind`` is DATE, TIME, DURATION or SET.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str
    date: str = ""
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said, thought or denied what (Pareti 2012; PolNeAR, Newell et al. 2018).

    Each span is a tuple of [start, end) pieces, as content may stand on both sides of its cue; ``source`` is empty
    where none is named. ``kind`` is direct, mixed or indirect. ``probability`` is how likely the three spans are right
    within the cue's sentence.
    """

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]
    kind: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """How surely an event stands: ``certainty`` is asserted, reported, alleged, denied or purported.

    ``aux`` holds PLOVER's auxiliary modes (historical, future, hypothetical, negation).
    """

    certainty: str
    aux: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one sentence tells it; offsets count from the sentence's start."""

    type: str
    mode: str
    contexts: tuple[str, ...]
    aux: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: str
    date_precision: str
    place: str
    certainty: str
    speaker: str
    polarity: str
    factuality: float
    probability: float
    start: int
    end: int
