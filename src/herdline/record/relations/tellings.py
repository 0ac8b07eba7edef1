"""What a sentence's words say of a relation, by lists in seven languages: closeness, refusals, reserve.

Words of ``data/lexicon/relations.txt`` are found without a parse. A deed of partners is refused where it is denied
beside it, in its clause; arms and treaties only with how they are given or signed. Denied closeness is reserve, denied
reserve is nothing, and so are idioms. Whose relation it is, ``relations`` tells. Languages without a list (Arabic ...)
give nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

import ahocorasick_rs

from herdline.record.lexicon import entries, pattern_of

CLOSE, REFUSAL, RESERVE = "close", "refusal", "reserve"
_REACH = {"zh": 12}
_REACH_ELSEWHERE = 42
_AFTER = 25
"""Characters between a negation and the deed it denies; a negation that follows must stand nearer."""
_BEFORE_CLOSE = 42
"""The same for closeness, inside a clause: "did not consider him a friend", not "does not change: the friendship"."""
_IF = re.compile(
    r"\b(?:if|whether|would|could|might|were to|если|бы|si|sollte|wenn|ob)\b|如果|假如|是否", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[,:;—]|\b(?:is|are|was|were|but|that|which|who|а|но|что|mais|que|pero|aber|dass)\b|，", re.IGNORECASE
)
"""What a denial of closeness does not reach over."""
_NO_DENIAL = re.compile(
    r"\b(?:no|not|never|nothing) (?:(?:a |any )?(?:closer|better|greater|stronger|truer|more|less)|only|merely|just)\b|"
    r"\b(?:whether )?or not\b",
    re.IGNORECASE,
)
"""English words of denial that deny nothing: "no closer friend", "not only"; of other languages the idioms."""
_RECOGNISED_THAT = re.compile(r"\s+(?:that|что|que|dass|,\s*dass)\b", re.IGNORECASE)
"""After a deed: "recognise that" recognises nothing."""
_TO_BLAME = re.compile(
    r".{0,40}?\b(?:critici[sz]\w*|condemn\w*|confront\w*|blam\w*|say anything|challeng\w*|offend\w*|upset|punish\w*|"
    r"критик\w*|осужд\w*|осуд\w*)",
    re.IGNORECASE,
)
"""After reluctance: what one is reluctant to do is no kindness."""
GIVEN = frozenset(("weapons", "troops", "guarantee"))
_VERBS = {"weapons": "give", "troops": "give", "guarantee": "give", "agreement": "sign", "statement": "sign"}
"""What a deed is denied with: who "has no arms" refuses none."""
_PARTICLES = frozenset(("not", "не", "ne", "pas", "nicht", "no"))
"""Words that deny a verb and no noun; the English "no" denies nouns and is told by what follows."""
_NEAR_VERB = 3
_HELD_BACK = re.compile(r"withheld|stopped|turn|yet to|declin", re.IGNORECASE)
"""Denials of deeds that deny no friendship."""
_PACT = re.compile(r"pact|пакт|pakt", re.IGNORECASE)
"""What may be denied without a verb of signing: "this is not a pact"."""
_UNRESERVED = 12
"""Characters between a denial and a word of reserve that it takes back: "will not hesitate"."""
_BREAK = re.compile(
    r"[;:—，；：]|,\s*(?:and|but|yet|so|а|но|mais|et|pero|y|aber|und)\b|\b(?:which|that|who|что|который|qui|que|dass)\b",
    re.IGNORECASE,
)
"""What a denial of a deed does not reach over."""


@cache
def _listed(lang: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(class, topic, entries) of a language; none where there is no list."""
    found = []
    for line in entries("relations.txt"):
        head, listed = line.split(":", 1)
        language, kind, topic = (*head.split("."), "")[:3]
        if language == lang:
            found.append((kind, topic, tuple(entry.strip() for entry in listed.split(","))))
    return tuple(found)


@cache
def words(lang: str) -> dict[str, dict[str, re.Pattern[str]]]:
    """Patterns of a language by class and topic; empty where there is no list."""
    found: dict[str, dict[str, re.Pattern[str]]] = defaultdict(dict)
    for kind, topic, listed in _listed(lang):
        found[kind][topic] = pattern_of(listed)
    return dict(found)


@cache
def _stems(lang: str) -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, str], ...]]:
    """Finder of what words of a class and topic must hold (their longest part), and class and topic of each.

    Most sentences hold none: one look then spares them all patterns.
    """
    stems: list[str] = []
    owners: list[tuple[str, str]] = []
    for kind, topic, listed in _listed(lang):
        if kind in ("close", "deed", "reserve"):
            stems += [max(re.split(r"[*\s]", entry.lower()), key=len) for entry in listed]
            owners += [(kind, topic)] * len(listed)
    return ahocorasick_rs.AhoCorasick(stems), tuple(owners)


def told(text: str, lang: str) -> list[tuple[str, str, int, int]]:
    """(class, topic, first character, one past the last) of what a sentence's words say of a relation, in order.

    Whose relation it is, and whether a state is meant at all, takes the names in it: see ``relation_words``.
    """
    listed = words(lang)
    if not listed:
        return []
    finder, owners = _stems(lang)
    may = {owners[i] for i, _, _ in finder.find_matches_as_indexes(text.lower(), overlapping=True)}
    if not may:
        return []
    matches = {
        (kind, topic): [m.span() for m in pattern.finditer(text)]
        for kind in ("close", "deed", "reserve")
        for topic, pattern in listed[kind].items()
        if (kind, topic) in may
    }
    if not any(matches.values()):  # most that hold a stem: what denies and what is an idiom need not be looked for
        return []
    found: list[tuple[str, str, int, int]] = []
    idioms = [m.span() for m in listed["idiom"][""].finditer(text)]
    denials = [m.span() for m in listed["negation"][""].finditer(text)]
    close = matches.get(("close", ""), [])
    empty = [*close, *idioms, *(m.span() for m in _NO_DENIAL.finditer(text))]  # the "no" of "no limits" denies nothing
    free = [d for d in denials if not _inside(d[0], empty)]
    for start, end in close:
        if _inside(start, idioms):
            continue
        denied = any(
            0 <= start - e <= (2 if lang == "zh" else _BEFORE_CLOSE) and not _CLAUSE.search(text, e, start)
            for s, e in free
            if not _HELD_BACK.match(text[s:e])
        )
        found.append((RESERVE, "distance", start, end) if denied else (CLOSE, "", start, end))
    would = _IF.search(text) is not None  # what would be declares and refuses nothing
    for topic in listed["deed"] if not would else ():
        for start, end in matches.get(("deed", topic), ()):
            span = None if _inside(start, idioms) else _denied(text, lang, topic, (start, end), free)
            if span and not _RECOGNISED_THAT.match(text, end):
                found.append((REFUSAL, topic, *span))
    for topic in listed["reserve"]:
        for start, end in matches.get(("reserve", topic), ()):
            denied = any(0 <= start - e <= _UNRESERVED and not _CLAUSE.search(text, e, start) for _, e in free)
            compound = text[start - 1 : start] == "-" or text[end : end + 1] == "-"
            if not (denied or compound or _inside(start, idioms) or _TO_BLAME.match(text, end)):
                found.append((RESERVE, topic, start, end))
    return found


def _is_particle(word: str, lang: str) -> bool:
    return word.lower() in _PARTICLES and (word.lower(), lang) != ("no", "en")


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _denied(
    text: str, lang: str, topic: str, deed: tuple[int, int], free: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The deed with what denies it, or None: arms, treaties and statements only with how they are given or signed."""
    start, end = deed
    reach = _REACH.get(lang, _REACH_ELSEWHERE)
    before = [d for d in free if -(end - start) <= start - d[1] <= reach and not _BREAK.search(text, d[1], start)]
    after = [d for d in free if 0 <= d[0] - end <= _AFTER and not _BREAK.search(text, end, d[0])]
    if topic in GIVEN and lang not in ("kk", "de"):
        after = []
    if needed := _VERBS.get(topic):
        verbs = [m.span() for m in words(lang)[needed][""].finditer(text) if abs(m.start() - start) <= _REACH_ELSEWHERE]
        verbs = [v for v in verbs if not start <= v[0] < end]
        if topic in GIVEN and not verbs:
            return None
        before = [
            d for d in before
            if (not _is_particle(text[slice(*d)], lang) and _words(text, d[1], start) <= 2)
            or (_words(text, d[1], start) <= 1 and _PACT.match(text, start))
            or any(d[1] <= v[1] and _words(text, d[1], v[0]) <= _NEAR_VERB for v in verbs)
        ]  # fmt: skip
        after = [
            d
            for d in after
            if any(lang in ("kk", "de") or 0 <= v[0] - d[1] <= (4 if lang == "zh" else 20) for v in verbs)
        ]
    if topic == "help":
        before = [d for d in before if _words(text, d[1], start) <= _NEAR_VERB + 1]
        # "gave Chad no help"; "help that never came" is not denied
        after = [d for d in after if lang in ("kk", "de", "ru")]
    if not before and not after:
        return None
    return min([d[0] for d in before] + [start]), max([d[1] for d in after] + [end])
