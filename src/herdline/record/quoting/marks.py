"""Where words stand in quotation marks, in the marks of many scripts: nested, unclosed and mixed ones too.

« », „ “, “ ”, 「 」 and straight marks pair within a line; the outermost pair counts. Russian lets one mark close two
quotations («НК «Вектор»); German turns guillemets round (»…«). Single marks are apostrophes too and do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST = 2500
"""Characters of a quotation in one line; an opening mark without an end within them is an error."""
SHORTEST_OPEN = 20
"""Characters from which an unclosed mark opens a quotation to the line's end rather than being a slip."""
SHORT_NAME = 80
"""Characters of a name in marks whose end another name's mark closes too."""
_CLOSERS = {"«": "»", "„": '“”"', "“": '”"', "”": "”", "「": "」", "『": "』", '"': '"', "＂": "＂", "»": "«", "‟": "”"}
_MARK = re.compile("[«»„“”‟「」『』\"＂]|''")
_SENTENCE = re.compile(r"[.!?…؟]\s+|[。！？]")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-:،,;/.>，：；。、（《？！…]")
_PAUSES = " \t\r\xa0,.;:!?)،؛؟"
OPEN, CLOSE, EITHER = 1, 2, 3
Mark = tuple[int, str, int]
"""Place, character, and which of the three uses it has there."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands in marks, at [start, end) of the text, marks included; ``closed`` unless a mark is missing."""

    start: int
    end: int
    closed: bool = True


def marked(text: str) -> list[Marked]:
    """Outermost quotations in order, in time linear in the text's length.

    One that is not closed ends with its sentence where another begins, else with the line; one that a line's first mark
    closes without its being opened begins with its sentence.
    """
    found: list[Marked] = []
    start = 0
    for line in text.split("\n"):
        marks = [(m.start() + start, m.group(), _use(line, m)) for m in _MARK.finditer(line)]
        if marks:
            found += _paired(text, marks, start, start + len(line))
        start += len(line) + 1
    return found


def _use(line: str, m: re.Match[str]) -> int:
    """Whether a mark opens, closes or may do either where it stands."""
    mark = m.group()
    if mark in "„「『‟":
        return OPEN
    if mark in "」』":
        return CLOSE
    before, after = line[max(0, m.start() - 1) : m.start()], line[m.end() : m.end() + 1]
    opening = not before or _BEFORE_OPENING.match(before) is not None
    closing = not after or not (after.isalnum() or after in "[¿¡$#@")
    if mark in "“”" and (after > "\u2e80" or before > "\u2e80"):  # no spaces to tell by, and no need
        return OPEN if mark == "“" else CLOSE
    if mark == "“":  # closes a German quotation
        return EITHER if closing and not opening else OPEN
    if mark == "”":
        return EITHER if opening and not closing else CLOSE
    if mark == "«":
        return CLOSE if closing and not opening and after != " " else OPEN
    if mark == "»":
        return OPEN if opening and not closing and before != " " else EITHER if opening and not closing else CLOSE
    if before.isspace() and after in _PAUSES:
        return EITHER if not after or after.isspace() else CLOSE
    return EITHER if opening == closing else OPEN if opening else CLOSE


def _paired(text: str, marks: Sequence[Mark], line_start: int, line_end: int) -> Iterator[Marked]:
    left = _left_open(marks)
    opened: tuple[int, str] | None = None
    depth = inner = 0
    for n, (place, mark, use) in enumerate(marks):
        if opened is not None and place - opened[0] > LONGEST:
            opened = None
        closes = opened is not None and mark in _CLOSERS.get(opened[1], opened[1])
        turned = closes and opened is not None and mark != opened[1]  # closes it however it stands
        if opened is not None and use == OPEN and not turned and not depth and left[n + 1] < 2:
            end = _ended(text, opened[0], place)
            if end:  # a sentence ended and another quotation begins: the first was never closed
                yield Marked(opened[0], end)
                opened = None
        if opened is None:
            if use != CLOSE:
                opened, depth, inner = (place, mark), 0, 0
            elif n == 0:
                begun = _begun(text, line_start, place)
                if SHORTEST_OPEN <= place - begun:
                    yield Marked(begun, place + len(mark), closed=False)
            continue
        if mark == opened[1] and use == OPEN:
            depth += 1
            inner = place
        elif closes and depth:
            depth -= 1
            if depth == 0 and left[n + 1] <= 0:  # no mark is left to close the outer one
                end = place + len(mark)
                yield Marked(opened[0] if end - opened[0] <= SHORT_NAME else inner, end)
                opened = None
        elif closes:
            yield Marked(opened[0], place + len(mark))
            opened = None
    if opened is not None and depth == 0 and SHORTEST_OPEN <= line_end - opened[0] <= LONGEST:
        yield Marked(opened[0], line_end, closed=False)


def _begun(text: str, start: int, end: int) -> int:
    """Where the sentence begins that the line's first mark closes, as nothing opens what it closes."""
    low = max(start, end - SHORTEST_OPEN * 20)
    begun = start if low == start else end
    for m in _SENTENCE.finditer(text, low, end - SHORTEST_OPEN if end - SHORTEST_OPEN > low else low):
        begun = m.end()
    return begun


def _ended(text: str, start: int, end: int) -> int:
    """Where the sentence right ahead of ``end`` ends, 0 where something else stands there."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end if end - start >= SHORTEST_OPEN and text[end - 1] in ".!?…؟。！？" else 0


def _left_open(marks: Sequence[Mark]) -> list[int]:
    """How many more marks close than open from each on."""
    left = [0] * (len(marks) + 1)
    for n in range(len(marks) - 1, -1, -1):
        left[n] = left[n + 1] + {OPEN: -1, CLOSE: 1}.get(marks[n][2], 0)
    return left
