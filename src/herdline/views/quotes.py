"""Quotes of articles, read from their texts when they are asked for: keeping all of them would cost a parse each."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from herdline.check.told import UNSPACED
from herdline.engines.base import Progress
from herdline.record.actors.finding import find
from herdline.record.quoting.quoted import READ, read_all
from herdline.record.quoting.quotes import is_sure
from herdline.record.spans import Attribution
from herdline.results import Quote, Rows

_LEAST_WORDS = 3
_AT_ONCE = 32
"""Articles read together: some seconds' work, so that progress is seen and little is read beyond a limit."""
_LETTER = r"\p{L}\p{M}\p{N}_"
"""What words are made of, in DuckDB's patterns, whose own class knows Latin letters only."""
_RELATIVE = re.compile(
    r",?\s+(?:who|whom|whose|which|that|where|qui|que|dont|où|quien|quienes|cuy[oa]s?|котор\w+|чь\w+"
    r"|(?<=, )(?:der|die|das|dessen|deren)|welche\w*)\b.*",
    re.DOTALL,
)
"""Small letters alone: the WHO and Li Que are names."""
_RUN = r"(?:(?:[^\W\d_a-zß-öø-ÿа-яё][\w.-]*\s+)*[^\W\d_a-zß-öø-ÿа-яё][\w.-]*)"
"""A run of capitalised words."""
_POSSESSIVE = re.compile(rf"{_RUN}['’]s?(?=\s)")
"""Whose the speaker is ("Putin's guards")."""
_FOR = re.compile(rf"\b(?:for|to|with|against|by|near|under|behind|from|about)\s+(?:the\s+)?(?P<other>{_RUN})")
"""For whom it speaks; no "of", which stands in titles."""
_ONE_OF_MANY = re.compile(r"(?:^|[,;])\s*(?:an?|another|some|one|two|several)\s[^,;]*$", re.IGNORECASE)
"""Ahead of such a word: it is nobody by name, so that all names behind are others'."""
_TITLE = re.compile(
    r"(?:President|Prime|Premier|Vice|Deputy|Foreign|Defen[cs]e|Interior|Finance|Justice|Minister|Secretary|Chancellor|"
    r"King|Queen|Prince|Princess|Emperor|Pope|Governor|Gov\.|Senator|Sen\.|Rep\.|Mayor|Leader|General|Gen\.|Speaker|"
    r"Chairman|Chief|Judge|Justice|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Lord)$"
)
_LEAST_BEHIND = 2
"""Words of a name that follows a first one that nobody knows ("spokesman for Tarnoil Ilan Orr")."""
_CREDIT = re.compile(
    r"^(?:(?:Getty|AFP|AP|EPA|Reuters|Shutterstock|Bloomberg|File|Handout|Pool)\W+)*(?:Images|Photos|Pictures)\W+"
    r"(?=[A-ZÀ-Þ])"
)
"""The end of a picture's credit that ran into the sentence behind it: "Getty Images Anna Reed said". Latin only: other
scripts write credits in words of their own, in brackets."""
_SCHEMA = pa.schema(
    [
        ("speaker", pa.string()), ("speaker_text", pa.string()), ("cue", pa.string()), ("content", pa.string()),
        ("kind", pa.string()), ("article", pa.int64()), ("outlet", pa.string()), ("published", pa.timestamp("us")),
        ("start", pa.int32()), ("end", pa.int32()),
    ]
)  # fmt: skip


def quotes(
    connection: duckdb.DuckDBPyConnection,
    speaker: str | None,
    story: int | None,
    most: int | None,
    limit: int | None = None,
    progress: Progress = lambda *_: None,
) -> tuple[Rows[Quote], int]:
    """Quotes of articles in the languages of ``READ``, and how many articles may hold further ones but were not read.

    The newest articles are read first, up to ``most`` of them or until ``limit`` quotes are found; what is found comes
    in order of publication. Direct and mixed quotes whose borders are unsure are left out. A speaker is asked for by
    whole words of the name, in Chinese by a part of it; only texts that hold all of these words are read. A name that
    is only said beside the speaker (in a relative clause, "Putin's guards", "a spokesman for Putin") does not answer.
    """
    langs = ", ".join(f"'{lang}'" for lang in READ)
    parts, values = [f"lang in ({langs})", "text <> ''"], list[Any]()
    if story is not None:
        parts.append("id in (select article from story_articles where story = ?)")
        values.append(story)
    asked = [_called(word) for word in (speaker or "").split()]
    for word in (speaker or "").split():
        parts.append("contains(lower(text), lower(?)) and regexp_matches(lower(text), ?)")
        values += [word, _called_in_store(word.lower())]
    wanted = connection.execute(
        f"select id from articles where {' and '.join(parts)} order by published desc nulls last, id", values
    ).fetchall()
    ids = [row[0] for row in wanted[:most]]
    found: list[Quote] = []
    read = 0
    for start in range(0, len(ids), _AT_ONCE):
        progress("reading articles", read, len(ids))
        rows = connection.sql(
            "select a.id, a.lang, a.outlet, a.published, a.text from articles a join (select unnest(?) as id) w "
            "on w.id = a.id order by a.published desc nulls last, a.id",
            params=[ids[start : start + _AT_ONCE]],
        ).to_arrow_table()
        for row, told in zip(rows.to_pylist(), _read(rows), strict=True):
            if limit and len(found) >= limit:
                break
            read += 1
            found += [q for q in _of(row, told) if _is_said_by(q.speaker, asked)]
        else:
            continue
        break
    progress("reading articles", len(ids), len(ids))
    if limit and len(found) > limit:  # the rest of the last article
        found, read = found[:limit], read - 1
    found.sort(key=lambda q: (q.published is None, q.published or datetime.min, q.article, q.start))
    table = pa.Table.from_pylist([{f: getattr(q, f) for f in _SCHEMA.names} for q in found], schema=_SCHEMA)
    return Rows(found, table), len(wanted) - read


def _is_said_by(speaker: str, asked: list[str]) -> bool:
    """Whether all words asked for stand in a speaker's name and name who speaks, not somebody beside.

    A word behind "of" or with "'s" names the speaker together with one that goes with it: "Tarn's mayor", "the Ministry
    of Health"; not if it is asked for the other way round: "Putin's aide Vladimir" is no Vladimir Putin.
    """
    if not all(re.search(p, speaker, re.IGNORECASE) for p in asked):
        return False
    text = _FOR.sub(_without_other, _RELATIVE.sub("", speaker))
    whose = [m.span() for m in _POSSESSIVE.finditer(text)]
    own: list[list[int]] = []
    beside: list[list[int]] = []
    for p in asked:
        places = [m.start() for m in re.finditer(p, text, re.IGNORECASE)]
        others = {
            x for x in places
            if any(a <= x < b for a, b in whose) or re.search(r"\bof\s+(?:the\s+)?$", text[:x], re.IGNORECASE)
        }  # fmt: skip
        own.append([x for x in places if x not in others])
        beside.append(sorted(others))

    def goes_with(number: int, place: int) -> bool:
        for other, places in enumerate(own):
            if re.search(rf"{asked[other]}\s+of\s+(?:the\s+)?$", text[:place], re.IGNORECASE) and places:
                return True
            if other > number and any(x > place and "," not in text[place:x] for x in places):
                return True
        return False

    return all(own[i] or any(goes_with(i, place) for place in beside[i]) for i in range(len(asked)))


def _without_other(found: re.Match[str]) -> str:
    """What a preposition and names behind it leave of a speaker: the names behind the first one, if they are another's.

    The first one is a known actor ("ambassador to China Nicholas Burns"), or the first of three words.
    """
    words = found["other"].split()
    known = next((n for n in range(1, len(words) + 1) if _is_actor(" ".join(words[:n]))), 0)
    if known == len(words) or _ONE_OF_MANY.search(found.string[: found.start()]):
        return " "
    rest = words[known or 1 :]
    is_name = known or len(rest) >= _LEAST_BEHIND
    return f" {' '.join(rest)}" if is_name and not any(_TITLE.match(word) for word in (words[0], rest[0])) else " "


def _is_actor(name: str) -> bool:
    """Whether a name is, from its first to its last word, that of an actor that is known."""
    return any(actor.start == 0 and actor.end == len(name) for actor in find(name))


def _called(word: str) -> str:
    """A pattern of a word that does not go on as another; in scripts without spaces of a part of a name."""
    return re.escape(word) if UNSPACED.search(word) else rf"(?<!\w){re.escape(word)}(?!\w)"


def _called_in_store(word: str) -> str:
    """The same for DuckDB's patterns, which cannot look around."""
    return re.escape(word) if UNSPACED.search(word) else f"(^|[^{_LETTER}]){re.escape(word)}([^{_LETTER}]|$)"


def _read(rows: pa.Table) -> list[list[tuple[Attribution, str]]]:
    return read_all(list(zip(rows.column("text").to_pylist(), rows.column("lang").to_pylist(), strict=True)))


def _of(row: dict[str, Any], told: list[tuple[Attribution, str]]) -> list[Quote]:
    text = row["text"]
    return [
        Quote(
            speaker=_CREDIT.sub("", who), speaker_text=_words(text, a.source), cue=_words(text, a.cue),
            content=_words(text, a.content),
            kind=a.kind, article=row["id"], outlet=row["outlet"], published=row["published"],
            start=a.content[0][0], end=a.content[-1][1],
        )
        for a, who in told
        if a.content and is_sure(a) and (a.kind != "indirect" or _is_a_statement(_words(text, a.content)))
    ]  # fmt: skip


def _is_a_statement(content: str) -> bool:
    """Whether indirect speech is more than a name or two ("ruled Italy"): no word of anybody is told there."""
    return len(content.split()) + len(UNSPACED.findall(content)) / 2 >= _LEAST_WORDS


def _words(text: str, pieces: tuple[tuple[int, int], ...]) -> str:
    return " ... ".join(" ".join(text[start:end].split()) for start, end in pieces)
