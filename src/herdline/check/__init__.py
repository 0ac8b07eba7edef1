"""The dose of reality: what the line leaves out, and words beside deeds.

story, articles, actors named ──facts──▶ fact_places     sentences of different texts that tell one fact
fact_places ──▶ fact_texts, facts                        who carries it, who may, and the fact itself
"""

from __future__ import annotations

import pyarrow as pa

from herdline.check.facts import PLACES, find_facts
from herdline.steps import GroupStep, Memo, SetStep, Step

__all__ = ["SCHEMAS", "STEPS"]

_READ = """(
    select t.story, t.article from story_articles t left join depths d on d.article = t.article
    where coalesce(d.whole, true)
)"""
"""Texts of stories; those that are read to their leads only (``store.depth``) have no facts."""
_SHARED = f"""
select r.story from {_READ} r join families g on g.article = r.article
group by r.story having count(distinct g.family) >= 2
"""
_TEXTS = f"""
select s.story, a.id as article, f.family, a.lang, a.published, a.text, cast(null as integer) as start,
       cast(null as integer) as "end", '' as code, '' as person,
       case when a.extent = 'full' then 1 else 0 end as whole
from {_READ} s join articles a on a.id = s.article join families f on f.article = a.id
where s.story in ({_SHARED})
union all
select s.story, m.article, cast(null as bigint), '', cast(null as timestamp), '', m.start, m."end", m.code, m.person, 0
from {_READ} s join actor_mentions m on m.article = s.article
where s.story in ({_SHARED}) and m.code <> 'XXX'
union all
select s.story, b.article, cast(null as bigint), '', cast(null as timestamp), '', b.start, b."end", '', '', 0
from {_READ} s join boilerplate b on b.article = s.article where s.story in ({_SHARED})
"""
_STAMP = _TEXTS.replace("a.text,", "cast(a.text_hash as varchar) as text,")
_FACT_TEXTS = """
select story, fact, article, state, start, "end", evidence, compared from (
    select p.*, row_number() over (
        partition by story, fact, article order by state, evidence desc, start) as n
    from fact_places p
) x where n = 1
"""
_FACTS = """
select p.story, p.fact, p.article, p.start, p."end", p.actors, p.named, p.quoted, p.figures, p.worth,
       cast(n.families as integer) as families, cast(n.outlets as integer) as outlets,
       cast(n.articles as integer) as articles
from fact_places p join (
    select t.story, t.fact, count(distinct f.family) as families,
           count(distinct coalesce(o.unit, a.outlet, '')) as outlets, count(*) as articles
    from fact_texts t join families f on f.article = t.article join articles a on a.id = t.article
    left join outlets o on o.outlet = a.outlet where t.state = 'carried' group by t.story, t.fact
) n on n.story = p.story and n.fact = p.fact where p.head
"""
STEPS: tuple[Step, ...] = (
    GroupStep("check.facts", _TEXTS, "story", "fact_places", find_facts, Memo("story", "story", _STAMP)),
    SetStep("check.texts", _FACT_TEXTS, "fact_texts"),
    SetStep("check.summary", _FACTS, "facts"),
)
"""All steps of this part, in order."""

SCHEMAS: dict[str, pa.Schema] = {"fact_places": PLACES}
"""Columns of the tables between the steps."""
