"""The facts of a story: sentences of different texts that tell the same, joined; and the texts where each stands.

A fact is any statement of enough words (no question). Facts are found as leaders
(Hartigan 1975): the sentence that most families carry comes first and takes the sentences that match it, then the next
among those left. A text carries a fact when one of its sentences matches any sentence of the fact; it is unclear when
one comes near.
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


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the story, once however many texts have it word for word.

    ``actors`` are those it names; ``about`` the same or, where it names none, those of the sentence ahead of it.
    """

    text: str
    lang: str
    actors: frozenset[str]
    about: frozenset[str]
    places: tuple[tuple[int, int, int], ...]
    families: frozenset[int]
    is_fact: bool


def find_facts(table: pa.Table, settings: CheckSettings | None = None) -> pa.Table:
    """Rows of one story (texts, then places of actors and of boilerplate) -> its facts, schema ``PLACES``."""
    settings = settings or CheckSettings()
    rows = table.to_pylist()
    told = _sentences(rows, settings)
    if not any(item.is_fact for item in told):
        return PLACES.empty_table()
    story = int(rows[0]["story"])
    found, how = evidence([t.text for t in told], [t.lang for t in told], [t.about for t in told], settings)
    carried, absent = limits(how, settings)
    matches, near = found >= carried, found >= absent
    np.fill_diagonal(matches, True)
    share = _shares(told)
    usual = Counter(item.lang for item in told).most_common(1)[0][0]
    result: list[dict[str, Any]] = []
    for head, members in _leaders(told, matches, settings.most_facts):
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
                        "named": min(1.0, sum(share.get(a, 0.0) for a in sorted(told[i].actors))) if first else 0.0,
                        "quoted": bool(first and _QUOTE.search(told[i].text)),
                        "figures": len(numbers(told[i].text)) if first else 0,
                    }
                )  # fmt: skip
    return pa.Table.from_pylist(result, schema=PLACES)


def _sentences(rows: list[dict[str, Any]], settings: CheckSettings) -> list[Told]:
    """Sentences of the texts in order of publication, each once, without boilerplate."""
    named: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows:
        if row["start"] is not None:
            named[row["article"]].append((row["start"], row["end"], row["code"]))
    texts = sorted(
        (row for row in rows if row["start"] is None and row["text"]),
        key=lambda row: (row["published"] or datetime.max, row["article"]),
    )
    held: dict[str, list[tuple[int, int, int, int]]] = {}
    named_in: dict[str, tuple[str, frozenset[str], frozenset[str]]] = {}
    for row in texts:
        spots = sorted(named[row["article"]])
        ahead = frozenset[str]()
        for item in sentences(row["text"]):
            inside = [(start, end, code) for start, end, code in spots if start < item.end and end > item.start]
            if any(not code and _covers(start, end, item) for start, end, code in inside):
                continue
            actors = frozenset(code for start, _, code in inside if code and start >= item.start)
            ahead = actors or ahead
            if item.text not in held:
                if len(held) >= settings.most_sentences:
                    continue
                held[item.text], named_in[item.text] = [], (row["lang"], actors, ahead)
            held[item.text].append((row["article"], item.start, item.end, row["family"]))
    return [
        Told(
            text, lang, actors, about, tuple((a, s, e) for a, s, e, _ in held[text]),
            frozenset(family for *_, family in held[text]), _is_fact(text, settings),
        )
        for text, (lang, actors, about) in named_in.items()
    ]  # fmt: skip


def _covers(start: int, end: int, item: Sentence) -> bool:
    """Whether boilerplate at [start, end) makes up most of a sentence."""
    return min(end, item.end) - max(start, item.start) > 0.6 * len(item.text)


def _is_fact(text: str, settings: CheckSettings) -> bool:
    words = len(_UNSPACED.findall(text)) / _CHARACTERS_A_WORD if _UNSPACED.search(text) else len(text.split())
    asks = text.rstrip('"”»)」』').endswith(("?", "？", "؟"))
    return settings.least_words <= words <= settings.most_words and not asks


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
