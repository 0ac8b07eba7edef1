"""An article's text with everything that was found in it marked, and the same as a list for those who read by ear."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from herdline.report.links import Links
from herdline.report.model import Piece
from herdline.results import Span

KINDS = {
    "line": "wording of a line", "copy": "also in other articles", "event": "event of the record",
    "fact": "fact of the story", "actor": "actor", "relation": "words about a relation", "quote": "quote",
}  # fmt: skip
SHOWN_FIRST = ("line", "copy", "event")
_MOST = 80


@dataclass(frozen=True)
class Found:
    """One thing found in the text, as the list below it shows it."""

    words: str
    about: str
    href: str


def marked(text: str, spans: Sequence[Span], at: tuple[int, int] | None) -> list[list[Piece]]:
    """Paragraphs of runs, each with the kinds that cover it as its mark ("line copy"); ``at`` is marked "at"."""
    edges = {0, len(text)}
    covering = [(s.start, s.end, s.kind, s.about) for s in spans if 0 <= s.start < s.end <= len(text)]
    if at is not None and 0 <= at[0] < at[1] <= len(text):
        covering.append((*at, "at", ""))
    for start, end, _, _ in covering:
        edges |= {start, end}
    breaks = [(m.start(), m.end()) for m in re.finditer(r"\n+", text)]
    for start, end in breaks:
        edges |= {start, end}
    places = sorted(edges)
    opening = sorted(covering)
    active: list[tuple[int, int, str, str]] = []
    gaps = {start for start, _ in breaks}
    paragraphs: list[list[Piece]] = [[]]
    told: set[tuple[str, int]] = set()
    next_one = 0
    for start, end in itertools.pairwise(places):
        active = [c for c in active if c[1] > start]
        while next_one < len(opening) and opening[next_one][0] <= start:
            if opening[next_one][1] > start:
                active.append(opening[next_one])
            next_one += 1
        if start in gaps:
            paragraphs.append([])
            continue
        kinds = dict.fromkeys(c[2] for c in sorted(active, key=lambda c: c[2]))
        # a span's words stand at its first run only, or the reader hears them at every run
        about = "; ".join(dict.fromkeys(c[3] for c in active if c[3] and (c[3], c[0]) not in told))
        told |= {(c[3], c[0]) for c in active}
        paragraphs[-1].append(Piece(text[start:end], " ".join(kinds), about))
    return [p for p in paragraphs if any(piece.text.strip() for piece in p)]


def listed(text: str, spans: Sequence[Span], links: Links, number: int) -> dict[str, list[Found]]:
    """What was found, by kind."""
    found: dict[str, list[Found]] = {}
    for s in spans:
        if len(held := found.setdefault(s.kind, [])) < _MOST:
            words = text[s.start : s.end] if s.end else "(title)"
            held.append(Found(" ".join(words.split())[:200], s.about, _leads_to(s, links, number)))
    return found


def _leads_to(span: Span, links: Links, number: int) -> str:
    if span.kind in ("line", "fact"):
        return links.story(int(span.key)) + ("#left-out" if span.kind == "fact" else "#line")
    if span.kind == "copy":
        return links.article(int(span.key))
    if span.kind == "event":
        return links.event(int(span.key))
    if span.kind == "actor":
        return links.actor(span.key)
    if span.kind == "relation":
        return links.pair(*span.key.split("/", 1))
    return links.article(number, span.start, span.end)
