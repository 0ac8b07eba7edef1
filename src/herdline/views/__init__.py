"""Reading results out of the store's tables into typed objects. SQL only; all but quotes is computed before."""

from herdline.views.line import find_story, stories, story, story_line
from herdline.views.missing import missing
from herdline.views.quotes import quotes
from herdline.views.record import RecordFilter, event, events, positions

__all__ = [
    "RecordFilter", "event", "events", "find_story", "missing", "positions", "quotes", "stories", "story", "story_line",
]  # fmt: skip
