"""Whether a sentence denies or refuses something, and whether it tells what is to come, from short lists of words.

Languages: en de fr es it pt pl ru zh ar tr; of others nothing is known, which is not the same as "does not". A sentence
that denies and one that does not seldom tell the same, whatever their words ("did not meet", "met"); no more do a plan
and a deed. Words only: which verb they belong to is not looked at.
"""

from __future__ import annotations

import re

_DENIALS = {
    "en": r"not|never|no(?!\.?\s?\d)|none|nobody|nothing|neither|nor|without|cannot|refus\w+|den(?:y|ie[sd])|reject\w*|"
    r"declin\w+|fail(?:s|ed|ing)?|cancel\w*|\w+n['’]t",
    "de": r"nicht|kein\w*|nie|niemals|ohne|weder|verweiger\w*|ablehn\w*|abgelehnt|lehnt\w*",
    "fr": r"ne|pas|jamais|aucun\w*|sans|refus\w*|rejet\w*|n(?=['’])",
    "es": r"no|nunca|jamás|ning[uú]n\w*|sin|neg(?:ó|aron|ar|ando)|rechaz\w*",
    "it": r"non|mai|nessun\w*|senza|rifiut\w*",
    "pt": r"não|nunca|nenhum\w*|sem|recus\w*|rejeit\w*",
    "pl": r"nie|bez|żad\w+|nigdy|odm[aó]wi\w+|odrzuc\w+",
    "ru": r"не|нет|ни|никогда|без|отказ\w*|отверг\w*",
    "ar": r"[وف]?(?:لا|لم|لن|ليس\w*|غير|دون|رفض\w*|نفى|نفت)",
    "tr": r"değil|yok|hiç\w*|redd?et\w*|(?!ramazan|namaz|ahmedinejad|komedi)\w{2,}m[ae](?:dı|di|yacak|yecek|z)\w*",
}
_PLANS = {
    "en": r"will|shall|going to|(?:expected|set|scheduled|likely|plan(?:s|ned|ning)?|hopes?|wants?|vows?|vowed|"
    r"promis\w+) to|due to (?!the\b|an?\b|\w+ing\b)\w+|tomorrow|upcoming|\w+['’]ll|next (?:week|month|year)|"
    r"(?-i:may)|might",
    "de": r"soll(?:en)?|wollen|(?-i:morgen)|geplant\w*|künftig\w*|könnte\w*|plan(?:t|en)",
    "fr": r"va|vont|doit|doivent|devrai(?:t|ent)|demain|prochain\w*|prévoi\w+|prévu\w*|sera|seront|"
    r"\w{3,}era|\w{3,}eront",
    "es": r"va a|van a|debe\w*|mañana|próxim\w+|prevé\w*|previst\w+|(?!teherán)\w+(?:ará|erá|irá|arán|erán|irán)|"
    r"será|serán|podría\w*",
    "it": r"dovrebbe\w*|domani|prossim\w+|prevede\w*|previst\w+|sarà|\w+(?:erà|irà|eranno|iranno)|potrebbe\w*",
    "pt": r"vai|vão|deve(?:rá|m)?|amanhã|próxim\w+|prevê\w*|previst\w+|será|\w+(?:ará|erá|irá|arão|erão|irão)",
    "pl": r"będzie|będą|ma(?:ją)? \w+ć|zamierza\w*|jutro|planuj\w+|przyszł\w+|może",
    "ru": r"будет|будут|собира\w+|намерен\w*|планиру\w+|завтра|предсто\w+|должен|должна|должны|может|могут",
    "ar": r"[وف]?(?:سوف|سي(?!اس|د|ر|ط|ن|ول|ار)\w{2,}|ست(?!ة|ار|ين)\w{2,}|غدا|ينوي|تنوي)|المقبل\w*|من المقرر",
    "tr": r"\w{2,}(?:acak|ecek|acağı|eceği)\w*|yarın|gelecek|planl\w+",
}
_DENIES = {lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for lang, words in _DENIALS.items()}
_DENIES["zh"] = re.compile(r"[不没沒]|未(?!来|來)|无(?!人机|人機|线|線)|拒绝|拒絕|否认|否認")
_COMES = {lang: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for lang, words in _PLANS.items()}
_COMES["zh"] = re.compile(r"[将將](?!军|軍|领|領)|计划|計劃|即将|即將|明天|明年|下周|下月|预计|預計")


def knows(lang: str) -> bool:
    """Whether there are lists for a language."""
    return lang in _DENIES


def denies(sentence: str, lang: str) -> bool:
    """Whether a word of denial or refusal stands in a sentence; False in a language without a list."""
    pattern = _DENIES.get(lang)
    return pattern is not None and pattern.search(sentence) is not None


def is_to_come(sentence: str, lang: str) -> bool:
    """Whether a word of a plan, a promise or the future stands in it; False in a language without a list."""
    pattern = _COMES.get(lang)
    return pattern is not None and pattern.search(sentence) is not None
