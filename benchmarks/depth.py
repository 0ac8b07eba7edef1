"""What a store analysed by leads (herdline build --depth leads) lacks of the events that whole texts tell.

    python -m benchmarks.depth

Real full texts of known stories (BASIL and same-story development sets, 320 articles) are analysed whole. For the title
and the first one, two, three, five sentences: the share of the record's events that are told there by one text at
least, of those that two and more families tell, and of what is coded (sentences that pass the filter, each once), which
is nearly all of the cost. What is found is the same by construction: sentences are coded alone.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa

import herdline
from benchmarks import data
from benchmarks.intervals import wilson
from herdline.record import coding
from herdline.text.sentences import sentences

SETS = ("stories/basil_dev.jsonl.gz", "stories/same_story_dev.jsonl.gz")
LEADS = (1, 2, 3, 5)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, herdline.open(Path(folder) / "store.duckdb") as store:
        for name in SETS:
            file = Path(folder) / Path(name).with_suffix("").name
            file.write_bytes(gzip.decompress((data.folder() / name).read_bytes()))
            store.read(str(file))
        store.build()
        told = told_at(store)
        families = dict(_pairs(store, _FAMILIES))
        coded = {lead: _coded(store, lead) for lead in (None, *LEADS)}
    wide = {event for event, count in families.items() if count > 1}
    print(f"{len(told)} events, {len(wide)} of two families and more; {coded[None]} sentences coded")
    print("| title and first sentences | events | of two families and more | sentences coded |")
    print("|---|---|---|---|")
    for lead in LEADS:
        found = {event for event, at in told.items() if at < lead}
        cells = [_share(len(found), len(told)), _share(len(found & wide), len(wide)), _share(coded[lead], coded[None])]
        print(f"| {lead} | {' | '.join(cells)} |")


_FAMILIES = """
select m.event, count(distinct f.family) from event_mentions m join families f on f.article = m.article group by m.event
"""


def told_at(store: herdline.Store) -> dict[int, int]:
    """The first sentence of a text in which each event is told, counted from 0; its title is -1."""
    texts = dict(_pairs(store, "select id, text from articles"))
    starts = {article: [item.start for item in sentences(text or "")] for article, text in texts.items()}
    found: dict[int, int] = {}
    for row in store.sql('select event, article, start, "end" from event_mentions').to_pylist():
        at = starts[row["article"]].index(row["start"]) if row["end"] else -1
        found[row["event"]] = min(at, found.get(row["event"], at))
    return found


def _pairs(store: herdline.Store, query: str) -> list[tuple[Any, Any]]:
    table = store.sql(query)
    return list(zip(table.column(0).to_pylist(), table.column(1).to_pylist(), strict=True))


def _coded(store: herdline.Store, lead: int | None) -> int:
    """Sentences that are coded, each once, where so many of a text are read; None for all."""
    rows = store.sql("select id, lang, published, title, text from articles")
    rows = rows.append_column("whole", pa.array([lead is None] * rows.num_rows))
    before, coding.LEAD = coding.LEAD, lead or 0
    try:
        made = [coding.split(batch) for batch in rows.combine_chunks().to_batches()]
    finally:
        coding.LEAD = before
    return len({sentence for batch in made for sentence in batch.column("sentence").to_pylist()})


def _share(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part / max(whole, 1):.3f} ({low:.2f}-{high:.2f})"


if __name__ == "__main__":
    main()
