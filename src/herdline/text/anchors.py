"""Anchors: what two languages spell alike, for languages that the vector model does not know.

Numbers as they are, and the first five letters of every longer word in one rough Latin spelling: names ("Токаев",
"Тоқаев", "Tokayev" all become "tokae"), places, dates, and the many words that neighbours such as Kazakh and Russian
share. Weighted by rarity they align the sentences of a translation.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһіўґєї",
        "a b v g d e e zh z i i k l m n o p r s t u f h ts ch sh sh  i  e iu ia a g k n o u u h i u g e i".split(" "),
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچگکی",
        "a b t th j h h d z r z s sh s d t z a g f k k l m n h v i p ch g k i".split(),
        strict=True,
    )
)
_LETTERS = str.maketrans(_CYRILLIC | _ARABIC)
_ALIKE = (
    ("ye", "e"),
    ("kh", "h"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("x", "ks"),
    ("ii", "i"),
)
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u9fff]")


def anchors(sentence: str) -> frozenset[str]:
    """Numbers and folded beginnings of the longer words of a sentence."""
    found = set()
    spaced = sentence.isascii() or not _UNSPACED.search(sentence)
    for word in _WORD.findall(sentence):
        if word[0].isdigit():
            found.add(word)
        elif len(word) >= 4 and (spaced or not _UNSPACED.search(word)):
            found.add(folded(word))
    return frozenset(found)


def numbers(sentence: str) -> frozenset[str]:
    """Numbers of two digits and more, in ASCII digits."""
    return frozenset("".join(str(unicodedata.decimal(c, 0)) for c in n) for n in re.findall(r"\d{2,}", sentence))


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """First five letters in a rough Latin spelling."""
    plain = word.lower()[:9].translate(_LETTERS)
    plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    for old, new in _ALIKE:
        plain = plain.replace(old, new)
    return plain[:5]
