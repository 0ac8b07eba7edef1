"""Stories of a table of articles: in a store, or as a filter, all at once or on top of earlier groups."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from herdline.config import StorySettings
from herdline.engines.base import Engine
from herdline.schema import STORY_ARTICLES
from herdline.stories.features import read
from herdline.stories.grouping import group_corpus

# no more of the text than is looked at: whole texts of a million articles are three gigabytes
ARTICLES_SQL = f"""
select id, lang, title, substring(text, 1, {StorySettings().characters}) as text, published, published_precision
from articles
"""
FAMILIES_SQL = "select article, family, original from families"
BEFORE_SQL = "select story, article from story_articles"
COLUMNS = pa.schema([
    ("id", pa.int64()), ("lang", pa.string()), ("title", pa.string()), ("text", pa.string()),
    ("published", pa.timestamp("us")), ("published_precision", pa.string()),
])  # fmt: skip


def find_before(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Step: groups of an earlier build, if there is one."""
    if "story_articles" in engine.tables():
        yield from engine.batches(BEFORE_SQL)


def find_stories(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Step: the story of every article, copies taken as one with their original.

    Memory: the texts' first 2,500 characters, 2 kB of vectors and about 1 kB of features an article.
    """
    articles = engine.table(ARTICLES_SQL)
    before = engine.table("select story, article from stories_before")
    families = engine.table(FAMILIES_SQL) if "families" in engine.tables() else None
    yield from assign(articles, before, families).to_batches()


def assign(
    articles: pa.Table,
    before: pa.Table | None = None,
    families: pa.Table | None = None,
    settings: StorySettings | None = None,
) -> pa.Table:
    """Story of each article; articles grouped before keep their story.

    Args:
        articles: columns id (int64), lang, title, text, published, nulls allowed; ``published_precision`` may be left
            out, then every date names a day.
        before: columns story, article of an earlier run; None or empty when all is new.
        families: columns article, original: a copy goes where its original goes, without being looked at.
        settings: thresholds.

    Returns:
        Table (story, article) for every article, sorted by article. ``story`` is the id of the founding article (the
        earliest, then the smallest id) when the story was founded, and stays.

    A run over articles that come in order of time, in portions of whole days (UTC), gives the same groups as one run
    over all; portions that cut a day or come out of order can differ, because stories once founded stay apart. Beyond
    ``StorySettings.whole`` articles the equality needs a pile that is above that size at both times.
    """
    settings = settings or StorySettings()
    order = np.lexsort((articles["id"].to_numpy(), _times(articles["published"])))
    given = pa.schema([field for field in COLUMNS if field.name in articles.column_names])
    articles = articles.select(given.names).cast(given).take(order)
    ids = articles["id"].to_numpy()
    old = _stories_before(ids, before)
    origin = _originals(ids, families, old)
    chosen = np.unique(origin)
    corpus = read(articles.take(chosen), settings)
    found = group_corpus(corpus, settings, _numbered(old[chosen]))
    founders = chosen[found][np.searchsorted(chosen, origin)]
    story = np.where(old[founders] != 0, old[founders], ids[founders])
    order = np.argsort(ids, kind="stable")
    return pa.table([pa.array(story[order]), pa.array(ids[order])], schema=STORY_ARTICLES.schema)


def _times(published: pa.ChunkedArray) -> np.ndarray:
    """Microseconds; unknown times last."""
    return np.asarray(
        pc.fill_null(published.cast(pa.timestamp("us")).cast(pa.int64()), np.iinfo(np.int64).max).to_numpy()
    )


def _stories_before(ids: np.ndarray, before: pa.Table | None) -> np.ndarray:
    """Story id of each article, 0 for new ones."""
    old = np.zeros(len(ids), np.int64)
    if before is not None and before.num_rows:
        order = np.argsort(ids, kind="stable")
        articles, stories = before["article"].to_numpy(), before["story"].to_numpy()
        at = np.minimum(np.searchsorted(ids[order], articles), len(ids) - 1)
        held = ids[order][at] == articles
        old[order[at[held]]] = stories[held]
    return old


def _originals(ids: np.ndarray, families: pa.Table | None, old: np.ndarray) -> np.ndarray:
    """Row that stands for each article: the earliest of its family; itself where it was grouped before."""
    origin = np.arange(len(ids))
    if families is None or not families.num_rows:
        return origin
    order = np.argsort(ids, kind="stable")
    rows = order[np.minimum(np.searchsorted(ids[order], families["article"].to_numpy()), len(ids) - 1)]
    held = ids[rows] == families["article"].to_numpy()
    family = families["family"].to_numpy()[held]
    rows = rows[held]
    rows, family = rows[np.argsort(rows)], family[np.argsort(rows)]
    _, first, back = np.unique(family, return_index=True, return_inverse=True)
    origin[rows] = rows[first][back]
    return np.where(old != 0, np.arange(len(ids)), origin)


def _numbered(old: np.ndarray) -> np.ndarray | None:
    """Stories before as numbers from 0, -1 for new articles; None when all are new."""
    if not old.any():
        return None
    return np.where(old == 0, -1, np.unique(old, return_inverse=True)[1])


def group(articles: pa.Table, settings: StorySettings | None = None) -> pa.Table:
    """Story of each article, for the filter.

    Args:
        articles: column id (anything that prints), and any of the other ``COLUMNS``, nulls allowed.
        settings: thresholds.

    Returns:
        Table (id, story) in the order given; ``story`` is the given id of the story's founding article. Articles that
        share an id are told apart by their place.
    """
    count = articles.num_rows
    columns = {
        f.name: articles[f.name].cast(f.type) if f.name in articles.column_names else pa.nulls(count, f.type)
        for f in COLUMNS
        if f.name != "id"
    }
    table = pa.table({"id": pa.array(np.arange(1, count + 1)), **columns}).select(COLUMNS.names)
    found = assign(table, settings=settings)
    given = articles["id"].cast(pa.string())
    return pa.table({"id": given, "story": given.take(pc.subtract(found["story"], 1))})
