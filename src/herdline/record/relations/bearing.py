"""Whom words of a relation are about: two states, their governments, leaders or bodies, in one clause.

A country stands for its state unless it is a place ("in Chad"), an adjective or the owner of something else ("Chadian
singers", "Chad's driving licences"). The parties of a deed stand in its clause; who begins the sentence
is carried over where a clause has no subject. Reserve needs a holder and an object that a preposition leads to, or a
second party that acknowledges it. Works on word order, without a parse: in Chinese no spaces or commas part the clause,
in Kazakh the object stands ahead of its verb; adjectives are told by the table (English) or their small letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from herdline.record.actors.tables import ADJECTIVE, entries
from herdline.record.actors.wider import places
from herdline.record.spans import Actor

_HARD = re.compile(
    r"[;:—–；：]|,\s*(?:and|but|yet|while|whereas|although|though|because|after|amid|which|who|said|а|но|что|который|"
    r"которая|mais|qui|que|pero|aber|dass|während|obwohl|aunque|mientras|whose|cuy[oa]|dont|dessen|deren|чей|чья|чьё)\b|\b(?:but|while|whereas|although|though|"
    r"because|amid|raising)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:\b(?:in|from|across|inside|throughout|near|outside|в|во|из|на|en|dans|aus|im|desde|d['’])\s*(?:the\s)?|在)$",
    re.IGNORECASE,
)
"""Ahead of a name that is a place, not a party."""
_FROM_WHOM = re.compile(r"\b(?:distanc|withh[eo]ld|withdr)\w*(?:\s\w+){0,3}\sfrom\s(?:the\s)?$", re.IGNORECASE)
_WHOSE = re.compile(r",\s*(?:whose|cuy[oa]|dont|dessen|deren|чей|чья|чьё)\b", re.IGNORECASE)
_LOCATIVE = re.compile(r"\w*(?:дағы|дегі|тағы|тегі|да|де|та|те)\b")
_ADJECTIVE_RU = re.compile(r"\w+(?:ск|цк)(?:ий|ая|ое|ие|ого|ой|их|ому|им|ую|ими|ом)$")
_OWNER = re.compile(r"['’]s?\b\s*")
_OFFICE = re.compile(
    r"\b(?:president|premier|prime|minist|government|leader|chancellor|king\b|queen\b|crown|foreign|state\b|sides?\b|"
    r"authorit|officials?\b|diplomat|politician|lawmaker|parliament|army|military|forces\b|troops\b|navy|counterpart|"
    r"ambassador|embassy|delegation|people\b|administration|regime|republic|federation|head\b|ruler|ally\b|allies\b|"
    r"partners?\b|neighbou?r|sovereign|security|defen[cs]e|territor|independence|"
    r"президент|премьер|министр|мид\b|правительств|власт|лидер|глав|парламент|дипломат|чиновник|сторон|арми|войск|народ|"
    r"канцлер|пос[оо]л|коллег|государств|федераци|республик|союзник|партн[её]р|"
    r"präsident|regierung|kanzler|botschaft|seite|führung|armee|truppen|staat|behörde|politiker|volk|verbündete|"
    r"président|gouvernement|dirigeant|chef\b|autorité|partie\b|armée|chancelier|ambassad|état\b|homologue|parlement|"
    r"peuple|allié|gobierno|líder|canciller|diplomátic|autoridad|parte\b|ejército|embaj|estado\b|homólogo|pueblo|aliad|"
    r"үкімет|басшы|тарап|билік|халқы|халық)",
    re.IGNORECASE,
)
"""Who and what stands for a state beside its adjective or behind its genitive."""
_ISSUE = re.compile(r"['’]?\s*(?:issue|question|matter|问题)", re.IGNORECASE)
_SHORT = re.compile(
    r"\s*(?:(?!how\b|what\b|whether\b|with\b|to\b|by\b|\w+ing\b)[\w’']+\s+){0,2}['’\"“«]?", re.IGNORECASE
)
"""Between a preposition and whom it leads to."""
_REFLEXIVE = re.compile(r"\s*(?:itself|himself|herself|themselves)?\s*", re.IGNORECASE)
_OF = re.compile(
    r"\s*(?:of|de|des|du|del|der|von|seiten)?\s*(?:the|la|l['’]|le|der|des)?\s*"
    r"(?:parte|partie|gobierno|gouvernement|président|presidente)?\s*",
    re.IGNORECASE,
)
_YOUR = re.compile(r"(?:\b(?:your|ваш\w*|vos|votre|sus|Ihre?\w*)\b|你们?的|您的|贵方)", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|and|и|et|y|e|und|мен|пен|бен|和|与|同|及)\s*(?:the\s|la\s|le\s)?", re.IGNORECASE)
_LIMIT_OF = re.compile(
    r"\b(?:friendship|partnership|support|alliance|ties|relation\w*|backing|help|patience|bond)\b", re.IGNORECASE
)
_WORDS_OF_BOTH = re.compile(
    r".*\bwar|fear.*|.*limits.*|balancing act|artificial state|искусственн.*|страх.*", re.IGNORECASE
)
"""Words of distance whose two parties need no preposition."""
_GRANTED = re.compile(
    r"[\s\"“”«»‘’',]*(?:(?:the|a|an|of|in|as|to|neither|nor|either|any|none|two|both|all|its|his|self-proclaimed|breakaway|"
    r"separatist|so-called|independence|sovereignty|statehood|government|regime|republics?|regions?|entities|territor\w+|"
    r"annexation|claims?|what|it|calls|donbas\w*|la|le|les|l|de|du|des|d|del|el|los|las|ni|pas|a|al|deux|dos|une?|l'une|"
    r"die|den|das|der|dem|weder|noch|als|von|ни|не|независимост\w+|суверенитет\w*|самопровозглаш\w+|две|обе|донбасск\w+|"
    r"республик\w+|territoires|indépendance|républiques|séparatist\w*|independencia|repúblicas|separatist\w*|and|и|"
    r"et|y|und|peninsula|полуостров|государств\w+|власт\w+)\b[\s\"“”«»‘’',]*)*",
    re.IGNORECASE,
)
"""What may stand between a verb of recognition and whom it recognises."""
_STATEHOOD = re.compile(
    r"\s*(?:territor\w+ )?(?:independence|statehood|sovereignty|government|claims?|annexation|rule|referendum\w*|"
    r"republics?|entities|regime|authorit\w+|правительств\w+|независимост\w+|республик\w+|gobierno|gouvernement|regierung)",
    re.IGNORECASE,
)
_BOTH_OR_THEM = re.compile(
    r"\s*(?:pas\s|nor\s|ni\s)*(?:them|it\b|either|l['’]une|them both|их\b|её|его|los\b|las\b|les deux|sie\b|ihn\b|"
    r"republics?|entities|республик\w*|republi\w*|républi\w*|共和国)",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"\s*(?:to|for|with|from|an|für|a|à|au|ne|pas|не)?\s*(?:him|them|her|it\b|ihm|ihnen|ihr|him|ему|им\b|ей|他|它|其|"
    r"lui|leur|le\b|les\b)?",
    re.IGNORECASE,
)
_THEM = re.compile(r"(?:h?im|them|ihm|ihnen|ihr|ему|ей|lui|leur|[他它其])$")
_IT_TO = re.compile(r"\s+it\s+to\b")
_MUCH = re.compile(r"\s+(?:all\s)?(?:that\s|very\s)?much\b")
"""After whom something would help: no deed of anybody."""
_EVADE = re.compile(
    r"evad|get around|getting around|bypass|circumvent|обход|обойти|规避|绕过|contourn|eludir|esquivar|umgeh|айналып",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"\b(?:my|our|her|sus|mis|ses|mes|ihre|seine|его|её|мои|свои)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_LINK_AFTER = re.compile(r",?\s*(?:of|to|with|in|,)?\s*(?:the\s)?")
_LINK = re.compile(
    r"\s*(?:['’]s)?\s*(?:[,–—-]\s*)?(?:(?:is|are|was|were|remains?|and|became|as)\s+)?(?:(?:an?|another|the|its|his)\s+)?"
    r"(?:\w+\s+){0,2}"
)
_CALLED = re.compile(r"\b(?:call|consider|regard|describ|nam|deem|count)\w*\b")
_PHRASE = re.compile(
    r"(?:['’]s)?\s*(?:(?:are|were|remain|is|was|as|an?|the|his|her|its|their|dear|old|close|key|closest|of|good|best|true|"
    r"staunch|military|and|neighbou?r|partner|people|government|president|both|long-time|longtime|main|important)\s+)*"
)
_BESIDE = 60
_NEAR_OBJECT = 28
_HOLDER = 45
_FIRST = 34
"""Characters from the start of a sentence in which its subject stands."""


@dataclass(frozen=True, slots=True)
class Parties:
    """Who may be meant in a sentence: offsets count from its start."""

    text: str
    lang: str
    here: tuple[Actor, ...]

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """First and last character of the clause that holds [start, end)."""
        first = max((m.end() for m in _HARD.finditer(self.text, 0, start)), default=0)
        after = _HARD.search(self.text, end)
        return first, after.start() if after else len(self.text)

    def of_clause(self, start: int, end: int) -> list[Actor]:
        """Parties of the clause; who begins the sentence, where nobody stands ahead of the word."""
        first, last = self.clause(start, end)
        found = [
            who for who in self.here
            if first <= who.start < last or (_WHOSE.match(self.text, who.end) and 0 <= first - who.end <= 12)
        ]  # fmt: skip
        if not any(who.start < start for who in found):
            found = [who for who in self.here if who.start < min(first, _FIRST)][:1] + found
        return found


def parties(text: str, lang: str, mentions: Sequence[Actor]) -> Parties:
    """Those of the mentions that stand for a state: ``start`` and ``end`` must count from the sentence's start."""
    return Parties(text, lang, tuple(who for who in mentions if _is_party(text, lang, who)))


def shifted(who: Actor, by: int) -> Actor:
    """The same mention, its place counted from elsewhere."""
    return replace(who, start=who.start - by, end=who.end - by)


def _is_party(text: str, lang: str, who: Actor) -> bool:
    is_person_or_body = bool(who.id)
    behind, ahead = text[who.end : who.end + 30], text[max(0, who.start - 45) : who.start]
    if _WHOSE.match(behind):
        return True
    is_place = _PLACE.search(ahead) is not None and not _FROM_WHOM.search(ahead)
    if is_place or (who.text, who.code) in places():
        return is_person_or_body and not is_place
    if lang == "kk" and _LOCATIVE.match(text[who.end : who.end + 4] or " "):
        return False
    if lang == "kk" and re.search(r"(?:дағы|дегі|тағы|тегі)$", who.text):
        return False
    if is_person_or_body:
        return True
    if re.match(r"\s+War\b", behind):
        return False
    owner = _OWNER.match(behind)
    if owner or _is_adjective(who.text, lang):
        beside = behind[owner.end() if owner else 0 :]
        near = " ".join(re.split(r"\s+", beside.strip())[:2])
        return _OFFICE.search(near) is not None or (lang in ("fr", "es") and _OFFICE.search(ahead) is not None)
    return True


def _is_adjective(word: str, lang: str) -> bool:
    if lang == "en":
        known = entries()[0].get(word)
        return known is not None and known.kind == ADJECTIVE
    if lang in ("zh", "kk"):
        return False
    return word[:1].islower() or (lang == "ru" and _ADJECTIVE_RU.match(word) is not None)


def owned(text: str, mentions: Sequence[Actor], start: int) -> list[Actor]:
    """Mentions whose own the word at ``start`` is ("China's grave concerns"): parties though they own no office."""
    return [who for who in mentions if 0 <= start - who.end <= 24 and _OWNER.match(text, who.end)]


def is_addressed(text: str, start: int) -> bool:
    """Whether the word is about the one who is spoken to ("your concerns")."""
    return _YOUR.search(text, max(0, start - 30), start) is not None


def reserve(
    held: Parties, start: int, end: int, topic: str, toward: re.Pattern[str], ack: re.Pattern[str]
) -> tuple[list[Actor], bool]:
    """Who has the reserve and toward whom, and whether it is the other's that one party is told ("your concerns")."""
    text, here = held.text, held.here
    if topic == "distance" and _WORDS_OF_BOTH.fullmatch(text[start:end].strip()):
        near = text[max(0, start - 40) : end + 40]
        if "limits" in text[start:end].lower() and not _LIMIT_OF.search(near):
            return [], False
        ahead = [who for who in here if who.start < start] if "artificial" in text[start:end].lower() else list(here)
        return _nearest_two(ahead, start), False
    first, last = held.clause(start, end)
    holder = next((w for w in reversed(here) if w.end <= start and w.start >= first and start - w.end <= _HOLDER), None)
    behind = next((w for w in here if end <= w.start < last and w.start - end <= _NEAR_OBJECT + 12), None)
    target: Actor | None = None
    if held.lang == "zh":
        ahead = [w for w in here if first <= w.start < start]
        aims = [w for w in ahead if w.text.startswith("对") or text[w.start - 1 : w.start] in ("对", "就", "与", "同")]
        holders = [w for w in ahead if w not in aims]
        aims = [w for w in aims if not _ISSUE.match(text, w.end)]
        target = aims[-1] if aims and start - aims[-1].end <= 14 else None
        holders = [w for w in holders if target is None or w.start < target.start]
        holder = holders[-1] if holders else None
    elif held.lang == "kk":
        aims = [w for w in here if w.end <= start and toward.search(text, w.end, min(start, w.end + 16))]
        holder = next((w for w in reversed(here) if w.end <= start and w not in aims), holder)
    if behind is not None and not _ISSUE.match(text, behind.end):
        gap = text[end : behind.start]
        itself = _REFLEXIVE.match(gap)
        lead = toward.match(gap, itself.end() if itself else 0)
        if topic == "concern" and _OF.fullmatch(gap):
            holder = behind
        elif lead and len(gap) <= _NEAR_OBJECT and _SHORT.fullmatch(gap, lead.end()):
            target = behind
    if holder is None:
        return [], False
    known = next((w for w in here if w.code != holder.code and w.start < _FIRST), None)
    knows = [m.end() for m in ack.finditer(text, 0, start if held.lang != "kk" else len(text))]
    if topic == "concern" and knows:
        is_near = any(-4 <= min(holder.start, start) - at <= _HOLDER for at in knows)
        if known is not None or is_near:
            return [who for who in (known, holder) if who], known is None
    if target is not None and target.code != holder.code:
        return [holder, target], False
    if topic == "distance" and target is None:
        ahead = [w for w in here if first <= w.start < start]
        if len(ahead) > 1 and _AND.fullmatch(text, ahead[-2].end, ahead[-1].start) and start - ahead[-1].end <= 14:
            return ahead[-2:], False
    return [], False


def _nearest_two(found: Sequence[Actor], at: int) -> list[Actor]:
    once: dict[str, Actor] = {}
    for who in sorted(found, key=lambda w: abs(w.start - at)):
        once.setdefault(who.code, who)
    return list(once.values())[:2]


def recognises(held: Parties, mentions: Sequence[tuple[int, int]], at: int, end: int) -> bool:
    """Whether what is (not) recognised is a state, a territory or its statehood, and not a claim to something else.

    Args:
        held: the parties of the sentence.
        mentions: first and last characters of names of states and territories in it.
        at: first character of the verb.
        end: one past its last.
    """
    text = held.text
    if held.lang == "kk":
        return any(s < at and at - e <= 45 for s, e in mentions)
    for start, stop in mentions:
        if start >= end and start - end <= 70 and _GRANTED.fullmatch(text, end, start):
            owner = _OWNER.match(text, stop) if held.lang == "en" else None
            is_owner = owner is not None or (" " not in text[start:stop] and _is_adjective(text[start:stop], held.lang))
            if not is_owner or _STATEHOOD.match(text, owner.end() if owner else stop):
                return True
        if held.lang == "zh" and 0 <= start - end <= 2:
            return True
        if held.lang == "de" and start < at and at - stop <= 30:
            return True
        if held.lang == "en" and start < at and at - stop <= 12 and re.search(r"\bby\b", text[end : end + 8]):
            return True
        if held.lang == "en" and start > end and re.match(r"\s+by\b", text[end : end + 6]):
            return True
        if start < at and "which" in text[stop:at]:  # "Cyprus, which Turkey does not recognise"
            return True
    if _BOTH_OR_THEM.match(text, end):
        return True
    granted = _GRANTED.match(text, end)
    return granted is not None and bool(
        re.search(
            r"republic|entit|territor|республик|républi|repúbli|sépara|separat|共和", granted.group(), re.IGNORECASE
        )
    )


def evades(text: str, start: int, end: int) -> bool:
    """Whether the help at [start, end) is help around sanctions."""
    return _EVADE.search(text, max(0, start - 40), end + 60) is not None


def allies(held: Parties, start: int, end: int) -> tuple[str, str] | None:
    """The two of whom an English sentence says that they are allies or friends, codes in alphabetical order.

    The word must link them: "its ally Denmark", "Peru, an ally of Chad", "Peru is a Chadian ally", "called Peru a
    friend", "the two are allies"; "an ally of Chad said of Peru" does not.
    """
    text, (first, _) = held.text, held.clause(start, end)
    ahead = [w for w in held.here if w.end <= start and (w.start >= first or w.start < _FIRST)]
    behind = next((w for w in held.here if w.start >= end and _LINK_AFTER.fullmatch(text, end, w.start)), None)
    pair: tuple[str, str] | None = None
    if behind is not None and ahead:
        other = next((w for w in reversed(ahead) if w.code != behind.code), None)
        pair = (other.code, behind.code) if other and start - other.end <= _BESIDE else None
    elif len(ahead) > 1:
        one, two = ahead[-2], ahead[-1]
        links = _LINK.fullmatch(text, one.end, two.start) is not None
        said_so = _CALLED.search(text, one.end, two.start) is not None and _PHRASE.fullmatch(text, two.end, start)
        if one.code != two.code and ((links and _PHRASE.fullmatch(text, two.end, start)) or said_so):
            pair = (one.code, two.code)
    return (min(pair), max(pair)) if pair and pair[0] != pair[1] else None


def helps(held: Parties, start: int, end: int, gives: bool) -> bool:
    """Whether a party is helped: named right behind the word (in Kazakh ahead), a pronoun, or to evade sanctions."""
    text = held.text
    if evades(text, start, end):
        return True
    if held.lang == "kk":
        return any(who.end <= start and start - who.end <= 40 for who in held.here)
    helped = _HELPED.match(text, end)
    if helped and (_THEM.search(helped.group()) or _IT_TO.match(text, end)):
        return True
    right = next((who for who in held.here if 0 <= who.start - end <= 14), None)
    if right and not _MUCH.match(text, right.end):
        return True
    return right is None and gives and any(a.code != b.code for a in held.here for b in held.here)


def friends(held: Parties, start: int, end: int) -> bool:
    """Whether a word of friends is said of states: no person's name follows, and nobody's acquaintances are meant."""
    text = held.text
    if not re.match(r"(?:friend|друз|amig|ami\b|amis\b|freund(?!sch)|дос\b)", text[start:end], re.IGNORECASE):
        return True
    follows = re.match(r"\s+[A-ZÀ-ÖØ-ÞА-ЯЁ]\w+", text[end : end + 40])
    if follows and not any(end <= who.start <= end + 3 for who in held.here):
        return False
    private = _PRIVATE.search(text[max(0, start - 30) : start])
    return private is None
