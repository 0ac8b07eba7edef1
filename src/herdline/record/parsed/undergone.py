"""Deeds told by whom they are done to: frames whose subject or owner does not act, turned before any model sees them.

The grammar of a frame takes an owner for who acts ("Russia's arrest of a reporter") and a subject of a past form too.
Three kinds of words say the opposite: a noun of arrest or trial with a person in front of it ("Trump indictment", "her
trial"), or below a verb of bearing it ("faces charges"); a participle that a headline gives no auxiliary ("two Russians
arrested in Poland"); and a verb of receiving ("took delivery of arms from Russia"). The models have learnt what the
turned frames look like from "the indictment of Trump" and "were arrested". English only: other languages are not
parsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from herdline.record.actors.tables import offices
from herdline.record.actors.wider import terms
from herdline.record.parsed import apart, features
from herdline.record.parsed.arguments import Complement, Frame
from herdline.record.parsed.phrases import Phrase, conjuncts, phrase
from herdline.record.participants import TIMES, sector_of
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

_SOUGHT = frozenset("probe investigation inquiry prosecution questioning interrogation".split())
"""Their owner is as a rule known to be under them ("the Trump probe"); of somebody unknown it cannot be told."""
_SINGLE = frozenset("murder killing shooting stabbing poisoning execution".split())
"""In the plural whoever owns them does them ("the dictator's killings")."""
UNDERGONE = _SOUGHT | _SINGLE | frozenset(
    """arrest arraignment indictment impeachment conviction trial charge assassination ouster overthrow detention
    imprisonment incarceration jailing deportation extradition expulsion sanctioning sentencing kidnapping abduction
    beheading internment beating lynching eviction""".split()
)  # fmt: skip
"""Nouns of what is done to a person; attacks, sanctions, threats and visits belong to whoever owns them."""
BEARING = frozenset("face await defend fight plead stand survive escape avoid evade dodge appeal contest go".split())
"""Verbs whose subject bears what such a noun names ("stands trial", "pleads not guilty to charges")."""
BRINGING = frozenset(
    """order seek announce demand approve start open launch begin conduct lead carry allow permit request want bring
    file press issue make lay level hand push execute plan plot commission authorise authorize reopen resume""".split()
)
"""Verbs whose subject brings such a deed about; whoever condemns, welcomes or reports it does not."""
_DONE = frozenset(
    """arrest kill jail detain convict indict charge sentence shoot wound injure murder assassinate deport extradite
    oust expel kidnap abduct behead imprison arraign impeach acquit execute evict torture hang poison
    accuse""".split()
)
"""Verbs that need an object: a past form of them without one is a participle."""
_BLAMED = frozenset(
    """slam blast denounce criticise criticize condemn censure rebuke ridicule praise hail sanction suspend fine
    sack investigate probe sue target""".split()
)
"""The same where it is told over what, for what or after what ("minister slammed over remark")."""
_FOR_WHAT = frozenset("over for after following amid as".split())
_STAND_ALONE = frozenset("stand stop drop swing go come fall rise win pass travel fly advance live".split())
"""Verbs beside which "by" leads to no doer ("stood by its ally")."""
RECEIVING = frozenset("receive get obtain".split())
TAKING = frozenset("take await accept receive".split())
_HANDED = frozenset(("delivery", "receipt", "shipment"))
_CLAUSES = ("ROOT", "ccomp", "conj", "parataxis", "advcl")
_OBJECTS = ("dobj", "obj", "attr", "oprd", "ccomp", "xcomp", "acomp")
OFFICIALS = frozenset("COP JUD MIL REB".split())
"""Roles that make arrests and inquiries as often as they suffer them, in the plural as bodies."""
_BODIES = frozenset(
    """authorities administration ministry parliament senate congress legislature assembly cabinet regime government
    officials group groups organization organisation alliance bloc coalition agency commission council committee union
    country nation state company firm bank party police army navy military court tribunal jury watchdog crowd mob
    team""".split()
)
_NEAR_SOMEBODY = frozenset(
    "critic ally aide adviser advisor rival son daughter wife husband brother sister father mother associate blogger"
    " singer bishop priest businessman oligarch financier tycoon scientist spy whistleblower teenager".split()
)
BORNE, TAKER = "of", "to"
"""What leads to them in the frames that models have learnt from: "the arrest of", "delivered to"."""


def turned(doc: Doc, found: Sequence[Frame], mentions: Sequence[Actor]) -> list[Frame]:
    """The frames, with those who are done to among the complements and out of the actors.

    Args:
        doc: the parsed sentence.
        found: its frames.
        mentions: actors named in it.
    """
    return [
        _given(doc, _tied(doc, _noun(doc, f, mentions)) if f.nominal else _participle(doc, f, mentions), mentions)
        for f in found
    ]


def _tied(doc: Doc, frame: Frame) -> Frame:
    """A killing without those whom only its sentence names."""
    others = apart.never_kill(doc, frame)
    return replace(frame, actors=tuple(item for item in frame.actors if item.head not in others))


def _noun(doc: Doc, frame: Frame, mentions: Sequence[Actor]) -> Frame:
    """An arrest, a trial: the person in front of it, or the subject of a verb of bearing it, is done to."""
    noun = doc[frame.predicate]
    if noun.lemma_.lower() not in UNDERGONE or (noun.lemma_.lower() in _SINGLE and noun.tag_ == "NNS"):
        return frame
    owned = any(child.dep_ == "poss" for child in noun.children)
    says = [c for child in noun.rights if child.dep_ in ("acl", "ccomp") for c in child.children if c.lower_ == "that"]
    if owned and says:
        return frame  # "his charge that the vote was stolen" is his own
    whom = owner_by_whose(noun) or _in_front(doc, noun, mentions)
    if whom is not None:
        if _has_object(doc, noun, whom, mentions):
            return frame
        borne: list[Phrase] = [phrase(whom)]
    else:
        borne = [item for item in frame.actors if item.head < noun.left_edge.i and _bears(noun)]
        if not borne:
            borne = [item for item in _bearers(noun) if _is_named(doc, item, mentions)] if not frame.actors else []
    if not borne:  # whoever mocks an indictment or raises money after it did not bring it
        kept = tuple(item for item in frame.actors if not _is_bystander(doc, noun, item, mentions))
        return replace(frame, actors=kept)
    heads = {item.head for item in borne}
    actors = tuple(item for item in frame.actors if item.head not in heads)
    return replace(frame, actors=actors, complements=(*(Complement(p, BORNE) for p in borne), *frame.complements))


def _is_bystander(doc: Doc, noun: Token, item: Phrase, mentions: Sequence[Actor]) -> bool:
    """Whether a verb without anything to do with bringing it about led from a noun to a person."""
    if (
        item.head >= noun.left_edge.i
        or any(child.dep_ == "poss" for child in noun.children)
        or (noun.head.lemma_.lower() in BRINGING and noun.dep_ in ("dobj", "nsubjpass"))
    ):
        return False
    head = doc[item.head]
    return any(m.start <= head.idx < m.end and is_person(m) and m.sector not in OFFICIALS for m in mentions)


def _in_front(doc: Doc, noun: Token, mentions: Sequence[Actor]) -> Token | None:
    """The nearest owner or modifier of a noun that is a person: "Trump's", "her", "the reporter's", "Assange"."""
    is_inquiry = noun.lemma_.lower() in _SOUGHT
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in ("poss", "compound", "amod", "nmod"):
            continue
        if child.tag_ == "PRP$":
            return child if child.lower_ in ("his", "her") or (child.lower_ == "their" and not is_inquiry) else None
        named = next((m for m in mentions if m.start <= child.idx < m.end), None)
        if named is not None:
            if is_person(named) and not (is_inquiry and named.sector in OFFICIALS):
                return child
            if child.dep_ == "poss":
                return None
        elif _is_somebody(doc, child) and not is_inquiry:
            return child
        elif child.dep_ == "poss" and child.tag_ == "NNP" and not is_inquiry:
            return child
    return None


def owner_by_whose(noun: Token) -> Token | None:
    """Whom "whose" stands for: "the blogger whose arrest"."""
    if not any(child.tag_ == "WP$" for child in noun.lefts):
        return None
    return next((verb.head for verb in noun.ancestors if verb.dep_ == "relcl"), None)


def is_person(who: Actor) -> bool:
    """Whether a mention names a person, not a state, a body or a group."""
    return who.id in offices() or who.id in terms()


def _is_somebody(doc: Doc, token: Token) -> bool:
    """Whether a common noun is one person: "the reporter's arrest"; bodies and officers make arrests."""
    if token.tag_ not in ("NN", "NNP") or token.lower_ in _BODIES or sector_of(token) in OFFICIALS - {"MIL"}:
        return False
    if token.lower_ in _NEAR_SOMEBODY:
        return True
    return sector_of(token) != "" and features.kind(doc, Phrase(token.i, token.i, token.i)) == "role"


def _has_object(doc: Doc, noun: Token, whom: Token, mentions: Sequence[Actor]) -> bool:
    """Whether somebody else is named as the one it is done to: "his arrest of the bishop", "his inquiry into it"."""
    for child in noun.rights:
        if child.dep_ != "prep" or child.lower_ not in ("of", "into", "against"):
            continue
        for thing in child.children:
            if thing.dep_ != "pobj":
                continue
            if child.lower_ == "into":
                return whom.dep_ == "poss" or whom.head.i != noun.i
            if _acts(doc, phrase(thing), mentions) or thing.lower_ in _NEAR_SOMEBODY or thing.pos_ == "NUM":
                return True
    return False


def _verb_over(noun: Token) -> Token | None:
    """The verb that a noun is the object of, or stands behind with a preposition."""
    if noun.dep_ == "dobj":
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ in ("against", "to", "on", "for", "from"):
        over = noun.head.head
        return over.head if over.tag_ == "JJ" else over  # "pleads guilty to"
    return None


def _bears(noun: Token) -> bool:
    verb = _verb_over(noun)
    return verb is not None and verb.lemma_.lower() in BEARING


def _bearers(noun: Token) -> list[Phrase]:
    """Subjects of a verb of bearing that the frame left out ("faces charges")."""
    verb = _verb_over(noun)
    if verb is None or not _bears(noun):
        return []
    return [phrase(head) for child in verb.children if child.dep_ == "nsubj" for head in conjuncts(child)]


def _participle(doc: Doc, frame: Frame, mentions: Sequence[Actor]) -> Frame:
    """A past form that wants an object, has none and no auxiliary: its subject is done to, as behind "were"."""
    verb = doc[frame.predicate]
    if frame.passive and verb.lemma_.lower() in _DONE and not any(c.marker == "" for c in frame.complements):
        shared = tuple(Complement(phrase(noun), "") for noun in _shared_subject(verb))  # "appeared after being charged"
        return replace(frame, complements=(*shared, *frame.complements))
    if frame.passive or verb.tag_ not in ("VBD", "VBN") or verb.dep_ not in _CLAUSES:
        return frame
    deps = {child.dep_ for child in verb.children}
    bare = verb.dep_ == "advcl" and verb.tag_ == "VBN"  # "if convicted", "sentenced to ten years, she ..."
    if ("nsubj" not in deps and not bare) or not deps.isdisjoint((*_OBJECTS, "aux", "auxpass", "neg")):
        return frame
    doers = _doers(doc, verb, mentions)
    if not doers and verb.lemma_.lower() not in _DONE and not _is_blamed(verb):
        return frame
    if verb.lemma_.lower() in _STAND_ALONE or _aims(doc, verb, mentions):
        return frame
    subjects = tuple(Complement(item, "") for item in frame.actors) if "nsubj" in deps else ()
    rest = tuple(c for c in frame.complements if c.marker != "by")
    return Frame(frame.predicate, tuple(doers), (*subjects, *rest), passive=True, nominal=False)


def _is_blamed(verb: Token) -> bool:
    if verb.lemma_.lower() not in _BLAMED:
        return False
    led = [child for child in verb.children if child.i > verb.i]
    return any(c.lower_ in _FOR_WHAT or any(m.lower_ in _FOR_WHAT for m in c.lefts) for c in led)


def _shared_subject(verb: Token) -> list[Token]:
    """Subject of the clause that a subjectless passive hangs from; a condition may be anybody's."""
    here = verb
    while here.dep_ in ("xcomp", "pcomp", "prep", "advcl") and here.head.i != here.i:
        if any(child.dep_ == "mark" for child in here.children):
            return []
        here = here.head
        subjects = [child for child in here.children if child.dep_ in ("nsubj", "nsubjpass")]
        if subjects:
            return [noun for subject in subjects for noun in conjuncts(subject)]
    return []


def _doers(doc: Doc, verb: Token, mentions: Sequence[Actor]) -> list[Phrase]:
    """Who stands behind "by", if that is somebody: not a day, a number, a vehicle."""
    behind = [
        phrase(noun)
        for child in verb.children
        if child.lower_ == "by"
        for first in child.children
        if first.dep_ == "pobj"
        for noun in conjuncts(first)
    ]
    return [item for item in behind if _acts(doc, item, mentions)]


def _aims(doc: Doc, verb: Token, mentions: Sequence[Actor]) -> bool:
    """Whether "at" leads from a verb to somebody: "troops shot at helicopters of", unlike "two shot at a school"."""
    behind = (noun for child in verb.children if child.lower_ == "at" for noun in child.children if noun.dep_ == "pobj")
    return any(_acts(doc, phrase(noun), mentions) for noun in behind)


def _is_named(doc: Doc, item: Phrase, mentions: Sequence[Actor]) -> bool:
    start, end = item.chars(doc)
    return any(m.start < end and start < m.end for m in mentions)


def _acts(doc: Doc, item: Phrase, mentions: Sequence[Actor]) -> bool:
    if doc[item.head].lower_ in TIMES:
        return False
    return _is_named(doc, item, mentions) or features.kind(doc, item) in ("role", "name", "pronoun")


def _given(doc: Doc, frame: Frame, mentions: Sequence[Actor]) -> Frame:
    """Who receives something from somebody is given it: "took delivery of arms from", "received tanks from"."""
    token = doc[frame.predicate]
    lemma = token.lemma_.lower()
    if frame.nominal:
        verb = token.head
        taken = verb.lemma_.lower() in (TAKING if lemma in _HANDED else RECEIVING) and token.dep_ == "dobj"
        takes = taken and all(item.head < verb.i for item in frame.actors)  # not "received China's offer"
    else:
        things = [c.phrase for c in frame.complements if c.marker == ""]
        takes = lemma in RECEIVING and not frame.passive and not any(_acts(doc, item, ()) for item in things)
    if not takes or not frame.actors:
        return frame
    sources = [c.phrase for c in frame.complements if c.marker == "from"]
    if frame.nominal:  # "took delivery of arms from": the parse hangs "from" on either
        sources += [phrase(noun) for c in token.head.rights if c.lower_ == "from" for noun in c.children]
        if not sources:  # "took delivery of Russian arms"
            sources = [c.phrase for c in frame.complements if c.marker == "of" and _is_named(doc, c.phrase, mentions)]
    givers = tuple(item for item in dict.fromkeys(sources) if _acts(doc, item, mentions))
    if not givers and not frame.nominal:
        return frame
    takers = tuple(Complement(item, TAKER) for item in frame.actors)
    rest = tuple(c for c in frame.complements if c.phrase not in givers)
    return replace(frame, actors=givers, complements=(*takers, *rest))
