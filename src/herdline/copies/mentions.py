"""Which outlets an article names: "Fox News is reporting today", "as the Barometer wrote".

Of two texts that share prose, the one that names the other's outlet says where it took it from. Agencies' names are
credits and are left out; so are names of one short word, which mean other things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import ahocorasick_rs
import pyarrow as pa
import pyarrow.compute as pc

from herdline.engines.base import Engine

MENTIONS = pa.schema([("article", pa.int64()), ("outlet", pa.string())])
"""An article and an outlet whose name stands in its text."""

NAMES_SQL = "select outlet, name from outlets where name is not null and (kind is null or kind <> 'agency')"
TEXTS_SQL = """
select id, outlet, text from articles
where id in (select a from copies_passages where b is not null union select b from copies_passages)
"""
_LEAST = 4  # characters of a name


def find_mentions(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Step: the table ``copies_mentions`` for the articles that share text. Memory: the names."""
    names = engine.table(NAMES_SQL)
    yield from mentions(engine.batches(TEXTS_SQL, 2_000), names["outlet"].to_pylist(), names["name"].to_pylist())


def mentions(
    texts: Iterable[pa.RecordBatch], outlets: list[str | None], names: list[str | None]
) -> Iterator[pa.RecordBatch]:
    """The same for batches with the columns id, outlet, text and a list of outlets with their names."""
    keys: dict[str, list[str]] = {}
    for outlet, name in zip(outlets, names, strict=True):
        if outlet and name and len(name) >= _LEAST:
            keys.setdefault(name, []).append(outlet)
    if not keys:
        return
    patterns = list(keys)
    automaton = ahocorasick_rs.AhoCorasick(patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    for batch in texts:
        rows: list[tuple[int, str]] = []
        for number, own, text in zip(*(batch.column(c).to_pylist() for c in ("id", "outlet", "text")), strict=True):
            found = {p for p, start, end in automaton.find_matches_as_indexes(text or "") if _alone(text, start, end)}
            rows += sorted((number, o) for p in found for o in keys[patterns[p]] if o != own)
        columns = [pa.array([r[i] for r in rows], f.type) for i, f in enumerate(MENTIONS)]
        yield pa.RecordBatch.from_arrays(columns, schema=MENTIONS)


def _alone(text: str, start: int, end: int) -> bool:
    """A name stands between other characters than letters (in scripts without spaces anywhere)."""
    if text[start] >= "\u3040":
        return True
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


def named(found: pa.Table, articles: pa.Table) -> list[frozenset[str]]:
    """Outlets named by each article of a table, from rows of ``MENTIONS``."""
    by_article: dict[int, list[str]] = {}
    for article, outlet in zip(found["article"].to_pylist(), found["outlet"].to_pylist(), strict=True):
        by_article.setdefault(article, []).append(outlet)
    return [frozenset(by_article.get(i, ())) for i in pc.cast(articles["id"], pa.int64()).to_pylist()]
