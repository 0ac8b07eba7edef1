"""Who held which office when: persons by country, role and date."""

from __future__ import annotations

import datetime
import re
from functools import cache

from herdline.record.actors.tables import Office, offices
from herdline.record.actors.wider import terms as others

ROLES = {
    "president": "president", "prime minister": "prime minister", "premier": "prime minister", "pm": "prime minister",
    "chancellor": "chancellor", "foreign minister": "foreign minister", "foreign secretary": "foreign minister",
    "secretary of state": "secretary of state", "top diplomat": "foreign minister", "king": "king", "emir": "emir",
    "defence minister": "defence minister", "defense minister": "defence minister", "leader": "leader",
    "defence secretary": "defence secretary", "defense secretary": "defence secretary", "crown prince": "crown prince",
    "supreme leader": "supreme leader", "vice president": "vice president", "vice-president": "vice president",
    "secretary general": "secretary general", "secretary-general": "secretary-general", "chief": "chief",
    "opposition leader": "opposition leader", "spokesman": "spokesman",
}  # fmt: skip
ROLE = re.compile("|".join(sorted(map(re.escape, ROLES), key=len, reverse=True)), re.IGNORECASE)
_HEADS = ("president", "prime minister", "chancellor", "king", "emir", "leader", "supreme leader", "premier")


@cache
def _by_country() -> dict[str, tuple[Office, ...]]:
    held: dict[str, list[Office]] = {}
    for terms in offices().values():
        for term in terms:
            held.setdefault(term.country, []).append(term)
    return {country: tuple(terms) for country, terms in held.items()}


def holder(country: str, role: str, on: datetime.date) -> Office | None:
    """Who held a role (as written, any case) of a country on a day; None where the table cannot say.

    "Leader" means the head of state or government who is in the table alone for that day.
    """
    wanted = ROLES.get(role.lower(), role.lower())
    serving = [o for o in _by_country().get(country, ()) if o.start <= on < o.end]
    if wanted == "prime minister" and country == "CHN":
        wanted = "premier"
    found = [o for o in serving if o.role == wanted]
    if not found and wanted == "leader":
        found = [o for o in serving if o.role in _HEADS]
    return found[0] if len({o.id for o in found}) == 1 else None


def serving(person: str, on: datetime.date | None) -> Office | None:
    """The office a person held on a day; without a day the latest one. None when out of office."""
    held = offices().get(person, ()) or ((others()[person],) if person in others() else ())
    if on is None:
        return held[-1] if held else None
    return next((o for o in reversed(held) if o.start <= on < o.end), None)
