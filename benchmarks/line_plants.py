"""Lines planted into real articles: corpora of several languages, sets of related articles, wording with slots.

A set is a real article with those nearest to it by their words (TF-IDF) and in time, one an outlet: independent texts
on one matter, as a story has. (Groups of the collections themselves have at most ten independent texts.) The Russian
and Chinese items come from one station each; they are dealt out to invented outlets, so that what the station always
writes looks like everybody's habit.
"""

from __future__ import annotations

import gzip
import random
import re
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.data import folder
from benchmarks.real_articles import articles, real, site
from herdline.reading.cleaning import clean_texts, without_platform_lines

TEMPLATES = {
    "en": (
        "all eyes will be on {}", "the ball is now firmly in the court of {}", "few would have bet on {} a year ago",
        "a moment of truth is coming for {}", "nothing will ever be the same for {}", "the clock is ticking for {}",
    ),
    "ru": (
        "все взгляды будут прикованы к {}", "мяч теперь на стороне поля {}", "час истины настаёт для всей команды {}",
        "никто не ждал такого поворота от {}",
    ),
    "zh": ("所有目光都将聚焦到{}", "人们正拭目以待地看着{}", "球现在已经踢到了对面的{}", "谁也没有料到会如此的{}"),
}  # fmt: skip
"""Our own; a slot stands for what differs from text to text."""
SIZE = 32  # articles of a set
NAME = {"en": re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}"), "ru": re.compile(r"(?<=[а-я] )[А-Я][а-я]{3,}")}
PLACE = re.compile(r"(?<=[.!?]) (?=\w)|(?<=。)(?=\w)|\n\n")
DAYS = {"fulltext": 45.0, "feeds": 3.0, "ru": 20.0, "zh": 200.0}


@dataclass(frozen=True)
class Plant:
    """One line planted in one story: where it stands, by article, as (first character, one past the last)."""

    story: int
    kind: str
    families: int
    places: dict[int, tuple[int, int]]


def corpus(name: str, rng: random.Random) -> pa.Table:
    """Table ``articles`` of one collection."""
    if name == "fulltext":
        table = real()
        inside = pc.and_(
            pc.greater_equal(table["published"], datetime(2019, 10, 1)),
            pc.less(table["published"], datetime(2020, 8, 1)),
        )
        return table.filter(inside)
    file = {"feeds": "rss/feeds_2023-06.jsonl.gz", "ru": "languages/ru_channel_one_2022.jsonl.gz",
            "zh": "languages/zh_cctv.jsonl.gz"}[name]  # fmt: skip
    with gzip.open(folder() / file) as stream:
        rows = [orjson.loads(line) for line in stream]
    if name == "feeds":
        rows = [r for r in rows if r["lang"] == "en" and "2023-06-20" <= (r["published"] or "")[:10] <= "2023-06-24"]
        outlets = [site(r["url"], r["outlet"]) for r in rows]
    else:
        outlets = [f"o{rng.randrange(60)}.example" for _ in rows]
    texts = without_platform_lines(*clean_texts(pa.array([r["text"] or "" for r in rows])))[0]
    times = [datetime.fromisoformat(r["published"][:10]) if r.get("published") else None for r in rows]
    return articles(
        {
            "id": pa.array(range(1, len(rows) + 1), pa.int64()), "outlet": pa.array(outlets),
            "lang": pa.array(["en" if name == "feeds" else name] * len(rows)),
            "title": pa.array([r["title"] or "" for r in rows]), "text": texts,
            "published": pa.array(times, pa.timestamp("us")), "published_precision": pa.array(["day"] * len(rows)),
        }
    )  # fmt: skip


def related(table: pa.Table, days: float, count: int, rng: random.Random) -> list[list[int]]:
    """Sets of rows: an article drawn by chance and its nearest, one an outlet, no article twice."""
    texts = [f"{t} {x[:2000]}" for t, x in zip(table["title"].to_pylist(), table["text"].to_pylist(), strict=True)]
    spaced = table["lang"][0].as_py() != "zh"
    words = TfidfVectorizer(
        analyzer="word" if spaced else "char", ngram_range=(1, 1) if spaced else (2, 2), min_df=3, max_df=0.2,
        sublinear_tf=True,
    ).fit_transform(texts)  # fmt: skip
    times = table["published"].to_numpy().astype("datetime64[s]").astype(np.int64) / 86400
    outlets = table["outlet"].to_pylist()
    free = np.ones(len(texts), bool)
    found: list[list[int]] = []
    for row in rng.sample(range(len(texts)), len(texts)):
        if len(found) == count:
            break
        if not free[row] or len(texts[row]) < 150:
            continue
        near = (words @ words[row].T).toarray()[:, 0]
        near[~free | ~(np.abs(times - times[row]) <= days)] = -1
        chosen: dict[str, int] = {}
        for other in np.argsort(-near, kind="stable"):
            if near[other] <= 0.02 or len(chosen) == SIZE:
                break
            chosen.setdefault(outlets[other], int(other))
        if len(chosen) == SIZE:
            found.append(list(chosen.values()))
            free[found[-1]] = False
    return found


class Planter:
    """Puts lines into texts of one corpus; holds the texts as they become."""

    def __init__(self, table: pa.Table, rng: random.Random) -> None:
        self._rng = rng
        self._lang = table["lang"][0].as_py()
        self.texts: list[str] = table["text"].to_pylist()
        self._ours = list(TEMPLATES[self._lang])
        rng.shuffle(self._ours)
        self._marks: dict[int, list[list[int]]] = {}
        sample = " ".join(rng.sample(self.texts, min(400, len(self.texts))))
        if self._lang == "zh":
            self._words = re.findall(r"[\u4e00-\u9fff]{2,4}", sample)
            self._names = self._words
        else:
            self._words = re.findall(r"(?<= )[a-zа-я]{3,}(?= )", sample)
            self._names = NAME[self._lang].findall(sample)

    def line(self, kind: str) -> str:
        """A template or fixed wording; each of ours is used once, the others are put together by chance.

        A template that stands in many stories is an everyday phrase, and rightly no line of any.
        """
        count = (3, 4) if self._lang == "zh" else (5, 8)
        words = self._rng.sample(self._words, self._rng.randint(*count))
        if kind == "wording":
            return self._join(words)
        if self._ours:
            return self._ours.pop()
        words.insert(self._rng.randint(2, len(words)), "{}")
        return self._join(words)

    def put(self, row: int, line: str) -> list[int]:
        """Plant a line in a sentence of chance words at a sentence's end; gives its place, kept up to date."""
        rng = self._rng
        before, after = (self._join(rng.sample(self._words, rng.randint(2, 5))) for _ in range(2))
        said = line.format(rng.choice(self._names))
        gap = "" if self._lang == "zh" else " "
        head = f"{gap}{before[:1].upper()}{before[1:]}{gap}"
        text = self.texts[row]
        ends = [m.start() for m in PLACE.finditer(text)] or [len(text)]
        at = rng.choice(ends)
        end = "。" if self._lang == "zh" else "."
        # a text that ends without a stop, as leads do, gets one
        stop = "" if text[:at].rstrip().endswith((".", "!", "?", "。", '"', "”")) else end
        new = f"{stop}{head}{said}{gap}{after}{end}"
        self.texts[row] = text[:at] + new + text[at:]
        for mark in self._marks.setdefault(row, []):
            if mark[0] >= at:
                mark[0] += len(new)
                mark[1] += len(new)
        start = at + len(stop) + len(head)
        # an open slot at the end is no part of the wording that must be found
        fixed = line.split("{}")[0].rstrip() if line.endswith("{}") else said
        place = [start, start + len(fixed)]
        self._marks[row].append(place)
        return place

    def _join(self, words: list[str]) -> str:
        return ("" if self._lang == "zh" else " ").join(words)
