"""What goes with a quotation: a word of saying ahead of it or behind it, a source named, a colon; and the speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from herdline.record.quoting.places import (
    BACK,
    TERM,
    Place,
    Span,
    is_name,
    is_term,
    names_behind,
    sentence_end,
    sentence_start,
)  # fmt: skip
from herdline.record.quoting.sayers import ahead, behind
from herdline.record.quoting.saying import Saying

SENTENCE_WORDS = 5
"""Least words of a quotation that has neither a word of saying nor a colon: whole sentences only."""
COLON, BARE_COLON, BEHIND, EMBEDDED, LOOSE, ADJACENT, CLAUSE, WITHIN, NEXT, UNCLOSED, UNNAMED, NONE = (
    0.95, 0.6, 0.95, 0.8, 0.5, 0.85, 0.8, 0.5, 0.35, 0.4, 0.25, 0.2
)  # fmt: skip
"""How likely borders are right, by pattern; ``quotes.is_sure`` cuts at .4 (direct) and .8 (mixed). Guesses of ours, in
the order of how regular a pattern is; UNCLOSED and CLAUSE were raised after half of the gold was looked into."""
DROPPING = frozenset(("es", "ar", "pl", "zh"))
"""Languages in which a verb may do without its subject."""
NAME_WORDS = 5
"""Most words of a speaker that nothing but a colon tells."""
REACH = 90
"""Characters between a word of saying and the words in marks that it may still lead to."""
_GAP = re.compile(r"\s*[,.،，。;…!?]*\s*[—–-]*\s*")
_INVERTED = re.compile(r"(?:(?:a|ont|avait|avaient|aurait|est|va)-(?:t-)?(ils?|elles?|on)\s+)", re.IGNORECASE)
_HYPHENED = re.compile(r"-(?:t-)?(ils?|elles?|on|je|nous)\b")
_ACCORDING_ZH = re.compile(r"据([^，。“”]{2,40}?)(?:报道|消息|介绍|透露|通报|统计|称|说)")
_OFFICE = re.compile(r"(?<=ли)\s+(?:в|во|на)\s+(?=[А-ЯЁ«]|пресс-|ведомств|министерств|компани|посольств|администраци)")
_SIGNED = re.compile(
    r"([^\W\d_a-zа-яёąćęłńóśźż][\w’'\-.]*(?:\s+[^\W\d_a-zа-яёąćęłńóśźż][\w’'\-.]*){0,3})(?=\s*(?:[,.(–—|]|$))"
)
_COLON = re.compile(r"\s*:\s+")
_ENDINGS = {
    "es": re.compile(r"[a-zñáéíóú]{2,}(?:ó|aron|ieron)\b"), "de": re.compile(r"[a-zäöüß]{2,}t(?:en?)?\b"),
    "fr": re.compile(r"(?:a|ont)\s+[a-zà-ÿ]{2,}(?:é|i|u|it|is)\b"),
    "ru": re.compile(r"[а-яё]{2,}(?:л[аи]?|л(?:ся|ась|ись)|[еиую]т)\b"),
    "pl": re.compile(r"[a-ząćęłńóśźż]{2,}(?:ł|ła|ło|li|ły)(?: się)?\b"),
}  # fmt: skip
"""Of verbs in the third person."""
_CLAUSES, _FIRST_BORDER = re.compile(r"[,;:—–]\s"), re.compile("[,—–(]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """Speaker, word of saying, kind and probability of a quotation; ``until`` is where its sentence ends behind it."""

    source: Span | None
    cue: Span | None
    kind: str
    probability: float
    until: int = 0


def attributed(text: str, place: Place, words: Saying) -> Found | None:
    """By what goes with the quotation in its own sentence."""
    head = text[place.head : place.pieces[0][0]].rstrip()
    colon = head.endswith((":", "："))
    if colon or words.lang == "zh":
        found = _announced(text, place, words, len(head) + place.head, colon)
        if found is not None:
            return found
    found = _followed(text, place, words) or (None if colon else _led_to(text, place, words))
    return found or (_headed(text, place, words, len(head) + place.head) if colon else None)


def _announced(text: str, place: Place, words: Saying, end: int, colon: bool) -> Found | None:
    """X said: "..." ; in Chinese a comma or nothing stands for the colon."""
    stop = end - colon
    if not colon:
        stop -= text[max(0, stop - 1) : stop] == "，"
    cue = _last_cue(text, place.head, stop, words)
    if cue is not None and (colon or (cue[1][1] >= stop - 1 and (stop < end or not is_term(text, place)))):
        return Found(_speaker(text, place.head, stop, cue, words), cue[1], "direct", COLON)
    return None


def _headed(text: str, place: Place, words: Saying, end: int) -> Found | None:
    """X: "..."; a colon with more ahead of it, or with nobody, is a sign of quotation still."""
    start, stop = place.head, end - 1
    if names_behind(text, start, stop, words):
        return None
    short = len(text[start:stop].split()) <= 8 and (words.lang != "zh" or stop - start <= 25)
    named = ahead(text, start, stop, words) if short and text[start:stop].strip() else None
    if named is not None and len(text[slice(*named)].split()) > NAME_WORDS:  # a sentence; its subject may be a pronoun
        pronoun = words.pronoun.match(text, named[0])
        named = pronoun.span() if pronoun else None
    return Found(named, (stop, end), "direct", BARE_COLON if named else UNNAMED)


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
            opened = _WORD.search(text, start, first)
            return behind(text, opened.end(), first, words) if opened else None
        border = _FIRST_BORDER.search(text, start, first)
        return ahead(text, start, border.start() if border else first, words)
    if words.lang == "zh":
        m = _ACCORDING_ZH.search(text, start, last)
        return m.span(1) if m and m.end() >= first else ahead(text, start, first, words)
    hyphened = _HYPHENED.match(text, last) if words.lang == "fr" else None
    if hyphened:
        return hyphened.span(1)
    if words.lang == "ru" and (where := _OFFICE.match(text, last)):
        found = behind(text, where.end(), end, words)
        if found is not None:
            return found
    inverted = words.lang == "ar" or _opens_adverbially(text, start, first, words)
    if inverted:
        found = behind(text, last, end, words)
        if found is not None and (words.lang == "ar" or _likely(text, found, words)):
            return found
    found = ahead(text, start, first, words)
    if words.lang == "pl" and found is not None and not _is_named(text, found, start, words):
        named = behind(text, last, end, words)  # "Podobną liczbę podał Donald Tusk": cases leave the order free
        if named is not None and _is_named(text, named, start, words):
            return named
    return found


def _is_named(text: str, found: Span, start: int, words: Saying) -> bool:
    """Whether a phrase has a title, or a capital that no sentence's beginning explains."""
    capitals = [m.start() for m in re.finditer(r"\b[^\W\d_a-zа-яёąćęłńóśźż]", text[slice(*found)])]
    return words.role.search(text, *found) is not None or any(found[0] + at > start + 1 for at in capitals)


def _opens_adverbially(text: str, start: int, end: int, words: Saying) -> bool:
    """Whether nothing but an adverbial stands ahead of the verb, so that its subject follows."""
    clause = _CLAUSES.split(text[start:end])[-1].strip(' \t"»«“”,')
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


def _followed(text: str, place: Place, words: Saying) -> Found | None:
    """By the word of saying right behind it: "...", said X; "...", X said; "...", according to X."""
    end = place.pieces[-1][1]
    gap = _GAP.match(text, end, place.tail)
    here = gap.end() if gap else end
    passed = text[end:here] + text[end - 2 : end - 1]
    pause = any(c in passed for c in ",،，—–-?!…。！？")
    ended = "." in text[end:here] and not any(c in text[end:here] for c in "—–-")
    limit = sentence_end(text, here, place.tail)
    kind = "direct" if not text[place.head : place.pieces[0][0]].strip(" —–-\t.") else "mixed"
    start = place.pieces[0][0]
    short = len(text[start:end].split()) <= SENTENCE_WORDS
    if kind == "mixed" and short and names_behind(text, max(place.head, start - 40), start, words):
        return None
    probability = LOOSE if not pause else BEHIND if kind == "direct" else EMBEDDED
    for pattern in (words.document, words.according, words.behind):
        m = pattern.match(text, here, limit)
        if m and not ended and (pattern is not words.behind or pause):
            source = behind(text, m.end(), limit, words)
            if source is not None:
                return Found(source, m.span(), kind, probability, limit)
    if words.lang == "fr":
        m = _INVERTED.match(text, here, limit)
        verb = words.verb.search(text, m.end(), min(limit, m.end() + 40)) if m else None
        if m and verb:
            return Found(m.span(1), verb.span(), kind, probability, limit)
    found = _verb_behind(text, place, words, (here, limit), kind, probability, pause, ended)
    if found is None and pause and not ended:
        found = _unlisted(text, (here, limit), words, kind)
    return found or _signed(text, end, here, limit, kind)


def _unlisted(text: str, within: Span, words: Saying, kind: str) -> Found | None:
    """A verb that no list holds, told by its ending, between a quotation's comma and a name."""
    m = _ENDINGS[words.lang].match(text, *within) if words.lang in _ENDINGS else None
    source = behind(text, m.end(), within[1], words) if m else None
    return Found(source, m.span(), kind, LOOSE) if m and source and _likely(text, source, words) else None


def _signed(text: str, end: int, here: int, limit: int, kind: str) -> Found | None:
    """A name behind a dash or a colon: as under a motto or a picture, and in headlines."""
    colon = _COLON.match(text, end, limit)
    if colon is None and not any(c in text[end:here] for c in "—–"):
        return None
    m = _SIGNED.match(text, colon.end() if colon else here, limit)
    return Found(m.span(1), (end, m.start(1)), kind, LOOSE) if m else None


def _verb_behind(
    text: str, place: Place, words: Saying, within: Span, kind: str, probability: float, pause: bool, ended: bool
) -> Found | None:
    here, limit = within
    announces = place.tail == limit and text[here:limit].rstrip().endswith((":", "："))
    first = here
    while m := words.auxiliary.match(text, first, limit) or words.adverb.match(text, first, limit):
        if m.end() == first:
            break
        first = m.end() + len(text[m.end() : m.end() + 9]) - len(text[m.end() : m.end() + 9].lstrip())
    m = words.verb.match(text, first, limit)
    lower = text[here : here + 1].islower() or (words.lang == "ar" and not ended and text[here : here + 1] not in "وف")
    if m and words.lang != "zh" and (pause or lower) and not (ended and not lower) and not (announces and not pause):
        hyphened = _HYPHENED.match(text, m.end()) if words.lang == "fr" else None
        where = _OFFICE.match(text, m.end()) if words.lang == "ru" else None
        source = hyphened.span(1) if hyphened else behind(text, where.end() if where else m.end(), limit, words)
        if source is None and not pause:
            return None
        return Found(source, m.span(), kind, min(probability, LOOSE) if ended else probability, limit)
    if announces or ended or not (pause or words.lang == "zh"):
        return None
    m = words.verb.search(text, here, min(limit, here + 120))
    if m is None or (words.lang == "zh" and text[m.end() : m.end() + 1] not in "，。！？ \n"):
        return None
    clause = text[here : m.start()]
    if words.work.search(clause) or (words.lang == "zh" and "，" in clause):
        return None
    if (
        len(clause.split()) > 10
        or clause.count(",") > 2
        or words.that.match(text, here)
        or words.lead.match(text, here)
    ):
        return None
    source = ahead(text, here, m.start(), words)
    return None if source is None else Found(source, m.span(), kind, min(probability, 0.8), limit)


def _led_to(text: str, place: Place, words: Saying) -> Found | None:
    """X said that "...", X called it "...", according to X "..."."""
    start = place.pieces[0][0]
    cue = _last_cue(text, place.head, start, words)
    if cue is None or is_name(text, place, words):
        return None
    before = text[place.head : start].rstrip(" ,،，")
    at = [m.end() for m in words.that.finditer(text, place.head, start) if m.end() >= place.head + len(before)]
    adjacent = bool(at) or cue[1][1] >= place.head + len(before)
    content = text[slice(*place.pieces[0])]
    if words.lang == "zh" and (is_term(text, place) or (not adjacent and len(content) < TERM)):
        return None
    source = _speaker(text, place.head, start, cue, words)
    between = text[cue[1][1] : start]
    listed = text[place.head : start].rstrip().endswith((",", "،")) and len(content.split()) > SENTENCE_WORDS
    near = cue[0] == "according" or listed or (between.count(",") <= 1 and len(between) <= REACH)
    bare = words.lang in DROPPING and cue[1][0] <= place.head + 2 and len(between) <= REACH
    if not adjacent and (not near if source is not None else not bare):
        return None
    whole = source is not None and len(content.split()) > SENTENCE_WORDS
    return Found(source, cue[1], "mixed", ADJACENT if adjacent and source else CLAUSE if whole else WITHIN)


def unattributed(text: str, place: Place, words: Saying, last: Span | None) -> Found | None:
    """Words in marks too many for a name or a term: whose is told by the sentence before, if at all.

    ``last`` is the speaker quoted shortly before: in reported speech the next sentences are theirs too.
    """
    start, end = place.pieces[0][0], place.pieces[-1][1]
    if text[start].isalnum():
        return None  # the opening mark is missing
    content = text[start + 1 : end - 1].strip()
    if words.lang == "zh":
        long = len(content) > TERM and not is_term(text, place) and any(c in content for c in "，。！？；")
    else:
        long = len(content.split()) > SENTENCE_WORDS
    if text[place.head : start].strip(" —–-("):
        return Found(last, None, "mixed", NONE) if long and not is_name(text, place, words) else None
    closed = content[-1:] in ".!?…。！？؟" or text[end : end + 1] in (".", "。", "", "\n")
    if not long and not (closed and len(content.split()) == SENTENCE_WORDS):
        return None
    told = told_before(text, start, words)
    return Found(*told, "direct", NEXT) if told else Found(last, None, "direct", NONE)


def told_before(text: str, start: int, words: Saying) -> tuple[Span, Span] | None:
    """Speaker and word of saying of the sentence that ends at a place, in the same line."""
    line = max(text.rfind("\n", max(0, start - BACK), start) + 1, start - BACK, 0)
    end = line + len(text[line:start].rstrip(" \t.!?…。！？؟"))
    before = sentence_start(text, line, end)
    cue = _last_cue(text, before, end, words) if before < end else None
    source = _speaker(text, before, end, cue, words) if cue is not None else None
    return (source, cue[1]) if cue and source else None
