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
from functools import cache
from importlib.resources import files

import ahocorasick_rs
import pyarrow as pa

from herdline.record.actors.finding import find
from herdline.record.lexicon import entries, pattern_of
from herdline.record.spans import Actor, each
from herdline.schema.record import RELATION_WORDS
from herdline.text.sentences import LONGEST, sentences

CLOSE, REFUSAL, RESERVE = "close", "refusal", "reserve"
_REACH = {"zh": 12}
_REACH_ELSEWHERE = 42
_AFTER = 25
"""Characters between a negation and the deed it denies; a negation that follows must stand nearer."""
_BEFORE_CLOSE = 42
"""The same for closeness, inside a clause: "did not consider him a friend", not "does not change: the friendship"."""
_MEMORY = 3
"""Sentences that an actor is remembered for."""
_OF_TWO = 0.6
"""Share of an article's mentions of actors that its first two need, for a refusal without names to be about them."""
_BESIDE = 80
"""Characters from a word of closeness to an actor that it is about; of other words where more than two are named."""
_BOTH = re.compile(
    r"\b(?:the (?:pair|two)|both (?:sides|countries|leaders|men|presidents|delegations)|обе стороны|стороны|оба "
    r"лидера|les deux|ambos|ambas|las dos|los dos|beide)\b|双方|两国|екі (?:ел|жақ)",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?:if|whether|would|could|might|were to|если|бы|si|sollte|wenn|ob)\b|如果|假如|是否", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[,:;—]|\b(?:is|are|was|were|but|that|which|who|а|но|что|mais|que|pero|aber|dass)\b|，", re.IGNORECASE
)
"""What a denial of closeness does not reach over."""
_NO_DENIAL = re.compile(
    r"\b(?:no|not|never|nothing) (?:(?:a |any )?(?:closer|better|greater|stronger|truer|more|less)|only|merely|just)\b|"
    r"\b(?:whether )?or not\b|\bне только\b|\bpas seulement\b|\bno s[oó]lo\b|\bnicht nur\b",
    re.IGNORECASE,
)
"""Words of denial that deny nothing: "no closer friend", "not only", "whether or not"."""
_IDIOM = re.compile(
    r"\bfriends? (?:or|and) foes?\b|\bFox (?:&|and) Friends\b|\bfriends and family\b|\bfamily and friends\b|"
    r"\bfriends? of mine\b|\bmade friends\b",
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
_OVER = re.compile(
    r"\s*(?:over|about|of|at|by|with|regarding|по поводу|относительно|из-за|sobre|por|sur|über|um)\b", re.IGNORECASE
)
"""After a word of concern: what it is about stands behind it, whose it is ahead."""
_RECOGNISED_THAT = re.compile(r"\s+(?:that|что|que|dass|,\s*dass)\b", re.IGNORECASE)
"""After a deed: "recognise that" recognises nothing."""
_TO_BLAME = re.compile(
    r".{0,40}?\b(?:critici[sz]\w*|condemn\w*|confront\w*|blam\w*|say anything|challeng\w*|offend\w*|upset|punish\w*|"
    r"критик\w*|осужд\w*|осуд\w*)",
    re.IGNORECASE,
)
"""After reluctance: what one is reluctant to do is no kindness."""
_OTHERS = re.compile(
    r"\b(?:accus\w*|against|captive|threat\w*|attack\w*|than|instead|rather|foes?|enem\w*|adversar\w*|rivals?|"
    r"против|угроз\w*|враг\w*|contre|contra|gegen)\b",
    re.IGNORECASE,
)
"""Between two actors and the word "ally": they are on two sides of it."""
_QUOTED = re.compile(r"[\"“«„「『][^\"”»“」』]{2,300}[\"”»“」』]")
_STANDING = frozenset(("recognition",))
"""What is refused for good: it may be told with the year it began in."""
_TERRITORIES = frozenset(("DPR", "LPR", "ABK", "SOS", "TWN"))


@cache
def words(lang: str) -> dict[str, dict[str, re.Pattern[str]]]:
    """Patterns of a language by class and topic; empty where there is no list."""
    found: dict[str, dict[str, re.Pattern[str]]] = defaultdict(dict)
    for line in entries("relations.txt"):
        head, listed = line.split(":", 1)
        language, kind, topic = (*head.split("."), "")[:3]
        if language == lang:
            found[kind][topic] = pattern_of(listed.split(","))
    return dict(found)


@cache
def _stems(lang: str) -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, str], ...]]:
    """Finder of what words of a class and topic must hold (their longest part), and class and topic of each.

    Most sentences hold none: one look then spares them all patterns.
    """
    stems: list[str] = []
    owners: list[tuple[str, str]] = []
    for line in entries("relations.txt"):
        head, listed = line.split(":", 1)
        language, kind, topic = (*head.split("."), "")[:3]
        if language == lang and kind != "negation":
            for entry in listed.split(","):
                stems.append(max(re.split(r"[*\s]", entry.strip().lower()), key=len))
                owners.append((kind, topic))
    return ahocorasick_rs.AhoCorasick(stems), tuple(owners)


@cache
def vital() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Names of territories whose status is vital to a state, with that state's code: data/vital.csv."""
    rows = csv.DictReader(files("herdline").joinpath("data/vital.csv").read_text(encoding="utf-8").splitlines())
    return tuple((pattern_of(row["names"].split("|")), row["patron"]) for row in rows)


def told(text: str, lang: str) -> list[tuple[str, str, int, int]]:
    """(class, topic, first character, one past the last) of what a sentence says about a relation, each once."""
    listed = words(lang)
    if not listed:
        return []
    finder, owners = _stems(lang)
    may = {owners[i] for i, _, _ in finder.find_matches_as_indexes(text.lower(), overlapping=True)}
    if not may:
        return []
    found: dict[tuple[str, str], tuple[int, int]] = {}
    denials = [m.span() for m in listed["negation"][""].finditer(text)]
    close = [m.span() for m in listed["close"][""].finditer(text)] if ("close", "") in may else []
    reach = _REACH.get(lang, _REACH_ELSEWHERE)
    empty = [*close, *(m.span() for m in _NO_DENIAL.finditer(text))]  # the "no" of "no limits" denies nothing
    free = [d for d in denials if not any(s <= d[0] < e for s, e in empty)]
    idioms = [m.span() for m in _IDIOM.finditer(text)]
    for start, end in close:
        if any(s <= start < e for s, e in idioms):
            continue
        denied = any(
            0 <= start - e <= (2 if lang == "zh" else _BEFORE_CLOSE) and not _CLAUSE.search(text, e, start)
            for _, e in free
        )
        found.setdefault((RESERVE, "distance") if denied else (CLOSE, ""), (start, end))
    would = _IF.search(text) is not None  # what would be declares and refuses nothing
    for topic, pattern in listed["deed"].items():
        for match in pattern.finditer(text) if not would and ("deed", topic) in may else ():
            start, end = match.span()
            if _RECOGNISED_THAT.match(text, end):
                continue
            before = [s for s, e in free if -(end - start) <= start - e <= reach]
            after = [e for s, e in free if 0 <= s - end <= _AFTER]
            if before or after:
                found.setdefault((REFUSAL, topic), (min([*before, start]), max([*after, end])))
    for topic, pattern in listed["reserve"].items():
        for match in pattern.finditer(text) if ("reserve", topic) in may else ():
            if not _TO_BLAME.match(text, match.end()):
                found.setdefault((RESERVE, topic), match.span())
    return [(kind, topic, start, end) for (kind, topic), (start, end) in found.items()]


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
    actors = [who for who in known if who.code not in ("", "XXX") and ":" not in who.code]
    count = Counter(who.code for who in actors)
    frequent = [code for code, _ in count.most_common(2)]
    is_of_two = len(frequent) == 2 and sum(count[code] for code in frequent) >= _OF_TWO * len(actors)
    ahead: list[list[str]] = []
    for item in sentences(text):
        here = [
            (who.code, who.start, who.name if who.id else "") for who in actors if item.start <= who.start < item.end
        ]
        if len(item.text) <= LONGEST:
            past = is_past(item.text, year)
            for kind, topic, start, end in told(item.text, lang):
                if past and (kind == CLOSE or topic not in _STANDING):
                    continue
                near = [(code, at - item.start) for code, at, _ in here]
                if kind == REFUSAL:  # whoever refuses to recognise a territory refuses the state it is vital to
                    patrons = [(code, m.start()) for pattern, code in vital() for m in pattern.finditer(item.text)]
                    near = [(code, at) for code, at in near if code not in _TERRITORIES]
                    held = {code for code, _ in patrons}
                    if topic == "recognition" and patrons:
                        near = _nearest([p for p in near if p[0] not in held], start)
                    near += patrons
                beside = _BESIDE if kind == CLOSE else None
                others = [code for codes in ahead for code in codes]
                both = _BOTH.search(item.text) is not None and len(frequent) == 2
                if both:  # "the pair", "both sides": those that the article is about
                    others = frequent + others
                if kind == RESERVE and _OVER.match(
                    item.text, end
                ):  # whose concern it is stands ahead of what it is about
                    ahead_of, behind = [p for p in near if p[1] < start], [p for p in near if p[1] > start]
                    if len({code for code, _ in behind}) > 1 or ahead_of:
                        near = ahead_of[-1:] + behind[:1] if ahead_of else []
                        others = others if near else []
                if kind != CLOSE and not both:
                    needed = 2 - len({code for code, _ in near})
                    meant = len(set(others) - {code for code, _ in near})
                    if meant > needed:  # several could be meant
                        others = []
                    if meant != needed and kind == REFUSAL and is_of_two:
                        others = others + frequent
                pair, basis = _pair(near, others, start, beside)
                if both and not near and pair == tuple(sorted(frequent)):
                    basis = "named"
                if pair and basis == "named" and kind == CLOSE and _apart(item.text, near, pair, start, end):
                    continue
                quoted = any(m.start() <= start < m.end() for m in _QUOTED.finditer(item.text))
                if pair and (kind != CLOSE or basis == "named" or quoted):  # else any "friend" would be one of states
                    speaker = next((name for _, _, name in here if name and quoted), "")
                    yield (
                        item.start, item.end, *pair, kind, topic, item.start + start, item.start + end, quoted,
                        speaker, basis,
                    )  # fmt: skip
        ahead = [list(dict.fromkeys(code for code, *_ in here)), *ahead][:_MEMORY]


def _nearest(near: Sequence[tuple[str, int]], at: int) -> list[tuple[str, int]]:
    return sorted(near, key=lambda p: (p[1] > at, abs(p[1] - at), p[0]))[:1]  # who refuses stands ahead of the word


def _concerned(near: Sequence[tuple[str, int]], at: int) -> list[tuple[str, int]]:
    """Whose concern it is, named last ahead of the word, and what it is about, first behind it.

    Several behind it and none ahead: it is a third's concern about them.
    """
    ahead, behind = [p for p in near if p[1] < at], [p for p in near if p[1] > at]
    if ahead:
        return ahead[-1:] + behind[:1]
    return behind if len({code for code, _ in behind}) == 1 else []


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


def _pair(
    near: Sequence[tuple[str, int]], ahead: Sequence[str], at: int, beside: int | None
) -> tuple[tuple[str, str] | None, str]:
    """The two actors nearest to the word, sorted by code; those named last in the sentences ahead fill up."""
    nearest: dict[str, int] = defaultdict(lambda: 10**9)
    for code, start in near:
        nearest[code] = min(nearest[code], abs(start - at))
    chosen = sorted(nearest, key=lambda code: (nearest[code], code))[:2]
    if len(nearest) > 2:
        beside = _BESIDE
    if len(chosen) == 2 and beside is not None and any(nearest[code] > beside for code in chosen):
        return None, ""  # none beside the word, or several: whose relation it is cannot be told
    basis = "named" if len(chosen) == 2 else "context"
    chosen += [code for code in dict.fromkeys(ahead) if code not in chosen][: 2 - len(chosen)]
    if len(chosen) < 2:
        return None, ""
    first, second = sorted(chosen)
    return (first, second), basis
