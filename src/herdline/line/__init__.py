"""The line: what independent texts share, how herded a story is, how it spread.

story, articles ──candidates──▶ line_candidates    recurring phrases of each story, variants joined
candidates ──hits──▶ line_hits                     where they stand, in all texts
copies ──clocks──▶ clocks                          outlets whose clock is hours ahead
hits, clocks ──baserates──▶ lines                  those that habit and chance do not explain
lines, hits ──▶ line_uses                          each place, for the page
story, articles ──overlap──▶ line_overlap          independent echo
overlap, families ──measures (echo, herd)──▶ stories
families, copies, clocks ──spread──▶ spread
"""

from __future__ import annotations

import pyarrow as pa

from herdline.line.baserates import find_lines
from herdline.line.candidates import CANDIDATES, candidates
from herdline.line.clocks import CLOCKS, find_clocks
from herdline.line.hits import HITS, find_hits
from herdline.line.measures import measure_stories
from herdline.line.overlap import OVERLAP, overlap
from herdline.line.spread import ARRIVALS, STAMP, spread
from herdline.line.uses import find_uses
from herdline.steps import GroupStep, Memo, Step, WholeStep

__all__ = ["SCHEMAS", "STEPS"]

_MEMBERS = """
select s.story, a.id as article, coalesce(o.unit, a.outlet, '') as unit, f.family, f.original, a.lang, a.text,
       b.start as masked_start, b."end" as masked_end
from story_articles s join articles a on a.id = s.article join families f on f.article = a.id
left join outlets o on o.outlet = a.outlet left join boilerplate b on b.article = a.id
where s.story in (
    select t.story from story_articles t join families g on g.article = t.article
    group by t.story having count(distinct g.family) >= {least}
)
"""
_STAMP = _MEMBERS.replace("a.text,", "cast(a.text_hash as varchar) as text,")


def _memo(least: int) -> Memo:
    return Memo("story", "story", _STAMP.format(least=least))


STEPS: tuple[Step, ...] = (
    GroupStep("line.candidates", _MEMBERS.format(least=3), "story", "line_candidates", candidates, _memo(3)),
    WholeStep("line.hits", "line_hits", find_hits),
    WholeStep("line.clocks", "clocks", find_clocks),
    WholeStep("line.lines", "lines", find_lines),
    WholeStep("line.uses", "line_uses", find_uses),
    GroupStep("line.overlap", _MEMBERS.format(least=2), "story", "line_overlap", overlap, _memo(2)),
    WholeStep("line.measures", "stories", measure_stories),
    GroupStep("line.spread", ARRIVALS, "story", "spread", spread, Memo("story", "story", STAMP)),
)
"""All steps of this part, in order."""

SCHEMAS: dict[str, pa.Schema] = {
    "line_candidates": CANDIDATES,
    "line_hits": HITS,
    "clocks": CLOCKS,
    "line_overlap": OVERLAP,
}
"""Columns of the tables between the steps."""
