"""Worker processes for functions that hold the interpreter lock (parsing): one batch in, one batch out.

Each worker is a fresh interpreter that is told a function's import path and then gets batches as Arrow IPC on its
standard input. A pool made by fork would copy DuckDB's threads in mid-flight, one made by spawn would run a user's
script again; this does neither.
"""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from queue import SimpleQueue
from typing import IO

import pyarrow as pa

from herdline.batches import packed, unpacked
from herdline.errors import StepError

BatchFunction = Callable[[pa.RecordBatch], pa.RecordBatch]


class Workers:
    """As many processes as there are threads to wait for them; use as a context.

    Args:
        function: a module's function RecordBatch -> RecordBatch.
        count: how many processes.
    """

    def __init__(self, function: BatchFunction, count: int) -> None:
        self._path = f"{function.__module__}:{function.__qualname__}"
        self._free: SimpleQueue[subprocess.Popen[bytes]] = SimpleQueue()
        self._all = [self._start() for _ in range(count)]
        for process in self._all:
            self._free.put(process)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._all:
            if process.stdin is not None:
                process.stdin.close()
            process.kill()
            process.wait()

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The function's answer for one batch; waits for a free worker.

        Raises:
            StepError: the function failed or its process died; says how.
        """
        process = self._free.get()
        try:
            stdin, stdout = process.stdin, process.stdout
            if stdin is None or stdout is None:
                raise StepError(f"{self._path}: worker without pipes")
            _send(stdin, packed(batch))
            state = stdout.read(1)
            answer = _receive(stdout)
        except (BrokenPipeError, EOFError) as error:
            raise StepError(f"{self._path}: worker process died ({process.poll()})") from error
        finally:
            self._free.put(process)
        if state != b"+":
            raise StepError(f"{self._path}: {answer.decode('utf-8', 'replace')}")
        return unpacked(answer)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        # -c with a fixed text: nothing of it comes from outside
        command = [sys.executable, "-c", "from herdline.engines.processes import serve; serve()", self._path]
        return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)  # noqa: S603


def serve() -> None:
    """What a worker runs: answers batches until its input ends."""
    module, name = sys.argv[1].split(":")
    function: BatchFunction = getattr(importlib.import_module(module), name)
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not look like an answer
    while True:
        try:
            data = _receive(jobs)
        except EOFError:
            return
        try:
            state, answer = b"+", packed(function(unpacked(data)))
        except Exception as error:
            state, answer = b"-", f"{type(error).__name__}: {error}".encode()
        answers.write(state)
        _send(answers, answer)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(len(data).to_bytes(8, "little"))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes:
    size = stream.read(8)
    if len(size) < 8:
        raise EOFError
    count = int.from_bytes(size, "little")
    data = stream.read(count)
    if len(data) < count:
        raise EOFError
    return data
