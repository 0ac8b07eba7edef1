"""Trains which verbs attribute and how far their spans reach (``herdline/data/cues.npz``).

    python -m tools.train_cues

Learns from PolNeAR's development documents. A verb is positive when a gold cue holds it and no verb above it; a
candidate span is positive when its words within the sentence are those of the gold span.
"""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks import data
from herdline.record.cuemodel import ROLES, candidates, verb_names, verbs
from herdline.record.hashing import BUCKETS, Weights, save
from herdline.record.parsing import parse
from herdline.text.sentences import LONGEST, sentences
from tools.hashed import matrix
from tools.train_events import TARGET as EVENTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TARGET = EVENTS.with_name("cues.npz")
C = (0.2, 0.3, 0.3, 0.3)
"""For each of ``ROLES``."""
_WORD = re.compile(r"\w+")


@dataclass
class Rows:
    """What one role learns from: features, whether it is right, and the document each row comes from."""

    names: list[list[str]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    document: list[int] = field(default_factory=list)

    def add(self, names: list[str], right: bool, document: int) -> None:
        """One row."""
        self.names.append(names)
        self.right.append(right)
        self.document.append(document)


def documents(folder: Path) -> list[dict[str, Any]]:
    """PolNeAR's development documents."""
    with gzip.open(folder / "attribution" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def examples(rows: list[dict[str, Any]]) -> list[Rows]:
    """Rows for each of ``ROLES``."""
    made = [Rows() for _ in ROLES]
    for number, row in enumerate(rows):
        units = [item for item in sentences(row["text"]) if len(item.text) <= LONGEST]
        gold = [[_words(row["text"], a[key]) for key in ROLES[1:]] for a in row["attributions"]]
        for item, doc in zip(units, parse(item.text for item in units), strict=True):
            _sentence(made, number, doc, item.start, [g for g in gold if any(item.start <= w < item.end for w in g[1])])
    return made


def _sentence(made: list[Rows], number: int, doc: Doc, start: int, gold: list[list[frozenset[int]]]) -> None:
    inside = frozenset(start + m.start() for m in _WORD.finditer(doc.text))
    for verb in verbs(doc):
        held = next((g for g in gold if start + verb.idx in g[1] and not _below(verb, start, g[1])), None)
        made[0].add(verb_names(verb), held is not None, number)
        if held is None:
            continue
        for role, options in enumerate(candidates(verb), start=1):
            wanted = held[role - 1] & inside
            for option in options:
                made[role].add(list(option.names), _of_tokens(doc, option.tokens, start) == wanted, number)


def _below(verb: Token, start: int, cue: frozenset[int]) -> bool:
    """Whether another verb of the same cue is what is said ("went on to say": say)."""
    later = [t for t in verb.children if t.dep_ == "xcomp" and start + t.idx in cue]
    return bool(later)


def _words(text: str, pieces: list[list[int]]) -> frozenset[int]:
    return frozenset(a + m.start() for a, b in pieces for m in _WORD.finditer(text[a:b]))


def _of_tokens(doc: Doc, tokens: tuple[int, ...], start: int) -> frozenset[int]:
    places = [(start + doc[i].idx, start + doc[i].idx + len(doc[i])) for i in tokens]
    words = (start + m.start() for m in _WORD.finditer(doc.text))  # "don't" is do and n't to the parser, don and t here
    return frozenset(w for w in words if any(a <= w < b for a, b in places))


def fit(made: list[Rows], chosen: NDArray[np.bool_]) -> Weights:
    """Learn from the chosen documents."""
    hashed = np.zeros((BUCKETS, len(ROLES)), np.float32)
    bias = np.zeros(len(ROLES), np.float32)
    for column, rows in enumerate(made):
        used = np.flatnonzero(chosen[np.array(rows.document)])
        x = matrix([rows.names[i] for i in used])
        model = LogisticRegression(C=C[column], solver="liblinear").fit(x, np.array(rows.right)[used])
        hashed[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return Weights(hashed, np.zeros((0, len(ROLES)), np.float32), bias)


def main() -> None:
    """Train on everything and write the weights."""
    rows = documents(data.folder())
    made = examples(rows)
    size = save(TARGET, fit(made, np.ones(len(rows), bool)), 0.02)
    print(f"{len(made[0].names)} verbs of {len(rows)} documents -> {TARGET.name}, {size >> 10} KB")


if __name__ == "__main__":
    main()
