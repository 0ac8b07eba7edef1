"""What a store answers: frozen typed objects, and tables for Arrow, Polars and pandas users.

``record()`` of each object is its JSON form; docs/json.md documents every field.
"""

from herdline.results.base import Record, Rows, plain
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
    "Arrival", "Copy", "Event", "Family", "First", "Herd", "Line", "Member", "Participant", "Position", "Quote",
    "ReadSummary", "Record", "Rows", "Story", "StoryLine", "Use", "plain",
]  # fmt: skip
