"""What the project's dictionary says of a frame: types that its verb, object and markers tell.

Dictionaries of verb patterns are how events were coded from KEDS to PETRARCH2 (Schrodt 2012; Norris 2016). Here they
decide nothing: a match is evidence for the event model, which learns from labelled sentences how far to trust it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from herdline.record.lexicon import entries
from herdline.record.parsed.arguments import Frame

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc

DIRECT = "{}"
_ANY = "*"
_NO_OBJECT = "_"


class Pattern(NamedTuple):
    """What stands behind a verb: ``governed`` is the verb of its infinitive; "*" is anything, "_" no object."""

    governed: str
    object: str
    marker: str
    type: str


@cache
def patterns() -> dict[str, dict[str, tuple[Pattern, ...]]]:
    """Patterns of each verb or event noun, by its lemma with its particle ("cut-off"), then by their object."""
    found: dict[str, set[Pattern]] = defaultdict(set)
    for line in entries("dictionary.txt"):
        kind, rest = line.split(":", 1)
        for entry in rest.split(";"):
            verbs, objects, markers = entry.split()
            heads, _, governed = verbs.partition(">")
            for head in heads.split("/"):
                found[head] |= {
                    Pattern(inner, thing, marker, kind)
                    for inner in governed.split("/")
                    for thing in objects.split("/")
                    for marker in markers.split("/")
                }
    by_object: dict[str, dict[str, tuple[Pattern, ...]]] = {}
    for head, held in found.items():
        things = {pattern.object for pattern in held}
        by_object[head] = {thing: tuple(p for p in held if p.object == thing) for thing in things}
    return by_object


def told(doc: Doc, frame: Frame, is_person: Iterable[bool]) -> dict[str, int]:
    """Type -> how closely the best pattern of it fits (1 to 4); empty where the verb is unknown.

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        is_person: whether each complement of the frame can be a participant (a name, a role, a pronoun), in order.
    """
    token = doc[frame.predicate]
    lemma = token.lemma_.lower()
    particles = [child.lower_ for child in token.children if child.dep_ == "prt"]
    heads = [f"{lemma}-{particle}" for particle in particles] + [lemma]
    held = next((patterns()[head] for head in heads if head in patterns()), None)
    if not held:
        return {}
    governed = {child.lemma_.lower() for child in token.children if child.dep_ in ("xcomp", "ccomp")}
    objects = {doc[c.phrase.head].lemma_.lower() for c in frame.complements if c.marker == ""}
    objects |= {child.lemma_.lower() for child in token.children if child.dep_ == "dobj"}
    markers = {c.marker for c in frame.complements if c.marker}
    if any(person and c.marker == "" for c, person in zip(frame.complements, is_person, strict=True)):
        markers.add(DIRECT)
    found: dict[str, int] = {}
    for pattern in (p for thing in (_ANY, _NO_OBJECT, *objects) for p in held.get(thing, ())):
        fit = _fit(pattern, governed, objects, markers)
        if fit > found.get(pattern.type, 0):
            found[pattern.type] = fit
    return found


def _fit(pattern: Pattern, governed: set[str], objects: set[str], markers: set[str]) -> int:
    """0 where something that the pattern asks for is missing."""
    if pattern.governed and not (pattern.governed in governed or (pattern.governed == _ANY and governed)):
        return 0
    if pattern.marker != _ANY and pattern.marker not in markers:
        # "praised the result": a thing where somebody is wanted
        return 1 if pattern.marker == DIRECT and pattern.object == _NO_OBJECT and objects else 0
    return (
        1 + (pattern.object not in (_ANY, _NO_OBJECT)) + (pattern.marker != _ANY) + (pattern.governed not in ("", _ANY))
    )
