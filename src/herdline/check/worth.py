"""How much a reader would miss what a sentence tells: a grade from 0, nothing, to 2, worth a sentence of a report.

Two ridge regressions (Hoerl and Kennard 1970), averaged, on candidates of real stories that readers graded
(benchmarks/weights): one on the signs below, one on the sentence's vector (Yang et al. 2020), which hears an opinion,
scenery or a joke whatever the words. Neither looks at words of a language, so that what was learnt in English goes
over to every language the vectors know; sentences of others (Kazakh) are graded by the signs alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from herdline.check.told import Told, length
from herdline.text.anchors import numbers

SIGNS = ("length", "actors", "named", "figures", "opens_quoted", "ends_quoted", "place", "beginnings")
"""Logarithm of the words; actors named, their share of the story; numbers; quotation marks at its ends; how far down
its text it stands, 0 to 1; cosine with what the story's texts begin with."""
LEAST = 0.5
"""Grade below which a sentence is no row of a list."""
_BEGINNING = 3
"""Sentences of a text that are its beginning."""
_OPENS, _ENDS = '"“«„「『', '"”»“」』'


def grades(told: Sequence[Told], named: Sequence[float], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Grade of each sentence of a story, float32 (n,), cut to [0, 2].

    Args:
        told: the sentences.
        named: share of the story that the actors of each are (``named.shares_named``).
        vectors: float32 (n, 512), rows of length 1, or 0 where a language is not known.
    """
    return graded(signs(told, named, vectors), vectors, _trained())


def graded(
    seen: NDArray[np.float32], vectors: NDArray[np.float32], model: Mapping[str, NDArray[np.float32]]
) -> NDArray[np.float32]:
    """The same by signs and a model's weights."""
    known = vectors.any(axis=1)
    by_signs = seen @ model["signs"] + model["signs_intercept"]
    alone = seen @ model["alone"] + model["alone_intercept"]  # without beginnings, which take vectors
    by_vector = vectors @ model["vector"] + model["vector_intercept"]
    return np.clip(np.where(known, (by_signs + by_vector) / 2, alone), 0, 2).astype(np.float32)


def signs(told: Sequence[Told], named: Sequence[float], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """What of the sentences is looked at, float32 (n, len(SIGNS))."""
    ends: dict[int, int] = {}
    firsts: dict[int, list[tuple[int, int]]] = {}
    for at, item in enumerate(told):
        for article, start, end in item.places:
            ends[article] = max(ends.get(article, 0), end)
            firsts.setdefault(article, []).append((start, at))
    begins = sorted({at for held in firsts.values() for _, at in sorted(held)[:_BEGINNING]})
    middle = vectors[begins].sum(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-6)
    rows = [
        (
            np.log(max(length(item.text), 1.0)),
            len(item.actors),
            share,
            len(numbers(item.text)),
            item.text.lstrip()[:1] in _OPENS,
            item.text.rstrip(".!…。 ")[-1:] in _ENDS,
            min(start / max(ends[article], 1) for article, start, _ in item.places),
        )
        for item, share in zip(told, named, strict=True)
    ]
    return np.column_stack([np.array(rows, np.float32).reshape(-1, len(SIGNS) - 1), vectors @ middle])


@cache
def _trained() -> dict[str, NDArray[np.float32]]:
    with np.load(str(files("herdline") / "data" / "worth.npz")) as held:
        return {name: held[name].astype(np.float32) for name in held.files}
