"""Herdline: what the news herd says, and what is so."""

from herdline.api import Store, find_copies, group_stories, open
from herdline.errors import HerdlineError, NotFound, SourceError, StoreError
from herdline.results import Line, Rows, Story, StoryLine

__version__ = "0.1.0"
__all__ = [
    "HerdlineError",
    "Line",
    "NotFound",
    "Rows",
    "SourceError",
    "Store",
    "StoreError",
    "Story",
    "StoryLine",
    "find_copies",
    "group_stories",
    "open",
]
