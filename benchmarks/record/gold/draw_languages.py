"""Draws sentences of six languages for readers who do not see the coder: some to learn from, others to measure on.

    python -m benchmarks.record.gold.draw_languages LOT    # languages, train_languages, train_languages2 to 5

Russian television, Chinese television, and the articles of pairs_multilingual_dev and itn_dev in German, French,
Arabic, Spanish, Russian and Chinese; up to four sentences an article, no article that is measured on in another lot.
Just over a half of the sentences name two actors of the tables, a third one, the others none. The fifth lot is of
titles of Russian television that name an actor, half of them two; their place is 0 to 0. What a draw
takes depends on the tables of names of its day: the labels hold which it was. Prints place and sentence as JSON Lines,
in random order. Rules: GUIDE.md.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import data
from benchmarks.record.gold.draw_more import digest
from herdline.record.actors import find
from herdline.text.sentences import sentences

Row = dict[str, Any]
LANGUAGES = ("ru", "zh", "de", "fr", "ar", "es")
LOTS = {"languages": 60, "train_languages": 340}
"""Sentences of each language."""
SHARES = ((2, 0.55), (1, 0.33), (0, 0.12))
"""Of those that name so many actors or more."""
MORE = 480
"""Of each language in the second and third lot to learn from: other sentences of the same articles as the first."""
WHOLE = {"ru": 1320, "zh": 1320}
"""The same in the fourth lot: the languages of which newscasts are left (of the Russian ones, 21 sentences)."""
TITLES = 990
"""Titles in the fifth lot."""
LEARNT = tuple(Path(__file__).with_name(f"train_languages{number}.jsonl") for number in ("", "2", "3", "4", "5"))
"""Labels to learn from."""
SEED, AN_ARTICLE = 26113, 4
SHORTEST, LONGEST = {"zh": 14}, {"zh": 160}
_TAG = re.compile(r"<[^>]*>")


def articles(folder: Path) -> Iterator[tuple[str, str, str]]:
    """(id, language, text without markup); places of sentences count in this text."""
    for name in ("zh_cctv", "ru_channel_one_2022"):
        with gzip.open(folder / "languages" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                yield row["id"], row["lang"], _TAG.sub(" ", row["text"] or "")
    with gzip.open(folder / "stories" / "pairs_multilingual_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            for side in "12":
                yield f"{row['pair_id']}-{side}", row[f"lang{side}"], row[f"text{side}"] or ""
    for row in map(json.loads, (folder / "stories" / "itn_dev.jsonl").open(encoding="utf-8")):
        yield str(row["id"]), row["lang"], row["text"] or ""


def titles(folder: Path) -> dict[str, str]:
    """Title of each item of Russian television."""
    with gzip.open(folder / "languages" / "ru_channel_one_2022.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {row["id"]: row["title"] or "" for row in map(json.loads, lines)}


def labelled(folder: Path, *paths: Path) -> list[Row]:
    """Rows of files of labels, each with its ``text``."""
    texts: dict[str, list[str]] = {}
    for article, _, text in articles(folder):
        texts.setdefault(article, []).append(text)  # some pairs are listed twice, translated anew
    held = [json.loads(line) for path in paths for line in path.open(encoding="utf-8")]
    headed = titles(folder)
    for row in held:
        here = (
            text[row["start"] : row["end"]] if row["end"] else headed[row["article"]] for text in texts[row["article"]]
        )
        row["text"] = next(piece for piece in here if digest(piece) == row["sha1"])
    return held


def lots(folder: Path) -> dict[str, list[Row]]:
    """The draws; articles that print the same sentence count once."""
    rng, later, latest, last = (random.Random(SEED + n) for n in range(4))
    held = [row for row in articles(folder) if row[1] in LANGUAGES]
    rng.shuffle(held)
    made: dict[str, list[Row]] = {lot: [] for lot in (*LOTS, *(f"train_languages{n}" for n in (2, 3, 4)))}
    for lang in LANGUAGES:
        mine = [row for row in held if row[1] == lang]
        cut, seen = len(mine) * 3 // 20, set[str]()
        for lot, rows in (("languages", mine[:cut]), ("train_languages", mine[cut:])):
            made[lot] += drawn(rows, lang, LOTS[lot], seen, rng)
        measured = {row["article"] for row in made["languages"]}
        made["train_languages"] = [row for row in made["train_languages"] if row["article"] not in measured]
        seen = {str(row["sha1"]) for rows_of in made.values() for row in rows_of}
        rest = [row for row in mine[cut:] if row[0] not in measured]
        made["train_languages2"] += drawn(rest, lang, MORE, seen, later)
        seen |= {str(row["sha1"]) for row in made["train_languages2"]}
        made["train_languages3"] += drawn(rest, lang, MORE, seen, latest)
        seen |= {str(row["sha1"]) for row in made["train_languages3"]}
        made["train_languages4"] += drawn(rest, lang, WHOLE.get(lang, 0), seen, last)
    labels = Path(__file__).with_name("languages.jsonl").read_text(encoding="utf-8").splitlines()
    made["train_languages5"] = drawn_titles(folder, {json.loads(line)["article"] for line in labels})
    shuffled = {"train_languages2": later, "train_languages3": latest, "train_languages4": last}
    for lot, rows_of in made.items():
        shuffled.get(lot, rng).shuffle(rows_of)
    return made


def drawn_titles(folder: Path, measured: set[str]) -> list[Row]:
    """Titles that name one actor or more, half of them two, of articles that are not ``measured``."""
    pools: dict[int, dict[str, Row]] = {1: {}, 2: {}}
    for article, title in titles(folder).items():
        codes = {who.code for who in find(title, "ru")} - {"", "XXX"}
        if article not in measured and len(title) > SHORTEST.get("ru", 40) and codes:
            row = {"article": article, "lang": "ru", "start": 0, "end": 0, "sha1": digest(title), "text": title}
            pools[min(2, len(codes))].setdefault(digest(title), row)
    rng = random.Random(SEED + 4)
    two, one = (rng.sample(list(pool.values()), min(len(pool), TITLES // 2)) for pool in (pools[2], pools[1]))
    return rng.sample([*two, *one], len(two) + len(one))


def drawn(rows: list[tuple[str, str, str]], lang: str, count: int, seen: set[str], rng: random.Random) -> list[Row]:
    """Sentences of one language that are not ``seen`` yet, in the shares asked for."""
    pools: dict[int, list[Row]] = {2: [], 1: [], 0: []}
    for article, _, text in rows:
        here = [
            s for s in sentences(text)
            if SHORTEST.get(lang, 40) < len(s.text) < LONGEST.get(lang, 320) and digest(s.text) not in seen
        ]  # fmt: skip
        for one in rng.sample(here, min(len(here), AN_ARTICLE)):
            seen.add(digest(one.text))
            codes = {who.code for who in find(one.text, lang)} - {"", "XXX"}
            pools[min(2, len(codes))].append(
                {"article": article, "lang": lang, "start": one.start, "end": one.end,
                 "sha1": digest(one.text), "text": one.text}
            )  # fmt: skip
    taken: list[Row] = []
    for names, share in SHARES:
        taken += rng.sample(pools[names], min(len(pools[names]), round(share * count)))
    more = [row for names in (1, 2, 0) for row in pools[names] if row not in taken]
    return taken + more[: count - len(taken)]


def main() -> None:
    """Print one lot."""
    for row in lots(data.folder())[sys.argv[1]]:
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
