"""One article out of the store, with everything that was found in its text."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import duckdb

from herdline.errors import NotFound
from herdline.record.quoting.quoted import READ, read
from herdline.results import Article, Span

_ARTICLE = """
select a.*, o.name, o.country, s.story, t.title as story_title, f.kind as family_kind, f.original
from articles a left join outlets o on o.outlet = a.outlet left join story_articles s on s.article = a.id
left join stories t on t.story = s.story left join families f on f.article = a.id where a.id = ?
"""
_LINES = """
select u.start, u."end", l.text, l.families, u.story from line_uses u join lines l on l.story = u.story
 and l.line = u.line where u.article = ? order by u.start, l.rank
"""
_COPIES = """
select start, "end", other, coalesce(o.name, a.outlet, '?') as name, c.kind from (
    select a0 as start, a1 as "end", b as other, a, b from spans where a = ?
    union all select b0, b1, a, a, b from spans where b = ?
) s join articles a on a.id = s.other join copies c on c.a = s.a and c.b = s.b
left join outlets o on o.outlet = a.outlet where c.kind <> 'boilerplate' order by start, "end", other
"""
_EVENTS = """
select m.start, m."end", e.event, e.type, e.actor_codes, e.recipient_codes, e.reports, m.certainty
from event_mentions m join events e on e.event = m.event where m.article = ? order by m.start, e.event
"""
_FACTS = """
select t.start, t."end", t.story, f.families, f.outlets from fact_texts t
join facts f on f.story = t.story and f.fact = t.fact where t.article = ? and t.state = 'carried' order by t.start
"""
_ACTORS = 'select start, "end", code, name from actor_mentions where article = ? order by start'
_RELATIONS = "select word_start, word_end, a, b, kind, topic from relation_words where article = ? order by word_start"


def article(connection: duckdb.DuckDBPyConnection, number: int, *, with_quotes: bool = False) -> Article:
    """One article by its id.

    Args:
        connection: an open store.
        number: its id.
        with_quotes: also look for quotes; reads the text; English takes about 0.1 s, a second more the first time.

    Raises:
        NotFound: there is none.
    """
    rows = connection.sql(_ARTICLE, params=[number]).to_arrow_table().to_pylist()
    if not rows:
        raise NotFound(f"no article {number}")
    a = rows[0]
    return Article(
        id=number, title=a["title"] or "", text=a["text"] or "", outlet=a["outlet"] or "",
        outlet_name=a["name"] or a["outlet"] or "unknown outlet", country=a["country"] or "", lang=a["lang"] or "und",
        published=a["published"], published_precision=a["published_precision"] or "minute", url=a["url"] or "",
        byline=a["byline"] or "", agency=a["agency"] or "", extent=a["extent"] or "", source=a["source"] or "",
        words=a["words"] or 0, version=a["version"] or 1, story=a["story"], story_title=a["story_title"] or "",
        kind=a["family_kind"] or "", original=a["original"],
        spans=tuple(_spans(connection, number) + (_quotes(a["text"], a["lang"]) if with_quotes else [])),
    )  # fmt: skip


def _spans(connection: duckdb.DuckDBPyConnection, number: int) -> list[Span]:
    def rows(sql: str, *values: int) -> list[tuple[Any, ...]]:
        return connection.execute(sql, list(values)).fetchall()

    spans = [
        Span("line", start, end, f"{families} independent texts share this wording", str(story))
        for start, end, _, families, story in rows(_LINES, number)
    ]
    shared: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)
    for start, end, other, name, _ in rows(_COPIES, number, number):
        shared[start, end].append((other, name))
    for (start, end), others in shared.items():
        names = list(dict.fromkeys(name for _, name in others))
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        spans.append(Span("copy", start, end, f"also in {', '.join(names[:3])}{more}", str(others[0][0])))
    for start, end, event, kind, actors, recipients, reports, certainty in rows(_EVENTS, number):
        told = f"{kind} {actors}{' to ' + recipients if recipients else ''}, {certainty}, {reports} independent texts"
        spans.append(Span("event", start, end, told, str(event)))
    for start, end, story, families, outlets in rows(_FACTS, number):
        told = f"told by {outlets} outlet{'s' * (outlets != 1)} in {families} independent text{'s' * (families != 1)}"
        spans.append(Span("fact", start, end, told, str(story)))
    for start, end, code, name in rows(_ACTORS, number):
        spans.append(Span("actor", start, end, f"{name} [{code}]", code))
    for start, end, one, other, kind, topic in rows(_RELATIONS, number):
        spans.append(
            Span("relation", start, end, f"{kind}{': ' + topic if topic else ''}, {one} and {other}", f"{one}/{other}")
        )
    return spans


def _quotes(text: str, lang: str) -> list[Span]:
    """Quotes of a text; none are looked for in languages that are not in ``READ``."""
    if lang not in READ or not text:
        return []
    return [
        Span("quote", start, end, f"{a.kind}, {who or 'speaker unknown'}", "")
        for a, who in read(text, lang)
        for start, end in a.content
    ]
