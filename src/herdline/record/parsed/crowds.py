"""Who does what a noun of protest or rising names, whom it is against, who suffers it: the phrases around the word.

By the grammar alone: an owner, a group in front, "by", whoever leads, stages, joins or aborts it; "against", an embassy
that it stands before, whom it is to topple; the subject of a verb of facing it. Who is meant by them is decided in
``unrest``. English only, as the parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from herdline.record.parsed.arguments import agents, subjects
from herdline.record.parsed.phrases import Phrase, conjuncts, phrase
from herdline.record.parsed.places import ORGANS, SEATS, attacked, behind, beside, clause, is_land, is_seat, named
from herdline.record.parsed.undergone import is_person
from herdline.record.participants import sector_of
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Token

STANCE = re.compile(r"\b(?:anti|pro)-$", re.IGNORECASE)
"""Ahead of whom a crowd is only for or against."""
PROTESTS = frozenset(
    "protest riot rioting demonstration unrest rally march walkout strike disorder upheaval looting sit-in".split()
)
RISINGS = frozenset("mutiny uprising coup rebellion revolt insurrection insurgency putsch".split())
_MAKING = frozenset(
    """stage stag hold launch lead organise organize mount join start begin attempt plan foment wage wag spearhead
    orchestrate abort plot threaten resume attend continue carry instigate mastermind undertake conduct make
    prepare suspend
    """.split()
)
"""Verbs whose subject does what the noun names; the lemmatiser makes "stag" of "staged"."""
_TAKING_PART = frozenset("take participate join engage involve play go be partake march".split())
_DENYING = frozenset("deny dispute rebut refute reject".split())
_PARTS = frozenset("part role participation involvement complicity".split())
_OFF = frozenset(("call off", "carry out", "break off"))
_SUFFERING = frozenset(
    """face survive quell crush suppress contain quash defeat foil thwart weather disperse put break repress ban
    confront avert prevent stop defuse""".split()
)
"""Verbs whose subject is what a rising is against, or who keeps order where a crowd protests."""
_TOPPLING = frozenset("topple oust overthrow unseat remove replace depose".split())
CROWDS = frozenset("CVL LAB REB OPP MIL REF MED".split())


def doers(noun: Token, mentions: Sequence[Actor]) -> list[Phrase]:
    """Phrases of those who do it by the grammar, in the order of their kinds."""
    lemma = noun.lemma_.lower()
    found: list[Token] = []
    whole = [*noun.children, *(c for c in noun.head.children if noun.dep_ == "compound" and c.i != noun.i)]
    for child in whole:
        who = named(child, mentions)
        if child.dep_ == "poss" and child.tag_ != "WP$":
            found += [head for head in conjuncts(child) if not ((m := named(head, mentions)) and is_land(m))]
        elif child.dep_ in ("amod", "compound", "nmod"):
            if who is not None:
                if not is_land(who) and (lemma in RISINGS or not is_person(who)):
                    found.append(child)
            elif sector_of(child) in CROWDS:
                found.append(child)
            elif child.lower_ == "led":
                found += [c for c in child.children if c.dep_ in ("npadvmod", "nsubj", "compound")]
        elif child.dep_ in ("prep", "agent") and child.lower_ in ("by", "of", "from", "between"):
            behind = [head for c in child.children if c.dep_ == "pobj" for head in conjuncts(c)]
            found += [head for head in behind if child.lower_ == "by" or _is_crowd(head, lemma, mentions)]
    made = [phrase(head) for head in found]
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and _makes(child):
            made += agents(child)
        elif child.dep_ == "relcl" and _makes(child):
            made += [item for item in subjects(child) if item.head != noun.i]
    return made or _makers(noun)


def _is_crowd(head: Token, lemma: str, mentions: Sequence[Actor]) -> bool:
    """Whether what stands behind "of" or "from" does it ("the mutiny of Wagner", "protests of farmers")."""
    who = named(head, mentions)
    if who is None:
        return sector_of(head) in CROWDS
    return lemma in RISINGS and not is_land(who)


def _makes(verb: Token) -> bool:
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    lemma = verb.lemma_.lower()
    return f"{lemma} {particle}" in _OFF if particle else lemma in _MAKING


def _makers(noun: Token) -> list[Phrase]:
    """Subjects of a verb that the noun hangs from, if that is one of making it or of taking part in it."""
    above = noun.head
    if noun.dep_ == "dobj" and _makes(above):
        return _subjects(above)
    if noun.dep_ == "nsubjpass" and _makes(above):
        return list(agents(above))
    if noun.dep_ != "pobj":
        return []
    preposition, over = above.lower_, above.head
    if preposition == "in" and noun.lower_ == "protest" and over.pos_ in ("VERB", "AUX"):
        passive = any(child.dep_ == "nsubjpass" for child in over.children)
        return list(agents(over) if passive else subjects(over))
    if preposition in ("in", "on", "behind"):
        if _is_denied(over):
            return []  # "were not involved in", "had no part in"
        if over.lemma_.lower() in _PARTS:
            owners = [phrase(child) for child in over.children if child.dep_ == "poss"]
            return owners or (_subjects(over.head) if over.dep_ == "dobj" else [])
        if over.lemma_.lower() in _TAKING_PART:
            involved = [phrase(head) for c in over.children if c.dep_ == "nsubjpass" for head in conjuncts(c)]
            return involved or _subjects(over)
    if preposition == "for" and over.lemma_.lower() == "call" and noun.lemma_.lower() in RISINGS:
        return _subjects(over) if over.pos_ == "VERB" else [phrase(c) for c in over.children if c.dep_ == "poss"]
    return []


def _is_denied(over: Token) -> bool:
    """Whether a part in something is said not to be: a negation beside it or beside its verb."""
    words = [*over.children, *(over.head.children if over.dep_ in ("dobj", "acomp", "attr", "oprd") else ())]
    ahead = over.doc[max(0, over.i - 2) : over.i]
    return any(
        c.dep_ == "neg" or c.lower_ in ("no", "not", "never", "neither", "without") for c in (*words, *ahead)
    ) or (over.dep_ == "dobj" and over.head.lemma_.lower() in _DENYING)


def _subjects(verb: Token) -> list[Phrase]:
    """Whoever does it; of what one is accused of or jailed for, the one accused ("accused Prigozhin of leading")."""
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("of", "for", "over", "with", "from"):
        over = verb.head.head
        objects = [c for c in over.children if c.dep_ in ("dobj", "nsubjpass")]
        if over.pos_ == "VERB" and objects:
            return [phrase(head) for c in objects for head in conjuncts(c)]
    return list(subjects(verb))


def targets(noun: Token, mentions: Sequence[Actor]) -> list[Phrase]:
    """Whom it is against, whose embassy it stands before, whom it is to topple."""
    crowd = [child for child in noun.children if child.dep_ == "nsubj"]
    held = [child for token in (noun, *crowd) for child in token.lefts if _is_opposed(child, mentions)]
    held += [*attacked(noun), *(head for head in against(noun) if not is_cause(head, mentions))]
    for token in clause(noun):
        for head in beside(token):
            who = named(head, mentions)
            if is_seat(head, SEATS) or (who is not None and who.sector in ORGANS):
                held.append(head)
        for child in token.children:
            if child.dep_ in ("acl", "advcl", "xcomp", "relcl") and child.lemma_.lower() in _TOPPLING:
                held += [c for c in child.children if c.dep_ == "dobj"]
    return [phrase(head) for head in dict.fromkeys(held)]


def _is_opposed(token: Token, mentions: Sequence[Actor]) -> bool:
    """Whether a word is a name behind "anti-" ("anti-Beijing protests")."""
    led = (STANCE.search(token.doc.text[: m.start]) for m in mentions if m.start <= token.idx < m.end)
    return any(found is not None and found.group().lower() == "anti-" for found in led)


def against(noun: Token) -> list[Token]:
    """Heads of what stands behind "against"."""
    return [head for token in clause(noun) for head in behind(token, frozenset(("against",)))]


def span(head: Token) -> tuple[int, int]:
    """Characters [start, end) of all that hangs from a word."""
    return head.left_edge.idx, head.right_edge.idx + len(head.right_edge.text)


def is_cause(head: Token, mentions: Sequence[Actor]) -> bool:
    """Whether a thing is only somewhere ("against the war in Ukraine"), not somebody nor somebody's."""
    start, end = phrase(head).chars(head.doc)
    is_owned = any(who.start < end and start < who.end for who in mentions)
    return not (is_owned or sector_of(head) or head.tag_ in ("NNP", "NNPS", "PRP"))


def sufferers(noun: Token) -> list[Phrase]:
    """Subjects of a verb of facing it or putting it down."""
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in _SUFFERING:
        return list(subjects(noun.head))
    return []
