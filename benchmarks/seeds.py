"""Inputs that are damaged by ``benchmarks.fuzz``: real ones where the development data is found, else the sample's."""

from __future__ import annotations

import csv
import gzip
import io
from dataclasses import dataclass
from html import escape
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

import orjson
import zstandard
from fastwarc.warc import ArchiveIterator, WarcRecordType

from benchmarks.data import found

_PAGE = (
    "<!DOCTYPE html><html lang='{lang}'><head><meta charset='utf-8'><title>{title}</title>"
    "<meta property='article:published_time' content='{published}'><script type='application/ld+json'>"
    '{{"@type":"NewsArticle","headline":"x","datePublished":"{published}"}}</script></head><body><nav>a b</nav>'
    "<article><h1>{title}</h1><time datetime='{published}'>{published}</time>{text}</article>"
    "<footer>c</footer></body></html>"
)


@dataclass(frozen=True)
class Seeds:
    """Undamaged inputs of each kind, as bytes."""

    lines: list[bytes]
    rows: list[bytes]
    feeds: list[bytes]
    pages: list[bytes]
    archives: list[bytes]
    compressed: list[bytes]
    texts: list[bytes]
    sentences: list[bytes]


def load() -> Seeds:
    """Seeds of every kind."""
    records = _records()
    pages = [_page(r) for r in records[:60]] + _real_pages()
    texts = [str(r.get("text") or r.get("title") or "")[:4000].encode() for r in records]
    sentences = [s for t in texts for s in _sentences(t)][:4000]
    return Seeds(
        [orjson.dumps({k: v[:3000] if isinstance(v, str) else v for k, v in r.items()}) for r in records],
        [_row(r) for r in records],
        [_feed(records[i : i + 4], i) for i in range(0, len(records) - 4, 4)],
        pages,
        [_archive(pages[i : i + 2]) for i in range(0, len(pages) - 2, 2)],
        [_compressed(records[i : i + 6], i) for i in range(0, len(records) - 6, 6)],
        texts,
        sentences,
    )


def _records() -> list[dict[str, Any]]:
    sample = Path(str(resources.files("herdline") / "data" / "sample" / "articles.jsonl"))
    records = [orjson.loads(line) for line in sample.read_bytes().splitlines() if line.strip()]
    folder = found()
    if folder is None:
        return records
    for name, count in (
        ("rss/feeds_2023-06.jsonl.gz", 400), ("languages/zh_cctv.jsonl.gz", 60), ("stories/itn_dev.jsonl", 200),
        ("languages/ru_channel_one_2022.jsonl.gz", 60), ("fulltext/wikinews_2019-2020.jsonl", 60),
        ("events/plv_dev.jsonl", 300), ("events/spanish_dev.jsonl", 100),
    ):  # fmt: skip
        path = folder / name
        if not path.exists():
            continue
        with gzip.open(path) if name.endswith(".gz") else path.open("rb") as stream:
            records += [orjson.loads(line) for line in islice(stream, count)]
    return records


def _row(record: dict[str, Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow([str(record.get(k) or "")[:1500] for k in ("id", "title", "text", "published", "outlet")])
    return out.getvalue().rstrip("\r\n").encode("utf-8", "replace")


def _page(record: dict[str, Any]) -> bytes:
    text = "".join(f"<p>{escape(p)}</p>" for p in str(record.get("text") or "").split("\n"))
    return _PAGE.format(
        lang=record.get("lang") or "en", title=escape(str(record.get("title") or "")), text=text,
        published=record.get("published") or "2022-09-14T10:00:00Z",
    ).encode("utf-8", "replace")  # fmt: skip


def _compressed(records: list[dict[str, Any]], number: int) -> bytes:
    data = b"\n".join(orjson.dumps(r) for r in records)
    if number % 4 == 2:
        data = b"id,title,text,published,outlet\r\n" + b"\r\n".join(_row(r) for r in records)
    if number % 4 == 1:
        data = data.decode("utf-8", "replace").encode("utf-16")
    return zstandard.compress(data) if number % 4 == 3 else gzip.compress(data, mtime=0)


def _feed(records: list[dict[str, Any]], number: int) -> bytes:
    if number % 3 == 2:
        items = [{"id": str(r.get("id")), "title": r.get("title"), "content_text": r.get("text")} for r in records]
        return orjson.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items})
    atom = number % 3 == 1
    parts = []
    for r in records:
        title, text, date = (escape(str(r.get(k) or ""))[:1500] for k in ("title", "text", "published"))
        url = escape(str(r.get("url") or f"https://one.example/{r.get('id')}"))
        parts.append(
            f"<entry><id>{url}</id><title>{title}</title><summary>{text}</summary><updated>{date}</updated></entry>"
            if atom
            else f"<item><guid>{url}</guid><link>{url}</link><title>{title}</title>"
            f"<description>{text}</description><pubDate>{date}</pubDate></item>"
        )
    inner = "".join(parts)
    whole = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>{inner}</feed>"
        if atom
        else f"<rss version='2.0'><channel><title>t</title><language>en</language>{inner}</channel></rss>"
    )
    return b"<?xml version='1.0' encoding='utf-8'?>" + whole.encode("utf-8", "replace")


def _real_pages() -> list[bytes]:
    folder = found()
    path = folder / "pages/news_pages_dev.warc.gz" if folder else None
    if path is None or not path.exists():
        return []
    pages = []
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            body = record.reader.read()
            if len(body) < 150_000:
                pages.append(body)
            if len(pages) == 60:
                break
    return pages


def _archive(pages: list[bytes]) -> bytes:
    parts = []
    for number, page in enumerate(pages):
        http = (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(page)
            + page
        )
        parts.append(
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://one.example/%d\r\nWARC-Date: "
            b"2022-09-14T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000%d>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (number, number, len(http), http)
        )
    return b"".join(parts)


def _sentences(text: bytes) -> list[bytes]:
    return [s.strip().encode() for s in text.decode("utf-8", "replace").replace("\n", " ").split(". ") if len(s) > 20][
        :8
    ]
