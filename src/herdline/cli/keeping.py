"""Commands that put articles into a store, analyse them and look after it."""

from __future__ import annotations

import shlex
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from herdline.cli.output import as_called, has_desktop, notes
from herdline.commands.options import (
    DEFAULT_STORE,
    ConfOption,
    CsvOption,
    DepthName,
    EngineName,
    EngineOption,
    JsonOption,
    MasterOption,
    QuietOption,
    StoreOption,
    WorkOption,
    cluster_of,
)


def demo(
    folder: Annotated[Path, typer.Argument(help="Where the sample's store and report go.")] = Path("herdline-demo"),
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the report on a desktop.")] = True,
) -> None:
    """Read the built-in sample (invented outlets and texts), write the report, say where it is."""
    import herdline
    from herdline.commands import demo as running
    from herdline.commands.show import progress_of_build, stories_table

    folder.mkdir(parents=True, exist_ok=True)
    with progress_of_build(notes, quiet=False) as progress:
        page, store = running.run(folder, progress)
    with herdline.open(store, read_only=True) as opened:
        sys.stdout.write(stories_table(opened.stories(min_outlets=2)))
        sys.stdout.write(running.record_text(opened.record(), *running.planted(opened), folder / running.MISSED))
    sys.stdout.write(
        f"\nThe sample's outlets and texts are invented; they stand for a summit in Samarkand in September 2022.\n"
        f"Report: {page}\nStore:  {store}\n"
    )
    for what, words in (
        ("Ask it", "line 1"), ("", "missing 1"), ("", "check CHN RUS"), ("", "record --actor KAZ"), ("Page", "serve"),
    ):  # fmt: skip
        label = f"{what}:" if what else ""
        sys.stdout.write(f"{label:<7} {as_called()} {words} --store {shlex.quote(str(store))}\n")
    if open_page and has_desktop():
        webbrowser.open(page.resolve().as_uri())


def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Feeds (RSS, Atom, JSON Feed), OPML or text lists of them, page URLs, .html, folders, "
            ".jsonl/.csv/.parquet (plain, .gz, .zst), .warc(.gz), or - for JSON Lines on standard input."
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    outlets: Annotated[Path | None, typer.Option(help="CSV of further outlets, see docs/how-to.md.")] = None,
    fast: Annotated[bool, typer.Option("--fast", help="Faster extraction of pages, a little less exact.")] = False,
    build: Annotated[bool, typer.Option("--build/--no-build", help="Analyse when read.")] = True,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and local addresses.")
    ] = False,
    engine: EngineOption = EngineName.local,
    master: MasterOption = "local[*]",
    work: WorkOption = None,
    conf: ConfOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read articles into the store; what cannot be read is listed with its reason, never dropped.

    Exit code 1 when there was no source, none could be read, or every record was rejected.
    """
    from herdline.commands import read as running

    settings = running.settings(fast=fast, allow_private=allow_private)
    cluster = cluster_of(engine, master, work, conf)
    told, is_read = running.run(sources, store, outlets, settings, build, as_json, notes, quiet, cluster)
    sys.stdout.write(told)
    if not is_read:
        raise typer.Exit(1)


def forget(
    sources: Annotated[list[str], typer.Argument(help="Sources as `herdline sources` lists them, or a folder.")],
    store: StoreOption = DEFAULT_STORE,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    build: Annotated[bool, typer.Option("--build/--no-build", help="Analyse what is left.")] = True,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take sources that were read out of the store again, with their articles. Reading them again brings all back."""
    from herdline.commands import sources as running

    sys.stdout.write(running.forget(sources, store, dry_run, build, as_json, notes, quiet))


def sources(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """What was read: each source with its articles, its rejects and when; the newest first."""
    from herdline.commands import sources as running

    sys.stdout.write(running.listed(store, as_json, as_csv))


def build_command(
    store: StoreOption = DEFAULT_STORE,
    force: Annotated[bool, typer.Option("--force", help="Also when nothing has changed.")] = False,
    depth: Annotated[
        DepthName | None,
        typer.Option(
            help="leads: events and positions out of titles and first sentences only, and no facts, until `deepen` asks"
            " for a story; whole: all of every text. Remembered by the store."
        ),
    ] = None,
    engine: EngineOption = EngineName.local,
    master: MasterOption = "local[*]",
    work: WorkOption = None,
    conf: ConfOption = None,
    quiet: QuietOption = False,
) -> None:
    """Analyse what was read: copies, stories, lines. Other commands do this when it is needed."""
    import herdline
    from herdline.commands.show import progress_of_build

    with herdline.open(store) as opened, progress_of_build(notes, quiet) as progress:
        done = opened.build(
            force=force, progress=progress, cluster=cluster_of(engine, master, work, conf),
            depth=None if depth is None else "leads" if depth is DepthName.leads else "whole",
        )  # fmt: skip
        by_leads = opened.depth == "leads"
    told = "analysed" if done else "nothing to do: the analysis covers all articles"
    notes.print(told + (" by their leads; `herdline deepen STORY` reads a story whole" if by_leads else ""))


def deepen(
    stories: Annotated[list[str], typer.Argument(help="Numbers of stories, ranks in `stories`, or words of titles.")],
    store: StoreOption = DEFAULT_STORE,
    quiet: QuietOption = False,
) -> None:
    """Read the texts of stories whole, in a store analysed by leads (build --depth leads): their events and facts."""
    import herdline
    from herdline.commands.show import progress_of_build

    with herdline.open(store) as opened, progress_of_build(notes, quiet) as progress:
        by_leads = opened.depth == "leads"
        texts = opened.deepen(*stories, progress=progress)
    if not by_leads:
        notes.print("nothing to do: this store is analysed whole")
    else:
        notes.print(f"{texts:,} text{'s' * (texts != 1)} read whole" if texts else "nothing to do: read whole before")


def verify(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """Check a store: every row readable; ids, offsets and texts as stored. Exit code 1 when it is not whole."""
    from herdline import pipeline
    from herdline.commands import verify as running
    from herdline.store.verify import verify as look

    verdict = look(store, pipeline.VERSION)
    sys.stdout.write(running.json_text(verdict) if as_json else running.text(verdict))
    if not verdict.whole:
        raise typer.Exit(1)


def watch(
    sources: Annotated[list[str] | None, typer.Argument(help="Feeds to add; without, those read before.")] = None,
    store: StoreOption = DEFAULT_STORE,
    every: Annotated[float, typer.Option(min=0.1, help="Minutes between two readings.")] = 15.0,
    times: Annotated[int, typer.Option(min=0, help="Stop after so many readings; 0: never.")] = 0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and local addresses.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Read the feeds again and again and keep the analysis up to date, without a page. Ctrl-C ends it."""
    from herdline.commands import watch as running

    for told in running.rounds(list(sources or ()), store, every, times, allow_private, notes, quiet):
        sys.stdout.write(told)
        sys.stdout.flush()


def rejected(
    store: StoreOption = DEFAULT_STORE,
    source: Annotated[str, typer.Option(help="Only those whose source holds these letters.")] = "",
    reason: Annotated[str, typer.Option(help="Only those of this reason.")] = "",
    limit: Annotated[int, typer.Option(min=0, help="Most rows listed below the summary; 0: all.")] = 20,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """What was not stored: how many by reason and source, then the first with their place. JSON and CSV hold all."""
    import herdline
    from herdline.commands import rejected as running

    with herdline.open(store, read_only=True) as news:
        table = running.chosen(news.rejected(), source, reason)
    if as_json:
        sys.stdout.write(running.json_of(table))
    else:
        sys.stdout.write(running.csv_of(table) if as_csv else running.text(table, limit))
