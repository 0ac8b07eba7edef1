"""What the record did not read of two actors, so that "nothing recorded" is not taken for "nothing happened"."""

from __future__ import annotations

import duckdb
from babel import Locale

from herdline.record.languages import CODED

_NAMING = """
select a.lang, count(*) as n from articles a
where a.id in (select article from actor_mentions where code = ?)
  and a.id in (select article from actor_mentions where code = ?)
  and (? = '' or cast(cast(a.published as date) as varchar) >= ?)
  and (? = '' or left(cast(cast(a.published as date) as varchar), length(?)) <= ?)
group by a.lang order by n desc, a.lang
"""


def unread(connection: duckdb.DuckDBPyConnection, a: str, b: str, period: list[str]) -> str:
    """How many texts name both, by language, and which of these are not coded; one or two sentences.

    Args:
        connection: an open store.
        a: code of one actor.
        b: code of the other.
        period: (since, since, until, until, until), "" for all.
    """
    found = connection.execute(_NAMING, [a, b, *period]).fetchall()
    if not found:
        return " No text names both (titles are not counted here)."
    total, named = sum(n for _, n in found), Locale("en").languages
    parts = [
        f"{n} in {named.get(lang, 'an unknown language')}" + ("" if lang in CODED else ", which is not coded")
        for lang, n in found[:4]
    ]
    if rest := sum(n for _, n in found[4:]):
        parts.append(f"{rest} in others, {sum(n for lang, n in found[4:] if lang not in CODED)} of them not coded")
    told = "; ".join(parts)
    verb, noun = ("names", "text") if total == 1 else ("name", "texts")
    return f" {total} {noun} {verb} both ({told})."
