"""`herdline demo`: the built-in sample, from articles to report."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import herdline
from herdline.engines.base import Progress


def run(folder: Path, progress: Progress) -> tuple[Path, Path]:
    """Read the sample into a fresh store in ``folder`` and write its report.

    Returns:
        The report's first page and the store.
    """
    store = folder / "news.duckdb"
    store.unlink(missing_ok=True)
    with resources.as_file(resources.files("herdline") / "data" / "sample") as sample, herdline.open(store) as news:
        news.read(sample / "articles.jsonl", outlets=sample / "outlets.csv")
        news.build(progress=progress)
        pages = news.report(None, folder / "report")
    return pages[0], store
