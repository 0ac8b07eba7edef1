"""Sentences in the same words about another number of things or another person: "three papers", "dozens of papers".

Counts in words and digits with the word behind them, in en de fr es it pt pl ru kk; names wherever they have capitals.
Chinese and Arabic write neither so: there numbers of two digits alone tell (``matching``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from herdline.text.anchors import folded

_WORDS = {
    "2": "two zwei deux dos due dois duas dwa dwie dwóch два две двух екі",
    "3": "three drei trois tres tre três trzy trzech три трёх трех үш",
    "4": "four vier quatre cuatro quattro quatro cztery четыре четырёх четырех төрт",
    "5": "five fünf cinq cinco cinque pięć пять пяти бес",
    "6": "six sechs seis sei sześć шесть шести алты",
    "7": "seven sieben sept siete sette sete siedem семь семи жеті",
    "8": "eight acht huit ocho otto oito osiem восемь восьми сегіз",
    "9": "nine neun neuf nueve nove dziewięć девять девяти тоғыз",
    "10": "ten zehn dix diez dieci dez dziesięć десять десяти он",
    "12": "dozen twelve zwölf dutzend douze douzaine doce docena dodici dozzina dwanaście tuzin двенадцать дюжина",
    "20": "twenty zwanzig vingt veinte venti vinte dwadzieścia двадцать жиырма",
    "30": "thirty dreißig trente treinta trenta trinta trzydzieści тридцать отыз",
    "40": "forty vierzig quarante cuarenta quaranta quarenta czterdzieści сорок қырық",
    "50": "fifty fünfzig cinquante cincuenta cinquanta cinquenta pięćdziesiąt пятьдесят елу",
    "tens": "dozens scores dutzende dizaines docenas decenas decine dezenas dziesiątki десятки десятков ондаған",
    "100": "hundred hundert cent cien cento cem sto сто жүз",
    "hundreds": "hundreds hunderte centaines cientos centinaia centenas setki сотни сотен жүздеген",
    "thousands": "thousands tausende milliers miles migliaia milhares tysiące тысячи тысяч мыңдаған",
}
_VALUE = {word: value for value, words in _WORDS.items() for word in words.split()}
_OF = frozenset("of de von di d du des the las los из new more other".split())
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
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
_NOUN_CAPITALS = frozenset(("de",))
"""Languages that write every noun with a capital letter."""


def counted(text: str) -> dict[str, str]:
    """The things of which a number is told, by the beginning of the word, and that number."""
    words, found = _WORD.findall(text), {}
    for place, word in enumerate(words):
        value = _VALUE.get(word.casefold(), word if word[0].isdigit() else "")
        if value:
            thing = next((w for w in words[place + 1 : place + 3] if w.casefold() not in _OF), "")
            if len(thing) >= _LEAST and thing.islower():
                found[folded(thing)] = value
    return found


def named(text: str, lang: str) -> frozenset[str]:
    """Names by their capital inside a sentence, in their first letters; none where all nouns have one."""
    if lang in _NOUN_CAPITALS:
        return frozenset()
    return frozenset(folded(word) for word in _NAME.findall(text) if word[0].isupper()) - _CALENDAR


def count_apart(texts: Sequence[str], langs: Sequence[str]) -> NDArray[np.bool_]:
    """Whether two sentences of one language count the same things otherwise, bool (n, n)."""
    found = np.zeros((len(texts), len(texts)), np.bool_)
    by_thing: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for place, (text, lang) in enumerate(zip(texts, langs, strict=True)):
        for thing, value in counted(text).items():
            by_thing.setdefault((lang, thing), []).append((place, value))
    for held in by_thing.values():
        for one, value in held:
            for other, another in held:
                if value != another:
                    found[one, other] = True
    return found


def names_apart(texts: Sequence[str], langs: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each of two sentences has a name and they share none, bool (n, n)."""
    held = [named(text, lang) for text, lang in zip(texts, langs, strict=True)]
    every = sorted(frozenset().union(*held))
    number = {name: i for i, name in enumerate(every)}
    marks = np.zeros((len(texts), max(1, len(every))), np.float32)
    for place, names in enumerate(held):
        marks[place, [number[name] for name in names]] = 1
    has = np.asarray([bool(names) for names in held])
    return np.asarray(has[:, None] & has[None, :] & (marks @ marks.T == 0))
