"""What a frame looks like to the event model: names of features, without a single name of an actor in them.

Words of the predicate and its light complement, how it stands (tense, negation, voice, what it is embedded in) and
what kind of participants it has. Names are masked to their kind so that nothing is learnt about who does what.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from herdline.record.parsed.arguments import Frame
from herdline.record.parsed.dictionary import told
from herdline.record.parsed.phrases import Phrase
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

ROLES = frozenset(
    """president minister government official officials leader leaders ambassador diplomat spokesman spokeswoman
    spokesperson premier chancellor king queen prince emir sultan monarch secretary envoy authorities administration
    ministry parliament senate congress lawmaker lawmakers senator senators legislature assembly court judge judges
    tribunal prosecutor prosecutors jury police officer officers policeman policemen army navy military troops soldier
    soldiers forces force commander general militia militias rebel rebels insurgent insurgents militant militants
    terrorist terrorists gunman gunmen fighter fighters guerrilla guerrillas extremist extremists attacker attackers
    bomber bombers kidnapper kidnappers pirate pirates gang gangs cartel protester protesters protestor protestors
    demonstrator demonstrators rioter rioters activist activists dissident dissidents worker workers employee
    employees union unions student students teacher teachers farmer farmers villager villagers resident residents
    civilian civilians people citizen citizens migrant migrants refugee refugees prisoner prisoners inmate detainee
    detainees hostage hostages journalist journalists reporter reporters opposition party parties candidate candidates
    company companies firm bank group groups organization organisation alliance bloc coalition agency commission
    council committee union country countries nation nations state states regime side sides republic republics
    territory region community communities tribe tribes crowd crowds mob driver drivers doctor doctors nurse nurses
    watchdog regulator regulators mayor governor governors cabinet delegation team mission peacekeeper peacekeepers
    investigator investigators lawyer lawyers victim victims suspect suspects man men woman women child children
    family families thousands hundreds dozens tens scores airstrike strike jet jets plane planes warplane warplanes
    drone drones ship ships vessel vessels missile missiles rocket rockets""".split()
)
_KNOWN = ("", "of", "is")
_SAYING = frozenset(
    "say tell announce report add claim state note declare stress argue believe think write explain suggest".split()
)


def words(doc: Doc, frame: Frame) -> str:
    """The predicate with its particle, its objects' heads and the noun it hangs on, for a vector of its meaning."""
    token = doc[frame.predicate]
    parts = [token.text.lower()]
    parts += [child.lower_ for child in token.children if child.dep_ == "prt"]
    parts += [
        (f"{item.marker} " if item.marker not in ("", "that", "to do", "'s") else "") + doc[item.phrase.head].lower_
        for item in frame.complements[:4]
        if kind(doc, item.phrase) == "thing"
    ]
    return " ".join(parts)


def kind(doc: Doc, item: Phrase) -> str:
    """What a phrase is by its head: name, role, pronoun, number or thing."""
    head = doc[item.head]
    if head.tag_ in ("PRP", "WP", "PRP$"):
        return "pronoun" if head.lower_ != "it" else "it"
    if head.lower_ in ROLES or head.lemma_.lower() in ROLES:
        return "role"
    if head.tag_ in ("NNP", "NNPS"):
        return "name"
    if head.pos_ == "NUM":
        return "number"
    return "thing"


def known(doc: Doc, item: Phrase, mentions: Sequence[Actor]) -> str:
    """Whether a phrase names a known political actor ("is"), is of one ("of"), or neither ("")."""
    start, end = item.chars(doc)
    at = doc[item.head].idx
    inside = [m for m in mentions if m.start < end and start < m.end]
    if any(m.start <= at < m.end for m in inside):
        return "is"
    return "of" if inside else ""


def _stands(token: Token) -> list[str]:
    """Tense, modality, negation and voice of a predicate."""
    found = [f"tag={token.tag_}", f"dep={token.dep_}"]
    for child in token.children:
        if child.dep_ in ("aux", "auxpass"):
            found.append(f"aux={child.lower_}")
        elif child.dep_ == "neg":
            found.append("neg")
        elif child.dep_ == "mark":
            found.append(f"mark={child.lower_}")
        elif child.dep_ == "prt":
            found.append(f"prt={child.lower_}")
    head = token.head
    if head.i != token.i:
        found.append(f"under={head.lemma_.lower()}")
        if token.dep_ in ("xcomp", "ccomp"):
            found.append(f"under={head.lemma_.lower()}:{token.dep_}")
            if head.lemma_.lower() in _SAYING:
                found.append("said")
    return found


def names(doc: Doc, frame: Frame, mentions: Sequence[Actor] = ()) -> list[str]:
    """Names of the features of a frame (each counts once).

    Args:
        doc: the parsed sentence.
        frame: one of its frames.
        mentions: political actors found in the sentence; that somebody known acts or receives makes an event likelier.
    """
    token = doc[frame.predicate]
    lemma = token.lemma_.lower()
    particle = "".join(" " + child.lower_ for child in token.children if child.dep_ == "prt")
    found = [f"p={lemma}{particle}", "noun" if frame.nominal else "verb", "passive" if frame.passive else "active"]
    found += _stands(token)
    actors = {kind(doc, item) for item in frame.actors} or {"none"}
    found += [f"actor={name}" for name in actors]
    found += [f"actorword={doc[item.head].lemma_.lower()}" for item in frame.actors if kind(doc, item) == "role"]
    markers: set[str] = set()
    for item in frame.complements[:8]:
        what = kind(doc, item.phrase)
        head = doc[item.phrase.head].lemma_.lower()
        markers.add(f"{item.marker}>{what}")
        if what in ("thing", "role"):
            found += [f"c={item.marker}:{head}", f"w={head}", f"pc={lemma}:{head}"]
        found.append(f"pm={lemma}:{item.marker}:{what}")
    found += [f"m={marker}" for marker in markers] or ["m=none"]
    lexical = told(doc, frame, (kind(doc, item.phrase) != "thing" for item in frame.complements))
    best = max(lexical.values(), default=0)
    found += [f"lex={name}" for name, fit in lexical.items() if fit == best] or ["lex=none"]
    found += [f"lex{fit}={name}" for name, fit in lexical.items()] + [f"lexfit={best}"]
    if mentions:
        acts = max((known(doc, item, mentions) for item in frame.actors), key=_KNOWN.index, default="")
        gets = max((known(doc, c.phrase, mentions) for c in frame.complements), key=_KNOWN.index, default="")
        found += [f"acts={acts}", f"gets={gets}", f"acts={acts},gets={gets}", f"{lemma}:acts={acts},gets={gets}"]
    if "future" not in found and any(name in ("aux=will", "aux=shall", "aux='ll") for name in found):
        found.append("future")
    found.append(f"{'future' if 'future' in found else 'now'}:{lemma}")
    if "neg" in found:
        found.append(f"neg:{lemma}")
    under = next((name for name in found if name.startswith("under=") and ":" in name), "")
    if under:
        found.append(f"{under}>{lemma}")
    return sorted(set(found))
