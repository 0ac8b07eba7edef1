"""Texts about the same kind of matter as a story, and how many of them carry a line: base rates matched by topic.

"Killed at least four people" is rare in all news and common in news of people killed: against the rate in all texts the
matter itself looks like a herd. So each line has a second base, its rate in texts of other stories on such matter:

- A text is its words, title and beginning, names and numbers taken out, weighed by rarity (Sparck Jones 1972); a story
  is the mean of its independent texts. Nearness is the cosine. The line's own words count on neither side: else the
  texts found would be those that carry it.
- Kin are the nearest texts from ``_NEAR`` on. Texts of one story do not speak independently, so each of n counts
  1 / (1 + (n - 1) ``_WITHIN``) (design effect, Kish 1965); the size stated is Kish's effective one.
- A story on the same event, the day after or another side of it, carries the herd's line itself and is no kin: it is
  one that within ``_DAYS`` shares the story's rare names, or is as near as stories of one matter are. Later than that
  it is kin: what is written of every such event, this one's anniversaries included, is the matter's.

A second sign needs no other stories: a line whose words the headlines of those need which do not carry it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import sparse

from herdline.engines.base import Engine
from herdline.line.topics import Features, Vectors, Vocabulary, day, features, together, words_of

_LEAD = 400
"""Characters of a text that are read beside its title: what it is about stands in front."""
_LOOKED = 0.05
"""Nearness, the line's own words counted, below which a text is not looked at."""
_NEAR = 0.1
"""Nearness from which a text is kin: of .1, .15 and .2 the one that leaves enough of them (benchmarks.lines_read)."""
_MOST = 1000
"""Kin of a line that are kept, the nearest."""
_WITHIN = 0.1
"""Likeness of texts of one story: ten count for five."""
_DAYS = 30.0
"""Stories that ended this long before a story began, or began this long after it ended, are not its event any more: the
time within which ``related`` lists stories."""
_SAME_NAMES = 0.2
"""Cosine of names from which a text may be on the same event; two towns under fire share a country and have less ..."""
_SAME_WORDS = 0.45
"""... and of the other words, for scripts in which names do not stand out: of judged pairs of stories so near by
their titles' words alone nine in ten are of one matter."""
_COMMON = 0.02
"""A word that this share of texts elsewhere have is a frame's, a rarer one says what the matter is: of .01, .02 and .03
it told chosen from forced wording best, though not by much (benchmarks.lines_read)."""
_BLOCK = 5000
"""Stories that are held against a batch of texts at once: memory grows with their number."""
_ENOUGH = 500
"""Texts elsewhere below which a store cannot tell which words are common."""
_TEXTS = f"""
select s.story, f.family, a.lang, coalesce(a.title, '') as title,
       substring(coalesce(a.text, ''), 1, {_LEAD}) as lead, a.published
from articles a join families f on f.article = a.id and f.original = a.id join story_articles s on s.article = a.id
join (select distinct lang from line_candidates) c on c.lang = a.lang
"""
_CARRIERS = """
select distinct c.story, c.line, s.story as other, f.family
from (select distinct story, line, lang, phrase from line_candidates where kind <> 'quoted') c
join line_hits h on h.phrase = c.phrase join articles a on a.id = h.article and a.lang = c.lang
join families f on f.article = a.id join story_articles s on s.article = a.id
"""
_SPANS = """
select s.story, min(a.published) as begun, max(a.published) as ended
from (select distinct story from line_candidates) c join story_articles s on s.story = c.story
join articles a on a.id = s.article group by s.story
"""


@dataclass(frozen=True)
class Matter:
    """What the matter asks for of a line.

    Attributes:
        carried: how many of ``size`` kin texts carry it.
        size: effective number of kin texts.
        content: share of its words, names and numbers aside, that few texts elsewhere have.
        needed: share of the story's texts that do not carry it whose headlines have the same one of these words.
    """

    carried: float = 0.0
    size: float = 0.0
    content: float = 0.0
    needed: float = 0.0


@dataclass
class _Line:
    """A line while texts pass by: its words, their places in the vocabulary, its kin (story, family) and how near."""

    number: int
    words: np.ndarray
    places: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    kin: np.ndarray = field(default_factory=lambda: np.zeros((0, 2), np.int64))
    near: np.ndarray = field(default_factory=lambda: np.zeros(0))


@dataclass
class _Story:
    """A story with lines in one language: words and names as vectors, its days, stories on the same event."""

    number: int
    lang: str
    lines: list[_Line]
    own: Features
    begun: float
    ended: float
    same: set[int] = field(default_factory=set)


def matters(engine: Engine, items: list[dict[str, Any]]) -> dict[tuple[int, int], Matter]:
    """What the matter asks for of each line. A speaker's words have no kin: who prints them reports the same speech.

    Memory grows with the store's distinct words and, for each line, with the kin that are kept and with its carriers.

    Args:
        engine: holds the tables of the line's earlier steps.
        items: story, line, lang, text and kind of each line.
    """
    lines: dict[tuple[int, str], list[_Line]] = defaultdict(list)
    for item in items:
        if item["kind"] != "quoted":
            lines[item["story"], item["lang"]].append(_Line(item["line"], words_of(item["text"], item["lang"])))
    if not lines:
        return {}
    words = Vocabulary()
    numbers = np.unique([story for story, _ in lines])
    parts: list[Features] = []
    for batch in _read(engine):
        words.add(batch)
        parts.append(batch.of(np.flatnonzero(np.isin(batch.stories, numbers))))
    words.close()
    if not parts:
        return {}
    told = together(parts)
    spans = {r["story"]: (r["begun"], r["ended"]) for r in engine.table(_SPANS).to_pylist()}
    by_story = np.argsort(told.stories, kind="stable")
    stories = [
        _Story(number, lang, held, told.of(own), day(spans[number][0]), day(spans[number][1]))
        for (number, lang), held in sorted(lines.items())
        if len(own := _own(told, by_story, number, lang))
    ]
    if stories:
        _find(engine, words, stories)
    carriers: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for r in engine.table(_CARRIERS).to_pylist():
        carriers[r["story"], r["line"]].add((r["other"], r["family"]))
    return {
        (story.number, line.number): Matter(
            *_carried(line, story.same, carriers[story.number, line.number]),
            *_needed(line, story, words, carriers[story.number, line.number]),
        )
        for story in stories
        for line in story.lines
    }


def _read(engine: Engine) -> Iterator[Features]:
    for batch in engine.batches(_TEXTS, 4000):
        yield features(batch)


def _own(told: Features, by_story: np.ndarray, number: int, lang: str) -> np.ndarray:
    """Texts of a story in a language, by family; ``by_story`` is the order of all by their stories."""
    first, last = (np.searchsorted(told.stories, number, side, sorter=by_story) for side in ("left", "right"))
    found = by_story[first:last]
    found = found[told.langs[found] == lang]
    return np.asarray(found[np.argsort(told.families[found], kind="stable")])


def _find(engine: Engine, words: Vocabulary, stories: list[_Story]) -> None:
    """Kin of each line and stories on the same event: one pass over all texts, which are not kept."""
    both = [[vectors.centre() for vectors in words.vectors(story.own)] for story in stories]
    topics, names = (sparse.vstack([pair[i] for pair in both], "csr") for i in (0, 1))
    weights = [dict(zip(row.indices.tolist(), row.data.tolist(), strict=True)) for row, _ in both]
    blocks = [slice(first, first + _BLOCK) for first in range(0, len(stories), _BLOCK)]
    asked = [(block, *(sparse.csr_matrix(held[block].T) for held in (topics, names))) for block in blocks]
    for story in stories:
        for line in story.lines:
            place, known = words.places(line.words)
            line.places = np.sort(place[known])
    for batch in _read(engine):
        topic, named = words.vectors(batch)
        columns = sparse.csc_matrix(topic.rows)
        for block, by_word, by_name in asked:
            held = stories[block]
            near = _nearest(topic, by_word, _LOOKED)
            alike = near.of(near.cosine >= _SAME_WORDS), _nearest(named, by_name, _SAME_NAMES)
            for number, other in _same(batch, held, *alike):
                held[number].same.add(other)
            near = near.of(batch.stories[near.texts] != np.array([s.number for s in held], np.int64)[near.stories])
            bounds = np.searchsorted(near.stories, np.arange(len(held) + 1))
            for number in np.flatnonzero(np.diff(bounds)).tolist():
                part = slice(bounds[number], bounds[number + 1])
                texts, product, known = near.texts[part], near.product[part], weights[block.start + number]
                for line in held[number].lines:
                    _keep(line, batch, texts, _without(line, texts, product, topic.lengths, columns, known))


@dataclass(frozen=True)
class _Near:
    """Texts near stories, ordered by story, then by text: int64 places, their product and cosine."""

    stories: np.ndarray
    texts: np.ndarray
    product: np.ndarray
    cosine: np.ndarray

    def of(self, kept: np.ndarray) -> _Near:
        return _Near(self.stories[kept], self.texts[kept], self.product[kept], self.cosine[kept])


def _nearest(texts: Vectors, stories: sparse.csr_matrix, least: float) -> _Near:
    """Pairs with a cosine of ``least`` and more; ``stories`` (words, stories) have length one."""
    found = sparse.csr_matrix(texts.rows @ stories)
    row = np.repeat(np.arange(found.shape[0]), np.diff(found.indptr))
    cosine = found.data / np.maximum(texts.lengths[row], 1e-12)
    kept = np.flatnonzero(cosine >= least)
    kept = kept[np.lexsort((row[kept], found.indices[kept]))]
    return _Near(found.indices[kept].astype(np.int64), row[kept], found.data[kept], cosine[kept])


def _same(batch: Features, stories: list[_Story], *alike: _Near) -> list[tuple[int, int]]:
    """(place of a story, number of another on its event): texts like it, of its days or of unknown ones."""
    number, text = (np.concatenate([getattr(near, name) for near in alike]) for name in ("stories", "texts"))
    begun, ended = (np.array([getattr(s, name) for s in stories]) for name in ("begun", "ended"))
    days = batch.days[text]
    kept = ~((days < begun[number] - _DAYS) | (days > ended[number] + _DAYS))
    return list(dict.fromkeys(zip(number[kept].tolist(), batch.stories[text[kept]].tolist(), strict=True)))


def _column(matrix: sparse.csc_matrix, number: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows of a column that are not zero, rising, and their values."""
    part = slice(matrix.indptr[number], matrix.indptr[number + 1])
    order = np.argsort(matrix.indices[part], kind="stable")
    return matrix.indices[part][order], matrix.data[part][order]


def _without(
    line: _Line, texts: np.ndarray, product: np.ndarray, lengths: np.ndarray, columns: sparse.csc_matrix,
    weights: dict[int, float],
) -> np.ndarray:  # fmt: skip
    """Nearness of these texts to the story, the line's words left out on both sides.

    Word by word, since a matrix product may add in another order in another batch, and results are the same everywhere.
    """
    dot, square, rest = product.copy(), lengths[texts] ** 2, 1.0
    for place in line.places.tolist():
        asked = weights.get(place, 0.0)
        rows, values = _column(columns, place)
        at = np.searchsorted(texts, rows)
        there = at < len(texts)
        there[there] = texts[at[there]] == rows[there]
        at, values = at[there], values[there]
        dot[at] -= asked * values
        square[at] -= values**2
        rest -= asked**2
    return np.asarray(dot / np.sqrt(np.maximum(square, 1e-6) * max(rest, 1e-6)))


def _keep(line: _Line, batch: Features, texts: np.ndarray, near: np.ndarray) -> None:
    """Join these texts to the line's kin, the nearest first."""
    chosen = np.flatnonzero(near >= _NEAR)
    if not len(chosen):
        return
    found = np.stack([batch.stories[texts[chosen]], batch.families[texts[chosen]]], axis=1)
    kin, near = np.concatenate([line.kin, found]), np.concatenate([line.near, near[chosen]])
    order = np.lexsort((kin[:, 1], kin[:, 0], -near))[:_MOST]
    line.kin, line.near = kin[order], near[order]


def _carried(line: _Line, same: set[int], carriers: set[tuple[int, int]]) -> tuple[float, float]:
    """Effective number of kin texts that carry a line, and of all of them."""
    kept = ~np.isin(line.kin[:, 0], np.array(sorted(same), np.int64))
    kin, weight = line.kin[kept], line.near[kept]
    if not len(kin):
        return 0.0, 0.0
    _, of, texts = np.unique(kin[:, 0], return_inverse=True, return_counts=True)
    weight = weight / (1 + (texts[of] - 1) * _WITHIN)
    carries = np.array([pair in carriers for pair in map(tuple, kin.tolist())])
    total = float(weight.sum())
    size = total**2 / float((weight**2).sum())
    return float(weight[carries].sum()) / total * size, size


def _needed(line: _Line, story: _Story, words: Vocabulary, carriers: set[tuple[int, int]]) -> tuple[float, float]:
    """Share of a line's words that say what the matter is; share of others' headlines that need the same such word."""
    own = story.own
    elsewhere = words.texts(story.lang) - len(own.stories)
    told = line.words[~words.names(line.words)]
    if elsewhere < _ENOUGH or not len(told):
        return 0.0, 0.0
    here = np.array([len(np.unique(own.text[own.words == word])) for word in told])
    content = told[(words.count(told) - here) / elsewhere < _COMMON]
    others = np.array([pair not in carriers for pair in zip(own.stories.tolist(), own.families.tolist(), strict=True)])
    heads = [len(np.unique(own.text[(own.words == word) & own.headline & others[own.text]])) for word in content]
    # one more text than there are: two others of two are no fifth of many
    return len(content) / len(told), max(heads, default=0) / (int(others.sum()) + 1)
