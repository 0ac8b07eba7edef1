"""Commands that ask about stories: which there are, their line, what it leaves out, what camps call things."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from herdline.cli.output import notes, put, put_rows, write_page
from herdline.commands.options import (
    DEFAULT_STORE,
    Camp,
    CsvOption,
    HtmlOption,
    JsonOption,
    Order,
    QuietOption,
    StoreOption,
)


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
    from herdline.commands.show import none_in, opened, stated_herds, stories_table

    if as_json:  # programs get everything unless they ask for less
        limit = limit if limit != 50 else 0
        min_outlets = min_outlets if min_outlets != 2 else 1
    with opened(store, notes, quiet) as news:
        found = news.stories(min_outlets=min_outlets, limit=limit or None, order=order.value, about=about, matters=True)
        told = stories_table(found) if len(found) else none_in(news, stories_table(found))
    said = stated_herds(found) if order == Order.herd and len(found) else ""
    put_rows(found, said + told, as_json, as_csv)


def search(
    words: Annotated[list[str], typer.Argument(help='Words that all must stand there; "two words" stand together.')],
    store: StoreOption = DEFAULT_STORE,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Most articles.")] = 30,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    quiet: QuietOption = False,
) -> None:
    """Stories, actors, outlets and articles that hold all of the words, in any script."""
    from herdline.commands.show import hits_text, none_in, opened

    with opened(store, notes, quiet) as news:
        plain = [word.replace('"', " ").strip() for word in words]
        found = news.search(" ".join(f'"{word}"' if " " in word else word for word in plain), limit=limit)
        told = hits_text(found) if found else none_in(news, "nothing holds all of these words\n")
    put_rows(found, told, as_json, as_csv)


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
    put_rows(found, related_text(found) if found else "no other story has titles so near\n", as_json, as_csv)


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
    from herdline.results import tables

    with opened(store, notes, quiet) as news:
        found = news.missing(story)
    if html:
        write_page(html, found)
        return
    put(found, tables.missing_table(found), running.missing_text(found, limit or 10**9), as_json, as_csv)


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
    from herdline.results import tables

    with opened(store, notes, quiet) as news:
        found = news.naming(story, by=by.value)
    if html:
        write_page(html, found)
        return
    put(found, tables.naming_table(found), running.naming_text(found, limit or 10**9), as_json, as_csv)
