"""Whether a clause passes on what one of its words tells as a claim only, in languages without a parse.

"Russia allegedly shelled ..." tells no deed of the paper's own knowledge, whatever an encoder makes of the verb. The
words ("якобы", "angeblich", "据称") stand in data/lexicon/hearsay.txt; their clause ends where ``denial.clause`` ends
it, so that who is accused of having allegedly done something is accused in earnest.
"""

from __future__ import annotations

import re
from functools import cache

from herdline.record.lexicon import by_role, pattern_of
from herdline.record.unparsed.denial import clause

_KK_THEY_SAY = re.compile(r"[ -]мыс\s*$", re.IGNORECASE)
"""At the end of a clause; elsewhere "мыс" is copper."""


def is_claim(lang: str, text: str, start: int, end: int) -> bool:
    """Whether what the word at characters [start, end) tells is only alleged."""
    words = _words(lang)
    if not words:
        return False
    ahead, behind = clause(lang, text, start, end)
    place = {"ahead": ahead, "sentence": text[:start], "behind": behind}
    if any(role in words and words[role].search(part) for role, part in place.items()):
        return True
    if lang == "kk" and _KK_THEY_SAY.search(behind):
        return True
    return "beside" in words and re.match(rf"\s+(?:{words['beside'].pattern})", behind, re.IGNORECASE) is not None


@cache
def _words(lang: str) -> dict[str, re.Pattern[str]]:
    return {role: pattern_of(listed) for (language, role), listed in by_role("hearsay.txt").items() if language == lang}
