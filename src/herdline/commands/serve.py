"""`herdline serve`: the page on a store."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from pathlib import Path

import uvicorn
from rich.console import Console

from herdline.errors import HerdlineError
from herdline.store.layout import need
from herdline.web.app import WebSettings, make_app


def run(
    store: Path, host: str, port: int, names: tuple[str, ...], poll: float, allow_private: bool, show: bool,
    notes: Console,
) -> None:  # fmt: skip
    """Serve until interrupted.

    Raises:
        HerdlineError: the address cannot be listened on.
        StoreError: there is no such file, it is no store, or in use by another process.
    """
    need(store)
    settings = WebSettings(host=host, port=port, hosts=names, poll_minutes=poll, allow_private=allow_private)
    token = "" if settings.is_local else secrets.token_urlsafe(24)
    if token:
        # bound to all addresses, the page cannot know by which name it is called; the token still guards it
        names = names or ("*",) if host in ("0.0.0.0", "::") else names  # noqa: S104 - the user asked for it
        settings = WebSettings(
            host=host, port=port, token=token, hosts=names, poll_minutes=poll, allow_private=allow_private
        )
    listening = _listen(host, port)
    app = make_app(store, settings)
    address = f"http://{'127.0.0.1' if settings.is_local else host}:{port}/" + (f"?token={token}" if token else "")
    notes.print(f"Herdline is at {address}   (Ctrl-C ends it)", markup=False, soft_wrap=True)
    if show:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=3)
    )
    server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """The socket, taken before the store is opened, so that a taken port is said at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # asyncio wants the protocol named
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise HerdlineError(f"{host}:{port}: cannot be listened on ({error.strerror}); try another --port") from error
    return listening
