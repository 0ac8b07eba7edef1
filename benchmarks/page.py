"""The served page: first paint, layout shift, bundle, axe; and server times while an update runs.

python -m benchmarks.page                                   in headless Chromium, on the built-in sample
python -m benchmarks.page --store big.duckdb --update FILE  2,000 requests of all views while FILE is read and analysed

The second works on a copy of the store. Times are the client's, on the same machine: they hold the server's time and
the loopback's. Which story, article, actor or word is asked for is drawn by chance (seed 1), so that most are not warm.
"""

from __future__ import annotations

import argparse
import gzip
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path

import httpx

import herdline
from herdline.report import STYLE

REQUESTS, CLIENTS = 2000, 2
STATIC = Path(herdline.__file__).parent / "web" / "static"


def serve(store: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A page on the store, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "herdline", "serve", "--store", str(store), "--port", str(port), "--no-open",
               "--poll", "0"]  # fmt: skip
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            httpx.get(address + "/about")
            return process, address
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("the page did not start")


def addresses(store: Path) -> list[tuple[str, str]]:
    """(kind, path) of requests, drawn by chance."""
    draw = random.Random(1)
    with herdline.open(store, read_only=True) as news:

        def column(sql: str) -> list:
            return [next(iter(row.values())) for row in news.sql(sql).to_pylist()]

        stories = column("select story from stories where outlets >= 2 order by story")
        articles = column("select id from articles order by id")
        events = column("select event from events order by event")
        actors = column("select code from actor_mentions where length(code) = 3 and code <> 'XXX' group by code "
                        "having count(*) > 20 order by code")  # fmt: skip
        words = column("select title from articles where title <> '' order by id limit 5000")
    made = [
        ("front", lambda: "/?order=" + draw.choice(["outlets", "herd", "echo", "copied", "overlooked", "new"])),
        ("front filtered", lambda: f"/?lang=en&actor={draw.choice(actors)}&page=1"),
        ("story", lambda: f"/story/{draw.choice(stories)}"),
        ("left out", lambda: f"/story/{draw.choice(stories)}/left-out"),
        ("article", lambda: f"/article/{draw.choice(articles)}"),
        ("record", lambda: f"/record?actor={draw.choice(actors)}&order=date"),
        ("event", lambda: f"/record/{draw.choice(events)}" if events else "/record"),
        ("actor", lambda: f"/actor/{draw.choice(actors)}"),
        ("pair", lambda: "/pair/" + "/".join(draw.sample(actors, 2))),
        ("search", lambda: f"/search?q={draw.choice(draw.choice(words).split() or ['news'])[:40]}"),
        ("suggest", lambda: f"/suggest?q={draw.choice(words)[:5]}"),
        ("sources", lambda: "/sources"),
        ("outlets", lambda: "/outlets"),
        ("progress", lambda: "/progress?seen=0"),
    ]
    return [(kind, make()) for kind, make in (made[n % len(made)] for n in range(REQUESTS))]


def under_update(store: Path, update: Path | None) -> None:
    """Server times by view."""
    folder = Path(tempfile.mkdtemp(prefix="herdline-page-"))
    copy = folder / "news.duckdb"
    shutil.copyfile(store, copy)
    asked = addresses(copy)
    process, address = serve(copy)
    times: dict[str, list[float]] = defaultdict(list)
    failed: list[str] = []
    lock = threading.Lock()
    try:
        time.sleep(3)
        if update:
            httpx.post(address + "/api/updates", json={"sources": [str(update)]}).raise_for_status()
            time.sleep(2)
        queue = iter(asked)

        def client() -> None:
            with httpx.Client(base_url=address, timeout=60) as http:
                while True:
                    with lock:
                        kind, path = next(queue, ("", ""))
                    if not kind:
                        return
                    start = time.perf_counter()
                    try:
                        status = http.get(path).status_code
                    except httpx.HTTPError as error:
                        status = repr(error)
                    took = time.perf_counter() - start
                    with lock:
                        times[kind].append(took)
                        if status != 200:
                            failed.append(f"{status} {path}")

        started = time.perf_counter()
        threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - started
        state = httpx.get(address + "/api/updates").json()
        told = f"{state[0]['state']} {state[0].get('step', '')}" if state else "none"
        print(
            f"{REQUESTS} requests by {CLIENTS} clients in {took:.0f} s; update: {told};"
            f" failed: {len(failed)} {failed[:3]}"
        )
        every = [t for group in times.values() for t in group]
        for kind, held in [*times.items(), ("all", every)]:
            cuts = statistics.quantiles(held, n=20)
            print(f"  {kind:<15} n {len(held):>5}  median {1000 * statistics.median(held):6.0f} ms"
                  f"  p95 {1000 * cuts[18]:6.0f} ms  most {1000 * max(held):6.0f} ms")  # fmt: skip
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def in_browser() -> None:
    """First contentful paint (median of 9), layout shift, serious axe findings, bytes to the browser."""
    from importlib import resources

    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.browser import CHROMIUM, FLAGS, serious

    folder = Path(tempfile.mkdtemp(prefix="herdline-page-"))
    sample = Path(str(resources.files("herdline") / "data" / "sample"))
    with herdline.open(folder / "news.duckdb") as store:
        store.read(sample / "articles.jsonl", outlets=sample / "outlets.csv")
        store.build()
    process, address = serve(folder / "news.duckdb")
    bundle = [*STATIC.glob("*.js"), STYLE]
    print(f"bundle: {sum(len(gzip.compress(f.read_bytes())) for f in bundle) / 1000:.1f} kB gzipped"
          f" ({', '.join(f.name for f in bundle)})")  # fmt: skip
    try:
        with sync_playwright() as p:
            browser = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for view in ("/", "/story/1", "/story/1/left-out", "/pair/CHN/RUS", "/actor/RUS", "/record", "/sources"):
                paints, shifts, wrong = [], [], 0
                for turn in range(9):
                    context = browser.new_context(viewport={"width": 1280, "height": 900})
                    page = context.new_page()
                    page.add_init_script(
                        "window.shift = 0; new PerformanceObserver(l => { for (const e of l.getEntries())"
                        " window.shift += e.value; }).observe({type: 'layout-shift', buffered: true});"
                    )
                    page.goto(address + view, wait_until="networkidle")
                    page.wait_for_timeout(200)
                    paints.append(
                        page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")
                    )
                    shifts.append(page.evaluate("window.shift"))
                    wrong += len(serious(page)) if turn == 0 else 0
                    context.close()
                middle = statistics.median(paints)
                print(f"  {view:<20} first contentful paint {middle:5.0f} ms (most {max(paints):.0f})"
                      f"  layout shift {max(shifts):.3f}  axe serious or critical {wrong}")  # fmt: skip
            browser.close()
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--update", type=Path, help="file to read meanwhile")
    asked = parser.parse_args()
    if asked.store:
        under_update(asked.store, asked.update)
    else:
        in_browser()


if __name__ == "__main__":
    main()
