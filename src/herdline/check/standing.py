"""Sentences that tell nothing by themselves: who spoke and when, what only the sentence ahead explains, what is meant.

A list of facts is no place for them, though a text that has one may tell the fact. A figure, a deed and what two do
together are never nothing. Words of en ru fr es de zh kk (data/lexicon/standing.txt, and saying.txt, which the record's
quotations use); of other languages none but a question somebody asks is taken for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from herdline.check.counts import counted
from herdline.check.lexicon import any_of, classes
from herdline.check.matters import DEED, kinds, matters
from herdline.check.told import UNSPACED

_SHORT = 9
"""Words up to which a sentence that points elsewhere is taken to tell nothing itself."""
_SHORTEST = 4
"""The same where it begins with a pronoun."""
_LONGEST_SPEAKER = 80
"""Characters ahead of a word of saying that may be who says it."""
_POINTER = 3
"""Words of a passive whose subject only points elsewhere: "it was announced", "this has been"."""
_ASKED = re.compile(r"^\W*[^.!]*[?？][\"”»」]\s*[^\W\d_]*(?:\s+[^\W\d_]+){0,3}\W*$")
"""A question in quotation marks and who asks it."""
_QUOTED = re.compile(r"[\"“«„「『]")
_NAMED = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]{2,}|\d")
"""A name inside the sentence, or a figure."""
_FIGURE = re.compile(r"(?<![\w-])\d")
_FROM_SAYING = {"tail": ("adverb", "pronoun"), "speaks": ("verb", "converb", "according")}
"""Classes of saying.txt that serve here too."""


@dataclass(frozen=True)
class _Words:
    """Patterns of one language; see the lexicon's head for what each class holds."""

    says: re.Pattern[str]
    talk: re.Pattern[str]
    passive: re.Pattern[str]
    together: re.Pattern[str]
    about: re.Pattern[str]
    points: re.Pattern[str]
    again: re.Pattern[str]
    ends: re.Pattern[str]
    feels: re.Pattern[str]
    speaks: re.Pattern[str]
    think: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def _words_of(lang: str) -> _Words:
    own, saying = classes("standing.txt"), classes("saying.txt")

    def listed(name: str) -> str:
        further = (entry for kind in _FROM_SAYING.get(name, ()) for entry in saying.get(f"{lang}.{kind}", ()))
        return any_of((*own.get(f"{lang}.{name}", ()), *further))

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    tie = listed("tie")
    return _Words(
        says=compiled(
            rf"^(?P<who>[^,\"“«„]{{0,{_LONGEST_SPEAKER}}})(?P<verb>{listed('said')})(?:[\s,]+{listed('tail')})*+\s*[.!]$"
        ),
        talk=compiled(listed("talk")),
        passive=compiled(listed("passive")),
        together=compiled(rf"{listed('and')}|[^\Ws]s\W*$"),
        about=compiled(rf"^\W*(?!{listed('it')}){listed('about')}"),
        points=compiled(rf"^\W*(?:{tie}\W*)*{listed('points')}"),
        again=compiled(rf"^\W*{tie}"),
        ends=compiled(rf"{listed('ends')}\W*$"),
        feels=compiled(rf"^{listed('feels')}"),
        speaks=compiled(listed("speaks")),
        think=compiled(listed("think")),
        aside=compiled(listed("aside")),
    )  # fmt: skip


def stands_alone(sentence: str, lang: str, is_coded: bool = False) -> bool:
    """Whether a sentence tells something by itself; False for the three kinds above.

    Args:
        sentence: the sentence.
        lang: its language.
        is_coded: whether an event is coded of the fact that it tells, which is then no mere saying or opinion.
    """
    text, words = " ".join(sentence.split()), _words_of(lang)
    if _ASKED.search(text) or words.feels.search(text):
        return False
    if not is_coded and (_only_says(text, lang, words) or _is_meant(text, lang, words)):
        return False
    if _length(text) > _SHORT or _NAMED.search(text) or _has_figure(text, lang) or matters(text, lang):
        return True
    points = words.points.search(text) and (_length(text) <= _SHORTEST or words.again.search(text))
    return not (words.ends.search(text) or points)


def _only_says(text: str, lang: str, words: _Words) -> bool:
    """Whether it tells who spoke, when and to whom, and nothing of what was said or done."""
    found = words.says.search(text)
    if found is None:
        return False
    who = found["who"]
    if _has_figure(who, lang) or DEED in kinds(who, lang) or words.about.search(who):
        return False
    if words.passive.search(who):  # who announces is not told, but what is announced
        return words.points.search(who) is not None and _length(who) <= _POINTER
    return not (words.talk.search(found["verb"]) and words.together.search(who))


def _is_meant(text: str, lang: str, words: _Words) -> bool:
    """Whether the writer thinks or regrets something; not where somebody says so, nor beside a figure or a deed."""
    if _QUOTED.search(text) or words.speaks.search(words.think.sub(" ", text)):
        return False
    if words.think.search(text):
        return True
    return bool(words.aside.search(text)) and not (_has_figure(text, lang) or DEED in kinds(text, lang))


def _has_figure(text: str, lang: str) -> bool:
    return _FIGURE.search(text) is not None or bool(counted(text, lang))


def _length(text: str) -> float:
    unspaced = len(UNSPACED.findall(text))
    return unspaced / 1.7 if unspaced else len(text.split())
