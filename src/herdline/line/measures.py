"""Table ``stories``: counts, copied share, echo and herd index of each story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

from herdline import schema
from herdline.config import LineSettings
from herdline.engines.base import Engine
from herdline.line import herd
from herdline.line.echo import Echo, echo

_READS = """
select s.story, a.id as article, coalesce(o.unit, a.outlet, '') as unit, a.lang, a.published, f.family, a.extent
from story_articles s join articles a on a.id = s.article left join outlets o on o.outlet = a.outlet
join families f on f.article = a.id order by s.story, a.published nulls last, a.id
"""
_ROWS = 20_000
_LEAST_EXPECTED = 3.0
"""Pairs that share wording which a story of its size usually has, from which it may be compared with."""
_Row = tuple[str, str | None, datetime | None, int, str | None]
"""Of an article: unit, lang, published, family, extent."""


def measure_stories(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Rows of ``stories``. Memory grows with the number of stories (a title and two numbers each)."""
    settings = LineSettings()
    titles = {r["story"]: r["title"] for r in engine.table("select story, title from stories_titles").to_pylist()}
    herds = _Herds(engine)
    out: list[dict[str, Any]] = []
    for number, rows in _stories(engine):
        out.append(_measure(number, rows, titles.get(number) or "", settings, herds))
        if len(out) >= _ROWS:
            yield from pa.Table.from_pylist(out, schema=schema.STORIES.schema).to_batches()
            out = []
    yield from pa.Table.from_pylist(out, schema=schema.STORIES.schema).to_batches()


def _stories(engine: Engine) -> Iterator[tuple[int, list[_Row]]]:
    """(story, its articles in time order)."""
    current: int | None = None
    held: list[_Row] = []
    for batch in engine.batches(_READS, 50_000):
        columns = [batch.column(n).to_pylist() for n in ("story", "unit", "lang", "published", "family", "extent")]
        for story, unit, lang, published, family, extent in zip(*columns, strict=True):
            if story != current:
                if current is not None:
                    yield current, held
                current, held = story, []
            held.append((unit, lang, published, family, extent))
    if current is not None:
        yield current, held


def _measure(
    number: int,
    rows: list[_Row],
    title: str,
    settings: LineSettings,
    herds: _Herds,
) -> dict[str, Any]:
    firsts: dict[str, int] = {}
    leads = 0
    for unit, _, _, family, extent in rows:
        if unit not in firsts:  # rows are in time order: one text an outlet, its first
            firsts[unit] = family
            leads += extent in ("lead", "title")
    sizes = Counter(firsts.values())
    result = echo(list(sizes.values()), settings.min_outlets)
    if result.theta == 0 and 2 * leads > len(firsts):
        # a copy does not show in a lead that each desk writes itself: "no two share a text" would be made up
        result = Echo(None, None, None, None, None)
    times = [r[2] for r in rows if r[2] is not None]
    index = herds.of(number) if len(firsts) >= settings.min_outlets else None
    return {
        "story": number,
        "title": title,
        "first": min(times, default=None),
        "last": max(times, default=None),
        "languages": ",".join(lang for lang, _ in Counter(r[1] or "und" for r in rows).most_common()),
        "articles": len(rows),
        "outlets": len(firsts),
        "families": len(sizes),
        "copied_share": result.copied_share,
        "echo": result.theta,
        "effective_voices": result.voices,
        "herd_percentile": index.percentile if index else None,
        "herd_low": index.low if index else None,
        "herd_high": index.high if index else None,
        "echo_low": result.low,
        "echo_high": result.high,
        **herds.compared(number),
    }


class _Herds:
    """Herd indices, in each story's language of most pairs."""

    def __init__(self, engine: Engine) -> None:
        rows = engine.table("select * from line_overlap order by lang, story").to_pylist()
        by_lang: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._main: dict[int, dict[str, Any]] = {}
        for r in rows:
            by_lang[r["lang"]].append(r)
            held = self._main.get(r["story"])
            if held is None or r["pairs"] > held["pairs"]:
                self._main[r["story"]] = r
        self._langs = {
            lang: {
                name: np.array([np.nan if r[name] is None else r[name] for r in items], np.float64)
                for name in ("story", "families", "pairs", "coincident", "overlap", "error", "words")
            }
            for lang, items in by_lang.items()
        }
        for all_ in self._langs.values():
            all_["error"] = standard_errors(all_)

    def compared(self, story: int) -> dict[str, int | None]:
        """What the index is of: independent texts in the language of most, and how many pairs of them share wording."""
        own = self._main.get(story)
        return {
            "herd_texts": None if own is None else own["families"],
            "herd_shared": None if own is None else own["coincident"],
        }

    def of(self, story: int) -> herd.Herd | None:
        own = self._main.get(story)
        if own is None or own["error"] is None or not is_measurable(own["families"], own["coincident"]):
            return None
        all_ = self._langs[own["lang"]]
        places = np.flatnonzero(comparable(all_) & (all_["story"] != story))
        near = places[herd.matched(own["words"], own["families"], all_["words"][places], all_["families"][places])]
        error = float(all_["error"][all_["story"] == story][0])
        return herd.index(own["overlap"], error, all_["overlap"][near], all_["error"][near], story)


def is_measurable(texts: int, coincident: int) -> bool:
    """Whether a story's independent texts allow an index: enough of them, and any two that share wording.

    Of fewer texts the interval holds the true rank too seldom (.62 to .88 where its middle was shown, of three to eight
    texts of a simulated story). And where no two share four words the overlap is below what can be seen, which says
    little of the rank: many a story of leads would stand "surely" among the lowest.
    """
    return texts >= LineSettings.min_herd_texts and coincident > 0


def comparable(stories: dict[str, np.ndarray]) -> np.ndarray:
    """Which stories of a language others may be compared with, bool (stories,): large enough for wording to be shared.

    Those in which even ordinary overlap mostly shows no pair at all would put any story with one above them. Told by
    the number of pairs and not by what they share, so that the choice says nothing about the overlap.
    """
    usual = stories["coincident"].sum() / max(stories["pairs"].sum(), 1.0)
    found: np.ndarray = (stories["families"] >= 3) & (stories["pairs"] * usual >= _LEAST_EXPECTED)
    return found


def standard_errors(stories: dict[str, np.ndarray]) -> np.ndarray:
    """Standard errors of overlaps: where no pair shares anything the jackknife says 0, but one pair by chance could.

    There the error is what one coincident pair would add, with the mean cosine of such pairs in all stories.
    """
    shared = float((stories["overlap"] * stories["pairs"]).sum() / max(stories["coincident"].sum(), 1.0))
    known = np.isfinite(stories["error"])
    bare = known & (stories["coincident"] == 0)
    return np.where(bare, shared / stories["pairs"], stories["error"])
