"""Noun phrases of a parsed sentence: where one begins and ends, its conjuncts, and what stands for it.

Read from the dependency parse (labels of spaCy's English model, ClearNLP style; Choi and Palmer 2012).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

LEFT = {"det", "amod", "compound", "nmod", "poss", "nummod", "quantmod", "case", "predet", "advmod", "neg", "punct"}
"""Relations of what belongs to a phrase on the left of its head."""
_NOUN_TAGS = {"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "WDT", "CD", "DT", "EX", "PRP$", "VBG", "JJ", "FW"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head's token index and the tokens [first, last] it spans, relative clauses left out."""

    head: int
    first: int
    last: int

    def chars(self, doc: Doc) -> tuple[int, int]:
        """Characters [start, end) of the phrase in the sentence."""
        end = doc[self.last]
        return doc[self.first].idx, end.idx + len(end.text)


def phrase(head: Token) -> Phrase:
    """The phrase around ``head``: modifiers on its left, an "of" complement and a title's name on its right."""
    first = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in LEFT or (child.dep_ == "punct" and child.text not in "\"“”'’-"):
            break
        first = child.left_edge.i
    last = head.i
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - head.i <= 12:
            last = _end_of_complement(child)
            break
        if child.dep_ in ("appos", "case", "nummod") and child.i - last <= 2 and child.text != ",":
            last = max(last, child.i)
            continue
        break
    return Phrase(head.i, first, last)


def _end_of_complement(preposition: Token) -> int:
    for child in preposition.rights:
        if child.dep_ == "pobj":
            return max(child.i, phrase(child).last)
    return int(preposition.i)


def conjuncts(head: Token) -> Iterator[Token]:
    """``head`` and every noun joined to it by "and" or a comma, in order."""
    yield head
    for child in head.rights:
        if child.dep_ == "conj" and child.tag_ in _NOUN_TAGS:
            yield from conjuncts(child)


def antecedent(noun: Token) -> Token:
    """What a relative pronoun stands for: the noun its clause modifies; any other noun stands for itself."""
    if noun.tag_ not in ("WP", "WDT") and noun.lower_ != "that":
        return noun
    verb = noun.head
    for _ in range(6):
        if verb.dep_ == "relcl":
            return verb.head
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return noun


def is_nominal(token: Token) -> bool:
    """Whether the token can head a phrase that names somebody."""
    return bool(token.tag_ in _NOUN_TAGS)
