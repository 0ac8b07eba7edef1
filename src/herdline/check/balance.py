"""Relations as a system: structural balance of a signed network (Heider 1946; Cartwright, Harary 1956)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array
from scipy.stats import hypergeom, norm

MOST_TIES = 250
"""Ties in circles up to which frustration is found: 152 of 41 actors took .2 s of processor time, 262 took .7 s. A
count, not a time, so that the answer is the same on every machine."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Of ``triads`` closed triangles ``balanced`` have a positive product of signs.

    ``apart`` of them share no tie (found greedily): so many say something of their own. ``chance`` is the share that
    would be balanced if the same signs fell on the ties at random, None without triads. ``between`` lists (actor, one,
    other): an actor on good terms with two that are not.
    """

    triads: int
    balanced: int
    apart: int
    chance: float | None
    between: tuple[tuple[str, str, str], ...]

    def interval(self, level: float = 0.95) -> tuple[float, float] | None:
        """Interval of the share of balanced triads; None without triads.

        Wilson's (1927) for as many trials as there are triads that share no tie: triads with a tie in common are
        balanced or not together, and to count each as a trial would make it far too narrow.
        """
        if not self.triads:
            return None
        share, n, z = self.balanced / self.triads, self.apart, float(norm.ppf((1 + level) / 2))
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        reach = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, middle - reach), min(1.0, middle + reach)


def balance(signs: Mapping[tuple[str, str], int]) -> Balance:
    """Balance of a network whose ties are +1 or -1, keyed by pairs of codes in alphabetical order."""
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in signs:
        near[one].add(other)
        near[other].add(one)
    triads, balanced = 0, 0
    between: list[tuple[str, str, str]] = []
    taken: set[tuple[str, str]] = set()
    apart = 0
    for one, other in sorted(signs):
        for third in sorted(code for code in near[one] & near[other] if code > other):
            pairs = ((one, other), (one, third), (other, third))
            ties = [signs[pair] for pair in pairs]
            triads += 1
            balanced += ties[0] * ties[1] * ties[2] > 0
            if taken.isdisjoint(pairs):
                taken.update(pairs)
                apart += 1
            if sorted(ties) == [-1, 1, 1]:
                quarrel = pairs[ties.index(-1)]
                (middle,) = {one, other, third}.difference(quarrel)
                between.append((middle, *quarrel))
    negative = sum(sign < 0 for sign in signs.values())
    chance = float(hypergeom.pmf([0, 2], len(signs), negative, 3).sum()) if triads else None
    return Balance(triads, balanced, apart, chance, tuple(sorted(between)))


def frustration(signs: Mapping[tuple[str, str], int]) -> int | None:
    """Least number of ties that stand against a world of two camps (Abelson, Rosenberg 1958); None above ``MOST_TIES``.

    Two camps: no quarrel inside, no friendship between them. Keys as of ``balance``. Exact, by integer programming (the
    XOR model of Aref, Mason, Wilson 2020): an actor is in one camp or the other, a tie is frustrated when a friend is
    in the other camp or an enemy in one's own. Ties outside circles cost nothing.
    """
    ties = _in_circles(signs)
    if not any(sign < 0 for *_, sign in ties):
        return 0
    if len(ties) > MOST_TIES:
        return None
    place = {actor: i for i, actor in enumerate(sorted({actor for one, other, _ in ties for actor in (one, other)}))}
    size = len(place) + len(ties)
    rows, low = list[tuple[int, int, int]](), list[float]()
    for number, (one, other, sign) in enumerate(ties):
        a, b, cost = place[one], place[other], len(place) + number
        for turn in (1, -1):  # cost >= |a - b| of friends, cost >= |a + b - 1| of enemies
            rows += [(len(low), cost, 1), (len(low), a, turn), (len(low), b, -sign * turn)]
            low.append(0.0 if sign > 0 else float(turn))
    for triad in _quarrels(ties):  # one tie of each must go: without this the search has far more branches
        rows += [(len(low), len(place) + number, 1) for number in triad]
        low.append(1.0)
    row_of, column, value = zip(*rows, strict=True)
    matrix = coo_array((value, (row_of, column)), shape=(len(low), size)).tocsr()
    upper = np.ones(size)
    upper[0] = 0.0  # the camps have no names: the first actor may stay in its own
    found = milp(
        np.r_[np.zeros(len(place)), np.ones(len(ties))], integrality=np.r_[np.ones(len(place)), np.zeros(len(ties))],
        bounds=Bounds(0, upper), constraints=LinearConstraint(matrix, np.array(low), np.inf),
    )  # fmt: skip
    return round(found.fun) if found.status == 0 else None


def _quarrels(ties: Sequence[tuple[str, str, int]]) -> list[tuple[int, int, int]]:
    """Numbers of the three ties of each triad that is not balanced."""
    number = {(one, other): i for i, (one, other, _) in enumerate(ties)}
    found = [
        (number[a, b], number[a, c], number[b, c])
        for (a, b) in number
        for c in sorted({other for one, other in number if one == b} & {other for one, other in number if one == a})
    ]
    return [triad for triad in found if ties[triad[0]][2] * ties[triad[1]][2] * ties[triad[2]][2] < 0]


def _in_circles(signs: Mapping[tuple[str, str], int]) -> list[tuple[str, str, int]]:
    """Ties without those of actors that have but one, and so on: no circle goes through them."""
    ties = [(one, other, sign) for (one, other), sign in sorted(signs.items())]
    while True:
        degree = _degrees((one, other) for one, other, _ in ties)
        kept = [tie for tie in ties if degree[tie[0]] > 1 and degree[tie[1]] > 1]
        if len(kept) == len(ties):
            return kept
        ties = kept


def _degrees(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for pair in pairs:
        for actor in pair:
            found[actor] += 1
    return found
