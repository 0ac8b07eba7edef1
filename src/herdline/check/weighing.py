"""How much a fact matters to a story: what its sentence is worth, whom it is about, what it says, who bears it out.

weight = worth x (1 + .2 actors) x (1 + .2 what) x (1 + corroboration) x discount

worth          what an editor would make of the sentence, 0 to 2 (``check.worth``)
actors         0 to 1, how much of the story the actors are that the fact names
what           a deed 1, a denied deed or refusal .9, a conflict in words .7, a standing position .6, other words .5;
               a deed that is told by its words only, in sentences that are not coded, .6; a plan, and what was long
               ago, .3; nothing of these 0
corroboration  half the logarithm of the unconnected sources to be expected, at most 1: those that carry it and, of each
               text that is not found to, the chance that its nearest sentence does; a first-hand source counts as two
discount       half for what is told of an earlier year, half for protocol (decorations, banquets, escorts), half for
               a joke

Readers of real stories (benchmarks/weights) set no value on contrast between countries, did not hold it against a fact
that much is unclear about who carries it, and liked quotations more than other sentences: none of these counts.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from datetime import date
from math import log2
from typing import TypeVar

from herdline.check.irony import is_jest
from herdline.check.matters import DEED, RITE, kinds

_Owner = TypeVar("_Owner", bound=Hashable)
_SHARE = 0.2
"""What actors and deeds add at most; from 0 to .3 it makes no difference to readers."""
DENIED, POSITION, TOLD_DEED, PLAN, OLD_EVENT = 0.9, 0.6, 0.6, 0.3, 0.3
_OLD_MONTHS = 9
"""Months from the end of a year that a sentence names to the story, from which it is background."""
_YEAR = re.compile(r"(?<![\d.,$€£¥])(1[5-9]\d\d|20\d\d)(?![\d,%])(?!\.\d)")
_QUOTED = re.compile(r"[\"“«„「『][^\"”»“」』]*[\"”»“」』]?|^[^\"“«„「『”»」』]*[”»」』]")
"""Words in quotation marks; a quotation over several sentences has but one mark in each."""
_FIRST_HAND = re.compile(
    r"\b(?:told us|told this (?:newspaper|paper|reporter|site)|told our|in an interview with|seen by|reviewed by|"
    r"obtained by|in a statement|confirmed (?:that|to)|our (?:reporter|correspondent)s?|witness\w*|"
    r"court (?:papers|filings?)|"
    r"according to (?:a|the) (?:document|letter|transcript|statement|ruling)\w*|"
    r"рассказал\w* нам|сообщил\w* (?:нам|в посольстве|в министерстве)|пресс-служб\w*|"
    r"наш\w* корреспондент\w*|очевид\w*|"
    r"nous (?:a|ont) (?:dit|déclaré|confié)|dans un communiqué|notre correspondant\w*|nos dijo|en un comunicado|"
    r"sagte uns|unser\w* Reporter\w*|in einer Erklärung|баспасөз қызмет\w*|"
    r"біздің тілші\w*)\b|本报记者|告诉本报|发表声明",
    re.IGNORECASE,
)


def what_is_told(sentence: str, lang: str, event: float, refused: float, has_position: bool) -> float:
    """Weight of what a fact says, see above.

    Args:
        sentence: its wording.
        lang: the language of it.
        event: weight of the event coded from it, 0 where there is none.
        refused: weight of the words about a relation in it, 0 where there are none.
        has_position: it tells a standing position.
    """
    told = TOLD_DEED if not event and DEED in kinds(_QUOTED.sub(" ", sentence), lang) else 0.0
    return max(event, refused, POSITION if has_position else 0.0, told)


def discount(sentence: str, lang: str, told: date | None) -> float:
    """Half each for an earlier year, for protocol without a deed, for a joke."""
    found = kinds(sentence, lang)
    rite = RITE in found and DEED not in found
    return 0.5 ** (is_old(sentence, told) + rite + is_jest(sentence))


def is_old(sentence: str, told: date | None) -> bool:
    """Whether the latest year that a sentence names was over for months when the story was told."""
    years = [int(year) for year in _YEAR.findall(sentence)]
    if not years or told is None:
        return False
    return (told.year - max(years) - 1) * 12 + told.month > _OLD_MONTHS


def is_first_hand(sentence: str) -> bool:
    """Whether a sentence says that its source was there: told the outlet itself, a statement, a document, a witness."""
    return _FIRST_HAND.search(sentence) is not None


def corroboration(sources: float, first_hand: bool) -> float:
    """0 for one source, .5 for two or a first-hand one, 1 for four and more."""
    return min(log2(max(sources, 2 if first_hand else 1)) / 2, 1.0)


def weigh(worth: float, actors: float, what: float, borne_out: float, less: float) -> float:
    """The weight, see above."""
    return worth * (1 + _SHARE * actors) * (1 + _SHARE * what) * (1 + borne_out) * less


def components(carriers: Iterable[tuple[Hashable, _Owner]]) -> dict[_Owner, int]:
    """A number for each owner, the same for owners whose texts hang together by their families, over many steps too."""
    of: dict[Hashable, _Owner] = {}
    parent: dict[_Owner, _Owner] = {}

    def root(owner: _Owner) -> _Owner:
        while parent.setdefault(owner, owner) != owner:
            parent[owner] = owner = parent[parent[owner]]
        return owner

    for family, owner in carriers:
        parent[root(owner)] = root(of.setdefault(family, owner))
    numbers: dict[_Owner, int] = {}
    return {owner: numbers.setdefault(root(owner), len(numbers)) for owner in list(parent)}


def unconnected(carriers: Iterable[tuple[Hashable, Hashable]]) -> int:
    """Sources that have neither text nor owner in common: the ``components`` of (family, owner) pairs."""
    return len(set(components(carriers).values()))
