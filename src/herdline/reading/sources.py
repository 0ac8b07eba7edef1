"""What kind of source a path or URL is, told by its content first and its name second."""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import zstandard

from herdline.errors import SourceError
from herdline.reading.encodings import is_no_text
from herdline.reading.feeds import looks_like_feed, looks_like_opml
from herdline.text.printing import printable

_HEAD = 4096
_ENDINGS = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".parquet": "parquet", ".pq": "parquet", ".warc": "warc", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "feed", ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".opml": "list", ".txt": "list",
}  # fmt: skip
_URL = re.compile(r"https?://", re.IGNORECASE)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|p|div)[\s>]", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """One thing to read.

    Attributes:
        name: path or URL as it stands in the tables.
        kind: jsonl, csv, tsv, parquet, warc, html, feed, list, stdin, url; other for what is left alone in a folder.
        stamp: size and time of a file, "" otherwise.
    """

    name: str
    kind: str
    stamp: str = ""


def is_url(name: str) -> bool:
    """Whether a source given by a user is an address."""
    return _URL.match(name) is not None


def expand(name: str) -> Iterator[Source | tuple[str, SourceError]]:
    """The sources behind a name: itself, or the readable files of a folder in the order of their paths.

    Files of a folder that are of no kind this program reads (pictures, programs), hidden ones and links to folders are
    handed over as kind "other": they are told, not read. One that is named by the user is looked into.
    """
    if name == "-":
        yield Source("-", "stdin")
    elif is_url(name):
        yield Source(name, "url")
    elif os.path.isdir(name):
        yield from _of_folder(name)
    else:
        yield _file(name)


def _of_folder(name: str) -> Iterator[Source | tuple[str, SourceError]]:
    closed: list[OSError] = []
    for folder, folders, files in os.walk(name, onerror=closed.append):
        passed = {f for f in folders if f.startswith(".") or os.path.islink(os.path.join(folder, f))}
        folders[:] = sorted(set(folders) - passed)
        for other in sorted(passed):
            yield Source(f"{os.path.join(folder, other)}/", "other")
        for file in sorted(files):
            path = os.path.join(folder, file)
            yield _file(path) if not file.startswith(".") and _by_name(file) else Source(path, "other")
    for error in closed:
        yield str(error.filename), SourceError(f"cannot be opened ({error.strerror})")


def open_stream(path: Path) -> BinaryIO:
    """The file's bytes, decompressed where it begins like gzip or Zstandard, whatever it is called."""
    with path.open("rb") as file:
        magic = file.read(4)
    if magic[:2] == b"\x1f\x8b":
        return cast(BinaryIO, gzip.open(path, "rb"))
    if magic == b"\x28\xb5\x2f\xfd":
        stream = zstandard.ZstdDecompressor().stream_reader(path.open("rb"), read_across_frames=True, closefd=True)
        return cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, stream), 1 << 18))
    return path.open("rb")


def read_whole(stream: IO[bytes], most: int) -> bytes:
    """All bytes of a small source.

    Raises:
        SourceError: it is longer than ``most``.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise SourceError(f"longer than {most:,} bytes")
    return data


def kind_of_answer(data: bytes) -> str:
    """What a server sent: feed, list (OPML) or page."""
    head = data[:_HEAD]
    if looks_like_opml(head):
        return "list"
    return "feed" if looks_like_feed(head) else "page"


def _file(name: str) -> Source | tuple[str, SourceError]:
    if printable(name) != name:  # it could not be found again by what the tables can hold of it
        return name, SourceError("has bytes in its name that are no UTF-8; rename it")
    path = Path(name)
    try:
        status = path.stat()
        if not path.is_file():
            return name, SourceError("is neither a file nor a folder")
        with open_stream(path) as stream:
            head = cast(io.BufferedReader, stream).read1(_HEAD)  # a torn file gives what it has
    except FileNotFoundError:
        return name, SourceError("there is no such file or folder")
    except (OSError, EOFError, ValueError, zlib.error, zstandard.ZstdError) as error:
        return name, SourceError(f"cannot be opened ({error})")
    stamp = f"{status.st_size}:{status.st_mtime_ns}"
    kind = _by_content(head, _by_name(path.name))
    if kind is None:
        return name, SourceError(
            "is of no kind that can be read (feed, page, JSON Lines, CSV, Parquet, WARC, list of URLs)"
        )
    if kind == "jsonl" and is_no_text(_plain(head).decode("latin-1")):
        return name, SourceError("is no text file: these are the bytes of a picture, an archive, a program or the like")
    return Source(name, kind, stamp)


def _by_name(name: str) -> str | None:
    stem, ending = os.path.splitext(name.lower())
    if ending in (".gz", ".zst"):
        ending = os.path.splitext(stem)[1]
    return _ENDINGS.get(ending)


def _by_content(head: bytes, named: str | None) -> str | None:
    start = _plain(head).lstrip()
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"WARC/"):
        return "warc"
    if looks_like_opml(start):
        return "list"
    if looks_like_feed(start):
        return "feed"
    if named in ("csv", "tsv", "html", "warc", "parquet", "jsonl"):
        return named
    if start[:1] in (b"{", b"["):
        return "jsonl"
    if _PAGE.search(start[:2000]):
        return "html"
    return named


def _plain(head: bytes) -> bytes:
    """The beginning without a byte order mark, UTF-16 brought to bytes one can compare."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) & ~1].decode("utf-16", "replace").encode("utf-8", "replace")
    return head.removeprefix(b"\xef\xbb\xbf")


def describe(error: Any) -> str:
    """An exception as a plain sentence."""
    text = str(error).strip()
    return text if text else type(error).__name__
