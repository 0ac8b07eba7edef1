"""What a store can be asked; ``api.Store`` adds what changes it.

Each method checks what is asked, has the analysis done where that is due, and leaves the answer to a view.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from herdline import schema, views
from herdline.engines.base import Progress, quiet
from herdline.errors import BadQuestion, NotFound
from herdline.results import (
    Article,
    Comparison,
    Event,
    Hit,
    Listed,
    Missing,
    Naming,
    Outlet,
    Pair,
    Position,
    Quote,
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
from herdline.store import forgetting
from herdline.views import RecordFilter, StoryFilter
from herdline.views.period import check_period


class Questions(ABC):
    """What can be asked of the articles of a store and of what was found in them."""

    _connection: duckdb.DuckDBPyConnection

    @abstractmethod
    def build(self) -> bool:
        """Analyse the articles where that is not done; whether there was anything to do."""

    def sources(self) -> list[SourceRead]:
        """What was read, the newest first, and how many articles stand under each source."""
        return forgetting.held_sources(self._connection)

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
        progress: Progress = quiet,
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
        progress: Progress = quiet,
    ) -> tuple[Rows[Quote], int]:
        """``quotes``, and how many articles may hold further ones but were not read."""
        self.build()
        number = None if story is None else self.find_story(story)
        return views.quotes(self._connection, speaker, number, limit_articles, limit, progress)

    def timeline(
        self, name: str, *, since: str = "", until: str = "", limit_articles: int = 500, progress: Progress = quiet
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

    def feeds(self) -> list[str]:
        """Addresses of feeds and lists of feeds that were read before."""
        return views.feeds(self._connection)
