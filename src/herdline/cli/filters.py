"""Filters: JSON Lines in, JSON Lines out, without a store."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from herdline.cli.output import notes


def group() -> None:
    """Filter: articles as JSON Lines in, {"id", "story"} out; `story` is the id of the founding article.

    Fields in: id, title, text, published, outlet, lang. Only id and a title or text are needed.
    """
    from herdline.commands import filters

    sys.stdout.write(filters.group(sys.stdin.buffer, notes))


def copies_command() -> None:
    """Filter: articles as JSON Lines in, {"a", "b", "kind", "share", "spans"} out; a copied from b where known.

    Spans are [a0, a1, b0, b1] in characters of the texts given. Fields in as for `group`.
    """
    from herdline.commands import filters

    sys.stdout.write(filters.copies(sys.stdin.buffer, notes))


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
