"""Who stands on which side of an event: the actors and recipients of a frame, given what it tells.

The frame says which phrases belong to the predicate, ``participants`` whom each means; here it is decided which of them
take part. A direct object that is a known actor comes before what prepositions lead to; the owner of an event noun
("rejected China's offer") before the noun; what is only spoken about, and where it happened, takes no part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from herdline.record.lexicon import event_nouns
from herdline.record.parsed import features
from herdline.record.parsed.arguments import Complement, Frame
from herdline.record.parsed.phrases import Phrase
from herdline.record.participants import UNKNOWN, resolve
from herdline.record.spans import Actor, Event

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Types whose participants stand on one side when nobody is the visitor, giver or offerer."""
_TOGETHER = frozenset(("with", "between", "among"))
_PLACES = frozenset(("in", "at", "around"))
"""What stands behind these is where it happened, not to whom; what ``_FELT`` in a country is done to it."""
_ABOUT = frozenset(("about", "over", "on"))
"""What two talk about takes no part in their talk."""
_FELT = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
_MUTUAL_VERBS = frozenset(
    "meet talk negotiate confer consult discuss agree cooperate collaborate trade hold sign conclude speak".split()
)
_TALKS = frozenset("meeting talk summit visit conversation call dialogue negotiation session".split())
_HARMS = frozenset({"SANCTION", "ASSAULT", "COERCE", "REJECT", "THREATEN"})
_SPEECH = frozenset(
    "say tell add note state stress report write believe think claim explain insist emphasize emphasise recall remark"
    " comment reiterate mention argue acknowledge observe suggest come go know show see hear make".split()
)
"""Verbs that hand on what somebody says; what they hand on has frames of its own."""
_PAIR = frozenset(
    "side man leader country nation party president minister government state neighbour neighbor power capital"
    " official diplomat ally rival counterpart both two".split()
)
_STATE_ROLES = frozenset("GOV PAR JUD COP PTY OPP MIL SPY".split())
_BODIES = frozenset("EUU NAT UNO SCO CSTO CIS AFU ARL ASN IGO WST XXX".split())


def speaks_only(doc: Doc, frame: Frame, kind: str) -> bool:
    """Whether the predicate only hands on speech ("Xi stressed that ..."), so that it is no event of its own.

    "told them to leave" is a request and stays.
    """
    token = doc[frame.predicate]
    if token.lemma_ == "be":
        return True
    heads = {doc[item.head].lemma_.lower() for item in frame.actors}
    if heads and heads <= _TALKS and kind in _HARMS:
        return True  # a meeting that passed off without a deal harmed nobody
    if token.lemma_.lower() not in _SPEECH or frame.nominal:
        return False
    if kind == "REQUEST" and any(child.dep_ == "xcomp" for child in token.children):
        return False
    return True


def sides(
    doc: Doc, frame: Frame, kind: str, mentions: Sequence[Actor], before: Sequence[Actor]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """(actors, recipients) of a frame that tells an event of type ``kind``.

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        kind: what it tells.
        mentions: actors named in the sentence.
        before: actors named ahead of it, latest last.
    """
    actors = _unique(who for item in frame.actors for who in _meant(doc, item, mentions, before))
    codes = {who.code for who in actors}
    held = _held(doc, frame, kind)
    direct = _known(_participants(doc, [c for c in held if c.marker == ""], mentions, before), codes)
    others = [
        who
        for item in held
        if item.marker not in _PLACES
        for who in _meant_by(doc, item, mentions, before)
        if item.marker != "that" or who is None or who.code not in codes  # "warned that the U.S. must ..."
    ]
    known = direct or _known(others, codes)
    if not known:
        known = [who for who in others if who is not None and who.code != UNKNOWN]
    if not known and actors:  # "has carried out airstrikes in Libya"
        there = [resolve(doc, item.phrase, mentions, before) for item in held if item.marker in _PLACES]
        known = [who for who in there if who is not None and who.code not in (UNKNOWN, *codes)] if kind in _FELT else []
    named = known or [who for who in others if who is not None]
    first = {(a.code, a.name) for a in actors}
    recipients = tuple(r for r in _unique(named) if (r.code, r.name) not in first)
    return _at_home(doc, kind, actors, recipients, mentions, before)


_NEAR = 5
"""Tokens from a predicate to the end of where "each other" is its object or close to it ("fired at each other")."""
_EACH_OTHER = {("each", "other"), ("one", "another")}
_TRADED = frozenset(("trade", "exchange", "swap"))
_BLOWS = frozenset("accusation blame fire blow barb insult threat strike attack gunfire jab".split())


def mutual(
    kind: str, token: Token, frame: Frame, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """A meeting, a joint exercise, a deal between two: everybody stands under actor.

    Where one side has several partners ("Blinken met the ministers of Japan and Korea"), the sides stay: those on one
    of them did nothing with each other, as a rule.
    """
    if actors and len({who.code for who in (*actors, *recipients)} - {UNKNOWN}) > 2:
        return actors, recipients
    together = any(item.marker in _TOGETHER for item in frame.complements)
    if kind in MUTUAL and recipients and (together or token.lemma_.lower() in _MUTUAL_VERBS):
        return actors + recipients, ()
    return actors, recipients


def both_ways(event: Event, token: Token) -> list[Event]:
    """The event, or two where two do it to each other ("shelled each other", "traded accusations")."""
    codes = list(dict.fromkeys(who.code for who in (*event.actors, *event.recipients)))
    if event.type in MUTUAL or len(codes) != 2 or not _to_each_other(token):
        return [event]
    one, other = (tuple(w for w in (*event.actors, *event.recipients) if w.code == code)[:1] for code in codes)
    return [replace(event, actors=one, recipients=other), replace(event, actors=other, recipients=one)]


def _to_each_other(token: Token) -> bool:
    behind = [other.lower_ for other in token.doc[token.i + 1 : token.i + _NEAR]]
    if any(pair in _EACH_OTHER for pair in pairwise(behind)):
        return True
    verb = token if token.pos_ == "VERB" else token.head
    objects = [child.lemma_.lower() for child in verb.children if child.dep_ == "dobj"]
    return verb.lemma_.lower() in _TRADED and not _BLOWS.isdisjoint(objects)


def _held(doc: Doc, frame: Frame, kind: str) -> list[Complement]:
    """Complements that may be participants: no parts of longer ones, nothing that is only spoken about."""
    whole = [*frame.actors, *(item.phrase for item in frame.complements)]
    return [
        item
        for item in frame.complements
        if not any(_inside(item.phrase, other) for other in whole)
        and not (kind in MUTUAL and features.kind(doc, item.phrase) == "thing")  # "discussed the situation in Syria"
        and not (kind == "CONSULT" and item.marker in _ABOUT)
        and item.marker != "about"
    ]


def _participants(
    doc: Doc, items: Sequence[Complement], mentions: Sequence[Actor], before: Sequence[Actor]
) -> list[Actor | None]:
    return [who for item in items for who in _meant_by(doc, item, mentions, before)]


def _known(found: Sequence[Actor | None], codes: set[str]) -> list[Actor]:
    """Known actors other than those who act."""
    return [who for who in found if who is not None and who.code != UNKNOWN and who.code not in codes]


def _meant_by(doc: Doc, item: Complement, mentions: Sequence[Actor], before: Sequence[Actor]) -> Sequence[Actor | None]:
    if doc[item.phrase.head].lemma_.lower() in event_nouns():
        return _owners(doc, doc[item.phrase.head], mentions)
    return _meant(doc, item.phrase, mentions, before)


def _meant(doc: Doc, item: Phrase, mentions: Sequence[Actor], before: Sequence[Actor]) -> Sequence[Actor | None]:
    pair = _pair(doc, item, mentions, before)
    return pair or (*_joined(doc, item, mentions), resolve(doc, item, mentions, before))


def _owners(doc: Doc, noun: Token, mentions: Sequence[Actor]) -> list[Actor]:
    """Whose offer, demand, attack it is: "China's offer", "Russian attacks"."""
    return [
        replace(found, start=found.start, end=found.end)
        for child in noun.lefts
        if child.dep_ in ("poss", "amod", "compound", "nmod")
        for found in mentions
        if found.start < child.idx + len(child.text) and child.left_edge.idx < found.end
    ]


def _pair(doc: Doc, item: Phrase, mentions: Sequence[Actor], before: Sequence[Actor]) -> list[Actor]:
    """The two whom "the two sides", "both leaders" means: the latest two of different states named ahead."""
    head = doc[item.head]
    if head.lemma_.lower() not in _PAIR or any(m.start <= head.idx < m.end for m in mentions):
        return []
    words = {doc[i].lower_ for i in range(item.first, item.last + 1)}
    if not words & {"two", "both"}:
        return []
    found: dict[str, Actor] = {}
    for who in reversed([*before, *(m for m in mentions if m.end <= head.idx)]):
        if who.code not in (UNKNOWN, "") and who.code not in found:
            found[who.code] = who
        if len(found) == 2:
            start, end = item.chars(doc)
            return [replace(w, start=start, end=end, text=doc.text[start:end]) for w in reversed(found.values())]
    return []


def _at_home(
    doc: Doc,
    kind: str,
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
    mentions: Sequence[Actor],
    before: Sequence[Actor],
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Roles without a state ("lawmakers", "a judge") as those of the state that the text speaks of."""
    home = _home(mentions, before)
    if not home:
        return actors, recipients

    def settled(who: Actor) -> Actor:
        if who.code != UNKNOWN:
            return who
        if who.sector in _STATE_ROLES:
            return replace(who, code=home)
        if who.sector == "CVL" and kind == "PROTEST":
            return replace(who, code=f"CVL:{home}")
        return who

    return tuple(map(settled, actors)), tuple(map(settled, recipients))


def _home(mentions: Sequence[Actor], before: Sequence[Actor]) -> str:
    """The one state spoken of in the sentence and ahead of it; "" where there are several."""
    for found in (mentions, [*before, *mentions]):
        states = Counter(m.code for m in found if m.code not in _BODIES and ":" not in m.code and m.code)
        if states:
            code, count = states.most_common(1)[0]
            return code if count >= _MOSTLY * sum(states.values()) else ""
    return ""


_MOSTLY = 0.8
"""Share of the mentions of states that one must have to be the text's own."""


def _joined(doc: Doc, item: Phrase, mentions: Sequence[Actor]) -> list[Actor]:
    """Both of two names that the parse holds for one phrase ("Trump and Ukrainian President Zelensky")."""
    start, end = item.chars(doc)
    inside = [m for m in mentions if start <= m.start and m.end <= end]
    parted = any(token.lower_ == "and" for token in doc[item.first : item.last + 1])
    return inside if parted and len({m.code for m in inside}) > 1 else []


def _inside(item: Phrase, other: Phrase) -> bool:
    """Whether a phrase is part of a longer one ("Putin of Russia" is one participant)."""
    return item != other and other.first <= item.first and item.last <= other.last


def _unique(found: Iterable[Actor | None]) -> tuple[Actor, ...]:
    kept = {(actor.code, actor.name): actor for actor in found if actor is not None}
    return tuple(kept.values())
