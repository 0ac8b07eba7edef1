"""Sentences whose participants are marked, from outside: what happens between them, and who is for or against whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from herdline.record.models import eventmodel
from herdline.record.models.attitude import attitudes
from herdline.record.models.given import TYPES, Span, given


def answers(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """``{"id", "type", "probabilities", "attitude"}`` of records ``{"id", "text", "actor", "recipient"}``.

    Actor and recipient are [start, end) or the words themselves (their first place counts). The 16 types of PLOVER
    come out: what the model calls YIELD is CONCEDE where the sentence speaks of words or the future, else RETREAT.
    ``attitude`` is one of ``attitude.ANSWERS``, the actor being the first and the recipient the second. ``type`` and
    ``attitude`` are null and ``reason`` says why where a span is missing.
    """
    usable: list[tuple[int, Span, Span]] = []
    nothing: dict[str, Any] = {"type": None, "probabilities": {}, "attitude": None}
    out = [{"id": record.get("id"), **nothing} for record in records]
    for number, record in enumerate(records):
        text = record.get("text")
        ends = [_place(text, record.get(key)) for key in ("actor", "recipient")]
        if isinstance(text, str) and text.strip() and ends[0] and ends[1]:
            usable.append((number, ends[0], ends[1]))
        else:
            out[number]["reason"] = "text, actor or recipient is missing or not in the text"
    marked = ([records[n]["text"] for n, _, _ in usable], [a for _, a, _ in usable], [r for _, _, r in usable])
    for (number, _, _), chance, attitude in zip(usable, given(*marked), attitudes(*marked), strict=True):
        share = _CONCEDING if _SPOKEN.search(records[number]["text"]) else 1 - _CONCEDING
        told = {kind: float(value) for kind, value in zip(TYPES, chance, strict=True)}
        given_up = told.pop(eventmodel.YIELD)
        told |= {"CONCEDE": given_up * share, "RETREAT": given_up * (1 - share)}
        best = max(told, key=lambda kind: told[kind])
        if given_up > max(v for k, v in told.items() if k not in ("CONCEDE", "RETREAT")):
            best = "CONCEDE" if share > 0.5 else "RETREAT"
        rounded = {kind: round(told[kind], 4) for kind in eventmodel.TYPES}
        out[number] |= {"type": best, "attitude": attitude, "probabilities": rounded}
    return out


def _place(text: object, span: object) -> Span | None:
    if not isinstance(text, str):
        return None
    if isinstance(span, str) and span:
        at = text.find(span)
        return (at, at + len(span)) if at >= 0 else None
    if isinstance(span, Sequence) and len(span) == 2 and all(isinstance(n, int) for n in span):
        start, end = span
        return (start, end) if 0 <= start < end <= len(text) else None
    return None


_CONCEDING = 0.8
"""Share of YIELD that the wording gives to CONCEDE or RETREAT; a rule, not measured: no gold parts the two."""
_SPOKEN = re.compile(
    r"\b(?:will|would|agree[ds]?|offer\w*|promis\w*|pledg\w*|announc\w*|pardon\w*|apologi[sz]\w*|apology|amnesty|"
    r"plans? to|said (?:it|he|she|they)|accept\w*|conced\w*|regret\w*)\b"
)
