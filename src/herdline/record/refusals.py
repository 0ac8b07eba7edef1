"""Events of positions: who does not recognise somebody rejects him (PLOVER), though the event model missed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from herdline.record.arguments import Frame
from herdline.record.certainty import judge
from herdline.record.factuality import HIGHEST
from herdline.record.modes import contexts
from herdline.record.positions import AGAINST, Position
from herdline.record.spans import Event, Judgement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PROBABILITY = 0.6
"""Of such an event; the event model, which was no even chance sure of it, has none to give."""
_IN_PASSING = frozenset(("relcl", "acl"))
"""Clauses in which it is no news ("Spain, which does not recognise Kosovo")."""
_CONDITIONS = frozenset(("if", "unless", "until"))


def refusals(
    doc: Doc,
    frames: Sequence[Frame],
    stands: Sequence[Position],
    found: Sequence[Event],
    dated: Callable[[tuple[int, int], Judgement], tuple[str, str]],
) -> list[Event]:
    """REJECT of each holder toward all that he does not recognise, unless it was coded.

    Args:
        doc: the parsed sentence.
        frames: its frames.
        stands: its positions.
        found: its events.
        dated: date and precision of what is told at a span.
    """
    acts = {doc[frame.predicate].idx: doc[frame.predicate] for frame in frames}
    told: dict[tuple[str, int], list[Position]] = {}
    for one in stands:
        is_refusal = (one.kind, one.stance) == ("recognition", AGAINST)
        if is_refusal and not _is_in_passing(acts[one.start]) and not _is_coded(one, found):
            told.setdefault((one.holder.code, one.start), []).append(one)
    made = []
    for (_, start), group in told.items():
        one = group[0]
        historical = "historical" in judge(doc, acts[start].i).aux
        judged = Judgement(one.certainty, ("historical",) if historical else ())
        date, precision = dated((one.start, one.end), judged)
        made.append(
            Event(
                type="REJECT", mode="", contexts=tuple(contexts([doc.text])[0]), aux=judged.aux, actors=(one.holder,),
                recipients=tuple({p.target.code: p.target for p in group}.values()), date=date,
                date_precision=precision, place="", certainty=one.certainty, speaker=one.speaker, polarity="positive",
                factuality=HIGHEST, probability=PROBABILITY, start=one.start, end=one.end,
            )
        )  # fmt: skip
    return made


def _is_in_passing(verb: Token) -> bool:
    return verb.dep_ in _IN_PASSING or any(child.lower_ in _CONDITIONS for child in verb.children)


def _is_coded(one: Position, found: Sequence[Event]) -> bool:
    return any(
        event.type == "REJECT"
        and one.holder.code in {who.code for who in event.actors}
        and one.target.code in {who.code for who in event.recipients}
        for event in found
    )
