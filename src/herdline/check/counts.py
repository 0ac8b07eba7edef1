"""Sentences in the same words about another number of things or another person: "three papers", "dozens of papers".

Counts in digits with the word behind them wherever a script has small letters, in words in en de fr es it pt pl ru kk
(data/lexicon/counts.txt); names wherever they have capitals. Chinese and Arabic write neither so: there numbers of two
digits alone tell (``matching``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from herdline.check.lexicon import lines
from herdline.text.anchors import folded

Range = tuple[float, float]
"""Least and most of a number: "dozens" are 20 to 199."""

_OF = frozenset("of de von di d du des the las los из new more other".split())
_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)|\d+(?:[.,]\d+)*")
_WORD = re.compile(rf"{_DIGITS.pattern}|[^\W\d_]+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_NAME = re.compile(r"(?<=[^\W\d_,;:] )[^\W\d_][\w’'-]{2,}")
_CALENDAR = frozenset(
    folded(word)
    for word in (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
        "September October November December"
    ).split()
)
"""Capitals of English that are no names."""
_LEAST = 4
"""Letters of a thing that is counted."""
_SOME, _MANY = (2.0, 20.0), (2.0, 100.0)
"""Dozens and hundreds, thousands and more: of so many times the number they are of, the last one left out."""
_ROUGH = (0.8, 1.25)
"""What "about", "nearly", "more than" may mean of a number."""
_NOUN_CAPITALS = frozenset(("de",))
"""Languages that write every noun with a capital letter."""


@dataclass
class _Numbers:
    """Words of one language: numbers, what multiplies, what is some of a number, what makes it rough, what joins.

    ``between`` opens a range whose two ends ``joins`` join, ``to`` stands between the ends of one.
    """

    values: dict[str, float] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    some: dict[str, float] = field(default_factory=dict)
    about: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()

    def has(self, word: str) -> bool:
        return word in self.values or word in self.times or word in self.some


@cache
def _listed() -> dict[str, _Numbers]:
    found: dict[str, _Numbers] = {}
    for line in lines("counts.txt"):
        lang, _, entries = line.partition(":")
        for entry in filter(None, (part.split() for part in entries.split(";"))):
            held, value, words = found.setdefault(lang, _Numbers()), entry[0], [word.casefold() for word in entry[1:]]
            if value in ("about", "between", "to"):
                setattr(held, value, frozenset(words))
            elif value == "and":
                held.joins = frozenset(words)
            else:
                kind = {"x": held.times, "~": held.some}.get(value[0], held.values)
                kind.update(dict.fromkeys(words, float(value.lstrip("x~"))))
    return found


def counted(text: str, lang: str) -> dict[str, frozenset[Range]]:
    """The things of which numbers are told, by the beginning of the word, and these numbers."""
    known = _listed().get(lang, _Numbers())
    words = _WORD.findall(text)
    found: dict[str, frozenset[Range]] = {}
    place = 0
    while place < len(words):
        end, value = _number(words, place, known)
        if value is not None:
            end, value = _range(words, place, end, value, known)
            if place and words[place - 1].casefold() in known.about:
                value = value[0] * _ROUGH[0], value[1] * _ROUGH[1]
            thing = next((w for w in words[end : end + 2] if w.casefold() not in _OF), "")
            is_noun = thing.islower() or (lang in _NOUN_CAPITALS and thing.isalpha())
            if len(thing) >= _LEAST and is_noun and not known.has(thing.casefold()):
                found[folded(thing)] = found.get(folded(thing), frozenset()) | {value}
        place = max(end, place + 1)
    return found


def _range(words: Sequence[str], place: int, end: int, value: Range, known: _Numbers) -> tuple[int, Range]:
    """A number together with the greater one to which it runs: "between 20 and 30", "twenty to thirty"."""
    joins = known.joins if place and words[place - 1].casefold() in known.between else known.to
    if end + 1 < len(words) and words[end].casefold() in joins:
        behind, other = _number(words, end + 1, known)
        if other is not None and other[0] > value[1]:
            return behind, (value[0], other[1])
    return end, value


def _number(words: Sequence[str], place: int, known: _Numbers) -> tuple[int, Range | None]:
    """Where the number that begins at a place ends, and the number; None where none does or it cannot be one."""
    total, is_one = 0.0, True
    part: Range | None = None
    end = here = place
    while here < len(words):
        word = words[here].casefold()
        if word in known.joins and here > place and end == here:
            here += 1  # "two hundred and fifty"; where no number follows, the number has ended ahead of it
            continue
        times, some = known.times.get(word), known.some.get(word)
        value = _digits(word) if word[0].isdecimal() else known.values.get(word)
        if value is not None:
            if part is None:
                part = value, value
            elif part[0] == part[1] and not word[0].isdecimal() and _goes_behind(part[0], value):
                part = part[0] + value, part[1] + value
            elif end < here:  # "three and four"
                break
            else:
                is_one = False
        elif some is not None and part is None and not total:
            least, most = _SOME if some < 1000 else _MANY
            part = some * least, some * most - 1
        elif (step := times or some) is not None:
            if 0 < total < step:  # "dos mil millones"
                rest = part[0] if part else 0.0
                total, part = 0.0, (total + rest, total + rest)
            low, high = part or (1.0, 1.0)
            part = low * step, high * step
            if low != high:  # "tens of thousands": nothing follows
                return here + 1, part
            if step >= 1000:
                total, part = total + low * step, None
        else:
            break
        here += 1
        end = here
    if end == place or not is_one:
        return end, None
    low, high = part or (0.0, 0.0)
    return end, (total + low, total + high) if total + low >= 1 else None


def _goes_behind(value: float, other: float) -> bool:
    """Whether a number is told behind another as its rest: fifty behind two hundred, five behind twenty."""
    return any(value % unit == 0 and value % (10 * unit) and other < unit for unit in (1000, 100, 10))


def _digits(word: str) -> float:
    """A number in digits, with marks between its thousands or not."""
    plain = re.sub(r"[ \u00a0\u2009\u202f'’]", "", word)
    if _THOUSANDS.fullmatch(plain):
        return float(re.sub("[.,]", "", plain))
    whole, mark, rest = plain.rpartition("," if plain.rfind(",") > plain.rfind(".") else ".")
    whole = re.sub("[.,]", "", whole)
    return float(f"{whole}.{rest}" if mark else rest)


def named(text: str, lang: str) -> frozenset[str]:
    """Names by their capital inside a sentence, in their first letters; none where all nouns have one."""
    if lang in _NOUN_CAPITALS:
        return frozenset()
    return frozenset(folded(word) for word in _NAME.findall(text) if word[0].isupper()) - _CALENDAR


def count_apart(texts: Sequence[str], langs: Sequence[str]) -> NDArray[np.bool_]:
    """Whether two sentences of one language count the same things otherwise, bool (n, n): no number in common."""
    found = np.zeros((len(texts), len(texts)), np.bool_)
    by_thing: dict[tuple[str, str], dict[frozenset[Range], list[int]]] = {}
    for place, (text, lang) in enumerate(zip(texts, langs, strict=True)):
        for thing, values in counted(text, lang).items():
            by_thing.setdefault((lang, thing), {}).setdefault(values, []).append(place)
    for held in by_thing.values():
        for values, places in held.items():
            for others, more in held.items():
                if not any(low <= most and least <= high for low, high in values for least, most in others):
                    found[np.ix_(places, more)] = True
    return found


def names_apart(
    texts: Sequence[str],
    langs: Sequence[str],
    actors: Sequence[frozenset[str]],
    called: Sequence[frozenset[str]],
) -> NDArray[np.bool_]:
    """Whether each of two sentences has a name and they share none, bool (n, n).

    Not where they name the same actors in other words ("Moscow", "Russia"), unless both name somebody else too.

    Args:
        texts: sentences.
        langs: their languages.
        actors: codes of the known actors that each names.
        called: the words of each that name them.
    """
    held = [named(text, lang) for text, lang in zip(texts, langs, strict=True)]
    every = sorted(frozenset().union(*held))
    number = {name: i for i, name in enumerate(every)}
    marks = np.zeros((len(texts), max(1, len(every))), np.float32)
    for place, names in enumerate(held):
        marks[place, [number[name] for name in names]] = 1
    has = np.asarray([bool(names) for names in held], np.bool_)
    kinds = {codes: i for i, codes in enumerate(dict.fromkeys(actors), 1) if codes}
    who = np.asarray([kinds.get(codes, 0) for codes in actors], np.int64)
    strange = np.asarray(
        [not names <= {folded(word) for word in words} for names, words in zip(held, called, strict=True)], np.bool_
    )
    same = (who[:, None] == who[None, :]) & (who > 0) & ~(strange[:, None] & strange[None, :])
    return np.asarray(has[:, None] & has[None, :] & (marks @ marks.T == 0) & ~same)
