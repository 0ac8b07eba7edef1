"""The page of a pair: what it declares, where that ends, words above and deeds below one axis of months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from herdline.report import charts
from herdline.results import Month, Pair

SENTENCES = 24
_MIDDLE, _HALF = 90.0, 64.0
_MOST_MONTHS = 60


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
    """Words above, deeds below: bars, month labels (x, label) and changes (x, reason)."""

    boxes: tuple[Box, ...]
    ticks: tuple[tuple[float, str], ...]
    changes: tuple[tuple[float, str], ...]
    middle: float
    height: float


def axis(months: Sequence[Month]) -> Axis | None:
    """The drawing of the newest months; None where no event is dated to a month."""
    shown = list(months)[-_MOST_MONTHS:]
    if not shown:
        return None
    most = max(_most(m) for m in shown) or 1
    step = (charts.WIDTH - 60.0) / len(shown)
    wide = min(step * 0.7, 40.0)
    boxes: list[Box] = []
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
    every = max(1, len(shown) // 8)
    ticks = tuple((50.0 + (i + 0.5) * step, m.month) for i, m in enumerate(shown) if i % every == 0)
    changes = tuple((50.0 + i * step, m.change) for i, m in enumerate(shown) if m.change)
    return Axis(tuple(boxes), ticks, changes, _MIDDLE, 2 * _MIDDLE)


def _most(month: Month) -> int:
    return max(month.verbal_cooperation + month.verbal_conflict, month.material_cooperation + month.material_conflict)


@dataclass(frozen=True)
class PairPage:
    """All that a pair's page shows."""

    pair: Pair
    axis: Axis | None
    most: int = SENTENCES


def pair_page(pair: Pair) -> PairPage:
    """Gather the page."""
    return PairPage(pair, axis(pair.months))
