"""Which verbs attribute, and how far source, cue and content reach: candidate spans from the parse, scored and chosen.

For each verb the parse offers candidates (the subject with or without its relative clause; the clause, the object or
the quotation, whole or cut at a comma); logistic regression over hashed features says how likely each is what readers
marked, and the likeliest of each kind is taken (a ranker of candidates, as in Pareti 2015, instead of her sequence
labeller). Taught by PolNeAR's readers (Newell et al. 2018): tools/train_cues.py. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from herdline.record.hashing import Weights, buckets, load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MARKS = re.compile(r"[“\"«„][^“”\"«»„]{2,2000}[”\"»“]")
"""A quotation within one sentence."""
ROLES = ("verb", "source", "cue", "content")
"""Columns of the weights."""
THRESHOLD = 0.35
"""Probability from which a verb attributes."""
_CONTENT = frozenset("ccomp xcomp dobj parataxis acomp oprd attr dative advcl pcomp".split())
_HANGING = frozenset("cc relcl appos mark prep npadvmod advcl acl".split())
_MOST_CUTS = 6
Tokens = tuple[int, ...]
"""Numbers of the tokens of a span, in order; empty for "none named"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be what is looked for, and the names of its features."""

    tokens: Tokens
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The chosen spans of one attributing verb and how likely they are."""

    source: Tokens
    cue: Tokens
    content: Tokens
    probability: float


def found(doc: Doc, weights: Weights | None = None, threshold: float = THRESHOLD) -> list[Found]:
    """Attributions of one parsed sentence, in the order of their verbs."""
    weights = weights or trained()
    result = []
    for verb in verbs(doc):
        chance = _chances([verb_names(verb)], 0, weights)[0]
        if chance < threshold:
            continue
        parts = [_best(options, column, weights) for column, options in enumerate(candidates(verb), start=1)]
        if parts[2][0]:
            result.append(Found(parts[0][0], parts[1][0], parts[2][0], float(chance * parts[2][1])))
    return result


def _best(options: Sequence[Candidate], column: int, weights: Weights) -> tuple[Tokens, float]:
    if not options:
        return (), 0.0
    chances = _chances([option.names for option in options], column, weights)
    best = int(chances.argmax())
    return options[best].tokens, float(chances[best])


def _chances(rows: Sequence[Sequence[str]], column: int, weights: Weights) -> np.ndarray:
    scores = [float(weights.hashed[buckets(row), column].sum()) for row in rows]
    result: np.ndarray = 1 / (1 + np.exp(-(np.array(scores) + weights.bias[column])))
    return result


@lru_cache(maxsize=1)
def trained() -> Weights:
    """The weights that come with the package."""
    return load("cues.npz")


def verbs(doc: Doc) -> list[Token]:
    """What may attribute."""
    return [t for t in doc if t.pos_ == "VERB" and t.dep_ not in ("aux", "auxpass", "amod", "compound")]


def verb_names(verb: Token) -> list[str]:
    """Features of a verb: itself, what hangs from it, what it hangs from."""
    lemma = verb.lemma_.lower()
    kinds = sorted({child.dep_ for child in verb.children if child.dep_ != "punct"})
    subject = _subject(verb)
    who = subject.lower_ if subject is not None and subject.pos_ == "PRON" else subject.pos_ if subject else "-"
    quoted = MARKS.search(verb.doc.text) is not None
    inside = any(m.start() < verb.idx < m.end() for m in MARKS.finditer(verb.doc.text))
    names = [f"l={lemma}", f"tag={verb.tag_}", f"dep={verb.dep_}", f"head={verb.head.lemma_.lower()}|{verb.dep_}"]
    names += [f"who={who}", f"l.who={lemma}|{who}", f"quoted={quoted}", f"l.quoted={lemma}|{quoted}"]
    names += [f"inside={inside}", f"l.tag={lemma}|{verb.tag_}", f"kinds={' '.join(kinds)}"]
    names += [f"subject={subject.lemma_.lower() if subject is not None else '-'}"]
    for child in verb.children:
        if child.dep_ in ("aux", "neg", "prep", "prt", "mark", "advmod", "agent"):
            names += [f"child={child.dep_}:{child.lower_}", f"l.child={lemma}|{child.dep_}:{child.lower_}"]
        elif child.dep_ != "punct":
            names += [f"has={child.dep_}", f"l.has={lemma}|{child.dep_}"]
            if child.dep_ == "dobj":
                names += [
                    f"object={child.lemma_.lower()}",
                    f"object.pos={child.pos_}",
                    f"l.object={lemma}|{child.pos_}",
                ]
    after = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    names.append(f"next={after.lower_ if after is not None else '-'}")
    return [f"verb|{name}" for name in names]


def candidates(verb: Token) -> tuple[list[Candidate], list[Candidate], list[Candidate]]:
    """Candidates of source, cue and content."""
    return _sources(verb), _cue_spans(verb), _contents(verb)


def _subject(verb: Token) -> Token | None:
    here = verb
    for _ in range(3):
        own = next((c for c in here.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if own is not None or here.dep_ not in ("conj", "xcomp", "advcl", "pcomp"):
            return own
        here = here.head
    return None


def _sources(verb: Token) -> list[Candidate]:
    lemma = verb.lemma_.lower()
    options = [
        Candidate((), ("source|none", f"source|none|{verb.tag_}", f"source|none|{lemma}", f"source|nd|{verb.dep_}"))
    ]
    heads: list[tuple[str, Token]] = []
    subject = _subject(verb)
    if subject is not None:
        heads.append(("own" if subject.head.i == verb.i else "above", subject))
    for child in verb.children:
        if child.dep_ == "agent":
            heads += [("agent", inner) for inner in child.children if inner.dep_ == "pobj"]
    if verb.dep_ in ("acl", "relcl"):
        heads.append((verb.dep_, verb.head))
    for kind, head in heads:
        inside = tuple(
            t.i for t in head.subtree if not (verb.left_edge.i <= t.i <= verb.right_edge.i and kind == "acl")
        )
        if kind == "relcl":
            inside = tuple(i for i in inside if i < verb.left_edge.i)
        for how, span in _cuts(verb.doc, inside, head):
            names = [f"{kind}|{how}", f"{kind}|{head.pos_}", f"{kind}|{head.lower_}", f"tag={verb.tag_}|{kind}"]
            names += [f"{kind}|{head.dep_}|{verb.tag_}", f"{kind}|{lemma}", f"{how}|{head.pos_}"]
            options.append(Candidate(span, tuple(f"source|{name}" for name in names)))
    return options


def _cue_spans(verb: Token) -> list[Candidate]:
    doc, lemma = verb.doc, verb.lemma_.lower()
    core = [verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "neg", "prt", "auxpass"))]
    start, end = min(core), max(i for i in core if i >= verb.i)
    lefts = {"core": start}
    left = start
    while left > 0 and doc[left - 1].dep_ == "advmod" and doc[left - 1].head.i == verb.i:
        left -= 1
    lefts["adverb"] = left
    above = verb
    while above.dep_ in ("xcomp", "conj") and above.head.i < above.i and verb.i - above.head.i < 6:
        above = above.head
        lefts[f"chain {doc[above.i + 1].lower_}"] = min(
            [above.i, *(c.i for c in above.children if c.dep_ in ("aux", "neg") and c.i < above.i)]
        )
    rights = {"core": end}
    if end + 1 < len(doc):
        after = doc[end + 1]
        if after.dep_ in ("prep", "prt", "aux", "advmod", "agent") or after.lower_ == "that":
            rights[f"{after.dep_} {after.lower_}"] = end + 1
        if after.dep_ == "prep" and after.right_edge.i - end < 12:
            rights[f"phrase {after.lower_}"] = after.right_edge.i
        for child in verb.children:
            if child.dep_ in ("dobj", "prep") and child.i > verb.i and child.right_edge.i - end < 8:
                rights[f"to {child.dep_}"] = child.right_edge.i
    options = []
    for one, first in lefts.items():
        for other, last in rights.items():
            names = [f"{one}&{other}", f"l={lemma}|{other}", f"left={one}", f"right={other}", f"dep={verb.dep_}|{one}"]
            if last > end:
                names.append(f"last={doc[last].lemma_.lower()}")
                names.append(f"next={doc[last + 1].lower_ if last + 1 < len(doc) else '-'}")
            if first < start:
                names.append(f"first={doc[first].lower_}|{one}")
            options.append(Candidate(tuple(range(first, last + 1)), tuple(f"cue|{name}" for name in names)))
    return options


def _contents(verb: Token) -> list[Candidate]:
    doc = verb.doc
    own = {verb.i, *(t.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "aux") for t in c.subtree)}
    bases: list[tuple[str, Tokens, Token]] = []
    for child in verb.children:
        inside = tuple(t.i for t in child.subtree if t.i not in own)
        if child.dep_ in _CONTENT and inside:
            bases.append((child.dep_, inside, child))
            to = next((c for c in child.children if c.dep_ == "aux" and c.lower_ == "to"), None)
            if to is not None:
                bases.append((f"{child.dep_} to", tuple(i for i in inside if i > to.i), child))
            if child.dep_ == "dobj":
                held = [
                    i for p in child.children if p.dep_ == "prep" for i in p.children if i.dep_ in ("pobj", "pcomp")
                ]
                bases += [(f"dobj {i.head.lower_}", tuple(t.i for t in i.subtree), i) for i in held]
        elif child.dep_ in ("prep", "agent"):
            bases.append((f"prep {child.lower_}", inside, child))
            inners = [inner for inner in child.children if inner.dep_ in ("pobj", "pcomp")]
            bases += [(f"{i.dep_} {child.lower_}", tuple(t.i for t in i.subtree), i) for i in inners]
        elif child.dep_ == "nsubjpass":
            bases.append(("passive", tuple(t.i for t in child.subtree), child))
    if verb.dep_ in ("parataxis", "ccomp", "advcl", "acl", "relcl") and verb.head.i != verb.i:
        under = {t.i for t in verb.subtree}
        top = verb.head
        bases.append((f"above {verb.dep_}", tuple(t.i for t in top.subtree if t.i not in under), top))
    first, last = min(own), max(own)
    if first > 2:
        bases.append(("all before", tuple(range(first)), doc[first - 1]))
    if last + 2 < len(doc):
        bases.append(("all after", tuple(range(last + 1, len(doc))), doc[last + 1]))
    for match in MARKS.finditer(doc.text):
        inside = tuple(t.i for t in doc if match.start() <= t.idx < match.end())
        if inside and verb.i not in inside:
            bases.append(("quote after" if inside[0] > verb.i else "quote before", inside, doc[inside[0]]))
            if last < inside[0]:
                bases.append(("to quote", tuple(range(last + 1, inside[-1] + 1)), doc[last + 1]))
    options, seen = [], set[Tokens]()
    for kind, inside, head in bases:
        for how, span in _cuts(doc, inside, head):
            if span and span not in seen:
                seen.add(span)
                options.append(
                    Candidate(span, tuple(f"content|{name}" for name in _content_names(verb, kind, how, span)))
                )
    return options


def _content_names(verb: Token, kind: str, how: str, span: Tokens) -> Iterator[str]:
    doc, lemma = verb.doc, verb.lemma_.lower()
    text = doc.text[doc[span[0]].idx : doc[span[-1]].idx + len(doc[span[-1]])]
    marks = sum(text.count(mark) for mark in '“”"')
    whole = marks % 2 == 0 and text.count("“") == text.count("”")
    others = {child.dep_ for child in verb.children} & {"ccomp", "xcomp", "dobj", "parataxis"}
    beside = MARKS.search(doc.text) is not None and not marks
    yield from (f"k={kind}", f"h={how}", f"kh={kind}|{how}", f"l={lemma}|{kind}", f"tag={verb.tag_}|{kind}")
    yield from (f"first={doc[span[0]].lower_}|{kind}", f"others={' '.join(sorted(others))}|{kind}")
    yield from (f"marks={min(marks, 3)}|{kind}", f"whole={whole}", f"beside={beside}|{kind}", f"dep={verb.dep_}|{kind}")
    yield f"whole quote={text[:1] in '“' + chr(34) and text[-1:] in '”' + chr(34)}|{kind}"
    yield f"lower={text.lstrip('“' + chr(34))[:1].islower()}|{kind}"
    yield f"size={min(len(span) // 4, 6)}|{kind}"
    following = doc[span[-1] + 1].lower_ if span[-1] + 1 < len(doc) else "-"
    yield from (f"next={following}|{how[:3]}", f"last={doc[span[-1]].lower_}")


def _cuts(doc: Doc, inside: Sequence[int], head: Token) -> Iterator[tuple[str, Tokens]]:
    """A span without marks at its ends, whole and cut before what hangs on behind a comma, a dash or "and"."""
    if not inside:
        return
    yield "whole", _trimmed(doc, inside)
    cuts = 0
    for place in reversed(range(1, len(inside))):
        token = doc[inside[place]]
        if token.text in (",", "–", "—", "-", ":", ";", "(") or token.dep_ in _HANGING:
            after = doc[inside[place + 1]] if place + 1 < len(inside) and token.is_punct else token
            part = _trimmed(doc, inside[:place])
            if part and inside[place - 1] >= head.i:
                cuts += 1
                yield (
                    f"cut {after.dep_} {after.lower_ if after.pos_ in ('SCONJ', 'CCONJ', 'PRON') else after.tag_}",
                    part,
                )
        if cuts == _MOST_CUTS:
            break
    for place in range(min(len(inside) - 1, 30)):
        if doc[inside[place]].text == "," and inside[place] < head.i:
            part = _trimmed(doc, inside[place + 1 :])
            if part:
                yield f"behind {doc[inside[0]].dep_}", part
            break


def _trimmed(doc: Doc, inside: Iterable[int]) -> Tokens:
    span = list(inside)
    while span and (doc[span[0]].text in ",;:.–—-" or doc[span[0]].is_space):
        span.pop(0)
    while span and (doc[span[-1]].text in ",;:.–—-" or doc[span[-1]].is_space or doc[span[-1]].dep_ == "cc"):
        span.pop()
    return tuple(span)
