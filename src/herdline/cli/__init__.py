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
)
for name, command in (
    ("demo", keeping.demo),
    ("read", keeping.read),
    ("sources", keeping.sources),
    ("forget", keeping.forget),
    ("build", keeping.build_command),
    ("deepen", keeping.deepen),
    ("verify", keeping.verify),
    ("stories", stories.stories),
    ("search", stories.search),
    ("line", stories.line),
    ("related", stories.related),
    ("missing", stories.missing),
    ("check", actors.check_command),
    ("compare", actors.compare),
    ("naming", stories.naming),
    ("serve", giving.serve),
    ("watch", keeping.watch),
    ("export", giving.export),
    ("report", giving.report),
    ("record", actors.record),
    ("positions", actors.positions),
    ("quotes", actors.quotes),
    ("timeline", actors.timeline),
    ("rejected", keeping.rejected),
    ("group", filters.group),
    ("copies", filters.copies_command),
    ("code", filters.code_command),
):
    app.command(name)(command)


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
