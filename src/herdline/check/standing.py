"""Sentences that tell nothing by themselves: who spoke and when, what only the sentence ahead explains, what is meant.

A list of facts is no place for them, though a text that has one may tell the fact. Short lists of words, written from
invented sentences. Languages: en ru fr es de zh kk; of others only what has no word that could carry a fact is told.
"""

from __future__ import annotations

import re

from herdline.check.matters import matters
from herdline.check.told import UNSPACED

_SHORT = 9
"""Words up to which a sentence that points elsewhere is taken to tell nothing itself."""
_SHORTEST = 4
"""The same where it begins with a pronoun."""
_WHEN = (
    r"(?:on |late |early |last )*(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|earlier|later|afterwards?|"
    r"at (?:a|the) (?:news conference|briefing)|in (?:a|an) (?:statement|interview|e-?mail)|by (?:phone|telephone)"
)
_ATTRIBUTION = re.compile(
    rf"^[^,\"“«„]{{0,80}}\b(?:said|says|told (?:reporters|journalists|us|the (?:paper|press))|spoke|commented|added|"
    rf"replied|announced)(?:[\s,]+(?:{_WHEN}|so|this|it|as much|reporters|journalists))*\s*[.!]$"
    r"|^[^,\"“«„]{0,60}\b(?:сообщил\w*|сказал\w*|заявил\w*|рассказал\w*)(?:\s+(?:об этом|он|она|журналистам|агентству|"
    r"в \w+|во \w+|накануне|сегодня|вчера))*\s*\.$"
    r"|^[^,\"“«„]{0,60}\b(?:a|ont) (?:déclaré|dit|indiqué|ajouté)(?:\s+(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|à la presse|hier|il|elle))*\s*\.$"
    r"|^[^,\"“«„]{0,60}\b(?:dijo|declaró|afirmó|señaló|añadió)(?:\s+(?:el \w+|ayer|hoy|a la prensa|a los periodistas))*"
    r"\s*\.$"
    r"|^[^,\"“«„]{0,60}\b(?:sagte|erklärte|teilte)(?:\s+(?:er|sie|am \w+|gestern|heute|der Presse|mit|"
    r"Journalisten))*\s*\.$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:would|will|did|does|do|had|has|have|was|were|is|are|could|can|should|not|so|too|either|neither|that|this|"
    r"it|them|\w+n['’]t)\W*$",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"^\W*(?:(?:and|but|however|yet|still|then|so|и|но|однако|mais|et|pero|y|aber|und)\b\W*)*(?:he|she|they|it|this|that|these|those|so|nor|neither|both|он[аи]?|это|так|тот|те|il|elle|ils|elles|cela|"
    r"ce|c['’]est|eso|esto|él|ella|ellos|er|sie|es|das|dies|ол|олар|бұл)\b|^[“「]?[他她它这那]",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^\W*[^.!]*[?？][\"”»」]\s*[^\W\d_]*(?:\s+[^\W\d_]+){0,3}\W*$")
"""A question in quotation marks and who asks it."""
_AGAIN = re.compile(r"^\W*(?:and|but|however|yet|still|then|so|и|но|однако|mais|et|pero|y|aber|und)\b", re.IGNORECASE)
"""A word that ties a sentence to the one ahead."""
_FEELS = re.compile(r"^(?:this|that|it) (?:feels|sounds|looks|seems) (?:like|as if|as though)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÞА-ЯЁӘҒҚҢӨҰҮҺІ][\w’'-]{2,}|\d")
"""A name inside the sentence, or a figure."""
_MEANT = re.compile(
    r"^(?!.*[\"“«„])(?!.*\b(?:said|says|told|according|argued?s?|warn\w*|call\w*|urg\w*|demand\w*|insist\w*)\b).*"
    r"(?:\b(?:I|we) (?:think|believe|hope|suspect|wonder)\b|\b(?:in my|in our) (?:view|opinion)\b|\bought to\b|"
    r"\bit is (?:high )?time (?:to|for|that)\b|\bone (?:hopes|wonders|might|may|could)\b|\blet us\b|\bto be fair\b|"
    r"\bof course\b|\bneedless to say\b|\bmake no mistake\b|\bpity\b|"
    r"\bпо-моему\b|\bна мой взгляд\b|\bя думаю\b|\bдумается\b|\bувы\b|\bà mon avis\b|\bje (?:crois|pense)\b|\bhélas\b|"
    r"\ba mi juicio\b|\bcreo que\b|\bojalá\b|\bmeines Erachtens\b|\bich (?:glaube|meine|denke)\b|\bleider\b|"
    r"我认为|我觉得|менің ойымша)",
    re.IGNORECASE | re.DOTALL,
)


def stands_alone(sentence: str, lang: str) -> bool:
    """Whether a sentence tells something by itself; False for the three kinds above."""
    text = " ".join(sentence.split())
    if _ATTRIBUTION.search(text) or _ASKED.search(text) or _FEELS.search(text) or _MEANT.search(text):
        return False
    if _words(text) > _SHORT or _NAMED.search(text) or matters(text, lang):
        return True
    return not (
        _ELSEWHERE.search(text) or (_POINTS.search(text) and (_words(text) <= _SHORTEST or _AGAIN.search(text)))
    )


def _words(text: str) -> float:
    unspaced = len(UNSPACED.findall(text))
    return unspaced / 1.7 if unspaced else len(text.split())
