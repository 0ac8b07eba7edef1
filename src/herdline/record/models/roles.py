"""Who does it to whom: of the actors that a sentence names, which two stand on the two sides of an event.

The rules of ``sides`` follow the frame; an actor that stands elsewhere ("denied a role in the attack, which Washington
blamed on it") is found here. Every ordered pair of candidates is judged by the dependency paths from the predicate
(Gildea and Jurafsky 2002), by where the two stand, by what the rules said of them and by the event's type. Names play
no part. The score of a pair is a sum of what speaks for the one as actor, for the other as recipient, and for the two
together, so each candidate is looked at once. Trained by tools/train_roles.py on marked sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.actors import find
from herdline.record.models import encoder
from herdline.record.models.hashing import Weights, load, sums
from herdline.record.parsed import apart
from herdline.record.parsed.arguments import Frame
from herdline.record.parsed.bystanders import is_only_concerned, never_act, never_meets, never_receive
from herdline.record.participants import UNKNOWN, unnamed
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

BOTH = 0.35
"""Probability of an event times that of a pair from which the pair stands on its two sides."""
RULED = 0.15
"""Of what a pair lacks to be certain, how much it gets where the rules name its two: "detained nine drivers from
Russia" fell below ``BOTH`` otherwise; on settings.jsonl .1 to .3 are as good as 0."""
HOME = 0.5
"""The same of an event times that an actor does it within its own state ("the court struck down the law"). Both chosen
on read sentences that the models had not seen (benchmarks.record.thresholds) for F1 at a precision of .65 and more:
lower ones find a little more, and more where a reader found nothing."""
BESIDE = 0.7
"""How likely, beside the likeliest pair, another must be to stand with it."""
MOST = 8
"""Candidates of one frame; a sentence that names more is a list."""
_NOWHERE = frozenset((UNKNOWN, "IGO"))
_LONGEST = 7
"""Steps of a path that are told apart; longer ones are all "far"."""


@lru_cache(maxsize=1)
def trained() -> Weights:
    """The weights that come with the package."""
    return load("roles.npz")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may take part: an actor named in the sentence, or one that the rules put on a side; ``head`` is its token."""

    who: Actor
    acts: bool
    receives: bool
    head: int


def candidates(
    doc: Doc, mentions: Sequence[Actor], actors: Sequence[Actor], recipients: Sequence[Actor]
) -> list[Candidate]:
    """Participants by the rules, then the mentions that are none, in reading order each."""
    ruled: dict[tuple[int, int, str], list[bool]] = {}
    held: dict[tuple[int, int, str], Actor] = {}
    for side, members in enumerate((actors, recipients)):
        for who in members:
            key = (who.start, who.end, who.code)
            held.setdefault(key, who)
            ruled.setdefault(key, [False, False])[side] = True
    taken = [held[key] for key in sorted(held)]
    others = [
        mention
        for mention in mentions
        if mention.code != UNKNOWN and not any(_meet(mention, who) and who.code == mention.code for who in taken)
    ]
    made = []
    for who in taken[:MOST]:
        acts, receives = ruled[who.start, who.end, who.code]
        made.append(Candidate(who, acts, receives, head_of(doc, who)))
    made += [Candidate(who, False, False, head_of(doc, who)) for who in others[: MOST - len(made)]]
    return made


def pairs(
    doc: Doc, frame: Frame, kind: str, held: Sequence[Candidate], weights: Weights | None = None
) -> NDArray[np.float32]:
    """Float32 (candidates, candidates): how likely each acts toward each other; 0 on the diagonal.

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        kind: the type of event it tells.
        held: who may take part.
        weights: the package's own when not given.
    """
    weights = weights or trained()
    count = len(held)
    if count < 2:
        return np.zeros((count, count), np.float32)
    single = names(doc, frame, kind, held)
    acting = sums([[f"A {name}" for name in row] for row in single], weights)[:, 0]
    given = sums([[f"R {name}" for name in row] for row in single], weights)[:, 0]
    chance = np.zeros((count, count), np.float32)
    places = [(i, j) for i in range(count) for j in range(count) if may_pair(held[i], held[j]) and i != j]
    if places:
        both = sums([together(doc, frame, kind, held, i, j) for i, j in places], weights)[:, 0]
        rows, columns = np.array(places).T
        chance[rows, columns] = 1 / (1 + np.exp(-(acting[rows] + given[columns] + both + weights.bias[0])))
    return chance


def may_pair(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates can be the two sides: one of them at least is known, and they are not one name."""
    return {one.who.code, other.who.code} != {UNKNOWN} and not (
        _meet(one.who, other.who) and one.who.code == other.who.code
    )


def together(doc: Doc, frame: Frame, kind: str, held: Sequence[Candidate], i: int, j: int) -> list[str]:
    """Names of the features of an ordered pair beyond those of its two."""
    one, other, at = held[i].who, held[j].who, doc[frame.predicate].idx
    form = "noun" if frame.nominal else "passive" if frame.passive else "active"
    same = "same" if one.code == other.code else "unknown" if UNKNOWN in (one.code, other.code) else "differ"
    order = f"{one.start < at:d}{other.start < at:d}{one.start < other.start:d}"
    rule = f"{held[i].acts:d}{held[i].receives:d}{held[j].acts:d}{held[j].receives:d}"
    known = [candidate for candidate in held if candidate.who.code != UNKNOWN]
    ruled = f"{any(c.acts for c in known):d}{any(c.receives for c in known):d}"
    lemma = doc[frame.predicate].lemma_.lower()
    joined = _joined(doc, held[i].head, held[j].head)
    return [
        f"P {same}", f"P {same}|{kind}", f"P {same}|{rule}", f"P {order}|{form}", f"P {order}|{form}|{kind}",
        f"P {rule}", f"P {rule}|{ruled}", f"P {rule}|{kind}", f"P {rule}|{form}|{order}", f"P {same}|{lemma}",
        f"P count={min(len(held), 6)}", f"P count={min(len(held), 6)}|{rule}",
        f"P {joined}|{kind}", f"P {joined}|{rule}",
        f"P sectors={one.sector}>{other.sector}", f"P sectors={one.sector}>{other.sector}|{kind}",
    ]  # fmt: skip


def _joined(doc: Doc, one: int, other: int) -> str:
    """Whether one mention is joined to the other ("China and Russia"), so that both stand on one side."""
    first, second = doc[min(one, other)], doc[max(one, other)]
    here = second
    while here.dep_ == "conj" and here.head.i >= first.i:
        here = here.head
        if here.i == first.i:
            return "joined"
    return "owner" if second.head.i == first.i or first.head.i == second.i else "apart"


def names(
    doc: Doc,
    frame: Frame,
    kind: str,
    held: Sequence[Candidate],
) -> list[list[str]]:
    """Names of the features of each candidate, for one frame.

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        kind: the type of event it tells.
        held: who may take part.
    """
    mentions = [candidate.who for candidate in held]
    token = doc[frame.predicate]
    form = "noun" if frame.nominal else "passive" if frame.passive else "active"
    heads = [doc[candidate.head] for candidate in held]
    ahead = [i for i, mention in enumerate(mentions) if mention.start < token.idx]
    behind = [i for i, mention in enumerate(mentions) if mention.start >= token.idx]
    acting = {c.who.code for c in held if c.acts} - {UNKNOWN}
    given = {c.who.code for c in held if c.receives} - {UNKNOWN}
    found = []
    for i, (mention, head) in enumerate(zip(mentions, heads, strict=True)):
        side = "ahead" if i in ahead else "behind"
        rank = min((len(ahead) - 1 - ahead.index(i)) if i in ahead else behind.index(i), 3)
        path = _path(token, head)
        by_rule = held[i].acts, held[i].receives
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
            f"unknown={mention.code == UNKNOWN}|{rule}", f"igo={mention.code == 'IGO'}",
            f"sector={mention.sector}|{kind}", f"sector={mention.sector}|{rule}",
            f"lemma={token.lemma_.lower()}|{side}", f"lemma={token.lemma_.lower()}|{rule}",
        ]  # fmt: skip
        if head.dep_ == "pobj":
            row += [
                f"by={head.head.lower_}|{form}",
                f"by={head.head.lower_}|{kind}",
                f"by={head.head.lower_}|{side}|{missing}",
            ]
        found.append(row)
    return found


def head_of(doc: Doc, mention: Actor) -> int:
    """The token of a mention that hangs outside of it."""
    inside = doc.within(mention.start, mention.end) or doc[:1]
    for token in reversed(inside):
        if not mention.start <= token.head.idx < mention.end or token.head.i == token.i:
            return int(token.i)
    return int(inside[-1].i)


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


def _meet(one: Actor, other: Actor) -> bool:
    return one.start < other.end and other.start < one.end


def placed(
    doc: Doc,
    frame: Frame,
    kind: str,
    mentions: Sequence[Actor],
    ruled: tuple[tuple[Actor, ...], tuple[Actor, ...]],
    likely: float,
    weights: Weights | None = None,
    read: encoder.Read | None = None,
) -> tuple[tuple[Actor, ...], tuple[Actor, ...], float]:
    """Actors and recipients such that the event and its two sides together are likely enough, else one side alone.

    The number is how likely that is: the event's chance times that of its two sides. Where it is likelier that
    somebody does it at home, the state itself is the recipient (PLOVER codes domestic events so). Around the likeliest
    pair stand those who do the same to the same. Somebody unknown has the partner's code: a minister and "lawmakers"
    are of one state, unless its words hold a name of their own. Where no pair is likely enough, known recipients are
    dropped.

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        kind: the type of event it tells.
        mentions: actors named in the sentence.
        ruled: actors and recipients by the rules of ``sides``.
        likely: probability that the frame tells an event.
        weights: the package's own when not given.
        read: the sentence as the transformer read it, whose answer is then averaged with the paths'.
    """
    actors, recipients = ruled
    held = candidates(doc, mentions, actors, recipients) if likely >= BOTH else []
    chance, own = pairs(doc, frame, kind, held, weights), np.zeros(len(held), np.float32)
    if read is not None and held:
        heads = [doc[candidate.head].idx for candidate in held]
        whole = encoder.pairs(read, doc[frame.predicate].idx, heads)
        chance = np.where(np.isnan(whole) | (chance == 0), chance, (chance + whole) / 2)
        own = likely * np.nan_to_num(encoder.home(read, doc[frame.predicate].idx, heads))
        own[[candidate.who.code in _NOWHERE for candidate in held]] = 0.0
    by_rule = np.array([[one.acts and other.receives for other in held] for one in held], bool).reshape(chance.shape)
    helped = by_rule & (chance > 0)
    chance[helped] += RULED * (1 - chance[helped])
    chance = likely * chance
    if kind == "CONSULT":
        known = any(c.acts for c in held)
        spoken_of = [not (c.acts or c.receives) and never_meets(doc, frame, c.head, known) for c in held]
        chance[spoken_of, :] = chance[:, spoken_of] = 0.0
    if kind == "REJECT":  # "rejected reports that it had imposed sanctions on Denmark" rejects nothing of Denmark's
        chance[:, [_is_in_a_clause(doc[frame.predicate], doc[candidate.head]) for candidate in held]] = 0.0
    barred = never_act(doc, frame, kind, [(candidate.who, candidate.head) for candidate in held])
    outside = apart.weakened(doc, frame, kind)
    if kind == "CONSULT":
        outside |= apart.never_meet(doc, frame) - {item.head for item in frame.actors}
    idle = np.array([candidate.head in barred | outside for candidate in held], bool)
    doers = never_receive(frame) | outside | apart.mourned(doc, frame, kind)
    token = doc[frame.predicate]
    spared = [candidate.head in doers or is_only_concerned(token, doc[candidate.head]) for candidate in held]
    chance[idle, :] = chance[:, spared] = 0.0
    if held and own.max() >= HOME and own.max() > chance.max():
        place = int(own.argmax())
        who = held[place].who
        acting = tuple(one for one in actors if one.code == who.code)
        given = tuple(one for one in recipients if one.code == who.code)
        if idle[place]:  # its own state does it, or whoever "by" names; a bystander stands on neither side
            its_state = unnamed(replace(who, code=who.code.rsplit(":", 1)[-1]))
            left, right = (_known(found, who.code) for found in (acting or actors, given or recipients))
            return left or (its_state,), right or (its_state,), float(own.max())
        own_state = (unnamed(who),)
        return acting or (who,), given or own_state, float(own.max())
    if not held or chance.max() < BOTH:
        return actors, tuple(who for who in recipients if not actors or who.code == UNKNOWN), likely
    i, j = divmod(int(chance.argmax()), len(held))
    least = max(BOTH, BESIDE * float(chance[i, j]))
    others = [n for n in range(len(held)) if held[n].who.code not in (held[i].who.code, held[j].who.code, UNKNOWN)]
    first = [n for n in others if chance[n, j] >= least and chance[n, j] > chance[j, n]]
    second = [n for n in others if n not in first and chance[i, n] >= least]
    left, right = _named(held, [i, *first], j), _named(held, [j, *second], i)
    taken = {(who.code, who.name) for who in left}
    return left, tuple(who for who in right if (who.code, who.name) not in taken), float(chance[i, j])


def _is_in_a_clause(predicate: Token, head: Token) -> bool:
    """Whether somebody is named inside of what is said ("denied that ...", "reports that ..."), not beside it.

    Who is not helped or let do something ("will not help Moscow get around sanctions") stands beside it.
    """
    steps = _path(predicate, head).split(".")
    if steps[0] == "ccomp" and head.head.head.i == predicate.i and head.dep_ == "nsubj" and _is_bare(head.head):
        return False
    return any(step in ("ccomp", "acl", "relcl") for step in steps)


def _is_bare(verb: Token) -> bool:
    """An infinitive without "to", "that" or an auxiliary."""
    return verb.tag_ == "VB" and not any(child.dep_ in ("aux", "mark") for child in verb.children)


def _named(held: Sequence[Candidate], places: Sequence[int], partner: int) -> tuple[Actor, ...]:
    found = _known([held[n].who for n in places], held[partner].who.code)
    return tuple({(who.code, who.name): who for who in found}.values())


def _known(found: Sequence[Actor], partner: str) -> tuple[Actor, ...]:
    return tuple(_of_whom(who, partner) if who.code == UNKNOWN else who for who in found)


def _of_whom(who: Actor, partner: str) -> Actor:
    """Somebody unknown beside a partner: armed groups are of no state, others of the partner's.

    A name that would be known alone ("seized Kharkiv, Orlov said") means what it means alone.
    """
    known = find(who.text)
    if known and (known[0].start, known[0].end) == (0, len(who.text)):
        return replace(known[0], start=who.start, end=who.end)
    if who.sector == "REB":
        return replace(who, code=f"REB:{UNKNOWN}")
    return who if _is_of_another(who) else replace(who, code=partner)


def _is_of_another(who: Actor) -> bool:
    """Whether words name a body or place of their own: "the republics of Donbass", unlike "lawmakers"."""
    words = who.text.split()
    return any(word[:1].isupper() for word in words[1:]) and any(word[:1].islower() for word in words[1:])
