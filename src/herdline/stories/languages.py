"""Language of each article as grouping takes it: what was detected, put right by the other articles of the pile.

A headline says too little to tell its language by: "Bitcoin exchange Mt. Gox" passes for Italian, and a line that
begins with an address for nothing. One such article among English ones would be grouped by what holds across
languages, and would tie together what words keep apart. The other articles know better: where a short text is in no
known language, or in one that hardly any other text of the pile is in, a naive Bayes classifier over the stems of the
other languages' texts reads it again, and is believed if it knows most of the stems.
"""

from __future__ import annotations

import unicodedata

import numpy as np

from herdline.stories.sparse import Sparse

UNKNOWN = "und"
_SHORT = 20
"""Distinct stems up to which a detected language is doubted; the detector is sure of longer texts."""
_RARE, _FEW = 0.03, 50
"""A language of fewer texts, and of a smaller part of the largest language of its script, may be nothing but errors of
the detector: of English headlines it takes 3 % for another language (UCI's)."""
_FAMILIAR = 0.5
"""Of a text's stems that must stand in texts of the language it is put into."""
_MOST = 0.75
"""Of the texts in a script that must be in one language for it to be that of a text whose stems tell nothing."""
_SMOOTH = 0.1


def languages(stated: np.ndarray, texts: list[str], body: Sparse, stems: int) -> np.ndarray:
    """Language codes, object (articles,).

    Args:
        stated: codes as detected or stated, "und" where unknown.
        texts: title and beginning of each article, to tell its script.
        body: stems of each article.
        stems: how many distinct ones there are.
    """
    names, known = np.unique(stated.astype(str), return_inverse=True)
    if len(names) < 2:
        return stated
    scripts = [script(text) for text in texts]
    solid = _solid(names, known, scripts)
    doubtful = np.flatnonzero((stated == UNKNOWN) | (~solid[known] & (np.diff(body.bounds) <= _SHORT)))
    result = stated.copy()
    if len(doubtful) and solid.any():
        told, familiar = _by_stems(body, stems, known, solid, doubtful)
        result[doubtful] = np.where(familiar, names[told], stated[doubtful])
    left = np.flatnonzero(result == UNKNOWN)
    if len(left):
        usual = _usual(result, scripts)
        result[left] = [usual.get(scripts[row], UNKNOWN) for row in left.tolist()]
    return result


def script(text: str) -> str:
    """Script of the first letter ("LATIN", "CYRILLIC", "CJK"), "" where there is none."""
    letter = next((c for c in text if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _solid(names: np.ndarray, known: np.ndarray, scripts: list[str]) -> np.ndarray:
    """Bool (names,): languages with enough texts not to be errors of the detector."""
    places, script_of = np.unique(scripts, return_inverse=True)
    counts = np.zeros((len(names), len(places)), np.int64)
    np.add.at(counts, (known, script_of), 1)
    counts[names == UNKNOWN] = 0
    sizes, own = counts.sum(axis=1), counts.argmax(axis=1)
    return np.asarray((sizes > 0) & ((sizes >= _FEW) | (sizes >= _RARE * counts.max(axis=0)[own])))


def _by_stems(
    body: Sparse, stems: int, known: np.ndarray, solid: np.ndarray, doubtful: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Best solid language of each doubtful article, and whether enough of its stems stand in other texts of it."""
    wanted = np.unique(body.take(doubtful).ids)
    column = np.full(stems, -1)
    column[wanted] = np.arange(len(wanted))
    owner = np.repeat(known, np.diff(body.bounds))
    held = column[body.ids] >= 0
    cells = owner[held] * len(wanted) + column[body.ids[held]]
    seen = np.bincount(cells, minlength=len(solid) * len(wanted)).reshape(len(solid), -1)
    total = np.bincount(owner, minlength=len(solid)) + _SMOOTH * stems
    prior = np.where(solid, np.log(np.bincount(known, minlength=len(solid)) + _SMOOTH), -np.inf)
    told = np.zeros(len(doubtful), np.int64)
    familiar = np.zeros(len(doubtful), np.bool_)
    for at, row in enumerate(doubtful.tolist()):
        ids = column[body.ids[body.bounds[row] : body.bounds[row + 1]]]
        mine = np.arange(len(solid)) == known[row]
        others = seen[:, ids] - mine[:, None]
        score = prior + np.log((others + _SMOOTH) / total[:, None]).sum(axis=1)
        told[at] = int(np.argmax(score))
        familiar[at] = len(ids) > 0 and (others[told[at]] > 0).mean() >= _FAMILIAR
    return told, familiar


def _usual(langs: np.ndarray, scripts: list[str]) -> dict[str, str]:
    """By script, the language that most of its texts are in; scripts where no language is nearly alone are left out."""
    counts: dict[str, dict[str, int]] = {}
    for lang, name in zip(langs.tolist(), scripts, strict=True):
        if lang != UNKNOWN:
            held = counts.setdefault(name, {})
            held[lang] = held.get(lang, 0) + 1
    best = {name: max(sorted(held), key=held.__getitem__) for name, held in counts.items()}
    return {name: lang for name, lang in best.items() if counts[name][lang] >= _MOST * sum(counts[name].values())}
