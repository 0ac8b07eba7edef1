"""What texts are about, as words: titles and beginnings, names told apart, numbers left out.

A word belongs to its language; where no spaces part words, pairs of characters stand for them. Whether a word is a name
is decided once for the whole store, by how it mostly stands inside sentences: headlines that print every word with a
capital say nothing about that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

import numpy as np
import pyarrow as pa
from scipy import sparse

from herdline.line.streams import SLOT, streams
from herdline.text.tokens import NUMBER, Tokens, hash_word, joined, tokenize

_COMMON = 0.1
"""Words of more texts than this share say nothing about the matter."""
_WIDE = np.int64(1) << 32


@dataclass(frozen=True)
class Features:
    """Texts as words.

    Attributes:
        stories, families: int64 (texts,).
        days: float64 (texts,), days since 1970 it was published, NaN where unknown.
        langs: language of each text.
        text: int64 (words,), the text a word stands in, rising.
        words: uint64 (words,), the word and its language.
        named, headline: bool (words,), whether it stands in a name, and in the title.
    """

    stories: np.ndarray
    families: np.ndarray
    days: np.ndarray
    langs: np.ndarray
    text: np.ndarray
    words: np.ndarray
    named: np.ndarray
    headline: np.ndarray

    @cached_property
    def bounds(self) -> np.ndarray:
        """Int64 (texts + 1,), where the words of each text begin."""
        return np.searchsorted(self.text, np.arange(len(self.stories) + 1))

    def of(self, chosen: np.ndarray) -> Features:
        """These texts only, in this order."""
        starts, counts = self.bounds[chosen], np.diff(self.bounds)[chosen]
        text = np.repeat(np.arange(len(chosen)), counts)
        kept = np.arange(len(text)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        return Features(
            self.stories[chosen], self.families[chosen], self.days[chosen], self.langs[chosen],
            text, self.words[kept], self.named[kept], self.headline[kept],
        )  # fmt: skip


def together(parts: list[Features]) -> Features:
    """All texts of these, one part after the other."""
    starts = np.cumsum([0, *(len(p.stories) for p in parts)])
    text = np.concatenate([p.text + start for p, start in zip(parts, starts, strict=False)])
    columns = {name: np.concatenate([getattr(p, name) for p in parts]) for name in Features.__dataclass_fields__}
    return Features(**{**columns, "text": text})


def features(batch: pa.RecordBatch) -> Features:
    """Features of a batch with columns story, family, lang, title, lead, published."""
    titles, langs = batch.column("title").to_pylist(), batch.column("lang").to_pylist()
    texts = pa.array([f"{t}\n{x}" for t, x in zip(titles, batch.column("lead").to_pylist(), strict=True)], pa.string())
    tokens = tokenize(texts)
    text = np.repeat(np.arange(len(texts)), np.diff(tokens.offsets))
    known = {lang: np.uint64(language_mark(lang)) for lang in set(langs)}
    marks = np.array([known[lang] for lang in langs], np.uint64)
    words, kept = _words(tokens)
    named = _named(texts, langs, tokens, text)
    title_ends = np.array([len(t) for t in titles], np.int64)
    with np.errstate(over="ignore"):
        words = words * marks[text]
    days = np.array([day(d) for d in batch.column("published").to_pylist()], np.float64)
    return Features(
        batch.column("story").to_numpy(), batch.column("family").to_numpy(), days, np.array(langs, object),
        text[kept], words[kept], named[kept], (tokens.starts < title_ends[text])[kept],
    )  # fmt: skip


def words_of(text: str, lang: str) -> np.ndarray:
    """Distinct words of a line as it is shown, uint64, slots and numbers left out."""
    for slot in ("{...}", "{name}", "{number}", "{place}"):
        text = text.replace(slot, " \n ")
    words, kept = _words(tokenize([text]))
    with np.errstate(over="ignore"):
        return np.unique(words[kept] * np.uint64(language_mark(lang)))


def language_mark(lang: str) -> int:
    """Odd number that a word's hash is multiplied with, so that "die" is two words in two languages."""
    return hash_word("".join(c for c in lang if c.isalpha()) or "und") | 1


def day(moment: datetime | None) -> float:
    """Days since 1970, NaN where unknown."""
    if moment is None:
        return float("nan")
    return moment.replace(tzinfo=UTC).timestamp() / 86400  # stored times are UTC without a zone


class Vocabulary:
    """What is known of each word of the store: texts that have it, and whether it is a name."""

    def __init__(self) -> None:
        self.words = np.zeros(0, np.uint64)
        self._counts = np.zeros((0, 4), np.int64)
        self._texts: dict[str, int] = {}
        self._langs: list[str] = []
        self.weights = np.zeros(0)
        self.is_name = np.zeros(0, np.bool_)

    def add(self, batch: Features) -> None:
        """Count these texts' words."""
        for lang in batch.langs.tolist():
            if lang not in self._texts:
                self._texts[lang] = 0
                self._langs.append(lang)
            self._texts[lang] += 1
        words, column = np.unique(batch.words, return_inverse=True)
        counts = np.zeros((len(words), 4), np.int64)
        once = _distinct(batch.text * np.int64(max(1, len(words))) + column)
        counts[:, 0] = np.bincount(once % max(1, len(words)), minlength=len(words))
        inside = ~batch.headline
        counts[:, 1] = np.bincount(column[inside & ~batch.named], minlength=len(words))
        counts[:, 2] = np.bincount(column[inside & batch.named], minlength=len(words))
        places = {lang: number for number, lang in enumerate(self._langs)}
        of_text = np.array([places[lang] for lang in batch.langs.tolist()], np.int64)
        counts[column, 3] = of_text[batch.text]
        merged, place = np.unique(np.concatenate([self.words, words]), return_inverse=True)
        total = np.zeros((len(merged), 4), np.int64)
        old, new = place[: len(self.words)], place[len(self.words) :]
        total[old] = self._counts
        total[new, :3] += counts[:, :3]
        total[new, 3] = counts[:, 3]
        self.words, self._counts = merged, total

    def close(self) -> None:
        """Weigh the words; nothing is added after this."""
        of = np.array([self._texts[lang] for lang in self._langs], np.float64)[self._counts[:, 3]]
        self.weights = np.log(of / np.maximum(self._counts[:, 0], 1))
        self.is_name = self._counts[:, 2] > self._counts[:, 1]
        self.weights[(self._counts[:, 0] > _COMMON * of) & ~self.is_name] = 0.0

    def texts(self, lang: str) -> int:
        """Texts of a language."""
        return self._texts.get(lang, 0)

    def count(self, words: np.ndarray) -> np.ndarray:
        """Texts that have each of these words, int64, 0 where unknown."""
        place, known = self.places(words)
        counts = np.zeros(len(words), np.int64)
        counts[known] = self._counts[place[known], 0]
        return counts

    def names(self, words: np.ndarray) -> np.ndarray:
        """Which of these words are names."""
        place, known = self.places(words)
        found = np.zeros(len(words), np.bool_)
        found[known] = self.is_name[place[known]]
        return found

    def places(self, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where the words stand in ``words``, and which of them are there."""
        if not len(self.words):
            return np.zeros(len(words), np.int64), np.zeros(len(words), np.bool_)
        place = np.minimum(np.searchsorted(self.words, words), len(self.words) - 1)
        return place, self.words[place] == words

    def vectors(self, batch: Features) -> tuple[Vectors, Vectors]:
        """Weighed words of each text, and names."""
        size = np.int64(max(1, len(self.words)))
        once = _distinct(batch.text * size + self.places(batch.words)[0])
        once = once[self.weights[once % size] > 0]
        named = self.is_name[once % size]
        return self._made(once[~named], len(batch.stories)), self._made(once[named], len(batch.stories))

    def _made(self, once: np.ndarray, texts: int) -> Vectors:
        size = np.int64(max(1, len(self.words)))
        row, column = once // size, once % size
        value = self.weights[column]
        bounds = np.searchsorted(row, np.arange(texts + 1))
        made = sparse.csr_matrix((value, column, bounds), shape=(texts, len(self.words)))
        return Vectors(made, np.sqrt(np.bincount(row, value * value, texts)))


@dataclass(frozen=True)
class Vectors:
    """Texts as vectors (texts, words), and the vectors' lengths (texts,)."""

    rows: sparse.csr_matrix
    lengths: np.ndarray

    def centre(self) -> sparse.csr_matrix:
        """Mean direction of these texts, length one or zero, (1, words)."""
        mean = sparse.csr_matrix(sparse.csr_matrix(1 / np.maximum(self.lengths, 1e-12)[None, :]) @ self.rows)
        mean.sort_indices()
        # added up one by one: every engine must come to the same last digit
        return mean / max(float(np.sqrt(np.cumsum(mean.data**2)[-1])) if mean.nnz else 0.0, 1e-12)


def _distinct(values: np.ndarray) -> np.ndarray:
    """Distinct values, rising; several times as fast as NumPy's by hashing where most are."""
    values = np.sort(values)
    new = np.ones(len(values), np.bool_)
    new[1:] = values[1:] != values[:-1]
    return values[new]


def _words(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """Words or pairs of characters, and which of them count: no numbers, no last sign of a run, which a pair holds."""
    words, ends = joined(tokens)
    pair = ends != tokens.ends
    kept = np.ones(len(words), np.bool_)
    kept[1:] = pair[1:] | ~pair[:-1]
    return words, kept & ((tokens.kinds & 3) != NUMBER)


def _named(texts: pa.Array, langs: list[str | None], tokens: Tokens, text: np.ndarray) -> np.ndarray:
    """Which tokens stand in a slot of the text's stream."""
    stream = streams(texts, langs)
    slot = (stream.flags & SLOT) != 0
    of = stream.text_of[slot].astype(np.int64) * _WIDE
    begins, ends = of + stream.starts[slot], of + stream.ends[slot]
    if not len(begins):
        return np.zeros(len(text), np.bool_)
    at = text.astype(np.int64) * _WIDE + tokens.starts
    last = np.searchsorted(begins, at, side="right") - 1
    return np.asarray((last >= 0) & (at < ends[np.maximum(last, 0)]))
