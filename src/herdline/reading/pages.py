"""From pages, single or in a web archive, to raw records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

import pyarrow as pa
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from herdline.config import ReadSettings
from herdline.errors import RecordError
from herdline.reading import dates
from herdline.reading.chunks import RawBatch, Refusal
from herdline.reading.extraction import Page
from herdline.reading.workers import Job, PagePool, Result
from herdline.schema.articles import BAD_DATE

_COLUMNS = ("url", "title", "text", "published", "basis", "lang", "byline", "extent", "place")
_ROWS = 64  # pages of one batch: about a second of work, so that little is done again after a kill
_PAGE_TYPES = ("text/html", "application/xhtml", "text/plain", "")


def page_row(page: Page, place: str, moment: datetime, years: float) -> dict[str, str | None]:
    """One page as a raw record; a time in its future or more than ``years`` before ``moment`` is not believed."""
    found = dates.parse(page.published)[0] if page.published else None
    near = found is not None and moment - timedelta(days=365.25 * years) <= found <= moment + timedelta(days=1)
    return {
        "url": page.url, "title": page.title, "text": page.text, "published": page.published if near else None,
        "basis": page.date_basis if near else None, "lang": page.lang, "byline": page.byline, "extent": "full",
        "place": place,
    }  # fmt: skip


def _refused(page: Page, kept: str | None, moment: datetime, years: float) -> str:
    """Why a date that a page states, or that a search made of it, is not kept; "" where it is, or where there is none.

    What it states is told first.
    """
    if kept:
        return ""
    if not page.published:
        told = f"{page.not_shown!r} was found by a search, and the page shows no such day: kept undated"
        return told if page.not_shown else ""
    bounds = moment - timedelta(days=365.25 * years), moment + timedelta(days=1)
    return dates.refused(page.published, dates.parse(page.published)[0], *bounds)


def page_batch(results: Iterable[tuple[str, datetime, Result]], place: str, seen: int, years: float) -> RawBatch:
    """Pages and failures, each with its place and the moment it was crawled, as one batch."""
    rows, refusals = [], []
    for at, moment, result in results:
        if isinstance(result, RecordError):
            refusals.append(Refusal(at, result.reason, result.detail))
        else:
            row = page_row(result, at, moment, years)
            rows.append(row)
            if refusal := _refused(result, row["published"], moment, years):
                refusals.append(Refusal(at, BAD_DATE, refusal))
    columns = {name: pa.array([r[name] for r in rows], pa.string()) for name in _COLUMNS}
    return RawBatch(pa.RecordBatch.from_pydict(columns), tuple(refusals), place, seen)


def warc(path: Path, pool: PagePool, settings: ReadSettings, now: datetime, skip: int = 0) -> Iterator[RawBatch]:
    """Batches of the pages in a web archive (ISO 28500), plain or compressed, without the first ``skip`` records."""
    waiting: list[tuple[int, datetime, RecordError | None]] = []

    def jobs() -> Iterator[Job]:
        for number, moment, job in _responses(path, settings, now, skip):
            refused = job if isinstance(job, RecordError) else None
            waiting.append((number, moment, refused))
            # a refused record goes through the pool as an empty page, so that the order stays
            yield job if isinstance(job, Job) else Job(b"")

    results = pool.read(jobs())
    while True:
        part = []
        for result in islice(results, _ROWS):
            number, moment, refused = waiting.pop(0)
            part.append((f"record {number}", moment, refused or result))
        if not part:
            return
        yield page_batch(part, part[-1][0].split()[1], len(part), settings.years)


def _responses(
    path: Path, settings: ReadSettings, now: datetime, skip: int
) -> Iterator[tuple[int, datetime, Job | RecordError]]:
    number = 0
    with path.open("rb") as stream:
        try:
            for number, record in enumerate(ArchiveIterator(stream, record_types=WarcRecordType.any_type), 1):
                if number > skip and record.record_type in (WarcRecordType.response, WarcRecordType.resource):
                    yield number, dates.parse(record.headers.get("WARC-Date") or "")[0] or now, _job(record, settings)
        except Exception as error:  # the archive is torn; what was before is kept
            yield (
                number + 1,
                now,
                RecordError("torn_file", f"the archive breaks off here ({type(error).__name__}: {error})"),
            )


def _job(record: WarcRecord, settings: ReadSettings) -> Job | RecordError:
    http = record.http_headers
    kind = (record.http_content_type or "").lower() if http is not None else ""
    if http is not None and http.status_code not in (200, None):
        return RecordError(f"http_{http.status_code}", f"the archive holds an answer {http.status_code}")
    if not kind.startswith(_PAGE_TYPES[:3]) and kind:
        return RecordError("content_type", f"{kind.split(';')[0]} is no page")
    data = record.reader.read(settings.max_page + 1)
    charset = record.http_charset if http is not None else None
    return Job(data, record.headers.get("WARC-Target-URI"), f"{kind}; charset={charset}" if charset else kind)
