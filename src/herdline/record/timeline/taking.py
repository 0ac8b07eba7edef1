"""In which events of a sentence an entity takes part: as who does it (A0) or as who it is done to (A1).

Sides come from the frames of ``arguments`` (passives, control, conjoined verbs, nominalisations); here the entity's
mentions are carried to the heads of the phrases that stand for it: appositions, "the A380 superjumbo", pronouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from herdline.record.lexicon import entries, event_nouns
from herdline.record.parsed.arguments import Frame, frames
from herdline.record.timeline.targets import BODY, PRODUCT, Target, is_body, is_product, kin, named

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

_FIRST = frozenset(("we", "us", "our"))
_OPENING, _ENDING, _EITHER = ("“", "``", "«"), ("”", "''", "»"), '"'
_SPEECH = frozenset("say state comment add tell announce explain note remark reply declare write enthuse".split())
_MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}[A-Z]?s?|\d{3}s?")
_NEAR, _FAR = 2, 99
"""Sentences over which "the plane" still means the product named last."""
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
AGENT, PATIENT = "agent", "patient"
_NO_EVENTS = frozenset(
    """be have do seem appear remain include contain need want like mean base locate know call consist comprise lack
    believe think hope wish fear feel understand suppose doubt assume regret suspect get let keep look expect""".split()
)
"""Verbs that tell a state, a thought or help another verb: no events of a time line (the task leaves out cognition)."""
_LIGHT = frozenset("make take give hold conduct perform launch start begin announce plan complete offer pay".split())
"""Verbs whose object tells what their subject does ("made its first flight")."""
_EMPTY = frozenset("make take give hold conduct perform".split())
"""Of these, those that tell nothing themselves."""
_EFFECTS = frozenset("spark cause make lead bring leave prompt trigger result mean allow raise".split())
"""Participles at the end of a clause that all of it brings about, not its subject ("sold more, sparking questions")."""
_ROLES = frozenset(
    """parent subsidiary unit division arm rival competitor partner supplier customer spokesman spokeswoman spokesperson
    official officials executive executives chief president chairman ceo director boss manager employee employees worker
    workers engineer engineers shareholder shareholders share shares plant factory plane planes aircraft jet jets fleet
    contract""".split()
)
"""Nouns that a firm's name in front of them only describes."""


@dataclass(frozen=True, slots=True)
class Part:
    """An event in which the entity takes part: its predicate's token, the side, whether only a pronoun says so."""

    predicate: int
    side: str
    by_name: bool
    others: tuple[str, ...]


class Reader:
    """Reads the sentences of one text in order and remembers who is spoken of and who is being quoted."""

    def __init__(self, wanted: Target) -> None:
        self._wanted = wanted
        self._centre = False
        """Whether the last sentence was about the entity: its main subject was."""
        self._since = _FAR
        """Sentences since the entity was named; another product named in between puts it out of reach."""
        self._speaks, self._open = False, False
        """Whether the quotation that is open, if one is, holds the words of the entity or its people."""

    def parts(self, doc: Doc) -> list[Part]:
        """The events of the next sentence in which the entity takes part, in reading order."""
        spans = named(doc, self._wanted)
        heads = {head.i: True for span in spans for head in _heads(doc, span, self._wanted)}
        self._quoted(doc, spans)
        for word in doc:
            if word.i not in heads and self._means(word, heads, spans):
                heads[word.i] = False
        self._remember(doc, heads, bool(spans))
        if not heads:
            return []
        return [part for frame in frames(doc, nominal_events()) for part in _sides(doc, frame, heads)]

    def _means(self, word: Token, heads: dict[int, bool], spans: Sequence[tuple[int, int]]) -> bool:
        """Whether a pronoun or a definite phrase goes back to the entity."""
        if self._speaks and self._wanted.kind == BODY and word.lower_ in _FIRST:
            return True
        if not kin(word, self._wanted.kind):
            return False
        before = [span for span in spans if span[1] < word.i]
        if not word.tag_.startswith("PRP"):  # "the company", "the plane"
            if self._wanted.kind == PRODUCT:
                return bool(before) or self._since <= _NEAR
            return bool(before) or self._centre
        for other in reversed(list(word.doc[: word.i])):
            if other.dep_ in ("nsubj", "nsubjpass") and other.tag_ in _NOUNS:
                return other.i in heads
        if any(i < word.i and word.doc[i].dep_ != "compound" for i in heads):
            return True
        return self._centre

    def _remember(self, doc: Doc, heads: dict[int, bool], is_named: bool) -> None:
        subjects = [w for w in doc if w.dep_ in ("nsubj", "nsubjpass") and w.tag_ in (*_NOUNS, "PRP")]
        if subjects:
            main = next((w for w in subjects if w.head.dep_ == "ROOT"), subjects[0])
            self._centre = main.i in heads
        elif heads:
            self._centre = True
        self._since = 0 if is_named else _FAR if any(_is_model(word) for word in doc) else self._since + 1

    def _quoted(self, doc: Doc, spans: Sequence[tuple[int, int]]) -> None:
        """Whose "we" it is: the subject of the verb of speech beside the quotation, or the firm it speaks for."""
        was_open, opens = self._open, False
        for word in doc:
            if word.text in _OPENING or (word.text == _EITHER and not self._open):
                self._open = opens = True
            elif word.text in (*_ENDING, _EITHER):
                self._open = False
        if opens or not was_open:
            self._speaks = False
        if opens or was_open:
            for verb in doc:
                if verb.lemma_.lower() in _SPEECH and verb.pos_ == "VERB":
                    said_by = {w.i for child in verb.children if child.dep_ == "nsubj" for w in child.subtree}
                    if said_by:
                        self._speaks = any(last in said_by for _, last in spans)
                        break


def _is_model(word: Token) -> bool:
    """Whether a word names a product by its number ("A320", "747s")."""
    return bool(_MODEL.fullmatch(word.text)) and word.dep_ not in ("nummod", "npadvmod", "quantmod")


@cache
def timeline_nouns() -> frozenset[str]:
    """Nouns that tell an event of a firm, a person or a product by themselves."""
    return frozenset(entries("timeline_nouns.txt"))


def _heads(doc: Doc, span: tuple[int, int], wanted: Target) -> Iterator[Token]:
    """Heads of the phrases that a mention stands for; none where it only describes something else."""
    after = doc[span[1] + 1] if span[1] + 1 < len(doc) else None
    if wanted.kind == BODY and after is not None and after.lower_ in _ROLES and after.tag_ in _NOUNS:
        return
    head = doc[span[1]]
    for token in doc[span[0] : span[1] + 1]:
        if token.head.i < span[0] or token.head.i > span[1] or token.head.i == token.i:
            head = token
            break
    yield head
    kind = {PRODUCT: is_product, BODY: is_body}.get(wanted.kind)
    for _ in range(3):
        above = head.head
        before = head.dep_ in ("compound", "nmod", "amod", "nummod") and above.i > head.i
        if before and kind is not None and kind(above):
            if wanted.kind == BODY and not any(child.dep_ == "cc" for child in head.children):
                return
        elif head.dep_ != "appos":
            return
        yield above
        head = above


def _sides(doc: Doc, frame: Frame, heads: dict[int, bool]) -> Iterator[Part]:
    predicate = doc[frame.predicate]
    lemma = predicate.lemma_.lower()
    if lemma in _NO_EVENTS or predicate.dep_ in ("aux", "auxpass", "prep", "acomp"):
        return  # "according to" is no verb, "willing" no event
    if predicate.tag_ == "VBG" and predicate.dep_ == "advcl" and predicate.i > predicate.head.i and lemma in _EFFECTS:
        return
    agents, patients = _noun_sides(predicate, frame) if frame.nominal else _verb_sides(doc, frame)
    for side, places in ((AGENT, agents), (PATIENT, patients)):
        mine = [place for place in places if place in heads]
        if mine:
            others = {doc[p].lemma_.lower() for p in (*agents, *patients) if p not in heads}
            yield Part(frame.predicate, side, any(heads[place] for place in mine), tuple(sorted(others)))
            return


def _verb_sides(doc: Doc, frame: Frame) -> tuple[list[int], list[int]]:
    predicate = doc[frame.predicate]
    patients = [c.phrase.head for c in frame.complements if c.marker == ""]
    if predicate.lemma_.lower() in _EMPTY and any(doc[p].lemma_.lower() in nominal_events() for p in patients):
        return [], []  # "made its first flight": the noun tells it
    return [p.head for p in frame.actors], patients


def _noun_sides(noun: Token, frame: Frame) -> tuple[list[int], list[int]]:
    """Whose event a noun tells: by possessive, "by", a name in front; or by a light verb ("makes its first flight")."""
    own = [c.i for c in noun.children if c.dep_ == "poss" or (c.dep_ == "compound" and c.i == noun.i - 1)]
    own += [p.head for p in frame.actors if noun.doc[p.head].head.dep_ in ("prep", "agent") and p.head > noun.i]
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in _LIGHT:
        own += [p.head for p in frame.actors]
    return own, [c.phrase.head for c in frame.complements if c.marker == "of"]


@cache
def nominal_events() -> frozenset[str]:
    """Lemmas of nouns that tell an event by themselves."""
    return event_nouns() | timeline_nouns()
