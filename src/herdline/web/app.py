"""The application: store, updates, guard and views put together."""

from __future__ import annotations

import contextlib
import ipaddress
import re
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from jinja2 import PackageLoader
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from herdline.errors import BadQuestion, HerdlineError, MissingExtra, NotFound
from herdline.report import STYLE, make_environment
from herdline.report.links import Links
from herdline.web.guard import Guard
from herdline.web.jsonapi import api
from herdline.web.pages import pages, shown
from herdline.web.snapshot import Snapshots
from herdline.web.updates import Updates


@dataclass(frozen=True)
class WebSettings:
    """How the page is served. ``poll_minutes`` 0 asks no feed; ``hosts`` are further names it answers to."""

    host: str = "127.0.0.1"
    port: int = 8765
    token: str = ""
    hosts: tuple[str, ...] = ()
    poll_minutes: float = 15.0
    allow_private: bool = False
    updates: bool = True
    largest_upload: int = 512 << 20

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def make_app(path: Path, settings: WebSettings | None = None) -> FastAPI:
    """The application on the store at ``path``.

    Raises:
        StoreError: the file is no store, or in use by another process.
    """
    settings = settings or WebSettings()
    snapshots = Snapshots(path)

    @asynccontextmanager
    async def alive(app: FastAPI) -> AsyncIterator[None]:
        if settings.updates:
            app.state.updates = Updates(
                snapshots, allow_private=settings.allow_private, poll_minutes=settings.poll_minutes
            )
            with snapshots.reading() as store:
                if not store.is_built:
                    app.state.updates.add([])
        warm = threading.Thread(target=_warm, args=(snapshots,), name="warm", daemon=True)
        warm.start()
        yield
        warm.join()  # a thread that still reads when the process ends takes it down
        if app.state.updates is not None:
            app.state.updates.close()
        snapshots.close()

    app = FastAPI(
        title="Herdline", version=version("herdline"), lifespan=alive, openapi_url="/api/openapi.json", docs_url=None,
        redoc_url=None, description="What the news herd says, and what is so. Fields: docs/json.md.",
    )  # fmt: skip
    app.state.snapshots = snapshots
    app.state.updates = None
    app.state.allow_paths = settings.is_local
    app.state.poll_minutes = settings.poll_minutes if settings.updates else 0
    app.state.templates = make_environment(Links(live=True), PackageLoader("herdline.web"), layout="shell.html")
    app.include_router(api)
    app.include_router(pages)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    style = STYLE.read_bytes()

    @app.get("/style.css", include_in_schema=False)
    def stylesheet() -> Response:
        return Response(style, media_type="text/css")

    _add_errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(
        Guard, hosts=_hosts(settings), token=settings.token, largest_upload=settings.largest_upload
    )  # fmt: skip
    return app


def _warm(snapshots: Snapshots) -> None:
    """Load word lists and names now, which the first reader would wait a second for otherwise."""
    with contextlib.suppress(HerdlineError, duckdb.Error), snapshots.reading() as store:
        store.relations("CHN")
        stories, _ = store.listed(limit=1)
        if stories:
            store.story_parts(stories[0].story.story)


def _hosts(settings: WebSettings) -> frozenset[str]:
    names = {"127.0.0.1", "localhost", "[::1]", *settings.hosts}
    if not settings.is_local and settings.host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        names.add(settings.host)
    with_port = {f"{name}:{settings.port}" for name in names if name != "*"}
    return frozenset(with_port | ({"*"} & names) | (names if settings.port == 80 else set()))


_STATUS: list[tuple[type[HerdlineError], int]] = [(NotFound, 404), (BadQuestion, 400), (MissingExtra, 501)]


def _add_errors(app: FastAPI) -> None:
    """One shape of error: JSON for programs, a page with the same words for people."""

    def told(request: Request, status: int, kind: str, message: str) -> Response:
        if request.url.path.startswith("/api"):
            return JSONResponse({"error": {"kind": kind, "message": message}}, status)
        # what to type in a shell is of no use here
        plain_words = re.sub(
            r"[;:,]? ?(?:see: |and more: |articles may: )?herdline \w+.*", "", message, flags=re.DOTALL
        )
        return shown(request, "error.html", status=status, message=plain_words or message, code=status)

    def ours(request: Request, error: Exception) -> Response:
        status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
        return told(request, status, type(error).__name__, str(error))

    def wrong(request: Request, error: Exception) -> Response:
        found: Sequence[Any] = error.errors() if isinstance(error, RequestValidationError) else []
        parts = [f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in found]
        return told(request, 422, "BadRequest", "; ".join(parts) or "the request cannot be understood")

    def plain(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        words = {404: "there is no such page", 405: "that cannot be done here"}
        message = words.get(status, str(getattr(error, "detail", "")))
        return told(request, status, "NotFound" if status == 404 else "BadRequest", message)

    def unexpected(request: Request, error: Exception) -> Response:
        told_short = " ".join(str(error).split())[:300]
        return told(request, 500, "Unexpected", f"unexpected {type(error).__name__}: {told_short}")

    app.add_exception_handler(HerdlineError, ours)
    app.add_exception_handler(Exception, unexpected)
    app.add_exception_handler(RequestValidationError, wrong)
    app.add_exception_handler(HTTPException, plain)
