"""Private persons and firms of a state, who are not the state: their codes say so ("CVL:USA", "BUS:CHN").

A participant belongs to the state of the name in its words, and views of two states ask for the state's own code. So
whoever is a tourist, a businessman, a national, one of some Americans, or a firm keeps the state behind its sector.
Named persons and bodies of our tables, and whoever bears arms or office, stay as they are, and so does
whoever a state kills, arrests or bans: that is between the two states. English only, as the parse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from herdline.record.participants import UNKNOWN, is_state
from herdline.record.spans import Actor, Event

_PERSONS = (
    r"tourists?|businessm[ae]n|businesswom[ae]n|travell?ers?|hikers?|billionaires?|nationals?|expats?|expatriates?"
    r"|singers?|musicians?|actors?|actress(?:es)?|artists?|athletes?|players?|wrestlers?|couples?|teenagers?|teens?"
    r"|famil(?:y|ies)|teachers?|doctors?|nurses?|patients?|passengers?|drivers?|scientists?|researchers?|bloggers?"
    r"|influencers?|celebrit(?:y|ies)|swimmers?|footballers?|consumers?|voters?|shoppers?|investors?|customers?|users?"
    r"|lawyers?|executives?|tycoons?|students?|citizens?|residents?|m[ae]n"
    r"|wom[ae]n|people|boys?|girls?|children|babies|baby|mothers?|fathers?|parents?|pilgrims?|climbers?|activists?"
)
_FIRMS = (
    r"compan(?:y|ies)|firms?|banks?|business(?:es)?|startups?|start-ups?|manufacturers?|makers?|retailers?|brands?"
    r"|airlines?|importers?|exporters?|automakers?|carmakers?|chipmakers?|conglomerates?|giants?|factor(?:y|ies)|stores?"
)
_BEHIND = (
    r"$|[,;:.]|\s(?:of|in|from|at|on|with|who|that|working|living|accused|named|and|or|for|by"
    r"|to|under|linked|based|which)\b|\s[A-Z]"
)
_OF_FIRMS = (
    r"\s(?:executives?|officials?|workers?|employees?|staff|boss(?:es)?|chiefs?|leaders?|owners?|managers?|founders?|lobby"
    r"|representatives?|sectors?|industry|groups?|associations?|accounts?|assets|shares|deposits)\b"
)
"""What is of a firm or is firms; a company's commander, a bank's regulator and giant pandas are not."""
_OF_RIVERS = (
    "".join(
        rf"(?<!\b{side} )" for end in ("", "ern") for side in (f"west{end}", f"east{end}", f"north{end}", f"south{end}")
    )
    + r"(?<!\bleft )(?<!\bright )(?<!\briver )(?<!\bopposite )"
)
"""Ahead of the bank of a river ("the West Bank")."""
_FOR_NOTES = (
    r"bank of (?:the )?(?!america|china|india|cyprus|montreal|new york|communications|baroda|nova|singapore|beijing"
    r"|moscow|hawaii|ayudhya)(?-i:[A-Z])"
)
"""A bank of a state's name is its central one ("the Bank of Japan"), but for those known to be firms."""
_PERSON = re.compile(rf"(?<![\w-])(?:{_PERSONS})(?={_BEHIND})")
_FIRM = re.compile(rf"(?i:(?<![\w-]){_OF_RIVERS}(?!{_FOR_NOTES})(?:{_FIRMS}))(?={_BEHIND}|{_OF_FIRMS})")
_STATE_OWNED = re.compile(
    r"\b(?:central|national|state|reserve|world|development)(?:-owned)? bank|\bstate(?:-|\b)", re.IGNORECASE
)
_SOME = re.compile(
    r"^(?i:some|most|many|few|several|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of"
    r"|millions of|half of|a majority of|\d[\d,.]*) (?:[a-z-]+ ){0,2}(?:[A-Z][a-z]+(?:ns|is|es|ese|ish|ch)|Poles|Turks"
    r"|Greeks|Danes|Swedes|Arabs|Kurds|Jews)$"
)
"""A number of a people: "two Americans", "most Russians"."""
_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
"""What a state does to another's people it does to that state: it kills, arrests, bans them."""
_IN = re.compile(r"\b(?:in|at|near|across|of) (?:the |central |northern |southern |eastern |western )?$", re.IGNORECASE)
"""Ahead of where something happened."""
_WHO = re.compile(r"^,? who\b")


_PUBLIC = frozenset("GOV MIL PAR SPY REB OPP PTY IGO NGO MED REF".split())
_CROWDS = re.compile(
    r"\b(?:protest|demonstrat|activist|riot|campaigner|migrant|dissident|prisoner|hostage|settler|villager|civilian"
    r"|crowd|student|journalist|reporter|blogger|lawyer|priest|pastor|monk|writer|poet|academic|critic|opposition)",
    re.IGNORECASE,
)
"""Private persons who are in the news for what is public."""


def is_private(kind: str, people: Sequence[Actor]) -> bool:
    """Whether something is between private persons, police, courts and unions of no known state: crime and business.

    A crowd that protests and an attack are told wherever they are.

    Args:
        kind: the type of event.
        people: all its participants.
    """
    if kind in ("PROTEST", "ASSAULT") or any(who.code.rsplit(":", 1)[-1] != UNKNOWN for who in people):
        return False
    return not any(who.sector in _PUBLIC or _CROWDS.search(who.text) for who in people)


def settled(event: Event, text: str) -> Event:
    """An event whose private persons and firms are told apart from their states.

    Args:
        event: an event of an English sentence.
        text: the sentence.
    """
    if event.type == "PROTEST":
        return event  # the people of a state protest
    actors = tuple(_settled(who, text) for who in event.actors)
    if event.type in _DEEDS and any(is_state(who.code) and not _IN.search(text[: who.start]) for who in actors):
        return replace(event, actors=actors)
    return replace(event, actors=actors, recipients=tuple(_settled(who, text) for who in event.recipients))


def _settled(who: Actor, text: str) -> Actor:
    if who.id or not is_state(who.code) or who.sector in _IN_ARMS_OR_OFFICE:
        return who
    if _FIRM.search(who.text) and not _STATE_OWNED.search(who.text):
        return replace(who, code=f"BUS:{who.code}", sector="BUS")
    some = _SOME.match(who.text) or (who.text[-1:] == "s" and _WHO.match(text[who.end :]))
    if some or _PERSON.search(who.text):
        return replace(who, code=f"CVL:{who.code}", sector=who.sector or "CVL")
    return who


_IN_ARMS_OR_OFFICE = frozenset("GOV MIL COP PAR JUD SPY REB PTY OPP IGO REF MED LAB".split())
