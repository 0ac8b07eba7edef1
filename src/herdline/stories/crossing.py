"""Groups of different languages that tell one story.

Candidates are groups that share rare names, numbers or countries (``places``, ``words.key``), or that are near by
static vectors. A few articles of each are then compared with the full vectors; groups are joined by average linkage
on the mean evidence, unless they lie too far apart in time; a mean over many pairs is believed at a lower value than
one pair, by a weight learnt from groups as linking makes them. Where the vector model lacks a language (Kazakh, Uzbek,
Ukrainian, Persian ...) the names and numbers have to carry it alone, with weights learnt for that case.
"""

from __future__ import annotations

import numpy as np

from herdline.config import StorySettings
from herdline.stories import linkage, pairs
from herdline.stories.features import Corpus
from herdline.stories.model import ACROSS, Model
from herdline.stories.pairs import Weighted

FEATURES = (
    "body", "names", "meaning", "full", "days", "numbers_differ", "numbers_agree", "names_shared",
    "unknown", "unknown_names", "unknown_full", "unknown_body", "unknown_shared", "short", "short_full", "no_date",
)  # fmt: skip
"""As in ``pairs.FEATURES``; ``full`` is the cosine of full vectors, ``unknown`` that one of the two languages is one
that the model lacks."""

_ABSENT = -3.0  # evidence of two groups that are not even candidates


def join_stories(
    corpus: Corpus,
    articles: Weighted,
    fresh: np.ndarray,
    langs: np.ndarray,
    parts: np.ndarray,
    stories: np.ndarray,
    settings: StorySettings,
    model: Model = ACROSS,
) -> np.ndarray:
    """Story of each article, as a place in ``articles``.

    Args:
        corpus: all articles (keeps the full vectors made so far).
        articles: those of the window.
        fresh: bool, which of them are new.
        langs: int, their languages.
        parts: places, their groups within a language.
        stories: places, their stories so far, -1 for none.
        settings: thresholds.
        model: what is learnt about pairs of groups.
    """
    groups, place = np.unique(parts, return_inverse=True)
    old = np.full(len(groups), -1)
    held = stories >= 0
    old[place[held]] = stories[held]
    owner = np.where(old >= 0, old, groups)
    if len(np.unique(langs)) > 1:
        owner = _linked(corpus, articles, fresh, langs, place, owner, old >= 0, settings, model)
    return np.asarray(owner[place])


def _linked(
    corpus: Corpus,
    articles: Weighted,
    fresh: np.ndarray,
    langs: np.ndarray,
    place: np.ndarray,
    owner: np.ndarray,
    old: np.ndarray,
    settings: StorySettings,
    model: Model,
) -> np.ndarray:
    """Owners after linking: parts (by number) become items, their stories the first groups."""
    sizes = np.bincount(place)
    members = np.split(np.argsort(place, kind="stable"), np.cumsum(sizes)[:-1])
    lang = langs[[m[0] for m in members]]
    movable = np.bincount(place, fresh) > 0
    a, b = _near_parts(articles, fresh, langs, place, members, lang, movable, settings)
    first = np.array([m[len(m) // 2] for m in members])
    weights = np.array([model.weights.get(name, 0.0) for name in FEATURES])
    rough = describe_articles(None, articles, first[a], first[b], settings.slack)
    # among twice as many articles a group has twice as many false partners near it, and still one true one
    most = 2 if len(corpus.ids) <= settings.whole else 0  # the first days of a large pile are no small pile
    prior = float(np.clip(np.log(settings.usual / len(place)), -3, most))
    worth = (rough @ weights + model.intercept + prior > settings.hopeful) & ~(old[a] & old[b])
    a, b = a[worth], b[worth]
    described = describe(corpus, articles, members, a, b, settings)
    evidence = model.intercept + prior + described @ weights
    # the pair of parts is itself a mean, over the articles that were compared
    compared = np.minimum(np.bincount(place), settings.sample)
    evidence += model.bulk[0] * (1 - 1 / np.sqrt(compared[a] * compared[b]))
    stories, groups = np.unique(owner, return_inverse=True)
    frozen = np.zeros(len(stories), np.bool_)
    frozen[groups[old]] = True
    ones, absent = np.ones((len(owner), 2), np.float32), np.array([_ABSENT, 0.0], np.float32)
    times = linkage.spans(articles.sure, place, len(members))
    edges = (a, b, evidence - _ABSENT)
    joined = linkage.link(groups, frozen, ones, edges, absent, 0.0, model.bulk, times, settings.apart_days)
    # the older story's number stays: founders come first in the window
    return np.asarray(stories[joined])


def _near_parts(
    articles: Weighted,
    fresh: np.ndarray,
    langs: np.ndarray,
    place: np.ndarray,
    members: list[np.ndarray],
    lang: np.ndarray,
    movable: np.ndarray,
    settings: StorySettings,
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of parts in different languages worth comparing."""
    a, b = pairs.candidates(articles, fresh, langs, settings, across=True)
    found = [np.column_stack([place[a], place[b]])]
    centre = np.zeros((len(members), articles.meaning.shape[1]), np.float32)
    np.add.at(centre, place, articles.meaning)
    centre /= np.maximum(np.linalg.norm(centre, axis=1, keepdims=True), 1e-6)
    times = linkage.spans(articles.sure, place, len(members))
    for one in np.unique(lang):
        rows = np.flatnonzero((lang == one) & movable)
        others = np.flatnonzero(lang != one)
        found.extend(_nearest(centre, times, rows[s : s + 1000], others, settings) for s in range(0, len(rows), 1000))
    both = np.unique(np.sort(np.concatenate(found).astype(np.int64), axis=1), axis=0)
    return both[:, 0], both[:, 1]


def _nearest(
    centre: np.ndarray, times: np.ndarray, rows: np.ndarray, others: np.ndarray, settings: StorySettings
) -> np.ndarray:
    near = centre[rows] @ centre[others].T
    near[linkage.gaps(times[rows][:, None], times[others]) > settings.apart_days] = -1
    tries = min(settings.neighbours, len(others))
    top = np.argpartition(-near, tries - 1, axis=1)[:, :tries]
    value = np.take_along_axis(near, top, axis=1)
    at, column = np.nonzero(value >= settings.near)
    return np.column_stack([rows[at], others[top[at, column]]])


def describe(
    corpus: Corpus, articles: Weighted, members: list[np.ndarray], a: np.ndarray, b: np.ndarray, settings: StorySettings
) -> np.ndarray:
    """Float32 (pairs of parts, FEATURES): means over pairs of a few articles of each part."""
    few = [m[np.unique(np.linspace(0, len(m) - 1, settings.sample).astype(int))] for m in members]
    sizes = [(len(few[i]), len(few[j])) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
    first = [np.repeat(few[i], n) for i, (_, n) in zip(a.tolist(), sizes, strict=True)]
    second = [np.tile(few[j], n) for j, (n, _) in zip(b.tolist(), sizes, strict=True)]
    if not first:
        return np.zeros((0, len(FEATURES)), np.float32)
    owner = np.repeat(np.arange(len(a)), [len(f) for f in first])
    columns = describe_articles(corpus, articles, np.concatenate(first), np.concatenate(second))
    sums = np.zeros((len(a), len(FEATURES)), np.float32)
    np.add.at(sums, owner, columns)
    return sums / np.bincount(owner)[:, None].astype(np.float32)


def describe_articles(
    corpus: Corpus | None, articles: Weighted, a: np.ndarray, b: np.ndarray, slack: float = 0.0
) -> np.ndarray:
    """Float32 (pairs of articles, FEATURES); without a corpus the full cosine is guessed, static one plus ``slack``."""
    plain = dict(zip(pairs.FEATURES, pairs.describe(articles, a, b).T, strict=True))
    unknown = (articles.unknown[a] | articles.unknown[b]).astype(np.float32)
    needed, back = np.unique(np.concatenate([a, b]), return_inverse=True)
    if corpus is None:
        plain["full"] = np.minimum(plain["meaning"] + np.float32(slack), 1)
    else:
        full = corpus.full(articles.rows[needed])
        plain["full"] = np.einsum("ij,ij->i", full[back[: len(a)]], full[back[len(a) :]])
    plain["unknown"], plain["unknown_names"] = unknown, unknown * plain["names"]
    plain["unknown_full"], plain["unknown_body"] = unknown * plain["full"], unknown * plain["body"]
    plain["unknown_shared"] = unknown * plain["names_shared"]
    plain["short_full"] = plain["short"] * plain["full"]
    return np.column_stack([plain[name] for name in FEATURES]).astype(np.float32)
