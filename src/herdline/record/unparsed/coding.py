"""Events of sentences in languages without a parser, by an encoder of many languages.

Every piece that begins a word is asked what it tells; for each that tells an event, every pair of actors named in the
sentence whether the one acts toward the other. Learnt from English, Russian, Chinese, German, French, Arabic,
Spanish, Polish and invented Kazakh (tools/train_languages.py). What it cannot say stays empty: mode, place, speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from math import log
from typing import NamedTuple

import numpy as np

from herdline.record.actors import find
from herdline.record.dating.calendar import event_day
from herdline.record.events import Coded, Unit, by_another, of_war
from herdline.record.models import encoder
from herdline.record.models.factuality import HIGHEST
from herdline.record.parsed.retold import distinct
from herdline.record.participants import UNKNOWN
from herdline.record.spans import Actor, Event
from herdline.record.unparsed import apart, multilingual, unrest
from herdline.record.unparsed.denial import denied, is_light
from herdline.record.unparsed.hearsay import is_claim
from herdline.record.unparsed.likely import likely, odds, stated
from herdline.record.unparsed.meeting import is_figure, partners
from herdline.record.unparsed.multilingual import TYPES, Multilingual

SURE = 0.45
"""Weighed answer from which an event and its sides are coded: where two in three are right on sentences that the
encoder had not seen, though the weights had (tools.train_likely); on the blind gold it is .55. What is told of an event
is less than that (``likely.stated``). At .3 a quarter more is found, and one in two is right."""
LEAST = 0.1
"""Probability of an event, and of it times a pair's, from which a piece and a pair are looked at."""
_BESIDE = 3
"""Pieces on either side that may tell the same event."""
_PLACES = ("two", "home", "alone")
MODE = 0.5
"""Probability from which an auxiliary mode is told."""
_SANCTIONS = re.compile(r"санкци|制裁|sanktion|sanction|sanci[oó]n|عقوبات|sankcj", re.IGNORECASE)
_NEAR = 40
"""Characters around a predicate in which its sanctions stand."""
_CONDEMNS = re.compile(r"condamn|conden|осу[дж]", re.IGNORECASE)
"""Words for the sentence of a court, which condemn only with words where one state does it to another."""
_REFUSES = re.compile(
    r"odm[óa]w|odrzuc|отказ|отверг|verweiger|lehnt|abgelehn|refus|rejet|rechaz|拒绝|拒絕|رفض", re.IGNORECASE
)
"""Words that refuse, which the encoder now and then takes for their contrary."""
_ZH_UNDER = re.compile("[受遭]$")
"""Ahead of a deed that only tells a noun apart."""
_LANGUAGE = re.compile(r"ск(?:ий|ого|ому|им|ом)$")
_NO_NOUN = re.compile(r"\s*(?:$|[,;:.!?»\")]|(?:и|или|язык\w*)\b)")
"""Behind a Russian adjective that is a language ("учат китайский")."""
_ZH_ON = re.compile("(?:涉及|有关|有關|关于|關於|围绕|圍繞)$")
"""Ahead of what a deed is about."""
_MEDIA = re.compile(r"(?:媒体|媒體)|\s+(?:СМИ|медиа|media|Medien|médias|medios|БАҚ)\b")
"""Behind a state's name: who reports a deed, and does none."""
_FRIENDLY = frozenset(("AGREE", "AID", "CONCEDE", "COOPERATE", "RETREAT", "SUPPORT"))
_MUTUAL = frozenset(("CONSULT", "COOPERATE", "AGREE", "ASSAULT"))


class Pair(NamedTuple):
    """Who acts toward whom, by place among a sentence's mentions; None is nobody known."""

    actor: int | None
    recipient: int | None
    chance: float

    @property
    def place(self) -> str:
        """Whether both are known and two, both the same, or only one known."""
        return "alone" if None in self[:2] else "home" if self.actor == self.recipient else "two"


def code(units: Sequence[Unit], model: Multilingual | None = None) -> list[Coded]:
    """Events of each sentence, in reading order; no positions. Sentences that name no known actor have none.

    Args:
        units: sentences with what is known about them; any language is tried.
        model: the encoder to ask; the package's own when not given.
    """
    with encoder.one_thread():
        return [_coded(unit, model or multilingual.trained()) for unit in units]


def _coded(unit: Unit, model: Multilingual) -> Coded:
    mentions = named(unit)
    if not mentions:
        return Coded((), ())
    (held,) = multilingual.read([unit.text], model)
    return coded(unit, mentions, held)


def named(unit: Unit) -> list[Actor]:
    """The known actors that a sentence names."""
    found = [who for who in find(unit.text, unit.lang, unit.published) if who.code != UNKNOWN]
    return [who for who in found if not _is_a_matter(unit, who)]


def _is_a_matter(unit: Unit, who: Actor) -> bool:
    """Whether a name is a language, what is spoken of, or newspapers that report, not somebody who acts."""
    if _MEDIA.match(unit.text, who.end) or apart.is_reporter(unit.text, who.end):
        return True
    if unit.lang == "ru":
        is_bare = _LANGUAGE.search(who.text) is not None and who.text[:1].islower()
        return is_bare and _NO_NOUN.match(unit.text[who.end :]) is not None
    return unit.lang == "zh" and _ZH_ON.search(unit.text[: who.start]) is not None


def coded(unit: Unit, mentions: Sequence[Actor], held: encoder.Read) -> Coded:
    """What a sentence tells, out of its mentions and of what the encoder read."""
    found = []
    for start, kind, pairs, features in answers(unit.lang, unit.text, mentions, held):
        end = _end(held, unit.text, start)
        if kind == "CONSULT" and is_figure(unit.lang, unit.text, start, end):
            continue
        if kind == "CONSULT" and apart.is_demanded(unit.text, start):
            continue
        if kind == "ACCUSE" and apart.is_rebutted(unit.text, start):
            continue
        outside = apart.elsewhere(unit.text, start, mentions)
        if unit.lang == "zh" and _ZH_UNDER.search(unit.text[:start]):
            continue  # "受制裁银行": the sanctioned bank
        sure = likely(features)
        scored = (
            p._replace(chance=s) for p, s in zip(pairs, sure, strict=True) if not outside & {p.actor, p.recipient}
        )
        made = sorted(scored, key=lambda pair: -pair.chance)
        with_whom = partners(unit.lang, unit.text, start, end, mentions) if kind in _MUTUAL else None
        if unit.lang == "zh" and kind == "ASSAULT":
            suffer = apart.attacked(unit.text, start, end, mentions)
            made = [p for p in made if p.actor is None or mentions[p.actor].code not in suffer]
        kept = chosen(made if with_whom is None else _met(made, {mentions[n].code for n in with_whom}, mentions))
        if kept:
            event = by_another(_event(unit, held, start, kind, kept, mentions))
            guess = event.actors, event.recipients
            taking_part = unrest.sides(unit.lang, unit.text, (start, end), event.type, guess, mentions)
            if taking_part is not None:
                found.append(replace(event, actors=taking_part[0], recipients=taking_part[1]))
    return Coded(tuple(distinct(_said_once(unit, found))), ())


def _met(pairs: Sequence[Pair], codes: Set[str], mentions: Sequence[Actor]) -> list[Pair]:
    """Without the pairs of two of which neither is the partner that the words name, and without other recipients."""
    return [
        pair
        for pair in pairs
        if (pair.place != "two" and pair.actor is not None)
        or codes & {mentions[n].code for n in pair[:2] if n is not None}
    ]


def _said_once(unit: Unit, found: Sequence[Event]) -> list[Event]:
    """Without the refusal that an encoder sees in a denied or light verb beside the deed itself.

    "No sanctions were imposed" tells of sanctions that are denied, and of nobody who refuses.
    """
    return [
        event
        for event in found
        if event.type != "REJECT"
        or _REFUSES.match(unit.text, event.start)
        or not any(_echoes(unit, event, other) for other in found if other.type != "REJECT")
    ]


def _echoes(unit: Unit, event: Event, other: Event) -> bool:
    is_denied = "negation" in event.aux and "negation" in other.aux
    near = min(abs(event.start - other.end), abs(other.start - event.end)) < _NEAR
    return near and (is_denied or is_light(unit.lang, unit.text[event.start : event.end]))


def answers(
    lang: str, text: str, mentions: Sequence[Actor], held: encoder.Read
) -> Iterator[tuple[int, str, list[Pair], list[dict[str, float]]]]:
    """(place, type, pairs, features of each for ``likely``) of every piece that may tell an event.

    Args:
        lang: the sentence's language.
        text: the sentence.
        mentions: the known actors that it names.
        held: what the encoder read.
    """
    starts = multilingual.beginnings(text, held.cut)
    chances = encoder.events(held, starts)
    told = 1 - chances[:, -1]
    codes = len({who.code for who in mentions})
    shared = {
        f"lang={lang}": 1.0, "mentions": log(len(mentions)), "codes": log(codes), "one code": float(codes == 1),
        "predicates": log(1 + int((told >= 0.5).sum())),
    }  # fmt: skip
    for at in np.flatnonzero(told >= LEAST).tolist():
        pairs = [pair for pair in pairs_of(held, starts[at], mentions) if told[at] * pair.chance >= LEAST]
        if not pairs:
            continue
        kind = TYPES[int(chances[at, :-1].argmax())]
        best = {place: max((p.chance for p in pairs if p.place == place), default=0.0) for place in _PLACES}
        beside = np.delete(told[max(0, at - _BESIDE) : at + _BESIDE + 1], min(at, _BESIDE))
        event = odds(float(told[at]))
        of_event = {
            **shared, f"kind={kind}": 1.0, "event": event, "event beside": odds(float(beside.max(initial=0))),
            "type": odds(float(chances[at, :-1].max() / told[at])),
        }  # fmt: skip
        yield starts[at], kind, pairs, [
            {
                **of_event, pair.place: 1.0, "pair": odds(pair.chance), "rank": log(1 + rank),
                **{f"rival {place}": odds(best[place]) for place in _PLACES if place != pair.place},
                f"{pair.place} event": event, f"{pair.place} pair": odds(pair.chance),
                f"{pair.place} codes": shared["codes"],
            }
            for rank, pair in enumerate(pairs)
        ]  # fmt: skip


def pairs_of(held: encoder.Read, predicate: int, mentions: Sequence[Actor]) -> list[Pair]:
    """Every pair of mentions with how likely the one acts toward the other, likeliest first."""
    at = held.cut.at(predicate)
    places = [(number, place) for number, who in enumerate(mentions) if (place := held.cut.last((who.start, who.end)))]
    if at is None or not places:
        return []
    chance = encoder.between(held, at, [0, *(place for _, place in places)])
    numbers = [None, *(number for number, _ in places)]
    made = [
        Pair(numbers[i], numbers[j], float(chance[i, j]))
        for i in range(len(numbers))
        for j in range(len(numbers))
        if (i or j) and (i == j or not _same(mentions, numbers[i], numbers[j]))
    ]
    return sorted(made, key=lambda pair: -pair.chance)


def _same(mentions: Sequence[Actor], one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and mentions[one].code == mentions[other].code


def chosen(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs that are likely enough; one with one side only if there are no others."""
    both = [pair for pair in pairs if None not in pair[:2] and pair.chance >= SURE]
    return both or [pair for pair in pairs[:1] if None in pair[:2] and pair.chance >= SURE]


def _event(
    unit: Unit, held: encoder.Read, start: int, kind: str, pairs: Sequence[Pair], mentions: Sequence[Actor]
) -> Event:
    end = _end(held, unit.text, start)
    actors, recipients = sides(kind, pairs, mentions)
    kind = _settled(kind, unit.text, start, end, {who.code for who in actors} != {who.code for who in recipients})
    modes, certainty = encoder.judged(held, start)
    told_modes = {mode for mode, chance in zip(encoder.AUX, modes, strict=True) if chance >= MODE}
    if denied(unit.lang, unit.text, start, end):
        told_modes.add("negation")
    aux = tuple(sorted(told_modes))
    sure = encoder.CERTAINTY[int(np.argmax(certainty))]
    if sure != "denied" and is_claim(unit.lang, unit.text, start, end):
        sure = "alleged"
    date, precision = event_day(unit.text, unit.published, "future" in aux, unit.lang, start)
    if kind == "ASSAULT" and precision == "about":
        date, precision = of_war(actors, recipients, (start, unit.text[start:end]), unit, aux) or (date, precision)
    if "historical" in aux and precision == "about":
        date, precision = "", ""  # the sentence sets it in another time than the article's
    sign = -1.0 if "negation" in aux or sure == "denied" else 1.0
    doubt = {"asserted": 0.5, "reported": 1.5}.get(sure, 2.0)
    return Event(
        type=kind, mode="", contexts=(), aux=aux, actors=actors, recipients=recipients, date=date,
        date_precision=precision, place="", certainty=sure, speaker="",
        polarity="negative" if "negation" in aux else "positive",
        factuality=0.0 if {"future", "hypothetical"} & set(aux) else sign * (HIGHEST - doubt),
        probability=round(stated(pairs[0].chance), 3), start=start, end=end,
    )  # fmt: skip


def _settled(kind: str, text: str, start: int, end: int, abroad: bool) -> str:
    """Sanctions are SANCTION, a state that condemns another accuses it, and who refuses is no friend."""
    if kind in _FRIENDLY and _REFUSES.match(text[start:end]):
        return "REJECT"
    if kind == "COERCE" and _SANCTIONS.search(text[max(0, start - _NEAR) : end + _NEAR]):
        return "SANCTION"
    return "ACCUSE" if kind == "SANCTION" and abroad and _CONDEMNS.match(text[start:end]) else kind


def _end(held: encoder.Read, text: str, start: int) -> int:
    """Where the word that begins there ends: elsewhere with its letters, in Chinese with its piece, mostly of two."""
    place = int(np.searchsorted(held.cut.starts, start, side="right"))
    end = int(held.cut.ends[place - 1])
    if text[start] >= "\u2e80":
        return end + (end == start + 1 < len(text) and text[end].isalpha())
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def sides(kind: str, pairs: Sequence[Pair], mentions: Sequence[Actor]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients; those that act toward each other are actors together.

    Where one of three or more meets each of the others, which do not meet each other, it stands alone ("Erdogan spoke
    with Putin and Zelensky").
    """
    if kind not in _MUTUAL:  # one acts on the other; what both do to each other is seldom told in one word
        codes = {pair: tuple(None if n is None else mentions[n].code for n in pair[:2]) for pair in pairs}
        pairs = [p for p in pairs if not any(codes[q] == codes[p][::-1] and q.chance > p.chance for q in pairs)]
    told = {(mentions[p.actor].code, mentions[p.recipient].code) for p in pairs if None not in (p.actor, p.recipient)}  # type: ignore[index]
    together = {one for one, other in told if one != other and (other, one) in told} if kind in _MUTUAL else set()
    met = {frozenset(pair) for pair in told if len(set(pair)) == 2}
    if kind == "CONSULT" and len(met) > 1:
        named = {mentions[n].code: mentions[n] for p in pairs for n in (p.actor, p.recipient) if n is not None}
        for centre in frozenset.intersection(*met):
            if all((centre, other) in told for other in named if other != centre):  # a host of several acts not
                return (named[centre],), tuple(one for code, one in named.items() if code != centre)
    actors: dict[str, Actor] = {}
    recipients: dict[str, Actor] = {}
    for pair in pairs:
        for side, number in ((actors, pair.actor), (recipients, pair.recipient)):
            if number is not None:
                who = mentions[number]
                (actors if who.code in together else side).setdefault(who.code, who)
    return tuple(actors.values()), tuple(recipients.values())
