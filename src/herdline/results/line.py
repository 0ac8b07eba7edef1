"""Stories and their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from herdline.config import LineSettings
from herdline.results import drawing
from herdline.results.base import Record

WIDEST = 50.0
"""Width of a herd interval, in points, above which its middle is not shown: half of all stories lie within it."""


@dataclass(frozen=True)
class Herd(Record):
    """Independent echo against matched stories: percentile 0-100 with its 95 % interval."""

    percentile: float
    low: float
    high: float

    @property
    def is_settled(self) -> bool:
        """Whether the interval is narrow enough for the middle to say something; else only the interval is shown."""
        return self.high - self.low <= WIDEST

    def __str__(self) -> str:
        """What a reader is shown: "88 (71-96)", or "0-87: cannot say" where the interval tells next to nothing."""
        if self.is_settled:
            return f"{self.percentile:.0f} ({self.low:.0f}-{self.high:.0f})"
        return f"{self.low:.0f}-{self.high:.0f}: cannot say"


def why_not_stated(herd: Herd | None, outlets: int, full: int, texts: int | None, shared: int | None) -> str:
    """Why a story's herd index says nothing, and what would help; "" where it is stated.

    Args:
        herd: the index, if any.
        outlets: that tell the story.
        full: of them, those of which a text was read in full.
        texts: independent texts, one an outlet, in the language of most; None where that is not known.
        shared: pairs of these that share any wording.
    """
    if herd and herd.is_settled:
        return ""
    least = LineSettings.min_outlets
    if herd is None and outlets < least:  # a store may have been built with fewer
        return f"{least} outlets needed, {outlets} here"
    few = LineSettings.min_herd_texts
    if texts is not None and texts < few:
        return f"{few} independent texts of different outlets in one language needed, {texts} here"
    too_little = f"too little text: {full} of {outlets} outlets read in full" if 2 * full < outlets else ""
    if shared == 0:
        return f"no two of {texts} independent texts share four words in a row" + (f"; {too_little}" * bool(too_little))
    if too_little:
        return too_little
    return "too few stories to compare with" if herd is None else "more outlets or comparable stories needed"


@dataclass(frozen=True)
class Story(Record):
    """A story and its measures; see schema.STORIES for meanings.

    ``full`` counts the outlets of which a text is known in full, not by its headline or lead alone; ``herd_note`` says
    why the herd index is not stated, and what would help ("" where it is stated). ``matter`` is set in lists only: the
    first story of the list that is of the same matter, the story itself where others of the list are of its matter,
    None where none is.
    """

    story: int
    title: str
    first: datetime | None
    last: datetime | None
    languages: tuple[str, ...]
    articles: int
    outlets: int
    families: int
    copied_share: float | None
    echo: float | None
    effective_voices: float | None
    herd: Herd | None
    echo_low: float | None
    echo_high: float | None
    full: int
    herd_note: str
    matter: int | None = None

    def chart(self) -> drawing.Chart:
        """Independent texts and copies as an Altair chart (``drawing.story_chart``)."""
        return drawing.story_chart(self)


def told(story: Story, texts: int) -> str:
    """How a story is told, in a sentence or two whose figures agree.

    Args:
        story: its measures.
        texts: independent texts among all its articles; ``story.families`` counts those among the outlets' first ones.
    """
    outlets = f"{story.outlets} outlet{'s' * (story.outlets != 1)}"
    articles = f"{story.articles} article{'s' * (story.articles != 1)}"
    said = f"{outlets} told this story in {articles}, which hold {texts} independent text{'s' * (texts != 1)}"
    copies = story.outlets - story.families
    if story.outlets < 2:
        return f"{said}."
    if story.copied_share is None:
        return (
            f"{said}. No two outlets' first texts here are copies of one another"
            + (f" ({story.articles - texts} of all the articles are copies)" if story.articles > texts else "")
            + "; as most of these are headlines or leads, in which copies hardly show, that says little."
        )
    if copies:
        return f"{said}; of the outlets' first texts {story.families} are independent, the other {copies} copies."
    return f"{said}; the outlets' first texts are all independent."


@dataclass(frozen=True)
class Related(Record):
    """A story of the same matter as another one; ``nearness``, 0 to 1, is how likely that is (``views.nearness``)."""

    story: int
    title: str
    first: datetime | None
    last: datetime | None
    outlets: int
    families: int
    nearness: float


@dataclass(frozen=True)
class First(Record):
    """Who ran a line first, as far as the clocks allow to say."""

    outlet: str
    article: int
    published: datetime | None


@dataclass(frozen=True)
class Use(Record):
    """One place where a line stands: characters ``start:end`` of the article's stored text."""

    article: int
    outlet: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Line(Record):
    """One line: wording or template that independent families share.

    ``beside`` names whom all who carry it name beside it, and hardly another text of the story: then all may report one
    statement, and their texts are fewer voices than they look.
    """

    line: int
    text: str
    kind: str
    lang: str
    families: int
    outlets: int
    share: float
    base: float
    kin: float
    lift: float
    q: float
    first: First | None
    uses: tuple[Use, ...]
    beside: str = ""

    @property
    def is_rarer(self) -> bool:
        """Whether its base is the lowest rate that is believed, so that ``lift`` is the least it may be."""
        return self.base <= LineSettings.base_floor


@dataclass(frozen=True)
class Member(Record):
    """One article of a family."""

    article: int
    outlet: str
    published: datetime | None
    kind: str


@dataclass(frozen=True)
class Family(Record):
    """Texts that are one text once copies are collapsed."""

    family: int
    kind: str
    agency: str | None
    original: int
    members: tuple[Member, ...]


@dataclass(frozen=True)
class Arrival(Record):
    """An outlet's first text on the story.

    ``lag_minutes`` count from the earliest text that surely tells the story, from the earliest of all where none does;
    ``likeness`` is how near it is to what other outlets wrote within a day (schema.SPREAD).
    """

    outlet: str
    article: int
    published: datetime | None
    lag_minutes: float | None
    clock_error_minutes: float | None
    source: str | None
    likeness: float | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it surely tells what the others tell; else it may be another matter's that stands in this story."""
        return (self.likeness or 0.0) >= LineSettings.tells


def is_first_known(arrivals: Sequence[Arrival]) -> bool:
    """Whether the first of these can be called first: it surely tells the story, and no clock leaves a doubt.

    Args:
        arrivals: those with a time, in the order of these.
    """
    if not arrivals or not arrivals[0].is_sure:
        return False
    lags = [(a.lag_minutes or 0.0, a.clock_error_minutes or 0.0) for a in arrivals]
    if lags[0][1] >= LineSettings.date_only:
        return False
    return all(error <= 1 >= lags[0][1] or lag - error >= lags[0][1] for lag, error in lags[1:])


@dataclass(frozen=True)
class Copy(Record):
    """Article a shares text with b; ``spans`` are [a0, a1, b0, b1] in characters."""

    a: int
    b: int
    kind: str
    share: float
    share_b: float
    directed: bool
    translated: bool
    spans: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True)
class StoryLine(Record):
    """The line of one story: what is shared, by whom, who was first, who copied whom."""

    story: int
    title: str
    measures: Story
    lines: tuple[Line, ...]
    families: tuple[Family, ...]
    spread: tuple[Arrival, ...]
    copies: tuple[Copy, ...]

    def chart(self) -> drawing.Chart:
        """Who told it when, as an Altair chart (``drawing.line_chart``)."""
        return drawing.line_chart(self)


@dataclass(frozen=True)
class ReadSummary(Record):
    """What one call of ``read`` did.

    Attributes:
        new: articles that were not in the store.
        changed: known ones with a text that has changed.
        known: known ones that have not.
        rejected: records that were not stored; the table of that name says why.
        sources: files, addresses and streams looked at.
        failed: sources of which nothing could be read.
        skipped: sources that are as they were when read before.
        seconds: how long it took.
        undated: articles stored without the date they carry, which is none or cannot be.
        left: files and folders in the folders given that are not read: of another kind, or hidden.
        left_names: the first of these.
    """

    new: int
    changed: int
    known: int
    rejected: int
    sources: int
    failed: int
    skipped: int
    seconds: float
    undated: int = 0
    left: int = 0
    left_names: tuple[str, ...] = ()

    @property
    def found_nothing(self) -> bool:
        """Whether there was no source, none that could be read, or none of which any record could be stored."""
        got_some = self.new or self.changed or self.known or self.skipped
        return self.failed == self.sources or bool(self.rejected and not got_some)
