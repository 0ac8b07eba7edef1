"""Addresses of what a figure leads to. A page that stands alone, sent by e-mail, has none; the served page has all."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Links:
    """Makes addresses inside the served page; each is "" where ``live`` is off."""

    live: bool = False

    def article(self, number: int | None, start: int | None = None, end: int | None = None) -> str:
        """An article, at the sentence where one is given; 0 to 0 is its title."""
        if not self.live or not number:
            return ""
        return f"/article/{number}" + (f"?at={start}-{end}#at" if end else "")

    def story(self, number: int | None) -> str:
        """A story."""
        return f"/story/{number}" if self.live and number else ""

    def event(self, number: int | None) -> str:
        """An event of the record with its sentences."""
        return f"/record/{number}" if self.live and number else ""

    def actor(self, code: str) -> str:
        """An actor and its ties; none for an unknown one."""
        return f"/actor/{quote(code)}" if self.live and code and not code.endswith("XXX") else ""

    def pair(self, one: str, other: str) -> str:
        """Words and deeds of two actors."""
        return f"/pair/{quote(one)}/{quote(other)}" if self.live and one != other else ""

    def outlet(self, key: str) -> str:
        """Stories of an outlet."""
        return "/?" + urlencode({"outlet": key, "min_outlets": 1}) if self.live and key else ""
