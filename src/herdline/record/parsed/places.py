"""Where a crowd or its protest stands: in which land, before whose embassy or ministry.

An embassy belongs to the state that is protested against and lies in the one whose people protest ("outside the
Israeli embassy in London"), so whose it is tells no place; a parliament or a palace tells both. English only, as the
parse.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from herdline.record.actors import find
from herdline.record.actors.wider import places as towns
from herdline.record.parsed.phrases import conjuncts, phrase
from herdline.record.parsed.undergone import is_person
from herdline.record.participants import is_state
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

ORGANS = frozenset("GOV PAR MIL COP JUD SPY".split())
_IN = frozenset("in across throughout around inside within".split())
BESIDE = frozenset("outside at near on to towards toward before".split())
ABROAD = frozenset("embassy consulate mission".split())
"""Seats of a state that stand in another one."""
SEATS = ABROAD | frozenset("headquarters parliament palace ministry residence".split())
_SIDES = frozenset("front gate door entrance step building compound".split())
"""Of a seat: "in front of the ministry", "at the gates of the embassy"."""
_CAUSES = frozenset("support solidarity favour favor defence defense memory honour honor response protest".split())
"""What "in" leads to where no place is told ("in support of Israel")."""
BODIES = frozenset("EUU NAT UNO SCO CSTO CIS AFU ARL ASN IGO WST".split())


def named(token: Token, mentions: Sequence[Actor]) -> Actor | None:
    """The mention that a token is in; what it is for or against ("anti-Beijing protests") is not one."""
    text = token.doc.text
    return next((m for m in mentions if m.start <= token.idx < m.end and text[max(0, m.start - 1)] != "-"), None)


def is_land(who: Actor) -> bool:
    """Whether a mention is a state, a town or an organ of a state, which no crowd is called after as its doer."""
    return not is_person(who) and (not who.sector or who.sector in ORGANS or (who.text, who.code) in towns())


def clause(noun: Token) -> list[Token]:
    """The noun and the verb that it is the subject or object of: what hangs from either is about it."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr") else None
    return [noun] if verb is None else [noun, verb]


def behind(token: Token, words: frozenset[str]) -> list[Token]:
    """What stands behind one of some prepositions that hang from a token."""
    return [
        head
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in words
        for noun in child.children
        if noun.dep_ == "pobj"
        for head in conjuncts(noun)
    ]


def is_seat(head: Token, seats: frozenset[str]) -> bool:
    """Whether a noun is one of some seats, or a part of one ("the embassy building")."""
    return head.lemma_.lower() in seats or any(c.dep_ == "compound" and c.lemma_.lower() in seats for c in head.lefts)


def is_abroad(doc: Doc, who: Actor) -> bool:
    """Whether a mention only tells whose embassy it is."""
    words = doc.within(who.start, who.end)
    over = [word.head.head if word.head.lower_ == "of" else word.head for word in words]
    return any(is_seat(here, ABROAD) for here in (*words, *over))


def beside(token: Token) -> list[Token]:
    """Before what, at what or toward what: the seat itself for its front and its gates."""
    found = []
    for head in behind(token, BESIDE | {"in"}):
        if head.lemma_.lower() in _SIDES and (whole := behind(head, frozenset(("of",)))):
            found += whole
        elif head.head.lower_ != "in":
            found.append(head)
    return found


def attacked(verb: Token) -> list[Token]:
    """Embassies that are the object of a verb."""
    return [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and is_seat(c, ABROAD)]


def land_of(doc: Doc, noun: Token, mentions: Sequence[Actor], far: bool = True) -> str:
    """Code of the state where it happens, or "".

    In front of the noun, behind "in" or beside what it stands at; with ``far`` the only "in" of the sentence too.
    """
    for child in noun.lefts:
        who = named(child, mentions) if child.dep_ in ("poss", "amod", "compound", "nmod") else None
        if who is not None and is_land(who) and is_state(who.code):
            return who.code
    near = [head for token in clause(noun) for head in behind(token, _IN)]
    near += [head for token in clause(noun) for head in beside(token) if head.head.lower_ not in ("to", "on")]
    seats = attacked(noun) + [head for token in clause(noun) for head in beside(token) if is_seat(head, SEATS)]
    crowd = [child for child in noun.children if child.dep_ == "nsubj"]  # "protesters in Baghdad marched to ..."
    near += [head for token in (*seats, *crowd) for head in behind(token, _IN)]
    anywhere = [token for token in doc if token.dep_ == "pobj" and token.head.lower_ in _IN]
    for heads in (near, anywhere if far else []):
        codes = {code for head in heads for code in _lands(doc, head, mentions)}
        if len(codes) == 1:
            return codes.pop()
    return ""


def _lands(doc: Doc, head: Token, mentions: Sequence[Actor]) -> list[str]:
    """States that a phrase lies in; capitals behind "in", which are nobody elsewhere, count here."""
    if is_seat(head, ABROAD) or head.lemma_.lower() in _CAUSES | _SIDES:
        return []
    item = phrase(head)
    start, end = item.chars(doc)
    codes = [m.code for m in mentions if m.start < end and start < m.end and not is_person(m)]
    if not codes and head.tag_ in ("NNP", "NNPS"):
        codes = [who.code for who in find(doc.text[start:end]) if not is_person(who)]
    return [code for code in codes if is_state(code) and code not in BODIES]
