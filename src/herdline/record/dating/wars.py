"""Since when a war goes on that a sentence only speaks of: "Russia's invasion of Ukraine has led to ...".

So, too, "since Russia invaded Ukraine". Such words stand in thousands of texts about other things; without this each
would be an attack of its own day. The table data/wars.csv has wars that one word names, with the day they began and
English words; Russian, Ukrainian, Polish, Spanish, French, Italian, German, Arabic and Chinese ones stand here, other
languages have none. A month from that day on it is the war that is told, not its beginning.
"""

from __future__ import annotations

import csv
import datetime
import re
from functools import cache
from importlib.resources import files

_ABROAD = re.compile(
    r"(?:вторжени|агресси|вторгненн|агресі)\w{1,2}$|войн\w{0,3}$|війн\w{0,3}$|(?:inwazj|agresj|wojn)\w{0,2}$|wojen$|"
    r"(?:invasión|invasion|invasione|agresión|agression|aggressione|guerra|guerre|aggression|krieg|angriffskrieg|invasion)"
    r"(?:s|es|en|e)?$|(?:ال)?(?:غزو|حرب|عدوان)$|(?:入侵|侵略|战争|戰爭)$",
    re.IGNORECASE,
)
_NEWS = datetime.timedelta(days=31)


@cache
def _wars() -> dict[tuple[str, str], tuple[datetime.date, frozenset[str]]]:
    text = files("herdline").joinpath("data/wars.csv").read_text(encoding="utf-8")
    return {
        (row["attacker"], row["defender"]): (
            datetime.date.fromisoformat(row["since"]), frozenset(row["words"].split("|")),
        )
        for row in csv.DictReader(text.splitlines())
    }  # fmt: skip


def began(attacker: str, defender: str, word: str, lang: str, told: datetime.date) -> str:
    """ISO date on which the war began that a word names, "" where it names none or the war is still news.

    Args:
        attacker: code of the one.
        defender: code of the other.
        word: the predicate; in English its lemma.
        lang: its language.
        told: day of publication.
    """
    war = _wars().get((attacker, defender))
    if war is None or told < war[0] + _NEWS:
        return ""
    named = word.lower() in war[1] if lang == "en" else _ABROAD.match(word) is not None
    return war[0].isoformat() if named else ""
