"""Fetching feeds and pages: politely, once, and never more than was allowed.

A host is asked with a pause between requests; robots.txt is obeyed (RFC 9309). What was fetched before is asked for
conditionally (ETag, Last-Modified). A server that hangs, drips, redirects in circles or sends gigabytes is cut.
Addresses inside private networks are refused, at the moment of connecting and for every redirect, so that a feed
cannot make the program call the local network.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
import orjson
from protego import Protego

from herdline.config import ReadSettings
from herdline.errors import RecordError
from herdline.reading.guard import PrivateAddress, guarded_transport

_PASSING = {408, 429, 500, 502, 503, 504}
_REDIRECTS = {301, 302, 303, 307, 308}
_ROBOTS_SIZE = 512 << 10
_READABLE = ("text/", "application/xml", "application/json", "application/rss", "application/atom", "application/rdf",
             "application/feed", "application/xhtml", "application/x-ndjson")  # fmt: skip
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5"


@dataclass(frozen=True)
class Answer:
    """What a server said.

    Attributes:
        url: address after redirects.
        body: the decoded bytes; empty when ``unchanged``.
        content_type: as stated, lower case, with parameters.
        stamp: what to send back next time to be told whether anything changed.
        unchanged: the server says that nothing changed since the stamp that was sent.
    """

    url: str
    body: bytes
    content_type: str
    stamp: str
    unchanged: bool = False


class Fetcher:
    """Fetches URLs under one ``ReadSettings``. Close it after use; safe to use from several threads."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._direct = self._client(guarded_transport(settings.allow_private))
        self._proxied: httpx.Client | None = None
        self._robots: dict[str, Protego] = {}
        self._turn: dict[str, float] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def close(self) -> None:
        """End all connections and wake threads that wait for their turn."""
        self._stop.set()
        self._direct.close()
        if self._proxied is not None:
            self._proxied.close()

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, url: str, stamp: str = "") -> Answer:
        """Fetch one URL, following redirects.

        Args:
            url: http or https address.
            stamp: ``Answer.stamp`` of an earlier fetch, or "".

        Raises:
            RecordError: reason is one of bad_url, private_address, robots, timeout, unreachable, too_large,
                redirects, content_type, http_404 (or another status).
        """
        headers = _conditions(stamp)
        for _ in range(self._settings.redirects + 1):
            _check(url)
            answer = self._patiently(url, headers, self._allowed(url))
            if isinstance(answer, Answer):
                return answer
            url = answer
        raise RecordError("redirects", f"more than {self._settings.redirects} redirects, the last to {url}")

    def _patiently(self, url: str, headers: dict[str, str], delay: float) -> Answer | str:
        """The answer, or the address to go on to; tries again where waiting may help."""
        wait = self._settings.backoff
        for attempt in range(self._settings.retries + 1):
            self._take_turn(url, delay)
            try:
                return self._once(url, headers, self._settings.max_fetch)
            except _PassingError as trouble:
                if attempt == self._settings.retries:
                    raise trouble.error from trouble
                self._stop.wait(min(max(wait, trouble.after), self._settings.max_delay))
                wait *= 2
        raise AssertionError("the loop returns or raises")

    def _once(self, url: str, headers: dict[str, str], limit: int) -> Answer | str:
        seconds = self._settings.total_timeout
        deadline = time.monotonic() + seconds
        try:
            with self._client_for(url).stream("GET", url, headers=headers) as response:
                if response.status_code in _REDIRECTS and "location" in response.headers:
                    return urljoin(url, response.headers["location"])
                stamp = _stamp(response.headers)
                if response.status_code == 304:
                    return Answer(url, b"", "", stamp, unchanged=True)
                _check_status(response)
                kind = _check_type(response)
                return Answer(url, _body(response, limit, deadline, seconds), kind, stamp)
        except PrivateAddress as error:
            raise RecordError("private_address", f"{error}; allow it with --allow-private") from error
        except httpx.TimeoutException as error:
            detail = f"no answer within {self._settings.timeout:g} s ({type(error).__name__})"
            raise _PassingError(RecordError("timeout", detail)) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _PassingError(RecordError("unreachable", str(error) or type(error).__name__)) from error
        except (httpx.InvalidURL, ValueError) as error:
            raise RecordError("bad_url", f"{url[:200]}: {error}") from error

    def _allowed(self, url: str) -> float:
        """Seconds to leave between requests to this host.

        Raises:
            RecordError: robots.txt forbids the address.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._robots.get(origin)
        if rules is None:
            rules = self._robots[origin] = Protego.parse(self._robots_text(origin))
        if not rules.can_fetch(url, self._settings.agent):
            raise RecordError("robots", f"{origin}/robots.txt does not allow {parts.path or '/'}")
        return min(max(self._settings.delay, rules.crawl_delay(self._settings.agent) or 0.0), self._settings.max_delay)

    def _robots_text(self, origin: str) -> str:
        """Rules of an origin: none where there is no file, all forbidden where the server fails to say (RFC 9309)."""
        target: Answer | str = f"{origin}/robots.txt"
        try:
            for _ in range(self._settings.redirects):
                if isinstance(target, Answer):
                    break
                _check(target)
                self._take_turn(target, self._settings.delay)
                target = self._once(target, {}, _ROBOTS_SIZE)
        except _PassingError as trouble:
            # an unreachable server will say so for the page itself
            return "User-agent: *\nDisallow: /" if trouble.error.reason.startswith("http_5") else ""
        except RecordError:
            return ""
        return target.body.decode("utf-8", "replace") if isinstance(target, Answer) else ""

    def _take_turn(self, url: str, delay: float) -> None:
        """Wait until this host may be asked again."""
        host = host_of(url)
        with self._lock:
            now = time.monotonic()
            start = max(now, self._turn.get(host, 0.0))
            self._turn[host] = start + delay
        if start > now:
            self._stop.wait(start - now)

    def _client(self, transport: httpx.BaseTransport | None = None, proxy: str | None = None) -> httpx.Client:
        s = self._settings
        headers = {"User-Agent": s.agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        return httpx.Client(transport=transport, proxy=proxy, headers=headers, timeout=s.timeout, trust_env=False)

    def _client_for(self, url: str) -> httpx.Client:
        """The user's proxy where one is set for this host (it resolves names then), else a guarded connection."""
        parts = urlsplit(url)
        proxy = getproxies().get(parts.scheme)
        host = parts.hostname or ""
        if not proxy or host == "localhost" or host.replace(".", "").isdigit() or ":" in host or proxy_bypass(host):
            return self._direct
        with self._lock:
            if self._proxied is None:
                self._proxied = self._client(proxy=proxy)
        return self._proxied


class _PassingError(Exception):
    """Trouble that may pass: try again, at the earliest ``after`` seconds later."""

    def __init__(self, error: RecordError, after: float = 0.0) -> None:
        super().__init__(str(error))
        self.error = error
        self.after = after


def host_of(url: str) -> str:
    """Host and port of an address as written, lower case; "" when it has none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _body(response: httpx.Response, limit: int, deadline: float, seconds: float) -> bytes:
    stated = response.headers.get("content-length", "")
    too_large = RecordError("too_large", f"the answer is longer than {limit:,} bytes")
    if stated.isdigit() and int(stated) > limit:
        raise too_large
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        parts.append(part)
        if size > limit:
            raise too_large
        if time.monotonic() > deadline:
            raise RecordError("timeout", f"the answer was not complete after {seconds:g} s")
    return b"".join(parts)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise RecordError("bad_url", f"{url[:200]!r} is no http or https address")


def _check_status(response: httpx.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    error = RecordError(f"http_{status}", f"the server answered {status} {response.reason_phrase}".strip())
    if status in _PASSING:
        after = response.headers.get("retry-after", "")
        raise _PassingError(error, float(after) if after.isdigit() else 0.0)
    raise error


def _check_type(response: httpx.Response) -> str:
    kind: str = response.headers.get("content-type", "").lower()
    if kind and not kind.startswith(_READABLE) and "xml" not in kind and "octet-stream" not in kind:
        raise RecordError("content_type", f"{kind.split(';')[0]} is neither a page nor a feed")
    return kind


def _conditions(stamp: str) -> dict[str, str]:
    try:
        etag, modified = orjson.loads(stamp) if stamp else ("", "")
    except (ValueError, TypeError):
        return {}
    headers = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in headers.items() if value and isinstance(value, str)}


def _stamp(headers: httpx.Headers) -> str:
    values = [headers.get("etag", ""), headers.get("last-modified", "")]
    return orjson.dumps(values).decode() if any(values) else ""
