"""Fights that are none: games, prizes, markets and courts told in the words of war.

The event model reads "fight" and "attack" by their neighbours, and a title has few. Here the words that tell what is
fought for or with decide: what modifies the noun ("food fight", "price war"), what it is for or in ("for the title",
"in the semi-final"). Words of blood in the sentence keep it an attack. English only, as the parse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from herdline.record.parsed.measures import names_measure
from herdline.record.participants import TIMES

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

_FIGHTS = frozenset(
    """fight fighting battle war warfare clash beat attack crush destroy hammer defeat thrash batter strike hit shoot
    shootout showdown duel trounce demolish assault offensive punish""".split()
)
_MODIFIERS = frozenset(
    """food price bidding title legal court courtroom political culture cultural trade tariff information propaganda
    turf custody budget cake snowball pillow playoff championship primary electoral election ratings chess promotion
    relegation patent tech streaming lightning""".split()
)
"""What no weapon is meant by: "a legal battle", "an information war"."""
_PRIZES = frozenset(
    """title crown trophy cup medal gold silver bronze championship spot place seat vote voter nomination promotion
    survival supremacy award prize ticket record term inflation poverty corruption hunger disease cancer
    obesity""".split()
)
"""What is fought for or against without weapons."""
_GAMES = frozenset(
    """final finals semi-final semifinal quarter-final quarterfinal half qualifier tournament match game league cup
    championship playoff play-off round marathon race derby opener innings friendly olympics""".split()
)
_STRUCK = frozenset("deal agreement accord bargain pact truce compromise balance tone chord note pose".split())
"""What one strikes without a blow."""
_LABOUR = re.compile(
    r"\b(?:unions?|unionized|unionised|workers?|employees|staff|teamsters|guild|walkouts?|walk out|picket\w*|wages?|pay"
    r"|contract|nurses|doctors|teachers|drivers|pilots|crews?|guards|writers|actors|sag-aftra|industrial action"
    r"|hunger)\b",
    re.IGNORECASE,
)
_BLOOD = re.compile(
    r"\b(?:kill|wound|injur|guns?\b|gunm[ae]n|gunfire|bomb|missile|drone|troop|soldier|army|militar|rocket"
    r"|shell(?:s|ed|ing)?\b|dead\b|death|stab(?:s|bed|bing)?\b|knife|blood"
    r"|police|hostage)",
    re.IGNORECASE,
)


_PURSUED = frozenset(
    """spy agent oligarch tycoon firm company bank business sector industry network exporter importer maker supplier
    inflation vote voter trade revenue asset""".split()
)
"""What one targets by law, by trade or by words, where no weapon is told of."""


def is_figure(doc: Doc, predicate: Token) -> bool:
    """Whether a predicate that tells an assault tells of a game, a market or a court instead."""
    if predicate.lemma_.lower() == "target" and not predicate.dep_ == "amod":
        pursued = [child for child in predicate.children if child.dep_ in ("dobj", "nsubjpass")]
        if any(noun.lemma_.lower() in _PURSUED for noun in pursued):
            return not (_BLOOD.search(doc.text) or names_measure(predicate))
    if predicate.lemma_.lower() == "strike" and any(
        word.lemma_.lower() in _STRUCK and word.dep_ != "pobj" for word in (*predicate.rights, predicate.head)
    ):
        return True
    if predicate.lemma_.lower() not in _FIGHTS or _BLOOD.search(doc.text):
        return False
    if any(c.dep_ in ("compound", "amod", "nmod") and c.lower_ in _MODIFIERS for c in predicate.lefts):
        return True
    above = predicate.head if predicate.dep_ in ("pobj", "dobj") else predicate
    return any(_is_play(child) for token in (predicate, above) for child in token.rights)


def is_walkout(doc: Doc, predicate: Token) -> bool:
    """Whether a strike is one of workers: it hits nobody, and the sentence tells of work and of no weapon."""
    if predicate.lemma_.lower() not in ("strike", "walkout") or _BLOOD.search(doc.text):
        return False
    return _LABOUR.search(doc.text) is not None and not any(_is_hit(child) for child in predicate.children)


def _is_hit(child: Token) -> bool:
    """Whether a blow's object or what stands behind "on" is what it falls on, not a day."""
    if child.dep_ == "prep" and child.lower_ in ("on", "against"):
        return any(noun.dep_ == "pobj" and noun.lower_ not in TIMES for noun in child.children)
    return child.dep_ == "dobj" and child.head.pos_ == "VERB"


def _is_play(preposition: Token) -> bool:
    """Whether "for" leads to a prize, "in" to a game; the object's own phrase counts ("France for the title")."""
    if preposition.dep_ == "dobj":
        return any(_is_play(child) for child in preposition.rights)
    wanted = {"for": _PRIZES, "against": _PRIZES, "in": _GAMES, "at": _GAMES, "during": _GAMES}.get(preposition.lower_)
    if preposition.dep_ != "prep" or wanted is None:
        return False
    for noun in preposition.children:
        if noun.dep_ == "pobj" and (noun.lemma_.lower() in wanted or noun.lower_ in wanted):
            return True
    return False
