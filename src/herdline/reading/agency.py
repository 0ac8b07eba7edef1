"""Which agency an article credits: dateline, by-line, credit line, or the outlet being an agency itself.

A mere mention ("told Reuters") is no credit: a name counts only in the places where agencies are credited, the
beginning of the text up to its dash, the by-line, a line of its own, or a closing line ("Reporting by ...; Editing by").
Works on the strings of the agencies' table in any script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from herdline.reading.outlets import OutletTable

_HEAD, _TAIL = 220, 400  # characters in which credits stand
_DASH = re.compile(r"\s[-–—]{1,2}\s|[-–—]{2}|(?<=[)\]/.])\s*[-–—]\s?|電|电")
_REUTERS_END = re.compile(r"\(\s*(?:Additional )?(?:Reporting|Writing|Compiled) by [^()]{3,300}(?:Editing|edited) by", re.IGNORECASE)
_TAIL_CUE = re.compile(
    r"(?:contributed to this (?:report|story)|contributed reporting|all rights reserved|may not be published|"
    r"with (?:files|material|reports?|information|additional reporting) (?:from|by)|source|сообщает|по материалам|"
    r"источник|mit material (?:von|der)|avec|con información de|com informações d[aoe])",
    re.IGNORECASE,
)


class CreditFinder:
    """Finds credits; holds the patterns of one table of agencies."""

    def __init__(self, table: OutletTable) -> None:
        self._table = table
        self._agency: dict[str, str] = {}
        spaced, unspaced = [], []
        for agency in table.agencies:
            for name in agency.credits:
                self._agency.setdefault(_key(name), agency.agency)
                (unspaced if re.search(r"[\u3040-\u9fff]", name) else spaced).append(re.escape(name))
        for outlet in table.outlets.values():
            # agencies that a user's table names are credited by their names
            if outlet.kind == "agency" and outlet.basis == "user":
                self._agency.setdefault(_key(outlet.name), outlet.outlet)
                (unspaced if re.search(r"[\u3040-\u9fff]", outlet.name) else spaced).append(re.escape(outlet.name))
        spaced.sort(key=len, reverse=True)
        unspaced.sort(key=len, reverse=True)
        names = "|".join([rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"] * bool(spaced) + unspaced)
        self._names = re.compile(names or r"(?!)")

    def find(
        self, heads: Sequence[str], tails: Sequence[str], bylines: Sequence[str], outlets: Sequence[str | None]
    ) -> tuple[list[str | None], list[str]]:
        """Agency and basis (outlet, byline, dateline, credit, none) for each article."""
        agencies: list[str | None] = []
        bases: list[str] = []
        for head, tail, byline, outlet in zip(heads, tails, bylines, outlets, strict=True):
            agency, basis = self._one(head, tail, byline, outlet)
            agencies.append(agency)
            bases.append(basis)
        return agencies, bases

    def _one(self, head: str, tail: str, byline: str, outlet: str | None) -> tuple[str | None, str]:
        own = self._table.agency_of(outlet)
        if own:
            return own, "outlet"
        if byline and (m := self._names.search(byline)):
            return self._agency[_key(m.group())], "byline"
        agency = self._dateline(head[:_HEAD])
        if agency:
            return agency, "dateline"
        agency = self._credit(head, (head + tail)[-_TAIL:])
        return (agency, "credit") if agency else (None, "none")

    def _dateline(self, head: str) -> str | None:
        """A name before the first dash, in brackets, or in a Chinese dateline that ends with 电."""
        first = head.lstrip("\"'“«( \n")
        dash = _DASH.search(first[:140])
        if dash:
            m = self._names.search(first, 0, dash.end())
            # "Reuters reporter X said - ..." is prose: a dateline has no verb, so few lower-case words
            if m and len(re.findall(r"(?<!\w)[a-zа-я]{3,}", first[: dash.start()])) <= 4:
                return self._agency[_key(m.group())]
        m = re.match(r"[^\n]{0,60}?[(（\[]([^)）\]\n]{2,40})[)）\]]", first)
        if m and (n := self._names.fullmatch(m.group(1).strip())):
            return self._agency[_key(n.group())]
        return None

    def _credit(self, head: str, tail: str) -> str | None:
        if _REUTERS_END.search(tail):
            return self._agency.get(_key("Reuters"))
        for line in (*head.split("\n")[:2], *tail.split("\n")[-3:]):
            line = line.strip()
            if not line or len(line) > 220:
                continue
            found = self._names.search(line)
            if found is None:
                continue
            bare = re.sub(r"^[\W_]*(?:by|source|copyright|credit|источник|quelle|fuente|来源|来源：|via)?[\W_\d]*", "", line, flags=re.IGNORECASE)
            if self._names.match(bare) and len(bare) <= len(found.group()) + 30:
                return self._agency[_key(found.group())]
            if _TAIL_CUE.search(line):
                return self._agency[_key(found.group())]
        return None


def _key(name: str) -> str:
    return name.casefold()
