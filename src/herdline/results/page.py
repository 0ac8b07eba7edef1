"""What the page asks beyond stories and the record: lists with filters, an article with its marks, a search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from herdline.results.base import Record, Rows
from herdline.results.check import Missing, Naming
from herdline.results.line import Related, Story, StoryLine
from herdline.results.record import Event


@dataclass(frozen=True)
class StoryParts:
    """Everything a story's page shows."""

    story: Story
    line: StoryLine
    record: Rows[Event]
    missing: Missing
    naming: Naming
    related: Rows[Related]


@dataclass(frozen=True)
class Span(Record):
    """Something found in an article at the characters ``start:end`` of its text.

    ``kind`` is line, copy, event, fact, actor, relation or quote; ``about`` says it in words; ``key`` is the story of a
    line or fact, the other article of a copy, the event, the actor's code, the pair of a relation.
    """

    kind: str
    start: int
    end: int
    about: str
    key: str


@dataclass(frozen=True)
class Article(Record):
    """A stored article and all that was found in it."""

    id: int
    title: str
    text: str
    outlet: str
    outlet_name: str
    country: str
    lang: str
    published: datetime | None
    published_precision: str
    url: str
    byline: str
    agency: str
    extent: str
    source: str
    words: int
    version: int
    story: int | None
    story_title: str
    kind: str
    original: int | None
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Listed(Record):
    """A story as a list shows it: its measures, the line in a few words, countries, and how widely it is told.

    ``reach`` is the share of the store's languages (those of three outlets and more) in which it is told.
    """

    story: Story
    line: str
    line_families: int
    countries: tuple[str, ...]
    reach: float


@dataclass(frozen=True)
class Tie(Record):
    """Two actors of whom both closeness and its limits are told, in independent texts."""

    a: str
    a_name: str
    b: str
    b_name: str
    close: int
    limits: int


@dataclass(frozen=True)
class Telling(Record):
    """One sentence that tells an event."""

    article: int
    outlet: str
    outlet_name: str
    lang: str
    published: datetime | None
    start: int
    end: int
    sentence: str
    certainty: str
    speaker: str
    probability: float
    family: int


@dataclass(frozen=True)
class Hit(Record):
    """Something that answers a search: ``kind`` story, actor, outlet or article; ``key`` leads to it.

    ``story`` is the one that an article tells.
    """

    kind: str
    key: str
    title: str
    about: str
    start: int
    end: int
    excerpt: str
    story: str = ""


@dataclass(frozen=True)
class Outlet(Record):
    """An outlet of the store: how much of it was read, how many stories it tells, how often its text is a copy."""

    outlet: str
    name: str
    country: str
    lang: str
    ownership: str
    articles: int
    full: int
    stories: int
    copies: int
    last: datetime | None
