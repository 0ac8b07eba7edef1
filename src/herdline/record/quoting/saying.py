"""Words of saying in languages that are not parsed, from data/lexicon/saying.txt, as patterns of each language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from herdline.record.lexicon import entries

LANGUAGES = ("ar", "de", "es", "fr", "pl", "ru", "zh")
"""Those that the lexicon has."""
_NEVER = re.compile(r"(?!)")
_CLITICS = {"ar": "[وف]?"}
_INSIDE = {
    "称": r"(?<![名职号对简俗统尊])称(?![为之号呼赞霸职])", "说": r"(?<![小学传])说(?![明服法])",
    "问": r"(?<![学访慰疑])问(?![题候])", "讲": r"讲(?![话座述解究])", "用": "用(?=.{1,20}?话)",
    "提出": "提出(?=[：，“:])", "要求": "要求(?=[：，“:])", "建议": "建议(?=[：“:])",
}  # fmt: skip
"""Chinese words that are also parts of others, or lead to words only right ahead of them."""


@dataclass(frozen=True)
class Saying:
    """Patterns of one language; see the lexicon's head for what each class holds."""

    lang: str
    verb: re.Pattern[str]
    converb: re.Pattern[str]
    according: re.Pattern[str]
    document: re.Pattern[str]
    behind: re.Pattern[str]
    that: re.Pattern[str]
    auxiliary: re.Pattern[str]
    adverb: re.Pattern[str]
    lead: re.Pattern[str]
    stop: re.Pattern[str]
    pronoun: re.Pattern[str]
    role: re.Pattern[str]
    work: re.Pattern[str]


CLASSES = tuple(Saying.__dataclass_fields__)[1:]


@cache
def saying(lang: str) -> Saying:
    """The patterns of a language out of ``LANGUAGES``."""
    lists = dict(line.split(":", 1) for line in entries("saying.txt"))
    return Saying(lang, *(_pattern(lists.get(f"{lang}.{name}", ""), lang) for name in CLASSES))


def _pattern(listed: str, lang: str) -> re.Pattern[str]:
    words = sorted((word.strip() for word in listed.split(",") if word.strip()), key=len, reverse=True)
    if not words:
        return _NEVER
    if lang == "zh":
        return re.compile("|".join(_INSIDE.get(word, re.escape(word)) for word in words))
    parts = (_word(word) for word in words)
    return re.compile(rf"(?<![\w\-]){_CLITICS.get(lang, '')}(?:{'|'.join(parts)})", re.IGNORECASE)


def _word(word: str) -> str:
    escaped = re.escape(word).replace(r"\*", r"[\w\-]*").replace(r"\ ", r"\s+")
    return escaped if word[-1] in "'’" else escaped + r"(?!\w)"
