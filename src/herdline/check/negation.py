"""Whether a sentence denies or refuses something, from short lists of words.

Languages: en de fr es it pt pl ru uk zh ar tr kk; in others nothing is found. A sentence that denies and one that does
not seldom tell the same, whatever their words ("did not meet", "met"). Words only: which verb they belong to is not
looked at.
"""

from __future__ import annotations

import re

_WORDS = {
    "en": r"not|never|no|none|nobody|nothing|neither|nor|without|cannot|refus\w+|den(?:y|ie[sd])|reject\w*|declin\w+|"
    r"fail(?:s|ed|ing)?|cancel\w*|\w+n['’]t",
    "de": r"nicht|kein\w*|nie|niemals|ohne|weder|verweiger\w*|ablehn\w*|abgelehnt|lehnt\w*",
    "fr": r"ne|pas|jamais|aucun\w*|sans|refus\w*|rejet\w*|n(?=['’])",
    "es": r"no|nunca|jamás|ning[uú]n\w*|sin|neg(?:ó|aron|ar|ando)|rechaz\w*",
    "it": r"non|mai|nessun\w*|senza|rifiut\w*",
    "pt": r"não|nunca|nenhum\w*|sem|recus\w*|rejeit\w*",
    "pl": r"nie|bez|żad\w+|nigdy|odm[aó]wi\w+|odrzuc\w+",
    "ru": r"не|нет|ни|никогда|без|отказ\w*|отверг\w*",
    "uk": r"не|немає|ні|ніколи|без|відмов\w*|відхил\w*",
    "ar": r"لا|لم|لن|ليس\w*|غير|دون|رفض\w*|نفى|نفت",
    "tr": r"değil|yok|hiç\w*|redd?et\w*|\w{2,}m[ae](?:dı|di|yacak|yecek|z)\w*",
    "kk": r"емес|жоқ|ешқа\w+|бас тарт\w*|\w{2,}(?:[мбп][ае](?:ды|ді|йды|йді|ған|ген)|мас|мес|бас|бес|пас|пес)\w*",
}
_DENIES = {lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for lang, words in _WORDS.items()}
_DENIES["zh"] = re.compile(r"[不没未无]|拒绝|否认")


def denies(sentence: str, lang: str) -> bool:
    """Whether a word of denial or refusal stands in a sentence; False in a language without a list."""
    pattern = _DENIES.get(lang)
    return pattern is not None and pattern.search(sentence) is not None
