"""A day of feeds in minutes: 200 feeds that change all the time, read by ``herdline watch``; nothing lost or double.

    python -m benchmarks.soak [--minutes 4] [--feeds 200] [--speed 20]      # 30 minutes: --minutes 30

A server on this machine makes up the feeds. Each shows its 12 newest items; a new one comes every 40 minutes of feed
time, which runs at ``--speed`` times the real one; one item in 20 is corrected an hour after it came. They are read
every 5 minutes of feed time or as fast as the machine can. Printed: memory of the process over time, articles served
and stored (those that a reading could have seen), double ones, corrections that became versions; then the page is
opened on the store and asked for its stories.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import herdline
from benchmarks.serving import serving
from herdline import pipeline
from herdline.store.verify import verify

SHOWN, EVERY, CORRECTED_AFTER = 12, 40 * 60.0, 3600.0
_PLACES = ("Osterby", "Lindau", "Marrow", "Kesten", "Orvik", "Palmere", "Tolna", "Sundvik")
_DEEDS = ("closed the weir", "signed an agreement with the harbour", "accused the council of delay",
          "met the fishermen",
          "imposed a fee on boats", "rejected the plan for the bridge")  # fmt: skip


class Feeds:
    """What each feed shows at a moment of feed time, and what has been shown."""

    def __init__(self, count: int, speed: float) -> None:
        self.count, self._speed, self._started = count, speed, time.monotonic()
        self._origin = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=1)
        self.shown: dict[str, tuple[int, int]] = {}
        """Address -> version first shown, version last shown."""
        self._lock = threading.Lock()

    def now(self) -> float:
        """Seconds of feed time since the start."""
        return (time.monotonic() - self._started) * self._speed

    def feed(self, number: int) -> bytes:
        """The feed as RSS; every address in it is noted with its version."""
        now = self.now()
        newest = int((now + number * 37 % EVERY) // EVERY) + SHOWN
        items = []
        for n in range(newest, newest - SHOWN, -1):
            url = f"https://outlet{number}.example/{n}"
            came = (n - SHOWN) * EVERY - number * 37 % EVERY
            version = 2 if (n + number) % 20 == 0 and now - came > CORRECTED_AFTER else 1
            with self._lock:
                self.shown[url] = (self.shown.get(url, (version, 0))[0], version)
            items.append(self._item(number, n, url, came, version))
        head = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Outlet {number}</title>"
        return f"{head}<language>en</language>{''.join(items)}</channel></rss>".encode()

    def _item(self, number: int, n: int, url: str, came: float, version: int) -> str:
        story = random.Random(n // 2 * 1000 + number % 40)  # several outlets tell the same
        place, deed, many = story.choice(_PLACES), story.choice(_DEEDS), story.randrange(3, 900)
        own = random.Random(url)
        text = (
            f"The council of {place} {deed} on Tuesday, officials said. It concerns {many} boats and "
            f"{own.randrange(99)} houses along the lower river. Residents of {own.choice(_PLACES)} protested, and a "
            "vote is expected next week."
        )
        if version == 2:
            text += (
                f" Correction: an earlier version gave a wrong number of houses; there are {own.randrange(100, 999)}."
            )
        date = (self._origin + timedelta(seconds=came)).strftime("%a, %d %b %Y %H:%M:%S GMT")
        return (
            f"<item><guid>{url}</guid><link>{url}</link><title>Council of {place} {deed}: {many} boats</title>"
            f"<description>{text}</description><pubDate>{date}</pubDate></item>"
        )


def served(feeds: Feeds) -> AbstractContextManager[str]:
    """The feeds on a server of this machine; its origin."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            """/N.xml is feed N."""
            name = self.path.strip("/").removesuffix(".xml")
            body = feeds.feed(int(name)) if name.isdigit() else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return serving(Handler)


def memory(process: int) -> float:
    """Resident MB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Run, and print what came of it; exit 1 when something was lost or double."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--speed", type=float, default=20.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="herdline-soak-") as place:
        store = Path(place) / "soak.duckdb"
        feeds = Feeds(options.feeds, options.speed)
        with served(feeds) as origin:
            watched = _watch(store, [f"{origin}/{n}.xml" for n in range(options.feeds)], options, Path(place))
        ok = _judge(store, feeds, *watched)
        ok = _page(store) and ok
    sys.exit(0 if ok else 1)


def _watch(
    store: Path, addresses: list[str], options: argparse.Namespace, folder: Path
) -> tuple[list[str], list[tuple[float, float]]]:
    """Lines that ``herdline watch`` said, and (minutes, MB) of its memory."""
    every = max(0.1, 5 / options.speed)
    listed = folder / "feeds.txt"
    listed.write_text("\n".join(addresses), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.soak_child", str(listed), str(store), str(every)]
    with (folder / "out").open("wb") as out, (folder / "err").open("wb") as err:
        running = subprocess.Popen(command, stdout=out, stderr=err, cwd=Path(__file__).parents[1])
        started, seen = time.monotonic(), []
        while time.monotonic() - started < options.minutes * 60 and running.poll() is None:
            time.sleep(min(5.0, options.minutes * 6))
            if running.poll() is None:
                seen.append(((time.monotonic() - started) / 60, memory(running.pid)))
        died = running.poll()
        if died is None:
            running.terminate()  # the child ends after the reading it is in
            running.wait(600)
    if died is not None or running.returncode != 0:
        sys.exit(f"watch ended by itself ({died}): {(folder / 'err').read_text()[-600:]}")
    return (folder / "out").read_text().splitlines(), seen


def _judge(store: Path, feeds: Feeds, said: list[str], seen: list[tuple[float, float]]) -> bool:
    verdict = verify(store, pipeline.VERSION)
    with herdline.open(store, read_only=True) as opened:
        rows = opened.sql("select url, version from articles").to_pylist()
    stored = {r["url"]: r["version"] for r in rows}
    lost = [u for u in feeds.shown if u not in stored]
    corrected = [u for u, seen_as in feeds.shown.items() if seen_as == (1, 2)]
    kept = sum(stored.get(u) == 2 for u in corrected)
    rounds = [line for line in said if " read " in line]
    print("| what | figure |\n|---|---|")
    print(f"| readings of {feeds.count} feeds; feed time | {len(rounds)}; {feeds.now() / 3600:.1f} h |")
    print(f"| articles served; stored | {len(feeds.shown):,}; {len(rows):,} |")
    print(
        f"| lost; double; not served | {len(lost)}; {len(rows) - len(stored)}; {len(set(stored) - set(feeds.shown))} |"
    )
    print(f"| corrections of articles read before, kept as a second version | {kept} of {len(corrected)} |")
    print(f"| store whole | {'yes' if verdict.whole else verdict.findings} |")
    if seen:
        marks = [seen[int(k * (len(seen) - 1) / 5)] for k in range(6)]
        print("| memory, MB, over time | " + ", ".join(f"{mb:.0f} at {m:.1f} min" for m, mb in marks) + " |")
    return not lost and kept == len(corrected) and len(rows) == len(stored) and verdict.whole


def _page(store: Path) -> bool:
    """Open the page on the store and ask it for stories."""
    command = [
        sys.executable,
        "-m",
        "herdline",
        "serve",
        "--store",
        str(store),
        "--port",
        "18765",
        "--poll",
        "0",
        "--no-open",
    ]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                started = time.monotonic()
                with urllib.request.urlopen("http://127.0.0.1:18765/", timeout=30) as answer:
                    size = len(answer.read())
                print(f"| the page opens on the store | {size / 1000:.0f} kB in {time.monotonic() - started:.2f} s |")
                return size > 1000
            except OSError:
                time.sleep(1)
        print("| the page opens on the store | NO |")
        return False
    finally:
        running.kill()
        running.wait()


if __name__ == "__main__":
    main()
