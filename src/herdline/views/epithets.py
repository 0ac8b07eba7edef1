"""Words that texts put beside an actor: adjectives, appositions, nouns ahead of the name; English only."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import duckdb

from herdline.record.parsed.tree import root
from herdline.record.participants import is_state
from herdline.results import Epithet
from herdline.text.sentences import sentences
from herdline.views.contested import QUOTED

if TYPE_CHECKING:
    from herdline.record.parsed.tree import Doc, Token

_ACTORS = """
select m.article, m.start, m."end", m.code, m.name, m.person from actor_mentions m
join story_articles s on s.article = m.article
join families f on f.article = m.article and f.original = m.article join articles a on a.id = m.article
where s.story = ? and a.lang = 'en' order by m.article, m.start
"""
_MOST_PARSED = 400
"""Sentences of a story that are parsed for epithets (10 ms each)."""
_WHERE = re.compile(
    r"(?:(?:north|south)(?:east|west)?|east|west)(?:ern(?:most)?)?|central|nearby|neighbou?ring|average|more|most|other|"
    r"many|few|several|own|same|top|former|ex|then|next|last|first|new",
    re.IGNORECASE,
)
"""Adjectives that say where, when or how many, and nothing about the actor."""
_BESIDE = re.compile(r"[\s,(–—-]*")
"""What may stand between a name and its apposition: "X: the incompetence of Y" tells what X speaks of."""
_OWNS = re.compile(r"['’]s?\b|['’](?=\s)")


def beside_actors(
    connection: duckdb.DuckDBPyConnection, number: int, where: dict[int, str], texts: dict[int, str]
) -> tuple[Epithet, ...]:
    """Words beside the actors of a story, by camp.

    Args:
        connection: an open store.
        number: the story.
        where: the camp of each text.
        texts: those that are read.
    """
    from herdline.record.parsed.parsing import parse

    spots: dict[int, list[tuple[int, int, str, str, bool]]] = defaultdict(list)
    for article, start, end, code, name, person in connection.execute(_ACTORS, [number]).fetchall():
        if article in texts:
            spots[article].append((start, end, code, name, is_state(code) and not person))
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
        inside = [m.span() for m in QUOTED.finditer(item.text)]
        for start, end, code, name, is_land in held:
            for word, begin, stop in beside(doc, start - item.start, end - item.start, is_land):
                key = (where[article], code, name, word)
                if any(s <= begin < e for s, e in inside):
                    quoted[key] += 1
                    continue
                count[key].add(article)
                first.setdefault(key, (article, item.start + begin, item.start + stop))
    found = [
        Epithet(camp, code, name, word, len(articles), quoted[camp, code, name, word], *first[camp, code, name, word])
        for (camp, code, name, word), articles in count.items()
    ]
    return tuple(sorted(found, key=lambda e: (e.actor, e.name, -e.texts, e.word, e.camp)))


def beside(doc: Doc, start: int, end: int, of_state: bool) -> list[tuple[str, int, int]]:
    """Words that describe the name at [start, end) of a sentence, in their basic form, with their places.

    A noun stands with the nouns that narrow it ("attack dog", "mercenary boss"), which alone would say another thing.
    A state has adjectives only: what stands in apposition to it is mostly somebody of it, or one of its places.
    """
    words = doc.within(start, end)
    if not words:
        return []
    found: list[tuple[str, int, int]] = []
    for child in root(words).children:
        if child in words or child.pos_ not in ("ADJ", "NOUN") or not child.text.isalpha():
            continue
        if child.dep_ == "amod":
            if not _WHERE.fullmatch(child.text):
                found.append((child.lemma_.lower(), child.idx, child.idx + len(child.text)))
        elif child.dep_ in ("appos", "compound") and not of_state and _is_close(doc.text, start, end, child):
            narrow = _narrowed(child)
            told = [t.text.lower() for t in narrow[:-1]] + [child.lemma_.lower()]
            found.append((" ".join(told), narrow[0].idx, child.idx + len(child.text)))
    return found


def _is_close(text: str, start: int, end: int, noun: Token) -> bool:
    """Whether a noun stands right beside a name that owns nothing: "Vale's order" is no word for Vale."""
    if noun.idx < start:
        return True
    behind = text[end : noun.left_edge.idx]
    return not _OWNS.match(text, end) and not text[start:end].endswith(("'s", "’s")) and bool(_BESIDE.fullmatch(behind))


def _narrowed(noun: Token) -> Sequence[Token]:
    """A noun with the common nouns directly ahead of it that hang from it."""
    found = [noun]
    for word in reversed(noun.lefts):
        is_next = word.i == found[0].i - 1
        if not (is_next and word.dep_ == "compound" and word.pos_ == "NOUN" and word.text.islower()):
            break
        found.insert(0, word)
    return found
