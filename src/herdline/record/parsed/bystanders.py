"""Who is named beside a deed and had no hand in it: places in the parse at which no model may find an actor.

Models of pairs judge by paths, and in a short sentence the only person named is their best guess for who acts: "raised
millions after the indictment", "a lawmaker says that an aide was attacked". Here the grammar speaks first.
English only, as the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from herdline.record.parsed.apart import never_do, never_kill, never_strike
from herdline.record.parsed.arguments import Frame
from herdline.record.parsed.phrases import Phrase, conjuncts, phrase
from herdline.record.parsed.undergone import (
    BORNE,
    BRINGING,
    OFFICIALS,
    RECEIVING,
    TAKER,
    TAKING,
    UNDERGONE,
    is_person,
    owner_by_whose,
)
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

_SAYS = frozenset("say tell report announce confirm claim state add warn".split())
_DEEDS = frozenset({"ACCUSE", "COERCE", "SANCTION", "ASSAULT"})
"""What arrests and trials are; who threatens or asks for one is named elsewhere in the sentence."""


def never_act(doc: Doc, frame: Frame, kind: str, named: Sequence[tuple[Actor, int]]) -> frozenset[int]:
    """Tokens of those who do not do what a frame tells, wherever a model would place them.

    Args:
        doc: the parsed sentence.
        frame: one of its frames, turned (``undergone``).
        kind: the type of event it tells.
        named: who may take part, each with the token it hangs by.
    """
    token = doc[frame.predicate]
    lemma = token.lemma_.lower()
    if frame.nominal:
        taken = token.dep_ == "dobj" and token.head.lemma_.lower() in RECEIVING | TAKING
        barred = _beside(doc, frame, named) if lemma in UNDERGONE and kind in _DEEDS else frozenset()
        if taken or lemma in UNDERGONE:
            barred |= _places(c.phrase for c in frame.complements if c.marker in (BORNE, TAKER))
        if kind in _DEEDS:
            barred |= never_kill(doc, frame) | never_strike(doc, frame)
    elif frame.passive:
        barred = _of_passive(token) | _places(c.phrase for c in frame.complements if c.marker == "")
    else:
        barred = _places(c.phrase for c in frame.complements if c.marker == TAKER and lemma in RECEIVING)
        barred |= never_do(doc, frame, kind)
    return barred - _places(frame.actors)


def never_receive(frame: Frame) -> frozenset[int]:
    """Tokens of those whom "by" names in a passive frame: they do it, and nobody does it to them."""
    return _places(frame.actors) if frame.passive else frozenset()


def is_only_concerned(predicate: Token, head: Token) -> bool:
    """Whether somebody is what a deed's object is about ("condemned provocations concerning China's interests")."""
    for here in (head, *head.ancestors):
        if here.i == predicate.i:
            return False
        if here.lower_ in _CONCERNING and here.i > predicate.i:
            return True
    return False


_CONCERNING = frozenset("concerning regarding".split())


def never_meets(doc: Doc, frame: Frame, head: int, known: bool) -> bool:
    """Whether somebody named elsewhere takes no part in a talk: its topic, or anybody where "met" names both sides.

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        head: the token that somebody hangs by.
        known: whether it is known whom the subject means.
    """
    token = doc[frame.predicate]
    has_subject = any(child.dep_ == "nsubj" for child in token.children)
    partners = any(item.marker in ("", "with") for item in frame.complements)
    if token.lemma_.lower() == "meet" and not frame.nominal and has_subject and known and partners:
        return True
    return _is_a_topic(doc[head])


def _is_a_topic(head: Token) -> bool:
    """Whether two talk about it: "held talks on Syria", "spoke of Chad and Mali"."""
    if head.dep_ == "conj":
        return _is_a_topic(head.head)
    if head.dep_ != "pobj":
        return False
    return head.head.lower_ in ("about", "over", "on") or (
        head.head.lower_ == "of" and head.head.head.lemma_ == "speak"
    )


def _beside(doc: Doc, frame: Frame, named: Sequence[tuple[Actor, int]]) -> frozenset[int]:
    """Who stands outside of the phrase of an arrest or a trial and does not bring it about.

    Persons always ("his rival gained votes after the indictment"); where the one it is done to stands in front of the
    noun, states too ("Norway regrets the Navalny arrest").
    """
    noun = doc[frame.predicate]
    owner = owner_by_whose(noun)
    close = [noun, *_bringers(noun), *([owner] if owner is not None else [])]
    near = {t.i for token in close for t in token.subtree}
    in_front = any(c.phrase.head < noun.i for c in frame.complements)
    return frozenset(
        head
        for who, head in named
        if head not in near and (in_front or (is_person(who) and who.sector not in OFFICIALS))
    )


def _bringers(noun: Token) -> list[Token]:
    """Subjects of a verb that brings an arrest or a trial about ("Britain approves Assange's extradition")."""
    verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else None
    if verb is None or verb.lemma_.lower() not in BRINGING:
        return []
    agents = [inner for child in verb.children if child.dep_ == "agent" for inner in child.children]
    return [t for t in (*verb.children, *agents) if t.dep_ in ("nsubj", "pobj") and t.i != noun.i]


def _of_passive(verb: Token) -> frozenset[int]:
    """Who only tells of a passive deed or suffers it, and what it is done for.

    The subject above a reported clause ("a lawmaker says that an aide was attacked") or above a reason or time
    ("protested after its consul was arrested"); one that the infinitive shares ("is to be sentenced"); a cause
    ("jailed for insulting the king").
    """
    causes = (child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("for", "over"))
    barred = [Phrase(c.i, c.left_edge.i, c.right_edge.i) for c in causes]
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    here = verb
    while here.head.i != here.i and here.dep_ in ("ccomp", "advcl", "conj", "xcomp", "pcomp", "prep"):
        above = here.head
        reported = here.dep_ == "ccomp" and above.lemma_.lower() in _SAYS
        shared = here.dep_ in ("xcomp", "pcomp", "prep") and not has_subject
        if reported or shared or here.dep_ == "advcl":
            subjects = (child for child in above.children if child.dep_ in ("nsubj", "nsubjpass"))
            barred += [phrase(noun) for subject in subjects for noun in conjuncts(subject)]
        here = above
    return _places(barred)


def _places(phrases: Iterable[Phrase]) -> frozenset[int]:
    return frozenset(i for item in phrases for i in range(item.first, item.last + 1))
