"""The page of a pair: what it declares, where that ends, words above and deeds below one axis of months."""

from __future__ import annotations

from dataclasses import dataclass

from herdline.report import charts
from herdline.results import Pair

SENTENCES = 24


@dataclass(frozen=True)
class PairPage:
    """All that a pair's page shows."""

    pair: Pair
    axis: charts.Axis | None
    most: int = SENTENCES


def pair_page(pair: Pair) -> PairPage:
    """Gather the page."""
    return PairPage(pair, charts.axis(pair.months))
