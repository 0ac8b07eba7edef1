"""The Python interface without a store: grouping, copies and coding of what the caller brings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa


def group_stories(articles: pa.Table | Iterable[dict[str, Any]]) -> pa.Table:
    """Story of each article, without a store.

    Args:
        articles: id, title, text, published, outlet, lang; all but id and a title or text may be missing.

    Returns:
        Table (id, story) in the order given, ids as text; ``story`` is the id of the story's founding article. An
        article
        without title and text is a story of its own.
    """
    from herdline import stories
    from herdline.reading.loose import loose_articles

    table, given = loose_articles(_records(articles))
    story = dict(zip(range(1, len(given) + 1), range(1, len(given) + 1), strict=True))
    if table.num_rows:
        found = stories.group(table)
        story.update(zip(map(int, found["id"].to_pylist()), map(int, found["story"].to_pylist()), strict=True))
    names = [str(g) for g in given]
    return pa.table({"id": pa.array(names, pa.string()), "story": pa.array([names[story[n] - 1] for n in story])})


def find_copies(articles: pa.Table | Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pairs that share text, without a store, as ``{"a", "b", "kind", "share", "spans"}``.

    Offsets of the spans [a0, a1, b0, b1] count characters of the texts as given; ids are those given.
    """
    from herdline import copies
    from herdline.reading.loose import loose_articles

    table, given = loose_articles(_records(articles))
    if not table.num_rows:
        return []
    pairs = copies.find(table.drop_columns("given_id"))
    return [{**pair, "a": given[pair["a"] - 1], "b": given[pair["b"] - 1]} for pair in pairs]


def code_sentences(sentences: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Events of single sentences, without a store, as JSON-ready objects in the form of ``docs/json.md``.

    Args:
        sentences: ``text``, and where known ``published`` (ISO 8601) and ``lang``; without a date none is resolved.
    """
    from herdline.record.coding import coded

    return coded(list(sentences))


def type_given(sentences: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Type of the event between a given actor and recipient, and who of them is for or against whom.

    Returns ``{"id", "type", "probabilities", "attitude"}`` for each, ``reason`` where it cannot be told.

    Args:
        sentences: ``id``, ``text``, ``actor``, ``recipient``; the two as words of the text or as [start, end).
    """
    from herdline.record.models.marked import answers

    return answers(list(sentences))


def _records(articles: pa.Table | Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    return articles.to_pylist() if isinstance(articles, pa.Table) else articles
