"""A story's title: the headline nearest to its centre, in the language that most of its articles are in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pyarrow as pa

from herdline.engines.base import Engine
from herdline.text.vectors import static_vectors

TITLES = pa.schema([("story", pa.int64()), ("title", pa.string())])
_WORDS = 90  # characters of a text that stand in for a missing headline
HEADLINES_SQL = f"""
select s.story, a.id, coalesce(a.lang, 'und') as lang, coalesce(a.title, '') as title,
       substring(a.text, 1, {_WORDS}) as text
from story_articles s join articles a on a.id = s.article
"""
_LONG = 160  # characters; longer headlines are seldom good names


def find_titles(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Step: title of each story. Memory: 2 kB an article."""
    yield from titles(engine.table(HEADLINES_SQL)).to_batches()


def titles(headlines: pa.Table) -> pa.Table:
    """Title of each story.

    Args:
        headlines: columns story, id, lang, title, text.

    Returns:
        Table (story, title), sorted by story. A story without any headline gets the beginning of a text; "" if none.
    """
    order = np.lexsort((headlines["id"].to_numpy(), headlines["story"].to_numpy()))
    headlines = headlines.take(order)
    stories, langs = headlines["story"].to_numpy(), headlines["lang"].to_pylist()
    names = [(t or "").strip() or (x or "")[:_WORDS].strip()
             for t, x in zip(headlines["title"].to_pylist(), headlines["text"].to_pylist(), strict=True)]  # fmt: skip
    meaning = static_vectors(names)
    distinct, starts = np.unique(stories, return_index=True)
    bounds = [*starts.tolist(), len(stories)]
    found = [names[_central(meaning[i:j], langs[i:j], names[i:j]) + i] for i, j in pairwise(bounds)]
    return pa.table([pa.array(distinct, pa.int64()), pa.array(found, pa.string())], schema=TITLES)


def _central(meaning: np.ndarray, langs: list[str], names: list[str]) -> int:
    """Row nearest to the mean among those of the commonest language (ties: language code, then row)."""
    counts = {lang: langs.count(lang) for lang in set(langs)}
    main = min(counts, key=lambda lang: (-counts[lang], lang))
    rows = [i for i, lang in enumerate(langs) if lang == main and names[i] and len(names[i]) <= _LONG]
    rows = rows or [i for i, name in enumerate(names) if name] or [0]
    near = meaning[rows] @ meaning.mean(axis=0)
    return rows[int(np.argmax(np.round(near, 6)))]
