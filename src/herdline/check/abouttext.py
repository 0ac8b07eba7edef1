"""Sentences that are about a text and not about the world: which words stand in it, what this article is.

Languages: en ru fr es de zh kk.
"""

from __future__ import annotations

import re

_ABOUT_TEXT = re.compile(
    r"\bthe (?:words?|phrase|name|term)\b[^.!?]{0,60}\b(?:not|never|nowhere)\b[^.!?]{0,20}\b(?:occurs?|appears?|"
    r"features?|figures?|found|used|stands?)\b"
    r"|\b(?:the|this|its|their) (?:text|article|report|story|piece|page|wording)\b[^.!?]{0,20}\b(?:not|never|nowhere)\b"
    r"[^.!?]{0,15}\b(?:name|mention|use|contain|say)s?\b"
    r"|\b(?:this|our) (?:article|story|report|page|newsletter|post|column)\b[^.!?]{0,30}\b(?:was|is|has been|will be)\b"
    r"|\bслов\w* [^.!?]{0,60}\b(?:не (?:встречается|упоминается|звучит|прозвучал\w*)|отсутствует)\b"
    r"|\bв (?:этом )?тексте\b[^.!?]{0,60}\b(?:не|нет)\b"
    r"|\ble (?:mot|nom|terme)\b[^.!?]{0,60}\b(?:ne|n['’])[^.!?]{0,20}\b(?:pas|nulle part)\b"
    r"|\bla (?:palabra|expresión)\b[^.!?]{0,60}\bno (?:aparece|figura|está)\b"
    r"|\bdas (?:Wort|Wörtchen)\b[^.!?]{0,60}\b(?:nicht|nirgends)\b"
    r"|\bсөзі\b[^.!?]{0,40}\b(?:кездеспейді|жоқ|айтылмады)\b"
    r"|(?:文中|全文|通稿|新闻稿|稿件)[^。]{0,12}(?:没有|未|不)[^。]{0,4}(?:出现|提)|[一本]?词(?:没有|未)出现",
    re.IGNORECASE,
)


def is_about_text(sentence: str) -> bool:
    """Whether a sentence tells what stands in a text; torn out of it, it says nothing."""
    return _ABOUT_TEXT.search(sentence) is not None
