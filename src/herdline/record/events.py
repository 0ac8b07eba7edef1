"""Events of a sentence: frames that the event model takes for events, with who, whom, how surely, when and where.

The cascade (dear things last): sentences without an actor or a trigger never come here; the parse gives frames, a
linear model and, where it sees a chance, a small transformer say which tell an event of which type, and only for those
the participants are named and certainty, speaker, date, mode and context are read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.actors import find
from herdline.record.certainty import judge, of_polarity, weighed, who_says
from herdline.record.dating.times import datable, event_date, expressions
from herdline.record.dating.wars import began
from herdline.record.lexicon import event_nouns
from herdline.record.models import encoder, eventmodel, roles
from herdline.record.models.factuality import HIGHEST, of_predicates
from herdline.record.models.hashing import Weights
from herdline.record.modes import contexts, modes
from herdline.record.parsed import apart, features, measures, private, signs, unrest
from herdline.record.parsed.arguments import Frame, frames
from herdline.record.parsed.figures import is_figure, is_walkout
from herdline.record.parsed.headlines import as_written, in_lower_case
from herdline.record.parsed.parsing import parse
from herdline.record.parsed.retold import distinct, once, one_each, two_sided
from herdline.record.parsed.sides import MUTUAL, both_ways, mutual, sides, speaks_only
from herdline.record.parsed.tree import uncollected
from herdline.record.parsed.undergone import turned
from herdline.record.participants import UNKNOWN, unnamed
from herdline.record.positions import Position, position_lemmas, positions
from herdline.record.quoting import cuemodel
from herdline.record.refusals import refusals
from herdline.record.spans import Actor, Event, Judgement, TimeExpression

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

PAIR_THRESHOLD = 0.2
"""Probability from which a frame with two known sides may tell an event; ``roles.BOTH`` asks for more of the two
together."""
LOOK = 0.1
"""Probability by frames and words from which a sentence is read whole: .56 of those parsed; .05 finds two more in
399 events of random news, .2 for sentences of one state loses .003 to .009 of F1 of pairs on five sets."""
THRESHOLD = 0.7
"""The same for a frame with one: most of what is no event at all names one side only. Both were chosen on folds of the
training sentences for few events in sentences without any (benchmarks.record.events)."""
HYPOTHETICAL = 0.8
"""The same for what only might happen: of these, one in four of the likelier half was an event to the reader."""
_POLITICAL = frozenset("GOV MIL COP JUD PAR SPY REB OPP PTY IGO NGO CVL LAB REF".split())
_WORDS_OF_CONCESSION = frozenset(
    "pardon apologize apologise apology agree announce offer promise pledge declare concede accept vow amnesty commute"
    " forgive admit say plan decide".split()
)
_ANOTHER = re.compile(r"\b(?:another|second|new|next|fresh|renewed)\b(?:\s\S+)?\s$", re.IGNORECASE)
_BEFORE_NOUN = 30
_INVADED = re.compile(
    r"\w+\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)?"
    r"(?:\s*(?:[^\w\s'’]|$)|\s+(?:in|on|since|last|and|but|as|with|after|before|more|over|without|while|when|two|three|"
    r"nearly|almost|to|this|unprovoked)\b)"
)
"""A verb, the name of the state that is invaded as a whole, and what may stand behind it."""
_AHEAD = datetime.timedelta(days=31)
_EXERCISES = frozenset(("exercise", "drill", "manoeuvre", "maneuver", "patrol"))
_JOINT = re.compile(r"\bjoint(?:ly)?\b", re.IGNORECASE)
_SHADOWING = frozenset(("escort", "shadow", "accompany"))
_ARMED = frozenset(
    "plane jet bomber warplane fighter warship aircraft submarine drone missile destroyer frigate".split()
)
_FUTURE_IS_AGREEMENT = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


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


@dataclass(frozen=True, slots=True)
class Models:
    """What the coder asks: does a frame tell an event, who does it to whom; a reader of whole sentences, if any."""

    events: Weights
    roles: Weights
    reader: encoder.Encoder | None


@lru_cache(maxsize=1)
def trained() -> Models:
    """Those that come with the package."""
    return Models(eventmodel.trained(), roles.trained(), encoder.trained())


@dataclass(frozen=True)
class _Sentence:
    """A parsed sentence with its frames, its actors and what was read of it; ``told`` are frames with chances.

    What most sentences are never asked for is looked for when it is.
    """

    unit: Unit
    doc: Doc
    frames: Sequence[Frame]
    mentions: Sequence[Actor]
    told: list[tuple[Frame, NDArray[np.float32]]]
    read: encoder.Read | None

    @cached_property
    def expressions(self) -> list[TimeExpression]:
        """All time expressions."""
        unit = self.unit
        return expressions(unit.text, unit.published, unit.lang) if unit.published else []

    @cached_property
    def times(self) -> list[TimeExpression]:
        """Those that may date an event."""
        return datable(self.unit.text, self.expressions)

    @cached_property
    def contexts(self) -> tuple[str, ...]:
        """PLOVER contexts."""
        return tuple(contexts([self.unit.text])[0])


def code(units: Sequence[Unit], models: Models | None = None) -> list[Coded]:
    """Events and positions of each English sentence, in reading order; none for an empty one.

    Args:
        units: sentences with what is known about them.
        models: what to ask; the package's own when not given.
    """
    models = models or trained()
    if not units:
        return []
    with encoder.one_thread(), uncollected():
        return [_coded(sentence, models) for sentence in _judged(units, models)]


def _judged(units: Sequence[Unit], models: Models) -> list[_Sentence]:
    """Each sentence with the frames that may tell an event.

    Frames and words judge first. Only where they see a chance is the sentence read whole, and the two chances are
    averaged: they err on different frames (benchmarks.record.encoder).
    """
    mentions = [find(unit.text, unit.lang, unit.published) for unit in units]
    docs = list(parse(in_lower_case(unit.text, who) for unit, who in zip(units, mentions, strict=True)))
    by_sentence = [turned(doc, frames(doc, event_nouns()), who) for doc, who in zip(docs, mentions, strict=True)]
    held = [(number, frame) for number, found in enumerate(by_sentence) for frame in found]
    chances = eventmodel.probabilities(
        [features.names(docs[n], frame, mentions[n]) for n, frame in held],
        [features.words(docs[n], frame) for n, frame in held],
        models.events,
    )
    ends = np.cumsum([len(found) for found in by_sentence])
    made = []
    for unit, doc, found, named, own in zip(
        units, docs, by_sentence, mentions, np.split(chances, ends[:-1]), strict=True
    ):
        read = None
        if models.reader and len(own) and named and own[:, -1].min() < 1 - LOOK:
            (read,) = encoder.read([doc.text], models.reader)
            whole = encoder.events(read, [doc[frame.predicate].idx for frame in found])
            own = np.where(np.isnan(whole), own, (own + whole) / 2)
        told = [(frame, chance) for frame, chance in zip(found, own, strict=True) if 1 - chance[-1] > PAIR_THRESHOLD]
        made.append(_Sentence(unit, doc, found, named, told, read))
    return made


def _coded(held: _Sentence, models: Models) -> Coded:
    standing = any(held.doc[frame.predicate].lemma_.lower() in position_lemmas() for frame in held.frames)
    if not held.told and not standing:
        return Coded((), ())
    unit = held.unit
    before = find(unit.before, unit.lang, unit.published) if unit.before else []
    found = _events(held, before, models) if held.told else []
    stands = positions(held.doc, held.frames, held.mentions, before, held.expressions) if standing else []
    found = refusals(held.doc, held.frames, stands, found, lambda span, judged: _date(held, span, judged))
    return Coded(tuple(_finished(found, held)), tuple(stands))


def _events(held: _Sentence, before: Sequence[Actor], models: Models) -> list[Event]:
    unit, doc = held.unit, held.doc
    year = unit.published.year if unit.published else None
    sources: list[cuemodel.Found] | None = None  # looked for when the first event has come so far
    found: list[Event] = []
    for frame, chance in one_each(doc, held.told):
        likeliest = eventmodel.CLASSES[int(chance[:-1].argmax())]
        if speaks_only(doc, frame, likeliest) or (likeliest == "ASSAULT" and is_figure(doc, doc[frame.predicate])):
            continue
        if likeliest == "ASSAULT" and is_walkout(doc, doc[frame.predicate]):
            likeliest = "PROTEST"
        ruled = sides(doc, frame, likeliest, held.mentions, before)
        likely = float(1 - chance[-1])
        actors, recipients, sure = roles.placed(
            doc, frame, likeliest, held.mentions, ruled, likely, models.roles, held.read
        )
        is_two_sided = two_sided(actors, recipients)
        if unrest.tells(doc[frame.predicate], frame, likeliest):
            taking_part = unrest.sides(doc, frame, (actors, recipients), held.mentions, before)
            if taking_part is None:
                continue
            actors, recipients = taking_part
        elif not actors and (frame.actors or not recipients):
            continue  # a thing acts ("the setback has left ..."), or nobody is named at all
        if not any(_is_political(who) for who in (*actors, *recipients)):
            continue  # two companies, two teams, a singer and a festival
        if private.is_private(likeliest, (*actors, *recipients)):
            continue  # "man arrested over stolen dog"
        if 1 - chance[-1] <= THRESHOLD and not is_two_sided:
            continue
        if likeliest == "CONSULT" and apart.visits_own_troops(doc, frame):
            continue
        token = doc[frame.predicate]
        sources = cuemodel.found(doc, read=held.read) if sources is None else sources
        judged = judge(doc, frame.predicate, year, sources)
        if held.read:
            judged = of_polarity(weighed(judged, *encoder.judged(held.read, token.idx)), judged, token)
        if "hypothetical" in judged.aux and 1 - chance[-1] <= HYPOTHETICAL and not is_two_sided:
            continue
        kind, judged = signs.told(_settled(likeliest, token, judged), token, judged)
        if not kind:
            continue
        factual = float(of_predicates(doc, [frame.predicate])[0])
        if kind == "REJECT":  # "will not recognise" is the rejection itself, made now
            judged, factual = replace(judged, aux=tuple(a for a in judged.aux if a == "historical")), HIGHEST
        exercise = kind == "MOBILIZE" or token.lemma_.lower() in _EXERCISES
        if exercise and _JOINT.search(unit.text) and len({who.code for who in (*actors, *recipients)}) > 1:
            # one country's exercise readies forces, a joint one is cooperation
            kind, actors, recipients = "COOPERATE", (*actors, *recipients), ()
        actors, recipients = mutual(kind, token, frame, actors, recipients)
        span = (token.idx, token.idx + len(token.text))
        date, precision = _date(held, span, judged)
        if kind == "ASSAULT" and precision == "about":
            word = (token.idx, token.lemma_)
            date, precision = of_war(actors, recipients, word, unit, judged.aux) or (date, precision)
        source = who_says(doc, frame.predicate, judged, sources)
        event = Event(
            type=kind,
            mode="",
            contexts=held.contexts,
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
            probability=round(sure, 3),
            start=span[0],
            end=span[1],
        )
        found += both_ways(event, token)
    return once(distinct(found))


def _finished(found: list[Event], held: _Sentence) -> list[Event]:
    """Events with the words as they were written, and with their modes."""
    unit, doc = held.unit, held.doc
    found = [private.settled(by_another(event), doc.text) for event in found]
    found = [event for whole in found if (event := by_words(whole)) is not None]
    if doc.text != unit.text:
        found = [as_written(event, unit.text) for event in found]
    if found:
        named = modes([unit.text] * len(found), [(e.start, e.end) for e in found], [e.type for e in found])
        found = [replace(event, mode=mode) for event, mode in zip(found, named, strict=True)]
    return found


def by_another(event: Event) -> Event:
    """An event that somebody does to himself by codes or words alone has somebody unnamed of its state for an actor."""
    own = [
        a
        for a in event.actors
        for r in event.recipients
        if (a.id and a.id == r.id) or (a.text and (a.code, a.text) == (r.code, r.text))
    ]
    if not own or event.type in MUTUAL:
        return event
    return replace(event, actors=tuple(unnamed(a) if a in own else a for a in event.actors))


def by_words(event: Event) -> Event | None:
    """An event between two states without those whom no words name; None where a side was nobody else.

    Within one state somebody unnamed is of that state; that he is of a second one is a guess on top of a guess. A
    crowd is of the place it stands in, named or not.
    """
    if event.type == "PROTEST":
        return event
    sides = (event.actors, event.recipients)
    named = {_base(who.code) for side in sides for who in side if who.text}
    kept = [tuple(who for who in side if who.text or not named or named == {_base(who.code)}) for side in sides]
    if any(side and not left for side, left in zip(sides, kept, strict=True)):
        return None
    return replace(event, actors=kept[0], recipients=kept[1])


def _base(code: str) -> str:
    """The state of an armed group, a crowd."""
    return code.rsplit(":", 1)[-1]


def _is_political(who: Actor) -> bool:
    """Whether a participant is a state, a body, an armed group, or one of them by its role; no firm, no artist."""
    return who.code != UNKNOWN or who.sector in _POLITICAL


def _settled(kind: str, token: Token, judged: Judgement) -> str:
    """PLOVER's rule for what is still to come, and the two halves of YIELD."""
    future = "future" in judged.aux
    if kind == "COERCE" and measures.is_imposed(token):
        return "SANCTION"  # the development sentences call sanctions COERCE, the manual does not
    if kind == "ASSAULT" and measures.is_aimed(token):
        return "SANCTION"  # "hits two banks with sanctions"
    if kind == "AID" and token.lemma_.lower() in _SHADOWING and _is_armed(token):
        return "MOBILIZE"  # jets that escort another's bombers do not help them
    if kind == eventmodel.YIELD:
        return "CONCEDE" if future or token.lemma_.lower() in _WORDS_OF_CONCESSION else "RETREAT"
    return "AGREE" if future and kind in _FUTURE_IS_AGREEMENT else kind


def _is_armed(verb: Token) -> bool:
    """Whether a verb's object is a machine of war."""
    return any(child.dep_ == "dobj" and child.lemma_.lower() in _ARMED for child in verb.children)


def _date(held: _Sentence, span: tuple[int, int], judged: Judgement) -> tuple[str, str]:
    unit = held.unit
    if unit.published is None:
        return "", ""
    tense = "future" if "future" in judged.aux else "past"
    date, precision, _ = event_date(held.times, span[0], span[1], unit.published, tense)
    latest = min(unit.published, datetime.date.max - _AHEAD) + _AHEAD
    if tense == "past" and date > latest.isoformat()[: len(date)]:
        return "", ""  # of something else in the sentence: what is to come within weeks may be told as present
    return date, precision


def of_war(
    actors: Sequence[Actor], recipients: Sequence[Actor], word: tuple[int, str], unit: Unit, aux: Collection[str]
) -> tuple[str, str] | None:
    """(ISO date, precision) where an undated attack is a war known to have begun before; None for others.

    Args:
        actors: who attacks.
        recipients: who is attacked.
        word: where the predicate begins, and the predicate, in English its lemma.
        unit: the sentence.
        aux: auxiliary modes; what may come or did not is not that war.
    """
    sides = [{who.code.rpartition(":")[2] for who in side} for side in (actors, recipients)]
    if unit.published is None or [len(side) for side in sides] != [1, 1] or not {"historical"}.issuperset(aux):
        return None
    if _ANOTHER.search(unit.text[max(0, word[0] - _BEFORE_NOUN) : word[0]]):
        return None
    if word[1] == "invade" and not _invades_whole(unit.text, word[0]):
        return None
    day = began(sides[0].pop(), sides[1].pop(), word[1], unit.lang, unit.published)
    return (day, "day") if day else None


def _invades_whole(text: str, start: int) -> bool:
    """Whether a verb's object is the state itself: no region, airspace, embassy or network of it."""
    return _INVADED.match(text, start) is not None


def _place(token: Token) -> str:
    """A name behind "in" or "at" in the predicate's clause; "" where there is none."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "at", "near"):
            for noun in child.children:
                if noun.tag_ == "NNP" and noun.lower_ not in _MONTHS:
                    return token.doc.text[noun.left_edge.idx : noun.idx + len(noun.text)]
    return ""


_MONTHS = frozenset("january february march april may june july august september october november december".split())
