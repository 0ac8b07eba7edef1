"""What is known of each pair that shares text: the measures its kind and direction are told from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from herdline.copies.mentions import named
from herdline.engines.base import Engine
from herdline.text.tokens import tokenize

PAIRS_SQL = """
select a, b, cast(sum(tokens) as bigint) as tokens, cast(sum(tokens_b) as bigint) as tokens_b,
       count(*) as passages, cast(sum(runs) as bigint) as runs,
       cast(sum(edits) as bigint) as edits, cast(sum(quoted_a) as bigint) as quoted_a,
       cast(sum(quoted_b) as bigint) as quoted_b, max(own_a) as own_a, max(own_b) as own_b, max(tokens) as longest,
       cast(sum(case when at_a < 60 and at_b < 60 then tokens else 0 end) as bigint) as opening,
       max(first_a) as first_a, max(first_b) as first_b
from copies_passages where b is not null group by a, b
union all
select a, b, cast(sum(tokens) as bigint), cast(sum(tokens_b) as bigint), 0, count(*), 0, 0, 0,
       max(own_a), max(own_b), max(tokens), 0, 0, 0
from copies_translated group by a, b
"""

ARTICLES_SQL = """
select a.id, o.name, n.notice, a.outlet, o.unit, o.kind as outlet_kind, a.lang, a.title, a.byline, a.published,
       a.published_precision, a.agency, a.agency_basis
from articles a left join outlets o on a.outlet = o.outlet
left join copies_notices n on a.id = n.article
where a.id in (select a from copies_passages where b is not null union select b from copies_passages
               union select a from copies_translated union select b from copies_translated)
"""

MENTIONS_SQL = "select article, outlet from copies_mentions"

_OPINION = (
    r"(?i)\b(opinion|op-ed|commentary|column|kommentar|tribune|opinión|columna|editorial)\b"
    r"|мнение|колонка|пікір|社评|评论|观点"
)
_WIDTHS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "month": 31 * 86_400, "year": 366 * 86_400}
CLOCK_ERROR = 600
"""Seconds that two outlets' stamps may be off against each other even when precise (feeds give crawling times)."""


@dataclass(frozen=True)
class Pairs:
    """Measures of pairs, one array element a pair; a is the later article, b the earlier.

    Attributes:
        a, b: int64, ids. ia, ib: int64, rows in the table of articles.
        tokens, passages, runs, edits, longest, opening: int64, of the shared passages together (``opening``: matched
            tokens of passages that begin within the first 60 tokens of both).
        share_a, share_b: float64, matched tokens by own tokens. least: own tokens of the shorter.
        quoted: float64, share of the matched tokens inside quotation marks (in the text where it is higher).
        translated, same_unit, same_author: bool.
        title: float64, share of common title tokens (by the shorter title).
        days: float64, days between the two, 0 when either is unknown. dated: bool, both known.
        certain: bool, a is later than b beyond the width of both stamps.
        agency: bool, either credits an agency or is one. agency_a, agency_b: bool, an agency's own outlet.
        personal: float64, words of the first person singular in a hundred own tokens (in the text with fewer).
        notice_a, notice_b: bool, the article says that it first appeared elsewhere, naming the other's outlet or none.
        names_b, names_a: bool, a's text names b's outlet, and the other way round.
        column: bool, a title says that it is opinion, or a syndicate is named.
        units: int64, counting units whose articles of the same two days share text with both, a's and b's included.
    """

    a: np.ndarray
    b: np.ndarray
    ia: np.ndarray
    ib: np.ndarray
    tokens: np.ndarray
    passages: np.ndarray
    runs: np.ndarray
    edits: np.ndarray
    longest: np.ndarray
    opening: np.ndarray
    share_a: np.ndarray
    share_b: np.ndarray
    least: np.ndarray
    quoted: np.ndarray
    translated: np.ndarray
    same_unit: np.ndarray
    same_author: np.ndarray
    title: np.ndarray
    days: np.ndarray
    dated: np.ndarray
    certain: np.ndarray
    agency: np.ndarray
    agency_a: np.ndarray
    agency_b: np.ndarray
    personal: np.ndarray
    notice_a: np.ndarray
    notice_b: np.ndarray
    names_b: np.ndarray
    names_a: np.ndarray
    column: np.ndarray
    units: np.ndarray

    def __len__(self) -> int:
        return len(self.a)


def read_pairs(engine: Engine) -> tuple[Pairs, pa.Table]:
    """Measures of all pairs (sorted by a, b), and the table of the articles in them (sorted by id)."""
    return describe(engine.table(PAIRS_SQL), engine.table(ARTICLES_SQL), engine.table(MENTIONS_SQL))


def describe(measures: pa.Table, articles: pa.Table, mentions: pa.Table) -> tuple[Pairs, pa.Table]:
    """The same from tables with the columns of ``PAIRS_SQL``, ``ARTICLES_SQL``, ``MENTIONS_SQL``."""
    measures = measures.sort_by([("a", "ascending"), ("b", "ascending"), ("passages", "descending")])
    articles = articles.sort_by("id")
    value = {name: measures[name].fill_null(0).to_numpy().astype(np.int64) for name in measures.schema.names}
    ids = articles["id"].to_numpy()
    ia, ib = np.searchsorted(ids, value["a"]), np.searchsorted(ids, value["b"])
    unit = _codes(pc.coalesce(articles["unit"].cast(pa.string()), articles["outlet"].cast(pa.string())))
    author, lang = _codes(articles["byline"]), _codes(articles["lang"])
    low, high = _stamps(articles)
    own_agency = _own_agency(articles)
    credited = own_agency | pc.is_valid(articles["agency"]).to_numpy(zero_copy_only=False)
    known = (high[ia] < np.inf) & (high[ib] < np.inf)
    days = np.zeros(len(ia))
    days[known] = np.abs(low[ia[known]] - low[ib[known]]) / 86_400
    opinion = pc.match_substring_regex(pc.fill_null(articles["title"].cast(pa.string()), ""), _OPINION)
    opinion = opinion.to_numpy(zero_copy_only=False)
    opinion = opinion | pc.is_valid(articles["notice"]).to_numpy(zero_copy_only=False)
    names, outlets = named(mentions, articles), articles["outlet"].to_pylist()
    personal = 100 * np.minimum(
        value["first_a"] / np.maximum(value["own_a"], 1), value["first_b"] / np.maximum(value["own_b"], 1)
    )
    matched = np.maximum(value["tokens"], 1)
    same_unit = _equal(unit, ia, ib)
    translated = value["passages"] == 0
    pairs = Pairs(
        value["a"], value["b"], ia, ib, value["tokens"], value["passages"], value["runs"], value["edits"],
        value["longest"], value["opening"],
        np.minimum(1.0, value["tokens"] / np.maximum(value["own_a"], 1)),
        np.minimum(1.0, value["tokens_b"] / np.maximum(value["own_b"], 1)),
        np.minimum(value["own_a"], value["own_b"]),
        np.maximum(value["quoted_a"], value["quoted_b"]) / matched,
        translated & (lang[ia] != lang[ib]), same_unit, _equal(author, ia, ib),
        _title_shares(articles["title"], ia, ib), days, known,
        low[ia] >= high[ib] + CLOCK_ERROR, credited[ia] | credited[ib], own_agency[ia], own_agency[ib],
        personal, _noticed(articles, ia, ib), _noticed(articles, ib, ia), _named(outlets, names, ia, ib),
        _named(outlets, names, ib, ia), opinion[ia] | opinion[ib],
        _units_around(ia, ib, unit, low, high),
    )  # fmt: skip
    return pairs, articles


def _codes(column: pa.ChunkedArray) -> np.ndarray:
    """Integer codes of the values, -1 for null and empty."""
    texts = pc.utf8_lower(column.cast(pa.string()))
    texts = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    codes: np.ndarray = texts.dictionary_encode().indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes


def _equal(codes: np.ndarray, ia: np.ndarray, ib: np.ndarray) -> np.ndarray:
    equal: np.ndarray = (codes[ia] == codes[ib]) & (codes[ia] >= 0)
    return equal


def _own_agency(articles: pa.Table) -> np.ndarray:
    kind = pc.equal(articles["outlet_kind"].cast(pa.string()), "agency").fill_null(False)
    basis = pc.equal(articles["agency_basis"].cast(pa.string()), "outlet").fill_null(False)
    own: np.ndarray = pc.or_(kind, basis).to_numpy(zero_copy_only=False)
    return own


def _stamps(articles: pa.Table) -> tuple[np.ndarray, np.ndarray]:
    """Earliest and latest second at which each article can have been published; (-inf, inf) where unknown."""
    seconds = articles["published"].cast(pa.timestamp("us")).cast(pa.int64()).to_numpy(zero_copy_only=False) / 1e6
    names = articles["published_precision"].cast(pa.string()).to_pylist()
    widths = np.array([_WIDTHS.get(name or "day", np.inf) for name in names], np.float64)
    unknown = np.isnan(seconds) | np.isinf(widths)
    return np.where(unknown, -np.inf, seconds), np.where(unknown, np.inf, seconds + widths)


def _title_shares(titles: pa.ChunkedArray, ia: np.ndarray, ib: np.ndarray) -> np.ndarray:
    tokens = tokenize(titles)
    sets = [frozenset(tokens.of(i)[0].tolist()) for i in range(len(titles))]
    return np.array(
        [len(sets[i] & sets[j]) / max(1, min(len(sets[i]), len(sets[j]))) for i, j in zip(ia, ib, strict=True)],
        np.float64,
    )


def _noticed(articles: pa.Table, own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Whether an article's notice of republication names the other one's outlet."""
    notices = articles["notice"].to_pylist()
    found = np.zeros(len(own), np.bool_)
    if not any(notices):
        return found
    names = [
        [n.lower() for n in (name, outlet, (outlet or "").split(".")[0]) if n and len(n) > 2]
        for name, outlet in zip(articles["name"].to_pylist(), articles["outlet"].to_pylist(), strict=True)
    ]
    for pair, (i, j) in enumerate(zip(own.tolist(), other.tolist(), strict=True)):
        notice = notices[i]
        found[pair] = bool(notice) and any(name in notice for name in names[j])
    return found


def _named(outlets: list[str | None], names: list[frozenset[str]], own: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Whether an article names the other one's outlet."""
    return np.array([outlets[j] in names[i] for i, j in zip(own, other, strict=True)], np.bool_)


def _units_around(ia: np.ndarray, ib: np.ndarray, unit: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Units of the articles within two days that share text with both articles of a pair, theirs included."""
    near: dict[int, set[int]] = {}
    for i, j in zip(ia.tolist(), ib.tolist(), strict=True):
        if high[i] == np.inf or high[j] == np.inf or abs(low[i] - low[j]) <= 2 * 86_400:
            near.setdefault(i, set()).add(j)
            near.setdefault(j, set()).add(i)
    empty: set[int] = set()
    counts = [
        len({int(unit[k]) for k in (near.get(i, empty) & near.get(j, empty)) | {i, j}})
        for i, j in zip(ia.tolist(), ib.tolist(), strict=True)
    ]
    return np.array(counts, np.int64)
