"""One actor's ties to all others, and positions of several actors side by side."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import sqrt
from typing import Any

import duckdb
from scipy.stats import binomtest, t

from herdline.check.balance import balance
from herdline.results import Comparison, Distance, Partner, Position, Relations, Stand
from herdline.views.actors import actor_code, actor_name
from herdline.views.record import positions

_LEAST_EVENTS = 5
"""For a mean score and its interval."""
_MOST_PARTNERS = 40
_EVENTS = """
select e.quad, e.score, e.actor_codes, e.recipient_codes, count(*) as n from events e
where (e.recipient_codes <> '' or contains(e.actor_codes, ','))
  and not contains(e.aux, 'hypothetical') and not contains(e.aux, 'future') and not contains(e.aux, 'negation')
  and (? = '' or e.date >= ?) and (? = '' or (e.date <> '' and left(e.date, length(?)) <= ?))
group by e.quad, e.score, e.actor_codes, e.recipient_codes order by e.actor_codes, e.recipient_codes, e.quad, e.score
"""
_WORDS = """
select r.a, r.b, r.kind, count(distinct f.family) as n from relation_words r join families f on f.article = r.article
join articles x on x.id = r.article where (? = '' or cast(cast(x.published as date) as varchar) >= ?)
  and (? = '' or left(cast(cast(x.published as date) as varchar), length(?)) <= ?) group by r.a, r.b, r.kind
"""


def relations(connection: duckdb.DuckDBPyConnection, actor: str, since: str, until: str) -> Relations:
    """Ties of an actor to all others, those of most events first, and the balance of the network around it.

    A tie's sign is that of its deeds and words together: material events count 1, verbal events and sentences of
    closeness or strain a third, for against against; 0 where they are even.

    Raises:
        NotFound: the actor is unknown.
    """
    code, name = actor_code(actor)
    period = [since, since, until, until, until]
    ties: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for row in connection.sql(_EVENTS, params=period).to_arrow_table().to_pylist():
        for pair in _pairs(row):
            ties[pair] += [(row["quad"], row["score"])] * row["n"]
    words: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for a, b, kind, n in connection.execute(_WORDS, period).fetchall():
        words[a, b][kind] = n
    near = {other for pair in {*ties, *words} if code in pair for other in pair if other != code}
    partners = [_partner(other, ties[_key(code, other)], words[_key(code, other)]) for other in near]
    partners.sort(key=lambda p: (-_size(p), p.code))
    shown = partners[:_MOST_PARTNERS]
    circle = {code, *(p.code for p in shown if p.sign)}
    signs = {}
    for one, other in combinations(sorted(circle), 2):
        sign = _sign(ties.get((one, other), []), words.get((one, other), {}))
        if sign:
            signs[one, other] = sign
    found = balance(signs)
    between = tuple((x, y) for middle, x, y in found.between if middle == code)
    note = f"{len(partners)} partners; {found.triads} closed triads, {found.balanced} balanced."
    if not partners:
        note = f"Nothing between {name} and others is recorded in this period: nothing can be concluded."
    elif found.triads < 3:
        note += " Too few triads to speak of a system."
    return Relations(code, name, tuple(shown), found.triads, found.balanced, found.frustration, between, note)


def compare(connection: duckdb.DuckDBPyConnection, actors: list[str]) -> Comparison:
    """Standing positions of several actors, matter by matter, and how far their profiles are apart.

    Raises:
        NotFound: an actor is unknown.
    """
    codes = [actor_code(actor)[0] for actor in actors]
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
    actors = [c for c in row["actor_codes"].split(",") if _is_party(c)]
    recipients = [c for c in row["recipient_codes"].split(",") if _is_party(c)]
    if not row["recipient_codes"]:
        return {_key(a, b) for a, b in combinations(actors, 2)}
    return {_key(a, b) for a in actors for b in recipients if a != b}


def _is_party(code: str) -> bool:
    return bool(code) and code != "XXX" and ":" not in code


def _key(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _partner(code: str, events: list[tuple[str, float]], words: dict[str, int]) -> Partner:
    quads = [quad for quad, _ in events]
    scores = [score for _, score in events]
    tone = low = high = None
    if len(scores) >= _LEAST_EVENTS:
        mean = sum(scores) / len(scores)
        spread = sqrt(sum((s - mean) ** 2 for s in scores) / (len(scores) - 1) / len(scores))
        reach = float(t.ppf(0.975, len(scores) - 1)) * spread
        tone, low, high = round(mean, 2), round(mean - reach, 2), round(mean + reach, 2)
    return Partner(
        code, actor_name(code), quads.count("verbal cooperation"), quads.count("material cooperation"),
        quads.count("verbal conflict"), quads.count("material conflict"), words.get("close", 0),
        words.get("refusal", 0) + words.get("reserve", 0), _sign(events, words), tone, low, high,
    )  # fmt: skip


def _sign(events: list[tuple[str, float]], words: dict[str, int]) -> int:
    total = words.get("close", 0) - words.get("refusal", 0) - words.get("reserve", 0)
    for quad, _ in events:
        size = 3 if quad.startswith("material") else 1
        total += size if quad.endswith("cooperation") else -size
    return (total > 0) - (total < 0)


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
