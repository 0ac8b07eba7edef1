"""`herdline sources` and `herdline forget`: what was read, and taking it out again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from rich.console import Console

import herdline
from herdline.commands.show import aligned, csv_text, json_text, progress_of_build
from herdline.results import Forgotten
from herdline.store import layout

_NAMED = 5


def listed(path: Path, as_json: bool, as_csv: bool) -> str:
    """Every source that was read, in the form asked for."""
    with herdline.open(path, read_only=True) as store:
        found = store.sources()
    if as_json:
        return json_text([s.record() for s in found])
    if as_csv:
        return csv_text(pa.Table.from_pylist([vars(s) for s in found])) if found else "source\n"
    if not found:
        return "nothing was read into this store\n"
    rows = [
        (
            f"{s.articles:,}", f"{s.rejects:,}", s.kind, s.state,
            s.read_at.strftime("%Y-%m-%d %H:%M") if s.read_at else "-", s.source,
        )
        for s in found
    ]  # fmt: skip
    return aligned(("articles", "rejected", "kind", "state", "last read", "source"), rows, right={0, 1})


def forget(
    sources: Sequence[str], path: Path, dry_run: bool, build: bool, as_json: bool, notes: Console, quiet: bool
) -> str:
    """Take sources out of the store, or only say what would go; then analyse what is left."""
    layout.need(path)
    with herdline.open(path, read_only=dry_run) as store:
        gone = store.forget(*sources, dry_run=dry_run)
        if build and not dry_run:
            with progress_of_build(notes, quiet) as progress:
                store.build(progress=progress)
    return json_text(gone.record()) if as_json else told(gone, path)


def told(gone: Forgotten, path: Path) -> str:
    """What went or would go, in words."""
    versions = f" ({_counted(gone.versions, 'earlier version')})" if gone.versions else ""
    did, stays = ("would forget", "would stay") if gone.dry_run else ("forgot", "left")
    text = (
        f"{did} {_counted(gone.articles, 'article')}{versions} and {_counted(gone.rejects, 'reject')}"
        f" of {_some(gone.sources)}; {_counted(gone.left, 'article')} {stays} -> {path}\n"
    )
    if gone.shared:
        text += f"some of them may also stand in {_some(gone.shared)}: read that again to have those back\n"
    return text if gone.dry_run else f"{text}to have all back, read it again: the files themselves were not touched\n"


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"
