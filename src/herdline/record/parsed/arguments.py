"""Who and whom: the participants of every predicate of a parsed sentence.

A predicate is a verb or an event noun ("the annexation of"). Its subject, objects and complements come from the
dependency parse through passives, relative clauses, control ("ordered troops to leave"), shared subjects of
conjoined verbs, light verbs ("imposed sanctions on") and nominalisations ("Russia's invasion of"); the patterns are
those that event coders since TABARI look for (Schrodt 2012; PETRARCH2, Norris 2016), on a parse rather than on
words. Nothing here knows what an event means.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from herdline.record.parsed.phrases import Phrase, antecedent, conjuncts, is_nominal, phrase

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

OBJECT_CONTROL = frozenset(
    "ask urge order tell force compel persuade want allow permit invite press pressure call push lead help enable"
    " encourage convince direct instruct warn advise beg demand expect require cause get let make see watch".split()
)
"""Verbs whose infinitive is done by their object ("urged Kyiv to negotiate"); all others pass on their subject."""
ADJECTIVES = frozenset(
    "critical supportive opposed responsible guilty grateful thankful willing ready prepared unwilling dismissive wary"
    " skeptical sceptical hostile complicit apologetic open".split()
)
"""What can tell an event behind "is" ("was critical of", "is ready to")."""
SPEAKS_OF = frozenset(
    "call describe condemn criticise criticize denounce blame regret mourn deny fear expect see watch hear report"
    " discuss investigate survive witness face suffer await recall remember know understand investigate probe".split()
)
"""Verbs whose subject does not do what their object names ("called the destruction an ecocide")."""
_WARNS = frozenset("warn caution talk speak joke worry ask comment complain hear lie".split())
"""Verbs whose subject need not do what it speaks of ("warned about toppling the king")."""
_SUBJECTS = ("nsubj", "csubj", "expl")
_OBJECTS = ("dobj", "obj", "dative", "oprd", "attr", "iobj")
_RECIPIENT_PREPOSITIONS = frozenset(
    "against with on to from for at over of toward towards upon between among by into in about around versus".split()
)


@dataclass(frozen=True, slots=True)
class Complement:
    """A participant on the receiving side, with the word that leads to it ("" for a direct object)."""

    phrase: Phrase
    marker: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate with its participants: ``predicate`` is a token index, ``passive`` as the verb stands."""

    predicate: int
    actors: tuple[Phrase, ...]
    complements: tuple[Complement, ...]
    passive: bool
    nominal: bool


def frames(doc: Doc, is_event_noun: Iterable[str]) -> list[Frame]:
    """Every verb, and every noun whose lemma is in ``is_event_noun``, with participants; in reading order."""
    nouns = frozenset(is_event_noun)
    found: list[Frame] = []
    for token in doc:
        if token.pos_ in ("VERB",) or (token.pos_ == "AUX" and token.dep_ in ("ROOT", "conj", "ccomp", "relcl")):
            found.append(_verb(token))
        elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in nouns:
            found.append(_noun(token))
        elif token.dep_ == "acomp" and token.lower_ in ADJECTIVES:
            found.append(
                Frame(token.i, _phrases(_subjects(token.head)), tuple(_complements(token, False)), False, False)
            )
    return found


def subjects(verb: Token) -> tuple[Phrase, ...]:
    """Who does what an active verb tells, its own subject or the one that is passed on to it."""
    return _phrases(_subjects(verb))


def agents(verb: Token) -> tuple[Phrase, ...]:
    """Who stands behind "by" at a passive verb or a participle."""
    return _phrases(_agents(verb))


def _phrases(heads: Iterable[Token]) -> tuple[Phrase, ...]:
    joined = (head for start in heads for head in conjuncts(antecedent(start)) if is_nominal(head))
    unique = {example.i: example for head in joined for example in _examples(head)}
    return tuple(phrase(head) for head in unique.values())


def _examples(head: Token) -> list[Token]:
    """Who is named as an example of a plural ("countries like Mexico and China"); else the head itself."""
    if head.tag_ != "NNS":
        return [head]
    named = [
        noun
        for child in head.rights
        if child.dep_ == "prep" and child.lower_ in ("like", "as", "including")
        for first in child.children
        if first.dep_ == "pobj"
        for noun in conjuncts(first)
        if noun.tag_ in ("NNP", "NNPS")
    ]
    return named or [head]


def _verb(verb: Token) -> Frame:
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ == "VBN"
    )
    actors = _phrases(_agents(verb) if passive else _subjects(verb))
    return Frame(verb.i, actors, tuple(_complements(verb, passive)), passive, nominal=False)


def _agents(verb: Token) -> list[Token]:
    return [
        noun
        for child in verb.children
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by")
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def _subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Subject of an active verb, its own or passed on by the clause it hangs from (up to five clauses)."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if own or depth > 4:
        return own
    head = verb.head
    if verb.dep_ in ("acl", "relcl") and is_nominal(head):
        return [head] if verb.dep_ == "relcl" or verb.tag_ in ("VBG", "VB") else []
    if verb.dep_ == "xcomp" and head.lemma_.lower() in OBJECT_CONTROL:
        controllers = [child for child in head.children if child.dep_ in ("dobj", "nsubjpass", "dative")]
        if controllers:
            return controllers
    if verb.dep_ == "pcomp" and head.lower_ in ("about", "against", "over") and head.head.lemma_.lower() in _WARNS:
        return [child for child in head.head.children if child.dep_ == "dobj"]  # not who warns about it
    if verb.dep_ == "pcomp" and head.head.i != head.i:
        head = head.head
        if is_nominal(head) and head.pos_ != "VERB":
            return _holders(head)
    if verb.dep_ in ("xcomp", "conj", "advcl", "pcomp", "ccomp", "dep", "prep"):
        passive_subject = [child for child in head.children if child.dep_ == "nsubjpass"]
        if verb.dep_ == "conj" and passive_subject and verb.tag_ == "VBN":
            return []
        return passive_subject or _subjects(head, depth + 1)
    return []


def _holders(noun: Token) -> list[Token]:
    """Who holds a noun: "Russia's plan", "the Russian plan", the subject of "announced a plan"."""
    owners = [child for child in noun.children if child.dep_ in ("poss",)]
    if owners:
        return owners
    if noun.dep_ in ("dobj", "pobj", "attr"):
        verb = noun.head if noun.dep_ != "pobj" else noun.head.head
        if verb.pos_ in ("VERB", "AUX") and verb.lemma_.lower() not in SPEAKS_OF:
            return _subjects(verb, 3)
    return []


def _complements(verb: Token, passive: bool) -> Iterable[Complement]:
    objects: list[Token] = []
    if passive:
        objects = [child for child in verb.children if child.dep_ == "nsubjpass"]
        if not objects and verb.dep_ == "acl":
            objects = [verb.head]
        elif not objects and verb.dep_ == "conj":
            objects = [child for child in verb.head.children if child.dep_ == "nsubjpass"]
    objects += [child for child in verb.children if child.dep_ in _OBJECTS]
    objects += [child for child in verb.children if child.dep_ == "nsubj" and child.i > verb.i and not passive][:0]
    if verb.dep_ == "relcl" and not passive and not objects and not _relative_subject(verb):
        objects = [verb.head]
    for item in _phrases(objects):
        yield Complement(item, "")
    yield from _prepositional(verb, passive)
    for noun in objects:
        yield from _prepositional(noun, passive)
        for owner in noun.children:
            if owner.dep_ == "poss" and not passive:
                yield from (Complement(item, "'s") for item in _phrases([owner]))
    for clause in verb.children:
        if clause.dep_ in ("ccomp", "xcomp", "advcl") and clause.dep_ != "advcl":
            inner = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass")]
            yield from (Complement(item, "that") for item in _phrases(inner))
            if clause.dep_ == "xcomp":
                inner = [child for child in clause.children if child.dep_ in _OBJECTS]
                yield from (Complement(item, "to do") for item in _phrases(inner))
                yield from _prepositional(clause, passive=False)
                for noun in inner:
                    yield from _prepositional(noun, passive=False)


def _relative_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj",) and child.tag_ in ("WP", "WDT") for child in verb.children)


def _prepositional(head: Token, passive: bool, depth: int = 0) -> Iterable[Complement]:
    for child in head.children:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in _RECIPIENT_PREPOSITIONS:
            if passive and child.lower_ == "by":
                continue
            nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
            yield from (Complement(item, child.lower_) for item in _phrases(nouns))
            for noun in nouns:
                if depth < 1:
                    yield from _prepositional(noun, passive=False, depth=depth + 1)
            for inner in child.children:
                if inner.dep_ == "pcomp":
                    heads = [noun for noun in inner.children if noun.dep_ in _OBJECTS]
                    yield from (Complement(item, child.lower_) for item in _phrases(heads))
            for inner in child.children:
                if inner.dep_ == "prep":
                    nouns = [noun for noun in inner.children if noun.dep_ == "pobj"]
                    yield from (Complement(item, inner.lower_) for item in _phrases(nouns))


def _noun(noun: Token) -> Frame:
    """An event noun: owner or nationality is the actor, its prepositions lead to the recipient."""
    actors = [child for child in noun.children if child.dep_ == "poss"]
    actors += [
        inner
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in ("by", "between")
        for inner in child.children
        if inner.dep_ == "pobj"
    ]
    if not actors:
        actors = [child for child in noun.children if child.dep_ in ("amod", "compound") and child.text[:1].isupper()]
    if not actors:
        actors = _holders(noun)
    complements = [item for item in _prepositional(noun, passive=False) if item.marker != "by"]
    return Frame(noun.i, _phrases(actors), tuple(complements), passive=False, nominal=True)
