"""Which candidates are lines: more independent families carry them than chance and the outlets' habits explain.

For each candidate the families of the story in its language that carry it are held against each outlet's rate
elsewhere, drawn towards the overall rate; under habit alone their number is Poisson-binomial (Le Cam 1960; scipy's
exact form). The false discovery rate is controlled in each story and language (Benjamini, Hochberg 1995) over *all*
its phrases: candidates are the few among tens of thousands that happened to recur, and testing them as if they had
been chosen beforehand made three false lines in every story drawn by chance (``benchmarks.lines``). Since everything
rare is significant against a plain base rate, lines are ranked by lift, spread and how telling their words are, not
by p.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from scipy.stats import false_discovery_control, poisson_binom

from herdline import schema
from herdline.config import LineSettings
from herdline.engines.base import Engine
from herdline.line.background import background_rate, by_chance
from herdline.line.clocks import clock_error, is_coarse, known
from herdline.line.kin import Matter, matters

# One row for each family that a phrase stands in: the unit is what counts, an owner's outlets are one.
_PLACED = """
select distinct h.phrase, s.story, a.lang, f.family, coalesce(o.unit, a.outlet, '') as unit
from line_hits h join articles a on a.id = h.article join families f on f.article = h.article
join story_articles s on s.article = h.article left join outlets o on o.outlet = a.outlet
"""
_CARRIERS = f"""
select c.story, c.line, count(distinct p.family) as families, count(distinct p.unit) as units
from line_candidates c join ({_PLACED}) p on p.phrase = c.phrase and p.story = c.story and p.lang = c.lang
group by c.story, c.line
"""
_OUTLETS = """
select c.story, c.line, count(distinct coalesce(o.unit, a.outlet, '')) as outlets
from line_candidates c join line_hits h on h.phrase = c.phrase join articles a on a.id = h.article
join story_articles s on s.article = h.article and s.story = c.story left join outlets o on o.outlet = a.outlet
group by c.story, c.line
"""
_VARIANTS = "select distinct story, line, lang, phrase from line_candidates"
# a line's variants are one wording, elsewhere as here: what carries any of them carries it
_ELSEWHERE = f"""
select v.story, v.line, v.lang, p.unit, count(distinct p.family) as n
from ({_VARIANTS}) v join ({_PLACED}) p on p.phrase = v.phrase and p.lang = v.lang
where p.story <> v.story group by v.story, v.line, v.lang, p.unit
"""
_SIZES = """
select s.story, a.lang, coalesce(o.unit, a.outlet, '') as unit, count(distinct f.family) as n
from articles a join families f on f.article = a.id join story_articles s on s.article = a.id
left join outlets o on o.outlet = a.outlet group by s.story, a.lang, coalesce(o.unit, a.outlet, '')
"""
_CARRIED = f"select story, line, cast(sum(n) as bigint) as n from ({_ELSEWHERE}) e group by story, line"
_HABIT = f"""
select e.story, e.line, e.unit, e.n from ({_ELSEWHERE}) e
join ({_SIZES}) h on h.story = e.story and h.lang = e.lang and h.unit = e.unit
"""
_LINES = """
select distinct story, line, lang, text, kind, telling, tested, beside from line_candidates order by story, line, lang
"""
_FIRSTS = """
select c.story, c.line, a.id as article, a.published, a.published_precision, a.published_basis, a.outlet
from line_candidates c join line_hits h on h.phrase = c.phrase join articles a on a.id = h.article
join story_articles s on s.article = h.article and s.story = c.story where a.published is not null
group by c.story, c.line, a.id, a.published, a.published_precision, a.published_basis, a.outlet
order by c.story, c.line, a.published, a.id
"""
_SMALL = 500
"""Texts elsewhere below which a store cannot tell what is everyday."""
_EVIDENCE = 3
"""Texts elsewhere that show a phrase to be more frequent here than in the large body of news."""


def find_lines(engine: Engine) -> Iterator[pa.RecordBatch]:
    """Table ``lines``. Memory grows with the candidates, pairs of phrase and outlet, and as ``kin.matters`` says."""
    settings = LineSettings()
    items = engine.table(_LINES).to_pylist()
    if not items:
        return
    rates = _Rates(engine, settings)
    carriers = {(r["story"], r["line"]): min(r["families"], r["units"]) for r in engine.table(_CARRIERS).to_pylist()}
    outlets = {(r["story"], r["line"]): r["outlets"] for r in engine.table(_OUTLETS).to_pylist()}
    firsts = _firsts(engine)
    asked = matters(engine, items)
    stories: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        key = (item["story"], item["line"])
        k = carriers.get(key, 0)
        if k < settings.least_families or item["telling"] < settings.least_telling:
            continue
        matter = asked.get(key, Matter())
        if matter.content >= settings.most_content and matter.needed >= settings.most_needed:
            continue
        base, chances = rates.of(item, matter)
        n = len(chances)
        share = min(1.0, k / max(n, 1))
        p = float(poisson_binom.sf(k - 1, chances)) if k <= n else 0.0
        p = min(p, rates.unknown(item, k, n))
        stories[item["story"], item["lang"]].append(
            {**item, "families": k, "outlets": outlets.get(key, k), "share": share, "base": base, "kin": matter.size,
             "lift": share / base, "p": min(max(p, 0.0), 1.0), "first_article": firsts.get(key)}
        )  # fmt: skip
    kept: list[dict[str, Any]] = []
    for rows in stories.values():
        for row, q in zip(rows, discovery([r["p"] for r in rows], rows[0]["tested"]), strict=True):
            row["q"] = float(q)
        kept += [r for r in rows if r["q"] <= settings.false_discovery and r["lift"] >= settings.least_lift]
    ordered = _ranked(kept, settings.most_lines, rates)
    yield from pa.Table.from_pylist(ordered, schema=schema.LINES.schema).to_batches()


def discovery(p: Sequence[float], tested: int) -> np.ndarray:
    """False discovery rate at which each of these would be called (Benjamini, Hochberg 1995), float64 (len(p),).

    Args:
        p: chances of those that were picked out, the smallest ones.
        tested: among how many; the others count as 1.
    """
    others = np.ones(max(0, tested - len(p)))
    return np.asarray(false_discovery_control(np.concatenate([p, others])))[: len(p)]


def rank_score(families: int, lift: float, telling: float, quoted: bool, spoken: float = 1.0) -> float:
    """How much a line tells: wide, rare elsewhere, and not what the topic asks for; a speaker's words rank behind.

    ``quoted`` also where one name stands beside all its uses: then it may be one statement that all report.

    ``spoken`` is how many tell the story in the line's language for each one in its main language: what four of seven
    Polish outlets say is not the line of a story that twenty tell in English.
    """
    return float(np.sqrt(families) * np.log2(1 + min(lift, 1000.0)) * telling * (0.5 if quoted else 1.0) * spoken)


def _ranked(rows: list[dict[str, Any]], most: int, rates: _Rates) -> list[dict[str, Any]]:
    stories: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        stories[row["story"]].append(row)
    result = []
    for story in sorted(stories):
        score = {row["line"]: _score(row, rates.spoken(story, row["lang"])) for row in stories[story]}
        ordered = sorted(stories[story], key=lambda r: (-score[r["line"]], r["text"]))
        result += [{**row, "rank": rank} for rank, row in enumerate(ordered[:most], 1)]
    return result


def _score(row: dict[str, Any], spoken: float) -> float:
    return rank_score(
        row["families"], row["lift"], row["telling"], row["kind"] == "quoted" or bool(row["beside"]), spoken
    )


class _Rates:
    """How often lines stand in texts of other stories, over all and by outlet."""

    def __init__(self, engine: Engine, settings: LineSettings) -> None:
        self._settings = settings
        self._carried = {(r["story"], r["line"]): r["n"] for r in engine.table(_CARRIED).to_pylist()}
        self._habit: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        for r in engine.table(_HABIT).to_pylist():
            self._habit[r["story"], r["line"]][r["unit"]] = r["n"]
        self._texts: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
        self._unit_total: dict[tuple[str, str], int] = defaultdict(int)
        self._total: dict[str, int] = defaultdict(int)
        for r in engine.table(_SIZES).to_pylist():
            self._texts[r["story"], r["lang"]][r["unit"]] = r["n"]
            self._unit_total[r["lang"], r["unit"]] += r["n"]
            self._total[r["lang"]] += r["n"]
        self._most: dict[int, int] = defaultdict(int)
        for (story, _), units in self._texts.items():
            self._most[story] = max(self._most[story], len(units))

    def spoken(self, story: int, lang: str) -> float:
        """How many tell a story in a language, for each one in its main language."""
        return len(self._texts[story, lang]) / self._most[story]

    def of(self, item: dict[str, Any], matter: Matter | None = None) -> tuple[float, np.ndarray]:
        """Base rate, and each outlet's chance to carry the line by habit (one entry a unit of the story).

        The base is the rate elsewhere, or in texts on such matter where that is higher.
        """
        key, lang = (item["story"], item["line"]), item["lang"]
        here = self._texts[item["story"], lang]
        elsewhere = self._total[lang] - sum(here.values())
        seen = (self._carried.get(key, 0) + 0.5) / (elsewhere + 1)
        known = background_rate(item["text"], lang)
        # a small store has hardly any elsewhere: there the rate in a large body of news is the better guess
        weight = elsewhere / (elsewhere + _SMALL)
        floor = self._settings.base_floor
        base = max(floor, seen if known is None else weight * seen + (1 - weight) * max(known, floor))
        if self._carried.get(key, 0) >= _EVIDENCE:
            base = max(base, self._carried[key] / max(elsewhere, 1))
        if matter is not None:  # few kin texts say little: what all texts say weighs as much as so many of them
            m = self._settings.kin_weight
            base = max(base, (matter.carried + m * base) / (matter.size + m))
        s, habit = self._settings.habit_weight, self._habit.get(key, {})
        # an outlet that never used a rare phrase is not below the average for it: a hundred texts cannot tell
        chances = [
            max(base, (habit.get(unit, 0) + s * base) / (self._unit_total[lang, unit] - n + s))
            for unit, n in here.items()
        ]
        # an outlet with several independent texts on the story has several chances
        chances = [1 - (1 - min(p, 1.0)) ** n for p, n in zip(chances, here.values(), strict=True)]
        # sorted: sums of floats depend on the order, and every engine must come to the same last digit
        return min(base, 1.0), np.sort(np.array(chances))

    def unknown(self, item: dict[str, Any], k: int, n: int) -> float:
        """The chance where neither the store nor a table tells what is everyday in the language; else 1."""
        elsewhere = self._total[item["lang"]] - sum(self._texts[item["story"], item["lang"]].values())
        if elsewhere >= _SMALL or background_rate(item["text"], item["lang"]) is not None:
            return 1.0
        expected = by_chance(k, n, item["tested"] / max(n, 1))
        return 1.0 if expected is None else expected / max(1, item["tested"])


def _firsts(engine: Engine) -> dict[tuple[int, int], int]:
    """Earliest article of each line, where no other could be earlier within the clocks' error."""
    clocks = known(engine)
    carriers: dict[tuple[int, int], list[Printed]] = defaultdict(list)
    for r in engine.table(_FIRSTS).to_pylist():
        moment = r["published"].replace(tzinfo=UTC).timestamp() / 60  # stored times are UTC without a zone
        half, clock = clock_error(r["published_precision"], r["published_basis"]), clocks.get(r["outlet"])
        later = max(half, clock.most) if clock else half
        carriers[r["story"], r["line"]].append(Printed(moment, moment - half, moment + later, r["article"]))
    return {key: first for key, found in carriers.items() if (first := earliest(found)) is not None}


class Printed(NamedTuple):
    """When an article was printed, in minutes: as stated, at the earliest and at the latest."""

    stated: float
    low: float
    high: float
    article: int

    @property
    def is_exact(self) -> bool:
        """Two exact clocks are believed."""
        return self.high - self.low <= 2.0

    @property
    def is_dated_only(self) -> bool:
        """Whether no time of day is known."""
        return is_coarse(self.stated - self.low)


def earliest(carriers: Sequence[Printed]) -> int | None:
    """The article that was first, None where another one could have been, or where only the date of it is known."""
    first = min(carriers, key=lambda carrier: (carrier.stated, carrier.article))
    if first.is_dated_only and len(carriers) > 1:
        return None
    for other in carriers:
        exact = first.is_exact and other.is_exact and other.stated > first.stated
        if other.article != first.article and not exact and other.low < first.high:
            return None
    return first.article
