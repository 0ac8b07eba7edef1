"""Events of Spanish sentences, without a parse: a word that may tell an event, whether it does, who stands beside it.

A lexicon of our own finds candidates with their types; a linear model over the words around (hashed, and as a static
multilingual vector) says how likely a candidate tells an event and which of a sentence's candidates tell the same. The
nearest actor ahead of it, in its clause, acts; the nearest behind it receives; "por" turns them round. Dates come from
``dating.calendar``. What it cannot say stays empty: mode, place, speaker. Trained by tools/train_spanish.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from herdline.record.actors.finding import find
from herdline.record.dating.calendar import event_day
from herdline.record.events import Coded, Unit
from herdline.record.lexicon import any_of, entries
from herdline.record.models.hashing import Weights, load, sums
from herdline.record.modes import contexts
from herdline.record.spans import Actor, Event
from herdline.record.unparsed import unrest
from herdline.record.unparsed.denial import denied
from herdline.text.vectors import static_vectors

THRESHOLD = 0.5
"""Of a candidate's probability; the benchmark shows the figure at it."""
VECTOR_WEIGHT = 2.0
_SIDE = 6
_WORD = re.compile(r"\w+|[^\w\s]")
_CLAUSE = re.compile(r"[;:.?!]|, (?:que|quien|quienes|mientras|cuando|donde|pero|aunque)\b")
_AHEAD = re.compile(
    r"\b(?:va|van|iba|iban|podr[íi]an?|planea\w*|prev[ée]n?|anunci\w+ que|proyecta\w*|se propone\w*)"
    r"\s+(?:a\s+)?(?:\w+\s+)?$",
    re.IGNORECASE,
)
_FUTURE = re.compile(r"\w+(?:ará|arán|erá|erán|irá|irán)$")
_SURE = (
    ("denied", re.compile(r"\b(?:desmint\w+|negó que|niega que|negaron que)\b", re.IGNORECASE)),
    ("alleged", re.compile(r"\b(?:presunt\w+|supuest\w+|habrían?)\b", re.IGNORECASE)),
    ("reported", re.compile(r"\b(?:según|dijo|dijeron|afirmó|informó|aseguró|señaló|declaró)\b", re.IGNORECASE)),
)
_BY = re.compile(r"^\W*(?:\w+\W+){0,3}por\s+(?:el|la|los|las)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word or phrase at characters [start, end) that may tell an event of ``type``."""

    start: int
    end: int
    type: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (kind, any_of(words)) for kind, words in (line.split(":", 1) for line in entries("spanish_events.txt"))
    )


def candidates(text: str) -> list[Candidate]:
    """What may tell an event, in reading order; where entries overlap, the earliest and longest counts."""
    found = [Candidate(*m.span(), kind) for kind, pattern in _patterns() for m in pattern.finditer(text)]
    kept: list[Candidate] = []
    for item in sorted(found, key=lambda c: (c.start, -c.end)):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def names(text: str, item: Candidate, others: Sequence[Candidate]) -> list[str]:
    """Names of a candidate's features."""
    trigger = text[item.start : item.end].lower()
    left = [w.lower() for w in _WORD.findall(text[: item.start])][-_SIDE:]
    right = [w.lower() for w in _WORD.findall(text[item.end :])][:_SIDE]
    ends = [*left[-1:], "^"][0], [*right[:1], "$"][0]
    found = [f"type={item.type}", f"trigger={trigger}", f"stem={trigger[:6]}", f"ending={trigger[-3:]}"]
    found += [f"type.ending={item.type}|{trigger[-2:]}", f"left={ends[0]}", f"right={ends[1]}"]
    found += [f"type.left={item.type}|{ends[0]}", f"type.right={item.type}|{ends[1]}"]
    found += [f"l={word[:7]}" for word in left] + [f"r={word[:7]}" for word in right]
    found += [f"with={other.type}|{item.type}" for other in others if other != item]
    place = others.index(item)
    found += [f"place={min(place, 3)}", f"candidates={min(len(others), 5)}", f"first.type={place == 0}|{item.type}"]
    if any(o.type == item.type for o in others[:place]):
        found.append("type again")
    if trigger.isupper() or text.isupper():
        found.append("headline")
    return found


def window(text: str, item: Candidate) -> str:
    """The candidate with the words around, for a vector."""
    left, right = _WORD.findall(text[: item.start])[-_SIDE:], _WORD.findall(text[item.end :])[:_SIDE]
    return " ".join([*left, text[item.start : item.end], *right])


def probabilities(
    rows: Sequence[Sequence[str]], windows: Sequence[str], weights: Weights | None = None
) -> NDArray[np.float32]:
    """Float32 (candidates,): how likely each tells an event."""
    weights = weights or _trained()
    if not rows:
        return np.zeros(0, np.float32)
    scores = VECTOR_WEIGHT * static_vectors(list(windows)) @ weights.dense[:, 0] + weights.bias[0]
    scores += sums(rows, weights)[:, 0]
    result: NDArray[np.float32] = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return result


def code(units: Sequence[Unit], weights: Weights | None = None) -> list[Coded]:
    """Events of each Spanish sentence, in reading order; no positions."""
    found = [candidates(unit.text) for unit in units]
    flat = [(n, item) for n, items in enumerate(found) for item in items]
    rows = [names(units[n].text, item, found[n]) for n, item in flat]
    chances = probabilities(rows, [window(units[n].text, item) for n, item in flat], weights)
    told: list[list[Event]] = [[] for _ in units]
    mentions = [
        find(unit.text, unit.lang, unit.published) if items else [] for unit, items in zip(units, found, strict=True)
    ]
    for (n, item), chance in zip(flat, chances, strict=True):
        if chance > THRESHOLD and all(event.type != item.type for event in told[n]):
            told[n].append(_event(units[n], item, float(chance), mentions[n]))
    return [Coded(tuple(events), ()) for events in told]


def _event(unit: Unit, item: Candidate, chance: float, mentions: Sequence[Actor]) -> Event:
    text = unit.text
    ahead = text[max(0, item.start - 40) : item.start]
    aux = []
    if denied("es", text, item.start, item.end):
        aux.append("negation")
    if _FUTURE.search(text[item.start : item.end].lower()) or _AHEAD.search(ahead):
        aux.append("future")
    actors, recipients = unrest.sides(
        "es", text, (item.start, item.end), item.type, _sides(text, item, mentions), mentions
    ) or ((), ())
    date, precision = event_day(text, unit.published, "future" in aux, "es", item.start)
    certainty = next((name for name, pattern in _SURE if pattern.search(text)), "asserted")
    sign = -1.0 if "negation" in aux else 1.0
    return Event(
        type=item.type, mode="", contexts=tuple(contexts([text])[0]), aux=tuple(aux), actors=actors,
        recipients=recipients, date=date, date_precision=precision, place="", certainty=certainty, speaker="",
        polarity="negative" if "negation" in aux else "positive",
        factuality=0.0 if "future" in aux else sign * (2.5 if certainty == "asserted" else 1.5),
        probability=round(chance, 3), start=item.start, end=item.end,
    )  # fmt: skip


def _sides(text: str, item: Candidate, mentions: Sequence[Actor]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """The nearest actor on either side within the clause; turned round behind "por"."""
    ahead = [m for m in mentions if m.end <= item.start and not _CLAUSE.search(text[m.end : item.start])]
    behind = [m for m in mentions if m.start >= item.end and not _CLAUSE.search(text[item.end : m.start])]
    actors, recipients = tuple(ahead[-1:]), tuple(behind[:1])
    if recipients and _BY.search(text[item.end : recipients[0].start]):
        return recipients, actors
    return actors, recipients


@lru_cache(maxsize=1)
def _trained() -> Weights:
    return load("spanish.npz")
