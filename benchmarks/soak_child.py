"""``herdline watch`` without the pause between two requests to a host: all 200 feeds stand on one server.

python -m benchmarks.soak_child LIST STORE MINUTES; ends after the round it is in when told to terminate.
"""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from herdline.commands import watch
from herdline.config import ReadSettings


def main() -> None:
    """Read until told to stop."""
    listed, store, minutes = sys.argv[1:]
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
    patient = ReadSettings

    def without_pause() -> ReadSettings:
        return replace(patient(), delay=0.0)

    watch.ReadSettings = without_pause  # type: ignore[misc,assignment]
    notes = Console(stderr=True, highlight=False)
    wait = watch.time.sleep

    def unless_stopping(seconds: float) -> None:
        if stopping:
            raise SystemExit(0)
        wait(seconds)

    watch.time.sleep = unless_stopping  # type: ignore[assignment]
    for told in watch.rounds([listed], Path(store), float(minutes), 0, True, notes, True):
        print(told, end="", flush=True)
        if stopping:
            return


if __name__ == "__main__":
    main()
