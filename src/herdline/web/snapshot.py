"""The store as pages read it.

Pages read one finished state of the store and never wait: an update works on a copy of the file, in a process of its
own, and takes its place at once when it is done. Requests that are still reading go on with the older state; its file
is gone from the folder and stays on the disk until the last of them ends, who closes it.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import herdline
from herdline.api import Store
from herdline.errors import StoreError

_number = itertools.count(1)


@dataclass
class _State:
    """One finished state: the open store, how many requests read it, and whether a newer one has taken its place."""

    store: Store
    readers: int = 0
    retired: bool = False


class Snapshots:
    """Holds the newest state of the store at ``path`` open for reading. Close it at the end.

    Raises:
        StoreError: the file is no store, or in use by another process.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        for stale in path.parent.glob(f".{path.name}.*.page"):
            stale.unlink(missing_ok=True)
        # opened once for writing: makes a missing store, brings an older one up, empties the log of a killed program
        with herdline.open(path) as store:
            store.sql("select 1")
            store.checkpoint()
        self.generation = 0
        self._state = _State(self._open())

    @property
    def path(self) -> Path:
        """The store's file."""
        return self._path

    @contextlib.contextmanager
    def reading(self) -> Iterator[Store]:
        """The newest state, for one request."""
        with self._lock:
            state = self._state
            reader = state.store.reader()
            state.readers += 1
        try:
            with reader:
                yield reader
        finally:
            with self._lock:
                state.readers -= 1
                last = state.retired and not state.readers
            if last:
                state.store.close()

    def replace(self, newer: Path) -> None:
        """Put a finished copy in the store's place; the next request sees it."""
        os.replace(newer, self._path)
        opened = _State(self._open())
        with self._lock:
            older, self._state = self._state, opened
            self.generation += 1
        self._retire(older)

    def close(self) -> None:
        """Let go of the file, at once or when the last request that still reads it ends."""
        self._retire(self._state)

    def _retire(self, state: _State) -> None:
        # DuckDB refuses to close a file while one of its cursors is at work, so the last reader does it
        with self._lock:
            idle = not state.retired and not state.readers
            state.retired = True
        if idle:
            state.store.close()

    def _open(self) -> Store:
        # under a name of its own: DuckDB would hand out the open database again for a name it knows
        name = self._path.with_name(f".{self._path.name}.{os.getpid()}-{next(_number)}.page")
        try:
            os.link(self._path, name)
        except OSError:  # a file system without hard links
            shutil.copyfile(self._path, name)
        try:
            return herdline.open(name, read_only=True)
        except StoreError as error:
            raise StoreError(str(error).replace(str(name), str(self._path))) from error
        finally:
            with contextlib.suppress(OSError):
                name.unlink()
