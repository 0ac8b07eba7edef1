"""Since when a war goes on that a sentence only speaks of: "Russia's invasion of Ukraine has led to ...".

Such words stand in thousands of texts about other things; without this each would be an attack of its own day. The
table data/wars.csv has wars that one noun names, with the day they began and English words; other languages have theirs
here. A month from that day on it is the war that is told, not its beginning.
"""

from __future__ import annotations

import csv
import datetime
import re
from functools import cache
from importlib.resources import files

_ABROAD = re.compile(
    r"(?:вторжени|агресси|нападени|вторгнен|агресі|inwazj|agresj|napaś|najazd|invas|agres|guerr|guerra|"
    r"einmarsch|überfall|angriffskrieg|krieg)\w*$|^(?:入侵|侵略|战争)$|(?:غزو|حرب|عدوان)",
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
        word: the predicate; in English a noun in the singular.
        lang: its language.
        told: day of publication.
    """
    war = _wars().get((attacker, defender))
    if war is None or told < war[0] + _NEWS:
        return ""
    named = word.lower() in war[1] if lang == "en" else _ABROAD.match(word) is not None
    return war[0].isoformat() if named else ""
