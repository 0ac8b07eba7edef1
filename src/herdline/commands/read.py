"""`herdline read`: reading with progress, and the closing line."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import orjson
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import herdline
from herdline.commands.show import progress_of_build
from herdline.config import ReadSettings
from herdline.engines.cluster import Cluster
from herdline.results import ReadSummary
from herdline.store.writer import Written

_NAMED = 5


def settings(*, fast: bool, allow_private: bool) -> ReadSettings:
    """The default settings with the options given."""
    return replace(ReadSettings(), extraction="fast" if fast else "full", allow_private=allow_private)


def run(
    sources: list[str],
    path: Path,
    outlets: Path | None,
    chosen: ReadSettings,
    build: bool,
    as_json: bool,
    notes: Console,
    quiet: bool,
    cluster: Cluster | None = None,
) -> tuple[str, bool]:
    """Read, analyse when asked; the closing line (or its JSON), and whether anything was there to be read."""
    with herdline.open(path) as store:
        summary = _read(store, sources, outlets, chosen, notes, quiet, cluster)
        if build:
            with progress_of_build(notes, quiet) as progress:
                store.build(progress=progress, cluster=cluster)
    told = orjson.dumps(summary.record()).decode() + "\n" if as_json else closing_line(summary, path)
    return told, not summary.found_nothing


def closing_line(summary: ReadSummary, path: Path) -> str:
    """What was read, in one line of words; below it what was left out, and where that can be seen."""
    parts = [f"{summary.new:,} new"]
    if summary.changed:
        parts.append(f"{summary.changed:,} changed")
    if summary.known:
        parts.append(f"{summary.known:,} already known")
    parts.append(f"{summary.rejected:,} rejected")
    sources = f"{summary.sources:,} source{'s' * (summary.sources != 1)}"
    if summary.skipped:
        sources += f" ({summary.skipped:,} unchanged)"
    if summary.failed:
        sources += f" ({summary.failed:,} failed)"
    text = f"read {', '.join(parts)} from {sources} in {summary.seconds:.1f} s -> {path}\n"
    if not summary.sources:
        text += "nothing was found that could be read\n"
    if summary.undated:
        text += f"{summary.undated:,} date{'s' * (summary.undated != 1)} could not be read or believed: kept undated\n"
    if summary.left:
        text += f"{summary.left:,} of other kinds or hidden left alone: {_names(summary)}\n"
    if summary.rejected or summary.undated:
        text += f"which and why: herdline rejected --store {path}\n"
    return text


def _names(summary: ReadSummary) -> str:
    """The first files left alone, without the folders that they stand in."""
    named = summary.left_names[:_NAMED]
    bare = (os.path.basename(name.rstrip("/")) + "/" * name.endswith("/") for name in named)
    shown = ", ".join(" ".join(name.split()) for name in bare)
    return shown + (f" and {summary.left - len(named):,} more" if summary.left > len(named) else "")


def _read(
    store: herdline.Store,
    sources: list[str],
    outlets: Path | None,
    chosen: ReadSettings,
    notes: Console,
    quiet: bool,
    cluster: Cluster | None,
) -> ReadSummary:
    total = Written()
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f} records, {task.fields[rate]:,.0f}/s, {task.fields[rejects]:,} rejected"),
        TimeElapsedColumn(),
        console=notes,
        disable=quiet,
        transient=True,
    )
    with bar:
        task = bar.add_task("reading", total=None, rate=0.0, rejects=0)

        def seen(source: str, records: int, done: Written) -> None:
            nonlocal total
            total += done
            current = bar.tasks[0]
            rate = (current.completed + records) / max(current.elapsed or 0, 0.001)
            bar.update(task, advance=records, description=f"reading {source}", rate=rate, rejects=total.rejected)

        return store.read(*sources, settings=chosen, outlets=outlets, progress=seen, cluster=cluster)
