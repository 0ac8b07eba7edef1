"""Speech between dashes, as Polish and Russian papers print it, without quotation marks.

"- We stay - said the minister. - All of us." A dash that opens a line or a sentence opens a quotation, if further on in
the line another dash stands right ahead of a word of saying; dashes between that lead to none are the speaker's own.
What a dash opens behind the speaker's sentence goes on with the quotation, to the line's end or to the next word of
saying. Languages: those of ``LANGUAGES``; in others dashes are punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from herdline.record.quoting.marks import Marked
from herdline.record.quoting.saying import Saying

LANGUAGES = frozenset(("pl", "ru"))
"""Languages whose papers print speech so, out of those with words of saying."""
LONGEST = 700
"""Characters of speech between its dash and the word of saying."""
_OPENS = re.compile(r"(?:^|(?<=[.!?…:»”\"])\s)\s*[-–—]\s+(?=[«„“\"]?[^\W\d_a-zа-яёąćęłńóśźż])")
_CLOSES = re.compile(r"\s*[,.!?…]*\s+[-–—]\s+")
_WORDS = re.compile(r"\w+")
_LEAST = 3
"""Words of speech, as of words in marks."""


def dashed(text: str, words: Saying) -> list[Marked]:
    """Speech between dashes in reading order, without the dashes.

    Args:
        text: any text.
        words: those of saying of its language.
    """
    if words.lang not in LANGUAGES:
        return []
    found: list[Marked] = []
    start = 0
    for line in text.split("\n"):
        found += _of_line(text, start, start + len(line), words)
        start += len(line) + 1
    return found


def _of_line(text: str, start: int, end: int, words: Saying) -> Iterator[Marked]:
    here, told = start, False
    while opened := _OPENS.search(text, here, end) if here < end else None:
        begin = opened.end()
        closed = _closed(text, begin, min(end, begin + LONGEST), words)
        if closed is None:
            if told and _long(text[begin:end]):
                yield Marked(begin, begin + len(text[begin:end].rstrip()))
            return
        if _long(text[begin : closed[0]]):
            yield Marked(begin, closed[0])
            told = True
        here = closed[1]


def _closed(text: str, start: int, end: int, words: Saying) -> tuple[int, int] | None:
    """Where the speech ends, and where the word of saying begins that a dash ahead of it leads to."""
    for m in _CLOSES.finditer(text, start, end):
        here = m.end()
        while adverb := words.adverb.match(text, here, end) or words.auxiliary.match(text, here, end):
            here = adverb.end() + len(text[adverb.end() : end]) - len(text[adverb.end() : end].lstrip())
        if words.verb.match(text, here, end):
            stop = m.start()
            while text[stop] in ".!?…":  # these are the speaker's, a comma is the paper's
                stop += 1
            return stop, m.end()
    return None


def _long(speech: str) -> bool:
    return len(_WORDS.findall(speech)) >= _LEAST
