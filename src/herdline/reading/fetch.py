"""Fetching: conditional, polite, bounded.

One client for all; a host is asked at most once in ``host_delay`` seconds and as its robots.txt allows (RFC 9309);
answers are cut at a size, a time and a number of redirects; private addresses are refused unless allowed, at each hop
of a redirect, so that a feed cannot make this machine ask its own network.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from herdline.config import ReadSettings
from herdline.errors import SourceError

AGENT = "Herdline/0.1 (news research; runs on a reader's own machine)"
_REDIRECTS = 5
_ROBOTS_BYTES = 500_000
_TEMPORARY = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Answer:
    """A fetched document; ``data`` is None when it has not changed since ``stamp``."""

    url: str
    data: bytes | None
    content_type: str
    stamp: str


class Refused(SourceError):
    """A URL that is not fetched or not answered; ``reason`` is the short word for ``rejected``."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class Fetcher:
    """Fetches URLs under one set of settings; safe to use from several threads."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._client = httpx.Client(
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
            timeout=settings.timeout,
            follow_redirects=False,
        )
        self._robots: dict[str, Protego | None] = {}
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, url: str, stamp: str = "") -> Answer:
        """Fetch one URL; ``stamp`` of an earlier answer makes the request conditional.

        Raises:
            Refused: robots, private_address, http_404 and the like, timeout, too_large, too_many_redirects, unreachable.
        """
        headers = _conditions(stamp)
        for attempt in range(self._settings.retries + 1):
            try:
                return self._follow(url, headers)
            except Refused as refusal:
                final = refusal.reason not in ("unreachable", "timeout") and refusal.reason not in {
                    f"http_{code}" for code in _TEMPORARY
                }
                if final or attempt == self._settings.retries:
                    raise
                time.sleep(min(0.5 * 2**attempt, 8.0))
        raise Refused("unreachable", f"{url}: no answer")

    def _follow(self, url: str, headers: dict[str, str]) -> Answer:
        asked = url
        for _ in range(_REDIRECTS + 1):
            self._allowed(asked)
            self._wait(asked)
            status, found, data = self._request(asked, headers, self._settings.largest_page)
            if status in (301, 302, 303, 307, 308) and found.get("location"):
                asked = urljoin(asked, found["location"])
                continue
            if status == 304:
                return Answer(asked, None, "", "")
            if status != 200:
                raise Refused(f"http_{status}", f"{asked}: answered {status}")
            return Answer(asked, data, found.get("content-type", ""), _stamp(found))
        raise Refused("too_many_redirects", f"{url}: more than {_REDIRECTS} redirects")

    def _request(self, url: str, headers: dict[str, str], most: int) -> tuple[int, httpx.Headers, bytes]:
        until = time.monotonic() + self._settings.deadline
        parts: list[bytes] = []
        size = 0
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                for part in answer.iter_bytes():
                    size += len(part)
                    if size > most:
                        raise Refused("too_large", f"{url}: more than {most:,} bytes")
                    if time.monotonic() > until:
                        raise Refused("timeout", f"{url}: not finished after {self._settings.deadline:.0f} s")
                    parts.append(part)
                return answer.status_code, answer.headers, b"".join(parts)
        except httpx.TimeoutException as error:
            raise Refused("timeout", f"{url}: no answer within {self._settings.timeout:.0f} s") from error
        except httpx.InvalidURL as error:
            raise Refused("bad_url", f"{url}: {error}") from error
        except httpx.HTTPError as error:
            raise Refused("unreachable", f"{url}: {error or type(error).__name__}") from error

    def _allowed(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused("bad_url", f"{url}: not an http address")
        if not self._settings.allow_private:
            _refuse_private(parts.hostname, url)
        base = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            known = base in self._robots
        if not known:
            self._robots[base] = self._read_robots(base)
        rules = self._robots[base]
        if rules is not None and not rules.can_fetch(url, AGENT):
            raise Refused("robots", f"{url}: its robots.txt forbids it")

    def _read_robots(self, base: str) -> Protego | None:
        """Rules of a host; none when it has no robots.txt or does not answer (RFC 9309, 2.3.1.3)."""
        self._wait(base)
        try:
            status, _, data = self._request(f"{base}/robots.txt", {}, _ROBOTS_BYTES)
        except Refused:
            return None
        return Protego.parse(data.decode("utf-8", "replace")) if status == 200 else None

    def _wait(self, url: str) -> None:
        """Keep the pause between two requests to one host."""
        host = urlsplit(url).netloc
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, 0.0))
            self._next[host] = turn + self._settings.host_delay
        time.sleep(max(0.0, turn - now))


def _refuse_private(host: str, url: str) -> None:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise Refused("unreachable", f"{url}: the host name cannot be resolved") from error
    for *_, address in found:
        if not ipaddress.ip_address(str(address[0]).split("%")[0]).is_global:
            raise Refused("private_address", f"{url}: {host} is a private address; allow it with --allow-private")


def _conditions(stamp: str) -> dict[str, str]:
    headers = {}
    for part in stamp.split("\n"):
        if part.startswith("etag:"):
            headers["If-None-Match"] = part[5:]
        elif part.startswith("modified:"):
            headers["If-Modified-Since"] = part[9:]
    return headers


def _stamp(headers: httpx.Headers) -> str:
    parts = [f"etag:{headers['etag']}"] if "etag" in headers else []
    if "last-modified" in headers:
        parts.append(f"modified:{headers['last-modified']}")
    return "\n".join(parts)
