"""Whether the day that a sentence names is that on which something was said of a deed, not that of the deed.

"Blinken said on Sunday that the mutiny shows cracks" does not date the mutiny. Words of saying beside a day of the
week or a word such as "today" tell it, in English, Russian, Polish, German, French, Spanish, Kazakh, Chinese and Arabic
(``data/lexicon/said.txt``); in other languages nothing is known to be one.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from herdline.record.lexicon import by_role, pattern_of

_NEAR_NEWS = datetime.timedelta(days=2)
"""Days before an article of which sayings are news; an older day is looked back at for what happened on it."""
_BESIDE, _BESIDE_UNSPACED = 24, 6
"""Characters between a word of saying and the day."""
_STOP = re.compile(r"[;:.!?。；：]|\b(?:that|что|że|dass|que)\b")
"""What parts the saying from a day that stands in what is said."""


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    listed = by_role("said.txt")
    if (lang, "saying") not in listed:
        return None
    return pattern_of(listed[lang, "saying"]), pattern_of(listed[lang, "day"])


def is_day_of_saying(text: str, lang: str, date: str, published: datetime.date) -> bool:
    """Whether every day that a sentence names stands beside a word of saying, and is one of the last days.

    Args:
        text: the sentence.
        lang: its language.
        date: ISO day that it was read to name.
        published: the day of its article.
    """
    held = _patterns(lang)
    if held is None or published.toordinal() <= _NEAR_NEWS.days:
        return False
    if not published - _NEAR_NEWS <= datetime.date.fromisoformat(date) <= published:
        return False
    saying, day = held
    days = [m.span() for m in day.finditer(text)]
    said = [m.span() for m in saying.finditer(text)] if days else []
    return bool(said) and all(any(_is_beside(text, lang, at, word) for word in said) for at in days)


def _is_beside(text: str, lang: str, day: tuple[int, int], word: tuple[int, int]) -> bool:
    first, last = sorted((day, word))
    between = text[first[1] : last[0]]
    return len(between) <= (_BESIDE_UNSPACED if lang == "zh" else _BESIDE) and _STOP.search(between) is None
