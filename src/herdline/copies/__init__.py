"""Copies: standing text -> shared passages -> translations -> kinds -> families.

The steps, in order:

articles ──passages──▶ copies_passages           exact aligned passages; an outlet's standing text apart
articles ──translations──▶ copies_translated     aligned sentences across languages
articles ──notices──▶ copies_notices             "this column first appeared in ..."
articles ──mentions──▶ copies_mentions           "the Barometer reports"
all four, titles ──kinds──▶ copies, spans        what sort of sharing, who took it from whom
copies ──families──▶ families                    what is one text
"""

from __future__ import annotations

import pyarrow as pa

from herdline.copies.families import find_families
from herdline.copies.kinds import find_kinds
from herdline.copies.memory import copies_of, find
from herdline.copies.mentions import MENTIONS, find_mentions
from herdline.copies.notices import NOTICES, find_notices
from herdline.copies.passages import PASSAGES, find_passages
from herdline.copies.translations import find_translations
from herdline.steps import MapStep, SetStep, Step, WholeStep

__all__ = ["SCHEMAS", "STEPS", "copies_of", "find"]

BOILERPLATE_SQL = 'select a as article, a0 as start, a1 as "end" from copies_passages where b is null'

SPANS_SQL = """
select c.a, c.b, p.a0, p.a1, p.b0, p.b1, p.tokens from copies c
join (select * from copies_passages where b is not null union all select * from copies_translated) p
  on c.a = p.a and c.b = p.b
union all
select c.a, c.b, p.b0, p.b1, p.a0, p.a1, p.tokens from copies c
join (select * from copies_passages where b is not null union all select * from copies_translated) p
  on c.a = p.b and c.b = p.a
"""

STEPS: tuple[Step, ...] = (
    WholeStep("copies.passages", "copies_passages", find_passages),
    SetStep("copies.boilerplate", BOILERPLATE_SQL, "boilerplate"),
    WholeStep("copies.translations", "copies_translated", find_translations),
    MapStep("copies.notices", "select id, text from articles", "copies_notices", find_notices),
    WholeStep("copies.mentions", "copies_mentions", find_mentions),
    WholeStep("copies.kinds", "copies", find_kinds),
    SetStep("copies.spans", SPANS_SQL, "spans"),
    WholeStep("copies.families", "families", find_families),
)
"""All steps of this part, in order."""

SCHEMAS: dict[str, pa.Schema] = {
    "copies_passages": PASSAGES,
    "copies_translated": PASSAGES,
    "copies_notices": NOTICES,
    "copies_mentions": MENTIONS,
}
"""Columns of the tables between the steps."""
