"""The command line. Only this module prints or exits.

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 an error that is told in one
line, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from herdline.commands.options import (
    DEFAULT_STORE,
    Camp,
    ConfOption,
    CsvOption,
    EngineName,
    EngineOption,
    ExportForm,
    HtmlOption,
    JsonOption,
    MasterOption,
    Order,
    QuietOption,
    StoreOption,
    WorkOption,
)
from herdline.errors import HerdlineError

if TYPE_CHECKING:
    import pyarrow as pa

    from herdline.engines.cluster import Cluster
    from herdline.results import Comparison, Missing, Naming, Record, Relations, Rows

app = typer.Typer(
    name="herdline",
    help="Shows what the news herd says, and what is so. Everything runs on this machine, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
notes = Console(stderr=True, highlight=False)


@app.command()
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
        f"Report: {page}\nStore:  {store}   (try: herdline line 1 --store {store},\n"
        f"        herdline missing 1 --store {store}, herdline check CHN RUS --store {store},\n"
        f"        herdline record --actor KAZ --store {store})\n"
        f"Page:   herdline serve --store {store}\n"
    )
    if open_page and _has_desktop():
        webbrowser.open(page.resolve().as_uri())


@app.command()
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

    Exit code 1 when there was no source, or none of them could be read.
    """
    from herdline.commands import read as running

    settings = running.settings(fast=fast, allow_private=allow_private)
    cluster = _cluster(engine, master, work, conf)
    told, is_read = running.run(sources, store, outlets, settings, build, as_json, notes, quiet, cluster)
    sys.stdout.write(told)
    if not is_read:
        raise typer.Exit(1)


@app.command("build")
def build_command(
    store: StoreOption = DEFAULT_STORE,
    force: Annotated[bool, typer.Option("--force", help="Also when nothing has changed.")] = False,
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
        done = opened.build(force=force, progress=progress, cluster=_cluster(engine, master, work, conf))
    notes.print("analysed" if done else "nothing to do: the analysis covers all articles")


@app.command()
def verify(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """Check a store: every row readable; ids, offsets and texts as stored. Exit code 1 when it is not whole."""
    from herdline import pipeline
    from herdline.commands import verify as running
    from herdline.store.verify import verify as look

    verdict = look(store, pipeline.VERSION)
    sys.stdout.write(running.json_text(verdict) if as_json else running.text(verdict))
    if not verdict.whole:
        raise typer.Exit(1)


@app.command()
def stories(
    store: StoreOption = DEFAULT_STORE,
    min_outlets: Annotated[int, typer.Option(help="Smallest number of outlets.")] = 2,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Most stories listed; 0 for all.")] = 50,
    order: Annotated[Order, typer.Option(help="Widest, highest stated index or most echoed first.")] = Order.outlets,
    about: Annotated[str, typer.Option(help="Words that all stand in one title of the story.")] = "",
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    quiet: QuietOption = False,
) -> None:
    """List stories: outlets, families, copied share, echo, herd index with its interval."""
    from herdline.commands.show import opened, stated_herds, stories_table

    if as_json:  # programs get everything unless they ask for less
        limit = limit if limit != 50 else 0
        min_outlets = min_outlets if min_outlets != 2 else 1
    with opened(store, notes, quiet) as news:
        found = news.stories(min_outlets=min_outlets, limit=limit or None, order=order.value, about=about)
    said = stated_herds(found) if order == Order.herd and len(found) else ""
    _put_rows(found, said + stories_table(found), as_json, as_csv)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help='Words that all must stand there; "two words" stand together.')],
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Most articles.")] = 30,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    quiet: QuietOption = False,
) -> None:
    """Stories, actors, outlets and articles that hold all of the words, in any script."""
    from herdline.commands.show import hits_text, opened

    with opened(store, notes, quiet) as news:
        plain = [word.replace('"', " ").strip() for word in words]
        found = news.search(" ".join(f'"{word}"' if " " in word else word for word in plain), limit=limit)
    _put_rows(found, hits_text(found) if found else "nothing holds all of these words\n", as_json, as_csv)


@app.command()
def line(
    story: Annotated[str, typer.Argument(help="Number of the story, its rank in `stories`, or words of its title.")],
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    quiet: QuietOption = False,
) -> None:
    """The line of a story: shared wording with lift, who ran it first, how it spread, who copied whom."""
    from herdline.commands.show import json_text, line_text, lines_csv, opened

    with opened(store, notes, quiet) as news:
        found = news.line(story)
        if as_json:
            sys.stdout.write(json_text(found.record()))
        elif as_csv:
            sys.stdout.write(lines_csv(found))
        else:
            sys.stdout.write(line_text(found, news))


@app.command()
def related(
    story: Annotated[str, typer.Argument(help="Number of the story, its rank in `stories`, or words of its title.")],
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Most stories; 0 for all.")] = 20,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    quiet: QuietOption = False,
) -> None:
    """Other stories of the same matter: the search, the find, the inquiry."""
    from herdline.commands.show import opened, related_text

    with opened(store, notes, quiet) as news:
        found = news.related(story, limit=limit or None)
    _put_rows(found, related_text(found) if found else "no other story has a title so near\n", as_json, as_csv)


@app.command()
def missing(
    story: Annotated[str, typer.Argument(help="Number of the story, its rank in `stories`, or words of its title.")],
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Most facts in each list; 0 for all.")] = 12,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    html: HtmlOption = None,
    quiet: QuietOption = False,
) -> None:
    """What the line leaves out: facts few outlets carry, who carries them, who was read and does not."""
    from herdline.commands import check as running
    from herdline.commands.show import opened

    with opened(store, notes, quiet) as news:
        found = news.missing(story)
    if html:
        _write_page(html, found)
        return
    _put(found, running.missing_table(found), running.missing_text(found, limit or 10**9), as_json, as_csv)


@app.command("check")
def check_command(
    first: Annotated[str, typer.Argument(metavar="ACTOR", help="Code (CHN) or name.")],
    second: Annotated[str | None, typer.Argument(metavar="[OTHER]", help="Code or name of the other.")] = None,
    others: Annotated[str | None, typer.Option("--with", help="all: ties of the actor to all others.")] = None,
    since: Annotated[str, typer.Option(help="First date, ISO 8601: 2022-09-14, 2022-09, 2022.")] = "",
    until: Annotated[str, typer.Option(help="Last date, included.")] = "",
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Most sentences in each list; 0 for all.")] = 10,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    html: HtmlOption = None,
    quiet: QuietOption = False,
) -> None:
    """Words beside deeds of two actors, and where the friendship ends; or --with all: one actor among the others."""
    from herdline.commands import check as running
    from herdline.commands.show import opened
    from herdline.report import write_pair

    if (second is None) == (others is None) or others not in (None, "all"):
        raise typer.BadParameter("give two actors, or one and --with all")
    with opened(store, notes, quiet) as news:
        if second is None:
            ties = news.relations(first, since=since, until=until)
            if html:
                _write_page(html, ties)
                return
            _put(ties, running.relations_table(ties), running.relations_text(ties, limit or 10**9), as_json, as_csv)
        else:
            found = news.check(first, second, since=since, until=until)
            if html:
                write_pair(html, found)
                notes.print(f"page of {found.a_name} and {found.b_name}: {html}", markup=False)
                return
            _put(found, running.pair_table(found), running.pair_text(found, limit or 10**9), as_json, as_csv)


@app.command()
def compare(
    actors: Annotated[list[str], typer.Argument(help="Codes or names of two actors and more.")],
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    html: HtmlOption = None,
    quiet: QuietOption = False,
) -> None:
    """Positions side by side: recognition, sanctions, membership, support, and how far the actors are apart."""
    from herdline.commands import check as running
    from herdline.commands.show import opened

    if len(actors) < 2:
        raise typer.BadParameter("give two actors or more")
    with opened(store, notes, quiet) as news:
        found = news.compare(*actors)
    if html:
        _write_page(html, found)
        return
    _put(found, running.comparison_table(found), running.comparison_text(found), as_json, as_csv)


@app.command()
def naming(
    story: Annotated[str, typer.Argument(help="Number of the story, its rank in `stories`, or words of its title.")],
    by: Annotated[Camp, typer.Option(help="What makes a camp of outlets.")] = Camp.country,
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Most terms and epithets; 0 for all.")] = 40,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    html: HtmlOption = None,
    quiet: QuietOption = False,
) -> None:
    """What each camp of outlets calls the same thing, and the words it puts beside each actor."""
    from herdline.commands import check as running
    from herdline.commands.show import opened

    with opened(store, notes, quiet) as news:
        found = news.naming(story, by=by.value)
    if html:
        _write_page(html, found)
        return
    _put(found, running.naming_table(found), running.naming_text(found, limit or 10**9), as_json, as_csv)


@app.command()
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

    running.run(store, host, port, tuple(names or ()), poll, allow_private, open_page and _has_desktop(), notes)


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def record(
    store: StoreOption = DEFAULT_STORE,
    story: Annotated[str | None, typer.Option(help="Number, rank in `stories`, or words of a title.")] = None,
    actor: Annotated[str | None, typer.Option(help="Who: code (KAZ, EUU, REB:COL), name or person.")] = None,
    recipient: Annotated[str | None, typer.Option(help="To whom, likewise.")] = None,
    event_type: Annotated[str | None, typer.Option("--type", help="PLOVER type, say SANCTION.")] = None,
    since: Annotated[str | None, typer.Option(help="First date, ISO 8601: 2022-09-14, 2022-09, 2022.")] = None,
    until: Annotated[str | None, typer.Option(help="Last date, included.")] = None,
    min_reports: Annotated[int, typer.Option(help="Fewest independent families that report it.")] = 1,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Most events listed; 0 for all.")] = 50,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    parquet: Annotated[Path | None, typer.Option(help="Write a Parquet file instead.")] = None,
    quiet: QuietOption = False,
) -> None:
    """The record: who did what to whom, when, says who, how surely; each event with its sentence."""
    from herdline.commands import record as running
    from herdline.commands.show import csv_text, json_text, opened

    if limit == 50 and (as_json or as_csv or parquet):  # programs get everything unless they ask for less
        limit = 0
    with opened(store, notes, quiet) as news:
        asked: dict[str, Any] = {
            "story": story, "actor": actor, "recipient": recipient, "type": event_type, "since": since, "until": until,
            "min_reports": min_reports,
        }  # fmt: skip
        found = news.record(**asked)
        shown = news.record(**asked, limit=limit) if limit else found
    if parquet:
        running.write_parquet(shown, parquet)
        notes.print(f"{len(shown)} events written to {parquet}", markup=False)
    elif as_json:
        sys.stdout.write(json_text(shown.records()))
    elif as_csv:
        sys.stdout.write(csv_text(running.events_table(shown)))
    else:
        sys.stdout.write(running.events_text(shown, len(found)))


@app.command()
def positions(
    actor: Annotated[str | None, typer.Argument(help="Who holds them: code or name; all when not given.")] = None,
    about: Annotated[
        str | None, typer.Option(help="recognition, sanctions, membership ..., or whom it is about.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    quiet: QuietOption = False,
) -> None:
    """Standing positions: who recognises, sanctions, belongs to, supports what, since when, by which sentence."""
    from herdline.commands import record as running
    from herdline.commands.show import opened

    with opened(store, notes, quiet) as news:
        found = news.positions(actor, about=about)
    _put_rows(found, running.positions_text(found), as_json, as_csv)


@app.command()
def quotes(
    speaker: Annotated[
        str | None, typer.Option(help="Whole words of the speaker's name; in Chinese any part of it.")
    ] = None,
    story: Annotated[str | None, typer.Option(help="Number, rank in `stories`, or words of a title.")] = None,
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=0, help="Most quotes, the newest; 0 for all. [default: 200; all]")
    ] = None,
    articles: Annotated[int, typer.Option(min=0, help="Most articles read, the newest; 0 for all.")] = 2000,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    quiet: QuietOption = False,
) -> None:
    """Who is quoted saying what (read when asked; without quotation marks in English only).

    Reading takes time: 200 quotes are listed unless more are asked for; with --json or --csv all are.
    """
    from herdline.commands import record as running
    from herdline.commands.show import opened, progress_of

    if limit is None:  # programs get everything unless they ask for less
        limit = 0 if as_json or as_csv else 200
    with opened(store, notes, quiet) as news, progress_of("reading articles", notes, quiet) as progress:
        found, unread = news.newest_quotes(speaker, story, articles or None, limit or None, progress)
    _put_rows(found, running.quotes_text(found), as_json, as_csv)
    if unread and not quiet:
        notes.print(f"{unread:,} older articles that may hold more were not read (--limit 0 --articles 0 reads all)")


@app.command()
def timeline(
    name: Annotated[str, typer.Argument(help="Of a firm, a person, a product, a state; or an actor's code.")],
    store: StoreOption = DEFAULT_STORE,
    since: Annotated[str, typer.Option(help="First date, ISO 8601: 2022-09-14, 2022-09, 2022.")] = "",
    until: Annotated[str, typer.Option(help="Last date, included.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="Most events listed; 0 for all.")] = 50,
    articles: Annotated[int, typer.Option(min=1, help="Most articles read, the newest that name it.")] = 500,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    quiet: QuietOption = False,
) -> None:
    """The timeline of an entity: its events in order, each with date, sentence, article and offset (English texts)."""
    from herdline.commands import timeline as running
    from herdline.commands.show import opened, progress_of

    if limit == 50 and (as_json or as_csv):  # programs get everything unless they ask for less
        limit = 0
    with opened(store, notes, quiet) as news, progress_of("reading articles", notes, quiet) as progress:
        found = news.timeline(name, since=since, until=until, limit_articles=articles, progress=progress)
    shown = running.chosen(found, limit)
    _put_rows(shown, running.text(shown, len(found)), as_json, as_csv)


@app.command()
def rejected(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """What was not stored: source, place, reason."""
    import herdline
    from herdline.commands.show import csv_text, json_text, rejected_text
    from herdline.results import plain

    with herdline.open(store, read_only=True) as news:
        table = news.rejected()
    if as_json:
        sys.stdout.write(json_text([{k: plain(v) for k, v in row.items()} for row in table.to_pylist()]))
    else:
        sys.stdout.write(csv_text(table) if as_csv else rejected_text(table))


@app.command()
def group() -> None:
    """Filter: articles as JSON Lines in, {"id", "story"} out; `story` is the id of the founding article.

    Fields in: id, title, text, published, outlet, lang. Only id and a title or text are needed.
    """
    from herdline.commands import filters

    sys.stdout.write(filters.group(sys.stdin.buffer, notes))


@app.command("copies")
def copies_command() -> None:
    """Filter: articles as JSON Lines in, {"a", "b", "kind", "share", "spans"} out; a copied from b where known.

    Spans are [a0, a1, b0, b1] in characters of the texts given. Fields in as for `group`.
    """
    from herdline.commands import filters

    sys.stdout.write(filters.copies(sys.stdin.buffer, notes))


@app.command("code")
def code_command(
    given: Annotated[bool, typer.Option("--given", help="Actor and recipient are given: type, attitude.")] = False,
) -> None:
    """Filter: sentences in, {"id", "events"} out; with --given {"id", "type", "probabilities", "attitude"}.

    Fields in: id, text, and where known published (ISO 8601) and lang; with --given also actor and recipient, as
    words of the text or as [start, end].
    """
    from herdline.commands import record as running

    coding = running.given_lines if given else running.coded_lines
    for line_out in coding(sys.stdin.buffer, notes):
        sys.stdout.write(line_out)


def _cluster(engine: EngineName, master: str, work: Path | None, conf: list[str] | None) -> Cluster | None:
    """Where Spark runs, None for the embedded engine."""
    if engine is EngineName.local:
        return None
    from herdline.engines.cluster import Cluster

    pairs = [setting.partition("=") for setting in conf or ()]
    if wrong := [name for name, mark, _ in pairs if not mark or not name]:
        raise typer.BadParameter(f"--conf {wrong[0]}: write NAME=VALUE")
    return Cluster(master, work, {name: value for name, _, value in pairs})


def _has_desktop() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("darwin", "win32"))


def _write_page(file: Path, found: Missing | Relations | Comparison | Naming) -> None:
    """The result as a page of its own."""
    from herdline.report import write_plain

    write_plain(file, found)
    notes.print(f"page written: {file}", markup=False)


def _put_rows(found: Rows[Any], text: str, as_json: bool, as_csv: bool) -> None:
    """A list of results in the form asked for."""
    from herdline.commands.show import csv_text, json_text

    sys.stdout.write(json_text(found.records()) if as_json else csv_text(found.arrow()) if as_csv else text)


def _put(found: Record, table: pa.Table, text: str, as_json: bool, as_csv: bool) -> None:
    """One result in the form asked for."""
    from herdline.commands.show import csv_text, json_text

    sys.stdout.write(json_text(found.record()) if as_json else csv_text(table) if as_csv else text)


def _version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        sys.stdout.write(f"herdline {version('herdline')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Entry point: errors become one line on standard error and an exit code."""
    try:
        app()
    except HerdlineError as error:
        notes.print(f"herdline: {error}", style="red", markup=False, soft_wrap=True)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        notes.print("herdline: interrupted; what was reported as read is stored", markup=False)
        raise SystemExit(130) from None
    except BrokenPipeError:
        # the reader of our output went away (head, less): that is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        if os.environ.get("HERDLINE_DEBUG"):
            raise
        told = " ".join(str(error).split()) or type(error).__name__
        notes.print(
            f"herdline: unexpected {type(error).__name__}: {told[:300]} (HERDLINE_DEBUG=1 shows where)",
            style="red", markup=False,
        )  # fmt: skip
        raise SystemExit(1) from None
