"""Sentences that announce several pieces of news at once: newsletters, briefings, podcasts.

"Also in today's newsletter, a Russian general is detained and China passes a law": two states in one sentence that have
nothing to do with each other. English, German, French, Spanish, Russian words; other languages pass.
"""

from __future__ import annotations

import re

_DIGEST = re.compile(
    r"\b(?:today|tonight|this (?:week|morning|evening))(?:['’]s)? (?:\w+ )?(?:newsletter|digest|podcast|round-?up)\b"
    r"|\b(?:your|our) (?:morning|evening|daily|weekly|weekend) (?:\w+ )?"
    r"(?:newsletter|briefing|digest|round-?up|edition)\b"
    r"|\bin (?:this|today['’]s|our) (?:newsletter|podcast|episode)\b"
    r"|^(?:Plus|Also|Elsewhere|In other news):|^Plus,|\b(?:and|plus) more (?:news|stories|headlines)\.?$"
    r"|\b(?:weitere Themen|Nachrichtenüberblick)\b|\b(?:au sommaire|dans cette édition)\b"
    r"|\ben esta edición\b|\b(?:в этом выпуске|главное к этому часу|коротко о главном)\b",
    re.IGNORECASE,
)


def is_digest(sentence: str) -> bool:
    """Whether a sentence lists pieces of news that have nothing to do with each other."""
    return _DIGEST.search(sentence.strip()) is not None
