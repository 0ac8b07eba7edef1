"""Who is meant by the source of an attribution: the full name behind a surname or a pronoun, within one article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from herdline.record.quoting.saying import LANGUAGES, saying
from herdline.record.spans import Attribution

_PRONOUNS = frozenset("he she they it him her them".split())
_REMEMBERED = 100
"""Names that a surname may go back to: a text with thousands of quotes would else take hours."""
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?\s+", re.IGNORECASE)


def speakers(text: str, found: Sequence[Attribution], lang: str = "en") -> list[str]:
    """Name of the speaker of each attribution, in the order given; "" where none is named.

    A pronoun means the latest named source before it; a surname the latest longer source that ends in it or holds it.
    """
    pronoun = saying(lang).pronoun if lang in LANGUAGES else None
    border = "" if lang == "zh" else r"\b"
    named: list[str] = []  # each once, the latest last
    result: list[str] = []
    for attribution in found:
        own = " ".join(" ".join(text[start:end].split()) for start, end in attribution.source)
        if pronoun.fullmatch(own) if pronoun else own.lower() in _PRONOUNS:
            result.append(named[-1] if named else own)
            continue
        bare = _TITLE.sub("", own)
        longer = [
            name
            for name in named[-_REMEMBERED:]
            if bare and bare != name and re.search(f"{border}{re.escape(bare)}{border}", name)
        ]
        who = longer[-1] if longer else own
        if who:
            if who in named[-_REMEMBERED:]:
                named.remove(who)
            named.append(who)
        result.append(who)
    return result
