"""Who is said to have said what: attributions of English sentences from the parse, quotations of a whole text.

A cue (a reporting verb, "according to") has a source (its subject) and a content (its clause or the quotation beside
it), the three spans of the PDTB and PolNeAR (Prasad et al. 2006; Pareti 2012; Newell et al. 2018). Content inside
quotation marks is direct where nothing of it stands outside, mixed where something does, else indirect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from herdline.record.lexicon import entries
from herdline.record.parsing import parse
from herdline.record.sentences import LONGEST, Sentence, sentences
from herdline.record.spans import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS = re.compile(r"[“\"«„][^“”\"«»„]{2,2000}[”\"»“]")
_ANY_MARK = frozenset('“”"«»„')
Piece = tuple[int, int]


@cache
def _cues() -> frozenset[str]:
    return frozenset(entries("cues.txt"))


def attributions(text: str, docs: Sequence[Doc] | None = None) -> list[Attribution]:
    """Attributions of an English text in reading order, offsets into it.

    Args:
        text: any text; sentences over ``sentences.LONGEST`` characters are passed over.
        docs: parses of ``sentences(text)`` where they are at hand.
    """
    units = [item for item in sentences(text) if len(item.text) <= LONGEST]
    parsed = docs if docs is not None else list(parse(item.text for item in units))
    found: list[Attribution] = []
    for item, doc in zip(units, parsed, strict=True):
        found += [_moved(each, item) for each in _sentence(doc)]
    return _whole(text, found)


def quotations(text: str) -> list[Piece]:
    """Places of quotations, marks included; one that is not closed ends with its line."""
    return [match.span() for match in _MARKS.finditer(text) if "\n" not in match.group()]


def _whole(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Quotations as a whole: over sentence ends, and going on behind the cue in the same paragraph.

    What stands inside somebody's quotation is that somebody's, not the outlet's: attributions whose cue is quoted are
    left out.
    """
    quoted = quotations(text)
    outside = [a for a in found if not any(q[0] < a.cue[0][0] < q[1] for q in quoted)]
    cues = [a.cue[0][0] for a in outside]
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
        if any(q in taken for q in quoted if pieces and q[0] <= pieces[-1][0] < q[1]):
            pieces += _continued(text, quoted, taken, pieces[-1][1], a.cue[0][1], cues)
        result.append(Attribution(a.source, a.cue, tuple(sorted(set(pieces))), _kind(text, pieces)))
    return result


def _continued(
    text: str, quoted: Sequence[Piece], taken: set[Piece], end: int, cue: int, cues: Sequence[int]
) -> list[Piece]:
    """Quotations behind a quoted content and its cue, up to the paragraph's end or the next cue."""
    here = max(end, cue)
    line_end = text.find("\n", here)
    following = min((c for c in cues if c > here), default=len(text))
    limit = min(line_end if line_end >= 0 else len(text), following)
    found = [q for q in quoted if here <= q[0] and q[1] <= limit and q not in taken]
    taken.update(found)
    return found


def _moved(found: Attribution, item: Sentence) -> Attribution:
    def shift(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple((start + item.start, end + item.start) for start, end in pieces)

    return Attribution(shift(found.source), shift(found.cue), shift(found.content), found.kind)


def _sentence(doc: Doc) -> Iterator[Attribution]:
    for token in doc:
        if token.lemma_.lower() in _cues() and token.pos_ in ("VERB", "AUX"):
            made = _by_verb(doc, token)
            if made:
                yield made
        elif token.lower_ == "according":
            made = _according(doc, token)
            if made:
                yield made


def _by_verb(doc: Doc, verb: Token) -> Attribution | None:
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None and verb.dep_ in ("conj", "xcomp", "advcl"):
        subject = next((child for child in verb.head.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None and verb.tag_ in ("VB", "VBG"):
        return None  # "wanting to", "to believe": nobody is said to have said it
    if subject is not None and subject.lower_ in ("you", "one", "that", "this", "which"):
        return None
    clause = _clause(doc, verb)
    content, to = clause if clause is not None else (_quotation(doc, verb), None)
    if content is None:
        return None
    source = (_span(doc, _subtree(subject, verb)),) if subject is not None else ()
    if source and _inside(source[0], content):
        source = ()
    parts = [verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "neg", "prt", "auxpass"))]
    cue = _span(doc, [*parts, to.i] if to is not None and to.i == verb.i + 1 else parts)
    if _inside(cue, content):
        return None
    return Attribution(source, (cue,), (content,), _kind(doc.text, [content]))


def _clause(doc: Doc, verb: Token) -> tuple[Piece, Token | None] | None:
    """The clause that is said, and its "to" where it is an infinitive (which belongs to the cue: "threatened to")."""
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") or (child.dep_ == "parataxis" and child.i != verb.i):
            inside = [t.i for t in child.subtree if t.i != verb.i]
            to = next((c for c in child.children if c.dep_ == "aux" and c.lower_ == "to"), None)
            if to is not None and to.i == verb.i + 1:
                inside = [i for i in inside if i > to.i]
            return (_trimmed(doc, _span(doc, inside)), to) if inside else None
    return None


def _quotation(doc: Doc, verb: Token) -> Piece | None:
    """A quotation in the sentence that the verb does not stand in."""
    for match in _MARKS.finditer(doc.text):
        if not match.start() <= verb.idx < match.end():
            return match.start(), match.end()
    return None


def _according(doc: Doc, token: Token) -> Attribution | None:
    to = next((child for child in token.children if child.lower_ == "to"), None) or (
        token.nbor() if token.i + 1 < len(doc) and token.nbor().lower_ == "to" else None
    )
    noun = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    if to is None or noun is None:
        return None
    source = _span(doc, [t.i for t in noun.subtree])
    cue = (token.idx, to.idx + 2)
    if token.idx > 0 and source[1] >= len(doc.text.rstrip(' .”"')) - 1:
        content = _trimmed(doc, (0, token.idx))
    else:
        content = _trimmed(doc, (source[1], len(doc.text)))
    return Attribution((source,), (cue,), (content,), _kind(doc.text, [content])) if content[1] > content[0] else None


def _subtree(noun: Token, verb: Token) -> list[int]:
    return [t.i for t in noun.subtree if (t.i != verb.i and t.dep_ != "punct") or t.i == noun.i]


def _span(doc: Doc, numbers: Sequence[int]) -> Piece:
    first, last = doc[min(numbers)], doc[max(numbers)]
    return first.idx, last.idx + len(last.text)


def _inside(one: Piece, other: Piece) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _trimmed(doc: Doc, span: Piece) -> Piece:
    """Without commas and spaces at the ends; a full stop and quotation marks stay."""
    start, end = span
    text = doc.text
    while start < end and text[start] in " ,;:":
        start += 1
    while end > start and text[end - 1] in " ,;:.":
        end -= 1
    if end < len(text) and text[end] in '”"' and text[start:end].count("“") + text[start:end].count('"') % 2:
        end += 1
    elif end + 1 < len(text) and text[end] in ".,!?" and text[end + 1] in '”"':
        end += 2
    if start and text[start - 1] in '“"':
        start -= 1
    return start, end


def _kind(text: str, content: Sequence[Piece]) -> str:
    said = [text[slice(*piece)].strip(" ,.;:") for piece in content]
    if not any(char in _ANY_MARK for part in said for char in part):
        return "indirect"
    whole = all(part[:1] in _ANY_MARK and part[-1:] in _ANY_MARK for part in said)
    return "direct" if whole else "mixed"
