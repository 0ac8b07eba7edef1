"""Who is named near a deed and stands apart from it, told by words where no parse is: ru de fr es pl, fewer in zh ar.

Institutes and newspapers of a state report a deed and do none; a meeting that is demanded has not been; who denies a
charge makes none; who is named in one sentence of a title does not do what the next tells, where that names somebody of
its own; of two that a Chinese attack names, the words' order tells which is attacked. Chinese and Arabic have the
second and third rule and, Chinese, the last; kk none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from herdline.record.spans import Actor

_REPORTERS = re.compile(
    r"\s+(?:think[\s-]?tank\w*|instytut\w*|ekspert\w*|analityk\w*|dziennik\w*|gazet\w*|portal\w*|tygodnik\w*|stacj\w*"
    r"|институт\w*|эксперт\w*|аналитик\w*|издани\w*|газет\w*|журнал\w*|телеканал\w*"
    r"|Institut\w*|Denkfabrik\w*|Experte\w*|Zeitung\w*|Zeitschrift\w*|Sender\w*)\b",
    re.IGNORECASE,
)
"""Behind a state's adjective: "amerykański think tank", "американский институт"."""
_DEMANDED = re.compile(
    r"(?:\b(?:domaga\w*|żąda\w*|zażąda\w*|chce|chcia[łl]\w*|prosi\w*|poprosi\w*|odmawia\w*|odmówi\w*)"
    r"(?: się| o| pilnego| osobistego)*"
    r"|\b(?:требу\w+|потребов\w+|хочет|хотел\w*|прос\w+|попрос\w+|добива\w+)(?: о| личной| срочной)*"
    r"|\b(?:forder\w+|verlang\w+|wünsch\w+|wollen|will)(?: (?:ein|eine|einen))?(?: \w+)?"
    r"|\b(?:exig\w+|demand\w+|réclam\w+|veut|souhait\w+)(?: (?:une|un|des))?"
    r"|\b(?:exig\w+|pid\w+|reclam\w+|solicit\w+|quier\w+)(?: (?:una|un))?"
    r"|(?:要求|请求|請求|希望)(?:与|同|和|與)?[^，。]{0,12}"
    r"|\b(?:ي?طالب\w*|يطلب|طلب)\s+(?:ب|عقد)?\s*)\s*$",
    re.IGNORECASE,
)
"""Ahead of a meeting that somebody only wants."""
_CHARGE = re.compile(
    r"обвинени|упр[её]к|zarzut|oskarżeni|accusation|acusaci|vorw[uü]rf|anschuldig|指控|指责|指責|(?:ال)?اتهام",
    re.IGNORECASE,
)
"""Nouns of what somebody is charged with."""
_REBUTS = re.compile(
    r"(?:\b(?:отверг\w*|отрица\w+|опроверг\w+|отклон\w+|отмета\w+|odrzuc\w+|zaprzecz\w+|odpier\w+|dementuj\w+"
    r"|rejet\w+|réfut\w+|dément\w*|ni(?:e|ent|é)|rechaz\w+|niega\w*|negó|desmient\w*|desmint\w*"
    r"|weis(?:t|en)|wies(?:en)?|bestreit\w*|bestritt\w*|نف[ىت]\w*|ينفي|تنفي|رفض\w*|يرفض|ترفض)(?:\s+[^\W\d_]+){0,2}\s+"
    r"|(?:否认|否認|驳斥|駁斥|反驳|反駁|拒绝接受)[^，。；]{0,6})$",
    re.IGNORECASE,
)
"""Ahead of such a noun: who stands ahead of them is charged and charges nobody."""
_ZH_TO = re.compile("[对對向]$")
"""Ahead of whom a Chinese deed is done to."""
_ZH_EACH_OTHER = re.compile("双方|雙方|互相|相互|交火|冲突|衝突|交战|交戰|激战|激戰")
_END = re.compile(r"[.!?…]+[\"”»]?\s+(?=[\"„«]?[A-ZŁŚŻĆŹÓА-ЯЁÄÖÜÉ])")
_INITIAL = re.compile(
    r"(?:\b[A-ZА-ЯŁŚŻ]|\b(?:dr|prof|gen|płk|ks|św|im|ul|r|ds|tzw|np|m\.\s?in|u\.\s?a|z\.\s?B|Dr|Prof|Nr|St|г|ул|им|"
    r"т\.\s?[екдп]))$"
)


def is_reporter(text: str, end: int) -> bool:
    """Whether a mention that ends there only tells whose a reporting house is."""
    return _REPORTERS.match(text, end) is not None


def is_demanded(text: str, start: int) -> bool:
    """Whether a meeting told by the word that begins there is one that somebody asks for."""
    return _DEMANDED.search(text[max(0, start - 40) : start]) is not None


def is_rebutted(text: str, start: int) -> bool:
    """Whether the word that begins there names a charge that somebody only denies."""
    return _CHARGE.match(text, start) is not None and _REBUTS.search(text[max(0, start - 60) : start]) is not None


def elsewhere(text: str, start: int, mentions: Sequence[Actor]) -> frozenset[int]:
    """Numbers of the mentions of other sentences that take no part.

    What is told is seldom done by whom a later sentence names, and not by whom an earlier one does where the
    predicate's own names somebody ahead of it and behind it.

    Args:
        text: a title of several sentences.
        start: where the predicate begins.
        mentions: who is named.
    """
    ends = [m.end() for m in _END.finditer(text) if not _INITIAL.search(text[: m.start()])]
    if not ends:
        return frozenset()
    low = max((end for end in ends if end <= start), default=0)
    high = min((end for end in ends if end > start), default=len(text))
    own = [m for m in mentions if low <= m.start < high]
    both = any(m.start < start for m in own) and any(m.start > start for m in own)
    return frozenset(n for n, m in enumerate(mentions) if (own and m.start >= high) or (both and m.start < low))


def attacked(text: str, start: int, end: int, mentions: Sequence[Actor]) -> frozenset[str]:
    """Codes of those that only suffer a Chinese attack: behind its word, or ahead of it behind "对".

    Nobody where the words tell of both ("双方", "交火"), or where nobody else is named ahead of it.

    Args:
        text: the sentence.
        start: where the word begins.
        end: where it ends.
        mentions: who is named.
    """
    if _ZH_EACH_OTHER.search(text):
        return frozenset()
    behind = {who.code for who in mentions if who.start >= end}
    toward = {who.code for who in mentions if who.end <= start and _ZH_TO.search(text[: who.start])}
    ahead = {who.code for who in mentions if who.end <= start} - toward
    suffer = (behind | toward) - ahead
    return frozenset(suffer) if ahead - suffer else frozenset()
