"""A worker process: pages on standard input, what they say on standard output. Started by ``workers``."""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

import orjson

from herdline.errors import RecordError
from herdline.reading.extraction import extract, warm_up
from herdline.reading.workers import Result, answer_of, frame


def main(memory: int) -> None:
    """Serve until the input ends."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not look like an answer
    warm_up()
    _limit(memory)
    answers.write(frame(b"{}"))
    answers.flush()
    while header := _part(jobs):
        answers.write(frame(answer_of(_read(orjson.loads(header), _part(jobs)))))
        answers.flush()


def _read(header: dict[str, str], data: bytes) -> Result:
    try:
        return extract(data, header["url"], header["mode"], header["type"], int(header["nesting"]))
    except RecordError as error:
        return error
    except MemoryError:
        return RecordError("too_large", "reading the page took more memory than a page may have")
    except Exception as error:  # a library's crash on one odd page is that page's reject
        return RecordError("bad_html", f"extraction failed: {type(error).__name__}: {error}"[:300])


def _part(stream: BinaryIO) -> bytes:
    size = stream.read(4)
    return stream.read(int.from_bytes(size, "little")) if len(size) == 4 else b""


def _limit(memory: int) -> None:
    """Let the process have this much address space beyond what it has now (where the system can)."""
    try:
        import resource

        with open("/proc/self/statm") as file:
            have = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (have + memory, have + memory))
    except (ImportError, OSError, ValueError):
        pass


if __name__ == "__main__":
    main(int(sys.argv[1]))
