"""The report: one self-contained page a story, and an index.

model.py gathers what a page says, charts.py lays out its drawings, templates/ turn both into HTML. A page needs no
server, script or network: style and drawings are inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from herdline.errors import HerdlineError
from herdline.report import charts, model, plain
from herdline.report.links import Links
from herdline.report.pairpage import pair_page
from herdline.results import Comparison, Missing, Naming, Pair, Relations, Story, StoryParts

Sql = Callable[[str, list[Any]], pa.Table]
STYLE = Path(__file__).parent / "templates" / "style.css"


def write(
    folder: Path,
    stories: Sequence[Story],
    parts: Callable[[int], StoryParts],
    sql: Sql,
    *,
    index: bool,
) -> list[Path]:
    """Write a page for each story into ``folder``.

    Args:
        folder: made if it is not there; pages of the same name are replaced, other files are left alone.
        stories: the stories to write.
        parts: gives everything a story's page shows, by its number.
        sql: answers a SELECT over the store.
        index: also write index.html listing them.

    Returns:
        Files written; with ``index`` the index comes first.

    Raises:
        HerdlineError: the folder cannot be written.
    """
    environment = make_environment(Links())
    files: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for story in stories:
            file = folder / f"story-{story.story}.html"
            page = model.page(parts(story.story), sql)
            home = "index.html" if index else None
            file.write_text(environment.get_template("story.html").render(page=page, home=home), encoding="utf-8")
            files.append(file)
        if index:
            first = folder / "index.html"
            listed = [model.listed(s, f.name) for s, f in zip(stories, files, strict=True)]
            facts = model.corpus(sql)
            first.write_text(
                environment.get_template("index.html").render(stories=listed, facts=facts), encoding="utf-8"
            )
            files.insert(0, first)
    except OSError as error:
        raise HerdlineError(f"{folder}: cannot write the report ({error.strerror})") from error
    return files


def write_pair(file: Path, pair: Pair) -> None:
    """Write the page of a pair.

    Raises:
        HerdlineError: the file cannot be written.
    """
    _write(file, make_environment(Links()).get_template("pair.html").render(page=pair_page(pair)))


def write_plain(file: Path, found: Missing | Relations | Comparison | Naming) -> None:
    """Write the page of what is left out, of an actor's ties, of positions side by side or of names.

    Raises:
        HerdlineError: the file cannot be written.
    """
    match found:
        case Missing():
            page = plain.missing_page(found)
        case Relations():
            page = plain.relations_page(found)
        case Comparison():
            page = plain.comparison_page(found)
        case Naming():
            page = plain.naming_page(found)
    _write(file, make_environment(Links()).get_template("plain.html").render(page=page, most=plain.MOST))


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise HerdlineError(f"{file}: cannot write the page ({error.strerror})") from error


def make_environment(links: Links, *folders: BaseLoader, layout: str = "base.html") -> Environment:
    """Templates with what they need: ``links`` to other pages, further folders of templates, the page around them."""
    environment = Environment(
        loader=ChoiceLoader([*folders, PackageLoader("herdline.report")]),
        autoescape=True,  # every text of an article is escaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        style=Markup(STYLE.read_text(encoding="utf-8")),  # noqa: S704 - our own file
        charts=charts,
        links=links,
        layout=layout,
        made=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        version=version("herdline"),
    )
    environment.filters.update(when=model.when, percent=model.percent, slots=model.slots)
    return environment
