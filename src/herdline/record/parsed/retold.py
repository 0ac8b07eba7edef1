"""One act told twice in a sentence is one event: which frames and which events to drop.

Called by ``events``; works on the frames before they are read, and on the events after.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from herdline.record.parsed.arguments import Frame
from herdline.record.participants import UNKNOWN
from herdline.record.spans import Actor, Event

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc

_SAYING = frozenset("say tell state report add note claim".split())


def one_each(doc: Doc, told: Sequence[tuple[Frame, np.ndarray]]) -> list[tuple[Frame, np.ndarray]]:
    """Without the less likely half of what tells one event twice.

    A verb and the event noun it carries ("held exercises"), a word of saying and what is said.
    """
    chance_of = {frame.predicate: 1 - chance[-1] for frame, chance in told}
    dropped: set[int] = set()
    for frame, _ in told:
        token = doc[frame.predicate]
        verb = token.head.head if token.dep_ == "pobj" else token.head
        if frame.nominal and token.dep_ in ("dobj", "nsubjpass", "attr", "pobj") and verb.i in chance_of:
            dropped.add(min((token.i, verb.i), key=lambda i: chance_of[i]))
        if token.dep_ == "ccomp" and token.head.i in chance_of and token.head.lemma_.lower() in _SAYING:
            dropped.add(min((token.i, token.head.i), key=lambda i: chance_of[i]))
    return [(frame, chance) for frame, chance in told if frame.predicate not in dropped]


def two_sided(actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """Whether known actors stand on both sides, or two of them meet."""
    codes = [who.code for who in (*actors, *recipients) if who.code != UNKNOWN]
    return len(set(codes)) > 1 or (len(codes) > 1 and bool(actors) and bool(recipients))


def distinct(found: Sequence[Event]) -> list[Event]:
    """One event for two frames that say the same of the same ("launched an attack on"), the likelier one."""
    kept: dict[tuple[object, ...], Event] = {}
    for event in sorted(found, key=lambda e: (-two_sided(e.actors, e.recipients), -e.probability)):
        sides = frozenset(a.code + a.name for a in event.actors)
        if any(k[0] == event.type and (k[1] <= sides or sides <= k[1]) and _near(e, event) for k, e in kept.items()):  # type: ignore[operator]
            continue
        kept[event.type, sides, event.start] = event
    return sorted(kept.values(), key=lambda e: e.start)


def once(found: Sequence[Event]) -> list[Event]:
    """Without what names one side only, if an event with two or a likelier one names it too: one act, told twice."""
    codes = [frozenset(a.code for a in (*e.actors, *e.recipients)) for e in found]
    return [
        event
        for i, event in enumerate(found)
        if two_sided(event.actors, event.recipients)
        or not any(
            codes[i] <= codes[j]
            and (two_sided(other.actors, other.recipients) or other.probability > event.probability)
            for j, other in enumerate(found)
            if j != i
        )
    ]


def _near(one: Event, other: Event) -> bool:
    codes = [frozenset(r.code for r in e.recipients) for e in (one, other)]
    return abs(one.start - other.start) < 40 or codes[0] == codes[1]
