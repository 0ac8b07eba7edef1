"""From raw records of any source to rows of ``articles`` and ``rejected``.

Columns at a time: Arrow kernels and byte loops do what every record needs; Python looks only at values in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from herdline import schema
from herdline.config import ReadSettings
from herdline.reading import dates, language, urls
from herdline.reading.agency import CreditFinder
from herdline.reading.chunks import Refusal, reject_rows
from herdline.reading.cleaning import clean_lines, clean_texts, without_platform_lines, without_read_on
from herdline.reading.extent import cut_short
from herdline.reading.outlets import OutletTable
from herdline.schema.articles import BAD_DATE
from herdline.text.survey import edges, hash64

RAW = pa.schema(
    [
        (name, pa.string())
        for name in (
            "given_id", "url", "title", "text", "published", "outlet", "lang", "byline", "basis", "extent", "place",
        )
    ]
)  # fmt: skip
"""What a reader hands in: strings as found. ``basis`` and ``extent`` only where the reader knows better than the
context, ``place`` is the record's place in its source. Columns that are missing are null."""

_When = tuple[pa.Array, list[str], list[str]]
_HEAD, _TAIL = 560, 640  # bytes in which datelines and credits stand: 280 and 320 Cyrillic letters


@dataclass(frozen=True)
class Context:
    """What is known of a whole source.

    Attributes:
        source: path or URL.
        date_basis: what a record's time is worth unless it says so itself: record, feed.
        lang: language the source states.
        outlet: key of the outlet of the source, for records that name none.
        moment: when it was crawled; None now.
        years: a time further from ``moment`` is not believed; None for tables, which may be archives.
        full_from: words from which a text counts as a whole article.
    """

    source: str
    date_basis: str = "record"
    lang: str | None = None
    outlet: str | None = None
    moment: datetime | None = None
    years: float | None = None
    full_from: int = 0


class Assembler:
    """Makes rows; holds the tables it looks things up in."""

    def __init__(self, outlets: OutletTable, settings: ReadSettings) -> None:
        self._outlets = outlets
        self._settings = settings
        self._credits = CreditFinder(outlets)

    def __call__(self, raw: pa.RecordBatch, context: Context) -> tuple[pa.RecordBatch, pa.RecordBatch]:
        """Articles and rejects of one batch of raw records (columns of ``RAW``)."""
        raw = _complete(raw)
        text, words = without_platform_lines(*clean_texts(raw.column("text")))
        cut = cut_short(text, words)
        text, words = without_read_on(text, words)
        title = clean_lines(raw.column("title"))
        kept, refusals = self._refused(raw, text, title)
        if refusals:
            rows = pa.array(kept)
            raw, text, title, words = raw.take(rows), text.take(rows), title.take(rows), words[kept]
            cut = cut[kept]
        now = datetime.now(UTC).replace(tzinfo=None)
        when, undated = _published(raw, context, now)
        rejects = reject_rows(context.source, refusals + undated)
        return self._rows(raw, text, title, words, cut, context, now, when), rejects

    def _rows(
        self, raw: pa.RecordBatch, text: pa.Array, title: pa.Array, words: np.ndarray, cut: np.ndarray,
        context: Context, now: datetime, when: _When,
    ) -> pa.RecordBatch:  # fmt: skip
        count = raw.num_rows
        links = [urls.canonical(u) for u in raw.column("url").to_pylist()]
        outlet, outlet_basis = self._outlet(links, raw.column("outlet").to_pylist(), context)
        byline = clean_lines(raw.column("byline"))
        head, tail = edges(text, _HEAD, _TAIL)
        stated = [language.code(s) or language.code(context.lang) for s in raw.column("lang").to_pylist()]
        lang, lang_basis = language.detect(
            title.to_pylist(), head.to_pylist(), stated, [self._outlets.lang_of(o) for o in outlet]
        )
        published, precision, basis = when
        agency, agency_basis = self._credits.find(head, tail, byline, outlet)
        text_hash = hash64(title, text)
        columns = {
            "id": self._ids(links, raw.column("given_id").to_pylist(), outlet, text_hash),
            "given_id": raw.column("given_id"),
            "source": _sources(context.source, raw.column("place")),
            "url": links,
            "outlet": outlet,
            "outlet_basis": outlet_basis,
            "lang": lang,
            "lang_basis": lang_basis,
            "title": title,
            "text": text,
            "extent": self._extent(raw.column("extent"), words, cut, context),
            "byline": pc.if_else(pc.equal(byline, ""), pa.scalar(None, pa.string()), byline),
            "published": published,
            "published_precision": precision,
            "published_basis": basis,
            "agency": agency,
            "agency_basis": agency_basis,
            "words": words,
            "version": np.ones(count, np.int32),
            "text_hash": text_hash,
            "read_at": pa.repeat(pa.scalar(now, schema.TIME), count),
        }
        arrays = [
            c if isinstance(c, pa.Array) else pa.array(c, f.type)
            for f, c in ((f, columns[f.name]) for f in schema.ARTICLES.schema)
        ]
        return pa.RecordBatch.from_arrays(arrays, schema=schema.ARTICLES.schema)

    def _refused(self, raw: pa.RecordBatch, text: pa.Array, title: pa.Array) -> tuple[np.ndarray, list[Refusal]]:
        """Rows to keep; refused are records without any text and texts beyond the size limit."""
        most = self._settings.largest_text
        sizes = np.diff(np.frombuffer(text.buffers()[1], np.int32)[text.offset : text.offset + len(text) + 1])
        titles = np.diff(np.frombuffer(title.buffers()[1], np.int32)[title.offset : title.offset + len(title) + 1])
        refusals = []
        bad = (sizes + titles == 0) | (sizes > most)
        for row in np.flatnonzero(bad).tolist():
            size = len(text[row].as_py())
            place = raw.column("place")[row].as_py() or ""
            if size > most:
                refusals.append(Refusal(place, "too_large", f"text of {size:,} characters; the limit is {most:,}"))
            elif sizes[row]:
                bad[row] = False  # many bytes, but not too many characters
            else:
                refusals.append(Refusal(place, "no_text", "neither title nor text"))
        return np.flatnonzero(~bad), refusals

    def _outlet(
        self, links: Sequence[str | None], names: Sequence[str | None], context: Context
    ) -> tuple[list[str | None], list[str]]:
        keys: list[str | None] = []
        bases: list[str] = []
        for link, name in zip(links, names, strict=True):
            key, basis = self._outlets.resolve(urls.host_of(link), name, context.outlet)
            keys.append(key)
            bases.append(basis)
        return keys, bases

    def _extent(self, known: pa.Array, words: np.ndarray, cut: np.ndarray, context: Context) -> list[str]:
        least = context.full_from or self._settings.full_from_words
        guessed = np.where(words == 0, "title", np.where((words >= least) & ~cut, "full", "lead")).tolist()
        if known.null_count == len(known):
            return list(guessed)
        return [k if k and g != "title" else g for k, g in zip(known.to_pylist(), guessed, strict=True)]

    def _ids(
        self,
        links: Sequence[str | None],
        given: Sequence[str | None],
        outlet: Sequence[str | None],
        text_hash: np.ndarray,
    ) -> np.ndarray:
        """From the URL; else from outlet and the record's own id; else from outlet, title and text.

        A front page names no article, nor does a collector's page where the record has an id of its own.
        """
        own = [
            link if link and urls.names_article(link, bool(g)) else f"{o or ''} id:{g}" if g else f"{o or ''} text:{h}"
            for link, g, o, h in zip(links, given, outlet, text_hash.tolist(), strict=True)
        ]
        return hash64(pa.array(own, pa.string()))


def _published(raw: pa.RecordBatch, context: Context, now: datetime) -> tuple[_When, list[Refusal]]:
    """Times that can be believed, with their precision and where they come from; and the refused ones."""
    moment = context.moment or now
    latest = min(now, moment + timedelta(days=1)) + timedelta(days=1)
    earliest = moment - timedelta(days=365.25 * context.years) if context.years else dates.EARLIEST
    moments: list[datetime | None] = []
    precisions: list[str] = []
    bases: list[str] = []
    refusals: list[Refusal] = []
    given = (raw.column(name).to_pylist() for name in ("published", "basis", "place"))
    for value, basis, place in zip(*given, strict=True):
        found, precision = dates.parse(value) if value else (None, "none")
        if value and (refusal := dates.refused(value, found, earliest, latest)):
            refusals.append(Refusal(place or "", BAD_DATE, refusal))
        if found is None or not earliest <= found <= latest:
            found, precision, basis = None, "none", "none"
        moments.append(found)
        precisions.append(precision)
        bases.append(basis or context.date_basis)
    return (pa.array(moments, schema.TIME), precisions, bases), refusals


def _sources(source: str, places: pa.Array) -> pa.Array:
    """Where each record stands: the source and, where it has one, its place there."""
    whole = pc.binary_join_element_wise(pa.scalar(source), places, "#")
    return pc.if_else(pc.equal(pc.fill_null(places, ""), ""), pa.scalar(source), whole)


def _complete(raw: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        raw.column(f.name).cast(f.type) if f.name in raw.schema.names else pa.nulls(raw.num_rows, f.type) for f in RAW
    ]
    return pa.RecordBatch.from_arrays(columns, schema=RAW)
