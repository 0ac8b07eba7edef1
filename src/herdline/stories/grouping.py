"""Stories, a day at a time: each day's articles join the stories of the days before, or found new ones.

A story, once founded, is never split and never joined to another old one; so a batch over a month is the same thing
as thirty daily updates, and an update touches only stories with articles in the window of days. Articles without a
date come last, as if they were a day of their own. What is silent for longer than ``StorySettings.apart_days_within``
is over.

Within a language groups are made by words, names and static vectors; then groups of different languages are linked
(``crossing``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from herdline.config import StorySettings
from herdline.stories import crossing, linkage, pairs
from herdline.stories.features import Corpus
from herdline.stories.model import SAME_LANGUAGE

_NONE = -1


@dataclass
class Grouping:
    """Where each article is: its ``parts`` (one language's group) and ``stories``; -1 while it has not come."""

    parts: np.ndarray
    stories: np.ndarray


def group_corpus(corpus: Corpus, settings: StorySettings, before: np.ndarray | None = None) -> np.ndarray:
    """Story of each article.

    Args:
        corpus: the articles.
        settings: thresholds.
        before: int (articles,), stories of articles that were grouped earlier (equal numbers, one story), -1 for new
            articles; None when all are new.

    Returns:
        int (articles,): row of the founding article of each article's story (an old story keeps any one row of its).
    """
    count = len(corpus.ids)
    langs = np.unique(corpus.langs.astype(str), return_inverse=True)[1] if count else np.zeros(0, np.int64)
    state = _start(count, langs, before)
    arrival = np.where(np.isnan(corpus.days), np.inf, np.floor(corpus.days))
    for day in np.unique(arrival[state.parts == _NONE]):
        _add_day(corpus, state, langs, arrival, day, settings)
    return state.stories


def _start(count: int, langs: np.ndarray, before: np.ndarray | None) -> Grouping:
    state = Grouping(np.full(count, _NONE), np.full(count, _NONE))
    if before is not None:
        held = np.flatnonzero(before != _NONE)
        labels_of_parts = before[held] * (langs.max() + 1) + langs[held]
        for target, labels in ((state.stories, before[held]), (state.parts, labels_of_parts)):
            _, first, back = np.unique(labels, return_index=True, return_inverse=True)
            target[held] = held[first][back]
    return state


def _add_day(
    corpus: Corpus, state: Grouping, langs: np.ndarray, arrival: np.ndarray, day: float, settings: StorySettings
) -> None:
    new = (state.parts == _NONE) & (arrival == day)
    rows = np.flatnonzero(new | ((state.parts != _NONE) & _within(arrival, day, settings)))
    articles = pairs.weigh(corpus, rows, settings)
    fresh = new[rows]
    parts = _join_parts(articles, fresh, langs[rows], state.parts[rows], settings)
    state.parts[rows] = rows[parts]
    stories = crossing.join_stories(corpus, articles, fresh, langs[rows], parts, _local(rows, state), settings)
    state.stories[rows] = rows[stories]


def _within(arrival: np.ndarray, day: float, settings: StorySettings) -> np.ndarray:
    """Which articles the day's are weighed with: all of a small pile, else those of the days before."""
    if len(arrival) <= settings.whole or np.isinf(day):
        return np.ones(len(arrival), np.bool_)
    return np.asarray((np.abs(arrival - day) <= settings.window_days) | np.isinf(arrival))


def _local(rows: np.ndarray, state: Grouping) -> np.ndarray:
    """Stories of the rows as places in ``rows`` (the first article there of each), -1 for none."""
    stories = state.stories[rows]
    _, first, back = np.unique(stories, return_index=True, return_inverse=True)
    return np.where(stories == _NONE, _NONE, first[back])


def _join_parts(
    articles: pairs.Weighted, fresh: np.ndarray, langs: np.ndarray, parts: np.ndarray, settings: StorySettings
) -> np.ndarray:
    """Groups within each language, as places in ``articles``."""
    a, b = pairs.candidates(articles, fresh, langs, settings)
    evidence = pairs.evidence(articles, a, b, SAME_LANGUAGE.beyond)
    held = np.abs(evidence) > settings.least_evidence
    place = np.arange(len(fresh))
    _, first, back = np.unique(parts, return_index=True, return_inverse=True)
    labels = np.where(fresh, place, first[back])
    groups, back = np.unique(labels, return_inverse=True)
    matrix, weights = SAME_LANGUAGE.spread(articles)
    edges = a[held], b[held], evidence[held]
    joined = linkage.link(
        back,
        ~fresh[groups],
        matrix,
        edges,
        weights,
        0.0,
        SAME_LANGUAGE.bulk,
        articles.sure,
        settings.apart_days_within,
    )
    return np.asarray(groups[joined])
