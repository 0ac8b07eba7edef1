"""The noun phrase of a speaker beside a word of saying, without a parse.

Behind the word it runs to punctuation or a word that begins something else; ahead of it, it is what stands between the
clause's start and the word. Runs of capitals with their titles, pronouns and mentions of the actor tables are told by
their looks; what begins with a preposition is an adverbial.
"""

from __future__ import annotations

import re

from herdline.record.actors import find
from herdline.record.quoting.saying import Saying

Span = tuple[int, int]
MOST_WORDS = 16
"""Words of a speaker's noun phrase."""
INSIDE_NAMES, FULL_STOP = "«„“\"»”'’.%&", "."
_TOKEN = re.compile(r"[^\W_](?:[\w’'\-/]|\.(?=\w))*|\S")
_INITIAL = re.compile(r"(?:\b\w|\b(?:Mr|Dr|Prof|St|Sr|Sra|Mgr|M|им|г)|\b\w\.\w)$")
_END = re.compile(r"[,;:!?…—–()\[\]|،؛؟。，；：！？\n]")
_CAPITALS = re.compile(
    r"[^\W\d_a-zа-яёąćęłńóśźż][\w’'\-.]*(?:\s+(?:(?:de|del|la|las|los|von|van|der|den|di|da|dos|du|bin|ibn|al|el|ben|zu|аль|бен)\s+)?"
    r"[^\W\d_a-zа-яёąćęłńóśźż][\w’'\-.]*)*"
)
_BORDER = re.compile(r"[,;:—–()\[\]|،؛\n]|(?<=\s)-(?=\s)")
_CHINESE_BORDER = re.compile(
    r"[，。；！？：、（）()”“\"」「…—|》《\n]|\s{2,}|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])"
)
_CHINESE_ASIDE = re.compile(r"\s*[（(][^（）()]{1,60}[）)]\s*$")
_CHINESE_TAIL = re.compile(
    r"(?:(?:当地时间)?(?:\d+年)?(?:\d+月)?\d+日(?:晚|上午|下午|凌晨|在)?|在[^，]*|就[^，]{2,}|对[^，]{2,}|向[^，]{2,}|接受[^，]*|以[^，]*为题.*"
    r"|通过[^，]*|发表[^，]*|出席[^，]*|于[^，]{2,}|致信[^，]*|主持[^，]*|[深郑严]\w地)$"
)
_CHINESE_HEAD = re.compile(
    r"^(?:而|但|并且|其中|不过|然而|对此|同时|此外|另外|据悉|今天|昨天|当天|近日|\d+日|\d+月\d+日)+"
)
_NAMED = re.compile(rf",\s+({_CAPITALS.pattern})(?=\s*(?:[,.;:]|$))")
_ARABIC_NAMED = re.compile(r"(?:\s+في\s+\w+)?\s*[،,]\s*(\w+(?:\s+\w+){1,3})(?=\s*[،,:])")
_JOINED = re.compile(r"\s(?:и|und|et|y|e)$")


def behind(text: str, start: int, end: int, words: Saying) -> Span | None:
    """The speaker that begins at ``start`` (behind the word of saying) or after adverbs; None if none stands there."""
    here = _skipped(text, start, end, words)
    first = last = -1
    count = 0
    for m in _TOKEN.finditer(text, here, end):
        mark = m.group()
        if mark in '«„“"»”' and first >= 0:
            last = m.end()  # a name in marks is part of it; quotations end before them
            continue
        if mark == FULL_STOP and _INITIAL.search(text[max(0, m.start() - 5) : m.start()]):
            last = m.end()
            continue
        if not (mark[0].isalnum() or mark in INSIDE_NAMES):
            break
        if mark == FULL_STOP or _stops(text, m.start(), first, words):
            break
        if first < 0:
            pronoun = words.pronoun.match(text, m.start())
            if pronoun:
                return pronoun.span()
            if words.that.match(text, m.start()) or not mark[0].isalnum():
                return None
            first = m.start()
        count += 1
        if count > MOST_WORDS:
            break
        last = m.end()
    if first < 0 or (text[first:last].isdigit()):
        return None
    phrase = _trimmed(text, first, last)
    return phrase if phrase is None else _with_name(text, phrase, end, words)


def _with_name(text: str, phrase: Span, end: int, words: Saying) -> Span:
    """A title without a name together with the name behind it: "the president of the club, Ana Ruiz"."""
    if not words.role.search(text, *phrase):
        return phrase
    m = (_ARABIC_NAMED if words.lang == "ar" else _NAMED).match(text, phrase[1], end)
    return (phrase[0], m.end(1)) if m else phrase


def _stops(text: str, place: int, first: int, words: Saying) -> bool:
    """Whether the noun phrase ends before a word: one that opens something else, or an adverb behind the phrase."""
    if first < 0 and words.pronoun.match(text, place):
        return False
    return bool(words.stop.match(text, place) or (first >= 0 and words.adverb.match(text, place)))


def _skipped(text: str, start: int, end: int, words: Saying) -> int:
    """Past spaces, reflexives and adverbs."""
    here = start
    while here < end:
        while here < end and text[here].isspace():
            here += 1
        m = words.adverb.match(text, here, end)
        if m is None or m.end() == here or words.pronoun.match(text, here, end):
            return here
        here = m.end()
    return here


def ahead(text: str, start: int, end: int, words: Saying) -> Span | None:
    """The speaker between a clause's ``start`` and the word of saying at ``end``; None if none stands there."""
    if words.lang == "zh":
        return _chinese(text, start, end, words)
    stop = end
    for _ in range(3):  # the clause, and two before it where only a remark stands between commas
        stop = _unadverbed(text, start, stop, words)
        begun = start
        for m in _BORDER.finditer(text, start, stop):
            begun = m.end()
        found = _clause(text, begun, stop, words)
        if found is not None:
            apposed = _apposed(text, start, begun, found, words)
            return apposed or found
        if begun <= start:
            return None
        stop = begun - 1
    return None


def _unadverbed(text: str, start: int, end: int, words: Saying) -> int:
    """The place before adverbs and auxiliaries that end a clause."""
    while True:
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",،"):
            end -= 1
        begun = max(start, end - 30)
        for pattern in (words.auxiliary, words.adverb):
            m = next((m for m in pattern.finditer(text, begun, end) if m.end() == end), None)
            if m is not None and m.start() < end and not words.pronoun.fullmatch(m.group()):
                end = m.start()
                break
        else:
            return end


def _clause(text: str, start: int, end: int, words: Saying) -> Span | None:
    """The noun phrase that a clause without its predicate is; the last name in it where it begins with an adverbial."""
    while start < end and not text[start].isalnum() and text[start] not in '«„“"':
        start += 1
    if start >= end:
        return None
    pronoun = next((m for m in words.pronoun.finditer(text, start, end) if m.end() == end), None)
    if pronoun is not None:
        return pronoun.span()
    start = _skipped(text, start, end, words)
    if start >= end or (_JOINED.search(text[start:end]) and len(text[start:end].split()) > 6):
        return None  # a second predicate whose subject is the first one's
    lead = words.lead.match(text, start, end)
    while lead is not None and lead.end() < end and re.match(r"\s*[,:]", text[lead.end() : end]):
        start = lead.end() + 1
        lead = words.lead.match(text, start, end)
    long = len(text[start:end].split()) > 12
    if lead is None and not long:
        plain = words.lang != "ar" or len(text[start:end].split()) <= 6  # without capitals a long clause tells nothing
        return _trimmed(text, start, end) if plain and _nominal(text[start:end], words) else None
    return _last_name(text, start, end, words, 1 if lead is None else lead.end() - start)


def _nominal(phrase: str, words: Saying) -> bool:
    """Whether a phrase may be a speaker: a capital, a title, or a few words in a script without capitals."""
    return bool(any(c.isupper() for c in phrase) or words.role.search(phrase) or len(phrase.split()) <= 6)


def _last_name(text: str, start: int, end: int, words: Saying, skip: int) -> Span | None:
    """The name that ends at the word of saying, with titles before it."""
    last: re.Match[str] | None = None
    for m in _CAPITALS.finditer(text, start + skip, end):
        last = m
    titles = [m for m in words.role.finditer(text, start + skip, end)]
    if last is None or (last.end() < end - 25 and titles):
        if not titles:
            return None
        return _trimmed(text, titles[-1].start(), end)
    begun = last.start()
    for m in reversed(titles):
        if m.start() < begun and len(text[m.start() : begun].split()) <= 4:
            begun = m.start()
    return _trimmed(text, begun, last.end() if words.lang != "de" else end)


def _apposed(text: str, start: int, begun: int, found: Span, words: Saying) -> Span | None:
    """A name and the title behind it between commas: "Ana Ruiz, president of the club," before the word of saying."""
    if begun <= start or text[begun - 1] not in ",،" or text[found[0]].isupper() or words.pronoun.match(text, found[0]):
        return None
    if words.lead.match(text, found[0]):
        return None
    before = start
    for m in _BORDER.finditer(text, start, begun - 1):
        before = m.end()
    name = _clause(text, before, begun - 1, words)
    if name is None or name[1] < begun - 2 or not text[name[0]].isupper():
        return None
    return (name[0], found[1]) if len(text[name[0] : name[1]].split()) <= 8 else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in '»“”".)'):
        end -= 1
    if end > start and text[end - 1] == "." and not _INITIAL.search(text[max(0, end - 6) : end - 1]):
        end -= 1
    if text[start:end].count('"') % 2 and text[end - 1 : end] == '"':
        end -= 1
    return (start, end) if end > start and any(c.isalpha() for c in text[start:end]) else None


def _chinese(text: str, start: int, end: int, words: Saying) -> Span | None:
    """Between marks the words ahead, without dates and circumstances; else the sentence's first."""
    aside = _CHINESE_ASIDE.search(text[start:end])
    end = start + aside.start() if aside else end
    begun = start
    for m in _CHINESE_BORDER.finditer(text, start, end):
        begun = m.end()
    found = _chinese_name(text, begun, end, words)
    if found is not None or begun <= start:
        return found
    known = find(text[start:begun], "zh")
    if known:
        first = known[0]
        named = _CHINESE_BORDER.search(text, start, begun)
        whole = _chinese_name(text, start, named.start() if named else begun, words)
        return whole or (start + first.start, start + first.end)
    named = _CHINESE_BORDER.search(text, start, begun)
    return _chinese_name(text, start, named.start(), words) if named else None


def _chinese_name(text: str, start: int, end: int, words: Saying) -> Span | None:
    head = _CHINESE_HEAD.match(text[start:end])
    start += head.end() if head else 0
    while True:
        while end > start and text[end - 1].isspace():
            end -= 1
        m = next((m for m in words.adverb.finditer(text, max(start, end - 6), end) if m.end() == end), None)
        if m is None:
            break
        end = m.start()
    pronoun = words.pronoun.match(text, start, end)
    if pronoun:
        return pronoun.span()
    tail = _CHINESE_TAIL.search(text[start:end])
    if tail:
        end = start + tail.start()
        m = _CHINESE_TAIL.search(text[start:end])
        end = start + m.start() if m else end
    m = next((m for m in words.adverb.finditer(text, max(start, end - 6), end) if m.end() == end), None)
    end = m.start() if m else end
    return (start, end) if 1 < end - start <= 40 else None
