"""Quotations and speakers in languages that are not parsed: Russian, Chinese, German, French, Arabic, Spanish, Polish.

What stands in quotation marks is a quotation where a word of saying (data/lexicon/saying.txt) or a colon goes with it:
ahead of it (X said: "..."), behind it ("...", said X), or by naming the source (according to X). Names in marks and
scare quotes have neither, or fewer than three words. Speech between dashes counts too (``dashes``); other quotations
without marks are not looked for. The patterns follow
those of Pouliquen et al. (2007), "Automatic detection of quotations in multilingual news"; word lists are our own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from herdline.record.models import encoder
from herdline.record.parsed.parsing import parse
from herdline.record.quoting import quotes
from herdline.record.quoting.cues import DROPPING, UNCLOSED, WITHIN, Found, attributed, told_before, unattributed
from herdline.record.quoting.places import Place, Span, places
from herdline.record.quoting.saying import LANGUAGES, Saying, saying
from herdline.record.quoting.speakers import speakers
from herdline.record.spans import Attribution

READ = ("en", *LANGUAGES)
"""Languages in which quotes are looked for."""
FAR = 700
"""Characters within which what names nobody goes on with the speaker before."""
JOINED = 80
"""Characters between two quotations of one sentence that one word of saying may govern."""
_AND = re.compile(r"\s*[,،，、]?\s*(?:и|а также|und|sowie|et|y|e|i|oraz|و\w*|和|及|以及|并)", re.IGNORECASE)
_WORD = re.compile(r"\w+")


def quoted(text: str, lang: str) -> list[Attribution]:
    """Direct and mixed quotations of a text in reading order, offsets into it; quotation marks belong to the content.

    Args:
        text: any text.
        lang: ISO 639-1; empty for languages that are not among ``saying.LANGUAGES``.

    The source is empty where no speaker was found, the cue where only the sense of whole sentences in marks speaks.
    """
    if lang not in LANGUAGES:
        return []
    words = saying(lang)
    result: list[Attribution] = []
    until = 0
    for place in places(text, words):
        start = place.pieces[0][0]
        last = result[-1] if result else None
        found = attributed(text, place, words)
        if found is None and last is not None and _goes_on(text, max(until, last.content[-1][1]), start, last):
            result[-1] = replace(last, content=(*last.content, *place.pieces))
            continue
        if found is None:
            found = _coordinated(text, place, last) or unattributed(text, place, words, _before(text, start, last))
        if found is None:
            continue
        source = found.source
        probability = found.probability if place.closed else min(found.probability, UNCLOSED)
        if source is None and found.cue and lang in DROPPING:
            source = _understood(text, place, last, words)
        made = Attribution(
            () if source is None else (source,), () if found.cue is None else (found.cue,), place.pieces, found.kind,
            probability,
        )  # fmt: skip
        until = max(found.until, place.pieces[-1][1])
        result.append(made)
    return result


def read(text: str, lang: str) -> list[tuple[Attribution, str]]:
    """Quotes of a text with the names of their speakers, "" where there is none; languages are ``READ``.

    English is parsed, and what is told without quotation marks is found there too.
    """
    return read_all([(text, lang)])[0]


def read_all(texts: Sequence[tuple[str, str]]) -> list[list[tuple[Attribution, str]]]:
    """``read`` of several (text, language) at once: English sentences are parsed together, in half of the time."""
    units = [quotes.units(text) if lang == "en" else [] for text, lang in texts]
    with encoder.one_thread():  # products as small as a sentence's take ten times longer on cores that others use too
        docs = parse(item.text for own in units for item in own)
        result = []
        for (text, lang), own in zip(texts, units, strict=True):
            found = quotes.attributions(text, list(islice(docs, len(own)))) if lang == "en" else quoted(text, lang)
            result.append(list(zip(found, speakers(text, found, lang), strict=True)))
    return result


def _coordinated(text: str, place: Place, last: Attribution | None) -> Found | None:
    """A further quotation in the sentence of one that is ascribed: X said that "..." and that "..."."""
    start = place.pieces[0][0]
    if last is None or not last.cue or not 0 <= place.head - last.content[-1][1] <= 1:
        return None
    if start - place.head > JOINED or not _AND.match(text, last.content[-1][1], start):
        return None
    return Found(last.source[0] if last.source else None, last.cue[0], "mixed", WITHIN)


def _before(text: str, start: int, last: Attribution | None) -> Span | None:
    """The speaker quoted last, in the same line and not far."""
    if last is None or not last.source or start - last.content[-1][1] > FAR:
        return None
    return None if "\n" in text[last.content[-1][1] : start] else last.source[0]


def _understood(text: str, place: Place, last: Attribution | None, words: Saying) -> Span | None:
    """Whom a verb without a subject means: the speaker of the quotation before, else of the sentence before."""
    start = place.pieces[0][0]
    if last is not None and last.source and start - last.content[-1][1] <= FAR:
        return last.source[0]
    told = told_before(text, place.head, words)
    return told[0] if told else None


def _goes_on(text: str, end: int, start: int, last: Attribution) -> bool:
    """Whether a quotation that nothing ascribes goes on with the one before: at most a line's end between."""
    if not last.cue:
        return False
    reach = max(end, *(span[1] for span in (*last.source, *last.cue, *last.content)))
    between = text[min(reach, start) : start]
    return len(between) < 12 and not _WORD.search(between) and between.count("\n") <= 3
