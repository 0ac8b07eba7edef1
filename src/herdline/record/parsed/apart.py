"""Who is named in the sentence of a deed and stands apart from it: no hand in it, or not the one it is done to.

A model of pairs takes the nearest two names for the two sides. Where the grammar says that a name belongs to something
else in the sentence, it may not:

- a killing spoken of ("a statement on the murder of a reporter", "is not honest about the killing") was done by whoever
  owns it, stands behind "by", commits it, is blamed for it or has a part in it, by nobody else;
- the subject of another clause ("halted arms sales while France stood by it") does not do what the main verb tells of
  its own subject, and nobody of that clause is met;
- whom two want to weaken ("work together to undermine Norway") has no part in what they do together;
- the victim of what somebody condemns ("condemned the strike on Chad") is not condemned;
- a state in which its visitor's own troops stand ("visited troops in Mali") is not visited.

English only, as the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from herdline.record.parsed import features
from herdline.record.parsed.arguments import SPEAKS_OF, Frame
from herdline.record.parsed.phrases import conjuncts, phrase

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

KILLINGS = frozenset(
    """murder killing slaying assassination execution poisoning beheading dismemberment abduction kidnapping
    lynching massacre slaughter""".split()
)
"""Nouns of a deed that is spoken of far more often than done in the sentence that names it."""
_HARMS = KILLINGS | frozenset(
    """attack strike airstrike assault raid bombing shelling invasion war aggression shooting stabbing bombardment
    offensive crackdown seizure siege blockade""".split()
)
_DOING = frozenset(
    """commit carry order plan plot execute perpetrate orchestrate mastermind direct organise organize arrange
    commission sanction authorise authorize approve stage conduct attempt lead launch prepare abet commit admit
    confess instigate undertake command oversee""".split()
)
"""Verbs whose subject does the killing that is their object, or had it done."""
_CHARGING = frozenset(
    """blame accuse charge convict suspect implicate indict arrest jail try sentence link tie connect finger fault
    sanction punish detain hold""".split()
)
"""Verbs whose object is said to have done what a preposition leads to."""
_PART = frozenset(
    """responsible responsibility role part involvement involve complicit complicity guilty guilt behind hand culpable
    blame accountable participation implicated suspect complicit""".split()
)
"""Words behind which a killing is somebody's own."""
_COMMON = frozenset({"AID", "COOPERATE", "SUPPORT", "AGREE", "CONSULT"})
_WEAKENING = frozenset(
    """undermine counter counterbalance weaken contain isolate defeat overthrow topple resist oppose threaten
    destabilise destabilize fight combat attack punish deter confront challenge rival encircle beat outflank
    invade repel curb""".split()
)
_PURPOSE = frozenset(("xcomp", "advcl", "acl", "relcl"))
_HELD_APART = frozenset({"SANCTION", "AID", "COOPERATE", "SUPPORT", "CONSULT", "COERCE", "RETREAT"})
"""Types of deeds whose own subject does them; of an attack a clause beside may tell the doer ("as Iran fires")."""
_VISITED = frozenset("troop soldier serviceman force fighter unit base garrison frontline front trench post".split())
_WHOSE = ("of", "from")
"""Ahead of whose soldiers they are."""
_VISITING = frozenset("visit meet inspect tour see greet rally".split())


def never_kill(doc: Doc, frame: Frame) -> frozenset[int]:
    """Tokens of those who are not tied to a killing that a nominal frame names; none for other frames."""
    noun = doc[frame.predicate]
    if not is_killing(frame, noun):
        return frozenset()
    near = {t.i for t in noun.subtree} | {t.i for head in doers(noun) for t in head.subtree}
    return frozenset(token.i for token in doc if token.i not in near)


def never_strike(doc: Doc, frame: Frame) -> frozenset[int]:
    """Tokens of those who only call an attack something or condemn it, for a frame that is its noun."""
    noun = doc[frame.predicate]
    if not frame.nominal or noun.lemma_.lower() not in _HARMS:
        return frozenset()
    over = [noun.head, noun.head.head] if noun.dep_ == "nsubj" else [noun.head] if noun.dep_ == "dobj" else []
    judges = [v for v in over if v.lemma_.lower() in SPEAKS_OF]
    return frozenset(
        t.i for v in judges[:1] for c in v.children if c.dep_ == "nsubj" and c is not noun for t in c.subtree
    )


def is_killing(frame: Frame, noun: Token) -> bool:
    """Whether a frame is the noun of a killing."""
    return frame.nominal and noun.lemma_.lower() in KILLINGS


def doers(noun: Token) -> Iterator[Token]:
    """Heads outside of a killing's own phrase that the grammar ties to it as those who did it."""
    below, above = noun, noun.head
    for _ in range(4):
        lemma = above.lemma_.lower()
        if above.pos_ in ("VERB", "AUX"):
            own = _own(above)
            objects = [c for c in above.children if c.dep_ in ("dobj", "nsubjpass")]
            if below.dep_ in ("dobj", "nsubjpass") and below is noun and lemma in _DOING:
                yield from _all(c for c in own if c is not noun)
                yield from _agents(above)
            elif below.dep_ in ("prep", "agent") and lemma in _CHARGING:
                yield from _all(c for c in objects if c is not noun)
            elif below.dep_ in ("prep", "acomp", "advmod") and (below.lower_ == "behind" or lemma in _PART):
                yield from _all(own)
            elif lemma in _PART or below.lower_ in _PART or below.lemma_.lower() in _PART:
                yield from _all(own)
            if below.dep_ not in ("ccomp", "xcomp", "conj"):
                return
        elif lemma in _PART:
            yield from _all(c for c in above.children if c.dep_ in ("poss", "amod", "compound"))
            yield from (t for c in above.children if c.dep_ == "prep" for t in c.children if t.i < noun.i)
        elif lemma == "behind":  # "those behind the killing"
            yield above.head
        if above.head is above:
            return
        below, above = above, above.head


def _own(verb: Token) -> list[Token]:
    """Subjects of a verb, its own or those that reach it ("is said to have ordered", "accused of ordering")."""
    here = verb
    for _ in range(4):
        found = [c for c in here.children if c.dep_ in ("nsubj", "nsubjpass")]
        if here is not verb and (objects := [c for c in here.children if c.dep_ == "dobj"]):
            return objects
        if found:
            return found
        if here.dep_ in ("acl", "relcl"):
            return [here.head]
        if here.dep_ not in ("xcomp", "conj", "pcomp", "advcl", "prep"):
            return []
        here = here.head
    return []


def _all(heads: Iterable[Token]) -> Iterator[Token]:
    for head in heads:
        yield from conjuncts(head)


def _agents(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "agent":
            yield from _all(noun for noun in child.children if noun.dep_ == "pobj")


def never_do(doc: Doc, frame: Frame, kind: str) -> frozenset[int]:
    """Tokens of clauses beside a verb that has a subject of its own: who acts there does not do what it tells."""
    verb = doc[frame.predicate]
    if frame.nominal or frame.passive or kind not in _HELD_APART:
        return frozenset()
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    if not own or not all(features.kind(doc, phrase(head)) in ("role", "name", "pronoun") for head in own):
        return frozenset()
    return frozenset(t.i for clause in _beside(verb) for t in clause.subtree)


def never_meet(doc: Doc, frame: Frame) -> frozenset[int]:
    """Tokens of those whom nobody meets in a frame that tells a visit or talks.

    Who is named in a clause beside with a subject of its own ("visited Oslo after Chad fell"); the state in which
    troops stand that are visited.
    """
    verb = doc[frame.predicate]
    found = {t.i for clause in _beside(verb) for t in clause.subtree}
    if not frame.nominal:
        found |= {
            t.i
            for head in _troops(verb)
            for c in head.rights
            if c.dep_ == "prep" and c.lower_ not in _WHOSE
            for t in c.subtree
        }
        if any(True for _ in _troops(verb)):
            found |= {
                t.i for c in verb.children if c.dep_ == "prep" and c.lower_ in ("in", "near", "at") for t in c.subtree
            }
    return frozenset(found)


def visits_own_troops(doc: Doc, frame: Frame) -> bool:
    """Whether somebody visits soldiers who are not said to be of anybody else's state."""
    verb = doc[frame.predicate]
    if frame.nominal or verb.lemma_.lower() not in _VISITING:
        return False
    held = list(_troops(verb))
    if any(c.lower_ in _WHOSE for head in held for c in head.rights):
        return False
    return bool(held) and not any(c.text[:1].isupper() for head in held for c in head.lefts)


def _troops(verb: Token) -> Iterator[Token]:
    """Soldiers and their places that are the object of a verb of visiting."""
    if verb.lemma_.lower() not in _VISITING:
        return
    for child in verb.children:
        held = [child] if child.dep_ == "dobj" else list(child.children) if child.lower_ == "with" else []
        yield from (noun for noun in held if noun.lemma_.lower() in _VISITED)


def _beside(verb: Token) -> list[Token]:
    """Clauses of time, contrast or reason that hang from a verb and have a subject of their own."""
    return [
        child
        for child in verb.children
        if child.dep_ == "advcl" and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
    ]


def weakened(doc: Doc, frame: Frame, kind: str) -> frozenset[int]:
    """Tokens of those against whom a common deed is: "work together to undermine Norway"."""
    if kind not in _COMMON:
        return frozenset()
    token = doc[frame.predicate]
    if token.lemma_.lower() in _WEAKENING:
        return frozenset()
    waiting = [child for child in token.children if child.dep_ in (*_PURPOSE, "dobj", "prep", "conj")]
    waiting += [
        child for child in token.head.children if child.dep_ in _PURPOSE and child.i > token.i and frame.nominal
    ]
    found: set[int] = set()
    for child in waiting:
        if child.dep_ in _PURPOSE and child.lemma_.lower() in _WEAKENING and _is_infinitive(child):
            found |= {t.i for c in child.children if c.dep_ in ("dobj", "prep") for t in c.subtree}
        elif child.dep_ == "dobj":
            waiting += [c for c in child.children if c.dep_ in ("acl", "relcl")]
        elif child.dep_ == "xcomp":
            waiting += [c for c in child.children if c.dep_ in _PURPOSE]
    return frozenset(found)


def _is_infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" for child in verb.children) and not any(c.dep_ == "nsubj" for c in verb.children)


def mourned(doc: Doc, frame: Frame, kind: str) -> frozenset[int]:
    """Tokens of the victims of what is condemned: "called an attack on Chad an act of war" does not accuse Chad."""
    if kind != "ACCUSE" or frame.nominal:
        return frozenset()
    verb = doc[frame.predicate]
    found: set[int] = set()
    for noun in verb.subtree:
        if noun.i <= verb.i or noun.lemma_.lower() not in _HARMS or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        if not _leads(verb, noun):
            continue
        for child in noun.rights:
            wanted = (
                ("on", "against", "of", "at", "in", "into")
                if noun.lemma_.lower() in KILLINGS
                else ("on", "against", "at")
            )
            if child.dep_ == "prep" and child.lower_ in wanted:
                found |= {t.i for t in child.subtree}
    return frozenset(found)


def _leads(verb: Token, noun: Token) -> bool:
    """Whether a noun is what a verb condemns: object, or subject of a small clause ("called it ...")."""
    if noun.dep_ in ("dobj", "nsubj") and noun.head is verb:
        return True
    return noun.dep_ == "nsubj" and noun.head.head is verb and noun.head.dep_ in ("ccomp", "xcomp", "oprd")
