"""What actors are called in one language: names_abroad.csv, on top of ``tables``.

A row counts in texts of its own language only: "damas" are ladies in Spanish, "Maurice" a first name in English.
``key`` is a code, code and sector, or the id of a person or body, ``forms`` are surface forms; "российск+" and
"russisch+" stand for a stem with its endings, a Russian person for all cases. A "politician" or an "organ" is somebody
whom only this language's news name: the key is code and sector, and in Chinese a row holds all of the same key.
"""

from __future__ import annotations

import functools
from dataclasses import replace

from babel import Locale

from herdline.record.actors.tables import (
    ADJECTIVE,
    BODY,
    CAPITAL,
    COUNTRY,
    GENERIC,
    NOBODY,
    PERSON,
    Entry,
    alpha2,
    entries,
    in_cases,
    rows,
)
from herdline.record.languages import BY_WORDS, UNPARSED

LANGUAGES = (*UNPARSED, *BY_WORDS)
"""Languages that the table knows."""
_KINDS = {"adjective": ADJECTIVE, "name": COUNTRY, "capital": CAPITAL, "group": BODY}
_ENDINGS = {
    "ru": ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"),
    "de": ("", "e", "en", "er", "es", "em"),
    "pl": ("i", "iego", "iemu", "im", "a", "iej", "ą", "ie", "ich", "imi"),
}


@functools.cache
def names_in(lang: str) -> dict[str, Entry]:
    """Names that mean somebody in texts of one language; none for a language without a table."""
    if lang not in LANGUAGES:
        return {}
    held = list(entries()[0].values())
    known = {
        BODY: {entry.id: replace(entry, kind=BODY) for entry in held if entry.kind in (BODY, GENERIC)},
        PERSON: {entry.id: entry for entry in held if entry.kind == PERSON},
    }
    called = {entry.code: entry for entry in held if entry.kind in (BODY, COUNTRY)}
    english = Locale("en").territories
    names: dict[str, Entry] = {}
    for row in rows("names_abroad.csv"):
        if row["lang"] != lang:
            continue
        key, kind = row["key"], row["kind"]
        entry: Entry | None
        if kind == "nobody":  # what holds a name and means nobody: "Südchinesisches Meer"
            names |= {surface: Entry(surface, "", "", "", NOBODY) for surface in row["forms"].split("|")}
            continue
        code, _, sector = key.partition("/")
        if kind == "organ" or (kind == "politician" and lang == "zh"):  # a row holds several, each under its own name
            of = BODY if kind == "organ" else PERSON
            for surface in filter(None, row["forms"].split("|")):
                names.setdefault(surface, Entry(surface, code, sector, surface, of))
            continue
        if kind == "politician":  # of whom only this language's news speak; the key is code and sector
            plain = row["forms"].split("|")[0]
            entry = Entry(plain, code, sector, "-".join(plain.lower().split()), PERSON)
        elif kind in ("person", "body"):
            entry = known[PERSON if kind == "person" else BODY].get(key)
        else:
            body = called.get(key)
            plain = row["forms"].split("|")[0].removesuffix("+")
            name = english.get(alpha2().get(key, ""), "") or (body.name if body else plain)
            rebels = "REB" if key.startswith("REB") else body.sector if body else ""
            sector = {"capital": "GOV", "group": rebels}.get(kind, "")
            entry = Entry(name, key, sector, "", _KINDS[kind])
        if entry is None:
            continue
        for form in filter(None, row["forms"].split("|")):
            surfaces = in_cases(form) if lang == "ru" and kind == "person" else inflected(form, lang)
            for surface in surfaces:
                names.setdefault(surface, entry)
    return names


def inflected(form: str, lang: str) -> list[str]:
    """Surface forms of a table's entry, with endings where it is a stem, and as a sentence begins."""
    if form.endswith("+") and lang in _ENDINGS:
        made = [form[:-1] + ending for ending in _ENDINGS[lang]]
        return made + [surface[0].upper() + surface[1:] for surface in made]
    return [form] if not form[0].islower() else [form, form[0].upper() + form[1:]]
