"""Who is said to have said what: attributions of English sentences from the parse, quotations of a whole text.

A cue ("said", "a critic of", "according to") has a source and a content, the three spans of the PDTB and PolNeAR
(Prasad et al. 2006; Pareti 2012; Newell et al. 2018). Within a sentence ``cuemodel`` marks them; here quotations go
on over sentences and paragraphs. Content inside quotation marks is direct where nothing of it stands outside, mixed
where something does, else indirect.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from herdline.record.models import encoder
from herdline.record.parsed.parsing import parse
from herdline.record.quoting import cuemodel, marks
from herdline.record.quoting.beside import beside
from herdline.record.quoting.cuefeatures import known_cues
from herdline.record.spans import Attribution
from herdline.text.sentences import LONGEST, Sentence, sentences

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc

_UNCLOSED = re.compile(r"(?<!\S)[“\"«„][^“”\"»«„\n]{20,2000}$", re.MULTILINE)
_MARK = r"(?:[“”\"«»„]|'')"
_ANY_MARK, _BETWEEN_MARKS = re.compile(_MARK), re.compile(f"{_MARK}.*{_MARK}", re.DOTALL)
_JOINING = re.compile(r"\b(?:But|And|Then|Indeed|So|Yet|Still|Also|Plus|Or),? (?=[“\"«„']|$)")
_LESS = 0.75
"""How likely a content is right, times this, once a quotation behind it was added."""
_NAME = 60
"""Characters of a title or slogan in marks."""
_PAUSES = frozenset(',:;.!?-–—)”"')
Piece = tuple[int, int]
SURE_DIRECT, SURE_MIXED = 0.4, 0.8
"""Probabilities from which quotes count as sure: where a mixed one begins and ends is harder to tell."""


def attributions(
    text: str, docs: Sequence[Doc] | None = None, model: cuemodel.Model | None = None
) -> list[Attribution]:
    """Attributions of an English text in reading order, offsets into it.

    Args:
        text: any text; sentences over ``sentences.LONGEST`` characters are passed over.
        docs: parses of ``units(text)`` where they are at hand.
        model: of ``cuemodel``; the package's own when not given.
    """
    held = units(text)
    quoted = quotations(text)
    found: list[Attribution] = []
    with encoder.one_thread():
        parsed = docs if docs is not None else list(parse(item.text for item in held))
        for item, doc in zip(held, parsed, strict=True):
            inside = [(a - item.start, b - item.start) for a, b in quoted if a < item.end and item.start < b]
            found += [_moved(each, item) for each in _sentence(doc, inside, model)]
    return _whole(text, found, [item.end for item in held])


def units(text: str) -> list[Sentence]:
    """The sentences that are read."""
    return [item for item in sentences(text) if len(item.text) <= LONGEST]


def is_sure(found: Attribution) -> bool:
    """Whether the borders of a direct or mixed quote are right about nineteen times in twenty."""
    return found.probability >= {"direct": SURE_DIRECT, "mixed": SURE_MIXED}.get(found.kind, 0)


def quotations(text: str) -> list[Piece]:
    """Places of quotations, marks included; an opening mark that is not closed runs to its paragraph's end."""
    closed = _nested(cuemodel.marked(text), text)
    opened = [m.span() for m in _UNCLOSED.finditer(text)]
    return sorted([*closed, *(o for o in opened if not any(c[0] < o[1] and o[0] < c[1] for c in closed))])


def _nested(closed: Sequence[Piece], text: str) -> list[Piece]:
    """The same, but the outer ones of a line where an opening mark ends one: "“if “his team” wins”, he said"."""
    if not any(text[end - 1] == "“" and _opens(text, end - 1) for _, end in closed):
        return list(closed)
    whole = [(each.start, each.end) for each in marks.marked(text)]
    broken = {_line(text, start) for start, end in closed if text[end - 1] == "“" and _opens(text, end - 1)}
    kept = [c for c in closed if _line(text, c[0]) not in broken]
    return sorted(kept + [w for w in whole if _line(text, w[0]) in broken])


def _line(text: str, place: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, place)


def _opens(text: str, place: int) -> bool:
    return text[place + 1 : place + 2].isalnum() and not text[place - 1 : place].isalnum()


def _whole(text: str, found: Sequence[Attribution], ends: Sequence[int]) -> list[Attribution]:
    """Quotations as a whole: over sentence ends, and going on behind the cue in the same paragraph.

    What stands inside somebody's quotation is that somebody's, not the outlet's: attributions whose cue is quoted are
    left out. ``ends`` are those of the sentences, in order.
    """
    quoted = quotations(text)
    outside = [a for a in found if not any(q[0] < a.cue[0][0] < q[1] for q in quoted)]
    cues = sorted(a.cue[0][0] for a in outside)
    taken: set[Piece] = set()
    result: list[Attribution] = []
    for a in outside:
        pieces: list[Piece] = []
        for start, end in a.content:
            over = [q for q in quoted if q[0] < end and start < q[1]]
            if over and (start >= over[0][0] - 1):
                pieces += over
            elif over:
                pieces.append((start, max(end, over[-1][1])))
            else:
                pieces.append((start, end))
            taken.update(over)
        if pieces and any(q in taken and q[0] < pieces[-1][1] <= q[1] + 1 for q in quoted):
            pieces += _continued(text, quoted, taken, max(pieces[-1][1], a.cue[0][1]), cues, ends)
        result.append(Attribution(a.source, a.cue, tuple(sorted(set(pieces))), _kind(text, pieces), a.probability))
    alone = list(beside(text, [q for q in quoted if q not in taken]))
    taken.update(q for a in alone for q in a.content)
    for a in alone:
        more = _continued(text, quoted, taken, max(a.content[-1][1], a.source[0][1], a.cue[0][1]), cues, ends)
        result.append(replace(a, content=(*a.content, *more)))
    result = _behind_indirect(text, result, [q for q in quoted if q not in taken], ends)
    taken |= {piece for a in result for piece in a.content}
    return _followed(text, result, [q for q in quoted if q not in taken], ends)


def _behind_indirect(
    text: str, found: Sequence[Attribution], left: Sequence[Piece], ends: Sequence[int]
) -> list[Attribution]:
    """Indirect speech whose next sentence is a quotation and nothing else: "He promised to stay. “I never give up.”".

    Never a sure one, as another may be quoted there.
    """
    result = []
    for a in found:
        end = _sentence_end(ends, max((piece[1] for piece in (*a.content, *a.cue, *a.source)), default=0))
        at = bisect_left(left, (end, end))
        if a.content and a.kind != "direct" and at < len(left) and not text[end : left[at][0]].strip(" "):
            start, stop = left[at]
            own = any(a.cue[0][0] < b.cue[0][0] < end for b in found if b is not a)
            if not own and not text[stop : _sentence_end(ends, stop - 1)].strip(" ."):
                a = replace(a, content=(*a.content, (start, stop)), kind="mixed", probability=_LESS * a.probability)
        result.append(a)
    return result


def _sentence_end(ends: Sequence[int], place: int) -> int:
    """Where the sentence that holds a place ends."""
    at = bisect_left(ends, place)
    return ends[at] if at < len(ends) else place


def _followed(text: str, found: Sequence[Attribution], left: Sequence[Piece], ends: Sequence[int]) -> list[Attribution]:
    """Paragraphs that are one quotation go to whoever was quoted in the paragraph before, or ends it with a colon."""
    result = sorted(found, key=lambda a: (a.cue[0][0], a.content))
    for start, end in left:
        if not _is_paragraph(text, start, end):
            continue
        going_on = [n for n, a in enumerate(result) if a.content and _goes_on(text, a, start, ends)]
        announced = [n for n, a in enumerate(result) if not a.content and _announces(text, a, start)]
        for n in (announced or going_on)[-1:]:
            a = result[n]
            pieces = (*a.content, (start, end))
            result[n] = replace(a, content=pieces, kind=_kind(text, pieces))
            if announced:  # what the parse took for the content was whom it was said to
                result = [other for other in result if other is result[n] or other.cue != a.cue]
    return [a for a in result if a.content]


def _goes_on(text: str, a: Attribution, start: int, ends: Sequence[int]) -> bool:
    """Whether nothing stands between the sentence of a quoted content with its cue and a place."""
    end = max(piece[1] for piece in (*a.cue, *a.content, *a.source))
    if a.kind == "indirect" or end > start:
        return False
    return any(text[place:start].strip(' .,\n\r\t”"') == "" for place in (end, _sentence_end(ends, end)))


def _announces(text: str, a: Attribution, start: int) -> bool:
    """Whether the paragraph of a cue without content ends with a colon right before a place."""
    between = text[max(piece[1] for piece in (*a.cue, *a.source)) : start]
    return start >= a.cue[0][1] and between.rstrip()[-1:] == ":" and "\n" not in between.strip()


def _is_paragraph(text: str, start: int, end: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return len(line.strip(" .\t\r")) <= end - start + 1


def _continued(
    text: str, quoted: Sequence[Piece], taken: set[Piece], here: int, cues: Sequence[int], ends: Sequence[int]
) -> list[Piece]:
    """Quotations behind a quoted content and its cue, up to the paragraph's end or a cue of a later sentence."""
    line_end = text.find("\n", here)
    limit = line_end if line_end >= 0 else len(text)
    own = _sentence_end(ends, here)
    found: list[Piece] = []
    for q in quoted:
        if q in taken or q[0] < here or q[1] > limit:
            continue
        if not _takes_up(text, q[0], own, ends):
            if q[0] < own and q[1] - q[0] <= _NAME:
                continue  # a name in the cue's sentence: "said on 'This Week'"
            break
        first = here if q[0] < own else own
        if bisect_left(cues, first) < bisect_left(cues, _sentence_end(ends, q[1] - 1)):
            break
        found.append(q)
    taken.update(found)
    return [(_connective(text, q[0], ends), q[1]) if q[0] >= own else q for q in found]


def _takes_up(text: str, place: int, own: int, ends: Sequence[int]) -> bool:
    """Whether a quotation can go on there: behind a comma or the like in the cue's sentence, or where another begins.

    A few quoted words in the middle of a later sentence are told by the outlet in its own.
    """
    if place < own:
        return text[:place].rstrip()[-1:] in _PAUSES
    before = bisect_left(ends, place) - 1
    return before < 0 or not text[ends[before] : _connective(text, place, ends)].strip()


def _connective(text: str, place: int, ends: Sequence[int]) -> int:
    """Where a quotation begins with the word that joins it to what was said: "But “it helps.”"."""
    before = bisect_left(ends, place) - 1
    m = _JOINING.search(text, max(0, place - 12, ends[before] if before >= 0 else 0), place)
    return m.start() if m and m.end() == place else place


def _moved(found: Attribution, item: Sentence) -> Attribution:
    def shift(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple((start + item.start, end + item.start) for start, end in pieces)

    return replace(found, source=shift(found.source), cue=shift(found.cue), content=shift(found.content))


def _sentence(doc: Doc, quoted: Sequence[Piece], model: cuemodel.Model | None) -> Iterator[Attribution]:
    for each in cuemodel.found(doc, quoted, model):
        source, cue, content = (_pieces(doc, span) for span in (each.source, each.cue, each.content))
        yield Attribution(source, cue, content, _kind(doc.text, content), each.probability)
    announced = _announced(doc)
    if announced:
        yield announced


def _announced(doc: Doc) -> Attribution | None:
    """The source and cue of a sentence that ends with a colon: what is said stands in the next paragraph."""
    if not doc.text.rstrip().endswith(":"):
        return None
    for verb in doc:
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if verb.lemma_.lower() in known_cues() and subject is not None and verb.pos_ == "VERB":
            return Attribution((_span(doc, [t.i for t in subject.subtree]),), (_span(doc, [verb.i]),), (), "direct")
    return None


def _pieces(doc: Doc, tokens: Sequence[int]) -> tuple[Piece, ...]:
    """Characters of runs of tokens; quotation marks at the ends belong to them."""
    runs: list[list[int]] = []
    for i in tokens:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return tuple(_with_marks(doc.text, _span(doc, run)) for run in runs)


def _with_marks(text: str, span: Piece) -> Piece:
    start, end = span
    inside = text[start:end]
    if end < len(text) and text[end] in '”"' and (inside.count("“") > inside.count("”") or inside.count('"') % 2):
        end += 1
    elif end + 1 < len(text) and text[end] in ".,!?" and text[end + 1] in '”"':
        end += 2
    return start, end


def _span(doc: Doc, numbers: Sequence[int]) -> Piece:
    first, last = doc[min(numbers)], doc[max(numbers)]
    return first.idx, last.idx + len(last.text)


def _kind(text: str, content: Sequence[Piece]) -> str:
    said = [text[slice(*piece)].strip(" ,.;:") for piece in content]
    if not any(_ANY_MARK.search(part) for part in said):
        return "indirect"
    return "direct" if all(_BETWEEN_MARKS.fullmatch(part) for part in said) else "mixed"
