"""Commands that ask about actors: words beside deeds, the record, positions, quotes, timelines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from herdline.cli.output import notes, put, put_rows, write_page
from herdline.commands.options import (
    DEFAULT_STORE,
    CsvOption,
    HtmlOption,
    JsonOption,
    QuietOption,
    StoreOption,
)


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
    from herdline.commands.show import opened_record
    from herdline.report import write_pair
    from herdline.results import tables

    if (second is None) == (others is None) or others not in (None, "all"):
        raise typer.BadParameter("give two actors, or one and --with all")
    with opened_record(store, notes, quiet) as news:
        if second is None:
            ties = news.relations(first, since=since, until=until)
            if html:
                write_page(html, ties)
                return
            put(ties, tables.relations_table(ties), running.relations_text(ties, limit or 10**9), as_json, as_csv)
        else:
            found = news.check(first, second, since=since, until=until)
            if html:
                write_pair(html, found)
                notes.print(f"page of {found.a_name} and {found.b_name}: {html}", markup=False)
                return
            put(found, tables.pair_table(found), running.pair_text(found, limit or 10**9), as_json, as_csv)


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
    from herdline.commands.show import opened_record
    from herdline.results import tables

    if len(actors) < 2:
        raise typer.BadParameter("give two actors or more")
    with opened_record(store, notes, quiet) as news:
        found = news.compare(*actors)
    if html:
        write_page(html, found)
        return
    put(found, tables.comparison_table(found), running.comparison_text(found), as_json, as_csv)


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
    from herdline.commands.show import csv_text, json_text, none_in, opened_record
    from herdline.results import tables

    if limit == 50 and (as_json or as_csv or parquet):  # programs get everything unless they ask for less
        limit = 0
    with opened_record(store, notes, quiet) as news:
        asked: dict[str, Any] = {
            "story": story, "actor": actor, "recipient": recipient, "type": event_type, "since": since, "until": until,
            "min_reports": min_reports,
        }  # fmt: skip
        found = news.record(**asked)
        shown = news.record(**asked, limit=limit) if limit else found
        told = running.events_text(shown, len(found))
        told = told if len(found) else none_in(news, told)
    if parquet:
        running.write_parquet(shown, parquet)
        notes.print(f"{len(shown)} events written to {parquet}", markup=False)
    elif as_json:
        sys.stdout.write(json_text(shown.records()))
    elif as_csv:
        sys.stdout.write(csv_text(tables.events_table(shown)))
    else:
        sys.stdout.write(told)


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
    from herdline.commands.show import opened_record

    with opened_record(store, notes, quiet) as news:
        found = news.positions(actor, about=about)
    put_rows(found, running.positions_text(found), as_json, as_csv)


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
    put_rows(found, running.quotes_text(found), as_json, as_csv)
    if unread and not quiet:
        notes.print(f"{unread:,} older articles that may hold more were not read (--limit 0 --articles 0 reads all)")


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
    put_rows(shown, running.text(shown, len(found)), as_json, as_csv)
