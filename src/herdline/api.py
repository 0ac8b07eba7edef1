"""The Python interface: open a store, read into it, ask it.

import herdline
with herdline.open("news.duckdb") as store:
    store.read("feeds.opml", "archive/")
    for story in store.stories(min_outlets=10):
        print(story.title, story.copied_share, story.herd)
    store.report(store.stories()[0].story, "report/")
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BufferedIOBase
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from herdline import intake, pipeline, schema, views
from herdline.config import ReadSettings
from herdline.engines.base import Progress
from herdline.engines.cluster import Cluster
from herdline.errors import BadQuestion, NotFound, StoreError
from herdline.results import (
    Article,
    Comparison,
    Event,
    Forgotten,
    Hit,
    Listed,
    Missing,
    Naming,
    Outlet,
    Pair,
    Position,
    Quote,
    ReadSummary,
    Related,
    Relations,
    Rows,
    SourceRead,
    Story,
    StoryLine,
    StoryParts,
    Telling,
    Tie,
    TimelineEvent,
)
from herdline.store import build as building
from herdline.store import depth as reading_depth
from herdline.store import forgetting, layout
from herdline.store.depth import Depth
from herdline.views import RecordFilter, StoryFilter
from herdline.views.period import check_period


def _quiet(*_: object) -> None:
    """Progress to nowhere."""


class Store:
    """One store of articles and what was found in them. Make one with ``herdline.open``."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path | None, read_only: bool, as_it_stands: bool = False
    ) -> None:
        self._connection = connection
        self._path = path
        self._read_only = read_only
        self._as_it_stands = as_it_stands

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; other processes can open it then."""
        self._connection.close()

    @property
    def path(self) -> Path | None:
        """The store's file; ``None`` in memory."""
        return self._path

    def read(
        self,
        *sources: str | os.PathLike[str],
        settings: ReadSettings | None = None,
        outlets: str | os.PathLike[str] | None = None,
        stdin: BufferedIOBase | None = None,
        progress: intake.ReadProgress = _quiet,
        cluster: Cluster | None = None,
    ) -> ReadSummary:
        """Read articles from sources of any supported kind into the store.

        Each chunk is committed on its own: what was reported stays, whatever happens next. A file that was read
        before and has not changed is skipped; one that was interrupted goes on where it stopped.

        Args:
            sources: files, folders, URLs, lists, or "-" for JSON Lines on ``stdin``.
            settings: see ``config.ReadSettings``.
            outlets: CSV of further outlets, columns as data/outlets.csv.
            stdin: stream for "-"; the process's own when not given.
            progress: called after each chunk.
            cluster: read files on Spark, one file a task, with an equal result; addresses are still fetched here.

        Raises:
            StoreError: the store is read-only.
        """
        self._need_write()
        return intake.read(
            self._connection, self._path, sources, settings or ReadSettings(), outlets, stdin, progress, cluster
        )

    def forget(self, *sources: str | os.PathLike[str], dry_run: bool = False) -> Forgotten:
        """Take sources that were read out of the store again, with their articles; reading them again brings all back.

        The next ``build`` makes of what is left what it would be had they never been read.

        Args:
            sources: as they were given to ``read``, or a folder: all that was read out of it.
            dry_run: only count what would go.

        Raises:
            NotFound: no such source was read.
            StoreError: the store is read-only.
        """
        if not dry_run:
            self._need_write()
        return forgetting.forget(self._connection, [os.fspath(s) for s in sources], dry_run=dry_run)

    def sources(self) -> list[SourceRead]:
        """What was read, the newest first, and how many articles stand under each source."""
        return forgetting.held_sources(self._connection)

    def build(
        self,
        *,
        force: bool = False,
        progress: Progress = _quiet,
        threads: int | None = None,
        cluster: Cluster | None = None,
        depth: Depth | None = None,
    ) -> bool:
        """Analyse the articles: copies, stories, lines. Does nothing when that is already done.

        What earlier builds found in texts that are still the same is used again; ``force`` analyses all anew.

        Args:
            force: also when nothing has changed.
            depth: "leads" takes events and positions out of titles and first sentences only and no facts, until
                ``deepen`` asks for a story; "whole" reads all. The store remembers it; None: as before.
            progress: called with (step, done, total).
            threads: how many batches are worked on at once, up to 4 of the cores when not given.
            cluster: run on Spark instead, with an equal result (docs/spark.md).

        Returns:
            Whether there was anything to do.

        Raises:
            StepError: a step failed; the store keeps its earlier tables.
        """
        if depth is not None and depth != self.depth:
            self._need_write()
            reading_depth.choose(self._connection, depth)
        elif not force and (self._as_it_stands or self.is_built):
            return False
        self._need_write()
        reading_depth.settle(self._connection)
        self._analyse(progress, threads, cluster, afresh=force)
        return True

    @property
    def depth(self) -> Depth:
        """How far texts are read for events, positions and facts: "whole", or by their "leads"."""
        return reading_depth.chosen(self._connection)

    @property
    def by_leads(self) -> int:
        """How many texts were read for events by their title and first sentences only."""
        return reading_depth.by_leads(self._connection)

    def deepen(self, *stories: str | int, progress: Progress = _quiet, threads: int | None = None) -> int:
        """Read the texts of these stories whole, in a store that is analysed by leads; it is remembered.

        Args:
            stories: numbers, ranks or words of titles.
            progress: called with (step, done, total).
            threads: as for ``build``.

        Returns:
            How many texts had not been read whole.

        Raises:
            NotFound: no such story.
            StoreError: the store is read-only.
        """
        self.build(progress=progress, threads=threads)
        numbers = [self.find_story(story) for story in stories]
        self._need_write()
        texts = reading_depth.deepen(self._connection, numbers)
        if texts:
            self._analyse(progress, threads, None, since=reading_depth.STEP)
        return texts

    def _analyse(
        self, progress: Progress, threads: int | None, cluster: Cluster | None, *, afresh: bool = False, since: str = ""
    ) -> None:
        building.build(
            self._connection,
            self._path,
            pipeline.STEPS,
            pipeline.SCHEMAS,
            pipeline.VERSION,
            progress,
            threads or min(4, os.cpu_count() or 1),
            cluster,
            afresh=afresh,
            since=since,
        )

    @property
    def is_built(self) -> bool:
        """Whether the analysis covers all articles that were read."""
        return building.is_built(self._connection, pipeline.VERSION)

    def stories(
        self, *, min_outlets: int = 1, limit: int | None = None, order: str = "outlets", about: str = "",
        matters: bool = False,
    ) -> Rows[Story]:  # fmt: skip
        """Stories with their measures; analyses first where that is not done.

        Args:
            min_outlets: smallest story.
            limit: most rows, None for all.
            order: outlets, herd or echo.
            about: words that all stand in one title of its articles.
            matters: also say which of the first hundred are of one matter (about a second).
        """
        self.build()
        return views.stories(self._connection, min_outlets, limit, order, about, matters)

    def line(self, story: str | int) -> StoryLine:
        """The line of a story, given by its number, its rank in ``stories`` or words of its title.

        Raises:
            NotFound: no or several stories answer.
        """
        self.build()
        return views.story_line(self._connection, self.find_story(story))

    def related(self, story: str | int, *, limit: int | None = None) -> Rows[Related]:
        """Stories of the same matter as a story, nearest first.

        Raises:
            NotFound: no such story.
        """
        self.build()
        return views.related(self._connection, self.find_story(story), limit)

    def missing(self, story: str | int, *, limit: int | None = None) -> Missing:
        """What the line of a story leaves out: facts and actors that few outlets carry, and the common ground.

        Args:
            story: number, rank or words of a title.
            limit: most facts in each list, None for all.

        Raises:
            NotFound: no or several stories answer.
        """
        self.build()
        return views.missing(self._connection, self.find_story(story), limit)

    def check(self, first: str, second: str, *, since: str = "", until: str = "") -> Pair:
        """Words beside deeds of two actors: declarations, events by quad class, positions, limits, month by month.

        Args:
            first: code (KAZ) or name of one actor.
            second: of the other.
            since: first date, ISO 8601 of any precision.
            until: last date, included.

        Raises:
            NotFound: an actor is unknown; near names are suggested.
            BadQuestion: a date is none, or the two are one.
        """
        check_period(since, until)
        self.build()
        return views.pair(self._connection, first, second, since, until)

    def relations(self, actor: str, *, since: str = "", until: str = "") -> Relations:
        """An actor's ties to all others, and how it balances between them.

        Raises:
            NotFound: the actor is unknown; near names are suggested.
            BadQuestion: a date is none.
        """
        check_period(since, until)
        self.build()
        return views.relations(self._connection, actor, since, until)

    def compare(self, *actors: str) -> Comparison:
        """Standing positions of several actors side by side, and how far their profiles are apart.

        Raises:
            NotFound: an actor is unknown; near names are suggested.
        """
        self.build()
        return views.compare(self._connection, list(actors))

    def naming(self, story: str | int, *, by: str = "country", epithets: bool = True) -> Naming:
        """What camps of outlets call the same things, and the words they put beside actors.

        Args:
            story: number, rank or words of a title.
            by: country or ownership: what makes a camp.
            epithets: also the words beside actors, which takes a parse of a second.

        Raises:
            NotFound: no or several stories answer.
        """
        self.build()
        return views.naming(self._connection, self.find_story(story), by, epithets=epithets)

    def record(
        self,
        *,
        story: str | int | None = None,
        actor: str | None = None,
        recipient: str | None = None,
        type: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_reports: int = 1,
        limit: int | None = None,
    ) -> Rows[Event]:
        """Events: who did what to whom, when, says who, how surely; all conditions given must hold.

        Args:
            story: number, rank or words of a title.
            actor: code (KAZ, REB:COL, EUU), name or key of who does it; in a mutual event either side.
            recipient: the same of whom it is done to.
            type: PLOVER type, any case.
            since: first date, ISO 8601 of any precision.
            until: last date, included.
            min_reports: fewest independent families that report it.
            limit: most rows, None for all.

        Raises:
            NotFound: no or several stories answer, or nobody in the record is called as is asked for.
            BadQuestion: a date is none, there is no such type.
        """
        check_period(since, until)
        self.build()
        number = None if story is None else self.find_story(story)
        wanted = views.RecordFilter(number, actor, recipient, type, since, until, min_reports)
        return views.events_of(self._connection, wanted, limit)

    def positions(self, holder: str | None = None, *, about: str | None = None) -> Rows[Position]:
        """Standing positions: who recognises, sanctions, belongs to, supports or claims what.

        Args:
            holder: code or name of who holds them; None for all.
            about: kind (recognition, sanctions ...), or code or name of the target.

        Raises:
            NotFound: nobody in the record is called so; near names are suggested.
        """
        self.build()
        return views.positions(self._connection, holder, about)

    def quotes(
        self,
        *,
        speaker: str | None = None,
        story: str | int | None = None,
        limit_articles: int | None = 2000,
        limit: int | None = None,
        progress: Progress = _quiet,
    ) -> Rows[Quote]:
        """Who is quoted saying what; read from the texts when asked.

        English ones directly or indirectly; Arabic, Chinese, French, German, Russian and Spanish ones where the words
        stand in quotation marks.

        Args:
            speaker: one or more whole words of the speaker's name, in any case and script; in Chinese any part of it.
                Articles without them are not looked at.
            story: number, rank or words of a title; with neither the newest articles are read.
            limit_articles: most articles read, the newest (about 15 a second); None for all.
            limit: stop once so many quotes are found; None reads on.
            progress: called with (what is done, articles read, all of them).

        Raises:
            NotFound: no or several stories answer.
        """
        return self.newest_quotes(speaker, story, limit_articles, limit, progress)[0]

    def newest_quotes(
        self,
        speaker: str | None,
        story: str | int | None,
        limit_articles: int | None,
        limit: int | None,
        progress: Progress = _quiet,
    ) -> tuple[Rows[Quote], int]:
        """``quotes``, and how many articles may hold further ones but were not read."""
        self.build()
        number = None if story is None else self.find_story(story)
        return views.quotes(self._connection, speaker, number, limit_articles, limit, progress)

    def timeline(
        self, name: str, *, since: str = "", until: str = "", limit_articles: int = 500, progress: Progress = _quiet
    ) -> Rows[TimelineEvent]:
        """What an entity did and what was done to it, in order of time; read from the English texts when asked.

        Args:
            name: of a firm, a person, a product, a state, as articles write it; or an actor's code (KAZ).
            since: first date, ISO 8601 of any precision.
            until: last date, included.
            limit_articles: most articles read, the newest that name it.
            progress: called with (what is done, articles read, all of them).

        Raises:
            NotFound: no English article names it and the record has no event of it.
            BadQuestion: a date is none, or the name is empty.
        """
        check_period(since, until)
        if not any(character.isalnum() for character in name):
            raise BadQuestion(f"a timeline needs a name, not {name!r}")
        self.build()
        return views.timeline_of(self._connection, name, since, until, limit_articles, progress)

    def event(self, number: int) -> Event:
        """One event by its id.

        Raises:
            NotFound: there is none.
        """
        self.build()
        return views.event(self._connection, number)

    def report(self, story: str | int | None, folder: str | os.PathLike[str], *, min_outlets: int = 2) -> list[Path]:
        """Write one self-contained HTML page for a story, or for all when ``story`` is None, and an index.

        Returns:
            The files written, the page to open first in front.
        """
        from herdline import report

        self.build()
        stories: Sequence[Story] = views.stories(self._connection, min_outlets, None, "outlets")
        if story is not None:
            stories = [views.story(self._connection, self.find_story(story))]
        return report.write(Path(folder), stories, self.story_parts, self.sql, index=story is None)

    def story_parts(self, number: int) -> StoryParts:
        """Everything a story's page shows, of a story by its id."""
        return views.story_parts(self._connection, number)

    def listed(
        self, wanted: StoryFilter | None = None, *, limit: int = 50, offset: int = 0
    ) -> tuple[list[Listed], int]:
        """Stories that answer a filter, each with its line and countries; and how many there are in all."""
        self.build()
        wanted = wanted or StoryFilter()
        check_period(wanted.since, wanted.until)
        return views.listed(self._connection, wanted, limit, offset)

    def ties(self, *, limit: int = 8) -> list[Tie]:
        """Pairs of actors of whom both closeness and its limits are told, most told first."""
        self.build()
        return views.ties(self._connection, limit)

    def events(
        self, wanted: RecordFilter, *, order: str = "date", limit: int = 50, offset: int = 0
    ) -> tuple[Rows[Event], int]:
        """One page of the record, sorted by date, reports, probability, score or published; and its whole length."""
        self.build()
        check_period(wanted.since, wanted.until)
        return views.event_page(self._connection, wanted, order, limit, offset)

    def nobody(self, *asked: str | None) -> str:
        """Who of those asked for, by code or name, is nobody in the record: a sentence with near names, or ""."""
        return views.nobody(self._connection, *asked)

    def tellings(self, event: int) -> Rows[Telling]:
        """Every sentence that tells an event."""
        self.build()
        return views.tellings(self._connection, event)

    def article(self, number: int, *, with_quotes: bool = False) -> Article:
        """An article with everything that was found in it.

        Raises:
            NotFound: there is none with this id.
        """
        return views.article(self._connection, number, with_quotes=with_quotes)

    def search(self, words: str, *, limit: int = 30, offset: int = 0) -> Rows[Hit]:
        """Stories, actors, outlets and articles that hold all of ``words``, in any script.

        Args:
            words: all must stand there; in quotation marks: as they stand together.
            limit: most articles.
            offset: articles passed over; with any there are no stories, actors and outlets.
        """
        return views.search(self._connection, words, limit, offset)

    def articles_found(self, words: str) -> int:
        """How many articles a search finds in all."""
        return views.articles_found(self._connection, words)

    def suggest(self, words: str, *, limit: int = 8) -> list[Hit]:
        """What a search that is still being typed may mean."""
        return views.suggestions(self._connection, words, limit)

    def outlets(self) -> Rows[Outlet]:
        """Outlets of the store: what of them was read, their stories, how many of their texts are copies."""
        return views.outlets(self._connection)

    def choices(self) -> dict[str, list[str]]:
        """Languages and countries of the store, most frequent first."""
        return views.choices(self._connection)

    def reader(self) -> Store:
        """Another view of the same file for another thread; it answers from the analysis as it stands."""
        return Store(self._connection.cursor(), self._path, True, as_it_stands=True)

    def sql(self, query: str, values: list[Any] | None = None) -> pa.Table:
        """Any SELECT over the store's tables (see docs/store.md)."""
        return self._connection.sql(query, params=values or []).to_arrow_table()

    def rejected(self) -> pa.Table:
        """What was not stored, and why; in the order of the places in each source."""
        return views.rejected(self._connection)

    def find_story(self, name: str | int) -> int:
        """The story that a number, a rank or words of a title mean.

        Raises:
            NotFound: no or several stories answer.
        """
        return views.find_story(self._connection, name)

    def table(self, name: str) -> pa.Table:
        """A whole table of the store.

        Raises:
            NotFound: there is none of this name.
        """
        if name not in schema.TABLES:
            raise NotFound(f"no table {name!r}; there are {', '.join(sorted(schema.TABLES))}")
        return self.sql(f'select * from "{name}"')

    def checkpoint(self) -> None:
        """Bring everything from the log into the file itself, so that the file alone is the store."""
        self._need_write()
        self._connection.execute("checkpoint")

    def feeds(self) -> list[str]:
        """Addresses of feeds and lists of feeds that were read before."""
        return views.feeds(self._connection)

    def _need_write(self) -> None:
        if self._read_only:
            raise StoreError(f"{self._path}: was opened read-only")


def open(path: str | os.PathLike[str] | None = "news.duckdb", *, read_only: bool = False) -> Store:
    """Open a store, made if it is not there.

    Args:
        path: the file; ``None`` keeps everything in memory.
        read_only: leave it to others to write; several processes can read.

    Raises:
        StoreError: not a store, in use, or of a newer program.
    """
    file = None if path is None else Path(path)
    return Store(layout.connect(file, read_only=read_only), file, read_only)
