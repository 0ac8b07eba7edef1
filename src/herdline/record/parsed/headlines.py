"""Headlines In Capitals as the parser knows sentences: common words in lower case, names as they are.

A parser that has read running text takes "Warns" and "Visit" for names. What may be lowered: words of English that
WordNet (Miller 1995; the parser's own table) or its stop words hold, outside of the actors that are named. Characters
stay where they are. Only English is parsed; other scripts and languages pass through.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from herdline.record.parsed.parsing import parser
from herdline.record.spans import Actor, Event

_WORD = re.compile(r"(?<!\w)(?:[A-Za-z][a-z'’]*[a-z]\b|[A-Z]{2,}\b|A\b)")
_LONG = 4
"""Letters from which a word tells that everything stands in capitals: "of" and "the" may be small."""
_LEAST, _SHARE = 3, 0.75
_ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
)
_MORE = frozenset(("amid", "amidst", "versus", "vs", "via", "per", "onto"))


def in_lower_case(text: str, mentions: Sequence[Actor]) -> str:
    """The text, as long as before; changed only where nearly every long word begins with a capital."""
    words = [m for m in _WORD.finditer(text)]
    long = [m.group() for m in words if len(m.group()) >= _LONG]
    if len(long) < _LEAST or sum(word[0].isupper() for word in long) < _SHARE * len(long):
        return text
    shouted = text.isupper()
    made, named = list(text), [(who.start, who.end) for who in mentions]
    for m in words:
        word = m.group()
        if (word.isupper() and len(word) > 1 and not shouted) or not _is_common(word.lower()):
            continue
        if not any(start < m.end() and m.start() < end for start, end in named):
            made[m.start() : m.end()] = word.lower()
    return "".join(made)


def as_written(event: Event, text: str) -> Event:
    """An event of a headline that was parsed in lower case, its participants as the headline has them."""

    def written(who: Actor) -> Actor:
        here = text[who.start : who.end]
        if here.lower() != who.text.lower():
            return who
        return replace(who, text=here, name=here if who.name == who.text else who.name)

    at = text.lower().find(event.place.lower()) if event.place else -1
    place = text[at : at + len(event.place)] if at >= 0 else event.place
    return replace(
        event, actors=tuple(map(written, event.actors)), recipients=tuple(map(written, event.recipients)), place=place
    )


@lru_cache(maxsize=1 << 14)
def _is_common(word: str) -> bool:
    known, stops = _known()
    if word in stops or word in known:
        return True
    return any(word.endswith(end) and word[: len(word) - len(end)] + other in known for end, other in _ENDINGS)


@lru_cache(maxsize=1)
def _known() -> tuple[frozenset[str], frozenset[str]]:
    loaded = parser()
    tables = loaded.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    held = set[str]()
    for kind in tables.get_table("lemma_index").values():
        held.update(kind)
    for kind in tables.get_table("lemma_exc").values():
        held.update(kind)
    return frozenset(held), frozenset(loaded.Defaults.stop_words) | _MORE
