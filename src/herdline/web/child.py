"""The process that updates a copy of the store: reads sources, analyses, and tells how far it is.

Started by updates.py as ``python -m herdline.web.child``: one JSON object comes in, one a line goes out.
"""

from __future__ import annotations

import os
import re
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

import herdline
from herdline import pipeline
from herdline.config import ReadSettings
from herdline.errors import HerdlineError
from herdline.store.writer import Written

_STEP = re.compile(r"step (\d+)/(\d+): (.+)")
_EVERY = 0.2  # seconds between two messages


def main() -> None:
    """Do what standard input asks for; the last line says how it ended."""
    asked = orjson.loads(sys.stdin.buffer.readline())
    if hasattr(os, "nice"):
        os.nice(10)  # readers come first
    try:
        tell(_update(asked))
    except HerdlineError as error:
        tell({"state": "failed", "error": str(error)})
    except Exception as error:  # whatever it was, the page must say so
        tell({"state": "failed", "error": f"unexpected {type(error).__name__}: {str(error)[:300]}"})


def tell(message: dict[str, Any]) -> None:
    """One line out."""
    sys.stdout.buffer.write(orjson.dumps(message, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


def _update(asked: dict[str, Any]) -> dict[str, Any]:
    settings = replace(ReadSettings(), allow_private=asked["allow_private"])
    last = 0.0
    total, records, started = Written(), 0, time.monotonic()

    def seen(source: str, count: int, done: Written) -> None:
        nonlocal total, records, last
        total += done
        records += count
        if time.monotonic() - last > _EVERY:
            last = time.monotonic()
            tell(
                {
                    "state": "reading", "source": source, "records": records, "new": total.new,
                    "rejected": total.rejected, "rate": records / max(last - started, 0.001),
                }
            )  # fmt: skip

    number = steps = 0

    def step(name: str, done: int, of: int) -> None:
        nonlocal last, number, steps
        if begun := _STEP.fullmatch(name):
            number, steps, name = int(begun[1]), int(begun[2]), begun[3]
        if begun or time.monotonic() - last > _EVERY:
            last = time.monotonic()
            tell(
                {
                    "state": "analysing", "step": name, "work": pipeline.in_words(name), "number": number,
                    "steps": steps, "done": done, "of": of,
                }
            )  # fmt: skip

    with herdline.open(Path(asked["store"])) as store:
        summary: dict[str, Any] = {}
        if asked["forget"]:
            tell({"state": "reading", "source": ""})
            summary = {"forgotten": store.forget(*asked["forget"]).articles}
        if asked["sources"]:
            tell({"state": "reading", "source": "", "records": 0, "new": 0, "rejected": 0, "rate": 0.0})
            summary |= store.read(*asked["sources"], settings=settings, progress=seen).record()
        built = store.build(progress=step)
        if asked["deepen"]:
            summary |= {"deepened": store.deepen(*asked["deepen"], progress=step)}
        store.checkpoint()
    return {"state": "done", "built": built, **summary}


if __name__ == "__main__":
    main()
