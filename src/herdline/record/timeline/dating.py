"""When an event of a sentence was.

The time expression that its predicate governs says it, else what its clause hangs from, else the day of publication
where the sentence tells news.

"None" is an answer: a past perfect ("had ordered"), a state ("owns") or a plan without a date stand outside the order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from herdline.record.parsed.tree import root
from herdline.record.spans import TimeExpression

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

TEXT, ARTICLE, NONE = "text", "article", "none"
REPORTING = frozenset(
    """say tell announce state report add declare claim confirm reply comment note reveal warn insist argue ask deny
    propose respond explain predict cite criticise criticize praise applaud welcome celebrate agree estimate""".split()
)
"""Verbs that in a present tense still tell what was done on the day."""
_BACK = re.compile(r"\b(?:recent|past|previous)\b", re.IGNORECASE)
"""Time expressions that look back without a date ("in recent years")."""
_COMES_WITH = frozenset("agree continue begin start manage help choose commit cease stop".split())
"""Verbs whose infinitive happens with them ("agreed to buy", "began to deliver")."""
LEAD = 2
"""Sentences at the beginning whose present perfect tells the news; further down it looks back."""


def date(
    doc: Doc, predicate: int, times: Sequence[TimeExpression], published: datetime.date | None, place: int
) -> tuple[str, str, str]:
    """(ISO date cut to precision, precision, basis) of the event whose predicate is token ``predicate``.

    Args:
        doc: a parsed sentence.
        predicate: number of the predicate's token.
        times: the sentence's time expressions, offsets into it.
        published: day of publication; without it only what the text dates has a date.
        place: of the sentence: 0 for a heading, whose present tense tells the day's news, 1 for the first of the text.
    """
    token = doc[predicate]
    owner = {_governor(doc, e): e for e in reversed(times) if e.date and e.kind in ("DATE", "TIME")}
    vague = {_governor(doc, e) for e in times if e.value == "PAST_REF" or _BACK.search(e.text)}
    own = owner.get(predicate)
    if own is None and token.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "attr"):
        own = owner.get(_verb_above(token))
    if own is not None:
        return own.date, own.precision, TEXT
    if published is None:
        return "", "", NONE
    heading, lead = place <= 0, place <= LEAD
    told = predicate not in vague and _told_when(token, owner, heading, lead)
    if isinstance(told, TimeExpression):
        return told.date, told.precision, TEXT
    return (published.isoformat(), "day", ARTICLE) if told else ("", "", NONE)


def _told_when(token: Token, owner: dict[int, TimeExpression], heading: bool, lead: bool) -> TimeExpression | bool:
    """The date that the clause above passes down, or whether the day of publication is the event's."""
    if heading:
        return True
    if token.pos_ == "NOUN":
        above = token.doc[_verb_above(token)]
        return above.i != token.i and _told_when(above, owner, heading, lead)
    helpers = {child.lower_ for child in token.children if child.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "would", "could", "may", "might", "should", "shall", "must", "can", "had", "ca"}:
        return False
    above = token.doc[_verb_above(token)]
    if token.dep_ in ("advcl", "conj") and above.i in owner:
        return owner[above.i]  # "renamed it in 2006, as it began to sell films"
    if token.dep_ == "relcl" and token.lemma_.lower() not in REPORTING:
        return False  # "which was founded by", "whom it hired": said in passing of another
    if token.tag_ == "VBD" or (token.tag_ == "VBN" and helpers & {"was", "were"} and not helpers & {"has", "have"}):
        return True
    if token.tag_ == "VBN" and helpers & {"has", "have", "'ve", "’ve"}:
        return lead or token.lemma_.lower() in REPORTING
    if token.tag_ in ("VBZ", "VBP"):
        return token.lemma_.lower() in REPORTING
    if token.dep_ in ("xcomp", "advcl", "conj", "acl", "pcomp", "prep") and token.tag_ in ("VB", "VBG", "VBN"):
        if above.i in owner and token.dep_ == "xcomp":
            return owner[above.i]
        with_it = token.dep_ in ("advcl", "conj") or comes_with(token)
        return above.i != token.i and with_it and _told_when(above, owner, heading, lead)
    if token.tag_ == "VBG" and helpers & {"is", "are", "’s", "'s", "’re", "'re"} and token.dep_ == "ccomp":
        return token.head.lemma_.lower() in REPORTING  # "announced that it is cutting jobs"
    return False


def comes_with(token: Token) -> bool:
    """Whether an infinitive happens with the verb above it ("agreed to buy")."""
    return token.dep_ == "xcomp" and token.head.lemma_.lower() in _COMES_WITH


def _verb_above(token: Token) -> int:
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            break
    return int(token.i)


def _governor(doc: Doc, expression: TimeExpression) -> int:
    """The verb or event noun that a time expression hangs from."""
    words = doc.within(expression.start, expression.end)
    return _verb_above(root(words)) if words else -1
