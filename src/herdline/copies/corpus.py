"""All texts of a run as flat token arrays: what the passage search works on.

One article is a slice of long arrays, so that a million articles are a dozen NumPy arrays and no Python object per
token. Large runs keep the arrays in unnamed temporary files (memory maps): the operating system then decides what
stays in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from herdline.copies import captions
from herdline.text.quotation import quoted_tokens
from herdline.text.tokens import IDEOGRAPH, tokenize

FLAG_IDEOGRAPH, FLAG_QUOTED, FLAG_CAPTION = 1, 2, 4
WORD_WEIGHT, IDEOGRAPH_WEIGHT = 5, 3
"""15 words say as much as 25 characters of a script without spaces: lengths are summed in these units."""

_SPILL_TOKENS = 80_000_000  # above this the arrays live in files: 11 bytes a token, about 0.9 GB

QUERY = """
select a.id, a.outlet, o.unit, a.lang, a.title, a.text, a.published
from articles a left join outlets o on a.outlet = o.outlet
"""
"""What the passage search reads; the order of rows does not matter."""


@dataclass
class Corpus:
    """Tokens of all articles. Article ``i`` owns the slice ``bounds[i]:bounds[i + 1]``.

    Attributes:
        ids: int64 (articles,).
        tokens: uint32 (tokens,), folded hash of each token, never 0; 0 marks what must not match (boilerplate).
        starts: int32 (tokens,), first character.
        lengths: uint16 (tokens,), characters.
        flags: uint8 (tokens,), FLAG_IDEOGRAPH, FLAG_QUOTED, FLAG_CAPTION.
        bounds: int64 (articles + 1,).
        units: int32 (articles,), code of the counting unit (owner or outlet), -1 where unknown.
        days: int32 (articles,), day of publication since 1970, -1 where unknown.
        ranks: int32 (articles,), place in the order of time, then id: equal in every run.
        titles: uint32 tokens of the titles, with ``title_bounds``.
    """

    ids: np.ndarray
    tokens: np.ndarray
    starts: np.ndarray
    lengths: np.ndarray
    flags: np.ndarray
    bounds: np.ndarray
    units: np.ndarray
    days: np.ndarray
    ranks: np.ndarray
    titles: np.ndarray
    title_bounds: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


class _Growing:
    """An array that grows by doubling, in memory or in a temporary file once it is large."""

    def __init__(self, dtype: type) -> None:
        self._data: np.ndarray = np.empty(1 << 16, dtype)
        self.used = 0

    def extend(self, values: np.ndarray) -> None:
        need = self.used + len(values)
        if need > len(self._data):
            self._grow(max(need, len(self._data) * 3 // 2))
        self._data[self.used : need] = values
        self.used = need

    def _grow(self, size: int) -> None:
        if size <= _SPILL_TOKENS:
            larger = np.empty(size, self._data.dtype)
        else:
            with tempfile.TemporaryFile() as file:
                larger = np.memmap(file, self._data.dtype, "w+", shape=(size,))
        larger[: self.used] = self._data[: self.used]
        self._data = larger

    def array(self) -> np.ndarray:
        return self._data[: self.used]


def load(batches: Iterable[pa.RecordBatch]) -> Corpus:
    """Tokenise articles batch by batch.

    Args:
        batches: columns id, outlet, unit, lang, title, text, published; every value may be null. Ids must
            differ.

    Returns:
        The corpus; memory 11 bytes a token (in files above 80 million tokens).
    """
    tokens, starts, lengths, flags = (_Growing(t) for t in (np.uint32, np.int32, np.uint16, np.uint8))
    titles = _Growing(np.uint32)
    counts: list[np.ndarray] = []
    title_counts: list[np.ndarray] = []
    meta: list[pa.RecordBatch] = []
    for batch in batches:
        if not batch.num_rows:
            continue
        texts = batch.column("text").cast(pa.large_string()).fill_null("")
        found = tokenize(texts)
        tokens.extend(_narrow(found.hashes))
        starts.extend(found.starts)
        lengths.extend(np.minimum(found.ends - found.starts, 65_535))
        quoted = quoted_tokens(texts, found)
        flags.extend(
            ((found.kinds & 3) == IDEOGRAPH) * np.uint8(FLAG_IDEOGRAPH) + quoted * np.uint8(FLAG_QUOTED)
            + captions.mark(texts, found.offsets, found.starts) * np.uint8(FLAG_CAPTION)
        )  # fmt: skip
        counts.append(np.diff(found.offsets))
        headlines = tokenize(batch.column("title").cast(pa.large_string()))
        titles.extend(_narrow(headlines.hashes))
        title_counts.append(np.diff(headlines.offsets))
        meta.append(batch.select(["id", "outlet", "unit", "published"]))
    ids, units, days, ranks = _describe(meta)
    return Corpus(
        ids, tokens.array(), starts.array(), lengths.array(), flags.array(), _bounds(counts),
        units, days, ranks, titles.array(), _bounds(title_counts),
    )  # fmt: skip


def _narrow(hashes: np.ndarray) -> np.ndarray:
    """32 bits are enough: a false match needs several equal tokens in a row. 0 is kept for masked tokens."""
    narrow = (hashes >> np.uint64(32)).astype(np.uint32)
    narrow[narrow == 0] = 1
    return narrow


def _bounds(counts: list[np.ndarray]) -> np.ndarray:
    joined = np.concatenate(counts) if counts else np.empty(0, np.int64)
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(joined, dtype=np.int64)])


def _describe(meta: list[pa.RecordBatch]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    if not meta:
        empty = np.empty(0, np.int32)
        return np.empty(0, np.int64), empty, empty, empty
    table = pa.Table.from_batches(meta)
    ids = table["id"].fill_null(0).to_numpy().astype(np.int64)
    named = pc.coalesce(table["unit"].cast(pa.string()), table["outlet"].cast(pa.string())).combine_chunks()
    codes = named.dictionary_encode().indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    times = table["published"].cast(pa.timestamp("us")).cast(pa.int64()).fill_null(np.iinfo(np.int64).max).to_numpy()
    unknown = times == np.iinfo(np.int64).max
    days = np.where(unknown, -1, times // 86_400_000_000).astype(np.int32)
    ranks = np.empty(len(ids), np.int32)
    ranks[np.lexsort((ids, times))] = np.arange(len(ids), dtype=np.int32)
    return ids, codes, days, ranks
