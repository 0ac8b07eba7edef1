"""Quotations and their speakers in languages that are not parsed: Russian, Chinese, German, French, Arabic, Spanish.

What stands in quotation marks is a quotation where a word of saying (data/lexicon/saying.txt) or a colon goes with it:
ahead of it (X said: "..."), behind it ("...", said X), or by naming the source (according to X). Names in marks and
scare quotes have neither, or fewer than three words. Quotations without marks are not looked for. The patterns follow
those of Pouliquen et al. (2007), "Automatic detection of quotations in multilingual news"; word lists are our own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from herdline.record.quotemarks import Marked, marked
from herdline.record.sayers import ahead, behind
from herdline.record.saying import LANGUAGES, Saying, saying
from herdline.record.spans import Attribution

Span = tuple[int, int]
WORDS, CHARACTERS = 3, 5
"""Least words of a quotation; least characters where words are not parted."""
SENTENCE_WORDS = 5
"""Least words of a quotation that has neither a word of saying nor a colon: whole sentences only."""
BACK, ON = 400, 300
"""Characters looked at ahead of a quotation and behind it."""
FAR = 700
"""Characters within which a verb without a subject goes on with the speaker before (Arabic, Chinese, Spanish)."""
COLON, BARE_COLON, BEHIND, LOOSE, ADJACENT, WITHIN, NEXT, NONE = 0.95, 0.6, 0.95, 0.5, 0.85, 0.5, 0.35, 0.2
"""How likely borders are right, by pattern; ``quotes.is_sure`` cuts at .4 (direct) and .8 (mixed). Guesses of ours, in
the order of how regular a pattern is; nothing was fitted."""
DROPPING = frozenset(("es", "ar", "zh"))
_BOUNDARY = re.compile(r"(?<=[.!?…؟])[»”\"“]?\s+(?=[^a-zа-яё])|(?<=[。！？])|\n")
_SHORT = re.compile(r"(?:^|[\s.(])(?:[^\W\d_]{1,2}|Prof|Sra|Mgr|Abg|etc|bzw|Mio|Mrd|тыс|млн|млрд|руб)\.$")
_BETWEEN = re.compile(r"[\s,.;…!?،。，—–-]*$")
_GAP = re.compile(r"\s*[,.،，。;…!?]*\s*[—–-]*\s*")
_INVERTED = re.compile(r"(?:(?:a|ont|avait|avaient|aurait|est|va)-(?:t-)?(ils?|elles?|on)\s+)", re.IGNORECASE)
_HYPHENED = re.compile(r"-(?:t-)?(ils?|elles?|on|je|nous)\b")
_ACCORDING_ZH = re.compile(r"据([^，。“”]{2,40}?)(?:报道|消息|介绍|透露|通报|统计|称|说)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_TEXT = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Quotations that follow one another with nothing but marks between: ``head`` and ``tail`` are what may hold the cue."""

    pieces: tuple[Span, ...]
    head: int
    tail: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Found:
    source: Span | None
    cue: Span | None
    kind: str
    probability: float
    until: int = 0


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
    for place in _places(text, lang):
        start = place.pieces[0][0]
        last = result[-1] if result else None
        found = _attributed(text, place, words)
        if found is None and last is not None and _goes_on(text, max(until, last.content[-1][1]), start, last):
            result[-1] = replace(last, content=(*last.content, *place.pieces))
            continue
        if found is None:
            found = _unattributed(text, place, words)
        if found is None:
            continue
        source, probability = found.source, found.probability if place.closed else min(found.probability, LOOSE / 2)
        if source is None and last is not None and last.source and found.cue and lang in DROPPING:
            source = last.source[0] if start - last.content[-1][1] < FAR else None
        made = Attribution(
            () if source is None else (source,), () if found.cue is None else (found.cue,), place.pieces, found.kind,
            probability,
        )  # fmt: skip
        until = max(found.until, place.pieces[-1][1])
        result.append(made)
    return result


def _places(text: str, lang: str) -> list[_Place]:
    """Quotations long enough, with the stretch before them (to the sentence's start) and behind them."""
    held = [m for m in marked(text) if _long_enough(text[m.start : m.end], lang)]
    groups: list[list[Marked]] = []
    for m in held:
        between = text[groups[-1][-1].end : m.start] if groups else "\n"
        if "\n" not in between and len(between) < 8 and _BETWEEN.match(between):
            groups[-1].append(m)
        else:
            groups.append([m])
    made = []
    for n, group in enumerate(groups):
        before = groups[n - 1][-1].end if n else 0
        after = groups[n + 1][0].start if n + 1 < len(groups) else len(text)
        start, end = group[0].start, group[-1].end
        line_end = text.find("\n", end, end + ON)
        tail = min(after, line_end if line_end >= 0 else end + ON, len(text))
        pieces = tuple((m.start, m.end) for m in group)
        made.append(_Place(pieces, _sentence_start(text, before, start), tail, all(m.closed for m in group)))
    return made


def _long_enough(content: str, lang: str) -> bool:
    if lang == "zh" and len(_HAN.findall(content)) >= CHARACTERS:
        return True
    return sum(any(c.isalpha() for c in m.group()) for m in _TEXT.finditer(content)) >= WORDS


def _sentence_start(text: str, before: int, place: int) -> int:
    """Where the sentence begins that leads up to a quotation; a line that ends with a colon leads to the next."""
    low, high = max(before, place - BACK), place
    if text[low:high].strip() and text[text.rfind("\n", low, high) + 1 : high].strip() == "":
        high = low + len(text[low:high].rstrip())
        if text[high - 1] not in ":：":
            return place
    start = low
    for m in _BOUNDARY.finditer(text, low, high):
        if m.end() < high and not _SHORT.search(text[max(low, m.start() - 6) : m.start()]):
            start = m.end()
    return start


def _attributed(text: str, place: _Place, words: Saying) -> _Found | None:
    """By what goes with the quotation in its own sentence."""
    head = text[place.head : place.pieces[0][0]].rstrip()
    colon = head.endswith((":", "："))
    if colon or words.lang == "zh":
        found = _announced(text, place, words, len(head) + place.head, colon)
        if found is not None:
            return found
    return _followed(text, place, words) or (None if colon else _led_to(text, place, words))


def _announced(text: str, place: _Place, words: Saying, end: int, colon: bool) -> _Found | None:
    """X said: "..." ; in Chinese a comma or nothing stands for the colon."""
    stop = end - colon
    if not colon:
        stop -= text[max(0, stop - 1) : stop] == "，"
    cue = _last_cue(text, place.head, stop, words)
    if cue is not None and (colon or cue[1][1] >= stop - 1):
        return _Found(_speaker(text, place.head, stop, cue, words), cue[1], "direct" if colon or words.lang == "zh"
                      else "mixed", COLON)  # fmt: skip
    if not colon:
        return None
    named = _headed(text, place.head, stop, words)
    return _Found(named, (stop, end), "direct", BARE_COLON if named else LOOSE / 2)


def _headed(text: str, start: int, end: int, words: Saying) -> Span | None:
    """The speaker of "X: ..." where little else stands before the colon."""
    if not text[start:end].strip() or len(text[start:end].split()) > 8 or (words.lang == "zh" and end - start > 25):
        return None
    return ahead(text, start, end, words)


def _last_cue(text: str, start: int, end: int, words: Saying) -> tuple[str, Span] | None:
    """Class and place of the last word of saying in a stretch; a source named at the stretch's start counts less."""
    best: tuple[str, Span] | None = None
    for name in ("according", "document", "converb", "verb"):
        for m in getattr(words, name).finditer(text, start, end):
            if best is None or m.start() > best[1][0] or (best[0] == "according" and name != "according"):
                best = (name, m.span())
    return best


def _speaker(text: str, start: int, end: int, cue: tuple[str, Span], words: Saying) -> Span | None:
    """The speaker that goes with a word of saying ahead of a quotation."""
    name, (first, last) = cue
    if name in ("according", "document"):
        if words.lang == "zh":
            m = _ACCORDING_ZH.search(text, first, end)
            return m.span(1) if m else None
        return behind(text, last, end, words)
    if name == "converb":
        earlier = next((m for m in words.verb.finditer(text, start, first)), None)
        if earlier is not None:
            return _speaker(text, start, first, ("verb", earlier.span()), words)
        if words.lang == "ar":  # the sentence's first word is its predicate
            opened = _TEXT.search(text, start, first)
            return behind(text, opened.end(), first, words) if opened else None
        border = re.compile("[,—–(]").search(text, start, first)
        return ahead(text, start, border.start() if border else first, words)
    if words.lang == "zh":
        m = _ACCORDING_ZH.search(text, start, last)
        return m.span(1) if m and m.end() >= first else ahead(text, start, first, words)
    hyphened = _HYPHENED.match(text, last) if words.lang == "fr" else None
    if hyphened:
        return hyphened.span(1)
    inverted = words.lang == "ar" or _opens_adverbially(text, start, first, words)
    if inverted:
        found = behind(text, last, end, words)
        if found is not None and (words.lang == "ar" or _likely(text, found, words)):
            return found
    return ahead(text, start, first, words)


def _opens_adverbially(text: str, start: int, end: int, words: Saying) -> bool:
    """Whether nothing but an adverbial stands ahead of the verb, so that its subject follows."""
    clause = re.split(r"[,;:—–]\s", text[start:end])[-1].strip(" \t\"»«“”,")
    here = 0
    while here < len(clause):
        m = words.adverb.match(clause, here) or words.auxiliary.match(clause, here)
        if m is None or m.end() == here:
            break
        here = m.end() + len(clause[m.end() :]) - len(clause[m.end() :].lstrip())
    return here >= len(clause) or words.lead.match(clause, here) is not None


def _likely(text: str, found: Span, words: Saying) -> bool:
    phrase = text[slice(*found)]
    return bool(words.pronoun.match(phrase) or words.role.match(phrase) or any(c.isupper() for c in phrase))


def _followed(text: str, place: _Place, words: Saying) -> _Found | None:
    """"...", said X; "...", X said; "...", according to X."""
    end = place.pieces[-1][1]
    gap = _GAP.match(text, end, place.tail)
    here = gap.end() if gap else end
    passed = text[end:here] + text[end - 2 : end - 1]
    pause = any(c in passed for c in ",،，—–-?!…。！？")
    ended = "." in text[end:here] and not any(c in text[end:here] for c in "—–-")
    limit = _sentence_end(text, here, place.tail)
    kind = "direct" if not text[place.head : place.pieces[0][0]].strip(" —–-\t.") else "mixed"
    probability = (BEHIND if pause else LOOSE) if kind == "direct" else LOOSE
    for pattern in (words.document, words.according, words.behind):
        m = pattern.match(text, here, limit)
        if m and not ended and (pattern is not words.behind or pause):
            source = behind(text, m.end(), limit, words)
            if source is not None:
                return _Found(source, m.span(), kind, probability, limit)
    if words.lang == "fr":
        m = _INVERTED.match(text, here, limit)
        verb = words.verb.search(text, m.end(), min(limit, m.end() + 40)) if m else None
        if m and verb:
            return _Found(m.span(1), verb.span(), kind, probability, limit)
    return _verb_behind(text, place, words, (here, limit), kind, probability, pause, ended)


def _verb_behind(
    text: str, place: _Place, words: Saying, within: Span, kind: str, probability: float, pause: bool, ended: bool
) -> _Found | None:
    here, limit = within
    announces = place.tail == limit and text[here:limit].rstrip().endswith((":", "："))
    first = here
    while m := words.auxiliary.match(text, first, limit) or words.adverb.match(text, first, limit):
        if m.end() == first:
            break
        first = m.end() + len(text[m.end() : m.end() + 9]) - len(text[m.end() : m.end() + 9].lstrip())
    m = words.verb.match(text, first, limit)
    lower = text[here : here + 1].islower() or words.lang == "ar"
    if m and words.lang != "zh" and (pause or lower) and not (ended and not lower) and not (announces and not pause):
        hyphened = _HYPHENED.match(text, m.end()) if words.lang == "fr" else None
        source = hyphened.span(1) if hyphened else behind(text, m.end(), limit, words)
        return _Found(source, m.span(), kind, min(probability, LOOSE) if ended else probability, limit)
    if announces or ended or not (pause or words.lang == "zh"):
        return None
    m = words.verb.search(text, here, min(limit, here + 120))
    if m is None or (words.lang == "zh" and text[m.end() : m.end() + 1] not in "，。！？ \n"):
        return None
    clause = text[here : m.start()]
    if len(clause.split()) > 10 or clause.count(",") > 2 or words.that.match(text, here) or words.lead.match(text, here):
        return None
    source = ahead(text, here, m.start(), words)
    return None if source is None else _Found(source, m.span(), kind, min(probability, 0.8), limit)


def _sentence_end(text: str, start: int, end: int) -> int:
    for m in _BOUNDARY.finditer(text, start, end):
        if not _SHORT.search(text[max(start, m.start() - 6) : m.start()]):
            return m.start()
    return end


def _led_to(text: str, place: _Place, words: Saying) -> _Found | None:
    """X said that "...", X called it "...", according to X "..."."""
    start = place.pieces[0][0]
    cue = _last_cue(text, place.head, start, words)
    if cue is None or _is_name(text, place, words):
        return None
    before = text[place.head : start].rstrip(" ,،，")
    at = [m.end() for m in words.that.finditer(text, place.head, start) if m.end() >= place.head + len(before)]
    adjacent = bool(at) or cue[1][1] >= place.head + len(before)
    content = text[slice(*place.pieces[0])]
    if words.lang == "zh" and not adjacent and len(content) < 2 * CHARACTERS + 2:
        return None
    source = _speaker(text, place.head, start, cue, words)
    if source is None and not adjacent:
        return None
    return _Found(source, cue[1], "mixed", ADJACENT if adjacent and source else WITHIN)


def _is_name(text: str, place: _Place, words: Saying) -> bool:
    """Whether the marks hold a title or a name: right behind a noun for such things, or capital within the sentence."""
    start = place.pieces[0][0]
    low = max(place.head, start - 40)
    before = text[low:start].rstrip()
    near = [m for m in words.work.finditer(text, low, start) if len(text[m.end() : start].split()) <= 1]
    first = text[start + 1 : start + 3].strip()[:1]
    if near and not first.islower():
        return True
    opened = before.endswith((",", "—", "–", ":")) or any(
        m.end() >= low + len(before) for m in words.that.finditer(text, low, start)
    ) or any(m.end() >= low + len(before) for m in words.verb.finditer(text, low, start))  # fmt: skip
    return first.isupper() and words.lang in ("ru", "fr", "es") and not opened


def _goes_on(text: str, end: int, start: int, last: Attribution) -> bool:
    """Whether a quotation that nothing ascribes goes on with the one before: only marks between, at most a line's end."""
    reach = max(end, *(span[1] for span in (*last.source, *last.cue, *last.content)) if last.cue else (end,))
    between = text[min(reach, start) : start]
    return bool(last.cue) and len(between) < 12 and not _TEXT.search(between) and between.count("\n") <= 3


def _unattributed(text: str, place: _Place, words: Saying) -> _Found | None:
    """Whole sentences in marks: whose is told by the sentence before, if at all."""
    start, end = place.pieces[0][0], place.pieces[-1][1]
    if text[place.head : start].strip():
        return None
    content = text[start + 1 : end - 1].strip()
    closed = content[-1:] in ".!?…。！？؟" or text[end : end + 1] in (".", "。", "") or text[end : end + 1] == "\n"
    long = len(content.split()) >= SENTENCE_WORDS or (words.lang == "zh" and len(content) > 2 * CHARACTERS)
    if not (closed and long) or content[:1].islower():
        return None
    line = max(text.rfind("\n", max(0, start - BACK), start) + 1, start - BACK, 0)
    before = _sentence_start(text, line, line + len(text[line:start].rstrip(" \t.!?…。！？؟"))) if start > line else start
    cue = _last_cue(text, before, start, words) if before < start else None
    source = _speaker(text, before, start, cue, words) if cue is not None else None
    return _Found(source, cue[1], "direct", NEXT) if cue and source else _Found(None, None, "direct", NONE)


def sourced(found: Sequence[Attribution]) -> int:
    """How many have a speaker."""
    return sum(bool(a.source) for a in found)
