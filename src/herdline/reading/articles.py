"""From raw records of any source to rows of ``articles`` and ``rejected``.

Columns at a time: Arrow kernels and byte loops do what every record needs; Python looks only at values in doubt.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from herdline import schema
from herdline.config import ReadSettings
from herdline.reading import bytes as loops
from herdline.reading import dates, language, urls
from herdline.reading.agency import CreditFinder
from herdline.reading.outlets import OutletTable

RAW = pa.schema(
    [(name, pa.string()) for name in ("given_id", "url", "title", "text", "published", "outlet", "lang", "byline", "place")]
)
"""What a reader hands in: strings as found, ``place`` the record's place in its source."""

_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{FFFE}\x{FFFF}]"
_MARKUP = r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|div|li|h\d|tr|blockquote|article|section)\b[^<>]*>|<br\s*/?>\s*<br\s*/?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True)
class Context:
    """What is known of a whole source.

    Attributes:
        source: path or URL.
        date_basis: what a record's time is worth: record, feed.
        lang: language a feed states.
        outlet: outlet of the source where records have none.
        max_age_years: how far back a time is believed; None for archives.
        lead: texts are a feed's summaries even when they are long.
        extents: force this extent (pages: full).
    """

    source: str
    date_basis: str = "record"
    lang: str | None = None
    outlet: str | None = None
    max_age_years: float | None = None
    extent: str | None = None


class Assembler:
    """Makes rows; holds the tables it looks things up in."""

    def __init__(self, outlets: OutletTable, settings: ReadSettings) -> None:
        self._outlets = outlets
        self._settings = settings
        self._credits = CreditFinder(outlets)

    def __call__(self, raw: pa.RecordBatch, context: Context) -> tuple[pa.RecordBatch, pa.RecordBatch]:
        """Articles and rejects of one batch of raw records (columns of ``RAW``; missing ones are null)."""
        raw = _complete(raw)
        now = datetime.now(UTC).replace(tzinfo=None)
        text, title = _clean(raw.column("text"), blank_lines=True), _clean(raw.column("title"), blank_lines=False)
        raw, text, title, rejects = self._refuse(raw, text, title, context, now)
        if not raw.num_rows:
            return pa.RecordBatch.from_pylist([], schema=schema.ARTICLES.schema), rejects
        links = [urls.canonical(u) for u in raw.column("url").to_pylist()]
        outlet, outlet_basis = self._outlet(links, raw.column("outlet").to_pylist(), context)
        lang, lang_basis = self._language(title, text, raw.column("lang").to_pylist(), context)
        published, precision, basis = self._published(raw.column("published").to_pylist(), context, now)
        count = loops.words(text)
        bylines = raw.column("byline").to_pylist()
        agency, agency_basis = self._credits.find(text.to_pylist(), bylines, outlet)
        text_hash = loops.combine(loops.hashes(title), loops.hashes(text))
        places = raw.column("place").to_pylist()
        columns = {
            "id": self._ids(links, raw.column("given_id").to_pylist(), outlet, text_hash),
            "given_id": raw.column("given_id"),
            "source": [f"{context.source}#{p}" if p else context.source for p in places],
            "url": links,
            "outlet": outlet,
            "outlet_basis": outlet_basis,
            "lang": lang,
            "lang_basis": lang_basis,
            "title": title,
            "text": text,
            "extent": _extent(count, context, self._settings),
            "byline": bylines,
            "published": pa.array(published, schema.TIME),
            "published_precision": precision,
            "published_basis": basis,
            "agency": pa.array(agency, pa.string()),
            "agency_basis": agency_basis,
            "words": count,
            "version": np.ones(len(count), np.int32),
            "text_hash": text_hash,
            "read_at": pa.array([now] * len(count), schema.TIME),
        }
        arrays = [
            (c if isinstance(c, pa.Array) else pa.array(c, f.type)).cast(f.type)
            for f, c in ((f, columns[f.name]) for f in schema.ARTICLES.schema)
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=schema.ARTICLES.schema), rejects

    def _refuse(
        self, raw: pa.RecordBatch, text: pa.Array, title: pa.Array, context: Context, now: datetime
    ) -> tuple[pa.RecordBatch, pa.Array, pa.Array, pa.RecordBatch]:
        """Take out records without any text and texts beyond the size limit."""
        length = pc.utf8_length(text)
        empty = pc.and_(pc.equal(length, 0), pc.equal(pc.utf8_length(title), 0))
        large = pc.greater(length, self._settings.largest_text)
        refused = pc.or_(empty, large)
        rows = [
            {
                "source": context.source,
                "place": place,
                "reason": "too_large" if n else "no_text",
                "detail": f"text of {n:,} characters; the limit is {self._settings.largest_text:,}"
                if n
                else "neither title nor text",
                "read_at": now,
            }
            for place, n in zip(
                raw.column("place").filter(refused).to_pylist(), length.filter(refused).to_pylist(), strict=True
            )
        ]
        rejects = pa.RecordBatch.from_pylist(rows, schema=schema.REJECTED.schema)
        kept = pc.invert(refused)
        return raw.filter(kept), text.filter(kept), title.filter(kept), rejects

    def _outlet(
        self, links: list[str | None], names: list[str | None], context: Context
    ) -> tuple[list[str | None], list[str]]:
        """A record's own word first (it may name an edition), else the URL's host, else the source's outlet."""
        keys: list[str | None] = []
        bases: list[str] = []
        for link, name in zip(links, names, strict=True):
            if name and name.strip():
                key, basis = self._outlets.of_name(name)
            elif host := urls.host_of(link):
                key, basis = self._outlets.of_host(host)
            elif context.outlet:
                key, basis = context.outlet, "feed"
            else:
                key, basis = None, "unknown"
            keys.append(key)
            bases.append(basis)
        return keys, bases

    def _language(
        self, title: pa.Array, text: pa.Array, stated: list[str | None], context: Context
    ) -> tuple[list[str], list[str]]:
        codes = [language.code(s) or language.code(context.lang) for s in stated]
        if all(codes) and context.date_basis == "record":
            # a table that states its languages is believed: its maker knew better than a guess
            return [c or "und" for c in codes], ["record"] * len(codes)
        samples = pc.binary_join_element_wise(title, pc.utf8_slice_codeunits(text, 0, 400), ". ").to_pylist()
        return language.detect(samples, codes)

    def _published(
        self, stated: list[str | None], context: Context, now: datetime
    ) -> tuple[list[datetime | None], list[str], list[str]]:
        moments: list[datetime | None] = []
        precisions: list[str] = []
        bases: list[str] = []
        for value in stated:
            moment, precision = dates.parse(value) if value else (None, "none")
            if dates.believable(moment, now, context.max_age_years):
                moments.append(moment)
                precisions.append(precision)
                bases.append(context.date_basis)
            else:
                moments.append(None)
                precisions.append("none")
                bases.append("none")
        return moments, precisions, bases

    def _ids(
        self, links: list[str | None], given: list[str | None], outlet: list[str | None], text_hash: np.ndarray
    ) -> np.ndarray:
        """From the URL; else from outlet and the record's own id; else from outlet and text."""
        own = [
            link or (f"{o or ''} id:{g}" if g else f"{o or ''} text:{h}")
            for link, g, o, h in zip(links, given, outlet, text_hash.tolist(), strict=True)
        ]
        return loops.hashes(pa.array(own, pa.string()))


def _complete(raw: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        raw.column(f.name).cast(f.type) if f.name in raw.schema.names else pa.nulls(raw.num_rows, f.type) for f in RAW
    ]
    return pa.RecordBatch.from_arrays(columns, schema=RAW)


def _clean(column: pa.Array, *, blank_lines: bool) -> pa.Array:
    """Control characters out; markup and entities resolved where there are any; white space trimmed."""
    column = column.fill_null("")
    dirty = pc.match_substring_regex(column, f"{_CONTROL}|{_MARKUP}|\\r")
    if pc.any(dirty).as_py():
        values = [_clean_one(v, blank_lines) for v in column.filter(dirty).to_pylist()]
        column = pc.replace_with_mask(column, dirty, pa.array(values, column.type))
    if not blank_lines:
        column = pc.replace_substring_regex(column, r"\s+", " ")
    return pc.utf8_trim_whitespace(column)


def _clean_one(value: str, blank_lines: bool) -> str:
    if "<" in value:
        value = _TAG.sub(" ", value)
        value = _BREAK.sub("\n\n" if blank_lines else " ", value)
        value = _ANY_TAG.sub(" " if not blank_lines else "", value)
    if "&" in value:
        value = html.unescape(value)
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    value = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", value)
    return re.sub(r"\n[ \t]*\n[\s]*", "\n\n", value)


def _extent(words: np.ndarray, context: Context, settings: ReadSettings) -> list[str]:
    if context.extent:
        return [context.extent if n else "title" for n in words.tolist()]
    full = settings.full_from_words
    return ["title" if n == 0 else "full" if n >= full else "lead" for n in words.tolist()]
