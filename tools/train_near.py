"""Low-rank second convolutions of near vectors (``herdline/data/near.npz``).

    python -m tools.train_near

For each branch of the sentence model the product of a window with its weights is regressed at low rank (reduced-rank
regression, Izenman 1975): the directions in which the products of real sentences vary most. From there gradients go on
(Adam, Kingma and Ba 2015), since what is negative behind the product is cut off and need not be right; errors count by
what the model's next layer makes of them. Learns from the full model itself; the sentences (leads of many languages,
full texts) only say which products occur. Prints how far cosines are from the full ones on sentences that were not
learnt from. About four core-minutes.
"""

from __future__ import annotations

import gzip
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow.parquet as pq

from benchmarks import data
from herdline.text import nearvectors, vectors
from herdline.text.nearvectors import ORDERS, WIDTH
from herdline.text.pieces import model, pieces
from herdline.text.sentences import sentences

RANK, SEED, EACH, HELD_OUT = 24, 5, 120, 500
STEPS, BATCH, RATE = 2_000, 1_024, 0.003
OUT = Path(__file__).parents[1] / "src" / "herdline" / "data" / "near.npz"


def drawn() -> list[str]:
    """Sentences of full texts and of leads, at most so many of a language."""
    draw = random.Random(SEED)
    texts = pq.read_table(data.folder() / "fulltext/news_2012-2020.parquet", columns=["text"])["text"]
    found = [s.text for i in draw.sample(range(len(texts)), 300) for s in list(sentences(texts[i].as_py()))[:30]]
    found = draw.sample(found, 2_500)
    by: dict[str, list[str]] = {}
    with gzip.open(data.folder() / "rss/feeds_2023-06.jsonl.gz") as lines:
        for line in lines:
            row = orjson.loads(line)
            by.setdefault(row["lang"], []).append(row["text"] or row["title"] or "")
    for lang in sorted(by, key=str):
        found += [t[:400] for t in draw.sample(by[lang], min(EACH, len(by[lang]))) if t.strip()]
    draw.shuffle(found)
    return found


def low_rank(texts: list[str], rank: int) -> dict[str, np.ndarray]:
    """Arrays of the file, from the first convolutions of these texts."""
    backend = model()._model
    cut = [p for p in map(pieces, texts) if p]
    sizes = np.array([len(p) for p in cut])
    flat = np.concatenate([np.array(p) for p in cut])
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    first = np.empty((len(ORDERS), len(flat), WIDTH), np.float32)
    table, slots = nearvectors._rows(backend, flat)
    nearvectors._first_convolution(table.rows, table.scales, slots, bounds, nearvectors._bias(), first)
    index = backend._window_index(bounds[:-1], sizes, len(flat))
    arrays: dict[str, np.ndarray] = {}
    for branch, (order, left) in enumerate(ORDERS):
        padded = np.concatenate([first[branch], np.zeros((1, WIDTH), np.float32)])
        windows = padded[index[:, 2 - left : 2 - left + order]].reshape(len(flat), order * WIDTH)
        parts = _refined(windows, backend, branch, _regressed(windows, backend, branch, rank))
        taps = [parts[0][tap * WIDTH : (tap + 1) * WIDTH] for tap in range(order)]
        arrays |= {f"down{order}": np.concatenate(taps, axis=1), f"up{order}": parts[1], f"bias{order}": parts[2]}
    return {name: values.astype(np.float16) for name, values in arrays.items()}


def _regressed(windows: np.ndarray, backend: Any, branch: int, rank: int) -> list[np.ndarray]:
    """Down, up and bias in closed form."""
    mean = windows.mean(axis=0, dtype=np.float64).astype(np.float32)
    made = (windows - mean) @ backend.w2[branch]
    _, directions = np.linalg.eigh(made.T @ made)
    up = np.ascontiguousarray(directions[:, ::-1][:, :rank].T)
    down = backend.w2[branch] @ up.T
    return [down, up, backend.b2[branch] + mean @ backend.w2[branch] - (mean @ down) @ up]


def _refined(windows: np.ndarray, backend: Any, branch: int, parts: list[np.ndarray]) -> list[np.ndarray]:
    """The same after ``STEPS`` of Adam on what is left behind the cut at zero."""
    rows = slice(512 + WIDTH * branch, 512 + WIDTH * (branch + 1))
    heed = backend.ln_g[rows, None] * backend.cnn_W[rows]
    heed = heed @ heed.T
    heed = (heed * (WIDTH / np.trace(heed)) + 0.05 * np.eye(WIDTH)).astype(np.float32)
    first, second = ([np.zeros_like(part) for part in parts] for _ in range(2))
    draw = np.random.default_rng(SEED)
    for step in range(1, STEPS + 1):
        batch = windows[draw.integers(0, len(windows), BATCH)]
        low = batch @ parts[0]
        made = low @ parts[1] + parts[2]
        wrong = np.maximum(made, 0) - np.maximum(batch @ backend.w2[branch] + backend.b2[branch], 0)
        back = (wrong @ heed) * (made > 0) * (2 / BATCH)
        slopes = [batch.T @ (back @ parts[1].T), low.T @ back, back.sum(axis=0)]
        rate = RATE * min(1, step / 50) * (1 + math.cos(math.pi * step / STEPS)) / 2
        for part, slope, mean, square in zip(parts, slopes, first, second, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            part -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return parts


def main() -> None:
    """Write the file and print how near the vectors are."""
    texts = drawn()
    np.savez_compressed(OUT, **low_rank(texts[:-HELD_OUT], RANK))
    nearvectors._low_rank.cache_clear()
    upper = np.triu_indices(HELD_OUT, 1)
    full = vectors.full_vectors(texts[-HELD_OUT:])
    for name, made in (
        ("near", nearvectors.near_vectors(texts[-HELD_OUT:])),
        ("static", vectors.static_vectors(texts[-HELD_OUT:])),
    ):
        apart = (made @ made.T - full @ full.T)[upper]
        print(f"{name}: cosines from the full ones, mean {apart.mean():.4f}, standard deviation {apart.std():.4f}")


if __name__ == "__main__":
    main()
