"""Who may ask, and what every answer says about itself.

The page listens on the loopback address. That alone keeps other machines out, but not other web sites: a page in the
same browser could send requests to it, or point its own name at 127.0.0.1 (DNS rebinding). So the Host must be one of
ours, a request that changes something must come from our own pages (Origin, Sec-Fetch-Site), and answers may be framed
or read by nobody else. Bound wider than loopback, a token is asked for as well.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer browsers say Origin: null in our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_READING = ("GET", "HEAD", "OPTIONS")
SMALL = 64 << 10
"""Largest body of a request that uploads nothing, in bytes."""
_COOKIE = "herdline_token"


class Guard:
    """Middleware that refuses what does not come from our own pages.

    Args:
        app: what is guarded.
        hosts: allowed values of the Host header, with port.
        token: asked for when not "".
        largest_upload: bytes of an upload.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], token: str, largest_upload: int) -> None:
        self._app = app
        self._hosts = hosts
        self._token = token
        self._largest = largest_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # nothing here speaks WebSocket
        refusal = self._refusal(scope)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, sending)
            return
        limit = self._largest if scope["path"] == "/upload" else SMALL
        length = Headers(scope=scope).get("content-length", "")
        if length.isdecimal() and int(length) > limit:
            await _plain(413, f"at most {limit:,} bytes can be sent here")(scope, receive, sending)
            return
        await self._app(scope, _limited(receive, limit), sending)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if host not in self._hosts and "*" not in self._hosts:
            return _plain(400, "this page answers only under the address it was started with")
        if scope["method"] not in _READING and not _from_us(headers, host):
            return _plain(403, "a change can only be asked for by this page itself")
        return self._asks_token(scope, headers) if self._token else None

    def _asks_token(self, scope: Scope, headers: Headers) -> Response | None:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and hmac.compare_digest(given.encode(), self._token.encode()):
            answer = RedirectResponse(scope["path"] or "/", status_code=303)
            answer.set_cookie(_COOKIE, self._token, httponly=True, samesite="strict")
            return answer
        held = headers.get("authorization", "").removeprefix("Bearer ") or _cookie(headers)
        if hmac.compare_digest(held.encode(), self._token.encode()):
            return None
        return _plain(401, "open the address with ?token=... that `herdline serve` printed")


def _from_us(headers: Headers, host: str) -> bool:
    """Whether a request comes from our own page, or from a program that is no browser (browsers send Origin)."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host


def _cookie(headers: Headers) -> str:
    try:
        held: Any = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
    except CookieError:
        return ""
    return held.value if held else ""


def _plain(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status_code=status)


def _limited(receive: Receive, limit: int) -> Receive:
    """The body as it comes, cut where it grows beyond ``limit`` without having said so."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            return {"type": "http.disconnect"}
        return message

    return limited
