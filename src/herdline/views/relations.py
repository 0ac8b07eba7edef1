"""One actor's ties to all others, and positions of several actors side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import sqrt
from typing import Any

import duckdb
from scipy.stats import binomtest, t

from herdline.check.balance import Balance, balance, frustration
from herdline.errors import BadQuestion
from herdline.record.participants import is_state
from herdline.results import BalanceMonth, Comparison, Distance, NetworkTie, Partner, Position, Relations, Stand
from herdline.results.pairs import LEAST_TOLD
from herdline.views.actors import actor_code, actor_name
from herdline.views.happened import DATE, HAPPENED, NO_LONE_ASSAULT, SENTENCE, SURE, TOGETHER
from herdline.views.independent import SOURCES, independent, independent_of
from herdline.views.record import positions

_LEAST_EVENTS = 5
"""Of a month, for a word on its balance."""
_LEAST_SCORES = 8
"""Events for a mean score: Student's interval of five, of two or three values each, holds it in 83 to 86 of 100."""
_WORST, _BEST = -10.0, 10.0
"""Ends of the scale of scores."""
_LEAST_TRIADS = 3
"""Closed triads from which a share of balanced ones is told."""
_MOST_PARTNERS = 40
_MONTH = len("2022-09")
_TOLD = f"""
select m.event, {SOURCES} as sources from event_mentions m join families f on f.article = m.article
join articles a on a.id = m.article left join outlets o on o.outlet = a.outlet group by m.event
"""
_EVENTS = f"""
select left({DATE}, 7) as month, e.quad, e.score, e.actor_codes, e.recipient_codes, count(*) as n,
       flatten(list(s.sources)) as sources
from events e join articles a on a.id = e.article join ({_TOLD}) s on s.event = e.event
where (e.recipient_codes <> '' or (contains(e.actor_codes, ',') and {TOGETHER})) and {HAPPENED} and {SURE}
  and {NO_LONE_ASSAULT}
  and (? = '' or {DATE} >= ?) and (? = '' or ({DATE} <> '' and left({DATE}, length(?)) <= ?))
group by all order by e.actor_codes, e.recipient_codes, e.quad, e.score, month
"""
_WORDS = f"""
select coalesce(left(cast(cast(a.published as date) as varchar), 7), '') as month, r.a, r.b, r.kind,
       {SOURCES} as sources
from relation_words r join families f on f.article = r.article join articles a on a.id = r.article
left join outlets o on o.outlet = a.outlet
where (? = '' or cast(cast(a.published as date) as varchar) >= ?)
  and (? = '' or left(cast(cast(a.published as date) as varchar), length(?)) <= ?) group by all
"""
_SPAN = """
select left(cast(cast(min(published) as date) as varchar), 7), left(cast(cast(max(published) as date) as varchar), 7)
from articles
"""
_SAID_OF = f"""
select e.actor_codes, e.recipient_codes, {SENTENCE.format("e")} as sentence, coalesce(a.outlet, '') as outlet,
       e.article, e.start, e."end" from events e join articles a on a.id = e.article
where (list_contains(string_split(e.actor_codes, ','), ?) or list_contains(string_split(e.recipient_codes, ','), ?))
  and (e.recipient_codes <> '' or (contains(e.actor_codes, ',') and {TOGETHER})) and {HAPPENED} and {SURE}
  and {NO_LONE_ASSAULT}
  and (? = '' or {DATE} >= ?) and (? = '' or ({DATE} <> '' and left({DATE}, length(?)) <= ?))
order by e.reports desc, e.probability desc, e.event
"""
_WORDS_OF = """
select r.a, r.b, substr(x.text, r.start + 1, r."end" - r.start) as sentence, coalesce(x.outlet, '') as outlet,
       r.article, r.start, r."end" from relation_words r join articles x on x.id = r.article
where (r.a = ? or r.b = ?) and (? = '' or cast(cast(x.published as date) as varchar) >= ?)
  and (? = '' or left(cast(cast(x.published as date) as varchar), length(?)) <= ?)
order by r.basis <> 'named', x.published nulls last, r.article, r.start
"""
_ALL_WORDS = _WORDS.replace("coalesce(left(cast(cast(a.published as date) as varchar), 7), '') as month", "'' as month")


@dataclass
class _Ties:
    """What is recorded between each pair, codes in alphabetical order: (quad, score) of events, words by kind."""

    events: dict[tuple[str, str], list[tuple[str, float]]] = field(default_factory=lambda: defaultdict(list))
    words: dict[tuple[str, str], dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    sources: dict[tuple[str, str], set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    """Families and owners of the texts that tell any of it."""

    def told(self, pair: tuple[str, str]) -> int:
        """How many independent texts tell an event of the two or speak of their relation."""
        return independent(self.sources.get(pair, ()))

    def tied(self) -> set[tuple[str, str]]:
        """Pairs of which enough is told to call them tied."""
        return {pair for pair in {*self.events, *self.words} if self.told(pair) >= LEAST_TOLD}

    def among(self, actors: set[str]) -> list[NetworkTie]:
        """Ties between these actors, those even included, in alphabetical order."""
        found = []
        for pair in sorted(pair for pair in {*self.events, *self.words} if actors.issuperset(pair)):
            events, words = self.events.get(pair, []), self.words.get(pair, {})
            evidence = len(events) + sum(words.values())
            if evidence:
                found.append(NetworkTie(*pair, _weight(events, words), evidence))
        return found


def relations(connection: duckdb.DuckDBPyConnection, actor: str, since: str, until: str) -> Relations:
    """Ties of an actor to all others, those of most events first, and the balance of the network around it.

    Two independent texts make a tie, however many events are coded from one; its sign is that of its deeds and words
    together: material events count 1, verbal events and sentences of closeness or strain a third, for against against;
    0 where they are even. Months take events by their own date and words by the day they were told; what is dated to a
    year, not at all, or to a month before the first or after the last text of the store, is in no month.

    Raises:
        NotFound: the actor is unknown.
    """
    code, name = actor_code(actor)
    whole, months = _recorded(connection, [since, since, until, until, until])
    near = {other for pair in {*whole.events, *whole.words} if code in pair for other in pair if other != code}
    partners = [
        _partner(o, whole.events[_key(code, o)], whole.words[_key(code, o)], whole.told(_key(code, o))) for o in near
    ]
    partners.sort(key=lambda p: (-_size(p), p.code))
    said = _sentences(connection, code, [since, since, until, until, until])
    shown = [replace(p, **said.get(p.code, {})) for p in partners[:_MOST_PARTNERS]]
    circle = {code, *(p.code for p in shown)}
    tied = whole.tied()
    signs = _signs([t for t in whole.among({code, *(p.code for p in shown if p.sign)}) if (t.a, t.b) in tied])
    found = balance(signs)
    between = tuple((x, y) for middle, x, y in found.between if middle == code)
    ((first, last),) = connection.execute(_SPAN).fetchall()
    published = {month: held for month, held in months.items() if first and last and first <= month <= last}
    by_month = [_month(month, held, circle, tied) for month, held in sorted(published.items())]
    told = _counted(len(partners), "partner"), _counted(found.triads, "closed triad")
    note = f"{told[0]}; {told[1]}, {found.balanced} balanced."
    if not partners:
        note = f"Nothing between {name} and others is recorded in this period: nothing can be concluded."
    elif found.triads < _LEAST_TRIADS:
        note += " Too few triads to speak of a system."
    if once := sum(p.told < LEAST_TOLD for p in partners):
        note += f" {once} with a single independent text: no tie, in no triad."
    elsewhere = sum(len(e) for month in months.keys() - published.keys() for e in months[month].events.values())
    if elsewhere:
        events = f"{_counted(elsewhere, 'event')} between all actors {'is' if elsewhere == 1 else 'are'}"
        note += f" {events} dated outside {first} to {last}, when the texts appeared:"
        note += " history and plans, in no month."
    if not is_state(code):
        note = (
            f"Ties are drawn between states and their bodies alone, and {name} is none: what is recorded of it stands"
            " in its record, and beside any other actor in the check of the two."
        )
    return Relations(
        code, name, tuple(shown), found.triads, found.balanced, *_share(found), frustration(signs), between,
        tuple(m for m in by_month if m.evidence), note,
    )  # fmt: skip


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' * (number != 1)}"


def _recorded(connection: duckdb.DuckDBPyConnection, period: list[str]) -> tuple[_Ties, dict[str, _Ties]]:
    """What is recorded between all pairs of actors, in all and by month."""
    whole, months = _Ties(), defaultdict[str, _Ties](_Ties)
    for row in connection.sql(_EVENTS, params=period).to_arrow_table().to_pylist():
        for pair in _pairs(row):
            told = [(row["quad"], row["score"])] * row["n"]
            whole.events[pair] += told
            whole.sources[pair] |= _sources(row["sources"])
            if len(row["month"]) == _MONTH:
                months[row["month"]].events[pair] += told
                months[row["month"]].sources[pair] |= _sources(row["sources"])
    for _, a, b, kind, told_by in connection.execute(_ALL_WORDS, period).fetchall():  # a text counts once in all ...
        whole.words[a, b][kind] = independent_of(told_by)
        whole.sources[a, b] |= _sources(told_by)
    for month, a, b, kind, told_by in connection.execute(_WORDS, period).fetchall():  # ... and once in each month
        if month:
            months[month].words[a, b][kind] = independent_of(told_by)
            months[month].sources[a, b] |= _sources(told_by)
    return whole, months


def _sources(told_by: list[dict[str, Any]]) -> set[tuple[int, str]]:
    return {(source["family"], source["unit"]) for source in told_by}


def _sentences(connection: duckdb.DuckDBPyConnection, code: str, period: list[str]) -> dict[str, dict[str, Any]]:
    """The sentence of the most reported event with each partner and its place; of words alone the first one."""
    found: dict[str, dict[str, Any]] = {}
    rows = connection.sql(_SAID_OF, params=[code, code, *period]).to_arrow_table().to_pylist()
    told = [(pair, row) for row in rows for pair in _pairs(row)]
    words = connection.sql(_WORDS_OF, params=[code, code, *period]).to_arrow_table().to_pylist()
    told += [((row["a"], row["b"]), row) for row in words]
    for pair, row in told:
        if code in pair:
            other = pair[0] if pair[1] == code else pair[1]
            place = {name: row[name] for name in ("sentence", "outlet", "article", "start", "end")}
            found.setdefault(other, place)
    return found


def _month(month: str, held: _Ties, circle: set[str], tied: set[tuple[str, str]]) -> BalanceMonth:
    recorded = held.among(circle)
    ties = [tie for tie in recorded if (tie.a, tie.b) in tied]
    signs, evidence = _signs(ties), sum(tie.evidence for tie in recorded)
    found = balance(signs)
    can_say = evidence >= _LEAST_EVENTS and found.triads >= _LEAST_TRIADS
    friendly = sum(sign > 0 for sign in signs.values())
    return BalanceMonth(
        month, evidence, friendly, len(signs) - friendly, found.triads, found.balanced,
        *(_share(found) if can_say else (None,) * 4), frustration(signs) if can_say else None, found.between,
        tuple(ties),
    )  # fmt: skip


def _signs(ties: list[NetworkTie]) -> dict[tuple[str, str], int]:
    return {(tie.a, tie.b): 1 if tie.weight > 0 else -1 for tie in ties if tie.weight}


def _share(found: Balance) -> tuple[float | None, float | None, float | None, float | None]:
    """Share of balanced triads, its interval, and what chance would give; nothing below ``_LEAST_TRIADS``."""
    interval = found.interval()
    if found.triads < _LEAST_TRIADS or interval is None or found.chance is None:
        return None, None, None, None
    return round(found.balanced / found.triads, 3), round(interval[0], 3), round(interval[1], 3), round(found.chance, 3)


def compare(connection: duckdb.DuckDBPyConnection, actors: list[str]) -> Comparison:
    """Standing positions of several actors, matter by matter, and how far their profiles are apart.

    Raises:
        NotFound: an actor is unknown.
        BadQuestion: two of them are the same.
    """
    codes = [actor_code(actor)[0] for actor in actors]
    if twice := [actor for actor, code in zip(actors, codes, strict=True) if codes.count(code) > 1]:
        raise BadQuestion(f"{' and '.join(twice)} are the same actor; give different ones")
    held: dict[tuple[str, str], dict[str, Position]] = defaultdict(dict)
    for code in codes:
        for position in positions(connection, code, None):
            if position.holder == code:
                target = position.target if position.target not in ("", "XXX") else position.target_name.casefold()
                held[position.kind, target][code] = position
    stands = tuple(
        Stand(
            kind, target, next(iter(by.values())).target_name, tuple(by[c].stance if c in by else "" for c in codes),
            tuple(by[c].reports if c in by else 0 for c in codes),
        )
        for (kind, target), by in sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
    )  # fmt: skip
    distances = tuple(_distance(a, b, stands, codes) for a, b in combinations(codes, 2))
    silent = [actor_name(c) for i, c in enumerate(codes) if not any(s.stances[i] for s in stands)]
    note = f"No position of {', '.join(silent)} is recorded." if silent else f"{len(stands)} matters."
    return Comparison(tuple(codes), stands, distances, note)


def _pairs(row: dict[str, Any]) -> set[tuple[str, str]]:
    actors = [c for c in row["actor_codes"].split(",") if is_state(c)]
    recipients = [c for c in row["recipient_codes"].split(",") if is_state(c)]
    if not row["recipient_codes"]:
        return {_key(a, b) for a, b in combinations(actors, 2)}
    return {_key(a, b) for a in actors for b in recipients if a != b}


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _partner(code: str, events: list[tuple[str, float]], words: dict[str, int], told: int) -> Partner:
    quads = [quad for quad, _ in events]
    scores = [score for _, score in events]
    tone = low = high = None
    if len(scores) >= _LEAST_SCORES and len(set(scores)) > 1:  # equal ones do not tell how others would scatter
        mean = sum(scores) / len(scores)
        spread = sqrt(sum((s - mean) ** 2 for s in scores) / (len(scores) - 1) / len(scores))
        reach = float(t.ppf(0.975, len(scores) - 1)) * spread
        tone, low, high = round(mean, 2), round(max(mean - reach, _WORST), 2), round(min(mean + reach, _BEST), 2)
    sign = _sign(events, words) if told >= LEAST_TOLD else 0
    return Partner(
        code, actor_name(code), quads.count("verbal cooperation"), quads.count("material cooperation"),
        quads.count("verbal conflict"), quads.count("material conflict"), words.get("close", 0),
        words.get("refusal", 0) + words.get("reserve", 0), sign, tone, low, high, told,
    )  # fmt: skip


def _sign(events: list[tuple[str, float]], words: dict[str, int]) -> int:
    total = _weight(events, words)
    return (total > 0) - (total < 0)


def _weight(events: list[tuple[str, float]], words: dict[str, int]) -> int:
    """For less against: deeds 3, verbal events and sentences 1 each."""
    total = words.get("close", 0) - words.get("refusal", 0) - words.get("reserve", 0)
    for quad, _ in events:
        size = 3 if quad.startswith("material") else 1
        total += size if quad.endswith("cooperation") else -size
    return total


def _size(p: Partner) -> int:
    events = p.verbal_cooperation + p.material_cooperation + p.verbal_conflict + p.material_conflict
    return 3 * events + p.close + p.strained


def _distance(a: str, b: str, stands: tuple[Stand, ...], codes: list[str]) -> Distance:
    i, j = codes.index(a), codes.index(b)
    common = [s for s in stands if s.stances[i] and s.stances[j]]
    differing = sum(s.stances[i] != s.stances[j] for s in common)
    if not common:
        return Distance(a, b, 0, 0, None, None)
    interval = binomtest(differing, len(common)).proportion_ci(method="wilson")
    return Distance(a, b, len(common), differing, round(float(interval.low), 3), round(float(interval.high), 3))
