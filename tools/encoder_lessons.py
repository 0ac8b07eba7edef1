"""What ``train_encoder`` learns from: sentences with what they teach about their pieces.

Frames and events of ``train_events``, pairs of ``train_roles``, attitudes of ``train_attitude``, attributions of
``train_cues``. Sentences that are reported on are never among them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from herdline.record.models import encoder, eventmodel
from tools import train_attitude, train_cues, train_roles
from tools import train_events as training

LONGEST = 128
"""Pieces of a sentence that is learnt from; what stands beyond is not."""
UNREAD = 0.12
"""Share of the random, unread sentences that is learnt from: all of them would take twice the time."""
UNQUOTED = 0.2
"""The same of PolNeAR's sentences without an attribution."""
LIGHTER = 0.5
"""``training.WEIGHTS`` times this: how much a frame counts beside the other heads' examples; set before any figure."""
CLASS = {name: number for number, name in enumerate(eventmodel.CLASSES)}


@dataclass(slots=True)
class Sentence:
    """Pieces of a sentence and what they teach; places are pieces.

    ``frames``: (predicate, class, weight). ``pairs``: (predicate, one, other, whether the one acts toward the other,
    weight). ``judged``: (predicate, auxiliary modes, certainty). ``attitudes``: (first, second, answer), spans [start,
    end). ``home``: (predicate, actor, whether it acts within its own state). ``cues``: (token, label). ``spans``:
    tokens of a cue, then (token, label).
    """

    cut: encoder.Pieces
    frames: list[tuple[int, int, float]] = field(default_factory=list)
    pairs: list[tuple[int, int, int, float, float]] = field(default_factory=list)
    judged: list[tuple[int, list[float], int]] = field(default_factory=list)
    attitudes: list[tuple[int, int, int]] = field(default_factory=list)
    home: list[tuple[int, int, float]] = field(default_factory=list)
    cues: list[tuple[int, int]] = field(default_factory=list)
    spans: list[tuple[list[int], list[tuple[int, int]]]] = field(default_factory=list)

    def piece(self, character: int) -> int | None:
        """The piece at a character of the sentence; None where it is beyond what is learnt from."""
        place = self.cut.at(character)
        return place if place is not None and place < LONGEST else None

    def only_attributes(self) -> bool:
        """Whether it teaches attributions and nothing else."""
        return not (self.frames or self.pairs or self.judged or self.attitudes)

    def teaches(self) -> bool:
        """Whether anything was put down."""
        return bool(self.cues) or not self.only_attributes()


def lessons(folder: Path, made: training.Material) -> tuple[dict[str, Sentence], dict[str, int]]:
    """Sentences with what they teach, and their folds: those of ``training.folds``; -1 is in every training."""
    fold_of = dict(zip(made.texts, training.folds(made).tolist(), strict=True))
    rng = random.Random(1)
    left_out = {g for g, s in enumerate(made.source) if s in ("random", "feed") and rng.random() >= UNREAD}
    held: dict[str, Sentence] = {}

    def sentence(text: str) -> Sentence:
        if text not in held:
            held[text] = Sentence(encoder.pieces(text))
        return held[text]

    for group, label, basis, place in zip(made.group, made.label, made.basis, made.places, strict=True):
        weight = LIGHTER * training.WEIGHTS.get(basis, 0.5)
        if weight and (group not in left_out or basis in ("read", "doubt")):
            here = sentence(made.texts[group])
            if (at := here.piece(place)) is not None:
                here.frames.append((at, CLASS[label], weight))
    count: dict[tuple[int, str], int] = {}
    examples = train_roles.examples(folder)
    for example in examples:
        count[example.pair] = count.get(example.pair, 0) + example.told
    for example in examples:
        here = sentence(example.sentence)
        at = [here.piece(place) for place in example.places]
        if None not in at:
            weight = example.weight / (count[example.pair] if example.told else 1)
            here.pairs.append((*at, float(example.told), weight))  # type: ignore[arg-type]
    banned = training.reported()
    for read in training.read_pairs(folder):
        for place, (aux, certainty) in read.judged.items() if training.digest(read.text) not in banned else ():
            here = sentence(read.text)
            if (at := here.piece(place)) is not None:
                modes = [float(mode in aux) for mode in encoder.AUX]
                here.judged.append((at, modes, encoder.CERTAINTY.index(certainty)))
    for text, first, second, answer in train_attitude.marked(folder):
        fold = training.fold_of(text)
        if fold_of.setdefault(text, fold) != fold:
            continue  # a sentence that is learnt from elsewhere too: it keeps that fold
        here = sentence(text)
        ends = [here.cut.last(span) for span in (first, second)]
        if all(place is not None and place < LONGEST for place in ends):
            here.attitudes.append((ends[0], ends[1], answer))  # type: ignore[arg-type]
    for text, *places, told in train_roles.at_home(folder):
        here = sentence(text)
        predicate, actor = (here.piece(place) for place in places)
        if predicate is not None and actor is not None:
            here.home.append((predicate, actor, float(told)))
    _attributions(folder, sentence, fold_of)
    return {text: one for text, one in held.items() if one.teaches()}, fold_of


def _attributions(folder: Path, sentence: Callable[[str], Sentence], fold_of: dict[str, int]) -> None:
    """Sentences of PolNeAR; folds are those of their documents, as in benchmarks.record.attributions."""
    rows, rng = train_cues.documents(folder), random.Random(2)
    for held in train_cues.marked(rows, train_cues.parsed(rows)):
        if not held.spans and rng.random() >= UNQUOTED:
            continue
        text = held.doc.text
        if fold_of.setdefault(text, held.document % training.FOLDS) != held.document % training.FOLDS:
            continue  # a sentence of two documents, or one that is learnt from elsewhere
        here = sentence(text)
        if here.cues:
            continue
        known = [(n, place) for n, token in enumerate(held.doc) if (place := here.piece(token.idx)) is not None]
        here.cues += [(place, held.cues[n]) for n, place in known]
        for cue, labels in held.spans:
            at = [place for n, place in known if n in cue]
            if at:
                here.spans.append((at, [(place, labels[n]) for n, place in known if n not in cue]))
