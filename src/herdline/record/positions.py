"""Standing positions: who recognises, sanctions, belongs to, supports or claims what, by which sentence.

A position is told by a predicate of data/lexicon/positions.txt and its participants; the predicate says kind and
stance, a negation turns the stance. Unlike an event it lasts: the distilled view keeps the earliest evidence of each
stance, every change, and says where evidence of the same year conflicts. English only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from herdline.record.actors.wider import places
from herdline.record.certainty import judge, speaker_span
from herdline.record.dating.times import near_date
from herdline.record.lexicon import entries, event_nouns
from herdline.record.parsed.arguments import Frame
from herdline.record.parsed.phrases import Phrase
from herdline.record.participants import TIMES, UNKNOWN, resolve, sector_of
from herdline.record.quoting import cuemodel
from herdline.record.spans import Actor, TimeExpression

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

FOR, AGAINST, ENDED = "for", "against", "ended"
BODIES_OF_STATES = frozenset("EUU NAT UNO SCO CSTO CIS AFU ARL ASN IGO".split())
_ORGANS = frozenset(("GOV", "MIL", "COP", "PAR", "JUD", "REB", "OPP", "PTY"))
"""Sectors that stand for the actor they are of."""
_CAUSES = frozenset("effort sovereignty integrity position stance cause war side".split())
"""Whose cause is supported is supported."""
_STATEHOOD = frozenset("independence statehood sovereignty existence government".split())
"""What of a state is recognised with it; its claims, its rule elsewhere and its annexations are not the state."""
_ALLIANCES = frozenset("alliance bloc union pact organisation organization community".split())
_SUFFERED = frozenset("enemy critic opponent rival partition murder assassination victim".split())
"""What is somebody's without being done by it."""
_NO_STATES = ("CVL", "CRM")
"""Sectors of private persons: what they do is no standing position of anybody."""
_TRIALS = frozenset("accuse charge convict sentence jail arrest indict suspect plead fine".split())
_PRONOUNS = frozenset(("PRP", "WP", "WDT"))
_LEADING = {"NOUN": ("for", "on", "against", "of")}
"""Words that lead from a noun to its target ("support for", "sanctions on")."""
_SOME = frozenset(
    "most some many few several any no all both other two three four five six seven eight nine ten".split()
)
KINDS = ("recognition", "sanctions", "membership", "alliance", "support", "claim", "basing")


@dataclass(frozen=True, slots=True)
class Position:
    """One sentence's position: ``holder`` is ``stance`` (for, against, ended) on ``target`` in a matter of ``kind``."""

    holder: Actor
    kind: str
    target: Actor
    stance: str
    since: str
    certainty: str
    speaker: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A predicate: its lemma, the word that must stand in its object or clause, the marker of the target."""

    lemma: str
    word: str
    marker: str
    kind: str
    stance: str


@cache
def _patterns() -> dict[str, tuple[Pattern, ...]]:
    held: dict[str, list[Pattern]] = {}
    for line in entries("positions.txt"):
        head, patterns = line.split(":", 1)
        kind, stance = head.split(".")
        for text in patterns.split(","):
            parts = text.split()
            lemma, word, marker = parts[0], "", ""
            for part in parts[1:]:
                if part.startswith("@"):
                    marker = part[1:]
                else:
                    word = part
            held.setdefault(lemma, []).append(Pattern(lemma, word, marker, kind, stance))
    return {lemma: tuple(found) for lemma, found in held.items()}


def position_lemmas() -> frozenset[str]:
    """Lemmas of predicates that can tell a position."""
    return frozenset(_patterns())


def positions(
    doc: Doc,
    found_frames: Sequence[Frame],
    mentions: Sequence[Actor],
    before: Sequence[Actor],
    times: Sequence[TimeExpression] = (),
) -> list[Position]:
    """Positions that a parsed sentence tells, in reading order; what a state's own people think of each other is none.

    Args:
        doc: the parsed sentence.
        found_frames: its frames, see ``arguments.frames``.
        mentions: actors named in it.
        before: actors named ahead of it.
        times: its time expressions; the nearest one near the predicate says since when.
    """
    found: list[Position] = []
    for frame in found_frames:
        token = doc[frame.predicate]
        for pattern in _patterns().get(token.lemma_.lower(), ()):
            if pattern.word and not _stands_with(token, pattern.word):
                continue
            if _is_of_another_sense(token, pattern) or _is_on_trial(token):
                continue
            told = _told(doc, frame, pattern, mentions, before, times)
            if told:
                found += told
                break
    return found


def _told(
    doc: Doc,
    frame: Frame,
    pattern: Pattern,
    mentions: Sequence[Actor],
    before: Sequence[Actor],
    times: Sequence[TimeExpression],
) -> list[Position]:
    markers = {pattern.marker} if pattern.marker else {"", *_LEADING.get(doc[frame.predicate].pos_, ())}
    if pattern.kind == "recognition":
        markers |= {"of"}  # "recognised the independence of", "none of Russia's claims"
    holders = [
        who
        for item in frame.actors
        if not _is_some_of_many(doc, item, mentions)
        and not _is_let(doc, doc[frame.predicate], item)
        and (who := resolve(doc, item, mentions, before)) is not None
        and not who.code.startswith(_NO_STATES)
        and (
            _is_named(doc[item.head], mentions)
            or doc[item.head].tag_ in _PRONOUNS
            or (who.sector and not _is_anybody(doc[item.head]))
        )
    ]  # a bishop in Texas is not the United States
    targets = [
        resolve(doc, item.phrase, mentions, before)
        for item in frame.complements
        if item.marker in markers and _is_aimed_at(doc, item.phrase, mentions, pattern)
    ]
    known_holders = [who for who in holders if who is not None and who.code != UNKNOWN]
    known_targets = [who for who in targets if who is not None and who.code != UNKNOWN]
    if not known_holders or not known_targets:
        return []
    sources = cuemodel.found(doc)
    judged = judge(doc, frame.predicate, told=sources)
    if "hypothetical" in judged.aux and "negation" not in judged.aux:
        return []  # what might be is no position
    denied = "negation" in judged.aux or _recognises_neither(doc[frame.predicate])
    if denied and pattern.kind == "support" and pattern.stance == AGAINST:
        return []  # who has not condemned somebody does not support him
    if denied and pattern.kind == "membership" and _is_barred(doc[frame.predicate]):
        return []
    stance = _turned(pattern.stance) if denied else pattern.stance
    source = speaker_span(doc, frame.predicate, sources)
    token = doc[frame.predicate]
    since = near_date(times, token.idx, token.idx + len(token.text))[0]
    said_by = doc.text[slice(*source)] if source else ""
    return [
        Position(
            holder, pattern.kind, target, stance, since, judged.certainty, said_by,
            token.idx, token.idx + len(token.text),
        )
        for holder in known_holders
        for target in known_targets
        if holder.code != target.code and _may_be(pattern.kind, target)
    ]  # fmt: skip


def _is_of_another_sense(token: Token, pattern: Pattern) -> bool:
    """Whether the predicate is used otherwise: "claims to have", "recognised that", "backed down", "joined it in"."""
    parts = {child.dep_ for child in token.children}
    if "prt" in parts or (pattern.kind in ("claim", "recognition", "support") and parts & {"ccomp", "xcomp"}):
        return True
    if pattern.kind == "claim" and not pattern.word:
        return token.pos_ != "VERB"
    # "joined the Union in calling for calm", "in a broad effort", not "joined the Union in 2004"
    return pattern.kind == "membership" and any(
        child.dep_ == "prep"
        and any(part.dep_ == "pcomp" or (child.lower_ == "in" and not _is_time(part)) for part in child.children)
        for child in token.children
    )


def _is_time(token: Token) -> bool:
    """Whether that is a year, a month or the like."""
    return token.like_num or token.lower_ in TIMES or any(child.like_num for child in token.children)


def _is_barred(token: Token) -> bool:
    """Whether others keep him out ("Ukraine can't join NATO unless"): that he stays away is not his stand."""
    return any(child.dep_ == "aux" and child.lower_ in ("can", "ca", "could") for child in token.children)


def _is_let(doc: Doc, token: Token, item: Phrase) -> bool:
    """Whether that is who would do it if another let him ("easier for Ukraine to join", "let it join")."""
    helpers = [child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")]
    if token.tag_ != "VB" or any(word != "to" for word in helpers):
        return False
    head = doc[item.head]
    return head.dep_ not in ("nsubj", "nsubjpass") or head.head == token


def _is_on_trial(token: Token) -> bool:
    """Whether it is what somebody is charged with."""
    return any(other.lemma_.lower() in _TRIALS for other in token.ancestors)


def _is_anybody(head: Token) -> bool:
    """Whether that is one of many of his kind, unnamed ("a Russian soldier")."""
    return head.tag_ == "NN" and any(child.lower_ in ("a", "an", "another") for child in head.children)


def _is_some_of_many(doc: Doc, item: Phrase, mentions: Sequence[Actor]) -> bool:
    """Whether those are a number of people ("most Americans", "five Republicans"), who are not their state or party."""
    head = doc[item.head]
    for mention in mentions:
        name, text = mention.name.lower(), mention.text.lower()
        if mention.start <= head.idx <= mention.end + 1 and (name in text or text in name):
            return False  # "the United States, which", "the Wagner group"
    if head.lower_ in ("majority", "plurality", "most", "some", "many", "percent", "%", "half", "number", "group"):
        return True
    return head.tag_ in ("NNS", "NNPS") and any(
        child.dep_ == "nummod" or child.lower_ in _SOME or child.dep_ == "relcl" for child in head.children
    )


def _is_aimed_at(doc: Doc, item: Phrase, mentions: Sequence[Actor], pattern: Pattern) -> bool:
    """Whether the predicate is aimed at an actor itself, or (for and against) at a deed of its own.

    "Condemned Russia's decision" and "the Russian invasion" are against Russia; a plan for Ukraine, a policy toward
    China or a comedian from Singapore are neither.
    """
    head = doc[item.head]
    if _is_named(head, mentions) or head.tag_ in _PRONOUNS:
        return True
    word = head.lemma_.lower()
    if pattern.kind in ("claim", "basing") and any(m.start <= head.idx < m.end for m in mentions):
        return True  # towns and regions are what is claimed
    owners = [
        child for child in head.children if child.dep_ in ("poss", "amod", "compound") and _names(child, mentions)
    ]
    if pattern.kind == "recognition":
        return bool(owners) and word in _STATEHOOD
    if pattern.kind == "membership":
        return bool(owners) and word in _ALLIANCES
    if pattern.kind == "claim":
        return any(
            c.dep_ == "prep" and c.lower_ == "of" and any(_names(n, mentions) for n in c.children) for c in head.rights
        )
    if pattern.kind == "sanctions" or pattern.lemma in ("arm", "supply"):
        return bool(owners) and sector_of(head) in _ORGANS
    if pattern.kind != "support" or not owners:
        return False
    if sector_of(head) in _ORGANS or word in _CAUSES:
        return True
    if word in _SUFFERED or (head.i + 1 < len(doc) and doc[head.i + 1].lower_ == "by"):
        return False
    return pattern.stance == AGAINST and (owners[0].dep_ == "poss" or word in event_nouns())


def _is_named(head: Token, mentions: Sequence[Actor]) -> bool:
    """Whether a phrase's head or what stands in apposition to it is an actor's name."""
    return any(_names(token, mentions) for token in (head, *(c for c in head.children if c.dep_ == "appos")))


def _names(token: Token, mentions: Sequence[Actor]) -> bool:
    """Whether an actor is called so; a town or a region of a state is not the state."""
    return any(m.start <= token.idx < m.end and (m.text, m.code) not in places() for m in mentions)


def _may_be(kind: str, target: Actor) -> bool:
    """Whether that is a thing to belong to, or to lay claim to: a body of states; a land, not a person or an office."""
    if kind == "membership":
        return target.code in BODIES_OF_STATES
    return kind != "claim" or not target.sector


def _recognises_neither(token: Token) -> bool:
    """Whether the object denies ("recognises neither Kosovo nor Abkhazia", "recognised none of its claims")."""
    return any(
        other.lower_ in ("neither", "none", "nothing", "nobody")
        for other in token.subtree
        if 0 < other.i - token.i <= 3
    )


def _stands_with(token: Token, word: str) -> bool:
    return any(other.lemma_.lower() == word for other in token.subtree if abs(other.i - token.i) <= 10)


def _turned(stance: str) -> str:
    return AGAINST if stance == FOR else FOR
