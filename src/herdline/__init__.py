"""Herdline: what the news herd says, and what is so.

The public names are loaded at first use, so that ``import herdline.text.tokens`` does not load the whole program.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from herdline.api import Store, open
    from herdline.errors import HerdlineError, NotFound, SourceError, StoreError
    from herdline.results import Event, Line, Rows, Story, StoryLine
    from herdline.storeless import code_sentences, find_copies, group_stories, type_given

__version__ = "0.1.0"
__all__ = [
    "Event",
    "HerdlineError",
    "Line",
    "NotFound",
    "Rows",
    "SourceError",
    "Store",
    "StoreError",
    "Story",
    "StoryLine",
    "code_sentences",
    "find_copies",
    "group_stories",
    "open",
    "type_given",
]

_HOME = {
    **dict.fromkeys(("Store", "open"), "herdline.api"),
    **dict.fromkeys(("code_sentences", "find_copies", "group_stories", "type_given"), "herdline.storeless"),
    **dict.fromkeys(("HerdlineError", "NotFound", "SourceError", "StoreError"), "herdline.errors"),
    **dict.fromkeys(("Event", "Line", "Rows", "Story", "StoryLine"), "herdline.results"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'herdline' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
