"""What is told in jest: a sentence that says of itself that it jokes. Languages: en es fr de ru kk zh."""

from __future__ import annotations

import re

_JEST = re.compile(
    r"\b(?:jok(?:ed|es|ing|ingly)|quipp?(?:ed|s)|jest(?:ed|s|ingly)|in jest|tongue[- ]in[- ]cheek)\b"
    r"|\bsatir\w+ [^.!?]{0,60}\b(?:wrote|writes|said|says|reported|reports|claimed|claims|imagined|imagines|had|has)\b"
    r"|\bin (?:an?|his|her|their|its|the) (?:\w+ )?(?:sketch|spoof|parody|skit)\b"
    r"|\b(?:bromeó|bromeaba|bromean?|en broma|en tono de broma)\b"
    r"|\b(?:plaisant(?:e|ait|é)|pour rire|a ironisé|ironise)\b"
    r"|\b(?:scherzt\w*|witzelt\w*|im Scherz)\b"
    r"|\b(?:пошут\w+|шут(?:ит|ил\w*|ят|я)|в шутку|съязвил\w*|сострил\w*)\b"
    r"|\b(?:әзілде\w+|қалжыңда\w+)\b"
    r"|开玩笑|打趣|调侃|戏称",
    re.IGNORECASE,
)


def is_jest(sentence: str) -> bool:
    """Whether a sentence says that it, or whom it quotes, is joking."""
    return _JEST.search(sentence) is not None
