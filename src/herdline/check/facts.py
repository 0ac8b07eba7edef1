"""The facts of a story: sentences of different texts that tell the same, joined; and the texts where each stands.

A fact is any statement of enough words: no question, no heading, no torn piece of a sentence. Facts are found as
leaders (Hartigan 1975): the sentence that most families carry comes first and takes the sentences that match it, then
the next among those left. A text carries a fact when one of its sentences is one of the fact's own, matches the leader,
or matches the fact's sentences on the whole; it is unclear when one comes near any of them.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter

import numpy as np
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

from herdline.check.matching import COMPARED, SAME, evidence, vectors_of
from herdline.check.named import shares_named
from herdline.check.told import Told, told_in
from herdline.check.worth import grades
from herdline.config import CheckSettings
from herdline.text.anchors import numbers
from herdline.text.survey import hash64

PLACES = pa.schema(
    [
        ("story", pa.int64()), ("fact", pa.int64()), ("article", pa.int64()), ("state", pa.string()),
        ("start", pa.int32()), ("end", pa.int32()), ("evidence", pa.float64()), ("compared", pa.string()),
        ("head", pa.bool_()), ("actors", pa.string()), ("named", pa.float64()), ("quoted", pa.bool_()),
        ("figures", pa.int32()), ("worth", pa.float64()),
    ]
)  # fmt: skip
"""Sentences that tell a fact or come near; ``head`` marks the one that is shown, with what stands in it."""
CARRIED, UNCLEAR, UNHEARD = "carried", "unclear", "unheard"
"""``UNHEARD``: faintly near, in a language in which nobody is found to tell it: nothing can be said."""
_QUOTE = re.compile(r"[\"“«„「『].{8,}?[\"”»“」』]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_JOINED = 1.25
"""Mean of chances over the chance needed, from which two facts are one."""
_LEAST_WHOLE = 3
"""Texts read in full from which something may be claimed to be left out, and better vectors are worth their time."""
_SILENT = 3
"""State of a sentence that is neither carried, unclear nor unheard."""
_MEMBER = 1.0
"""Chance that a sentence tells the fact which is one of its own."""


def find_facts(table: pa.Table, settings: CheckSettings | None = None) -> pa.Table:
    """Rows of one story (texts, then places of actors and of boilerplate) -> its facts, schema ``PLACES``."""
    settings = settings or CheckSettings()
    told = told_in(table, settings)
    if not any(item.is_fact for item in told):
        return PLACES.empty_table()
    exact = sum(table["whole"].to_pylist()) >= _LEAST_WHOLE
    texts, langs = [t.text for t in told], [t.lang for t in told]
    about, ahead = [t.about for t in told], [t.about or t.ahead for t in told]
    vectors = vectors_of(texts, langs, exact)
    found, how = evidence(texts, langs, about, ahead, settings, exact, [t.called for t in told], vectors)
    matches = found >= settings.carried
    near = found >= np.where(how == SAME, settings.absent, settings.absent_across)
    faint = found >= settings.absent_unheard
    matches[:, [not item.tells for item in told]] = False
    np.fill_diagonal(matches, True)
    facts = _joined(_leaders(told, matches, settings.most_facts), found / np.float32(settings.carried))
    members = np.concatenate([own for _, own in facts])
    bounds = np.cumsum([0, *(len(own) for _, own in facts)])
    heads = [head for head, _ in facts]
    spoken = np.unique(langs, return_inverse=True)[1]
    fact, at, state, source, own = _reached(
        found, matches, near, faint, spoken, members, bounds, np.array(heads), np.float32(settings.carried)
    ).T
    best = found[source, at]
    shown = _shown(told, heads, fact, at, state, best)
    strength = np.where(own, np.float32(_MEMBER), best)
    named = shares_named(told, range(len(told)))
    worth = grades(told, named, vectors)
    return _rows(
        int(table["story"][0].as_py()), told, heads, shown, fact, at, state, strength, how[source, at], named, worth
    )


@njit(cache=True, nogil=True)
def _reached(found, matches, near, faint, spoken, members, bounds, heads, needed):  # type: ignore[no-untyped-def]
    """For each fact the sentences that tell it, then those that come near; in a language of none, also ``faint`` ones.

    Rows of int64: fact, sentence, 0 carried, 1 unclear or 2 unheard, the nearest sentence of the fact, whether it is
    one of them.
    """
    size = len(found)
    rows, count = np.empty((4 * size, 5), np.int64), 0
    for fact in range(len(bounds) - 1):
        own = members[bounds[fact] : bounds[fact + 1]]
        best, source = found[own[0]].copy(), np.full(size, own[0])
        total = np.zeros(size, np.float32)
        close = np.zeros(size, np.bool_)
        close_by = np.zeros(size, np.bool_)
        for member in own:
            for at in range(size):
                total[at] += found[member, at]
                close[at] |= near[member, at]
                close_by[at] |= faint[member, at]
                if found[member, at] > best[at]:
                    best[at], source[at] = found[member, at], member
        inside = np.zeros(size, np.bool_)
        inside[own] = True
        state = np.full(size, _SILENT)
        for at in range(size):
            if inside[at] or matches[heads[fact], at] or (matches[source[at], at] and total[at] >= needed * len(own)):
                state[at] = 0
            elif close[at]:
                state[at] = 1
        heard = np.zeros(spoken.max() + 1, np.bool_)
        for at in range(size):
            heard[spoken[at]] |= state[at] == 0
        for at in range(size):
            if state[at] == _SILENT and close_by[at] and not heard[spoken[at]]:
                state[at] = 2
        if count + size > len(rows):
            grown = np.empty((2 * len(rows) + size, 5), np.int64)
            grown[:count] = rows[:count]
            rows = grown
        for told in range(_SILENT):
            for at in range(size):
                if state[at] == told:
                    rows[count, 0], rows[count, 1], rows[count, 2] = fact, at, told
                    rows[count, 3], rows[count, 4] = source[at], inside[at]
                    count += 1
    return rows[:count]


def _shown(
    told: list[Told], heads: list[int], fact: NDArray[np.int64], at: NDArray[np.int64], state: NDArray[np.int64],
    best: NDArray[np.float32],
) -> list[int]:  # fmt: skip
    """The sentence of each fact that is shown: in the language that most of the story is in, where it is told in it."""
    usual = Counter(item.lang for item in told).most_common(1)[0][0]
    shown = list(heads)
    for number, head in enumerate(heads):
        if told[head].lang != usual:
            own = np.flatnonzero((fact == number) & (state == 0))
            own = own[np.lexsort((at[own], -best[own]))]
            fits = (int(i) for i in at[own] if told[i].lang == usual and told[i].is_fact)
            shown[number] = next(fits, head)
    return shown


def _rows(
    story: int, told: list[Told], heads: list[int], shown: list[int], fact: NDArray[np.int64], at: NDArray[np.int64],
    state: NDArray[np.int64], best: NDArray[np.float32], how: NDArray[np.int8], named: list[float],
    worth: NDArray[np.float32],
) -> pa.Table:  # fmt: skip
    """The table: a row for each place of each sentence that tells a fact or comes near."""
    places = np.array([place for item in told for place in item.places], np.int64).reshape(-1, 3)
    counts = np.array([len(item.places) for item in told])
    begins = np.cumsum(counts) - counts
    row = np.repeat(np.arange(len(at)), counts[at])  # of the sentences, once for each place
    place = np.arange(len(row)) - np.repeat(np.cumsum(counts[at]) - counts[at], counts[at]) + begins[at][row]
    head = (np.array(shown)[fact] == at)[row] & (place == begins[at][row])
    of_actors, graded = np.zeros(len(row)), np.zeros(len(row))
    of_actors[head] = [named[i] for i in shown]
    graded[head] = [round(float(worth[i]), 3) for i in shown]
    figures, quoted = np.zeros(len(row), np.int32), np.zeros(len(row), bool)
    figures[head] = [sum(not _YEAR.fullmatch(n) for n in numbers(told[i].text)) for i in shown]
    quoted[head] = [_QUOTE.search(told[i].text) is not None for i in shown]
    actors = np.full(len(row), "", object)
    actors[head] = [",".join(sorted(told[i].actors)) for i in shown]
    number = hash64(pa.array([f"{story}\x1f{told[i].text}" for i in heads])).astype(np.int64)
    columns = {
        "story": np.full(len(row), story), "fact": number[fact][row], "article": places[place, 0],
        "state": np.array([CARRIED, UNCLEAR, UNHEARD], object)[state][row], "start": places[place, 1],
        "end": places[place, 2],
        "evidence": np.array([round(x, 3) for x in best.tolist()])[row],
        "compared": np.array(COMPARED, object)[how][row], "head": head, "actors": actors, "named": of_actors,
        "quoted": quoted, "figures": figures, "worth": graded,
    }  # fmt: skip
    return pa.table({field.name: pa.array(columns[field.name], field.type) for field in PLACES}, schema=PLACES)


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
