"""Pairs of articles in different languages that may be one text, and what is needed to compare them.

Memory: texts, 512 floats an article, and a cache of sentence vectors of the articles compared last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy import sparse

from herdline.config import CopySettings
from herdline.copies.sentences import sentences
from herdline.text import vectors
from herdline.text.anchors import anchors

_LEAD = 600  # characters after the title that make an article's vector
_BLOCK = 2_000  # articles compared at once
_HELD_AT_ONCE = 200_000_000  # likenesses, .8 GB
_EXACT = 40_000  # articles up to which each is compared with all of its days; beyond, with those of its cells
_PROBES = 8  # cells of each: .98 of the near pairs of a week of feeds are found, three find .9
_HELD = 4_000  # articles whose sentences and vectors are kept
_FEW, _MANY = 2, 0.05  # an anchor counts when it stands in at least so many texts, at most in this share


@dataclass
class Readings:
    """Articles to compare: ``ids``, ``langs``, ``titles``, ``texts`` lists; ``days`` float64, NaN when unknown."""

    ids: list[int]
    langs: list[str]
    titles: list[str]
    texts: list[str]
    days: np.ndarray

    def __post_init__(self) -> None:
        """Set up the caches: sentences and their vectors are made once for all pairs of an article."""
        self.sentences = lru_cache(_HELD)(self._sentences)
        self._static: dict[int, np.ndarray] = {}
        self.full = lru_cache(_HELD)(lambda row: vectors.full_vectors(self.sentences(row)))
        self._anchors = lru_cache(_HELD)(lambda row: [anchors(s) for s in self.sentences(row)])
        self.rarity: dict[str, float] = {}

    def static(self, row: int) -> np.ndarray:
        """Static vectors of the sentences of an article; ``prepare`` makes those of many at once."""
        if row not in self._static:
            self.prepare([row])
        return self._static[row]

    def prepare(self, rows: Iterable[int]) -> None:
        """Static vectors of these articles' sentences together: the weights are read once, not once for each."""
        lacking = [row for row in dict.fromkeys(rows) if row not in self._static]
        if len(self._static) + len(lacking) > _HELD:
            self._static.clear()
            lacking = list(dict.fromkeys(rows))
        texts = [self.sentences(row) for row in lacking]
        made = vectors.static_vectors([sentence for own in texts for sentence in own])
        ends = np.cumsum([len(own) for own in texts])
        self._static.update(zip(lacking, np.split(made, ends[:-1]), strict=True) if lacking else ())

    def _sentences(self, row: int) -> list[str]:
        text = self.texts[row]
        return [text[start:end] for start, end in sentences(text)]

    def later(self, a: int, b: int) -> bool:
        """Whether ``a`` was published after ``b`` (the order of ids where that is unknown)."""
        if np.isnan(self.days[a]) or np.isnan(self.days[b]) or self.days[a] == self.days[b]:
            return self.ids[a] > self.ids[b]
        return bool(self.days[a] > self.days[b])

    def anchor_likeness(self, a: int, b: int) -> np.ndarray:
        """Float (sentences of a, sentences of b): cosine of rarity-weighted anchors."""
        first, second = self._anchors(a), self._anchors(b)
        here, there = [sum(map(self._weight, s)) for s in first], [sum(map(self._weight, s)) for s in second]
        common = np.array([[sum(map(self._weight, x & y)) for y in second] for x in first], np.float32)
        likeness: np.ndarray = common / np.sqrt(np.maximum(np.outer(here, there), 1e-6)).astype(np.float32)
        return likeness

    def _weight(self, anchor: str) -> float:
        return self.rarity.get(anchor, 0.0)


def read(articles: pa.Table) -> Readings:
    """Readings from columns id, lang, title, text, published (nulls allowed)."""
    times = articles["published"].cast(pa.timestamp("us")).cast(pa.int64()).to_numpy(zero_copy_only=False)
    days = times.astype(np.float64) / 86_400e6
    text = {name: pc.fill_null(articles[name].cast(pa.string()), "").to_pylist() for name in ("lang", "title", "text")}
    return Readings(articles["id"].to_pylist(), text["lang"], text["title"], text["text"], days)


def candidates(readings: Readings, known: frozenset[str], settings: CopySettings) -> Iterator[tuple[int, int]]:
    """Pairs of rows in different languages worth comparing, each once."""
    in_model = np.array([lang in known for lang in readings.langs], np.bool_)
    pairs: set[tuple[int, int]] = set()
    if len(set(np.array(readings.langs)[in_model])) > 1:
        # in both lists of nearest articles: a few texts in a second language must not draw everything to them
        a, b = _near_vectors(readings, _near_others(readings, np.flatnonzero(in_model), settings), settings)
        keys, times = np.unique(np.minimum(a, b) * len(readings.ids) + np.maximum(a, b), return_counts=True)
        both = keys[times > 1]
        pairs.update(zip((both // len(readings.ids)).tolist(), (both % len(readings.ids)).tolist(), strict=True))
    if not in_model.all():
        pairs.update(_near_anchors(readings, np.flatnonzero(~in_model), settings))
    yield from sorted(pairs)


def _near_others(readings: Readings, rows: np.ndarray, settings: CopySettings) -> np.ndarray:
    """Rows with an article of another language within the window; undated ones stay."""
    langs = np.array(readings.langs)[rows]
    names, counts = np.unique(langs, return_counts=True)
    main = langs == names[counts.argmax()]
    days = np.sort(readings.days[rows[~main]])
    days = days[~np.isnan(days)]
    own = readings.days[rows]
    around = np.searchsorted(days, own + settings.translated_days, "right") > np.searchsorted(
        days, own - settings.translated_days
    )
    kept: np.ndarray = rows[~main | around | np.isnan(own)]
    return kept


def _allowed(langs: np.ndarray, days: np.ndarray, rows: np.ndarray, others: np.ndarray, window: float) -> np.ndarray:
    """Bool (rows, others): other language, within the window of days (an unknown day is near everything)."""
    apart = np.abs(days[rows][:, None] - days[others][None, :])
    allowed: np.ndarray = (langs[rows][:, None] != langs[others][None, :]) & ~(apart > window)
    return allowed


def _near_vectors(readings: Readings, rows: np.ndarray, settings: CopySettings) -> tuple[np.ndarray, np.ndarray]:
    """The nearest few articles of other languages by static vectors: article, other (int64), both ways."""
    days = np.where(np.isnan(readings.days[rows]), np.inf, readings.days[rows])
    rows = rows[np.argsort(days, kind="stable")]
    days = readings.days[rows]
    langs = np.unique(np.array(readings.langs)[rows], return_inverse=True)[1]
    made = vectors.static_vectors([f"{readings.titles[i]}. {readings.texts[i][:_LEAD]}" for i in rows])
    blocks = _days_around(days, settings.translated_days) if len(rows) <= _EXACT else _cells(made)
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = [(np.empty(0, np.int64),) * 2 + (np.empty(0, np.float32),)]
    main = langs == np.bincount(langs).argmax()
    for here, there in _of_two_languages(blocks, main):
        near = made[here] @ made[there].T
        near[~_allowed(langs, days, here, there, settings.translated_days)] = -1
        top, likeness = _top(near, settings.translated_tries)
        good = likeness >= settings.translated_near
        found.append((np.repeat(here, good.sum(axis=1)), there[top[good]], likeness[good]))
    one, other, likeness = (np.concatenate(part) for part in zip(*found, strict=True))
    if len(rows) > _EXACT:  # an article stands in several cells: its best of all of them, each once
        order = np.lexsort((other, -likeness, one))
        one, other = one[order], other[order]
        new = np.concatenate([[True], (one[1:] != one[:-1]) | (other[1:] != other[:-1])])[: len(one)]
        one, other = one[new], other[new]
        place = np.arange(len(one)) - np.searchsorted(one, one)
        one, other = one[place < settings.translated_tries], other[place < settings.translated_tries]
    return rows[one].astype(np.int64), rows[other].astype(np.int64)


def _of_two_languages(
    blocks: Iterable[tuple[np.ndarray, np.ndarray]], main: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The same blocks without what is in the main language on both sides, which is most of it."""
    for here, there in blocks:
        for part, others in ((here[main[here]], there[~main[there]]), (here[~main[here]], there)):
            if len(part) and len(others):
                yield part, others


def _days_around(days: np.ndarray, window: float) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Blocks of rows sorted by day, each with all rows within the window."""
    ordered = np.where(np.isnan(days), np.inf, days)
    for start in range(0, len(days), _BLOCK):
        end = min(start + _BLOCK, len(days))
        first = np.searchsorted(ordered, ordered[start] - window) if np.isfinite(ordered[start]) else 0
        last = np.searchsorted(ordered, ordered[end - 1] + window, "right")
        # undated articles stand at the end and are near everything
        undated = np.arange(max(last, np.searchsorted(ordered, np.inf)), len(days))
        yield np.arange(start, end), np.concatenate([np.arange(first, last), undated])


def _cells(made: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Blocks of rows with those that share a cell with them, so that the work does not grow with the square.

    A cell is what is nearest to one of some rows taken by chance; every row stands in its ``_PROBES`` nearest cells (an
    inverted file, Jegou et al. 2011). The mean of all is taken off first, else all would crowd in a few cells.
    """
    centred = made - made.mean(axis=0)
    chosen = np.random.default_rng(0).permutation(len(made))[: int(np.sqrt(len(made)))]
    centres = centred[chosen].T
    cells = [np.argpartition(-(centred[i : i + _BLOCK] @ centres), _PROBES, axis=1)[:, :_PROBES]
             for i in range(0, len(made), _BLOCK)]  # fmt: skip
    owner = np.concatenate(cells).ravel()
    order = np.argsort(owner, kind="stable")
    bounds = np.searchsorted(owner[order], np.arange(len(chosen) + 1))
    for first, last in pairwise(bounds.tolist()):
        members = order[first:last] // _PROBES
        for start in range(0, len(members), _BLOCK):
            yield members[start : start + _BLOCK], members


def _top(near: np.ndarray, tries: int) -> tuple[np.ndarray, np.ndarray]:
    """Columns of the greatest values of each row, and these values."""
    tries = min(tries, near.shape[1])
    top = np.argpartition(-near, tries - 1, axis=1)[:, :tries]
    return top, np.take_along_axis(near, top, axis=1)


def _near_anchors(readings: Readings, rows: np.ndarray, settings: CopySettings) -> Iterator[tuple[int, int]]:
    """The nearest few articles by rare anchors, for articles in languages that the model lacks."""
    names: dict[str, int] = {}
    indices: list[int] = []
    bounds = [0]
    for text, title in zip(readings.texts, readings.titles, strict=True):
        indices += [names.setdefault(a, len(names)) for a in anchors(f"{title}. {text}")]
        bounds.append(len(indices))
    shape = (len(readings.ids), len(names))
    matrix = sparse.csr_matrix(
        (np.ones(len(indices), np.float32), np.array(indices, np.int64), np.array(bounds)), shape
    )
    spread = np.bincount(matrix.indices, minlength=len(names))
    weight = np.where(spread >= _FEW, np.log(len(readings.ids) / np.maximum(spread, 1)), 0.0).astype(np.float32)
    readings.rarity = {name: float(weight[at]) for name, at in names.items() if weight[at] > 0}
    weight[spread > max(10, _MANY * len(readings.ids))] = 0
    matrix = (matrix @ sparse.diags(weight)).tocsr()
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = (sparse.diags((1 / np.maximum(norms, 1e-6)).astype(np.float32)) @ matrix).tocsr()
    everything = np.arange(len(readings.ids))
    langs = np.unique(np.array(readings.langs), return_inverse=True)[1]
    step = max(1, min(_BLOCK, _HELD_AT_ONCE // max(1, len(everything))))
    for start in range(0, len(rows), step):
        part = rows[start : start + step]
        near = (matrix[part] @ matrix.T).toarray()
        near[~_allowed(langs, readings.days, part, everything, settings.translated_days)] = -1
        top, likeness = _top(near, settings.translated_tries)
        for row, column in np.argwhere(likeness >= settings.anchored_near).tolist():
            a, b = int(part[row]), int(top[row, column])
            yield (a, b) if a < b else (b, a)
