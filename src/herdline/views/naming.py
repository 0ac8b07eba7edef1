"""What each camp of outlets calls the same thing; words beside actors."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

import duckdb

from herdline.check.logodds import log_odds
from herdline.record.actors.tables import offices
from herdline.record.lexicon import entries, pattern_of
from herdline.record.parsed.tree import root
from herdline.results import Epithet, Named, Naming, Term
from herdline.text.sentences import sentences
from herdline.text.vectors import log_probability
from herdline.views.line import story

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Token

_TEXTS = """
select a.id, a.lang, a.title, a.text, coalesce(a.outlet, '') as outlet, coalesce(o.country, '') as country,
       coalesce(o.ownership, '') as ownership, f.family
from story_articles s join articles a on a.id = s.article join families f on f.article = a.id
left join outlets o on o.outlet = a.outlet where s.story = ? and a.text <> ''
order by f.original <> a.id, a.published nulls last, a.id
"""
_FAMILIES = """
select count(distinct f.family) from story_articles s join families f on f.article = s.article where s.story = ?
"""
_ACTORS = """
select m.article, m.start, m."end", m.code, m.name from actor_mentions m join story_articles s on s.article = m.article
join families f on f.article = m.article and f.original = m.article join articles a on a.id = m.article
where s.story = ? and a.lang = 'en' order by m.article, m.start
"""
_NAMES = """
select m.article, m.start, m."end", m.person from actor_mentions m join story_articles s on s.article = m.article
where s.story = ? order by m.article, m.start
"""
_CAPITAL_AFTER = re.compile(r"(?:['’]s)? [A-ZÀ-ÖØ-ÞА-ЯЁ]")
_CAPITAL_BEFORE = re.compile(r"[a-zß-ÿа-яё] (?:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w.’'-]* )+$")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUOTED = re.compile(r"[\"“«„][^\"”»“]{2,300}[\"”»“]|(?<!\w)[‘'][^’'\n]{2,120}[’'](?!\w)")
_BREAK = re.compile(r"[.!?;:,()\n\"“”«»]")
_OWN = re.compile(r"['’]s?$")
"""The possessive ending of a word: "china's" is China."""
_CJK = re.compile(r"[\u3400-\u9fff]{2,}")
_LONGEST = 3
_LEAST_Z = 1.96
_LEAST_TEXTS = 3
"""Independent texts of a camp, and of the others, from which their words are contrasted."""
_LONGEST_NAME = 80
_FREQUENT = -10.3
"""Log-probability from which a word is taken for a function word; "after" has -8, "five" -10, "invasion" -13."""
_MOST = 12
_MOST_PARSED = 400
"""Sentences of a story that are parsed for epithets (10 ms each)."""


@dataclass
class _Camp:
    own: Counter[str] = field(default_factory=Counter)
    texts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    quoted: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[str, int, int, int]] = field(default_factory=dict)
    families: set[int] = field(default_factory=set)


@dataclass
class _Uses:
    """Families of each camp that use each contested name, in their own voice or quoted."""

    own: dict[tuple[str, str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    quoted: dict[tuple[str, str, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    first: dict[tuple[str, str, str], tuple[str, str, int, int, int]] = field(default_factory=dict)
    families: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(
        self, camp: str, title: str, text: str, article: int, outlet: str, family: int, known: set[tuple[str, str]]
    ) -> set[tuple[str, str]]:
        """Count the names of a text, but those in ``known``; returns all it uses. A title's place is 0 to 0."""
        used: set[tuple[str, str]] = set()
        inside = [m.span() for m in _QUOTED.finditer(text)]
        for referent, term, pattern in contested():
            key = (referent, term, camp)
            found = [(m, m.start(), m.end()) for m in pattern.finditer(text)]
            found += [(m, 0, 0) for m in pattern.finditer(title)]
            used.update({(referent, term)} if found else ())
            if (referent, term) in known:
                continue
            for match, start, end in found:
                is_quoted = end > 0 and any(s <= start < e for s, e in inside)
                (self.quoted if is_quoted else self.own)[key].add(family)
                self.first.setdefault(key, (match.group(), outlet, article, start, end))
                self.families[camp].add(family)
        return used

    def named(self) -> tuple[Named, ...]:
        found = [
            Named(
                referent, term, camp, len(self.own.get(key, ())), len(self.families[camp]),
                len(self.quoted.get(key, set()) - self.own.get(key, set())), *place,
            )
            for key, place in self.first.items()
            for referent, term, camp in [key]
        ]  # fmt: skip
        several = Counter(referent for referent, _ in {(n.referent, n.term) for n in found})
        # one name that all use is no contrast
        found = [n for n in found if several[n.referent] > 1]
        return tuple(sorted(found, key=lambda n: (n.referent, n.term, -n.texts / n.of, n.camp)))


@cache
def contested() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(referent, term, pattern) of data/lexicon/naming.txt."""
    found: list[tuple[str, str, re.Pattern[str]]] = []
    for line in entries("naming.txt"):
        referent, rest = line.split(":", 1)
        term, listed = rest.split("=", 1)
        found.append((referent, term.strip(), pattern_of(listed.split("|"))))
    return tuple(found)


@lru_cache(maxsize=100_000)
def _is_function_word(word: str, lang: str) -> bool:
    """Whether a word names nothing: it is among the most frequent ones of any language or in a list of its own."""
    return len(word) < 3 or log_probability(word) > _FREQUENT or word in _plain(lang)


@cache
def _plain(lang: str) -> frozenset[str]:
    """Function words, numbers, days and words of the trade of a language: spaCy's list and data/lexicon/plain.txt."""
    found: set[str] = set()
    for line in entries("plain.txt"):
        head, listed = line.split(":", 1)
        if head == lang:
            found |= {word.casefold() for word in listed.split()}
    with suppress(ImportError):
        found |= import_module(f"spacy.lang.{lang}.stop_words").STOP_WORDS
    return frozenset(found)


def naming(connection: duckdb.DuckDBPyConnection, number: int, by: str, *, epithets: bool = True) -> Naming:
    """Terms and epithets by camp; copies count once, what stands in quotation marks is counted apart.

    A copy counts for the names that its origin does not use. Outlets of unknown country or ownership are in no camp.

    Args:
        connection: an open store.
        number: the story.
        by: country or ownership: what makes a camp; camps are compared within a language.
        epithets: also words beside actors, which takes a parse.
    """
    camps: dict[tuple[str, str], _Camp] = defaultdict(_Camp)
    where: dict[int, str] = {}
    texts: dict[int, str] = {}
    uses = _Uses()
    unknown = 0
    used: dict[int, set[tuple[str, str]]] = {}
    mentions = _mentions(connection, number)
    rows = connection.execute(_TEXTS, [number]).fetchall()
    for article, lang, title, text, outlet, country, ownership, family in rows:
        camp = country if by == "country" else ownership
        is_copy = family in used
        if not camp:
            unknown += 1
            used.setdefault(family, set())
            continue
        if not is_copy:
            where[article], texts[article] = camp, text
            _count(camps[lang, camp], text, lang, mentions.get(article, ()), article, outlet, family)
            uses.families[camp].add(family)
        # a copy counts where it calls a thing by another name than its origin
        found = uses.add(camp, title or "", text, article, outlet, family, used.get(family, set()))
        used.setdefault(family, found)
    terms: list[Term] = []
    few: list[str] = []
    for (lang, name), camp in sorted(camps.items()):
        others = [other for (o_lang, o_name), other in camps.items() if o_lang == lang and o_name != name]
        if others and (len(camp.families) < _LEAST_TEXTS or sum(len(o.families) for o in others) < _LEAST_TEXTS):
            few.append(f"{name} in {lang}")
        elif others:
            terms += _terms(name, lang, camp, others)
    terms.sort(key=lambda term: (-term.z, term.term))
    names = tuple(sorted({camp for _, camp in camps}))
    alone = sorted({lang for lang, _ in camps if sum(o == lang for o, _ in camps) == 1})
    ((all_texts,),) = connection.execute(_FAMILIES, [number]).fetchall()
    bare = all_texts - len(used)
    note = f"{len(texts)} independent text{'s' * (len(texts) != 1)} in {len(names)} camp{'s' * (len(names) != 1)}."
    if bare > 0:
        note += f" {bare} more {'are' if bare > 1 else 'is'} known by the headline only and not read here."
    if alone:
        note += f" One camp only writes in {', '.join(alone)}: nothing to compare it with there."
    if few:
        note += f" Fewer than {_LEAST_TEXTS} independent texts on a side, no terms contrasted: {', '.join(few)}."
    if unknown:
        note += f" {unknown} text{'s' * (unknown != 1)} of outlets of unknown {by} belong to no camp."
    beside = _epithets(connection, number, where, texts) if epithets else ()
    return Naming(number, story(connection, number).title, names, uses.named(), tuple(terms), beside, note)


def _mentions(connection: duckdb.DuckDBPyConnection, number: int) -> dict[int, list[tuple[int, int, bool]]]:
    """First and last character of each actor's name in the story's texts, and whether a person bears it."""
    found: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for article, start, end, person in connection.execute(_NAMES, [number]).fetchall():
        found[article].append((start, end, person in offices()))
    return found


def _count(
    camp: _Camp, text: str, lang: str, mentions: Sequence[tuple[int, int, bool]], article: int, outlet: str, family: int
) -> None:
    camp.families.add(family)
    inside = [m.span() for m in _QUOTED.finditer(text)]
    for term, start, end in _phrases(text, lang):
        if _cuts_a_name(text, lang, start, end, mentions):
            continue
        if any(s <= start < e for s, e in inside):
            camp.quoted[term] += 1
            continue
        camp.own[term] += 1
        camp.texts[term].add(family)
        camp.first.setdefault(term, (outlet, article, start, end))


def _cuts_a_name(text: str, lang: str, start: int, end: int, mentions: Sequence[tuple[int, int, bool]]) -> bool:
    """Whether a phrase is a person's name, or a part of a longer name ("State Antony" of a Secretary of State).

    Names that no table has are told by capitals that go on beside the phrase, but in German, where all nouns have them.
    """
    near = bisect_left(mentions, (end,))  # a name begins at most _LONGEST_NAME ahead of what it overlaps
    for first, last, is_person in mentions[bisect_left(mentions, (start - _LONGEST_NAME,)) : near]:
        if first < end and start < last:
            is_whole = start <= first and last <= end
            if not is_whole or (is_person and (start, end) == (first, last)):
                return True
    if lang in ("de", "zh"):
        return False
    last_word = max(start, text.rfind(" ", start, end) + 1)
    goes_on = text[last_word].isupper() and _CAPITAL_AFTER.match(text, end)
    began = text[start].isupper() and _CAPITAL_BEFORE.search(text[max(0, start - 24) : start])
    return bool(goes_on or began)


def _phrases(text: str, lang: str) -> list[tuple[str, int, int]]:
    """Runs of one to three words between punctuation; in Chinese runs of two to six characters."""
    found: list[tuple[str, int, int]] = []
    for match in _CJK.finditer(text):
        run = match.group()
        found += [
            (run[i : i + n], match.start() + i, match.start() + i + n)
            for n in (2, 4, 6)
            for i in range(len(run) - n + 1)
        ]
    tokens = [m for m in _TOKEN.finditer(text) if not _CJK.search(m.group())]
    for i, first in enumerate(tokens):
        for n in range(1, _LONGEST + 1):
            if i + n > len(tokens):
                break
            if n > 1 and _BREAK.search(text, tokens[i + n - 2].end(), tokens[i + n - 1].start()):
                break
            last = tokens[i + n - 1]
            words = [_OWN.sub("", t.group()).casefold() for t in tokens[i : i + n]]
            if _is_function_word(words[0], lang) or _is_function_word(words[-1], lang):
                continue
            found.append((" ".join(words), first.start(), last.end()))
    return found


def _terms(name: str, lang: str, camp: _Camp, others: list[_Camp]) -> list[Term]:
    outside: Counter[str] = Counter()
    for other in others:
        outside.update(other.own)
    found: list[Term] = []
    for term, z, uses, _ in log_odds(camp.own, outside):
        if z < _LEAST_Z or len(found) >= _MOST:
            break
        users = len(camp.texts[term])
        if users < 2 or any(term in t.term or t.term in term for t in found):
            continue
        outlet, article, start, end = camp.first[term]
        found.append(
            Term(
                name, lang, term, round(z, 2), uses, users, len(camp.families),
                sum(len(o.texts.get(term, ())) for o in others), camp.quoted[term], outlet, article, start, end,
            )
        )  # fmt: skip
    return found


def _epithets(
    connection: duckdb.DuckDBPyConnection, number: int, where: dict[int, str], texts: dict[int, str]
) -> tuple[Epithet, ...]:
    """Adjectives and appositions of actors' names, by dependency."""
    from herdline.record.parsed.parsing import parse

    spots: dict[int, list[tuple[int, int, str, str]]] = defaultdict(list)
    for article, start, end, code, name in connection.execute(_ACTORS, [number]).fetchall():
        if article in texts:
            spots[article].append((start, end, code, name))
    chosen = [
        (article, item, [s for s in spots[article] if item.start <= s[0] and s[1] <= item.end])
        for article in sorted(spots)
        for item in sentences(texts[article])
    ]
    chosen = [row for row in chosen if row[2]][:_MOST_PARSED]
    count: dict[tuple[str, str, str, str], set[int]] = defaultdict(set)
    first: dict[tuple[str, str, str, str], tuple[int, int, int]] = {}
    quoted: Counter[tuple[str, str, str, str]] = Counter()
    for (article, item, held), doc in zip(chosen, parse([item.text for _, item, _ in chosen]), strict=True):
        inside = [m.span() for m in _QUOTED.finditer(item.text)]
        for start, end, code, name in held:
            for word in _beside(doc.within(start - item.start, end - item.start)):
                key = (where[article], code, name, word.lemma_.lower())
                if any(s <= word.idx < e for s, e in inside):
                    quoted[key] += 1
                    continue
                count[key].add(article)
                first.setdefault(key, (article, item.start + word.idx, item.start + word.idx + len(word.text)))
    found = [
        Epithet(camp, code, name, word, len(articles), quoted[camp, code, name, word], *first[camp, code, name, word])
        for (camp, code, name, word), articles in count.items()
    ]
    return tuple(sorted(found, key=lambda e: (e.actor, e.name, -e.texts, e.word, e.camp)))


def _beside(words: Sequence[Token]) -> list[Token]:
    """Adjectives, nouns in apposition and compounds that describe a name ("strongman Vladimir Putin")."""
    if not words:
        return []
    near = [child for child in root(words).children if child.dep_ in ("amod", "appos", "compound")]
    return [t for t in near if t not in words and t.pos_ in ("ADJ", "NOUN") and t.text.isalpha()]
