"""What is known of each distinct word: its stem, its key across scripts, how rare it is in general.

Everything here is computed once a distinct word, never once a token, so plain Python serves.

Stem: the folded word cut to its beginning ("elections", "elected" -> "electi"...), one rule for all languages with
    spaces; two neighbouring characters in scripts without spaces (Chinese, Japanese, Thai).
Key: the consonants of the word in rough Latin spelling, merged into classes that survive a change of script, so that
    Tokayev, Токаев, Тоқаев and توكاييف are one (an idea as old as Soundex; letters by the table of anyascii).
Rarity: the probability of the word in general multilingual text, from the scores of the sentence piece model that the
    vectors come with (Kudo 2018). It steadies document frequencies where there are few articles.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from herdline.stories.places import known_names
from herdline.text import vectors

_CLASSES = (
    ("chr", "kr"), ("sch", "s"), ("dzh", "s"), ("sh", "s"), ("zh", "s"), ("ch", "s"), ("ts", "s"), ("kh", "k"),
    ("ph", "f"), ("th", "t"), ("gh", "g"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("j", "s"), ("z", "s"), ("p", "b"),
    ("v", "f"), ("w", "f"), ("l", "r"), ("d", "t"), ("g", "k"), ("h", "k"),
)  # fmt: skip
_SOFT_C = re.compile(r"c(?=[eiy])")
_ARABIC_VOWELS = str.maketrans("ويى", "uii")
_DROPPED = re.compile(r"[^bcdfghjklmnpqrstvwxz0-9]")
_DOUBLE = re.compile(r"(.)\1+")
_KOREAN_PARTICLES = "은는이가을를의에로와과도"
_AVERAGE_WORDS = 60.0
"""Words of a title with its lead: turns the probability of a word into that of an article having it."""
_LANGUAGES = 16.0
"""The piece model counts all its languages together; a word belongs to one of them."""


@dataclass(frozen=True)
class Word:
    """What is known of one distinct word."""

    stem: str
    key: str
    common: float


@lru_cache(maxsize=500_000)
def look_up(word: str) -> Word:
    """Stem, key ("" where it says too little) and the share of articles that have the word in general."""
    folded = fold(word)
    cut = stem(folded)
    names = known_names(fold, stem)
    known = names.get(cut) or (names.get(cut[:5], "") if len(folded) > 5 else "")
    return Word(cut, (key(known[1:]) if known[:1] == "=" else known) or key(folded), commonness(word))


def fold(word: str) -> str:
    """Lower case without accents (й stays apart from и nowhere in this program)."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))


def stem(folded: str) -> str:
    """Beginning of a folded word that its inflected forms share."""
    if folded[:1].isdigit():
        return folded
    if "\u0600" <= folded[:1] <= "\u06ff":
        return _arabic(folded)
    if "\uac00" <= folded[:1] <= "\ud7a3":
        return (folded[:-1] if len(folded) > 2 and folded[-1] in _KOREAN_PARTICLES else folded)[:4]
    if len(folded) > 6:
        return folded[:6]
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded


def _arabic(word: str) -> str:
    """Article and one-letter particles off, then the beginning."""
    for prefix in ("وال", "بال", "لل", "ال"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    return word[:5]


def key(folded: str) -> str:
    """Classes of the consonants, at most six; "" for fewer than two. Numbers of two digits and more stay whole."""
    if folded[:1].isdigit():
        digits = "".join(str(unicodedata.decimal(c, "")) for c in folded)
        return "#" + digits if len(digits) > 1 else ""
    if "\u0600" <= folded[:1] <= "\u06ff" and folded.startswith("ال") and len(folded) > 4:
        folded = folded[2:]
    latin = folded.lower() if folded.isascii() else anyascii(folded.translate(_ARABIC_VOWELS)).lower()
    first = latin[:1]
    latin = _SOFT_C.sub("s", latin)
    for old, new in _CLASSES:
        latin = latin.replace(old, new)
    bones = _DOUBLE.sub(r"\1", _DROPPED.sub("", latin.replace("c", "k")))[:6]
    if len(bones) < 2:
        return ""
    return bones if first not in "aeiouy" or len(bones) > 2 else "a" + bones


def commonness(word: str) -> float:
    """Share of articles of its language that hold the word, as far as the piece model tells (0 to 1)."""
    if word[:1].isdigit():
        word = "".join(str(unicodedata.decimal(c, c)) for c in word)
    return float(min(0.9, _AVERAGE_WORDS * _LANGUAGES * math.exp(max(vectors.log_probability(word), -25.0))))
