"""What each outlet of a story allows to say about one fact, and by whom it is carried: counts, tests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from scipy.stats import false_discovery_control, fisher_exact

from herdline.check.matching import COMPARABLE
from herdline.check.weighing import components
from herdline.results import Fact, GroupShare

_SMALLEST_GROUP = 2


@dataclass(frozen=True, slots=True)
class Text:
    """An article of the story; ``unit`` is its outlet as it is counted (one owner once)."""

    id: int
    lang: str
    whole: bool
    unit: str
    outlet: str
    country: str
    ownership: str
    family: int
    published: date | None


def by_unit(texts: Iterable[Text]) -> dict[str, list[Text]]:
    """Texts of each outlet as outlets are counted; one whose outlet is not known stands alone."""
    held: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        held[text.unit or f"#{text.id}"].append(text)
    return held


def outcome(held: list[Text], state: dict[int, str], langs: set[str], first: date | None) -> str:
    """What one outlet's texts of the story allow to say about a fact told in ``langs``, on ``first`` at the earliest.

    What was printed on a day before anybody told it says nothing by its silence, nor does a text that comes faintly
    near in a language in which nobody was found to tell it.
    """
    told = {state.get(text.id) for text in held}
    if "carried" in told:
        return "carried"
    whole = [text for text in held if text.whole]
    if not whole:
        return "lead"
    if "unclear" in told:
        return "unclear"
    whole = [text for text in whole if not (first and text.published and text.published < first)]
    if not whole:
        return "earlier"
    if "unheard" in told:
        return "incomparable"
    if all(text.lang in langs or (text.lang in COMPARABLE and langs & COMPARABLE) for text in whole):
        return "not seen"
    return "incomparable"


def groups(units: dict[str, list[Text]], outcome: dict[str, str], votes: dict[str, int]) -> tuple[GroupShare, ...]:
    """Outlets that carry the fact of those that can be judged, by language, country and ownership, with their p.

    Outlets of one vote (``votes``) count once in the test. Languages are not tested, as the same fact is found in
    another language less often than within one.
    """
    found: list[GroupShare] = []
    judged = [unit for unit, told in outcome.items() if told in ("carried", "not seen")]
    for by in ("lang", "country", "ownership"):
        members: dict[str, list[str]] = defaultdict(list)
        for unit in judged:
            for group in {getattr(text, by) for text in units[unit]} - {""}:
                members[group].append(unit)
        for group, inside in sorted(members.items()):
            carried = sum(outcome[unit] == "carried" for unit in inside)
            rest = len(judged) - len(inside)
            p = None
            if by != "lang" and rest and len(inside) >= _SMALLEST_GROUP:
                p = _tested(inside, judged, outcome, votes)
            found.append(GroupShare("language" if by == "lang" else by, group, carried, len(inside), p))
    return tuple(found)


def votes(units: dict[str, list[Text]]) -> dict[str, int]:
    """A number for each outlet, the same for outlets whose texts hang together, by a copy of one another or of a third.

    They are no independent witnesses.
    """
    return components((text.family, unit) for unit, held in units.items() for text in held)


def _tested(inside: list[str], judged: list[str], outcome: dict[str, str], votes: dict[str, int]) -> float | None:
    """The chance of a group's votes against all others; None where all are in it. A vote tells what its outlets do."""
    here = {votes[unit] for unit in inside}
    there = {votes[unit] for unit in judged} - here
    told_here = {votes[unit] for unit in inside if outcome[unit] == "carried"}
    told_there = {votes[unit] for unit in judged if outcome[unit] == "carried"} & there
    if not there:
        return None
    return _fisher(len(told_here), len(here) - len(told_here), len(told_there), len(there) - len(told_there))


@lru_cache(maxsize=100_000)
def _fisher(a: int, b: int, c: int, d: int) -> float:
    """Two-sided p of Fisher's exact test; the same small tables come again and again."""
    return float(fisher_exact([[a, b], [c, d]]).pvalue)


def tested(facts: list[Fact]) -> list[Fact]:
    """The facts with p of each group turned into q over all facts and groups of the story."""
    held = [group.q for fact in facts for group in fact.groups if group.q is not None]
    if not held:
        return facts
    rates = iter(false_discovery_control(held).tolist())
    return [
        replace(
            fact,
            groups=tuple(g if g.q is None else replace(g, q=round(next(rates), 4)) for g in fact.groups),
        )
        for fact in facts
    ]
