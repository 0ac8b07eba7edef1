"""What is taken along: whole tables with hashes, events in the columns others use."""

from __future__ import annotations

import csv
import hashlib
import json

import pyarrow.parquet as pq
import pytest

from herdline import export, schema
from herdline.export.gdelt import COLUMNS, ROOTS


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_every_table_is_written_whole_with_its_hash(sample, tmp_path, form):
    files = export.write(sample, tmp_path / form, form)
    manifest = json.loads(files[-1].read_text())
    assert {f["name"] for f in manifest["files"]} == {f"{name}.{form}" for name in schema.TABLES}
    for entry in manifest["files"]:
        file = tmp_path / form / entry["name"]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == entry["sha256"]
    rows = sample.sql("select count(*) as n from articles").to_pylist()[0]["n"]
    if form == "parquet":
        assert pq.read_table(tmp_path / form / "articles.parquet").num_rows == rows
    if form == "jsonl":
        assert len((tmp_path / form / "articles.jsonl").read_text().splitlines()) == rows
    if form == "csv":
        with (tmp_path / form / "articles.csv").open(newline="") as lines:
            assert len(list(csv.reader(lines))) == rows + 1


def test_two_exports_of_one_store_are_equal(sample, tmp_path):
    one, other = (export.write(sample, tmp_path / str(n), "jsonl")[-1].read_text() for n in (1, 2))
    assert one == other


def test_events_stand_in_the_61_columns_of_gdelt(sample, tmp_path):
    export.write(sample, tmp_path, "gdelt")
    rows = [line.split("\t") for line in (tmp_path / "events.export.CSV").read_text().splitlines()]
    events = {str(e.id): e for e in sample.record()}
    assert len(COLUMNS) == 61 and all(len(row) == 61 for row in rows)
    place = {name: n for n, name in enumerate(COLUMNS)}
    assert {row[0] for row in rows} == {
        i
        for i, e in events.items()
        if e.certainty != "denied" and not {"negation", "future", "hypothetical"} & set(e.aux)
    }
    for row in rows:
        event = events[row[0]]
        assert row[place["EventRootCode"]] == ROOTS[event.type]
        assert row[place["QuadClass"]] in "1234"
        assert row[place["NumMentions"]] == str(event.mentions)
        if event.date_precision == "day":
            assert row[place["Day"]] == event.date.replace("-", "")


def test_the_plover_table_keeps_every_event_and_who_says_so(sample, tmp_path):
    export.write(sample, tmp_path, "gdelt")
    with (tmp_path / "events.plover.tsv").open(newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    events = {str(e.id): e for e in sample.record()}
    assert {r["Event ID"] for r in rows} == set(events)
    for row in rows:
        event = events[row["Event ID"]]
        assert row["Actor Country"] == ";".join(p.code for p in event.actors)
        assert row["Certainty"] == event.certainty and row["Reports"] == str(event.reports)
