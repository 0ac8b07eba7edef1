"""The facts of a story: sentences of different texts that tell the same, joined; and the texts where each stands.

A fact is any statement of enough words: no question, no heading, no torn piece of a sentence. Facts are found as
leaders (Hartigan 1975): the sentence that most families carry comes first and takes the sentences that match it, then
the next among those left. A text carries a fact when one of its sentences matches any sentence of the fact; it is
unclear when one comes near.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from herdline.check.matching import COMPARED, evidence, limits
from herdline.config import CheckSettings
from herdline.text.anchors import numbers
from herdline.text.sentences import Sentence, sentences
from herdline.text.survey import hash64

PLACES = pa.schema(
    [
        ("story", pa.int64()), ("fact", pa.int64()), ("article", pa.int64()), ("state", pa.string()),
        ("start", pa.int32()), ("end", pa.int32()), ("evidence", pa.float64()), ("compared", pa.string()),
        ("head", pa.bool_()), ("actors", pa.string()), ("named", pa.float64()), ("quoted", pa.bool_()),
        ("figures", pa.int32()),
    ]
)  # fmt: skip
"""Sentences that tell a fact or come near; ``head`` marks the one that is shown, with what stands in it."""
CARRIED, UNCLEAR = "carried", "unclear"
_QUOTE = re.compile(r"[\"“«„「『].{8,}?[\"”»“」』]")
_UNSPACED = re.compile(r"[\u3040-\u9fff\u0e00-\u0eff]")
_CHARACTERS_A_WORD = 1.7
_WHOLE = re.compile(r"[.!。！؟۔।…)][\"'”»’」』)\]]*\s*$")
_TORN = re.compile(
    r"(?:^|\s)(?:v|vs|No|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|Dr|Mr|Mrs|Ms|St|Prof|Capt|Adm)\.$|[a-z,;:-]\s*\.{3}$"
)
_NAME = re.compile(r"[^\W\d_][\w’'-]{2,}")
_ALL_CAPITALS = frozenset(("de",))
"""Languages that write every noun with a capital letter."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|his|her|their|its|он|она|они|его|её|их|ол|оның|олар|il|elle|ils|elles|lui|él|ella|ellos|"
    r"er|sie|ihm|ihr|seine\w*|ihre\w*)\b|[他她它]|该国|双方",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:the (?:pair|two)|both (?:sides|countries|leaders|men|presidents|delegations)|обе стороны|стороны|оба "
    r"лидера|les deux|ambos|ambas|las dos|los dos|beide\w*)\b|双方|两国|екі (?:ел|жақ|тарап)",
    re.IGNORECASE,
)
_BY_PRONOUN = 0.7
"""What an actor counts that a sentence means by a pronoun: it may be another."""
_JOINED = 0.9
"""Mean of evidence over the evidence needed, from which two facts are one."""
_LEAST_WHOLE = 3
"""Texts read in full from which something may be claimed to be left out, and full vectors are worth their time."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the story, once however many texts have it word for word.

    ``actors`` are those it names, each by its state and, where it is one, by its person or body; ``meant`` the person
    named last ahead of it, where it has a pronoun and names none; ``ahead`` the actors of the sentence ahead.
    """

    text: str
    lang: str
    actors: frozenset[str]
    meant: frozenset[str]
    ahead: frozenset[str]
    places: tuple[tuple[int, int, int], ...]
    families: frozenset[int]
    is_fact: bool

    @property
    def about(self) -> frozenset[str]:
        """Actors that it names or means by a pronoun."""
        return self.actors | self.meant


def find_facts(table: pa.Table, settings: CheckSettings | None = None) -> pa.Table:
    """Rows of one story (texts, then places of actors and of boilerplate) -> its facts, schema ``PLACES``."""
    settings = settings or CheckSettings()
    rows = table.to_pylist()
    told = _sentences(rows, settings)
    if not any(item.is_fact for item in told):
        return PLACES.empty_table()
    story = int(rows[0]["story"])
    exact = sum(row["whole"] for row in rows) >= _LEAST_WHOLE
    texts, langs = [t.text for t in told], [t.lang for t in told]
    found, how = evidence(texts, langs, [t.about for t in told], [t.about or t.ahead for t in told], settings, exact)
    carried, absent = limits(how, settings)
    matches, near = found >= carried, found >= absent
    np.fill_diagonal(matches, True)
    share, names = _shares(told), _names(told)
    usual = Counter(item.lang for item in told).most_common(1)[0][0]
    result: list[dict[str, Any]] = []
    for head, members in _joined(_leaders(told, matches, settings.most_facts), found / carried):
        number = int(hash64(pa.array([f"{story}\x1f{told[head].text}"]))[0])
        best = found[members].max(axis=0)
        source = members[found[members].argmax(axis=0)]
        states = {int(i): CARRIED for i in np.flatnonzero(matches[members].any(axis=0))}
        states.update({int(i): UNCLEAR for i in np.flatnonzero(near[members].any(axis=0)) if int(i) not in states})
        # shown in the language that most of the story is in, where the fact is told in it
        near_first = sorted((i for i, state in states.items() if state == CARRIED), key=lambda i: (-best[i], i))
        shown = head
        if told[head].lang != usual:
            shown = next((i for i in near_first if told[i].lang == usual and told[i].is_fact), head)
        for i, state in states.items():
            same = i in members
            for article, start, end in told[i].places:
                first = i == shown and (article, start, end) == told[i].places[0]
                result.append(
                    {
                        "story": story, "fact": number, "article": article, "state": state, "start": start, "end": end,
                        "evidence": 2.0 if same else round(float(best[i]), 3),
                        "compared": COMPARED[how[source[i], i]], "head": first,
                        "actors": ",".join(sorted(told[i].actors)) if first else "",
                        "named": max(_weight(told[i], share), _of_names(told[i], names)) if first else 0.0,
                        "quoted": bool(first and _QUOTE.search(told[i].text)),
                        "figures": sum(not _YEAR.fullmatch(n) for n in numbers(told[i].text)) if first else 0,
                    }
                )  # fmt: skip
    return pa.Table.from_pylist(result, schema=PLACES)


def _sentences(rows: list[dict[str, Any]], settings: CheckSettings) -> list[Told]:
    """Sentences of the texts in order of publication, each once, without boilerplate."""
    named: dict[int, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
    for row in rows:
        if row["start"] is not None:
            named[row["article"]].append((row["start"], row["end"], frozenset((row["code"], row["person"])) - {""}))
    texts = sorted(
        (row for row in rows if row["start"] is None and row["text"]),
        key=lambda row: (row["published"] or datetime.max, row["article"]),
    )
    held: dict[str, list[tuple[int, int, int, int]]] = {}
    named_in: dict[str, tuple[str, frozenset[str], frozenset[str], frozenset[str]]] = {}
    for row in texts:
        spots = sorted(named[row["article"]], key=lambda spot: spot[:2])
        usual = Counter(code for *_, keys in spots for code in sorted(keys) if _is_state(code)).most_common(2)
        ahead = person = frozenset[str]()
        for item in sentences(row["text"]):
            inside = [(start, end, keys) for start, end, keys in spots if start < item.end and end > item.start]
            if any(not keys and _covers(start, end, item) for start, end, keys in inside):
                continue
            here = [keys for start, _, keys in inside if start >= item.start]
            actors = frozenset(key for keys in here for key in keys)
            if not actors and _BOTH.search(item.text):  # "the pair" are the two that the text names most
                actors = frozenset(code for code, n in usual if 2 * usual[-1][1] >= n) if len(usual) == 2 else actors
            persons = [keys for keys in here if len(keys) > 1]
            meant = person if not persons and _PRONOUN.search(item.text) else frozenset[str]()
            if item.text not in held:
                if len(held) >= settings.most_sentences:
                    continue
                held[item.text], named_in[item.text] = [], (row["lang"], actors, meant, ahead)
            held[item.text].append((row["article"], item.start, item.end, row["family"]))
            ahead, person = actors or ahead, persons[-1] if persons else person
    return [
        Told(
            text, lang, actors, meant, ahead, tuple((a, s, e) for a, s, e, _ in held[text]),
            frozenset(family for *_, family in held[text]), _is_fact(text, settings),
        )
        for text, (lang, actors, meant, ahead) in named_in.items()
    ]  # fmt: skip


def _is_state(code: str) -> bool:
    return len(code) == 3 and code.isupper()


def _covers(start: int, end: int, item: Sentence) -> bool:
    """Whether boilerplate at [start, end) makes up most of a sentence."""
    return min(end, item.end) - max(start, item.start) > 0.6 * len(item.text)


def _is_fact(text: str, settings: CheckSettings) -> bool:
    words = len(_UNSPACED.findall(text)) / _CHARACTERS_A_WORD if _UNSPACED.search(text) else len(text.split())
    asks = text.rstrip('"”»)」』').endswith(("?", "？", "؟"))
    whole = _WHOLE.search(text) is not None and not _TORN.search(text) and not text[:1].islower()
    return settings.least_words <= words <= settings.most_words and whole and not asks


def _leaders(told: list[Told], matches: NDArray[np.bool_], most: int) -> list[tuple[int, NDArray[np.int64]]]:
    """(head, members) of each fact, those of most families first; ties go to the earlier sentence."""
    free = np.array([item.is_fact for item in told])
    reach = {int(i): np.flatnonzero(matches[i] & free) for i in np.flatnonzero(free)}
    order = [(-_support(told, near), i) for i, near in reach.items()]
    heapq.heapify(order)
    found: list[tuple[int, NDArray[np.int64]]] = []
    while order and len(found) < most:
        support, head = heapq.heappop(order)
        if not free[head]:
            continue
        members = reach[head][free[reach[head]]]
        now = -_support(told, members)
        if now > support:  # others have taken some since: what is left may no longer be the most
            heapq.heappush(order, (now, head))
            continue
        found.append((head, members))
        free[members] = False
    return found


def _joined(
    facts: list[tuple[int, NDArray[np.int64]]], strength: NDArray[np.float32]
) -> list[tuple[int, NDArray[np.int64]]]:
    """Facts whose sentences match each other on the whole are one (average link), under the head of the first.

    A leader takes what matches itself; wordings that match each other and only a part of its sentences stay behind.
    """
    if len(facts) < 2:
        return facts
    parts = np.zeros((len(facts), len(strength)), np.float32)
    for row, (_, members) in enumerate(facts):
        parts[row, members] = 1 / len(members)
    near = parts @ strength @ parts.T >= _JOINED
    groups: dict[int, list[int]] = {}
    for row in range(len(facts)):
        first = next((int(r) for r in np.flatnonzero(near[row, :row]) if int(r) in groups), row)
        groups.setdefault(first, []).append(row)
    return [(facts[first][0], np.unique(np.concatenate([facts[r][1] for r in rows]))) for first, rows in groups.items()]


def _support(told: list[Told], members: NDArray[np.int64]) -> int:
    return len(frozenset().union(*(told[i].families for i in members)))


def _shares(told: list[Told]) -> dict[str, float]:
    """Share of the sentences that name anybody in which each actor is named."""
    count: dict[str, int] = defaultdict(int)
    for item in told:
        for actor in item.actors:
            count[actor] += 1
    total = sum(1 for item in told if item.actors) or 1
    return {actor: n / total for actor, n in count.items()}


def _names(told: list[Told]) -> dict[str, float]:
    """Share of the sentences with a name in which each name stands: words always with a capital, also inside sentences.

    Most people of a story are in no table. Languages with capitals only, and not German.
    """
    small: set[str] = set()
    inside: set[str] = set()
    count: dict[str, int] = defaultdict(int)
    for item in told:
        if item.lang not in _ALL_CAPITALS:
            words = [m.group() for m in _NAME.finditer(item.text)]
            small.update(w for w in words if w[0].islower())
            inside.update(w for w in words[1:] if w[0].isupper())
            for word in set(words):
                count[word] += 1
    held = {w: n for w, n in count.items() if w in inside and w.lower() not in small}
    total = sum(1 for item in told if any(w in held for w in _NAME.findall(item.text))) or 1
    return {word: n / total for word, n in held.items()}


def _of_names(item: Told, names: dict[str, float]) -> float:
    return min(1.0, sum(names.get(word, 0.0) for word in sorted(set(_NAME.findall(item.text)))))


def _weight(item: Told, share: dict[str, float]) -> float:
    """How much of the story its actors are, 0 to 1: half by state, half by person or body where one is named."""
    named, meant = _of(item.actors, share), _of(item.about, share)
    return named + _BY_PRONOUN * max(0.0, meant - named)


def _of(actors: frozenset[str], share: dict[str, float]) -> float:
    states = min(1.0, sum(share.get(a, 0.0) for a in sorted(actors) if _is_state(a)))
    others = [share.get(a, 0.0) for a in sorted(actors) if not _is_state(a)]
    return (states + min(1.0, sum(others))) / 2 if others else states
