"""How surely an event stands, and who says so, read from where its predicate hangs in the parse.

From the predicate up to the root, each verb that embeds it says what it does to it: reporting verbs attribute,
accusing and doubting ones cast doubt, factive ones leave it, implicative ones ("failed to") turn it (Karttunen 1971;
Nairn, Condoravdi and Karttunen 2006); modals, conditions and purpose clauses make it hypothetical, "will" and "plan
to" future (FactBank, Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from herdline.record.models.encoder import AUX, CERTAINTY
from herdline.record.parsed.phrases import phrase
from herdline.record.quoting import cuemodel
from herdline.record.spans import Judgement

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

BESIDE = {"historical": 0.3, "future": 0.3, "hypothetical": 0.4, "negation": 0.5}
"""What a mode by the parse adds to its chance by the encoder; together they must exceed ``LEAST``
(benchmarks.record.thresholds: 3,800 read events that the encoder has not seen)."""
LEAST = 0.6
BESIDE_CERTAINTY, RARE = 0.3, 3.0
"""The same for the value of certainty, and how much more the chances of alleged, denied and purported count."""
_SAY = frozenset(
    """say tell announce report add state note declare stress believe think write explain suggest confirm argue insist
    reveal disclose acknowledge admit warn estimate indicate show find hear learn quote cite reiterate emphasize
    emphasise maintain contend conclude remark comment testify tweet post predict""".split()
)
_DOUBT = frozenset("allege claim accuse suspect charge indict assert purport blame".split())
_DENY = frozenset("deny dispute rebut refute disavow reject dismiss".split())
_FUTURE_VERBS = frozenset(
    """plan intend expect prepare vow pledge promise threaten agree offer set decide schedule ready poise slate due
    arrange""".split()
)
_WISHED = frozenset(
    """want seek hope aim try attempt wish desire propose consider mull weigh contemplate demand urge ask call request
    implore beg press push encourage advise recommend propose plead insist lobby""".split()
)
"""What hangs below these has not come to pass; their act of asking has."""
_PLANS = frozenset("plan promise pledge vow threat intention commitment agreement decision offer preparation".split())
"""Nouns whose infinitive is to come ("plans to meet")."""
_CHANCES = frozenset(
    """possibility prospect risk chance likelihood threat fear effort bid proposal push option idea need pressure
    ability readiness willingness likely unlikely possible able willing eager reluctant""".split()
)
"""What hangs below these may or may not come to pass."""
_COMING = frozenset("planned upcoming forthcoming scheduled expected future promised impending coming".split())
_MAYBE = frozenset("possible potential proposed threatened attempted likely hypothetical would-be".split())
_NEXT = re.compile(r"\b(?:next (?:week|month|year|summer|spring|fall|winter)|tomorrow|in the coming \w+)\b")
_OWN_PLANS = frozenset(
    """want seek hope aim try attempt wish desire plan intend expect prepare set decide consider mull weigh
    pass""".split()
)
"""Plans, wishes and votes are not somebody's words."""
_TURNS = frozenset(
    "fail refuse decline neglect forget avoid refrain prevent stop cease forbid ban block hesitate".split()
)
_OFF = frozenset(("rule out", "call off", "cancel ", "scrap ", "delay ", "postpone ", "put off", "shelve ", "defer "))
"""Verbs, with their particle, whose object is not to be ("ruled out talks"); their own act has taken place."""
_MODALS = frozenset("could may might would should can must ought".split())
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_PURPORTED = re.compile(
    r"\b(?:reportedly|purported(?:ly)?|apparently|reputed(?:ly)?|supposedly|presumably|unconfirmed|unverified"
    r"|rumou?r(?:s|ed)?|(?:is|are|was|were) (?:said|believed|thought|reported|rumou?red) to|ostensibly|seemingly"
    r"|media reports|reports? (?:that|of))\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:alleged(?:ly)?|accus(?:ed|es|ing) of|accused|suspected|charged with|claim(?:s|ed)? (?:that|to)|so-called"
    r"|allegations? (?:of|that))\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:according to|as reported by)\b", re.IGNORECASE)
_BEFORE, _AFTER = 60, 25
"""Characters ahead of and behind the predicate in which a hedge is about it."""
_YEAR = re.compile(r"(?<![\d,.$€£])\b(?:1[5-9]|20)\d\d\b(?![,.]?\d|s\b)")
_PAST = re.compile(
    r"(?:['’]|\b(?:1[89]|20))\d0s\b|\b(?:last (?:year|decade|century)|(?:a year|two years|years) (?:ago|earlier|before)"
    r"|back in|centur(?:y|ies)"
    r"|decades? ago|years? ago|long ago|historical(?:ly)?|(?<!\bat )once(?! again| more| and for)"
    r"|World War|Cold War|[Dd]uring (?:the |his |her |its )?(?:[\w-]+ ){0,3}(?:war|War|struggle|revolution|occupation"
    r"|administration|presidency|era|uprising|tenure)|ancient|medieval"
    r"|(?:when|while) (?:he|she|they|it) (?:was|were|served)|days of the)\b"
)
_CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "conj", "dobj", "pobj", "prep", "nsubj",
            "nsubjpass", "attr", "parataxis", "dep", "appos", "compound", "nmod", "poss")  # fmt: skip


def judge(doc: Doc, trigger: int, year: int | None = None, told: Sequence[cuemodel.Found] | None = None) -> Judgement:
    """Certainty and auxiliary modes of the event whose predicate is token ``trigger``.

    Args:
        doc: a parsed sentence.
        trigger: number of the predicate's token.
        year: of publication: a year ahead of it that stands by the predicate makes it historical. Without it any does.
        told: attributions of the sentence where they are at hand.
    """
    token = doc[trigger]
    aux, certainty = set[str](), "asserted"
    negative = _negated(token)
    definite = _definite(token)
    off = {above.i for above in _called_off(token)}
    for below, above in _upward(token):
        lemma = above.lemma_.lower()
        if below.dep_ in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl", "nsubjpass"):
            if lemma in _TURNS and below.dep_ in ("xcomp", "dobj", "pcomp", "prep", "ccomp"):
                negative = not negative
            if above.i in off:
                negative = not negative
            if lemma in _FUTURE_VERBS | _PLANS and below.dep_ in ("xcomp", "ccomp", "acl"):
                aux.add("future")
            if lemma == "be" and above.tag_ in ("VBZ", "VBP") and below.dep_ == "xcomp" and _infinitive(below):
                aux.add("future")  # "is to meet"
            if lemma in _CHANCES and (below.dep_ in ("xcomp", "ccomp", "acl") or not definite):
                aux.add("hypothetical")
            if lemma in _WISHED and (below.dep_ in ("xcomp", "ccomp", "acl") or not definite):
                aux.add("hypothetical")
            if lemma in _DENY and below.dep_ in ("dobj", "xcomp", "ccomp", "pcomp", "prep"):
                certainty = "denied"
            elif lemma in _DOUBT and certainty == "asserted" and below.dep_ != "nsubjpass":
                certainty = "alleged"
            elif lemma in _SAY and below.dep_ in ("ccomp", "xcomp") and certainty == "asserted" and not definite:
                certainty = "reported"
            embeds = below.dep_ in ("xcomp", "ccomp") or (below.dep_ == "acl" and lemma in _PLANS)  # "no plans to meet"
            if embeds and _negated(above) and lemma not in _SAY:
                negative = not negative
        if below.dep_ == "ccomp" and lemma in _SAY:
            continue
        aux |= _stands(below)
        if below.dep_ in ("xcomp", "conj") or (below.dep_ in ("dobj", "pobj", "prep", "nsubjpass") and not definite):
            aux |= _stands(above)  # "could lead to an attack", "talks may be held"
    aux |= _stands(token)
    certainty = _by_words(doc, token, certainty)
    # "he said the invasion was a mistake" takes the invasion for granted (Karttunen 1973)
    if certainty == "asserted" and (_quoted(doc, token) or (not definite and _told_by(doc, token, told) is not None)):
        certainty = "reported"
    if token.tag_ in ("VBZ", "VBP", "VBG") and not aux and _NEXT.search(doc.text):
        aux.add("future")
    if (_is_past(token) or (token.tag_ == "VB" and "future" not in aux)) and _long_past(doc, token, year):
        aux.add("historical")
    if negative and certainty != "denied":
        aux.add("negation")
    if "future" in aux and "hypothetical" in aux and any(c.lower_ in ("will", "shall", "'ll") for c in token.children):
        aux.discard("hypothetical")
    return Judgement(certainty, tuple(sorted(aux)))


def weighed(rules: Judgement, modes: NDArray[np.float32], certainty: NDArray[np.float32]) -> Judgement:
    """The judgement of the parse and that of the encoder (``encoder.judged``) together; the former alone where NaN."""
    if np.isnan(modes).any():
        return rules
    chances = {m: float(chance) + BESIDE[m] * (m in rules.aux) for m, chance in zip(AUX, modes, strict=True)}
    told = {m for m, chance in chances.items() if chance > LEAST}
    if {"future", "hypothetical"} <= told and not {"future", "hypothetical"} <= set(rules.aux):
        told.discard(min("future", "hypothetical", key=lambda m: chances[m]))  # a plan or a chance, seldom both
    sure = certainty + BESIDE_CERTAINTY * np.array([value == rules.certainty for value in CERTAINTY])
    sure[[CERTAINTY.index(value) for value in ("alleged", "denied", "purported")]] *= RARE
    return Judgement(CERTAINTY[int(sure.argmax())], tuple(sorted(told | (set(rules.aux) - set(AUX)))))


def who_says(
    doc: Doc, trigger: int, judged: Judgement, told: Sequence[cuemodel.Found] | None = None
) -> tuple[int, int] | None:
    """``speaker_span`` of an event that is not asserted: what the paper itself asserts has no speaker."""
    return None if judged.certainty == "asserted" else speaker_span(doc, trigger, told)


def speaker_span(doc: Doc, trigger: int, told: Sequence[cuemodel.Found] | None = None) -> tuple[int, int] | None:
    """Characters of who says what is told by token ``trigger``: the source of the narrowest attribution that holds it.

    Where none does, the subject of the reporting verb above it, or who "according to" names. None where the outlet
    speaks in its own voice. ``told`` are the attributions of the sentence where they are at hand.
    """
    token = doc[trigger]
    found = _told_by(doc, token, told)
    if found is not None and found.source:
        return phrase(_head([doc[i] for i in found.source])).chars(doc)
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


def _told_by(doc: Doc, token: Token, told: Sequence[cuemodel.Found] | None) -> cuemodel.Found | None:
    """The narrowest attribution whose content holds the token; plans are no words."""
    holding = [
        f
        for f in (cuemodel.found(doc) if told is None else told)
        if _holds(doc, f, token) and not any(doc[i].lemma_.lower() in _OWN_PLANS for i in f.cue)
    ]
    return min(holding, key=lambda f: len(f.content), default=None)


def _holds(doc: Doc, found: cuemodel.Found, token: Token) -> bool:
    """Whether an attribution speaks of what a token tells; in "called for talks with" the talks are called for too."""
    asked = token.i in found.cue and any(doc[i].dep_ == "prep" for i in found.cue if i < token.i)
    return token.i in found.content or (asked and token.pos_ == "NOUN")


def _definite(token: Token) -> bool:
    return any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those") for c in token.children)


def _head(tokens: Sequence[Token]) -> Token:
    """The token of a span that hangs outside it."""
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])


def _quoted(doc: Doc, token: Token) -> bool:
    return any(start < token.idx < end for start, end in cuemodel.marked(doc.text))


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


def _calls_off(verb: Token) -> bool:
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()} {particle}" in _OFF


_TURNED = ("dobj", "xcomp", "pcomp", "ccomp", "nsubjpass")
"""Relations by which what is called off or ruled out hangs from the verb that says so."""


def _called_off(token: Token) -> list[Token]:
    """The verbs above a predicate that call off or rule out what it tells.

    What goes on beside it is not ("rules out talks as he meets others"), nor is a plan for it: "the planned attack was
    called off" is still a plan, and no more.
    """
    if any(child.dep_ == "amod" and child.lower_ in _COMING for child in token.children):
        return []
    found: list[Token] = []
    for below, above in _upward(token):
        if below.dep_ in ("advcl", "relcl"):
            break  # "called off the rebellion he launched": it was launched
        if below.dep_ in _TURNED and _calls_off(above):
            found.append(above)
    return found


def of_polarity(judged: Judgement, rules: Judgement, token: Token) -> Judgement:
    """What was weighed, with the parse's word on negation where it is sure.

    That nobody hesitates to act turns twice, and what is ruled out or called off turns once: of the former the encoder
    hears the "not", of the latter nothing.
    """
    hesitates = any(
        below.dep_ in (*_TURNED, "advcl") and above.lemma_.lower() == "hesitate" for below, above in _upward(token)
    )
    if not hesitates and not _called_off(token):
        return judged
    aux = (set(judged.aux) - {"negation"}) | (set(rules.aux) & {"negation"})
    return Judgement(judged.certainty, tuple(sorted(aux)))


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
            elif child.lower_ == "to" and (token.dep_ == "advcl" or _purpose(token)):
                found.add("hypothetical")
        elif child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            found.add("hypothetical")
        elif child.dep_ == "amod" and child.lower_ in _COMING | _MAYBE:
            found.add("future" if child.lower_ in _COMING else "hypothetical")
    if any(c.lower_ == "going" for c in [token.head]) and token.dep_ == "xcomp":
        found.add("future")
    return found


def _infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _purpose(token: Token) -> bool:
    """Whether an infinitive hangs on a noun as its purpose ("a bill to ban"), unlike "the first to visit"."""
    noun = token.head
    return bool(token.dep_ in ("acl", "relcl")) and not (
        noun.lemma_.lower() in _PLANS or any(c.lower_ in ("first", "last", "only", "latest") for c in noun.children)
    )


def _by_words(doc: Doc, token: Token, certainty: str) -> str:
    """Adverbs and set phrases near the predicate."""
    near = doc.text[max(0, token.idx - _BEFORE) : token.idx + len(token.text) + _AFTER]
    if certainty in ("asserted", "reported"):
        if _ALLEGED.search(near):
            return "alleged"
        if _PURPORTED.search(near):
            return "purported"
        if certainty == "asserted" and _REPORTED.search(doc.text):
            return "reported"
    return certainty


def _is_past(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBN", "NN", "NNS", "NNP", "VBG")


def _long_past(doc: Doc, token: Token, year: int | None) -> bool:
    """Whether the sentence puts the predicate into an earlier year or era."""
    if any(_dates(doc, match.start(), token) for match in _PAST.finditer(doc.text)):
        return True
    years = [
        (abs(m.start() - token.idx), int(m.group())) for m in _YEAR.finditer(doc.text) if _dates(doc, m.start(), token)
    ]
    return bool(years) and (year is None or min(years)[1] < year)


def _dates(doc: Doc, place: int, token: Token) -> bool:
    """Whether what stands at a place is about the predicate: beside it, or in its clause by the parse."""
    low, high = sorted((place, token.idx))
    if high - low < _BESIDE and "," not in doc.text[low:high]:
        return True
    date = next((t for t in doc if t.idx <= place < t.idx + len(t.text)), None)
    if date is None or high - low >= _FAR:
        return False
    return _verb_above(date, token) in (token.i, _verb_above(token, token, shared=True))


def _verb_above(token: Token, stop: Token, shared: bool = False) -> int:
    """Number of the first verb from a token up, or of ``stop`` where the way leads over it.

    With ``shared`` the way goes on from an infinitive or a joined verb to the verb whose clause it shares.
    """
    here = token
    for _ in range(12):
        if here.i == stop.i and not shared:
            return int(here.i)
        verb = here.pos_ in ("VERB", "AUX")
        if here.head.i == here.i or (verb and not (shared and here.dep_ in ("xcomp", "conj", "aux", "auxpass"))):
            break
        here = here.head
    return int(here.i)


_FAR, _BESIDE = 120, 25
"""Characters between a predicate and what dates it: at most; so few that the parse is not asked."""
