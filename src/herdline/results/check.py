"""What the line leaves out; words beside deeds."""

from __future__ import annotations

from dataclasses import dataclass

from herdline.results.base import Record


@dataclass(frozen=True)
class Carrier(Record):
    """A text that carries a fact: its sentence at [start, end)."""

    outlet: str
    country: str
    lang: str
    article: int
    start: int
    end: int
    sentence: str


@dataclass(frozen=True)
class GroupShare(Record):
    """``carried`` of ``read`` outlets of a group have a fact. ``by`` is language, country or ownership.

    ``q`` is the false discovery rate (Benjamini, Hochberg 1995) of Fisher's exact test of the group against all other
    outlets that were read, over all facts and groups of the story; None where the group is all there is.
    """

    by: str
    group: str
    carried: int
    read: int
    q: float | None


@dataclass(frozen=True)
class Fact(Record):
    """A fact of a story and who carries it; outlets are counting units (one owner once).

    ``carried``, ``not_seen`` and ``unclear`` are outlets whose full text was read; ``leads`` those of which only a
    lead or title was read (their silence says nothing); ``incomparable`` those in a language that cannot be compared.
    """

    fact: int
    kind: str
    sentence: str
    article: int
    outlet: str
    start: int
    end: int
    actors: tuple[str, ...]
    weight: float
    families: int
    single_source: bool
    carried: int
    not_seen: int
    unclear: int
    leads: int
    incomparable: int
    groups: tuple[GroupShare, ...]
    carriers: tuple[Carrier, ...]
    event: int | None


@dataclass(frozen=True)
class Overlooked(Record):
    """An actor that few outlets of a story name: ``carried`` of ``read`` outlets, and one place."""

    code: str
    name: str
    families: int
    carried: int
    read: int
    outlets: tuple[str, ...]
    article: int
    start: int
    end: int


@dataclass(frozen=True)
class Missing(Record):
    """What a story's line leaves out: the common ground, the facts few carry, the actors few name.

    ``read`` outlets were read in full, of ``leads`` only a lead or title; ``note`` says in a sentence what can be
    concluded.
    """

    story: int
    title: str
    read: int
    leads: int
    common: tuple[Fact, ...]
    left_out: tuple[Fact, ...]
    actors: tuple[Overlooked, ...]
    note: str
