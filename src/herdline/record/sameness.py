"""Which codings tell one deed though they bear different days: a report without a day of its own looks back.

An event is a type, sides and a day. Most sentences name no day and get their article's, so a mutiny of Saturday would
be another event in every paper of Sunday and Monday. Here the codings of one ``deed`` (``identity``) are laid out by
day. A day that a text states stands: two stated days are two deeds. What is only dated by its article joins the
heaviest earlier day that it can tell of:

- by its bond: a named person who is killed, an armed group that rises;
- else by its words: the trigger and a word near it, or two such words, that a tenth of that day's own tellings have
  (of a state with itself, where nobody is named, one word more), and no word such as "another".

So the shelling of the next town on the next day stays apart. How long one looks back depends on how widely a deed was
told. A day that is itself told far more widely than the earlier one begins a deed of its own: single texts err in their
days. A rising lasts, so days beside each other on which texts set it are of one.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from herdline.record.identity import ANOTHER, RISING, VICTIM

SAME = pa.schema(
    [
        ("coding", pa.int64()), ("event", pa.int64()), ("date", pa.string()), ("date_precision", pa.string()),
        ("looks_back", pa.bool_()), ("nameless", pa.bool_()),
    ]
)  # fmt: skip
"""Codings whose event or day is another than they say by themselves; ``looks_back`` where the day is an earlier one,
``nameless`` where others name who did it to a victim and this does not."""
_WIDELY = 5
"""Independent texts from which a deed is looked back at for long."""
_LONG, _SHORT = 31, 3
"""Days that one looks back at a deed told widely, and at others."""
_WEEK = 7
"""Days that one looks back at a rising that few told of."""
_NEW = 3
"""Times as many texts of an own day, from which it is no look back."""
_LASTS = 3
"""Days between two days on which texts set one rising."""
_SHARE = 0.1
"""Share of a day's own tellings that must have a word by which another is known to tell of it."""
_EPOCH = datetime.date(1970, 1, 1)
_WHOLE = 10
"""Letters of a date that is known to the day."""


@dataclass(slots=True)
class _Coding:
    """A coding with the families and stories of the texts that hold it."""

    coding: int
    event: int
    date: str
    precision: str
    bond: str
    sides: str
    trigger: str
    words: frozenset[str]
    needs: int
    stated: bool
    historical: bool
    told: str
    families: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Day:
    """A day on which the deed is set: its own tellings, and the families of all that tell it."""

    date: str
    own: list[_Coding] = field(default_factory=list)
    back: list[_Coding] = field(default_factory=list)
    families: set[int] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)
    triggers: Counter[str] = field(default_factory=Counter)

    def add(self, told: _Coding) -> None:
        """One more telling of its own."""
        self.own.append(told)
        self.families |= told.families
        self.counted.update(told.words)
        self.triggers[told.trigger] += 1

    def tells(self, told: _Coding) -> bool:
        """Whether a coding's bond or words are those of this day's deed."""
        if told.bond == VICTIM:
            return True
        if told.bond == RISING and any(own.bond == RISING for own in self.own):
            return True
        if told.bond == ANOTHER:
            return False
        least = max(1.0, _SHARE * len(self.own))
        shared = sum(self.counted[word] >= least for word in told.words)
        return shared > told.needs or (shared == told.needs and self.triggers[told.trigger] >= least)

    def reaches(self, told: _Coding) -> bool:
        """Whether a coding is told so soon after this day that it may look back at it."""
        if told.bond == VICTIM or told.historical:
            return True
        short = _WEEK if told.bond == RISING else _SHORT
        return _apart(self.date, told.told) <= (_LONG if len(self.families) >= _WIDELY else short)


def _apart(one: str, other: str) -> int:
    return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)


def same(rows: pa.Table) -> pa.Table:
    """Codings of one ``deed``, a row for each family that tells one, -> ``SAME``."""
    found: list[dict[str, Any]] = []
    for codings in _by_sides(_codings(rows)):
        days = _days(codings)
        found += [row for day in days for row in _rows(day)]
    return pa.Table.from_pylist(sorted(found, key=lambda row: row["coding"]), schema=SAME)


def _codings(rows: pa.Table) -> list[_Coding]:
    held: dict[int, _Coding] = {}
    for row in rows.to_pylist():
        if row["coding"] not in held:
            held[row["coding"]] = _Coding(
                row["coding"], row["event"], row["date"] or "", row["date_precision"] or "", row["bond"], row["sides"],
                row["trigger"], frozenset(row["words"].split()), row["needs"], row["stated"], row["historical"],
                (_EPOCH + datetime.timedelta(row["told"])).isoformat(),
            )  # fmt: skip
        held[row["coding"]].families.add(row["family"])
    return [held[coding] for coding in sorted(held)]


def _by_sides(codings: Sequence[_Coding]) -> Iterable[list[_Coding]]:
    """Codings by who does it; those that name nobody are of whoever most texts name."""
    groups: dict[str, list[_Coding]] = defaultdict(list)
    for told in codings:
        groups[told.sides].append(told)
    nobody = groups.pop("", [])
    if nobody:
        most = min(groups, key=lambda sides: (-len(_families(groups[sides])), sides), default="")
        groups[most] = [*groups[most], *nobody]
    return [sorted(groups[sides], key=lambda told: told.coding) for sides in sorted(groups)]


def _families(codings: Iterable[_Coding]) -> set[int]:
    return set().union(*(told.families for told in codings))


def _days(codings: Sequence[_Coding]) -> list[_Day]:
    """The days on which a deed of one doer is set, with what tells of each."""
    days: dict[str, _Day] = {}
    loose: dict[str, list[_Coding]] = defaultdict(list)
    for told in codings:
        if told.stated:
            days.setdefault(told.date, _Day(told.date)).add(told)
        elif len(told.date) == _WHOLE:
            loose[told.date].append(told)
    for date in sorted(loose):
        here = _Day(date)
        for told in [*(days[date].own if date in days else ()), *loose[date]]:
            here.add(told)
        earlier = [days[day] for day in sorted(days) if day < date]
        joined = [(told, _looked_back_at(told, here, earlier)) for told in loose[date]]
        for told, back in joined:
            if back is None:
                days.setdefault(date, _Day(date)).add(told)
        for told, back in joined:
            if back is not None:
                back.back.append(told)
                back.families |= told.families
    for told in codings:
        if 0 < len(told.date) < _WHOLE:
            _set_within(told, days)
    _rise_once(days)
    return [days[date] for date in sorted(days)]


def _looked_back_at(told: _Coding, here: _Day, earlier: Sequence[_Day]) -> _Day | None:
    """The earlier day of which a coding tells that is dated by its article alone; None where its own day is news."""
    may = [day for day in earlier if day.reaches(told) and day.tells(told)]
    best = max(may, key=lambda day: (len(day.families), day.date), default=None)
    if best is None or (len(here.families) >= _NEW * len(best.families) and here.tells(told)):
        return None
    return best


def _set_within(told: _Coding, days: dict[str, _Day]) -> None:
    """A month or a year is that of the deed's day in it, where it tells of one."""
    may = [day for day in days.values() if day.date.startswith(told.date) and day.tells(told)]
    best = max(may, key=lambda day: (len(day.families), day.date), default=None)
    if best is not None and told.bond:
        best.back.append(told)
        best.families |= told.families


def _rise_once(days: dict[str, _Day]) -> None:
    """A rising lasts: what few texts set on a day beside that which most set it on is of the same."""
    for date in sorted(days, key=lambda date: (-len(days[date].families), date)):
        most = days.get(date)
        if most is None or not any(told.bond == RISING for told in most.own):
            continue
        for other in [days[day] for day in sorted(days) if day != date and _apart(day, date) <= _LASTS]:
            part = [told for told in (*other.own, *other.back) if told.bond == RISING]
            leaving = {told.coding for told in part}
            other.own = [told for told in other.own if told.coding not in leaving]
            other.back = [told for told in other.back if told.coding not in leaving]
            most.back += part
            most.families |= _families(part)
            other.families = _families((*other.own, *other.back))
            if not other.own:
                most.back += other.back
                del days[other.date]
        first = min((told.told for told in (*most.own, *most.back)), default=date)
        if first < date and first not in days:  # what is told on a Saturday did not begin on Sunday
            del days[date]
            most.date = first
            days[first] = most


def _rows(day: _Day) -> Iterable[dict[str, Any]]:
    """One event of all that tell of a day, called as its own tellings are that most texts have."""
    families: dict[int, set[int]] = defaultdict(set)
    for told in day.own:
        families[told.event] |= told.families
    doers = any(told.sides for told in (*day.own, *day.back))
    event = min(families, key=lambda event: (-len(families[event]), event))
    precision = "day" if any(told.stated for told in day.own) else "about"
    for told in (*day.own, *day.back):
        is_back = told.date != day.date
        yield {
            "coding": told.coding, "event": event, "date": day.date, "date_precision": precision,
            "looks_back": is_back, "nameless": doers and not told.sides,
        }  # fmt: skip
