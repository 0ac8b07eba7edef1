"""Relations as a system: structural balance of a signed network (Heider 1946; Cartwright, Harary 1956)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, product

MOST_EXACT = 14
"""Actors up to which frustration is found by trying all partitions."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Of ``triads`` closed triangles ``balanced`` have a positive product of signs.

    ``frustration`` is the least number of ties to be changed for two camps without a quarrel inside or a friendship
    between them (Abelson, Rosenberg 1958), None for more than ``MOST_EXACT`` actors. ``between`` lists (actor, one,
    other): an actor on good terms with two that are not.
    """

    triads: int
    balanced: int
    frustration: int | None
    between: tuple[tuple[str, str, str], ...]


def balance(signs: Mapping[tuple[str, str], int]) -> Balance:
    """Balance of a network whose ties are +1 or -1, keyed by pairs of codes in alphabetical order."""
    actors = sorted({actor for pair in signs for actor in pair})
    triads, balanced = 0, 0
    between: list[tuple[str, str, str]] = []
    for trio in combinations(actors, 3):
        ties = [signs.get(pair, 0) for pair in combinations(trio, 2)]
        if not all(ties):
            continue
        triads += 1
        balanced += ties[0] * ties[1] * ties[2] > 0
        if sorted(ties) == [-1, 1, 1]:
            middle = trio[2 - ties.index(-1)]  # the one outside the negative tie
            one, other = (actor for actor in trio if actor != middle)
            between.append((middle, one, other))
    return Balance(triads, balanced, _frustration(actors, signs), tuple(between))


def _frustration(actors: list[str], signs: Mapping[tuple[str, str], int]) -> int | None:
    if len(actors) > MOST_EXACT:
        return None
    best = len(signs)
    for camps in product((1, -1), repeat=max(len(actors) - 1, 0)):
        camp = dict(zip(actors, (1, *camps), strict=True)) if actors else {}
        best = min(best, sum(sign != camp[a] * camp[b] for (a, b), sign in signs.items()))
    return best
