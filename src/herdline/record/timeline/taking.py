"""In which events of a sentence an entity takes part: as who does it (A0) or as who it is done to (A1).

Sides come from the frames of ``arguments`` (passives, control, conjoined verbs, nominalisations); here the entity's
mentions are carried to the heads of the phrases that stand for it: appositions, "the A380 superjumbo", pronouns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herdline.record.arguments import Frame, frames
from herdline.record.lexicon import entries, event_nouns
from herdline.record.timeline.targets import BODY, PRODUCT, Target, is_body, is_product, kin, named

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AGENT, PATIENT = "agent", "patient"
_NO_EVENTS = frozenset("be have do seem appear remain include contain need want like mean".split())
"""Verbs that tell a state or help another verb; what they say of an entity is no event of its time line."""
_OF = ("of",)


@dataclass(frozen=True, slots=True)
class Part:
    """An event in which the entity takes part: its predicate's token, the side, whether only a pronoun says so."""

    predicate: int
    side: str
    by_name: bool
    others: tuple[str, ...]


class Reader:
    """Reads the sentences of one text in order and remembers who is spoken of."""

    def __init__(self, wanted: Target) -> None:
        self._wanted = wanted
        self._centre = False

    def parts(self, doc: Doc) -> list[Part]:
        """The events of the next sentence in which the entity takes part, in reading order."""
        heads = {head.i: True for span in named(doc, self._wanted) for head in _heads(doc, span, self._wanted)}
        for word in doc:
            if word.i not in heads and kin(word, self._wanted.kind) and self._goes_back(word, heads):
                heads[word.i] = False
        self._remember(doc, heads)
        if not heads:
            return []
        nouns = event_nouns() | timeline_nouns()
        found = [part for frame in frames(doc, nouns) for part in _sides(doc, frame, heads)]
        return found

    def _goes_back(self, word: Token, heads: dict[int, bool]) -> bool:
        """Whether the last subject ahead of a pronoun or a definite phrase is the entity."""
        for other in reversed(list(word.doc[: word.i])):
            if other.i in heads:
                return other.dep_ in ("nsubj", "nsubjpass", "poss", "appos", "conj") or self._centre
            if other.dep_ in ("nsubj", "nsubjpass") and other.tag_ in ("NNP", "NNPS", "NN", "NNS"):
                return False
        return self._centre

    def _remember(self, doc: Doc, heads: dict[int, bool]) -> None:
        subjects = [w for w in doc if w.dep_ in ("nsubj", "nsubjpass") and w.tag_ in ("NNP", "NNPS", "NN", "NNS", "PRP")]
        if subjects:
            main = next((w for w in subjects if w.head.dep_ == "ROOT"), subjects[0])
            self._centre = main.i in heads
        elif heads:
            self._centre = True


def timeline_nouns() -> frozenset[str]:
    """Nouns that tell an event of a firm, a person or a product by themselves."""
    return frozenset(entries("timeline_nouns.txt"))


def _heads(doc: Doc, span: tuple[int, int], wanted: Target) -> Iterator[Token]:
    """Heads of the phrases that a mention stands for; none where it only describes something else."""
    head = doc[span[1]]
    for token in doc[span[0] : span[1] + 1]:
        if token.head.i < span[0] or token.head.i > span[1] or token.head.i == token.i:
            head = token
            break
    yield head
    kind = is_product if wanted.kind == PRODUCT else is_body if wanted.kind == BODY else None
    for _ in range(3):
        above = head.head
        if head.dep_ in ("compound", "nmod", "amod", "nummod") and above.i > head.i and kind is not None and kind(above):
            if wanted.kind == BODY:
                return
        elif head.dep_ != "appos":
            return
        yield above
        head = above


def _sides(doc: Doc, frame: Frame, heads: dict[int, bool]) -> Iterator[Part]:
    predicate = doc[frame.predicate]
    if predicate.lemma_.lower() in _NO_EVENTS or predicate.dep_ in ("aux", "auxpass"):
        return
    agents = [p.head for p in frame.actors]
    patients = [c.phrase.head for c in frame.complements if c.marker == "" or (frame.nominal and c.marker in _OF)]
    if frame.nominal:
        agents = [child.i for child in predicate.children if child.dep_ in ("poss", "compound")] + [
            p.head for p in frame.actors if doc[p.head].head.i != predicate.i or doc[p.head].dep_ != "amod"
        ]
    for side, places in ((AGENT, agents), (PATIENT, patients)):
        mine = [place for place in places if place in heads]
        if mine:
            others = {doc[p].lemma_.lower() for p in (*agents, *patients) if p not in heads}
            yield Part(frame.predicate, side, any(heads[place] for place in mine), tuple(sorted(others)))
            return

