"""What a store answers: frozen typed objects, and tables for Arrow, Polars and pandas users.

``record()`` of each object is its JSON form; docs/json.md documents every field.
"""

from herdline.results.base import Record, Rows, plain
from herdline.results.check import Carrier, Fact, GroupShare, Missing, Overlooked
from herdline.results.line import (
    Arrival,
    Copy,
    Family,
    First,
    Herd,
    Line,
    Member,
    ReadSummary,
    Story,
    StoryLine,
    Use,
)
from herdline.results.record import Event, Participant, Position, Quote

__all__ = [
    "Arrival", "Carrier", "Copy", "Event", "Fact", "Family", "First", "GroupShare", "Herd", "Line", "Member", "Missing",
    "Overlooked", "Participant", "Position", "Quote",
    "ReadSummary", "Record", "Rows", "Story", "StoryLine", "Use", "plain",
]  # fmt: skip
