"""The two filters: JSON Lines in, JSON Lines out, no store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import orjson
from rich.console import Console

import herdline
from herdline.errors import HerdlineError


def group(stream: BinaryIO, notes: Console) -> str:
    """Story of each article on the stream; every readable record comes out once, in the order it came in."""
    records = records_of(stream, notes)
    stories = herdline.group_stories(records)
    return _lines(stories.select(["id", "story"]).to_pylist())


def copies(stream: BinaryIO, notes: Console) -> str:
    """Pairs of articles on the stream that share text."""
    return _lines(herdline.find_copies(records_of(stream, notes)))


def records_of(stream: BinaryIO, notes: Console) -> list[dict[str, Any]]:
    """Parse the lines; what is not an object with an id is named on standard error and left out.

    Raises:
        HerdlineError: not one line could be used.
    """
    records: list[dict[str, Any]] = []
    refused: dict[str, list[int]] = {}
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            record = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            refused.setdefault(f"not JSON ({error})", []).append(number)
            continue
        if not isinstance(record, dict) or record.get("id") in (None, ""):
            refused.setdefault("not an object with an id", []).append(number)
        else:
            records.append(record)
    for reason, lines in refused.items():
        shown = ", ".join(map(str, lines[:10])) + (f" and {len(lines) - 10} more" if len(lines) > 10 else "")
        notes.print(f"standard input, line {shown}: {reason}; left out", markup=False)
    if not records and not refused:
        notes.print("standard input is empty: no result")
    if refused and not records:
        raise HerdlineError("standard input: no usable record; each line must be an object with an id and a text")
    return records


def _lines(objects: Iterable[dict[str, Any]], dump: Callable[[Any], bytes] = orjson.dumps) -> str:
    return "".join(dump(o).decode() + "\n" for o in objects)
