"""Captions of photographs that stand in a text as a paragraph of their own, told by the credit they end with.

Two reports under one agency's photograph share its caption and are no copies of one another. So captions count as
standing text: nothing is compared with them, and no line is made of them.
"""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_LONGEST = 600
"""Characters of a paragraph that may be a caption; a longer one is prose that happens to end so."""
_ALONE = 200
"""The same of a text's only paragraph, which may be a lead."""
_CREDITS = 160
"""Characters at its end in which the credit must stand."""
_CUE = r"photos?|pictures?|images?|fotos?|fot|zdjęcie|фото|снимок|сурет|图片?|照片|摄影?|صورة|تصوير"
_AGENCY = (
    r"reuters|ap photo|ap|afp|getty(?: images)?|epa(?:-efe)?|pap|tass|тасс|риа новости|dpa|ansa|efe|xinhua|新华社|"
    r"bloomberg|shutterstock|alamy|zuma|sputnik|keystone|imago|picture alliance|pool|رويترز|أ ف ب"
)
_POLLS = r"ipsos|yougov|gallup|norc|ssrs|marist|harris"


def _credit(edge: str, name: str, but: str) -> str:
    """A credit at the end of a line: a word's edge, a name behind a slash, and what is no name there are as asked for.

    "(Name/Agency)", "(AP Photo/Name)", "(Photo by Name)", "(Фото: ТАСС)", "REUTERS/Name"; its bracket may be cut off.
    """
    return (
        rf"(?:\([^()\n]{{1,70}}/\s?(?:{_AGENCY}){edge}[^()\n]{{0,40}}\)?|\((?:{_AGENCY})\s?/\s?{but}[^()\n]{{1,70}}\)?"
        rf"|[(（](?:{_CUE})\s?(?:by|courtesy|via|[:：./]|par|von|de|autor)\s?[^()（）\n]{{1,90}}[)）]?"
        rf"|{edge}(?:{_CUE})\s?[:：]\s?[^.\n]{{1,60}}"
        rf"|{edge}(?:reuters|ap photo|afp|epa|getty images)\s?/\s?{name})\s*\.?$"
    )


_ENDS = re.compile(_credit(r"\b", r"\w[\w .'-]{2,40}", f"(?!{_POLLS})"), re.IGNORECASE)
# Arrow's patterns do not look ahead and know Latin words only: this finds somewhat more and says which texts to look at
_ANY = "(?im)" + _credit("", r"[^\n]{2,41}", "")


def captions(texts: pa.Array) -> list[list[tuple[int, int]]]:
    """For each text the captions in it as (first character, one past the last), most have none.

    Arabic, Chinese and Cyrillic credits are known by a word for "photo" or an agency's name in that script.
    """
    found: list[list[tuple[int, int]]] = [[] for _ in range(len(texts))]
    for row in pc.indices_nonzero(pc.fill_null(pc.match_substring_regex(texts, _ANY), False)).to_pylist():
        start, parts = 0, texts[row].as_py().split("\n")
        longest = _LONGEST if sum(1 for part in parts if part.strip()) > 1 else _ALONE
        for part in parts:
            if 0 < len(part) <= longest and _ENDS.search(part.rstrip()[-_CREDITS:]):
                found[row].append((start, start + len(part)))
            start += len(part) + 1
    return found


def mark(texts: pa.Array, offsets: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Bool (tokens,): part of a caption. ``offsets`` (texts + 1,) and ``starts`` (tokens,) as of ``tokenize``."""
    marked = np.zeros(len(starts), np.bool_)
    for row, spans in enumerate(captions(texts)):
        first, last = int(offsets[row]), int(offsets[row + 1])
        for begin, end in spans:
            inside = np.searchsorted(starts[first:last], [begin, end])
            marked[first + inside[0] : first + inside[1]] = True
    return marked
