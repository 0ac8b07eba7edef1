"""Which languages the record is coded from, and how."""

from __future__ import annotations

PARSED = ("en",)
"""By a parse (``events``)."""
BY_WORDS = ("es",)
"""By a lexicon (``spanish``)."""
UNPARSED = ("ru", "zh", "de", "fr", "ar", "pl", "kk")
"""By an encoder alone (``unparsed``)."""
CODED = (*PARSED, *BY_WORDS, *UNPARSED)
"""All of them; articles in other languages have no events, and docs/limits.md says so."""
