"""What the line leaves out; words beside deeds."""

from __future__ import annotations

from dataclasses import dataclass

from herdline.results import drawing
from herdline.results.base import Record
from herdline.results.record import Position

TELLING = 0.6
"""Weight from which an actor that few name is listed: that of a standing position (``check.weighing``)."""
MOST_TELLING = 12
WARLIKE = 0.2
"""Share of a pair's events that are assaults from which they are at war: of many events a few are coded wrong."""
LEAST_TOLD = 2
"""Independent events or texts from which two are tied: one may be coded wrong."""
LEAST_ASSAULTS = 5
"""Assaults from which two may be at war: one incident is told under several dates."""


def at_war(assaults: int, events: int) -> bool:
    """Whether so many assaults among the recorded events of two actors are more than a few wrong codings."""
    return assaults >= max(LEAST_ASSAULTS, WARLIKE * events)


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
    see ``telling``; ``note`` says in a sentence what can be concluded.
    """

    story: int
    title: str
    read: int
    leads: int
    common: tuple[Fact, ...]
    left_out: tuple[Fact, ...]
    actors: tuple[Overlooked, ...]
    note: str

    @property
    def telling(self) -> tuple[Overlooked, ...]:
        """The actors of which a deed, a refusal, a conflict or a position is told, a dozen at most."""
        return tuple(a for a in self.actors if a.weight >= TELLING)[:MOST_TELLING]


@dataclass(frozen=True)
class Told(Record):
    """A sentence about a pair: ``kind`` close, refusal, reserve, event or position; ``said`` the day it was published.

    ``words`` are those that decide, of an event its type, mode and who toward whom ("ASSAULT, USA → CHN"); ``quoted``
    whether they stand in quotation marks, ``speaker`` whose they then are; ``named`` is False where one of the two
    actors comes from a sentence ahead; ``families`` independent texts tell it, ``more`` are their sentences. ``topic``
    is what is refused, or concern or distance.
    """

    kind: str
    words: str
    date: str
    said: str
    sentence: str
    speaker: str
    quoted: bool
    named: bool
    families: int
    article: int
    outlet: str
    start: int
    end: int
    event: int | None
    topic: str
    more: tuple[Carrier, ...]


@dataclass(frozen=True)
class Limit(Record):
    """What closeness does not reach: a deed, position or word of the pair whose sign contradicts declared words.

    ``severity`` 0 to 1 by its kind or PLOVER score; ``rank`` orders by severity, corroboration and how sure it is.
    """

    kind: str
    severity: float
    rank: float
    told: Told


@dataclass(frozen=True)
class QuadCount(Record):
    """Events of one quad class in one direction: ``events`` counted once, ``reports`` by independent texts."""

    quad: str
    actor: str
    recipient: str
    events: int
    reports: int


@dataclass(frozen=True)
class Month(Record):
    """Dated events of a month: words and deeds, for and against, with the Poisson interval of their sum."""

    month: str
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    low: float
    high: float
    change: str


@dataclass(frozen=True)
class Pair(Record):
    """Words beside deeds of two actors.

    ``declared`` is closeness, praise, promises; ``meetings`` are those, calls and visits; ``deeds`` are for or with
    each other. ``assaults`` counts those recorded between them, see ``at_war``. ``undated`` events are in no month.
    """

    a: str
    a_name: str
    b: str
    b_name: str
    since: str
    until: str
    counts: tuple[QuadCount, ...]
    undated: int
    assaults: int
    declared: tuple[Told, ...]
    meetings: tuple[Told, ...]
    deeds: tuple[Told, ...]
    limits: tuple[Limit, ...]
    positions: tuple[Position, ...]
    months: tuple[Month, ...]
    note: str

    @property
    def at_war(self) -> bool:
        """Whether they fight: what they promise or hand over then is no friendship."""
        return at_war(self.assaults, sum(c.events for c in self.counts))

    @property
    def headings(self) -> dict[str, str]:
        """What stands above each list of the pair."""
        if self.at_war:
            return {"declared": "Said or promised", "meetings": "Meetings and talks",
                    "deeds": "Handed over, exchanged, yielded", "limits": "Against each other"}  # fmt: skip
        return {"declared": "Declared", "meetings": "Meetings and talks", "deeds": "Done for or with each other",
                "limits": "Limits" if self.declared else "Strains"}  # fmt: skip

    def chart(self) -> drawing.Chart:
        """Words above, deeds below, as an Altair chart (``drawing.pair_chart``)."""
        return drawing.pair_chart(self)


@dataclass(frozen=True)
class Partner(Record):
    """One partner of an actor: events by quad class, declared closeness and strains in words, and the sign of the tie.

    ``tone`` is the mean PLOVER score of their events (-10 to 10) with its 95 % interval; None below five events.
    ``told`` independent events and texts tell of the two; below ``LEAST_TOLD`` they are not tied and have no sign (0).
    ``sentence`` is the most reported of an event, else one of words, at [start, end) of ``article``.
    """

    code: str
    name: str
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    close: int
    strained: int
    sign: int
    tone: float | None
    low: float | None
    high: float | None
    told: int = 0
    sentence: str = ""
    outlet: str = ""
    article: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class NetworkTie(Record):
    """A tie of two actors, codes in alphabetical order: ``weight`` is what is for it less what is against it.

    Deeds count 3, verbal events and sentences on the relation 1 each; ``evidence`` is how many there are of all.
    """

    a: str
    b: str
    weight: int
    evidence: int


@dataclass(frozen=True)
class BalanceMonth(Record):
    """The network around an actor in one month: ties of events dated to it and of sentences told in it.

    ``ties`` are of pairs that the whole period ties; ``evidence`` counts the month's events and sentences of all.

    ``share`` of the triads is balanced, with the interval ``low`` to ``high``; ``chance`` is the share if the same
    signs fell on the ties at random. All four are None, and so is ``frustration``, where too little is recorded to say.
    ``between`` lists (actor, one, other): an actor on good terms with two that are not.
    """

    month: str
    evidence: int
    friendly: int
    hostile: int
    triads: int
    balanced: int
    share: float | None
    low: float | None
    high: float | None
    chance: float | None
    frustration: int | None
    between: tuple[tuple[str, str, str], ...]
    ties: tuple[NetworkTie, ...]


@dataclass(frozen=True)
class Relations(Record):
    """An actor's ties to all others, how it balances between them (see ``check.balance``), and that month by month.

    ``share``, ``low``, ``high`` and ``chance`` as in ``BalanceMonth``, of the whole period.
    """

    actor: str
    name: str
    partners: tuple[Partner, ...]
    triads: int
    balanced: int
    share: float | None
    low: float | None
    high: float | None
    chance: float | None
    frustration: int | None
    between: tuple[tuple[str, str], ...]
    months: tuple[BalanceMonth, ...]
    note: str

    def chart(self) -> drawing.Chart:
        """Mean score of the events with each partner, as an Altair chart (``drawing.relations_chart``)."""
        return drawing.relations_chart(self)


@dataclass(frozen=True)
class Stand(Record):
    """One matter, and where each of the compared actors stands: "" where nothing is recorded."""

    kind: str
    target: str
    target_name: str
    stances: tuple[str, ...]
    reports: tuple[int, ...]

    @property
    def about(self) -> str:
        """The target's name with its code: of the "Donbas republics" there are two."""
        name = " ".join(self.target_name.split())
        return name if self.target in ("", "XXX", name.casefold()) else f"{name} [{self.target}]"


@dataclass(frozen=True)
class Distance(Record):
    """Of ``common`` matters on which both are recorded, ``differing`` have unlike stances; Wilson interval (1927)."""

    a: str
    b: str
    common: int
    differing: int
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Comparison(Record):
    """Positions of several actors side by side."""

    actors: tuple[str, ...]
    stands: tuple[Stand, ...]
    distances: tuple[Distance, ...]
    note: str


@dataclass(frozen=True)
class Term(Record):
    """A term that tells a camp from the others in its language.

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

    ``words`` is the wording of the first use at [start, end); ``quoted`` families use it in quotation marks only.
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
