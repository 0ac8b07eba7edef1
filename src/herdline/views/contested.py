"""Contested names of one thing (war, special military operation), and which camps of outlets use them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from herdline.record.lexicon import entries, pattern_of
from herdline.results import Named

QUOTED = re.compile(r"[\"“«„][^\"”»“]{2,300}[\"”»“]|(?<!\w)[‘'][^’'\n]{2,120}[’'](?!\w)")

Key = tuple[str, str, str]


@cache
def contested() -> dict[tuple[str, str], dict[str, re.Pattern[str]]]:
    """(referent, term) of data/lexicon/naming.txt: its words in each language that has any."""
    found: dict[tuple[str, str], dict[str, re.Pattern[str]]] = {}
    for line in entries("naming.txt"):
        referent, rest = line.split(":", 1)
        term, listed = rest.split("=", 1)
        words = [part.strip().split(" ", 1) for part in listed.split(";")]
        found[referent, term.strip()] = {lang: pattern_of(held.split("|")) for lang, held in words}
    return found


@cache
def named_languages() -> frozenset[str]:
    """Languages of which the list has words of some thing."""
    return frozenset(lang for words in contested().values() for lang in words)


@dataclass
class Uses:
    """Families of each camp that use each contested name, in their own voice or quoted.

    A text is asked for the words of its language only; where a name has none there ("mercenaries" in Czech), the text
    is not among those of which it is counted: that the list does not know a word says nothing about who uses it.
    """

    own: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    quoted: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    first: dict[Key, tuple[str, str, int, int, int]] = field(default_factory=dict)
    families: dict[tuple[str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    """Of each camp, by language."""

    def add(
        self, camp: str, lang: str, title: str, text: str, article: int, outlet: str, family: int,
        known: set[tuple[str, str]],
    ) -> set[tuple[str, str]]:  # fmt: skip
        """Count the names of a text, but those in ``known``; returns all it uses. A title's place is 0 to 0."""
        used: set[tuple[str, str]] = set()
        inside = [m.span() for m in QUOTED.finditer(text)]
        for name, words in contested().items():
            if lang not in words:
                continue
            key = (*name, camp)
            found = [(m, m.start(), m.end()) for m in words[lang].finditer(text)]
            found += [(m, 0, 0) for m in words[lang].finditer(title)]
            used.update({name} if found else ())
            if name in known:
                continue
            for match, start, end in found:
                is_quoted = end > 0 and any(s <= start < e for s, e in inside)
                (self.quoted if is_quoted else self.own)[key].add(family)
                self.first.setdefault(key, (match.group(), outlet, article, start, end))
                self.families[camp, lang].add(family)
        return used

    def named(self) -> tuple[Named, ...]:
        """Names of things that have several in the story, by camp, of the families that can be asked for them."""
        found = [
            Named(
                referent, term, camp, len(self.own.get(key, ())), self._asked(key),
                len(self.quoted.get(key, set()) - self.own.get(key, set())), *place,
            )
            for key, place in self.first.items()
            for referent, term, camp in [key]
        ]  # fmt: skip
        several = Counter(referent for referent, _ in {(n.referent, n.term) for n in found})
        # one name that all use is no contrast
        found = [n for n in found if several[n.referent] > 1]
        return tuple(sorted(found, key=lambda n: (n.referent, n.term, -n.texts / n.of, n.camp)))

    def _asked(self, key: Key) -> int:
        referent, term, camp = key
        langs = contested()[referent, term]
        return len({f for (c, lang), held in self.families.items() if c == camp and lang in langs for f in held})

    def note(self) -> str:
        """What was not looked for: texts in languages without a list, and names that have no word in a language."""
        by_lang: dict[str, set[int]] = defaultdict(set)
        for (_, lang), held in self.families.items():
            by_lang[lang] |= held
        told = ""
        if unknown := sorted(by_lang.keys() - named_languages()):
            texts = ", ".join(
                f"{lang} ({len(by_lang[lang])} text{'s' * (len(by_lang[lang]) != 1)})" for lang in unknown
            )
            told += f" Contested names have no list in {texts}: not looked for, not counted."
        lacking = {
            name: sorted(by_lang.keys() & named_languages() - contested()[name].keys())
            for name in dict.fromkeys((n.referent, n.term) for n in self.named())
        }
        if parts := [f"{term} in {', '.join(langs)}" for (_, term), langs in lacking.items() if langs]:
            told += f" Not looked for, as the list has no word: {'; '.join(parts)}."
        return told
