"""What goes wrong in the world: after each fault the store is whole and everything reported as read is in it.

    python -m benchmarks.faults [--kills 100] [--only NAME]

Each fault is a function that raises AssertionError where a promise is broken and returns what it saw. The promises:
a clear message instead of a traceback, a store that ``herdline verify`` finds whole, every article that was reported
as read in it, and a second run that brings it to the same rows as an undisturbed one. The tests run small forms.
"""

from __future__ import annotations

import argparse
import gzip
import math
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import orjson

import herdline
from benchmarks import hostile
from herdline import pipeline
from herdline.config import ReadSettings
from herdline.store.verify import verify

ROOT = Path(__file__).parents[1]
PLAIN = re.compile(r"^herdline:\s+\S.*", re.MULTILINE)


def child(what: str, store: Path, *sources: Path, **environment: str) -> subprocess.Popen[str]:
    """A process of ``benchmarks.fault_child``."""
    command = [sys.executable, "-m", "benchmarks.fault_child", what, str(store), *map(str, sources)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}
    )


def whole(store: Path) -> int:
    """Articles in the store; it must be whole."""
    verdict = verify(store, pipeline.VERSION)
    assert verdict.whole, verdict.findings
    return verdict.rows["articles"]


def ids(store: Path) -> list[int]:
    """Ids of all articles, sorted."""
    with herdline.open(store, read_only=True) as opened:
        return list(opened.sql("select id from articles order by id")["id"].to_pylist())


def kills_of_reading(folder: Path, times: int, seconds: float = math.inf, seed: int = 1) -> str:
    """``kill -9`` at random moments of reading; each time the next process goes on with the same store."""
    source = folder / "in"
    source.mkdir()
    total = hostile.articles(source, 8, 400)
    plain = child("read", folder / "plain.duckdb", source)
    assert plain.stdout is not None
    plain.stdout.readline()
    started = time.monotonic()
    assert plain.wait() == 0
    usual = time.monotonic() - started
    chance, killed, finished, store = random.Random(seed), 0, 0, folder / "k.duckdb"
    until = time.monotonic() + seconds
    while killed < times and time.monotonic() < until:
        before = whole(store) if store.exists() else 0
        running = child("read", store, source)
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        try:
            running.wait(chance.random() * usual / 2)
        except subprocess.TimeoutExpired:
            running.kill()
            killed += 1
        told = [line for line in running.stdout.read().split("\n")[:-1] if line.isdigit()]
        running.wait()
        there = whole(store)
        reported = before + sum(map(int, told))
        assert there >= reported, f"{reported} reported, {there} in the store"
        if there == total and running.returncode == 0:
            assert ids(store) == ids(folder / "plain.duckdb")
            finished += 1
            store.unlink()
    if store.exists():
        last = child("read", store, source)
        last.communicate()
        assert last.returncode == 0
        assert ids(store) == ids(folder / "plain.duckdb")
        finished += 1
    return f"{killed} kills, {finished} readings ended with the same {total:,} articles, none lost or double"


def kills_of_builds(folder: Path, times: int, seconds: float = math.inf, seed: int = 1) -> str:
    """``kill -9`` at random moments of the analysis: old tables or new ones, never a mixture."""
    source = folder / "in"
    source.mkdir()
    hostile.articles(source, 1, 60)
    store = folder / "b.duckdb"
    with herdline.open(store) as opened:
        opened.read(source)
    fresh = shutil.copy(store, folder / "fresh.duckdb")
    plain = child("build", folder / "fresh.duckdb")
    assert plain.stdout is not None
    plain.stdout.readline()
    started = time.monotonic()
    plain.communicate()
    usual = time.monotonic() - started
    expected = _derived(fresh)
    chance, killed, finished = random.Random(seed), 0, 0
    clean = store.read_bytes()
    until = time.monotonic() + seconds
    while killed < times and time.monotonic() < until:
        running = child("build", store)
        assert running.stdout is not None
        running.stdout.readline()
        try:
            running.wait(chance.random() * usual)
        except subprocess.TimeoutExpired:
            running.kill()
            killed += 1
        running.communicate()
        assert whole(store) == 60
        tables = _derived(store)
        assert tables == expected or not any(tables.values()), "half an analysis was published"
        if tables == expected:
            finished += 1
            store.write_bytes(clean)
    with herdline.open(store) as opened:
        opened.build()
    assert _derived(store) == expected
    left = [p.name for p in folder.iterdir() if ".work" in p.name]
    assert not left, left
    return f"{killed} kills, {finished + 1} analyses brought to their end with equal tables, no work files left"


def _derived(store: Path) -> dict[str, int]:
    with herdline.open(store, read_only=True) as opened:
        names = ("story_articles", "stories", "families", "copies", "spans", "events", "event_mentions", "facts")
        return {n: opened.sql(f"select count(*) as n from {n}")["n"][0].as_py() for n in names}


def full_disk(folder: Path) -> str:
    """The disk ends while reading: on a file size limit, and on a small file system where one can be mounted."""
    source = folder / "in"
    source.mkdir()
    hostile.articles(source, 4, 400)
    seen = []
    for megabytes in (1, 2):
        store = folder / f"{megabytes}.duckdb"
        running = child("read", store, source, FAULT_FILE=str(megabytes << 20))
        seen.append(_after_failure(store, running, f"limit of {megabytes} MB"))
    small = folder / "small"
    small.mkdir()
    inner = (
        f"mount -t tmpfs -o size=2m tmpfs {small} && {sys.executable} -m benchmarks.fault_child read {small}/s.duckdb "
    )
    # the mount is gone with the process: the store is copied out before
    inner += f"{source}; cp {small}/s.duckdb* {folder}/"
    done = subprocess.run(["unshare", "-rm", "sh", "-c", inner], cwd=ROOT, capture_output=True, text=True, check=False)
    if "ready" not in done.stdout:
        return "; ".join(seen) + f"; no file system could be mounted here ({done.stderr.strip()[:80]})"
    reported = sum(int(line) for line in done.stdout.split() if line.isdigit())
    assert PLAIN.search(done.stderr), done.stderr
    there = whole(folder / "s.duckdb")
    assert there >= reported
    seen.append(f"file system of 2 MB: {reported} reported, {there} stored, {_line(done.stderr)}")
    return "; ".join(seen)


def little_memory(folder: Path) -> str:
    """Address space ends while reading."""
    source = folder / "in"
    source.mkdir()
    hostile.articles(source, 4, 400)
    seen = []
    for megabytes in (40, 120, 400):
        store = folder / f"{megabytes}.duckdb"
        running = child("read", store, source, FAULT_MEMORY=str(megabytes << 20))
        seen.append(_after_failure(store, running, f"{megabytes} MB", may_succeed=True))
    return "; ".join(seen)


def _after_failure(store: Path, running: subprocess.Popen[str], name: str, may_succeed: bool = False) -> str:
    out, err = running.communicate(timeout=300)
    reported = sum(int(line) for line in out.split() if line.isdigit())
    if running.returncode == 0:
        assert may_succeed, f"{name}: nothing went wrong"
    elif running.returncode < 0 or running.returncode == 127:
        # the C library ends the process where it cannot even start a thread: no message of ours, but no loss either
        assert may_succeed, f"{name}: ended by signal {-running.returncode}: {err[-300:]}"
    else:
        assert PLAIN.search(err), f"{name}: {err[-500:]}"
        assert "Traceback" not in err, err[-2000:]
    there = 0
    if store.exists() and store.stat().st_size:
        try:
            there = whole(store)
        except AssertionError:
            assert not reported, f"{name}: {reported} reported, the store is not whole"
    assert there >= reported, f"{name}: {reported} reported, {there} stored"
    ended = _line(err) or f"ended by the system, {running.returncode} ({err.strip()[-80:]})"
    return f"{name}: {reported} reported, {there} stored, {ended if running.returncode else 'done'}"


def _line(err: str) -> str:
    found = PLAIN.search(err)
    return f'"{" ".join(found.group().split())[:160]}"' if found else ""


def corrupt_store(folder: Path, times: int = 12) -> str:
    """Bytes overwritten in a store: commands say so in a line, verify finds what is wrong."""
    source = folder / "in"
    source.mkdir()
    hostile.articles(source, 2, 300)
    store = folder / "c.duckdb"
    with herdline.open(store) as opened:
        opened.read(source)
    clean, chance, found = store.read_bytes(), random.Random(3), 0
    for turn in range(times):
        at = 0 if turn == 0 else chance.randrange(len(clean) - 600)
        store.write_bytes(clean[:at] + chance.randbytes(600) + clean[at + 600 :])
        found += not verify(store, pipeline.VERSION).whole
        done = command("rejected", "--store", str(store))
        assert done.returncode in (0, 1), f"exit {done.returncode}: {done.stderr[-300:]}"
        assert done.returncode == 0 or PLAIN.search(done.stderr), done.stderr
        assert "Traceback" not in done.stderr, done.stderr
    assert found >= times // 2
    store.write_bytes(clean)
    assert whole(store) == 600
    return f"{times} damaged stores, {found} told by verify (the rest hit unused space), none opened with a traceback"


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """The program as a user runs it."""
    line = [sys.executable, "-m", "herdline", *words]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


def torn_archives(folder: Path, times: int = 20) -> str:
    """A web archive that breaks off anywhere, or has a damaged middle: what stands ahead of it is read."""
    records = []
    for n in range(12):
        text = "".join(
            f"<p>The council counted boat {n}-{k} of the harbour, and nobody came to claim it.</p>" for k in range(6)
        )
        body = f"<html><head><title>Boat {n}</title></head><body><article>{text}</article></body></html>".encode()
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        records.append(
            b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://one.example/%d\r\nWARC-Date: "
            b"2022-09-20T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-0000000000%02d>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (n, n, len(http), http)
        )
    chance = random.Random(4)
    total = 0
    with herdline.open(folder / "w.duckdb") as store:
        for turn in range(times):
            packed = [gzip.compress(r) if turn % 2 else r for r in records]
            upto = chance.randrange(1, len(records))
            data = b"".join(packed[:upto]) + packed[upto][: chance.randrange(5, len(packed[upto]) - 5)]
            (folder / "t.warc").write_bytes(data)
            store._connection.execute("delete from articles")
            done = store.read(folder / "t.warc", settings=ReadSettings(extraction="fast", workers=1))
            assert done.new >= upto, f"{upto} whole records, {done.new} read"
            total += done.new
    return f"{times} torn archives, {total} pages ahead of the tears read, all that were whole"


def hostile_servers(folder: Path) -> str:
    """Servers that hang, drip, send 10 GB, bombs, redirect for ever, break off: each refused, the good feed read."""
    settings = replace(
        ReadSettings(),
        allow_private=True,
        timeout=2.0,
        total_timeout=6.0,
        max_fetch=4 << 20,
        retries=1,
        backoff=0.1,
        delay=0.0,
        workers=1,
    )
    store = folder / "f.duckdb"
    started, before = time.monotonic(), _peak()
    with hostile.server() as origin, herdline.open(store) as opened:
        done = opened.read(*[origin + path for path in (*hostile.REASONS, "/good")], settings=settings)
        told = {r["source"].removeprefix(origin): r["reason"] for r in opened.rejected().to_pylist()}
    assert told == hostile.REASONS, told
    assert done.new == 5
    assert whole(store) == 5
    grown = _peak() - before
    assert grown < 600, f"{grown} MB more"
    took = time.monotonic() - started
    return f"{len(told)} servers refused with their reason in {took:.0f} s, {grown} MB more, the good feed read"


def _peak() -> int:
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


def zip_bombs(folder: Path, megabytes: int = 2048) -> str:
    """Small files that unpack to gigabytes: memory stays bounded, each is refused."""
    place = folder / "in"
    place.mkdir()
    hostile.bombs(place, megabytes << 20)
    store = folder / "z.duckdb"
    code = (
        "import herdline, resource, sys\n"
        "with herdline.open(sys.argv[1]) as s:\n"
        "    d = s.read(sys.argv[2])\n"
        "    print(d.new, d.rejected, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
        "    print(sorted(set(s.rejected()['reason'].to_pylist())))\n"
    )
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, str(store), str(place)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    new, rejected, peak = map(int, done.stdout.split("\n")[0].split())
    assert rejected >= len(list(place.iterdir())), done.stdout
    assert peak < 2600, f"peak {peak} MB"
    assert whole(store) == new
    packed = sum(p.stat().st_size for p in place.iterdir()) >> 10
    return (
        f"{len(list(place.iterdir()))} files of {packed:,} kB that unpack to {megabytes} MB each: {rejected} rejects, "
        f"peak {peak} MB, {time.monotonic() - started:.0f} s"
    )


def hostile_pages(folder: Path) -> str:
    """Deep nesting, huge attributes, endless entities: each a reject or a text, the good page read."""
    place = folder / "in"
    place.mkdir()
    hostile.pages(place)
    store = folder / "p.duckdb"
    with herdline.open(store) as opened:
        done = opened.read(place, settings=ReadSettings(workers=1))
        told = {Path(r["source"]).stem: r["reason"] for r in opened.rejected().to_pylist()}
        good = opened.sql("select count(*) as n from articles where title = 'Good'")["n"][0].as_py()
    assert good == 1
    assert done.new + done.rejected == len(list(place.iterdir()))
    assert whole(store) == done.new
    return f"{done.new} read, refused: " + ", ".join(f"{k} {v}" for k, v in sorted(told.items()))


def jumping_clocks(folder: Path) -> str:
    """Dates of all ages, and a clock that is set back between two readings."""
    dates = ["9999-12-31T23:59:59Z", "0001-01-01", "-0044-03-15", "1969-07-20", "2262-04-12", "292277026596-12-04", "0",
             "99999999999999", "2022-09-31", "2022-09-15T24:00:00Z", "2022-03-27T02:30:00+99:00", "tomorrow",
             ""]  # fmt: skip
    source = folder / "c.jsonl"
    text = "The harbour council counted the boats and found one more than last year. "

    def put(mark: str) -> None:
        rows = [
            {
                "id": str(n),
                "outlet": f"o{n}.example",
                "title": f"Boat {n}",
                "text": text * 3 + mark * 40,
                "published": d,
            }
            for n, d in enumerate(dates)
        ]
        source.write_bytes(b"\n".join(orjson.dumps(r) for r in rows))

    store = folder / "c.duckdb"
    put("first ")
    with herdline.open(store) as opened:
        opened.read(source)
        now = datetime.now()
        late = opened.sql("select count(*) as n from articles where published > ?", [now])["n"][0].as_py()
        assert late == 0, "times in the future were believed"
        opened.build(threads=1)
    with duckdb.connect(str(store)) as connection:  # as if read by a clock that was far ahead
        for table in ("articles", "sources"):
            connection.execute(f"update {table} set read_at = timestamp '2099-01-01 00:00:00'")
    put("second ")
    with herdline.open(store) as opened:
        done = opened.read(source)
        assert done.changed == len(dates), done
        opened.build(threads=1)
        versions = opened.sql("select min(version) as a, max(version) as b from articles").to_pylist()
    assert versions == [{"a": 2, "b": 2}]
    assert whole(store) == len(dates)
    return (
        f"{len(dates)} odd dates, none in the future believed; clock set back: all {len(dates)} changes became versions"
    )


def two_processes(folder: Path) -> str:
    """Two processes on one store: the second is told so, the first goes on."""
    source = folder / "in"
    source.mkdir()
    total = hostile.articles(source, 4, 400)
    store = folder / "t.duckdb"
    first = child("read", store, source)
    assert first.stdout is not None
    assert first.stdout.readline() == "ready\n"
    os.kill(first.pid, 19)  # stopped, so that it surely still holds the store
    second = command("read", str(source), "--store", str(store), "--no-build")
    os.kill(first.pid, 18)
    first.communicate()
    assert second.returncode == 1
    assert "in use by another process" in " ".join(second.stderr.split()), second.stderr
    assert first.returncode == 0
    assert whole(store) == total
    return f"second process: {_line(second.stderr)}; the first read all {total:,}"


FAULTS: dict[str, Callable[[Path], str]] = {
    "full disk": full_disk, "little memory": little_memory, "corrupt store": corrupt_store,
    "torn archives": torn_archives, "hostile servers": hostile_servers, "zip bombs": zip_bombs,
    "hostile pages": hostile_pages, "jumping clocks": jumping_clocks, "two processes": two_processes,
}  # fmt: skip


def main() -> None:
    """Print a row a fault; exit 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100, help="half of them while reading, half while analysing")
    parser.add_argument("--minutes", type=float, default=math.inf, help="most time for all kills")
    parser.add_argument("--only", help="one fault")
    options = parser.parse_args()
    faults: dict[str, Callable[[Path], str]] = {
        "kill -9 while reading": lambda p: kills_of_reading(p, (options.kills + 1) // 2, options.minutes * 30),
        "kill -9 while analysing": lambda p: kills_of_builds(p, options.kills // 2, options.minutes * 30),
        **FAULTS,
    }
    print("| fault | seconds | seen |\n|---|---|---|")
    broken = 0
    for name, run in faults.items():
        if options.only not in (None, name):
            continue
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="herdline-fault-") as place:
            try:
                seen = run(Path(place))
            except AssertionError as error:
                seen, broken = f"**BROKEN**: {error}", broken + 1
        print(f"| {name} | {time.monotonic() - started:.0f} | {seen} |", flush=True)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
