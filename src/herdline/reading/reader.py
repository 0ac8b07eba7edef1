"""The reader: sources in, chunks out. An error of one source never stops the others."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa
import zstandard

from herdline.config import ReadSettings
from herdline.errors import RecordError, SourceError
from herdline.reading import dates, feeds, pages, records, urls
from herdline.reading.articles import Assembler, Context
from herdline.reading.chunks import (
    NO_ARTICLES,
    NO_REJECTS,
    Chunk,
    RawBatch,
    SourceState,
    failure,
    joined,
    left_alone,
    reject_rows,
)
from herdline.reading.fetch import Answer, Fetcher
from herdline.reading.outlets import OutletTable
from herdline.reading.sources import Source, describe, expand, kind_of_answer, open_stream, read_whole
from herdline.reading.together import fetch_all
from herdline.reading.workers import Job, PagePool

_TROUBLE = (
    SourceError, OSError, EOFError, ValueError, pa.ArrowException, zlib.error, zstandard.ZstdError, MemoryError,
)  # fmt: skip


class Reader:
    """Reads sources one after the other, addresses side by side at the end."""

    def __init__(
        self,
        settings: ReadSettings,
        known: Mapping[str, SourceState],
        outlets: OutletTable,
        stdin: BinaryIO | BufferedIOBase | None = None,
    ) -> None:
        self._settings = settings
        self._known = known
        self._outlets = outlets
        self._stdin = stdin
        self._assemble = Assembler(outlets, settings)
        self._pool = PagePool(settings)
        self._now = datetime.now(UTC).replace(tzinfo=None)

    def read(self, sources: Sequence[str]) -> Iterator[Chunk]:
        """Chunks of all sources; each source ends with one whose state is done, failed, unchanged or other."""
        addresses: dict[str, None] = {}
        seen: set[str] = set()
        with self._pool:
            for name in sources:
                for source in expand(name):
                    if isinstance(source, tuple):
                        yield failure(source[0], "list", "unreadable", f"{source[0]}: {source[1]}")
                    elif source.name in seen:
                        continue
                    elif source.kind == "other":
                        yield left_alone(source.name)
                    elif source.kind == "url":
                        addresses[source.name] = None
                    elif source.kind == "list":
                        yield from self._list(source, addresses)
                    else:
                        yield from self._file(source)
                    if isinstance(source, Source) and source.kind != "other":  # named by itself it is looked into
                        seen.add(source.name)
            if addresses:
                yield from self._addresses(list(addresses))

    def _list(self, source: Source, addresses: dict[str, None]) -> Iterator[Chunk]:
        """A list is no source of its own: its addresses are."""
        try:
            with open_stream(Path(source.name)) as stream:
                addresses.update(dict.fromkeys(feeds.listed(read_whole(stream, self._settings.max_fetch))))
        except _TROUBLE as error:
            yield failure(source.name, "list", "bad_list", f"{source.name}: {describe(error)}")

    def _file(self, source: Source) -> Iterator[Chunk]:
        before = self._known.get(source.name)
        skip, resumed = 0, False
        if before is not None and source.stamp and before.stamp == source.stamp:
            if before.state == "done":
                yield Chunk(
                    source.name, _stored(source.kind), NO_ARTICLES, NO_REJECTS, stamp=source.stamp, state="unchanged"
                )
                return
            if before.state == "partial" and before.place.isdigit():
                skip, resumed = int(before.place), True
        template = Chunk(
            source.name, _stored(source.kind), NO_ARTICLES, NO_REJECTS, stamp=source.stamp, resumed=resumed,
            place=str(skip) if skip else "",
        )  # fmt: skip
        yield from self._chunks(template, source, skip)

    def _chunks(self, template: Chunk, source: Source, skip: int) -> Iterator[Chunk]:
        """One chunk a batch; the last one says how it ended."""
        last = template
        try:
            for raw, context in self._batches(source, skip):
                if last is not template:
                    yield last
                articles, rejects = self._assemble(raw.records, context)
                last = replace(
                    template, articles=articles, rejects=joined(rejects, reject_rows(source.name, raw.refusals)),
                    place=raw.place, records=raw.seen,
                )  # fmt: skip
        except _TROUBLE as error:
            if last is not template:
                yield last
            reason = "unreadable" if isinstance(error, OSError | SourceError) else "damaged"
            broken = failure(source.name, template.kind, reason, f"{source.name}: {describe(error)}")
            yield replace(broken, place=last.place, stamp=template.stamp, resumed=template.resumed)
            return
        yield replace(last, state="done")

    def _batches(self, source: Source, skip: int) -> Iterator[tuple[RawBatch, Context]]:
        context = Context(source.name)
        rows, size = self._settings.chunk_rows, self._settings.chunk_bytes
        path = Path(source.name)
        if source.kind == "stdin":
            stream = cast(BinaryIO, self._stdin or sys.stdin.buffer)
            yield from ((b, context) for b in records.jsonl(stream, rows, size, 0))
        elif source.kind == "parquet":
            yield from ((b, context) for b in records.parquet(path, rows, size, skip))
        elif source.kind == "warc":
            yield from ((b, context) for b in pages.warc(path, self._pool, self._settings, self._now, skip))
        else:
            with open_stream(path) as stream:
                if source.kind == "jsonl":
                    yield from ((b, context) for b in records.jsonl(stream, rows, size, skip))
                elif source.kind in ("csv", "tsv"):
                    mark = "\t" if source.kind == "tsv" else ","
                    yield from ((b, context) for b in records.delimited(stream, rows, mark, skip))
                elif source.kind == "feed":
                    yield self._feed(source.name, None, read_whole(stream, self._settings.max_fetch))
                else:
                    data = read_whole(stream, self._settings.max_page)
                    yield self._page(source.name, Job(data))

    def _feed(self, name: str, url: str | None, data: bytes) -> tuple[RawBatch, Context]:
        feed = feeds.parse(data)
        host = urls.host_of(urls.canonical(feed.link)) or urls.host_of(urls.canonical(url))
        outlet = self._outlets.of_host(host) if host and not urls.is_collector(host) else None
        # an old feed kept in a file is judged by the time it was made, not by today
        made = dates.parse(feed.made)[0] if feed.made else None
        moment = made if made is not None and made < self._now else self._now
        context = Context(name, "feed", feed.lang, outlet, moment, self._settings.years, self._settings.full_feed)
        return feed.batch, context

    def _page(self, name: str, job: Job) -> tuple[RawBatch, Context]:
        result = next(self._pool.read([job]))
        batch = pages.page_batch([("", self._now, result)], "1", 1, self._settings.years)
        return batch, Context(name)

    def _addresses(self, names: list[str]) -> Iterator[Chunk]:
        stamps = {n: k.stamp if (k := self._known.get(n)) and k.state == "done" else "" for n in names}
        further: dict[str, str] = {}
        with Fetcher(self._settings) as fetcher:
            for name, outcome in fetch_all(fetcher, stamps, self._settings.hosts):
                yield self._answered(name, outcome, further)
            # an OPML behind an address: its feeds, but no lists behind those
            new = {u: (k.stamp if (k := self._known.get(u)) else "") for u in further if u not in stamps}
            for name, outcome in fetch_all(fetcher, new, self._settings.hosts):
                yield self._answered(name, outcome, {})

    def _answered(self, name: str, outcome: Answer | RecordError, further: dict[str, str]) -> Chunk:
        if isinstance(outcome, RecordError):
            return failure(name, "page", outcome.reason, f"{name}: {outcome.detail}")
        if outcome.unchanged:
            return Chunk(name, "page", NO_ARTICLES, NO_REJECTS, stamp=outcome.stamp, state="unchanged")
        kind = kind_of_answer(outcome.body)
        try:
            if kind == "list":
                further.update(dict.fromkeys(feeds.listed(outcome.body), ""))
                return Chunk(name, kind, NO_ARTICLES, NO_REJECTS, stamp=outcome.stamp, state="done")
            if kind == "feed":
                raw, context = self._feed(name, outcome.url, outcome.body)
            else:
                raw, context = self._page(name, Job(outcome.body, outcome.url, outcome.content_type))
            articles, rejects = self._assemble(raw.records, context)
        except _TROUBLE as error:
            return failure(name, kind, "damaged", f"{name}: {describe(error)}")
        rejects = joined(rejects, reject_rows(name, raw.refusals))
        return Chunk(name, kind, articles, rejects, raw.place, outcome.stamp, "done", raw.seen)


def _stored(kind: str) -> str:
    """The kind as table ``sources`` has it."""
    return "csv" if kind == "tsv" else kind
