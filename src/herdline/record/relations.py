"""What texts say about the relation of two actors: declared closeness, refusals, reserve; in seven languages.

A sentence that speaks of two actors (both named in it, or in the sentences ahead, or "the pair", which are the two that
the article names most) is read for words of ``data/lexicon/relations.txt``: closeness ("friendship", "strategic
partner"); a partner's deed that is denied ("no joint statement", "will not help"); reserve ("misgivings", "hold back").
A denied closeness is reserve. This needs no parse, so it works where no events are coded; what it finds are sentences
to be read, not coded events. Direction is not told. Languages without a list (Arabic, Japanese ...) give nothing, and
docs/limits.md says so.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import pyarrow as pa

from herdline.record.actors.finding import find
from herdline.record.lexicon import entries, pattern_of
from herdline.record.spans import Actor
from herdline.schema.record import RELATION_WORDS
from herdline.text.sentences import LONGEST, sentences

CLOSE, REFUSAL, RESERVE = "close", "refusal", "reserve"
_REACH = {"zh": 12}
_REACH_ELSEWHERE = 42
_AFTER = 25
"""Characters between a negation and the deed it denies; a negation that follows must stand nearer."""
_BEFORE_CLOSE = 12
"""The same for closeness: "no friendship", but not "does not change: the friendship"."""
_MEMORY = 3
"""Sentences that an actor is remembered for."""
_BESIDE = 80
"""Characters from a word of closeness to an actor that it is about; of other words where more than two are named."""
_BOTH = re.compile(
    r"\b(?:the (?:pair|two)|both (?:sides|countries|leaders|men|presidents|delegations)|обе стороны|стороны|оба "
    r"лидера|les deux|ambos|ambas|las dos|los dos|beide)\b|双方|两国|екі (?:ел|жақ)",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|would|could|might|were to|если|бы|si|sollte|wenn)\b|如果|假如", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“«„「『][^\"”»“」』]{2,300}[\"”»“」』]")
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
def vital() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Names of territories whose status is vital to a state, with that state's code: data/vital.csv."""
    rows = csv.DictReader(files("herdline").joinpath("data/vital.csv").read_text(encoding="utf-8").splitlines())
    return tuple((pattern_of(row["names"].split("|")), row["patron"]) for row in rows)


def told(text: str, lang: str) -> list[tuple[str, str, int, int]]:
    """(class, topic, first character, one past the last) of what a sentence says about a relation, each once."""
    listed = words(lang)
    if not listed:
        return []
    found: dict[tuple[str, str], tuple[int, int]] = {}
    denials = [m.span() for m in listed["negation"][""].finditer(text)]
    close = [m.span() for m in listed["close"][""].finditer(text)]
    reach = _REACH.get(lang, _REACH_ELSEWHERE)
    free = [d for d in denials if not any(s <= d[0] < e for s, e in close)]  # the "no" of "no limits" denies nothing
    for start, end in close:
        denied = any(0 <= start - e <= (2 if lang == "zh" else _BEFORE_CLOSE) for _, e in free)
        found.setdefault((RESERVE, "distance") if denied else (CLOSE, ""), (start, end))
    would = _IF.search(text) is not None  # what would be declares and refuses nothing
    for topic, pattern in listed["deed"].items():
        for match in pattern.finditer(text) if not would else ():
            start, end = match.span()
            before = [s for s, e in free if -(end - start) <= start - e <= reach]
            after = [e for s, e in free if 0 <= s - end <= _AFTER]
            if before or after:
                found.setdefault((REFUSAL, topic), (min([*before, start]), max([*after, end])))
    for topic, pattern in listed["reserve"].items():
        for match in pattern.finditer(text):
            found.setdefault((RESERVE, topic), match.span())
    return [(kind, topic, start, end) for (kind, topic), (start, end) in found.items()]


def relation_words(batch: pa.RecordBatch) -> pa.RecordBatch:
    """(id, lang, published, text) of articles -> table ``relation_words``."""
    rows: list[tuple[int, int, int, str, str, str, str, int, int, bool, str, str]] = []
    columns = (batch.column(name).to_pylist() for name in ("id", "lang", "published", "text"))
    for article, lang, published, text in zip(*columns, strict=True):
        if text and words(lang):
            rows += [(article, *row) for row in _rows(text, lang, find(text, lang, published and published.date()))]
    arrays = [pa.array([row[i] for row in rows], field.type) for i, field in enumerate(RELATION_WORDS.schema)]
    return pa.RecordBatch.from_arrays(arrays, schema=RELATION_WORDS.schema)


def _rows(
    text: str, lang: str, named: Sequence[Actor]
) -> Iterator[tuple[int, int, str, str, str, str, int, int, bool, str, str]]:
    actors = [who for who in named if who.code not in ("", "XXX") and ":" not in who.code]
    frequent = [code for code, _ in Counter(who.code for who in actors).most_common(2)]
    ahead: list[list[str]] = []
    for item in sentences(text):
        here = [
            (who.code, who.start, who.name if who.id else "") for who in actors if item.start <= who.start < item.end
        ]
        if len(item.text) <= LONGEST:
            for kind, topic, start, end in told(item.text, lang):
                near = [(code, at - item.start) for code, at, _ in here]
                if kind == REFUSAL:  # whoever refuses to recognise a territory refuses the state it is vital to
                    near += [(code, m.start()) for pattern, code in vital() for m in pattern.finditer(item.text)]
                    near = [(code, at) for code, at in near if code not in _TERRITORIES]
                beside = _BESIDE if kind == CLOSE else None
                others = [code for codes in ahead for code in codes]
                if _BOTH.search(item.text):  # "the pair", "both sides": those that the article is about
                    others = frequent + others
                pair, basis = _pair(near, others, start, beside)
                quoted = any(m.start() <= start < m.end() for m in _QUOTED.finditer(item.text))
                if pair and (kind != CLOSE or basis == "named" or quoted):  # else any "friend" would be one of states
                    speaker = next((name for _, _, name in here if name and quoted), "")
                    yield (
                        item.start, item.end, *pair, kind, topic, item.start + start, item.start + end, quoted,
                        speaker, basis,
                    )  # fmt: skip
        ahead = [list(dict.fromkeys(code for code, *_ in here)), *ahead][:_MEMORY]


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
