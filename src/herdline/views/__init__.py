"""Reading results out of the store's tables into typed objects. SQL only; nothing is computed here."""

from herdline.views.line import find_story, stories, story, story_line
from herdline.views.record import RecordFilter, event, events, positions

__all__ = [
    "RecordFilter", "event", "events", "find_story", "positions", "stories", "story", "story_line",
]  # fmt: skip
