"""What each camp of outlets calls the same thing; words beside actors."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module

import duckdb

from herdline.check.logodds import DEALS, telling
from herdline.record.actors.tables import offices
from herdline.record.lexicon import entries
from herdline.results import Naming, Term
from herdline.text.vectors import log_probability
from herdline.views.contested import QUOTED, Uses
from herdline.views.epithets import beside_actors
from herdline.views.line import story

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
_NAMES = """
select m.article, m.start, m."end", m.person from actor_mentions m join story_articles s on s.article = m.article
where s.story = ? order by m.article, m.start
"""
_CAPITAL_AFTER = re.compile(r"(?:['’]s)? [A-ZÀ-ÖØ-ÞА-ЯЁ]")
_CAPITAL_BEFORE = re.compile(r"[a-zß-ÿа-яё] (?:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w.’'-]* )+$")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BREAK = re.compile(r"[.!?;:,()\n\"“”«»]")
_OWN = re.compile(r"['’]s?$")
"""The possessive ending of a word: "china's" is China."""
_CJK = re.compile(r"[\u3400-\u9fff]{2,}")
_LONGEST = 3
_LEAST_TEXTS = 3
"""Independent texts of a camp, and of the others, from which their words are contrasted."""
_LONGEST_NAME = 80
_FREQUENT = -10.3
"""Log-probability from which a word is taken for a function word; "after" has -8, "five" -10, "invasion" -13."""
_MOST = 12


@dataclass
class _Camp:
    """What one camp says in one language: terms of each family, those in quotation marks, first places."""

    own: dict[int, Counter[str]] = field(default_factory=dict)
    quoted: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[str, int, int, int]] = field(default_factory=dict)


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
    uses = Uses()
    unknown = 0
    used: dict[int, set[tuple[str, str]]] = {}
    seen: set[int] = set()
    mentions = _mentions(connection, number)
    rows = connection.execute(_TEXTS, [number]).fetchall()
    for article, lang, title, text, outlet, country, ownership, family in rows:
        camp = country if by == "country" else ownership
        is_copy = family in used
        seen.add(family)
        if not camp:
            unknown += 1
            continue
        if not is_copy:
            where[article], texts[article] = camp, text
            _count(camps[lang, camp], text, lang, mentions.get(article, ()), article, outlet, family)
            uses.families[camp, lang].add(family)
        # a copy counts where it calls a thing by another name than its origin
        found = uses.add(camp, lang, title or "", text, article, outlet, family, used.get(family, set()))
        used.setdefault(family, found)
    terms, told = _terms(camps, number)
    names = tuple(sorted({camp for _, camp in camps}))
    ((all_texts,),) = connection.execute(_FAMILIES, [number]).fetchall()
    bare = all_texts - len(seen)
    note = f"{len(texts)} independent text{'s' * (len(texts) != 1)} in {len(names)} camp{'s' * (len(names) != 1)}."
    if bare > 0:
        note += f" {bare} more {'are' if bare > 1 else 'is'} known by the headline only and not read here."
    note += uses.note() + told
    if unknown:
        note += f" {unknown} text{'s' * (unknown != 1)} of outlets of unknown {by} belong to no camp."
    beside = beside_actors(connection, number, where, texts) if epithets else ()
    return Naming(number, story(connection, number).title, names, uses.named(), terms, beside, note)


def _mentions(connection: duckdb.DuckDBPyConnection, number: int) -> dict[int, list[tuple[int, int, bool]]]:
    """First and last character of each actor's name in the story's texts, and whether a person bears it."""
    found: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    for article, start, end, person in connection.execute(_NAMES, [number]).fetchall():
        found[article].append((start, end, person in offices()))
    return found


def _count(
    camp: _Camp, text: str, lang: str, mentions: Sequence[tuple[int, int, bool]], article: int, outlet: str, family: int
) -> None:
    own = camp.own.setdefault(family, Counter())
    for term, start, end, is_quoted in _own_phrases(text, lang, mentions):
        (camp.quoted if is_quoted else own)[term] += 1
        if not is_quoted:
            camp.first.setdefault(term, (outlet, article, start, end))


def term_counts(text: str, lang: str) -> Counter[str]:
    """Uses of each term of a text in its own voice; names that only a table of actors knows are not left out."""
    return Counter(term for term, _, _, is_quoted in _own_phrases(text, lang, ()) if not is_quoted)


def _own_phrases(
    text: str, lang: str, mentions: Sequence[tuple[int, int, bool]]
) -> Iterator[tuple[str, int, int, bool]]:
    """Phrases that cut no name, with their places and whether they are quoted."""
    inside = [m.span() for m in QUOTED.finditer(text)]
    for term, start, end in _phrases(text, lang):
        if not _cuts_a_name(text, lang, start, end, mentions):
            yield term, start, end, any(s <= start < e for s, e in inside)


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


def _terms(camps: dict[tuple[str, str], _Camp], seed: int) -> tuple[tuple[Term, ...], str]:
    """Terms that tell a camp from the others of its language and that chance does not give; what can be said of them.

    Of terms that hold one another the most telling stands.
    """
    found: list[Term] = []
    few: list[str] = []
    asked = 0
    for lang in sorted({lang for lang, _ in camps}):
        here = {name: camp for (its, name), camp in camps.items() if its == lang}
        if len(here) == 1:
            continue
        piles = [(name, own) for name, camp in sorted(here.items()) for own in camp.own.values()]
        told = telling([own for _, own in piles], [name for name, _ in piles], _LEAST_TEXTS, seed)
        few += [f"{name} in {lang}" for name in sorted(here) if name not in told]
        asked += len(told)
        for name, terms in told.items():
            kept: list[Term] = []
            for t in terms:
                if len(kept) == _MOST:
                    break
                if not any(t.term in k.term or k.term in t.term for k in kept):
                    kept.append(
                        Term(
                            name, lang, t.term, round(t.z, 2), t.uses, t.texts, len(here[name].own), t.elsewhere,
                            here[name].quoted[t.term], *here[name].first[t.term],
                        )
                    )  # fmt: skip
            found += kept
    found.sort(key=lambda term: (-term.z, term.term))
    alone = sorted({lang for lang, _ in camps if sum(its == lang for its, _ in camps) == 1})
    note = f" One camp only writes in {', '.join(alone)}: nothing to compare it with there." if alone else ""
    if few:
        note += f" Fewer than {_LEAST_TEXTS} independent texts on a side, no terms contrasted: {', '.join(few)}."
    if asked:
        note += (
            f" Terms of {asked} camp{'s' * (asked != 1)} were held against {DEALS} random deals of the same texts: "
            + ("those listed top them." if found else "none tops them.")
            + " One in twenty camps that do not differ has a term that does. Few texts show the strongest differences"
            " only, and what one outlet writes again and again counts for its camp."
        )
    return tuple(found), note
