"""Words beside deeds: a pair, one actor among the others, positions side by side."""

from __future__ import annotations

from dataclasses import dataclass

from herdline.results import drawing
from herdline.results.base import Record
from herdline.results.check import Carrier
from herdline.results.record import Position

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
class Told(Record):
    """A sentence about a pair: ``kind`` close, refusal, reserve, event or position; ``said`` the day it was published.

    ``words`` are those that decide, of an event its type, mode and who toward whom ("ASSAULT, USA → CHN"); ``quoted``
    whether they stand in quotation marks, ``speaker`` whose they then are; ``named`` is False where one of the two
    actors comes from a sentence ahead; ``families`` independent texts tell it, ``more`` are their sentences. ``topic``
    is what is refused, or concern or distance. Of an event ``certainty`` is its modes and certainty ("historical,
    asserted"), ``probability`` that of its coding, and ``parties`` are the words of the sentence that stand for who and
    whom. ``precision`` is that of ``date``: day, month, year, about; "" for others than events.
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
    certainty: str = ""
    probability: float | None = None
    parties: str = ""
    precision: str = ""

    @property
    def when(self) -> str:
        """Its day in words: "about" one that is only that of its telling, or the day it was told, or "undated"."""
        if self.date:
            return f"about {self.date}" if self.precision == "about" else self.date
        return f"told {self.said}" if self.said else "undated"


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
    """Events of one quad class in one direction: ``events`` counted once, ``reports`` by independent texts.

    ``ids`` are the events that are counted, as the record has them.
    """

    quad: str
    actor: str
    recipient: str
    events: int
    reports: int
    ids: tuple[int, ...]


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
    each other; ``others`` are the events that ``counts`` and ``months`` count and no other list shows: requests,
    friendly acts less likely, words too weak for a limit, further events of a sentence.
    ``assaults`` counts those recorded between them, see ``at_war``. ``undated`` events are in no month.
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
    others: tuple[Told, ...]
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

    ``tone`` is the mean PLOVER score of their events (-10 to 10) with its 95 % interval; None below eight events and
    where all score alike. ``told`` independent texts tell of the two; below ``LEAST_TOLD`` they are not tied and have
    no sign (0). ``sentence`` is the most reported of an event, else one of words, at [start, end) of ``article``.
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
