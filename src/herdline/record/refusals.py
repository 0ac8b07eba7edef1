"""Events of positions: who does not recognise somebody rejects him (PLOVER), though the event model missed it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from herdline.record.certainty import judge
from herdline.record.models.factuality import HIGHEST
from herdline.record.modes import contexts
from herdline.record.parsed.arguments import Frame
from herdline.record.positions import AGAINST, Position
from herdline.record.spans import Event, Judgement

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

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
    """The events, with REJECT of each holder toward all that he does not recognise; one coded in part is filled up.

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
        if is_refusal and not _is_in_passing(acts[one.start]):
            told.setdefault((one.holder.code, one.start), []).append(one)
    made = list(found)
    for (_, start), group in told.items():
        one = group[0]
        targets = {p.target.code: p.target for p in group}
        coded = next((n for n, event in enumerate(made) if _is_coded(event, one, targets)), None)
        if coded is not None:
            known = {who.code for who in made[coded].recipients}
            rest = tuple(who for code, who in targets.items() if code not in known)
            made[coded] = replace(made[coded], recipients=made[coded].recipients + rest)
            continue
        historical = "historical" in judge(doc, acts[start].i).aux
        judged = Judgement(one.certainty, ("historical",) if historical else ())
        date, precision = dated((one.start, one.end), judged)
        made.append(
            Event(
                type="REJECT", mode="", contexts=tuple(contexts([doc.text])[0]), aux=judged.aux,
                actors=(one.holder,), recipients=tuple(targets.values()), date=date, date_precision=precision, place="",
                certainty=one.certainty, speaker=one.speaker, polarity="positive", factuality=HIGHEST,
                probability=PROBABILITY, start=one.start, end=one.end,
            )
        )  # fmt: skip
    return made


def _is_in_passing(verb: Token) -> bool:
    return verb.dep_ in _IN_PASSING or any(child.lower_ in _CONDITIONS for child in verb.children)


def _is_coded(event: Event, one: Position, targets: Collection[str]) -> bool:
    is_his = event.type == "REJECT" and one.holder.code in {who.code for who in event.actors}
    return is_his and any(who.code in targets for who in event.recipients)
