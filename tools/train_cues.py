"""Trains which words attribute and how far source and content reach (``cues.npz``, ``cuespans.npz``, ``cuekinds.npz``).

    python -m tools.train_cues

Learns from PolNeAR's development documents. Every sentence teaches where cues stand; every gold cue teaches which
tokens of its sentence are its source and content. What stands in other sentences is left to the rules of ``quotes``.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import MiniBatchKMeans

from benchmarks import data
from herdline.record.models.chains import save
from herdline.record.models.encoder import Encoder
from herdline.record.parsed.parsing import parse
from herdline.record.quoting.cuefeatures import cue_features, span_features, view
from herdline.record.quoting.cuemodel import CUE_LABELS, SPAN_LABELS, Model
from herdline.record.quoting.quotes import quotations
from herdline.text.sentences import LONGEST, sentences
from tools.chain_training import Collector, Rows, fit
from tools.train_events import TARGET as EVENTS

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc

CUES, SPANS = EVENTS.with_name("cues.npz"), EVENTS.with_name("cuespans.npz")
KINDS = EVENTS.with_name("cuekinds.npz")
_WORD = re.compile(r"\w+")
Words = frozenset[int]
"""Where the words of a span begin in a text."""


def documents(folder: Path) -> list[dict[str, Any]]:
    """PolNeAR's development documents."""
    with gzip.open(folder / "attribution" / "polnear_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parsed(rows: Sequence[dict[str, Any]]) -> Iterable[tuple[int, int, Doc]]:
    """Number of the document, place in it and parse of each sentence."""
    units = [
        (number, item)
        for number, row in enumerate(rows)
        for item in sentences(row["text"])
        if len(item.text) <= LONGEST
    ]
    docs = parse(item.text for _, item in units)
    return ((number, item.start, doc) for (number, item), doc in zip(units, docs, strict=True))


class Marked(NamedTuple):
    """A sentence with its gold: number of a label for each token, and the same of the spans of each cue."""

    document: int
    doc: Doc
    quoted: list[tuple[int, int]]
    cues: list[int]
    spans: list[tuple[list[int], list[int]]]
    """Tokens of a cue; labels."""


def marked(rows: Sequence[dict[str, Any]], docs: Iterable[tuple[int, int, Doc]]) -> Iterator[Marked]:
    """Every sentence with what PolNeAR's readers marked in it."""
    gold = [
        [tuple(_words(row["text"], a[key]) for key in ("source", "cue", "content")) for a in row["attributions"]]
        for row in rows
    ]
    quoted = [quotations(row["text"]) for row in rows]
    for number, start, doc in docs:
        end = start + len(doc.text)
        if not len(doc):
            continue
        inside = [(a - start, b - start) for a, b in quoted[number] if a < end and start < b]
        made = Marked(number, doc, inside, [0] * len(doc), [])
        for source, cue, content in gold[number]:
            if not cue or not start <= min(cue) < end:
                continue
            at = [i for i, held in enumerate(_held(doc, start, cue)) if held]
            for i in at:
                made.cues[i] = CUE_LABELS.index("I" if i - 1 in at else "B")
            if at:
                made.spans.append((at, _span_labels(doc, start, at, source, content)))
        yield made


def examples(rows: Sequence[dict[str, Any]], docs: Iterable[tuple[int, int, Doc]]) -> tuple[Rows, Rows]:
    """What the chains of cues and of spans learn from."""
    cues, spans = Collector(), Collector()
    for held in marked(rows, docs):
        looks = view(held.doc, held.quoted)
        for at, told in held.spans:
            spans.add(*span_features(looks, at), told, held.document)
        cues.add(*cue_features(looks), held.cues, held.document)
    return cues.rows(), spans.rows()


def _span_labels(doc: Doc, start: int, cue: Sequence[int], source: Words, content: Words) -> list[int]:
    labels = [0] * len(doc)
    for part, words in (("S", source), ("C", content)):
        held = [inside and i not in cue for i, inside in enumerate(_held(doc, start, words))]
        for i, inside in enumerate(held):
            if inside and not labels[i]:
                labels[i] = SPAN_LABELS.index(f"{part}{'I' if i and held[i - 1] else 'B'}")
    for i in cue:
        labels[i] = SPAN_LABELS.index("V")
    return labels


def _held(doc: Doc, start: int, words: Words) -> list[bool]:
    """Which tokens hold one of the words; punctuation belongs to a span when it stands between two of its tokens."""
    inside: list[bool | None] = []
    for token in doc:
        own = [start + token.idx + match.start() for match in _WORD.finditer(token.text)]
        inside.append(any(word in words for word in own) if own else None)
    held = [bool(one) for one in inside]
    for i, one in enumerate(inside):
        if one is None and i and held[i - 1]:
            following = next((later for later in inside[i:] if later is not None), False)
            held[i] = bool(following)
    return held


def _words(text: str, pieces: Iterable[Sequence[int]]) -> Words:
    return frozenset(a + m.start() for a, b in pieces for m in _WORD.finditer(text[a:b]))


def kinds(vectors: Iterable[NDArray[np.float32]]) -> None:
    """Group the parser's vectors of words and write the centres."""
    drawn = np.random.default_rng(1).choice(np.concatenate(list(vectors)), 150_000, replace=False)
    wide, narrow = (
        MiniBatchKMeans(count, batch_size=4096, n_init=1, max_iter=30, random_state=1).fit(drawn).cluster_centers_
        for count in (64, 512)
    )
    np.savez_compressed(KINDS, wide=wide.astype(np.float16), narrow=narrow.astype(np.float16))


def train(made: tuple[Rows, Rows], documents_chosen: NDArray[np.bool_], reader: Encoder | None = None) -> Model:
    """Learn both chains from the chosen documents; ``reader`` stands beside them."""
    cues, spans = made
    return Model(
        fit(cues, documents_chosen[cues.document], CUE_LABELS),
        fit(spans, documents_chosen[spans.document], SPAN_LABELS, given="V"),
        reader,
    )


def main() -> None:
    """Train on everything and write the weights; the kinds of words first, which the features need."""
    rows = documents(data.folder())
    docs = list(parsed(rows))
    kinds(doc.tensor for _, _, doc in docs)
    model = train(examples(rows, docs), np.ones(len(rows), bool))
    for target, chain in ((CUES, model.cues), (SPANS, model.spans)):
        print(f"{len(rows)} documents -> {target.name}, {save(target, chain, 0.03) >> 10} KB")


if __name__ == "__main__":
    main()
