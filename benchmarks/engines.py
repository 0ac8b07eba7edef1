"""The embedded engine and Spark on the same articles: time of each, their ratio, and whether all is equal.

    python -m benchmarks.engines [--articles 2000] [--master local[2]] [--sample]
    python -m benchmarks.engines --kill [--articles 300]

Articles are real ones drawn by chance (development data), or the built-in sample. Times are of ``Store.build`` with two
threads against two cores; core-seconds add up the process and its children, Java and the workers included. Rows of
every table are compared sorted, floats to the last digit. ``--kill`` starts a standalone master and two workers on this
machine (what ``pip install pyspark`` brought), and kills one worker with its executor by ``kill -9`` while events are
coded; the result must be equal all the same.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

import orjson
import pyarrow.parquet as pq

import herdline
from herdline import schema
from herdline.engines.cluster import Cluster


def rows_of(store: herdline.Store, table: str) -> list[str]:
    """Rows in one order, without the time of reading."""
    columns = [c for c in schema.TABLES[table].schema.names if c != "read_at"]
    return sorted(map(repr, store.table(table).select(columns).to_pylist()))


def descendants(root: int) -> set[int]:
    """Ids of a process and of all that stem from it."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, IndexError):
            continue
    found = {root}
    while more := {p for p, parent in parents.items() if parent in found} - found:
        found |= more
    return found


class Cores:
    """Core-seconds of this process and its children, ended ones included as far as they were seen."""

    def __init__(self) -> None:
        self._seen: dict[int, float] = {}
        self._stop = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while not self._stop.wait(0.5):
            self._look()

    def _look(self) -> None:
        for process in descendants(os.getpid()):
            try:
                fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            self._seen[process] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def total(self) -> float:
        """Core-seconds so far."""
        self._look()
        return sum(self._seen.values())


def articles(folder: Path, count: int | None) -> Path:
    """Real articles by chance as JSON Lines, or the sample."""
    if count is None:
        return Path(str(resources.files("herdline") / "data" / "sample" / "articles.jsonl"))
    from benchmarks.data import folder as data
    from benchmarks.real_articles import NAME

    table = pq.read_table(data() / NAME)
    import numpy as np

    chosen = np.sort(np.random.default_rng(5).choice(len(table), min(count, len(table)), replace=False))
    path = folder / "articles.jsonl"
    path.write_bytes(b"\n".join(orjson.dumps(r) for r in table.take(chosen).to_pylist()))
    return path


@contextmanager
def standalone(folder: Path, workers: int = 2) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A standalone master and workers of one core each on this machine: the master's URL and the workers."""
    import pyspark

    home = Path(pyspark.__file__).parent
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable,
        "SPARK_WORKER_DIR": str(folder / "spark-work"), "SPARK_WORKER_OPTS": "-Dspark.worker.timeout=20",
        "SPARK_MASTER_OPTS": "-Dspark.worker.timeout=20", "SPARK_DAEMON_MEMORY": "256m",
    }  # fmt: skip

    def start(name: str, *words: str) -> subprocess.Popen[bytes]:
        with (folder / f"{name}.log").open("wb") as log:
            # a session of its own: a worker is killed together with the executor that it started
            return subprocess.Popen(
                [str(home / "bin" / "spark-class"), *words],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    master = f"spark://127.0.0.1:{port}"
    started = [
        start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port),
              "--webui-port", "0")
    ]  # fmt: skip
    try:
        _wait_for(port)
        worker = ("org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "2g",
                  "--webui-port", "0", master)  # fmt: skip
        started += [start(f"worker{n}", *worker) for n in range(workers)]
        time.sleep(5)
        yield master, started[1:]
    finally:
        for process in started:
            _kill(process)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.5)
    sys.exit("the master did not start")


def _kill(process: subprocess.Popen[bytes]) -> None:
    for one in descendants(process.pid):
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()


def main() -> None:
    """Print a row an engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--sample", action="store_true", help="the built-in sample instead")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--kill", action="store_true", help="a standalone cluster, one worker killed on the way")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="herdline-engines-") as place:
        folder = Path(place)
        source = articles(folder, None if options.sample else options.articles)
        if options.kill:
            with standalone(folder) as (master, workers):
                compare(folder, source, Cluster(master, settings=KILLABLE), workers)
        else:
            compare(folder, source, Cluster(options.master), [])


KILLABLE = {
    "spark.driver.host": "127.0.0.1", "spark.executor.memory": "1g", "spark.sql.shuffle.partitions": "4",
    "spark.executorEnv.SPARK_LOCAL_IP": "127.0.0.1",
}  # fmt: skip


def compare(folder: Path, source: Path, cluster: Cluster, workers: list[subprocess.Popen[bytes]]) -> None:
    """Analyse the source on both engines, and say what differs."""
    print("| engine | seconds | core-seconds | tables equal |\n|---|---|---|---|")
    killed: list[str] = []

    def progress(step: str, *_: int) -> None:
        if workers and "record.codings" in step and not killed:
            killed.append(step)
            threading.Timer(4.0, _kill, [workers[-1]]).start()

    found: dict[str, dict[str, list[str]]] = {}
    seconds = []
    for name, where in (("embedded", None), ("Spark", cluster)):
        cores = Cores()
        with herdline.open(folder / f"{name}.duckdb") as store:
            store.read(source)
            started, used = time.monotonic(), cores.total()
            store.build(cluster=where, progress=progress if where else lambda *_: None, threads=2)
            took, used = time.monotonic() - started, cores.total() - used
            found[name] = {table: rows_of(store, table) for table in schema.TABLES if schema.TABLES[table].derived}
        seconds.append(took)
        different = [t for t in found[name] if found[name][t] != found["embedded"][t]]
        rows = sum(map(len, found[name].values()))
        equal = f"{len(found[name])} ({rows:,} rows)" if not different else f"NOT: {', '.join(different)}"
        print(f"| {name} | {took:.0f} | {used:.0f} | {equal} |", flush=True)
    print(f"Spark takes {seconds[1] / seconds[0]:.1f} times the embedded engine's time")
    if workers:
        gone = [w for w in workers if w.poll() is not None]
        print(f"{len(gone)} of {len(workers)} workers killed in {killed[0] if killed else 'no step'}")
        if not gone:
            sys.exit("no worker was killed: take more articles")
    if different:
        sys.exit(1)


if __name__ == "__main__":
    main()
