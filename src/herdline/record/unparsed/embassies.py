"""Whose embassy is named and whether a crowd stands before it, in languages without a parse.

An embassy belongs to the state that is protested against and lies in another: its name is neither a place nor a doer
("протест у посольства США в Тегеране"). The name stands behind the word ("embajada de Israel") or right ahead of it
("израильского посольства", "Ресей елшілігі"), in Chinese with the host between ("美国驻英国大使馆"). The words stand in
data/lexicon/unrest.txt.
"""

from __future__ import annotations

import re
from functools import cache

from herdline.record.lexicon import by_role, pattern_of
from herdline.record.spans import Actor

_WORDS = r"(?:[\w'’-]+\s+){0,2}(?:[dl]['’])?"
"""What may stand between a preposition, an embassy and a name: articles, "of", "the building of"."""
_ZH_HOST = re.compile(r"[驻駐]$")
_KK_HOST = r"(?:\w+(?:дағы|дегі|тағы|тегі)\s+)?"


@cache
def words(lang: str, role: str) -> re.Pattern[str] | None:
    """Pattern of the words of a role; None where a language has none."""
    listed = by_role("unrest.txt").get((lang, role))
    return pattern_of(listed) if listed else None


def relation(lang: str, text: str, who: Actor) -> str:
    """What a mention is to an embassy: "before" (a crowd stands at his), "owner", "host", or "" for nothing.

    Args:
        lang: the sentence's language.
        text: the sentence.
        who: the mention.
    """
    seat, at = words(lang, "seat"), words(lang, "at")
    if seat is None or at is None or not seat.search(text):
        return ""
    ahead, behind = text[: who.start], text[who.end :]
    if lang == "zh":
        return _chinese(ahead, behind, seat.pattern, at.pattern)
    if lang == "kk":
        found = re.match(rf"[^\s,.]*\s+{_KK_HOST}(?:{seat.pattern})(\s+(?:{at.pattern}))?", behind, re.IGNORECASE)
        return "" if found is None else "before" if found.group(1) else "owner"
    found = re.search(rf"(?:{seat.pattern})\s+({_WORDS})$", ahead, re.IGNORECASE)
    place = words(lang, "in")
    if found is not None and not (place and place.search(found.group(1))):
        ahead = ahead[: found.start()]
    elif re.match(rf"[-–\s]*(?:{seat.pattern})", behind, re.IGNORECASE) is None and seat.search(who.text) is None:
        return ""
    is_before = re.search(rf"(?:{at.pattern})\s+{_WORDS}$", ahead, re.IGNORECASE) is not None
    return "before" if is_before else "owner"


def _chinese(ahead: str, behind: str, seat: str, at: str) -> str:
    found = re.match(rf"(?:[驻駐][^，。；、]{{1,6}}?)?(?:{seat})([^，。；]{{0,2}}(?:{at}))?", behind)
    if found is None:
        return ""
    if _ZH_HOST.search(ahead):
        return "host"
    return "before" if found.group(1) or re.search(r"[在到向往][^，。；、]{0,4}$", ahead) else "owner"
