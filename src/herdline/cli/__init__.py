"""The command line. Only this room prints or exits.

Results go to standard output, everything else to standard error. Exit codes: 0 done, 1 an error that is told in one
line, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from herdline.cli import actors, filters, giving, keeping, stories
from herdline.cli.output import notes
from herdline.errors import HerdlineError

app = typer.Typer(
    name="herdline",
    help="Shows what the news herd says, and what is so. Everything runs on this machine, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="First: herdline demo. With your own news: herdline read SOURCE..., then stories, line 1, missing 1.",
)
for name, command, short in (
    ("demo", keeping.demo, "See it on the built-in sample (invented outlets and texts)."),
    ("read", keeping.read, "Read feeds, pages, files and archives into the store."),
    ("sources", keeping.sources, "What was read, with its articles and rejects."),
    ("forget", keeping.forget, "Take a source out again, with its articles."),
    ("build", keeping.build_command, "Analyse what was read; other commands do it when needed."),
    ("deepen", keeping.deepen, "Read stories whole in a store analysed by leads."),
    ("verify", keeping.verify, "Check that a store is whole."),
    ("stories", stories.stories, "Every story: outlets, copies, echo, how herded it is."),
    ("search", stories.search, "Stories, actors, outlets, articles that hold some words."),
    ("line", stories.line, "What a story's texts share: wording, who was first, copies."),
    ("related", stories.related, "Other stories of the same matter."),
    ("missing", stories.missing, "What the line leaves out, and who carries it."),
    ("check", actors.check_command, "Words beside deeds of two actors, and where they part."),
    ("compare", actors.compare, "Positions of several actors side by side."),
    ("naming", stories.naming, "What each camp of outlets calls the same thing."),
    ("serve", giving.serve, "The page, in a browser on this machine."),
    ("watch", keeping.watch, "Read the feeds again and again, without a page."),
    ("export", giving.export, "All tables as files; events as GDELT or POLECAT have them."),
    ("report", giving.report, "A story, or all, as HTML pages that work without a server."),
    ("record", actors.record, "Who did what to whom, when, says who, how surely."),
    ("positions", actors.positions, "Who recognises, sanctions, belongs to, supports what."),
    ("quotes", actors.quotes, "Who is quoted saying what."),
    ("timeline", actors.timeline, "The events of one firm, person, product or state in order."),
    ("rejected", keeping.rejected, "What could not be read, and why."),
    ("group", filters.group, "Filter: articles in, their stories out."),
    ("copies", filters.copies_command, "Filter: articles in, who copied whom out."),
    ("code", filters.code_command, "Filter: sentences in, their events out."),
):
    app.command(name, short_help=short)(command)


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
