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

from herdline.record import cuemodel
from herdline.record.arguments import Frame
from herdline.record.certainty import judge, speaker_span
from herdline.record.dating.times import near_date
from herdline.record.lexicon import entries
from herdline.record.participants import UNKNOWN, resolve
from herdline.record.spans import Actor, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FOR, AGAINST, ENDED = "for", "against", "ended"
BODIES_OF_STATES = frozenset("EUU NAT UNO SCO CSTO CIS AFU ARL ASN IGO".split())
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
    """Positions that a parsed sentence tells, in reading order.

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
            if pattern.kind == "claim" and any(child.dep_ in ("xcomp", "ccomp") for child in token.children):
                continue  # "claims to have thwarted an attack"
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
    holders = [resolve(doc, item, mentions, before) for item in frame.actors]
    targets = [
        resolve(doc, item.phrase, mentions, before)
        for item in frame.complements
        if (item.marker == pattern.marker if pattern.marker else item.marker not in ("in", "at", "by", "with"))
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
    stance = _turned(pattern.stance) if denied else pattern.stance
    source = speaker_span(doc, frame.predicate, sources)
    token = doc[frame.predicate]
    since = near_date(times, token.idx, token.idx + len(token.text))[0]
    return [
        Position(
            holder, pattern.kind, target, stance, since, judged.certainty, doc.text[slice(*source)] if source else "",
            token.idx, token.idx + len(token.text),
        )
        for holder in known_holders
        for target in known_targets
        if (holder.code != target.code or holder.name != target.name) and _may_be(pattern.kind, target)
    ]  # fmt: skip


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
