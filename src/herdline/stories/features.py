"""What an article says, as sparse and dense vectors: words, headline, names and numbers, meaning, time.

One reading of the articles gives a ``Corpus``; weights by rarity are laid on afterwards for any choice of rows, so
that a window of days can be compared with the rarities of that window.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from herdline.config import StorySettings
from herdline.stories.languages import languages
from herdline.stories.sparse import Sparse, add_up
from herdline.stories.words import look_up
from herdline.text import vectors
from herdline.text.nearvectors import near_vectors
from herdline.text.tokens import CAPITAL, NUMBER, Tokens, joined, tokenize

_NO_DAY = ("month", "year")
"""Precisions of a date that names no day."""
_CHANGING = r"https?://\S+|\d+"
_SUFFIX = re.compile(r"(?<=\S{3})(?:\s[-–—|·•]\s|\s?[｜_]\s?)[^-–—|·•｜_]{2,30}$")


@dataclass(frozen=True)
class Corpus:
    """Articles as features; row i everywhere is article i.

    Attributes:
        ids: int64, article ids.
        days: float64, days since 1970, NaN where unknown.
        sure: the same, NaN also where no day is known ("June 2023").
        langs: language codes ("und" where unknown), short texts by the others (``languages``).
        body: stems, all of title and text.
        title: stems of the headline (of the first words where there is none).
        names: keys of names and numbers, equal across scripts.
        common_stems, common_keys: share of articles that have each feature in general.
        meaning: float32 (articles, 512), multilingual vectors: static ones, mixed with full ones where texts are brief.
        sizes: tokens read of each article.
        numeric: which keys are numbers.
        unknown: which articles are in a language that the vector model lacks.
        texts: what the vectors were made from, for near ones.
    """

    ids: np.ndarray
    days: np.ndarray
    sure: np.ndarray
    langs: np.ndarray
    body: Sparse
    title: Sparse
    names: Sparse
    common_stems: np.ndarray
    common_keys: np.ndarray
    meaning: np.ndarray
    sizes: np.ndarray
    numeric: np.ndarray
    unknown: np.ndarray
    texts: list[str]
    _full: dict[int, np.ndarray] = field(default_factory=dict)

    def full(self, rows: np.ndarray) -> np.ndarray:
        """Float32 (rows, 512), near multilingual vectors, made at the first call for a row and kept."""
        lacking = [int(row) for row in rows if int(row) not in self._full]
        for row, vector in zip(lacking, near_vectors([self.texts[r] for r in lacking]), strict=True):
            self._full[row] = vector
        return np.array([self._full[int(row)] for row in rows], np.float32).reshape(len(rows), vectors.DIMENSIONS)


def read(articles: pa.Table, settings: StorySettings) -> Corpus:
    """Features of articles from columns id, lang, title, text, published (nulls allowed).

    ``published_precision`` may be left out; then every date names a day.
    """
    titles = pc.fill_null(articles["title"].combine_chunks().cast(pa.large_string()), "")
    bodies = pc.utf8_slice_codeunits(
        pc.fill_null(articles["text"].combine_chunks().cast(pa.large_string()), ""), 0, settings.characters
    )
    bodies = _without_standing(bodies, settings)
    repeated = pc.equal(titles, bodies)
    titles = _without_suffix(titles, settings)
    bodies = pc.if_else(repeated, titles, bodies)
    head, rest = tokenize(titles), tokenize(bodies)
    title_list, body_list = titles.to_pylist(), bodies.to_pylist()
    words = _words([head, rest], [title_list, body_list])
    title, body, names = _rows(head, rest, words, settings)
    leads = [f"{t}. {b[: settings.lead_characters]}" if t else b[: settings.lead_characters * 2]
             for t, b in zip(title_list, body_list, strict=True)]  # fmt: skip
    times = articles["published"].cast(pa.timestamp("us")).cast(pa.int64()).to_numpy(zero_copy_only=False)
    days = times.astype(np.float64) / 86_400e6
    stated = np.array(pc.fill_null(articles["lang"].cast(pa.string()), "und").to_pylist(), dtype=object)
    langs = languages(stated, leads, body, len(words.common_stems))
    sizes = np.diff(head.offsets) + np.diff(rest.offsets)
    brief = sizes <= settings.lead_words if len(leads) <= settings.full else np.diff(rest.offsets) == 0
    meaning, full = _meaning(leads, brief)
    return Corpus(
        articles["id"].to_numpy(), days, _sure(articles, days), langs, body, title, names,
        words.common_stems, words.common_keys, meaning,
        sizes, words.numeric,
        np.array([lang not in vectors.KNOWN and lang != "und" for lang in langs], np.bool_), leads, full,
    )  # fmt: skip


def _sure(articles: pa.Table, days: np.ndarray) -> np.ndarray:
    """The days that are known to the day."""
    if "published_precision" not in articles.column_names:
        return days
    rough = pc.is_in(articles["published_precision"].cast(pa.string()), value_set=pa.array(_NO_DAY))
    return np.where(rough.to_numpy(), np.nan, days)


def _without_standing(bodies: pa.Array, settings: StorySettings) -> pa.Array:
    """Short texts that many articles share but for addresses and numbers say nothing; they become "".

    "Comments" and "Read more" are such, and so is "Article URL: ... Comments URL: ... Points: 25 # Comments: 5".
    """
    short = pc.less(pc.utf8_length(bodies), settings.standing_looked)
    frames = pc.if_else(short, pc.replace_substring_regex(bodies, _CHANGING, "#"), bodies)
    counts = pc.value_counts(frames)
    values, times = counts.field("values"), counts.field("counts")
    often = pc.and_(pc.greater(times, settings.standing), pc.less(pc.utf8_length(values), settings.standing_characters))
    return pc.if_else(pc.is_in(frames, value_set=values.filter(often)), pa.scalar("", bodies.type), bodies)


def _without_suffix(titles: pa.Array, settings: StorySettings) -> pa.Array:
    """Headlines without what many end in after a dash or bar: names of sites and sections ("... | The Barometer")."""
    texts = titles.to_pylist()
    found = [_SUFFIX.search(text) for text in texts]
    counts = Counter(match[0] for match in found if match)
    kept = [
        text[: match.start()] if match and counts[match[0]] > settings.standing else text
        for text, match in zip(texts, found, strict=True)
    ]
    return pa.array(kept, titles.type)


def _meaning(leads: list[str], brief: np.ndarray) -> tuple[np.ndarray, dict[int, np.ndarray]]:
    """Static vectors, and the full ones made by the way, by row.

    Headlines alone, whose few words say little, get the full model's half and half, and in small piles short texts do.
    """
    made = vectors.static_vectors(leads)
    rows = np.flatnonzero(brief)
    full = vectors.full_vectors([leads[row] for row in rows])
    both = made[rows] + full
    made[rows] = both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-6)
    return made, dict(zip(rows.tolist(), full, strict=True))


@dataclass(frozen=True)
class _Words:
    """Distinct words: sorted hashes, and for each its stem, key (-1 for none)."""

    hashes: np.ndarray
    stems: np.ndarray
    keys: np.ndarray
    common_stems: np.ndarray
    common_keys: np.ndarray
    numeric: np.ndarray


def _words(tokens: list[Tokens], texts: list[list[str]]) -> _Words:
    """Look up each distinct word once, at the first place where it stands."""
    hashes, starts, ends, rows = [], [], [], []
    for part in tokens:
        pairs, ends_here = joined(part)
        hashes.append(pairs)
        starts.append(part.starts)
        ends.append(ends_here)
        rows.append(np.repeat(np.arange(len(part.offsets) - 1), np.diff(part.offsets)))
    sizes = [len(h) for h in hashes]
    distinct, first = np.unique(np.concatenate(hashes), return_index=True)
    stems: dict[str, int] = {}
    keys: dict[str, int] = {}
    stem_of, key_of = np.zeros(len(distinct), np.int32), np.full(len(distinct), -1, np.int32)
    common_stems: list[float] = []
    common_keys: list[float] = []
    for at, place in enumerate(first.tolist()):
        which = 0 if place < sizes[0] else 1
        place -= sizes[0] * which
        word = look_up(texts[which][rows[which][place]][starts[which][place] : ends[which][place]])
        stem_of[at] = _number(stems, common_stems, word.stem, word.common)
        if word.key:
            key_of[at] = _number(keys, common_keys, word.key, word.common)
    return _Words(distinct, stem_of, key_of, np.array(common_stems), np.array(common_keys),
                  np.array([name[0] == "#" for name in keys], np.bool_))  # fmt: skip


def _number(known: dict[str, int], common: list[float], name: str, share: float) -> int:
    """Number of a feature; what is common in general about its words adds up."""
    found = known.setdefault(name, len(known))
    if found == len(common):
        common.append(share)
    else:
        common[found] = min(0.9, common[found] + share)
    return found


def _rows(head: Tokens, rest: Tokens, words: _Words, settings: StorySettings) -> tuple[Sparse, Sparse, Sparse]:
    """Headline, body and names of every article."""
    parts = []
    for tokens in (head, rest):
        at = np.searchsorted(words.hashes, joined(tokens)[0])
        parts.append((words.stems[at], words.keys[at], _named(tokens)))
    (head_stems, head_keys, head_named), (rest_stems, rest_keys, rest_named) = parts
    no_title = np.diff(head.offsets) == 0
    title = add_up(
        [(head.offsets, head_stems, np.ones(len(head_stems), np.float32)),
         (rest.offsets, rest_stems, _opening(rest.offsets, no_title, settings.title_words))],
    )  # fmt: skip
    place = _place(rest.offsets)
    fading = np.where(place < settings.lead_words, 1.0, settings.later).astype(np.float32)
    body = add_up(
        [(head.offsets, head_stems, np.where(head_named, settings.named, 1).astype(np.float32) * settings.title),
         (rest.offsets, rest_stems, np.where(rest_named, settings.named, 1).astype(np.float32) * fading)],
    )  # fmt: skip
    names = add_up(
        [(head.offsets, np.where(head_named, head_keys, -1), np.full(len(head_keys), settings.title, np.float32)),
         (rest.offsets, np.where(rest_named, rest_keys, -1), fading)],
    )  # fmt: skip
    return title, body, names


def _place(offsets: np.ndarray) -> np.ndarray:
    """Position of each token in its text."""
    return np.asarray(np.arange(offsets[-1]) - np.repeat(offsets[:-1], np.diff(offsets)))


def _opening(offsets: np.ndarray, chosen: np.ndarray, count: int) -> np.ndarray:
    """1 for the first tokens of the chosen texts, 0 elsewhere."""
    return np.asarray(np.repeat(chosen, np.diff(offsets)) & (_place(offsets) < count), np.float32)


def _named(tokens: Tokens) -> np.ndarray:
    """Whether each token may be (part of) a name, or is a number.

    In scripts with capitals: a capital right after another word. In texts where most words have one (English
    headlines) that says nothing, so all count. In scripts without capitals every word counts.
    """
    count = len(tokens.offsets) - 1
    kinds = tokens.kinds & 3
    capital = (tokens.kinds & CAPITAL) > 0
    text = np.repeat(np.arange(count), np.diff(tokens.offsets))
    capitals = np.bincount(text, capital, count)
    inside = np.zeros(len(kinds), np.bool_)
    if len(kinds):
        inside[1:] = tokens.starts[1:] - tokens.ends[:-1] == 1
    inside |= capitals[text] > 0.6 * np.bincount(text, kinds == 0, count)[text]
    return np.asarray((kinds == NUMBER) | (capital & inside) | (capitals == 0)[text], np.bool_)
