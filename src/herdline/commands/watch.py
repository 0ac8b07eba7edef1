"""`herdline watch`: feeds read again and again, without a page."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

import herdline
from herdline.commands.read import closing_line
from herdline.commands.show import progress_of_build
from herdline.config import ReadSettings
from herdline.errors import BadQuestion


def rounds(
    sources: list[str], path: Path, minutes: float, times: int, allow_private: bool, notes: Console, quiet: bool
) -> Iterator[str]:
    """Read and analyse, tell what came, wait; the store is free for others while waiting.

    Raises:
        BadQuestion: no feed is given and none was read before.
    """
    settings = replace(ReadSettings(), allow_private=allow_private)
    done = 0
    while True:
        with herdline.open(path) as store:
            wanted = list(dict.fromkeys(sources + store.feeds()))
            if not wanted:
                raise BadQuestion(f"{path}: no feed was read into it before; give some: herdline watch FEED...")
            summary = store.read(*wanted, settings=settings)
            with progress_of_build(notes, quiet) as progress:
                store.build(progress=progress)
        yield f"{datetime.now(UTC):%Y-%m-%d %H:%M} " + closing_line(summary, path)
        done += 1
        if times and done >= times:
            return
        time.sleep(minutes * 60)
