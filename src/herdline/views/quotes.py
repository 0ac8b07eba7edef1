"""Quotes of articles, read from their texts when they are asked for: keeping all of them would cost a parse each."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from herdline.check.told import UNSPACED
from herdline.record.quoting.quoted import READ, read
from herdline.record.quoting.quotes import is_sure
from herdline.results import Quote, Rows

_LEAST_WORDS = 3
_SCHEMA = pa.schema(
    [
        ("speaker", pa.string()), ("speaker_text", pa.string()), ("cue", pa.string()), ("content", pa.string()),
        ("kind", pa.string()), ("article", pa.int64()), ("outlet", pa.string()), ("published", pa.timestamp("us")),
        ("start", pa.int32()), ("end", pa.int32()),
    ]
)  # fmt: skip


def quotes(connection: duckdb.DuckDBPyConnection, speaker: str | None, story: int | None, most: int) -> Rows[Quote]:
    """Quotes of articles in the languages of ``READ``: of a story, of a speaker, or of the newest articles.

    In order of publication. Direct and mixed ones whose borders are unsure are left out.
    """
    langs = ", ".join(f"'{lang}'" for lang in READ)
    parts, values = [f"a.lang in ({langs})", "a.text <> ''"], list[Any]()
    if story is not None:
        parts.append("a.id in (select article from story_articles where story = ?)")
        values.append(story)
    if speaker:
        parts.append("contains(lower(a.text), lower(?))")
        values.append(speaker)
    rows = connection.sql(
        "select * from (select a.id, a.lang, a.outlet, a.published, a.text from articles a "
        f"where {' and '.join(parts)} order by a.published desc nulls last, a.id limit ?) "
        "order by published nulls last, id",
        params=[*values, most],
    ).to_arrow_table()
    found: list[Quote] = []
    for row in rows.to_pylist():
        found += [q for q in _of(row) if not speaker or speaker.lower() in q.speaker.lower()]
    table = pa.Table.from_pylist([{f: getattr(q, f) for f in _SCHEMA.names} for q in found], schema=_SCHEMA)
    return Rows(found, table)


def _of(row: dict[str, Any]) -> list[Quote]:
    text = row["text"]
    return [
        Quote(
            speaker=who, speaker_text=_words(text, a.source), cue=_words(text, a.cue), content=_words(text, a.content),
            kind=a.kind, article=row["id"], outlet=row["outlet"], published=row["published"],
            start=a.content[0][0], end=a.content[-1][1],
        )
        for a, who in read(text, row["lang"])
        if a.content and is_sure(a) and (a.kind != "indirect" or _is_a_statement(_words(text, a.content)))
    ]  # fmt: skip


def _is_a_statement(content: str) -> bool:
    """Whether indirect speech is more than a name or two ("ruled Italy"): no word of anybody is told there."""
    return len(content.split()) + len(UNSPACED.findall(content)) / 2 >= _LEAST_WORDS


def _words(text: str, pieces: tuple[tuple[int, int], ...]) -> str:
    return " ... ".join(" ".join(text[start:end].split()) for start, end in pieces)
