"""Stories: features -> links -> groups, across languages.

articles, families ──before──▶ stories_before    groups of an earlier build, so that stories keep their ids
articles, families, stories_before ──group──▶ story_articles
articles, story_articles ──titles──▶ stories_titles    headline nearest to the centre
"""

from __future__ import annotations

import pyarrow as pa

from herdline.schema import STORY_ARTICLES
from herdline.steps import Step, WholeStep
from herdline.stories.assign import assign, find_before, find_stories, group
from herdline.stories.titles import TITLES, find_titles

__all__ = ["SCHEMAS", "STEPS", "assign", "group"]

STEPS: tuple[Step, ...] = (
    WholeStep("stories.before", "stories_before", find_before),
    WholeStep("stories.group", "story_articles", find_stories),
    WholeStep("stories.titles", "stories_titles", find_titles),
)
"""All steps of this part, in order."""

SCHEMAS: dict[str, pa.Schema] = {"stories_before": STORY_ARTICLES.schema, "stories_titles": TITLES}
"""Columns of the tables between the steps."""
