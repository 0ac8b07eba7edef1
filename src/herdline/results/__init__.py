"""What a store answers: frozen typed objects, and tables for Arrow, Polars and pandas users.

``record()`` of each object is its JSON form; docs/json.md documents every field.
"""

from herdline.results.base import Record, Rows, plain
from herdline.results.check import Carrier, Epithet, Fact, GroupShare, Missing, Named, Naming, Overlooked, Term
from herdline.results.line import (
    Arrival,
    Copy,
    Family,
    First,
    Herd,
    Line,
    Member,
    ReadSummary,
    Related,
    Story,
    StoryLine,
    Use,
)
from herdline.results.page import Article, Hit, Listed, Outlet, Span, StoryParts, Telling, Tie
from herdline.results.pairs import (
    BalanceMonth,
    Comparison,
    Distance,
    Limit,
    Month,
    NetworkTie,
    Pair,
    Partner,
    QuadCount,
    Relations,
    Stand,
    Told,
)
from herdline.results.record import Event, Participant, Position, Quote
from herdline.results.sources import Forgotten, SourceRead
from herdline.results.timeline import TimelineEvent, TimelineMention

__all__ = [
    "Arrival", "Article", "BalanceMonth", "Carrier", "Comparison", "Copy", "Distance", "Epithet", "Event", "Fact",
    "Family", "First", "Forgotten", "GroupShare", "Herd", "Hit", "Limit", "Line", "Listed", "Member", "Missing",
    "Month", "Named",
    "Naming", "NetworkTie", "Outlet", "Overlooked", "Pair", "Participant", "Partner", "Position", "QuadCount", "Quote",
    "ReadSummary", "Record", "Related", "Relations", "Rows", "SourceRead", "Span", "Stand", "Story",
    "StoryLine", "StoryParts", "Telling", "Term", "Tie", "TimelineEvent", "TimelineMention", "Told", "Use", "plain",
]  # fmt: skip
