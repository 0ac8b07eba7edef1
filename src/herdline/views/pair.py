"""Words beside deeds of two actors: what they declare, what they do, where the one does not reach the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import duckdb

from herdline.check.irony import is_jest
from herdline.check.series import change_points, poisson_interval, scatter
from herdline.errors import BadQuestion
from herdline.record.languages import CODED
from herdline.record.participants import is_state
from herdline.results import Carrier, Limit, Month, Pair, Position, QuadCount, Told
from herdline.results.pairs import WARLIKE, at_war
from herdline.text.digests import is_digest
from herdline.views.actors import actor_code
from herdline.views.happened import (
    DATE,
    HAPPENED,
    IS_ASSAULT,
    KNOWN,
    NOT_IMAGINED,
    SENTENCE,
    SURE,
    TOGETHER,
    WITHOUT_PARSE,
)
from herdline.views.independent import UNIT, independent
from herdline.views.record import positions
from herdline.views.repeats import MOST_MORE, rank, without_repeats
from herdline.views.unread import unread

SEVERITY = {"refusal": 0.6, "reserve": 0.4, "position": 0.7, "aid to an adversary": 0.8}
"""Of what has no PLOVER score; events have the size of theirs, divided by ten."""
LEAST_FRIENDLY = 0.65
"""Probability from which praise, promises and deeds for each other are listed: of 26 that a reader judged, 13 had less,
and none of these was right."""
LEAST_ADVERSE = 3
"""Recorded assaults from which help for the one is a limit to friendship with the other."""
_LEAST_SCORE = 0.5
"""PLOVER score from which conflict in words is a limit: an invitation is none."""
_STANDING = frozenset(("recognition", "evasion", "guarantee"))
"""Refusals that stand: told in June and in September, they are one."""
_UNSURE, _ALLEGED = ("alleged", "purported"), 0.5
"""Certainties that are said beside an event, and what it weighs then as a limit."""
_SAME_WORD = 8
"""First letters of the words of reserve that are taken for the same."""
_HAS = "list_contains(string_split({column}, ','), ?)"
_BETWEEN = f"""
(({_HAS.format(column="e.actor_codes")} and {_HAS.format(column="e.recipient_codes")})
 or ({_HAS.format(column="e.actor_codes")} and {_HAS.format(column="e.recipient_codes")})
 or (e.recipient_codes = '' and {_HAS.format(column="e.actor_codes")} and {_HAS.format(column="e.actor_codes")}
     and {TOGETHER}))
"""
_IS_VISIT = f"e.type = 'CONSULT' and e.recipient_codes <> '' and (e.mode = 'visit' or {WITHOUT_PARSE})"
"""Who goes to whom; without a parse there is no mode, and who meets stands on one side."""
_DATED = f"""
select * from (
    select e.* replace ({DATE} as date), {SENTENCE.format("e")} as sentence, {KNOWN} as known, {SURE} as sure,
           {IS_ASSAULT} as is_assault, {_IS_VISIT} as is_visit
    from events e join articles a on a.id = e.article where {{chosen}}
) e where (? = '' or e.known >= ?) and (? = '' or (e.known <> '' and left(e.known, length(?)) <= ?))
order by nullif(e.date, '') nulls last, e.event
"""
_EVENTS = _DATED.format(chosen=f"{_BETWEEN} and {NOT_IMAGINED}")
_HELP = _DATED.format(
    chosen=f"{_HAS.format(column='e.actor_codes')} and {_HAS.format(column='e.recipient_codes')}"
    f" and e.type = 'AID' and e.aux = '' and e.certainty <> 'denied' and {SURE}"
)
_WORDS = f"""
select r.*, a.outlet, a.published, a.lang, o.country, f.family, {UNIT} as unit,
       substr(a.text, r.start + 1, r."end" - r.start) as sentence,
       substr(a.text, r.word_start + 1, r.word_end - r.word_start) as words, t.fact
from relation_words r join articles a on a.id = r.article join families f on f.article = r.article
left join outlets o on o.outlet = a.outlet
left join (
    select article, start, "end", min(fact) as fact from fact_texts where state = 'carried'
    group by article, start, "end"
) t on t.article = r.article and t.start = r.start and t."end" = r."end"
where r.a = ? and r.b = ? and (? = '' or cast(cast(a.published as date) as varchar) >= ?)
  and (? = '' or left(cast(cast(a.published as date) as varchar), length(?)) <= ?)
order by a.published nulls last, r.article, r.start
"""
_PARTIES = """
select event, side, text from participants where event in (select unnest(?)) order by event, side, position
"""
_ARTICLES = f"""
select left(cast(cast(published as date) as varchar), 7) as month, count(*) as n from articles
where published is not null and lang in {CODED} group by month
"""
_ADVERSARIES = f"""
select case when {_HAS.format(column="e.actor_codes")} then e.recipient_codes else e.actor_codes end as code
from events e join articles a on a.id = e.article where {HAPPENED} and {SURE}
  and ({_HAS.format(column="e.actor_codes")} or {_HAS.format(column="e.recipient_codes")})
group by code having count(distinct case when {IS_ASSAULT} then (e.article, e.start) end)
  >= greatest({LEAST_ADVERSE}, {WARLIKE} * count(*))
"""


def pair(connection: duckdb.DuckDBPyConnection, first: str, second: str, since: str, until: str) -> Pair:
    """Declared words, recorded deeds, positions and limits of two actors.

    Args:
        connection: an open store.
        first: code or name.
        second: code or name.
        since: first date, ISO 8601 of any precision, "" for all.
        until: last date, included.

    Raises:
        NotFound: an actor is unknown; says near names.
        BadQuestion: both are the same actor.
    """
    (a, a_name), (b, b_name) = sorted((actor_code(first), actor_code(second)))
    if a == b:
        raise BadQuestion(f"{first} and {second} are both {a_name} [{a}]; give two actors")
    period = [since, since, until, until, until]
    told_of = [r for r in _events(connection, _EVENTS, [a, b, b, a, a, b, *period]) if not _is_no_news(r)]
    rows = [row for row in told_of if row["sure"] and not _is_denied(row)]
    told = _words(connection, a, b, period)
    held = [
        p for one, other in ((a, b), (b, a)) for p in positions(connection, one, other)
        if (p.holder, p.target) == (one, other)
    ]  # fmt: skip
    close = [t for t in told if t.kind == "close"]
    denied = [r for r in rows if "negation" in r["aux"]]
    # what no list would show is not counted either
    kept = [r for r in rows if "negation" not in r["aux"] and not _is_lone_assault(r)]
    lone = len(rows) - len(denied) - len(kept)
    done = [r for r in kept if not r["aux"]]
    met = [r for r in done if r["type"] == "CONSULT"]
    friendly = [r for r in done if "cooperation" in r["quad"] and r["type"] != "CONSULT"]
    sure = [r for r in friendly if r["probability"] >= LEAST_FRIENDLY]
    said = _listed(r for r in sure if r["quad"] == "verbal cooperation")
    declared = sorted([*close, *said], key=lambda t: -t.families)
    dated = [p for p in held if not (since or until) or _within(p.since, since, until)]
    limits, folded = _limits(connection, a, b, rows, told, dated, period)
    assaults = len({(r["article"], r["start"]) for r in done if r["is_assault"]})  # they fire at each other: one
    fight = at_war(assaults, len(kept))
    # in an enemy's land it is one's own troops that are visited
    talks = [r for r in met if not (fight and r["is_visit"])]
    note = _note(kept, close, declared, limits, a_name, b_name, assaults if fight else 0)
    note += _unlisted(len(friendly) - len(sure), len(met) - len(talks), lone)
    if doubtful := sum(1 for row in told_of if not row["sure"]):
        note += f" {doubtful} more event{'s are' if doubtful > 1 else ' is'} too unsure to count."
    if not (kept or declared or limits):
        note += unread(connection, a, b, period)
    deeds = _listed(r for r in sure if r["quad"] == "material cooperation")
    listed = {"declared": declared, "meetings": _listed(talks), "deeds": deeds}
    lists, strains = without_repeats(connection, a, b, listed, limits)
    folded |= {t.event for t in _in_lists(listed, limits)}
    others = _listed(_unshown(kept, folded, _in_lists(lists, strains)))
    return Pair(
        a=a, a_name=a_name, b=b, b_name=b_name, since=since, until=until, counts=_counts(kept, a, b),
        undated=sum(1 for r in kept if not r["date"]), assaults=assaults, limits=strains, positions=tuple(held),
        months=_months(connection, kept), note=note, others=others, **lists,
    )  # fmt: skip


def _is_no_news(row: dict[str, Any]) -> bool:
    """Whether its sentence jokes, or lists pieces of news that have nothing to do with each other."""
    return is_jest(row["sentence"]) or is_digest(row["sentence"])


def _events(connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any]) -> list[dict[str, Any]]:
    """Events with the words of their sentences that stand for who and whom."""
    rows: list[dict[str, Any]] = connection.sql(sql, params=values).to_arrow_table().to_pylist()
    parties: dict[tuple[int, str], list[str]] = defaultdict(list)
    held = connection.execute(_PARTIES, [[row["event"] for row in rows]]).fetchall() if rows else []
    for event, side, text in held:
        parties[event, side].append(f"“{' '.join(text.split())}”")
    for row in rows:
        sides = [", ".join(dict.fromkeys(parties[row["event"], side])) for side in ("actor", "recipient")]
        row["parties"] = " → ".join(filter(None, sides))
    return rows


def _is_lone_assault(row: dict[str, Any]) -> bool:
    """Whether one text alone tells an assault that was coded without a parse (``IS_ASSAULT``)."""
    return row["type"] == "ASSAULT" and not row["is_assault"]


def _listed(rows: Iterable[dict[str, Any]]) -> tuple[Told, ...]:
    """Events as they are shown, most reported first."""
    return tuple(_event_told(row) for row in sorted(rows, key=lambda r: (-r["reports"], -r["probability"], r["event"])))


def _in_lists(lists: Mapping[str, Sequence[Told]], limits: Sequence[Limit]) -> list[Told]:
    return [*(t for held in lists.values() for t in held), *(x.told for x in limits)]


def _unshown(
    rows: Iterable[dict[str, Any]], folded: set[int | None], shown: Sequence[Told]
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Events of which no row is shown: by event, as a sentence may tell two.

    One that was joined to another's row (``folded``) has its sentence there, unless that row has too many.
    """
    heads = {t.event for t in shown}
    more = {(c.article, c.start, c.end) for t in shown for c in t.more}
    for row in rows:
        is_told = row["event"] in folded and (row["article"], row["start"], row["end"]) in more
        if row["event"] not in heads and not is_told:
            yield row


def _is_denied(row: dict[str, Any]) -> bool:
    """Whether who speaks denies that it happened; a negation denied is left as the negation it is."""
    return row["certainty"] == "denied" and "negation" not in row["aux"]


def _words(connection: duckdb.DuckDBPyConnection, a: str, b: str, period: list[str]) -> list[Told]:
    """Sentences about the relation, one a matter.

    The same is what refuses the same thing in one month (recognition and evasion of sanctions: whenever), in whatever
    language, where both are named in the sentence; reserve in the same words; all else is the same only where the
    story's facts say so. Whom a sentence is about that names one of the two is a guess, and guesses must not add up to
    a figure. Copies count once, and so do the texts of one owner.
    """
    groups: dict[tuple[str, Any], list[dict[str, Any]]] = defaultdict(list)
    for row in connection.sql(_WORDS, params=[a, b, *period]).to_arrow_table().to_pylist():
        if _is_no_news(row):
            continue
        month = row["published"].strftime("%Y-%m") if row["published"] and row["topic"] not in _STANDING else ""
        is_sure = row["topic"] and row["basis"] == "named"
        if is_sure and row["kind"] == "reserve":  # "our ally" denied and "reluctant" are not one matter
            matter = row["fact"] or f"{row['words'].casefold()[:_SAME_WORD]} {month}"
        else:
            matter = f"{row['topic']} {month}" if is_sure else row["fact"] or row["sentence"]
        groups[row["kind"], matter].append(row)
    found: list[Told] = []
    for (kind, _), rows in groups.items():
        best = max(rows, key=lambda r: (r["basis"] == "named", r["quoted"]))
        rest = {(r["article"], r["start"]): r for r in rows if r is not best}
        said = rows[0]["published"]
        found.append(
            Told(
                kind=kind, words=best["words"], date="", said=said.date().isoformat() if said else "",
                sentence=best["sentence"], speaker=best["speaker"], quoted=best["quoted"],
                named=best["basis"] == "named", families=independent({(r["family"], r["unit"]) for r in rows}),
                article=best["article"], outlet=best["outlet"] or "", start=best["start"], end=best["end"], event=None,
                topic=best["topic"], more=tuple(_carrier(r) for r in list(rest.values())[:MOST_MORE]),
            )
        )  # fmt: skip
    return sorted(found, key=lambda t: (-t.families, not t.named, t.said, t.article, t.start))


def _carrier(row: dict[str, Any]) -> Carrier:
    return Carrier(
        row["outlet"] or "",
        row["country"] or "",
        row["lang"],
        row["article"],
        row["start"],
        row["end"],
        row["sentence"],
    )


def _direction(row: dict[str, Any]) -> str:
    """Who toward whom, by their codes: a sign that is turned round must be seen."""
    who, whom = (", ".join(row[side].split(",")) for side in ("actor_codes", "recipient_codes"))
    return f"{who or '?'} → {whom}" if whom else who or "?"


def _event_told(row: dict[str, Any]) -> Told:
    said = row["published"]
    what = " ".join(filter(None, (row["type"], row["mode"])))
    surely = f" ({row['certainty']})" if row["certainty"] in _UNSURE else ""
    return Told(
        kind="event", words=f"{what}, {_direction(row)}{surely}", date=row["date"],
        said=said.date().isoformat() if said else "", sentence=row["sentence"], speaker=row["speaker"], quoted=False,
        named=True, families=row["reports"], article=row["article"], outlet=row["outlet"] or "", start=row["start"],
        end=row["end"], event=row["event"], topic="", more=(), probability=round(row["probability"], 2),
        certainty=", ".join([*filter(None, row["aux"].split(",")), row["certainty"]]), parties=row["parties"],
        precision=row["date_precision"] if row["date"] else "",
    )  # fmt: skip


def _limits(
    connection: duckdb.DuckDBPyConnection, a: str, b: str, rows: list[dict[str, Any]], told: list[Told],
    held: list[Position],
    period: list[str],
) -> tuple[tuple[Limit, ...], set[int | None]]:  # fmt: skip
    """Limits, each once, and the events whose sentences stand behind another's."""
    found: list[Limit] = []
    for row in rows:
        if _is_lone_assault(row):
            continue
        negated = "negation" in row["aux"]
        if row["quad"].endswith("conflict") and not negated and abs(row["score"]) >= _LEAST_SCORE:
            severity = abs(row["score"]) / 10 * (_ALLEGED if row["certainty"] in _UNSURE else 1)
            found.append(_limit(f"{row['quad']} {row['type']}", severity, _event_told(row)))
        elif row["quad"].endswith("cooperation") and negated:
            found.append(_limit("refusal", SEVERITY["refusal"], _event_told(row)))
    found += [_limit(t.kind, SEVERITY[t.kind], t) for t in told if t.kind in ("refusal", "reserve")]
    found += [_limit("position", SEVERITY["position"], _position_told(p)) for p in held if _is_hostile(p)]
    for helper, helped in ((a, b), (b, a)):
        for enemy in _adversaries(connection, helped) - {helper}:
            for row in _events(connection, _HELP, [helper, enemy, *period]):
                if _is_no_news(row):
                    continue
                found.append(_limit("aid to an adversary", SEVERITY["aid to an adversary"], _event_told(row)))
    refused = {limit.told.sentence for limit in found if _is_refusal(limit)}
    once: dict[str, Limit] = {}
    folded = set[int | None]()
    for limit in sorted(found, key=lambda item: (-item.rank, item.told.said, item.told.article, item.told.start)):
        # what makes limits one: a refusal to recognise is told by positions, words, events; all else by its sentence
        matter = "recognition" if limit.told.sentence in refused else limit.told.sentence
        first = once.setdefault(matter, limit)
        if first is not limit and first.told.sentence != limit.told.sentence:
            more = (*first.told.more, *_as_carriers(limit.told))[:MOST_MORE]
            once[matter] = replace(first, told=replace(first.told, more=more))
            folded.add(limit.told.event)
    return tuple(once.values()), folded


def _is_refusal(limit: Limit) -> bool:
    """Whether a limit is that the one does not recognise what the other does."""
    told = limit.told
    is_position = limit.kind == "position" and told.words.startswith("recognition ")
    return told.topic == "recognition" or is_position


def _as_carriers(told: Told) -> tuple[Carrier, ...]:
    return (Carrier(told.outlet, "", "", told.article, told.start, told.end, told.sentence), *told.more)


def _within(date: str, since: str, until: str) -> bool:
    """Whether a date, cut to its precision, is in the period; one that is not known is not."""
    return bool(date) and (not since or date >= since) and (not until or date[: len(until)] <= until)


def _is_hostile(p: Position) -> bool:
    """Whether a position speaks against its target; to oppose sanctions on somebody does not."""
    return p.stance == "for" if p.kind in ("sanctions", "claim") else p.stance in ("against", "ended")


def _limit(kind: str, severity: float, told: Told) -> Limit:
    return Limit(kind, round(severity, 2), rank(severity, told), told)


def _position_told(p: Position) -> Told:
    return Told(
        kind="position", words=f"{p.kind} {p.stance}", date=p.since, said="", sentence=p.sentence, speaker="",
        quoted=False, named=True, families=p.reports, article=p.article, outlet=p.outlet, start=p.start, end=p.end,
        event=None, topic="", more=(),
    )  # fmt: skip


def _adversaries(connection: duckdb.DuckDBPyConnection, code: str) -> set[str]:
    rows = connection.execute(_ADVERSARIES, [code, code, code]).fetchall()
    return {c for (codes,) in rows for c in codes.split(",") if c != code and is_state(c)}


def _counts(rows: list[dict[str, Any]], a: str, b: str) -> tuple[QuadCount, ...]:
    events: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    reports: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        actors, recipients = row["actor_codes"].split(","), row["recipient_codes"].split(",")
        mutual = not row["recipient_codes"]
        sides = (a, b, "with") if mutual else (a, b, "") if a in actors and b in recipients else (b, a, "")
        key = (row["quad"], sides[0], sides[1] if not mutual else f"with {sides[1]}")
        events[key].append(row["event"])
        reports[key] += row["reports"]
    return tuple(QuadCount(*key, len(ids), reports[key], tuple(ids)) for key, ids in sorted(events.items()))


def _months(connection: duckdb.DuckDBPyConnection, rows: list[dict[str, Any]]) -> tuple[Month, ...]:
    dated = [r for r in rows if len(r["date"]) >= 7]
    if not dated:
        return ()
    by_month: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in dated:
        by_month[row["date"][:7]].append(row)
    months = _span(min(by_month), max(by_month)) if len(by_month) > 1 else sorted(by_month)
    read = dict(connection.execute(_ARTICLES).fetchall())
    counts, seen = [len(by_month[m]) for m in months], [read.get(m, 0) for m in months]
    changes = change_points(counts, seen)
    spread = scatter(counts, seen, changes)
    found: list[Month] = []
    for place, month in enumerate(months):
        held = by_month[month]
        quads = Counter(r["quad"] for r in held)
        low, high = poisson_interval(len(held), scatter=spread)
        reason = ""
        if place in changes:
            most = max(held, key=lambda r: (r["reports"], r["probability"]), default=None)
            reason = " ".join(most["sentence"].split()) if most else "no more events"
        found.append(
            Month(
                month, quads["verbal cooperation"], quads["material cooperation"], quads["verbal conflict"],
                quads["material conflict"], round(low, 2), round(high, 2), reason,
            )
        )  # fmt: skip
    return tuple(found)


def _span(first: str, last: str) -> list[str]:
    """All months between two, at most the last forty years."""
    year, month = int(first[:4]), int(first[5:7])
    found: list[str] = []
    while f"{year:04d}-{month:02d}" <= last:
        found.append(f"{year:04d}-{month:02d}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found[-480:]


def _unlisted(doubtful: int, visits: int, lone: int) -> str:
    """What counts and stands behind the other lists, and what does not count."""
    parts = [f"{doubtful} friendly act{'s' * (doubtful > 1)} less likely than {LEAST_FRIENDLY}"] * bool(doubtful)
    parts += [f"{visits} visit{'s' * (visits > 1)}"] * bool(visits)
    told = f" Counted, and listed last: {', '.join(parts)}." if parts else ""
    if lone:
        told += (
            f" Not counted: {lone} assault{'s' * (lone > 1)} that one text alone tells in a language that is coded"
            " without a parse; two must tell it."
        )
    return told


def _note(
    rows: list[dict[str, Any]], close: list[Told], declared: list[Told], limits: tuple[Limit, ...], a_name: str,
    b_name: str, assaults: int,
) -> str:  # fmt: skip
    pair_name = f"{a_name} and {b_name}"
    deeds = sum(1 for r in rows if r["quad"].startswith("material"))
    if not rows and not declared and not limits:
        return (
            f"Nothing sure between {pair_name} is recorded in this period: nothing can be concluded, not even coolness."
        )
    told = f"{len(rows)} recorded events, {deeds} of them deeds; "
    told += f"{len(close)} sentence{'s' * (len(close) != 1)} of closeness in words."
    if not deeds:
        told += " No deeds are recorded: words cannot be checked against them."
    if assaults:
        told += f" {assaults} assaults between them are recorded: what they promise or hand over is no friendship."
    elif limits and not declared:
        told += " No closeness is declared: what follows are strains rather than limits of a friendship."
    if len(rows) < 5:
        told += " With fewer than five events, counts say little; read the sentences."
    return told
