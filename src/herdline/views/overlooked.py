"""Actors of a story that few of its outlets name, by what is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb

from herdline.check.weighing import corroboration, discount
from herdline.results import Overlooked

if TYPE_CHECKING:
    from herdline.views.outcomes import Text

LEAST_READ = 3
"""Outlets that must have been read in full before anything is said to be left out, or anybody to be named by few."""
FEW = 1 / 3
"""Share of the outlets read in full up to which few name an actor."""
_ACTORS = """
select m.code, m.person, m.article, min(m.name) as name, min(m.start) as start, arg_min(m."end", m.start) as "end"
from actor_mentions m join story_articles s on s.article = m.article
where s.story = ? and m.code <> 'XXX' group by m.code, m.person, m.article order by m.code, m.person, m.article
"""
# the sentences that tell a fact and name an actor
_IN_FACTS = """
select m.code, m.person, t.fact, t.article, t.start, t."end", a.lang,
       substr(a.text, t.start + 1, t."end" - t.start) as sentence
from fact_texts t join actor_mentions m on m.article = t.article and m.start >= t.start and m.start < t."end"
join articles a on a.id = t.article
where t.story = ? and t.state = 'carried' and m.code <> 'XXX' order by t.article, t.start, m.start
"""


def overlooked(
    connection: duckdb.DuckDBPyConnection, number: int, texts: Mapping[int, Text], told: date | None,
    whats: Mapping[int, float],
) -> tuple[Overlooked, ...]:  # fmt: skip
    """Actors that at least two families and at most a third of the outlets read in full name, weightiest first.

    An actor weighs as the weightiest fact whose sentence names it: what the fact says (``weighing.what_is_told``), less
    for history, protocol and quotation; 0 for one named in passing only. The place shown is that sentence. Of equal
    ones those come first that more texts name.

    Args:
        connection: an open store.
        number: the story.
        texts: its articles.
        told: the day it was first told.
        whats: of each fact, what it says, 0 to 1.
    """
    read = {text.unit for text in texts.values() if text.whole}
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in connection.sql(_ACTORS, params=[number]).to_arrow_table().to_pylist():
        rows[row["code"], row["person"]].append(row)
    best: dict[tuple[str, str], tuple[float, dict[str, Any]]] = {}
    for row in connection.sql(_IN_FACTS, params=[number]).to_arrow_table().to_pylist():
        key = row["code"], row["person"]
        what = whats.get(row["fact"], 0.0)
        weight = what * discount(row["sentence"], row["lang"], told) if what else 0.0
        if weight > best.get(key, (0.0,))[0]:
            best[key] = weight, row
    found: list[Overlooked] = []
    for (code, person), held in rows.items():
        carried = {texts[r["article"]].unit for r in held if texts[r["article"]].whole}
        families = {texts[r["article"]].family for r in held}
        if len(families) < 2 or len(read) < LEAST_READ or len(carried) > FEW * len(read):
            continue
        outlets = tuple(sorted({texts[r["article"]].outlet for r in held}))
        weight, place = best.get((code, person), (0.0, held[0]))
        found.append(
            Overlooked(
                code, held[0]["name"], round(weight, 3), len(families), len(carried), len(read), outlets,
                place["article"], place["start"], place["end"],
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda o: (-o.weight * (1 + corroboration(o.families, False)), o.code, o.name)))
