"""Mentions of one event: the same word or its noun, at times that agree, with a participant in common.

Within a text a heading and its story tell one event, and a definite noun ("the announcement") goes back to the verb
before it; across texts a report that is dated only by its day of publication takes the date that another text names.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from herdline.record.timeline.dating import ARTICLE, TEXT
from herdline.record.timeline.mentions import Mention

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc

_ENDINGS = ("isition", "ization", "ication", "ement", "ment", "ation", "ition", "tion", "sion", "ance", "ence", "ery",
            "ies", "ing", "ure", "ual", "al", "age", "er", "or", "y", "e", "s")  # fmt: skip
_UNLIKE = {"sell": "sale", "fly": "flight", "lose": "loss", "grow": "growth", "choose": "choice", "arrive": "arrival",
           "succeed": "success", "acquire": "acquisition", "depart": "departure", "fail": "failure", "die": "death",
           "close": "closure", "decide": "decision", "expand": "expansion", "produce": "production"}  # fmt: skip
"""Verbs whose nouns go another way."""
_WHILE = 45
"""Days after an event within which a report of it that names no date may still mean it."""


def stem(lemma: str) -> str:
    """What a verb and its noun share: "announce" and "announcement", "deliver" and "delivery"."""
    word = _UNLIKE.get(lemma, lemma)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def again(docs: Sequence[Doc], found: Iterable[Mention]) -> list[tuple[int, int, Mention]]:
    """(sentence, token, mention) of definite nouns that name what a verb of the text told before."""
    told: dict[str, Mention] = {}
    taken = {(m.sentence, m.token) for m in found}
    for mention in found:
        if mention.by_name and mention.date and docs[mention.sentence][mention.token].pos_ == "VERB":
            told.setdefault(stem(mention.lemma), mention)
    made = []
    for number, doc in enumerate(docs):
        for word in doc:
            if word.pos_ != "NOUN" or (number, word.i) in taken:
                continue
            first = told.get(stem(word.lemma_.lower()))
            if first is None or (first.sentence, first.token) >= (number, word.i):
                continue
            if any(child.dep_ == "det" and child.lower_ in ("the", "this", "that") for child in word.children):
                made.append((number, word.i, first))
    return made


def settled(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, with the date of the same event where another one names it and this one does not."""
    dated: dict[str, list[Mention]] = {}
    for mention in found:
        if mention.basis == TEXT and mention.precision != "about":
            dated.setdefault(stem(mention.lemma), []).append(mention)
    return [_settled(mention, dated.get(stem(mention.lemma), ())) for mention in found]


def _settled(mention: Mention, dated: Sequence[Mention]) -> Mention:
    if mention.basis != ARTICLE:
        return mention
    within = [other for other in dated if other.key == mention.key and abs(other.sentence - mention.sentence) <= 3]
    across = [other for other in dated if other.key != mention.key and set(other.others) & set(mention.others)]
    for other in (*within, *across):
        if _may_be(other.date, mention.date):
            return replace(mention, date=other.date, precision=other.precision, basis=TEXT)
    return mention


def _may_be(when: str, published: str) -> bool:
    """Whether what happened at ``when`` (cut to its precision) may be the news of the day ``published``."""
    first = datetime.date.fromisoformat((when + "-01-01")[:10])
    day = datetime.date.fromisoformat(published)
    return len(when) > 4 and datetime.timedelta(0) <= day - first <= datetime.timedelta(days=_WHILE)
