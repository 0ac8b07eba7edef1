"""Who stands on which side of a protest or a rising, in languages without a parse.

An encoder takes for the doer of a mutiny whichever state the sentence names: whoever fears it, comments on it or puts
it down. So a rising is done by an armed group, by whoever stands right behind its noun (in Chinese and Kazakh right
ahead of it) or ahead of a verb of making it, and by nobody else; a protest is not done by whom it is against, by its
cause, nor by a person without such a verb. Whoever remains unnamed is of the state where it happens. The words stand
in data/lexicon/unrest.txt; verbs ("protested", "抗议") have their subject and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from herdline.record.actors import find
from herdline.record.actors.tables import state_name
from herdline.record.participants import is_state
from herdline.record.spans import Actor
from herdline.record.unparsed.denial import clause
from herdline.record.unparsed.embassies import relation, words

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]

_BEFORE_DOER = ("zh", "kk")
"""Languages in which the doer stands ahead of the noun ("瓦格纳兵变")."""
_NEAR = 3
"""Words between a noun and whoever stands behind it, or between a preposition and whom it leads to."""
_ZH_FAR = 8
"""The same in characters."""
_ZH_HAPPENS = re.compile("^(?:境内|国内|國內|多地|各地)?(?:发生|發生|爆发|爆發|出现|出現|境内|国内|國內)")
_KK_IN = re.compile(r"^[а-яәіңғүұқөһ]*(?:да|де|та|те|дағы|дегі|тағы|тегі)\b", re.IGNORECASE)
_KK_ENDING = re.compile(r"(?:да|де|та|те|дағы|дегі|тағы|тегі)$", re.IGNORECASE)
_APART = re.compile(r"[，。；,;:：]|对|對|就|称|稱|\w(?:дағы|дегі|тағы|тегі|да|де|та|те)\b")
"""What parts a noun from whoever stands ahead of it."""
_KK_AGAINST = re.compile(r"^\w*\s+(?:\w+\s+)?қарсы\b", re.IGNORECASE)


def sides(
    lang: str, text: str, place: tuple[int, int], kind: str, guess: Sides, mentions: Sequence[Actor]
) -> Sides | None:
    """(actors, recipients) of what the word at a place tells; the guess where it is no such noun, None for no event.

    Args:
        lang: the sentence's language.
        text: the sentence.
        place: characters [start, end) of the word.
        kind: the type of event it tells.
        guess: the sides as the encoder sees them.
        mentions: the known actors that the sentence names.
    """
    is_rising = _is(lang, "rising", text, place)
    if kind not in ("ASSAULT", "PROTEST") or not (
        is_rising or (kind == "PROTEST" and _is(lang, "protest", text, place))
    ):
        return guess
    if _is_verb(lang, text, place, mentions):
        return guess
    ahead, behind = clause(lang, text, *place)
    near = [who for who in mentions if place[0] - len(ahead) <= who.start < place[1] + len(behind)]
    seats = {who: found for who in mentions if (found := relation(lang, text, who))}
    of_seats = [who for who, found in seats.items() if found != "host"]
    places = [who for who in mentions if who not in of_seats and _is_place(lang, text, who)]
    against = tuple(
        who
        for who in near
        if seats.get(who) == "before" or (who not in places and _is_led_to(lang, "against", text, who))
    )
    where = [who.code for who in places if is_state(who.code)]
    where = where or [who.code for who, found in seats.items() if found == "host"] or _capitals(lang, text)
    if not guess[0] and not where and not against:
        return guess
    if is_rising:
        doers = tuple(who for who in guess[0] if who not in against and _rises(lang, text, place, who))
        doers = doers or tuple(who for who in mentions if who not in against and _is_armed(who))[:1]
    else:
        others = (*against, *of_seats)
        doers = tuple(who for who in guess[0] if who not in others and _protests(lang, text, place, who, where))
    told = against if is_rising else [who for who in mentions if who not in of_seats]
    state = where[0] if len(set(where)) == 1 else "" if where else _only(told)
    if not doers and state:
        unnamed = _people(place[0], state)
        doers = (replace(unnamed, code=f"REB:{state}", sector="REB") if is_rising else unnamed,)
    homes = {_base(who.code) for who in doers} | ({state} if state else set())
    given = against or tuple(
        who for who in guess[1] if who.code in homes and who not in doers and (is_rising or not who.id)
    )
    home = next((code for who in doers if is_state(code := _base(who.code))), "")
    if not given and home:
        given = (_people(place[0], home),)
    return (doers, given) if doers or (against and not is_rising) else None


def _is_verb(lang: str, text: str, place: tuple[int, int], mentions: Sequence[Actor]) -> bool:
    """Whether the word is a verb with its subject right ahead of it ("Irán protesta")."""
    if not _is(lang, "verb", text, place):
        return False
    return any(who.end < place[0] and text[who.end : place[0]].isspace() for who in mentions)


def _capitals(lang: str, text: str) -> list[str]:
    """States of the capitals behind "in", which are nobody elsewhere."""
    pattern = words(lang, "in")
    if pattern is None or lang == "zh":
        return []
    led = re.finditer(rf"(?:{pattern.pattern})\s+(\w+)", text, re.IGNORECASE)
    named = [who for m in led if m.group(1)[0].isalpha() for who in find(m.group(1), lang) if not who.id]
    return [who.code for who in named if is_state(who.code)]


def _is(lang: str, role: str, text: str, place: tuple[int, int]) -> bool:
    """Whether the word at a place is one of a role, in Chinese with what stands around it."""
    pattern = words(lang, role)
    if pattern is None:
        return False
    around = range(max(0, place[0] - 1), place[0] + 1) if lang == "zh" else (place[0],)
    return any(pattern.match(text, start) for start in around)


def _is_led_to(lang: str, role: str, text: str, who: Actor) -> bool:
    """Whether one of a role's prepositions leads to a mention."""
    if lang == "kk":
        return role == "against" and _KK_AGAINST.match(text[who.end :]) is not None
    pattern = words(lang, role)
    if pattern is None:
        return False
    if lang == "zh":
        return re.search(rf"(?:{pattern.pattern})[^，。；、]{{0,2}}$", text[: who.start]) is not None
    led = rf"(?:{pattern.pattern})\s+(?:[\w'’-]+\s+){{0,{_NEAR - 1}}}$"
    return re.search(led, text[: who.start], re.IGNORECASE) is not None


def _is_place(lang: str, text: str, who: Actor) -> bool:
    if lang == "kk":
        return _KK_IN.match(text[who.end :]) is not None or _kk_has_ending(who)
    if lang == "zh" and _ZH_HAPPENS.match(text[who.end :]):
        return True
    pattern = words(lang, "in")
    if who.id or pattern is None:
        return False
    between = "" if lang == "zh" else r"\s+(?:[\w'’-]+\s+)?"
    return re.search(rf"(?:{pattern.pattern}){between}$", text[: who.start], re.IGNORECASE) is not None


def _kk_has_ending(who: Actor) -> bool:
    """Whether a mention ends in "in" ("Канадада"), and not the name itself does ("Канада")."""
    ending = _KK_ENDING.search(who.text)
    return ending is not None and any(named.code == who.code for named in find(who.text[: ending.start()], "kk"))


def _rises(lang: str, text: str, place: tuple[int, int], who: Actor) -> bool:
    return _is_armed(who) or _is_beside(lang, text, place, who) or _makes(lang, text, place, who)


def _protests(lang: str, text: str, place: tuple[int, int], who: Actor, where: Sequence[str]) -> bool:
    """Whether somebody may protest.

    No cause of it, nor, without a verb of making it, a person, an organ of a state or a state that it is not in.
    """
    if _is_led_to(lang, "cause", text, who) and not _is_place(lang, text, who):
        return False
    if _is_armed(who) or _makes(lang, text, place, who):
        return True
    if is_state(who.code) and where and who.code not in where and not _is_beside(lang, text, place, who):
        return False
    return not who.id or who.sector in ("CVL", "LAB", "NGO")


def _is_armed(who: Actor) -> bool:
    return who.sector == "REB" or who.code.startswith("REB")


def _is_beside(lang: str, text: str, place: tuple[int, int], who: Actor) -> bool:
    """Whether somebody stands where the noun's owner does, without a preposition between the two."""
    if lang in _BEFORE_DOER:
        between = text[who.end : place[0]] if who.end <= place[0] else None
        far = _ZH_FAR if lang == "zh" else 24
        return between is not None and len(between) <= far and not _APART.search(between)
    if who.start < place[1] or (not is_state(who.code) and not _is_armed(who)):
        return False
    between = text[place[1] : who.start]
    links = [pattern for role in ("against", "in", "cause") if (pattern := words(lang, role))]
    if re.search(r"[,;:.!?]|\s-\s", between) or any(pattern.search(between) for pattern in links):
        return False
    return len(between.split()) <= _NEAR and not _verb_like(lang, between)


def _verb_like(lang: str, between: str) -> bool:
    """Whether words stand between that are no genitive's attribute; one may be ("бунт главы Вагнера")."""
    return len(between.split()) > (2 if lang in ("de", "fr") else 1)


def _makes(lang: str, text: str, place: tuple[int, int], who: Actor) -> bool:
    """Whether somebody stands ahead of a verb of making it in the clause of the noun."""
    pattern = words(lang, "making")
    ahead, behind = clause(lang, text, *place)
    begin = place[0] - len(ahead)
    if pattern is None or not begin <= who.start < place[0]:
        return False
    return pattern.search(text[who.end : place[0]]) is not None or (
        lang in ("de", "kk") and pattern.search(behind) is not None
    )


def _only(found: Iterable[Actor]) -> str:
    codes = {code for who in found if is_state(code := _base(who.code))}
    return codes.pop() if len(codes) == 1 else ""


def _base(code: str) -> str:
    """The state of an armed group, a crowd."""
    return code.rsplit(":", 1)[-1]


def _people(start: int, state: str) -> Actor:
    """Somebody of a state that no words name."""
    return Actor(start, start, "", state_name(state), state, "", "")
