"""Finding actors: all names at once (Aho-Corasick), then what stands beside them decides.

A capital behind "in" or "at" is a place and nobody; titles, nationalities and names that stand together are one
mention; "the Kazakh president" is whoever held the office on the day; a common surname counts behind a title or after
the full name. Names match whole words in scripts with spaces; in Chinese anywhere, in Arabic behind a clitic too.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from herdline.record.actors.abroad import LANGUAGES, names_in
from herdline.record.actors.offices import ROLE, holder, serving
from herdline.record.actors.tables import (
    ADJECTIVE,
    CAPITAL,
    COUNTRY,
    GENERIC,
    NOBODY,
    PERSON,
    PLACE,
    Entry,
    entries,
    offices,
    state_name,
    surname,
)
from herdline.record.actors.wider import SURNAME_FIRST, english, full_names
from herdline.record.spans import Actor

_LOCATIVE = frozenset(
    "in at near outside around inside across throughout central downtown en à a de в на около in bei nach في"
    " w we pod".split()
)
_ARRIVES = re.compile(
    r"\b(?:(?:arrive[sd]?|arriving|landed|landing|lands|touched down|touches down)(?:\s\w+){0,2}\s(?:in|at)"
    r"|(?:прибы(?:л[аи]?|вает|вают|тие|тия|тии)|прилет(?:ел|ела|ели|ает)|приех(?:ал|ала|али)|визит(?:а|у|ом|е)?"
    r"|поездк(?:а|и|у|ой|е))(?:\s\w+){0,3}\sв|wizyt(?:a|y|ę|ą|ie)(?:\s\w+){0,2}\sw"
    r"|(?:(?:Staats|Antritts)?[Bb]esuch|Reise|Ankunft)(?:\s\w+){0,2}\sin"
    r"|(?:arriv(?:e|é|ée|és|ées|a|ent)|visite|déplacement|voyage|rendue?|rend)(?:\s\w+){0,2}\sà"
    r"|(?:lleg(?:ó|a|an|aron|ado|ada)|visita|viaje|viajó)(?:\s\w+){0,2}\s(?:a|en))\s$",
    re.IGNORECASE,
)
"""Ahead of a capital: who arrives there, or visits, comes to its government."""
_BEFORE_ARRIVAL = 60
_CHINESE_LOCATIVE = re.compile("(?:在|(?<![由关關对對鉴鑒至等属屬])[于於])$")
_TITLE = (
    r"(?:(?:[Ff]ormer|[Ee]x|[Aa]cting|[Tt]hen|[Vv]ice|[Dd]eputy|[Ss]hadow|outgoing|incoming|interim)[ -])?"
    r"(?:President|Prime Minister|PM|Premier|Chancellor|King|Queen|Emir|Sultan|Crown Prince|Foreign Minister"
    r"|Foreign Secretary|Defen[cs]e Minister|Defen[cs]e Secretary|Finance Minister|Interior Minister"
    r"|Secretary of State|Secretary-General|Secretary General|Secretary|Senator|Sen\.|Rep\.|Speaker|Gen\.|General"
    r"|Vice President|Chief|Leader|leader|chief|Chairman|Ayatollah|Supreme Leader|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Minister"
    r"|president|prime minister|foreign minister|minister|chancellor|spokesman|spokeswoman|Spokesman|Ambassador"
    r"|ambassador|Justice|Judge|Governor|Gov\.|Mayor)"
)
_BEFORE_NAME = re.compile(rf"(?:{_TITLE},? )+$")
_AMERICAN = re.compile(r"(?:Sen|Rep|Gov)\.|Senator|Governor")
_ELECTED = frozenset(("GOV", "PAR", "PTY"))
_ONLY_TITLES = re.compile(rf"^(?:['’]s)?,? ?(?:the )?(?:{_TITLE},? ?)*(?:of )?$")
_FORMER = re.compile(r"\b(?:[Ff]ormer|[Ee]x-?|[Ll]ate|then-?)\s?(?:\S+\s){0,3}$")
_LANDS = (ADJECTIVE, COUNTRY, CAPITAL, PLACE)
_FIRST_NAMES = frozenset(
    ("Paris", "London", "Sofia", "Kingston", "Victoria", "Santiago", "Berlin", "Vienna", "Florence", "Riad", "Damas")
)
"""Capitals that people are called by."""
_NAME_BEHIND = re.compile(r" [A-Z][a-z]+(?=[ ,.;:'’]|$)(?! (?:and|of|on|to|for|in|at|as|over)\b)")
_CAPITAL_BEHIND = re.compile(r"(?:['’]s)? ([A-Z][\w.]*)")
_CAPITAL_AHEAD = re.compile(
    r"(?<![.!?:;”\"\n] )(?<!\n)(?<!^)\b"
    r"(?!North |South |East |West |Central |New |The |In |From |At |To |For )[A-Z][a-z]+ $"
)
_LOCAL = frozenset(
    "Mayor Governor Gov. Gov Sen. Senator Senate Rep. Representative Congressman Congresswoman Republican Republicans"
    " Democrat Democrats Attorney Police Legislature Supreme Court State City County House Lt. Lieutenant Judge"
    " District Sheriff National Secretary Department Assembly Prosecutor Superintendent Commissioner".split()
)
"""What may follow a city or state that is meant itself ("Chicago Mayor", not "Chicago Bulls")."""
_HEADLINE = re.compile(r"^(?:[^a-z\s]\S*\s+|(?:a|an|the|to|of|in|on|for|and|with|as|at|by|from)\s+)+\S*$")
"""Every word with a capital: there, what follows a capital may be a verb."""
_IN_MONTH = re.compile(r"\b(?:in|of|on|by|since|until|last|late|early|mid|\d+)[ -]$")  # May, a month after all
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
HALVES = re.compile("[\ud800-\udfff]")
_OWNS = (" ", "'s ", "’s ")
_NOT_OF = re.compile(
    r"[-‐‑–](?:born|based|made|built|owned|speaking|language|style|flagged|registered|educated|trained|designed"
    r"|manufactured|produced|themed|inspired|sounding)\b",
    re.IGNORECASE,
)
"""Behind a state's name: somebody from there, living there, a thing made there, none of which is the state."""
_OF_OTHERS = re.compile(
    r"(?:['’]s?)? (?:(?:close|closest|key|long-?time|top|staunch|main|traditional|regional|old|western|eastern|northern"
    r"|southern|nearest|smaller?|biggest|former|treaty|immediate|arch) )?"
    r"(?:all(?:y|ies)|rivals?|adversar(?:y|ies)|foes?|enem(?:y|ies)|neighbou?rs?)\b(?!['’])"
)
"""Behind a state's name: others than the state ("the US ally Singapore", "Russia's neighbours")."""
_OF_COURTS = re.compile(r"(?:Judge|Justice|Magistrate|Officer|Sheriff|Attorney|Prosecutor)s? $")
_DAY = re.compile(r" (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_IRISH = re.compile(r"\bO['’]$")  # O'Malley is no Malley
_ARABIC_CLITICS = frozenset("وبلفكال")


@functools.cache
def _machine(lang: str) -> tuple[AhoCorasick, list[tuple[tuple[Entry, ...], bool]]]:
    if lang == "en":
        names, surnames = english()
    else:
        names, surnames = entries()
        names = full_names() | names | names_in(lang)
    patterns = {**{s: (e, True) for s, e in surnames.items()}, **{s: ((e,), False) for s, e in names.items()}}
    return AhoCorasick(list(patterns), matchkind=MatchKind.LeftmostLongest), list(patterns.values())


def find(text: str, lang: str = "en", on: datetime.date | None = None) -> list[Actor]:
    """Actors in a text, in reading order.

    Args:
        text: any text; characters count as in ``str``.
        lang: its language; titles, places and offices are understood in English.
        on: the day that decides who holds an office; without it the latest holder counts.
    """
    machine, meanings = _machine(lang if lang in (*LANGUAGES, "en") else "")
    found: list[tuple[Actor, Entry]] = []
    seen: dict[str, int] = {}
    # half a character is dirt that UTF-8 does not know; what stands for it is as long
    for number, start, end in machine.find_matches_as_indexes(HALVES.sub("\ufffd", text)):
        bearers, needs_title = meanings[number]
        if not _whole(text, start, end):
            continue
        entry: Entry | None = bearers[0]
        if needs_title:
            entry = _bearer(text, start, bearers, seen)
        if entry is None:
            continue
        if entry.kind == NOBODY or _only_a_place(text, start, end, entry):
            continue
        if lang == "en" and entry.kind in _LANDS and (_NOT_OF.match(text, end) or _OF_OTHERS.match(text, end)):
            continue
        if entry.id not in seen and _somebody_else(text, start, end, entry):
            continue
        if entry.kind == PERSON:
            seen[entry.id] = start
        mention = Actor(start, end, text[start:end], entry.name, entry.code, entry.sector, entry.id)
        found.append((_in_office(text, mention, entry, on), entry))
    return _joined(text, found, on)


def _bearer(text: str, start: int, bearers: Sequence[Entry], seen: Mapping[str, int]) -> Entry | None:
    """Whom a surname means that several may bear: who was last named in full, else behind a title; None: nobody.

    Behind a title it is whoever held an office by that name (leaders.csv); a senator or governor is the one American.
    """
    before = text[max(0, start - 40) : start]
    titled = _BEFORE_NAME.search(before)
    named = [entry for entry in bearers if entry.id in seen]
    if named and (titled or not _IN_MONTH.search(before[-9:])):
        return max(named, key=lambda entry: seen[entry.id])
    if titled and _AMERICAN.search(titled.group()):
        elected = [entry for entry in bearers if entry.code == "USA" and entry.sector in _ELECTED]
        return elected[0] if len(elected) == 1 else None
    return next((entry for entry in bearers if entry.id in offices()), None) if titled else None


def find_all(texts: Sequence[str], langs: Sequence[str], dates: Sequence[datetime.date | None]) -> list[list[Actor]]:
    """``find`` over many texts."""
    return [find(text, lang, on) for text, lang, on in zip(texts, langs, dates, strict=True)]


def _whole(text: str, start: int, end: int) -> bool:
    if _CJK.match(text[start]):
        return True
    after = end >= len(text) or not (text[end].isalnum() or text[end] == "_")
    if not after and not _arabic(text[end]):
        return False
    if start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "_@"):
        return after and not _IRISH.search(text[max(0, start - 3) : start])
    return after and _arabic(text[start - 1]) and text[start - 1] in _ARABIC_CLITICS


def _arabic(char: str) -> bool:
    return "\u0600" <= char <= "\u06ff"


def _only_a_place(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether a capital is where something happens, rather than the government that sits there."""
    if entry.kind != CAPITAL:
        return False
    if _CHINESE_LOCATIVE.search(text[max(0, start - 2) : start]):
        return True
    before = text[max(0, start - 14) : start].rstrip().rsplit(" ", 1)[-1].lower()
    if text[end : end + 2] == ", " and text[end + 2 : end + 3].isupper() and not _HEADLINE.search(text):
        return True
    return before in _LOCATIVE and not _ARRIVES.search(text[max(0, start - _BEFORE_ARRIVAL) : start])


def _somebody_else(text: str, start: int, end: int, entry: Entry) -> bool:
    """Names of persons that are also countries or capitals ("Michael Jordan", "Paris Mayo"), and Georgia, the state."""
    if entry.kind == PLACE and not _HEADLINE.search(text):
        behind = _CAPITAL_BEHIND.match(text, end)
        ahead = _CAPITAL_AHEAD.search(text[max(0, start - 24) : start])
        return (behind is not None and behind.group(1) not in _LOCAL) or ahead is not None
    if entry.kind == CAPITAL and text[start:end] in _FIRST_NAMES:
        return _NAME_BEHIND.match(text, end) is not None and not _HEADLINE.search(text)
    if entry.kind == PERSON and text[start:end] in _given_names():  # "Jonathan Goodman" is no Goodluck Jonathan
        title = text[max(0, start - 40) : start]
        in_office = _BEFORE_NAME.search(title) is not None and not _OF_COURTS.search(title)
        behind = _NAME_BEHIND.match(text, end)
        return behind is not None and not in_office and not _DAY.match(behind.group()) and not _HEADLINE.search(text)
    if entry.code == "WST" and text[start:end].endswith("West") and _NAME_BEHIND.match(text, end) is not None:
        return True  # "West Darfur", "the West Coast"
    if entry.name in ("Jordan", "Chad", "Georgia") and entry.kind == COUNTRY and text[start:end].isascii():
        after, before = text[end : end + 2], text[max(0, start - 12) : start].split(" ")[-2:-1]
        named = len(after) == 2 and after[0] == " " and after[1].isupper()
        first = bool(before) and before[0][:1].isupper() and before[0].isalpha() and start > len(before[0]) + 1
        if entry.name == "Georgia":
            return bool(re.search(r"Atlanta|Republican|Democrat|Senate|county|governor|Savannah", text))
        return named or (first and entry.name != "Georgia")
    return False


def _home(entry: Entry) -> str:
    """The state of who is out of office: a former president of the European Council is no body of the Union's."""
    states = [office.country for office in offices().get(entry.id, ()) if state_name(office.country) != office.country]
    return states[-1] if states else entry.code


@functools.cache
def _given_names() -> frozenset[str]:
    """Surnames of persons of our tables that are first names of others."""
    names, bearers = english()
    persons = [entry for held in bearers.values() for entry in held] + [e for e in names.values() if e.kind == PERSON]
    called = {entry.name for entry in persons if " " in entry.name and entry.code not in SURNAME_FIRST}
    return frozenset({name.split()[0] for name in called} & {surname(name) for name in called})


def _in_office(text: str, mention: Actor, entry: Entry, on: datetime.date | None) -> Actor:
    """A person's sector on the day: the office held then, none when out of office or called former."""
    if entry.kind != PERSON:
        return mention
    office = serving(entry.id, on)
    if _FORMER.search(text[max(0, mention.start - 40) : mention.start]):
        return replace(mention, sector="", code=_home(entry))
    if office is None:
        return replace(mention, sector="", code=_home(entry))
    return replace(mention, code=office.country, sector=office.sector)


def _joined(text: str, found: list[tuple[Actor, Entry]], on: datetime.date | None) -> list[Actor]:
    """Nationality, title and name that stand together as one mention; offices without a name as their holder."""
    result: list[tuple[Actor, Entry]] = []
    for actor, entry in found:
        if result:
            last, known = result[-1]
            between = text[last.end : actor.start]
            bare = between.strip() == ","  # "the invasion of Ukraine, Prigozhin added"
            apart = known.kind == PERSON or bare or (known.kind == PLACE and "," in between)
            if entry.kind == PERSON and not apart and len(between) < 60 and _ONLY_TITLES.match(between):
                result[-1] = (replace(actor, start=last.start, text=text[last.start : actor.end]), entry)
                continue
            if entry.kind == GENERIC and between in _OWNS and known.kind in (ADJECTIVE, COUNTRY):
                whole = text[last.start : actor.end]
                result[-1] = (replace(actor, start=last.start, text=whole, name=whole, code=last.code), entry)
                continue
        result.append((actor, entry))
    return [_with_office(text, actor, entry, on) for actor, entry in result]


def _with_office(text: str, actor: Actor, entry: Entry, on: datetime.date | None) -> Actor:
    """The mention with its title or office: "Kazakhstan's president", "President Tokayev"."""
    if entry.kind == PERSON:
        before = _BEFORE_NAME.search(text[: actor.start][-40:])
        if before:
            start = actor.start - len(before.group())
            return replace(actor, start=start, text=text[start : actor.end])
        return actor
    if entry.kind not in (COUNTRY, ADJECTIVE, CAPITAL) or actor.code in ("", "XXX"):
        return actor
    tail = re.match(r"(?:['’]s)? (?:new |current |own )?", text[actor.end :])
    role = ROLE.match(text, actor.end + tail.end()) if tail else None
    if role is None or (role.end() < len(text) and text[role.end()].isalnum()):
        return actor
    former = _FORMER.search(text[max(0, actor.start - 20) : actor.start])
    who = None if on is None or former else holder(actor.code, role.group(), on)
    end = role.end()
    if who is None:
        return replace(actor, end=end, text=text[actor.start : end], sector="" if former else "GOV")
    return Actor(actor.start, end, text[actor.start : end], who.name, actor.code, who.sector, who.id)
