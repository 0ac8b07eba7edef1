"""Whether two sentences tell the same fact: how likely, and what it allows to say.

The chance is a logistic regression (``data/facts.json``, trained by ``tools.train_facts`` on 1,748 pairs of sentences
of real news that language models read) on ``FEATURES``: the cosine of multilingual sentence vectors (Yang et al.
2020); that of rare anchors (numbers, and the beginnings of longer words in one Latin spelling, weighted by their
rarity in the story); the actors named; numbers that agree or differ; whether one of the two, and not the other, denies
or refuses, or tells what is to come; lengths. The vectors hear a paraphrase, anchors a name or figure that a
paraphrase keeps. Between languages the cosine of the matters that the two speak of (``matters``: recognition, evasion
of sanctions ...) counts where they may be about the same actors. Pairs that are not both English and may be one fact
are looked at again, with the cosine of E5's vectors beside all that (Wang et al. 2024; a second regression): they are
better and too slow for all. A language that the first vectors do not know (Kazakh) is first compared by anchors,
matters and actors alone, by weights set by hand; what agrees in these is carried, the rest is for a third regression
that does without those vectors. Three answers: carried, not carried, and between them none, because a claim that
something is left out must not rest on a missed paraphrase.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numba import njit
from numpy.typing import NDArray

from herdline.check.counts import count_apart, names_apart
from herdline.check.matters import matters
from herdline.check.polarity import denies, is_to_come, knows
from herdline.check.told import UNSPACED
from herdline.config import CheckSettings
from herdline.text.anchors import anchors, numbers
from herdline.text.e5 import sentence_vectors
from herdline.text.nearvectors import near_vectors
from herdline.text.vectors import KNOWN, full_vectors, static_vectors

SAME, ACROSS, UNKNOWN = 0, 1, 2
"""How two sentences are compared: in one language, across languages the vectors know, by anchors and matters alone."""
COMPARED = ("same", "across", "unknown")
FEATURES = (
    "meaning", "meaning_across", "across", "anchors", "contained", "about", "named", "both_named", "said",
    "numbers_agree", "numbers_differ", "one_denies", "one_to_come", "shorter", "lengths_apart",
)  # fmt: skip
AGAIN = ("deep", "deep_across")
"""What the second look adds: the cosine of E5's vectors."""
COMPARABLE = KNOWN | {"kk"}
"""Languages in which silence may be claimed: of 43 pairs with Kazakh called absent readers found none told."""
FIRST, SECOND, ALONE = "first", "second", "alone"
"""The models: of the first look, of the second, and of the second where the first one's vectors lack a language."""
_WIDER = 2
"""What a character of Chinese, Japanese or Thai counts more than one of a spaced script."""
_ALIKE, _OPPOSED = 0.75, 0.3
"""Share of the shorter sentence's words that the other has from which a denial, a plan, another count of the same thing
or another name in one of them settles it, and the chance that is left: "did not open" is not "opened"."""
_NEAR_OFFSET = np.float32(-0.004)
"""Full cosine less the near one, mean over all pairs of 40 stories of BASIL dev (standard deviation .016)."""
_SLOPE, _OFFSET = 1.08, -0.07
"""Full cosine by the static one: least squares over 48,523 pairs of BASIL dev, correlation .91."""


def evidence(
    texts: Sequence[str],
    langs: Sequence[str],
    named: Sequence[frozenset[str]],
    about: Sequence[frozenset[str]],
    settings: CheckSettings,
    exact: bool,
    called: Sequence[frozenset[str]] = (),
    vectors: NDArray[np.float32] | None = None,
) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """Chance float32 (n, n) that sentences tell one fact, and how each pair is compared, int8 (n, n).

    Memory grows with the square of n: 4,000 sentences take some 900 MB while they are compared.

    Args:
        texts: sentences.
        langs: their languages.
        named: actors that each names.
        about: the same or, where it names none, those ahead of it.
        settings: weights of what the vectors do not know, and the chance from which a pair is looked at again.
        exact: full vectors where several languages meet, near ones in one language, and what may be one fact and is
            not English looked at again by E5's vectors; else static ones, four times as fast as near ones, which do
            where nothing is claimed to be left out.
        called: words of each that name these actors, so that "Moscow" beside "Russia" is no other name; () for none.
        vectors: what ``vectors_of`` gives for them, where it is known already.
    """
    how, again = compared(langs), exact and set(langs) != {"en"}
    models = _trained() if again else {FIRST: _trained()[FIRST]}
    scores = {name: np.full(how.shape, model.intercept, np.float32) for name, model in models.items()}
    alike = opposed = np.zeros(how.shape, np.bool_)
    for name, values in features(texts, langs, named, about, exact, vectors):
        for look, model in models.items():
            if name in model.weights:
                scores[look] += np.float32(model.weights[name]) * values
        if name == "contained":
            alike = values >= _ALIKE
        elif name in ("one_denies", "one_to_come"):
            opposed = opposed | (values > 0)
    opposed = opposed | count_apart(texts, langs)
    opposed |= names_apart(texts, langs, named, called or [frozenset[str]()] * len(texts))
    chance = _chance(scores[FIRST])
    unknown = how == UNKNOWN
    if unknown.any():
        chance[unknown] = by_weights_set(texts, langs, named, about, settings)[unknown]
    if again:
        _look_again(texts, langs, scores, chance, how, settings)
    np.minimum(chance, _OPPOSED, out=chance, where=alike & opposed & (how != UNKNOWN))
    return chance, how


def _look_again(
    texts: Sequence[str], langs: Sequence[str], scores: dict[str, NDArray[np.float32]], chance: NDArray[np.float32],
    how: NDArray[np.int8], settings: CheckSettings,
) -> None:  # fmt: skip
    """What E5 makes of the pairs that are not both English and may be one fact: written into ``chance`` and ``how``."""
    english = np.array([lang == "en" for lang in langs])
    doubtful = (chance >= settings.glance) & ~(english[:, None] & english[None, :])
    # names and numbers alone do not tell which sentences are worth a look; where silence is claimed all are
    may_claim = np.array([lang in COMPARABLE for lang in langs])
    doubtful |= (how == UNKNOWN) & may_claim[:, None] & may_claim[None, :]
    np.fill_diagonal(doubtful, False)
    rows = np.flatnonzero(doubtful.any(axis=1))
    if not len(rows):
        return
    own = [langs[row] for row in rows.tolist()]
    inside, across, deep = np.ix_(rows, rows), _across(own), _deep([texts[row] for row in rows.tolist()], own)
    looked = {}
    for look in (SECOND, ALONE):
        weights = _trained()[look].weights
        looked[look] = _chance(scores[look][inside] + deep * (weights["deep"] + weights["deep_across"] * across))
    by_hand = np.where(chance[inside] >= settings.carried, chance[inside], 0)  # names, numbers and matters that agree
    unknown = np.maximum(looked[ALONE], by_hand)
    chance[inside] = np.where(how[inside] == UNKNOWN, unknown, looked[SECOND])
    how[inside] = np.where(across > 0, ACROSS, SAME)


def _chance(score: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-score)), np.float32)


def _deep(texts: Sequence[str], langs: Sequence[str]) -> NDArray[np.float32]:
    vectors = sentence_vectors(texts, langs)
    return np.asarray(vectors @ vectors.T, np.float32)


def _across(langs: Sequence[str]) -> NDArray[np.float32]:
    """1 where two languages differ, (n, n)."""
    codes = np.unique(np.array(langs, dtype=object).astype(str), return_inverse=True)[1]
    return np.asarray(codes[:, None] != codes[None, :], np.float32)


def compared(langs: Sequence[str]) -> NDArray[np.int8]:
    """How each pair is compared: SAME, ACROSS or UNKNOWN, int8 (n, n)."""
    known = np.array([lang in KNOWN for lang in langs])
    both = known[:, None] & known[None, :]
    return np.where(both, np.where(_across(langs) > 0, ACROSS, SAME), UNKNOWN).astype(np.int8)


def features(
    texts: Sequence[str],
    langs: Sequence[str],
    named: Sequence[frozenset[str]],
    about: Sequence[frozenset[str]],
    exact: bool,
    vectors: NDArray[np.float32] | None = None,
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """(name, float32 (n, n)) of each of ``FEATURES``, one after the other; arguments as of ``evidence``."""
    across = _across(langs)
    meaning = _meaning(vectors_of(texts, langs, exact) if vectors is None else vectors, langs, exact)
    yield "meaning", meaning
    yield "meaning_across", meaning * across
    yield "across", across
    words = [anchors(text) for text in texts]
    yield "anchors", _cosines(words)[0]
    sizes = np.maximum([len(w) for w in words], 1).astype(np.float32)
    contained = _shared(words) / np.minimum(sizes[:, None], sizes[None, :]) * (1 - across)
    yield "contained", np.asarray(contained, np.float32)
    yield "about", _cosines(about)[0]
    alike, is_named = _cosines(named)
    yield "named", alike
    yield "both_named", (is_named[:, None] & is_named[None, :]).astype(np.float32)
    yield "said", _said(texts, langs, named) * across if across.any() else np.zeros_like(across)
    figures = [numbers(text) for text in texts]
    has = np.array([bool(f) for f in figures])
    shared = _shared(figures) > 0
    yield "numbers_agree", shared.astype(np.float32)
    yield "numbers_differ", (has[:, None] & has[None, :] & ~shared).astype(np.float32)
    known = np.array([knows(lang) for lang in langs])
    for name, asked in (("one_denies", denies), ("one_to_come", is_to_come)):
        does = np.array([asked(text, lang) for text, lang in zip(texts, langs, strict=True)])
        yield name, ((does[:, None] != does[None, :]) & known[:, None] & known[None, :]).astype(np.float32)
    length = np.log([max(1, len(text) + _WIDER * len(UNSPACED.findall(text))) for text in texts]).astype(np.float32)
    yield "shorter", np.minimum(length[:, None], length[None, :])
    yield "lengths_apart", np.abs(length[:, None] - length[None, :])


def second_look(texts: Sequence[str], langs: Sequence[str]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The same of what the second look adds."""
    deep = _deep(texts, langs)
    yield "deep", deep
    yield "deep_across", deep * _across(langs)


def vectors_of(texts: Sequence[str], langs: Sequence[str], exact: bool) -> NDArray[np.float32]:
    """Sentence vectors, float32 (n, 512), rows of length 1, or 0 where a language is not known; see ``evidence``."""
    if not exact:
        vectors = static_vectors(list(texts))
    elif _several(langs):
        vectors = full_vectors(list(texts))  # between languages little but the vectors tells
    else:
        vectors = near_vectors(list(texts))
    vectors[[lang not in KNOWN for lang in langs]] = 0
    return np.asarray(vectors, np.float32)


def _several(langs: Sequence[str]) -> bool:
    return len({lang for lang in langs if lang in KNOWN}) > 1


def _meaning(vectors: NDArray[np.float32], langs: Sequence[str], exact: bool) -> NDArray[np.float32]:
    """Cosine of the sentence vectors, as the full ones would have it; 0 where they do not know a language."""
    meaning = np.asarray(vectors @ vectors.T, np.float32)
    if not exact:
        meaning = np.asarray(_SLOPE * meaning + _OFFSET, np.float32)
    elif not _several(langs):
        meaning += _NEAR_OFFSET
    known = np.array([lang in KNOWN for lang in langs])
    meaning[~(known[:, None] & known[None, :])] = 0
    return meaning


def by_weights_set(
    texts: Sequence[str],
    langs: Sequence[str],
    named: Sequence[frozenset[str]],
    about: Sequence[frozenset[str]],
    settings: CheckSettings,
) -> NDArray[np.float32]:
    """Anchors, actors and matters in place of a chance, scaled so that ``settings`` cuts it at the same places."""
    found = _cosines([anchors(text) for text in texts])[0] + settings.actors * _cosines(about)[0]
    found += settings.matters_unknown * _said(texts, langs, named)
    low, high = settings.absent_unknown, settings.carried_unknown
    scale = (settings.carried - settings.absent_across) / (high - low)
    return np.clip(settings.absent_across + scale * (found - low), 0, 1).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Model:
    intercept: float
    weights: dict[str, float]


@cache
def _trained() -> dict[str, _Model]:
    held = json.loads(files("herdline").joinpath("data/facts.json").read_text(encoding="utf-8"))
    return {name: _Model(**model) for name, model in held.items()}


def _said(texts: Sequence[str], langs: Sequence[str], named: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """Cosine of the matters of sentences that share an actor, or of which one names none; one matter counts half."""
    held = [matters(text, lang) for text, lang in zip(texts, langs, strict=True)]
    found = _cosines(held)[0]
    found[_shared(held) < 2] *= 0.5
    alike, is_named = _cosines(named)
    found[is_named[:, None] & is_named[None, :] & ~(alike > 0)] = 0
    return found


def _shared(sets: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """How many members two sets have in common, (n, n)."""
    rows, words, _ = _numbered(sets)
    found = np.zeros((len(sets), len(sets)), np.float32)
    _add_shared(rows, words, np.ones(len(rows), np.float32), found)
    return found


def _cosines(sets: Sequence[frozenset[str]]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Cosines (n, n) of sets whose members weigh by inverse frequency (Spärck Jones 1972), and which are not empty."""
    rows, words, counts = _numbered(sets)
    weights = np.maximum(np.log((len(sets) + 1) / (counts + 0.5)), 0).astype(np.float32)[words]
    length = np.sqrt(np.bincount(rows, weights * weights, minlength=len(sets)))
    weights /= np.maximum(length, 1e-6).astype(np.float32)[rows]
    found = np.zeros((len(sets), len(sets)), np.float32)
    _add_shared(rows, words, weights, found)
    return found, np.bincount(rows, minlength=len(sets)) > 0


def _numbered(sets: Sequence[frozenset[str]]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """(row, number of the word) of each member, by word then by row, and in how many sets each word is."""
    number = {word: i for i, word in enumerate(sorted(frozenset().union(*sets)))}
    rows = np.repeat(np.arange(len(sets)), [len(s) for s in sets])
    words = np.fromiter((number[word] for s in sets for word in s), np.int64, len(rows))
    order = np.lexsort((rows, words))
    return rows[order], words[order], np.bincount(words, minlength=len(number))


@njit(cache=True, nogil=True)
def _add_shared(rows, words, weights, found):  # type: ignore[no-untyped-def]
    """An inverted index: all pairs of rows that have a word get the product of its weights in them."""
    first = 0
    while first < len(rows):
        last = first + 1
        while last < len(rows) and words[last] == words[first]:
            last += 1
        if weights[first] > 0:
            for one in range(first, last):
                for other in range(first, last):
                    found[rows[one], rows[other]] += weights[one] * weights[other]
        first = last
