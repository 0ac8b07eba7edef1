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
from io import BufferedIOBase
from pathlib import Path
from types import TracebackType

import duckdb

from herdline import intake, pipeline
from herdline.config import ReadSettings
from herdline.engines.base import Progress, quiet
from herdline.engines.cluster import Cluster
from herdline.errors import StoreError
from herdline.questions import Questions
from herdline.results import Forgotten, ReadSummary
from herdline.store import build as building
from herdline.store import depth as reading_depth
from herdline.store import forgetting, layout
from herdline.store.depth import Depth


class Store(Questions):
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
        progress: intake.ReadProgress = quiet,
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

    def build(
        self,
        *,
        force: bool = False,
        progress: Progress = quiet,
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

    def deepen(self, *stories: str | int, progress: Progress = quiet, threads: int | None = None) -> int:
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

    def reader(self) -> Store:
        """Another view of the same file for another thread; it answers from the analysis as it stands."""
        return Store(self._connection.cursor(), self._path, True, as_it_stands=True)

    def checkpoint(self) -> None:
        """Bring everything from the log into the file itself, so that the file alone is the store."""
        self._need_write()
        self._connection.execute("checkpoint")

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
