"""Names of actors and what they mean, from the project's tables and from CLDR (names of countries in 20 languages).

countries.csv        adjectives, capitals that stand for governments, further names, by ISO code
organisations.csv    bodies, armed groups and parties with their names in several languages
leaders.csv          persons, one row an office with its dates
"""

from __future__ import annotations

import csv
import datetime
import functools
import itertools
import re
from dataclasses import dataclass
from importlib.resources import files

from babel import Locale

LANGUAGES = (
    "en", "ru", "zh", "zh_Hant", "ar", "fr", "es", "de", "uk", "kk", "pt", "it", "pl", "tr", "fa", "ja", "ko", "uz",
    "ky", "az", "hi",
)  # fmt: skip
COUNTRY, ADJECTIVE, CAPITAL, BODY, GENERIC, PERSON, PLACE, NOBODY = (
    "country", "adjective", "capital", "body", "generic", "person", "place", "nobody",
)  # fmt: skip
_GENERIC = frozenset(
    {
        "Congress", "Supreme Court", "Senate", "the Senate", "State Department", "Justice Department", "Labour",
        "Department of Justice", "Homeland Security", "House of Representatives", "Treasury Department",
        "Capitol Hill", "Conservatives", "Labour Party", "Conservative Party", "Duma", "Security Council",
        "General Assembly", "National Liberation Army", "Justice and Development Party",
    }
)  # fmt: skip
"""Bodies that other states have too: they follow the nationality in front of them ("Pakistan's Supreme Court")."""
_NOBODY = (
    "One China", "one China", "One-China", "one-China",
    "South China Sea", "East China Sea", "New York Times", "Washington Post", "Washington Times", "China Daily",
    "Wall Street", "American Airlines", "British Airways", "Bank of America", "French fries", "Jerusalem Post",
    "Moscow Times", "Kyiv Post", "Voice of America", "Captain America", "Miss America", "Times of India",
    "Hindustan Times", "Japan Times", "Gulf of Mexico", "New Mexico", "Indian Ocean", "Persian Gulf", "Sea of Japan",
    "English Channel", "Panama Canal", "Irish Sea", "German shepherd", "Swiss cheese", "Greek yogurt", "Cuban cigar",
    "Native American", "Native Americans", "African American", "African Americans", "Mexican food", "Chinese food",
    "American Indian", "American Indians", "New Jersey", "Georgia Tech", "British Columbia", "New England",
    "Indiana", "West Virginia", "Central America", "Latin America", "South America", "North America", "New Caledonia",
    "South Korea's Kospi", "Guinea pig", "guinea pig", "Trump Tower", "Trump Organization", "Trump University",
    "English language", "in English", "in French", "in Spanish", "Washington state", "Washington State",
    "George Washington", "Denzel Washington", "Washington Monument", "Washington Redskins", "Michael Jordan",
    "Paris Hilton", "Paris Saint-Germain", "Mark Cuban", "Berlin Wall",
    "Kremlin-backed", "French Open", "US Open", "U.S. Open",
    "British Open", "Indian Wells", "Australian Open", "India Today", "Radio Free Europe", "Geneva Convention",
    "Vienna Convention", "Minsk agreement", "Minsk agreements", "Paris agreement", "Paris Agreement",
    "Indian Child Welfare Act", "Indian reservation", "Indian reservations", "Indian Affairs", "Indian Country",
    "Indian country", "Indian tribe", "Indian tribes", "Indian Health Service", "Indian boarding schools",
    "Spanish language", "Spanish-language", "Chinese language", "Russian language", "English-language",
    "Paris climate agreement", "Paris climate accord", "Oslo accords", "Good Friday Agreement",
)  # fmt: skip
COMMON_SURNAMES = frozenset(
    """May Bush Park Moon Kim Ban Brown Sharon Hadi Santos Morales Correa Fernandez Johnson Wallace Bennett Abbott Blair
    Marin Petro Austin Harris Sanders Singh Khan Sharif Francis Benedict Salman Abdullah Cameron Truss Michel Abe Moon
    Jonathan Ortega Castro Castillo Harper Morrison Marcos Reid Ryan Ghani Li Wen Wang Hu Qin Saleh Bashir Ahmed Ma Tsai
    Abbas Hasina Clinton Powell Hussein Jr Silva Karimov Obrador Nieto Santos Jong-un Jong-il Jinping Jintao Keqiang
    Jiabao Qiang Yi Gang Suk-yeol Jae-in Geun-hye Ki-moon Ing-wen Ying-jeou Kyi Hlaing XVI II Zayed Thani Ali Dagalo
    Salva Paul Turnbull Sandu Aoun Comey Bolton Kerry Kenyatta Hamid Yoon Suga Annan Rice Zardari
    Murray McCarthy Gallant Franco Sisi Mueller Grossi Rutte Merz Lula""".split()
)
"""Surnames that many bear: alone they count only behind a title or after the full name."""


_CYRILLIC = re.compile("[\u0400-\u04ff]")
_NO_SURNAMES = frozenset(("Jr.", "Jr", "Sr.", "II", "III", "IV"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name means; ``kind`` is one of the constants above."""

    name: str
    code: str
    sector: str
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Office:
    """A person's term: ``role`` as in leaders.csv; ``end`` is open (9999) while it lasts."""

    id: str
    name: str
    country: str
    sector: str
    role: str
    start: datetime.date
    end: datetime.date


def rows(name: str) -> list[dict[str, str]]:
    """Rows of a table of the package."""
    text = files("herdline").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@functools.cache
def offices() -> dict[str, tuple[Office, ...]]:
    """Terms of each person, by id, in order."""
    held: dict[str, list[Office]] = {}
    for row in rows("leaders.csv"):
        end = datetime.date.fromisoformat(row["end"]) if row["end"] else datetime.date.max
        start = datetime.date.fromisoformat(row["start"])
        held.setdefault(row["id"], []).append(
            Office(row["id"], row["name"], row["country"], row["sector"], row["role"], start, end)
        )
    return {key: tuple(sorted(terms, key=lambda o: o.start)) for key, terms in held.items()}


@functools.cache
def entries() -> tuple[dict[str, Entry], dict[str, tuple[Entry, ...]]]:
    """(names that mean somebody wherever they stand, bearers of surnames that need a title or the full name before)."""
    names: dict[str, Entry] = {}
    english = Locale("en").territories
    for code, surface in _cldr():
        names.setdefault(surface, Entry(english[alpha2()[code]], code, "", "", COUNTRY))
    for row in rows("countries.csv"):
        code = row["code"]
        known = english.get(alpha2().get(code, ""), "") or (row["more"].split("|")[0] or code)
        for field, kind, sector in (
            ("government", CAPITAL, "GOV"), ("adjectives", ADJECTIVE, ""), ("more", COUNTRY, ""),
        ):  # fmt: skip
            for surface in filter(None, row[field].split("|")):
                names[surface] = Entry(known, code, sector, "", GENERIC if surface in _GENERIC else kind)
    for row in rows("organisations.csv"):
        for surface in row["names"].split("|"):
            kind = GENERIC if surface in _GENERIC else BODY
            names[surface] = Entry(row["names"].split("|")[0], row["code"], row["sector"], row["id"], kind)
    surnames: dict[str, list[Entry]] = {}
    for row in rows("leaders.csv"):
        entry = Entry(row["name"], row["country"], row["sector"], row["id"], PERSON)
        for alias in filter(None, [row["name"], *row["aliases"].split("|")]):
            for surface in in_cases(alias) if _CYRILLIC.match(alias) else [alias]:
                names.setdefault(surface, entry)
        if row["name"].startswith("Pope "):  # "Mayor Francis Slay" is no pope
            continue
        last = surname(row["name"])
        if last not in COMMON_SURNAMES:
            names.setdefault(last, entry)
        elif entry.id not in (bearer.id for bearer in surnames.setdefault(last, [])):
            surnames[last].append(entry)
    for surface in _NOBODY:
        names[surface] = Entry(surface, "", "", "", NOBODY)
    return names, {last: tuple(held) for last, held in surnames.items()}


def surname(name: str) -> str:
    """The last word of a name that is no ending ("Jr.")."""
    return next(part for part in reversed(name.split()) if part not in _NO_SURNAMES)


def in_cases(name: str) -> list[str]:
    """A person's name of one or more Russian words in its cases, all words in the same one."""
    forms = [cases(word) for word in name.split(" ")]
    if len({len(held) for held in forms if len(held) > 1}) < 2:
        count = max(map(len, forms))
        return list(dict.fromkeys(" ".join(held[min(n, len(held) - 1)] for held in forms) for n in range(count)))
    return [
        " ".join(words) for words in itertools.product(*forms)
    ]  # lists of other orders: all, wrong ones never occur


@functools.cache
def _states() -> dict[str, str]:
    return {entry.code: entry.name for entry in entries()[0].values() if entry.kind == COUNTRY}


def state_name(code: str) -> str:
    """Name of a state, the code itself where it is none."""
    return _states().get(code, code)


@functools.cache
def alpha2() -> dict[str, str]:
    """ISO 3166 alpha-3 -> alpha-2, from CLDR's own codes."""
    from babel.core import get_global

    found = {
        three: two for three, two in get_global("territory_aliases").items() if len(three) == 3 and three.isalpha()
    }
    return {three: value[0] for three, value in found.items() if len(value) == 1}


def _cldr() -> list[tuple[str, str]]:
    """(alpha-3, name) of every country of our table in every language, Russian and Ukrainian ones with their cases."""
    two_of = alpha2()
    pairs: list[tuple[str, str]] = []
    for row in rows("countries.csv"):
        two = two_of.get(row["code"])
        for language in LANGUAGES if two else ():
            name = Locale.parse(language).territories.get(two, "")
            if len(name) > 3 or (name and not name.isascii()):
                surfaces = cases(name) if language in ("ru", "uk") else [name]
                pairs += [(row["code"], surface) for surface in surfaces]
    return pairs


def foreign() -> frozenset[str]:
    """Names of countries in other languages that are words or first names in English."""
    return frozenset(
        "Island Indie Inde Indien Chili Chine Cina Maurice Malte Dania Gana Gine Liban Livan Umman".split()
    )


def cases(name: str) -> list[str]:
    """A Russian or Ukrainian word in its cases, by its ending (regular patterns only; wrong forms never occur)."""
    for ending, others in _CASES:
        if name.endswith(ending) and " " not in name:
            return [name[: -len(ending)] + other for other in others]
    if name and name[-1] in "бвгджзклмнпрстфхцчшщ" and " " not in name:
        return [name + other for other in ("", "а", "у", "ом", "е")]
    return [name]


_CASES = (
    ("ский", ("ский", "ского", "скому", "ским", "ском")), ("цкий", ("цкий", "цкого", "цкому", "цким", "цком")),
    ("ная", ("ная", "ной", "ной", "ную", "ной")), ("ный", ("ный", "ного", "ному", "ным", "ном")),
    ("ов", ("ов", "ова", "ову", "овым", "ове")), ("ев", ("ев", "ева", "еву", "евым", "еве")),
    ("ёв", ("ёв", "ёва", "ёву", "ёвым", "ёве")), ("ин", ("ин", "ина", "ину", "иным", "ине")),
    ("ия", ("ия", "ии", "ии", "ию", "ией")), ("ія", ("ія", "ії", "ії", "ію", "ією")),
    ("а", ("а", "ы", "и", "у", "ой", "е")), ("й", ("й", "я", "ю", "ем", "е")),
    ("ь", ("ь", "и", "я", "ю", "ью", "ем", "е")),
)  # fmt: skip
"""Endings with those of the other cases; surnames have their own."""
