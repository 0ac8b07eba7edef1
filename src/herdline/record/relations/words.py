"""What texts say about the relation of two actors: declared closeness, refusals, reserve; in seven languages.

A sentence that speaks of two actors (both named in it, or in the sentences ahead, or "the pair", which are the two that
the article names most) is read for words of ``data/lexicon/relations.txt``: closeness ("friendship", "strategic
partner"); a partner's deed that is denied ("no joint statement", "will not help"); reserve ("misgivings", "hold back").
A denied closeness is reserve. What would be, what is asked ("whether"), what was long ago and what is about others ("an
alliance with a third", "concern over the two") says nothing of the pair. This needs no parse, so it works where no
events are coded; what it finds are sentences to be read, not coded events. Direction is not told. Languages without a
list (Arabic, Japanese ...) give nothing, and docs/limits.md says so.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import pyarrow as pa

from herdline.record.actors.finding import find
from herdline.record.lexicon import pattern_of
from herdline.record.participants import is_state
from herdline.record.relations.bearing import (
    Parties,
    allies,
    evades,
    friends,
    helps,
    is_addressed,
    owned,
    parties,
    recognises,
    reserve,
    shifted,
)
from herdline.record.relations.tellings import CLOSE, GIVEN, RESERVE, told, words
from herdline.record.spans import Actor, each
from herdline.schema.record import RELATION_WORDS
from herdline.text.sentences import LONGEST, sentences

_MEMORY = 3
"""Sentences that an actor is remembered for."""
_OF_TWO = 0.6
"""Share of an article's mentions of actors that its first two need, for a refusal without names to be about them."""
_BESIDE = 80
"""Characters from a word of closeness to an actor that it is about."""
_BOTH = re.compile(
    r"\b(?:the (?:pair|two)|both (?:sides|countries|leaders|men|presidents|delegations)|обе стороны|стороны|оба "
    r"лидера|les deux|ambos|ambas|las dos|los dos|beide)\b|双方|两国|екі (?:ел|жақ)",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:Soviet Union|USSR|(?:First|Second) World War|World War|Cold War|Axis|decades ago|centur(?:y|ies) ago|"
    r"(?:wartime|former|erstwhile|one-time|onetime) (?:ally|allies|friends?|partners?)|once (?:an? )?(?:\w+ )?"
    r"(?:ally|allies|friends?|partners?)|used to be|СССР|Советск\w+ Союз\w*|холодн\w+ войн\w*|"
    r"guerre froide|guerra fría|Kalten Krieg\w*|Sowjetunion)\b|苏联|冷战",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.,$€£])(1[5-9]\d\d|20\d\d)(?![\d,%])")
_OTHERS = re.compile(
    r"\b(?:accus\w*|investigat\w*|probe\w*|inquir\w*|against|captive|threat\w*|attack\w*|than|instead|rather|foes?|enem\w*|adversar\w*|rivals?|"
    r"против|угроз\w*|враг\w*|contre|contra|gegen)\b",
    re.IGNORECASE,
)
"""Between two actors and the word "ally": they are on two sides of it."""
_QUOTED = re.compile(r"[\"“«„「『][^\"”»“」』]{2,300}[\"”»“」』]")
_STANDING = frozenset(("recognition",))
"""What is refused for good: it may be told with the year it began in."""
_DROPS = frozenset(("zh", "es", "kk"))
"""Languages whose verb needs no subject."""
_ACQUAINTED = re.compile(
    r"(?:friends?\b|brotherly|all(?:y|ies)\b|друз|amigo|amis?\b|Freund(?:e|en)?\b|дос\b)", re.IGNORECASE
)
"""Closeness that private persons have as well."""
_TERRITORIES = frozenset(("DPR", "LPR", "ABK", "SOS", "TWN"))


@cache
def vital() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Names of territories whose status is vital to a state, with that state's code: data/vital.csv."""
    rows = csv.DictReader(files("herdline").joinpath("data/vital.csv").read_text(encoding="utf-8").splitlines())
    return tuple((pattern_of(row["names"].split("|")), row["patron"]) for row in rows)


def relation_words(batch: pa.RecordBatch) -> pa.RecordBatch:
    """(id, lang, published, text) of articles -> table ``relation_words``."""
    rows: list[tuple[int, int, int, str, str, str, str, int, int, bool, str, str]] = []
    columns = (batch.column(name).to_pylist() for name in ("id", "lang", "published", "text"))
    for article, lang, published, text in zip(*columns, strict=True):
        if text and words(lang):
            day = published and published.date()
            rows += [(article, *row) for row in _rows(text, lang, find(text, lang, day), day and day.year)]
    arrays = [pa.array([row[i] for row in rows], field.type) for i, field in enumerate(RELATION_WORDS.schema)]
    return pa.RecordBatch.from_arrays(arrays, schema=RELATION_WORDS.schema)


def _rows(
    text: str, lang: str, named: Sequence[Actor], year: int | None
) -> Iterator[tuple[int, int, str, str, str, str, int, int, bool, str, str]]:
    known = (each([who])[0] for who in named)  # of a name that means two the first: they are no pair of their own
    actors = [who for who in known if is_state(who.code)]
    count = Counter(who.code for who in actors)
    frequent = [code for code, _ in count.most_common(2)]
    is_of_two = len(frequent) == 2 and sum(count[code] for code in frequent) >= _OF_TWO * len(actors)
    ahead: list[list[str]] = []
    for item in sentences(text):
        mentions = [shifted(who, item.start) for who in actors if item.start <= who.start < item.end]
        found = told(item.text, lang) if len(item.text) <= LONGEST else []
        if found:
            past = is_past(item.text, year)
            article = _Article(frequent, is_of_two, [code for codes in ahead for code in codes])
            seen: set[tuple[str, str]] = set()
            for kind, topic, start, end in found:
                if (kind, topic) in seen or (past and (kind == CLOSE or topic not in _STANDING)):
                    continue
                quoted = any(m.start() <= start < m.end() for m in _QUOTED.finditer(item.text))
                pair, basis = _between(item.text, lang, mentions, kind, topic, start, end, quoted, article)
                if pair is None:
                    continue
                seen.add((kind, topic))
                speaker = next((who.name for who in mentions if who.id and quoted), "")
                yield (
                    item.start, item.end, *pair, kind, topic, item.start + start, item.start + end, quoted,
                    speaker, basis,
                )  # fmt: skip
        ahead = [list(dict.fromkeys(who.code for who in mentions)), *ahead][:_MEMORY]


@dataclass(frozen=True, slots=True)
class _Article:
    """What an article says of others: its two most named, whether it is about them, who stands in the sentences ahead.

    ``passed`` are those that the sentence names as something else than a party: they are not meant.
    """

    frequent: list[str]
    is_of_two: bool
    ahead: list[str]
    passed: frozenset[str] = frozenset()

    def fill(self, held: Sequence[str]) -> tuple[str, str] | None:
        """The pair of which ``held``, one or none, are named: the rest is ahead, else those the article is about."""
        known = {*held, *self.passed}
        needed = 2 - len(held)
        others = [code for code in dict.fromkeys(self.ahead) if code not in known]
        if len(others) != needed and self.is_of_two:
            first = others if len(others) < needed else []
            others = [*first, *(code for code in self.frequent if code not in {*known, *first})][:needed]
        return _ordered([*held, *others]) if len(others) == needed else None


def _between(
    text: str, lang: str, mentions: Sequence[Actor], kind: str, topic: str, start: int, end: int, quoted: bool,
    article: _Article,
) -> tuple[tuple[str, str] | None, str]:  # fmt: skip
    """The two whose relation it is, and whether the sentence names both; None where it is nobody's or unclear whose."""
    held = parties(text, lang, mentions)
    own = owned(text, mentions, start)
    held = Parties(text, lang, tuple(sorted({*held.here, *own}, key=lambda who: who.start)))
    article = replace(article, passed=frozenset(who.code for who in mentions) - {who.code for who in held.here})
    both = _BOTH.search(text) is not None and len(article.frequent) == 2
    if kind == CLOSE or (kind == RESERVE and _is_close(text[start:end], lang)):
        return _close(held, kind, start, end, quoted, both, article)
    if kind == RESERVE:
        listed = words(lang)
        if topic == "concern" and is_addressed(text, start):
            codes = list(dict.fromkeys(who.code for who in mentions))
            return (_ordered(codes), "named") if len(codes) == 2 else (article.fill(codes[:1]), "context")
        two, is_told = reserve(held, start, end, topic, listed["toward"][""], listed["ack"][""])
        codes = list(dict.fromkeys(who.code for who in two))
        if len(codes) == 2:
            return _ordered(codes), "named"
        return (article.fill(codes), "context") if is_told and len(codes) == 1 else (None, "")
    return _refused(held, mentions, topic, start, end, both, article)


def _refused(
    held: Parties, mentions: Sequence[Actor], topic: str, start: int, end: int, both: bool, article: _Article
) -> tuple[tuple[str, str] | None, str]:
    text, lang = held.text, held.lang
    deed = next((m for m in words(lang)["deed"][topic].finditer(text) if start <= m.start() < end), None)
    if deed is None:
        return None, ""
    near = held.of_clause(*deed.span())
    listed = words(lang)
    clause = text[slice(*held.clause(start, end))]
    pronouns = listed["pronoun"][""]
    pronoun = pronouns.search(clause) is not None or pronouns.match(text) is not None
    if topic == "recognition":
        patrons = [(code, m.start(), m.end()) for pattern, code in vital() for m in pattern.finditer(text)]
        near = [w for w in near if not any(s <= w.start < e for _, s, e in patrons)]
        spots = sorted([(who.start, who.end) for who in mentions] + [(s, e) for _, s, e in patrons])
        if not recognises(held, spots, *deed.span()):
            return None, ""
        near = [who for who in near if who.code not in _TERRITORIES]
        if patrons:  # whoever refuses to recognise a territory refuses the state it is vital to
            patron = patrons[0][0]
            holders = [who.code for who in _nearest([w for w in near if w.code != patron], start)]
            if holders:
                return _ordered([holders[0], patron]), "named"
            return (article.fill([patron]), "context") if pronoun or lang in _DROPS else (None, "")
        if not near:
            return None, ""
    elif topic == "help" and not helps(held, *deed.span(), listed["give"][""].search(clause) is not None):
        return None, ""
    elif topic in GIVEN and not near and not pronoun and lang not in _DROPS:
        return None, ""
    codes = list(dict.fromkeys(who.code for who in sorted(near, key=lambda who: abs(who.start - start))))[:2]
    if len(codes) < 2 and pronoun and len(in_all := {who.code for who in held.here}) == 2:
        codes = list(in_all)  # "Peru wants Chad to win, but it will not help it"
    if both and len(codes) < 2:
        return _ordered(article.frequent), "named"
    if len(codes) == 2:
        return _ordered(codes), "named"
    is_of_both = topic in ("statement", "agreement") and not codes
    may = pronoun or is_of_both or topic == "evasion" or (topic == "help" and evades(text, *deed.span()))
    return (article.fill(codes), "context") if may else (None, "")


def _close(
    held: Parties, kind: str, start: int, end: int, quoted: bool, both: bool, article: _Article
) -> tuple[tuple[str, str] | None, str]:
    """Two parties beside a word of closeness; both named ahead only where a solemn word stands in quotation marks."""
    text = held.text
    if not friends(held, start, end):
        return None, ""
    is_solemn = _ACQUAINTED.match(text[start:end]) is None
    if not is_solemn and held.lang == "en":
        return allies(held, start, end), "named"
    near = [(who.code, who.start) for who in held.here]
    first, last = held.clause(start, end)
    if not is_solemn or len({code for code, _ in near}) > 2:
        near = [(code, at) for code, at in near if first <= at < last] if held.lang != "zh" else near
        near = [(code, at) for code, at in near if abs(at - start) <= _BESIDE]
    pair = _nearest_pair(near, start)
    if pair:
        return (None, "") if _apart(text, near, pair, start, end) else (pair, "named")
    if kind == RESERVE and len(near) == 1 and is_solemn:
        return article.fill([near[0][0]]), "context"
    if is_solemn and quoted and article.is_of_two and {*article.ahead, *(c for c, _ in near)} >= set(article.frequent):
        return _ordered(article.frequent), "named" if both else "context"
    return None, ""


def _is_close(word: str, lang: str) -> bool:
    return words(lang)["close"][""].fullmatch(word) is not None


def _ordered(codes: Sequence[str]) -> tuple[str, str]:
    first, second = sorted(codes)[:2]
    return first, second


def _nearest(near: Sequence[Actor], at: int) -> list[Actor]:
    return sorted(near, key=lambda w: (w.start > at, abs(w.start - at), w.code))[:1]  # who refuses stands ahead


def is_past(text: str, year: int | None) -> bool:
    """Whether a sentence tells of long ago: it says so, or all years in it are before the last one of ``year``."""
    years = [int(y) for y in _YEAR.findall(text)]
    return _LONG_AGO.search(text) is not None or bool(years and year and max(years) < year - 1)


def _apart(text: str, near: Sequence[tuple[str, int]], pair: tuple[str, str], start: int, end: int) -> bool:
    """Whether words of conflict stand between a word of closeness and one of its two: an ally accused of the other."""
    for code in pair:
        spots = [at for c, at in near if c == code]
        at = min(spots, key=lambda spot: abs(spot - start), default=start)
        between = text[end:at] if at > end else text[at:start]
        if _OTHERS.search(between):
            return True
    return False


def _nearest_pair(near: Sequence[tuple[str, int]], at: int) -> tuple[str, str] | None:
    """The two actors nearest to the word, sorted by code."""
    nearest: dict[str, int] = defaultdict(lambda: 10**9)
    for code, start in near:
        nearest[code] = min(nearest[code], abs(start - at))
    chosen = sorted(nearest, key=lambda code: (nearest[code], code))[:2]
    return _ordered(chosen) if len(chosen) == 2 and all(nearest[code] <= _BESIDE for code in chosen) else None
