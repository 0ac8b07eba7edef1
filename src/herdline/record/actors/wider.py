"""Names of politics in English beyond offices: more persons, bodies, cities.

persons.csv   persons of politics, one row each, with the years of what they are known for
bodies.csv    ministries, parliaments, agencies, parties, armed groups with names of their own
places.csv    cities, regions and sites by the state they lie in

English texts only, but for full names of persons: "ICE" is a train in German, "Sessions" are sittings in French.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from functools import cache

from herdline.record.actors.tables import (
    COMMON_SURNAMES,
    COUNTRY,
    PERSON,
    PLACE,
    Entry,
    Office,
    entries,
    foreign,
    rows,
    surname,
)

SURNAME_FIRST = frozenset("CHN HKG TWN PRK KOR VNM KHM LAO MMR THA IDN ISL ETH ERI MNG".split())
"""States whose persons' last word is no surname."""
_BY_FIRST_NAME = frozenset("King Queen Prince Princess Pope Sheikh Emir Sultan Saint Lord Lady Mother".split())


@cache
def persons() -> tuple[tuple[dict[str, str], Entry], ...]:
    """Rows of persons.csv with what each means, but those that leaders.csv has too."""
    known = {form for row in rows("leaders.csv") for form in _forms(row)}
    return tuple(
        (row, Entry(row["name"], row["code"], row["sector"], "-".join(re.findall(r"\w+", row["name"].lower())), PERSON))
        for row in rows("persons.csv")
        if not known & set(_forms(row))
    )


def _forms(row: dict[str, str]) -> list[str]:
    return [row["name"], *filter(None, row["aliases"].split("|"))]


@cache
def terms() -> dict[str, Office]:
    """When each person of persons.csv had the sector told there, by id; the last year counts whole."""
    found = {}
    for row, entry in persons():
        start = datetime.date(int(row["start"]), 1, 1) if row["start"] else datetime.date.min
        end = datetime.date(int(row["end"]) + 1, 1, 1) if row["end"] else datetime.date.max
        found[entry.id] = Office(entry.id, entry.name, entry.code, entry.sector, "", start, end)
    return found


@cache
def full_names() -> dict[str, Entry]:
    """Full names of persons."""
    forms = ((form, entry) for row, entry in persons() for form in _forms(row) if " " in form)
    return {form: entry for form, entry in reversed(list(forms))}


@cache
def places() -> frozenset[tuple[str, str]]:
    """(name, code of the state) of towns, regions and sites: they stand for their state, but are not it."""
    return frozenset((form, row["code"]) for row in rows("places.csv") for form in row["forms"].split("|"))


@cache
def english() -> tuple[dict[str, Entry], dict[str, tuple[Entry, ...]]]:
    """``tables.entries`` with these tables: names that mean somebody anywhere, and who bears a surname that needs more.

    What is in several tables means what ``entries`` say; a surname that two persons bear alone stands for neither.
    """
    names, bearers = entries()
    not_english = foreign()
    found: dict[str, Entry] = dict(full_names())
    for row in rows("bodies.csv"):
        forms = row["forms"].split("|")
        found |= {form: Entry(forms[0], row["code"], row["sector"], "", row["kind"]) for form in forms}
    states = {entry.code: entry.name for entry in names.values() if entry.kind == COUNTRY}
    for row in rows("places.csv"):
        here = Entry(states.get(row["code"], row["code"]), row["code"], "", "", PLACE)
        found |= {form: here for form in row["forms"].split("|")}
    surnames = {last: list(held) for last, held in bearers.items()}
    alone = Counter(surname(row["name"]) for row, _ in persons() if row["alone"] == "1")
    for row, entry in persons():
        last = surname(row["name"])
        if row["code"] in SURNAME_FIRST or row["name"].split()[0] in _BY_FIRST_NAME:
            if " " not in row["name"]:
                found.setdefault(row["name"], entry)
        elif row["alone"] == "1" and alone[last] == 1 and last not in COMMON_SURNAMES and len(last) > 2:
            found.setdefault(last, entry)
        elif entry not in surnames.setdefault(last, []):
            surnames[last].append(entry)
    names = {name: entry for name, entry in names.items() if entry.kind != COUNTRY or name not in not_english}
    return found | names, {last: tuple(held) for last, held in surnames.items()}
