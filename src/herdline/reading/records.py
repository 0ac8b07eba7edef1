"""Tables of articles: JSON Lines, JSON arrays, CSV, TSV, Parquet, plain or compressed.

Field names vary; the first alias that is there and filled counts. Unknown fields are ignored. Broken lines
are refused with their number; the lines around them are read.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import zstandard

from herdline.errors import SourceError
from herdline.reading.chunks import RawBatch, Refusal
from herdline.reading.encodings import encoding_of, plain_utf8

ALIASES: dict[str, tuple[str, ...]] = {
    "given_id": ("id", "guid", "uid", "article_id", "_id"),
    "url": ("url", "link", "canonical_url", "article_url", "permalink"),
    "title": ("title", "headline", "title_text", "name"),
    "text": ("text", "body", "articleBody", "content", "maintext", "article", "article_text", "plain_text",
             "content_text", "description", "summary", "content_html"),
    "published": ("published", "date", "pubDate", "pubdate", "date_published", "published_at", "publish_date",
                  "date_publish", "publication_date", "published_date",
                  "publishedAt", "datePublished", "pub_date", "datetime", "timestamp", "ts", "time", "created_at"),
    "outlet": ("outlet", "source", "source_name", "publisher", "publication", "domain", "site", "media_name",
               "source_domain", "sitename"),
    "lang": ("lang", "language", "inLanguage"),
    "byline": ("byline", "author", "authors", "creator"),
}  # fmt: skip
FIELDS = (*ALIASES, "place")
_KNOWN = frozenset(alias for aliases in ALIASES.values() for alias in aliases)
_LONGEST_LINE = 64 << 20
_MOST_WITHOUT_END = 256 << 20
"""Bytes (of a table: characters) without a line end from which the rest of a file is not read: it is a bomb."""
_LONGEST_SECOND_TRY = 4 << 20
"""A record in another encoding is looked at twice; a longer line that is no JSON is none."""
_LARGEST_ARRAY = 512 << 20
_LONGEST_ROW = 16 << 20  # characters
csv.field_size_limit(_LONGEST_ROW)
_HIGH = re.compile(rb"[\xc0-\xff]")


def jsonl(stream: BinaryIO, rows: int, size: int, skip: int = 0) -> Iterator[RawBatch]:
    """Batches of a stream of JSON Lines (or one JSON array), without the first ``skip`` lines."""
    stream = plain_utf8(stream)
    first = stream.read(1)
    while first in (b" ", b"\n", b"\r", b"\t"):
        first = stream.read(1)
    if first == b"[":
        data = first + stream.read(_LARGEST_ARRAY)
        if len(data) > _LARGEST_ARRAY:  # it must be held whole
            raise SourceError(f"one JSON array of more than {_LARGEST_ARRAY >> 20} MB; write it as JSON Lines")
        yield from _array(data, rows, skip)
        return
    lines = _numbered(_prefixed(first, stream))
    for _ in islice(lines, skip):
        pass
    while True:
        refusals: list[Refusal] = []
        columns: dict[str, list[str | None]] = {name: [] for name in FIELDS}
        last, taken = 0, 0
        for number, line in islice(lines, rows):
            last = number
            taken += 0 if isinstance(line, Refusal) else len(line)
            if isinstance(line, Refusal):
                refusals.append(line)
                continue
            if line.isspace():
                continue
            try:
                value = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                value = _second_try(line)
                if value is None:
                    refusals.append(Refusal(f"line {number}", "bad_json", _wrong(line, error)))
                    continue
            _take(value, f"line {number}", columns, refusals)
            if taken > size:
                break
        if not last:
            return
        yield _batch(columns, refusals, last)


def delimited(stream: BinaryIO, rows: int, separator: str, skip: int = 0) -> Iterator[RawBatch]:
    """Batches of a CSV or TSV with a header; encodings other than UTF-8 are detected.

    Raises:
        SourceError: there is no header with a title or text.
    """
    text = io.TextIOWrapper(stream, encoding=encoding_of(stream), errors="replace", newline="")
    first = text.readline(_LONGEST_ROW)
    if separator == "," and first.count(";") > first.count(","):  # as spreadsheets write it where the comma is decimal
        separator = ";"
    # never a whole file as one line: a bomb of zeros has no line ends
    lines = (line.replace("\0", "") for line in chain([first], _ending(text)))
    reader = csv.reader(lines, delimiter=separator)
    header = [h.strip().lstrip("\ufeff") for h in next(reader, [])]
    names = _mapping(header)
    if "text" not in names and "title" not in names:
        raise SourceError(f"no column for title or text among: {', '.join(header)[:200] or 'nothing'}")
    places = {name: [header.index(a) for a in found] for name, found in names.items()}
    number = 0
    while True:
        refusals: list[Refusal] = []
        columns: dict[str, list[str | None]] = {name: [] for name in FIELDS}
        before = number
        for row in islice(_rows_of(reader), rows):
            number += 1
            if number <= skip or not row:
                continue
            if isinstance(row, csv.Error):
                refusals.append(Refusal(f"record {number}", "bad_row", str(row)))
                continue
            if len(row) != len(header):
                detail = f"{len(row)} fields where the header has {len(header)}"
                refusals.append(Refusal(f"record {number}", "bad_row", detail))
                continue
            for name in ALIASES:
                columns[name].append(next((row[i] for i in places.get(name, ()) if row[i]), None))
            columns["place"].append(f"record {number}")
        if number == before:
            return
        yield _batch(columns, refusals, number)


def _ending(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines, long ones in pieces, up to where there are no line ends any more."""
    without_end = 0
    while (line := text.readline(_LONGEST_ROW)) and without_end < _MOST_WITHOUT_END:
        yield line
        without_end = 0 if line.endswith("\n") else without_end + len(line)


def _rows_of(reader: Iterator[list[str]]) -> Iterator[list[str] | csv.Error]:
    """Rows, and the error in place of one that cannot be parsed; the rows behind it go on."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield error


def parquet(path: Path, rows: int, size: int, skip: int = 0) -> Iterator[RawBatch]:
    """Batches of a Parquet file, columns chosen by their names.

    Raises:
        SourceError: no column for title or text.
    """
    with pq.ParquetFile(path) as file:
        names = _mapping(file.schema_arrow.names)
        if "text" not in names and "title" not in names:
            raise SourceError(f"no column for title or text among: {', '.join(file.schema_arrow.names)[:200]}")
        wanted = sorted({a for found in names.values() for a in found})
        number = 0
        for batch in file.iter_batches(batch_size=_rows(file, rows, size), columns=wanted, use_threads=False):
            start, number = number, number + batch.num_rows
            if number <= skip:
                continue
            part = batch.slice(max(0, skip - start))
            first = number - part.num_rows + 1
            arrays = {name: _as_text(part, found) for name, found in names.items()}
            arrays["place"] = pa.array([f"record {i}" for i in range(first, number + 1)])
            yield RawBatch(pa.RecordBatch.from_pydict(arrays), (), str(number), part.num_rows)


def _rows(file: pq.ParquetFile, rows: int, size: int) -> int:
    """Rows of a batch, fewer where they are large."""
    whole_size: int = sum(file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
    return max(1, min(rows, size * max(1, int(file.metadata.num_rows)) // max(1, whole_size)))


def table_of(records: Iterable[dict[str, Any]]) -> pa.Table:
    """Records as a table of strings with the columns of ``articles.RAW``; ids of any type become text."""
    columns: dict[str, list[str | None]] = {name: [] for name in FIELDS}
    for number, record in enumerate(records, 1):
        _take(record, str(number), columns, [])
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _take(value: Any, place: str, columns: dict[str, list[str | None]], refusals: list[Refusal]) -> None:
    if not isinstance(value, dict):
        refusals.append(Refusal(place, "not_a_record", f"a JSON {type(value).__name__} where an object was expected"))
        return
    for name, aliases in _there(tuple(filter(_KNOWN.__contains__, value))):
        found = None
        for alias in aliases:
            found = value.get(alias)
            if found:
                break
        columns[name].append(found if found is None or type(found) is str else _text(found))
    columns["place"].append(place)


@lru_cache(maxsize=1000)
def _there(keys: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Our columns -> those of their aliases that a record with these keys has, and the last: "" there stays "".

    The records of a file have the same few sets of keys: most of the time of taking them went on aliases they lack.
    """
    return tuple((name, (*(a for a in found[:-1] if a in keys), found[-1])) for name, found in ALIASES.items())


def _text(value: Any) -> str | None:
    """A value of another type as text: numbers, lists of authors, nested {"name": ...}."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(t for t in (_text(v) for v in value) if t) or None
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("href") or value.get("domain") or value.get("title"))
    return str(value)


def _wrong(line: bytes, error: orjson.JSONDecodeError) -> str:
    """Why a line is no JSON, in words that say what is the matter with it."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as broken:
        return f"no JSON, and byte {broken.start + 1} of the line is no UTF-8: another encoding, or no text at all"
    return str(error)


def _second_try(line: bytes) -> Any:
    """Lines that are JSON in another encoding, or with lone surrogates, are worth a second look."""
    import json

    if len(line) > _LONGEST_SECOND_TRY:
        return None
    for encoding in ("utf-8", "cp1251" if _HIGH.search(line) else "latin-1"):
        try:
            return whole(json.loads(line.decode(encoding)))
        except (ValueError, RecursionError):
            continue
    return None


def whole(value: Any) -> Any:
    """Strings that UTF-8 can hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {whole(k): whole(v) for k, v in value.items()}
    return [whole(v) for v in value] if isinstance(value, list) else value


def _array(data: bytes, rows: int, skip: int) -> Iterator[RawBatch]:
    try:
        values = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise SourceError(f"begins like a JSON array but is none ({error})") from error
    for start in range(skip, len(values), rows):
        columns: dict[str, list[str | None]] = {name: [] for name in FIELDS}
        refusals: list[Refusal] = []
        part = values[start : start + rows]
        for number, value in enumerate(part, start + 1):
            _take(value, f"item {number}", columns, refusals)
        yield _batch(columns, refusals, start + len(part))


def _batch(columns: dict[str, list[str | None]], refusals: list[Refusal], last: int) -> RawBatch:
    try:
        records = pa.RecordBatch.from_pydict({k: pa.array(v, pa.string()) for k, v in columns.items()})
    except (UnicodeEncodeError, pa.ArrowInvalid):
        records = pa.RecordBatch.from_pydict({k: pa.array(whole(v), pa.string()) for k, v in columns.items()})
    return RawBatch(records, tuple(refusals), str(last), records.num_rows + len(refusals))


def _numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes | Refusal]]:
    """Lines with their numbers; a torn compressed file ends in a refusal instead of an exception."""
    number = without_end = 0
    try:
        for number, line in enumerate(lines, 1):
            yield number, line
            without_end = 0 if line.endswith(b"\n") else without_end + len(line)
            if without_end >= _MOST_WITHOUT_END:
                detail = f"no line end in {without_end >> 20} MB: the rest is not read"
                yield number + 1, Refusal(f"line {number + 1}", "bad_json", detail)
                return
    except (EOFError, zlib.error, zstandard.ZstdError, gzip.BadGzipFile, OSError) as error:
        yield (
            number + 1,
            Refusal(f"line {number + 1}", "torn_file", f"the file breaks off or is damaged here ({error})"),
        )


def _prefixed(first: bytes, stream: BinaryIO) -> Iterator[bytes]:
    line = first + stream.readline(_LONGEST_LINE)
    while line:
        yield line
        line = stream.readline(_LONGEST_LINE)


def _mapping(header: list[str]) -> dict[str, list[str]]:
    """Our columns -> those of the file that may fill them, best first."""
    lower = {h.casefold(): h for h in reversed(header)}
    found = {name: [lower[a.casefold()] for a in aliases if a.casefold() in lower] for name, aliases in ALIASES.items()}
    return {name: values for name, values in found.items() if values}


def _as_text(batch: pa.RecordBatch, names: list[str]) -> pa.Array:
    """The first filled of several columns, as strings."""
    columns = []
    for name in names:
        column = batch.column(name)
        if pa.types.is_nested(column.type):
            column = pa.array([_text(v) for v in column.to_pylist()], pa.string())
        elif pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
            column = pa.array([None if v is None else v.decode("utf-8", "replace") for v in column.to_pylist()])
        elif column.type != pa.string():
            column = column.cast(pa.string())
        columns.append(column)
    if len(columns) == 1:
        return columns[0]
    return pc.coalesce(*(pc.if_else(pc.equal(c, ""), None, c) for c in columns))
