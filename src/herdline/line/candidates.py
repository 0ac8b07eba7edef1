"""Candidate lines of each story: recurring phrases, merged where they are variants of one line, slots shown.

What is decided here needs only the story itself; whether a candidate is more than habit and chance is decided against
all other texts in ``baserates``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from herdline.config import LineSettings
from herdline.line import phrases
from herdline.line.phrases import Phrase
from herdline.line.streams import BREAKS, NAME_SLOT, NUMBER_SLOT, QUOTED, SLOT, Streams, streams

CANDIDATES = pa.schema(
    [
        ("story", pa.int64()),
        ("line", pa.int64()),
        ("phrase", pa.int64()),
        ("prefix", pa.int64()),
        ("length", pa.int32()),
        ("lang", pa.string()),
        ("text", pa.string()),
        ("kind", pa.string()),
        ("telling", pa.float64()),
        ("tested", pa.int32()),
        ("beside", pa.string()),
    ]
)
"""One row for each phrase that counts as a use of a line. ``telling``: 0 to 1, how far its words are not just the
topic's. ``tested``: how many phrases of the story could have recurred, of which those that did were picked out.
``beside``: as in schema.LINES."""

_MOST = 80  # candidates looked at in one story and language, widest first
_ALIKE = 0.6  # share of words in common order from which two phrases are variants of one line
_SHOWN = 40  # tokens of a long passage that are printed
_LONG = 10  # tokens; phrases of this length that overlap are one passage
_BESIDE = 25  # tokens on each side of a line in which a name stands beside it: its sentence, mostly
_STEM = 5  # letters of a name's last word by which its cases are one name
_ELSEWHERE = 0.1  # share of the other texts that may have the name: more, and it is one of the story's own names
_SETTINGS = LineSettings()


@dataclass
class _Line:
    """A phrase and the variants that were merged into it."""

    main: Phrase
    variants: list[Phrase] = field(default_factory=list)
    gone: bool = False


@dataclass(frozen=True)
class _Names:
    """Names in the texts of a story: token, text, number of the stem (``_STEM``), as printed; in reading order."""

    places: np.ndarray
    texts: np.ndarray
    stems: np.ndarray
    surfaces: list[str]


def candidates(group: pa.Table) -> pa.Table:
    """Candidate lines of one story.

    Args:
        group: one row an article (repeated for each standing passage): story, article, unit, family, original, lang,
            text, masked_start, masked_end.

    Returns:
        Rows of ``CANDIDATES``.
    """
    rows = _articles(group)
    by_lang: dict[str, list[dict]] = defaultdict(list)
    for row in rows:
        by_lang[row["lang"] or "und"].append(row)
    result: list[dict] = []
    for lang, articles in sorted(by_lang.items()):
        chosen = representatives(articles)
        if len({r["unit"] for r in chosen}) >= _SETTINGS.least_families:
            result += _of_language(lang, chosen)
    return pa.Table.from_pylist(result, schema=CANDIDATES)


def representatives(articles: list[dict]) -> list[dict]:
    """One text a family: its original if that is here, else the first; families of one owner keep the owner's mark."""
    best: dict[int, dict] = {}
    for row in articles:
        held = best.get(row["family"])
        if held is None or (row["article"] == row["original"] and held["article"] != held["original"]):
            best[row["family"]] = row
    return list(best.values())


def stream_of(articles: list[dict]) -> Streams:
    """Streams of these articles, standing text masked."""
    masked = [(i, start, end) for i, r in enumerate(articles) for start, end in r["masked"]]
    texts = pa.array([r["text"] for r in articles], pa.large_string())
    return streams(texts, [r["lang"] for r in articles], masked)


def _articles(group: pa.Table) -> list[dict]:
    """Rows joined back to one an article, its standing passages as a list."""
    found: dict[int, dict] = {}
    for row in group.to_pylist():
        held = found.setdefault(row["article"], {**row, "masked": []})
        if row.get("masked_start") is not None:
            held["masked"].append((row["masked_start"], row["masked_end"]))
    return [found[key] for key in sorted(found)]


articles_of = _articles


def _of_language(lang: str, chosen: list[dict]) -> list[dict]:
    stream = stream_of(chosen)
    units = {u: i for i, u in enumerate(sorted({r["unit"] or "" for r in chosen}))}
    texts = stream.text_of
    groups = np.array([units[r["unit"] or ""] for r in chosen], np.int64)[texts]
    found = phrases.recurring(
        stream.hashes, stream.flags, groups, texts, _SETTINGS.least_families, _SETTINGS.longest_phrase
    )
    lines = _merged(found[:_MOST], stream)
    rows = []
    tested = phrases.distinct(stream.hashes, stream.flags, texts)
    names = _names(stream, chosen)
    for item in lines:
        text, kind = _shown(item, stream, chosen)
        telling = _telling(item, stream, texts, len(chosen))
        beside = _beside(item, stream, names)
        for phrase in (item.main, *item.variants):
            rows.append(  # noqa: PERF401 - two loops read better
                {
                    "story": chosen[0]["story"], "line": item.main.key, "phrase": phrase.key, "prefix": phrase.prefix,
                    "length": len(phrase.tokens), "lang": lang, "text": text, "kind": kind, "telling": telling,
                    "tested": tested, "beside": beside,
                }
            )  # fmt: skip
    return rows


def _merged(found: list[Phrase], stream: Streams) -> list[_Line]:
    """Greedy: the widest phrase first; one that mostly stands at the same places, or says the same, joins it."""
    lines: list[_Line] = []
    weights = _weights(found, stream)
    taken = np.full(len(stream.hashes), -1, np.int32)
    # length counts a little: "eyes will be on" is not preferred to "all eyes will be on" for one more use
    for phrase in sorted(found, key=lambda p: (-p.support * len(p.tokens) ** 0.5, p.tokens)):
        length = len(phrase.tokens)
        owners = _owners(phrase, taken)
        if owners:
            # pieces of one long passage (a shared statement) are joined by what overlaps both
            if length >= _LONG:
                for other in owners[1:]:
                    taken[taken == other] = owners[0]
                    lines[owners[0]].variants += [lines[other].main, *lines[other].variants]
                    lines[other].variants = []
                    lines[other].gone = True
            if length >= _LONG or _similar(phrase.tokens, lines[owners[0]].main.tokens, weights) >= _ALIKE:
                lines[owners[0]].variants.append(phrase)
            owner = owners[0]
        else:
            alike = (_similar(phrase.tokens, x.main.tokens, weights) if not x.gone else 0.0 for x in lines)
            owner = next((i for i, likeness in enumerate(alike) if likeness >= _ALIKE), len(lines))
            if owner == len(lines):
                lines.append(_Line(phrase))
            else:
                lines[owner].variants.append(phrase)
        for p in phrase.places:
            part = taken[p : p + length]
            part[part < 0] = owner
    return [x for x in lines if not x.gone]


def _owners(phrase: Phrase, taken: np.ndarray) -> list[int]:
    """Lines that cover most of the phrase's places, most first; for long phrases a few common words are enough."""
    length = len(phrase.tokens)
    enough = 3 if length >= _LONG else length / 2
    counts: Counter[int] = Counter()
    for p in phrase.places:
        part = taken[p : p + length]
        for owner, words in zip(*np.unique(part[part >= 0], return_counts=True), strict=True):
            counts[int(owner)] += int(words) >= enough
    return [owner for owner, n in counts.most_common() if n >= len(phrase.places) / 2]


def _weights(found: list[Phrase], stream: Streams) -> dict[int, float]:
    """How much each token of these phrases says: 1.2 for a word of few texts, 0.2 for one of all, 0 for a slot.

    Counted alike, three grammar words of four would make "in the middle of" and "in the face of" one line.
    """
    total = max(1, len(stream.offsets) - 1)
    tokens = np.array(sorted({t for p in found for t in p.tokens}), np.uint64)
    known = np.isin(stream.hashes, tokens)
    places = np.searchsorted(tokens, stream.hashes[known])
    pairs = np.unique(places.astype(np.int64) * total + stream.text_of[known])
    texts = np.bincount(pairs // total, minlength=len(tokens))
    slots = (int(NAME_SLOT), int(NUMBER_SLOT))
    return {int(t): 0.0 if int(t) in slots else 1.2 - float(n) / total for t, n in zip(tokens, texts, strict=True)}


def _similar(a: tuple[int, ...], b: tuple[int, ...], weights: dict[int, float]) -> float:
    """Weight of the words in common order over that of the weightier one (longest common subsequence)."""
    a, b = tuple(t for t in a if weights[t]), tuple(t for t in b if weights[t])
    row = [0.0] * (len(b) + 1)
    for x in a:
        diagonal = 0.0
        for j, y in enumerate(b, 1):
            diagonal, row[j] = row[j], diagonal + weights[x] if x == y else max(row[j], row[j - 1])
    whole = max(sum(weights[t] for t in a), sum(weights[t] for t in b))
    return row[-1] / whole if whole else 0.0


def _shown(item: _Line, stream: Streams, chosen: list[dict]) -> tuple[str, str]:
    """The wording as most print it, slots that vary in braces, and the kind."""
    phrase = item.main
    length = len(phrase.tokens)
    texts = stream.text_of
    surfaces: Counter[str] = Counter()
    has_slot = any(phrase.tokens[i] in (int(NAME_SLOT), int(NUMBER_SLOT)) for i in range(length))
    fillers: list[Counter[str]] = [Counter() for _ in range(length)]
    for p in phrase.places:
        text = chosen[texts[p]]["text"]
        for i in range(length):
            if stream.flags[p + i] & SLOT:
                fillers[i][text[stream.starts[p + i] : stream.ends[p + i]].casefold()] += 1
    varying = False
    for p in phrase.places:
        text = chosen[texts[p]]["text"]
        parts = []
        for i in range(length):
            gap = text[stream.ends[p + i - 1] : stream.starts[p + i]] if i else ""
            piece = text[stream.starts[p + i] : stream.ends[p + i]]
            if len(fillers[i]) > 1:
                piece = "{number}" if phrase.tokens[i] == int(NUMBER_SLOT) else "{name}"
                varying = True
            parts.append(re.sub(r"\s+", " ", gap) + piece)
        surfaces["".join(parts)] += 1
    # a sentence's capital is not part of the wording when others print it small
    merged: Counter[str] = Counter()
    for surface, n in surfaces.items():
        merged[surface[:1].lower() + surface[1:] if not has_slot or not surface.startswith("{") else surface] += n
    text = merged.most_common(1)[0][0]
    if length >= _LONG and item.variants:
        text = _whole_passage(item, stream, chosen)
    quoted = np.mean([(stream.flags[p + length // 2] & QUOTED) != 0 for p in phrase.places])
    if quoted >= _SETTINGS.quoted_share:
        return text, "quoted"
    filler = _open_end(phrase, stream)
    if filler:
        return f"{text} {filler}", "template"
    return text, "template" if varying else "wording"


def _whole_passage(item: _Line, stream: Streams, chosen: list[dict]) -> str:
    """The passage that overlapping pieces make together, from the first text that holds the main one."""
    covered = np.zeros(len(stream.hashes), np.bool_)
    for phrase in (item.main, *item.variants):
        for p in phrase.places:
            covered[p : p + len(phrase.tokens)] = True
    start = end = int(item.main.places[0])
    texts = stream.text_of
    while start > 0 and covered[start - 1] and texts[start - 1] == texts[start]:
        start -= 1
    while end + 1 < len(covered) and covered[end + 1] and texts[end + 1] == texts[end]:
        end += 1
    shown = min(end, start + _SHOWN - 1)
    text = chosen[texts[start]]["text"][stream.starts[start] : stream.ends[shown]]
    return re.sub(r"\s+", " ", text) + (" …" if shown < end else "")


def _open_end(phrase: Phrase, stream: Streams) -> str | None:
    """The slot behind a phrase that is never complete by itself: what follows differs, and something always follows."""
    after = phrase.places + len(phrase.tokens)
    size = len(stream.hashes)
    texts = stream.text_of
    going_on = [
        a
        for p, a in zip(phrase.places, after, strict=True)
        if a < size and texts[a] == texts[p] and not stream.flags[a] & BREAKS
    ]
    if len(going_on) < 0.9 * len(after) or len(going_on) < 3:
        return None
    following = Counter(int(stream.hashes[a]) for a in going_on)
    slots = following[int(NAME_SLOT)] + following[int(NUMBER_SLOT)]
    if len(following) - 1 + slots < 0.4 * len(going_on):
        return None
    if following[int(NAME_SLOT)] > len(going_on) / 2:
        return "{name}"
    return "{number}" if following[int(NUMBER_SLOT)] > len(going_on) / 2 else "{...}"


def _telling(item: _Line, stream: Streams, texts: np.ndarray, total: int) -> float:
    """1 minus how common the phrase's two rarest words are in texts of the story that do not carry it.

    "Eyes" stands nowhere else in reports on a summit, "sidelines" does: wording that the topic does not ask for tells.
    Words of more than half of the other texts are the topic's or the grammar's and say nothing either way.
    """
    carriers = np.unique(np.concatenate([texts[p.places] for p in (item.main, *item.variants)]))
    others = total - len(carriers)
    if others < 3:
        return 0.7  # nearly all carry it: no text left to compare with
    outside = ~np.isin(texts, carriers)
    rates = []
    for token in set(item.main.tokens) - {int(NAME_SLOT), int(NUMBER_SLOT)}:
        with_it = len(np.unique(texts[outside & (stream.hashes == np.uint64(token))]))
        rates.append(with_it / others)
    content = sorted(r for r in rates if r < 0.5)[:2]
    return 1 - float(np.mean(content)) if content else 0.2


def _names(stream: Streams, chosen: list[dict]) -> _Names:
    """The names of a story's texts, but for initials."""
    texts, stems, found = stream.text_of, dict[str, int](), []
    for at in np.flatnonzero(((stream.flags & SLOT) != 0) & (stream.hashes == NAME_SLOT)).tolist():
        surface = " ".join(chosen[texts[at]]["text"][stream.starts[at] : stream.ends[at]].split())
        stem = surface.rsplit(" ", 1)[-1].casefold()[:_STEM]
        if len(stem) > 1:
            found.append((at, stems.setdefault(stem, len(stems)), surface))
    places = np.array([at for at, _, _ in found], np.int64)
    numbers = np.array([number for _, number, _ in found], np.int64)
    return _Names(places, texts[places].astype(np.int64), numbers, [surface for *_, surface in found])


def _beside(item: _Line, stream: Streams, names: _Names) -> str:
    """The name that every carrier has beside the line and hardly any other text of the story has; "" if there is none.

    Desks that each rewrite what one expert said choose no wording of their own, and without quotation marks their texts
    look independent. Where no capitals tell names (Arabic, Chinese, Thai ...) or all nouns have them (German) nothing
    is found.
    """
    places = np.unique(np.concatenate([p.places for p in (item.main, *item.variants)]))
    total = len(stream.offsets) - 1
    carriers = np.zeros(total, np.bool_)
    carriers[stream.text_of[places]] = True
    others = total - int(carriers.sum())
    if others < total - others:
        return ""  # most of the story's texts carry it: the name is the story's own
    inside = np.zeros(len(stream.hashes), np.bool_)  # a name in the wording itself is no speaker's
    for phrase in (item.main, *item.variants):
        for p in phrase.places:
            inside[p : p + len(phrase.tokens)] = True
    apart = ~inside[names.places]
    first = np.searchsorted(places, np.maximum(names.places - _BESIDE, stream.offsets[names.texts]))
    behind = np.searchsorted(places, np.minimum(names.places + _BESIDE, stream.offsets[names.texts + 1]))
    near = apart & (first < behind)
    beside = np.bincount(np.unique(names.stems[near] * total + names.texts[near]) // total)
    elsewhere = apart & ~carriers[names.texts]
    away = np.bincount(
        np.unique(names.stems[elsewhere] * total + names.texts[elsewhere]) // total, minlength=len(beside)
    )
    found = np.flatnonzero((beside == total - others) & (away[: len(beside)] <= _ELSEWHERE * others))
    # the longest form tells best whom: "Jane Roe" rather than "Roe"
    full = []
    for stem in found.tolist():
        surfaces = Counter(names.surfaces[n] for n in np.flatnonzero(near & (names.stems == stem)))
        full.append(max(surfaces, key=lambda x, held=surfaces: (held[x], len(x), x)))  # type: ignore[misc]
    return max(full, key=lambda x: (x.count(" "), len(x), x), default="")
