"""Events of a sentence: frames that the event model takes for events, with who, whom, how surely, when and where.

The cascade (dear things last): sentences without an actor or a trigger never come here; the parse gives frames, the
model says which tell an event of which type, and only for those the participants are named and certainty, speaker,
date, mode and context are read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from herdline.record import cuemodel, eventmodel, features, roles
from herdline.record.actors import find
from herdline.record.arguments import Frame, frames
from herdline.record.certainty import judge, speaker_span
from herdline.record.factuality import HIGHEST, of_predicates
from herdline.record.hashing import Weights
from herdline.record.lexicon import event_nouns
from herdline.record.modes import contexts, modes
from herdline.record.parsing import parse
from herdline.record.participants import UNKNOWN
from herdline.record.positions import Position, position_lemmas, positions
from herdline.record.sides import mutual, sides, speaks_only
from herdline.record.spans import Actor, Judgement, TimeExpression
from herdline.record.times import event_date, expressions

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PAIR_THRESHOLD = 0.2
"""Probability from which a frame with two known sides may tell an event; ``roles.BOTH`` asks for more of the two
together."""
THRESHOLD = 0.6
"""The same for a frame with one: most of what is no event at all names one side only. Both were chosen on folds of the
training sentences for few events in sentences without any (benchmarks.record.events)."""
HYPOTHETICAL = 0.8
"""The same for what only might happen: of these, one in four of the likelier half was an event to the reader."""
_POLITICAL = frozenset("GOV MIL COP JUD PAR SPY REB OPP PTY IGO NGO CVL LAB REF".split())
_SAYING = frozenset("say tell state report add note claim".split())
_WORDS_OF_CONCESSION = frozenset(
    "pardon apologize apologise apology agree announce offer promise pledge declare concede accept vow amnesty commute"
    " forgive admit say plan decide".split()
)
_SANCTIONS = re.compile(
    r"\b(?:impos\w+|slapp\w+|tighten\w+|widen\w+|expand\w+|target\w*|hit|new|fresh|further)\b[^.]{0,60}\b"
    r"(?:sanctions?|embargo|tariffs?)\b|\bsanction(?:ed|ing)\b"
)
_EXERCISES = frozenset(("exercise", "drill", "manoeuvre", "maneuver", "patrol"))
_JOINT = re.compile(r"\bjoint(?:ly)?\b", re.IGNORECASE)
_FUTURE_IS_AGREEMENT = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one sentence tells it; offsets count from the sentence's start."""

    type: str
    mode: str
    contexts: tuple[str, ...]
    aux: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: str
    date_precision: str
    place: str
    certainty: str
    speaker: str
    polarity: str
    factuality: float
    probability: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to code: ``before`` is the text ahead of it (for pronouns), ``published`` dates its article."""

    text: str
    before: str = ""
    published: datetime.date | None = None
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Coded:
    """What one sentence tells."""

    events: tuple[Event, ...]
    positions: tuple[Position, ...]


def code(units: Sequence[Unit], weights: Weights | None = None, by: Weights | None = None) -> list[Coded]:
    """Events and positions of each English sentence, in reading order; none for an empty one.

    Args:
        units: sentences with what is known about them.
        weights: of the event model; the package's own when not given.
        by: of the model of who does it to whom; likewise.
    """
    parsed = list(zip(units, parse(unit.text for unit in units), strict=True))
    by_sentence = [frames(doc, event_nouns()) for _, doc in parsed]
    held = [(number, frame) for number, found in enumerate(by_sentence) for frame in found]
    mentions = [find(unit.text, unit.lang, unit.published) for unit in units]
    chances = eventmodel.probabilities(
        [features.names(parsed[n][1], frame, mentions[n]) for n, frame in held],
        [features.words(parsed[n][1], frame) for n, frame in held],
        weights,
    )
    told: dict[int, list[tuple[Frame, np.ndarray]]] = {}
    for row in map(int, np.flatnonzero(1 - chances[:, -1] > PAIR_THRESHOLD)):
        told.setdefault(held[row][0], []).append((held[row][1], chances[row]))
    return [
        _sentence(unit, doc, by_sentence[number], told.get(number, []), mentions[number], by)
        for number, (unit, doc) in enumerate(parsed)
    ]


def _sentence(
    unit: Unit,
    doc: Doc,
    found: Sequence[Frame],
    told: Sequence[tuple[Frame, np.ndarray]],
    mentions: Sequence[Actor],
    by: Weights | None,
) -> Coded:
    standing = any(doc[frame.predicate].lemma_.lower() in position_lemmas() for frame in found)
    if not told and not standing:
        return Coded((), ())
    before = find(unit.before, unit.lang, unit.published) if unit.before else []
    times = expressions(unit.text, unit.published, unit.lang) if unit.published else []
    return Coded(
        tuple(_events(unit, doc, told, mentions, before, times, by)) if told else (),
        tuple(positions(doc, found, mentions, before, times)) if standing else (),
    )


def _events(
    unit: Unit,
    doc: Doc,
    told: Sequence[tuple[Frame, np.ndarray]],
    mentions: Sequence[Actor],
    before: Sequence[Actor],
    times: Sequence[TimeExpression],
    by: Weights | None,
) -> list[Event]:
    topics = tuple(contexts([unit.text])[0])
    year = unit.published.year if unit.published else None
    sources: list[cuemodel.Found] | None = None  # looked for when the first event has come so far
    found: list[Event] = []
    for frame, chance in _one_each(doc, told):
        likeliest = eventmodel.CLASSES[int(chance[:-1].argmax())]
        if speaks_only(doc, frame, likeliest):
            continue
        actors, recipients = sides(doc, frame, likeliest, mentions, before)
        actors, recipients = roles.placed(
            doc, frame, likeliest, mentions, (actors, recipients), float(1 - chance[-1]), by
        )
        if not actors and (frame.actors or not recipients):
            continue  # a thing acts ("the setback has left ..."), or nobody is named at all
        if not any(_is_political(who) for who in (*actors, *recipients)):
            continue  # two companies, two teams, a singer and a festival
        if 1 - chance[-1] <= THRESHOLD and not _two_sided(actors, recipients):
            continue
        token = doc[frame.predicate]
        sources = cuemodel.found(doc) if sources is None else sources
        judged = judge(doc, frame.predicate, year, sources)
        if "hypothetical" in judged.aux and 1 - chance[-1] <= HYPOTHETICAL and not _two_sided(actors, recipients):
            continue
        kind = _settled(likeliest, token, judged)
        factual = float(of_predicates(doc, [frame.predicate])[0])
        if kind == "REJECT":  # "will not recognise" is the rejection itself, made now
            judged, factual = replace(judged, aux=tuple(a for a in judged.aux if a == "historical")), HIGHEST
        exercise = kind == "MOBILIZE" or token.lemma_.lower() in _EXERCISES
        if exercise and _JOINT.search(unit.text) and len({who.code for who in (*actors, *recipients)}) > 1:
            # one country's exercise readies forces, a joint one is cooperation
            kind, actors, recipients = "COOPERATE", (*actors, *recipients), ()
        actors, recipients = mutual(kind, token, frame, actors, recipients)
        span = (token.idx, token.idx + len(token.text))
        date, precision = _date(unit, times, span, judged)
        source = speaker_span(doc, frame.predicate, sources)
        found.append(
            Event(
                type=kind,
                mode="",
                contexts=topics,
                aux=judged.aux,
                actors=actors,
                recipients=recipients,
                date=date,
                date_precision=precision,
                place=_place(token),
                certainty=judged.certainty,
                speaker=unit.text[slice(*source)] if source else "",
                polarity="negative" if "negation" in judged.aux else "positive",
                factuality=round(factual, 2),
                probability=round(float(1 - chance[-1]), 3),
                start=span[0],
                end=span[1],
            )
        )
    found = _once(_distinct(found))
    if found:
        named = modes([unit.text] * len(found), [(e.start, e.end) for e in found], [e.type for e in found])
        found = [replace(event, mode=mode) for event, mode in zip(found, named, strict=True)]
    return found


def _two_sided(actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """Whether known actors stand on both sides, or two of them meet."""
    codes = [who.code for who in (*actors, *recipients) if who.code != UNKNOWN]
    return len(set(codes)) > 1 or (len(codes) > 1 and bool(actors) and bool(recipients))


def _is_political(who: Actor) -> bool:
    """Whether a participant is a state, a body, an armed group, or one of them by its role; no firm, no artist."""
    return who.code != UNKNOWN or who.sector in _POLITICAL


def _one_each(doc: Doc, told: Sequence[tuple[Frame, np.ndarray]]) -> list[tuple[Frame, np.ndarray]]:
    """Without the less likely half of what tells one event twice.

    A verb and the event noun it carries ("held exercises"), a word of saying and what is said.
    """
    chance_of = {frame.predicate: 1 - chance[-1] for frame, chance in told}
    dropped: set[int] = set()
    for frame, _ in told:
        token = doc[frame.predicate]
        verb = token.head.head if token.dep_ == "pobj" else token.head
        if frame.nominal and token.dep_ in ("dobj", "nsubjpass", "attr", "pobj") and verb.i in chance_of:
            dropped.add(min((token.i, verb.i), key=lambda i: chance_of[i]))
        if token.dep_ == "ccomp" and token.head.i in chance_of and token.head.lemma_.lower() in _SAYING:
            dropped.add(min((token.i, token.head.i), key=lambda i: chance_of[i]))
    return [(frame, chance) for frame, chance in told if frame.predicate not in dropped]


def _settled(kind: str, token: Token, judged: Judgement) -> str:
    """PLOVER's rule for what is still to come, and the two halves of YIELD."""
    future = "future" in judged.aux
    if kind == "COERCE" and _SANCTIONS.search(token.doc.text):
        return "SANCTION"  # the development sentences call sanctions COERCE, the manual does not
    if kind == eventmodel.YIELD:
        return "CONCEDE" if future or token.lemma_.lower() in _WORDS_OF_CONCESSION else "RETREAT"
    return "AGREE" if future and kind in _FUTURE_IS_AGREEMENT else kind


def _distinct(found: Sequence[Event]) -> list[Event]:
    """One event for two frames that say the same of the same ("launched an attack on"), the likelier one."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in sorted(found, key=lambda e: -e.probability):
        sides = frozenset(a.code + a.name for a in event.actors)
        if any(k[0] == event.type and (k[1] <= sides or sides <= k[1]) and _near(e, event) for k, e in kept.items()):  # type: ignore[operator]
            continue
        kept[event.type, sides, event.start] = event
    return sorted(kept.values(), key=lambda e: e.start)


def _once(found: Sequence[Event]) -> list[Event]:
    """Without what names one side only, if a likelier event of the sentence names it too: one act, told twice."""
    codes = [frozenset(a.code for a in (*e.actors, *e.recipients)) for e in found]
    return [
        event
        for i, event in enumerate(found)
        if _two_sided(event.actors, event.recipients)
        or not any(
            codes[i] <= codes[j] and other.probability > event.probability for j, other in enumerate(found) if j != i
        )
    ]


def _near(one: Event, other: Event) -> bool:
    codes = [frozenset(r.code for r in e.recipients) for e in (one, other)]
    return abs(one.start - other.start) < 40 or codes[0] == codes[1]


def _date(unit: Unit, times: Sequence[TimeExpression], span: tuple[int, int], judged: Judgement) -> tuple[str, str]:
    if unit.published is None:
        return "", ""
    tense = "future" if "future" in judged.aux else "past"
    date, precision, _ = event_date(times, span[0], span[1], unit.published, tense)
    return date, precision


def _place(token: Token) -> str:
    """A name behind "in" or "at" in the predicate's clause; "" where there is none."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "near"):
            for noun in child.children:
                if noun.tag_ == "NNP" and noun.lower_ not in _MONTHS:
                    return str(token.doc[noun.left_edge.i : noun.i + 1].text)
    return ""


_MONTHS = frozenset("january february march april may june july august september october november december".split())
