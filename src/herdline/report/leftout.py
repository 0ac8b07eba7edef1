"""What the line leaves out and what camps call things, as a story's page says it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from herdline.results import Carrier, Fact, GroupShare, Missing, Naming

MOST_FACTS = 8
_MOST_GROUPS = 5
_MOST_CARRIERS = 3


@dataclass(frozen=True)
class FactView:
    """A fact few carry: its sentence, who carries it of whom was read, other wordings of it."""

    kind: str
    sentence: str
    outlet: str
    share: str
    unsaid: str
    groups: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    article: int
    start: int
    end: int


@dataclass(frozen=True)
class NamesView:
    """A referent and its names, each with the camps that use it."""

    referent: str
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LeftOut:
    """The page's part on what is left out; ``single`` facts stand in one source only."""

    note: str
    several: tuple[FactView, ...]
    single: tuple[FactView, ...]
    more: int
    names: tuple[NamesView, ...]
    by_leads: int


def left_out(found: Missing, naming: Naming, names: dict[str, str]) -> LeftOut:
    """Gather the part; ``names`` are those of outlets."""
    several = [f for f in found.left_out if not f.single_source]
    single = [f for f in found.left_out if f.single_source]
    shown = several[:MOST_FACTS], single[: MOST_FACTS // 2]
    return LeftOut(
        found.note, tuple(fact_view(f, names) for f in shown[0]), tuple(fact_view(f, names) for f in shown[1]),
        len(found.left_out) - sum(map(len, shown)), _named(naming), found.by_leads,
    )  # fmt: skip


def fact_view(fact: Fact, names: dict[str, str], of_all: bool = False) -> FactView:
    """A fact in words; ``names`` are those of outlets, ``of_all`` counts carriers among all outlets of the story."""
    unsaid = [f"{fact.unclear} unclear"] if fact.unclear else []
    unsaid += [f"{fact.leads} known by leads only"] if fact.leads else []
    unsaid += [f"{fact.incomparable} in other languages, where it cannot be told"] if fact.incomparable else []
    unsaid += [f"{fact.earlier} printed before anybody told it"] if fact.earlier else []
    others = [c for c in fact.carriers if c.article != fact.article]
    groups = () if of_all and fact.leads else _telling(fact.groups)  # leads that are silent are in no group
    return FactView(
        fact.kind, " ".join(fact.sentence.split()), names.get(fact.outlet, fact.outlet),
        f"{fact.carried} of {fact.outlets if of_all else fact.carried + fact.not_seen} outlets", ", ".join(unsaid),
        tuple(f"{g.group}: {g.carried} of {g.read}" + _sure(g) for g in groups),
        tuple(
            replace(c, outlet=names.get(c.outlet, c.outlet), sentence=" ".join(c.sentence.split()))
            for c in others[:_MOST_CARRIERS]
        ),
        fact.article, fact.start, fact.end,
    )  # fmt: skip


def _telling(groups: tuple[GroupShare, ...]) -> list[GroupShare]:
    shown = [g for g in groups if g.by != "ownership" and (g.carried or g.read >= 3)]
    return sorted(shown, key=lambda g: (-g.carried / g.read, -g.read, g.group))[:_MOST_GROUPS]


def _sure(group: GroupShare) -> str:
    return f" (q {group.q:.2g})" if group.q is not None and group.q <= 0.1 else ""


def _named(naming: Naming) -> tuple[NamesView, ...]:
    held: dict[str, dict[str, list[str]]] = {}
    for n in naming.named:
        if n.texts:
            held.setdefault(n.referent, {}).setdefault(n.term, []).append(f"{n.camp} {n.texts} of {n.of}")
    return tuple(
        NamesView(referent, tuple((term, ", ".join(camps)) for term, camps in terms.items()))
        for referent, terms in held.items()
        if len(terms) > 1
    )
