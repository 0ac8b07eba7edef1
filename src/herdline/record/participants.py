"""Whom a noun phrase means: the actor that stands for it, from the mentions found in the sentence.

A phrase belongs to the actor whose name its head is in ("President Tokayev"), else to the one it is of ("Russian
forces", "Kazakhstan's ambassador", "police in Minsk"); a pronoun to the latest person or body before it; what names a
role or a name that no table knows is an actor with the code XXX; a thing is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from herdline.record.actors.tables import offices, state_name
from herdline.record.actors.wider import terms
from herdline.record.parsed.features import kind
from herdline.record.parsed.phrases import Phrase
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

UNKNOWN = "XXX"
_SECTORS = {
    "MIL": "army navy military troops soldier soldiers forces force commander general jet jets plane planes warplane"
    " warplanes drone drones ship ships missile missiles airstrike",
    "COP": "police officer officers policeman policemen",
    "JUD": "court judge judges tribunal prosecutor prosecutors jury",
    "PAR": "parliament senate congress lawmaker lawmakers senator senators legislature assembly",
    "GOV": "president minister government official officials leader leaders ambassador diplomat spokesman spokeswoman"
    " spokesperson premier chancellor king queen prince emir sultan monarch secretary envoy authorities administration"
    " ministry cabinet regime delegation mayor governor governors",
    "REB": "rebel rebels insurgent insurgents militant militants terrorist terrorists gunman gunmen fighter fighters"
    " guerrilla guerrillas extremist extremists militia militias"
    " mercenary mercenaries mutineer mutineers warlord warlords",
    "OPP": "opposition dissident dissidents",
    "CVL": "protester protesters protestor protestors demonstrator demonstrators rioter rioters activist activists"
    " student students villager villagers resident residents civilian civilians people citizen citizens"
    " migrant migrants crowd crowds mob thousands hundreds dozens victim victims man men woman women child children",
    "LAB": "worker workers employee employees union unions",
    "REF": "refugee refugees",
    "MED": "journalist journalists reporter reporters",
    "BUS": "company companies firm bank",
    "PTY": "party parties candidate candidates",
}
_OF_STATES = frozenset(
    "eurasian european customs monetary economic currency political soviet african arab fiscal banking energy credit"
    " civil transatlantic tariff postal military defence defense telecommunication academic parliamentary".split()
)
"""What makes a union one of something else than workers."""
_SECTOR_OF = {word: sector for sector, words in _SECTORS.items() for word in words.split()}
_OF_A_STATE = frozenset(("GOV", "PAR", "JUD"))
"""Sectors whose bare role stands for the one of the state last spoken of."""
_PERSONS = ("he", "she", "him", "her", "his", "who")
_BODIES = ("it", "its", "they", "them", "their", "which", "that")


def is_state(code: str) -> bool:
    """Whether a code is that of a state or body, not of nobody known, nor of a group within one ("REB:COL")."""
    return code not in ("", UNKNOWN) and ":" not in code


def unnamed(who: Actor) -> Actor:
    """Somebody of the same state that no words name, at the same place."""
    return replace(who, end=who.start, text="", name=state_name(who.code), sector="", id="")


def resolve(doc: Doc, item: Phrase, mentions: Sequence[Actor], before: Sequence[Actor]) -> Actor | None:
    """The actor a phrase means, None for a thing.

    Args:
        doc: the parsed sentence.
        item: the phrase.
        mentions: actors named in the sentence, offsets into it.
        before: actors named in the sentences before, latest last; for pronouns.
    """
    head = doc[item.head]
    if head.tag_ in ("PRP", "PRP$", "WP", "WDT"):
        return _pronoun(head, mentions, before)
    start, end = item.chars(doc)
    inside = [m for m in mentions if m.start < end and start < m.end]
    at = head.idx
    named = next((m for m in inside if m.start <= at < m.end), None)
    if named is None:
        named = _apposition(head, mentions)
    if named is not None:
        return replace(named, start=start, end=end, text=doc.text[start:end])
    what = kind(doc, item)
    owner = _owner(head, inside, mentions) or _possessor(head, mentions, before)
    sector = sector_of(head)
    text = doc.text[start:end]
    if owner is not None:
        sector = sector or owner.sector
        code = f"{sector}:{owner.code}" if sector in ("REB", "CVL", "OPP") and ":" not in owner.code else owner.code
        return Actor(start, end, text, text if what != "thing" else owner.name, code, sector, "")
    if sector in _OF_A_STATE and any(child.lower_ == "the" for child in head.children):
        spoken_of = _same_sector(sector, [*before, *(m for m in mentions if m.end <= start)])
        if spoken_of is not None:
            return Actor(start, end, text, text, spoken_of.code, sector, "")
    if what in ("role", "name") and not _is_time(head):
        return Actor(start, end, text, text, UNKNOWN, sector, "")
    return None


def sector_of(head: Token) -> str:
    """Sector that a role's word names ("troops" MIL, "ministry" GOV), "" for any other word."""
    if head.lemma_.lower() == "union" and any(child.lower_ in _OF_STATES for child in head.children):
        return ""
    sector = _SECTOR_OF.get(head.lower_, _SECTOR_OF.get(head.lemma_.lower(), ""))
    if sector in ("GOV", "MIL") and any(_SECTOR_OF.get(child.lower_) == "REB" for child in head.lefts):
        return "REB"  # "a mercenary leader", "the rebel commander"
    return sector


def _apposition(head: Token, mentions: Sequence[Actor]) -> Actor | None:
    for child in head.children:
        if child.dep_ == "appos":
            found = next((m for m in mentions if m.start <= child.idx < m.end), None)
            if found is not None:
                return found
    return None


def _owner(head: Token, inside: Sequence[Actor], mentions: Sequence[Actor]) -> Actor | None:
    """Whose it is: a name on the left of the head, else one behind "of", "in" or "from"."""
    left = [m for m in inside if m.end <= head.idx]
    if left:
        return left[-1]
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "from", "for"):
            for noun in child.children:
                found = next((m for m in mentions if m.start <= noun.idx < m.end), None)
                if found is not None:
                    return found
    return inside[-1] if inside else None


def _possessor(head: Token, mentions: Sequence[Actor], before: Sequence[Actor]) -> Actor | None:
    """Whose it is by a pronoun: "his administration", "its missiles"; things that are no part of a state are not."""
    if head.lower_ not in _SECTOR_OF and head.lemma_.lower() not in _SECTOR_OF:
        return None
    pronoun = next((child for child in head.children if child.tag_ == "PRP$"), None)
    return _pronoun(pronoun, mentions, before) if pronoun is not None else None


def _same_sector(sector: str, earlier: Sequence[Actor]) -> Actor | None:
    """The latest actor of a state's power that "the president", "the government", "the court" may mean."""
    return next((m for m in reversed(earlier) if m.sector == sector and m.code != UNKNOWN), None)


def _pronoun(head: Token, mentions: Sequence[Actor], before: Sequence[Actor]) -> Actor | None:
    """The latest fitting actor before a pronoun: a person for "he", a state or body for "it", either for "they"."""
    word = head.lower_
    if word not in (*_PERSONS, *_BODIES):
        return None
    earlier = [*before, *(m for m in mentions if m.end <= head.idx)]
    for found in reversed(earlier):
        is_rebel = found.sector == "REB" and (found.id in offices() or found.id in terms())
        holds = found.sector in ("GOV", "MIL", "PAR", "JUD", "OPP", "PTY", "ELI", "") and bool(found.name)
        person = is_rebel or (bool(found.id) and holds)
        is_state = found.name.lower() == found.text.lower() and not found.id
        if (word in _PERSONS and person and not is_state) or word in _BODIES:
            return replace(found, start=head.idx, end=head.idx + len(head.text), text=head.text)
    return None


def _is_time(head: Token) -> bool:
    """Months and weekdays are proper nouns too."""
    return head.lower_ in TIMES


TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december today yesterday tomorrow".split()
)
