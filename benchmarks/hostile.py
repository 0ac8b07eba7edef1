"""Servers and files that mean harm, for ``benchmarks.faults`` and the tests of faults."""

from __future__ import annotations

import gzip
import random
import time
import zlib
from contextlib import AbstractContextManager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import orjson
import zstandard

from benchmarks.serving import serving

TEN_GB = 10 << 30
REASONS = {
    "/hang": "timeout", "/drip": "timeout", "/endless": "too_large", "/stated": "too_large", "/bomb": "too_large",
    "/loop": "redirects", "/pingpong": "redirects", "/cut": "unreachable", "/binary": "content_type",
}  # fmt: skip
"""Address -> why it is refused."""
_ITEMS = "".join(
    f"<item><guid>https://one.example/{n}</guid><link>https://one.example/{n}</link><title>Item {n}</title>"
    f"<description>The council counted the boats of the harbour for the {n}th time this year.</description></item>"
    for n in range(5)
)
FEED = f"<?xml version='1.0'?><rss version='2.0'><channel><title>t</title>{_ITEMS}</channel></rss>".encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer as the address says."""
        path = self.path.split("?")[0]
        try:
            getattr(self, "_" + path.strip("/").replace(".", "_"), self._missing)()
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.close_connection = True

    def _start(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Connection", "close")
        for name, value in {"Content_Type": "application/rss+xml", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _missing(self) -> None:
        self._start(404, Content_Length="0")

    def _good(self) -> None:
        self._start(Content_Length=str(len(FEED)))
        self.wfile.write(FEED)

    def _hang(self) -> None:
        time.sleep(20)

    def _drip(self) -> None:
        self._start()
        for _ in range(200):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def _endless(self) -> None:
        self._start()
        part = b"<item>" * 10_000
        for _ in range(TEN_GB // len(part)):
            self.wfile.write(part)

    def _stated(self) -> None:
        self._start(Content_Length=str(TEN_GB))
        self.wfile.write(b"<rss>")

    def _bomb(self) -> None:
        data = bomb(64 << 20)
        self._start(Content_Encoding="gzip", Content_Length=str(len(data)))
        self.wfile.write(data)

    def _loop(self) -> None:
        self._start(302, Location="/loop", Content_Length="0")

    def _pingpong(self) -> None:
        self._start(301, Location="/pingpong?" + "x" * 9, Content_Length="0")

    def _cut(self) -> None:
        self._start(Content_Length=str(len(FEED) * 2))
        self.wfile.write(FEED)

    def _binary(self) -> None:
        self._start(Content_Type="image/png", Content_Length="4")
        self.wfile.write(b"\x89PNG")


def server() -> AbstractContextManager[str]:
    """A server on this machine that answers each address of ``REASONS`` with harm; its origin."""
    return serving(_Handler)


@lru_cache
def bomb(size: int, byte: bytes = b"\0") -> bytes:
    """So many equal bytes as gzip."""
    part = byte * (1 << 20)
    packer = zlib.compressobj(6, wbits=31)
    out = [packer.compress(part) for _ in range(size >> 20)]
    return b"".join([*out, packer.flush()])


def bombs(folder: Path, size: int) -> None:
    """Small files that unpack to ``size``, of every kind that is read."""
    zeros = bomb(size)
    for name in ("a.jsonl.gz", "b.csv.gz", "c.xml.gz", "d.html.gz", "e.txt.gz"):
        (folder / name).write_bytes(zeros)
    (folder / "f.jsonl.gz").write_bytes(gzip.compress(b"[") + bomb(size, b" "))
    (folder / "g.csv.gz").write_bytes(gzip.compress(b'id,title,text\n1,a,"') + bomb(size, b"x"))
    (folder / "h.jsonl.gz").write_bytes(gzip.compress(b"\xff\xfe") + bomb(size, b"a"))
    packer = zstandard.ZstdCompressor(19).compressobj()
    parts = [packer.compress(b"\0" * (1 << 20)) for _ in range(size >> 20)]
    (folder / "i.jsonl.zst").write_bytes(b"".join([*parts, packer.flush()]))


def pages(folder: Path) -> None:
    """Pages made to hurt a parser."""
    start, end = b"<html><body><article><p>", b"</p></article></body></html>"
    made = {
        "deep": b"<div>" * 200_000, "inline": b"<b><i>" * 100_000,
        "attribute": b"<p data-x='" + b"a" * (7 << 20) + b"'>",
        "too_large": b"<p data-x='" + b"a" * (50 << 20) + b"'>", "entities": b"&amp;" * 1_500_000,
        "tables": b"<table><tr><td>" * 50_000, "comments": b"<!--" * 500_000, "unclosed": b"<" * 3_000_000,
        "words": b"x" * (7 << 20), "spaces": b" \n" * (3 << 20), "links": b"<a href='x'>a</a>" * 300_000,
        "json": b"<script type='application/ld+json'>" + b"[" * 300_000 + b"</script>",
        "scripts": "क्ष्‍".encode() * 300_000,
        "attributes": b"<p " + b" ".join(b"a%d=1" % i for i in range(200_000)) + b">",
    }  # fmt: skip
    for name, inner in made.items():
        (folder / f"{name}.html").write_bytes(start + inner + end)
    (folder / "good.html").write_bytes(
        b"<html><head><title>Good</title></head><body><article><h1>Good</h1>"
        + b"<p>A plain paragraph that is long enough to be taken for the text of an article on boats.</p>" * 4
        + end
    )


def articles(folder: Path, files: int, each: int) -> int:
    """Invented articles as JSON Lines in several files; how many. Their words are numbers, which hardly compress."""
    chance = random.Random(7)
    for f in range(files):
        lines = []
        for n in range(each):
            boats = " ".join(f"{chance.getrandbits(48):x}" for _ in range(120))
            record = {
                "id": f"{f}-{n}", "outlet": f"outlet{n % 40}.example", "lang": "en",
                "title": f"Boats of harbour {f}-{n} counted", "published": f"2022-09-{1 + n % 28:02d}",
                "text": f"The council of harbour {f}-{n} counted its boats. Nobody came to own {boats}.",
            }  # fmt: skip
            lines.append(orjson.dumps(record))
        (folder / f"{f:02d}.jsonl").write_bytes(b"\n".join(lines))
    return files * each
