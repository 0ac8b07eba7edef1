"""Reading results out of the store's tables into typed objects. SQL only; all but quotes is computed before."""

from herdline.views.line import find_story, stories, story, story_line
from herdline.views.missing import missing
from herdline.views.naming import naming
from herdline.views.pair import pair
from herdline.views.quotes import quotes
from herdline.views.record import RecordFilter, event, events, positions
from herdline.views.relations import compare, relations

__all__ = [
    "RecordFilter", "compare", "event", "events", "find_story", "missing", "naming", "pair", "positions", "quotes",
    "relations", "stories", "story", "story_line",
]  # fmt: skip
