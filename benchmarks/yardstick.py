"""How slow this machine is just now: fixed work of others' code, timed, against the time it took when floors were set.

    python -m benchmarks.yardstick [--factor]

Core-seconds are no constant of nature: the same commit took 1.0, 1.25 and 1.9 times as long on three days on rented
machines of one kind (shared caches, clocks that follow the neighbours' heat), peers as well. A floor of speed that
ignores it either fails without a reason or is so wide that it holds whatever the code does. So the floors of speed give
way by this factor, taken before and after each benchmark.

The work is of the three kinds that Herdline spends its time on: Python objects, pages parsed by lxml, products of
matrices of 32-bit floats. None of it is Herdline's code, so nothing that gets slower here hides behind it.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable

import numpy as np
from lxml import html

_PAGE = "<html><body>" + "<div class='a'><p>one <a href='/b'>two</a> three</p></div>" * 400 + "</body></html>"
_TEXT = " ".join(f"word{n % 977} and {n}" for n in range(20_000))
_SQUARE = np.random.default_rng(1).random((512, 512), dtype=np.float32)


def _objects() -> None:
    for _ in range(12):
        Counter(match.group().lower() for match in re.finditer(r"\w+", _TEXT))


def _pages() -> None:
    for _ in range(180):
        "".join(html.fromstring(_PAGE).itertext())


def _products() -> None:
    for _ in range(160):
        _SQUARE @ _SQUARE


WORK: dict[str, tuple[Callable[[], None], float]] = {
    "objects": (_objects, 0.24),
    "pages": (_pages, 0.23),
    "products": (_products, 0.23),
}
"""Kind of work: what is done, core-seconds where the floors were set. Not timed there, but reckoned back: on the day of
writing it took 0.31, 0.30 and 0.30, when the record and the made day took 1.25 and 1.34 times as long as there."""


MOST = 3.0
"""The factor is no larger: slower still, speeds are not worth a floor, and the gate should say so."""


def factor() -> float:
    """How many times as long as where the floors were set the work takes: geometric mean over its kinds, 1 to ``MOST``.

    A faster machine counts as an equal one, for the kinds need not be faster in the same measure. In a process of its
    own, with one thread.
    """
    command = [sys.executable, "-m", "benchmarks.yardstick", "--factor"]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _factor(taken: dict[str, float]) -> float:
    return min(MOST, max(1.0, statistics.geometric_mean(taken[name] / usual for name, (_, usual) in WORK.items())))


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    """Print what each kind of work takes, and the factor; with ``--factor`` the factor alone."""
    _products()  # the first product loads the library
    taken = {name: _seconds(work) for name, (work, _) in WORK.items()}
    if "--factor" not in sys.argv:
        print(", ".join(f"{name} {seconds:.3f}" for name, seconds in taken.items()))
    print(f"{_factor(taken):.3f}")


if __name__ == "__main__":
    main()
