"""Reading and analysing while the page runs: one update after the other, each all or nothing.

An update copies the store's file, works on the copy in a process of its own (child.py), and hands it over when it is
done. Cancelling ends that process; what it had read is not in the store then, and the page says so.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from herdline.errors import BadQuestion
from herdline.web.snapshot import Snapshots

_KEPT = 20
_GRACE = 5.0  # seconds that a cancelled process has to end by itself


@dataclass
class Update:
    """One update: what it reads or forgets, which stories it reads whole, where it stands.

    ``state``: waiting, reading, analysing, done, failed, cancelled.
    """

    id: int
    sources: tuple[str, ...]
    forget: tuple[str, ...] = ()
    deepen: tuple[int, ...] = ()
    state: str = "waiting"
    asked: datetime = field(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))
    ended: datetime | None = None
    told: dict[str, Any] = field(default_factory=dict)
    error: str = ""

    @property
    def running(self) -> bool:
        """Whether it is under way or waits for its turn."""
        return self.state in ("waiting", "reading", "analysing")

    def record(self) -> dict[str, Any]:
        """JSON form."""
        return {
            **self.told, "id": self.id, "sources": list(self.sources), "forget": list(self.forget),
            "deepen": list(self.deepen), "state": self.state,
            "asked": f"{self.asked:%Y-%m-%dT%H:%M:%SZ}", "error": self.error,
            "ended": f"{self.ended:%Y-%m-%dT%H:%M:%SZ}" if self.ended else None,
        }  # fmt: skip


class Updates:
    """Runs updates one after the other. Close it at the end; what is under way is cancelled then."""

    def __init__(self, snapshots: Snapshots, *, allow_private: bool, poll_minutes: float) -> None:
        self._snapshots = snapshots
        self._allow_private = allow_private
        self._numbers = itertools.count(1)
        self._all: deque[Update] = deque(maxlen=_KEPT)
        self._queue: deque[Update] = deque()
        self._change = threading.Condition()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._poll = poll_minutes * 60
        self._worker = threading.Thread(target=self._work, name="updates", daemon=True)
        self._worker.start()

    def add(self, sources: Iterable[str], forget: Iterable[str] = (), deepen: Iterable[int] = ()) -> Update:
        """Ask for an update; with no sources only the analysis is done where it is due.

        Args:
            sources: to be read.
            forget: sources to be taken out of the store.
            deepen: stories whose texts are to be read whole, in a store analysed by leads.

        Raises:
            BadQuestion: too many updates wait.
        """
        with self._change:
            if len(self._queue) >= _KEPT // 2:
                raise BadQuestion("too many updates wait already; let them end or cancel them")
            update = Update(next(self._numbers), tuple(sources), tuple(forget), tuple(deepen))
            self._all.append(update)
            self._queue.append(update)
            self._change.notify_all()
        return update

    def all(self) -> list[Update]:
        """The last updates, newest first."""
        with self._change:
            return list(reversed(self._all))

    def current(self) -> Update | None:
        """The update under way or waiting, else None."""
        return next((u for u in reversed(self.all()) if u.running), None)

    def cancel(self, number: int) -> bool:
        """End an update that runs or waits; False where there is none of this number."""
        with self._change:
            update = next((u for u in self._all if u.id == number and u.running), None)
            if update is None:
                return False
            update.state, update.ended = "cancelled", _now()
            with contextlib.suppress(ValueError):
                self._queue.remove(update)
                return True
            process = self._process
        if process is not None:
            _end(process)
        return True

    def close(self) -> None:
        """End what is under way and the thread that starts updates."""
        with self._change:
            self._closed = True
            waiting = [u.id for u in self._all if u.running]
            self._change.notify_all()
        for number in waiting:
            self.cancel(number)
        self._worker.join(timeout=2 * _GRACE)

    def _work(self) -> None:
        while True:
            with self._change:
                while not self._queue and not self._closed:
                    if not self._change.wait(self._poll or None):
                        break
                if self._closed:
                    return
                update = self._queue.popleft() if self._queue else None
            if update is None:
                self._poll_feeds()
                continue
            try:
                self._run(update)
            except Exception as error:
                self._finish(update, "failed", f"{type(error).__name__}: {error}")

    def _poll_feeds(self) -> None:
        with self._snapshots.reading() as store:
            feeds = store.feeds()
        if feeds:
            self.add(feeds)

    def _run(self, update: Update) -> None:
        path = self._snapshots.path
        copy = path.with_name(f".{path.name}.{os.getpid()}.update")
        _remove(copy)
        try:
            shutil.copyfile(path, copy)
            asked = {
                "store": str(copy), "sources": update.sources, "forget": update.forget,
                "deepen": update.deepen, "allow_private": self._allow_private,
            }  # fmt: skip
            with self._change:
                if not update.running:
                    return
                self._process = _start()
            out, into = self._process.stdout, self._process.stdin
            if out is None or into is None:
                raise RuntimeError("the process of the update has no pipes")
            with contextlib.suppress(BrokenPipeError):
                into.write(orjson.dumps(asked) + b"\n")
                into.close()
            for message in out:
                self._hear(update, message)
            self._process.wait()
            if update.told.get("state") == "done" and update.running:
                told = update.told
                read = told.get("sources", 0) > told.get("skipped", 0)
                if told.get("built") or told.get("deepened") or read or update.forget:  # else nothing was done
                    self._snapshots.replace(copy)
                self._finish(update, "done")
            elif update.running:
                reason = update.told.get("error") or f"the process ended with code {self._process.returncode}"
                self._finish(update, "failed", reason)
        finally:
            self._process = None
            _remove(copy)

    def _hear(self, update: Update, message: bytes) -> None:
        with contextlib.suppress(orjson.JSONDecodeError):  # a library that prints
            told = orjson.loads(message)
            with self._change:
                update.told = {**update.told, **told}
                if update.running and told["state"] in ("reading", "analysing"):
                    update.state = told["state"]

    def _finish(self, update: Update, state: str, error: str = "") -> None:
        with self._change:
            if update.running:
                update.state, update.error, update.ended = state, error, _now()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "herdline.web.child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
            if number == signal.SIGTERM:
                continue  # helpers of it may be left
            return


def _remove(copy: os.PathLike[str]) -> None:
    name = os.fspath(copy)
    for part in (name, name + ".wal"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(part)
    folder, base = os.path.split(name)
    for stale in os.listdir(folder or "."):
        if stale.startswith(f".{base}.") and ".work" in stale:
            os.unlink(os.path.join(folder, stale))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
