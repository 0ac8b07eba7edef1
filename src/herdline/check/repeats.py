"""Which rows of a pair tell one thing: the same deed told by another text and coded as another event.

An event is type, participants and date, so what is told a day later, with another body beside its state or as another
type, is an event of its own. Counts keep such events apart; a reader of a list sees the deed twice. Two rows are one
where they may be (``_may_be_one``: direction, type, day) and where their sentences tell one fact. A row joins the first
row that it matches and no row that has joined another: chains would make one row of all strikes of a war.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from herdline.check.matching import evidence
from herdline.config import CheckSettings
from herdline.results import Told
from herdline.text.anchors import numbers

LEAST_BESIDE = 40
"""Sentences from which the rarity of a word can be told; of fewer, some of other events of the two stand beside."""
_DAYS = 7
"""Days after which the same words tell another deed."""
_DAY = 10
"""Letters of a date that is known to the day."""
_ONE_A_DAY = frozenset(("ASSAULT", "CONSULT"))
"""Of the next strike on the next city news tells in the same words; reports of a meeting are gathered over days where
events are told apart already."""
_OF_ONE_MATTER = 0.5
"""Share of the chance needed elsewhere that is enough in one story or of one stated day."""
_DOUBTFUL, _MOST_DOUBTFUL = 0.5, 20
"""Share of the chance needed from which a pair is asked again of full vectors, and how many are: these are slow."""

Beside = tuple[str, str, frozenset[str]]
"""A sentence beside the rows: text, language, actors."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list as it is compared.

    Two are one only with the same ``group``, which is () for what repeats nothing, and the same ``toward``, who toward
    whom. ``type`` is that of the event or the topic of words, ``stated`` whether a sentence gives the day, ``denies``
    whether a word of denial stands in it; ``named`` are actors, ``called`` the words that name
    them, ``facts`` and ``story`` those of the store.
    """

    told: Told
    group: tuple[str, ...]
    type: str
    toward: str
    mode: str
    stated: bool
    denies: bool
    lang: str
    country: str
    named: frozenset[str]
    facts: frozenset[int]
    story: int | None
    called: frozenset[str] = frozenset()


def heads_of(rows: Sequence[Row], beside: Callable[[], Sequence[Beside]]) -> list[int]:
    """For each row, best first, the place of the row that it repeats, or its own.

    Args:
        rows: of all lists.
        beside: sentences by which the rarity of words is told where the rows are few; asked when it is needed.
    """
    near = [(i, j) for j, row in enumerate(rows) for i in range(j) if _may_be_one(rows[i], row)]
    told = {(i, j) for i, j in near if rows[i].facts & rows[j].facts or _is_one_meeting(rows[i], rows[j])}
    asked = [pair for pair in near if pair not in told]
    if asked:
        told |= _told_alike(rows, asked, beside)
    heads: list[int] = []
    for j in range(len(rows)):
        heads.append(next((i for i in range(j) if heads[i] == i and (i, j) in told), j))
    return heads


def _may_be_one(one: Row, other: Row) -> bool:
    """Whether two rows can tell one thing, whatever their sentences say.

    A denial is no deed. Limits of two types may be one thing on one day: who bars the way to a place blocks its aid.
    """
    return (
        one.group == other.group
        and bool(one.group)
        and one.toward == other.toward
        and (one.type == other.type or _is_one_day(one, other))
        and _are_near(one, other)
        and one.denies == other.denies
    )


def _is_one_day(one: Row, other: Row) -> bool:
    return one.told.date == other.told.date and len(one.told.date) == _DAY


def _are_near(one: Row, other: Row) -> bool:
    """Whether two rows are of one time: a week apart at most, by the day they were told where one has no day.

    Two days that are both stated are two deeds. Of ``_ONE_A_DAY`` a day, stated or not, is enough to be another.
    """
    days = sorted((one.told.date, other.told.date), key=len)
    if len(days[0]) == _DAY:
        same = days[0] == days[1]
        return same or (
            not _ONE_A_DAY & {one.type, other.type}
            and not (one.stated and other.stated)
            and _apart(days[0], days[1]) <= _DAYS
        )
    told = (one.told.said, other.told.said)
    return days[1].startswith(days[0]) and (all(told) and _apart(*told) <= _DAYS)


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _is_one_meeting(one: Row, other: Row) -> bool:
    """Whether one story tells both of a day on which the one met the other: its sentences tell now this, now that."""
    return (
        (one.type, one.mode) == ("CONSULT", other.mode)
        and one.story is not None
        and one.story == other.story
        and _is_one_day(one, other)
        and _is_one_matter(one, other)
    )


def _is_one_matter(one: Row, other: Row) -> bool:
    """Whether two rows of one type are of one story, or of a day that both state, and have no other figures."""
    is_stated = one.stated and other.stated and _is_one_day(one, other)
    if one.type != other.type or not (is_stated or (one.story is not None and one.story == other.story)):
        return False
    ours, theirs = numbers(one.told.sentence), numbers(other.told.sentence)
    return not (ours and theirs and not ours & theirs)


def _told_alike(
    rows: Sequence[Row], asked: Sequence[tuple[int, int]], beside: Callable[[], Sequence[Beside]]
) -> set[tuple[int, int]]:
    """Those of the pairs ``asked`` whose sentences tell one fact by ``check.matching``.

    Static vectors are fast and hear little between languages, so what they leave in doubt is asked again of full ones.
    """
    carried = CheckSettings().carried
    needed = {(i, j): carried * (_OF_ONE_MATTER if _is_one_matter(rows[i], rows[j]) else 1) for i, j in asked}
    others = beside()
    chance = _chances(rows, asked, others, exact=False)
    found = {pair for pair in asked if chance[pair] >= needed[pair]}
    doubtful = [pair for pair in asked if pair not in found and chance[pair] >= needed[pair] * _DOUBTFUL]
    if doubtful:
        chance = _chances(rows, doubtful[:_MOST_DOUBTFUL], others, exact=True)
        found |= {pair for pair, likely in chance.items() if likely >= needed[pair]}
    return found


def _chances(
    rows: Sequence[Row], asked: Sequence[tuple[int, int]], beside: Sequence[Beside], exact: bool
) -> dict[tuple[int, int], float]:
    """Chance that the sentences of each pair tell one fact; see ``evidence`` for ``exact``."""
    chosen = sorted({i for pair in asked for i in pair})
    held = [(rows[i].told.sentence, rows[i].lang, rows[i].named) for i in chosen]
    called = [rows[i].called for i in chosen]
    if len(held) < LEAST_BESIDE:
        own = {sentence for sentence, *_ in held}
        held += [other for other in beside if other[0] not in own][: LEAST_BESIDE - len(held)]
    texts, langs, named = zip(*held, strict=True)
    called += [frozenset()] * (len(held) - len(called))
    found, _ = evidence(texts, langs, named, named, CheckSettings(), exact, called)
    at = {row: place for place, row in enumerate(chosen)}
    return {(i, j): float(found[at[i], at[j]]) for i, j in asked}
