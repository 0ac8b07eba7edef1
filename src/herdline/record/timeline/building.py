"""Timelines put together: mentions found in every text, one event a line, in order of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from herdline.record.certainty import judge
from herdline.record.dating.times import expressions
from herdline.record.models import encoder
from herdline.record.parsed.parsing import parse
from herdline.record.spans import TimeExpression
from herdline.record.timeline.coreference import again, settled, stem
from herdline.record.timeline.dating import NONE, REPORTING, TEXT, comes_with, date
from herdline.record.timeline.mentions import Line, Mention, Text
from herdline.record.timeline.taking import Part, Reader, nominal_events
from herdline.record.timeline.targets import Target, target

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

_KINDS = frozenset("job press media court news".split())
"""Nouns that with the next one name one event ("press conference"), as event nouns do ("test flight")."""
_UNREAL = frozenset(("hypothetical", "negation"))
"""Modes of what has not happened; it stands on no timeline (Minard et al. 2015 leave out the counterfactual)."""


def timeline(name: str, texts: Sequence[Text], progress: Callable[[int], None] = lambda _: None) -> list[Line]:
    """The events in which the entity ``name`` takes part, dated ones in order, then those without a date.

    Args:
        name: of a firm, a person, a product, a state.
        texts: English texts, of which those that do not mean the entity are passed over.
        progress: called with the number of texts read.
    """
    wanted = target(name, [text.text for text in texts])
    found: list[Mention] = []
    for number, text in enumerate(texts, 1):
        found += mentions(wanted, text)
        progress(number)
    return _lines(settled(found))


def mentions(wanted: Target, text: Text) -> list[Mention]:
    """Events of one text in which the entity takes part, in reading order."""
    sentences = [text.text[start:end] for start, end in text.sentences]
    if not any(re.search(rf"\b{re.escape(form[0])}", text.text, re.IGNORECASE) for form in wanted.forms):
        return []
    reader = Reader(wanted)
    with encoder.one_thread():
        docs = list(parse(sentences))
    found: list[Mention] = []
    for number, doc in enumerate(docs):
        parts = reader.parts(doc)
        times = expressions(doc.text, text.published) if parts and text.published else []
        made = [_mention(doc, part, times, text, number) for part in parts]
        found += [mention for mention in made if mention]
    for number, token, first in again(docs, found):
        found.append(_placed(first, docs[number][token], text, number))
    return sorted(found, key=lambda m: (m.sentence, m.token))


def _mention(doc: Doc, part: Part, times: Sequence[TimeExpression], text: Text, number: int) -> Mention | None:
    token = doc[part.predicate]
    judged = judge(doc, part.predicate, text.published.year if text.published else None, [])
    if _UNREAL & set(judged.aux):
        return None
    when, precision, basis = date(doc, part.predicate, times, text.published, number - text.headings + 1)
    ahead = "future" in judged.aux and number >= text.headings and not comes_with(token)
    if basis != TEXT and (ahead or "historical" in judged.aux):
        when, precision, basis = "", "", NONE
    first = Mention(
        key=text.key, sentence=number, span=(0, 0), token=part.predicate, start=0, end=0, word="", lemma="", date=when,
        precision=precision, basis=basis, side=part.side, by_name=part.by_name, aux=judged.aux, others=part.others,
    )  # fmt: skip
    return _placed(first, token, text, number)


def _placed(mention: Mention, token: Token, text: Text, number: int) -> Mention:
    """The mention as it stands at a token, with its particle ("rolled out") or what a noun is of ("job cuts")."""
    particle = next((child for child in token.children if child.dep_ == "prt" and child.i == token.i + 1), token)
    ahead = token.doc[token.i - 1] if token.i and token.pos_ == "NOUN" else token
    whole = ahead.dep_ == "compound" and ahead.head.i == token.i and ahead.lower_ in _KINDS | nominal_events()
    first, last = (ahead if whole else token).idx, particle.idx + len(particle.text)
    span = text.sentences[number]
    start = span[0]
    return replace(
        mention, sentence=number, span=span, token=token.i, start=start + first, end=start + last,
        word=token.doc.text[first:last], lemma=token.lemma_.lower(),
    )  # fmt: skip


def _lines(found: Sequence[Mention]) -> list[Line]:
    groups: dict[tuple[str, str], list[list[Mention]]] = {}
    for mention in found:
        events = groups.setdefault((mention.date, stem(mention.lemma)), [])
        same = next((event for event in events if any(_is_one(mention, other) for other in event)), None)
        if same is None:
            events.append([mention])
        else:
            same.append(mention)
    dates = sorted({date for date, _ in groups if date}, key=when)
    order = {date: number for number, date in enumerate(dates, 1)}
    made = [
        Line(order.get(date, 0), date, held[0].precision, tuple(held))
        for (date, _), events in groups.items()
        for held in events
    ]
    return sorted(made, key=lambda line: (line.order == 0, line.order))


def when(date: str) -> str:
    """What dates of any precision are sorted by: a month stands behind its days, a year behind its months."""
    return (date + "-99" * 2)[:10]


def _is_one(one: Mention, other: Mention) -> bool:
    """Whether two mentions of one stem and date tell one event: the same words, or a participant in common.

    What has no date is one event only when both name the same others; a side without others agrees with any.
    """
    if not one.date:
        return bool(one.others) and one.others == other.others and one.side == other.side
    if one.key == other.key and {one.lemma, other.lemma} <= REPORTING:
        return False  # what one says twice in a text are two sayings
    return not one.others or not other.others or bool(set(one.others) & set(other.others))
