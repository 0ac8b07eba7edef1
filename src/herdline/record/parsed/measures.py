"""Whether a deed is done by measures: sanctions, tariffs, bans of visas or of exports, told of the deed itself.

The event model takes "hits two banks with sanctions" for an attack and any sanctions for coercion. Which it is, is told
by what hangs from the word itself: its subject and object, what stands behind "with", "by" or "in", what it is an
attribute of. Sanctions of another clause ("missiles hit Odesa as Brussels weighed new sanctions"), of the reason
("jailed a reporter over new sanctions") or of whom it befalls ("hit a sanctioned refinery") are somebody else's.
English only, as the parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from herdline.record.participants import sector_of

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Token

_AIMS = frozenset("target hit slap punish squeeze blacklist".split())
_MEASURES = re.compile(
    r"\b(?:sanctions?|sanctioning|blacklist\w*|tariffs?|export controls?|visas?|asset freezes?|trade bans?|price caps?"
    r"|embargo\w*)\b",
    re.IGNORECASE,
)
_SANCTIONS = re.compile(
    r"\b(?:impos\w+|slapp\w+|tighten\w+|widen\w+|expand\w+|target\w*|hit|new|fresh|further)\b[^.]{0,60}\b"
    r"(?:sanctions?|embargo|tariffs?)\b",
    re.IGNORECASE,
)
_LINKS = frozenset("with by in under through via of on as including".split())
"""Prepositions that lead to the means of a deed or to the rest of its name, not to its reason or its time."""
_WHOLE = frozenset("nsubj nsubjpass dobj attr oprd dative agent pobj pcomp compound nmod appos xcomp prt amod".split())
_NOUNS = frozenset(("NOUN", "PROPN"))
_SHARED = frozenset("xcomp acl relcl advcl pcomp".split())
"""Clauses that tell more of what they hang from, where they have no subject of their own."""


def is_aimed(verb: Token) -> bool:
    """Whether an attack is one by measures ("hits two banks with sanctions"), not with arms or by troops."""
    if verb.lemma_.lower() not in _AIMS or any(sector_of(doer) == "MIL" for doer in _doers(verb)):
        return False
    return _MEASURES.search(_said(verb)) is not None


def is_imposed(predicate: Token) -> bool:
    """Whether coercion is one by sanctions ("slapped tariffs on steel", "new sanctions")."""
    return predicate.lower_ in ("sanctioned", "sanctioning") or _SANCTIONS.search(_said(predicate)) is not None


def names_measure(predicate: Token) -> bool:
    """Whether any measure is named of a deed."""
    return _MEASURES.search(_said(predicate)) is not None


def _doers(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield child
        elif child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "with"):
            yield from (noun for noun in child.children if noun.dep_ == "pobj")


def _said(predicate: Token) -> str:
    """The words that tell of the deed itself, in their order."""
    held = {word.i: word for word in _below(predicate)}
    here = predicate
    for _ in range(4):
        over = _above(here)
        if over is None:
            break
        held.update((word.i, word) for word in _below(over))
        here = over
    return " ".join(word.text for _, word in sorted(held.items()))


def _above(here: Token) -> Token | None:
    """What a deed's word tells more of or is the object of: the noun of a clause, the verb of a noun."""
    over = here.head
    if over is here:
        return None
    if here.pos_ in _NOUNS:
        if here.dep_ in ("dobj", "nsubj", "nsubjpass", "compound"):
            return over
        return over.head if here.dep_ == "pobj" and over.lower_ in _LINKS and over.head is not over else None
    if here.dep_ not in _SHARED or any(child.dep_ == "mark" for child in here.children):
        return None
    if here.dep_ != "relcl" and any(child.dep_ in ("nsubj", "nsubjpass") for child in here.children):
        return None
    if here.dep_ == "pcomp":
        return over.head if over.lower_ in _LINKS else None
    return over


def _below(word: Token) -> Iterator[Token]:
    """A word and what hangs from it without a clause, a reason or a time."""
    waiting = [word]
    while waiting:
        here = waiting.pop()
        yield here
        for child in here.children:
            is_name = here.pos_ in _NOUNS and child.pos_ in _NOUNS
            if (
                child.dep_ in _WHOLE
                or (child.dep_ == "prep" and child.lower_ in _LINKS)
                or (child.dep_ == "conj" and is_name)
            ):
                waiting.append(child)
