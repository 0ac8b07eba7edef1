"""Pages in processes of their own: one hostile page costs its worker, never the run.

Each worker is a fresh interpreter that reads jobs on its standard input and answers on its standard output. A page that
takes too long, or more memory than a page may, ends its worker; the next page gets a new one. (No fork: the parent has
threads; no ``multiprocessing``: it would run the caller's script again.)
"""

from __future__ import annotations

import os
import select
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass

import orjson

from herdline.config import ReadSettings
from herdline.errors import RecordError
from herdline.reading.extraction import Page

_SIZE = struct.Struct("<I")


@dataclass(frozen=True)
class Job:
    """One page to be read."""

    data: bytes
    url: str | None = None
    content_type: str | None = None


Result = Page | RecordError


class PagePool:
    """Reads pages in worker processes, started when they are first needed. Close it after use."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._size = settings.workers or os.cpu_count() or 1
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()

    def __enter__(self) -> PagePool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all workers."""
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.stop()

    def read(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Pages of all jobs, in their order; at most a few jobs per worker are held at a time."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="pages")
        waiting: deque[Future[Result]] = deque()
        try:
            for job in jobs:
                waiting.append(self._threads.submit(self._one, job))
                if len(waiting) >= 4 * self._size:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def _one(self, job: Job) -> Result:
        if len(job.data) > self._settings.max_page:
            return RecordError(
                "too_large", f"a page of {len(job.data):,} bytes; the limit is {self._settings.max_page:,}"
            )
        if not job.data:
            return RecordError("no_html", "an empty page")
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = _Worker(self._settings)
            with self._lock:
                self._workers.append(worker)
        return worker.read(job)


class _Worker:
    """The parent's side of one process."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, job: Job) -> Result:
        header = {
            "url": job.url, "type": job.content_type, "mode": self._settings.extraction,
            "nesting": self._settings.max_nesting,
        }  # fmt: skip
        try:
            process = self._process or self._start()
            self._send(process, orjson.dumps(header), job.data)
            answer = orjson.loads(self._receive(process, self._settings.page_seconds))
        except TimeoutError:
            self.stop()
            return RecordError("too_slow", f"given up after {self._settings.page_seconds:g} s")
        except (OSError, EOFError, ValueError) as error:
            code = self._process.poll() if self._process else None
            self.stop()
            return RecordError("crashed", f"the page ended its worker (exit {code}, {type(error).__name__})")
        if "reason" in answer:
            return RecordError(answer["reason"], answer["detail"])
        return Page(**answer)

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    try:
                        pipe.close()
                    except OSError:
                        pass

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "herdline.reading.worker", str(self._settings.page_memory)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603
        # the first answer says that everything is imported: that time is not the page's
        self._receive(self._process, 60.0)
        return self._process

    @staticmethod
    def _send(process: subprocess.Popen[bytes], *parts: bytes) -> None:
        assert process.stdin is not None
        for part in parts:
            process.stdin.write(_SIZE.pack(len(part)))
            process.stdin.write(part)
        process.stdin.flush()

    @staticmethod
    def _receive(process: subprocess.Popen[bytes], seconds: float) -> bytes:
        assert process.stdout is not None
        until = time.monotonic() + seconds
        descriptor = process.stdout.fileno()
        data = bytearray()
        need = _SIZE.size
        while len(data) < need:
            if not select.select([descriptor], [], [], max(0.0, until - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(descriptor, 1 << 16)
            if not part:
                raise EOFError
            data += part
            if need == _SIZE.size and len(data) >= need:
                need += _SIZE.unpack_from(data)[0]
        return bytes(data[_SIZE.size :])


def answer_of(result: Result) -> bytes:
    """A result as the worker sends it."""
    if isinstance(result, RecordError):
        return orjson.dumps({"reason": result.reason, "detail": result.detail})
    return orjson.dumps(asdict(result))


def frame(data: bytes) -> bytes:
    """Data with its length before it."""
    return _SIZE.pack(len(data)) + data
