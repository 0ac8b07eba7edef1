"""How results leave: standard output in the form asked for, a page of its own, notes on standard error."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

if TYPE_CHECKING:
    import pyarrow as pa

    from herdline.results import Comparison, Missing, Naming, Record, Relations, Rows

notes = Console(stderr=True, highlight=False)


def has_desktop() -> bool:
    """Whether there is a desktop to open a page on."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("darwin", "win32"))


def as_called() -> str:
    """How this program was called, to be typed again: ``herdline`` where the shell finds this one, else its path."""
    called = sys.argv[0]
    if Path(called).name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m herdline"
    found = shutil.which(Path(called).name)
    is_on_path = found is not None and Path(called).exists() and Path(found).samefile(called)
    return Path(called).name if is_on_path else shlex.quote(called)


def write_page(file: Path, found: Missing | Relations | Comparison | Naming) -> None:
    """The result as a page of its own."""
    from herdline.report import write_plain

    write_plain(file, found)
    notes.print(f"page written: {file}", markup=False)


def put_rows(found: Rows[Any], text: str, as_json: bool, as_csv: bool) -> None:
    """A list of results in the form asked for."""
    from herdline.commands.show import csv_text, json_text

    sys.stdout.write(json_text(found.records()) if as_json else csv_text(found.arrow()) if as_csv else text)


def put(found: Record, table: pa.Table, text: str, as_json: bool, as_csv: bool) -> None:
    """One result in the form asked for."""
    from herdline.commands.show import csv_text, json_text

    sys.stdout.write(json_text(found.record()) if as_json else csv_text(table) if as_csv else text)
