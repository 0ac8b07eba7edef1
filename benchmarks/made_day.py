"""A day of news made to size, with the structure of real news: stories, independent texts, copies, outlets, frames.

Nothing of it is shipped: sentences, vocabulary and every number of ``Structure`` are taken from the development data
when the day is made. What a made day holds:

* stories, their sizes drawn from those that ``herdline.stories`` finds in the fullest day of the June 2023 feeds; all
  feeds of a real day are a few thousand items, so a larger day has more stories, and their tail is stretched by
  (articles / real articles) ** .3: more outlets also means more texts of the largest stories;
* independent texts: real articles of one topic (nearest of some random articles by static vectors), cut to length, all
  names and numbers replaced by others of their kind, the same way in all texts of a story, and the other words of the
  text's own replaced too, so that no five words of two texts agree by chance; each repeats some of the story's leading
  sentences in a wording half its own (the line), some of them word for word;
* copies: their share in that day's feeds or, where greater, the share of wire copy in PolNeAR; edits and cuts drawn
  from the containment of real pairs across sites (``reuse_pairs_5gram``);
* outlets by the number of items that they have in the feeds, two thirds with a frame of standing text of their own;
* languages: ``LANGUAGES`` (a choice: no collection says what the world prints). Chinese is real full text, Russian and
  Polish texts are put together from consecutive leads.

A replacement word has the same language, capital, ending and frequency (within a factor of four), so that sentences
keep their grammar for the parser and their share of event words; the 250 commonest words of a language stay.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benchmarks.data import folder
from herdline import copies, stories
from herdline.text.vectors import static_vectors

LANGUAGES = {"en": 0.8, "zh": 0.08, "ru": 0.07, "pl": 0.05}
WORDS, SPREAD = 450, 0.55
"""Median length in words and the standard deviation of its logarithm (of the real full texts)."""
TOPICS, STAY, FRAMED, QUOTES = 120, 250, 0.66, 0.5
SCHEMA = pa.schema([(n, pa.string()) for n in ("id", "url", "outlet", "lang", "title", "text", "published")])
_MIX = np.uint64(0x9E3779B97F4A7C15)
_CUT = {"zh": re.compile(r"[\u3400-\u9fff]{1,2}|\d+|[^\u3400-\u9fff\d]")}
_EDGES = re.compile(r"^(\W*)(.*?)(\W*)$", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")


@dataclass(frozen=True)
class Structure:
    """What is measured: articles of the real day, sizes of stories, share of copies, containments, outlets, hours."""

    articles: int
    sizes: np.ndarray
    copied: float
    contained: np.ndarray
    outlets: np.ndarray
    hours: np.ndarray


def measured(most: int | None = None) -> Structure:
    """The structure of the fullest day of the feeds (of its first ``most`` items), of full texts and of wire copy."""
    with gzip.open(folder() / "rss/feeds_2023-06.jsonl.gz") as stream:
        rows = [orjson.loads(line) for line in stream]
    days = Counter(row["published"][:10] for row in rows)
    rows = [row for row in rows if row["published"][:10] == max(days, key=lambda d: days[d])][:most]
    table = pa.table(
        {
            "id": pa.array(range(1, len(rows) + 1), pa.int64()),
            **{name: pa.array([r.get(name) for r in rows]) for name in ("outlet", "lang", "title", "text")},
            "published": pa.array([datetime.fromisoformat(r["published"]).replace(tzinfo=None) for r in rows]),
        }
    )
    told = stories.group(table)["story"].to_pylist()
    pairs, _ = copies.copies_of(table)
    copying = pc.count_distinct(pairs.filter(pc.greater(pairs["share"], 0.5))["a"]).as_py()
    long = sum(len((r["text"] or "").split()) >= 15 for r in rows)
    with gzip.open(folder() / "attribution/polnear_dev.jsonl.gz") as stream:
        wires = [orjson.loads(line)["wire"] not in (None, "", "NA", "None") for line in stream]
    with (folder() / "fulltext/reuse_pairs_5gram.jsonl").open("rb") as lines:
        reused = [orjson.loads(line) for line in lines]
    contained = [p["containment"] for p in reused if not p["same_domain"] and p["containment"] >= 0.3]
    counts = np.array(sorted(Counter(r["outlet"] for r in rows).values(), reverse=True), np.float64)
    copied = max(copying / max(long, 1), sum(wires) / len(wires))
    hours = np.bincount([int(r["published"][11:13]) for r in rows], minlength=24) / len(rows)
    sizes = np.array(sorted(Counter(told).values()))
    return Structure(len(rows), sizes, copied, np.array(sorted(contained)), counts / counts.sum(), hours)


@dataclass
class Well:
    """Real sentences as numbers: document d owns ``documents[d]``, a list of sentences (int32 arrays of units)."""

    documents: dict[str, list[list[np.ndarray]]]
    topics: dict[str, list[np.ndarray]]
    before: np.ndarray
    after: np.ndarray
    cores: np.ndarray
    unit_core: np.ndarray
    named: np.ndarray
    first: np.ndarray
    size: np.ndarray
    members: np.ndarray

    def swapped(self, units: np.ndarray, names: int, words: int, share: float) -> list[str]:
        """Strings of the units, names replaced by the first salt, a share of the other words by the second."""
        cores = self.unit_core[units]
        own = cores.astype(np.uint64) * _MIX
        named = self.named[cores]
        with np.errstate(over="ignore"):
            salt = np.where(named, np.uint64(names), np.uint64(words))
            value = (own ^ (salt * np.uint64(0xBF58476D1CE4E5B9))) * _MIX
            value ^= value >> np.uint64(31)
        moved = named | (value % np.uint64(1000) < share * 1000)
        at = self.first[cores] + (value >> np.uint64(11)).astype(np.int64) % self.size[cores]
        words_out = self.cores[np.where(moved, self.members[at], cores)]
        return ["".join(t) for t in zip(self.before[units], words_out, self.after[units], strict=True)]


def dig(seed: int, most: int) -> Well:
    """The well of real sentences: ``most`` English full texts by chance, and all of the other languages."""
    units: dict[str, int] = {}
    counts: list[int] = []
    unit_lang: list[str] = []
    documents: dict[str, list[list[np.ndarray]]] = {}
    leads: dict[str, list[str]] = {}
    for lang, text in _texts(seed, most):
        cut = _CUT.get(lang)
        document = []
        for sentence in _SENTENCE.split(text):
            pieces = cut.findall(sentence) if cut else [word + " " for word in sentence.split()]
            if len(pieces) < 4:
                continue
            row = np.empty(len(pieces), np.int32)
            for i, piece in enumerate(pieces):
                number = units.setdefault(f"{lang}{piece}", len(units))
                if number == len(counts):
                    counts.append(0)
                    unit_lang.append(lang)
                counts[number] += 1
                row[i] = number
            document.append(row)
        if len(document) >= 4:
            documents.setdefault(lang, []).append(document)
            leads.setdefault(lang, []).append(text[:400])
    rng = np.random.default_rng(seed)
    topics = {lang: _topics(static_vectors(held), rng) for lang, held in leads.items()}
    return _well(units, unit_lang, counts, documents, topics)


def _texts(seed: int, most: int) -> Iterator[tuple[str, str]]:
    table = pq.read_table(folder() / "fulltext/news_2012-2020.parquet", columns=["text"])
    rows = np.random.default_rng(seed).permutation(len(table))[:most]
    for text in table["text"].take(pa.array(np.sort(rows))).to_pylist():
        yield "en", text or ""
    with gzip.open(folder() / "languages/zh_cctv.jsonl.gz") as stream:
        for line in stream:
            yield "zh", re.sub(r"<[^>]*>", "", orjson.loads(line)["text"] or "")
    for lang, name in (("ru", "languages/ru_channel_one_2022.jsonl.gz"), ("pl", "rss/feeds_2023-06.jsonl.gz")):
        held: list[str] = []
        with gzip.open(folder() / name) as stream:
            for line in stream:
                row = orjson.loads(line)
                if row["lang"] == lang and row["text"]:
                    held.append(row["text"])
                if sum(map(len, held)) > 3_000:
                    yield lang, "\n".join(held)
                    held = []


def _topics(made: np.ndarray, rng: np.random.Generator) -> list[np.ndarray]:
    """Documents by the nearest of some of them; topics of fewer than three are left out."""
    centres = made[rng.permutation(len(made))[: max(1, min(TOPICS, len(made) // 8))]]
    nearest = (made @ centres.T).argmax(axis=1)
    groups = [np.flatnonzero(nearest == topic) for topic in range(len(centres))]
    return [group for group in groups if len(group) >= 3] or [np.arange(len(made))]


def _well(
    units: dict[str, int], langs: list[str], counts: list[int], documents: dict[str, list[list[np.ndarray]]],
    topics: dict[str, list[np.ndarray]],
) -> Well:  # fmt: skip
    """Cut units into (before, core, after) and sort cores into classes of words that can stand for each other."""
    cores: dict[tuple[str, str], int] = {}
    before, after, unit_core = [], [], np.empty(len(units), np.int64)
    total: list[int] = []
    for unit, lang, count in zip(units, langs, counts, strict=True):
        found = _EDGES.match(unit[2:])
        head, core, tail = found.groups() if found else ("", unit[2:], "")
        before.append(head)
        after.append(tail)
        number = cores.setdefault((lang, core), len(cores))
        if number == len(total):
            total.append(0)
        total[number] += count
        unit_core[len(before) - 1] = number
    by_lang: dict[str, list[int]] = defaultdict(list)
    for (lang, _), number in cores.items():
        by_lang[lang].append(number)
    common = {n for held in by_lang.values() for n in sorted(held, key=lambda n: -total[n])[:STAY]}
    classes: dict[tuple[object, ...], list[int]] = defaultdict(list)
    named = np.zeros(len(cores), np.bool_)
    for (lang, core), number in cores.items():
        named[number] = number not in common and bool(core) and (core[0].isupper() or core[0].isdigit())
        if number in common or not core:
            classes[("stays", number)].append(number)
        else:
            ending = len(core) if core[0].isdigit() else "" if lang == "zh" else core[-2:]
            classes[(lang, core[0].isupper(), core[0].isdigit(), ending, total[number].bit_length() // 2)].append(
                number
            )
    first, size = np.empty(len(cores), np.int64), np.empty(len(cores), np.int64)
    members: list[int] = []
    for held in classes.values():
        first[held], size[held] = len(members), len(held)
        members += held
    return Well(
        documents, topics, np.array(before, object), np.array(after, object),
        np.array([core for _, core in cores], object), unit_core, named, first, size, np.array(members),
    )  # fmt: skip


def day(count: int, seed: int, structure: Structure, well: Well, rows: int = 5_000) -> Iterator[pa.Table]:
    """``count`` articles of one day in batches, columns ``SCHEMA``, in no order."""
    rng = np.random.default_rng(seed)
    sites = len(structure.outlets)
    names = [f"paper-{i}.example" for i in range(max(sites, int(sites * (count / structure.articles) ** 0.5)))]
    weight = np.interp(np.linspace(0, 1, len(names)), np.linspace(0, 1, len(structure.outlets)), structure.outlets)
    made = _Maker(rng, structure, well, names, weight / weight.sum())
    stretch = max(1.0, count / structure.articles) ** 0.3
    held: list[dict[str, str]] = []
    number = 0
    while number < count:
        size = int(rng.choice(structure.sizes))
        size = min(count - number, size if size < 10 else round(size * stretch))
        for article in made.story(size):
            held.append(article | {"id": f"{seed}-{number}", "url": f"https://{article['outlet']}/{seed}/{number}"})
            number += 1
        while len(held) >= rows or (held and number == count):
            yield pa.Table.from_pylist(held[:rows], SCHEMA)
            held = held[rows:]


class _Maker:
    """Makes the articles of one story after the other."""

    def __init__(
        self, rng: np.random.Generator, structure: Structure, well: Well, names: list[str], weight: np.ndarray
    ) -> None:
        self.rng, self.structure, self.well, self.names, self.weight = rng, structure, well, names, weight
        self.langs, self.shares = list(LANGUAGES), list(LANGUAGES.values())

    def story(self, size: int) -> Iterator[dict[str, str]]:
        """The articles of a story: independent texts and their copies."""
        rng, salt = self.rng, int(self.rng.integers(1 << 62))
        outlets = rng.choice(len(self.names), size, p=self.weight)
        hour = rng.choice(24, p=self.structure.hours)
        lang = str(rng.choice(self.langs, p=self.shares))
        topic = self.well.topics[lang][rng.integers(len(self.well.topics[lang]))]
        seed = self.well.documents[lang][topic[rng.integers(len(topic))]]
        originals: list[list[list[str]]] = []
        for place in range(size):
            if originals and rng.random() < self.structure.copied:
                body = self._copy(originals[rng.integers(len(originals))])
            else:
                body = self._independent(lang, topic, seed, salt)
                originals.append(body)
            minute = int(min(1439, hour * 60 + rng.exponential(90) * (place > 0)))
            framed = [*body, *self._frame(int(outlets[place]), lang)]
            yield {
                "outlet": self.names[outlets[place]], "lang": lang,
                "title": "".join(body[0][:9]).strip().rstrip(",."),
                "text": _paragraphs(framed),
                "published": f"2023-06-15T{minute // 60:02}:{minute % 60:02}:00+00:00",
            }  # fmt: skip

    def _independent(self, lang: str, topic: np.ndarray, seed: list[np.ndarray], salt: int) -> list[list[str]]:
        rng, well, own = self.rng, self.well, int(self.rng.integers(1 << 62))
        base = well.documents[lang][topic[rng.integers(len(topic))]]
        wanted = max(60, rng.lognormal(np.log(WORDS), SPREAD))
        # the story's leading sentences: half of the wording is the story's own, half this text's
        told = [
            well.swapped(np.asarray(s), salt, salt if i == 0 and rng.random() < QUOTES else own, 0.5)
            for i, s in enumerate(seed[:4])
        ]
        used, start = sum(map(len, told)), int(rng.integers(max(1, len(base) // 3)))
        for sentence in [*base[start:], *base[:start]]:
            if used >= wanted:
                break
            told.append(well.swapped(sentence, salt, own, 0.85))
            used += len(sentence)
        return told

    def _copy(self, body: list[list[str]]) -> list[list[str]]:
        """An original, cut to its containment or edited here and there."""
        rng = self.rng
        kept = float(rng.choice(self.structure.contained)) if len(self.structure.contained) else 1.0
        sentences = body[: max(3, round(len(body) * min(1.0, kept * 1.3)))]
        edits = rng.uniform(0, 0.06)
        pool = body[int(rng.integers(len(body)))]
        return [[pool[i % len(pool)] if rng.random() < edits else w for i, w in enumerate(s)] for s in sentences]

    def _frame(self, outlet: int, lang: str) -> list[list[str]]:
        """Standing text of an outlet, the same in all its articles."""
        if (outlet * 2654435761 >> 7) % 100 >= FRAMED * 100:
            return []
        documents = self.well.documents[lang]
        document = documents[outlet * 7919 % len(documents)]
        return [self.well.swapped(s, outlet + 1, outlet + 1, 1.0) for s in document[:2]]


def _paragraphs(sentences: list[list[str]]) -> str:
    parts = ["".join(s) for s in sentences]
    return "\n\n".join("".join(parts[i : i + 3]).strip() for i in range(0, len(parts), 3))
