"""Many hosts asked at the same time, each of them one request after the other."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator, Mapping

from herdline.errors import RecordError
from herdline.reading.fetch import Answer, Fetcher, host_of

Outcome = Answer | RecordError
_Queue = queue.Queue[tuple[str, Outcome]]


def fetch_all(fetcher: Fetcher, stamps: Mapping[str, str], hosts: int) -> Iterator[tuple[str, Outcome]]:
    """Fetch many URLs, each answer handed over as soon as it is there.

    Args:
        fetcher: does the fetching.
        stamps: URL -> stamp of an earlier answer or "".
        hosts: how many hosts are asked at the same time.

    Yields:
        Each URL once, with its answer or why there is none.
    """
    waiting: dict[str, list[str]] = {}
    for url in stamps:
        waiting.setdefault(host_of(url), []).append(url)
    turns = deque(waiting.values())
    # bounded: finished answers wait for their reader instead of filling the memory
    done: _Queue = queue.Queue(max(1, hosts))
    abandoned = threading.Event()

    def serve() -> None:
        while not abandoned.is_set():
            try:
                urls = turns.popleft()
            except IndexError:
                return
            for url in urls:
                _put(done, (url, _outcome(fetcher, url, stamps[url])), abandoned)

    for number in range(min(hosts, len(turns))):
        threading.Thread(target=serve, name=f"fetch-{number}", daemon=True).start()
    try:
        for _ in range(len(stamps)):
            yield done.get()
    finally:
        abandoned.set()


def _outcome(fetcher: Fetcher, url: str, stamp: str) -> Outcome:
    try:
        return fetcher.get(url, stamp)
    except RecordError as error:
        return error
    except Exception as error:  # a thread that dies silently would leave its reader waiting for ever
        return RecordError("unreachable", f"{type(error).__name__}: {error}")


def _put(done: _Queue, item: tuple[str, Outcome], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            return done.put(item, timeout=0.5)
        except queue.Full:
            continue
