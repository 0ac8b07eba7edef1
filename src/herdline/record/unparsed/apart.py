"""Who is named near a deed and stands apart from it, told by words where no parse is: ru de fr es pl, fewer in zh ar.

Institutes and newspapers of a state report a deed and do none; a meeting that is demanded has not been; who is named in
one sentence of a title does not do what the next tells, where that names somebody of its own. Chinese and Arabic have
the second rule alone; kk none.
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
