"""Reading results out of the store's tables into typed objects; all but quotes and timelines is computed before."""

from herdline.views.article import article
from herdline.views.line import find_story, stories, story, story_line
from herdline.views.lists import StoryFilter, choices, feeds, listed, outlets, rejected, ties
from herdline.views.missing import missing
from herdline.views.naming import naming
from herdline.views.page import story_parts
from herdline.views.pair import pair
from herdline.views.quotes import quotes
from herdline.views.record import RecordFilter, event, event_page, events, events_of, nobody, positions, tellings
from herdline.views.related import matters, related
from herdline.views.relations import compare, relations
from herdline.views.search import articles_found, search, suggestions
from herdline.views.timeline import timeline_of

__all__ = [
    "RecordFilter", "StoryFilter", "article", "articles_found", "choices", "compare", "event", "event_page",
    "events", "events_of", "feeds", "find_story", "listed", "matters", "missing", "naming", "nobody", "outlets",
    "pair", "positions", "quotes", "rejected", "related", "relations", "search", "stories", "story", "story_line",
    "story_parts", "suggestions", "tellings", "ties", "timeline_of",
]  # fmt: skip
