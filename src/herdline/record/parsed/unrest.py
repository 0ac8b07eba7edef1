"""Who protests, riots or rises, and against whom: the sides of nouns that name a crowd's or an army's deed.

Such a noun mostly stands without whoever does it ("riots over the killing", "a mutiny shook the Kremlin"), and the
nearest name is then its cause, its target, whoever put it down or whoever spoke of it. So only syntax makes a doer
here: an owner ("Wagner's mutiny"), a group in front ("farmers' protests"; not a state, a town or, of a protest, a
person), "by", whoever leads, stages, joins or aborts it. Behind "against" stands the recipient. Where nobody does it by
the grammar, the people of the place do; a state that is only spoken of beside a mutiny did not have it. English only,
as the parse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from herdline.record.actors import find
from herdline.record.actors.tables import state_name
from herdline.record.parsed import crowds
from herdline.record.parsed.arguments import Frame
from herdline.record.parsed.phrases import Phrase
from herdline.record.parsed.places import BODIES, ORGANS, attacked, is_abroad, is_land, land_of, named
from herdline.record.participants import UNKNOWN, is_state, resolve, sector_of
from herdline.record.spans import Actor

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]

_RISING_KINDS = frozenset({"ASSAULT", "PROTEST", "COERCE", "THREATEN", "RETREAT"})
_REACTING = frozenset(
    """condemn denounce criticise criticize fear welcome praise support back warn comment say see watch slam decry
    monitor report discuss follow describe call deplore lament celebrate applaud urge tell react respond note regret
    mention cite compare blast hail cheer know learn ask answer address speak talk worry cover film""".split()
)
"""Verbs whose subject may be anybody abroad."""
_BESIDE_IN_TIME = frozenset("after amid during despite following before since".split())
"""What leads to a deed that another one stands beside, not to what is spoken of."""
_FIGURES = frozenset("propaganda diplomatic publicity pr marketing media major massive big fashion transfer".split())
"""What makes a coup a success."""
_OF_DEEDS = crowds.PROTESTS | crowds.RISINGS | frozenset("attempt plan threat bid wave action campaign".split())
"""What a noun in front of it is still the deed of: "a coup attempt"."""
_HAPPENING = frozenset(
    "erupt spread claim break hit rage engulf rock shake sweep escalate continue grip leave force follow turn spark"
    " cause begin start end kill paralyse paralyze".split()
)
"""Verbs that a title's parse takes for nouns ("unrest spreads")."""
_MARCHERS = frozenset(
    """protester protesters protestor protestors demonstrator demonstrators rioter rioters activist activists campaigner
    campaigners marchers strikers crowd crowds mob worker workers students farmers""".split()
)
_ARMED = frozenset(("", "MIL", "BUS"))
"""Sectors of somebody of no known state who rises, and so is no state's own."""


def tells(token: Token, frame: Frame, kind: str) -> bool:
    """Whether a frame is one of those whose sides are read here.

    Args:
        token: its predicate.
        frame: the frame.
        kind: the type of event it tells.
    """
    lemma = token.lemma_.lower()
    if not _as_noun(token, frame):
        return not frame.nominal and bool(frame.actors) and (kind == "PROTEST" or _storms(token, frame, kind))
    if lemma in crowds.RISINGS:
        return kind in _RISING_KINDS
    return kind == "PROTEST" and (lemma in crowds.PROTESTS or lemma == "riot")


def _storms(verb: Token, frame: Frame, kind: str) -> bool:
    """Whether a crowd or gunmen attack an embassy, which is no state's own deed."""
    doers = [sector_of(verb.doc[item.head]) for item in frame.actors]
    return kind == "ASSAULT" and bool(attacked(verb)) and {"CVL", "REB", "OPP"}.issuperset(doers)


def _as_noun(token: Token, frame: Frame) -> bool:
    return frame.nominal or (token.lower_ == "rioting" and not frame.actors)


def sides(doc: Doc, frame: Frame, guess: Sides, mentions: Sequence[Actor], before: Sequence[Actor]) -> Sides | None:
    """(actors, recipients) of a frame that ``tells``; None where nobody known has part in it.

    Args:
        doc: the parsed sentence.
        frame: the frame.
        guess: the sides as a model of pairs sees them; of a noun they do not count.
        mentions: actors named in the sentence.
        before: actors named ahead of it, latest last.
    """
    noun = doc[frame.predicate]
    if not _as_noun(noun, frame):
        return _of_verb(doc, frame, guess, mentions, before)
    is_rising = noun.lemma_.lower() in crowds.RISINGS
    seen = [who for who in guess[0] if _may_do(who, is_rising)]
    if _is_figure(noun) or (_is_of_another(noun, mentions) and not (is_rising and seen)):
        return None

    def meant(items: Iterable[Phrase]) -> list[Actor]:
        return [who for item in items if (who := resolve(doc, item, mentions, before)) is not None]

    by_grammar = crowds.doers(noun, mentions)
    # whom "his" means is guessed better by the model of pairs than by the nearest name
    doers = meant(by_grammar)
    if _is_by_pronoun(doc, by_grammar):
        doers = [] if seen else [who for who in doers if not (is_rising and who.sector in ORGANS)]
    if not any(who.code != UNKNOWN for who in doers):  # "a rebellion by forces loyal to Wagner"
        inside = [item.chars(doc) for item in by_grammar]
        guessed = [who for who in guess[0] if any(a <= who.start < b for a, b in inside)]
        if is_rising and _is_by_pronoun(doc, by_grammar):  # no ruler rises because he was named last
            guessed = [who for who in guessed if who.sector not in ORGANS]
        doers = seen or guessed or doers
    targets, suffering = [_sought(who) for who in meant(crowds.targets(noun, mentions))], meant(crowds.sufferers(noun))
    where = land_of(doc, noun, mentions, not is_rising)
    state = where or _state_of(noun, targets, suffering, mentions, guess)
    if is_rising and state:  # "a mercenary group launched a rebellion"
        doers = [
            replace(who, code=f"REB:{state}", sector="REB") if who.code == UNKNOWN and who.sector in _ARMED else who
            for who in doers
        ]
    actors = tuple(_settled(who, state) for who in doers)
    if not actors and state and is_rising:
        actors = (_rebels(noun, state),)  # who rises against a state is not that state
    elif not actors and state:
        actors = tuple(who for who in guess[0] if who.code == state and not who.sector and is_land(who))
        actors = actors[:1] or (_people(noun, state),)
    if is_rising and not targets:
        targets = [who for who in suffering if who.code != UNKNOWN]
    taken = {(who.code, who.name) for who in actors}
    given = tuple(
        _settled(who, state) if who.sector in ORGANS else who for who in targets if (who.code, who.name) not in taken
    )
    homes = [code for who in actors if is_state(code := _base(who.code)) and code not in BODIES]
    home = (homes or [where])[0]
    if not given and home:
        named = tuple(who for who in guess[1] if who.code == home and (who.code, who.name) not in taken)
        given = named or (_people(noun, home),)
    return (actors, given) if actors or any(who.code != UNKNOWN for who in given) else None


def _may_do(who: Actor, is_rising: bool) -> bool:
    """Whether somebody is by his kind one who rises or protests, wherever he is named: an armed group, a crowd."""
    if is_rising:
        return who.sector == "REB" or who.code.startswith("REB:")
    if who.sector in ("CVL", "LAB") and ":" not in who.code and who.code != UNKNOWN:
        return True  # a group with a name of its own
    return who.sector in crowds.CROWDS and not _MARCHERS.isdisjoint(who.text.lower().split())


def _is_by_pronoun(doc: Doc, items: Sequence[Phrase]) -> bool:
    return any(doc[i].tag_ in ("PRP", "PRP$") for item in items for i in range(item.first, item.last + 1))


def _sought(who: Actor) -> Actor:
    """Somebody unknown whose name alone would be known ("against Moscow, Minsk said")."""
    known = find(who.text) if who.code == UNKNOWN else []
    return Actor(who.start, who.end, who.text, known[0].name, known[0].code, known[0].sector) if known else who


def _of_verb(doc: Doc, frame: Frame, guess: Sides, mentions: Sequence[Actor], before: Sequence[Actor]) -> Sides | None:
    """Who is the subject of a verb of protest protests, and nobody named elsewhere, against whom the verb says.

    A crowd of no known state is of the place; the state before whose embassy it stands is its target.
    """
    verb, inside = doc[frame.predicate], [item.chars(doc) for item in frame.actors]
    # "anti-Israel protesters" are not Israel's
    sided = [m for m in mentions if crowds.STANCE.search(doc.text[: m.start])]
    plain = [m for m in mentions if m not in sided]
    own = [who for item in frame.actors if (who := resolve(doc, item, plain, before)) is not None]
    if not own:
        return guess if guess[0] else None
    held = [who for who in guess[0] if any(start <= who.start < end for start, end in inside)]
    guessed = [who for who in held if not any(m.start < who.end and who.start < m.end for m in sided)]
    meant = (resolve(doc, item, mentions, before) for item in crowds.targets(verb, mentions))
    targets = [_sought(who) for who in meant if who is not None]
    state = land_of(doc, verb, mentions) or _only_state([who for who in plain if not is_abroad(doc, who)])
    elsewhere = {UNKNOWN, *(_base(who.code) for who in targets)}
    state = state or next((code for who in guessed if (code := _base(who.code)) not in elsewhere), "")
    is_known = bool(guessed) and all(who.code != UNKNOWN for who in own)
    actors = guess[0] if is_known else tuple(_settled(who, state) for who in own)
    taken = {(who.code, who.name) for who in actors}
    given = [_settled(who, state) if who.sector in ORGANS else who for who in targets]
    given = [who for who in given if who.code != UNKNOWN and (who.code, who.name) not in taken]
    if given or not guess[1]:
        return actors, tuple(given)
    homes = {_base(who.code) for who in held}
    home = state or next(iter(homes - {UNKNOWN}), "")
    nobody = [*inside, *(crowds.span(head) for head in crowds.against(verb) if crowds.is_cause(head, mentions))]
    kept = [who for who in guess[1] if not (who.text and any(start <= who.start < end for start, end in nobody))]
    # somebody unnamed is of the crowd's state, which the guess may have had wrong
    kept = [_people(verb, home) if not who.text and _base(who.code) in homes - {home} else who for who in kept]
    if not kept and home:
        kept = [_people(verb, home)]  # "thousands of Israelis": the guess had them on both sides
    return actors, tuple(kept)


def _is_figure(noun: Token) -> bool:
    """Whether a coup is a success: "a propaganda coup", "a coup for Beijing"."""
    if noun.lemma_.lower() != "coup":
        return False
    lefts = [child.lower_ for child in noun.lefts if child.dep_ in ("amod", "compound", "nmod")]
    return not _FIGURES.isdisjoint(lefts) or any(c.dep_ == "prep" and c.lower_ == "for" for c in noun.rights)


def _is_of_another(noun: Token, mentions: Sequence[Actor]) -> bool:
    """Whether it only tells another noun apart ("a protest song"), or is part of a name ("Extinction Rebellion")."""
    is_attribute = noun.dep_ in ("compound", "amod", "nmod", "npadvmod") and noun.tag_ not in ("NNS", "NNPS")
    if is_attribute and noun.head.lemma_.lower() not in _OF_DEEDS | _HAPPENING:
        return True
    return noun.tag_ == "NNP" and any(
        child.dep_ == "compound" and child.tag_ == "NNP" and named(child, mentions) is None for child in noun.lefts
    )


def _state_of(
    noun: Token, targets: Sequence[Actor], suffering: Sequence[Actor], mentions: Sequence[Actor], guess: Sides
) -> str:
    """Whose people do it where no place is told: of whom it is against, else of the only state of the sentence.

    The latter where the model of pairs found one of it too. A rising is nowhere by that, nor is a protest that the
    state's man only speaks of: he may speak of one abroad.
    """
    is_rising = noun.lemma_.lower() in crowds.RISINGS
    guessed = {_base(who.code) for who in guess[0]}
    for found in (targets, suffering):
        codes = {code for who in found if is_state(code := _base(who.code)) and code not in BODIES}
        if len(codes) == 1 and (is_rising or codes <= guessed):
            return codes.pop()
    if is_rising or _is_spoken_of(noun, mentions):
        return ""
    only = _only_state(mentions)
    is_told = noun.dep_ in ("nsubj", "nsubjpass", "ROOT")  # "protests hit Nairobi"
    return only if (guess[1] or is_told) and only in guessed else ""


def _is_spoken_of(noun: Token, mentions: Sequence[Actor]) -> bool:
    """Whether the noun is what the only one named reacts to ("condemned the riots", "warned of riots")."""
    here = noun
    for _ in range(4):
        if here.dep_ not in ("dobj", "pobj", "prep", "compound", "conj", "ccomp", "nsubj"):
            break
        here = here.head
        if here.lower_ in _BESIDE_IN_TIME:
            break
        if here.pos_ == "VERB":
            if here.lemma_.lower() in _REACTING:
                return any(named(doer, mentions) for c in here.children if c.dep_ == "nsubj" for doer in c.subtree)
            if here.dep_ != "ccomp":
                break
    return False


def _only_state(mentions: Sequence[Actor]) -> str:
    codes = {_base(who.code) for who in mentions}
    states = {code for code in codes if is_state(code) and code not in BODIES}
    return states.pop() if len(states) == 1 else ""


def _base(code: str) -> str:
    """The state of an armed group, a crowd."""
    return code.rsplit(":", 1)[-1]


def _settled(who: Actor, state: str) -> Actor:
    """Somebody of no known state as one of the state where it happens."""
    if who.code != UNKNOWN or not state:
        return who
    code = f"{who.sector}:{state}" if who.sector in ("REB", "CVL", "OPP") else state
    return Actor(who.start, who.end, who.text, who.name, code, who.sector, who.id)


def _rebels(noun: Token, state: str) -> Actor:
    """An armed group of a state that no words name."""
    return Actor(noun.idx, noun.idx, "", state_name(state), f"REB:{state}", "REB", "")


def _people(noun: Token, state: str) -> Actor:
    """Somebody of a state that no words name."""
    return Actor(noun.idx, noun.idx, "", state_name(state), state, "", "")
