"""Every table of the store: its columns, their types, meaning and unit.

The store is one DuckDB file that people query directly, so this package is also its documentation
(``docs/store.md`` is generated from it). Times are UTC without a zone. Ids are signed 64-bit numbers computed
from content, equal in every run. Offsets are characters (Unicode code points) into ``articles.text``.
"""

from __future__ import annotations

from herdline.schema import check, record
from herdline.schema.articles import ARTICLES, DEPTHS, OUTLETS, REJECTED, SOURCES, VERSIONS
from herdline.schema.base import TIME, Column, Table
from herdline.schema.lines import (
    BOILERPLATE,
    COPIES,
    FAMILIES,
    LINE_USES,
    LINES,
    SPANS,
    SPREAD,
    STORIES,
    STORY_ARTICLES,
)

__all__ = [
    "ARTICLES", "BOILERPLATE", "COPIES", "DEPTHS", "FAMILIES", "LINES", "LINE_USES", "OUTLETS", "REJECTED",
    "SCHEMA_VERSION", "SOURCES", "SPANS", "SPREAD", "STORIES", "STORY_ARTICLES", "TABLES", "TIME", "VERSIONS", "Column",
    "Table",
]  # fmt: skip

SCHEMA_VERSION = 4
"""Raised whenever a stored table changes shape; ``store.layout.MIGRATIONS`` says how older stores are brought up."""

TABLES: dict[str, Table] = {
    t.name: t
    for t in [
        *(ARTICLES, VERSIONS, REJECTED, SOURCES, OUTLETS, DEPTHS),
        *(COPIES, SPANS, BOILERPLATE, FAMILIES),
        *(STORY_ARTICLES, STORIES),
        *(LINES, LINE_USES, SPREAD),
        *record.TABLES,
        *check.TABLES,
    ]
}
