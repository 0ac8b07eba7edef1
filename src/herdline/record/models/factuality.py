"""How factual an event is, from -3 (certainly did not happen) to 3 (certainly did), read from its predicate's parse.

Ridge regression over hashed features (Weinberger et al. 2009): the predicate with its auxiliaries, negation and marks,
the predicates that embed it with theirs, and the words around. The scale is that of Saurí and Pustejovsky (2009) as
annotated by Lee et al. (2015), whose sentences of news teach it: tools/train_factuality.py. English only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.models.hashing import Weights, buckets, load
from herdline.record.parsed.parsing import parse

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

HIGHEST = 3.0
_FUNCTION = frozenset("aux auxpass neg mark advmod det preconj expl prt agent prep".split())
_VERBAL = frozenset("aux auxpass neg mark".split())
_ARGUMENTS = frozenset("nsubj nsubjpass dobj".split())
_LEVELS = 4
"""Embedding predicates that are looked at; the third and fourth share their features."""
_SIDE = 4
"""Words on either side."""
_CUES = frozenset(
    """if whether could would may might not n't no never will should said says believe think hope hopes expect
    expected""".split()
)


def factuality(texts: Sequence[str], spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Float32 (texts,) within [-3, 3]: how factual the event is that stands at characters [start, end) of each text."""
    docs = parse(texts)
    return of_names([names(doc, at(doc, span)) for doc, span in zip(docs, spans, strict=True)])


def of_predicates(doc: Doc, predicates: Sequence[int]) -> NDArray[np.float32]:
    """The same for tokens of one parsed sentence."""
    return of_names([names(doc, doc[i]) for i in predicates])


def of_names(rows: Sequence[Sequence[str]], weights: Weights | None = None) -> NDArray[np.float32]:
    """The same for features, see ``names``."""
    weights = weights or _trained()
    sums = [weights.hashed[buckets(row), 0].sum() for row in rows]
    values: NDArray[np.float32] = np.clip(np.array(sums, np.float32) + weights.bias[0], -HIGHEST, HIGHEST)
    return values


def at(doc: Doc, span: tuple[int, int]) -> Token:
    """The token that heads a span of characters, the nearest one where none lies inside."""
    inside = [token for token in doc if token.idx < span[1] and span[0] < token.idx + len(token.text)]
    if not inside:
        return min(doc, key=lambda token: abs(token.idx - span[0]))
    numbers = {token.i for token in inside}
    return next(token for token in inside if token.head.i not in numbers or token.head.i == token.i)


def names(doc: Doc, predicate: Token) -> list[str]:
    """Names of the features of an event's predicate."""
    found, own = _node("t", predicate)
    here, chain = predicate, ""
    for level in range(1, _LEVELS + 1):
        above = here.head
        if above.i == here.i:
            found.append(f"root@{level}")
            break
        chain += f"{here.dep_}<"
        told, auxiliaries = _node(f"u{min(level, 3)}", above)
        lemma = above.lemma_.lower()
        found += [*told, f"any.lemma={lemma}|{here.dep_}", f"any.aux={auxiliaries}|{here.dep_}"]
        if level < _LEVELS:
            found += [f"chain={chain}{lemma}", f"chain.tag={chain}{above.tag_}"]
        if level == 1:
            embedded = f"{here.dep_}|{lemma}"
            found.append(f"under={embedded}|{own}|{predicate.tag_}")
            found += [f"under.lemma={embedded}|{predicate.lemma_.lower()}", f"under.aux={embedded}|{auxiliaries}"]
        here = above
    return [*found, *_around(doc, predicate.i)]


def _node(place: str, token: Token) -> tuple[list[str], str]:
    """Features of one predicate, and its auxiliaries as one word."""
    lemma = token.lemma_.lower()
    found = [f"{place}.tag={token.tag_}", f"{place}.dep={token.dep_}", f"{place}.lemma={lemma}"]
    auxiliaries = "_".join(child.lower_ for child in token.children if child.dep_ in _VERBAL)
    found += [f"{place}.tag.dep={token.tag_}|{token.dep_}", f"{place}.aux={auxiliaries}|{token.tag_}"]
    for child in token.children:
        if child.dep_ in _FUNCTION:
            found.append(f"{place}.child={child.dep_}:{child.lower_}")
        elif child.dep_ in _ARGUMENTS:
            who = child.lower_ if child.pos_ == "PRON" else child.pos_
            found.append(f"{place}.argument={child.dep_}:{who}")
            within = [inner.lower_ for inner in child.children if inner.dep_ in ("det", "neg")]
            found += [f"{place}.determiner={child.dep_}:{word}" for word in within]
        elif child.dep_ in ("advcl", "acomp"):
            found.append(f"{place}.child={child.dep_}")
    return found, auxiliaries


def _around(doc: Doc, place: int) -> list[str]:
    found = []
    for i in range(max(0, place - _SIDE), min(len(doc), place + _SIDE + 1)):
        if i != place:
            found += [f"w{i - place}={doc[i].lower_}", f"{'left' if i < place else 'right'}={doc[i].lower_}"]
    if place >= 1:
        found.append(f"before={doc[place - 1].lower_} {doc[place].lemma_.lower()}")
    if place >= 2:
        found.append(f"pair={doc[place - 2].lower_} {doc[place - 1].lower_}")
    for token in doc:
        if token.lower_ in _CUES:
            found.append(f"cue={token.lower_}|{'left' if token.i < place else 'right'}")
    return [*found, f"end={doc[-1].text}"]


@lru_cache(maxsize=1)
def _trained() -> Weights:
    return load("factuality.npz")
