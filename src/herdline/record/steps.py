"""The record's steps, in order.

articles ──name_actors──▶ actor_mentions    who is named where, in every language
articles ──relation_words──▶ relation_words what texts say about two actors, in seven languages
articles ──split──▶ record_sentences        sentences worth parsing
sentences ──▶ record_unique                 each once, where it first appeared
unique ──code──▶ record_codings             events, with participants
codings ──marks, same──▶ record_same        which reports without a day of their own look back at which deed
codings ──▶ participants, event_mentions    told apart, and put back to every copy of the sentence; one meeting or deed
                                            told under several days is one event
mentions, families ──▶ events               one row an event, with how many independent families report it
codings ──▶ positions                       standing facts, one row a sentence that tells one
"""

from __future__ import annotations

import pyarrow as pa

from herdline.record.coding import CODINGS, PARTICIPANTS, SENTENCES, code_batch, participants, split, standing
from herdline.record.identity import MARKS, marks
from herdline.record.mentions import name_actors
from herdline.record.relations import relation_words
from herdline.record.sameness import SAME, same
from herdline.steps import GroupStep, MapStep, Memo, SetStep, Step

__all__ = ["SCHEMAS", "STEPS"]

_ARTICLES = "select id, lang, published, text from articles"
_TITLED = """
select a.id, a.lang, a.published, a.title, a.text, coalesce(d.whole, true) as whole
from articles a left join depths d on d.article = a.id
"""
_STAMP = "select id, lang, published, text_hash from articles"
_TITLED_STAMP = _TITLED.replace("a.title, a.text,", "a.text_hash,")
_UNIQUE = """
select sentence, article, start, "end", lang, published, text, before from (
    select s.*, row_number() over (partition by sentence order by published nulls last, article, start) as n
    from record_sentences s
) x where n = 1
"""
_PEOPLE = "select coding, participants from record_codings where type <> ''"
_SILENCE, _WEEK = 3, 7
"""Days: reports of a meeting of the same sides after a longer silence, or a week on, tell of another meeting."""
_MET = f"""
select coding, first_value(event) over (partition by meeting, run, week order by day, coding) as event from (
    select coding, event, meeting, day, run,
           cast(floor((day - min(day) over (partition by meeting, run)) / {_WEEK}) as integer) as week
    from (
        select coding, event, meeting, day,
               sum(begins) over (partition by meeting order by day, coding rows unbounded preceding) as run
        from (
            select coding, event, meeting, day,
                   case when day - lag(day) over (partition by meeting order by day, coding) <= {_SILENCE} then 0
                        else 1 end as begins
            from record_codings where meeting <> 0
        ) b
    ) r
) w
"""
_CODED = """
select c.coding, c.type, c.aux, c.certainty, c.date, c.date_precision, c.participants, c.trigger_start, c.trigger_end,
       u.text, u.lang, u.published
from record_codings c join record_unique u on u.sentence = c.sentence where c.type <> ''
"""
_DEEDS = """
select distinct k.deed, k.coding, c.event, c.date, c.date_precision, k.bond, k.sides, k.trigger, k.words, k.needs,
       k.stated, k.historical, k.told, f.family
from record_marks k join record_codings c on c.coding = k.coding
join record_sentences s on s.sentence = c.sentence join families f on f.article = s.article
where k.deed in (
    select d.deed from record_marks d join record_codings e on e.coding = d.coding
    where d.deed <> 0 group by d.deed having count(distinct e.event) > 1
)
"""
_MENTIONS = f"""
select coalesce(m.event, d.event, c.event) as event, c.coding, s.article, s.start, s."end",
       s.start + c.trigger_start as trigger_start, s.start + c.trigger_end as trigger_end, s.published, c.certainty,
       c.speaker, c.probability, coalesce(d.looks_back, false) as looks_back,
       coalesce(d.nameless, false) as nameless
from record_codings c join record_sentences s on s.sentence = c.sentence left join ({_MET}) m on m.coding = c.coding
left join record_same d on d.coding = c.coding
where c.type <> ''
"""
_STANDING = """
select c.participants, s.article, s.start, s."end", s.published
from record_codings c join record_sentences s on s.sentence = c.sentence where c.type = ''
"""
# what is told of the same sides on one day in another story is often another matter, and two texts of one owner are one
# source: neither bears out the sentence that is shown, which is of the story that tells most of it; what looks back at
# the deed tells of it in any story
_REPORTS = """
select e.event, e.story,
       least(count(distinct f.family), count(distinct coalesce(o.unit, a.outlet, cast(a.id as string)))) as reports
from (
    select distinct y.event, s.story from record_mentions y join story_articles s on s.article = y.article
) e join record_mentions y on y.event = e.event join story_articles s on s.article = y.article
join families f on f.article = y.article join articles a on a.id = y.article left join outlets o on o.outlet = a.outlet
where s.story = e.story or y.looks_back group by e.event, e.story
"""
_SHOWN = f"""
select event, coding, article, start, "end", trigger_start, trigger_end, cast(reports as integer) as reports,
       cast(mentions as integer) as mentions
from (
    select x.*, r.reports, count(*) over (partition by x.event) as mentions, row_number() over (
        partition by x.event order by x.nameless, r.reports desc, x.looks_back, x.probability desc,
        x.published nulls last, x.article, x.start, x.coding) as n
    from record_mentions x join story_articles s on s.article = x.article
    join ({_REPORTS}) r on r.event = x.event and r.story = s.story
) y where y.n = 1
"""
# one caption's tank makes no battle: an event has the mode of most texts that tell one, if a fifth of all texts do
_MODES = """
select event, mode, score from (
    select n.event, n.mode, n.score, row_number() over (partition by n.event order by n.families desc, n.mode) as place,
           n.families, sum(n.families) over (partition by n.event) as telling, a.families as of_all
    from (
        select y.event, c.mode, c.score, count(distinct f.family) as families
        from record_mentions y join record_codings c on c.coding = y.coding join families f on f.article = y.article
        where c.mode <> '' group by y.event, c.mode, c.score
    ) n join (
        select y.event, count(distinct f.family) as families
        from record_mentions y join families f on f.article = y.article group by y.event
    ) a on a.event = n.event
) x where place = 1 and 2 * families > telling and 5 * families >= of_all
"""
# a day that one of its own texts states is no "about", whichever text is shown
_STATED = """
select y.event, max(case when c.date_precision = 'day' and not y.looks_back and coalesce(d.date, c.date) = c.date
                         then 1 else 0 end) as stated
from record_mentions y join record_codings c on c.coding = y.coding left join record_same d on d.coding = y.coding
group by y.event
"""
_EVENTS = f"""
select m.event, c.type, coalesce(o.mode, '') as mode, c.contexts, c.aux, c.quad,
       coalesce(o.score, k.plain_score) as score, c.actor_codes, c.recipient_codes, coalesce(d.date, c.date) as date,
       case when coalesce(d.date_precision, c.date_precision) = 'about' and t.stated = 1 then 'day'
            else coalesce(d.date_precision, c.date_precision) end as date_precision,
       c.place, c.certainty, c.speaker, c.polarity, c.factuality, c.probability,
       m.article, a.outlet, a.published, m.start, m."end", m.trigger_start, m.trigger_end, m.reports, m.mentions
from record_shown m join record_codings c on c.coding = m.coding join articles a on a.id = m.article
join record_marks k on k.coding = m.coding left join record_same d on d.coding = m.coding
left join record_modes o on o.event = m.event join ({_STATED}) t on t.event = m.event
"""
_PARTICIPANTS = """
select m.event, p.side, p.position, p.text, p.name, p.code, p.sector, p.person
from record_shown m join record_participants p on p.coding = m.coding
"""
STEPS: tuple[Step, ...] = (
    MapStep("record.actors", _ARTICLES, "actor_mentions", name_actors, memo=Memo("id", "article", _STAMP)),
    MapStep("record.relations", _ARTICLES, "relation_words", relation_words, memo=Memo("id", "article", _STAMP)),
    MapStep("record.sentences", _TITLED, "record_sentences", split, memo=Memo("id", "article", _TITLED_STAMP)),
    SetStep("record.unique", _UNIQUE, "record_unique"),
    MapStep(
        "record.codings",
        "select * from record_unique",
        "record_codings",
        code_batch,
        batch_rows=1000,
        processes=True,
        memo=Memo("sentence", "sentence", "select sentence, lang, published, before from record_unique"),
    ),
    MapStep("record.people", _PEOPLE, "record_participants", participants),
    MapStep("record.marks", _CODED, "record_marks", marks),
    GroupStep("record.same", _DEEDS, "deed", "record_same", same),
    SetStep("record.places", _MENTIONS, "record_mentions"),
    SetStep("record.modes", _MODES, "record_modes"),
    SetStep("record.shown", _SHOWN, "record_shown"),
    SetStep("record.events", _EVENTS, "events"),
    SetStep("record.participants", _PARTICIPANTS, "participants"),
    MapStep("record.positions", _STANDING, "positions", standing),
    SetStep("record.mentions", "select * from record_mentions", "event_mentions"),
)
"""All steps of this part, in order."""

SCHEMAS: dict[str, pa.Schema] = {
    "record_sentences": SENTENCES,
    "record_unique": SENTENCES,
    "record_codings": CODINGS,
    "record_participants": PARTICIPANTS,
    "record_mentions": pa.schema(
        [
            ("event", pa.int64()), ("coding", pa.int64()), ("article", pa.int64()), ("start", pa.int32()),
            ("end", pa.int32()), ("trigger_start", pa.int32()), ("trigger_end", pa.int32()),
            ("published", pa.timestamp("us")), ("certainty", pa.string()), ("speaker", pa.string()),
            ("probability", pa.float64()), ("looks_back", pa.bool_()),
            ("nameless", pa.bool_()),
        ]
    ),
    "record_marks": MARKS,
    "record_same": SAME,
    "record_modes": pa.schema([("event", pa.int64()), ("mode", pa.string()), ("score", pa.float64())]),
    "record_shown": pa.schema(
        [
            ("event", pa.int64()), ("coding", pa.int64()), ("article", pa.int64()), ("start", pa.int32()),
            ("end", pa.int32()), ("trigger_start", pa.int32()), ("trigger_end", pa.int32()), ("reports", pa.int32()),
            ("mentions", pa.int32()),
        ]
    ),
}  # fmt: skip
"""Columns of the tables between the steps."""
