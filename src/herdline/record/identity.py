"""What tells one deed from another: who is meant, by which words it is told, and whether its day is its own.

Marks are taken of every coding by itself; ``sameness`` then compares those of one ``deed`` (a type between the same
sides). A **bond** makes codings one deed by itself: a named person is killed once, an armed group rises once against a
state within weeks. Without one the words decide: the trigger, and what stands near it beyond names of the sides and
words that any deed of the kind has (``data/lexicon/any_deed.txt``). Words are compared by their beginnings in one
Latin spelling, so in all languages that are coded; Chinese by pairs of characters.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

import orjson
import pyarrow as pa

from herdline.record.actors.tables import ADJECTIVE, CAPITAL, COUNTRY, PERSON, offices
from herdline.record.actors.tables import entries as names_of_actors
from herdline.record.actors.wider import terms
from herdline.record.coding import stable_id
from herdline.record.dating.said import is_day_of_saying
from herdline.record.lexicon import by_role, entries, pattern_of
from herdline.record.parsed.crowds import RISINGS
from herdline.record.participants import UNKNOWN
from herdline.record.scores import quad_class, score
from herdline.text.anchors import folded
from herdline.text.vectors import log_probability

MARKS = pa.schema(
    [
        ("coding", pa.int64()), ("deed", pa.int64()), ("bond", pa.string()), ("sides", pa.string()),
        ("trigger", pa.string()), ("words", pa.string()), ("needs", pa.int32()), ("stated", pa.bool_()),
        ("historical", pa.bool_()), ("told", pa.int32()), ("plain_score", pa.float64()),
    ]
)  # fmt: skip
"""Marks of codings. ``deed`` is 0 for what is one only with itself (plans, meetings, sides unknown); ``bond`` is
victim, rising, another ("another dam": no look back) or ""; ``sides`` who does it, where a deed is named by its victim;
``words`` are joined by a space, ``needs`` is how many of them tell the deed beside the trigger; ``stated`` says that a
text gives the deed's own day; ``told`` is the day of the article that tells it first, in days since 1970."""
VICTIM, RISING, ANOTHER = "victim", "rising", "another"
_EPOCH = datetime.date(1970, 1, 1)
_ONCE = frozenset(("ASSAULT", "COERCE"))
"""What befalls a person so seldom that it names the deed."""
_NEAR = 40
"""Characters on either side of the trigger within which words tell the deed."""
_BESIDE = 25
_NEAR_UNSPACED = 14
_STEM = 4
"""Letters of a word by which it is known for a name of one of the sides, in any case and as an adjective."""
_FREQUENT = -11.3
"""Logarithm of the probability of a word from which it tells no deed: "after", "people", "который"."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_DEEDS = ("material conflict", "material cooperation")


def marks(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Codings with the text, language and day of their sentence -> ``MARKS``."""
    return pa.RecordBatch.from_pylist([_marked(row) for row in batch.to_pylist()], schema=MARKS)


def _marked(row: dict[str, Any]) -> dict[str, Any]:
    people = orjson.loads(row["participants"])
    aux = [name for name in row["aux"].split(",") if name]
    span = row["trigger_start"], row["trigger_end"]
    text, lang = row["text"], row["lang"]
    published = row["published"].date() if row["published"] is not None else None
    told = (published - _EPOCH).days if published else None
    rises = _is_rising(row["type"], text[span[0] : span[1]], lang)
    kills = _listed(lang, "kills")
    victim = _victim(row["type"], people) if not rises and kills and kills.search(text[span[0] : span[1]]) else ""
    another = ANOTHER if _is_another(text, span, lang) else ""
    bond = RISING if rises else VICTIM if victim else another
    at_home = len({who["code"] for who in people}) <= 1 and not any(is_named_person(who["person"]) for who in people)
    is_open = "future" in aux or row["type"] == "CONSULT" or told is None
    known = victim or not any(who["code"].endswith(UNKNOWN) and not who["person"] for who in people)
    state = ",".join(
        (*(name for name in aux if name != "historical"), *(["denied"] if row["certainty"] == "denied" else []))
    )
    parties = (victim,) if victim else tuple(_called(people, side) for side in ("actor", "recipient"))
    own = row["date_precision"] == "day" and not (
        quad_class(row["type"]) in _DEEDS and published and is_day_of_saying(text, lang, row["date"], published)
    )
    codes = {who["code"].split(":")[-1] for who in people}
    return {
        "coding": row["coding"],
        "deed": 0 if is_open or not known else stable_id("deed", row["type"], *parties, state),
        "bond": bond,
        "sides": ",".join(sorted({who["code"] for who in people if who["side"] == "actor"})) if victim else "",
        "trigger": _stem(text[span[0] : span[1]].split(" ")[0]),
        "words": " ".join(sorted(_words(text, span, lang, codes, people))),
        "needs": 2 if at_home else 1,
        "stated": own,
        "historical": "historical" in aux,
        "told": told,
        "plain_score": score(row["type"], ""),
    }


def _victim(kind: str, people: Iterable[dict[str, str]]) -> str:
    """Id of the one named person to whom a deed is done; "" for others."""
    # who rules a state stands for it in a war: to fight Putin is to fight Russia
    done_to = {"" if who["sector"] == "GOV" else who["person"] for who in people if who["side"] == "recipient"}
    doers = {who["person"] for who in people if who["side"] == "actor"}
    if kind in _ONCE and len(done_to) == 1 and is_named_person(one := done_to.pop()) and one not in doers:
        return one
    return ""


def is_named_person(key: str) -> bool:
    """Whether the key of an actor is that of a person, and not of a body."""
    return key in offices() or key in terms()


def _called(people: list[dict[str, str]], side: str) -> str:
    """A side by its codes; within one state also by the person, body or kind of actor."""
    at_home = len({who["code"] for who in people}) <= 1
    return "|".join(
        sorted(
            {
                f"{who['code']} {who['person'] or who['sector']}" if at_home else who["code"]
                for who in people
                if who["side"] == side
            }
        )
    )


@cache
def _risings(lang: str) -> re.Pattern[str] | None:
    if lang == "en":
        return pattern_of(f"{noun}*" for noun in (*sorted(RISINGS), "rebel", "mutini", "insurgen"))
    listed = by_role("unrest.txt").get((lang, "rising"))
    return pattern_of(listed) if listed else None


def _is_rising(kind: str, trigger: str, lang: str) -> bool:
    pattern = _risings(lang)
    return kind == "ASSAULT" and pattern is not None and pattern.search(trigger) is not None


@cache
def _listed(lang: str, role: str) -> re.Pattern[str] | None:
    """Words of ``said.txt``: "another", or "kills", what befalls a person once (he may be arrested again)."""
    listed = by_role("said.txt").get((lang, role))
    return pattern_of(listed) if listed else None


def _is_another(text: str, span: tuple[int, int], lang: str) -> bool:
    """Whether the words around a trigger say that the deed follows others of its kind."""
    pattern = _listed(lang, "another")
    around = _NEAR_UNSPACED if lang == "zh" else _BESIDE
    return pattern is not None and pattern.search(text, max(0, span[0] - around), span[1] + around) is not None


def _words(
    text: str, span: tuple[int, int], lang: str, codes: set[str], people: list[dict[str, str]]
) -> frozenset[str]:
    """What stands near a trigger and may tell the deed from others of its kind."""
    near = _NEAR_UNSPACED if lang == "zh" else _NEAR
    start, end = max(0, span[0] - near), min(len(text), span[1] + near)
    while start and not text[start - 1].isspace() and lang != "zh":
        start -= 1
    while end < len(text) and not text[end].isspace() and lang != "zh":
        end += 1
    around = f"{text[start : span[0]]} {text[span[1] : end]}"
    if lang == "zh":
        called = frozenset[str]().union(*map(_pairs_of_names, codes))
        return frozenset(pair for pair in _pairs(around) if pair not in _common() and pair not in called)
    sides = {folded(word)[:_STEM] for who in people for word in _WORD.findall(who["name"])}
    sides = sides.union(*map(_names, codes))
    found = (
        _stem(word) for word in _WORD.findall(around) if folded(word)[:_STEM] not in sides and not _is_common(word)
    )
    return frozenset(word for word in found if word)


def _pairs(text: str) -> set[str]:
    """Neighbours in runs of Chinese characters."""
    return {run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)}


def _stem(word: str) -> str:
    """A word without its ending, in one Latin spelling; short ones without last vowels ("tama", "tamę")."""
    plain = folded(word)
    return plain.rstrip("aeiou") or plain


@lru_cache(maxsize=100_000)
def _is_common(word: str) -> bool:
    """Whether a word stands beside deeds of any kind."""
    return folded(word) in _common() or log_probability(word.lower()) > _FREQUENT


@cache
def _common() -> frozenset[str]:
    """Words of ``any_deed.txt``."""
    listed = [word for line in entries("any_deed.txt") for word in line.split(":", 1)[1].split()]
    return frozenset(word if _HAN.fullmatch(word) else folded(word) for word in listed)


@lru_cache(maxsize=1000)
def _pairs_of_names(code: str) -> frozenset[str]:
    """Neighbouring characters of the Chinese names of a state, its capital and its leaders."""
    names = (name for name, e in names_of_actors()[0].items() if e.code == code and e.kind in _OF_STATES)
    return frozenset(pair for name in names for pair in _pairs(name))


@lru_cache(maxsize=1000)
def _names(code: str) -> frozenset[str]:
    """Beginnings of the names of a state, its capital and its leaders."""
    names = (name for name, e in names_of_actors()[0].items() if e.code == code and e.kind in _OF_STATES)
    return frozenset(folded(word)[:_STEM] for name in names for word in _WORD.findall(name))


_OF_STATES = (COUNTRY, ADJECTIVE, CAPITAL, PERSON)
