"""What a deed is by the words around its predicate, where the event model reads the predicate alone.

A pledge to retaliate is a threat and a vow to defend somebody none; who will not withdraw refuses; who seeks closer
ties offers them; a team sent somewhere is no help unless it is said to help; a participle behind a mutiny ("the
rebellion in Chad, threatening its king") tells of the mutiny, not of whoever spoke of it. English only, as the parse.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from herdline.record.lexicon import event_nouns
from herdline.record.parsed.crowds import RISINGS
from herdline.record.participants import sector_of
from herdline.record.spans import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from herdline.record.parsed.tree import Token

_PROMISES = frozenset("pledge promise vow swear commit threaten undertake".split())
_HARMING = frozenset(
    """retaliate punish destroy crush attack kill liquidate topple overthrow avenge strike neutralise neutralize invade
    annihilate eliminate oust obliterate wipe bomb respond revenge hunt sanction wreck shell""".split()
)
_RETORTS = frozenset(("respond",))
"""Of these only those with force are harm ("respond harshly")."""
_FORCE = re.compile(
    r"\b(?:forc\w+|harsh\w*|militar\w+|fire|blow\w*|strike\w*|tough\w*|crush\w+|brutal\w*|missiles?|drones?|shell\w*|bomb\w*|"
    r"air ?strikes?|rockets?|artillery|raids?|attacks?)\b",
    re.IGNORECASE,
)
_HELPING = frozenset("defend protect help support back aid assist rebuild stand".split())
_REFUSING = re.compile(r"\b(?:won['’]?t|will not|will never|would not|wouldn['’]?t|refus\w+|never)\b", re.IGNORECASE)
_SEEKING = frozenset("seek want desire pursue court request".split())
_TIES = frozenset("tie relation relationship cooperation friendship partnership rapprochement alliance".split())
_OUSTING = frozenset("remove oust topple depose unseat".split())
_SENDING = frozenset("send dispatch deploy fly despatch".split())
_PARTY = frozenset("team squad agent group hitman assassin spy man message signal".split())
_HELP = re.compile(
    r"\b(?:rescue\w*|aid|relief|reliev\w+|medic\w*|doctor\w*|nurse\w*|help\w*|humanitarian|search|firefight\w*|fire"
    r"|support\w*|train\w*|assist\w*|expert\w*|engineer\w*|earthquake|flood\w*|protect\w*|defen[dc]\w*|reinforc\w*)\b",
    re.IGNORECASE,
)
_SPEAKS = frozenset(
    """say speak comment give make tell remark react respond discuss address describe mention call note report warn
    fear follow""".split()
)
_ANSWERING = frozenset("respond react reply answer".split())
"""Verbs that are blows only with words of force."""
_QUARRELS = frozenset("showdown standoff stand-off confrontation feud spat row rift face-off".split())
"""What is no meeting."""
_LED_BY = ("to", "with", "that")


def told(kind: str, token: Token, judged: Judgement) -> tuple[str | None, Judgement]:
    """(type, judgement) of an event with the words around its predicate; no type where it is no event.

    Args:
        kind: the type by the event model.
        token: the predicate.
        judged: how surely it stands.
    """
    lemma = token.lemma_.lower()
    if kind in ("AGREE", "SUPPORT") and lemma in _PROMISES and not _is_negated(token) and _promises(token, _HARMING):
        return "THREATEN", judged
    if kind == "THREATEN" and lemma in _PROMISES - {"threaten"} and _promises(token, _HELPING):
        return "AGREE", judged
    if kind in ("CONCEDE", "RETREAT") and "negation" in judged.aux and _refuses(token):
        return "REJECT", replace(judged, aux=())
    if kind == "REQUEST" and lemma in _SEEKING and any(noun.lemma_.lower() in _TIES for noun in _objects(token)):
        return "AGREE", judged
    if kind in ("CONCEDE", "RETREAT") and lemma in _OUSTING and {"future", "hypothetical"} & set(judged.aux):
        if any(noun.pos_ == "PROPN" or sector_of(noun) == "GOV" for noun in _objects(token)):
            return "THREATEN", judged  # "intends to remove the minister" yields nothing
    if kind == "AID" and lemma in _SENDING and not _HELP.search(token.doc.text):
        objects = [noun.lemma_.lower() for noun in _objects(token)]
        if objects and _PARTY.issuperset(objects):
            return None, judged
    if kind == "ASSAULT" and lemma in _ANSWERING and not _FORCE.search(" ".join(t.text for t in token.subtree)):
        return None, judged
    if kind == "CONSULT" and lemma in _QUARRELS:
        return None, judged
    if kind == "REQUEST" and token.lower_ == "demanding" and _demands_by_a_rising(token):
        return None, judged
    if kind == "THREATEN" and token.lower_ == "threatening" and _tells_of_a_deed(token):
        return None, judged
    return kind, judged


def _objects(verb: Token) -> Iterator[Token]:
    yield from (child for child in verb.children if child.dep_ in ("dobj", "nsubjpass"))


def _promises(verb: Token, wanted: frozenset[str]) -> bool:
    """Whether what a promise leads to is one of some verbs ("vowed to", "a pledge to", "committed to ...ing")."""
    below = [child for child in verb.children if child.dep_ in ("xcomp", "acl", "ccomp")]
    below += [c for child in verb.children if child.dep_ == "prep" for c in child.children if c.dep_ == "pcomp"]
    for inner in below:
        lemma = inner.lemma_.lower()
        if lemma in wanted and not _is_negated(inner):
            return lemma not in _RETORTS or bool(_FORCE.search(" ".join(t.text for t in inner.subtree)))
    return False


def _is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("not", "never") for child in verb.children)


def _refuses(verb: Token) -> bool:
    """Whether somebody will not or never yields; that he did not yield may be for want of an occasion."""
    here = verb
    said = [c.text for c in here.children if c.dep_ in ("aux", "neg", "advmod")]
    if here.dep_ == "xcomp":
        said.append(here.head.text)
    return bool(_REFUSING.search(" ".join(said).replace(" n't", "n't").replace(" n’t", "n’t")))


def _demands_by_a_rising(verb: Token) -> bool:
    """Whether a participle stands right behind a mutiny that its sentence's subject did not make."""
    noun = verb.doc[verb.i - 1] if verb.i else verb
    return (
        noun.lemma_.lower() in RISINGS
        and verb.dep_ in ("advcl", "acl", "pcomp")
        and not (noun.dep_ == "dobj" and noun.head is verb.head)
    )


def _tells_of_a_deed(verb: Token) -> bool:
    """Whether a participle stands behind the noun of a deed that somebody only speaks of."""
    if verb.dep_ not in ("advcl", "acl") or any(child.lower_ in _LED_BY for child in verb.children):
        return False
    above = verb.head
    if above.pos_ not in ("VERB", "AUX"):
        return above.lemma_.lower() in event_nouns()
    if above.lemma_.lower() not in _SPEAKS:
        return False
    return any(
        t.lemma_.lower() in event_nouns() and t.pos_ in ("NOUN", "PROPN") for t in verb.doc[above.i + 1 : verb.i]
    )
