"""How two participants of a sentence hang together in its parse: names of features, with roles put right for passives.

The path between their heads, each step by its role ("subj" is also who acts in a passive); what each of them does or
suffers; and, where the first speaks, the words of what is said that hold the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

_OBJECTS = ("nsubjpass", "dobj")
_LOOSE = ("poss", "nmod", "compound", "amod")
_SAID = ("ccomp", "dobj", "xcomp", "parataxis")
_BESIDE = ("dobj", "attr", "acomp", "oprd", "prt", "advmod")
_OF_NAMES = ("amod", "appos", "relcl", "acl", "prep", "compound")
_FAR = 3
"""Steps up from a participant within which its predicate is looked for."""


def path_names(one: Token | None, other: Token | None) -> list[str]:
    """Names of features of two heads of the same sentence, from the first to the second."""
    if one is None or other is None:
        return ["y|nopath"]
    ups, downs = [one, *one.ancestors], [other, *other.ancestors]
    places = {token.i: place for place, token in enumerate(downs)}
    meet = next((place for place, token in enumerate(ups) if token.i in places), None)
    if meet is None:
        names = ["nopath", f"hr={one.dep_}|{_lemma(one.head)}", f"tr={other.dep_}|{_lemma(other.head)}"]
    else:
        top = ups[meet]
        names = _way(one, other, top, ups[:meet], downs[: places[top.i]])
        names += _predicate("h", one) + _predicate("t", other) + _said(ups, other)
        for who, token in (("h", one), ("t", other)):
            names += [f"{who}m={c.dep_}|{_lemma(c)}" for c in token.children if c.dep_ in _OF_NAMES]
    return [f"y|{name}" for name in names]


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _role(token: Token) -> str:
    """The relation to the head; the agent of a passive is a subject and its subject an object."""
    relation = str(token.dep_)
    if relation in _OBJECTS:
        return "obj"
    if relation in ("nsubj", "agent") or (relation == "pobj" and token.head.dep_ == "agent"):
        return "subj"
    if relation == "prep":
        return f"prep {token.lower_}"
    return "of" if relation in _LOOSE else relation


def _way(one: Token, other: Token, top: Token, up: list[Token], down: list[Token]) -> list[str]:
    rising, falling = "<".join(map(_role, up)), ">".join(map(_role, reversed(down)))
    here, there = (_role(side[-1]) if side else "-" for side in (up, down))
    word = _lemma(top)
    names = [
        f"dp={rising}^{falling}", f"dpl={rising}^{word}^{falling}", f"top={word}", f"topd={here}|{word}|{there}",
        f"sides={here}|{there}", f"len={min(len(up), 4)}|{min(len(down), 4)}", f"ht={here}|{word}",
        f"tt={there}|{word}", f"hr={_role(one)}", f"tr={_role(other)}", f"hrl={_role(one)}|{_lemma(one.head)}",
        f"trl={_role(other)}|{_lemma(other.head)}", f"rr={_role(one)}|{_role(other)}",
    ]  # fmt: skip
    for mark, side in (("u", up), ("d", down)):
        for token in side[1:]:
            names += [f"{mark}={_lemma(token)}", f"{mark}d={_lemma(token)}|{_role(token)}"]
    if here == "subj":
        names += [f"act>{_lemma(token)}" for token in (top, *down[1:])]
    if there == "subj":
        names += [f"acted<{_lemma(token)}" for token in (top, *up[1:])]
    return names


def _predicate(who: str, token: Token) -> list[str]:
    """The verb above a participant, its negation and what stands beside it; nouns on the way up."""
    names: list[str] = []
    for _ in range(_FAR):
        role, head = _role(token), token.head
        if head.i == token.i:
            break
        if head.pos_ in ("VERB", "AUX"):
            names.append(f"{who}v={role}|{_lemma(head)}")
            for child in head.children:
                if child.dep_ == "neg":
                    names.append(f"{who}neg={role}")
                if child.dep_ in _BESIDE:
                    names.append(f"{who}vc={role}|{child.dep_}|{_lemma(child)}")
                if child.dep_ == "prep":
                    names.append(f"{who}vp={role}|{_lemma(head)}|{child.lower_}")
            if head.dep_ in ("ccomp", "xcomp"):
                names.append(f"{who}under={role}|{_lemma(head.head)}|{head.dep_}")
            break
        names.append(f"{who}n={role}|{_lemma(head)}")
        token = head
    return names


def _said(ups: list[Token], other: Token) -> list[str]:
    """Words of what the first says, where the second stands in it."""
    one = ups[0]
    verb = next((token for token in ups[1:] if token.pos_ == "VERB"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if verb is None or subject is None or all(t.i != one.i for t in subject.subtree):
        return []
    names: list[str] = []
    doc: Doc = verb.doc
    for part in verb.children:
        inside = {t.i for t in part.subtree} if part.dep_ in _SAID else set[int]()
        if other.i in inside:
            names.append(f"speech={_lemma(verb)}|{part.dep_}")
            names += [f"sw={_lemma(doc[i])}" for i in inside if doc[i].pos_ in ("VERB", "ADJ", "NOUN", "ADV")]
    return names
