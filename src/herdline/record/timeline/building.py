"""Timelines put together: mentions found in every text, one event a line, in order of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herdline.record.certainty import judge
from herdline.record.parsing import parse
from herdline.record.spans import TimeExpression
from herdline.record.timeline.dating import NONE, TEXT, comes_with, date
from herdline.record.timeline.taking import Part, Reader
from herdline.record.timeline.targets import Target, target
from herdline.record.times import expressions

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_UNREAL = frozenset(("hypothetical", "negation"))


@dataclass(frozen=True, slots=True)
class Text:
    """A dated text: ``key`` tells it from others, ``sentences`` are [start, end) characters, ``headings`` how many
    of them stand ahead of the running text."""

    key: str
    text: str
    published: datetime.date | None
    sentences: tuple[tuple[int, int], ...]
    headings: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that tells an event of the entity: [start, end) are its characters in the text ``key``.

    ``date`` is ISO 8601 cut to ``precision`` (day, month, year, about), "" where it is not known; ``basis`` says whether
    the text or the day of publication gives it. ``side`` is agent or patient.
    """

    key: str
    sentence: int
    start: int
    end: int
    word: str
    lemma: str
    date: str
    precision: str
    basis: str
    side: str
    by_name: bool
    aux: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One event of a timeline; ``order`` counts dates from 1, and is 0 where the event has none."""

    order: int
    date: str
    precision: str
    mentions: tuple[Mention, ...]


def timeline(name: str, texts: Sequence[Text]) -> list[Line]:
    """The events in which the entity ``name`` takes part, dated ones in order, then those without a date.

    Args:
        name: of a firm, a person, a product, a state.
        texts: English texts, of which those that do not mean the entity are passed over.
    """
    wanted = target(name, [text.text for text in texts])
    found = [mention for text in texts for mention in mentions(wanted, text)]
    return _lines(found)


def mentions(wanted: Target, text: Text) -> Iterator[Mention]:
    """Events of one text in which the entity takes part, in reading order."""
    sentences = [text.text[start:end] for start, end in text.sentences]
    if not any(form[-1].casefold() in text.text.casefold() for form in wanted.forms):
        return
    reader = Reader(wanted)
    for number, (doc, (start, _)) in enumerate(zip(parse(sentences), text.sentences, strict=True)):
        parts = reader.parts(doc)
        if not parts:
            continue
        times = expressions(doc.text, text.published) if text.published else []
        for part in parts:
            made = _mention(doc, part, times, text, number, start)
            if made:
                yield made


def _mention(
    doc: Doc, part: Part, times: Sequence[TimeExpression], text: Text, number: int, start: int
) -> Mention | None:
    token = doc[part.predicate]
    judged = judge(doc, part.predicate, text.published.year if text.published else None, [])
    if _UNREAL & set(judged.aux):
        return None
    when, precision, basis = date(doc, part.predicate, times, text.published, number - text.headings + 1)
    if basis != TEXT and "future" in judged.aux and number >= text.headings and not comes_with(token):
        when, precision, basis = "", "", NONE
    first, last = _extent(token)
    return Mention(
        key=text.key, sentence=number, start=start + first, end=start + last, word=doc.text[first:last],
        lemma=token.lemma_.lower(), date=when, precision=precision, basis=basis, side=part.side, by_name=part.by_name,
        aux=judged.aux, others=part.others,
    )  # fmt: skip


def _extent(token: Token) -> tuple[int, int]:
    """Characters of a predicate with its particle ("rolled out")."""
    particle = next((child for child in token.children if child.dep_ == "prt" and child.i == token.i + 1), token)
    return token.idx, particle.idx + len(particle.text)


def _lines(found: Sequence[Mention]) -> list[Line]:
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in found:
        groups.setdefault((mention.date, mention.lemma), []).append(mention)
    dates = sorted({date for date, _ in groups if date}, key=lambda d: (d + "-99" * 2)[:10])
    order = {date: number for number, date in enumerate(dates, 1)}
    made = [Line(order.get(date, 0), date, held[0].precision, tuple(held)) for (date, _), held in groups.items()]
    return sorted(made, key=lambda line: (line.order == 0, line.order))
