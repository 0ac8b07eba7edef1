"""What the line leaves out, and what camps call the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from herdline.results.base import Record

TELLING = 0.6
"""Weight from which an actor that few name is listed: that of a standing position (``check.weighing``)."""
MOST_TELLING = 12


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
    outlets that were read, over all facts and groups of the story; outlets whose texts hang together by copies have one
    vote in it. None where the group is all there is, and of languages: a fact is found less often between languages.
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
    lead or title was read (their silence says nothing); ``incomparable`` those in a language that cannot be
    compared, or in which nobody tells it and a sentence comes faintly near; ``earlier`` those that printed all their
    texts before the day on which the first carrier did.
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
    earlier: int
    groups: tuple[GroupShare, ...]
    carriers: tuple[Carrier, ...]
    event: int | None

    @property
    def unjudged(self) -> int:
        """Outlets of the story that may carry it or not."""
        return self.unclear + self.leads + self.incomparable + self.earlier

    @property
    def outlets(self) -> int:
        """All outlets of the story."""
        return self.carried + self.not_seen + self.unjudged


@dataclass(frozen=True)
class Overlooked(Record):
    """An actor that few outlets of a story name: ``carried`` of ``read`` outlets, and one place.

    ``weight`` 0 to 1 is what the weightiest fact says whose sentence names it; 0 for one named in passing only.
    """

    code: str
    name: str
    weight: float
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

    ``read`` outlets were read in full, of ``leads`` only a lead or title; the weightiest ``actors`` come first,
    see ``telling``; ``note`` says in a sentence what can be concluded. ``untold`` facts would be in ``common`` or
    ``left_out`` if one of their sentences told anything by itself (``check.standing``, ``check.abouttext``).
    ``by_leads`` texts of the story were read to their leads only and wait to be read whole (``Store.deepen``).
    """

    story: int
    title: str
    read: int
    leads: int
    common: tuple[Fact, ...]
    left_out: tuple[Fact, ...]
    actors: tuple[Overlooked, ...]
    note: str
    untold: int = 0
    by_leads: int = 0

    @property
    def telling(self) -> tuple[Overlooked, ...]:
        """The actors of which a deed, a refusal, a conflict or a position is told, a dozen at most."""
        return tuple(a for a in self.actors if a.weight >= TELLING)[:MOST_TELLING]


@dataclass(frozen=True)
class Term(Record):
    """A term that tells a camp from the others in its language, beyond chance (``check.logodds.telling``).

    ``z`` is the log-odds ratio with an informative Dirichlet prior over its standard error, ``uses`` how often the camp
    says it in its own voice; ``texts`` of the ``of`` families of the camp do; ``quoted`` counts uses inside quotation
    marks, ``elsewhere`` the texts of the other camps that use it.
    """

    camp: str
    lang: str
    term: str
    z: float
    uses: int
    texts: int
    of: int
    elsewhere: int
    quoted: int
    outlet: str
    article: int
    start: int
    end: int


@dataclass(frozen=True)
class Epithet(Record):
    """A word put beside an actor by ``texts`` families of a camp."""

    camp: str
    actor: str
    name: str
    word: str
    texts: int
    quoted: int
    article: int
    start: int
    end: int


@dataclass(frozen=True)
class Named(Record):
    """A contested name of ``referent`` and who uses it: ``texts`` of the ``of`` families of a camp in their own voice.

    ``of`` are those in languages of which the list has a word for it. ``words`` is the wording of the first use at
    [start, end); ``quoted`` families use it in quotation marks only.
    """

    referent: str
    term: str
    camp: str
    texts: int
    of: int
    quoted: int
    words: str
    outlet: str
    article: int
    start: int
    end: int


@dataclass(frozen=True)
class Naming(Record):
    """What each camp of outlets calls things, and the words it puts beside each actor (epithets: English only)."""

    story: int
    title: str
    camps: tuple[str, ...]
    named: tuple[Named, ...]
    terms: tuple[Term, ...]
    epithets: tuple[Epithet, ...]
    note: str
