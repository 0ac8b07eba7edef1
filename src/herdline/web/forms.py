"""Addresses to filters: what a list is narrowed down by stands in its address, so that it can be kept and sent."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from fastapi import Query, Request

from herdline.errors import BadQuestion
from herdline.reading.sources import is_url
from herdline.views import RecordFilter, StoryFilter
from herdline.views.actors import actor_code


class StoryOrder(StrEnum):
    """How stories are ranked."""

    outlets = "outlets"
    herd = "herd"
    echo = "echo"
    copied = "copied"
    overlooked = "overlooked"
    new = "new"


class EventOrder(StrEnum):
    """How events are sorted."""

    date = "date"
    reports = "reports"
    probability = "probability"
    score = "score"
    published = "published"


Words = Annotated[str, Query(max_length=200)]
Short = Annotated[str, Query(max_length=100)]
Day = Annotated[str, Query(max_length=10, description="ISO 8601: 2022, 2022-09 or 2022-09-14.")]
Count = Annotated[int, Query(ge=0, le=1_000_000)]


def story_filter(
    words: Words = "", lang: Short = "", country: Short = "", outlet: Short = "", actor: Short = "", since: Day = "",
    until: Day = "", min_outlets: Count = 2, order: StoryOrder = StoryOrder.outlets,
) -> StoryFilter:  # fmt: skip
    """Filter of a list of stories, out of the address."""
    code = actor_code(actor)[0] if actor else ""
    return StoryFilter(words, lang, country, outlet, code, since, until, min_outlets, order.value)


def record_filter(
    request: Request, story: Short = "", actor: Short = "", recipient: Short = "", type: Short = "", since: Day = "",
    until: Day = "", min_reports: Count = 1,
) -> RecordFilter:  # fmt: skip
    """Filter of the record, out of the address."""
    number = None
    if story:
        with request.app.state.snapshots.reading() as store:
            number = store.find_story(story)
    return RecordFilter(
        number, actor or None, recipient or None, type or None, since or None, until or None, min_reports
    )


def checked_sources(request: Request, sources: list[str]) -> list[str]:
    """Sources that this page may read: addresses always, files and folders only where that was allowed.

    Raises:
        BadQuestion: nothing is given, a file is no file, or files are not allowed.
    """
    wanted = [s.strip() for s in sources if s.strip()]
    if not wanted:
        raise BadQuestion("give an address, a file or a folder")
    for source in wanted:
        if is_url(source):
            continue
        if not request.app.state.allow_paths:
            raise BadQuestion(f"{source}: only addresses can be read through a page that others can reach")
        if "\0" in source or not Path(source).expanduser().exists():
            raise BadQuestion(f"{source}: there is no such file or folder")
    return [s if is_url(s) else str(Path(s).expanduser()) for s in wanted]
