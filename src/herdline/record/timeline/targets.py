"""Where a text means an entity that is given by its name alone: a firm, a person, a product, a state.

The full name comes first; then what stands for it: an abbreviation in brackets behind it, a surname, a model's number,
a name without the state in front of it, pronouns and definite phrases ("the company") that go back to it. No table of
names is asked but that of the states; the forms are sought in the texts themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from herdline.record.actors.tables import ADJECTIVE, COUNTRY, entries
from herdline.record.parsed.parsing import parser

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

PERSON, PRODUCT, BODY = "person", "product", "body"
_OF_A_PEOPLE = ("an", "ic", "ish", "ab")
"""Endings of words that mean a people or a faith where they stand alone: Africans are not the African Union."""
_LEGAL = frozenset("inc inc. corp corp. co co. ltd ltd. plc llc ag sa s.a. nv n.v. gmbh se group".split())
"""What a firm's name may end in and is mostly called without."""
_ORGANISATION = frozenset(
    """airlines airways air force company corporation bank group university ministry department office agency commission
    court party union association institute council army navy police motors industries systems technologies club team
    fund media press times post news index average markets committee congress parliament senate government airport
    foundation society league organization organisation international authority bureau service""".split()
)
"""Words that end the names of bodies, never a surname."""
_PERSONAL = frozenset("he him his himself she her hers herself".split())
_THING = frozenset("it its itself".split())
_SEVERAL = frozenset("they them their themselves".split())
_BODIES = frozenset(
    """company firm manufacturer maker airline carrier group giant producer supplier airframer planemaker automaker
    carmaker retailer bank agency organisation organization corporation conglomerate operator developer builder
    ministry union party club team government force""".split()
)
_PRODUCTS = frozenset(
    """aircraft plane airplane aeroplane airliner jet jetliner superjumbo device phone smartphone handset tablet
    computer laptop car vehicle model product console player ship rocket drug vaccine software game app""".split()
)
_PEOPLE = frozenset("man woman executive president minister chairman chief director leader politician".split())
_TITLES = frozenset(
    """mr mrs ms dr ceo president minister chairman chairwoman executive officer chief senator general secretary
    director governor sir lord lady judge professor captain colonel king queen prince princess pope""".split()
)


@dataclass(frozen=True, slots=True)
class Target:
    """An entity: its kind, and the forms (tuples of words) that mean it wherever they stand."""

    name: str
    kind: str
    forms: frozenset[tuple[str, ...]]


@cache
def _states() -> frozenset[str]:
    return frozenset(name for name, entry in entries()[0].items() if entry.kind in (COUNTRY, ADJECTIVE))


@cache
def cut(name: str) -> tuple[str, ...]:
    """Words of a name as the parser cuts them: "Rolls-Royce" is three."""
    return tuple(token.text for token in parser().make_doc(name))


def target(name: str, texts: Iterable[str]) -> Target:
    """The entity of this name as the texts speak of it."""
    words = cut(name)
    held = [text for text in texts if words]
    kind = _kind(words, held)
    forms = {words}
    core = words[:-1] if len(words) > 1 and words[-1].lower() in _LEGAL else words
    forms.add(core)
    named = re.compile(r"\s*".join(map(re.escape, core)), re.IGNORECASE)
    capitals = "".join(word[0] for word in core if word[0].isupper())
    for text in held:
        found = re.findall(named.pattern + r"[^()]{0,12}\(\s?([A-Z][A-Za-z.&]{1,7})\s?\)", text, re.IGNORECASE)
        forms |= {(short,) for short in found if short.isupper()}
        if len(capitals) > 1 and named.search(text) and re.search(rf"\b{re.escape(capitals)}\b", text):
            forms.add((capitals,))
    forms |= set(_shorter(core, kind, held))
    return Target(name, kind, frozenset(form for form in forms if form))


def _kind(words: Sequence[str], texts: Sequence[str]) -> str:
    if len(words) > 1 and any(any(c.isdigit() for c in word) for word in words[1:]):
        return PRODUCT
    name = r"\s*".join(map(re.escape, words))
    if 2 <= len(words) <= 4 and words[-1].lower() not in _ORGANISATION | _LEGAL and words[0] not in _states():
        personal = re.compile(
            rf"\b(?:president|chief|officer|executive|CEO|chairman|chairwoman|minister|senator|director|secretary|Mr\.?"
            rf"|Mrs\.?|Ms\.?|founder|spokes(?:man|woman|person)|governor|general|analyst|\w+ist)\s+{name}\b"
            rf"|\b{name}\s*,\s*(?:the |a |an |its |former )?(?:\w+\s+){{0,5}}(?:president|chief|officer|executive|CEO"
            rf"|chairman|minister|senator|director|secretary|founder|spokes\w+|governor|who\b)"
            rf"|\b{name}\s*,?\s*\d\d\s*,|\b{name}\b[^.]{{0,60}}\b(?:he|she|his|her)\b",
            re.IGNORECASE,
        )
        whole = re.compile(rf"\b{name}\b", re.IGNORECASE)
        hits = sum(len(personal.findall(text)) for text in texts)
        if hits and hits * 4 >= sum(len(whole.findall(text)) for text in texts):
            return PERSON
    return BODY


def _shorter(words: tuple[str, ...], kind: str, texts: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Forms shorter than the name that still mean nobody else."""
    if len(words) < 2:
        return
    if kind == PERSON:
        yield words[-1:]
    elif kind == PRODUCT:
        first = next(n for n, word in enumerate(words) if any(c.isdigit() for c in word))
        for start in range(first, len(words)):
            if len(words[start]) > 2:
                yield words[start:]
                if start == first:
                    yield words[start : start + 1]
    else:
        lead = next((n for n in range(len(words) - 1, 0, -1) if " ".join(words[:n]) in _states()), 0)
        rest = words[lead:]
        if lead and len(rest) > 1:  # "the Air Force", "the US Air Force"
            yield rest
        elif (
            not lead
            and rest[0].lower() not in _ORGANISATION
            and not rest[0].endswith(_OF_A_PEOPLE)
            and not _is_common(rest[0], texts)
        ):
            yield rest[:1]


def _is_common(word: str, texts: Sequence[str]) -> bool:
    """Whether a word of a name is also an ordinary word of these texts, or a state's."""
    return word in _states() or any(re.search(rf"\b{re.escape(word.lower())}\b", text) for text in texts)


def named(doc: Doc, wanted: Target) -> list[tuple[int, int]]:
    """Token spans [first, last] where one of the forms stands and is no part of a longer name."""
    words = [token.text for token in doc]
    longest = sorted(wanted.forms, key=len, reverse=True)
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        for form in longest:
            if _same(words[place : place + len(form)], form) and not _part_of_longer(doc, place, len(form), wanted):
                found.append((place, place + len(form) - 1))
                place += len(form) - 1
                break
        place += 1
    return found


def _same(words: Sequence[str], form: tuple[str, ...]) -> bool:
    if len(words) != len(form):
        return False
    return all(
        word == wanted or (word.casefold() == wanted.casefold() and word[0].isupper() == wanted[0].isupper())
        or (last and word in (wanted + "s", wanted + "'s"))
        for last, word, wanted in ((n == len(form) - 1, w, f) for n, (w, f) in enumerate(zip(words, form, strict=True)))
    )  # fmt: skip


def _part_of_longer(doc: Doc, place: int, size: int, wanted: Target) -> bool:
    """Whether a short form is but a piece of somebody else's name ("Steve Carson" for Scott Carson)."""
    form = cut(wanted.name)
    if size >= len(form) or wanted.kind == PRODUCT:
        return False
    before = doc[place - 1] if place else None
    if wanted.kind == PERSON:
        return before is not None and before.dep_ == "compound" and _first_name(before) and before.text not in form
    after = doc[place + size] if place + size < len(doc) else None
    return after is not None and after.tag_ in ("NNP", "NNPS") and after.text not in form and after.text[0].isupper()


def _first_name(token: Token) -> bool:
    """Whether a word in front of a surname is a name of its own rather than a title."""
    return token.text.isalpha() and token.text.istitle() and token.lower_ not in _TITLES


def kin(word: Token, kind: str) -> bool:
    """Whether a pronoun or the head of a definite phrase can stand for an entity of this kind."""
    lower = word.lower_
    if word.tag_ in ("PRP", "PRP$"):
        return lower in (_PERSONAL if kind == PERSON else _THING if kind == PRODUCT else _THING | _SEVERAL)
    heads = {PERSON: _PEOPLE, PRODUCT: _PRODUCTS, BODY: _BODIES}[kind]
    return word.lemma_.lower() in heads and any(
        child.dep_ == "det" and child.lower_ in ("the", "this") for child in word.children
    ) and not any(child.dep_ in ("relcl", "acl", "prep", "compound", "poss") for child in word.children)  # fmt: skip


def is_product(word: Token) -> bool:
    """Whether a noun is the kind of a product ("the A380 superjumbo")."""
    return word.lemma_.lower() in _PRODUCTS


def is_body(word: Token) -> bool:
    """Whether a noun is the kind of a body ("Aeroflot, the airline")."""
    return word.lemma_.lower() in _BODIES
