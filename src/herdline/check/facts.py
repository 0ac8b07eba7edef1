"""The facts of a story: sentences of different texts that tell the same, joined; and the texts where each stands.

A fact is a sentence that names an actor or a number or holds words in quotation marks. Facts are found as leaders
(Hartigan 1975): the sentence that most families carry comes first and takes the sentences that match it, then the next
among those left. A text carries a fact when one of its sentences matches any sentence of the fact; it is unclear when
one comes near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from herdline.check.matching import COMPARED, evidence, limits
from herdline.config import CheckSettings
from herdline.text.anchors import numbers
from herdline.text.sentences import sentences
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
    """A sentence of the story, once however many texts have it word for word."""

    text: str
    lang: str
    actors: frozenset[str]
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
    found, how = evidence([t.text for t in told], [t.lang for t in told], [t.actors for t in told])
    carried, absent = limits(how, settings)
    matches, near = found >= carried, found >= absent
    np.fill_diagonal(matches, True)
    share = _shares(told)
    result: list[dict[str, Any]] = []
    for head, members in _leaders(told, matches, settings.most_facts):
        number = int(hash64(pa.array([f"{story}\x1f{told[head].text}"]))[0])
        best = found[members].max(axis=0)
        source = members[found[members].argmax(axis=0)]
        states = {int(i): CARRIED for i in np.flatnonzero(matches[members].any(axis=0))}
        states.update({int(i): UNCLEAR for i in np.flatnonzero(near[members].any(axis=0)) if int(i) not in states})
        for i, state in states.items():
            same = i in members
            for article, start, end in told[i].places:
                shown = i == head and (article, start, end) == told[i].places[0]
                result.append(
                    {
                        "story": story, "fact": number, "article": article, "state": state, "start": start, "end": end,
                        "evidence": 2.0 if same else round(float(best[i]), 3),
                        "compared": COMPARED[how[source[i], i]], "head": shown,
                        "actors": ",".join(sorted(told[i].actors)) if shown else "",
                        "named": min(1.0, sum(share.get(a, 0.0) for a in told[i].actors)) if shown else 0.0,
                        "quoted": bool(shown and _QUOTE.search(told[i].text)),
                        "figures": len(numbers(told[i].text)) if shown else 0,
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
        key=lambda r: (r["published"] is None, r["published"], r["article"]) if r["published"] else (True, 0, r["article"]),
    )
    held: dict[str, list[tuple[int, int, int, int]]] = {}
    about: dict[str, tuple[str, set[str]]] = {}
    for row in texts:
        spots = sorted(named[row["article"]])
        for item in sentences(row["text"]):
            inside = [(start, end, code) for start, end, code in spots if start < item.end and end > item.start]
            if any(not code and min(end, item.end) - max(start, item.start) > 0.6 * len(item.text) for start, end, code in inside):
                continue
            if item.text not in held:
                if len(held) >= settings.most_sentences:
                    continue
                held[item.text], about[item.text] = [], (row["lang"], set())
            held[item.text].append((row["article"], item.start, item.end, row["family"]))
            about[item.text][1].update(code for start, _, code in inside if code and start >= item.start)
    return [
        Told(
            text, about[text][0], frozenset(about[text][1]), tuple((a, s, e) for a, s, e, _ in places),
            frozenset(family for *_, family in places), _is_fact(text, about[text][1], settings),
        )
        for text, places in held.items()
    ]  # fmt: skip


def _is_fact(text: str, actors: set[str], settings: CheckSettings) -> bool:
    words = len(_UNSPACED.findall(text)) / _CHARACTERS_A_WORD if _UNSPACED.search(text) else len(text.split())
    if not settings.least_words <= words <= settings.most_words or text.rstrip("\"”»)").endswith(("?", "？", "؟")):
        return False
    return bool(actors or numbers(text) or _QUOTE.search(text))


def _leaders(
    told: list[Told], matches: NDArray[np.bool_], most: int
) -> list[tuple[int, NDArray[np.int64]]]:
    """(head, members) of each fact, those of most families first; ties go to the earlier sentence."""
    free = np.array([item.is_fact for item in told])
    families = {family: i for i, family in enumerate(sorted({f for item in told for f in item.families}))}
    of = np.zeros((len(told), len(families)), np.float32)
    for i, item in enumerate(told):
        of[i, [families[f] for f in item.families]] = 1
    found: list[tuple[int, NDArray[np.int64]]] = []
    reach = matches & free[None, :] & free[:, None]
    while free.any() and len(found) < most:
        support = ((reach.astype(np.float32) @ of) > 0).sum(axis=1) * free
        head = int(support.argmax())
        if support[head] <= 1:
            break
        members = np.flatnonzero(reach[head] & free)
        found.append((head, members))
        free[members] = False
        reach[:, members] = False
    alone = [int(i) for i in np.flatnonzero(free)][: most - len(found)]
    return found + [(i, np.array([i])) for i in alone]


def _shares(told: list[Told]) -> dict[str, float]:
    """Share of the sentences that name anybody in which each actor is named."""
    count: dict[str, int] = defaultdict(int)
    for item in told:
        for actor in item.actors:
            count[actor] += 1
    total = sum(1 for item in told if item.actors) or 1
    return {actor: n / total for actor, n in count.items()}
