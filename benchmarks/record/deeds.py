"""How many events a record has when each report has the day it says or its article's, and when reports look back.

    python -m benchmarks.record.deeds STORE [--type ASSAULT --actor REB:RUS --recipient RUS] [--read 60 [--seed 1]]

Nothing is coded anew: what sentences tell is taken from what the store keeps. Prints the events of both, how many
reports look back, and the events with most reports that do; with conditions, the events that answer, day by day. With
--read, reports that look back, drawn at random, each with a report of the event that it was joined to, to be read:
there is no gold.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path

import duckdb
import pyarrow as pa

from herdline.record import steps as record
from herdline.steps import GroupStep, MapStep

_TABLES = ("articles", "story_articles", "families", "outlets")
_NEAR = "substr(replace(s.text, chr(10), ' '), greatest(1, c.trigger_start - 110), 240)"


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", type=Path)
    options.add_argument("--type", default="")
    options.add_argument("--actor")
    options.add_argument("--recipient")
    options.add_argument("--read", type=int, default=0)
    options.add_argument("--seed", default="1")
    given = options.parse_args()
    tables = folded(given.store)
    counts(tables)
    if given.type or given.actor is not None or given.recipient is not None:
        days(tables, given.type, given.actor, given.recipient)
    if given.read:
        drawn(tables, given.read, given.seed)


def folded(store: Path) -> duckdb.DuckDBPyConnection:
    """Tables of a record up to its events, from the codings that a store keeps."""
    tables = duckdb.connect()
    tables.execute(f"attach '{store}' as store (read_only)")
    for name in _TABLES:
        tables.execute(f"create table {name} as select * from store.{name}")
    for name in ("record_sentences", "record_codings"):
        tables.execute(f"create table {name} as select * from store.kept.rows_{name}")
    for step in record.STEPS:
        if step.name in ("record.actors", "record.relations", "record.sentences", "record.codings"):
            continue
        if isinstance(step, GroupStep):
            rows = tables.sql(f"select * from ({step.reads}) order by all").to_arrow_table()
            groups: dict[int, list[int]] = defaultdict(list)
            for place, key in enumerate(rows[step.key].to_pylist()):
                groups[key].append(place)
            empty = record.SCHEMAS[step.writes].empty_table()
            made = pa.concat_tables([empty, *(step.function(rows.take(places)) for places in groups.values())])
        elif isinstance(step, MapStep):
            batches = tables.sql(step.reads).to_arrow_table().to_batches(max_chunksize=1000)
            made = pa.Table.from_batches([step.function(batch) for batch in batches])
        else:
            made = tables.sql(step.sql).to_arrow_table()
        tables.register("made", made)
        tables.execute(f"create table {step.writes} as select * from made")
        tables.unregister("made")
        if step.name == "record.events":
            break
    return tables


def counts(tables: duckdb.DuckDBPyConnection) -> None:
    """Events before and after, and the events that most reports look back at."""
    (before,) = tables.execute(
        f"select count(distinct coalesce(m.event, c.event)) from record_codings c left join ({record._MET}) m"
        " on m.coding = c.coding where c.type <> ''"
    ).fetchall()[0]
    (after,) = tables.execute("select count(*) from events").fetchall()[0]
    back, at, mentions = tables.execute(
        "select count(*) filter (looks_back), count(distinct event) filter (looks_back), count(*) from record_mentions"
    ).fetchall()[0]
    print(f"events: {before} by the day each report has, {after} where reports look back")
    print(f"reports: {mentions}, {back} look back at {at} events\n")
    for row in tables.execute(
        "select e.type, e.actor_codes, e.recipient_codes, e.date, e.date_precision, e.mentions,"
        " count(*) filter (m.looks_back) as back, count(distinct c.event) as days from events e"
        " join record_mentions m on m.event = e.event join record_codings c on c.coding = m.coding"
        " group by all having back > 0 order by back desc, e.type, e.date, e.actor_codes limit 12"
    ).fetchall():
        kind, actor, recipient, date, precision, told, looked, days = row
        print(f"  {kind} {actor or '?'} > {recipient or '?'}  {date} ({precision}): {looked} of {told}, from {days}")


def days(tables: duckdb.DuckDBPyConnection, kind: str, actor: str | None, recipient: str | None) -> None:
    """Events that answer, before and after: date, modes and reports."""
    asked = "(? = '' or type = ?) and (? is null or actor_codes = ?) and (? is null or recipient_codes = ?)"
    values = [kind, kind, actor, actor, recipient, recipient]
    before = tables.execute(
        f"select count(distinct event), count(distinct date) from record_codings where {asked} and type <> ''", values
    ).fetchall()[0]
    rows = tables.execute(
        f"select date, date_precision, mode, aux, certainty, reports, mentions from events where {asked}"
        " order by date, mentions desc", values,
    ).fetchall()  # fmt: skip
    print(f"\nof these sides: {before[0]} events of {before[1]} dates before, {len(rows)} after")
    for row in rows:
        print("  " + "  ".join(str(value) for value in row))


def drawn(tables: duckdb.DuckDBPyConnection, number: int, seed: str) -> None:
    """Reports that look back, drawn at random, each under the report that stands for its event."""
    rows = tables.execute(
        f"select e.type, e.actor_codes, e.recipient_codes, e.date, c.date, {_NEAR}, ("
        f"select {_NEAR} from record_shown y join record_codings c on c.coding = y.coding"
        " join record_unique s on s.sentence = c.sentence where y.event = e.event) from events e"
        " join (select distinct event, coding from record_mentions where looks_back) m on m.event = e.event"
        " join record_codings c on c.coding = m.coding join record_unique s on s.sentence = c.sentence"
        " order by md5(c.coding::varchar || ?) limit ?",
        [seed, number],
    ).fetchall()
    for n, (kind, actor, recipient, date, own, told, shown) in enumerate(rows, 1):
        print(f"\n{n}. {kind} {actor} > {recipient}, {date}: {shown}\n   {own}: {told}")


if __name__ == "__main__":
    main()
