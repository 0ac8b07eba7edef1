"""How surely an event stands, and who says so, read from where its predicate hangs in the parse.

From the predicate up to the root, each verb that embeds it says what it does to it: reporting verbs attribute,
accusing and doubting ones cast doubt, factive ones leave it, implicative ones ("failed to") turn it (Karttunen 1971;
Nairn, Condoravdi and Karttunen 2006); modals, conditions and purpose clauses make it hypothetical, "will" and "plan
to" future (FactBank, Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from herdline.record.phrases import phrase
from herdline.record.spans import Judgement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SAY = frozenset(
    """say tell announce report add state note declare stress believe think write explain suggest confirm argue insist
    reveal disclose acknowledge admit warn estimate indicate show find hear learn quote cite reiterate emphasize
    emphasise maintain contend conclude remark comment testify tweet post predict""".split()
)
_DOUBT = frozenset("allege claim accuse suspect charge indict assert purport blame".split())
_DENY = frozenset("deny dispute rebut refute disavow reject dismiss".split())
_FUTURE_VERBS = frozenset(
    """plan intend expect aim hope prepare vow pledge promise threaten agree offer set want seek decide schedule propose
    consider mull ready poise slate due arrange""".split()
)
_TURNS = frozenset("fail refuse decline neglect forget avoid refrain prevent stop cease forbid ban block".split())
_MODALS = frozenset("could may might would should can must ought".split())
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_PURPORTED = re.compile(
    r"\b(?:purported(?:ly)?|apparent(?:ly)?|reputed(?:ly)?|supposed(?:ly)?|unconfirmed|unverified|rumou?r(?:s|ed)?"
    r"|is said to|are said to|was said to|were said to|is believed to|are believed to|is thought to|are thought to"
    r"|was believed to|were believed to|presumed|presumably|likely|probably|ostensibly|seemingly)\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:alleged(?:ly)?|accus(?:ed|es|ing) of|accused|suspected|charged with|claim(?:s|ed)? (?:that|to)|so-called"
    r"|allegations? (?:of|that))\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:reportedly|according to|reports? (?:that|of)|as reported by|media reports)\b", re.IGNORECASE
)
_PAST = re.compile(
    r"\b(?:in (?:1[5-9]|20)\d\d|(?:1[89]|20)\d0s|centur(?:y|ies)|decades? ago|years? ago|historical(?:ly)?|once"
    r"|World War|Cold War|during the (?:war|struggle|revolution|occupation)|since (?:19|20)\d\d|ancient|medieval)\b"
)
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "conj", "dobj", "pobj", "prep", "nsubj",
            "nsubjpass", "attr", "parataxis", "dep", "appos", "compound", "nmod", "poss")  # fmt: skip


def judge(doc: Doc, trigger: int) -> Judgement:
    """Certainty and auxiliary modes of the event whose predicate is token ``trigger``."""
    token = doc[trigger]
    aux, certainty = set[str](), "asserted"
    negative = _negated(token)
    for below, above in _upward(token):
        lemma = above.lemma_.lower()
        if below.dep_ in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl", "nsubjpass"):
            if lemma in _TURNS and below.dep_ in ("xcomp", "dobj", "pcomp", "prep", "ccomp"):
                negative = not negative
            if lemma in _FUTURE_VERBS and below.dep_ in ("xcomp", "ccomp", "acl"):
                aux.add("future")
            if lemma in _DENY and below.dep_ in ("dobj", "xcomp", "ccomp", "pcomp", "prep"):
                certainty = "denied"
            elif lemma in _DOUBT and certainty == "asserted" and below.dep_ != "nsubjpass":
                certainty = "alleged"
            elif lemma in _SAY and below.dep_ in ("ccomp", "xcomp") and certainty == "asserted":
                certainty = "reported"
            if _negated(above) and lemma not in _SAY and below.dep_ in ("xcomp", "ccomp"):
                negative = not negative
        if below.dep_ == "ccomp" and lemma in _SAY:
            continue
        aux |= _stands(below)
    aux |= _stands(token)
    certainty = _by_words(doc, token, certainty)
    if _PAST.search(doc.text) and _is_past(token) and _near_past(doc, token):
        aux.add("historical")
    if negative:
        aux.add("negation")
    if "future" in aux and "hypothetical" in aux and any(c.lower_ in ("will", "shall", "'ll") for c in token.children):
        aux.discard("hypothetical")
    return Judgement(certainty, tuple(sorted(aux)))


def speaker_span(doc: Doc, trigger: int) -> tuple[int, int] | None:
    """Characters of the source nearest above the event: the subject of the reporting verb, or who "according to" names.

    None where the outlet speaks in its own voice.
    """
    token = doc[trigger]
    for below, above in _upward(token):
        if above.lemma_.lower() in _SAY | _DOUBT | _DENY and below.dep_ in ("ccomp", "xcomp", "dobj", "prep", "pcomp"):
            subjects = [child for child in above.children if child.dep_ in ("nsubj",)]
            if subjects:
                return phrase(subjects[0]).chars(doc)
    for word in doc:
        if word.lower_ == "according":
            for inner in word.subtree:
                if inner.dep_ == "pobj" and inner.head.lower_ == "to":
                    return phrase(inner).chars(doc)
    return None


def _upward(token: Token) -> list[tuple[Token, Token]]:
    """(lower, higher) from the predicate to the root; a reporting verb in parentheses counts as above."""
    steps: list[tuple[Token, Token]] = []
    here = token
    while here.head.i != here.i and len(steps) < 12:
        if here.dep_ not in _CLAUSES:
            break
        steps.append((here, here.head))
        here = here.head
    for child in here.children:  # "Russia, he said, will ..."
        if child.dep_ in ("parataxis", "ccomp") and child.lemma_.lower() in _SAY | _DOUBT and child.i != token.i:
            inside = {t.i for t in child.subtree}
            if token.i not in inside and any(c.dep_ == "nsubj" for c in child.children) and child.dep_ == "parataxis":
                steps.append((here, child))
    return steps


def _negated(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in ("never", "without", "no") and child.dep_ in ("det", "advmod")):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and (
            child.lower_ in ("none", "neither", "nobody", "nothing") or any(g.lower_ == "no" for g in child.children)
        ):
            return True
        if child.lower_ == "neither" and child.dep_ in ("preconj", "advmod", "dobj", "det"):
            return True
    return bool(token.dep_ == "pcomp" and token.head.lower_ == "without")


def _stands(token: Token) -> set[str]:
    found = set[str]()
    for child in token.children:
        if child.dep_ == "aux":
            if child.lower_ in ("will", "shall", "'ll", "’ll", "wo"):
                found.add("future")
            elif child.lower_ in _MODALS:
                # "said it would" is "will" put into the past
                backshifted = child.lower_ == "would" and token.dep_ == "ccomp" and token.head.tag_ in ("VBD", "VBN")
                found.add("future" if backshifted else "hypothetical")
            elif child.lower_ == "to" and token.dep_ == "advcl":
                found.add("hypothetical")
        elif child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            found.add("hypothetical")
    if any(c.lower_ == "going" for c in [token.head]) and token.dep_ == "xcomp":
        found.add("future")
    return found


def _by_words(doc: Doc, token: Token, certainty: str) -> str:
    """Adverbs and set phrases in the predicate's own clause."""
    clause = doc.text[max(0, token.idx - 90) : token.idx + 90]
    if certainty in ("asserted", "reported"):
        if _ALLEGED.search(clause):
            return "alleged"
        if _PURPORTED.search(clause):
            return "purported"
        if certainty == "asserted" and _REPORTED.search(doc.text):
            return "reported"
    return certainty


def _is_past(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBN", "NN", "NNS", "NNP", "VBG")


def _near_past(doc: Doc, token: Token) -> bool:
    match = _PAST.search(doc.text)
    return match is not None and abs(match.start() - token.idx) < 120
