"""Whether a sentence denies or refuses something, and whether it tells what is to come, from short lists of words.

Languages: en de fr es it pt pl ru uk zh ar tr kk; in others nothing is found. A sentence that denies and one that does
not seldom tell the same, whatever their words ("did not meet", "met"); no more do a plan and a deed. Words only: which
verb they belong to is not looked at.
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
_TO_COME = {
    "en": r"will|shall|going to|(?:expected|set|due|about|scheduled|likely|plan(?:s|ned|ning)?|hopes?|wants?|vows?|"
    r"vowed|promis\w+) to|tomorrow|upcoming|\w+['’]ll|next (?:week|month|year)|may|might",
    "de": r"wird|werden|soll(?:en)?|will|wollen|morgen|geplant\w*|künftig\w*|könnte\w*",
    "fr": r"va|vont|doit|doivent|devrai(?:t|ent)|demain|prochain\w*|prévoi\w+|prévu\w*|\w{3,}era|\w{3,}eront",
    "es": r"va a|van a|debe\w*|mañana|próxim\w+|prevé\w*|previst\w+|\w{3,}(?:ará|erá|irá|arán|erán|irán)|podría\w*",
    "it": r"dovrebbe\w*|domani|prossim\w+|prevede\w*|previst\w+|\w{3,}(?:erà|irà|eranno|iranno)|potrebbe\w*",
    "pt": r"vai|vão|deve(?:rá|m)?|amanhã|próxim\w+|prevê\w*|previst\w+|\w{3,}(?:ará|erá|irá|arão|erão|irão)",
    "pl": r"będzie|będą|ma|mają|zamierza\w*|jutro|planuj\w+|przyszł\w+|może",
    "ru": r"будет|будут|собира\w+|намерен\w*|планиру\w+|завтра|предсто\w+|должен|должна|должны|может|могут",
    "uk": r"буде|будуть|збира\w+|має намір|плану\w+|завтра|має|мають|може|можуть",
    "ar": r"س[يتنأ]\w{2,}|سوف|غدا|المقبل\w*|من المقرر|قد|ينوي|تنوي",
    "tr": r"\w{2,}(?:acak|ecek|acağı|eceği)\w*|yarın|gelecek|planl\w+",
    "kk": r"\w{2,}(?:мақ|мек|бақ|бек|пақ|пек)|ертең|жоспарла\w+|болады|келесі",
}
_DENIES = {lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for lang, words in _WORDS.items()}
_DENIES["zh"] = re.compile(r"[不没未无]|拒绝|否认")
_COMES = {lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for lang, words in _TO_COME.items()}
_COMES["zh"] = re.compile(r"将|會|会在|计划|拟|即将|明天|明年|下周|下月|预计")


def denies(sentence: str, lang: str) -> bool:
    """Whether a word of denial or refusal stands in a sentence; False in a language without a list."""
    pattern = _DENIES.get(lang)
    return pattern is not None and pattern.search(sentence) is not None


def is_to_come(sentence: str, lang: str) -> bool:
    """Whether a word of a plan, a promise or the future stands in it; False in a language without a list."""
    pattern = _COMES.get(lang)
    return pattern is not None and pattern.search(sentence) is not None
