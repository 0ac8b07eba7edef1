"""Who of the actors named in a sentence acts in an event, and whom it is done to: a linear model over the parse.

The rules of ``sides`` follow the frame; an actor that stands elsewhere ("denied a role in the attack, which Washington
blamed on it") is found here. Each mention is judged by the dependency path from the predicate (Gildea and Jurafsky
2002), by where it stands, by what the rules said of it and by the event's type. Names play no part. Trained by
tools/train_roles.py on marked sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.arguments import Frame
from herdline.record.features import ROLES
from herdline.record.hashing import Weights, load, sums
from herdline.record.lexicon import event_nouns
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

UNKNOWN = "XXX"
LIKELY = 0.5
"""Probability from which a mention takes part though the rules did not say so."""
DOUBTED = 0.3
"""Probability below which it does not though they did."""
_LONGEST = 7
"""Steps of a path that are told apart; longer ones are all "far"."""


@lru_cache(maxsize=1)
def trained() -> Weights:
    """The weights that come with the package."""
    return load("roles.npz")


def chances(rows: Sequence[Sequence[str]], weights: Weights | None = None) -> NDArray[np.float32]:
    """Float32 (mentions, 2): how likely each acts, and how likely it is on the receiving side."""
    weights = weights or trained()
    if not rows:
        return np.zeros((0, 2), np.float32)
    result: NDArray[np.float32] = (1 / (1 + np.exp(-(sums(rows, weights) + weights.bias)))).astype(np.float32)
    return result


def names(
    doc: Doc,
    frame: Frame,
    kind: str,
    mentions: Sequence[Actor],
    actors: Sequence[Actor],
    recipients: Sequence[Actor],
) -> list[list[str]]:
    """Names of the features of each mention of the sentence, for one frame.

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        kind: the type of event it tells.
        mentions: actors named in the sentence, in order.
        actors: who acts by the rules.
        recipients: who receives by the rules.
    """
    token = doc[frame.predicate]
    form = "noun" if frame.nominal else "passive" if frame.passive else "active"
    heads = [_head(doc, mention) for mention in mentions]
    ahead = [i for i, mention in enumerate(mentions) if mention.start < token.idx]
    behind = [i for i, mention in enumerate(mentions) if mention.start >= token.idx]
    acting, given = {a.code for a in actors}, {r.code for r in recipients}
    found = []
    for i, (mention, head) in enumerate(zip(mentions, heads, strict=True)):
        side = "ahead" if i in ahead else "behind"
        rank = min((len(ahead) - 1 - ahead.index(i)) if i in ahead else behind.index(i), 3)
        path = _path(token, head)
        by_rule = _ruled(mention, actors), _ruled(mention, recipients)
        rule = f"rule={by_rule[0]:d}{by_rule[1]:d}"
        same = f"same={mention.code in acting:d}{mention.code in given:d}"
        missing = f"missing={not acting:d}{not given:d}"
        row = [
            rule, same, missing, f"{rule}|{kind}", f"{rule}|{form}", f"{same}|{missing}", f"path={form}|{path}",
            f"path={path}|{token.lemma_.lower()}", f"{side}{rank}|{form}", f"{side}{rank}|{form}|{missing}|{same}",
            f"{side}|{kind}|{form}", f"{side}|{kind}|{missing}|{same}", f"far={min(path.count('.'), _LONGEST)}",
            f"end={path.rsplit('.', 1)[-1]}|{form}", f"end={path.rsplit('.', 1)[-1]}|{kind}",
            f"form={head.dep_}|{head.tag_}|{form}", f"form={head.dep_}|{side}|{kind}",
            f"begin={'.'.join(path.split('.')[:2])}|{form}", f"{rule}|{side}|{missing}",
            f"count={min(len({m.code for m in mentions}), 4)}|{same}|{side}",
        ]  # fmt: skip
        if head.dep_ == "pobj":
            row += [
                f"by={head.head.lower_}|{form}",
                f"by={head.head.lower_}|{kind}",
                f"by={head.head.lower_}|{side}|{missing}",
            ]
        found.append(row)
    return found


def _ruled(mention: Actor, ruled: Sequence[Actor]) -> bool:
    return any(mention.start < who.end and who.start < mention.end for who in ruled)


def _head(doc: Doc, mention: Actor) -> Token:
    """The token of a mention that hangs outside of it."""
    inside = [t for t in doc if t.idx < mention.end and mention.start < t.idx + len(t.text)]
    for token in reversed(inside):
        if not mention.start <= token.head.idx < mention.end or token.head.i == token.i:
            return token
    return inside[-1] if inside else doc[0]


def _path(one: Token, other: Token) -> str:
    """The way from a predicate to a mention: relations upwards with "^", then downwards, prepositions by word."""
    above = [one, *one.ancestors]
    places = {token.i: n for n, token in enumerate(above)}
    down: list[str] = []
    here = other
    while here.i not in places:
        down.append(here.lower_ if here.dep_ in ("prep", "agent") else here.dep_)
        if here.head.i == here.i or len(down) > _LONGEST:
            return "far"
        here = here.head
    up = [f"^{token.dep_}" for token in above[: places[here.i]]]
    if len(up) + len(down) > _LONGEST:
        return "far"
    return ".".join([*up, *reversed(down)]) or "itself"


def placed(
    doc: Doc,
    frame: Frame,
    kind: str,
    mentions: Sequence[Actor],
    actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...],
    weights: Weights | None = None,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """(actors, recipients): those of the rules that the model does not doubt, and those it finds besides.

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        kind: the type of event it tells.
        mentions: actors named in the sentence.
        actors: who acts by the rules.
        recipients: who receives by the rules.
        weights: the package's own when not given.
    """
    known = [mention for mention in mentions if mention.code not in (UNKNOWN, "IGO")]
    if not known:
        return actors, recipients
    judged = chances(names(doc, frame, kind, known, actors, recipients), weights)
    first = _kept(known, judged[:, 0], actors)
    if kind == "ASSAULT":  # where it happened says nothing about who did it
        judged[:, 0] *= [_may_strike(doc, mention) for mention in known]
    second = _kept(known, judged[:, 1], recipients)
    first, second = (
        _besides(known, judged[:, 0], judged[:, 1], first, second),
        _besides(known, judged[:, 1], judged[:, 0], second, first),
    )
    taken = {(who.code, who.name) for who in first}
    return first, tuple(who for who in second if (who.code, who.name) not in taken)


def _may_strike(doc: Doc, mention: Actor) -> bool:
    """Whether a mention stands where one who attacks is named: as a subject or agent, an owner, "Russian shelling"."""
    head = _head(doc, mention)
    if head.dep_ in ("amod", "compound", "nmod", "poss"):
        above = head.head.lemma_.lower()
        return above in event_nouns() or above in ROLES or head.head.dep_ in ("nsubj", "nsubjpass")
    return head.dep_ in ("nsubj", "conj") or (head.dep_ == "pobj" and head.head.lower_ in ("by", "between", "of"))


def _kept(known: Sequence[Actor], here: NDArray[np.float32], ruled: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Those of the rules that the model does not doubt; whom it cannot judge stay."""
    kept = []
    for who in ruled:
        own = [float(here[i]) for i, m in enumerate(known) if m.start < who.end and who.start < m.end]
        if not own or max(own) >= DOUBTED:
            kept.append(who)
    return tuple(kept)


def _besides(
    known: Sequence[Actor],
    here: NDArray[np.float32],
    there: NDArray[np.float32],
    kept: tuple[Actor, ...],
    others: tuple[Actor, ...],
) -> tuple[Actor, ...]:
    """A side on which nobody known stands, with what the model finds for it: the likeliest that stands on neither.

    Known actors drive out unknown ones. Sides that the rules have filled stay as they are: what the model would add to
    them are places and bystanders more often than not.
    """
    found = list(kept)
    if any(who.code != UNKNOWN for who in kept):
        return kept
    codes = {who.code for who in (*kept, *others)}
    for i in sorted(range(len(known)), key=lambda i: -float(here[i])):
        if here[i] >= LIKELY and here[i] >= there[i] and known[i].code not in codes:
            found.append(known[i])
            break
    if {who.code for who in found} - {UNKNOWN}:
        found = [who for who in found if who.code != UNKNOWN]
    return tuple(found)
