"""Commands that give a store away or open it: the page, HTML files, tables."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from herdline.cli.output import has_desktop, notes
from herdline.commands.options import (
    DEFAULT_STORE,
    ExportForm,
    QuietOption,
    StoreOption,
)


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[
        str, typer.Option(help="Address to listen on; beyond this machine a token is asked for.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8765,
    names: Annotated[list[str] | None, typer.Option("--name", help="Further host names the page answers to.")] = None,
    poll: Annotated[float, typer.Option(min=0, help="Minutes between two readings of the feeds; 0: never.")] = 15.0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and local addresses.")
    ] = False,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open it on a desktop.")] = True,
) -> None:
    """Open the page: a local web application on the store. Ctrl-C ends it."""
    from herdline.commands import serve as running

    running.run(store, host, port, tuple(names or ()), poll, allow_private, open_page and has_desktop(), notes)


def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go; made if it is not there.")],
    form: Annotated[ExportForm, typer.Option("--format", "-f", help="parquet, csv, jsonl: all tables; gdelt.")] = (
        ExportForm.parquet
    ),
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
) -> None:
    """Write all tables with a manifest of their hashes; or events as GDELT 2.0 and POLECAT-like tables."""
    from herdline import export as exporting
    from herdline.commands.show import opened

    with opened(store, notes, quiet) as news:
        files = exporting.write(news, folder, form.value)
    sys.stdout.write("".join(f"{file}\n" for file in files))


def report(
    target: Annotated[list[str], typer.Argument(metavar="STORY|--all DIR", help="The story, then the folder.")],
    every: Annotated[bool, typer.Option("--all", help="All stories; give only the folder.")] = False,
    store: StoreOption = DEFAULT_STORE,
    min_outlets: Annotated[int, typer.Option(help="With --all: smallest number of outlets.")] = 2,
    quiet: QuietOption = False,
) -> None:
    """Write a story, or all, as self-contained HTML pages that work by e-mail, without server or network."""
    from herdline.commands.show import opened

    if len(target) != (1 if every else 2):
        raise typer.BadParameter("give STORY and DIR, or --all and DIR")
    with opened(store, notes, quiet) as news:
        files = news.report(None if every else target[0], target[-1], min_outlets=min_outlets)
    sys.stdout.write(f"{files[0]}\n")
    notes.print(f"{len(files)} page{'s' if len(files) != 1 else ''} written")
