"""How much of a story the actors and names of a sentence are: the first part of a fact's weight (``weighing``)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from herdline.check.told import Told, is_state

_NAME = re.compile(r"[^\W\d_][\w’'-]{2,}")
_ALL_CAPITALS = frozenset(("de",))
"""Languages that write every noun with a capital letter."""
_BY_PRONOUN = 0.7
"""What an actor counts that a sentence means by a pronoun: it may be another."""


def shares_named(told: Sequence[Told], of: Sequence[int]) -> list[float]:
    """For the sentences at these places, 0 to 1: the greater of their actors' and their names' share of the story."""
    share, words = _shares(told), [_NAME.findall(item.text) for item in told]
    names = _names(told, words)
    return [
        max(_weight(told[i], share), min(1.0, sum(names.get(word, 0.0) for word in sorted(set(words[i]))))) for i in of
    ]


def _shares(told: Sequence[Told]) -> dict[str, float]:
    """Share of the sentences that name anybody in which each actor is named."""
    count: dict[str, int] = defaultdict(int)
    for item in told:
        for actor in item.actors:
            count[actor] += 1
    total = sum(1 for item in told if item.actors) or 1
    return {actor: n / total for actor, n in count.items()}


def _names(told: Sequence[Told], words: Sequence[list[str]]) -> dict[str, float]:
    """Share of the sentences with a name in which each name stands: words always with a capital, also inside sentences.

    Most people of a story are in no table. Languages with capitals only, and not German.
    """
    small: set[str] = set()
    inside: set[str] = set()
    count: dict[str, int] = defaultdict(int)
    for item, found in zip(told, words, strict=True):
        if item.lang not in _ALL_CAPITALS:
            small.update(w for w in found if w[0].islower())
            inside.update(w for w in found[1:] if w[0].isupper())
            for word in set(found):
                count[word] += 1
    held = {w: n for w, n in count.items() if w in inside and w.lower() not in small}
    total = sum(1 for found in words if not held.keys().isdisjoint(found)) or 1
    return {word: n / total for word, n in held.items()}


def _weight(item: Told, share: dict[str, float]) -> float:
    """How much of the story its actors are, 0 to 1: half by state, half by person or body where one is named."""
    named, meant = _of(item.actors, share), _of(item.about, share)
    return named + _BY_PRONOUN * max(0.0, meant - named)


def _of(actors: frozenset[str], share: dict[str, float]) -> float:
    states = min(1.0, sum(share.get(a, 0.0) for a in sorted(actors) if is_state(a)))
    others = [share.get(a, 0.0) for a in sorted(actors) if not is_state(a)]
    return (states + min(1.0, sum(others))) / 2 if others else states
