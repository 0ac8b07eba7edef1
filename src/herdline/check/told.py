"""Sentences of a story as they are compared: each once, with the texts that have it and the actors it is about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from herdline.config import CheckSettings
from herdline.text.sentences import Sentence, sentences

UNSPACED = re.compile(r"[\u3040-\u9fff\u0e00-\u0eff]")
_CHARACTERS_A_WORD = 1.7
_TAIL = 40
"""Characters in which the end of a sentence is looked at."""
_WHOLE = re.compile(r"[.!。！؟۔।…)][\"'”»’」』)\]]*\s*$")
_TORN = re.compile(
    r"(?:^|\s)(?:v|vs|No|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|Dr|Mr|Mrs|Ms|St|Prof|Capt|Adm)\.$|[a-z,;:-]\s*\.{3}$"
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|his|her|their|its|он|она|они|его|её|их|ол|оның|олар|il|elle|ils|elles|lui|él|ella|ellos|"
    r"er|sie|ihm|ihr|seine\w*|ihre\w*)\b|[他她它]|该国|双方",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:the (?:pair|two)|both (?:sides|countries|leaders|men|presidents|delegations)|обе стороны|стороны|оба "
    r"лидера|les deux|ambos|ambas|las dos|los dos|beide\w*)\b|双方|两国|екі (?:ел|жақ|тарап)",
    re.IGNORECASE,
)


_NAMED = re.compile(r"[^\W\d_][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the story, once however many texts have it word for word.

    ``actors`` are those it names, each by its state and, where it is one, by its person or body; ``meant`` the person
    named last ahead of it, where it has a pronoun and names none; ``ahead`` the actors of the sentence ahead.
    """

    text: str
    lang: str
    actors: frozenset[str]
    meant: frozenset[str]
    ahead: frozenset[str]
    places: tuple[tuple[int, int, int], ...]
    families: frozenset[int]
    is_fact: bool
    tells: bool
    """Long enough and no question: may bear out a fact, be it torn."""
    called: frozenset[str] = frozenset()
    """Words that name its actors."""

    @property
    def about(self) -> frozenset[str]:
        """Actors that it names or means by a pronoun."""
        return self.actors | self.meant


def told_in(table: pa.Table, settings: CheckSettings) -> list[Told]:
    """Sentences of the texts of a story in order of publication, each once, without boilerplate."""
    named: dict[int, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
    texts: list[tuple[datetime, int, str, str, int]] = []
    names = ("article", "start", "end", "code", "person", "published", "text", "lang", "family")
    for article, start, end, code, person, published, text, lang, family in zip(
        *(table[name].to_pylist() for name in names), strict=True
    ):
        if start is not None:
            named[article].append((start, end, frozenset((code, person)) - {""}))
        elif text:
            texts.append((published or datetime.max, article, text, lang, family))
    held: dict[str, list[tuple[int, int, int, int]]] = {}
    named_in: dict[str, tuple[str, frozenset[str], frozenset[str], frozenset[str]]] = {}
    called: dict[str, frozenset[str]] = {}
    for _, article, text, lang, family in sorted(texts, key=lambda row: row[:2]):
        spots = sorted(named[article], key=lambda spot: spot[:2])
        usual = Counter(code for *_, keys in spots for code in sorted(keys) if is_state(code)).most_common(2)
        ahead = person = frozenset[str]()
        first = 0  # spots ahead of it end before the sentence
        for item in sentences(text):
            while first < len(spots) and spots[first][1] <= item.start:
                first += 1
            inside = _overlapping(spots, first, item)
            if any(not keys and _covers(start, end, item) for start, end, keys in inside):
                continue
            here = [keys for start, _, keys in inside if start >= item.start]
            actors = frozenset(key for keys in here for key in keys)
            if not actors and len(usual) == 2 and _BOTH.search(item.text):  # "the pair" are the two named most
                actors = frozenset(code for code, n in usual if 2 * usual[-1][1] >= n)
            persons = [keys for keys in here if len(keys) > 1]
            meant = person if person and not persons and _PRONOUN.search(item.text) else frozenset[str]()
            if item.text not in held:
                if len(held) >= settings.most_sentences:
                    continue
                held[item.text], named_in[item.text] = [], (lang, actors, meant, ahead)
                spoken = (text[start:end] for start, end, _ in inside if start >= item.start)
                called[item.text] = frozenset(word for words in spoken for word in _NAMED.findall(words))
            held[item.text].append((article, item.start, item.end, family))
            ahead, person = actors or ahead, persons[-1] if persons else person
    return [
        Told(
            text, lang, actors, meant, ahead, tuple((a, s, e) for a, s, e, _ in held[text]),
            frozenset(family for *_, family in held[text]), _is_fact(text, settings), _tells(text, settings),
            called[text],
        )
        for text, (lang, actors, meant, ahead) in named_in.items()
    ]  # fmt: skip


def _overlapping(
    spots: list[tuple[int, int, frozenset[str]]], first: int, item: Sentence
) -> list[tuple[int, int, frozenset[str]]]:
    found = []
    for spot in spots[first:]:
        if spot[0] >= item.end:
            break
        if spot[1] > item.start:
            found.append(spot)
    return found


def is_state(code: str) -> bool:
    """Whether an actor is a state; others are persons and bodies."""
    return len(code) == 3 and code.isupper()


def _covers(start: int, end: int, item: Sentence) -> bool:
    """Whether boilerplate at [start, end) makes up most of a sentence."""
    return min(end, item.end) - max(start, item.start) > 0.6 * len(item.text)


def _is_fact(text: str, settings: CheckSettings) -> bool:
    tail = text[-_TAIL:]
    whole = _WHOLE.search(tail) is not None and not _TORN.search(tail) and not text[:1].islower()
    return whole and length(text) <= settings.most_words and _tells(text, settings)


def _tells(text: str, settings: CheckSettings) -> bool:
    return length(text) >= settings.least_words and not text.rstrip('"”»)」』').endswith(("?", "？", "؟"))


def length(text: str) -> float:
    """Words of a text; of a script without spaces what its characters come to."""
    spaced = text.isascii() or not UNSPACED.search(text)
    return len(text.split()) if spaced else len(UNSPACED.findall(text)) / _CHARACTERS_A_WORD
