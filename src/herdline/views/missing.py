"""What the line of a story leaves out, from the stored facts: who carries each, who was read and does not."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import duckdb

from herdline.check.abouttext import is_about_text
from herdline.check.standing import stands_alone
from herdline.check.weighing import (
    DENIED,
    OLD_EVENT,
    PLAN,
    corroboration,
    discount,
    is_first_hand,
    unconnected,
    weigh,
    what_is_told,
)
from herdline.check.worth import LEAST
from herdline.results import Carrier, Fact, Missing
from herdline.views.line import story
from herdline.views.outcomes import Text, by_unit, groups, outcome, tested, votes
from herdline.views.overlooked import LEAST_READ, overlooked

COMMON = 0.5
"""Share of the outlets that can be judged or are known by leads alone from which a fact is common ground ..."""
_SEEN = 0.25
"""... and of all outlets of the story, so that it does not rest on a few that can be judged."""
FEW = 1 / 3
"""Share of the outlets that can be judged up to which a fact is left out ..."""
FEW_OUTLETS = 4
"""... or below COMMON where no more outlets than these carry it: a third of seven is two."""
_LEAST_COMMON = 3
"""Outlets that carry common ground."""
_MOST_CARRIERS = 40
_CLOCKS = timedelta(days=1)
"""What the day of a text and that of a deed may differ by zones."""

_TEXTS = """
select a.id, a.lang, a.extent = 'full' and coalesce(d.whole, true) as whole, coalesce(o.unit, a.outlet, '') as unit,
       coalesce(a.outlet, '') as outlet, coalesce(o.country, '') as country,
       coalesce(o.ownership, '') as ownership, f.family, cast(a.published as date) as published
from story_articles s join articles a on a.id = s.article join families f on f.article = a.id
left join outlets o on o.outlet = a.outlet left join depths d on d.article = a.id where s.story = ?
"""
_BY_LEADS = """
select count(*) from story_articles s join depths d on d.article = s.article where s.story = ? and not d.whole
"""
_FACTS = """
select f.*, substr(a.text, f.start + 1, f."end" - f.start) as sentence, coalesce(a.outlet, '') as outlet
from facts f join articles a on a.id = f.article where f.story = ? order by f.fact
"""
_PLACES = """
select t.fact, t.article, t.state, t.start, t."end", t.evidence,
       substr(a.text, t.start + 1, t."end" - t.start) as sentence
from fact_texts t join articles a on a.id = t.article where t.story = ? order by t.fact, t.article
"""
_DEEDS = f"""
select t.fact, arg_max(e.event, (w.weight, e.event)) as event, max(w.weight) as weight,
       arg_max(case when e.date_precision = 'day' and not contains(e.aux, 'future') then e.date else '' end,
               (w.weight, e.event)) as day
from fact_texts t join event_mentions m on m.article = t.article and m.start = t.start and m."end" = t."end"
join events e on e.event = m.event join (
    select event, cast(case when contains(aux, 'historical') then {OLD_EVENT} when contains(aux, 'negation')
        or certainty = 'denied' then {DENIED} when contains(aux, 'future') then {PLAN}
        when quad like 'material%' then 1.0
        when quad = 'verbal conflict' then 0.7 else 0.5 end as double) as weight from events
) w on w.event = e.event
where t.story = ? and t.state = 'carried' and not contains(e.aux, 'hypothetical') group by t.fact
"""
_RELATIONS = f"""
select t.fact, cast(max(case when r.kind = 'refusal' then {DENIED} else 0.5 end) as double) as weight
from fact_texts t join relation_words r on r.article = t.article and r.start = t.start and r."end" = t."end"
where t.story = ? and t.state = 'carried' group by t.fact
"""
_LINES = """
select fact from (
    select t.fact, max(case when u.article is null then 0 else 1 end) as inside from fact_texts t left join line_uses u
    on u.story = t.story and u.article = t.article and u.start < t."end" and u."end" > t.start
    where t.story = ? and t.state = 'carried' group by t.fact, t.article
) x group by fact having 2 * sum(inside) >= count(*)
"""
"""Facts that are the line's own sentences: half of the texts that tell them do it in its words."""
_STANDING = """
select distinct t.fact from fact_texts t
join positions p on p.article = t.article and p.start >= t.start and p."end" <= t."end" and p."end" > t.start
where t.story = ? and t.state = 'carried'
"""


class Deed(NamedTuple):
    """The weightiest event that a fact's sentences tell: ``day`` it happened, "" where that is not sure to a day."""

    event: int
    weight: float
    day: str


def missing(connection: duckdb.DuckDBPyConnection, number: int, limit: int | None = None) -> Missing:
    """The common ground of a story and what few of its outlets carry, weightiest first.

    Args:
        connection: an open store.
        number: the story.
        limit: most facts in each list, None for all.
    """
    texts = {row[0]: Text(*row) for row in connection.execute(_TEXTS, [number]).fetchall()}
    units = by_unit(texts.values())
    voices = votes(units)
    read = sum(1 for held in units.values() if any(t.whole for t in held))
    deeds = {fact: Deed(*told_there) for fact, *told_there in connection.execute(_DEEDS, [number]).fetchall()}
    said = dict(connection.execute(_RELATIONS, [number]).fetchall())
    standing = {f for (f,) in connection.execute(_STANDING, [number]).fetchall()}
    places: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in connection.sql(_PLACES, params=[number]).to_arrow_table().to_pylist():
        places[row["fact"]].append(row)
    in_line = {f for (f,) in connection.execute(_LINES, [number]).fetchall()}
    told = min((t.published for t in texts.values() if t.published), default=None)
    rows = connection.sql(_FACTS, params=[number]).to_arrow_table().to_pylist()
    whats = {
        row["fact"]: what_is_told(
            row["sentence"], texts[row["article"]].lang, deeds[row["fact"]].weight if row["fact"] in deeds else 0.0,
            said.get(row["fact"], 0.0), row["fact"] in standing,
        )
        for row in rows
    }  # fmt: skip
    facts = [
        _fact(
            row,
            places[row["fact"]],
            texts,
            units,
            voices,
            deeds.get(row["fact"]),
            row["fact"] in standing,
            whats[row["fact"]],
            told,
        )
        for row in rows
    ]
    facts = tested(facts)
    shared = [f for f in facts if _is_common(f)]
    common = [f for f in map(_of_the_world, shared) if f]
    untold = len(shared) - len(common)
    common.sort(key=lambda f: (-f.carried, f.fact))
    # where more outlets are unclear than lack it, too little is known to call it left out
    few = [] if read < LEAST_READ else [f for f in facts if _is_left_out(f) and f.fact not in in_line]
    few.sort(key=lambda f: (f.single_source, -f.weight, f.fact))
    worth = {row["fact"]: row["worth"] for row in rows}
    told_alone = [f for f in map(_of_the_world, few) if f and worth[f.fact] >= LEAST]
    untold += len(few) - len(told_alone)
    few = once(told_alone)
    ((by_leads,),) = connection.execute(_BY_LEADS, [number]).fetchall()
    return Missing(
        number, story(connection, number).title, read, len(units) - read, tuple(common[:limit]), tuple(few[:limit]),
        overlooked(connection, number, texts, told, whats),
        _noted(by_leads, read, len(units) - read, len(texts), len(few)) + _untold(untold), untold, by_leads,
    )  # fmt: skip


def _fact(
    row: dict[str, Any], places: list[dict[str, Any]], texts: dict[int, Text], units: dict[str, list[Text]],
    voices: dict[str, int], deed: Deed | None, standing: bool, what: float, told: date | None,
) -> Fact:  # fmt: skip
    places = [place for place in places if not _is_ahead(texts[place["article"]], texts[row["article"]], deed)]
    state = {place["article"]: place["state"] for place in places}
    carrying = [texts[a] for a, told_there in state.items() if told_there == "carried"]
    langs, first = {t.lang for t in carrying}, min((t.published for t in carrying if t.published), default=None)
    outcomes = {unit: outcome(held, state, langs, first) for unit, held in units.items()}
    count = Counter(outcomes.values())
    carriers = [
        Carrier(
            texts[p["article"]].outlet, texts[p["article"]].country, texts[p["article"]].lang, p["article"], p["start"],
            p["end"], p["sentence"],
        )
        for p in places if p["state"] == "carried"
    ]  # fmt: skip
    sources = unconnected((t.family, t.unit or f"#{t.id}") for t in carrying)
    shares = groups(units, outcomes, voices)
    lang = texts[row["article"]].lang
    weight = weigh(
        row["worth"],
        row["named"],
        what,
        corroboration(sources + _nearly(places, texts), any(is_first_hand(c.sentence) for c in carriers)),
        discount(row["sentence"], lang, told),
    )
    kind = (
        "event"
        if deed
        else "position"
        if standing
        else "quote"
        if row["quoted"]
        else "number"
        if row["figures"]
        else "statement"
    )
    return Fact(
        fact=row["fact"], kind=kind, sentence=row["sentence"], article=row["article"], outlet=row["outlet"],
        start=row["start"], end=row["end"], actors=tuple(a for a in row["actors"].split(",") if a),
        weight=round(weight, 3), families=len({t.family for t in carrying}), single_source=sources == 1,
        carried=count["carried"], not_seen=count["not seen"], unclear=count["unclear"], leads=count["lead"],
        incomparable=count["incomparable"], earlier=count["earlier"], groups=shares,
        carriers=tuple(carriers[:_MOST_CARRIERS]), event=deed.event if deed else None,
    )  # fmt: skip


def _nearly(places: list[dict[str, Any]], texts: dict[int, Text]) -> float:
    """Families to be expected beyond those that carry the fact: of each the chance of its nearest sentence, summed."""
    carrying = {texts[place["article"]].family for place in places if place["state"] == "carried"}
    chance: dict[int, float] = {}
    for place in places:
        family = texts[place["article"]].family
        if place["state"] == "unclear" and family not in carrying:
            chance[family] = max(chance.get(family, 0.0), place["evidence"])
    return sum(chance.values())


def _is_ahead(text: Text, shown: Text, deed: Deed | None) -> bool:
    """Whether a text was printed two days ahead of the deed or more, so that it cannot tell it.

    Not where the text whose sentence is shown was printed so early too: then it is the date that is wrong.
    """
    if deed is None or not deed.day or not text.published or not shown.published:
        return False
    day = date.fromisoformat(deed.day) - _CLOCKS
    return text.published < day <= shown.published


def _of_the_world(fact: Fact) -> Fact | None:
    """The fact in a wording that stands alone and is not about a text, in its language if may be; None without one."""
    lang = next((c.lang for c in fact.carriers if c.article == fact.article), "")
    is_coded = fact.event is not None
    if _tells(fact.sentence, lang, is_coded):
        return fact
    fits = [c for c in fact.carriers if _tells(c.sentence, c.lang, is_coded)]
    if not fits:
        return None
    best = min(fits, key=lambda c: c.lang != lang)
    return replace(
        fact, sentence=best.sentence, article=best.article, outlet=best.outlet, start=best.start, end=best.end
    )


def _tells(sentence: str, lang: str, is_coded: bool) -> bool:
    return not is_about_text(sentence) and stands_alone(sentence, lang, is_coded)


def _is_common(fact: Fact) -> bool:
    """Whether half carry it of those that can be judged; whose lead alone was read counts as one that does not."""
    told = fact.carried + fact.not_seen + fact.leads
    return fact.carried >= max(_LEAST_COMMON, COMMON * told, _SEEN * fact.outlets)


def _is_left_out(fact: Fact) -> bool:
    """Whether few carry it, and enough is known to say so: where more are unclear than lack it, it is not."""
    few = _share(fact) <= FEW or (_share(fact) < COMMON and fact.carried <= FEW_OUTLETS)
    return few and fact.not_seen > max(fact.carried, fact.unclear)


def once(facts: list[Fact]) -> list[Fact]:
    """The facts, in their order, without those of which half the sentences shown stand in earlier ones already.

    A sentence may match the sentences of two facts; a fact that lives of such sentences would be read twice.
    """
    kept: list[Fact] = []
    told: set[tuple[int, int]] = set()
    for fact in facts:
        places = {(carrier.article, carrier.start) for carrier in fact.carriers}
        if not places or 2 * len(places & told) < len(places):
            kept.append(fact)
            told |= places
    return kept


def _share(fact: Fact) -> float:
    judged = fact.carried + fact.not_seen
    return fact.carried / judged if judged else 0.0


def _noted(by_leads: int, read: int, leads: int, texts: int, few: int) -> str:
    if not by_leads:
        return _note(read, leads, texts, few)
    those = "1 text of it was" if by_leads == 1 else f"{by_leads} texts of it were"
    told = f"This store is analysed by leads: {those} not read whole. "
    if read < LEAST_READ:
        return told + "Until the story is read whole nothing is claimed to be left out."
    return told + _note(read, leads, texts, few)


def _note(read: int, leads: int, texts: int, few: int) -> str:
    if texts < 2:
        return "One article only: nothing can be said about what others leave out."
    if read < LEAST_READ:
        return (
            f"Only {read} of {read + leads} outlets were read in full: what a lead or title does not say, its article "
            f"may. Nothing is claimed to be left out below {LEAST_READ}; read the full texts first."
        )
    if not few:
        return (
            f"{read} outlets were read in full; no fact stands in few of them and can be shown to lack in the others."
        )
    told = f"{read} outlets were read in full"
    return told + (f"; of {leads} more only leads, whose silence says nothing." if leads else ".")


def _untold(facts: int) -> str:
    """How many facts would be listed if a sentence that carries them told anything by itself; "" for none."""
    if not facts:
        return ""
    one, they = ("fact is", "it") if facts == 1 else ("facts are", "them")
    return (
        f" {facts} more {one} not listed: the sentences that carry {they} only say who spoke, what their writer thinks "
        "or what stands in a text, need the sentence ahead, or would hardly be missed."
    )
