"""Whom a word of meeting names as its partner, in languages without a parse.

An encoder takes for the partner whichever state the sentence names. Where the word has its preposition ("встретился с",
"spotkał się z", "traf sich mit", "اجتمع مع"), takes an object right behind it ("会见", "a rencontré") or, in Kazakh, an
ending ahead of it, the partner stands there and nowhere else: who meets war reporters meets no state that they write
of. The words stand in data/lexicon/meeting.txt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from herdline.record.lexicon import by_role, spelled
from herdline.record.spans import Actor

_MARKS = re.compile(r"[,;:.!?()«»„“”—–،؛…]")
_ZH_MEETS = re.compile("(?:会见|會見|接见|接見|会晤|會晤)了?")
_ZH_STOP = re.compile("[，。；：！？、“”（）,;:.]|并(?!非)|后|時|时|期间|强调|表示|指出")
_ZH_ALONE = re.compile("^(?:[上中时時后後前期将結结是为為在于於的]|$)")
_ZH_WITH = re.compile("[与與同和跟][^，。；]*$")
_KK_WITH = re.compile(r"\w[мбп]ен$", re.IGNORECASE)
_KK_AND = re.compile(r"\b[мбп]ен\b", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\b(?:ним|ней|нею|ними|другом|nim|nią|nimi|sobą|ihm|ihr|ihnen|einander|lui|elle|eux|elles|él|ella|ellos)\b"
    "|^[他她其双雙彼]|^对方|^對方|^(?:معه|معها|معهم)",
    re.IGNORECASE,
)
"""Whoever was spoken of before: whom the encoder takes for it may be right."""
_KK_OF = re.compile(r"[ыі]мен$", re.IGNORECASE)
_KK_MANY = re.compile(r"[лдт][ае]рмен$", re.IGNORECASE)
_BEHIND = 4
"""Words between a word of meeting and its preposition."""
_LATER = 40
"""Characters between a word of speech and what it meets."""


def is_figure(lang: str, text: str, start: int, end: int) -> bool:
    """Whether words meet an answer there ("spotkały się z krytyką"), and nobody anybody."""
    verb, against = _listed(lang, "verb"), _listed(lang, "against")
    if not verb.match(text, start):
        return False
    stop = _MARKS.search(text, end)
    return against.search(text[end : min(end + _LATER, stop.start() if stop else len(text))]) is not None


def partners(lang: str, text: str, start: int, end: int, mentions: Sequence[Actor]) -> set[int] | None:
    """Numbers of the mentions in the place of the partner of the word at [start, end); None: it has no such place."""
    if lang == "kk":
        return _kazakh(text, start, mentions)
    if lang == "zh":
        place = _chinese(text, start)
    elif _listed(lang, "meets").match(text, start):
        place = _behind(lang, text, end)
    else:
        return None
    if place is None and lang == "de":  # "hat sich mit ... getroffen"
        place = _ahead(text, start)
    if place is None and lang == "fr" and text[start:end].lower().startswith("rencontr"):
        place = end, _stop(lang, text, end)
        is_noun = text[start:end].lower().rstrip("s") == "rencontre" and re.match(r"\s+(?:entre|des?|du)\b", text[end:])
        if is_noun or not text[place[0] : place[1]].strip():
            return None
    if place is None and lang == "ar" and re.match("التق|يلتقي|تلتقي", text[start:end]):
        return _arabic(text, start, end, mentions)
    if place is None or _SPOKEN_OF.search(text[slice(*place)]):
        return None
    return _inside(mentions, place)


@cache
def _listed(lang: str, role: str) -> re.Pattern[str]:
    """The words of a language in a role; what never matches where it has none."""
    listed = by_role("meeting.txt").get((lang, role))
    return re.compile(rf"\b(?:{'|'.join(map(spelled, listed))})\b" if listed else r"(?!)", re.IGNORECASE)


def _stop(lang: str, text: str, begin: int) -> int:
    """Where what stands from a place on ends: at a mark, a preposition, a new clause."""
    ends = [m.start() for pattern in (_MARKS, _listed(lang, "stop")) if (m := pattern.search(text, begin))]
    return min(ends, default=len(text))


def _behind(lang: str, text: str, end: int) -> tuple[int, int] | None:
    preposition = _listed(lang, "with").pattern
    found = re.match(rf"\w*(?:\s+[\w-]+){{0,{_BEHIND}}}?\s+{preposition}\s", text[end:], re.IGNORECASE)
    return (end + found.end(), _stop(lang, text, end + found.end())) if found else None


def _ahead(text: str, start: int) -> tuple[int, int] | None:
    clause = max((m.end() for m in _MARKS.finditer(text, 0, start)), default=0)
    found = list(re.finditer(r"\bmit\s", text[clause:start]))
    return (clause + found[-1].end(), min(start, _stop("de", text, clause + found[-1].end()))) if found else None


def _inside(mentions: Sequence[Actor], place: tuple[int, int]) -> set[int]:
    return {n for n, who in enumerate(mentions) if place[0] <= who.start < place[1]}


def _chinese(text: str, start: int) -> tuple[int, int] | None:
    found = _ZH_MEETS.match(text, start)
    if not found or _ZH_ALONE.match(text[found.end() : found.end() + 1]) or _ZH_WITH.search(text[:start]):
        return None
    stop = _ZH_STOP.search(text, found.end())
    place = found.end(), stop.start() if stop else len(text)
    return place if place[1] > place[0] else None


def _kazakh(text: str, start: int, mentions: Sequence[Actor]) -> set[int] | None:
    """Whoever has the ending of "with", ahead of the word in its clause; nobody where another word has it."""
    if not _listed("kk", "meets").match(text, start):
        return None
    clause = max((m.end() for m in _MARKS.finditer(text, 0, start)), default=0)
    with_it = [m for m in re.finditer(r"[\w-]+", text[clause:start]) if _KK_WITH.search(m.group())]
    if not with_it or _KK_AND.search(text[clause:start]):  # "Қазақстан мен Қытай", who meet each other
        return None
    first, last = (clause + place for place in with_it[-1].span())
    inside = _inside(mentions, (first, last))
    ahead = [n for n, who in enumerate(mentions) if clause <= who.start and who.end <= first]
    beside = bool(ahead) and not text[mentions[ahead[-1]].end : first].strip()
    one_of = len({mentions[n].code for n in ahead}) > 1 and not _KK_MANY.search(with_it[-1].group())
    if not inside and (one_of or (beside and _KK_OF.search(with_it[-1].group()))):
        inside = {ahead[-1]}  # "the president of Turkey": the state stands ahead, nearest to its man
    return inside | {n for n, who in enumerate(mentions) if who.start < last <= who.end}


def _arabic(text: str, start: int, end: int, mentions: Sequence[Actor]) -> set[int]:
    """Whoever stands behind the verb: the subject, then the object; one alone there, with none ahead, meets nobody."""
    behind = _inside(mentions, (end, _stop("ar", text, end)))
    ahead = {n for n, who in enumerate(mentions) if who.end <= start}
    codes = {mentions[n].code for n in behind | ahead}
    return behind if len(codes) > 1 else set()
