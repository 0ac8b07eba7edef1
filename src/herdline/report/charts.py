"""Layout of the report's drawings: numbers in, places on the canvas out. The SVG itself is in the templates.

Written here instead of taken from a plotting library because the drawings must follow the reader's light or dark
scheme, be read aloud mark by mark and stay a few kilobytes a page.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from herdline.results import Arrival, Month, Partner, Relations
from herdline.results.line import is_first_known

WIDTH, ROW = 720, 22
_MIDDLE, _HALF = 90.0, 64.0
_MOST_MONTHS = 60
_MOST_LABELS = 8
_MOST_TOTALS = 30
_STEPS = [timedelta(minutes=m) for m in (5, 15, 30, 60, 180, 360, 720, 1440, 2880, 10080, 43200)]


@dataclass(frozen=True)
class Mark:
    """One outlet on the timeline: place in pixels, half width of its clock error, label, what it is."""

    x: float
    y: float
    low: float
    high: float
    label: str
    kind: str
    about: str


@dataclass(frozen=True)
class Timeline:
    """Marks, ticks (x, label) and the height of the drawing."""

    marks: tuple[Mark, ...]
    ticks: tuple[tuple[float, str], ...]
    links: tuple[tuple[float, float, float, float], ...]
    height: float
    left: float


def timeline(
    arrivals: Sequence[Arrival], kinds: dict[str, str], names: dict[str, str], copied: dict[int, int] | None = None
) -> Timeline | None:
    """Outlets in the order they came, one row each, copies joined to what they copied.

    Args:
        arrivals: the story's spread, in time order; those without a time are left out of the drawing.
        kinds: outlet -> independent, agency, copy.
        names: outlet -> name to print.
        copied: article -> article it copied; a copy is joined to it where that is drawn.
    """
    timed = [a for a in arrivals if a.published is not None]
    if len(timed) < 2:
        return None
    first, last = timed[0].published, timed[-1].published
    if first is None or last is None:
        return None
    span = max((last - first).total_seconds(), 60.0)
    left, right = 190.0, WIDTH - 20.0

    def place(moment: datetime) -> float:
        return left + (moment - first).total_seconds() / span * (right - left)

    marks = []
    rows = {a.outlet: (place(a.published or first), 16.0 + row * ROW, a) for row, a in enumerate(timed)}
    surely = next((a for a in timed if a.is_sure), None)
    for row, a in enumerate(timed):
        moment = a.published or first
        half = (a.clock_error_minutes or 0) * 60 / span * (right - left)
        x, y = place(moment), 16.0 + row * ROW
        about = f"{names.get(a.outlet, a.outlet)}: {moment:%Y-%m-%d %H:%M} UTC, {_lag(a, surely, timed)}"
        if a.source:
            about += f", copied from {names.get(a.source, a.source)}"
            if a.source in rows and (rows[a.source][2].published or moment) > moment:
                about += " as it says itself, whose first text here is stated to be later"
        marks.append(
            Mark(
                x,
                y,
                max(left, x - half),
                min(right, x + half),
                names.get(a.outlet, a.outlet),
                kinds.get(a.outlet, "independent"),
                about,
            )
        )
    # only to the very text that was copied: the outlet's first one may be another
    links = tuple(
        (*rows[a.source][:2], *rows[a.outlet][:2])
        for a in timed
        if a.source in rows and rows[a.source][2].article == (copied or {}).get(a.article)
    )
    ticks = tuple((place(t), label) for t, label in _ticks(first, last))
    return Timeline(tuple(marks), ticks, links, 16.0 + len(timed) * ROW + 22, left)


@dataclass(frozen=True)
class Bar:
    """One bar: label, count, width in percent, share carrying the line in percent of its width."""

    label: str
    count: int
    carrying: int
    width: float
    inner: float


def _lag(arrival: Arrival, surely: Arrival | None, timed: Sequence[Arrival]) -> str:
    """How an outlet's time stands to the first one, as far as that can be said."""
    if surely is not None and arrival.lag_minutes is not None and arrival.lag_minutes < 0:
        return (
            f"{_duration(-arrival.lag_minutes)} earlier than the first that surely tells it; may be on another matter"
        )
    if arrival is (surely or timed[0]):
        if arrival is not timed[0]:
            return "the earliest that surely tells it"
        return "first by the times stated" if is_first_known(timed) else "earliest stated time"
    return f"{_duration(arrival.lag_minutes)} later"


def bars(groups: Sequence[tuple[str, int, int]]) -> list[Bar]:
    """Bars for (label, outlets, outlets carrying the line)."""
    most = max((count for _, count, _ in groups), default=1)
    return [Bar(label, n, k, 100 * n / most, 100 * k / n if n else 0) for label, n, k in groups]


@dataclass(frozen=True)
class Box:
    """One bar of the drawing in pixels, its kind (for the colour and pattern) and what it says aloud."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    about: str


@dataclass(frozen=True)
class Axis:
    """Words above, deeds below: bars, month labels (x, label), changes (x, reason).

    ``totals`` are the numbers at the ends of the bars (x, y, events), where there are few enough months to read them.
    """

    boxes: tuple[Box, ...]
    ticks: tuple[tuple[float, str], ...]
    changes: tuple[tuple[float, str], ...]
    totals: tuple[tuple[float, float, int], ...]
    middle: float
    height: float


def axis(months: Sequence[Month]) -> Axis | None:
    """The drawing of the newest months; None where no event is dated to a month."""
    shown = list(months)[-_MOST_MONTHS:]
    if not shown:
        return None
    most = max(_most(m) for m in shown) or 1
    step = (WIDTH - 60.0) / len(shown)
    wide = min(step * 0.7, 40.0)
    boxes: list[Box] = []
    totals: list[tuple[float, float, int]] = []
    for place, month in enumerate(shown):
        x = 50.0 + place * step + (step - wide) / 2
        up, down = _MIDDLE, _MIDDLE
        for count, kind, above in (
            (month.verbal_cooperation, "words", True), (month.verbal_conflict, "words against", True),
            (month.material_cooperation, "deeds", False), (month.material_conflict, "deeds against", False),
        ):  # fmt: skip
            if not count:
                continue
            tall = count / most * _HALF
            up, down = (up - tall, down) if above else (up, down + tall)
            boxes.append(Box(x, up if above else down - tall, wide, tall, kind, f"{month.month}: {count} {kind}"))
        words = month.verbal_cooperation + month.verbal_conflict
        ends = ((up - 4, words), (down + 13, month.material_cooperation + month.material_conflict))
        totals += [(x + wide / 2, y, count) for y, count in ends if count and len(shown) <= _MOST_TOTALS]
    every = math.ceil(len(shown) / _MOST_LABELS)
    ticks = tuple((50.0 + (i + 0.5) * step, m.month) for i, m in enumerate(shown) if i % every == 0)
    changes = tuple((50.0 + i * step, m.change) for i, m in enumerate(shown) if m.change)
    return Axis(tuple(boxes), ticks, changes, tuple(totals), _MIDDLE, 2 * _MIDDLE)


def _most(month: Month) -> int:
    return max(month.verbal_cooperation + month.verbal_conflict, month.material_cooperation + month.material_conflict)


def _ticks(first: datetime, last: datetime) -> list[tuple[datetime, str]]:
    step = next((s for s in _STEPS if (last - first) / s <= 6), _STEPS[-1])
    day = datetime(first.year, first.month, first.day)
    number = math.ceil((first - day) / step)
    form = "%d %b" if step >= timedelta(days=1) else "%d %b %H:%M"
    ticks: list[tuple[datetime, str]] = []
    while (moment := day + number * step) <= last and len(ticks) < 8:
        ticks.append((moment, moment.strftime(form)))
        number += 1
    return ticks


def _duration(minutes: float | None) -> str:
    if minutes is None:
        return "unknown time"
    if minutes < 90:
        return f"{minutes:.0f} min"
    return f"{minutes / 60:.0f} h" if minutes < 60 * 48 else f"{minutes / 1440:.0f} days"


@dataclass(frozen=True)
class Node:
    """A partner in the drawing of ties: its place, its label's place, the kind and width of its tie."""

    label: str
    x: float
    y: float
    label_x: float
    anchor: str
    kind: str
    width: float
    about: str


@dataclass(frozen=True)
class Network:
    """An actor in the middle and its closest ties around it."""

    centre: str
    x: float
    y: float
    nodes: tuple[Node, ...]
    height: float


_RING, _MOST_PARTNERS = 150.0, 16


def network(found: Relations) -> Network | None:
    """Ties of an actor as a ring, those with most events from the top clockwise; None where there are none.

    A ring and not a force layout: places stay where they are when the period changes, and nothing overlaps.
    """
    partners = sorted(found.partners, key=lambda p: (-_weight(p), p.code))[:_MOST_PARTNERS]
    if not partners:
        return None
    middle, top, most = WIDTH / 2, _RING + 24, max(_weight(p) for p in partners) or 1
    nodes = []
    for place, p in enumerate(partners):
        turn = 2 * math.pi * place / len(partners) - math.pi / 2
        x, y = middle + 1.3 * _RING * math.cos(turn), top + _RING * math.sin(turn)
        right = x >= middle - 1
        kind = "close" if p.sign > 0 else "strained" if p.sign < 0 else "mixed"
        told = f"{p.name}: {_weight(p)} events and sentences, mostly {kind}"
        wide = 1 + 4 * math.sqrt(_weight(p) / most)
        nodes.append(
            Node(p.name, x, y, x + (10 if right else -10), "start" if right else "end", kind, wide, told)
        )  # fmt: skip
    return Network(found.name, middle, top, tuple(nodes), 2 * _RING + 48)


def _weight(p: Partner) -> int:
    events = p.verbal_cooperation + p.material_cooperation + p.verbal_conflict + p.material_conflict
    return events + p.close + p.strained
